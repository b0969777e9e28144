"""What a drop would cost, before it is made: pure, from a planned week alone, in under 2 ms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.tours.model import DayCost, Price, Stop
from planner.tours.week import Plan, changed_days, cost_of, move, price
from planner.workspace.promised import Promised, newly_broken, unkept
from planner.workspace.reading_week import stop_of, windows
from planner.workspace.views import AccountRow, PlannedWeek


@dataclass(frozen=True, slots=True)
class Drop:
    """A drop not yet made.

    `refused` is a code where it cannot be (`locked`, `made`, `closed`, `no_place`, `twice`,
    `day_off`), with the account's name in `refused_name`; `gives_up` are the calls whose agreed
    time would no longer hold, `promises` those that it would break. `after` has the days that
    change, costed as they would be.
    """

    price: Price
    after: dict[date, DayCost]
    plan: Plan
    refused: str = ""
    refused_name: str = ""
    gives_up: tuple[int, ...] = ()
    promises: tuple[Promised, ...] = ()


NOTHING = Price(0, 0, 0.0, (), ())


def drop(
    week: PlannedWeek,
    day: date,
    position: int,
    calls: Sequence[int] = (),
    accounts: Sequence[AccountRow] = (),
) -> Drop:
    """Drop planned calls of the week and accounts not yet planned on `day` before `position`."""
    refused, name = _refusal(week, day, calls, accounts)
    if refused:
        return Drop(NOTHING, {}, week.plan, refused, name)
    stops = _stops(week, day, calls, accounts)
    after = move(week.plan, stops, day, position)
    days = changed_days(week.plan, after)
    return Drop(
        price=price(week.plan, after, week.legs),
        after={d: cost_of(after, d, week.legs) for d in days},
        plan=after,
        gives_up=tuple(c for c in calls if _agreed_elsewhere(week, c, day)),
        promises=_breaks(week, after, {account.id for account in accounts}),
    )


def _breaks(week: PlannedWeek, after: Plan, coming: Collection[int] = ()) -> tuple[Promised, ...]:
    """The promises kept so far that would be broken, and those a new call comes too late for."""
    if not week.promised:
        return ()
    broken = newly_broken(week.promised, week.plan, after)
    late = (p for p in unkept(week.promised, after) if p.account in coming)
    return tuple(dict.fromkeys((*broken, *late)))


def removal(week: PlannedWeek, calls: Sequence[int]) -> Drop:
    """Take calls of the week back to the list."""
    from planner.tours.week import without

    for call in calls:
        stop = week.stop_of_call[call]
        code = _held(stop.call.locked, stop.call.state)
        if code:
            return Drop(NOTHING, {}, week.plan, code, stop.account.name)
    after = without(week.plan, set(calls))
    days = changed_days(week.plan, after)
    costs = {d: cost_of(after, d, week.legs) for d in days}
    cost = price(week.plan, after, week.legs)
    return Drop(cost, costs, after, promises=_breaks(week, after))


def _stops(
    week: PlannedWeek, day: date, calls: Sequence[int], accounts: Sequence[AccountRow]
) -> list[Stop]:
    stops = [_moved(week, call, day) for call in calls]
    return stops + [stop_of(week.territory, account, day) for account in accounts]


def _moved(week: PlannedWeek, call: int, day: date) -> Stop:
    planned = week.stop_of_call[call]
    stop = planned.timed.stop
    if planned.call.day == day:
        return stop
    hours = windows(week.territory, planned.account, day)
    return replace(stop, windows=hours, appointment=None)


def _agreed_elsewhere(week: PlannedWeek, call: int, day: date) -> bool:
    planned = week.stop_of_call[call].call
    return planned.day != day and (planned.start is not None or planned.state == "confirmed")


def _refusal(
    week: PlannedWeek, day: date, calls: Sequence[int], accounts: Sequence[AccountRow]
) -> tuple[str, str]:
    target = week.by_date.get(day)
    if target is None or not target.working:
        return "day_off", ""
    for call in calls:
        stop = week.stop_of_call[call]
        code = _held(stop.call.locked, stop.call.state) or _unfit(week, stop.account, day)
        if code:
            return code, stop.account.name
    staying = {s.account.id for s in target.stops if s.call.id not in calls}
    moving = [week.stop_of_call[c].account for c in calls]
    for account in (*moving, *accounts):
        if account.id in staying:
            return "twice", account.name
    for account in accounts:
        code = _unfit(week, account, day)
        if code:
            return code, account.name
    return "", ""


def _held(locked: bool, state: str) -> str:
    if locked:
        return "locked"
    return "made" if state in ("made", "missed") else ""


def _unfit(week: PlannedWeek, account: AccountRow, day: date) -> str:
    if account.place is None:
        return "no_place"
    return "" if windows(week.territory, account, day) else "closed"
