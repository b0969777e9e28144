"""What the week's screen shows, without a window: layout in time, tags, lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from planner.tours.model import Day, DayCost, Leg, Stop, TimedStop, Window
from planner.workspace import AccountRow, IsoWeek, PlannedWeek, Workspace, what_if
from ui.week.cheapest import cheapest_days
from ui.week.doing import best_position
from ui.week.due import DueModel
from ui.week.model import LaneModel
from ui.week.needs import needs_of, prepared
from ui.week.price_tag import removal_tag, tag_of
from ui.week.roles import Role
from ui.week.timeline import LEAST_CARD, axis_for, lay_out

WEEK = IsoWeek(2026, 49)
MON, TUE, WED = WEEK.days[:3]
TODAY = date(2026, 11, 27)
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
RING = [(53.95, -1.55), (53.9, -1.3), (53.75, -1.3), (53.65, -1.5), (53.7, -1.8), (53.9, -1.8)]
HOUR = 3600


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as opened:
        for i, (lat, lon) in enumerate(RING):
            opened.records.make(
                "account", {"name": f"Account {i}", "grade": "ABC"[i % 3], "lat": lat, "lon": lon}
            )
        opened.planning.assign(MON, [1, 2, 3])
        opened.planning.assign(TUE, [4, 5])
        yield opened


@pytest.fixture
def week(workspace: Workspace) -> PlannedWeek:
    return workspace.planning.week(WEEK)


def frame() -> Day:
    work = Window(8 * HOUR, 17 * HOUR)
    lunch = Window(12 * HOUR, 14 * HOUR)
    return Day((0, 0), (0, 0), work, lunch, 1800, 0.3)


def day_of(*calls: tuple[int, int], lunch: Window | None = None, home: int = 16 * HOUR) -> DayCost:
    """A day with calls of (begin, minutes), each after a drive of half an hour."""
    stops = tuple(
        TimedStop(
            Stop(n, n, (0, 0), minutes * 60), Leg(1, 1800), begin, begin, begin + minutes * 60, 0
        )
        for n, (begin, minutes) in enumerate(calls, 1)
    )
    leave = calls[0][0] - 1800 if calls else 8 * HOUR
    return DayCost(leave, stops, Leg(1, 1800), home, lunch, 1, 1, 1, 1.0, ())


def test_that_height_is_time() -> None:
    cost = day_of((9 * HOUR, 60), (11 * HOUR, 30))
    axis = axis_for([(frame(), cost)], 304)
    cards = lay_out(cost, axis).cards
    assert axis.per_hour == 32
    assert (cards[0].top, cards[0].height) == (33, 30)
    assert cards[1].top == 97


def test_that_short_calls_keep_their_words_and_never_overlap() -> None:
    cost = day_of(*((9 * HOUR + n * 600, 5) for n in range(12)))
    layout = lay_out(cost, axis_for([(frame(), cost)], 304))
    assert all(card.height >= LEAST_CARD for card in layout.cards)
    pairs = zip(layout.cards, layout.cards[1:], strict=False)
    assert all(upper.bottom <= lower.top for upper, lower in pairs)
    assert layout.home is not None
    assert layout.home >= layout.cards[-1].bottom
    assert layout.height > layout.home


def test_that_lunch_lies_between_two_calls() -> None:
    lunch = Window(12 * HOUR, 12 * HOUR + 1800)
    cost = day_of((11 * HOUR, 60), (13 * HOUR, 30), lunch=lunch)
    layout = lay_out(cost, axis_for([(frame(), cost)], 304))
    assert layout.lunch is not None
    assert layout.cards[0].bottom <= layout.lunch.top
    assert layout.lunch.bottom <= layout.cards[1].top


def test_that_a_low_window_gets_a_list_instead_of_hours() -> None:
    cost = day_of((9 * HOUR, 60), (11 * HOUR, 30))
    axis = axis_for([(frame(), cost)], 200)
    layout = lay_out(cost, axis)
    assert axis.compact
    assert len({card.height for card in layout.cards}) == 1


def test_that_the_hours_grow_with_a_late_day() -> None:
    late = day_of((9 * HOUR, 60), home=20 * HOUR)
    assert axis_for([(frame(), late)], 304).shuts >= 20 * HOUR


@pytest.mark.parametrize("height", [200, 304, 700])
def test_that_every_position_is_found_where_its_line_is_drawn(height: int) -> None:
    cost = day_of((9 * HOUR, 60), (11 * HOUR, 30), (13 * HOUR, 45))
    layout = lay_out(cost, axis_for([(frame(), cost)], height))
    assert [layout.position_at(layout.line_at(n)) for n in range(4)] == [0, 1, 2, 3]


def test_that_a_lane_tells_its_calls_in_words(workspace: Workspace, week: PlannedWeek) -> None:
    call = week.by_date[MON].stops[1].call.id
    workspace.planning.lock([call], locked=True)
    workspace.records.change("call", call, {"state": "asked"})
    week = workspace.planning.week(WEEK)
    model = LaneModel()
    model.set_day(week, week.by_date[MON])
    index = model.index(1)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("2, Account 1, ")
    assert "locked" in spoken
    assert "asked, not confirmed" in spoken
    assert [name for name, _token in index.data(Role.MARKS)] == ["question-fill", "lock-bold"]
    assert index.data(Role.NOT_CONFIRMED) is True
    assert model.row_of(call) == 1


def test_that_the_tag_is_the_price_and_says_who_moves(week: PlannedWeek) -> None:
    call = week.by_date[MON].stops[0].call.id
    drop = what_if.drop(week, TUE, 0, calls=[call])
    tag = tag_of(week, TUE, drop)
    kilometres = round(drop.price.metres / 1000)
    assert tag.figures[0].endswith("km")
    assert abs(kilometres) == int(tag.figures[0].strip("+−").split()[0])
    assert "moves to" in tag.line
    assert tag.mood == ("bad" if drop.price.metres > 0 else "good")


def test_that_an_impossible_drop_says_why(workspace: Workspace, week: PlannedWeek) -> None:
    call = week.by_date[MON].stops[0].call.id
    workspace.planning.lock([call], locked=True)
    week = workspace.planning.week(WEEK)
    tag = tag_of(week, TUE, what_if.drop(week, TUE, 0, calls=[call]))
    assert tag.refused
    assert tag.line == "Account 0 is locked. Unlock the call to move it."
    assert removal_tag(week, what_if.removal(week, [call])).refused


def test_that_an_agreed_time_given_up_is_said(workspace: Workspace, week: PlannedWeek) -> None:
    call = week.by_date[MON].stops[0].call.id
    workspace.records.change("call", call, {"start": 10 * HOUR, "state": "confirmed"})
    week = workspace.planning.week(WEEK)
    tag = tag_of(week, TUE, what_if.drop(week, TUE, 0, calls=[call]))
    assert tag.line == "Account 0 gives up the agreed time 10:00"
    assert tag.mood == "bad"


def test_that_a_call_made_late_is_named(workspace: Workspace, week: PlannedWeek) -> None:
    hours = [[d, 8 * HOUR, 9 * HOUR + 1200] for d in range(5)]
    workspace.records.change("account", 4, {"opening_hours": hours})
    week = workspace.planning.week(WEEK)
    far = week.by_date[MON].stops[0].call.id
    tag = tag_of(week, TUE, what_if.drop(week, TUE, 0, calls=[far]))
    assert tag.line.startswith("Account 3 would be ")
    assert "too late" in tag.line


def row(number: int, name: str, grade: str = "B", over: int = 0, **more: object) -> AccountRow:
    due = TODAY - timedelta(days=over)
    last = due - timedelta(days=90)
    fields = AccountRow(
        number, name, "customer", grade, "", "", "", "GB", "", 53.8, -1.5, "hand", 1.0, 35, None,
        None, None, last, due, None,
    )  # fmt: skip
    return fields._replace(**more)


def due_model(*rows: AccountRow) -> DueModel:
    model = DueModel()
    model.set_rows(rows, TODAY, TODAY + timedelta(days=9), (53.8, -1.55))
    return model


def names(model: DueModel) -> list[str]:
    return [model.index(i).data() for i in range(model.rowCount())]


def test_that_the_list_begins_with_who_is_due_and_worth_most() -> None:
    model = due_model(
        row(1, "C long over", "C", 400), row(2, "A over", "A", 3), row(3, "A later", "A", -30),
        row(4, "A more over", "A", 12), row(5, "Prospect", "", 5, status="prospect"),
    )  # fmt: skip
    assert names(model) == ["A more over", "A over", "Prospect", "C long over"]
    assert model.index(0).data(Role.DETAIL) == "12 days over"
    model.show_only("all")
    assert len(names(model)) == 5
    model.show_only("new")
    assert names(model) == ["Prospect"]


def test_that_who_is_planned_is_no_longer_to_be_called_on_but_found_among_all() -> None:
    model = due_model(row(1, "One", "A", 9), row(2, "Two", "A", 3))
    model.set_planned({1: 3})
    assert (names(model), model.total) == (["Two"], 1)
    model.show_only("A")
    assert (names(model), model.total) == (["Two"], 1)
    model.show_only("all")
    assert (names(model), model.total) == (["One", "Two"], 2)
    assert model.index(0).data(Role.PLANNED_DAY) == 3
    assert "Thursday" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    model.show_only("due")
    model.search("one")
    assert names(model) == ["One"]


def test_that_a_long_list_comes_piece_by_piece_and_whole() -> None:
    model = due_model(*(row(n, f"Account {n}", "A", n % 300) for n in range(1, 1301)))
    assert model.total == 1300
    pieces = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        pieces.append(model.rowCount())
    assert pieces == [500, 1000, 1300]
    assert len(set(names(model))) == 1300


def test_that_a_search_looks_in_all_accounts() -> None:
    model = due_model(row(1, "Due", "A", 9), row(2, "Quiet", "A", -300, town="Hull"))
    assert names(model) == ["Due"]
    model.search("HULL")
    assert names(model) == ["Quiet"]


def test_that_a_changed_account_is_seen_without_looking_at_the_others() -> None:
    rows = [row(1, "One", "A", 9), row(2, "Two", "A", 3)]
    model = due_model(*rows)
    model.sort_by("name")
    model.show_only("A")
    other = row(2, "Aaron", "A", 3)
    model.set_rows([rows[0], other], TODAY, TODAY + timedelta(days=9), (53.8, -1.55))
    assert names(model) == ["Aaron", "One"]
    model.set_rows([rows[0], row(2, "Aaron", "B", 3)], TODAY, TODAY + timedelta(days=9),
                   (53.8, -1.55))  # fmt: skip
    assert names(model) == ["One"]
    model.search("aar")
    assert names(model) == ["Aaron"]


@pytest.mark.parametrize(
    ("how", "first"),
    [("name", "Aa"), ("grade", "Bb"), ("potential", "Cc"), ("distance", "Dd")],
)
def test_that_the_list_is_sorted_as_asked(how: str, first: str) -> None:
    model = due_model(
        row(1, "Aa", "C"), row(2, "Bb", "A"), row(3, "Cc", "B", potential=9e5),
        row(4, "Dd", "B", lat=53.8, lon=-1.55), row(5, "Ee", "B", lat=None, lon=None),
    )  # fmt: skip
    model.sort_by(how)
    assert names(model)[0] == first


def test_that_the_cheapest_day_is_the_one_that_costs_least(
    workspace: Workspace, week: PlannedWeek
) -> None:
    account = workspace.accounts.rows(ids=[6])[0]
    found = cheapest_days(week, [account])[6]
    assert found is not None
    weekday, text = found
    prices = {
        day: min(
            what_if.drop(week, day, p, accounts=[account]).price.seconds
            for p in range(len(week.by_date[day].stops) + 1)
        )
        for day in week.by_date
    }
    assert prices[week.week.days[weekday]] == min(prices.values())
    assert text.endswith("min")


def test_that_an_account_without_a_place_or_hours_has_no_cheapest_day(week: PlannedWeek) -> None:
    nowhere, shut = row(98, "Lost", lat=None, lon=None), row(99, "Shut", opening_hours=[])
    assert cheapest_days(week, [nowhere, shut]) == {98: None, 99: None}


def test_that_prices_are_asked_for_once_and_again_after_a_change() -> None:
    model = due_model(row(1, "One", "A", 9), row(2, "Two", "A", 3))
    assert [r.id for r in model.unpriced(0, 9)] == [1, 2]
    model.take_prices({1: (2, "+6 min"), 2: None})
    assert model.unpriced(0, 9) == []
    assert model.index(0).data(Role.CHEAPEST) == (2, "+6 min")
    model.set_planned({2: 0})
    assert [r.id for r in model.unpriced(0, 9)] == [1]


def test_that_what_needs_the_rep_is_named(workspace: Workspace, week: PlannedWeek) -> None:
    stops = week.by_date[MON].stops
    workspace.records.change("call", stops[0].call.id, {"state": "asked"})
    workspace.records.change("account", stops[1].account.id, {"opening_hours": [[1, 0, 9 * HOUR]]})
    week = workspace.planning.week(WEEK)
    found = needs_of(week, prepared(workspace.attention.rows()))
    assert [need.account for need in found[:2]] == [stops[1].account.id, stops[0].account.id]
    assert [need.words.partition(",")[0] for need in found[:2]] == [
        "closed that day", "not confirmed",
    ]  # fmt: skip
    assert found[0].bad
    assert found[1].weekday == MON.weekday()


def test_that_the_best_place_on_a_day_is_the_cheapest(week: PlannedWeek) -> None:
    call = week.by_date[MON].stops[2].call.id
    best = best_position(week, TUE, [call], ())
    prices = [what_if.drop(week, TUE, p, calls=[call]).price.seconds for p in range(3)]
    assert prices[best] == min(prices)


def test_that_only_days_that_changed_are_drawn_again(workspace: Workspace) -> None:
    week = workspace.planning.week(WEEK)
    models = {day: LaneModel() for day in (MON, TUE)}
    for day, model in models.items():
        assert model.set_day(week, week.by_date[day])
    call = week.by_date[MON].stops[0].call.id
    workspace.planning.lock([call], locked=True)
    week = workspace.planning.week(WEEK)
    assert models[MON].set_day(week, week.by_date[MON])
    assert not models[TUE].set_day(week, week.by_date[TUE])
    assert models[TUE].day is week.by_date[TUE]
    workspace.set_up({"work_end": 16 * HOUR})
    week = workspace.planning.week(WEEK)
    assert models[TUE].set_day(week, week.by_date[TUE])
