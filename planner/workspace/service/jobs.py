"""The life of a job: asked for, answered, passed on, done, and whether it satisfied."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from planner.records import Colleague, Job, Machine, Solution
from planner.store.journal import Change, Journal
from planner.workspace.service import writing
from planner.workspace.service.complaints import contact


class JobSteps:
    """Each use case is one step of the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def open_job(
        self, account: int, kind: str, text: str = "", **more: Any
    ) -> tuple[int, Change | None]:
        """A job of one of the six kinds, in the customer's words; on any maker's machine.

        Raises:
            BadInput: a field holds what it cannot, or names a machine of somebody else's.
        """
        values = {"account": account, "kind": kind, "text": text}
        with self._journal.change("job_opened") as change:
            found = writing.made(change.session, "job", values | more)
            change.args = _args(change.session, found)
        return found.id, change.change

    def answer_job(self, number: int, text: str = "", at: int | None = None) -> Change | None:
        """The first answer to a call for help; it is a contact and counts as help."""
        with self._journal.change("job_answered") as change:
            found = writing.get(change.session, Job, number)
            _answered(change.session, found, text, at)
            change.args = _args(change.session, found)
        return change.change

    def pass_job(self, number: int, expert: int | None, brief: str = "") -> Change | None:
        """An expert holds it from now on, with what is known; None: the rep does again."""
        with self._journal.change("job_passed") as change:
            found = writing.get(change.session, Job, number)
            asked = "" if expert is None else writing.get(change.session, Colleague, expert).name
            writing.changed(found, "job", {"expert": expert, "brief": brief or found.brief})
            change.args = _args(change.session, found) | {"expert": asked}
        return change.change

    def job_done(
        self,
        number: int,
        on: date | None = None,
        satisfaction: int | None = None,
        solution: int | None = None,
        next_step: str | None = None,
    ) -> Change | None:
        """It is done; maintenance moves the machine's next date on by its months.

        Raises:
            BadInput: a day that lies ahead, or no such solution.
        """
        with self._journal.change("job_done") as change:
            session = change.session
            found = writing.get(session, Job, number)
            day = writing.today(session) if on is None else on
            values: dict[str, Any] = {"done_on": day, "satisfaction": satisfaction}
            if solution is not None:
                values["solution"] = writing.get(session, Solution, solution).id
            if next_step is not None:
                values["next_step"] = next_step
            if found.answered_at is None and day == writing.today(session):
                values["answered_at"] = writing.now()  # being there is an answer
            writing.changed(found, "job", values)
            _maintained(session, found, day)
            change.args = _args(session, found)
        return change.change

    def satisfied(self, number: int, satisfaction: int) -> Change | None:
        """What the customer said after the job, 1 to 5."""
        with self._journal.change("job_rated") as change:
            found = writing.get(change.session, Job, number)
            writing.changed(found, "job", {"satisfaction": satisfaction})
            change.args = _args(change.session, found)
        return change.change


def _args(session: Session, found: Job) -> dict[str, Any]:
    return {"name": writing.name_of(session, found.account), "id": found.id}


def _answered(session: Session, found: Job, text: str, at: int | None) -> None:
    moment = writing.now() if at is None else at
    writing.not_before(found.opened_at, moment)
    if found.answered_at is None:
        writing.changed(found, "job", {"answered_at": moment})
    contact(session, found.account, found.contact, "help", text or found.text)


def _maintained(session: Session, found: Job, day: date) -> None:
    if found.kind != "maintenance" or found.machine is None:
        return
    machine = writing.get(session, Machine, found.machine)
    if machine.maintenance_months:
        machine.maintenance_due = months_later(day, machine.maintenance_months)
    else:
        machine.maintenance_due = None  # once and for all


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
