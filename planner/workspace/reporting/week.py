"""The week itself: calls by grade, distance, urgent detours, nights, promises."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.exchange.figures import METRES_IN
from planner.exchange.report import NEW, CallsOf, Detour, Distance, MissedCall, Promises
from planner.records import Account, Call, Complaint, Itinerary, Promise, Territory
from planner.records.calls import PLANNED
from planner.store.tables import JournalEntry
from planner.workspace.iso_week import IsoWeek
from planner.workspace.views import PlannedWeek

_ORDER = {"A": 0, "B": 1, "C": 2, "D": 3, "": 4, NEW: 5}
_LONG_BEFORE = timedelta(days=28)
"""A step about a day is journalled that long before its week begins, at most, to be looked for."""


def calls_of(session: Session, week: IsoWeek, today: date) -> tuple[CallsOf, ...]:
    """The week's calls by the grade of their accounts, those on prospects apart."""
    query = (
        select(Call.state, Call.day, Call.outcome, Account.name, Account.grade, Account.status)
        .join(Account, Account.id == Call.account)
        .where(Call.day.between(week.days[0], week.days[6]))
        .order_by(Call.day, Call.position)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        found[NEW if row.status == "prospect" else row.grade].append(row)
    return tuple(
        _calls(group, found[group], today) for group in sorted(found, key=lambda g: _ORDER[g])
    )


def _calls(group: str, rows: list[Any], today: date) -> CallsOf:
    return CallsOf(
        group=group,
        planned=len(rows),
        made=sum(row.state == "made" for row in rows),
        missed=tuple(MissedCall(r.name, r.outcome) for r in rows if r.state == "missed"),
        unlogged=sum(row.state in PLANNED and row.day < today for row in rows),
    )


def distance_of(session: Session, planned: PlannedWeek) -> Distance:
    """Planned and as a zigzag by the week's tours, driven by the odometer."""
    from planner.tours.shapes import saving, total_saving  # brings numpy

    plan, territory = planned.plan, planned.territory
    saved = total_saving(
        saving(plan.frames[d], plan.of(d), planned.legs) for d in plan.frames if plan.of(d)
    )
    read = _odometer(session, planned)
    used = [day for day in planned.days if day.calls or day.date in read]
    driven = sum(read.get(day.date, day.cost.metres) for day in used)
    return Distance(
        planned=planned.metres,
        driven=driven if read else None,
        zigzag=planned.metres + saved.metres,
        saved_cost=saved.cost,
        read_days=len(read),
        days=len(used),
        rate_per_km=territory.cost_per_km,
    )


def _odometer(session: Session, planned: PlannedWeek) -> dict[date, int]:
    """Metres by day, of the days with both readings."""
    metre = METRES_IN[planned.territory.units]
    days = planned.week.days
    query = select(Itinerary).where(Itinerary.date.between(days[0], days[6]))
    found = {}
    for day in session.scalars(query):
        start, end = day.odometer_start, day.odometer_end
        if start is not None and end is not None and end >= start:
            found[day.date] = round((end - start) * metre)
    return found


def detours_of(session: Session, week: IsoWeek) -> tuple[Detour, ...]:
    """What was fitted in for urgent needs, by the journal's steps that still hold."""
    since = (week.monday - _LONG_BEFORE).isoformat()
    query = select(JournalEntry).where(
        JournalEntry.code == "urgent_taken", JournalEntry.state == "done", JournalEntry.at >= since
    )
    days = {day.isoformat() for day in week.days}
    steps = [e for e in session.scalars(query.order_by(JournalEntry.id)) if e.args["day"] in days]
    zone = ZoneInfo(session.get_one(Territory, 1).time_zone)
    return tuple(_detour(session, step.args, zone) for step in steps if "metres" in step.args)


def _detour(session: Session, args: dict[str, Any], zone: ZoneInfo) -> Detour:
    day = date.fromisoformat(args["day"])
    worry = _worry(session, args["account"], day, zone)
    return Detour(
        name=args["name"],
        day=day,
        metres=args["metres"],
        seconds=args["seconds"],
        cost=args["cost"],
        anxiety=worry.anxiety if worry else None,
        after=worry.anxiety_after if worry else None,
    )


def _worry(session: Session, account: int, day: date, zone: ZoneInfo) -> Complaint | None:
    """The complaint for which an account was reached that day: the most anxious one about then."""
    found = [
        complaint
        for complaint in session.scalars(select(Complaint).where(Complaint.account == account))
        if day_of(complaint.opened_at, zone) <= day
        and (complaint.closed_at is None or day_of(complaint.closed_at, zone) >= day)
    ]
    return max(found, key=lambda c: c.anxiety, default=None)


def day_of(moment: int, zone: ZoneInfo) -> date:
    """The date of a moment in the territory."""
    return datetime.fromtimestamp(moment, zone).date()


def nights_of(planned: PlannedWeek) -> int:
    """Days of the week that end elsewhere than the rep's base."""
    territory = planned.territory
    base = (territory.base_lat, territory.base_lon)
    return sum(frame.end != base for frame in planned.plan.frames.values())


def promises_of(session: Session, week: IsoWeek, today: date) -> Promises:
    """Promises of ours that were due in the week, up to today."""
    last = min(today, week.days[6])
    query = select(Promise).where(
        Promise.by == "us", Promise.state != "dropped", Promise.due.between(week.days[0], last)
    )
    found = list(session.scalars(query))
    kept = [p for p in found if p.state == "kept"]
    in_time = sum(_in_time(promise) for promise in kept)
    return Promises(
        due=len(found),
        kept=in_time,
        late=len(kept) - in_time,
        broken=sum(p.state == "broken" for p in found),
        still_open=sum(p.state == "open" for p in found),
    )


def _in_time(promise: Promise) -> bool:
    return promise.closed_on is None or promise.closed_on <= promise.due
