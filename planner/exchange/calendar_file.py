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
from datetime import datetime
from typing import TYPE_CHECKING

from planner.exchange import figures
from planner.exchange.itinerary import DayPlan, Itinerary, Stop
from planner.words import _

if TYPE_CHECKING:
    from icalendar import Calendar, Event

DOMAIN = "loopwise"
_PRODUCT = "-//Loopwise//Loopwise//EN"
_STATES = {
    "draft": ("TENTATIVE", "TRANSPARENT", "FREE"),
    "asked": ("TENTATIVE", "OPAQUE", "TENTATIVE"),
    "confirmed": ("CONFIRMED", "OPAQUE", "BUSY"),
    "made": ("CONFIRMED", "OPAQUE", "BUSY"),
}
_RADIUS = "72"  # metres; what Apple's own Calendar writes


@dataclass(frozen=True, slots=True)
class Told:
    """What calendars were last told of one call.

    `day` is an ISO date; `since` the moment (ISO 8601) at which this SEQUENCE was first written.
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


@dataclass(frozen=True, slots=True)
class Written:
    """A calendar file, how many events are in it, and what has now been told."""

    content: bytes
    events: int
    told: tuple[Told, ...]


def publish(
    week: Itinerary,
    known: Mapping[str, Told],
    gone: Sequence[Told] = (),
    *,
    moved: Sequence[Itinerary] = (),
    changes: bool = False,
) -> Written:
    """The week's calls, or only what is new, moved or gone since `known`.

    Args:
        week: the week.
        known: what was told before, by UID.
        gone: of it, the calls that stand in no plan any more; written as cancelled by `changes`.
        moved: weeks cut down to calls that were told for this week and stand there now.
        changes: leave out what is as it was told.
    """
    told = [(w, d, s, _tell(w, d, s, known)) for w in (week, *moved) for d, s in w.stops()]
    written = [e for e in told if not changes or known.get(e[3].uid) != e[3]]
    cancelled = [_called_off(one, week.written_at) for one in gone] if changes else []
    calendar = _calendar("PUBLISH", week)
    for in_week, day, stop, now in written:
        calendar.add_component(_visit(in_week, day, stop, now))
    for one in cancelled:
        calendar.add_component(_cancellation(one, week.written_at))
    kept = (*(now for *_stop, now in written), *cancelled)
    return Written(calendar.to_ical(), len(kept), kept)


def cancel(week: Itinerary, leaving: Iterable[Told]) -> Written:
    """A file that takes calls out of a calendar again (METHOD:CANCEL)."""
    calendar = _calendar("CANCEL", week)
    told = tuple(_called_off(one, week.written_at) for one in leaving)
    for one in told:
        calendar.add_component(_cancellation(one, week.written_at))
    return Written(calendar.to_ical(), len(told), told)


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


def _tell(week: Itinerary, day: DayPlan, stop: Stop, known: Mapping[str, Told]) -> Told:
    """What is told of a stop now: as before if nothing that matters changed, else a SEQUENCE up."""
    now = Told(
        uid=uid_of(stop.uid),
        sequence=0,
        fingerprint="",
        since=week.written_at.isoformat(),
        day=day.date.isoformat(),
        begins=week.moment(day.date, stop.begin).isoformat(),
        ends=week.moment(day.date, stop.leave).isoformat(),
        summary=stop.name,
        location=location(stop),
    )
    now = replace(now, fingerprint=_fingerprint(now, stop))
    before = known.get(now.uid)
    if before is None:
        return now
    if before.fingerprint == now.fingerprint and not before.cancelled:
        return replace(now, sequence=before.sequence, since=before.since, summary=before.summary)
    return replace(now, sequence=before.sequence + 1)


def _fingerprint(told: Told, stop: Stop) -> str:
    """Time, place and state in one: what a SEQUENCE stands for."""
    place = [round(degrees, 6) for degrees in stop.place] if stop.place else None
    matters = [told.begins, told.ends, told.location, place, _STATES[stop.state]]
    return hashlib.sha256(json.dumps(matters, ensure_ascii=False).encode()).hexdigest()


def location(stop: Stop) -> str:
    """Name and address in one line; Apple shows no map if it holds a double quote or a break."""
    parts = (stop.name, stop.street, stop.town_line, stop.country)
    return " ".join(", ".join(part for part in parts if part).replace('"', "'").split())


def _visit(week: Itinerary, day: DayPlan, stop: Stop, told: Told) -> Event:
    from icalendar import Event

    status, transparency, busy = _STATES[stop.state]
    event = Event()
    event.add("uid", told.uid)
    event.add("sequence", told.sequence)
    event.add("dtstamp", week.written_at)
    event.add("last-modified", datetime.fromisoformat(told.since))
    event.add("dtstart", datetime.fromisoformat(told.begins))
    event.add("dtend", datetime.fromisoformat(told.ends))
    event.add("summary", _line(stop.name))
    event.add("location", told.location)
    event.add("status", status)
    event.add("transp", transparency)
    event.add("x-microsoft-cdo-busystatus", busy)
    event.add("categories", [_("Visit"), *([stop.grade] if stop.grade else [])])
    event.add("description", _description(day, stop))
    if stop.place:
        _add_place(event, stop.place, told.location)
    return event


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
    from icalendar import Event

    event = Event()
    event.add("uid", told.uid)
    event.add("sequence", told.sequence)
    event.add("dtstamp", at)
    event.add("last-modified", datetime.fromisoformat(told.since))
    event.add("dtstart", datetime.fromisoformat(told.begins))
    event.add("dtend", datetime.fromisoformat(told.ends))
    event.add("summary", _line(told.summary))
    event.add("location", told.location)
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event


def _line(text: str) -> str:
    """One line without the control characters that iCalendar forbids."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text).strip()
