"""From the words of the planner to those of the engine: places to tables, days to frames.

Shared by all that asks the engine: the week, the cycle, the day to day. The cost of a leg is in
seconds of the rep's time: its driving, and its kilometres at what an hour of the rep is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from planner.roads.estimate import Estimate
from planner.roads.estimate_table import estimate_table
from planner.tours.engine.problem import Frame, Lunch, Span
from planner.tours.model import Day, Legs, Place, Window

HOUR_IS_WORTH = 25.0
"""Money that an hour of the rep counts for where the territory does not say."""

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Tables:
    """Places by number, and metres, seconds and cost of the drives between all of them."""

    number: dict[Place, int]
    metres: Table
    seconds: Table
    cost: Table


def tables(
    places: Sequence[Place], legs: Legs, rate_per_km: float, hour_worth: float = HOUR_IS_WORTH
) -> Tables:
    """The tables of all places, each once; to the metre and second what `legs` gives.

    A leg costs its seconds and its money, at what an hour is worth: so roads driven less and
    hours driven less pull the same way.
    """
    distinct = list(dict.fromkeys(places))
    if isinstance(legs, Estimate):
        metres, seconds = estimate_table(legs, distinct)
    else:
        metres, seconds = _leg_by_leg(distinct, legs)
    cost = seconds + in_seconds(rate_per_km / 1000, hour_worth) * metres
    return Tables({place: at for at, place in enumerate(distinct)}, metres, seconds, cost)


def in_seconds(money: float, hour_worth: float = HOUR_IS_WORTH) -> float:
    """What money counts for, in seconds of the rep's time; an hour counts for one coin at least."""
    return money / max(1.0, hour_worth) * 3600


def _leg_by_leg(places: Sequence[Place], legs: Legs) -> tuple[Table, Table]:
    count = len(places)
    metres, seconds = np.zeros((count, count)), np.zeros((count, count))
    for i, one in enumerate(places):
        for j, other in enumerate(places):
            if i != j:
                leg = legs(one, other)
                metres[i, j], seconds[i, j] = leg.metres, leg.seconds
    return metres, seconds


def frame_of(number: int, day: Day, known: Tables) -> Frame:
    """A working day as the engine drives it; `number` counts the days of the problem from 0."""
    lunch = None
    if day.lunch is not None and day.lunch_seconds > 0:
        lunch = Lunch(day.lunch.opens, day.lunch.shuts, day.lunch_seconds)
    return Frame(
        day=number,
        start=known.number[day.start],
        end=known.number[day.end],
        opens=day.work.opens,
        shuts=day.work.shuts,
        lunch=lunch,
        most_driving=_limit(day.most_driving),
        most_working=_limit(day.most_working),
    )


def _limit(seconds: int | None) -> float:
    return inf if seconds is None else float(seconds)


def spans(windows: Sequence[Window] | None, seconds: int) -> tuple[Span, ...]:
    """When a call of this length may begin, so that the whole of it lies inside a window."""
    if windows is None:
        return ((-inf, inf),)
    return tuple(
        (float(w.opens), float(w.shuts - seconds)) for w in windows if w.shuts - w.opens >= seconds
    )
