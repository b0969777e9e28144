"""Whether an account gets the calls it was meant to get: over-called, neglected, or about right.

Reps call too often where they are welcome and little grows, and those hours are missing
elsewhere. Both are judged over whole call cycles, up to a year back, so that one busy month says
nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

Calling = Literal["over_called", "neglected"]

YEAR = 364
"""Days looked back at most: a year of whole weeks."""
LITTLE_GROWTH = 0.05
"""Share by which sales must grow for many calls to be worth it."""
FEWEST = 2.0
"""Calls that made and planned must be apart: less is chance."""
OVER, UNDER = 1.4, 0.7
"""Made over planned from which an account is over-called, and up to which it is neglected."""
_WARM = ("advocate", "friendly")
_COLD = ("critical", "opposed")


def judge(
    made: int, planned: float, growth: float | None = None, *, fewest: float = FEWEST
) -> Calling | None:
    """What the calls made on an account say against those planned; None where they are about right.

    Many calls are none too many where sales grow by them; where growth is not known they are.
    """
    if made - planned >= fewest and made >= OVER * planned:
        return "over_called" if growth is None or growth < LITTLE_GROWTH else None
    if planned - made >= fewest and made <= UNDER * planned:
        return "neglected"
    return None


def looked_back(cycle_days: int, known_days: int) -> int:
    """Days that calls are counted over: the whole cycles of a year, as far as there are records."""
    whole = max(1, YEAR // max(1, cycle_days)) * cycle_days
    return max(0, min(whole, known_days))


def planned_calls(calls_per_cycle: float, cycle_days: int, days: int) -> float:
    """Calls that an account was to get in so many days."""
    return max(0.0, calls_per_cycle) * days / max(1, cycle_days)


def growth(now: float, before: float) -> float | None:
    """By how much sales grew from one span to the next, as a share; None from nothing."""
    return now / before - 1 if before > 0 else None


def growth_of_years(revenues: Mapping[int, float], today: date) -> float | None:
    """Growth from the last two whole years on record; the running one is not over yet."""
    last = today.year - 1
    if last not in revenues or last - 1 not in revenues:
        return None
    return growth(revenues[last], revenues[last - 1])


def is_friendly(attitudes: Collection[str]) -> bool:
    """Whether the people there are well disposed: somebody is, and nobody is set against us."""
    return any(a in _WARM for a in attitudes) and not any(a in _COLD for a in attitudes)
