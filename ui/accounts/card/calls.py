"""Calls made and planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import field_words, figures
from planner.records import Call
from planner.words import _, ngettext
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page


_NAMES = ("day", "start", "minutes", "state", "objective", "outcome")
_SHOWN = 4


def section(page: Page) -> QWidget:
    """The latest calls."""
    day = page.today + timedelta(days=1)
    made = Section(_("Calls"), lambda: page.add("call", _NAMES, day=day), _("Add a call"))
    if not page.card.calls:
        made.say(_("No call yet."))
    else:
        made.say(_made(page))
    for call in page.card.calls[:_SHOWN]:
        made.put(page.row("call", call, _words(call, page.today), _NAMES))
    made.more(len(page.card.calls) - _SHOWN)
    return made


def _made(page: Page) -> str:
    """Calls made against planned, over as many weeks as a cycle has."""
    weeks = page.territory.cycle_weeks
    since = page.today - timedelta(weeks=weeks)
    count = sum(1 for c in page.card.calls if c.state == "made" and since < c.day <= page.today)
    planned = f"{page.card.row.calls_per_cycle:.1f}".removesuffix(".0")
    return ngettext(
        "{count} made in {weeks} weeks, {planned} planned",
        "{count} made in {weeks} weeks, {planned} planned",
        count,
    ).format(count=count, weeks=weeks, planned=planned)


def _words(call: Call, today: date) -> tuple[str, str]:
    when = figures.near_date(call.day, today)
    if call.start is not None:
        when = f"{when} {figures.time_of_day(call.start)}"
    return f"{when} · {field_words.choice(call.state)}", call.outcome or call.objective
