"""Where in the week an account would cost least; runs beside the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.exchange import figures
from planner.tours.costing import cost_day, difference

if TYPE_CHECKING:
    from planner.tours.model import Price, Stop
    from planner.workspace import AccountRow, PlannedDay, PlannedWeek


def cheapest_days(
    week: PlannedWeek, accounts: Sequence[AccountRow]
) -> dict[int, tuple[int, str] | None]:
    """(weekday, +6 min) of each account's cheapest slot that breaks no rule, None without one."""
    return {account.id: _cheapest(week, account) for account in accounts}


def _cheapest(week: PlannedWeek, account: AccountRow) -> tuple[int, str] | None:
    from planner.workspace.reading_week import stop_of

    if account.place is None:
        return None
    best: tuple[int, date] | None = None
    for day in week.days:
        stop = stop_of(week.territory, account, day.date)
        if _is_offered(week, day) and stop.windows != ():
            for price in _prices(week, day, stop):
                if not price.breaks and (best is None or (price.seconds, day.date) < best):
                    best = (price.seconds, day.date)
    return None if best is None else (best[1].weekday(), figures.signed_minutes(best[0]))


def _is_offered(week: PlannedWeek, day: PlannedDay) -> bool:
    """Nobody is sent out on a free Saturday because it is shown."""
    usual = day.date.weekday() in week.territory.working_days
    return day.working and (usual or bool(day.stops))


def _prices(week: PlannedWeek, day: PlannedDay, stop: Stop) -> Iterator[Price]:
    """The price of each slot of a day."""
    frame, stops = week.plan.frames[day.date], week.plan.of(day.date)
    for position in range(len(stops) + 1):
        order = (*stops[:position], stop, *stops[position:])
        yield difference([day.cost], [cost_day(frame, order, week.legs)])
