"""A call cycle as it would be: weeks, who is left out, and whether there is room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.advice.capacity import Capacity, Demand, Way
from planner.records import Call
from planner.tours.model import Place
from planner.tours.week import Plan
from planner.workspace.iso_week import IsoWeek
from planner.workspace.promised import Promised, unkept
from planner.workspace.proposing.proposals import Effort
from planner.workspace.views import AccountRow, PlannedWeek, Why


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an account gets in the span: its rhythm, and how many calls that makes."""

    account: AccountRow
    demand: Demand
    calls: int


@dataclass(frozen=True, slots=True)
class CycleLeftOut:
    """An account that gets fewer calls than it should: how many it gets, and why no more."""

    account: AccountRow
    wanted: int
    gets: int
    why: Why


@dataclass(frozen=True, slots=True)
class NightAway:
    """A night between two days, at a hotel."""

    evening: date
    morning: date
    name: str
    place: Place
    cost: float


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """One call of the plan: the record it was, or None for one to be made.

    `start` is an agreed time that it gets, so that a held call does not begin earlier than now.
    """

    account: int
    call: Call | None
    start: int | None = None


@dataclass(frozen=True)
class CyclePlan:
    """Weeks as they would be; accepting it writes `tours`, `dropped`, `nights` and `ways`.

    `weeks` are costed like any other. `tours` has the calls of each day planned anew in driving
    order, those that are held among them; `dropped` are drafts that find no place. `gets` counts
    the calls of each account in the span. `share` is 1 when it is final.
    """

    first: IsoWeek
    weeks: tuple[PlannedWeek, ...]
    wanted: tuple[Wanted, ...]
    left_out: tuple[CycleLeftOut, ...]
    capacity: Capacity
    effort: Effort
    tours: Mapping[date, tuple[PlacedCall, ...]]
    dropped: tuple[Call, ...] = ()
    nights: tuple[NightAway, ...] = ()
    ways: tuple[Way, ...] = ()
    share: float = 1.0
    gets: Mapping[int, int] = field(default_factory=dict)
    promised: tuple[Promised, ...] = ()

    @property
    def promises_broken(self) -> tuple[Promised, ...]:
        """The promises that no call of these weeks would keep."""
        stops = {day: row for week in self.weeks for day, row in week.plan.stops.items()}
        return unkept(self.promised, Plan({}, stops))

    @property
    def calls_new(self) -> int:
        """How many calls would be made."""
        return sum(placed.call is None for tour in self.tours.values() for placed in tour)

    @property
    def calls(self) -> int:
        """How many calls stand in its weeks."""
        return sum(week.calls for week in self.weeks)

    @property
    def kept(self) -> int:
        """How many accounts get every call they should."""
        return len(self.wanted) - len(self.left_out)

    @property
    def busiest_and_slackest(self) -> tuple[int, int]:
        """The most and the fewest calls of a day that is planned on."""
        counts = [len(tour) for tour in self.tours.values()] or [0]
        return max(counts), min(counts)
