"""A week as days of stops, and what moving calls within it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.tours.costing import cost_day, difference
from planner.tours.model import Day, DayCost, Legs, Price, Stop


@dataclass(frozen=True, slots=True)
class Plan:
    """The frames of the days and the stops of each, in driving order."""

    frames: Mapping[date, Day]
    stops: Mapping[date, tuple[Stop, ...]]

    def of(self, day: date) -> tuple[Stop, ...]:
        """The stops of a day, none where it has none."""
        return self.stops.get(day, ())

    def day_of(self, call: int) -> date | None:
        """The day a call is on, None where it is not in this plan."""
        return next((d for d, row in self.stops.items() if any(s.call == call for s in row)), None)


def move(plan: Plan, stops: Sequence[Stop], day: date, position: int) -> Plan:
    """The plan with `stops` side by side on `day`, before what stood at `position`.

    Stops that were elsewhere in the week leave their place; `position` counts the stops of the
    day as they stand before the move.
    """
    moving = {stop.call for stop in stops}
    before = [s for s in plan.of(day)[:position] if s.call not in moving]
    after = [s for s in plan.of(day)[position:] if s.call not in moving]
    left = {d: tuple(s for s in row if s.call not in moving) for d, row in plan.stops.items()}
    return replace(plan, stops={**left, day: (*before, *stops, *after)})


def without(plan: Plan, calls: set[int]) -> Plan:
    """The plan with some calls taken out of it."""
    left = {d: tuple(s for s in row if s.call not in calls) for d, row in plan.stops.items()}
    return replace(plan, stops=left)


def cost_of(plan: Plan, day: date, legs: Legs) -> DayCost:
    """One day of the plan, costed."""
    return cost_day(plan.frames[day], plan.of(day), legs)


def changed_days(before: Plan, after: Plan) -> list[date]:
    """The days whose stops differ, in order of date."""
    days = before.stops.keys() | after.stops.keys()
    return sorted(d for d in days if before.of(d) != after.of(d))


def price(before: Plan, after: Plan, legs: Legs) -> Price:
    """What it costs to go from one plan to another; only the days that differ are costed."""
    days = changed_days(before, after)
    return difference(
        (cost_of(before, d, legs) for d in days), (cost_of(after, d, legs) for d in days)
    )


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the week where a stop could go, and its price."""

    day: date
    position: int
    price: Price
