"""Whether a span has room: the pace from the tours on record, else from where the accounts lie."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from planner.advice.capacity import (
    Capacity,
    Pace,
    Way,
    WeekRoom,
    capacity,
    estimated_pace,
    pace_of,
    room,
    stretched,
)
from planner.tours.model import Day
from planner.workspace.cycle.reading import Basis

_LOOKED_AT = 400
"""Accounts whose neighbours the estimate looks at."""


def capacity_of(basis: Basis, ways: Sequence[Way] = ()) -> Capacity:
    """What the span needs and has, with some ways to stretch taken."""
    territory = basis.territory
    pace = pace_of(basis.on_record, lambda: _estimated(basis))
    calls = {"A": territory.calls_a, "B": territory.calls_b, "C": territory.calls_c,
             "D": territory.calls_d, "": territory.calls_c}  # fmt: skip
    intervals = {g: territory.cycle_weeks * 7 / n for g, n in calls.items() if n > 0}
    demands = stretched(basis.demands, ways)
    return capacity(demands, _rooms(basis, pace), pace, basis.span, intervals)


def _rooms(basis: Basis, pace: Pace) -> list[WeekRoom]:
    kept = basis.territory.prospect_hours * 3600
    found = []
    for week in basis.weeks:
        days = [_seconds(week.plan.frames[d.date]) for d in week.days if d.date in basis.days]
        each = kept / len(days) if days else 0.0
        found.append(room(week.week.monday, [max(0, round(d - each)) for d in days], pace))
    return found


def _seconds(frame: Day) -> int:
    """What a day has for calls and drives."""
    lunch = frame.lunch_seconds if frame.lunch else 0
    return max(0, frame.work.shuts - frame.work.opens - lunch)


def _estimated(basis: Basis) -> float:
    """The pace that the map suggests: usual drives from home and between neighbours."""
    territory = basis.territory
    home = (territory.base_lat, territory.base_lon)
    places = [
        place for d in basis.demands if (place := basis.rows[d.account].place) is not None
    ][:_LOOKED_AT]  # fmt: skip
    if not places:
        return float(territory.call_minutes * 60)
    near = [
        min((q for q in places if q != p), key=lambda q: _apart(p, q), default=home) for p in places
    ]
    between = median(basis.legs(p, q).seconds for p, q in zip(places, near, strict=True))
    out = median(basis.legs(home, p).seconds for p in places)
    frame = next((week.plan.frames[d] for d in basis.days for week in (basis.week_of(d),)), None)
    day = _seconds(frame) if frame else 8 * 3600
    return estimated_pace(territory.call_minutes * 60, 2 * between, out, max(3600, day))


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (0.6 * (one[1] - other[1])) ** 2
