"""The hours of a week: what calls take, what current customers need, what prospects get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.advice.capacity import Pace, pace_of, room
from planner.advice.due import Frequency
from planner.advice.spread import Rhythm
from planner.records import Account, Call, Territory
from planner.tours.model import Legs
from planner.workspace.cycle.reading import calls_on_record

SPAN = 28
"""Days over which the calls on prospects are averaged, a week of them still ahead."""
DUE = 14
"""Days ahead whose calls on customers, with those overdue, share the hours of two weeks."""
_AHEAD = 7
_TYPICAL_DRIVE = 35 * 60
"""Seconds of driving for a call where fewer than twenty calls are on record."""


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Seconds of a week. `call` is the usual length of a call and `each` that with its drive."""

    have: float
    needed: float
    kept: float
    given: float
    call: float
    pace: Pace

    @property
    def each(self) -> float:
        """A call with its drive."""
        return self.pace.seconds

    @property
    def on_prospects(self) -> float:
        """What prospects get: the hours kept for them or, if more, those they got lately."""
        return max(self.with_drives(self.kept), self.given)

    def with_drives(self, seconds: float) -> float:
        """Time with prospects, and the drives there besides."""
        return seconds * max(1.0, self.each / max(60.0, self.call))


def read_hours(session: Session, legs: Legs, today: date) -> WeekHours:
    """The hours of a usual week, and what the calls of the next two need of one."""
    territory = session.get_one(Territory, 1)
    call = 60.0 * territory.call_minutes
    pace = pace_of(calls_on_record(session, territory, legs), lambda: call + _TYPICAL_DRIVE)
    day = territory.work_end - territory.work_start - 60 * territory.lunch_minutes
    fit = room(today, [max(0, day)] * len(territory.working_days), pace).have
    return WeekHours(
        have=fit * pace.seconds,
        needed=_due(session, territory, today) * pace.seconds * 7 / DUE,
        kept=3600.0 * territory.prospect_hours,
        given=_given(session, today, pace),
        call=call,
        pace=pace,
    )


def _due(session: Session, territory: Territory, today: date) -> int:
    """Calls on customers that fall due in that time by their frequency, overdue ones too."""
    rule = Frequency(territory)
    query: Any = (
        select(Account.grade, Account.calls_per_cycle, func.max(Call.day))
        .outerjoin(Call, (Call.account == Account.id) & (Call.state == "made"))
        .where(Account.status == "customer")
        .group_by(Account.id)
    )
    calls = 0
    for grade, own, last in session.execute(query):
        interval = rule.interval_days(rule.calls(grade, own))
        if interval is not None:
            since = None if last is None else max(0, (today - last).days)
            calls += Rhythm(float(interval), since).calls(DUE)
    return calls


def _given(session: Session, today: date, pace: Pace) -> float:
    """Seconds a week on prospects in the weeks up to the coming one, drives included."""
    last = today + timedelta(days=_AHEAD)
    query: Any = (
        select(func.count())
        .select_from(Call)
        .join(Account, Account.id == Call.account)
        .where(
            Account.status == "prospect",
            Call.state != "missed",
            Call.day > last - timedelta(days=SPAN),
            Call.day <= last,
        )
    )
    calls: int = session.scalar(query) or 0
    return calls * pace.seconds * 7 / SPAN
