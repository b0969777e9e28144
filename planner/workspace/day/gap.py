"""A stop is cancelled: who is near, due and open in the gap it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from math import cos, radians

from planner.tours.insertion import slots
from planner.tours.model import Place, Price
from planner.tours.week import Plan, cost_of, move
from planner.workspace.day.which_day import best_slot
from planner.workspace.reading_week import stop_of
from planner.workspace.views import AccountRow, PlannedWeek

DUE_WITHIN = 14
"""Days ahead within which an account counts as due."""
_LOOKED_AT, _OFFERED = 60, 12
"""Accounts near as the crow flies that are priced, and how many of them are offered."""


@dataclass(frozen=True, slots=True)
class Filler:
    """An account that fits in: where it would stand, its price, and when the call would be.

    `days_over` counts from the due day, negative before it; None was never called on.
    """

    account: AccountRow
    position: int
    price: Price
    begin: int
    leave: int
    days_over: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A day with room in it: from `opens` to `shuts` nothing is to be done but drive."""

    day: date
    position: int | None
    opens: int
    shuts: int
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The call that is not made: it still stands in the tour, or stood before `position`."""

    call: int
    account: int
    position: int


def fill(
    week: PlannedWeek,
    day: date,
    rows: Iterable[AccountRow],
    cancelled: Cancelled | None = None,
    not_before: int = 0,
) -> Gap:
    """Who could be called on where a call was to be, or without one anywhere on the day.

    Accounts due within two weeks, over, or not called on yet; none that is planned in the week.
    What is offered breaks no rule that is kept now and begins no earlier than `not_before`.
    """
    row = tuple(s for s in week.plan.of(day) if cancelled is None or s.call != cancelled.call)
    plan = Plan({day: week.plan.frames[day]}, {day: row})
    position = None if cancelled is None else min(cancelled.position, len(row))
    cost = cost_of(plan, day, week.legs)
    opens, shuts = cost.leave, cost.arrive
    if position is not None:
        opens = cost.stops[position - 1].leave if position else opens
        shuts = cost.stops[position].begin if position < len(row) else plan.frames[day].work.shuts
    left_out = {stop.account.id for stop in week.stop_of_call.values()}
    left_out |= {cancelled.account} if cancelled else set()
    near = _near(_around(plan, day, position), [r for r in rows if _is_due(r, day, left_out)])
    found = [_filler(week, plan, day, r, position) for r in near]
    fitting = [f for f in found if f is not None and f.begin >= not_before]
    return Gap(day, position, opens, shuts, tuple(sorted(fitting, key=_order)[:_OFFERED]))


def _is_due(row: AccountRow, day: date, left_out: Set[int]) -> bool:
    """Whether an account with a place is due about then, and planned nowhere before it."""
    if row.place is None or row.due is None or row.id in left_out:
        return False
    later = row.planned is None or row.planned > day
    return later and (row.due - day).days <= DUE_WITHIN


def _around(plan: Plan, day: date, position: int | None) -> list[Place]:
    """The places that a filler has to be near to."""
    row, frame = plan.of(day), plan.frames[day]
    if position is None:
        return [s.place for s in row if s.place] or [frame.start]
    before = row[position - 1].place if position else frame.start
    after = row[position].place if position < len(row) else frame.end
    return [place for place in (before, after) if place] or [frame.start]


def _near(places: Sequence[Place], rows: Sequence[AccountRow]) -> list[AccountRow]:
    """Those nearest in a straight line, on a flat earth: only these are priced."""

    def far(row: AccountRow) -> float:
        assert row.place is not None
        lat, lon = row.place
        east = cos(radians(lat))
        return min((lat - a) ** 2 + ((lon - b) * east) ** 2 for a, b in places)

    return sorted(rows, key=far)[:_LOOKED_AT]


def _filler(
    week: PlannedWeek, on_day: Plan, day: date, row: AccountRow, position: int | None
) -> Filler | None:
    stop = stop_of(week.territory, row, day)
    found = [
        slot
        for slot in slots(on_day, stop, week.legs)
        if not slot.price.breaks and position in (None, slot.position)
    ]
    slot = best_slot(found)
    if slot is None:
        return None
    timed = cost_of(move(on_day, [stop], day, slot.position), day, week.legs).stops[slot.position]
    over = None if row.last_call is None or row.due is None else (day - row.due).days
    return Filler(row, slot.position, slot.price, timed.begin, timed.leave, over)


def _order(filler: Filler) -> tuple[bool, int, int]:
    """What is due before what is not yet, then the shortest drive."""
    later = filler.days_over is not None and filler.days_over < 0
    return later, filler.price.seconds, filler.account.id
