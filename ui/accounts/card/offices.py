"""The other offices of the same firm."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import field_words
from planner.words import _
from ui.accounts.card.parts import Row, Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_SHOWN = 6


def section(page: Page) -> QWidget | None:
    """The head office and its works; a click opens their card."""
    offices = page.card.offices
    if not offices:
        return None
    made = Section(_("Other offices"))
    head = page.card.account.group
    for office in offices[:_SHOWN]:
        parts = [office.town, field_words.choice(office.status), office.grade]
        if office.id == head:
            parts.insert(0, _("head office"))
        detail = " · ".join(filter(None, parts))
        made.put(Row(office.name, detail, partial(page.owner.account_wanted.emit, office.id)))
    if len(offices) > _SHOWN:
        made.say(_("and {count} more").format(count=len(offices) - _SHOWN))
    return made
