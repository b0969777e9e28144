"""Complaints and jobs read with everything their rows show, few queries for any number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from planner.advice.queue import urgency, weight
from planner.records import (
    Account,
    Colleague,
    Complaint,
    Contact,
    Job,
    Machine,
    Order,
    Record,
    Touch,
)
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.service.views import (
    HELP,
    ComplaintRow,
    Expert,
    Figures,
    JobRow,
    MachineRow,
    NoFavour,
    Person,
    mean,
)
from planner.workspace.views import AccountRow

Kind = TypeVar("Kind", bound=Record)
_CHUNK = 500
JOB_DAYS = 30
"""Days for which a job that is done stays in the list."""
MAINTENANCE_DAYS = 28
"""Days ahead in which maintenance that falls due is offered."""


def rows_of(session: Session, accounts: Collection[int]) -> dict[int, AccountRow]:
    """Account rows by number."""
    wanted, found = sorted(set(accounts)), dict[int, AccountRow]()
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        found.update((row.id, row) for row in read_rows(session, BRIEF, part))
    return found


def _by_number(
    session: Session, kind: type[Kind], numbers: Iterable[int | None]
) -> dict[int, Kind]:
    wanted = sorted({number for number in numbers if number is not None})
    found: dict[int, Kind] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        found.update((r.id, r) for r in session.scalars(select(kind).where(kind.id.in_(part))))
    return found


# ---- complaints


def queue(session: Session, now: int, account: int | None = None) -> tuple[ComplaintRow, ...]:
    """The open complaints, of all or of one account, the most worried customer first."""
    still = Complaint.closed_at.is_(None)
    rows = _complaints(
        session, still if account is None else still & (Complaint.account == account)
    )
    return tuple(sorted(rows, key=lambda row: (urgency(*weighed(row, now)), row.id)))


def weighed(row: ComplaintRow, now: int) -> tuple[int, float, float]:
    """What orders the queue; the fault's difficulty is no part of it."""
    heavy = weight(row.account.grade, row.account.potential)
    return row.anxiety, heavy, now - row.opened_at


def closed_since(session: Session, since: int) -> tuple[ComplaintRow, ...]:
    """What was closed from a moment on, the newest first."""
    rows = _complaints(session, Complaint.closed_at >= since)
    return tuple(sorted(rows, key=lambda row: (-(row.closed_at or 0), row.id)))


def one(session: Session, number: int) -> ComplaintRow | None:
    """One complaint, whatever became of it."""
    return next(iter(_complaints(session, Complaint.id == number)), None)


def _complaints(session: Session, where: Any) -> list[ComplaintRow]:
    found = list(session.scalars(select(Complaint).where(where)))
    accounts = rows_of(session, [c.account for c in found])
    people = _by_number(session, Contact, (c.contact for c in found))
    machines = _by_number(session, Machine, (c.machine for c in found))
    orders = _by_number(session, Order, (c.order for c in found))
    experts = _by_number(session, Colleague, (c.expert for c in found))
    prospects = _by_number(session, Account, (c.prospect for c in found))
    return [
        ComplaintRow(
            id=c.id,
            account=accounts[c.account],
            person=_person(people.get(c.contact or 0)),
            machine=_machine(machines.get(c.machine or 0)),
            order=_order(orders.get(c.order or 0)),
            concerns=c.concerns,
            anxiety=c.anxiety,
            difficulty=c.difficulty,
            text=c.text,
            opened_at=c.opened_at,
            answered_at=c.answered_at,
            closed_at=c.closed_at,
            anxiety_after=c.anxiety_after,
            answer=c.answer,
            done=c.done,
            expert=_expert(experts.get(c.expert or 0)),
            passed_at=c.passed_at,
            referral_asked_on=c.referral_asked_on,
            prospect=_named(prospects.get(c.prospect or 0)),
        )
        for c in found
    ]


def _named(account: Account | None) -> tuple[int, str] | None:
    return None if account is None else (account.id, account.name)


def _person(found: Contact | None) -> Person | None:
    if found is None:
        return None
    post = found.post or found.role
    return Person(found.id, found.name, post, found.phone, found.email)


def _machine(found: Machine | None) -> MachineRow | None:
    if found is None:
        return None
    return MachineRow(
        found.id, found.name, found.maker, found.serial, found.warranty_until, found.maintenance_due
    )


def _order(found: Order | None) -> str:
    return "" if found is None else (found.line or found.text or str(found.id))


def _expert(found: Colleague | None) -> Expert | None:
    if found is None:
        return None
    return Expert(found.id, found.name, found.function, found.expertise, found.phone, found.email)


def experts(session: Session) -> tuple[Expert, ...]:
    """The colleagues who are asked as experts."""
    query = select(Colleague).where(Colleague.is_expert).order_by(Colleague.name, Colleague.id)
    return tuple(e for e in map(_expert, session.scalars(query)) if e is not None)


def last_expert(session: Session, account: int) -> int | None:
    """Who helped at an account last, by its jobs and complaints."""
    found: list[tuple[int, int]] = []
    for kind in (Job, Complaint):
        query = select(kind.opened_at, kind.expert).where(
            kind.account == account, kind.expert.is_not(None)
        )
        newest = session.execute(query.order_by(kind.opened_at.desc()).limit(1)).first()
        found += [(newest[0], newest[1] or 0)] if newest else []
    return max(found)[1] if found else None


