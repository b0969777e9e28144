"""The plan out: paper, calendar, tables, map. Each file is written whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.exchange.calendar_file import Extras, Told, Written, cancel, publish, uid_of, uids
from planner.exchange.files import NotWritten, written_whole
from planner.exchange.itinerary import Itinerary
from planner.records import Call
from planner.store.journal import Journal
from planner.store.tables import Fact
from planner.store.territory_file import is_read_only
from planner.workspace.account_book import AccountBook
from planner.workspace.errors import BadInput, Refused
from planner.workspace.exporting.calendar_told import (
    as_event,
    calendars,
    calendars_fact,
    in_order,
    known_of,
    plan_id,
    still_planned,
)
from planner.workspace.exporting.drawing_up import draw_up
from planner.workspace.iso_week import IsoWeek
from planner.workspace.planning import Planning

FORMATS = ("ics", "pdf", "csv", "xlsx", "html")
PAPERS = ("A4", "Letter")
LAST_EXPORT = "last_export"


class NotExported(Refused):
    """The file could not be written; what stood there before still does."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file and how many calls are in it."""

    file: Path
    calls: int


class Exporting:
    """Takes the weeks of one territory out of it."""

    def __init__(
        self, engine: Engine, journal: Journal, planning: Planning, accounts: AccountBook
    ) -> None:
        self._engine, self._journal = engine, journal
        self._planning, self._accounts = planning, accounts

    def export(
        self,
        week: IsoWeek,
        to: str,
        out: Path,
        *,
        changes: bool = False,
        cancel: bool = False,
        drives: bool = False,
        alarms: bool = False,
        paper: str = "A4",
    ) -> Exported:
        """Write a week to a file.

        Args:
            week: the week.
            to: one of `FORMATS`.
            out: the file; one that is there is replaced, its folder has to exist.
            changes: calendar only: what is new, moved or gone since the last export.
            cancel: calendar only: a file that takes out what was exported; with `changes` only
                the calls that are gone.
            drives: calendar only: the drives and lunch too, as events of their own.
            alarms: calendar only: a reminder of each call when it is time to leave.
            paper: PDF only: one of `PAPERS`.

        Raises:
            BadInput: there is no such format or paper, or an option that is not the format's.
            NotExported: the file cannot be written; nothing was changed.
        """
        _check(to, paper, calendar_options=changes or cancel or drives or alarms)
        try:
            if to == "ics":
                extras = Extras(alarms, drives)
                return self._calendar(week, out, extras, changes=changes, calling_off=cancel)
            return self._document(week, to, out, paper)
        except NotWritten as error:
            raise NotExported(error.code, file=str(error.file)) from error

    def itinerary(self, week: IsoWeek) -> Itinerary:
        """The week as files and paper take it, as it stands."""
        planned = self._planning.week(week)
        accounts = {stop.account.id for day in planned.days for stop in day.calls}
        cards = {account: self._accounts.card(account) for account in accounts}
        whole = draw_up(planned, self._planning.compare(planned), cards)
        revision, replaces = self._revision(whole)
        return replace(whole, revision=revision, replaces=replaces)

    def file_name(self, week: IsoWeek, to: str) -> str:
        """What to call a file of this week; calendars are numbered, so that none is mixed up."""
        if to != "ics":
            return f"{week}.{to}"
        with Session(self._engine) as session:
            return f"visits_{week}_rev{calendars(session, week) + 1}.ics"

    def paper(self, week: IsoWeek, paper: str = "A4") -> bytes:
        """The PDF of a week, for a preview: nothing is written or noted.

        Raises:
            BadInput: there is no such paper.
        """
        _check("pdf", paper, calendar_options=False)
        return _content(self.itinerary(week), "pdf", paper)

    def _document(self, week: IsoWeek, to: str, out: Path, paper: str) -> Exported:
        itinerary = self.itinerary(week)
        calls = sum(len(day.stops) for day in itinerary.days)
        facts = {LAST_EXPORT: _last_export(itinerary, to, out, calls)}
        if to == "pdf":
            facts[_revision_fact(itinerary)] = _revision_value(itinerary)
        content = _content(itinerary, to, paper)
        with self._noting() as session, written_whole(out, content):
            _note(session, facts)
        return Exported(out, calls)

    def _calendar(
        self, week: IsoWeek, out: Path, extras: Extras, *, changes: bool, calling_off: bool
    ) -> Exported:
        """The file is renamed last, within the transaction: both are kept, or neither."""
        itinerary = self.itinerary(week)
        with self._noting() as session:
            extras = replace(extras, plan=plan_id(session))
            known = known_of(session, itinerary, uids(itinerary, extras))
            written = self._written(session, itinerary, known, extras, changes, calling_off)
            with written_whole(out, written.content):
                for told in written.told:
                    session.merge(as_event(told))
                fact = _last_export(itinerary, "ics", out, written.calls)
                number = str(calendars(session, week) + 1)
                _note(session, {LAST_EXPORT: fact, calendars_fact(week): number})
        return Exported(out, written.calls)

    @contextmanager
    def _noting(self) -> Iterator[Session]:
        """A transaction for what was told; from a read-only territory nothing of it is kept."""
        if not is_read_only(self._engine):
            with self._journal.outside() as session:
                yield session
            return
        with Session(self._engine, autoflush=False) as session:
            yield session

    def _written(
        self,
        session: Session,
        week: Itinerary,
        known: dict[str, Told],
        extras: Extras,
        changes: bool,
        calling_off: bool,
    ) -> Written:
        here = uids(week, extras)
        absent = [told for uid, told in known.items() if uid not in here and not told.cancelled]
        elsewhere = still_planned(session, absent)
        gone = [told for told in absent if told.uid not in elsewhere]
        if calling_off:
            return cancel(week, in_order(gone if changes else known.values()))
        moved = self._where_they_went(elsewhere) if changes else []
        return publish(week, known, in_order(gone), moved=moved, changes=changes, extras=extras)

    def _where_they_went(self, calls: dict[str, Call]) -> list[Itinerary]:
        """Other weeks, cut down to these calls."""
        weeks = sorted({IsoWeek.of(call.day) for call in calls.values()})
        return [_only(self.itinerary(week), set(calls)) for week in weeks]

    def _revision(self, week: Itinerary) -> tuple[int, int]:
        """Number of this printed version, and of the one it replaces: up when the plan changed."""
        with Session(self._engine) as session:
            fact = session.get(Fact, _revision_fact(week))
        if fact is None:
            return 1, 0
        kept = json.loads(fact.value)
        if kept["fingerprint"] == _fingerprint(week):
            return int(kept["revision"]), int(kept["replaces"])
        return int(kept["revision"]) + 1, int(kept["revision"])


