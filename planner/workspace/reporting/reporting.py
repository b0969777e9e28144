"""The use cases of the Friday report: read it, tick and edit it, note it as sent; field reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.new_business import NewBusiness
from planner.exchange.report import Asked, Card, WeekReport
from planner.exchange.report_letter import Letter, write
from planner.records import FieldReport, Question, Report, Sighting, Territory
from planner.store.journal import Change, Journal
from planner.tours.model import Legs
from planner.workspace.errors import BadInput
from planner.workspace.fields import check
from planner.workspace.grading.grading import Grading
from planner.workspace.iso_week import IsoWeek
from planner.workspace.prospecting.prospecting import Prospecting
from planner.workspace.reading_week import read_week
from planner.workspace.reporting import history, market, trade, week
from planner.workspace.reporting.taking_out import TakenOut, take_out
from planner.workspace.reporting.told import Told, told_of

_LONGEST = 20_000
_MOST_OVER_CALLED = 5


class Reporting:
    """The reports of one territory to head office."""

    def __init__(self, engine: Engine, journal: Journal, legs: Callable[[Session], Legs]) -> None:
        self._engine, self._journal, self._legs = engine, journal, legs

    # ---- reading

    def week(self, asked: IsoWeek) -> WeekReport:
        """One week as the records tell it now, with what was ticked and written of it."""
        with Session(self._engine, expire_on_commit=False) as session:
            territory, legs = session.get_one(Territory, 1), self._legs(session)
            today = clock.today(territory.time_zone)
            planned = read_week(session, asked, legs)
            demands = market.demands(session, asked)
            own = _own(session, asked)
            return WeekReport(
                monday=asked.monday,
                written_at=clock.now().astimezone(ZoneInfo(territory.time_zone)),
                rep_name=territory.rep_name,
                office_email=territory.office_email,
                units=territory.units,
                currency=territory.currency,
                calls=week.calls_of(session, asked, today),
                distance=week.distance_of(session, planned),
                detours=week.detours_of(session, asked),
                nights=week.nights_of(planned),
                promises=week.promises_of(session, asked, today),
                complaints=trade.complaints_of(session, asked),
                cards=market.cards(session, asked, demands),
                demands=demands,
                questions=market.questions(session, asked),
                over_called=self._over_called(min(today, asked.days[6])),
                new_business=trade.new_business_of(
                    session, self._new_business(min(today, asked.days[6])), planned
                ),
                ticks=dict(own.ticks) if own else {},
                words=dict(own.words) if own else {},
                sent_on=own.sent_on if own else None,
            )

    def _over_called(self, today: date) -> Any:
        found = Grading(self._engine, self._journal, self._legs)
        return tuple(
            trade.over_called_line(one) for one in found.over_called(today, _MOST_OVER_CALLED)
        )

    def _new_business(self, today: date) -> NewBusiness:
        return Prospecting(self._engine, self._journal, self._legs).new_business(today)

    def told(self, account: int) -> Told:
        """What an account told the market and head office: its reports, its questions."""
        with Session(self._engine, expire_on_commit=False) as session:
            return told_of(session, account, clock.today(self._zone(session)))

    def history(self, weeks: int = history.WEEKS) -> history.History:
        """The figures of the weeks up to this one, for charts."""
        with Session(self._engine, expire_on_commit=False) as session:
            new = self._new_business(clock.today(self._zone(session)))
            return history.read(session, self._legs(session), weeks, new)

    # ---- ticking and editing

    def tick(self, asked: IsoWeek, key: str, leaves: bool) -> Change | None:
        """Say whether a part or one line of a week's report is to leave the laptop."""
        with self._journal.change("report_ticked", week=str(asked)) as change:
            own = _own(change.session, asked) or _new(change.session, asked)
            own.ticks = {**own.ticks, key: leaves}
        return change.change

    def edit(self, asked: IsoWeek, key: str, text: str) -> Change | None:
        """Put own words in a report; empty ones bring back what the records say.

        Raises:
            BadInput: the text is too long.
        """
        if len(text) > _LONGEST:
            raise BadInput("too_long", field="text", longest=_LONGEST)
        with self._journal.change("report_edited", week=str(asked)) as change:
            own = _own(change.session, asked) or _new(change.session, asked)
            rest = {name: words for name, words in own.words.items() if name != key}
            own.words = {**rest, key: text} if text.strip() else rest
        return change.change

    def sent(self, asked: IsoWeek) -> Change | None:
        """Note that a week's report was handed to the mail program."""
        with self._journal.change("report_sent", week=str(asked)) as change:
            own = _own(change.session, asked) or _new(change.session, asked)
            own.sent_on = clock.today(self._zone(change.session))
        return change.change

    # ---- taking out

    def letter(self, asked: IsoWeek) -> Letter:
        """What of a week's report leaves the laptop."""
        return write(self.week(asked))

    def take_out(self, asked: IsoWeek, out: Path, paper: str = "A4") -> TakenOut:
        """Write what is ticked of a week's report to a .pdf, .html or .eml file.

        Raises:
            BadInput: there is no such kind of file or paper.
            NotExported: the file cannot be written; nothing was changed.
        """
        return take_out(self.letter(asked), out, paper)

    # ---- field reports and questions

    def report(self, values: Mapping[str, Any]) -> Change | None:
        """Keep a field report, of today unless another day is named.

        Raises:
            BadInput: there is no text, or a field holds what it cannot.
        """
        return self._keep(FieldReport, "field_report", "date", values)

    def ask(self, values: Mapping[str, Any]) -> Change | None:
        """Keep a question to head office, of today unless another day is named.

        Raises:
            BadInput: there is no text, or a field holds what it cannot.
        """
        return self._keep(Question, "question", "asked_on", values)

    def _keep(self, record: Any, kind: str, day: str, values: Mapping[str, Any]) -> Change | None:
        if not str(values.get("text") or "").strip():
            raise BadInput("missing", kind=kind, field="text")
        with self._journal.change("record_made", kind=kind) as change:
            session = change.session
            today = clock.today(self._zone(session))
            session.add(record(**check(kind, {day: today, **values}, new=True)))
            account = values.get("account")
            named = market.names(session, [account] if account else [])
            change.args = {"kind": kind, "name": named.get(account or 0, "")}
        return change.change

    def seen_here_too(self, report: int, account: int) -> Change | None:
        """Note that the same was seen or heard at one more account; a second time is no step.

        Raises:
            BadInput: there is no such report or account.
        """
        with self._journal.change("seen_here_too") as change:
            session = change.session
            found = session.get(FieldReport, report)
            named = market.names(session, [account])
            if found is None:
                raise BadInput("unknown", kind="field_report", id=report)
            if account not in named:
                raise BadInput("unknown", kind="account", id=account)
            same = select(Sighting).where(
                Sighting.field_report == report, Sighting.account == account
            )
            if found.account != account and session.scalar(same) is None:
                today = clock.today(self._zone(session))
                session.add(Sighting(field_report=report, account=account, date=today))
            change.args = {"name": named[account]}
        return change.change

    def answer(self, question: int, text: str) -> Change | None:
        """Keep head office's answer; it comes back to the account the question was about.

        Raises:
            BadInput: there is no such question, or the answer is too long.
        """
        values = check("question", {"answer": text}, new=False)
        with self._journal.change("question_answered") as change:
            found = change.session.get(Question, question)
            if found is None:
                raise BadInput("unknown", kind="question", id=question)
            found.answer = values["answer"]
            there = bool(text.strip())
            today = clock.today(self._zone(change.session))
            found.answered_on = (found.answered_on or today) if there else None
            named = market.names(change.session, [found.account] if found.account else [])
            change.args = {"name": named.get(found.account or 0, "")}
        return change.change

    def cards(self, most: int = 200) -> tuple[Card, ...]:
        """The newest field reports of all weeks."""
        with Session(self._engine, expire_on_commit=False) as session:
            query = select(FieldReport).order_by(FieldReport.date.desc(), FieldReport.id.desc())
            found = list(session.scalars(query.limit(most)))
            return market.as_cards(session, found, date.max, [])

    def open_questions(self) -> tuple[Asked, ...]:
        """Questions without an answer, the one wanted soonest first."""
        with Session(self._engine, expire_on_commit=False) as session:
            return market.unanswered(session)

    def _zone(self, session: Session) -> str:
        return session.get_one(Territory, 1).time_zone


def _own(session: Session, asked: IsoWeek) -> Report | None:
    return session.scalars(select(Report).where(Report.monday == asked.monday)).first()


def _new(session: Session, asked: IsoWeek) -> Report:
    made = Report(monday=asked.monday, ticks={}, words={})
    session.add(made)
    return made
