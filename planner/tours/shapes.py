"""The shapes of a tour: the shortest loop, zigzag, and far and back.

All shapes visit the same stops from the same start to the same end; stops without a place are
left at the end of the order and add nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.tours.costing import money
from planner.tours.model import Day, Legs, Place, Stop

PROVED_UP_TO = 12
"""Stops up to which the loop is proved shortest by dynamic programming."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One order of a day's stops, and what it drives: metres, seconds of driving, money."""

    order: tuple[Stop, ...]
    metres: int
    seconds: int
    cost: float
    proved_shortest: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same stops four ways: as planned, loop, zigzag, far and back."""

    planned: Shape
    loop: Shape
    zigzag: Shape
    far_and_back: Shape


def compare(day: Day, stops: Sequence[Stop], legs: Legs) -> Comparison:
    """All shapes of a day's stops, in the definitions of the command `compare`."""
    placed = [stop for stop in stops if stop.place is not None]
    rest = [stop for stop in stops if stop.place is None]
    table = _Table(day, placed, legs)
    proved = len(placed) <= PROVED_UP_TO
    shape = table.shape
    return Comparison(
        planned=shape(list(range(len(placed))), rest),
        loop=shape(table.shortest(), rest, proved=proved),
        zigzag=shape(table.zigzag(), rest),
        far_and_back=shape(table.far_and_back(), rest),
    )


@dataclass(frozen=True, slots=True)
class Saving:
    """What days as planned save against zigzag: metres, seconds of driving, money, days."""

    metres: int
    seconds: int
    cost: float
    days: int


def saving(day: Day, stops: Sequence[Stop], legs: Legs) -> Saving:
    """One day as planned against zigzag; nothing for a day without stops."""
    placed = [stop for stop in stops if stop.place is not None]
    if not placed:
        return Saving(0, 0, 0.0, 0)
    table = _Table(day, placed, legs)
    planned, zigzag = table.shape(list(range(len(placed))), []), table.shape(table.zigzag(), [])
    metres, seconds = zigzag.metres - planned.metres, zigzag.seconds - planned.seconds
    return Saving(metres, seconds, round(zigzag.cost - planned.cost, 2), 1)


def total_saving(savings: Iterable[Saving]) -> Saving:
    """The sum over days."""
    every = list(savings)
    return Saving(
        metres=sum(s.metres for s in every),
        seconds=sum(s.seconds for s in every),
        cost=round(sum(s.cost for s in every), 2),
        days=sum(s.days for s in every),
    )


class _Table:
    """Metres and seconds between start (row n), end (row n + 1) and the n stops of one day."""

    def __init__(self, day: Day, stops: Sequence[Stop], legs: Legs) -> None:
        self.day, self.stops, self.count = day, stops, len(stops)
        places: list[Place] = [s.place for s in stops if s.place is not None]
        places += [day.start, day.end]
        size = len(places)
        self.metres: NDArray[np.int64] = np.zeros((size, size), dtype=np.int64)
        self.seconds: NDArray[np.int64] = np.zeros((size, size), dtype=np.int64)
        for i, a in enumerate(places):
            for j, b in enumerate(places):
                if a != b:
                    leg = legs(a, b)
                    self.metres[i, j], self.seconds[i, j] = leg.metres, leg.seconds

    def shape(self, order: list[int], rest: list[Stop], *, proved: bool = False) -> Shape:
        metres = self.length(order)
        return Shape(
            order=tuple(self.stops[i] for i in order) + tuple(rest),
            metres=metres,
            seconds=_along(self.seconds, self.count, order),
            cost=money(metres, self.day.rate_per_km),
            proved_shortest=proved,
        )

    def length(self, order: Sequence[int]) -> int:
        return _along(self.metres, self.count, order)

    def zigzag(self) -> list[int]:
        """The farthest from the start first, then always the farthest that remains from there."""
        return sorted(range(self.count), key=lambda i: (-self.metres[self.count, i], i))

    def far_and_back(self) -> list[int]:
        """The farthest first, then the shortest way home through all others."""
        if not self.count:
            return []
        first = self.zigzag()[0]
        others = [i for i in range(self.count) if i != first]
        return [first, *self._best(first, others)]

    def shortest(self) -> list[int]:
        return self._best(self.count, list(range(self.count)))

    def _best(self, start: int, stops: list[int]) -> list[int]:
        if len(stops) < 2:
            return stops
        if len(stops) <= PROVED_UP_TO:
            return _held_karp(self.metres, start, stops, self.count + 1)
        return _improved(self.metres, start, stops, self.count + 1)


