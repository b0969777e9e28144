"""The bar over a key account: whose it is, the other key accounts, and whether it is one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QToolButton

from planner.words import _
from ui import icons, plain, theme

if TYPE_CHECKING:
    from planner.workspace.key_accounts.key_accounts import KeyName
    from planner.workspace.key_accounts.views import KeyAccount

_CHIPS = 6
_LONGEST = 22


class Head(QFrame):
    """Title at the left, key accounts as chips, the card at the right."""

    account_wanted = Signal(int)
    key_changed = Signal(bool)
    card_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setFixedHeight(44)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(8)
        self.grade = plain.label()
        self.grade.setObjectName("badge")
        self.grade.setFixedHeight(26)
        self.title = plain.label()
        self.title.setFont(theme.font(theme.FIGURES, bold=True))
        self.town = plain.label()
        self.town.setObjectName("muted")
        self.key = QCheckBox(_("Key account"))
        self.key.clicked.connect(self.key_changed)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        card = QToolButton()
        card.setIcon(icons.icon("identification-card"))
        card.setText(_("Account card"))
        card.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        card.setToolTip(_("Account card"))
        card.setAccessibleName(_("Account card"))
        card.clicked.connect(self.card_wanted)
        for widget in (self.grade, self.title, self.town, self.key):
            line.addWidget(widget)
        line.addStretch(1)
        line.addLayout(self._chips)
        line.addWidget(card)
        self.chips: dict[int, QPushButton] = {}

    def show_account(self, account: KeyAccount) -> None:
        """Whose screen it is."""
        own = account.account
        self.grade.setText(own.grade)
        self.grade.setVisible(bool(own.grade))
        name = own.name if len(own.name) <= 40 else own.name[:39] + "…"
        self.title.setText(name)
        self.title.setToolTip(plain.tooltip(own.name))
        self.town.setText(own.town)
        self.key.setChecked(own.is_key)
        for number, chip in self.chips.items():
            chip.setChecked(number == own.id)

    def show_names(self, names: Sequence[KeyName], current: int | None) -> None:
        """The key accounts to go to."""
        for chip in self.chips.values():
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for one in names[:_CHIPS]:
            text = one.name if len(one.name) <= _LONGEST else one.name[: _LONGEST - 1] + "…"
            chip = QPushButton(text.replace("&", "&&"))
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setChecked(one.id == current)
            chip.clicked.connect(partial(self._go, one.id))
            self._chips.addWidget(chip)
            self.chips[one.id] = chip

    def _go(self, number: int, _checked: bool = False) -> None:
        self.chips[number].setChecked(True)
        self.account_wanted.emit(number)
