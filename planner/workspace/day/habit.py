"""What the habit costs: a year of zigzag and of far and back against the loops and the tours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planner.tours.shapes import Comparison, Shape

FEW_DAYS = 20
"""Days with calls below which a year is reckoned from their average, and said to be."""
WEEKS_WORKED = 46
"""Weeks of a year that are worked, for what is reckoned."""
SHAPES = ("planned", "loop", "zigzag", "far_and_back")


@dataclass(frozen=True, slots=True)
class Amount:
    """Metres, seconds of driving and money."""

    metres: int = 0
    seconds: int = 0
    cost: float = 0.0

    def __sub__(self, other: Amount) -> Amount:
        return Amount(
            self.metres - other.metres,
            self.seconds - other.seconds,
            round(self.cost - other.cost, 2),
        )

    def times(self, factor: float) -> Amount:
        """So many times as much."""
        return Amount(
            round(self.metres * factor), round(self.seconds * factor), round(self.cost * factor, 2)
        )


Amounts = Mapping[str, Amount]
"""By shape: planned, loop, zigzag, far_and_back."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A year. `months` and `total` are of the `days` with calls; `year_total` is the year's.

    `reckoned`: there were few days, so the year is their average over the `days_a_year` worked.
    """

    year: int
    days: int
    months: Mapping[int, Amounts]
    total: Amounts
    reckoned: bool
    days_a_year: int
    year_total: Amounts

    def dearer(self, shape: str, than: str = "planned") -> Amount:
        """What a shape costs more in the year than another."""
        return self.year_total[shape] - self.year_total[than]


def habit(year: int, compared: Mapping[date, Comparison], working_days: int) -> Habit:
    """The year's sums of the shapes of each day; `working_days` a week, for what is reckoned."""
    days = sorted(day for day in compared if day.year == year)
    months = {
        month: _sums([compared[day] for day in found])
        for month, found in groupby(days, key=lambda day: day.month)
    }
    total = _sums([compared[day] for day in days])
    a_year = working_days * WEEKS_WORKED
    reckoned = 0 < len(days) < FEW_DAYS
    factor = a_year / len(days) if reckoned else 1.0
    whole = {shape: amount.times(factor) for shape, amount in total.items()}
    return Habit(year, len(days), months, total, reckoned, a_year, whole)


def _sums(found: list[Comparison]) -> Amounts:
    return {shape: _sum([getattr(c, shape) for c in found]) for shape in SHAPES}


def _sum(shapes: list[Shape]) -> Amount:
    return Amount(
        sum(shape.metres for shape in shapes),
        sum(shape.seconds for shape in shapes),
        round(sum(shape.cost for shape in shapes), 2),
    )
