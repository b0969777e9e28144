"""What hours kept for prospects bring and cost: who of the current customers waits longer.

No plan is made for it, so it answers while a slider moves. Three rules are enough:

- Working days are filled one after another. What is left of a day once the prospects have had
  their part goes to the customers that are due, A before B before C before D and, within a
  grade, the longest due first. Whom a day has no room for waits for the next one. The same is
  done with the hours as they are; the difference is how much longer each customer waits.
- New revenue grows with the hours beyond those of the last year at what an hour has won so far,
  less and less, up to what the pipeline is likely to bring. With fewer it falls at that rate.
- Of the revenue of a customer who waits longer, the part of the calls it misses goes to
  competitors only to `LOST`; most customers order all the same.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import exp

from planner.advice.new_business import NewBusiness, Revenue, hours_taken, paid

HOUR = 3600.0
MOST_HOURS = 16.0
STEP = 0.5
WEEKS_A_YEAR = 46
"""Weeks in which calls are made; the rest are holidays."""
LOST = 0.3
"""Part of a missed call's revenue that is not ordered by telephone or later."""
_GRACE = {"A": 0.1, "B": 0.1, "C": 0.25, "": 0.25, "D": 0.5}
"""Part of its interval that a customer of the grade may wait beyond its due day."""
_OVERDRAFT = {"A": 1.0, "B": 0.5}
"""Part of a day that a call of the grade may take from the days after it, so that C waits first."""
_RANK = {"A": 0, "B": 1, "C": 2, "": 2, "D": 3}


@dataclass(frozen=True, slots=True)
class Customer:
    """A current customer, its days counted from the first working day.

    `due` is when its next call is due, or stands in the plan as a draft; below 0 it is overdue.
    `held` is the day of a call that is not to be moved, `reorder` when its next order is expected
    by its rhythm. `seconds` is a call with its drive, `revenue` what it bought in a year.
    """

    account: int
    name: str
    grade: str
    interval: float
    due: int
    seconds: float
    revenue: float = 0.0
    held: int | None = None
    reorder: int | None = None

    @property
    def latest(self) -> float:
        """The last day on which a call is not late."""
        late = max(0, self.due) + _GRACE.get(self.grade, 0.25) * self.interval
        return late if self.reorder is None else min(late, max(self.reorder, self.due, 0))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer whose next call comes later: on which day it did, and would."""

    customer: Customer
    before: int
    after: int

    @property
    def days(self) -> int:
        """How much longer it waits."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Outcome:
    """A year with so many hours a week kept for prospects."""

    hours: float
    calls: float
    on_prospects: float
    taken: float
    revenue: Revenue
    pay_new: float
    pay_current: float

    @property
    def share(self) -> float | None:
        """The part of the year's revenue that is new."""
        return self.revenue.share

    @property
    def pay(self) -> float:
        """The rep's part of it."""
        return self.pay_new + self.pay_current


@dataclass(frozen=True, slots=True)
class Trade:
    """The hours as they are against those asked about.

    `waiting` has A before B before C, within a grade the longest first. `neglected` are those of
    them that would be late, or be called on only after their next order is expected.
    """

    now: Outcome
    then: Outcome
    waiting: tuple[Waiting, ...]
    neglected: tuple[Waiting, ...]
    target: float

    @property
    def gain(self) -> float:
        """What it pays the rep more in a year; below 0 it costs."""
        return self.then.pay - self.now.pay

    @property
    def missing(self) -> float:
        """How far the share stays below the target, 0 to 1."""
        return max(0.0, self.target - (self.then.share or 0.0))

    @property
    def too_few(self) -> bool:
        """Whether too little would come from new customers."""
        return self.missing > 0

    def grades(self) -> Mapping[str, int]:
        """How many of each grade wait longer."""
        found: dict[str, int] = {}
        for one in self.waiting:
            found[one.customer.grade] = found.get(one.customer.grade, 0) + 1
        return found


