"""How to reach it, how often to call, when it is open, what else is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui.accounts.card.inline import in_place
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_FIELDS = (
    "grade", "status", "phone", "email", "website", "calls_per_cycle", "call_minutes", "must_by",
    "lead_source", "since",
)  # fmt: skip


def section(page: Page) -> QWidget:
    """Fields edited in place; each tells by a right click what it was before."""
    made, account = Section(_("Details")), page.card.account
    for name in _FIELDS:
        shown = _shown(page, name)
        made.put(in_place(page, "account", account, name, shown=shown))
    hours = page.card.row.opening_hours
    words = figures.opening_hours(hours) if hours is not None else ""
    made.put(in_place(page, "account", account, "opening_hours", shown=words, hint=_("as usual")))
    made.put(in_place(page, "account", account, "notes"))
    return made


def _shown(page: Page, name: str) -> str | None:
    value = getattr(page.card.account, name)
    if name in ("must_by", "since") and value is not None:
        return figures.full_date(value)
    return None
