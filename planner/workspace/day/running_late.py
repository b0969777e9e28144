"""Running late: what the rest of the day becomes when the rep leaves a call at another time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.records import Contact
from planner.tours.model import Break, DayCost
from planner.workspace.day.rest_of_day import rest_after
from planner.workspace.views import AccountRow, PlannedDay, PlannedStop, PlannedWeek


@dataclass(frozen=True, slots=True)
class LateStop:
    """A call ahead: when it was to begin and when it will; `late` seconds after its hours."""

    stop: PlannedStop
    arrive: int
    begin_before: int
    begin: int
    leave: int
    late: int

    @property
    def shift(self) -> int:
        """Seconds later than planned; negative is earlier."""
        return self.begin - self.begin_before


@dataclass(frozen=True, slots=True)
class Running:
    """The day from the present stop on. `done` calls are over, or under way until `free_at`."""

    day: date
    done: int
    free_at: int
    ahead: tuple[LateStop, ...]
    home_before: int
    home: int
    breaks: tuple[Break, ...]
    cost: DayCost

    @property
    def behind(self) -> int:
        """Seconds behind the plan at the next call or, after the last, at home."""
        return self.ahead[0].shift if self.ahead else self.home - self.home_before

    @property
    def really_late(self) -> tuple[LateStop, ...]:
        """The calls that come too late for their agreed time or hours."""
        return tuple(stop for stop in self.ahead if stop.late > 0)


def running(week: PlannedWeek, day: date, done: int, free_at: int) -> Running:
    """The rest of a day when the rep leaves the last of `done` calls at `free_at`.

    None done: when they leave the start. Times are seconds after midnight.
    """
    planned = week.by_date[day]
    rest = rest_after(week.plan.frames[day], planned.cost, week.legs, done, free_at)
    cost = rest.cost(rest.ahead)
    ahead = tuple(
        LateStop(stop, timed.arrive, stop.timed.begin, timed.begin, timed.leave, timed.late)
        for stop, timed in zip(planned.stops[done:], cost.stops, strict=True)
    )
    return Running(day, done, free_at, ahead, planned.cost.arrive, cost.arrive, cost.breaks, cost)


def present(planned: PlannedDay, moment: int) -> int:
    """How many calls are over or under way: those made, else as planned at that moment."""
    made = [n for n, stop in enumerate(planned.stops, start=1) if stop.call.state == "made"]
    if made:
        return made[-1]
    return sum(stop.timed.arrive <= moment for stop in planned.stops)


@dataclass(frozen=True, slots=True)
class ToPhone:
    """Whom to phone at an account; `name` is empty where only the account has a number."""

    name: str
    role: str
    number: str


def whom_to_phone(account: AccountRow, contacts: Iterable[Contact]) -> ToPhone:
    """The first contact still there with a number, else the account's own number."""
    there = [person for person in contacts if person.left_on is None]
    for person in there:
        if person.phone:
            return ToPhone(person.name, person.role, person.phone)
    first = there[0] if there else None
    return ToPhone(first.name if first else "", first.role if first else "", account.phone)
