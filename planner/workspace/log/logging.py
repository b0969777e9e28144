"""The use cases of logging: a call, a favour, a promise, a day, the mileage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.due import Frequency
from planner.records import KINDS, Account, Call, Contact, Territory
from planner.records.calls import PLANNED
from planner.store.journal import Change, Journal
from planner.tours.model import Legs
from planner.workspace.errors import BadInput
from planner.workspace.iso_week import IsoWeek
from planner.workspace.log import drafts
from planner.workspace.log.closing import (
    Closer,
    DayPage,
    Mark,
    read_stops,
    reading_before,
    readings,
    still_open,
)
from planner.workspace.log.entry import LogEntry, Logged, LogPage, Pledge
from planner.workspace.log.now import stop_now
from planner.workspace.log.reading import people_at, read_page
from planner.workspace.log.writing import Writer, bring_to, call_of, checked_part, pledged
from planner.workspace.reading_week import read_week

if TYPE_CHECKING:
    from planner.exchange.mileage import MileageLog

_LOOK_BACK = 60
"""Days within which a day that was not closed is still told of."""


class Logging:
    """What is logged of one territory; each use case is one entry of its journal."""

    def __init__(self, engine: Engine, journal: Journal, legs: Callable[[Session], Legs]) -> None:
        self._engine, self._journal, self._legs = engine, journal, legs

    # Calls

    def page(self, account: int | None = None, call: int | None = None) -> LogPage:
        """What is known before a call is logged.

        Raises:
            BadInput: there is no such account or call.
        """
        with Session(self._engine, expire_on_commit=False) as session:
            if account is None:
                account = _get(session, Call, call or 0).account
            return read_page(session, account, call, _today(session))

    def log_call(
        self, entry: LogEntry, *, call: int | None = None, account: int | None = None
    ) -> Logged:
        """Log a call: the one named, or the one on the account today, planned or not.

        A planned call becomes made; one that was ahead was made today. A call that was logged
        before is logged again: what is said replaces what was said of outcome, people and stage.

        Raises:
            BadInput: there is no such call, no outcome, a promise without a day, or anything
                else that a record cannot hold; `part` says which of `entry.PARTS`.
        """
        with self._journal.change("call_logged") as change:
            session = change.session
            territory = session.get_one(Territory, 1)
            today = clock.today(territory.time_zone)
            made = self._call_meant(session, entry, call, account, today)
            whose = session.get_one(Account, made.account)
            writer = Writer(session, whose, made, entry)
            with session.no_autoflush:  # all rows go to the file at once: it takes half as long
                writer.write()
            drafts.keep(session, drafts.log_draft(whose.id), {})
            change.args = {"name": whose.name, "day": made.day.isoformat()}
            session.flush()
            due, planned = _due(session, territory, whose, today)
            records = {kind: tuple(rows) for kind, rows in writer.written.items()}
        return Logged(change.change, made, whose.name, due, planned, records)

    def _call_meant(
        self, session: Session, entry: LogEntry, call: int | None, account: int | None, today: date
    ) -> Call:
        day = _checked_day(entry.day) if entry.day is not None else None
        if day is not None and day > today:
            raise BadInput("not_yet", field="day", value=day.isoformat(), kind="call", part="call")
        if call is None:
            whose = _get(session, Account, account or 0)
            return call_of(session, whose, day or today, today)
        made: Call = _get(session, Call, call)
        if account is not None and made.account != account:
            raise BadInput("unknown", kind="call", id=call)
        bring_to(session, made, day or min(made.day, today), today)
        return made

    def call_now(self) -> int | None:
        """The call that the rep is at by the clock, on today's tour."""
        with Session(self._engine, expire_on_commit=False) as session:
            zone = ZoneInfo(session.get_one(Territory, 1).time_zone)
            now = clock.now().astimezone(zone)
            week = read_week(session, IsoWeek.of(now.date()), self._legs(session))
            day = week.whole().by_date[now.date()]
        stop = stop_now(day, now.hour * 3600 + now.minute * 60 + now.second)
        return stop.call.id if stop else None

    # Between calls

    def favour(self, account: int, text: str, contact: int | None = None) -> Change | None:
        """Keep a small favour done today.

        Raises:
            BadInput: there is no such account, nothing was said, or too much.
        """
        with self._journal.change("favour_done") as change:
            whose = _get(change.session, Account, account)
            if not text.strip():
                raise BadInput("missing", kind="touch", field="text", part="favour")
            today = _today(change.session)
            values = {"account": account, "contact": contact, "day": today, "text": text}
            _add(change.session, "favour", "touch", values)
            change.args = {"name": whose.name}
        return change.change

    def promise(self, account: int, pledge: Pledge) -> Change | None:
        """Keep a promise, ours or theirs.

        Raises:
            BadInput: there is no such account, no words or no day.
        """
        with self._journal.change("promise_noted") as change:
            whose = _get(change.session, Account, account)
            values = pledged(account, pledge, None, _today(change.session))
            _add(change.session, "promise", "promise", values)
            change.args = {"name": whose.name}
        return change.change

    def people(self, account: int) -> tuple[Contact, ...]:
        """Who is at an account now."""
        with Session(self._engine, expire_on_commit=False) as session:
            return tuple(people_at(session, account))

    # Days

    def day_to_close(self) -> date:
        """Today where it has calls, else the last day whose calls nobody has closed."""
        with Session(self._engine) as session:
            today = _today(session)
            has_calls = session.scalar(select(Call.id).where(Call.day == today).limit(1))
            left = select(func.max(Call.day)).where(Call.day < today, Call.state.in_(PLANNED))
            return today if has_calls else (session.scalar(left) or today)

    def day(self, day: date) -> DayPage:
        """A day as it can be closed."""
        with Session(self._engine, expire_on_commit=False) as session:
            territory = session.get_one(Territory, 1)
            start, end = readings(session, day)
            return DayPage(
                day=day,
                stops=read_stops(session, day),
                odometer_start=start,
                odometer_end=end,
                reading=reading_before(session, day),
                units=territory.units,
                next_day=_working_day(territory, max(day, _today(session))),
                not_closed=tuple(d for d in _not_closed(session) if d != day),
                draft=drafts.draft_of(session, drafts.day_draft(day.isoformat())),
            )

    def close_day(
        self,
        day: date,
        marks: Sequence[Mark],
        odometer_start: float | None = None,
        odometer_end: float | None = None,
    ) -> Change | None:
        """Say of the stops of a day what became of them. A missed call is due again as before.

        Raises:
            BadInput: the day lies ahead, a call is not of that day, a moved one has no day that
                is ahead, or the odometer runs backwards.
        """
        with self._journal.change("day_closed") as change:
            session = change.session
            today = _today(session)
            if day > today:
                raise BadInput("not_yet", field="day", value=day.isoformat(), part="call")
            closer = Closer(session, day, today)
            count = closer.mark(marks)
            closer.drive(odometer_start, odometer_end)
            drafts.keep(session, drafts.day_draft(day.isoformat()), {})
            change.args = {"day": day.isoformat(), **count}
        return change.change

    def mileage(self, first: date, last: date) -> MileageLog:
        """The kilometres of the days from `first` to `last`, for the expense claim.

        Raises:
            BadInput: `last` comes before `first`.
        """
        from planner.workspace.log.mileage import mileage

        with Session(self._engine, expire_on_commit=False) as session:
            return mileage(session, first, last, self._legs(session))

    def export_mileage(self, first: date, last: date, out: Path, paper: str = "A4") -> MileageLog:
        """Write the mileage log to a .csv or .pdf file.

        Raises:
            BadInput: `last` comes before `first`, or the file is to be of another kind.
            NotExported: it cannot be written.
        """
        from planner.workspace.log.mileage import write_mileage

        found = self.mileage(first, last)
        write_mileage(found, out, paper)
        return found

    # Drafts

    def keep_draft(self, name: str, texts: Mapping[str, str]) -> None:
        """Keep what was typed and not saved; no step of the journal."""
        with self._journal.outside() as session:
            drafts.keep(session, name, texts)


