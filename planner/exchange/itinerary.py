"""A planned week as paper, calendar and files take it: every figure in it comes from the costing.

Times are seconds after local midnight, distances metres, money the territory's currency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

Place = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask for; `last_seen` None was never met."""

    name: str
    role: str
    phone: str
    last_seen: date | None
    post: str = ""
    criteria: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that is open at a stop; `theirs` is what the customer owes us."""

    day: date
    text: str
    theirs: bool


@dataclass(frozen=True, slots=True)
class Drive:
    """A leg; `estimate` is false where it was taken from a road network."""

    metres: int
    seconds: int
    estimate: bool


@dataclass(frozen=True, slots=True)
class Break:
    """A rule that a day or a stop does not keep, as the costing names it."""

    kind: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Stop:
    """One call of a day: when, whom, where, why.

    `depart` is when the drive to it begins.
    `uid` names the call to calendars, `why` is its reason in words, `hours` are the spans of that
    day in which the account can be called, None for all day. `usual_shut` is when the territory's
    accounts shut, to tell an early one. `ask` is who to ask for first.
    """

    number: int
    call: int
    uid: str
    account: int
    name: str
    status: str
    grade: str
    street: str
    postcode: str
    town: str
    country: str
    phone: str
    email: str
    place: Place | None
    depart: int
    arrive: int
    begin: int
    leave: int
    drive: Drive
    state: str
    agreed: bool
    locked: bool
    objective: str
    why: str
    note: str
    hours: tuple[tuple[int, int], ...] | None
    usual_shut: int
    ask: Person | None
    last_call: date | None
    lunch_before: bool
    breaks: tuple[Break, ...]
    asks: tuple[str, ...] = ()
    promises: tuple[Due, ...] = ()
    last_words: str = ""
    worried: int = 0

    @property
    def is_new(self) -> bool:
        """Whether it is new business."""
        return self.status == "prospect"

    @property
    def street_line(self) -> str:
        """Street, postcode and town in one line."""
        return ", ".join(part for part in (self.street, self.town_line) if part)

    @property
    def town_line(self) -> str:
        """Postcode and town."""
        return " ".join(part for part in (self.postcode, self.town) if part)

    @property
    def late(self) -> int:
        """Seconds too late for the opening hours or the agreed time."""
        return sum(b.seconds for b in self.breaks if b.kind == "late")


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of the week: from where to where, its stops, its totals.

    `turn_home` is when the last drive begins.
    `lunch` is (begins, ends), None where none is had. `loop_metres`, `zigzag_metres` compare the
    shapes; both 0 for a day without stops.
    """

    date: date
    start_name: str
    start: Place
    end_name: str
    end: Place
    leave: int
    stops: tuple[Stop, ...]
    turn_home: int
    home: Drive
    arrive: int
    lunch: tuple[int, int] | None
    metres: int
    seconds_driving: int
    seconds_working: int
    cost: float
    loop_metres: int
    zigzag_metres: int
    working: bool
    note: str
    breaks: tuple[Break, ...]

    @property
    def agreed(self) -> int:
        """How many of its times the customers have agreed to."""
        return sum(stop.agreed for stop in self.stops)

    @property
    def estimate(self) -> bool:
        """Whether any of its legs is one."""
        return self.home.estimate or any(stop.drive.estimate for stop in self.stops)


@dataclass(frozen=True)
class Itinerary:
    """A week to be printed or sent.

    `week` is like 2026-W49, `revision` counts the printed versions of this week, `replaces` is the
    one before (0: none), `written_at` is the moment, aware, in the territory's zone.
    """

    week: str
    monday: date
    territory: str
    time_zone: str
    units: str
    currency: str
    days: tuple[DayPlan, ...]
    written_at: datetime
    nights_away: int = 0
    revision: int = 1
    replaces: int = 0

    @cached_property
    def used(self) -> tuple[DayPlan, ...]:
        """The days that have stops."""
        return tuple(day for day in self.days if day.stops)

    def stops(self) -> Iterator[tuple[DayPlan, Stop]]:
        """Every stop with its day, in order of time."""
        for day in self.days:
            for stop in day.stops:
                yield day, stop

    def moment(self, day: date, seconds: int) -> datetime:
        """A local time of day as a moment in UTC; the clocks' change is minded."""
        wall = datetime.combine(day, time()) + timedelta(seconds=seconds)
        return wall.replace(tzinfo=ZoneInfo(self.time_zone)).astimezone(UTC)
