"""The week as iCalendar: what every calendar program reads alike.

Visits are written in UTC: time zones in the file are read an hour wrong by common programs. The
local time stands in the description. What a calendar was told before is handed in and handed
back, so that a SEQUENCE rises exactly when time, place or state of a call changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from planner.exchange import figures
from planner.exchange.calendar_rides import Ride, rides
from planner.exchange.itinerary import DayPlan, Itinerary, Stop
from planner.words import _

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

DOMAIN = "loopwise"
_PRODUCT = "-//Loopwise//Loopwise//EN"
_STATES = {
    "draft": ("TENTATIVE", "TRANSPARENT", "FREE"),
    "asked": ("TENTATIVE", "OPAQUE", "TENTATIVE"),
    "confirmed": ("CONFIRMED", "OPAQUE", "BUSY"),
    "made": ("CONFIRMED", "OPAQUE", "BUSY"),
}
_GONE = ("CANCELLED", "TRANSPARENT", "FREE")
_CALL, _RIDE = "call", "ride"
_BUFFER = 5 * 60
"""Seconds before it is time to leave at which a calendar says so."""
_RADIUS = "72"  # metres; what Apple's own Calendar writes


@dataclass(frozen=True, slots=True)
class Told:
    """What calendars were last told of one call, drive or lunch.

    `day` is an ISO date; `since` the moment (ISO 8601) at which this SEQUENCE was first written.
    `alarm` is how many seconds before it begins its reminder comes, 0 where it has none.
    """

    uid: str
    sequence: int
    fingerprint: str
    since: str
    day: str
    begins: str
    ends: str
    summary: str
    location: str
    cancelled: bool = False
    kind: str = _CALL
    alarm: int = 0


@dataclass(frozen=True, slots=True)
class Extras:
    """What else is wanted: reminders when to leave; drives and lunch as events of their own.

    `plan` tells this territory's lunches from those of another one in the same calendar.
    """

    alarms: bool = False
    drives: bool = False
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A calendar file, how many calls are in it, and what has now been told."""

    content: bytes
    calls: int
    told: tuple[Told, ...]


def publish(
    week: Itinerary,
    known: Mapping[str, Told],
    gone: Sequence[Told] = (),
    *,
    moved: Sequence[Itinerary] = (),
    changes: bool = False,
    extras: Extras = Extras(),
) -> Written:
    """The week's calls, or only what is new, moved or gone since `known`.

    Args:
        week: the week.
        known: what was told before, by UID.
        gone: of it, what stands in no plan any more; written as cancelled by `changes`.
        moved: weeks cut down to calls that were told for this week and stand there now.
        changes: leave out what is as it was told.
        extras: reminders, drives, lunch.
    """
    calendar, kept = _calendar("PUBLISH", week), []
    for in_week in (week, *moved):
        for day, stop in in_week.stops():
            now = _tell(in_week, day, stop, known, alarms=extras.alarms)
            if not changes or known.get(now.uid) != now:
                calendar.add_component(_visit(in_week, day, stop, now))
                kept.append(now)
    for ride in rides(week, extras.plan) if extras.drives else ():
        now = _tell_ride(week, ride, known)
        if not changes or known.get(now.uid) != now:
            calendar.add_component(_ride(week, ride, now))
            kept.append(now)
    for one in gone if changes else ():
        kept.append(_called_off(one, week.written_at))
        calendar.add_component(_cancellation(kept[-1], week.written_at))
    return _written(calendar, kept)


def _written(calendar: Calendar, told: Sequence[Told]) -> Written:
    calls = sum(one.kind == _CALL for one in told)
    return Written(calendar.to_ical(), calls, tuple(told))


def uids(week: Itinerary, extras: Extras) -> set[str]:
    """Everything that a calendar of this week has in it."""
    found = {uid_of(stop.uid) for _day, stop in week.stops()}
    if extras.drives:
        found |= {uid_of(ride.uid) for ride in rides(week, extras.plan)}
    return found


def cancel(week: Itinerary, leaving: Iterable[Told]) -> Written:
    """A file that takes calls out of a calendar again (METHOD:CANCEL)."""
    calendar = _calendar("CANCEL", week)
    told = tuple(_called_off(one, week.written_at) for one in leaving)
    for one in told:
        calendar.add_component(_cancellation(one, week.written_at))
    return _written(calendar, told)


def uid_of(call_uid: str) -> str:
    """How calendars know a call, for ever."""
    return f"{call_uid}@{DOMAIN}"


def _calendar(method: str, week: Itinerary) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("x-wr-calname", _("Visits"))
    calendar.add("x-wr-timezone", week.time_zone)
    return calendar


def _tell(
    week: Itinerary, day: DayPlan, stop: Stop, known: Mapping[str, Told], *, alarms: bool
) -> Told:
    span = (day.date, stop.begin, stop.leave)
    now = _as_told(week, stop.uid, span, stop.name, location(stop))
    place = [round(degrees, 6) for degrees in stop.place] if stop.place else None
    alarm = stop.arrive - stop.depart + _BUFFER if alarms else 0
    return _after(known, replace(now, alarm=alarm), place, _STATES[stop.state])


