"""Whom to ask for."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.records import Contact
from planner.words import _
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page


_NAMES = ("name", "role", "criteria", "phone", "email", "last_seen", "left_on", "notes")


def section(page: Page) -> QWidget:
    """The people of the account."""
    made = Section(_("Ask for"), lambda: page.add("contact", _NAMES), _("Add a contact"))
    if not page.card.contacts:
        made.say(_("Nobody yet: add whom to ask for."))
    for person in page.card.contacts:
        made.row(*_words(person, page.today), partial(page.open, "contact", person, _NAMES))
    return made


def _words(person: Contact, today: date) -> tuple[str, str]:
    title = ", ".join(filter(None, (person.name, person.role)))
    if person.left_on:
        return title, _("left {date}").format(date=figures.near_date(person.left_on, today))
    seen = _("never seen")
    if person.last_seen:
        seen = _("seen {days} days ago").format(days=(today - person.last_seen).days)
    return title, " · ".join(filter(None, (person.phone, seen, person.criteria)))
