"""Accounts that are likely the same, side by side: join them, or say that they differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.store.journal import Change
from planner.words import _
from planner.workspace import AccountRow, Workspace
from ui import plain, theme
from ui.jobs import Jobs

_WIDTH, _SHOWN = 320, 50


class Pair(NamedTuple):
    """Two accounts, and the number of the record that holds them against each other."""

    number: int
    one: AccountRow
    other: AccountRow


class DuplicatesPanel(QWidget):
    """Hidden while there is nothing to decide."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFixedWidth(_WIDTH)
        self._any, self._room = False, True
        self.hide()

    def load(self) -> None:
        """Read the open pairs beside the window."""
        self._jobs.read(self._read, self._show, owner=self, newest="duplicates")

    def make_room(self, room: bool) -> None:
        """Give way where the window is too narrow for it."""
        self._room = room
        self.setVisible(self._any and room)

    def _read(self) -> tuple[list[Pair], int]:
        found = self._workspace.joining.open_pairs()
        ids = {n for pair in found[:_SHOWN] for n in (pair.account, pair.other)}
        rows = {row.id: row for row in self._workspace.accounts.rows(ids=ids)}
        pairs = [Pair(p.id, rows[p.account], rows[p.other]) for p in found[:_SHOWN]]
        return pairs, len(found)

    def _show(self, found: tuple[list[Pair], int]) -> None:
        pairs, count = found
        self._any = bool(pairs)
        self.setVisible(self._any and self._room)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        title = plain.label(_("In the list twice?") + f"  {count:,}")
        title.setFont(theme.font(theme.BODY, bold=True))
        column.addWidget(title)
        for pair in pairs:
            column.addWidget(self._side_by_side(pair))
        column.addStretch()
        self._scroll.setWidget(page)

    def _side_by_side(self, pair: Pair) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        for row in (pair.one, pair.other):
            name = plain.label(row.name, wrap=True)
            name.setFont(theme.font(theme.META, bold=True))
            where = plain.label(", ".join(filter(None, (row.street, row.postcode, row.town))))
            where.setFont(theme.font(theme.META))
            where.setObjectName("muted")
            column.addWidget(name)
            column.addWidget(where)
            column.addSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        joining = self._workspace.joining
        line.addWidget(
            self._button(_("Join"), lambda: joining.join(pair.one.id, pair.other.id), pair)
        )
        line.addWidget(self._button(_("Keep both"), lambda: joining.keep_apart(pair.number), pair))
        line.addStretch()
        column.addLayout(line)
        return box

    def _button(self, text: str, work: Callable[[], Change | None], pair: Pair) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("chip", True)
        button.setAccessibleName(f"{text}: {pair.one.name}, {pair.other.name}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self._jobs.write(work, self._done, owner=self))
        return button

    def _done(self, change: Change | None) -> None:
        if change is not None:
            self.changed.emit(change)
