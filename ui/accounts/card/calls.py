"""Calls made and planned."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import field_words, figures
from planner.records import Call
from planner.words import _
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page


_NAMES = ("day", "start", "minutes", "state", "objective", "outcome")
_SHOWN = 6


def section(page: Page) -> QWidget:
    """The latest calls."""
    day = page.today + timedelta(days=1)
    made = Section(_("Calls"), lambda: page.add("call", _NAMES, day=day), _("Add a call"))
    if not page.card.calls:
        made.say(_("No call yet."))
    for call in page.card.calls[:_SHOWN]:
        made.row(*_words(call, page.today), partial(page.open, "call", call, _NAMES))
    made.more(len(page.card.calls) - _SHOWN)
    return made


def _words(call: Call, today: date) -> tuple[str, str]:
    when = figures.near_date(call.day, today)
    if call.start is not None:
        when = f"{when} {figures.time_of_day(call.start)}"
    return f"{when} · {field_words.choice(call.state)}", call.outcome or call.objective
