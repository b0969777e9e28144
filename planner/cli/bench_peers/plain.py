"""A problem as the peers can express it: whole numbers, one visit or none for each client."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, inf, isfinite

import numpy as np
from numpy.typing import NDArray

from planner.tours.engine.problem import Client, Frame, Problem


class Inexpressible(Exception):
    """The problem has a rule that the peers have no word for; the text names it."""


@dataclass(frozen=True, slots=True)
class PlainClient:
    """A call: where, how long, on which frames, from when to when, and what is lost without it."""

    place: int
    seconds: int
    frames: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    lost: int | None


@dataclass(frozen=True, slots=True)
class Plain:
    """Everything in whole numbers, `scale` for one of the problem; place 0 is where all begin."""

    legs: NDArray[np.int64]
    clients: tuple[PlainClient, ...]
    frames: tuple[tuple[int, int], ...]
    scale: int

    @property
    def timed(self) -> bool:
        """Whether any hours have to be kept at all."""
        return any(span != frame for c in self.clients for span in c.spans for frame in self.frames)


def plain(problem: Problem) -> Plain:
    """The problem in the words that peers share.

    Raises:
        Inexpressible: lunch, nights, linked visits, several depots, costs apart from times.
    """
    _only_what_peers_know(problem)
    whole = bool((problem.seconds == np.rint(problem.seconds)).all())
    scale = 1 if whole else 1000
    legs = np.ceil(problem.seconds * scale - 1e-9).astype(np.int64)
    horizon = _horizon(problem)
    frames = tuple(
        (ceil(max(0.0, frame.opens) * scale), floor(min(frame.shuts, horizon) * scale))
        for frame in problem.frames
    )
    first, last = min(f[0] for f in frames), max(f[1] for f in frames)
    clients = tuple(_client(problem, client, scale, (first, last)) for client in problem.clients)
    return Plain(legs, clients, frames, scale)


def _only_what_peers_know(problem: Problem) -> None:
    limits = (inf, inf, inf)
    if problem.nights or problem.soft_limits or any(map(_is_special, problem.frames)):
        raise Inexpressible("lunch, nights, load or limits of a day")
    for frame in problem.frames:
        if (frame.most_driving, frame.most_working, frame.most_load) != limits:
            raise Inexpressible("limits of a day")
    if not np.array_equal(problem.cost, problem.seconds):
        raise Inexpressible("costs apart from times")


def _is_special(frame: Frame) -> bool:
    return frame.lunch is not None or (frame.start, frame.end) != (0, 0)


def _horizon(problem: Problem) -> float:
    """A time by which all is over, where the problem has no end."""
    ends = [s[1] for c in problem.clients for s in c.usual if isfinite(s[1])]
    ends += [s[0] for c in problem.clients for s in c.usual if isfinite(s[0])]
    longest = float(problem.seconds.max(axis=1).sum())
    return max([0.0, *ends]) + longest + sum(client.seconds for client in problem.clients)


def _client(problem: Problem, client: Client, scale: int, bounds: tuple[int, int]) -> PlainClient:
    calls = [pattern for pattern in client.patterns if pattern.visits]
    without = [pattern.cost for pattern in client.patterns if not pattern.visits]
    if len(calls) != 1 or len(calls[0].visits) != 1 or calls[0].cost or client.windows:
        raise Inexpressible("several visits, or hours that differ by the day")
    days = set(calls[0].visits[0])
    spans = [
        (max(bounds[0], _whole(a, scale, ceil)), min(bounds[1], _whole(b, scale, floor)))
        for a, b in client.usual
    ]
    open_spans = tuple(span for span in spans if span[0] <= span[1])
    if not open_spans:
        raise Inexpressible("one who is never open")
    return PlainClient(
        place=client.place,
        seconds=ceil(client.seconds * scale),
        frames=tuple(n for n, frame in enumerate(problem.frames) if frame.day in days),
        spans=open_spans,
        lost=round(min(without) * scale) if without else None,
    )


def _whole(time: float, scale: int, towards: object) -> int:
    if not isfinite(time):
        return -(10**15) if time < 0 else 10**15
    return ceil(time * scale) if towards is ceil else floor(time * scale)
