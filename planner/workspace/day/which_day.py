"""Which day suits an account: the best slot of every day as far as planned; pure, from the weeks.

Each day has one answer: what its best slot costs against the weeks as they stand, when the call
would begin, what would break; or why not, and what it would cost if that were lifted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from planner.tours.costing import cost_day
from planner.tours.insertion import slots
from planner.tours.model import DayCost, Price, Stop
from planner.tours.week import Plan, Slot, without
from planner.workspace.promised import Promised
from planner.workspace.reading_week import stop_of, windows
from planner.workspace.views import AccountRow, PlannedDay, PlannedStop, PlannedWeek

Suits = Literal["best", "good", "so_so", "dear", "very_dear", "not_possible"]
GOOD_UNDER, SO_SO_UNDER = 12 * 60, 20 * 60
"""Seconds of driving more below which a day is good, or so-so; what is late is dear anyhow."""
_NEVER = ("past", "day_off", "closed", "no_place", "twice")
"""Reasons that the rep cannot lift here."""
FAR_OVER = 3600
"""Seconds after the end of work from which a day is very dear."""


@dataclass(frozen=True, slots=True)
class DayOffer:
    """One day's answer.

    `refused` is a code where the day is not possible: `past`, `day_off`, `closed`, `no_place`,
    `twice` (on that day already), `locked` (the account's call is), `held` (every call of the day
    is locked), `full` (over the hours already). Where `slot` is there all the same, its price is
    that of lifting it.
    `cost` is the day as it would be; `stands` the day that has the account's call now;
    `promises` those to the account that a call on this day comes too late for.
    """

    day: date
    suits: Suits
    refused: str = ""
    slot: Slot | None = None
    cost: DayCost | None = None
    begin: int | None = None
    before: str = ""
    after: str = ""
    days_over: int | None = None
    stands: bool = False
    promises: tuple[Promised, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether nothing has to be lifted."""
        return not self.refused and self.slot is not None


@dataclass(frozen=True, slots=True)
class Offers:
    """All days asked about, in order. `call` is the account's call that would move, if any."""

    account: AccountRow
    days: tuple[DayOffer, ...]
    call: int | None = None

    def ranked(self) -> list[DayOffer]:
        """The days that are possible, best first."""
        return sorted((o for o in self.days if o.possible), key=_rank)

    def on(self, day: date) -> DayOffer | None:
        """The answer of one day."""
        return next((offer for offer in self.days if offer.day == day), None)


def which_day(weeks: Sequence[PlannedWeek], account: AccountRow, today: date) -> Offers:
    """The best slot of each working day of these weeks, and of other days that have calls.

    An account with a call ahead in them is asked about moving it; without, about a new call.
    """
    moving = _call_ahead(weeks, account, today)
    prices = _prices(weeks, account, moving) if account.place else {}
    promised = tuple(p for w in weeks for p in w.promised if p.account == account.id)
    found = [
        _offer(_Asked(week, day, account, moving, today, promised), prices.get(day.date, ()))
        for week in weeks
        for day in week.days
    ]
    best = min((o for o in found if o.possible), key=_rank, default=None)
    days = tuple(replace(o, suits="best") if o is best and not _harms(o) else o for o in found)
    return Offers(account, days, moving.call.id if moving else None)


def best_slot(found: Sequence[Slot]) -> Slot | None:
    """The slot that breaks the fewest rules and, among those, drives least; the later of equals."""
    return min(found, key=slot_rank, default=None)


def slot_rank(slot: Slot) -> tuple[int, int, int]:
    """What makes a slot better than another: rules kept, seconds of driving."""
    return len(slot.price.breaks), slot.price.seconds, -slot.position


def suits(price: Price, *, late: bool = False) -> Suits:
    """How a day suits by its best slot, leaving aside whether it is the best of all.

    One that comes too `late` for a promise is dear.
    """
    over = max((b.seconds for b in price.breaks if b.kind == "over_day"), default=0)
    if over > FAR_OVER or any(b.kind in ("closed", "not_working") for b in price.breaks):
        return "very_dear"
    if late or price.breaks or price.seconds >= SO_SO_UNDER:
        return "dear"
    return "good" if price.seconds < GOOD_UNDER else "so_so"


def week_tints(week: PlannedWeek, account: AccountRow) -> Mapping[date, Suits]:
    """How each working day of one week suits, for the heads of the lanes while dragging."""
    offers = which_day([week], account, date.min)
    return {o.day: o.suits for o in offers.days}


