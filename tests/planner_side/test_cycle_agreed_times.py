"""An agreed time in a cycle: it is kept wherever its call stood in the order of the day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.workspace import IsoWeek, Workspace
from planner.workspace.cycle.cycles import Search
from planner.workspace.proposing.proposals import Clashing

WEEK = IsoWeek(2026, 49)


def test_that_an_agreed_time_is_kept_though_its_call_stood_last_in_the_day(
    workspace: Workspace,
) -> None:
    tuesday = WEEK.monday + timedelta(days=1)
    near = [
        workspace.records.make(
            "account", {"name": f"Account {at}", "grade": "A", "lat": 53.8 + at / 50, "lon": -1.5}
        )[0].id
        for at in range(4)
    ]
    workspace.planning.assign(tuesday, near)
    stops = workspace.planning.week(WEEK).by_date[tuesday].stops
    workspace.records.change("call", stops[0].call.id, {"locked": True, "start": 14 * 3600})
    workspace.records.change("call", stops[3].call.id, {"start": 10 * 3600})
    assert workspace.planning.week(WEEK).by_date[tuesday].cost.breaks
    workspace.cycles.accept(workspace.cycles.plan(WEEK, 4, Search(iterations=800)))
    after = workspace.planning.week(WEEK).by_date[tuesday]
    assert not after.cost.breaks
    begins = {stop.call.id: stop.timed.begin for stop in after.stops}
    assert begins[stops[3].call.id] == 10 * 3600
    assert begins[stops[0].call.id] == 14 * 3600


def test_that_two_agreed_times_at_once_are_named_and_not_planned_around(
    workspace: Workspace,
) -> None:
    for at, name in enumerate(("Here", "There")):
        place = {"name": name, "grade": "A", "lat": 53.8 + at / 2, "lon": -1.5}
        account = workspace.records.make("account", place)[0].id
        agreed = {"account": account, "day": WEEK.monday, "start": 10 * 3600}
        workspace.records.make("call", agreed)
    with pytest.raises(Clashing) as clash:
        workspace.cycles.plan(WEEK, 4, Search(iterations=50))
    assert {why.args["name"] for why in clash.value.clash.requirements} == {"Here", "There"}


def test_that_a_busy_time_from_midnight_is_no_clash(workspace: Workspace) -> None:
    busy = {"date": WEEK.monday, "start": 0, "end": 86399, "text": "Away"}
    workspace.records.make("block", busy)
    assert workspace.planning.propose(WEEK, iterations=50).steps == ()
