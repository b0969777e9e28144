"""Every slot of a week for one stop, priced from the days as they stand.

A day with one stop more is driven as before up to that stop. So the clock is kept after each stop
of the day, and a slot is priced by going on from a copy of it: the very rules of `cost_day`,
without driving the first part again; nor the last part, once lunch is had and it is early enough
for nothing to break any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.tours.costing import Clock, cost_day, latest_arrival, leg_to, money
from planner.tours.model import Break, Day, DayCost, Leg, Legs, Place, Price, Stop
from planner.tours.week import Plan, Slot, without

_Key = tuple[str, int | None]
_LONG_AGO = -(10**9)


def slots(
    plan: Plan,
    stop: Stop,
    legs: Legs,
    on: Mapping[date, Stop] | None = None,
    tours: Tours | None = None,
) -> Iterator[Slot]:
    """Every slot of the week for one stop, day by day, as difference to the plan as it stands.

    `on` gives the stop as it is on each day, since opening hours differ between weekdays. `tours`
    are those of the same plan, kept by who prices several stops in it.
    """
    week = _Week(plan, stop.call, tours or Tours(plan, legs))
    for day in sorted(plan.frames):
        for position, price in enumerate(week.prices(day, on[day] if on else stop)):
            yield Slot(day, position, price)


class Tours:
    """The days of a plan made ready for pricing, each when it is first asked for."""

    def __init__(self, plan: Plan, legs: Legs) -> None:
        self.plan, self.legs = plan, legs
        self._ready: dict[date, _Tour] = {}

    def of(self, day: date) -> _Tour:
        """One day as it stands."""
        tour = self._ready.get(day)
        if tour is None:
            frame = self.plan.frames[day]
            tour = self._ready[day] = _Tour(frame, self.plan.of(day), self.legs)
        return tour


class _Week:
    """The plan with and without the stop; `home` is the day it stands on."""

    def __init__(self, plan: Plan, call: int, tours: Tours) -> None:
        self.plan, self.legs, self.tours = plan, tours.legs, tours
        self.bare = without(plan, {call})
        self.home = plan.day_of(call)
        self.now = self.left = None
        if self.home is not None:
            frame = plan.frames[self.home]
            self.now = tours.of(self.home).cost
            self.left = cost_day(frame, self.bare.of(self.home), self.legs)

    def prices(self, day: date, stop: Stop) -> Iterator[Price]:
        """The price of each slot of one day."""
        frame, row = self.plan.frames[day], self.bare.of(day)
        tour = _Tour(frame, row, self.legs) if day == self.home else self.tours.of(day)
        before, others = [tour.cost], list[tuple[date, DayCost]]()
        if self.now and self.left and self.home:
            before = [self.now] if day == self.home else [tour.cost, self.now]
            others = [] if day == self.home else [(self.home, self.left)]
        sums = _Sums(before)
        standing = self.plan.of(day) if day == self.home else None
        for position in range(len(row) + 1):
            if standing is not None and (*row[:position], stop, *row[position:]) == standing:
                yield Price(0, 0, 0.0, (), ())
            else:
                yield sums.price(day, tour.with_stop(stop, position), others)


@dataclass(frozen=True, slots=True)
class _Driven:
    """What a price needs of a day."""

    metres: int
    seconds: int
    cost: float
    breaks: Sequence[Break]


class _Sums:
    """The days as they stand, summed."""

    def __init__(self, before: Sequence[DayCost]) -> None:
        self.metres = sum(d.metres for d in before)
        self.seconds = sum(d.seconds_driving for d in before)
        self.cost = sum(d.cost for d in before)
        self.breaks: set[_Key] = {(b.kind, b.call) for d in before for b in d.breaks}

    def price(self, day: date, after: _Driven, others: Sequence[tuple[date, DayCost]]) -> Price:
        """Going to the day as it would be, and the day that the stop leaves."""
        metres, seconds, cost = after.metres, after.seconds, after.cost
        breaks = after.breaks
        for other, left in others:
            metres += left.metres
            seconds += left.seconds_driving
            cost += left.cost
            breaks = [*left.breaks, *breaks] if other < day else [*breaks, *left.breaks]
        new: tuple[Break, ...] = ()
        if breaks:
            new = tuple(b for b in breaks if (b.kind, b.call) not in self.breaks)
        return Price(
            metres=metres - self.metres,
            seconds=seconds - self.seconds,
            cost=round(cost - self.cost, 2),
            makes_late=tuple(b.call for b in new if b.kind == "late" and b.call is not None),
            breaks=new,
        )


class _Tour:
    """One day without the stop: its legs, and the clock before each stop and before going home."""

    def __init__(self, frame: Day, row: Sequence[Stop], legs: Legs) -> None:
        self.frame, self.row, self.legs = frame, row, legs
        self.cost = cost_day(frame, row, legs)
        self.into: list[Leg] = [*(timed.leg for timed in self.cost.stops), self.cost.home_leg]
        self.seconds = [leg.seconds for leg in self.into]
        self.at: list[Place] = [frame.start]
        self.clocks = [Clock(frame)]
        clock = self.clocks[0]
        for number, (stop, seconds) in enumerate(zip(row, self.seconds, strict=False)):
            clock = clock.copy()
            if number == 0:
                clock.set_out(stop, seconds)
            clock.call_on(stop, seconds)
            self.clocks.append(clock)
            self.at.append(stop.place or self.at[-1])
        self.calm_until = self._calm_until()
        self.limited = frame.most_driving is not None or frame.most_working is not None

    def _calm_until(self) -> list[int]:
        """Until when one may set out, after lunch, for each stop and for home, and break no rule.

        Long ago where the rest breaks one anyhow.
        """
        until = self.frame.work.shuts - self.seconds[-1]
        found = [until]
        for stop, seconds in zip(reversed(self.row), reversed(self.seconds[:-1]), strict=True):
            latest = latest_arrival(stop, until)
            until = _LONG_AGO if latest is None else latest - seconds
            found.append(until)
        return found[::-1]

    def with_stop(self, stop: Stop, position: int) -> _Driven:
        """The day with the stop before the one at `position`."""
        clock, at = self.clocks[position].copy(), self.at[position]
        leg = leg_to(stop.place, at, self.legs)
        if position == 0:
            clock.set_out(stop, leg.seconds)
        clock.call_on(stop, leg.seconds)
        joined, back = self._back(stop.place or at, position)
        self._drive_on(clock, position, joined, back.seconds)
        instead = self.into[joined]
        metres = self.cost.metres + leg.metres + back.metres - instead.metres
        return _Driven(
            metres,
            self.cost.seconds_driving + leg.seconds + back.seconds - instead.seconds,
            round(money(metres, self.frame.rate_per_km) + self.frame.night, 2),
            clock.breaks,
        )

    def _drive_on(self, clock: Clock, position: int, joined: int, back: int) -> None:
        """From the stop put in through the rest of the day, as far as a rule can still break."""
        seconds, row = self.seconds, self.row
        for number in range(position, len(row)):
            calm = number > joined and clock.lunch_over and not self.limited
            if calm and clock.now <= self.calm_until[number]:
                return
            clock.call_on(row[number], back if number == joined else seconds[number])
        clock.go_home(back if joined == len(row) else seconds[-1])

    def _back(self, at: Place, position: int) -> tuple[int, Leg]:
        """Where the road goes on from the stop, and the leg there: to the next that has a place."""
        for number in range(position, len(self.row)):
            place = self.row[number].place
            if place is not None:
                return number, leg_to(place, at, self.legs)
        end = len(self.row)
        return end, leg_to(self.frame.end, at, self.legs)
