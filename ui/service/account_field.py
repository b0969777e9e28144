"""Type a few letters of an account's name: those that fit stand below, Enter takes the first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from planner.words import _
from ui.desk import Desk
from ui.finding import AccountIndex

if TYPE_CHECKING:
    from planner.workspace import AccountRow

_SHOWN, _ROW = 5, 26
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class AccountField(QWidget):
    """`chosen` is told once an account is taken, by Enter or the mouse."""

    chosen = Signal(object)
    """The AccountRow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.row: AccountRow | None = None
        self._found: list[AccountRow] = []
        self._index = AccountIndex()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("A few letters of the customer’s name"))
        self.line.setAccessibleName(_("Customer"))
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("Customers found"))
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._search)
        self.list.itemClicked.connect(lambda _item: self.take())
        rows = list(desk.rows.values())
        desk.jobs.read(partial(AccountIndex, rows), self._take_index, owner=self)

    def show_account(self, row: AccountRow) -> None:
        """Begin with an account, marked so that typing replaces it."""
        self.row = row
        self.line.setText(row.name)
        self.line.selectAll()

    def take(self) -> bool:
        """Take the account marked below, or the one shown; whether there was one."""
        at = self.list.currentRow()
        if not self.list.isHidden() and 0 <= at < len(self._found):
            self.row = self._found[at]
        self.list.hide()
        if self.row is None:
            return False
        self.line.setText(self.row.name)
        self.chosen.emit(self.row)
        return True

    def _take_index(self, index: AccountIndex) -> None:
        self._index = index
        if self.row is None and self.line.text():
            self._search(self.line.text())

    def _search(self, typed: str) -> None:
        self.row = None
        self._found = [row for _fits, row in self._index.best(typed, _SHOWN)]
        self.list.clear()
        for row in self._found:
            words = f"{row.name}   {row.town}".rstrip()
            self.list.addItem(QListWidgetItem(words))
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(_ROW * max(1, len(self._found)))
        self.list.setVisible(bool(self._found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            step = _STEPS.get(event.key())
            if step and not self.list.isHidden():
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.take()
            if event.key() == Qt.Key.Key_Tab and not self.list.isHidden():
                self.take()
        return super().eventFilter(watched, event)
