"""Planning a week: from the records to a proposal, by way of the engine.

What is held stays; calls that stand in the week move only where that saves much, unless the rep
asks for a fresh plan. How the parts work together: wishes (who), problem (what the engine is
asked), plan (what it answered, costed), reasons (why), clashes (why not).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from time import monotonic

from sqlalchemy.orm import Session

from planner import clock
from planner.tours.engine import Answer, Progress, Stop, search
from planner.tours.model import Legs
from planner.workspace.errors import BadInput
from planner.workspace.iso_week import IsoWeek
from planner.workspace.proposing.clashes import refuse_clashes, refuse_too_much
from planner.workspace.proposing.plan import drive, proposal_of
from planner.workspace.proposing.problem import KEPT, Found, Laid, Orders, lay_out
from planner.workspace.proposing.proposals import Effort, Proposal
from planner.workspace.proposing.reading import read_book
from planner.workspace.proposing.wishes import Asked, ask
from planner.workspace.reading_week import read_week

SECONDS = 2.0
"""How long the search takes where nothing else is asked."""
MOST_MOVED = 10
"""One in so many calls that stand in the week may change its day when planned again."""
AFTER_STOP = 300
"""Iterations that keep most calls on their days, once the rep has asked to stop."""
EASE = 8.0
"""Telling takes at most one part in so many of the time."""
FIRST_TOLD, TOLD_EVERY = 0.03, 0.15

Tell = Callable[[Proposal], None]


@dataclass(frozen=True)
class Wanted:
    """How a week is to be planned: how long, by which seed, afresh or with as little change."""

    seconds: float | None
    iterations: int | None
    seed: int
    fresh: bool
    tell: Tell | None
    stop: Stop


def asked_of(session: Session, week: IsoWeek, legs: Legs) -> Asked:
    """What is asked for a week.

    Raises:
        BadInput: the week is over, or none of its days is left to plan.
    """
    planned = read_week(session, week, legs)
    if week.days[6] < clock.today(planned.territory.time_zone):
        raise BadInput("week_over", week=str(week))
    asked = ask(read_book(session, planned), planned, clock.now())
    if not asked.open_days and not any(wish.planned for wish in asked.wishes):
        raise BadInput("no_day_left", week=str(week))
    return asked


def propose(asked: Asked, wanted: Wanted) -> Proposal:
    """The best week found.

    Raises:
        Clashing: what must be in cannot all be; its `clash` names the smallest set.
    """
    refuse_clashes(asked)
    started = monotonic()
    effort = _Effort(wanted, started)
    laid = lay_out(asked, keep=0.0 if wanted.fresh else KEPT)
    # What stands is a good week to begin from, and most of it will stay.
    begin = None if wanted.fresh or not standing(laid) else present(laid)
    answer = _search(laid, wanted, effort, begin)
    refuse_too_much(laid, answer)
    if not wanted.fresh:
        for keep in (8 * KEPT, inf):
            if _few_moved(laid, answer):
                break
            stricter = lay_out(asked, keep=keep)
            again = _search(stricter, _shorter(wanted, answer), effort, present(stricter))
            if keep == inf and not _few_moved(stricter, again):
                break  # they cannot all stay: rather on other days than out
            laid, answer = stricter, again
    return proposal_of(laid, laid.found(answer), effort.done(), 1.0)


def _shorter(wanted: Wanted, found: Answer) -> Wanted:
    """A search that begins from a good week needs half the time; after Stop, next to none."""
    if wanted.iterations is not None:
        return wanted
    seconds = SECONDS if wanted.seconds is None else wanted.seconds
    if found.took < 0.8 * seconds:
        return replace(wanted, seconds=None, iterations=AFTER_STOP, stop=Stop(), tell=None)
    return replace(wanted, seconds=seconds / 2)


class _Effort:
    """What the searches of one proposal have done, and how far the bar is."""

    def __init__(self, wanted: Wanted, started: float) -> None:
        self.seed, self.started, self.iterations, self.share = wanted.seed, started, 0, 0.0

    def done(self) -> Effort:
        return Effort(round(monotonic() - self.started, 3), self.iterations, self.seed)


def _search(laid: Laid, wanted: Wanted, effort: _Effort, start: Answer | None) -> Answer:
    seconds = wanted.seconds
    if seconds is None and wanted.iterations is None:
        seconds = SECONDS
    answer = search(
        laid.problem,
        seconds=seconds,
        iterations=wanted.iterations,
        seed=wanted.seed,
        start=start,
        tell=_Telling(laid, wanted, effort) if wanted.tell else None,
        stop=wanted.stop,
    )
    effort.iterations += answer.iterations
    return answer


class _Telling:
    """Makes proposals of the best so far, as often as that is cheap.

    Only such as could be the last one: what a rep sees is not taken back for changing too much.
    """

    def __init__(self, laid: Laid, wanted: Wanted, effort: _Effort) -> None:
        self.laid, self.wanted, self.effort = laid, wanted, effort
        self.next, self.cost = FIRST_TOLD, inf

    def __call__(self, progress: Progress) -> bool:
        if progress.took >= self.next and progress.feasible and progress.cost < self.cost:
            begun = monotonic()
            self.cost = progress.cost
            self.effort.share = max(self.effort.share, min(0.99, progress.share))
            self._show(progress.answer())
            self.next = progress.took + max(TOLD_EVERY, EASE * (monotonic() - begun))
        return True

    def _show(self, answer: Answer) -> None:
        if self.wanted.tell and (self.wanted.fresh or _few_moved(self.laid, answer)):
            found, effort = self.laid.found(answer), self.effort
            self.wanted.tell(proposal_of(self.laid, found, effort.done(), effort.share))


# ---- planning again changes little --------------------------------------------------------


def _few_moved(laid: Laid, answer: Answer) -> bool:
    orders = drive(laid, laid.found(answer)).orders
    return moved(laid, orders) <= standing(laid) // MOST_MOVED


def standing(laid: Laid) -> int:
    """How many calls stand in the week that planning may move."""
    return sum(w.day is not None and not w.held for w in laid.asked.wishes)


def moved(laid: Laid, orders: Orders) -> int:
    """How many of them are on another day or out."""
    day_of = {w.key: day for day, row in orders.items() for w in row}
    return sum(
        w.day is not None and not w.held and day_of.get(w.key) != w.day for w in laid.asked.wishes
    )


def present(laid: Laid) -> Answer:
    """The week as it stands, as far as the problem has it, for the search to begin from."""
    client = {w.key: at for at, w in enumerate(laid.wishes)}
    week = laid.asked.week
    there = {
        day: tuple(
            laid.wishes[client[s.call.id]]
            for s in week.by_date[day].stops
            if s.call.id in client and day in laid.wishes[client[s.call.id]].stops
        )
        for day in laid.days
    }
    sound = drive(laid, Found(there)).orders
    routes = tuple(tuple(client[w.key] for w in sound[day]) for day in laid.days)
    inside = {c for route in routes for c in route}
    nights = tuple(0 for _night in laid.problem.nights)
    patterns = tuple(
        0 if at in inside else len(c.patterns) - 1 for at, c in enumerate(laid.problem.clients)
    )
    return Answer(routes, patterns, nights, 0.0, False, 0, 0.0)
