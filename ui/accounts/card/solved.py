"""What was solved elsewhere, by the words of this account's open jobs and complaints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.exchange import solution_words
from planner.words import _
from ui.accounts.card.parts import Row, Section, tool

if TYPE_CHECKING:
    from planner.store.journal import Change
    from planner.workspace import Workspace
    from planner.workspace.solutions.views import Case, Proposed
    from ui.accounts.card.page import Page

_SHOWN = 3
_LONGEST = 120


def read(workspace: Workspace, account: int) -> Proposed:
    """What may help here."""
    return workspace.solutions.propose(account, limit=_SHOWN)


def section(page: Page) -> QWidget | None:
    """The likest ones; nothing where nothing is open or nothing like it was kept."""
    found: Proposed = page.found[__name__]
    if not found.cases:
        return None
    search = partial(page.do, "find_solution") if page.can("find_solution") else None
    made = Section(_("Solved elsewhere"))
    if search is not None:
        hint = _("Search all that was solved")
        made.head.addWidget(tool("magnifying-glass", hint, search))
    made.say(", ".join(found.words))
    for case in found.cases:
        made.put(_line(page, case, search))
    return made


def _line(page: Page, case: Case, search: partial[None] | None) -> QWidget:
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    where = solution_words.where(case.named, case.described_as, belongs=case.at_account)
    detail = " · ".join(text for text in (_cut(case.effect), where) if text)
    line.addWidget(Row(_cut(case.worked), detail, search or (lambda: None)), 1)
    if case.shows:
        words = _("Reference visit at {name}").format(name=case.named)
        button = tool("map-pin", words, lambda: page.write(_visit(page, case)))
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return whole


def _visit(page: Page, case: Case) -> partial[Change | None]:
    words = solution_words.objective(page.card.row.name)
    return partial(_plan, case.id, page.account, words)


def _plan(solution: int, asking: int, words: str, workspace: Workspace) -> Change | None:
    return workspace.solutions.reference_visit(solution, asking, words)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
