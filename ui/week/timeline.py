"""Where a day's calls, drives and lunch stand in a lane, in pixels; pure, without Qt.

Height is time: 32 pixels an hour, between 28 and 60 where the window is lower or higher. Where
even 28 do not fit, a lane becomes a compact list: every call has the same height.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.tours.model import Day, DayCost, TimedStop

HOUR = 3600
PER_HOUR, LEAST_PER_HOUR, MOST_PER_HOUR = 32.0, 28.0, 60.0
LEAST_CARD, COMPACT_CARD, COMPACT_DRIVE, COMPACT_LUNCH = 18, 22, 14, 16
_FOOT = 20
"""Pixels below the last thing of a lane, for the house and the words beside it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours that all lanes share: from `opens` to `shuts` at `per_hour` pixels an hour."""

    opens: int
    shuts: int
    per_hour: float
    compact: bool = False

    def y(self, seconds: float) -> int:
        """The pixel of a time of day."""
        return round((seconds - self.opens) / HOUR * self.per_hour)

    @property
    def height(self) -> int:
        """Pixels from `opens` to `shuts`."""
        return self.y(self.shuts)

    def hours(self) -> range:
        """The full hours that have a line, as numbers of the clock."""
        return range(-(-self.opens // HOUR), self.shuts // HOUR + 1)


def axis_for(days: Iterable[tuple[Day, DayCost]], height: int) -> Axis:
    """The axis on which all these days fit, and which makes good use of `height` pixels."""
    every = list(days)
    opens = min((frame.work.opens for frame, _cost in every), default=8 * HOUR)
    work_ends = max((frame.work.shuts for frame, _cost in every), default=17 * HOUR)
    driven = [cost for _frame, cost in every if cost.stops]
    begins = min([opens, *(cost.leave for cost in driven)])
    ends = max([work_ends, *(cost.arrive for cost in driven)])
    first = begins // (HOUR // 2) * (HOUR // 2)
    last = -(-ends // (HOUR // 2)) * (HOUR // 2) + HOUR // 2
    fits = height / ((last - first) / HOUR)
    at_work = height / ((work_ends + HOUR // 2 - first) / HOUR)
    per_hour = min(MOST_PER_HOUR, max(LEAST_PER_HOUR, fits))
    return Axis(first, last, per_hour, compact=at_work < LEAST_PER_HOUR - 0.5)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a lane: its upper pixel and its height."""

    top: int
    height: int

    @property
    def bottom(self) -> int:
        """The first pixel below it."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Drive(Span):
    """A drive, with the seconds of the whole leg; 0 for the second part of a leg."""

    seconds: int


@dataclass(frozen=True, slots=True)
class DayLayout:
    """One lane: a card for each stop in order, drives, lunch, the house, where work ends."""

    cards: tuple[Span, ...]
    drives: tuple[Drive, ...]
    lunch: Span | None
    home: int | None
    height: int

    def position_at(self, y: int) -> int:
        """Before which stop something dropped at pixel `y` comes."""
        return sum(card.top + card.height / 2 < y for card in self.cards)

    def line_at(self, position: int) -> int:
        """Where the insertion line of a position is drawn."""
        if not self.cards:
            return 12
        if position <= 0:
            return max(4, self.cards[0].top - 6)
        if position >= len(self.cards):
            return self.cards[-1].bottom + 6
        before, after = self.cards[position - 1], self.cards[position]
        return min(after.top - 2, before.bottom + max(2, (after.top - before.bottom) // 2))


def lay_out(cost: DayCost, axis: Axis) -> DayLayout:
    """Place one day on the axis. A call too short for its words keeps them and pushes the rest."""
    return _Compact(cost).made() if axis.compact else _InTime(cost, axis).made()


class _InTime:
    """Walks down a lane whose height is time; `below` is the first pixel that is still free."""

    def __init__(self, cost: DayCost, axis: Axis) -> None:
        self.cost, self.axis = cost, axis
        self.below = 0
        self.cards: list[Span] = []
        self.drives: list[Drive] = []
        self.lunch: Span | None = None

    def made(self) -> DayLayout:
        at = self.cost.leave
        for timed in self.cost.stops:
            self._gap(at, timed.arrive, timed.leg.seconds)
            self._have_lunch(at, timed.begin)
            self._card(timed)
            at = timed.leave
        home = None
        if self.cost.stops:
            self._gap(at, self.cost.arrive, self.cost.home_leg.seconds)
            self._have_lunch(at, self.cost.arrive)
            home = max(self.below, self.axis.y(self.cost.arrive)) + 2
        height = max(self.axis.height, (home or 0) + _FOOT)
        return DayLayout(tuple(self.cards), tuple(self.drives), self.lunch, home, height)

    def _card(self, timed: TimedStop) -> None:
        top = max(self.axis.y(timed.begin) + 1, self.below + 1)
        height = max(LEAST_CARD, self.axis.y(timed.leave) - self.axis.y(timed.begin) - 2)
        self.cards.append(Span(top, height))
        self.below = top + height

    def _gap(self, begin: int, end: int, seconds: int) -> None:
        """The drive between two calls, in two parts where lunch lies within it."""
        parts = [(begin, end)]
        lunch = self.cost.lunch
        if lunch and begin <= lunch.opens <= end:
            parts = [(begin, lunch.opens), (max(begin, lunch.shuts), end)]
        longest = max(parts, key=lambda part: part[1] - part[0])
        for part in parts:
            top = max(self.axis.y(part[0]), self.below)
            height = self.axis.y(part[1]) - top
            if seconds and height > 2:
                told = seconds if part == longest else 0
                self.drives.append(Drive(top, height, told))

    def _have_lunch(self, begin: int, end: int) -> None:
        lunch = self.cost.lunch
        if self.lunch or not lunch or not begin <= lunch.opens <= end:
            return
        top = max(self.axis.y(lunch.opens), self.below)
        height = max(14, self.axis.y(lunch.shuts) - top)
        self.lunch = Span(top, height)
        if end - lunch.shuts < 60:
            self.below = top + height - 1


class _Compact:
    """Stacks a lane as a list."""

    def __init__(self, cost: DayCost) -> None:
        self.cost = cost

    def made(self) -> DayLayout:
        y, at, lunch = 2, self.cost.leave, None
        cards, drives = [], []
        for timed in self.cost.stops:
            drives.append(Drive(y, COMPACT_DRIVE, timed.leg.seconds))
            y += COMPACT_DRIVE
            had = self.cost.lunch
            if lunch is None and had and at <= had.opens <= timed.begin:
                lunch = Span(y, COMPACT_LUNCH)
                y += COMPACT_LUNCH
            cards.append(Span(y + 1, COMPACT_CARD - 2))
            y += COMPACT_CARD
            at = timed.leave
        home = None
        if cards:
            drives.append(Drive(y, COMPACT_DRIVE, self.cost.home_leg.seconds))
            home = y + COMPACT_DRIVE + 1
        return DayLayout(tuple(cards), tuple(drives), lunch, home, y + COMPACT_DRIVE + _FOOT)
