"""What calendars were told of this territory, as the file keeps it: outside the journal."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.exchange.calendar_file import Told, uid_of
from planner.exchange.itinerary import Itinerary
from planner.records import Call
from planner.store.tables import CalendarEvent, Fact
from planner.workspace.iso_week import IsoWeek
from planner.workspace.reading_week import IN_TOUR

_PLAN = "calendar_plan"


def calendars_fact(week: IsoWeek) -> str:
    """The name of the fact that counts them."""
    return f"calendars_{week}"


def calendars(session: Session, week: IsoWeek) -> int:
    """How many calendar files were made of a week."""
    fact = session.get(Fact, calendars_fact(week))
    return int(fact.value) if fact else 0


def plan_id(session: Session) -> str:
    """What tells this territory from others in a calendar, for ever; made when first needed."""
    fact = session.get(Fact, _PLAN)
    if fact is None:
        fact = Fact(name=_PLAN, value=uuid4().hex)
        session.add(fact)
    return fact.value


def known_of(session: Session, week: Itinerary, uids: set[str]) -> dict[str, Told]:
    """What calendars were told of this week, and of what is in it now."""
    days = [day.isoformat() for day in IsoWeek.parse(week.week).days]
    query = select(CalendarEvent).where(CalendarEvent.day.in_(days) | CalendarEvent.uid.in_(uids))
    return {event.uid: _told(event) for event in session.scalars(query)}


def still_planned(session: Session, absent: list[Told]) -> dict[str, Call]:
    """Of calls that are not in their week any more, those that stand in another."""
    bare = [told.uid.partition("@")[0] for told in absent]
    query = select(Call).where(Call.uid.in_(bare), Call.state.in_(IN_TOUR))
    return {uid_of(call.uid): call for call in session.scalars(query)}


def in_order(told: Iterable[Told]) -> list[Told]:
    """By time."""
    return sorted(told, key=lambda one: (one.begins, one.uid))


def _told(event: CalendarEvent) -> Told:
    return Told(
        uid=event.uid,
        sequence=event.sequence,
        fingerprint=event.fingerprint,
        since=event.exported_at,
        day=event.day,
        cancelled=event.cancelled,
        **event.told,
    )


def as_event(told: Told) -> CalendarEvent:
    """The row that keeps it."""
    return CalendarEvent(
        uid=told.uid,
        sequence=told.sequence,
        fingerprint=told.fingerprint,
        exported_at=told.since,
        day=told.day,
        cancelled=told.cancelled,
        told={
            "begins": told.begins,
            "ends": told.ends,
            "summary": told.summary,
            "location": told.location,
            "kind": told.kind,
            "alarm": told.alarm,
        },
    )
