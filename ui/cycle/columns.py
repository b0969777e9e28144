"""Where names and weeks stand in the rows of the call cycle: pure arithmetic in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect

NAMES = 252
ROW = 24
PILL = 32
_WEEKEND = 4
"""From this weekday on today's line stands at the week's end."""


@dataclass(frozen=True, slots=True)
class Columns:
    """So many weeks from a Monday in so many pixels, the names before them."""

    width: int
    monday: date
    weeks: int

    @property
    def week(self) -> float:
        """The width of one."""
        return max(1, self.width - NAMES) / max(1, self.weeks)

    def of(self, number: int, row: QRect) -> QRect:
        """The cell of a week in a row."""
        left = row.left() + NAMES + round(number * self.week)
        right = row.left() + NAMES + round((number + 1) * self.week)
        return QRect(left, row.top(), right - left, row.height())

    def number(self, day: date) -> int:
        """The week of a day, counted from 0; may lie outside."""
        return (day - self.monday).days // 7

    def x(self, day: date) -> int:
        """A day on the scale of the weeks, from the left of the row, kept within them."""
        days = min(max(0, (day - self.monday).days), 7 * self.weeks)
        return NAMES + round(days / 7 * self.week)

    def today(self, day: date) -> int:
        """Where the line of today stands; after Thursday at the end of the week."""
        at, weekday = self.number(day), day.weekday()
        share = weekday / 7 if weekday < _WEEKEND else 1.0
        return NAMES + round((at + share) * self.week)

    def centres(self, days: Sequence[date]) -> list[tuple[date, int, int]]:
        """Each day with the centre and room of its mark: in the middle, or side by side."""
        found = []
        for number in sorted({self.number(day) for day in days}):
            here = [day for day in days if self.number(day) == number]
            room = self.week / len(here)
            for at, day in enumerate(here):
                x = NAMES + number * self.week + (at + 0.5) * room
                found.append((day, round(x), min(PILL, round(room) - 2)))
        return found