@dataclass(frozen=True, slots=True)
class _Asked:
    week: PlannedWeek
    day: PlannedDay
    account: AccountRow
    moving: PlannedStop | None
    today: date
    promised: tuple[Promised, ...] = ()


def _call_ahead(
    weeks: Sequence[PlannedWeek], account: AccountRow, today: date
) -> PlannedStop | None:
    """The account's next call that is not done, from today on."""
    every = (stop for week in weeks for stop in week.stop_of_call.values())
    ahead = [
        stop
        for stop in every
        if stop.account.id == account.id
        and stop.call.state not in ("made", "missed")
        and stop.call.day >= today
    ]
    return min(ahead, key=lambda stop: stop.call.day, default=None)


def _prices(
    weeks: Sequence[PlannedWeek], account: AccountRow, moving: PlannedStop | None
) -> dict[date, list[Slot]]:
    """Every slot of every day, priced over all of the weeks together."""
    if not weeks:
        return {}
    plan, legs = joined(weeks), weeks[0].legs
    on = {day: _stop_on(weeks[0], account, day, moving) for day in plan.frames}
    found: dict[date, list[Slot]] = {}
    for slot in slots(plan, next(iter(on.values())), legs, on):
        found.setdefault(slot.day, []).append(slot)
    return found


def joined(weeks: Sequence[PlannedWeek]) -> Plan:
    """The plans of several weeks as one."""
    frames = {day: frame for week in weeks for day, frame in week.plan.frames.items()}
    return Plan(frames, {day: row for week in weeks for day, row in week.plan.stops.items()})


def _stop_on(week: PlannedWeek, account: AccountRow, day: date, moving: PlannedStop | None) -> Stop:
    if moving is None:
        return stop_of(week.territory, account, day)
    stop = moving.timed.stop
    if day == moving.call.day:
        return stop
    return replace(stop, windows=windows(week.territory, account, day), appointment=None)


def _offer(asked: _Asked, found: Sequence[Slot]) -> DayOffer:
    day = asked.day.date
    refused = _refusal(asked)
    stands = asked.moving is not None and asked.moving.call.day == day
    slot = best_slot(found) if refused not in _NEVER else None
    if slot is None:
        return DayOffer(day, "not_possible", refused or "full", stands=stands)
    late = tuple(p for p in asked.promised if p.due < day)
    cost = _with_call(asked, slot)
    number = next(i for i, timed in enumerate(cost.stops) if timed.stop.account == asked.account.id)
    names = {stop.account.id: stop.account.name for stop in asked.day.stops}
    neighbours = {i: names.get(t.stop.account, "") for i, t in enumerate(cost.stops)}
    return DayOffer(
        day=day,
        suits="not_possible" if refused else suits(slot.price, late=bool(late)),
        refused=refused,
        slot=slot,
        cost=cost,
        begin=cost.stops[number].begin,
        before=neighbours.get(number + 1, ""),
        after=neighbours.get(number - 1, ""),
        days_over=(day - asked.account.due).days if asked.account.due else None,
        stands=stands,
        promises=late,
    )


def _with_call(asked: _Asked, slot: Slot) -> DayCost:
    """The day with the call in its best slot."""
    week, day = asked.week, asked.day.date
    call = asked.moving.call.id if asked.moving else -asked.account.id
    row = without(week.plan, {call}).of(day)
    stop = _stop_on(week, asked.account, day, asked.moving)
    order = (*row[: slot.position], stop, *row[slot.position :])
    return cost_day(week.plan.frames[day], order, week.legs)


def _refusal(asked: _Asked) -> str:
    day, account = asked.day, asked.account
    if day.date < asked.today:
        return "past"
    if not day.working:
        return "day_off"
    if account.place is None:
        return "no_place"
    if any(s.account.id == account.id and s is not asked.moving for s in day.stops):
        return "twice"
    if windows(asked.week.territory, account, day.date) == ():
        return "closed"
    if asked.moving is not None and asked.moving.call.locked:
        return "locked"
    others = [stop for stop in day.calls if stop is not asked.moving]
    if others and all(stop.call.locked for stop in others):
        return "held"
    over = any(rule.kind == "over_day" for rule in day.cost.breaks)
    return "full" if over and len(others) == len(day.calls) else ""


def _rank(offer: DayOffer) -> tuple[int, int, date]:
    assert offer.slot is not None
    broken = len(offer.slot.price.breaks) + len(offer.promises)
    return broken, offer.slot.price.seconds, offer.day


def _harms(offer: DayOffer) -> bool:
    return offer.slot is not None and bool(offer.slot.price.breaks or offer.promises)
