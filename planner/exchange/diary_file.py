"""Busy times out of a calendar file (.ics), of whichever program: what the rep is taken by.

Source: RFC 5545, and Microsoft's X-MICROSOFT-CDO-BUSYSTATUS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from planner.exchange.calendar_file import DOMAIN

if TYPE_CHECKING:
    from icalendar import Calendar, Component

MOST_BYTES = 20_000_000
MOST_EVENTS = 10_000
"""In half a year: one every half hour, day and night."""
_DAY = 24 * 3600
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_SEVERAL = {"RRULE", "RDATE", "EXDATE", "EXRULE", "ATTENDEE", "COMMENT", "CATEGORIES"}
_YEARS = range(1900, 2200)
_LONGEST = 300
_LONGEST_UID = 200


class NoCalendar(Exception):
    """The file cannot be read as a calendar; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Busy:
    """A busy time on one date, in seconds after local midnight.

    `uid` tells it apart for ever: an event that is moved keeps its own. `place` is the location as
    written, `at` its coordinates where the event has them.
    """

    uid: str
    date: date
    start: int
    end: int
    text: str
    place: str
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class DayOff:
    """A date taken whole: leave, a fair, a holiday."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that is not taken, and why.

    `reason`: unreadable, backwards (it ends before it starts), too_often (every few moments).
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Diary:
    """What a calendar says of the dates from `first` to `last`.

    `known` are the UIDs of all its events, busy or not; `own` counts those of Loopwise itself.
    `name` is what the calendar calls itself; `left_out` are events that cannot be taken.
    """

    first: date
    last: date
    busy: tuple[Busy, ...]
    days_off: tuple[DayOff, ...]
    known: frozenset[str]
    own: int
    name: str = ""
    left_out: tuple[LeftOut, ...] = ()


def read_diary(file: Path, zone: str, first: date, last: date) -> Diary:
    """The busy times in a calendar file between two dates, recurring ones each by itself.

    `zone` is where the rep's clock is; events without a zone are taken as of there.

    Raises:
        NoCalendar: `missing`, `too_large` or `no_calendar`.
    """
    calendars = _calendars(file)
    taken: list[Component] = []
    events = _Events(set(), set(), set(), [])
    for calendar in calendars:
        events.take(calendar)
        if str(calendar.get("METHOD", "")).upper() != "CANCEL":
            taken += _occurrences(calendar, first, last)
    if len(taken) > MOST_EVENTS:
        raise NoCalendar("too_large")
    reading = _Reading(ZoneInfo(zone), first, last, events.recurring)
    found = [one for event in taken if _is_busy(event) for one in reading.of_event(event)]
    busy = {one.uid: one for one in found if isinstance(one, Busy)}
    off = {one.date: one for one in reversed(found) if isinstance(one, DayOff)}
    return Diary(
        first=first,
        last=last,
        busy=tuple(sorted(busy.values(), key=lambda one: (one.date, one.start, one.uid))),
        days_off=tuple(off[day] for day in sorted(off)),
        known=frozenset(events.others),
        own=len(events.own),
        name=next((_line(name) for c in calendars if (name := c.get("X-WR-CALNAME"))), ""),
        left_out=tuple(events.left_out),
    )


def event_of(uid: str) -> str:
    """The UID of the event that a busy time came from."""
    return uid.partition("\n")[0]


# ---- the file -----------------------------------------------------------------------------


def _calendars(file: Path) -> list[Calendar]:
    from icalendar import Calendar

    try:
        if file.stat().st_size > MOST_BYTES:
            raise NoCalendar("too_large")
        content = file.read_bytes()
    except OSError as error:
        raise NoCalendar("missing") from error
    try:
        found = Calendar.from_ical(content, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise NoCalendar("no_calendar") from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise NoCalendar("no_calendar")
    return calendars


@dataclass(frozen=True)
class _Events:
    """The UIDs of the events of a file: Loopwise's own, the others, and those that recur."""

    own: set[str]
    others: set[str]
    recurring: set[str]
    left_out: list[LeftOut]

    def take(self, calendar: Calendar) -> None:
        """Note the events of a calendar; take out our own, and those that cannot be read."""
        keep = []
        for part in calendar.subcomponents:
            if part.name != "VEVENT":
                keep.append(part)
                continue
            uid, text = str(part.get("UID", "")), _line(part.get("SUMMARY", ""))
            reason = _why_not(part)
            if uid.endswith(f"@{DOMAIN}"):
                self.own.add(uid)
            elif reason:
                self.left_out.append(LeftOut(text, reason))
            else:
                self.others.add(_short(uid))
                keep.append(part)
                if any(name in part for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
                    self.recurring.add(_short(uid))
        calendar.subcomponents = keep


def _why_not(event: Any) -> str:
    """Why an event cannot be taken; empty if it can. As in `LeftOut`.

    What of it cannot be read is taken out, so that nobody stumbles on it.
    """
    for name, value in list(event.items()):
        if isinstance(value, list) and name not in _SEVERAL:
            event[name] = value[0]
        if type(event[name]).__name__ == "vBroken":
            del event[name]
    rules = event.get("RRULE", [])
    every = rules if isinstance(rules, list) else [rules]
    often = {str(f).upper() for rule in every for f in rule.get("FREQ", [])}
    starts = getattr(event.get("DTSTART"), "dt", None)
    ends = getattr(event.get("DTEND"), "dt", starts)
    if starts is None or ends is None or isinstance(starts, datetime) != isinstance(ends, datetime):
        return "unreadable"
    if not all(moment.year in _YEARS for moment in (starts, ends)):
        return "unreadable"
    if _is_backwards(starts, ends, getattr(event.get("DURATION"), "dt", None)):
        return "backwards"
    return "too_often" if often & _TOO_OFTEN else ""


def _is_backwards(starts: Any, ends: Any, lasts: timedelta | None) -> bool:
    """Whether it ends before it starts; two moments of which one has no zone are not compared."""
    if lasts is not None and lasts < timedelta():
        return True
    alike = getattr(starts, "tzinfo", None), getattr(ends, "tzinfo", None)
    if (alike[0] is None) != (alike[1] is None):
        return False
    return bool(ends < starts)


def _occurrences(calendar: Calendar, first: date, last: date) -> list[Component]:
    import recurring_ical_events

    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    try:
        return list(query.between(first, last + timedelta(days=1)))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise NoCalendar("no_calendar") from error


# ---- one event ----------------------------------------------------------------------------


def _is_busy(event: Component) -> bool:
    """Taken by it: not cancelled, not transparent, not free or working elsewhere in Outlook."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return False
    if str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT":
        return False
    shown = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return shown not in ("FREE", "WORKINGELSEWHERE")


@dataclass(frozen=True)
class _Reading:
    """Turns events into busy times on the rep's clock."""

    zone: ZoneInfo
    first: date
    last: date
    recurring: set[str]

    def of_event(self, event: Any) -> Iterator[Busy | DayOff]:
        """The busy times of one event; one for each day that it lasts."""
        begins, ends = event.start, event.end
        text = _line(event.get("SUMMARY", ""))
        if not isinstance(begins, datetime):
            yield from (DayOff(day, text) for day in self._days(begins, ends))
            return
        start, end = _local(begins, self.zone), _local(ends, self.zone)
        where, at = _line(event.get("LOCATION", "")), _at(event)
        for day in self._days(start.date(), end.date() + timedelta(days=1)):
            from_when = max(0, _seconds(start, day))
            until = min(_DAY, _seconds(end, day))
            if from_when < until:
                uid = self._uid(event, (day - start.date()).days)
                yield Busy(uid, day, from_when, until, text, where, at)

    def _days(self, begins: date, ends: date) -> Iterator[date]:
        """From one date until before the other, at least one, as far as they are asked for."""
        day = max(begins, self.first)
        while day <= self.last and (day < ends or day == begins):
            yield day
            day += timedelta(days=1)

    def _uid(self, event: Component, day: int) -> str:
        """Of the event, of the occurrence where it recurs, of the day where it lasts several."""
        parts = [_short(str(event.get("UID", "")))]
        if parts[0] in self.recurring and "RECURRENCE-ID" in event:
            parts.append(_moment(event))
        if day:
            parts.append(f"+{day}")
        return "\n".join(parts)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """On the rep's clock, without a zone."""
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None)


def _seconds(moment: datetime, day: date) -> int:
    return int((moment - datetime.combine(day, time())).total_seconds())


def _moment(event: Any) -> str:
    """When the occurrence stood in the calendar before anybody moved it."""
    return str(event["RECURRENCE-ID"].to_ical().decode())


def _short(uid: str) -> str:
    """A UID in one line that fits; any that is longer by its digest."""
    uid = " ".join(uid.split())
    return uid if 0 < len(uid) <= _LONGEST_UID else sha256(uid.encode()).hexdigest()


def _line(text: Any) -> str:
    return " ".join(str(text).split())[:_LONGEST]


def _at(event: Component) -> tuple[float, float] | None:
    geo = event.get("GEO")
    lat, lon = getattr(geo, "latitude", None), getattr(geo, "longitude", None)
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return None if (lat, lon) == (0, 0) else (float(lat), float(lon))
