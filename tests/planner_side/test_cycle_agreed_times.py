"""An agreed time in a cycle: it is kept wherever its call stood in the order of the day."""

from __future__ import annotations

from datetime import timedelta

from planner.workspace import IsoWeek, Workspace
from planner.workspace.cycle.cycles import Search

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
