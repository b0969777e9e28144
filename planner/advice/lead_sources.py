"""Which source of prospects pays: revenue won for the hours its prospects took."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Source(NamedTuple):
    """One source over twelve months; `seconds` are calls and drives before the first order.

    `open` prospects of it are worth `value` a year.
    """

    source: str
    seconds: float
    calls: int
    orders: int
    won: float
    open: int = 0
    value: float = 0.0

    @property
    def won_an_hour(self) -> float | None:
        """Revenue for an hour; None where no hour was spent."""
        return self.won / (self.seconds / 3600) if self.seconds > 0 else None


class Verdict(NamedTuple):
    """The best source, the worst, and how many hours of it win as much as one of the best.

    `times` is None where the worst has won nothing.
    """

    best: str
    worst: str
    times: float | None


def ranked(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources that win most for an hour first; those without an hour last."""
    return tuple(sorted(sources, key=lambda s: (s.won_an_hour is None, -(s.won_an_hour or 0.0),
                                                -s.won, s.source)))  # fmt: skip


def together(sources: Iterable[Source]) -> Source:
    """All of them as one."""
    rows = list(sources)
    return Source(
        source="",
        seconds=sum(row.seconds for row in rows),
        calls=sum(row.calls for row in rows),
        orders=sum(row.orders for row in rows),
        won=sum(row.won for row in rows),
        open=sum(row.open for row in rows),
        value=sum(row.value for row in rows),
    )


def verdict(sources: Iterable[Source]) -> Verdict | None:
    """Best against worst of the sources that are known; None with fewer than two to compare."""
    known = [s for s in ranked(sources) if s.source and s.won_an_hour is not None]
    if len(known) < 2 or not known[0].won_an_hour:
        return None
    best, worst = known[0], known[-1]
    assert best.won_an_hour is not None
    least = worst.won_an_hour or 0.0
    return Verdict(best.source, worst.source, best.won_an_hour / least if least > 0 else None)
