"""Which stop the rep is at, by the clock."""

from __future__ import annotations

from planner.records.calls import PLANNED
from planner.workspace.views import PlannedDay, PlannedStop


def stop_now(day: PlannedDay, seconds: int) -> PlannedStop | None:
    """The last call that has begun by now and is not logged yet, else the first to come.

    `seconds` after midnight; None where nothing of the day is left to log.
    """
    left = [stop for stop in day.calls if stop.call.state in PLANNED]
    begun = [stop for stop in left if stop.timed.begin <= seconds]
    return begun[-1] if begun else left[0] if left else None
