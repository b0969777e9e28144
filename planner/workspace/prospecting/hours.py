"""The hours of a week: what calls take, what current customers need, what prospects get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.advice.capacity import Pace, pace_of
from planner.advice.due import Frequency
from planner.records import Account, Call, Territory
from planner.tours.model import Legs
from planner.workspace.cycle.reading import calls_on_record

_SPAN = 28
"""Days over which the calls on prospects are averaged, a week of them still ahead."""
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
    """The hours of a usual week."""
    territory = session.get_one(Territory, 1)
    call = 60.0 * territory.call_minutes
    pace = pace_of(calls_on_record(session, territory, legs), lambda: call + _TYPICAL_DRIVE)
    return WeekHours(
        have=_of_a_week(territory),
        needed=_calls_a_week(session, territory) * pace.seconds,
        kept=3600.0 * territory.prospect_hours,
        given=_given(session, today, pace),
        call=call,
        pace=pace,
    )


def _of_a_week(territory: Territory) -> float:
    day = territory.work_end - territory.work_start - 60 * territory.lunch_minutes
    return float(max(0, day) * len(territory.working_days))


def _calls_a_week(session: Session, territory: Territory) -> float:
    """What the customers' frequencies come to."""
    rule = Frequency(territory)
    query = (
        select(Account.grade, func.count(), func.count(Account.calls_per_cycle),
               func.sum(Account.calls_per_cycle))
        .where(Account.status == "customer")
        .group_by(Account.grade)
    )  # fmt: skip
    calls = 0.0
    for grade, count, own, sum_of_own in session.execute(query):
        calls += rule.calls(grade, None) * (count - own) + float(sum_of_own or 0.0)
    return calls / max(1, territory.cycle_weeks)


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
            Call.day > last - timedelta(days=_SPAN),
            Call.day <= last,
        )
    )
    calls: int = session.scalar(query) or 0
    return calls * pace.seconds * 7 / _SPAN
