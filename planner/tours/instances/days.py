"""Generates single days: tours over asymmetric roads, and tours with windows as Dumas made them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.tours.engine.problem import Frame, Problem
from planner.tours.instances.reading import (
    Instance,
    clients_at_every_place,
    one_order,
    table,
)
from planner.tours.instances.tsptw import tour_with_windows


def generate_day(stops: int, seed: int) -> Instance:
    """A closed tour over so many stops and the start, in whole seconds.

    The places lie anywhere in a square of 60 km; driving takes 1.3 times the straight line at
    14 m/s, times a factor drawn evenly between 0.92 and 1.08 for each direction.
    """
    chance = np.random.default_rng([seed, stops, 1])
    at = chance.uniform(0, 60_000, (stops + 1, 2))
    metres = 1.3 * _straight(at)
    seconds = table(np.rint(metres / 14 * chance.uniform(0.92, 1.08, metres.shape)).tolist())
    problem = Problem(seconds, seconds, (Frame(0, 0, 0),), tuple(clients_at_every_place(stops + 1)))
    return Instance(f"day-{stops}-{seed}", problem, None, one_order)


def generate_windows(stops: int, width: int, seed: int) -> Instance:
    """A tour with windows up to `width` long, possible by the way it is made.

    As Dumas and others (1995) describe theirs: places in a square of 50, whole travel times; a tour
    that always goes on to the second nearest place gives the times round which the windows lie.
    """
    chance = np.random.default_rng([seed, stops, width, 2])
    travel = _shortened(np.floor(_straight(chance.integers(0, 51, (stops + 1, 2)))))
    windows = [(0.0, 0.0)] * (stops + 1)
    now, at = 0.0, 0
    for place in _second_nearest(travel):
        now += travel[at, place]
        before, after = chance.integers(0, width // 2 + 1, 2)
        windows[place] = (max(0.0, now - before), now + after)
        at = place
    windows[0] = (0.0, now + travel[at, 0] + width)
    return tour_with_windows(f"windows-{stops}-{width}-{seed}", travel.tolist(), windows)


def _straight(at: NDArray[Any]) -> NDArray[np.float64]:
    way = (at[:, None] - at[None]).astype(np.float64)
    lengths: NDArray[np.float64] = np.hypot(way[..., 0], way[..., 1])
    return lengths


def _shortened(travel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounding down can make a way round shorter than the way there: then that one is taken."""
    for by in range(len(travel)):
        travel = np.minimum(travel, travel[:, by, None] + travel[None, by])
    return travel


def _second_nearest(travel: NDArray[np.float64]) -> list[int]:
    left, order, at = set(range(1, len(travel))), [], 0
    while left:
        near = sorted(left, key=lambda place: (travel[at, place], place))
        at = near[min(1, len(near) - 1)]
        left.remove(at)
        order.append(at)
    return order