def _along(table: NDArray[np.int64], count: int, order: Sequence[int]) -> int:
    if not order:
        return int(table[count, count + 1])
    path = [count, *order, count + 1]
    return int(sum(table[a, b] for a, b in pairwise(path)))


def _held_karp(table: NDArray[np.int64], start: int, stops: list[int], end: int) -> list[int]:
    """The shortest path start - all stops - end, proved.

    Source: M. Held, R. M. Karp, "A dynamic programming approach to sequencing problems",
    J. SIAM 10 (1962) 196-210. All subsets of one size are worked at once.
    """
    count = len(stops)
    between = table[np.ix_(stops, stops)]
    best = np.full((1 << count, count), np.iinfo(np.int64).max // 4, dtype=np.int64)
    came_from = np.zeros((1 << count, count), dtype=np.int8)
    for k, stop in enumerate(stops):
        best[1 << k, k] = table[start, stop]
    subsets = np.arange(1 << count)
    sizes = np.array([int(s).bit_count() for s in subsets])
    for size in range(2, count + 1):
        layer = subsets[sizes == size]
        for last in range(count):
            having = layer[(layer >> last) & 1 == 1]
            ways = best[having ^ (1 << last)] + between[:, last]
            came_from[having, last] = ways.argmin(axis=1)
            best[having, last] = ways.min(axis=1)
    return [stops[k] for k in _walk_back(best, came_from, table[stops, end])]


def _walk_back(
    best: NDArray[np.int64], came_from: NDArray[np.int8], home: NDArray[np.int64]
) -> list[int]:
    subset = best.shape[0] - 1
    last = int((best[subset] + home).argmin())
    order = [last]
    while subset & (subset - 1):
        subset, last = subset ^ (1 << last), int(came_from[subset, last])
        order.append(last)
    return order[::-1]


def _improved(table: NDArray[np.int64], start: int, stops: list[int], end: int) -> list[int]:
    """A short path for many stops: reversals and moves until none helps, from two beginnings.

    The beginnings are the nearest neighbours and the order given, so that the answer is never
    longer than what stands in the plan.
    """
    metres: list[list[int]] = table.tolist()
    found = []
    for order in (_nearest(table, start, stops), stops):
        path = [start, *order, end]
        while _reverse_once(metres, path) or _move_once(metres, path):
            pass
        found.append(path)
    return min(found, key=lambda path: _walk_length(metres, path))[1:-1]


def _nearest(table: NDArray[np.int64], start: int, stops: list[int]) -> list[int]:
    order, rest, at = [], list(stops), start
    while rest:
        at = min(rest, key=lambda i: table[at, i])
        rest.remove(at)
        order.append(at)
    return order


def _reverse_once(metres: list[list[int]], path: list[int]) -> bool:
    """Turn the first part round whose turning makes the path shorter."""
    there, back = _lengths(metres, path)
    for i in range(1, len(path) - 2):
        for j in range(i + 1, len(path) - 1):
            before, first, last, after = path[i - 1], path[i], path[j], path[j + 1]
            now = metres[before][first] + there[j] - there[i] + metres[last][after]
            turned = metres[before][last] + back[j] - back[i] + metres[first][after]
            if turned < now:
                path[i : j + 1] = path[i : j + 1][::-1]
                return True
    return False


def _lengths(metres: list[list[int]], path: list[int]) -> tuple[list[int], list[int]]:
    """How far it is from the start to each place of the path, and from each back to the start."""
    there, back = [0], [0]
    for a, b in pairwise(path):
        there.append(there[-1] + metres[a][b])
        back.append(back[-1] + metres[b][a])
    return there, back


def _move_once(metres: list[list[int]], path: list[int]) -> bool:
    """Move the first one to three stops whose moving makes the path shorter."""
    for length in (1, 2, 3):
        for i in range(1, len(path) - length):
            part, rest = path[i : i + length], path[:i] + path[i + length :]
            first, last = part[0], part[-1]
            gap = metres[path[i - 1]][path[i + length]]
            saved = metres[path[i - 1]][first] + metres[last][path[i + length]] - gap
            for j in range(1, len(rest)):
                a, b = rest[j - 1], rest[j]
                if metres[a][first] + metres[last][b] - metres[a][b] < saved:
                    path[:] = rest[:j] + part + rest[j:]
                    return True
    return False


def _walk_length(metres: list[list[int]], path: list[int]) -> int:
    return sum(metres[a][b] for a, b in pairwise(path))
