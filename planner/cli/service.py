"""Complaints by how worried the customers are, and the jobs of service."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import service_words
from planner.words import _, ngettext
from planner.workspace.fields import moment_text

if TYPE_CHECKING:
    from planner.workspace.service.views import ComplaintRow, JobRow, ServicePage


def complaints(options: Namespace) -> None:
    """The queue, and what became of the complaints of 30 days."""
    with opened(options) as workspace:
        page, zone = workspace.service.page(), workspace.territory.time_zone
    answer(options, _complaints_document(page, zone), _complaints_text(page))


def _complaints_document(page: ServicePage, zone: str) -> dict[str, Any]:
    found = page.figures
    return {
        "queue": [_complaint(row, page.now, zone) for row in page.queue],
        "running": page.running,
        "closed": [_complaint(row, page.now, zone) for row in page.closed],
        "last_30_days": {
            "opened": found.opened,
            "closed": found.closed,
            "anxiety_before": found.before,
            "anxiety_after": found.after,
            "seconds_to_first_contact": found.first_contact,
            "prospects": found.prospects,
        },
    }


def _complaint(row: ComplaintRow, now: int, zone: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "account": row.account.id,
        "name": row.account.name,
        "anxiety": row.anxiety,
        "difficulty": row.difficulty,
        "text": row.text,
        "opened_at": moment_text(row.opened_at, zone),
        "answered_at": None if row.answered_at is None else moment_text(row.answered_at, zone),
        "seconds": row.seconds(now),
        "running": row.is_running,
        "machine": row.machine.id if row.machine else None,
        "expert": row.expert.name if row.expert else None,
        "anxiety_after": row.anxiety_after,
        "calmed": row.is_calmed,
        "prospect": row.prospect[0] if row.prospect else None,
    }


def _complaints_text(page: ServicePage) -> Iterator[str]:
    heads = (_("ID"), _("Account"), _("Worried"), _("Fault"), _("First contact"), _("Their words"))
    rows = [
        (
            row.id, row.account.name, row.anxiety, row.difficulty,
            service_words.clock(row.seconds(page.now), running=row.is_running,
                                answered=row.answered_at is not None),
            row.text[:80],
        )
        for row in page.queue
    ]  # fmt: skip
    yield from table(heads, rows, "> >>")
    if not rows:
        yield _("No complaint is open.")
    said = ngettext("{count} not answered.", "{count} not answered.", page.running)
    yield said.format(count=page.running)


def jobs(options: Namespace) -> None:
    """Open jobs, maintenance that is due, and what was done lately."""
    with opened(options) as workspace:
        page, zone = workspace.service.page(), workspace.territory.time_zone
    answer(options, [_job(row, zone) for row in page.jobs], _jobs_text(page))


def _job(row: JobRow, zone: str) -> dict[str, Any]:
    machine = row.machine
    return {
        "id": row.id or None,
        "kind": row.kind,
        "account": row.account.id,
        "name": row.account.name,
        "machine": machine.id if machine else None,
        "machine_name": machine.name if machine else None,
        "warranty_until": _iso(machine.warranty_until if machine else None),
        "maintenance_due": _iso(machine.maintenance_due if machine else None),
        "text": row.text,
        "opened_at": None if row.is_offer else moment_text(row.opened_at, zone),
        "seconds_to_first_answer": row.first_answer,
        "day": _iso(row.day),
        "next_step": row.next_step,
        "done_on": _iso(row.done_on),
        "expert": row.expert.name if row.expert else None,
        "satisfaction": row.satisfaction,
    }


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())


def _jobs_text(page: ServicePage) -> Iterator[str]:
    heads = (_("ID"), _("Job"), _("Account"), _("Machine"), _("Held by"), _("Day"), _("Done"),
             _("Satisfied"))  # fmt: skip
    rows = [
        (
            row.id or "", service_words.kind(row.kind), row.account.name,
            row.machine.name if row.machine else row.text[:40],
            row.expert.name if row.expert else _("you"), row.day or "", row.done_on or "",
            row.satisfaction or "",
        )
        for row in page.jobs
    ]  # fmt: skip
    yield from table(heads, rows, ">")
    if not rows:
        yield _("No job is open.")
