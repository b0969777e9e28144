"""A rep at the week: dragging with a price before the drop, keys, comparison, undo."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

WEEK = "2026-W49"
Area = list[int]
Facts = dict[str, Any]


class Window(Protocol):
    """What tests/e2e/conftest.py drives."""

    def __getattr__(self, name: str) -> Any: ...


def middle(area: Area) -> tuple[int, int]:
    return area[0] + area[2] // 2, area[1] + area[3] // 2


def planned(window: Window, territory: Path) -> dict[str, Facts]:
    """The week as the command tells it, by date."""
    week = window.machine.answer("--territory", territory, "itinerary", "--week", WEEK)
    return {day["date"]: day for day in week["days"]}


def metres(week: dict[str, Facts]) -> int:
    return sum(day["metres"] for day in week.values())


def accounts(day: Facts) -> list[int]:
    return [stop["account"] for stop in day["stops"]]


def in_plan(week: dict[str, Facts]) -> set[int]:
    return {account for day in week.values() for account in accounts(day)}


def below_cards(day: Facts) -> tuple[int, int]:
    """A point of the lane under its last card, where a drop comes last."""
    left, top, width, height = day["area"]
    last = day["cards"][-1]["area"]
    return left + width // 2, min(top + height - 4, last[1] + last[3] + 14)


def test_that_the_tag_tells_the_metres_a_drop_from_the_list_then_adds(
    window: Window, territory: Path
) -> None:
    before = planned(window, territory)
    seen = window.sees()
    row = next(row for row in seen["due"] if row["account"] not in in_plan(before))
    monday = seen["days"][0]
    window.drag(middle(row["area"]), below_cards(monday))
    tag = window.price(below_cards(monday))
    window.release()
    window.until(lambda s: row["account"] in cards(s, 0) and not s["saving"], "the card on Monday")
    after = planned(window, territory)
    assert accounts(after[monday["date"]]) == [*accounts(before[monday["date"]]), row["account"]]
    assert metres(after) - metres(before) == tag["metres"] > 0
    told = re.search(r"([+−-]\d+) km", tag["text"])
    assert told is not None, tag["text"]
    assert int(told[1].replace("−", "-")) == round(tag["metres"] / 1000)


def cards(seen: Facts, day: int) -> list[int]:
    return [card["account"] for card in seen["days"][day]["cards"]]


def test_that_a_card_dragged_to_another_day_costs_what_its_tag_said_and_undo_brings_it_back(
    window: Window, territory: Path
) -> None:
    before = planned(window, territory)
    seen = window.sees()
    friday, tuesday = seen["days"][4], seen["days"][1]
    card = friday["cards"][0]
    window.drag(middle(card["area"]), below_cards(tuesday))
    tag = window.price(below_cards(tuesday))
    window.release()
    window.until(
        lambda s: card["account"] in cards(s, 1) and not s["saving"], "the card on Tuesday"
    )
    after = planned(window, territory)
    assert accounts(after[tuesday["date"]])[-1] == card["account"]
    assert card["account"] not in accounts(after[friday["date"]])
    assert metres(after) - metres(before) == tag["metres"]
    moved = after[tuesday["date"]]["stops"][-1]
    assert moved["call"] == card["call"]
    window.key("ctrl+z")
    window.until(lambda s: card["account"] in cards(s, 4) and not s["saving"], "the card back")
    assert planned(window, territory) == before


def test_that_escape_gives_a_drag_up(window: Window, territory: Path) -> None:
    before = planned(window, territory)
    seen = window.sees()
    window.drag(middle(seen["days"][4]["cards"][0]["area"]), below_cards(seen["days"][0]))
    window.price(below_cards(seen["days"][0]))
    window.key("Escape")
    window.until(lambda s: s["tag"] is None, "no tag any more")
    window.release()
    assert window.sees()["days"] == seen["days"]
    window.key("Escape")
    window.until(lambda s: not s["selection"], "nothing selected: the window goes on")
    assert planned(window, territory) == before


def test_that_a_locked_call_cannot_be_dragged_away_and_the_tag_says_so(
    window: Window, territory: Path
) -> None:
    before = planned(window, territory)
    date, held = next(
        (date, stop) for date, day in before.items() for stop in day["stops"] if stop["locked"]
    )
    seen = window.sees()
    card = next(c for day in seen["days"] for c in day["cards"] if c["call"] == held["call"])
    other = next(day for day in seen["days"] if day["date"] != date and day["cards"])
    window.drag(middle(card["area"]), below_cards(other))
    tag = window.until(lambda s: s["tag"] and s["tag"]["refused"], "a refusal at the cursor")["tag"]
    assert held["name"] in tag["text"]
    window.release()
    window.until(lambda s: s["tag"] is None and held["name"] in s["notice"], "why, once more")
    assert planned(window, territory) == before


def test_that_alt_and_a_number_put_the_selection_on_that_day(
    window: Window, territory: Path
) -> None:
    seen = window.sees()
    card = seen["days"][4]["cards"][1]
    window.click(middle(card["area"]))
    window.until(lambda s: s["selection"] == [card["account"]], "the card selected")
    window.key("alt+3")
    window.until(
        lambda s: card["account"] in cards(s, 2) and not s["saving"], "the card on Wednesday"
    )
    assert card["account"] in accounts(planned(window, territory)[seen["days"][2]["date"]])


def test_that_z_lays_loop_over_zigzag_with_the_metres_the_command_tells(
    window: Window, territory: Path
) -> None:
    compared = window.machine.answer("--territory", territory, "compare", "--week", WEEK)
    by_date = {day["date"]: day for day in compared["days"]}
    window.click(middle(window.sees()["days"][0]["cards"][0]["area"]))
    window.until(lambda s: s["selection"], "a card selected")
    window.key("z")
    shown = window.until(lambda s: s["compare"], "the comparison")["compare"]
    wanted = by_date[shown["date"]]
    assert shown["metres"]["loop"] == wanted["loop"]["metres"]
    assert shown["metres"]["zigzag"] == wanted["zigzag"]["metres"]
    window.key("Escape")
    window.until(lambda s: s["compare"] is None, "the week again")


def test_that_the_map_on_the_screen_is_painted(window: Window, checker: ModuleType) -> None:
    left, top, width, height = window.sees()["map"]
    box = (left, top, left + width, top + height)

    def painted(_seen: Facts) -> bool:
        return not checker.look(window.picture(), box).missing()

    window.until(painted, "a painted map")
    assert checker.look(window.picture(), box).missing() == []


def test_that_a_second_window_on_the_same_territory_says_so(
    window: Window, territory: Path
) -> None:
    second = window.machine.window("open", territory)
    message = second.until(lambda s: s["dialogs"], "why there is no second window")["dialogs"][0]
    assert "open in another window" in message
    second.focus()
    second.key("Return")
    assert second.process.wait(30) == 4
    assert window.process.poll() is None


def test_that_the_keys_go_to_the_week_from_the_start(window: Window) -> None:
    seen = window.until(lambda s: s["focus"], "a focus")
    assert seen["focus"] == "To call on"
    window.key("z")
    window.until(lambda s: s["compare"], "the comparison")


def test_that_a_week_is_planned_accepted_and_taken_back_by_keys(window: Window) -> None:
    def plan(seen: Facts) -> list[list[int]]:
        return [[card["account"] for card in day["cards"]] for day in seen["days"]]

    before = plan(window.sees())
    window.key("ctrl+g")
    seen = window.until(
        lambda s: s["proposal"] and s["proposal"]["metres"] and not s["proposal"]["searching"],
        "the proposed week",
    )
    proposed = plan(seen)
    assert proposed != before
    window.key("Return")
    window.until(lambda s: s["proposal"] is None and not s["saving"], "the proposal accepted")
    assert plan(window.until(lambda s: s["notice"], "the step's name")) == proposed
    window.key("ctrl+z")
    window.until(lambda s: plan(s) == before, "the week as it was")