def _check(to: str, paper: str, *, calendar_options: bool) -> None:
    if to not in FORMATS:
        raise BadInput("unknown_format", format=to, formats=", ".join(FORMATS))
    if paper not in PAPERS:
        raise BadInput("unknown_paper", paper=paper, papers=", ".join(PAPERS))
    if calendar_options and to != "ics":
        raise BadInput("calendar_only", format=to)


def _content(week: Itinerary, to: str, paper: str) -> bytes:
    """The file's bytes; the libraries behind it are loaded when they are needed."""
    if to == "pdf":
        from planner.exchange.paper.document import to_pdf

        return to_pdf(week, paper)
    if to == "html":
        from planner.exchange.html_map import to_html

        return to_html(week)
    from planner.exchange import csv_file

    as_table: dict[str, Callable[[Itinerary], bytes]] = {
        "csv": csv_file.to_csv,
        "xlsx": csv_file.to_xlsx,
    }
    return as_table[to](week)


# ---- what was exported --------------------------------------------------------------------


def _only(week: Itinerary, uids: set[str]) -> Itinerary:
    days = (
        replace(day, stops=tuple(s for s in day.stops if uid_of(s.uid) in uids))
        for day in week.days
    )
    return replace(week, days=tuple(days))


def _last_export(week: Itinerary, to: str, out: Path, calls: int) -> str:
    fact = {"at": week.written_at.isoformat(), "week": week.week, "to": to, "calls": calls}
    return json.dumps({**fact, "file": out.name[:300]}, ensure_ascii=False)


def _note(session: Session, facts: dict[str, str]) -> None:
    for name, value in facts.items():
        session.merge(Fact(name=name, value=value))


def _revision_fact(week: Itinerary) -> str:
    return f"printed_{week.week}"


def _revision_value(week: Itinerary) -> str:
    return json.dumps(
        {
            "revision": week.revision,
            "replaces": week.replaces,
            "fingerprint": _fingerprint(week),
        }
    )


def _fingerprint(week: Itinerary) -> str:
    """The plan in short, whenever it is printed."""
    return hashlib.sha256(repr(week.days).encode()).hexdigest()
