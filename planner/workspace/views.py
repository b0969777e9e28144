"""What the workspace hands out: rows and weeks as they stand, frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from planner.records import Call, Territory
from planner.tours.insertion import Tours
from planner.tours.model import Day, DayCost, Legs, TimedStop
from planner.tours.week import Plan
from planner.workspace.iso_week import IsoWeek
from planner.workspace.promised import Promised, unkept


class AccountRow(NamedTuple):
    """One account as lists and map show it; `due` None gets no calls.

    `planned` is the day of its next planned call. `opening_hours` as in `records.Account`.
    """

    id: int
    name: str
    status: str
    grade: str
    street: str
    postcode: str
    town: str
    country: str
    phone: str
    lat: float | None
    lon: float | None
    precision: str
    calls_per_cycle: float
    call_minutes: int
    opening_hours: Sequence[Sequence[int]] | None
    potential: float | None
    revenue: float | None
    last_call: date | None
    due: date | None
    planned: date | None

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, None where it still needs a place."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


NOBODY = AccountRow(
    id=0, name="", status="", grade="", street="", postcode="", town="", country="", phone="",
    lat=None, lon=None, precision="none", calls_per_cycle=0.0, call_minutes=0, opening_hours=None,
    potential=None, revenue=None, last_call=None, due=None, planned=None,
)  # fmt: skip
"""Whose account a busy time of the rep is."""


class CallTerms(NamedTuple):
    """What was settled about a call and a copy of it keeps; minutes None are the account's."""

    minutes: int | None
    objective: str


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of a stop: a code and the figures its sentence needs."""

    code: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """One call in a day's tour: the record, whose it is, its times and its reason.

    A busy time of the rep is one too, with number 0, and a call and an account that are no
    records: see `is_block`.
    """

    number: int
    call: Call
    account: AccountRow
    timed: TimedStop
    why: Why

    @property
    def is_block(self) -> bool:
        """Whether it is a busy time and no call: nobody moves it, nothing is written of it."""
        return self.timed.stop.is_block


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One date of the plan, costed; `missed` and other calls without a place in the tour apart.

    `stops` are calls and busy times, as in `cost`; `holiday` is the name of a public one.
    """

    date: date
    start_name: str
    end_name: str
    stops: tuple[PlannedStop, ...]
    cost: DayCost
    working: bool
    note: str = ""
    holiday: str = ""

    @property
    def calls(self) -> tuple[PlannedStop, ...]:
        """The stops that are calls."""
        return tuple(stop for stop in self.stops if not stop.is_block)

    @property
    def blocks(self) -> tuple[PlannedStop, ...]:
        """The stops that are busy times of the rep."""
        return tuple(stop for stop in self.stops if stop.is_block)

    def shows_as(self, other: PlannedDay) -> bool:
        """Whether both look the same to a rep: the same figures, calls in the same state."""
        return self._shown() == other._shown()

    def _shown(self) -> tuple[Any, ...]:
        calls = tuple((s.account, s.why, *_facts(s.call)) for s in self.stops)
        return (
            self.date,
            self.start_name,
            self.end_name,
            self.working,
            self.note,
            self.holiday,
            self.cost,
            calls,
        )


def _facts(call: Call) -> tuple[Any, ...]:
    return (
        call.id,
        call.state,
        call.locked,
        call.start,
        call.minutes,
        call.objective,
        call.outcome,
    )


@dataclass(frozen=True)
class PlannedWeek:
    """A week as planned. `plan` and `legs` are what `tours` needs to cost changes of it.

    `spare` are the days nobody works and nobody is called on, with their frames: those left out.
    `promised` is what wants a call within the week.
    """

    week: IsoWeek
    territory: Territory
    days: tuple[PlannedDay, ...]
    plan: Plan
    legs: Legs
    spare: tuple[tuple[PlannedDay, Day], ...] = ()
    promised: tuple[Promised, ...] = ()

    def whole(self) -> PlannedWeek:
        """The same week with all of its seven days."""
        days = sorted((*self.days, *(day for day, _frame in self.spare)), key=lambda day: day.date)
        frames = {**self.plan.frames, **{day.date: frame for day, frame in self.spare}}
        spare = {day.date: tuple(t.stop for t in day.cost.stops) for day, _frame in self.spare}
        stops = {**self.plan.stops, **spare}
        return replace(self, days=tuple(days), plan=Plan(frames, stops), spare=())

    @cached_property
    def by_date(self) -> dict[date, PlannedDay]:
        """The days shown, by their date."""
        return {day.date: day for day in self.days}

    @cached_property
    def stop_of_call(self) -> dict[int, PlannedStop]:
        """The stops of the week by the number of their call, busy times by their key."""
        return {stop.call.id: stop for day in self.days for stop in day.stops}

    @cached_property
    def unkept(self) -> tuple[Promised, ...]:
        """The promises that the week as it stands would break."""
        return unkept(self.promised, self.plan)

    @cached_property
    def tours(self) -> Tours:
        """The days made ready for pricing what could be put into them."""
        return Tours(self.plan, self.legs)

    @property
    def calls(self) -> int:
        """How many calls are planned."""
        return sum(len(day.calls) for day in self.days)

    @property
    def metres(self) -> int:
        """Metres driven."""
        return sum(day.cost.metres for day in self.days)

    @property
    def seconds_driving(self) -> int:
        """Seconds at the wheel."""
        return sum(day.cost.seconds_driving for day in self.days)

    @property
    def seconds_working(self) -> int:
        """Seconds from leaving home to coming home, over the days with calls."""
        return sum(day.cost.seconds_working for day in self.days if day.calls)

    @property
    def cost(self) -> float:
        """Money for the kilometres."""
        return round(sum(day.cost.cost for day in self.days), 2)
