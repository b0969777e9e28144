"""In which rhythm an account reorders, and when its next order should come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

_FEWEST = 3
"""Order days below which there is no rhythm to speak of."""
_LATEST = 12
"""Orders that count: what was years ago says little."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """An order every so many days; `expected` is the next one's day, `amount` a usual one."""

    every: int
    expected: date
    amount: float


def rhythm(orders: Iterable[tuple[date, float]]) -> Rhythm | None:
    """The rhythm of orders given as (day, amount); None while there are too few days to tell.

    Orders of one day are one; the middle of the gaps counts, so that one long summer moves nothing.
    """
    by_day: dict[date, float] = {}
    for day, amount in orders:
        by_day[day] = by_day.get(day, 0.0) + amount
    latest = sorted(by_day)[-_LATEST:]
    if len(latest) < _FEWEST:
        return None
    every = round(median((later - day).days for day, later in pairwise(latest)))
    usual = float(median(by_day[day] for day in latest))
    return Rhythm(every, latest[-1] + timedelta(days=every), usual)
