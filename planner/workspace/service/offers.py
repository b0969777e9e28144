"""Who is near the tour anyway: where a small job or favour costs next to nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from planner.workspace.day.slot_prices import slot_prices
from planner.workspace.service.views import Nearby
from planner.workspace.views import AccountRow, PlannedDay, PlannedWeek

SMALL_DETOUR = 20 * 60
"""Seconds at the wheel beyond which nobody is "near" any more."""


def nearby(week: PlannedWeek, accounts: Iterable[AccountRow], today: date) -> dict[int, Nearby]:
    """By account: the day of a week it is planned on, else the day of the smallest detour.

    Accounts whose smallest detour is not small, or would break a rule, are left out.
    """
    found = {
        row.id: _nearest(week, row, today) for row in {row.id: row for row in accounts}.values()
    }
    return {account: there for account, there in found.items() if there is not None}


def _nearest(week: PlannedWeek, row: AccountRow, today: date) -> Nearby | None:
    for stop in week.stop_of_call.values():
        ahead = stop.call.day >= today and stop.call.state not in ("made", "missed")
        if stop.account.id == row.id and ahead:
            return Nearby(stop.call.day, 0, planned=True)
    if row.place is None:
        return None
    offered = {day.date for day in week.days if day.date >= today and _has_tour(day)}
    slots = [s for s in slot_prices(week, row) if s.day in offered and not s.price.breaks]
    best = min(slots, key=lambda s: (s.price.seconds, s.day), default=None)
    if best is None or best.price.seconds > SMALL_DETOUR:
        return None
    return Nearby(best.day, max(0, best.price.seconds), planned=False)


def _has_tour(day: PlannedDay) -> bool:
    """Near a planned stop: nobody is sent out on a day without any."""
    return day.working and bool(day.calls)
