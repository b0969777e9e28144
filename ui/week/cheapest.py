"""Where in the week an account would cost least; runs beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.exchange import figures

if TYPE_CHECKING:
    from planner.tours.week import Slot
    from planner.workspace import AccountRow, PlannedDay, PlannedWeek


def cheapest_days(
    week: PlannedWeek, accounts: Sequence[AccountRow]
) -> dict[int, tuple[int, str] | None]:
    """(weekday, +6 min) of each account's cheapest slot that breaks no rule, None without one."""
    return {account.id: _cheapest(week, account) for account in accounts}


def _cheapest(week: PlannedWeek, account: AccountRow) -> tuple[int, str] | None:
    from planner.workspace.day.slot_prices import slot_prices

    if account.place is None or not week.days:
        return None
    offered = {day.date for day in week.days if _is_offered(week, day)}
    found = [
        (slot.price.seconds, slot.day)
        for slot in slot_prices(week, account)
        if not slot.price.breaks and slot.day in offered
    ]
    best = min(found, default=None)
    return None if best is None else (best[1].weekday(), figures.signed_minutes(best[0]))


def cheapest_slot(
    week: PlannedWeek, account: AccountRow, today: date, until: date | None = None
) -> Slot | None:
    """The slot from today on that breaks least and costs least; one by `until` comes first."""
    from planner.workspace.day.slot_prices import slot_prices
    from planner.workspace.day.which_day import slot_rank

    offered = {day.date for day in week.days if _is_offered(week, day) and day.date >= today}
    found = [slot for slot in slot_prices(week, account) if slot.day in offered]
    late = [until is not None and slot.day > until for slot in found]
    ranked = [
        (is_late, slot_rank(slot), at)
        for at, (is_late, slot) in enumerate(zip(late, found, strict=True))
    ]
    return found[min(ranked)[2]] if ranked else None


def _is_offered(week: PlannedWeek, day: PlannedDay) -> bool:
    """Nobody is sent out on a free Saturday because it is shown."""
    usual = day.date.weekday() in week.territory.working_days
    return day.working and (usual or bool(day.stops))
