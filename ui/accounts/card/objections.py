"""What spoke against buying, and what answered it, here and elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from planner.records import Objection
from planner.words import _
from planner.workspace import Workspace
from ui.accounts.card.parts import Row, Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_NAMES = ("text", "answer", "worked", "contact", "date")
_SHOWN, _INDENT = 4, 12


def read(workspace: Workspace, account: int) -> Any:
    """Answers that worked elsewhere, read beside the window."""
    return workspace.answers_elsewhere(account)


def section(page: Page) -> QWidget:
    """The latest objections, each with its answer; below it what worked elsewhere."""
    made = Section(
        _("Objections"),
        partial(page.add, "objection", _NAMES, date=page.today),
        _("Add an objection"),
    )
    objections = page.card.kept["objection"]
    elsewhere = page.found[__name__]
    if not objections:
        made.say(_("None heard yet."))
    for objection in objections[:_SHOWN]:
        made.put(page.row("objection", objection, _words(objection), _NAMES))
        if objection.worked != "yes":
            for answer in elsewhere.get(objection.id, ()):
                title = _("Worked at {name}").format(name=answer.name)
                detail = f"“{answer.text}” → {answer.answer}"
                made.put(_Elsewhere(page, answer.account, title, detail))
    made.more(len(objections) - _SHOWN)
    return made


def _words(objection: Objection) -> tuple[str, str]:
    worked = {
        "yes": _("worked"),
        "partly": _("worked in part"),
        "no": _("did not work"),
    }.get(objection.worked, "")
    answer = objection.answer or _("no answer yet")
    return f"“{objection.text}”", " · ".join(filter(None, (answer, worked)))


class _Elsewhere(Row):
    """What worked at another account; a click goes there."""

    def __init__(self, page: Page, account: int, title: str, detail: str) -> None:
        go = partial(page.owner.account_wanted.emit, account)
        super().__init__(title, detail, go, indent=_INDENT)
