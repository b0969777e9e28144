"""Where the parts of the accounts screen stand: head, strip, chips, table, panels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.accounts.columns import short_money
from ui.accounts.menus import columns_menu

if TYPE_CHECKING:
    from ui.accounts.view import AccountsScreen

_KEY_RESTS = 60
"""Milliseconds after a key before the table is searched."""
_HIGH = 44
_STRIP = 146
_LEAST = 790


class Head(QFrame):
    """The screen's own bar: title, sums, search, what can be begun here."""

    searched = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setFixedHeight(_HIGH)
        title = plain.label(_("Accounts"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self.sums = plain.label()
        self.sums.setObjectName("muted")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name, town or postcode"))
        self.search.setAccessibleName(_("Find accounts"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(240)
        waiting = QTimer(self, singleShot=True, interval=_KEY_RESTS)
        waiting.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: waiting.start())
        new, bring = QPushButton(_("New account")), QPushButton(_("Import…"))
        new.setIcon(icons.icon("plus"))
        bring.setIcon(icons.icon("download-simple"))
        new.clicked.connect(self.new_wanted)
        bring.clicked.connect(self.import_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(10)
        for part in (title, self.sums):
            line.addWidget(part)
        line.addStretch()
        for control in (self.search, new, bring):
            line.addWidget(control)

    def show_sums(self, counts: Mapping[str, int], sold: float, currency: str) -> None:
        """148 accounts · £1.31m in 12 months · 61 due."""
        total = counts["all"]
        parts = [
            ngettext("{count} account", "{count} accounts", total).format(count=f"{total:,}"),
            _("{money} in 12 months").format(money=short_money(sold, currency)) if sold else "",
            _("{count} due").format(count=f"{counts['due']:,}"),
        ]
        self.sums.setText(" · ".join(part for part in parts if part))


@dataclass
class Parts:
    """What the screen still needs of its layout."""

    empty: QLabel
    table: QWidget

    def show_counts(self, counts: Mapping[str, int], shown: int) -> None:
        """Say what is to be done where there is nothing to show."""
        self.empty.setText(
            _("No account is shown: change the filter or the search.")
            if counts["all"]
            else _("No accounts yet: import your customer list, or add one by hand.")
        )
        self.empty.setVisible(shown == 0)
        self.table.setVisible(bool(counts["all"]))


def arrange(screen: AccountsScreen) -> Parts:
    """Lay the screen out."""
    row = screen.chips
    row.chosen.connect(screen.model.show_only)
    row.columns.setMenu(columns_menu(screen.table, row.columns))
    empty = plain.label()
    empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
    empty.setObjectName("muted")
    empty.hide()
    left = QVBoxLayout()
    left.setContentsMargins(0, 0, 0, 0)
    left.setSpacing(0)
    for part in (_strip(screen), _ruler(), row, screen.table):
        left.addWidget(part, 1 if part is screen.table else 0)
    left.addWidget(empty, 1)
    foot = plain.label(_("Trust, left to right: contact, promises kept, speed of answer"))
    foot.setObjectName("muted")
    foot.setFont(theme.font(theme.META))
    foot.setContentsMargins(12, 4, 12, 4)
    left.addWidget(foot)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(screen.duplicates, 1)
    right.addWidget(screen.calls, 2)
    middle = QHBoxLayout()
    middle.setSpacing(0)
    middle.addLayout(left, 1)
    middle.addLayout(right)
    whole = QVBoxLayout(screen)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(screen.head)
    whole.addLayout(middle, 1)
    screen.setFocusProxy(screen.table)
    screen.setMinimumWidth(_LEAST)  # the panels give way, they never keep the window wide
    return Parts(empty, screen.table)


def _strip(screen: AccountsScreen) -> QWidget:
    strip = QFrame()
    strip.setObjectName("surface")
    strip.setFixedHeight(_STRIP)
    line = QHBoxLayout(strip)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(screen.grades, 1)
    line.addWidget(_ruler(upright=True))
    line.addWidget(screen.rhythm)
    return strip


def _ruler(*, upright: bool = False) -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine if upright else QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setObjectName("separator")
    return line
