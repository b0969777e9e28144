"""Planning a call cycle: every account by its frequency over 4 to 13 weeks, as one step.

How the parts work together: reading (what stands), capacity (is there room), problem (what the
engine is asked), plan (what it answered, costed), accepting (written). How calls are spread over
weeks stands in `advice.spread`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log2
from time import monotonic

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner.advice.capacity import Capacity, Way
from planner.records import Hotel
from planner.store.journal import Change, Journal
from planner.tours.checking import frames_with_nights
from planner.tours.engine import Answer, Progress, Stop, search
from planner.tours.engine.problem import Frame, Problem
from planner.tours.model import Legs
from planner.workspace.cycle.accepting import accept
from planner.workspace.cycle.capacity import capacity_of
from planner.workspace.cycle.plan import plan_of
from planner.workspace.cycle.problem import OVER_PRICE, Laid, asked_alone, lay_out
from planner.workspace.cycle.reading import Basis, read_basis
from planner.workspace.cycle.table import CycleTable, CycleYear, read_table, read_year
from planner.workspace.cycle.views import CyclePlan
from planner.workspace.errors import BadInput, Impossible
from planner.workspace.iso_week import IsoWeek
from planner.workspace.proposing.clashes import refuse_clashes
from planner.workspace.proposing.proposals import Effort

FEWEST_WEEKS, MOST_WEEKS = 1, 26
LONGEST = 60.0
"""Seconds that a search takes at most where the caller does not say."""
_PER_CALL = 0.006
_FIRST_SHARE = 0.2
"""Of the search: for finding out how much work there is in all."""

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
    """A short search finds out how much work there is; from it, the search that counts."""

    def __init__(self, laid: Laid, capacity: Capacity, ways: Sequence[Way], how: Search) -> None:
        self.laid, self.capacity, self.ways, self.how = laid, capacity, ways, how
        self.seconds = how.seconds
        if how.seconds is None and how.iterations is None:
            self.seconds = usual_seconds(laid)
        self.started, self.iterations = monotonic(), 0
        self.stop = how.stop or Stop()

    def plan(self) -> CyclePlan:
        """The plan: everybody by their frequency as far as there is room, and days about even."""
        for day in self.laid.basis.days:
            refuse_clashes(asked_alone(self.laid.basis, day))
        work = self._search(self.laid.problem, None, 0.0, _FIRST_SHARE)
        if not work.feasible:
            raise Impossible("cycle_clash")
        return self._plan(self._search(evened(self.laid, work), work, _FIRST_SHARE, 1.0), 1.0)

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


def evened(laid: Laid, work: Answer) -> Problem:
    """The problem with a price on what a day has beyond its fair share of the work found."""
    driven = zip(frames_with_nights(laid.problem, work.nights), work.routes, strict=True)
    fair = sum(_worked(laid.problem, *day) for day in driven) / max(1, len(work.routes))
    frames = tuple(
        replace(frame, usual_work=fair, over_price=OVER_PRICE) for frame in laid.problem.frames
    )
    return replace(laid.problem, frames=frames)


def _worked(problem: Problem, frame: Frame, route: Sequence[int]) -> float:
    """Seconds of driving and calls of one day."""
    if not route:
        return 0.0
    who = [problem.clients[client] for client in route]
    places = [frame.start, *(client.place for client in who), frame.end]
    drives = sum(float(problem.seconds[a, b]) for a, b in pairwise(places))
    return drives + sum(client.seconds for client in who)
