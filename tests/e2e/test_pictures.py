"""Pictures of every screen of the real window, to be looked at; each is checked for what can be.

LOOPWISE_PICTURES=FOLDER keeps them there, small, as docs/pictures has them.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest
from PIL import Image

WEEK = "2026-W49"
SIZE = (1366, 768)
MANY = 50_000
Facts = dict[str, Any]

LONG_NAMES = (
    ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau GmbH & Co. KG", 53.85, -1.84),
    ("Vereinigte Maschinenfabriken Königsbrück-Schmölln Aktiengesellschaft", 53.65, -1.79),
    ("上海浦东新区精密机械制造有限责任公司", 53.91, -1.69),
    ("北京市朝阳区轴承与阀门进出口贸易总公司", 53.96, -1.08),
    ("Straßenbahnoberleitungsinstandhaltungsgesellschaft Überlingen mbH", 53.43, -1.36),
    ("广州市天河区水泵厂", 54.01, -1.47),
)


class Driven(Protocol):
    """What tests/e2e/conftest.py makes: a machine or a window."""

    def __getattr__(self, name: str) -> Any: ...


Keep = Callable[[Driven, str], Image.Image]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told = os.environ.get("LOOPWISE_PICTURES")
    if told is None:
        return tmp_path_factory.mktemp("pictures")
    Path(told).mkdir(parents=True, exist_ok=True)
    return Path(told).resolve()


@pytest.fixture
def keep(folder: Path, checker: Any) -> Keep:
    """Takes the picture of a window that has come to rest, and checks its size."""

    def take(window: Driven, name: str) -> Image.Image:
        picture = at_rest(window)
        assert picture.size == SIZE
        small = with_palette(picture, [c for look in checker.DAYS.values() for c in look])
        file = folder / f"{name}.png"
        small.save(file, optimize=True)
        assert file.stat().st_size < 200_000
        return picture

    return take


def with_palette(picture: Image.Image, wanted: Sequence[tuple[int, int, int]]) -> Image.Image:
    """The picture in 256 colours; those of the days, however few, and of all surfaces as are."""
    counted = picture.getcolors(picture.width * picture.height) or []
    most = [colour for _count, colour in sorted(counted, reverse=True)[:120]]
    rest = 256 - len(wanted) - len(most)
    mixed = picture.quantize(rest).getpalette() or []
    palette = Image.new("P", (1, 1))
    exact = [channel for colour in (*wanted, *most) for channel in colour]
    palette.putpalette([*exact, *mixed[: 3 * rest]])
    small = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    # Pillow takes a colour near enough; where there is the very one, it is that.
    at = {bytes(colour): number for number, colour in enumerate((*wanted, *most))}
    raw, near = picture.tobytes(), small.tobytes()
    small.frombytes(bytes(at.get(raw[3 * i : 3 * i + 3], near[i]) for i in range(len(near))))
    return small


def at_rest(window: Driven) -> Image.Image:
    """The screen once it has stayed the same for a moment, a blinking cursor apart."""
    last, ends = window.picture(), time.monotonic() + 30
    while time.monotonic() < ends:
        time.sleep(0.3)
        now = window.picture()
        if sum(a != b for a, b in zip(last.tobytes(), now.tobytes(), strict=True)) < 400:
            return now
        last = now
    raise AssertionError("The window never came to rest.")


def middle(area: Sequence[int]) -> tuple[int, int]:
    return area[0] + area[2] // 2, area[1] + area[3] // 2


def map_box(window: Driven) -> tuple[int, int, int, int]:
    left, top, width, height = window.sees()["map"]
    return left, top, left + width, top + height


def shade(picture: Image.Image) -> float:
    """How light it is, from 0 to 255."""
    grey = picture.convert("L").resize((1, 1), Image.Resampling.BOX)
    value = grey.getpixel((0, 0))
    assert isinstance(value, int)
    return value


def customer_list(file: Path, rows: Iterator[Sequence[object]]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["Customer number", "Name", "Town", "Lat", "Lon", "Grade"])
        writer.writerows(rows)
    return file


def firms() -> Iterator[tuple[str, str]]:
    """Invented names that are not alike, with the towns they are in."""
    works = ("Anvil", "Beacon", "Cobalt", "Dynamo", "Ember", "Falcon", "Granite", "Harrier")
    for number, town in enumerate(("Leeds", "Bradford", "Harrogate", "Wakefield", "Selby")):
        for at, first in enumerate(works):
            second = works[(at + number + 1) % len(works)]
            yield f"{first} & {second}", town


@pytest.fixture
def own(machine: Driven, tmp_path: Path) -> Path:
    """An empty territory."""
    file = tmp_path / "own.loopwise"
    machine.command("new", file, "--base", "53.7997,-1.5492")
    return Path(file)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_that_the_week_is_pictured(
    look: str, machine: Driven, territory: Path, keep: Keep, checker: Any
) -> None:
    window = machine.window("open", territory, "--week", WEEK, f"--{look}")
    seen = window.ready()
    picture = keep(window, f"week_{look}")
    found = checker.look(picture, map_box(window))
    assert found.missing() == []
    assert found.theme == look
    assert (shade(picture) > 128) == (look == "light")
    assert seen["clipped"] == []


def test_that_a_drag_is_pictured_with_its_tag(window: Driven, keep: Keep) -> None:
    seen = window.sees()
    wednesday, tuesday = seen["days"][2], seen["days"][1]
    left, _top, width, _height = tuesday["area"]
    end = (left + width * 3 // 4, tuesday["cards"][1]["area"][1] + 5)
    card = wednesday["cards"][2]["area"]
    before = at_rest(window)
    window.drag(middle(card), end)
    tag = window.price(end)
    picture = keep(window, "week_dragging")
    assert " km" in tag["text"]
    beside = (end[0] + 60, end[1] - 30, end[0] + 360, end[1] + 34)
    assert picture.crop(beside).tobytes() != before.crop(beside).tobytes()
    window.key("Escape")
    window.release()


def test_that_the_comparison_is_pictured(window: Driven, keep: Keep) -> None:
    window.click(middle(window.sees()["days"][3]["cards"][0]["area"]))
    window.until(lambda s: s["selection"], "a card selected")
    for _press in range(4):
        before = window.sees()["compare"]
        window.key("z")
        window.until(lambda s, old=before: s["compare"] != old, "the next comparison")
    keep(window, "week_compare")
    seen = window.sees()
    assert seen["compare"]["date"] == seen["days"][3]["date"]
    assert seen["clipped"] == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_that_a_proposed_week_is_pictured(
    look: str, machine: Driven, territory: Path, keep: Keep, checker: Any
) -> None:
    window = machine.window("open", territory, "--week", WEEK, f"--{look}")
    as_it_was = window.ready()["days"]
    window.key("ctrl+shift+g")
    window.until(lambda s: s["proposal"] and s["proposal"]["metres"], "the first answer")
    window.until(lambda s: s["proposal"] and not s["proposal"]["searching"], "the last answer")
    moved = window.sees()["proposal"]["changes"][1]
    window.move(middle(moved["area"]))
    seen = window.until(
        lambda s: s["proposal"]["why"].startswith(moved["name"]), "why that call is there"
    )
    picture = keep(window, f"plan_proposal_{look}")
    assert checker.look(picture, map_box(window)).missing() == []
    assert seen["clipped"] == []
    assert " added" in seen["proposal"]["headline"]
    window.key("Escape")
    window.until(lambda s: s["proposal"] is None, "the week as it is")
    assert window.sees()["days"] == as_it_was


def test_that_a_week_that_cannot_be_is_pictured(
    machine: Driven, territory: Path, keep: Keep
) -> None:
    at = ("--territory", territory)
    calls = [call for call in machine.answer(*at, "record", "call") if call["day"] == "2026-12-01"]
    for call in calls[:2]:
        machine.command(*at, "record", "call", str(call["id"]), "start=10:00", "state=confirmed")
    window = machine.window("open", territory, "--week", WEEK, "--light")
    cards = window.ready()["days"][1]["cards"]
    agreed = [c["name"] for c in cards if c["call"] in {call["id"] for call in calls[:2]}]
    window.click_button("Plan")
    seen = window.until(lambda s: s["proposal"] and s["proposal"]["clash"], "the clash")
    keep(window, "plan_clash")
    assert all(name in seen["proposal"]["clash"] for name in agreed)
    assert window.sees()["clipped"] == []
    window.click_button("Set ")
    window.until(
        lambda s: s["proposal"] and s["proposal"]["metres"] and not s["proposal"]["searching"],
        "the week planned after all",
    )


@pytest.mark.parametrize(
    ("key", "name"), [("f", "which_day"), ("u", "urgent"), ("y", "habit"), ("t", "running_late")]
)
def test_that_the_questions_of_a_day_are_pictured(
    key: str, name: str, window: Driven, keep: Keep
) -> None:
    window.click(middle(window.sees()["days"][1]["cards"][2]["area"]))
    window.until(lambda s: s["selection"], "a card selected")
    before = at_rest(window)
    window.key(key)
    time.sleep(1.0)  # it is worked out beside the window
    picture = keep(window, name)
    lanes = (0, map_box(window)[3], *SIZE)
    lists = (0, 40, map_box(window)[0], map_box(window)[3])
    assert any(picture.crop(b).tobytes() != before.crop(b).tobytes() for b in (lanes, lists))
    assert window.sees()["clipped"] == []


def test_that_the_call_cycle_is_pictured(machine: Driven, territory: Path, keep: Keep) -> None:
    machine.command(
        *("--territory", territory, "cycle", "--from", WEEK, "--weeks", "13"),
        *("--iterations", "300"),
    )
    window = machine.window("open", territory, "--week", WEEK, "--light")
    window.ready()
    window.key("ctrl+6")
    window.until(lambda s: s["screen"] == "cycle", "the cycle")
    time.sleep(2.0)  # its rows are read beside the window
    window.click((200, 420))
    keep(window, "cycle")
    assert window.sees()["clipped"] == []


def test_that_an_account_card_is_pictured(window: Driven, keep: Keep) -> None:
    window.click(middle(window.sees()["days"][0]["cards"][0]["area"]))
    window.until(lambda s: s["selection"], "a card selected")
    window.key("space")
    window.until(lambda s: s["card"], "the account's card")
    keep(window, "account_card")
    assert window.sees()["clipped"] == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_that_the_screens_of_the_responsibilities_are_pictured(
    look: str, machine: Driven, territory: Path, keep: Keep
) -> None:
    window = machine.window("open", territory, "--week", WEEK, f"--{look}")
    window.ready()
    for key, name in (("2", "accounts"), ("3", "service"), ("4", "prospects"), ("5", "report")):
        window.key(f"ctrl+{key}")
        window.until(lambda s, name=name: s["screen"] == name, name)
        time.sleep(2.0)  # it is read beside the window
        picture = keep(window, f"{name}_{look}")
        assert (shade(picture) > 128) == (look == "light")
        assert window.sees()["clipped"] == []


@pytest.mark.parametrize(("key", "name"), [("k", "key_account"), ("d", "people")])
def test_that_an_account_and_its_people_are_pictured(
    key: str, name: str, window: Driven, keep: Keep
) -> None:
    window.click(middle(window.sees()["days"][0]["cards"][0]["area"]))
    window.until(lambda s: s["selection"], "a card selected")
    before = at_rest(window)
    window.key(f"ctrl+shift+{key}")
    time.sleep(2.0)  # it is read beside the window
    picture = keep(window, name)
    middle_of_it = (400, 100, 900, 600)
    assert picture.crop(middle_of_it).tobytes() != before.crop(middle_of_it).tobytes()


def test_that_the_settings_are_pictured(window: Driven, keep: Keep) -> None:
    window.key("ctrl+comma")
    window.until(lambda s: s["dialogs"], "the settings")
    keep(window, "settings")
    assert window.sees()["clipped"] == []


def test_that_the_quick_log_and_the_close_of_a_day_are_pictured(
    machine: Driven, territory: Path, keep: Keep
) -> None:
    words = ("open", territory, "--week", WEEK, "--light")
    window = machine.window(*words, LOOPWISE_NOW="2026-11-30T09:05:00+00:00")
    window.ready()
    window.key("ctrl+l")
    window.until(lambda s: "Log it" in s["buttons"], "the quick log")
    window.focus()
    window.type("Likes the new grade; wants it in the second cell")
    window.key("alt+1")
    window.key("alt+p")
    window.type("Trial tips")
    window.key("Tab")
    window.type("fri")
    window.key("alt+b")
    window.type("Dearer than the ones they have")
    keep(window, "quick_log")
    assert window.sees()["clipped"] == []
    window.key("Escape")
    window.until(lambda s: not s["dialogs"] and not s["saving"], "the week again")
    window.focus()
    window.key("ctrl+shift+l")
    window.until(lambda s: "Close the day" in s["buttons"], "the day")
    window.focus()
    for key in ("1", "1", "2"):
        window.key(key)
    window.type("Nobody there")
    keep(window, "close_day")
    assert window.sees()["clipped"] == []


def test_that_first_run_import_and_questions_are_pictured(
    machine: Driven, tmp_path: Path, keep: Keep
) -> None:
    window = machine.window()
    window.until(lambda s: s["screen"] == "first_run", "the first screen")
    window.focus()
    keep(window, "first_run")
    assert window.sees()["clipped"] == []
    rows = [(n, f"Works {n}", "", lat, lon, "B") for n, (_name, lat, lon) in enumerate(LONG_NAMES)]
    file = customer_list(tmp_path / "customers.csv", iter(rows))
    window.click_button("Use my customer list")
    window.until(lambda s: s["dialogs"], "the file dialog")
    window.focus()
    window.type(str(file))
    window.key("Return")
    window.until(lambda s: s["screen"] == "import", "the look at the list")
    window.focus()
    window.click_button(f"Import {len(rows)}")
    window.until(lambda s: s["accounts"] == len(rows) and s["dialogs"], "the questions")
    keep(window, "questions")
    assert window.sees()["clipped"] == []
    window.focus()
    window.click_button("Show me my week")
    window.until(lambda s: not s["dialogs"], "the week")
    keep(window, "first_week")


def test_that_the_look_at_a_doubtful_list_is_pictured(
    window: Driven, territory: Path, tmp_path: Path, keep: Keep
) -> None:
    said = window.machine.answer("--territory", territory, "accounts")
    rows = [
        ("1", "Aire Bearings", "Bingley", "", "", "A"),
        ("2", "Colne Valves", "Hudersfield", "", "", "B"),
        ("3", "Ouse Pumps", "York", -1.08, 53.958, "C"),
        ("4", "", "Otley", "", "", "B"),
        ("5", "Nidd Optics", "Nowhere at all", "", "", "A"),
        ("6", said[0]["name"], said[0].get("town", ""), "", "", "A"),
        ("7", "<b>Don Castings</b>", "Rotherham", 953.4, -1.3, "Z"),
        *((str(n + 8), *row, "", "", "ABC"[n % 3]) for n, row in enumerate(firms())),
    ]
    file = customer_list(tmp_path / "customers.csv", iter(rows))
    window.key("ctrl+o")
    window.until(lambda s: s["dialogs"], "the file dialog")
    window.focus()
    window.type(str(file))
    window.key("Return")
    window.until(lambda s: s["screen"] == "import", "the look at the list")
    window.until(lambda s: "Stop" not in s["buttons"], "all places looked up")
    keep(window, "import")
    assert window.sees()["clipped"] == []


def test_that_an_empty_territory_is_pictured(machine: Driven, own: Path, keep: Keep) -> None:
    window = machine.window("open", own, "--week", WEEK, "--light")
    seen = window.ready()
    keep(window, "week_empty")
    assert seen["accounts"] == 0
    assert seen["clipped"] == []


def test_that_long_german_and_chinese_names_are_pictured(
    machine: Driven, own: Path, tmp_path: Path, keep: Keep
) -> None:
    rows = [(n, name, "", lat, lon, "A") for n, (name, lat, lon) in enumerate(LONG_NAMES)]
    at = ("--territory", own)
    machine.command(*at, "import", customer_list(tmp_path / "long.csv", iter(rows)))
    numbers = [str(row["id"]) for row in machine.answer(*at, "accounts")]
    machine.command(*at, "assign", "--day", "2026-11-30", *numbers[:4])
    window = machine.window("open", own, "--week", WEEK, "--light")
    card = window.ready()["days"][0]["cards"][1]
    window.click(middle(card["area"]))
    window.until(lambda s: s["selection"], "a card selected")
    window.key("space")
    window.until(lambda s: s["card"], "the account's card")
    keep(window, "week_long_names")
    edge = window.sees()["buttons"]["Edit"]
    assert edge[0] + edge[2] <= SIZE[0]


def test_that_fifty_thousand_accounts_are_pictured(
    machine: Driven, own: Path, tmp_path: Path, keep: Keep, checker: Any
) -> None:
    rows = (
        (n, f"Account {n}", "", 50.5 + n * 7919 % 4999 / 1000, -4 + n * 104729 % 5003 / 1000, "B")
        for n in range(MANY)
    )
    machine.command("--territory", own, "import", customer_list(tmp_path / "many.csv", rows))
    window = machine.window("open", own, "--week", WEEK, "--light")
    assert window.ready()["accounts"] == MANY
    picture = keep(window, "week_50000")
    assert checker.look(picture, map_box(window)).shades >= checker.LEAST_SHADES
    assert window.sees()["clipped"] == []
