"""What the screen of the call cycle shows: weeks, rows, gaps, years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.workspace import IsoWeek, Workspace
from planner.workspace.cycle.cycles import Search
from planner.workspace.cycle.table import CycleRow, with_plan, year_with_plan

THIS = IsoWeek(2026, 48)
FRIDAY = date(2026, 11, 27)


def call(workspace: Workspace, account: int, day: date, state: str = "draft") -> int:
    values = {"account": account, "day": day, "state": state}
    return workspace.records.make("call", values)[0].id


@pytest.fixture
def rows(workspace: Workspace, six: list[int]) -> dict[int, CycleRow]:
    """The first: made 24 days ago, missed 4 days ago, planned in 6; the second: long ago."""
    call(workspace, six[0], FRIDAY - timedelta(days=24), "made")
    call(workspace, six[0], FRIDAY - timedelta(days=4), "missed")
    call(workspace, six[0], FRIDAY + timedelta(days=6))
    call(workspace, six[1], FRIDAY - timedelta(days=60), "made")
    table = workspace.cycles.table(THIS.plus(-4), 13)
    return {row.account.id: row for row in table.rows}


def test_that_calls_stand_in_their_rows_by_day(rows: dict[int, CycleRow], six: list[int]) -> None:
    row = rows[six[0]]
    assert [c.state for c in row.calls] == ["made", "missed", "draft"]
    assert (row.made, row.planned) == (1, 1)
    assert set(rows) == set(six)


def test_that_a_wait_that_is_too_long_is_told_from_when_it_was_due(
    rows: dict[int, CycleRow], six: list[int]
) -> None:
    planned, waiting = rows[six[0]], rows[six[1]]
    assert (planned.over, planned.until) == (7, FRIDAY + timedelta(days=6))
    assert planned.since == FRIDAY - timedelta(days=24 - planned.interval)
    assert (waiting.over, waiting.until) == (60 - waiting.interval, FRIDAY)
    assert rows[six[2]].over == 0


def test_that_weeks_count_their_calls_and_name_why_nobody_works(
    workspace: Workspace, six: list[int]
) -> None:
    call(workspace, six[0], FRIDAY, "made")
    call(workspace, six[1], FRIDAY + timedelta(days=7))
    for day in THIS.plus(2).days[:5]:
        workspace.records.make("itinerary", {"date": day, "day_off": True, "note": "Leave"})
    weeks = {w.week: w for w in workspace.cycles.table(THIS, 4).weeks}
    assert (weeks[THIS].made, weeks[THIS.plus(1)].planned) == (1, 1)
    assert (weeks[THIS.plus(2)].days, weeks[THIS.plus(2)].off) == (0, "Leave")
    assert weeks[THIS.plus(1)].days == 5


def test_that_a_plan_is_shown_in_place_of_what_it_moves(
    workspace: Workspace, six: list[int]
) -> None:
    call(workspace, six[0], THIS.plus(1).monday)
    table = workspace.cycles.table(THIS, 13)
    plan = workspace.cycles.plan(THIS.plus(1), 6, Search(iterations=300))
    shown = with_plan(table, plan)
    assert sum(row.planned for row in shown.rows) == plan.calls
    assert sum(week.planned for week in shown.weeks) == plan.calls
    workspace.cycles.accept(plan)
    kept = workspace.cycles.table(THIS, 13)
    days = [[c.day for c in row.calls] for row in kept.rows]
    assert days == [[c.day for c in row.calls] for row in shown.rows]


def test_that_a_year_tells_calls_gaps_and_days_off(workspace: Workspace, six: list[int]) -> None:
    workspace.set_up({"country": "GB"})
    for days in (100, 70, 50):
        call(workspace, six[0], FRIDAY - timedelta(days=days), "made")
    call(workspace, six[0], date(2025, 11, 27), "made")
    year = workspace.cycles.year(six[0], 2026)
    assert year.gaps == (30, 20)
    assert (year.count("made"), year.count("planned")) == (3, 0)
    assert date(2026, 12, 25) in dict(year.off)
    plan = workspace.cycles.plan(THIS.plus(1), 4, Search(iterations=200))
    assert year_with_plan(year, six[0], plan).count("planned") >= 1


def test_that_nights_stand_in_their_week(workspace: Workspace, six: list[int]) -> None:
    monday = THIS.plus(1).monday
    for day, side in ((monday, "end"), (monday + timedelta(days=1), "start")):
        inn = {f"{side}_name": "Inn", f"{side}_lat": 55.0, f"{side}_lon": -1.6}
        workspace.records.make("itinerary", {"date": day, **inn})
    table = workspace.cycles.table(THIS, 3)
    assert [week.nights for week in table.weeks] == [(), ("Inn",), ()]
    assert table.away == {monday, monday + timedelta(days=1)}
