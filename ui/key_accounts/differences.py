"""Differences between two people that the rep has to smooth: listed, settled with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.key_accounts.parts import Part, muted

if TYPE_CHECKING:
    from planner.workspace.key_accounts.views import KeyAccount, Link

_SHOWN = 3


class Differences(Part):
    """The open ones, and who is known to nobody but the rep."""

    settled = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("To smooth"))
        self._body = QVBoxLayout()
        self._body.setSpacing(4)
        self.column.addLayout(self._body)
        self.buttons: list[QPushButton] = []

    def show_account(self, account: KeyAccount) -> None:
        """Take an account."""
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for link in account.to_smooth[:_SHOWN]:
            self._body.addWidget(self._row(link))
        rest = len(account.to_smooth) - _SHOWN
        self.note.setText(str(len(account.to_smooth) or ""))
        if rest > 0:
            self._body.addWidget(muted(_("and {count} more on the lines").format(count=rest)))
        if not account.to_smooth:
            self._body.addWidget(muted(_("Nothing. Click a line to note a difference.")))
        self._alone(account)

    def _alone(self, account: KeyAccount) -> None:
        alone = account.known_by_rep_alone
        if alone:
            words = ngettext(
                "{names} is known to you alone: drag a line to a colleague.",
                "{names} are known to you alone: drag a line to a colleague.",
                len(alone),
            )
            names = ", ".join(person.name or _("no name") for person in alone[:3])
            self._body.addWidget(muted(words.format(names=names), wrap=True))

    def _row(self, link: Link) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        what = plain.label(link.difference, wrap=True)
        what.setFont(theme.font(theme.META, bold=True))
        what.setObjectName("bad")
        words.addWidget(what)
        words.addWidget(muted(f"{link.contact_name} – {link.colleague_name}", wrap=True))
        line.addLayout(words, 1)
        settle = QPushButton(icons.icon("check"), _("Settled"))
        settle.setFont(theme.font(theme.META))
        settle.setAccessibleName(
            _("Settled between {name} and {other}").format(
                name=link.contact_name, other=link.colleague_name
            )
        )
        settle.clicked.connect(lambda: self.settled.emit(link.id))
        line.addWidget(settle)
        self.buttons.append(settle)
        return row
