"""The screen of a key account: trust and orders, both sides' people, services, projects, buying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.words import _
from ui import plain
from ui.desk import Desk
from ui.key_accounts.board import Board
from ui.key_accounts.doing import Doing
from ui.key_accounts.head import Head

if TYPE_CHECKING:
    from planner.store.journal import Change
    from planner.workspace.key_accounts.key_accounts import KeyName
    from planner.workspace.key_accounts.views import KeyAccount

_MATTER = {
    "account", "assistance", "call", "colleague", "complaint", "component", "contact",
    "introduction", "job", "order", "project", "promise", "role", "territory", "touch",
}  # fmt: skip
"""Kinds of which something is shown here."""
Found = tuple["list[KeyName]", "KeyAccount | None"]


class KeyAccountScreen(QWidget):
    """One relationship at a time. Everything on it is edited where it stands."""

    account_opened = Signal(int)
    refused = Signal(str)
    """Why something was not done, in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.account: int | None = None
        self.shown: KeyAccount | None = None
        self._stale = False
        self.head, self.board = Head(), Board(desk.today)
        self.doing = Doing(desk, self)
        self.doing.refused.connect(self._refused)
        self._again = QTimer(self, singleShot=True, interval=60)
        self._again.timeout.connect(self.load)
        self._lay_out()
        self._listen()

    # What the frame calls

    def open_account(self, account: int | None) -> None:
        """Show an account; without one the account shown last, or the first key account."""
        if account is not None:
            self.account = account
        self.load()

    def load(self) -> None:
        """Read it beside the window."""
        keys, account = self._desk.workspace.key_accounts, self.account

        def look() -> Found:
            names = keys.names()
            wanted = account if account is not None else names[0].id if names else None
            try:
                return names, None if wanted is None else keys.card(wanted)
            except KeyError:  # deleted, or its making taken back
                return names, None

        self._desk.jobs.read(look, self._show, owner=self, newest="key account")

    def take(self, change: Change) -> None:
        """Something has changed: read again, or once the screen is shown again."""
        if _MATTER.isdisjoint(change.touched):
            return
        if self.isVisible():
            self._again.start()
        else:
            self._stale = True

    def close_down(self) -> None:
        """End what was about to be done."""
        self._again.stop()

    # Within

    def _show(self, found: Found) -> None:
        names, account = found
        self.shown = account
        self.account = account.account.id if account is not None else None
        self.head.show_names(names, self.account)
        self._pages.setCurrentIndex(0 if account is not None else 1)
        self.head.title.setText("" if account else _("Key accounts"))
        for widget in (self.head.key, self.head.town, self.head.grade):
            widget.setVisible(account is not None)
        if account is not None:
            self.doing.account = account.account.id
            self.head.show_account(account)
            self.board.show_account(account)

    def _refused(self, words: str) -> None:
        """Say why, and show again what is kept in place of what was typed."""
        self.refused.emit(words)
        if self.shown is not None:
            self.board.give_back()

    def _open_card(self) -> None:
        if self.account is not None:
            self.account_opened.emit(self.account)

    def _listen(self) -> None:
        self.head.account_wanted.connect(self.open_account)
        self.head.key_changed.connect(lambda on: self.doing.change_account({"is_key": on}))
        self.head.card_wanted.connect(self._open_card)
        self.board.join(self.doing)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.load()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        nothing = plain.label(
            _("No key account yet. Select an account, then press Ctrl+Shift+K."), wrap=True
        )
        nothing.setObjectName("muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages: Any = QStackedWidget()
        self._pages.addWidget(_scrolled(self.board))
        self._pages.addWidget(nothing)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.board.network)


def _scrolled(board: Board) -> QScrollArea:
    """In a small window the board keeps its size and is moved; in a large one it fills it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(board)
    return area
