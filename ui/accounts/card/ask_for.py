"""Whom to ask for at the next call, what it is for, and what was said last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import figures, people_words
from planner.words import _
from planner.workspace.people.unit import Ask
from ui.accounts.card.inline import in_place
from ui.accounts.card.parts import Section, bad, said

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_NAMES = ("day", "outcome", "next_step", "stage", "objective")


def section(page: Page) -> QWidget:
    """The next call: people, objective, stage; the last words."""
    made = Section(_("Ask for"))
    for ask in page.unit.asks():
        made.put(_line(ask))
    account = page.card.account
    purpose = _("what is the next call for?")
    made.put(
        in_place(page, "account", account, "next_objective", hint=purpose, label=_("Objective"))
    )
    made.put(in_place(page, "account", account, "stage", hint=_("how far is it?")))
    last = next((c for c in page.card.calls if c.state == "made" and c.outcome), None)
    if last is not None:
        when = _("Last words, {date}").format(date=figures.near_date(last.day, page.today))
        made.put(page.row("call", last, ("", f"{when}: “{last.outcome}”"), _NAMES))
    return made


def _line(ask: Ask) -> QWidget:
    words = people_words.ask(ask.code, ask.args)
    return bad(words) if ask.code in ("nobody", "decider_not_seen") else said(words)
