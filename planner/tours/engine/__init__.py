"""The planning engine: the search in C++ (src/), and the face it shows the planner.

How the search works is told in docs/engine.md.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite

import numpy as np

from planner.tours.engine import _search
from planner.tours.engine._search import Stop, build
from planner.tours.engine.problem import (
    ALWAYS,
    Answer,
    Client,
    Frame,
    Lunch,
    Night,
    Pattern,
    Problem,
    Progress,
    Span,
)

__all__ = [
    "ALWAYS",
    "Answer",
    "Client",
    "Frame",
    "Lunch",
    "Night",
    "Pattern",
    "Problem",
    "Progress",
    "Span",
    "Stop",
    "build",
    "search",
]

SEARCHES = 2
"""Searches side by side: the plan depends on their number, so it does not follow the machine's."""


def search(
    problem: Problem,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    searches: int = SEARCHES,
    start: Answer | None = None,
    tell: Callable[[Progress], bool] | None = None,
    stop: Stop | None = None,
) -> Answer:
    """The best plan found in so many seconds, or in so many iterations of each search.

    The same problem, seed, iterations and searches give the same plan on one build. `start` is a
    plan to begin from. `tell` hears of progress some 50 times a second and stops the search by
    answering False, `stop` from any thread; either way the best so far is returned.

    Raises:
        ValueError: numbers that make no sense, such as a negative time.
    """
    if seconds is None and iterations is None:
        seconds = 1.0
    if not problem.clients:
        return _nothing(problem)
    begun = None
    if start is not None:
        begun = _search.Outcome(
            [list(r) for r in start.routes], list(start.patterns), list(start.nights)
        )
    found = _search.run(
        flattened(problem),
        inf if seconds is None else seconds,
        -1 if iterations is None else iterations,
        seed,
        searches,
        begun,
        stop or Stop(),
        None if tell is None else lambda outcome: tell(_progress(outcome)),
    )
    return _answer(found)


def flattened(problem: Problem) -> _search.Problem:
    """The problem as the search holds it."""
    days = 1 + max((f.day for f in problem.frames), default=0)
    table = _search.Problem(
        np.ascontiguousarray(problem.cost, dtype=np.float64),
        np.ascontiguousarray(problem.seconds, dtype=np.float64),
        days,
        problem.most_nights,
        problem.soft_limits,
    )
    for frame in problem.frames:
        _add_frame(table, frame)
    for client in problem.clients:
        usual = [*client.usual]
        spans = [[*client.windows[d]] if d in client.windows else usual for d in range(days)]
        patterns = [(p.cost, p.visits) for p in client.patterns]
        table.add_client(client.place, client.seconds, client.load, patterns, spans)
    for night in problem.nights:
        table.add_night(night.frame, night.group, night.places)
    table.prepare()
    return table


def _add_frame(table: _search.Problem, frame: Frame) -> None:
    lunch = frame.lunch or Lunch(0, 0, 0)
    table.add_frame(
        frame.day,
        frame.start,
        frame.end,
        frame.opens,
        frame.shuts,
        lunch.opens,
        lunch.shuts,
        lunch.seconds,
        frame.most_driving,
        frame.most_working,
        frame.most_load,
        frame.usual_work,
        frame.over_price,
    )


def _answer(found: _search.Outcome) -> Answer:
    return Answer(
        routes=tuple(tuple(route) for route in found.routes),
        patterns=tuple(found.patterns),
        nights=tuple(found.nights),
        cost=found.cost,
        feasible=found.feasible,
        iterations=found.iterations,
        took=found.took,
    )


def _progress(outcome: _search.Outcome) -> Progress:
    share = outcome.share if isfinite(outcome.share) else 0.0
    return Progress(share, outcome.cost, outcome.feasible, outcome.took, lambda: _answer(outcome))


def _nothing(problem: Problem) -> Answer:
    legs = sum(float(problem.cost[f.start, f.end]) for f in problem.frames)
    nights = sum(n.places[0][1] for n in problem.nights)
    routes = tuple(() for _ in problem.frames)
    return Answer(routes, (), tuple(0 for _ in problem.nights), legs + nights, True, 0, 0.0)
