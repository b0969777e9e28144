"""The panel at the right: the account's card, made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.desk import Desk

if TYPE_CHECKING:
    from ui.accounts.card import AccountCard
    from ui.keys import Actions


class SidePanel(QFrame):
    """Hidden until an account is shown in it."""

    place_wanted = Signal(int)
    """Put this account's pin on the map by hand."""
    put_on_wanted = Signal(int, int)
    """Account, weekday."""
    which_day_wanted = Signal(int)
    urgent_wanted = Signal(int)
    """Account."""
    account_wanted = Signal(int)
    """Another account's card."""

    def __init__(self, desk: Desk, named: Actions | None = None) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self._desk, self._named = desk, named
        self._card: AccountCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        desk.opened.connect(self._start_over)
        desk.changed.connect(lambda _change: self._refresh())
        self.hide()

    @property
    def account(self) -> int | None:
        """The account shown."""
        return self._card.account if self._card is not None and self.isVisible() else None

    def show_account(self, account: int) -> None:
        """Show an account's card."""
        if self._card is None:
            self._card = self._make_card()
        self._card.open_account(account)
        self.show()

    def _make_card(self) -> AccountCard:
        from ui.accounts.card import AccountCard

        card = AccountCard(self._desk.workspace, self._desk.jobs, named=self._named)
        card.changed.connect(self._desk.adopt)
        card.closed.connect(self.hide)
        card.place_wanted.connect(self.place_wanted)
        card.plan_wanted.connect(self.put_on_wanted)
        card.which_day_wanted.connect(self.which_day_wanted)
        card.urgent_wanted.connect(self.urgent_wanted)
        card.account_wanted.connect(self.account_wanted)
        self._column.addWidget(card)
        return card

    def _refresh(self) -> None:
        if self._card is not None and self.isVisible():
            self._card.refresh()

    def _start_over(self) -> None:
        """Another territory: the card of the one before is of no use."""
        self.hide()
        if self._card is not None:
            self._card.deleteLater()
            self._card = None
