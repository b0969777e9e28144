"""Busy times stand in the days of a week, and every change of the week leaves them there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.cli.documents import day_document
from planner.cli.week import week_text
from planner.exchange import sentences
from planner.workspace import BadInput, Impossible, IsoWeek, Workspace
from planner.workspace.what_if import drop

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days
HOUR = 3600


def busy(workspace: Workspace, day: date, begins: float, ends: float, **more: Any) -> int:
    times = {"date": day, "start": int(begins * HOUR), "end": int(ends * HOUR)}
    return workspace.records.make("block", {**times, "text": "Dentist", **more})[0].id


def names(workspace: Workspace, day: date) -> list[str]:
    planned = workspace.planning.week(WEEK).whole().by_date[day]
    return [stop.account.name for stop in planned.stops]


def test_that_a_busy_time_stands_among_the_calls_where_its_time_puts_it(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:4])
    busy(workspace, MON, 10.5, 11.5)
    day = workspace.planning.week(WEEK).by_date[MON]
    block = day.blocks[0]
    assert block.timed.begin == 10.5 * HOUR
    assert not [b for b in day.cost.breaks if b.call == block.call.id]
    at = day.stops.index(block)
    assert 0 < at < 4
    assert [s.number for s in day.stops] == [1, *range(2, at + 1), 0, *range(at + 1, 5)]
    assert day.stops[at + 1].timed.begin >= 11.5 * HOUR
    assert [s.account.name for s in day.calls] == [f"Account {i}" for i in range(4)]


def test_that_figures_count_calls_and_costs_count_the_way_there(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:1])
    before = workspace.planning.week(WEEK)
    busy(workspace, MON, 9, 10, lat=54.5, lon=-1.5, place_name="Durham")
    after = workspace.planning.week(WEEK)
    assert (before.calls, after.calls) == (1, 1)
    assert after.metres > before.metres + 100_000
    assert after.by_date[MON].blocks[0].account.town == "Durham"


def test_that_a_drop_is_priced_as_it_will_be_and_the_busy_time_stays(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.assign(TUE, six[3:5])
    busy(workspace, MON, 11, 12)
    week = workspace.planning.week(WEEK)
    call = week.by_date[TUE].stops[0].call.id
    for position in range(5):
        asked = drop(week, MON, position, [call])
        workspace.planning.drop(MON, position, [call])
        now = workspace.planning.week(WEEK)
        assert now.by_date[MON].cost == asked.after[MON]
        assert now.by_date[TUE].cost == asked.after[TUE]
        workspace.undo()
        assert workspace.planning.week(WEEK).by_date[MON].cost == week.by_date[MON].cost


def test_that_a_busy_time_is_moved_by_nobody(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:2])
    busy(workspace, MON, 11, 12)
    week = workspace.planning.week(WEEK)
    key = week.by_date[MON].blocks[0].call.id
    assert drop(week, TUE, 0, [key]).refused == "locked"
    for attempt in (
        lambda: workspace.planning.drop(TUE, 0, [key]),
        lambda: workspace.planning.remove([key]),
        lambda: workspace.planning.lock([key], locked=False),
    ):
        with pytest.raises((BadInput, Impossible)):
            attempt()
    workspace.planning.assign(MON, [six[4]])
    assert sorted(names(workspace, MON)) == ["Account 4", "Dentist"]
    workspace.planning.copy_week(WEEK, IsoWeek(2026, 50))
    assert workspace.planning.week(IsoWeek(2026, 50)).calls == 1


def test_that_an_order_keeps_busy_times_that_it_does_not_name(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    busy(workspace, MON, 11, 12)
    before = workspace.planning.week(WEEK).by_date[MON]
    calls = [s.call.id for s in before.calls]
    workspace.planning.set_order(MON, calls[::-1])
    after = workspace.planning.week(WEEK).by_date[MON]
    assert [s.call.id for s in after.calls] == calls[::-1]
    assert [s.is_block for s in after.stops] == [s.is_block for s in before.stops]
    every = [s.call.id for s in before.stops]
    workspace.planning.set_order(MON, every)
    assert [s.call.id for s in workspace.planning.week(WEEK).by_date[MON].stops] == every


def test_that_another_time_puts_it_elsewhere(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:3])
    block = busy(workspace, MON, 8, 9)
    assert names(workspace, MON)[0] == "Dentist"
    workspace.planning.set_order(
        MON, [s.call.id for s in workspace.planning.week(WEEK).by_date[MON].stops]
    )
    workspace.records.change("block", block, {"start": 16 * HOUR, "end": 17 * HOUR})
    assert names(workspace, MON)[-1] == "Dentist"
    change = workspace.records.change("block", block, {"date": SAT})[1]
    assert change is not None
    assert change.days == {MON, SAT}
    assert SAT not in workspace.planning.week(WEEK).by_date, "nobody works for it"
    assert names(workspace, SAT) == ["Dentist"]
    workspace.undo()
    assert names(workspace, MON)[-1] == "Dentist"


def test_that_a_busy_time_that_cannot_be_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadInput) as refused:
        busy(workspace, MON, 11, 10)
    text = sentences.refused(refused.value.code, refused.value.args_for_words)
    assert "has to end later" in text
    with pytest.raises(BadInput):
        busy(workspace, MON, 9, 10, lat=53.0)


@pytest.mark.parametrize(
    "values",
    [
        {"work_end": 7 * HOUR},
        {"work_start": 18 * HOUR},
        {"work_start": 12 * HOUR, "work_end": 12 * HOUR},
    ],
)
def test_that_a_day_that_ends_before_it_starts_is_refused(
    workspace: Workspace, values: dict[str, int]
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.records.make("itinerary", {"date": MON, **values})
    text = sentences.refused(refused.value.code, refused.value.args_for_words)
    assert "Work has to end later than it starts" in text


def test_that_limits_of_a_day_are_named_when_they_are_broken(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six)
    workspace.set_up({"most_driving": HOUR, "most_working": 5 * HOUR})
    cost = workspace.planning.week(WEEK).by_date[MON].cost
    kinds = {b.kind for b in cost.breaks}
    assert {"driving", "working"} <= kinds
    for rule in cost.breaks:
        assert sentences.broken(rule.kind, rule.seconds)


def test_that_public_holidays_are_days_off_unless_the_day_is_set_up(workspace: Workspace) -> None:
    christmas = date(2026, 12, 25)
    week = IsoWeek.of(christmas)
    assert workspace.planning.week(week).by_date[christmas].working
    workspace.set_up({"country": "GB"})
    day = workspace.planning.week(week).by_date[christmas]
    assert (day.working, day.holiday) == (False, "Christmas Day")
    assert not workspace.planning.week(week).plan.frames[christmas].working
    workspace.records.make("itinerary", {"date": christmas, "work_start": 9 * HOUR})
    assert workspace.planning.week(week).by_date[christmas].working
    workspace.undo()
    workspace.set_up({"holidays_off": False})
    day = workspace.planning.week(week).by_date[christmas]
    assert (day.working, day.holiday) == (True, "")
    workspace.set_up({"holidays_off": True, "country": "Nowhere"})
    assert workspace.planning.week(week).by_date[christmas].working


def test_that_a_week_is_planned_round_busy_times_and_days_off(
    workspace: Workspace, six: list[int]
) -> None:
    busy(workspace, MON, 14, 16)
    busy(workspace, TUE, 10, 12, lat=53.9, lon=-1.3, place_name="Wetherby")
    workspace.records.make("itinerary", {"date": WED, "day_off": True})
    before = workspace.planning.week(WEEK)
    proposal = workspace.planning.propose(WEEK, iterations=300)
    assert proposal.count("added") >= 4
    for day in (MON, TUE):
        (block,) = proposal.after.by_date[day].blocks
        assert block.timed.begin == before.by_date[day].blocks[0].timed.begin
        assert not proposal.after.by_date[day].cost.breaks
    assert not proposal.after.by_date[WED].stops
    workspace.planning.accept(proposal)
    after = workspace.planning.week(WEEK)
    assert after.calls == proposal.count("added")
    for day in WEEK.days[:5]:
        kept, proposed = after.by_date[day], proposal.after.by_date[day]
        assert [s.account.name for s in kept.stops] == [s.account.name for s in proposed.stops]
        assert (kept.cost.metres, kept.cost.arrive) == (proposed.cost.metres, proposed.cost.arrive)


def test_that_a_proposal_is_refused_when_a_busy_time_has_come_between(
    workspace: Workspace, six: list[int]
) -> None:
    proposal = workspace.planning.propose(WEEK, iterations=100)
    busy(workspace, MON, 9, 16)
    with pytest.raises(BadInput):
        workspace.planning.accept(proposal)


def test_that_exports_have_the_calls_and_note_the_busy_times(
    workspace: Workspace, six: list[int], tmp_path: Path
) -> None:
    workspace.planning.assign(MON, six[:3])
    busy(workspace, MON, 10.5, 11.5, text="Dentist")
    day = workspace.exporting.itinerary(WEEK).days[0]
    assert [stop.name for stop in day.stops] == [f"Account {i}" for i in range(3)]
    assert day.note == "10:30–11:30 Dentist"
    after = next(s for s in day.stops if s.depart >= 11.5 * HOUR)
    assert after.arrive == after.depart + after.drive.seconds
    for to in ("pdf", "ics", "csv", "html"):
        assert workspace.exporting.export(WEEK, to, tmp_path / f"w.{to}").calls == 3


def test_that_an_itinerary_in_json_adds_up_with_busy_times(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:2])
    busy(workspace, MON, 13, 14, text="Dentist", lat=53.9, lon=-1.6)
    week = workspace.planning.week(WEEK)
    found = day_document(week, week.by_date[MON])
    legs = [stop["leg"] for stop in (*found["stops"], *found["busy"])] + [found["home_leg"]]
    assert found["metres"] == sum(leg["metres"] for leg in legs)
    assert [stop["text"] for stop in found["busy"]] == ["Dentist"]
    assert "Dentist" in "\n".join(week_text(week))
