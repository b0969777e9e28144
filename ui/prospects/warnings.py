"""The two warnings of the balance, each with one fix and its price."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, plain, theme


class Warnings(QWidget):
    """Both on one ground; hidden while there is nothing to warn of."""

    def __init__(self) -> None:
        super().__init__()
        self.too_few, self.neglected = Warning_("star-fill"), Warning_("hourglass-medium")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.too_few)
        column.addWidget(self.neglected)
        theme.changed.connect(self.update)

    def settle(self) -> None:
        """Show the ground only under something."""
        self.setVisible(not (self.too_few.isHidden() and self.neglected.isHidden()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of a warning, and its edge."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.badbg)
        painter.fillRect(0, 0, 4, self.height(), look.bad)


class Warning_(QWidget):  # noqa: N801  (Warning is Python's own)
    """What is wrong, why, and a button with the price beside it."""

    fix_wanted = Signal()

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._mark = QLabel()
        self.head, self.why, self.price = (
            plain.label(wrap=True),
            plain.label(wrap=True),
            plain.label(),
        )
        self.head.setFont(theme.font(theme.META, bold=True, figures=True))
        for label in (self.why, self.price):
            label.setFont(theme.font(theme.META, figures=True))
        self.fix = QPushButton()
        self.fix.setProperty("chip", True)
        self.fix.clicked.connect(self.fix_wanted)
        self._lay_out()
        self._show_icon()
        theme.changed.connect(self._show_icon)
        self.hide()

    def say(self, head: str, why: str) -> None:
        """Show the warning; what mends it comes when it is known."""
        self.head.setText(head)
        self.why.setText(why)
        self.show()

    def offer(self, fix: str, price: str) -> None:
        """What mends it, and what that costs; empty for nothing."""
        self.fix.setText(fix.replace("&", "&&"))
        self.price.setText(price)
        self.fix.setVisible(bool(fix))

    def _show_icon(self) -> None:
        self._mark.setPixmap(icons.icon(self._icon, "bad").pixmap(QSize(16, 16)))

    def _lay_out(self) -> None:
        row, column, foot = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QVBoxLayout()
        mark.addWidget(self._mark)
        mark.addStretch()
        row.addLayout(mark)
        column.setSpacing(3)
        column.addWidget(self.head)
        column.addWidget(self.why)
        foot.addWidget(self.fix)
        foot.addWidget(self.price)
        foot.addStretch()
        column.addLayout(foot)
        row.addLayout(column, 1)