def _get(session: Session, kind: Any, number: int) -> Any:
    found = session.get(kind, number)
    if found is None:
        raise BadInput("unknown", kind=kind.__tablename__, id=number)
    return found


def _add(session: Session, part: str, kind: str, values: Mapping[str, Any]) -> None:
    contact = values.get("contact")
    if contact is not None:
        _get(session, Contact, contact)
    session.add(KINDS[kind](**checked_part(part, kind, values, new=True)))


def _today(session: Session) -> date:
    return clock.today(session.get_one(Territory, 1).time_zone)


def _checked_day(day: date) -> date:
    """A day that a call can have been made on; 1899 is a slip."""
    if day.year < 1900:
        raise BadInput("long_ago", field="day", value=day.isoformat(), kind="call", part="call")
    checked: date = checked_part("call", "call", {"day": day}, new=False)["day"]
    return checked


def _due(
    session: Session, territory: Territory, account: Account, today: date
) -> tuple[date | None, date | None]:
    """When an account is due again, and the next day it is planned for."""
    of_account = Call.account == account.id
    last = session.scalar(select(func.max(Call.day)).where(of_account, Call.state == "made"))
    ahead = select(func.min(Call.day)).where(of_account, Call.state.in_(PLANNED), Call.day >= today)
    rule = Frequency(territory)
    calls = rule.calls(account.grade, account.calls_per_cycle)
    return rule.due(calls, last, today), session.scalar(ahead)


def _not_closed(session: Session) -> list[date]:
    today = _today(session)
    return still_open(session, today - timedelta(days=_LOOK_BACK), today - timedelta(days=1))


def _working_day(territory: Territory, after: date) -> date:
    """The next day that is usually worked."""
    days = [after + timedelta(days=n) for n in range(1, 8)]
    return next((day for day in days if day.weekday() in territory.working_days), days[0])
