"""What is said of an account while its customer is on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.exchange import figures
from planner.words import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from planner.workspace.service.known import Known
    from planner.workspace.service.views import MachineRow


def known_lines(found: Known) -> list[str]:
    """One line for each thing worth knowing."""
    row, lines = found.account, []
    if row.status == "lapsed":
        lines.append(_("Does not buy from you any more. The complaint is kept all the same."))
    last = figures.near_date(row.last_call, found.today) if row.last_call else _("never")
    lines.append(_("Last call: {day} · {phone}").format(day=last, phone=row.phone or "–"))
    if found.people:
        people = (f"{name} ({post})" if post else name for _id, name, post in found.people[:4])
        lines.append(_("People: {people}").format(people=", ".join(people)))
    for due, by, text in found.promises[:2]:
        said = _("You promised: {text}, {day}") if by == "us" else _("They promised: {text}, {day}")
        lines.append(said.format(text=text, day=figures.near_date(due, found.today)))
    lines += [machine_line(machine, found.today) for machine in found.machines[:3]]
    if found.jobs:
        said = ngettext("{count} open job", "{count} open jobs", found.jobs)
        lines.append(said.format(count=found.jobs))
    return lines


def machine_line(machine: MachineRow, today: date) -> str:
    """Lathe 2, Okabe, serial 7731, in warranty until 31 Dec."""
    parts = [machine.name, machine.maker]
    if machine.serial:
        parts.append(_("serial {serial}").format(serial=machine.serial))
    if machine.warranty_until is not None:
        day = figures.near_date(machine.warranty_until, today)
        holds = machine.in_warranty(today)
        said = _("in warranty until {day}") if holds else _("warranty ended {day}")
        parts.append(said.format(day=day))
    return ", ".join(filter(None, parts))
