"""Closing a day: every stop of it is made, missed or moved, in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.records import Account, Block, Call, Itinerary, Territory
from planner.records.calls import PLANNED
from planner.workspace.errors import BadInput
from planner.workspace.log.odometer import newest_reading, read_off
from planner.workspace.log.writing import checked_part
from planner.workspace.reading_week import IN_TOUR

MARKS = ("made", "missed", "moved")


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one stop; `to` is the day that a moved one goes to.

    An empty outcome leaves what was written before.
    """

    call: int
    became: str
    outcome: str = ""
    to: date | None = None


@dataclass(frozen=True, slots=True)
class DayStop:
    """One call of the day, with whose it is."""

    call: Call
    account: int
    name: str
    grade: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day that is to be closed: its calls in driving order, those already missed last."""

    day: date
    stops: tuple[DayStop, ...]
    odometer_start: float | None
    odometer_end: float | None
    reading: tuple[float, date] | None
    """The newest reading before the day."""
    units: str
    next_day: date
    """The first working day after it and after today: where a call is moved to by itself."""
    not_closed: tuple[date, ...] = ()
    """Other days, lately, with calls that are neither made nor missed."""
    draft: Mapping[str, str] = field(default_factory=dict)


def read_stops(session: Session, day: date) -> tuple[DayStop, ...]:
    """The calls of a day, missed ones last."""
    query = (
        select(Call, Account.name, Account.grade)
        .join(Account, Call.account == Account.id)
        .where(Call.day == day)
        .order_by(Call.position, Call.id)
    )
    found = [
        DayStop(call, call.account, name, grade) for call, name, grade in session.execute(query)
    ]
    return tuple(sorted(found, key=lambda stop: stop.call.state == "missed"))


def readings(session: Session, day: date) -> tuple[float | None, float | None]:
    """The odometer at start and end of a day."""
    row = session.scalars(select(Itinerary).where(Itinerary.date == day)).first()
    return (row.odometer_start, row.odometer_end) if row else (None, None)


def reading_before(session: Session, day: date) -> tuple[float, date] | None:
    """The newest reading of an earlier day."""
    return newest_reading(session, date.fromordinal(day.toordinal() - 1))


class Closer:
    """Writes the marks of one day."""

    def __init__(self, session: Session, day: date, today: date) -> None:
        self._session, self._day, self._today = session, day, today

    def mark(self, marks: Sequence[Mark]) -> dict[str, int]:
        """Write them; returns how many became what.

        Raises:
            BadInput: a call is not of that day, or a moved one goes nowhere that is ahead.
        """
        count = dict.fromkeys(MARKS, 0)
        for mark in marks:
            call = self._session.get(Call, mark.call)
            if call is None or call.day != self._day:
                raise BadInput("unknown", kind="call", id=mark.call, part="call", call=mark.call)
            if mark.became not in MARKS:
                choices = ", ".join(MARKS)
                raise BadInput("not_one_of", field="state", value=mark.became, choices=choices)
            before = (call.state, call.day)
            self._say(call, mark)
            if mark.became == "moved":
                self._move(call, mark)
            else:
                call.state = mark.became
            count[mark.became] += (call.state, call.day) != before
        return count

    def _say(self, call: Call, mark: Mark) -> None:
        if mark.outcome.strip():
            said: dict[str, Any] = {"outcome": mark.outcome}
            call.outcome = checked_part("call", "call", said, new=False)["outcome"]

    def _move(self, call: Call, mark: Mark) -> None:
        """A moved call is planned anew: what was agreed for the old day no longer holds."""
        if mark.to is None:
            raise BadInput("missing", kind="call", field="day", part="call", call=call.id)
        if mark.to <= max(self._day, date.min) or mark.to < self._today:
            raise BadInput("must_be_ahead", day=mark.to.isoformat(), part="call", call=call.id)
        to = checked_part("call", "call", {"day": mark.to}, new=False)["day"]
        call.position = self._end_of(to)
        call.day, call.start, call.locked, call.state = to, None, False, "draft"

    def _end_of(self, day: date) -> int:
        self._session.flush()
        calls = select(func.max(Call.position)).where(Call.day == day, Call.state.in_(IN_TOUR))
        blocks = select(func.max(Block.position)).where(Block.date == day)
        ends = (self._session.scalar(calls), self._session.scalar(blocks))
        return max((-1 if end is None else end) for end in ends) + 1

    def drive(self, start: float | None, end: float | None) -> None:
        """Keep the odometer's readings."""
        if start is not None or end is not None:
            territory = self._session.get_one(Territory, 1)
            read_off(self._session, territory, self._day, start=start, end=end)


def still_open(session: Session, first: date, last: date) -> list[date]:
    """Days whose calls are neither made nor missed."""
    query = select(Call.day).where(Call.day.between(first, last), Call.state.in_(PLANNED))
    return sorted(set(session.scalars(query)))
