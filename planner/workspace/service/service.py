"""Complaints and service of one territory: the page that shows them, and what is done there."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.records import Account, Complaint, Contact, Promise, Territory
from planner.records.base import this_moment
from planner.store.journal import Journal
from planner.workspace.service import reading
from planner.workspace.service.complaints import ComplaintSteps
from planner.workspace.service.jobs import JobSteps
from planner.workspace.service.known import Known, known
from planner.workspace.service.views import (
    ComplaintRow,
    Expert,
    Figures,
    ServicePage,
    Touched,
)

CALMED_DAYS = 30
FAVOUR_DAYS = 90


class Service(ComplaintSteps, JobSteps):
    """Reading opens a short session of its own; every change is one step."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        super().__init__(journal)
        self._engine = engine

    def page(self) -> ServicePage:
        """All that is to be seen now."""
        now = this_moment()
        with Session(self._engine) as session:
            zone = session.get_one(Territory, 1).time_zone
            today = clock.today(zone)
            since = reading.day_start(today - timedelta(days=CALMED_DAYS), zone)
            return ServicePage(
                now=now,
                today=today,
                queue=reading.queue(session, now),
                closed=reading.closed_since(session, since),
                figures=reading.figures(session, since, now + 1),
                jobs=reading.jobs(session, today),
                no_favour=reading.no_favour(session, today, FAVOUR_DAYS),
                experts=reading.experts(session),
            )

    def queue(self) -> tuple[ComplaintRow, ...]:
        """The open complaints, the most worried customer first."""
        with Session(self._engine) as session:
            return reading.queue(session, this_moment())

    def complaint(self, number: int) -> ComplaintRow | None:
        """One complaint, open or closed; None where there is none."""
        with Session(self._engine) as session:
            return reading.one(session, number)

    def open_on(self, account: int) -> ComplaintRow | None:
        """The most worried open complaint of an account."""
        with Session(self._engine) as session:
            return next(iter(reading.queue(session, this_moment(), account)), None)

    def running(self) -> int:
        """How many complaints nobody has answered."""
        unanswered = Complaint.answered_at.is_(None) & Complaint.closed_at.is_(None)
        with Session(self._engine) as session:
            query = select(func.count()).select_from(Complaint).where(unanswered)
            return session.scalar(query) or 0

    def figures(self, first: date, last: date) -> Figures:
        """What became of complaints from one date to another, both included."""
        with Session(self._engine) as session:
            zone = session.get_one(Territory, 1).time_zone
            begin = reading.day_start(first, zone)
            end = reading.day_start(last + timedelta(days=1), zone)
            return reading.figures(session, begin, end)

    def known(self, account: int) -> Known:
        """What is known of an account when it rings.

        Raises:
            KeyError: there is no such account.
        """
        with Session(self._engine) as session:
            return known(session, account, clock.today(session.get_one(Territory, 1).time_zone))

    def experts(self) -> tuple[Expert, ...]:
        """The colleagues who are asked as experts."""
        with Session(self._engine) as session:
            return reading.experts(session)

    def expert_for(self, account: int, words: str) -> Expert | None:
        """Who knows most of these words, else who helped at the account last, else anybody."""
        with Session(self._engine) as session:
            known = reading.experts(session)
            found = best_expert(known, words)
            if found is not None:
                return found
            last = reading.last_expert(session, account)
            return next((e for e in known if e.id == last), known[0] if known else None)

    def touched(self, accounts: Collection[int]) -> dict[int, Touched]:
        """How worried each account is, what we promised it, and to whom a mail goes."""
        with Session(self._engine) as session:
            return {account: _touched(session, account) for account in set(accounts)}


def _touched(session: Session, account: int) -> Touched:
    worry = select(func.max(Complaint.anxiety)).where(
        Complaint.account == account, Complaint.closed_at.is_(None)
    )
    ours = select(Promise.due, Promise.text).where(
        Promise.account == account, Promise.by == "us", Promise.state == "open"
    )
    people = select(Contact).where(
        Contact.account == account, Contact.left_on.is_(None), Contact.email != ""
    )
    person = session.scalars(people.order_by(Contact.last_seen.desc(), Contact.id)).first()
    whole = session.get(Account, account)
    return Touched(
        account=account,
        anxiety=session.scalar(worry) or 0,
        promises=tuple((due, text) for due, text in session.execute(ours.order_by(Promise.due))),
        email=person.email if person else (whole.email if whole else ""),
        person=person.name if person else "",
    )


def best_expert(experts: Sequence[Expert], words: str) -> Expert | None:
    """Whose expertise has most of the words; None where nobody's has any."""
    wanted = _stems(words)
    counted = [(len(wanted & _stems(f"{e.expertise} {e.function}")), e) for e in experts]
    best = max(counted, key=lambda found: found[0], default=None)
    return best[1] if best is not None and best[0] else None


def _stems(text: str) -> set[str]:
    """Words without their endings, so that chips finds chip."""
    return {re.sub(r"(ing|es|s)$", "", word) for word in re.findall(r"\w{4,}", text.casefold())}
