"""How an account's calls spread over a span: how many fall into it, and which weeks suit best.

A slot is a stretch of days that a call may be on, usually the open days of one week; its place is
its middle, in days after the span begins. Slots are numbered in the order of time.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

UNEVEN = 8 * 3600.0
"""Seconds that a gap counts for which is twice as long as it should be; less goes by its square."""
_TOO_LONG = 2.0
"""How much worse a gap is that is too long than one too short by the same."""
_LATE = 1.0
"""What each interval more that an account waits counts for, beside the square."""
_GRACE = 0.1
"""Share of an interval by which a wait may be longer before that counts."""
_NEVER_CALLED = 0.25
"""Waiting weighs less where there was no call yet that the wait could be too long after."""
_SHORTEST_GAP = 0.5
"""Share of the interval below which two calls are too close."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What an account should get: days between calls, and days from its last call to the span.

    `since` None was never called. `held` are slots in which a call is held already.
    """

    interval: float
    since: int | None
    held: tuple[int, ...] = ()

    @property
    def first_due(self) -> float:
        """Days after the span begins at which the next call is due; 0 if it is overdue."""
        return 0.0 if self.since is None else max(0.0, self.interval - self.since)

    def calls(self, days: int) -> int:
        """How many calls fall due in a span of so many days, those held among them."""
        left = days - self.first_due
        due = ceil(left / self.interval - 1e-9) if left > 0 else 0
        return max(due, len(self.held))


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to spread the calls: the slots of those that are not held, and what it costs."""

    slots: tuple[int, ...]
    cost: float


@lru_cache(maxsize=20_000)
def choices(
    rhythm: Rhythm, calls: int, places: tuple[float, ...], days: int, most: int
) -> tuple[Choice, ...]:
    """The best ways to put `calls` calls, the held ones among them, into slots at `places`.

    Gaps are as even as the slots allow, the first one counted from the last call and the last
    one to the end of the span. Best first, `most` at most; none where there are too few slots.
    """
    for shortest in (_SHORTEST_GAP * rhythm.interval, 0.0):
        found = _Spreading(rhythm, calls, places, days, most, shortest).found()
        if found:
            return tuple(found)
    return ()


class _Spreading:
    """The best chains of slots by dynamic programming: for each length and last slot the best."""

    def __init__(
        self,
        rhythm: Rhythm,
        calls: int,
        places: Sequence[float],
        days: int,
        most: int,
        shortest: float,
    ) -> None:
        self.rhythm, self.calls, self.places = rhythm, calls, places
        self.days, self.most, self.shortest = days, most, shortest
        self.held = set(rhythm.held)

    def found(self) -> list[Choice]:
        """All calls placed, the wait after the last one counted."""
        if self.calls == len(self.held):
            return [Choice((), 0.0)]
        chains = self._first()
        for _call in range(1, self.calls):
            chains = self._next(chains)
        ends = (
            (cost + self._end(last), slots)
            for last, some in enumerate(chains)
            if not self._passed(last, len(self.places))
            for cost, slots in some
        )
        best = heapq.nsmallest(self.most, ends)
        return [Choice(tuple(s for s in slots if s not in self.held), cost) for cost, slots in best]

    def _first(self) -> list[list[tuple[float, tuple[int, ...]]]]:
        return [
            [] if self._passed(-1, slot) else [(self._start(slot), (slot,))]
            for slot in range(len(self.places))
        ]

    def _next(
        self, chains: list[list[tuple[float, tuple[int, ...]]]]
    ) -> list[list[tuple[float, tuple[int, ...]]]]:
        return [
            heapq.nsmallest(self.most, self._longer(chains, slot))
            for slot in range(len(self.places))
        ]

    def _longer(
        self, chains: list[list[tuple[float, tuple[int, ...]]]], slot: int
    ) -> Iterator[tuple[float, tuple[int, ...]]]:
        for last in range(slot):
            gap = self.places[slot] - self.places[last]
            if not chains[last] or gap < self._least(last, slot) or self._passed(last, slot):
                continue
            more = self._uneven(gap)
            yield from ((cost + more, (*slots, slot)) for cost, slots in chains[last])

    def _least(self, last: int, slot: int) -> float:
        """Calls that are held may be as close as they are."""
        return 0.0 if last in self.held and slot in self.held else self.shortest

    def _passed(self, last: int, slot: int) -> bool:
        """Whether a held call lies between two slots: it must not be left out."""
        return any(last < held < slot for held in self.held)

    def _start(self, slot: int) -> float:
        at, since, interval = self.places[slot], self.rhythm.since, self.rhythm.interval
        if slot in self.held:
            return 0.0
        if since is None:
            return _NEVER_CALLED * UNEVEN * (at / interval) ** 2
        if since >= interval:
            wait = at / interval
            return UNEVEN * (_TOO_LONG * wait**2 + _LATE * wait)
        return self._uneven(since + at)

    def _end(self, last: int) -> float:
        return self._uneven(max(self.rhythm.interval, self.days - self.places[last]))

    def _uneven(self, gap: float) -> float:
        off = gap / self.rhythm.interval - 1
        if off <= 0:
            return UNEVEN * off * off
        return UNEVEN * (_TOO_LONG * off * off + _LATE * max(0.0, off - _GRACE))
