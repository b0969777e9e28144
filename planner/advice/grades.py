"""Grades by rank: the accounts with the highest potential are A, the next ones B, and so on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LETTERS = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class Shares:
    """What share of the ranked accounts is A, B and C; the rest is D."""

    a: float
    b: float
    c: float

    def cuts(self, count: int) -> tuple[int, int, int]:
        """How many of `count` accounts stand above each of the three cuts; never falling."""
        a = _within(self.a * count, 0, count)
        b = _within((self.a + self.b) * count, a, count)
        return a, b, _within((self.a + self.b + self.c) * count, b, count)

    def counts(self, count: int) -> dict[str, int]:
        """How many of `count` accounts get each grade; they add up to it."""
        a, b, c = self.cuts(count)
        return {"A": a, "B": b - a, "C": c - b, "D": count - c}


def shares_of(cuts: Sequence[int], count: int) -> Shares:
    """The shares whose cuts these are; each cut is where it is or below the one before it."""
    if count <= 0:
        return Shares(0.0, 0.0, 0.0)
    a = max(0, min(cuts[0], count))
    b = max(a, min(cuts[1], count))
    c = max(b, min(cuts[2], count))
    return Shares(a / count, (b - a) / count, (c - b) / count)


def _within(share: float, least: int, most: int) -> int:
    return max(least, min(most, int(share + 0.5)))


def ranked(values: Mapping[int, float]) -> list[int]:
    """The accounts, the highest value first; of equals the one that was there first."""
    return sorted(values, key=lambda account: (-values[account], account))


def grades(values: Mapping[int, float], shares: Shares) -> dict[int, str]:
    """The grade of each account by its rank.

    Accounts with the same value as the last one above a cut stand where their rank puts them, so
    that the counts are exactly those of the shares.
    """
    cuts = shares.cuts(len(values))
    return {account: LETTERS[bisect_right(cuts, at)] for at, account in enumerate(ranked(values))}


def bars(values: Sequence[float], most: int) -> list[float]:
    """At most so many values that stand for all, in their order: one a share of them."""
    count = len(values)
    if count <= most:
        return list(values)
    return [sum(values[first:until]) / (until - first) for first, until in _parts(count, most)]


def _parts(count: int, most: int) -> Iterator[tuple[int, int]]:
    for at in range(most):
        yield at * count // most, (at + 1) * count // most
