"""The account card: reads an account beside the window, shows it, keeps its place in a change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.workspace import Workspace
from ui.accounts.card.page import Page, Reading, read
from ui.jobs import Jobs
from ui.keys import Actions
from ui.records.writing import RecordWriter

WIDTH = 340
_LOOK_AGAIN = 300
"""Milliseconds after which it is looked whether a field is still being edited."""


class AccountCard(QWidget):
    """One account whole. `changed` carries a `Change`; the frame gives it to everyone.

    `named` are the actions of the window, for what others do with the account shown.
    """

    changed = Signal(object)
    closed = Signal()
    place_wanted = Signal(int)
    """Put this account's pin on the map by hand."""
    plan_wanted = Signal(int, int)
    """Account, weekday: put it on that day of the week shown."""
    which_day_wanted = Signal(int)
    urgent_wanted = Signal(int)
    """Account."""
    account_wanted = Signal(int)
    """Another account's card."""
    shown = Signal(int)
    """The account whose card stands there now, after it was read."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        named: Actions | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.jobs, self.named = workspace, jobs, named
        self._writer = RecordWriter(workspace, jobs, self)
        self._writer.changed.connect(self.changed)
        self._account: int | None = None
        self._held: Reading | None = None
        self._again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN)
        self._again.timeout.connect(self._show_held)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFixedWidth(WIDTH)

    @property
    def account(self) -> int | None:
        """The account shown."""
        return self._account

    @property
    def page(self) -> Page | None:
        """What stands there now."""
        found: Any = self._scroll.widget()
        return found if isinstance(found, Page) else None

    def open_account(self, account: int) -> None:
        """Show an account, read beside the window."""
        self._account = account
        self.refresh()

    def refresh(self) -> None:
        """Read it again, e.g. after a change."""
        account = self._account
        if account is None:
            return
        workspace = self.workspace
        self.jobs.read(
            lambda: read(workspace, account),
            self._show,
            self._not_read,
            owner=self,
            newest="account card",
        )

    def _not_read(self, error: Exception) -> None:
        if not isinstance(error, KeyError):
            self.jobs.failed.emit(error)
            return
        self._account = None  # it was deleted, or its making undone
        self.closed.emit()

    def _show(self, reading: Reading) -> None:
        page = self.page
        if page is not None and page.editing and page.card.row.id == reading.card.row.id:
            self._held = reading  # nothing is taken from under a hand that types
            self._again.start()
            return
        self._held = None
        bar = self._scroll.verticalScrollBar()
        at = bar.value() if page is not None and page.card.row.id == reading.card.row.id else 0
        self._scroll.setWidget(Page(reading, self, self._writer))
        bar.setValue(at)
        self.shown.emit(reading.card.row.id)

    def _show_held(self) -> None:
        if self._held is not None:
            self._show(self._held)