def figures(session: Session, first: int, last: int) -> Figures:
    """What became of complaints between two moments, the last one not included."""
    opened_in = (Complaint.opened_at >= first) & (Complaint.opened_at < last)
    closed_in = (Complaint.closed_at >= first) & (Complaint.closed_at < last)
    shut = list(session.scalars(select(Complaint).where(closed_in)))
    known = [(c.anxiety, c.anxiety_after) for c in shut if c.anxiety_after is not None]
    query = select(Complaint.answered_at - Complaint.opened_at)
    answered = session.scalars(query.where(opened_in, Complaint.answered_at.is_not(None)))
    count = select(func.count()).select_from(Complaint)
    return Figures(
        opened=session.scalar(count.where(opened_in)) or 0,
        closed=len(shut),
        measured=len(known),
        before=mean([before for before, _after in known]),
        after=mean([after for _before, after in known]),
        first_contact=mean([max(0, seconds or 0) for seconds in answered]),
        prospects=sum(c.prospect is not None for c in shut),
    )


# ---- jobs


def jobs(session: Session, today: date) -> tuple[JobRow, ...]:
    """Open jobs, what is due for maintenance, then what was done lately."""
    lately = today - timedelta(days=JOB_DAYS)
    found = list(
        session.scalars(select(Job).where(or_(Job.done_on.is_(None), Job.done_on > lately)))
    )
    rows = [*_jobs(session, found), *_due(session, today, found)]
    return tuple(sorted(rows, key=_job_order))


def _job_order(row: JobRow) -> tuple[Any, ...]:
    """Open before done; help that nobody answered first, then by day; done: the newest first."""
    if row.done_on is not None:
        return 2, -row.done_on.toordinal(), row.id
    day = row.day or (row.machine.maintenance_due if row.is_offer and row.machine else None)
    waits = row.kind in HELP and row.answered_at is None
    return 1, not waits, row.kind != "breakdown", (day or date.max), row.opened_at, row.id


def _jobs(session: Session, found: list[Job]) -> list[JobRow]:
    accounts = rows_of(session, [job.account for job in found])
    people = _by_number(session, Contact, (job.contact for job in found))
    machines = _by_number(session, Machine, (job.machine for job in found))
    asked = _by_number(session, Colleague, (job.expert for job in found))
    return [
        JobRow(
            id=job.id,
            kind=job.kind,
            account=accounts[job.account],
            person=_person(people.get(job.contact or 0)),
            machine=_machine(machines.get(job.machine or 0)),
            text=job.text,
            opened_at=job.opened_at,
            answered_at=job.answered_at,
            day=job.day,
            next_step=job.next_step,
            done_on=job.done_on,
            expert=_expert(asked.get(job.expert or 0)),
            brief=job.brief,
            satisfaction=job.satisfaction,
        )
        for job in found
    ]


def _due(session: Session, today: date, open_jobs: list[Job]) -> list[JobRow]:
    """Maintenance that is due or soon will be, at machines that have no such job yet."""
    busy = {j.machine for j in open_jobs if j.kind == "maintenance" and j.done_on is None}
    until = today + timedelta(days=MAINTENANCE_DAYS)
    query = select(Machine).where(Machine.maintenance_due <= until)
    machines = [m for m in session.scalars(query) if m.id not in busy]
    accounts = rows_of(session, [m.account for m in machines])
    return [
        JobRow(
            id=0, kind="maintenance", account=accounts[m.account], person=None,
            machine=_machine(m), text="", opened_at=0, answered_at=None, day=None, next_step="",
            done_on=None, expert=None, brief="", satisfaction=None,
        )
        for m in machines
        if accounts[m.account].status != "lapsed"
    ]  # fmt: skip


# ---- small favours


def no_favour(session: Session, today: date, days: int) -> tuple[NoFavour, ...]:
    """Customers for whom nothing small was done for so long, the weightiest first."""
    last = _last_help(session)
    since = today - timedelta(days=days)
    found = [
        NoFavour(row, *last.get(row.id, (None, "")))
        for row in read_rows(session, BRIEF.where(Account.status == "customer"))
        if row.calls_per_cycle > 0 and last.get(row.id, (date.min, ""))[0] <= since
    ]
    return tuple(
        sorted(found, key=lambda f: (-weight(f.account.grade, f.account.potential), f.account.id))
    )


def _last_help(session: Session) -> dict[int, tuple[date, str]]:
    """The last day on which each account was helped: a favour, help, or a job that was done."""
    found: dict[int, tuple[date, str]] = {}
    useful = Touch.kind.in_(("favour", "help"))
    query = select(Touch.account, Touch.day, Touch.text).where(useful).order_by(Touch.day, Touch.id)
    for account, day, text in session.execute(query):
        found[account] = (day, text)
    done = select(Job.account, Job.done_on, Job.text).where(Job.done_on.is_not(None))
    for account, on, text in session.execute(done.order_by(Job.done_on)):
        day = on or date.min
        if day >= found.get(account, (date.min, ""))[0]:
            found[account] = (day, text)
    return found


def day_start(day: date, zone: str) -> int:
    """The moment at which a date begins in a time zone."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())
