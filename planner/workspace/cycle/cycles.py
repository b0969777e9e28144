"""Planning a call cycle: every account by its frequency over 4 to 13 weeks, as one step.

How the parts work together: reading (what stands), capacity (is there room), problem (what the
engine is asked), plan (what it answered, costed), accepting (written). How calls are spread over
weeks stands in `advice.spread`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log2
from time import monotonic

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner.advice.capacity import Capacity, Way
from planner.records import Hotel
from planner.store.journal import Change, Journal
from planner.tours.costing import cost_day
from planner.tours.engine import Answer, Progress, Stop, search
from planner.tours.engine.problem import Problem
from planner.tours.model import Legs
from planner.workspace.cycle.accepting import accept
from planner.workspace.cycle.capacity import capacity_of
from planner.workspace.cycle.plan import plan_of
from planner.workspace.cycle.problem import Laid, asked_alone, lay_out
from planner.workspace.cycle.reading import Basis, Standing, read_basis
from planner.workspace.cycle.table import CycleTable, CycleYear, read_table, read_year
from planner.workspace.cycle.views import CyclePlan
from planner.workspace.errors import BadInput, Impossible
from planner.workspace.iso_week import IsoWeek
from planner.workspace.proposing.clashes import refuse_clashes
from planner.workspace.proposing.proposals import Effort
from planner.workspace.reading_week import stop_of

FEWEST_WEEKS, MOST_WEEKS = 1, 26
LONGEST = 60.0
"""Seconds that a search takes at most where the caller does not say."""
_PER_CALL = 0.006
_FIRST_SHARE, _TRIAL_SHARE = 0.25, 0.12
"""Of the search: for finding out how much work there is in all, and for each try at even days."""
_TRIALS = 4
_LOOSE, _LOOSER, _TIGHT = 1.4, 1.7, 1.15
"""How much longer than the mean a day may be: at first, since even days drive more than the
shortest ones; where that is too little; and once the days are about even."""

_EARLY, _EARLY_DAYS = 1.25, 28
"""How much longer the days of the first weeks may be than the others, and how many days that is."""

Tell = Callable[[float, Callable[[], CyclePlan]], None]
"""Hears how far the search is, 0 to 1, and what makes the best plan so far."""


@dataclass(frozen=True, slots=True)
class Search:
    """How a cycle is to be searched for; without seconds and iterations by its size."""

    seconds: float | None = None
    iterations: int | None = None
    seed: int = 1
    tell: Tell | None = None
    stop: Stop | None = None


class Cycles:
    """The call cycles of one territory."""

    def __init__(self, engine: Engine, journal: Journal, legs: Callable[[Session], Legs]) -> None:
        self._engine, self._journal, self._legs = engine, journal, legs

    def capacity(self, first: IsoWeek, weeks: int, ways: Sequence[str] = ()) -> Capacity:
        """What a span needs and has, with the ways of these keys taken; and ways to stretch."""
        basis, _hotels = self._read(first, weeks)
        asked = capacity_of(basis)
        return asked if not ways else capacity_of(basis, _ways(asked, ways))

    def plan(
        self, first: IsoWeek, weeks: int, how: Search | None = None, ways: Sequence[str] = ()
    ) -> CyclePlan:
        """The best plan found for so many weeks from `first`; keeps nothing.

        Calls that are held stay; drafts may move. `ways` are keys of `capacity().ways` to take.

        Raises:
            BadInput: the weeks are over, or not so many can be planned.
            Impossible: what is held clashes, named as when a week is planned.
        """
        basis, hotels = self._read(first, weeks)
        if not basis.days:
            raise BadInput("cycle_over", week=str(first))
        taken = _ways(capacity_of(basis), ways)
        laid = lay_out(basis, taken, hotels)
        return _Searching(laid, capacity_of(basis, taken), taken, how or Search()).plan()

    def accept(self, plan: CyclePlan) -> Change | None:
        """Keep a plan, as one step: calls, nights, and the rules that were stretched.

        Raises:
            BadInput: calls of the span have been changed since the plan was made.
        """
        return accept(self._journal, plan)

    def table(self, first: IsoWeek, weeks: int) -> CycleTable:
        """The weeks from `first` with the calls of every account in them, made and planned."""
        return read_table(self._engine, first, weeks)

    def year(self, account: int, year: int) -> CycleYear:
        """All calls of an account in a year."""
        return read_year(self._engine, account, year)

    def _read(self, first: IsoWeek, weeks: int) -> tuple[Basis, list[Hotel]]:
        if not FEWEST_WEEKS <= weeks <= MOST_WEEKS:
            raise BadInput("cycle_weeks", weeks=weeks, least=FEWEST_WEEKS, most=MOST_WEEKS)
        with Session(self._engine, expire_on_commit=False) as session:
            basis = read_basis(session, first, weeks, self._legs(session))
            return basis, list(session.scalars(select(Hotel).order_by(Hotel.name, Hotel.id)))


def _ways(found: Capacity, keys: Sequence[str]) -> tuple[Way, ...]:
    known = {way.key: way for way in found.ways}
    for key in keys:
        if key not in known:
            raise BadInput("unknown_way", way=key, ways=", ".join(known))
    return tuple(known[key] for key in keys)


def usual_seconds(laid: Laid) -> float:
    """How long a search takes where nobody says: with its calls times their logarithm."""
    calls = sum(want.calls for want in laid.wanted)
    return min(LONGEST, max(1.0, _PER_CALL * calls * log2(calls + 2)))


class _Searching:
    """Two searches: one that finds out how much work there is, one with days of even length."""

    def __init__(self, laid: Laid, capacity: Capacity, ways: Sequence[Way], how: Search) -> None:
        self.laid, self.capacity, self.ways, self.how = laid, capacity, ways, how
        self.seconds = how.seconds
        if how.seconds is None and how.iterations is None:
            self.seconds = usual_seconds(laid)
        self.started, self.iterations = monotonic(), 0
        self.stop = how.stop or Stop()

    def plan(self) -> CyclePlan:
        """The plan: even days where all calls fit into them, else all that fit."""
        answer = self._search(self.laid.problem, None, 0.0, _FIRST_SHARE)
        if not answer.feasible:
            raise self._clash()
        if self._everything(answer):
            answer = self._evened(answer)
        else:
            answer = self._search(self.laid.problem, answer, _FIRST_SHARE, 1.0)
        return self._plan(answer, 1.0)

    def _clash(self) -> Impossible:
        """What of that which is held clashes, by name where one day shows it."""
        try:
            for day in self.laid.basis.days:
                refuse_clashes(asked_alone(self.laid.basis, day))
        except Impossible as clash:
            return clash
        return Impossible("cycle_clash")

    def _evened(self, answer: Answer) -> Answer:
        """The days evened, step by step, as far as everybody still gets all calls."""
        best, kept, begun, factor = answer, self.laid.problem, _FIRST_SHARE, _LOOSE
        for _trial in range(_TRIALS):
            limited = _limited(self.laid, best, factor)
            if _longest(limited) >= 0.99 * _longest(kept):
                break
            found = self._search(limited, best, begun, begun + _TRIAL_SHARE)
            begun += _TRIAL_SHARE
            if found.feasible and self._everything(found):
                best, kept, factor = found, limited, _TIGHT
            elif kept is self.laid.problem and factor < _LOOSER:
                factor = _LOOSER
            else:
                break
        return self._search(kept, best, begun, 1.0)

    def _everything(self, answer: Answer) -> bool:
        """Whether nobody gets fewer calls than they could."""
        for client, pattern in zip(self.laid.problem.clients, answer.patterns, strict=True):
            most = max(len(p.visits) for p in client.patterns)
            if pattern < 0 or len(client.patterns[pattern].visits) < most:
                return False
        return True

    def _search(self, problem: Problem, start: Answer | None, begun: float, until: float) -> Answer:
        part = until - begun
        seconds, iterations = self.seconds, self.how.iterations
        answer = search(
            problem,
            seconds=None if seconds is None else seconds * part,
            iterations=None if iterations is None else max(1, round(iterations * part)),
            seed=self.how.seed,
            start=start,
            tell=self._telling(begun, part) if self.how.tell else None,
            stop=self.stop,
        )
        self.iterations += answer.iterations
        return answer

    def _telling(self, begun: float, part: float) -> Callable[[Progress], bool]:
        def told(progress: Progress) -> bool:
            assert self.how.tell is not None
            share = min(0.99, begun + part * progress.share)
            self.how.tell(share, lambda: self._plan(progress.answer(), share))
            return True

        return told

    def _plan(self, answer: Answer, share: float) -> CyclePlan:
        effort = Effort(round(monotonic() - self.started, 3), self.iterations, self.how.seed)
        return plan_of(self.laid, answer, self.capacity, effort, self.ways, share)


def _limited(laid: Laid, answer: Answer, factor: float) -> Problem:
    """The problem with no day much longer than the mean of the days as found.

    A day is never limited below what its held calls need, nor below the drive to the farthest
    account that is called on.
    """
    problem, known = laid.problem, laid.known
    worked = [_worked(laid, at, route) for at, route in enumerate(answer.routes)]
    limit = factor * sum(worked) / max(1, len(worked))
    for client in {c for route in answer.routes for c in route}:
        who, home = problem.clients[client], problem.frames[0].start
        there = float(known.seconds[home, who.place] + known.seconds[who.place, home])
        limit = max(limit, (there + who.seconds) * 1.05 + 1800)
    frames = tuple(
        replace(
            frame,
            most_working=min(
                frame.most_working,
                max(limit * _catching_up(laid, day), laid.held[day].cost.seconds_working + 1.0),
            ),
        )
        for day, frame in zip(laid.basis.days, problem.frames, strict=True)
    )
    return replace(problem, frames=frames)


def _catching_up(laid: Laid, day: date) -> float:
    """The first weeks may be fuller: that is when who is overdue can be caught up with."""
    return _EARLY if (day - laid.basis.begins).days < _EARLY_DAYS else 1.0


def _longest(problem: Problem) -> float:
    """The longest that any day may be."""
    return max((f.most_working for f in problem.frames), default=0.0)


def _worked(laid: Laid, at: int, route: Sequence[int]) -> float:
    """Seconds of one day as found."""
    if not route:
        return 0.0
    basis, day = laid.basis, laid.basis.days[at]
    stops = []
    for client in route:
        of = laid.clients[client]
        row = of.stop.account if isinstance(of, Standing) else of.account
        stops.append(stop_of(basis.territory, row, day))
    return float(cost_day(laid.held[day].frame, stops, basis.legs).seconds_working)
