"""Where in the week an account would cost least; runs beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.exchange import figures

if TYPE_CHECKING:
    from planner.tours.week import Slot
    from planner.workspace import AccountRow, PlannedWeek


def cheapest_days(
    week: PlannedWeek, accounts: Sequence[AccountRow]
) -> dict[int, tuple[int, str] | None]:
    """(weekday, +6 min) of each account's cheapest slot that breaks no rule, None without one."""
    return {account.id: _cheapest(week, account) for account in accounts}


def _cheapest(week: PlannedWeek, account: AccountRow) -> tuple[int, str] | None:
    from planner.workspace.reading_week import windows
    from planner.workspace.slot_prices import slot_prices

    if account.place is None or not any(day.working for day in week.days):
        return None
    open_on = {d.date for d in week.days if windows(week.territory, account, d.date)}
    good = [s for s in slot_prices(week, account) if s.day in open_on and not s.price.breaks]
    if not good:
        return None
    best: Slot = min(good, key=lambda slot: (slot.price.seconds, slot.day, slot.position))
    return best.day.weekday(), figures.signed_minutes(best.price.seconds)