def _tell_ride(week: Itinerary, ride: Ride, known: Mapping[str, Told]) -> Told:
    now = _as_told(week, ride.uid, (ride.date, ride.begins, ride.ends), ride.summary, "")
    return _after(known, replace(now, kind=_RIDE), None, ride.state)


def _as_told(
    week: Itinerary, uid: str, span: tuple[date, int, int], summary: str, where: str
) -> Told:
    day, begins, ends = span
    return Told(
        uid=uid_of(uid),
        sequence=0,
        fingerprint="",
        since=week.written_at.isoformat(),
        day=day.isoformat(),
        begins=week.moment(day, begins).isoformat(),
        ends=week.moment(day, ends).isoformat(),
        summary=summary,
        location=where,
    )


def _after(
    known: Mapping[str, Told], now: Told, place: list[float] | None, state: tuple[str, str, str]
) -> Told:
    """As told before if nothing that matters changed, else a SEQUENCE up.

    Time, place and state matter: the fingerprint has them in one.
    """
    matters = [now.begins, now.ends, now.location, place, state]
    text = json.dumps(matters, ensure_ascii=False)
    now = replace(now, fingerprint=hashlib.sha256(text.encode()).hexdigest())
    before = known.get(now.uid)
    if before is None:
        return now
    if before.fingerprint == now.fingerprint and not before.cancelled:
        return replace(now, sequence=before.sequence, since=before.since, summary=before.summary)
    return replace(now, sequence=before.sequence + 1)


def location(stop: Stop) -> str:
    """Name and address in one line; Apple shows no map if it holds a double quote or a break."""
    parts = (stop.name, stop.street, stop.town_line, stop.country)
    return " ".join(", ".join(part for part in parts if part).replace('"', "'").split())


def _visit(week: Itinerary, day: DayPlan, stop: Stop, told: Told) -> Event:
    event = _event(replace(told, summary=stop.name), week.written_at, _STATES[stop.state])
    event.add("location", told.location)
    event.add("categories", [_("Visit"), *([stop.grade] if stop.grade else [])])
    event.add("description", _description(day, stop))
    if stop.place:
        _add_place(event, stop.place, told.location)
    if told.alarm:
        event.add_component(_alarm(stop, told))
    return event


def _ride(week: Itinerary, ride: Ride, told: Told) -> Event:
    event = _event(replace(told, summary=ride.summary), week.written_at, ride.state)
    event.add("categories", [_("Travel")])
    times = _("{date}, {span} local time").format(
        date=figures.short_date(ride.date), span=figures.span(ride.begins, ride.ends)
    )
    event.add("description", " · ".join(part for part in (times, ride.note) if part))
    return event


def _event(told: Told, at: datetime, state: tuple[str, str, str]) -> Event:
    from icalendar import Event

    status, transparency, busy = state
    event = Event()
    event.add("uid", told.uid)
    event.add("sequence", told.sequence)
    event.add("dtstamp", at)
    event.add("last-modified", datetime.fromisoformat(told.since))
    event.add("dtstart", datetime.fromisoformat(told.begins))
    event.add("dtend", datetime.fromisoformat(told.ends))
    event.add("summary", _line(told.summary))
    event.add("status", status)
    event.add("transp", transparency)
    event.add("x-microsoft-cdo-busystatus", busy)
    return event


def _alarm(stop: Stop, told: Told) -> Alarm:
    """Says a little before it is time to leave that it will be."""
    from icalendar import Alarm

    leave_at = figures.time_of_day(stop.begin - told.alarm + _BUFFER)
    words = _("Leave at {time} for {name}").format(time=leave_at, name=stop.name)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(words))
    alarm.add("trigger", timedelta(seconds=-told.alarm))
    return alarm


def _add_place(event: Event, place: tuple[float, float], where: str) -> None:
    from icalendar import vUri

    lat, lon = (f"{degrees:.6f}".rstrip("0").rstrip(".") for degrees in place)
    event.add("geo", (float(lat), float(lon)))
    event.add("url", f"https://www.google.com/maps/search/?api=1&query={lat}%2C{lon}")
    event.add(
        "x-apple-structured-location",
        vUri(f"geo:{lat},{lon}"),
        {"VALUE": "URI", "X-ADDRESS": where, "X-APPLE-RADIUS": _RADIUS, "X-TITLE": where},
    )


def _description(day: DayPlan, stop: Stop) -> str:
    """Plain text; the rep's private notes stay out of it."""
    first = _("{date}, {span} local time").format(
        date=figures.short_date(day.date), span=figures.span(stop.begin, stop.leave)
    )
    lines = [" · ".join(part for part in (first, stop.phone) if part)]
    if stop.ask:
        who = ", ".join(part for part in (stop.ask.name, stop.ask.role) if part)
        lines.append(_("Ask for {person}").format(person=who))
    if stop.objective:
        lines.append(stop.objective)
    return "\n".join(_line(line) for line in lines)


def _called_off(told: Told, at: datetime) -> Told:
    if told.cancelled:
        return told
    return replace(told, sequence=told.sequence + 1, cancelled=True, since=at.isoformat())


def _cancellation(told: Told, at: datetime) -> Event:
    event = _event(told, at, _GONE)
    if told.location:
        event.add("location", told.location)
    return event


def _line(text: str) -> str:
    """One line without the control characters that iCalendar forbids."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text).strip()
