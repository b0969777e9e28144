"""How often each grade is called on, what that needs in a month, and one change that fits it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from planner.advice.capacity import WEEKS_A_MONTH

_MAY_WAIT = ("D", "C", "B")
"""Grades that may wait longer, who may wait most first; A never."""
_LONGEST = 3.0
"""Times its interval that a grade is asked to wait at most: then it is no rhythm any more."""


@dataclass(frozen=True, slots=True)
class GradeNeeds:
    """A grade: accounts that follow its rule, weeks between their calls, and other calls.

    `weeks` is None where the rule gives no calls; `others` are calls a month of accounts that
    have a frequency of their own.
    """

    grade: str
    accounts: int
    weeks: float | None
    others: float = 0.0

    @property
    def by_rule(self) -> float:
        """Calls a month by the rule."""
        return self.accounts * WEEKS_A_MONTH / self.weeks if self.weeks else 0.0

    @property
    def calls(self) -> float:
        """Calls a month in all."""
        return self.by_rule + self.others


@dataclass(frozen=True, slots=True)
class Fit:
    """One change that makes the calls fit: a grade called on every `weeks` weeks."""

    grade: str
    before: float
    weeks: int
    needs: int


def needed(grades: Sequence[GradeNeeds]) -> int:
    """Calls that a month needs."""
    return round(sum(each.calls for each in grades))


def fits(grades: Sequence[GradeNeeds], have: int) -> tuple[Fit, ...]:
    """The changes of a single grade that fit by themselves, the gentlest for A and B first."""
    if needed(grades) <= have:
        return ()
    return tuple(_fits({each.grade: each for each in grades}, have))


def _fits(grades: Mapping[str, GradeNeeds], have: int) -> Iterator[Fit]:
    for grade in _MAY_WAIT:
        each = grades.get(grade)
        if each is None or not each.weeks or not each.accounts:
            continue
        rest = sum(other.calls for other in grades.values()) - each.by_rule
        room = have + 0.5 - 1e-9 - rest  # what is needed is rounded when it is told
        if room <= 0:
            continue
        weeks = max(ceil(each.accounts * WEEKS_A_MONTH / room), ceil(each.weeks + 1e-9))
        if weeks <= _LONGEST * each.weeks:
            needs = round(rest + each.accounts * WEEKS_A_MONTH / weeks)
            yield Fit(grade, each.weeks, weeks, needs)
