"""The machines that stand there: ours and other makers’."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.records import Machine
from planner.words import _
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_NAMES = (
    "name", "maker", "ours", "serial", "installed_on", "warranty_until", "maintenance_due",
    "maintenance_months", "notes",
)  # fmt: skip
_SHOWN = 6


def section(page: Page) -> QWidget:
    """The equipment, competitors' first: that is where there is something to win."""
    made = Section(_("Machines"), partial(page.add, "machine", _NAMES), _("Add a machine"))
    machines = sorted(page.card.kept["machine"], key=lambda m: (m.ours, m.id))
    if not machines:
        made.say(_("Nothing noted, neither ours nor a competitor’s."))
    for machine in machines[:_SHOWN]:
        made.put(page.row("machine", machine, _words(machine, page.today), _NAMES))
    if len(machines) > _SHOWN:
        made.say(_("and {count} more").format(count=len(machines) - _SHOWN))
    return made


def _words(machine: Machine, today: date) -> tuple[str, str]:
    title = " ".join(filter(None, (machine.maker, machine.name))) or _("Machine")
    parts = [_("ours") if machine.ours else _("competitor’s"), machine.serial]
    if machine.warranty_until is not None:
        day = figures.near_date(machine.warranty_until, today)
        holds = machine.warranty_until >= today
        message = _("warranty until {date}") if holds else _("warranty ended {date}")
        parts.append(message.format(date=day))
    if machine.maintenance_due is not None:
        day = figures.near_date(machine.maintenance_due, today)
        parts.append(_("maintenance due {date}").format(date=day))
    return title, " · ".join(filter(None, parts))
