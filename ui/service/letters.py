"""From rows of complaints and jobs to what letters need: whom they go to, what is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exchange import figures
from planner.exchange.service_drafts import Addressee, Case

if TYPE_CHECKING:
    from planner.workspace import AccountRow
    from planner.workspace.service.views import (
        ComplaintRow,
        JobRow,
        MachineRow,
        Person,
        Touched,
    )


def addressee(row: AccountRow, person: Person | None, found: Touched | None = None) -> Addressee:
    """Who is written to: who complained, else who was seen last."""
    if person is not None and person.email:
        return Addressee(row.name, person.name, person.email)
    if found is not None:
        return Addressee(row.name, found.person, found.email)
    return Addressee(row.name, person.name if person else "")


def case_of_complaint(
    complaint: ComplaintRow, worked: Sequence[str], zone: str, brief: str = ""
) -> Case:
    """What an expert has to know of a complaint."""
    return Case(
        account=complaint.account.name,
        words=complaint.text,
        where=where(complaint.account),
        person=complaint.person.name if complaint.person else "",
        phone=phone(complaint.account, complaint.person),
        machine=machine(complaint.machine) or complaint.concerns,
        anxiety=complaint.anxiety,
        difficulty=complaint.difficulty,
        since=at(complaint.opened_at, zone),
        answered=brief or complaint.answer,
        worked=worked,
    )


def case_of_job(job: JobRow, brief: str, worked: Sequence[str], zone: str) -> Case:
    """What an expert has to know of a job."""
    return Case(
        account=job.account.name,
        words=job.text,
        where=where(job.account),
        person=job.person.name if job.person else "",
        phone=phone(job.account, job.person),
        machine=machine(job.machine),
        since=at(job.opened_at, zone),
        answered=brief,
        worked=worked,
    )


def where(row: AccountRow) -> str:
    """Street, postcode and town."""
    return ", ".join(filter(None, (row.street, row.postcode, row.town)))


def phone(row: AccountRow, person: Person | None) -> str:
    """The person's own number, else the firm's."""
    return (person.phone if person else "") or row.phone


def machine(found: MachineRow | None) -> str:
    """Lathe 2, Okabe, OK-20417."""
    return "" if found is None else ", ".join(filter(None, (found.name, found.maker, found.serial)))


def at(moment: int, zone: str) -> str:
    """A moment as the territory's clocks show it."""
    return figures.moment(datetime.fromtimestamp(moment, ZoneInfo(zone)))
