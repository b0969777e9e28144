"""Who is due and finds no place in a proposed week, each with one reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.words import _
from ui import plain, theme
from ui.week import proposal_words as words
from ui.week.proposal_rows import RowsModel, left_out_view

if TYPE_CHECKING:
    from planner.workspace import AccountRow
    from planner.workspace.proposing.proposals import Proposal

WIDTH = 324


class LeftOutList(QWidget):
    """Heading and rows; a row is dragged onto a day like any account."""

    def __init__(self) -> None:
        super().__init__()
        self.view = left_out_view(self)
        self._accounts: dict[int, AccountRow] = {}
        title = plain.label(_("Left out"))
        title.setFont(theme.font(theme.BODY, bold=True))
        self._count = plain.label()
        self._count.setObjectName("muted")
        hint = plain.label(_("drag one onto a day"))
        hint.setObjectName("muted")
        hint.setFont(theme.font(theme.META))
        self._hint = hint
        self.nobody = plain.label(_("Everybody who is due has a place."), wrap=True)
        self.nobody.setObjectName("muted")
        self.nobody.setFont(theme.font(theme.META))
        self.nobody.setContentsMargins(12, 4, 12, 4)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        heading = QHBoxLayout()
        heading.setContentsMargins(12, 6, 12, 6)
        heading.setSpacing(6)
        heading.addWidget(title)
        heading.addWidget(self._count)
        heading.addStretch(1)
        heading.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self.nobody)
        column.addWidget(self.view, 1)
        self.setMinimumWidth(200)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)

    @property
    def model(self) -> RowsModel:
        """The rows."""
        model = self.view.model()
        assert isinstance(model, RowsModel)
        return model

    def show_proposal(self, proposal: Proposal) -> None:
        """Show who this proposal leaves out."""
        rows = words.left_out_rows(proposal)
        self._accounts = {left.account.id: left.account for left in proposal.left_out}
        self.model.show_rows(rows)
        self._count.setText(f"{len(rows):,}" if rows else "")
        self._show_hint()
        self.nobody.setVisible(not rows)
        # The list stays: with the focus in something hidden the week's keys would be dead.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        """Where there is room for it whole."""
        needed = self._hint.sizeHint().width() + 130
        self._hint.setVisible(bool(self._accounts) and self.width() >= needed)

    def dragged(self) -> AccountRow | None:
        """The account with the cursor, which is the one a drag has begun on."""
        account = self.view.current_account
        return None if account is None else self._accounts.get(account)
