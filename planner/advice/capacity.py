"""Whether there is room: calls that a span needs, and calls that fit into its working days.

Nothing here changes anything. A way to stretch is a proposal with what it frees; it holds only
once the rep has ticked it and accepted the plan made with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from planner.advice.spread import Rhythm

WEEKS_A_MONTH = 365.25 / 12 / 7
_ENOUGH = 20
"""Calls on record from which on their mean says how long one takes with its drive."""
_STRETCH = (1.15, 1.25, 1.5)
"""How much longer an interval a way to stretch asks for, gentlest first."""
_GRADES = ("D", "", "C", "B")
"""Grades that may wait longer, who may wait most first; A never."""

WayKind = Literal["grade_less", "phone", "as_ruled"]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of a working day that one call takes, its drive among them.

    `source` is `measured` where it is the mean over calls on record, else `estimate`.
    """

    seconds: float
    source: Literal["measured", "estimate"]
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """One account's part: its rhythm, and what is planned for it already.

    `since` is days from its last call to the span, None was never called. Of the `planned` calls
    `fixed` cannot be given up. `own` says that its frequency is its own and not its grade's;
    `worth` ranks the accounts of a grade.
    """

    account: int
    grade: str
    interval: float
    since: int | None
    planned: int = 0
    fixed: int = 0
    own: bool = False
    worth: float = 0.0

    def due(self, days: int) -> int:
        """Calls that fall due in a span of so many days, none fewer than are fixed."""
        return max(Rhythm(self.interval, self.since).calls(days), self.fixed)

    def calls(self, days: int) -> int:
        """Calls wanted: those due, and no fewer than are planned."""
        return max(self.due(days), self.planned)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to stretch: what it is, the figures its sentence needs, and calls it frees.

    `key` names it among the others of a capacity. `accounts` are those it touches.
    """

    key: str
    kind: WayKind
    args: Mapping[str, Any]
    frees: int
    accounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WeekRoom:
    """A week: how many calls fit into it."""

    monday: date
    days: int
    have: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """Calls that the span needs and that fit, and the same for a month of it."""

    needs: int
    have: int
    weeks: tuple[WeekRoom, ...]
    pace: Pace
    days: int
    ways: tuple[Way, ...] = ()

    @property
    def over(self) -> int:
        """Calls that do not fit; 0 if all do."""
        return max(0, self.needs - self.have)

    @property
    def needs_a_month(self) -> int:
        """Calls that an average month needs."""
        return self._a_month(self.needs)

    @property
    def have_a_month(self) -> int:
        """Calls that fit into an average month."""
        return self._a_month(self.have)

    def _a_month(self, calls: int) -> int:
        return round(calls * WEEKS_A_MONTH * 7 / max(1, self.days))


def pace_of(days: Iterable[tuple[int, int]], estimate: Callable[[], float]) -> Pace:
    """The pace of days on record, each as calls and seconds worked; `estimate` where too few."""
    calls = seconds = 0
    for count, worked in days:
        calls += count
        seconds += worked
    if calls >= _ENOUGH:
        return Pace(seconds / calls, "measured", calls)
    return Pace(max(60.0, estimate()), "estimate")


def estimated_pace(call: float, between: float, home: float, day: float) -> float:
    """Seconds a call takes with its drive where nothing is on record yet.

    Args:
        call: the usual length of a call.
        between: the usual drive between neighbours.
        home: the usual drive from home to an account.
        day: seconds of a working day without lunch.
    """
    each = call + between
    fit = max(1.0, (day - 2 * home + between) / each)
    return day / fit


def room(monday: date, days: Sequence[int], pace: Pace) -> WeekRoom:
    """How many calls fit into a week whose working days have so many seconds each."""
    return WeekRoom(monday, len(days), sum(int(day / pace.seconds + 0.25) for day in days))


def capacity(
    demands: Sequence[Demand],
    weeks: Sequence[WeekRoom],
    pace: Pace,
    days: int,
    intervals: Mapping[str, float],
) -> Capacity:
    """What a span of so many days needs and has; `intervals` are the days of each grade's rule."""
    needs = sum(demand.calls(days) for demand in demands)
    have = sum(week.have for week in weeks)
    found = Capacity(needs, have, tuple(weeks), pace, days)
    return replace(found, ways=tuple(_ways(demands, found, intervals)))


def stretched(demands: Sequence[Demand], ways: Iterable[Way]) -> list[Demand]:
    """The demands as they are with some ways taken."""
    changed = {demand.account: demand for demand in demands}
    for way in ways:
        for account in way.accounts:
            changed[account] = _taken(changed[account], way)
    return list(changed.values())


def _taken(demand: Demand, way: Way) -> Demand:
    if way.kind == "as_ruled":
        return replace(demand, planned=demand.fixed)
    if way.kind == "phone":
        return replace(demand, since=0, planned=demand.fixed)
    return replace(demand, interval=float(way.args["days"]), planned=demand.fixed)


# ---- ways to stretch ----------------------------------------------------------------------


def _ways(
    demands: Sequence[Demand], found: Capacity, intervals: Mapping[str, float]
) -> Iterable[Way]:
    """What frees calls without anybody being dropped; those that take least from A and B first."""
    yield from _as_ruled(demands, found.days)
    if found.over:
        yield from _phone(demands, found)
    by_grade = defaultdict(list)
    for demand in demands:
        if not demand.own:
            by_grade[demand.grade].append(demand)
    for grade in _GRADES:
        if by_grade[grade] and grade in intervals:
            yield from _less(grade, by_grade[grade], found.days, intervals[grade])


def _as_ruled(demands: Sequence[Demand], days: int) -> Iterable[Way]:
    """Accounts with more calls planned than their frequency gives: back to that."""
    over = [d for d in demands if d.planned > d.due(days)]
    frees = sum(d.planned - d.due(days) for d in over)
    if frees:
        args = {"accounts": len(over)}
        yield Way("as_ruled", "as_ruled", args, frees, tuple(d.account for d in over))


def _phone(demands: Sequence[Demand], found: Capacity) -> Iterable[Way]:
    """The next call on the least of C and D by phone, on as many as do not fit."""
    least = [d for d in demands if d.grade in ("C", "D", "") and d.calls(found.days) > d.fixed]
    least.sort(key=lambda d: (d.grade != "D", d.worth, d.account))
    chosen = least[: found.over]
    before = sum(d.calls(found.days) for d in chosen)
    trial = Way("phone", "phone", {"accounts": len(chosen)}, 0, tuple(d.account for d in chosen))
    frees = before - sum(_taken(d, trial).calls(found.days) for d in chosen)
    if frees > 0:
        yield replace(trial, frees=frees)


def _less(grade: str, demands: Sequence[Demand], days: int, interval: float) -> Iterable[Way]:
    """A grade called on less often: the gentlest step that frees a call."""
    accounts = tuple(d.account for d in demands)
    before = sum(d.calls(days) for d in demands)
    for factor in _STRETCH:
        weeks = max(round(interval / 7 * factor), round(interval / 7) + 1)
        args = {"grade": grade, "from": interval / 7, "to": weeks, "days": weeks * 7.0}
        way = Way(f"less_{grade or 'none'}", "grade_less", {**args, "accounts": len(demands)}, 0,
                  accounts)  # fmt: skip
        frees = before - sum(_taken(d, way).calls(days) for d in demands)
        if frees > 0:
            yield replace(way, frees=frees)
            return
