"""How much of the revenue comes from new customers, what that pays, and what it costs in hours.

A customer is new for some months after it was won. The share is counted over twelve calendar
months, the present one among them: its months add up to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

MONTHS = 12
_LATELY = 3
"""Whole months whose mean says what a month brings now; the present one is not over."""


class Revenue(NamedTuple):
    """Money that came from new customers, and from all."""

    new: float
    whole: float

    @property
    def current(self) -> float:
        """What came from customers that are no longer new."""
        return self.whole - self.new

    @property
    def share(self) -> float | None:
        """The part that is new, 0 to 1; None where there was no revenue.

        Credit notes can make either part negative: the share then stays within its bounds.
        """
        if self.whole <= 0:
            return None
        return max(0.0, min(1.0, self.new / self.whole))

    def plus(self, other: Revenue) -> Revenue:
        """Both together."""
        return Revenue(self.new + other.new, self.whole + other.whole)


class Month(NamedTuple):
    """One calendar month by its first day."""

    first: date
    revenue: Revenue

    @property
    def share(self) -> float | None:
        """The part of the month's revenue that is new."""
        return self.revenue.share


@dataclass(frozen=True, slots=True)
class NewBusiness:
    """Where the rep stands.

    `pay_new` and `pay_current` are the rep's own parts of revenue. Of the `on_prospects` seconds
    a week, `taken` are those that the current customers would need by their frequency.
    `likely` is what the pipeline is worth a year, each prospect by its likelihood.
    """

    months: tuple[Month, ...]
    target: float
    pay_new: float = 0.0
    pay_current: float = 0.0
    on_prospects: float = 0.0
    taken: float = 0.0
    likely: float = 0.0
    new_months: int = 12

    @property
    def total(self) -> Revenue:
        """The twelve months together."""
        found = Revenue(0.0, 0.0)
        for month in self.months:
            found = found.plus(month.revenue)
        return found

    @property
    def share(self) -> float | None:
        """The part of the revenue that is new; None before the first order."""
        return self.total.share

    @property
    def short(self) -> float | None:
        """New revenue that is missing, on top of what there is; None where no sum would do."""
        return missing(self.total, self.target)

    @property
    def reached(self) -> bool:
        """Whether the target is reached; where nothing was sold only a target of nothing is."""
        return (self.share or 0.0) >= self.target

    @property
    def pays(self) -> bool:
        """Whether the rep's rates are known, so that money can be named."""
        return bool(self.pay_new or self.pay_current)

    @property
    def pay(self) -> float:
        """What the twelve months paid the rep."""
        return paid(self.total, self.pay_new, self.pay_current)

    @property
    def pay_at_target(self) -> float | None:
        """What they would have paid with the revenue that is missing."""
        short = self.short
        return None if short is None else self.pay + short * self.pay_new

    @property
    def expected(self) -> Revenue:
        """Next month: as the last whole ones, and what the pipeline is likely to bring."""
        lately = self.months[-1 - _LATELY : -1]
        count = max(1, len(lately))
        new = sum(month.revenue.new for month in lately) / count + self.likely / MONTHS
        current = sum(month.revenue.current for month in lately) / count
        return Revenue(new, new + current)


def missing(revenue: Revenue, target: float) -> float | None:
    """New revenue to be won on top so that the share reaches the target; 0 where it has.

    It adds to the whole as well, so more is wanted than the target's part of today's revenue.
    """
    current, new = max(0.0, revenue.current), max(0.0, revenue.new)
    if current == 0.0:
        return 0.0 if new > 0 or target == 0 else None
    if target >= 1:
        return None
    return max(0.0, target * current / (1 - target) - new)


def paid(revenue: Revenue, pay_new: float, pay_current: float) -> float:
    """The rep's part of the revenue."""
    return revenue.new * pay_new + revenue.current * pay_current


def months_up_to(today: date, count: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last months, oldest first, today's the last."""
    last = today.year * 12 + today.month - 1
    return tuple(
        date(number // 12, number % 12 + 1, 1) for number in range(last - count + 1, last + 1)
    )


def by_month(sums: Mapping[str, Revenue], months: Sequence[date]) -> tuple[Month, ...]:
    """Every month with its revenue, nothing where it had none; sums are by 2026-11."""
    none = Revenue(0.0, 0.0)
    return tuple(Month(first, sums.get(f"{first:%Y-%m}", none)) for first in months)


def hours_taken(on_prospects: float, needed: float, have: float) -> float:
    """Seconds a week that current customers would need and prospects get.

    Args:
        on_prospects: what prospects get, drives included.
        needed: what the calls on current customers need by their frequency.
        have: what a week has.
    """
    return max(0.0, min(on_prospects, needed + on_prospects - have))
