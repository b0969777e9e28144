"""What a call is worth on a day, in seconds of the rep's time: as much road as it is good for.

The worth is a sum of named terms, so that every decision can be told from the very figures that
made it. A term is a code, seconds (negative where it speaks against the call) and the figures its
words need. A new reason for a call is a new function in `TERMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import isfinite, log2
from statistics import median
from typing import Any

MINUTE = 60
BY_GRADE = {"A": 120 * MINUTE, "B": 90 * MINUTE, "C": 65 * MINUTE, "D": 45 * MINUTE}
"""What a call that is exactly due is worth; without a grade as C."""
STEEPER = 3.0
"""How much faster the worth grows beyond the interval than it did before it."""
MOST_OVER = 4.0
"""Times the worth of a call that is exactly due; no delay makes it worth more."""
BY_POTENTIAL = 15 * MINUTE
"""For twice the usual potential; as much less for half of it."""
MOST_BY_POTENTIAL = 45 * MINUTE
BY_LIKELIHOOD = 45 * MINUTE
"""For a customer that is sure to buy; as much less for one that is sure not to."""
REORDER = 30 * MINUTE
LIKELIHOOD = 0.25
"""Of a prospect's first order, where nothing better is known."""
PROMISED = 10 * 60 * MINUTE
"""A promise is worth a working day; one to be there by a day is mandatory besides."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An account as it is judged; figures that are not known are None.

    `interval` is the days between two calls, `last` the last call that will have been made,
    `orders` the days of its orders, oldest first, `usual` the middle potential of the territory.
    A call by `must_by` is never left out; one by `promised` only where nothing else can be done.
    """

    grade: str = ""
    status: str = "customer"
    interval: int | None = None
    last: date | None = None
    potential: float | None = None
    usual: float | None = None
    orders: Sequence[date] = ()
    likelihood: float | None = None
    must_by: date | None = None
    promised: date | None = None

    @property
    def wanted_by(self) -> date | None:
        """The first day by which the rep gave their word to be there."""
        return min(filter(None, (self.must_by, self.promised)), default=None)


@dataclass(frozen=True, slots=True)
class Term:
    """One reason: its code, its worth in seconds, and the figures of its sentence."""

    code: str
    seconds: float
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value:
    """The worth of a call on one day, and what it is made of."""

    terms: tuple[Term, ...]

    @property
    def seconds(self) -> float:
        """The sum of the terms, never below 0."""
        return max(0.0, sum(term.seconds for term in self.terms))

    def term(self, code: str) -> Term | None:
        """The term of a code, None where it does not count."""
        return next((term for term in self.terms if term.code == code), None)


def share(subject: Subject, day: date) -> float | None:
    """How much of its interval has passed on a day; None without a last call or an interval."""
    if subject.last is None or not subject.interval:
        return None
    return (day - subject.last).days / subject.interval


def worth(subject: Subject, day: date) -> Value:
    """What a call on that day is worth."""
    found = (term(subject, day) for term in TERMS)
    return Value(tuple(term for term in found if term is not None))


def _rhythm(subject: Subject, day: date) -> Term | None:
    """Grade and time: in full when due, less before, steeply more when overdue."""
    base = BY_GRADE.get(subject.grade, BY_GRADE["C"])
    if subject.status == "prospect":
        return None
    if subject.interval is None:  # it gets no calls by rule, so this one is the rep's own
        return Term("no_calls", 0.5 * base, {"grade": subject.grade})
    passed = share(subject, day)
    if passed is None:
        return Term("never_called", 1.2 * base, {"grade": subject.grade})
    days = round((passed - 1) * subject.interval)
    factor = passed if passed <= 1 else 1 + STEEPER * (passed - 1)
    code = "overdue" if days > 0 else "due" if days > -7 else "early"
    seconds = base * min(MOST_OVER, max(0.0, factor))
    return Term(code, seconds, {"grade": subject.grade, "days": abs(days)})


def _prospect(subject: Subject, day: date) -> Term | None:
    """New business: by how likely it is to come, and again by how long ago the last call was."""
    if subject.status != "prospect":
        return None
    base = BY_GRADE.get(subject.grade, BY_GRADE["C"])
    likelihood = LIKELIHOOD if subject.likelihood is None else subject.likelihood
    passed = share(subject, day)
    factor = 1.0 if passed is None else min(1.5, max(0.0, passed))
    times = 0.4 + 1.6 * min(1.0, max(0.0, likelihood))
    return Term("prospect", base * times * factor, {"grade": subject.grade})


def _potential(subject: Subject, _day: date) -> Term | None:
    """More for what could be sold there than the territory's middle, less for less."""
    own, usual = subject.potential, subject.usual
    if not own or not usual or own <= 0 or usual <= 0 or not isfinite(own / usual):
        return None
    doublings = log2(own) - log2(usual)
    seconds = max(-MOST_BY_POTENTIAL, min(MOST_BY_POTENTIAL, BY_POTENTIAL * doublings))
    return Term("potential", seconds, {"potential": own})


def _likely(subject: Subject, _day: date) -> Term | None:
    """Of customers: more for who is more likely than not to buy, less for who is less."""
    likelihood = subject.likelihood
    if subject.status == "prospect" or likelihood is None or not isfinite(likelihood):
        return None
    seconds = BY_LIKELIHOOD * (2 * min(1.0, max(0.0, likelihood)) - 1)
    return Term("likely", seconds, {"likelihood": likelihood})


def _reorder(subject: Subject, day: date) -> Term | None:
    """An order is expected by the rhythm of those before: at least three make a rhythm."""
    expected = next_order(subject.orders)
    if expected is None:
        return None
    gap, since = expected
    waited = (day - since).days
    if not 0.8 * gap <= waited <= 2.5 * gap:
        return None
    return Term("reorder", REORDER, {"days": gap, "since": since.isoformat()})


def _promise(subject: Subject, day: date) -> Term | None:
    until = subject.wanted_by
    if until is None:
        return None
    seconds = PROMISED if day <= until else 2 * PROMISED
    return Term("promise", seconds, {"until": until.isoformat()})


TERMS: tuple[Callable[[Subject, date], Term | None], ...] = (
    _rhythm,
    _prospect,
    _potential,
    _likely,
    _reorder,
    _promise,
)
"""Everything that makes a call worth something."""


def next_order(days: Sequence[date]) -> tuple[int, date] | None:
    """Days between two orders and the day of the last one; None where there is no rhythm."""
    known = sorted(set(days))
    gaps = [(b - a).days for a, b in pairwise(known)]
    if len(gaps) < 2:
        return None
    middle = median(gaps)
    regular = [gap for gap in gaps if 0.5 * middle <= gap <= 1.7 * middle]
    if 3 * len(regular) < 2 * len(gaps):
        return None
    return round(middle), known[-1]
