"""Opening hours and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import plain
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page


def section(page: Page) -> QWidget | None:
    """When it is open, and what else is noted."""
    hours, notes = page.card.row.opening_hours, page.card.account.notes
    if hours is None and not notes:
        return None
    made = Section(_("Open") if hours is not None else _("Notes"))
    if hours is not None:
        made.put(plain.label(figures.opening_hours(hours), wrap=True))
    if notes:
        made.put(plain.label(notes, wrap=True))
    return made
