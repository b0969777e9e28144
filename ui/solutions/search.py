"""Search over all that was solved elsewhere, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.desk import Desk
from ui.key_accounts.parts import parting
from ui.solutions.keeping import Keeping
from ui.solutions.row import CaseRow

if TYPE_CHECKING:
    from planner.store.journal import Change
    from planner.workspace.solutions.views import Case

_SHOWN = 30
"""Rows beyond which another word finds it sooner than scrolling does."""
_HAND_RESTS = 60


class SolutionSearch(QDialog):
    """A window of its own that stays open; the account selected is who a visit is for."""

    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Solved elsewhere"))
        self.keeping = Keeping(desk, self)
        self.keeping.refused.connect(self.refused)
        self.rows: list[CaseRow] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Problem, equipment, process, material…"))
        self.field.setAccessibleName(_("Search what was solved elsewhere"))
        self.field.setClearButtonEnabled(True)
        self._soon = QTimer(self, singleShot=True, interval=_HAND_RESTS)
        self._soon.timeout.connect(self._read)
        self.field.textEdited.connect(lambda _text: self._soon.start())
        self.field.textChanged.connect(lambda text: None if text else self._soon.start())
        self._lay_out()
        desk.changed.connect(self._take)
        desk.selection_changed.connect(lambda _accounts: self._soon.start())
        self.resize(620, 560)

    def ask(self) -> None:
        """Show it, with what is kept as it is now."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        self._read()

    def _take(self, change: Change) -> None:
        if self.isVisible() and {"solution", "account"} & change.touched.keys():
            self._soon.start()

    def _read(self) -> None:
        if not self._desk.is_open:
            return
        solutions, text = self._desk.workspace.solutions, self.field.text()
        self._desk.jobs.read(
            lambda: solutions.search(text), self._show, owner=self, newest="solution search"
        )

    def _show(self, cases: list[Case]) -> None:
        account = self._account()
        page = QWidget()
        page.setBackgroundRole(page.backgroundRole().Base)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        self.rows = []
        for case in cases[:_SHOWN]:
            visits = account is not None and account != case.account
            row = CaseRow(case, in_answer=False, answers=False, visits=visits)
            row.visit_wanted.connect(self._visit)
            row.edit_wanted.connect(self.keeping.edit)
            column.addWidget(row)
            column.addWidget(parting())
            self.rows.append(row)
        column.addStretch(1)
        self._scroll.setWidget(page)
        self._count.setText(self._counted(len(cases)))

    def _counted(self, count: int) -> str:
        if not count:
            return _("Nothing found. Other words, or keep what worked.")
        words = ngettext("{count} found", "{count} found", count).format(count=count)
        return _("{found}, the first {shown} shown").format(found=words, shown=_SHOWN) if (
            count > _SHOWN
        ) else words  # fmt: skip

    def _account(self) -> int | None:
        chosen = self._desk.selection
        return next(iter(chosen)) if len(chosen) == 1 else None

    def _visit(self, number: int) -> None:
        account = self._account()
        if account is not None:
            self.keeping.visit(number, account)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.field)
        column.addLayout(head)
        self._count = plain.label()
        self._count.setObjectName("muted")
        self._count.setFont(theme.font(theme.META, figures=True))
        self._count.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self._count)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setBackgroundRole(self._scroll.backgroundRole().Base)
        column.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        self.keep = QPushButton(icons.icon("plus"), _("Keep what worked"))
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(lambda: self.keeping.keep(self._account()))
        foot.addWidget(self.keep)
        foot.addStretch(1)
        column.addLayout(foot)
