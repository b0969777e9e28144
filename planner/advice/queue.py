"""Which complaint comes first: how worried the customer is, and nothing else, sets the order.

A complaint is as serious as the customer thinks it is. The weight of the account and the time it
has waited only break ties, and the fault's difficulty is not even asked for here.
"""

from __future__ import annotations

from math import isfinite

_BY_GRADE = {"A": 4, "B": 3, "C": 2, "D": 1}
_HALF = 100_000.0
"""The potential that counts half a grade; no potential counts a whole one."""

Urgency = tuple[int, float, float]


def urgency(anxiety: int, weight: float, waiting_seconds: float) -> Urgency:
    """A sort key, the smallest first: the most anxious, then the weightiest, then the longest."""
    return -anxiety, -weight, -waiting_seconds


def weight(grade: str, potential: float | None) -> float:
    """What an account weighs where two customers are equally worried: grade, then potential."""
    known = potential if potential is not None and isfinite(potential) else 0.0
    return _BY_GRADE.get(grade, 0) + max(0.0, known) / (max(0.0, known) + _HALF)
