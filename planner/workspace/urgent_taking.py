"""Writes an urgent call into the plan: one step, which one undo takes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Account, Call
from planner.tours.week import changed_days
from planner.workspace.errors import Impossible
from planner.workspace.reading_week import IN_TOUR
from planner.workspace.urgent_options import Option


def take(session: Session, option: Option) -> dict[str, Any]:
    """Bring the days of the option to what it says; gives what the journal's sentence needs.

    Raises:
        Impossible: the days are no longer as they were when the option was worked out.
    """
    days = changed_days(option.before, option.plan)
    tours = {day: _tour(session, day) for day in days}
    for day in days:
        if [c.id for c in tours[day]] != [stop.call for stop in option.before.of(day)]:
            raise Impossible("plan_changed", name=option.account.name, day=day.isoformat())
    calls = {call.id: call for tour in tours.values() for call in tour}
    kept = {stop.call for day in days for stop in option.plan.of(day)}
    for number, call in calls.items():
        if number not in kept:
            session.delete(call)
    for day in days:
        for position, stop in enumerate(option.plan.of(day)):
            call = calls.get(stop.call) or Call(account=stop.account, day=day)
            session.add(call)
            _set(call, day, position)
    name = session.get_one(Account, option.account.id).name
    return {"name": name, "day": option.day.isoformat(), "count": len(option.moved)}


def _tour(session: Session, day: date) -> list[Call]:
    query = select(Call).where(Call.day == day, Call.state.in_(IN_TOUR))
    return list(session.scalars(query.order_by(Call.position, Call.id)))


def _set(call: Call, day: date, position: int) -> None:
    if call.day != day:
        call.day, call.start = day, None
        if call.state in ("asked", "confirmed"):
            call.state = "draft"
    if call.position != position:
        call.position = position
