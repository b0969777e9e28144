"""The dates that the sample hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HISTORY_DAYS = 400
TRADE_DAYS = 730


@dataclass(frozen=True, slots=True)
class Times:
    """`monday` begins the half-planned week; `last_done` is the last date whose calls are made."""

    today: date
    monday: date
    last_done: date

    @classmethod
    def at(cls, moment: datetime, time_zone: str) -> Times:
        """The dates for a moment: the half-planned week is the one after the moment's."""
        local = moment.astimezone(ZoneInfo(time_zone))
        today = local.date()
        monday = today + timedelta(days=7 - today.weekday())
        done = today if local.hour >= 15 else today - timedelta(days=1)
        return cls(today, monday, workday_up_to(done))

    def before_monday(self, days: int) -> date:
        """The date so many days before the half-planned week."""
        return self.monday - timedelta(days=days)


def workday_up_to(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def on_weekday(day: date, weekday: int) -> date:
    """The nearest date that falls on a weekday (0 Monday)."""
    shift = (weekday - day.weekday() + 3) % 7 - 3
    return day + timedelta(days=shift)