@dataclass(frozen=True)
class Outlook:
    """All that a trade is reckoned from, read once.

    `days` are the working days ahead by their number, `day` the seconds each has and `week` those
    of a week. `given` is what prospects got lately, drives included; a call on one takes `call`
    seconds there and `each` with its drive. An hour on prospects has won `won_an_hour`
    so far; the year had `spent` seconds of them.
    """

    business: NewBusiness
    hours: float
    customers: tuple[Customer, ...]
    days: tuple[int, ...]
    day: float
    week: float
    needed: float
    given: float
    call: float
    each: float
    won_an_hour: float
    spent: float = 0.0
    days_a_week: int = 5
    _schedules: dict[float, Mapping[int, int]] = field(default_factory=dict, compare=False)

    def trade(self, hours: float) -> Trade:
        """What so many hours a week would bring and cost."""
        waiting = self._waiting(hours)
        return Trade(
            now=self._outcome(self.hours, ()),
            then=self._outcome(hours, waiting),
            waiting=waiting,
            neglected=self.neglected(hours),
            target=self.business.target,
        )

    @cached_property
    def enough_from(self) -> float | None:
        """The fewest hours with which the target would be reached; None where none are enough."""
        return _first(self._is_enough)

    @cached_property
    def waits_above(self) -> float:
        """The most hours with which no current customer is neglected for prospects."""
        first = _first(lambda hours: bool(self.neglected(hours)))
        return MOST_HOURS if first is None else max(0.0, first - STEP)

    def _is_enough(self, hours: float) -> bool:
        share = self._outcome(hours, self._waiting(hours)).share
        return (share or 0.0) >= self.business.target

    def on_prospects(self, hours: float) -> float:
        """Seconds a week with so many hours kept, drives included, none fewer than given lately."""
        return max(hours * HOUR * max(1.0, self.each / max(60.0, self.call)), self.given)

    def neglected(self, hours: float) -> tuple[Waiting, ...]:
        """Who would be late and would not be if no hours were kept for prospects."""
        alone, then = self._schedule(0.0), self._schedule(hours)
        found = [
            Waiting(c, alone[c.account], then[c.account])
            for c in self.customers
            if then[c.account] > c.latest >= alone[c.account]
        ]
        return tuple(sorted(found, key=_by_grade))

    def _waiting(self, hours: float) -> tuple[Waiting, ...]:
        now, then = self._schedule(self.hours), self._schedule(hours)
        found = [
            Waiting(c, now[c.account], then[c.account])
            for c in self.customers
            if then[c.account] > now[c.account]
        ]
        return tuple(sorted(found, key=_by_grade))

    def _outcome(self, hours: float, waiting: Sequence[Waiting]) -> Outcome:
        gets, total = self.on_prospects(hours), self.business.total
        more = (gets * WEEKS_A_YEAR - self.spent) / HOUR * self.won_an_hour
        new = _new(total.new, more, self.business.likely)
        current = max(0.0, total.current) - sum(_lost(one) for one in waiting)
        revenue = Revenue(new, new + max(0.0, current))
        return Outcome(
            hours=hours,
            calls=gets / max(60.0, self.each),
            on_prospects=gets,
            taken=hours_taken(gets, self.needed, self.week),
            revenue=revenue,
            pay_new=paid(Revenue(revenue.new, revenue.new), self.business.pay_new, 0.0),
            pay_current=revenue.current * self.business.pay_current,
        )

    def _schedule(self, hours: float) -> Mapping[int, int]:
        on_prospects = self.on_prospects(hours)
        if on_prospects not in self._schedules:
            each_day = max(0.0, self.day - on_prospects / max(1, self.days_a_week))
            self._schedules[on_prospects] = next_calls(self.customers, self.days, each_day)
        return self._schedules[on_prospects]


def next_calls(
    customers: Sequence[Customer], days: Sequence[int], seconds: float
) -> Mapping[int, int]:
    """The day of every customer's next call if each working day has so many seconds for them.

    Whoever is not reached within the days gets the day after the last, or its due day if later.
    """
    end = days[-1] + 1 if days else 0
    found = {c.account: c.held for c in customers if c.held is not None}
    coming = [(c.due, i) for i, c in enumerate(customers) if c.held is None]
    heapq.heapify(coming)
    ready: list[tuple[int, int, int]] = []
    room, longest = 0.0, max((c.seconds for c in customers), default=0.0)
    held = _held_by_day(customers)
    for day in days:
        room = min(room, longest) + seconds - held.get(day, 0.0)
        while coming and coming[0][0] <= day:
            due, at = heapq.heappop(coming)
            heapq.heappush(ready, (_RANK.get(customers[at].grade, 2), due, at))
        while ready:
            customer = customers[ready[0][2]]
            if room + _OVERDRAFT.get(customer.grade, 0.0) * seconds < customer.seconds:
                break
            _rank, _due, at = heapq.heappop(ready)
            room -= customer.seconds
            found.setdefault(customer.account, day)
            heapq.heappush(coming, (day + max(1, round(customer.interval)), at))
    return {c.account: found.get(c.account, max(end, c.due)) for c in customers}


def _held_by_day(customers: Sequence[Customer]) -> Mapping[int, float]:
    found: dict[int, float] = {}
    for customer in customers:
        if customer.held is not None:
            found[customer.held] = found.get(customer.held, 0.0) + customer.seconds
    return found


def _new(new: float, more: float, likely: float) -> float:
    """New revenue with so much more won by the hours; the pipeline holds only so much."""
    if more <= 0:
        return max(0.0, new + more)
    if likely <= 0:
        return new
    return new + likely * (1 - exp(-more / likely))


def _lost(one: Waiting) -> float:
    part = one.days / (one.customer.interval + one.days)
    return LOST * part * max(0.0, one.customer.revenue)


def _by_grade(one: Waiting) -> tuple[int, int, str]:
    return _RANK.get(one.customer.grade, 2), -one.days, one.customer.name


def _first(holds: Callable[[float], bool]) -> float | None:
    """The fewest hours for which something holds, to the step: whole hours first, then between."""
    for hour in range(int(MOST_HOURS) + 1):
        if holds(float(hour)):
            before = hour - STEP
            return before if before > 0 and holds(before) else float(hour)
    return None
