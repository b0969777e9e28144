"""A week by its ISO 8601 number, e.g. 2026-W49: Monday to Sunday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """One week; `str` gives 2026-W49."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> IsoWeek:
        """The week that holds a day."""
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> IsoWeek:
        """Read 2026-W49.

        Raises:
            ValueError: it is no such week.
        """
        match = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text.strip(), re.IGNORECASE | re.ASCII)
        if not match:
            raise ValueError(text)
        week = cls(int(match[1]), int(match[2]))
        _ = week.monday
        return week

    @property
    def monday(self) -> date:
        """Its first date."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven dates."""
        return tuple(self.monday + timedelta(days=i) for i in range(7))

    def plus(self, weeks: int) -> IsoWeek:
        """The week so many weeks later, or earlier if negative."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"
