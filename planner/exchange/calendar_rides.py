"""What stands between the calls of a week, for a calendar: the drives, and lunch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.exchange import figures
from planner.exchange.itinerary import DayPlan, Itinerary
from planner.words import _

DRIVE = ("CONFIRMED", "OPAQUE", "BUSY")
LUNCH = ("CONFIRMED", "TRANSPARENT", "FREE")


@dataclass(frozen=True, slots=True)
class Ride:
    """A drive, or lunch: from `begins` to `ends`, seconds after midnight.

    `uid` stays the same while the call driven to, or the date, does. `state` is the event's
    status, whether it takes time up, and Outlook's word for that.
    """

    uid: str
    date: date
    begins: int
    ends: int
    summary: str
    state: tuple[str, str, str]
    note: str = ""


def rides(week: Itinerary, plan: str) -> Iterator[Ride]:
    """Drives and lunches of a week; `plan` tells the days of this territory from another's."""
    for day in week.used:
        yield from _drives(week, day, plan)
        if day.lunch:
            yield Ride(f"lunch-{day.date}-{plan}", day.date, *day.lunch, _("Lunch"), LUNCH)


def _drives(week: Itinerary, day: DayPlan, plan: str) -> Iterator[Ride]:
    for stop in day.stops:
        if stop.arrive > stop.depart:
            summary = _("Drive to {name}").format(name=stop.name)
            note = figures.distance(stop.drive.metres, week.units)
            yield Ride(
                f"drive-{stop.uid}", day.date, stop.depart, stop.arrive, summary, DRIVE, note
            )
    if day.arrive > day.turn_home:
        summary = _("Drive to {name}").format(name=day.end_name)
        note = figures.distance(day.home.metres, week.units)
        yield Ride(
            f"home-{day.date}-{plan}", day.date, day.turn_home, day.arrive, summary, DRIVE, note
        )
