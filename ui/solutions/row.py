"""One thing solved elsewhere: what worked, what it brought, at whom, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout

from planner.exchange import solution_words
from planner.words import _
from ui import icons, plain, theme

if TYPE_CHECKING:
    from planner.workspace.solutions.views import Case


class CaseRow(QFrame):
    """One row. What the rep wants of it is told by number."""

    into_answer = Signal(int)
    """Put it in, or take it out again."""
    visit_wanted = Signal(int)
    edit_wanted = Signal(int)

    def __init__(self, case: Case, *, in_answer: bool, answers: bool, visits: bool) -> None:
        super().__init__()
        self.case = case
        self.setObjectName("solved_row")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 7, 12, 7)
        column.setSpacing(1)
        title = plain.label(_cut(case.worked) or _("Nothing noted yet"), wrap=True)
        title.setFont(theme.font(theme.BODY, bold=True))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._pencil(), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._line(column, _cut(case.effect or case.problem), muted=False)
        where = solution_words.where(case.named, case.described_as, belongs=case.at_account)
        self._line(column, where, muted=True)
        if case.problem:
            self.setToolTip(plain.tooltip(_cut(" · ".join((case.problem, *case.means)), 400)))
        if answers or (visits and case.shows):
            column.addSpacing(4)
        column.addLayout(self._buttons(in_answer, answers, visits))
        self.setAccessibleName(f"{_cut(case.worked)}, {_cut(case.effect)}, {where}")

    def _line(self, column: QVBoxLayout, text: str, *, muted: bool) -> None:
        label = plain.label(text, wrap=True)
        label.setFont(theme.font(theme.META, figures=True))
        if muted:
            label.setObjectName("muted")
        column.addWidget(label)

    def _buttons(self, in_answer: bool, answers: bool, visits: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        number = self.case.id
        self.answer = _button(_("in the answer") if in_answer else _("Into the answer"),
                              "check" if in_answer else "plus")  # fmt: skip
        if in_answer:
            self.answer.setStyleSheet("border: 0; padding-left: 0; font-weight: 600;")
        self.answer.clicked.connect(lambda: self.into_answer.emit(number))
        self.answer.setVisible(answers)
        self.visit = _button(_("Reference visit"), "map-pin")
        self.visit.clicked.connect(lambda: self.visit_wanted.emit(number))
        self.visit.setVisible(visits and self.case.shows)
        for button in (self.answer, self.visit):
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _pencil(self) -> QToolButton:
        self.edit = QToolButton()
        self.edit.setIcon(icons.icon("pencil-simple", "mute"))
        self.edit.setAccessibleName(_("Change what was kept"))
        self.edit.setToolTip(_("Change what was kept"))
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self.case.id))
        return self.edit


def _button(words: str, icon: str) -> QPushButton:
    button = QPushButton(icons.icon(icon), words)
    button.setProperty("chip", True)  # as flat as its line
    return button


def _cut(text: str, longest: int = 160) -> str:
    """Long texts are read in the form: a row shows how they begin."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
