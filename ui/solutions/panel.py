"""The panel beside a complaint or a card: what like problems were solved with, elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.exchange import solution_words
from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.desk import Desk
from ui.key_accounts.parts import parting
from ui.solutions.chips import Chips
from ui.solutions.keeping import Keeping
from ui.solutions.row import CaseRow

if TYPE_CHECKING:
    from planner.store.journal import Change
    from planner.workspace.solutions.views import Case, Proposed

WIDTH = 380
_MATTER = {"solution", "complaint", "job", "machine", "account"}
"""Kinds whose change may change what is proposed."""


class SolvedPanel(QFrame):
    """Words as chips, rows below them. `show_for` says for whom and what about.

    `into_answer` carries a sentence for the draft, `out_of_answer` one that shall leave it.
    """

    into_answer = Signal(str)
    out_of_answer = Signal(str)
    refused = Signal(str)
    """Why something was not done, in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._account: int | None = None
        self._text: tuple[str, ...] | None = None
        self._chosen: tuple[str, ...] | None = None
        self._answered: set[int] = set()
        self.cases: tuple[Case, ...] = ()
        self.rows: list[CaseRow] = []
        self.answers = True
        self.keeping = Keeping(desk, self)
        self.keeping.refused.connect(self.refused)
        self.chips = Chips()
        self.chips.changed.connect(self._look_for)
        self._again = QTimer(self, singleShot=True, interval=100)
        self._again.timeout.connect(self._read)
        self._lay_out()
        desk.changed.connect(self._take)

    def show_for(self, account: int | None, words: str | Sequence[str] | None = None) -> None:
        """Propose what may help an account.

        Args:
            account: who asks; what was solved there is not elsewhere. None for nobody.
            words: the text of a complaint or job, or several; None takes all that is open there.
        """
        text = None if words is None else (words,) if isinstance(words, str) else tuple(words)
        if (account, text) != (self._account, self._text):
            self._chosen, self._answered = None, set()
        self._account, self._text = account, text
        self._read()

    def _look_for(self, words: tuple[str, ...]) -> None:
        self._chosen = words
        self._read()

    def _take(self, change: Change) -> None:
        if self._account is not None and not _MATTER.isdisjoint(change.touched):
            self._again.start()

    def _read(self) -> None:
        if not self._desk.is_open:
            return
        solutions = self._desk.workspace.solutions
        account, text, chosen = self._account, self._text, self._chosen

        def look() -> Proposed:
            asked = chosen
            if asked is None and text is not None:
                asked = solutions.telling(text)
            return solutions.propose(account, asked)

        self._desk.jobs.read(look, self._show, owner=self, newest=f"solved {id(self)}")

    def _show(self, found: Proposed) -> None:
        self.cases = found.cases
        self.chips.show_words(found.words)
        count = len(found.cases)
        self._count.setText(
            ngettext("{count} like this", "{count} like this", count).format(count=count)
            if count
            else ""
        )
        self._fill()

    def _fill(self) -> None:
        page = QWidget()
        page.setBackgroundRole(page.backgroundRole().Base)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = [self._row(case) for case in self.cases]
        for row in self.rows:
            column.addWidget(row)
            column.addWidget(parting())
        if not self.rows:
            column.addWidget(self._nothing())
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _row(self, case: Case) -> CaseRow:
        row = CaseRow(
            case,
            in_answer=case.id in self._answered,
            answers=self.answers,
            visits=self._account is not None,
        )
        row.into_answer.connect(self._answer)
        row.visit_wanted.connect(self._visit)
        row.edit_wanted.connect(self.keeping.edit)
        return row

    def _nothing(self) -> QWidget:
        words = _("Nothing like this was kept yet.")
        if not self.chips.words:
            words = _("No open job or complaint to look for. Type a word above.")
        label = plain.label(words, wrap=True)
        label.setObjectName("muted")
        label.setContentsMargins(16, 12, 16, 12)
        return label

    # Doing

    def _answer(self, number: int) -> None:
        case = next(case for case in self.cases if case.id == number)
        words = solution_words.answer(case.worked, case.effect, case.named, case.described_as)
        if number in self._answered:
            self._answered.discard(number)
            self.out_of_answer.emit(words)
        else:
            self._answered.add(number)
            self.into_answer.emit(words)
        self._fill()

    def _visit(self, number: int) -> None:
        if self._account is not None:
            self.keeping.visit(number, self._account)

    def keep_here(self) -> None:
        """Ask for what works at this account; the problem is there already."""
        text = "\n".join(self._text or ())
        self.keeping.keep(self._account, text)

    # Within

    def _lay_out(self) -> None:
        self.setObjectName("solved_panel")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)
        self.setMinimumWidth(260)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 4)
        head.setSpacing(8)
        title = plain.label(_("Solved elsewhere"))
        title.setFont(theme.font(theme.BODY, bold=True))
        self._count = plain.label()
        self._count.setObjectName("muted")
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        column.addLayout(head)
        words = QVBoxLayout()
        words.setContentsMargins(16, 2, 16, 8)
        words.addWidget(self.chips)
        column.addLayout(words)
        column.addWidget(parting())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setBackgroundRole(self._scroll.backgroundRole().Base)
        column.addWidget(self._scroll, 1)
        column.addWidget(parting())
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        self.keep = QPushButton(icons.icon("plus"), _("Keep what works here"))
        self.keep.setProperty("chip", True)
        self.keep.clicked.connect(self.keep_here)
        foot.addWidget(self.keep)
        foot.addStretch(1)
        return foot
