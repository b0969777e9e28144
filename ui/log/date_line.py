"""A line that takes a day as a hand in a hurry types it, and says which day that is."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from planner.exchange import figures
from planner.exchange.near_dates import read_near, read_past
from planner.words import _
from ui import plain, theme


class _Line(QLineEdit):
    """Up and down go a day on and back."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class DateLine(QWidget):
    """`day` is None while what is typed is no day."""

    edited = Signal()

    def __init__(self, today: date, *, past: bool = False) -> None:
        """`past`: a day that has been is meant, not one to come."""
        super().__init__()
        self._today, self._read = today, read_past if past else read_near
        self.line = _Line()
        self.line.setFixedWidth(132)
        self.line.setPlaceholderText(_("yesterday, fri") if past else _("fri, +3, 4 dec"))
        self._says = plain.label()
        self._says.setFont(theme.font(theme.META, figures=True))
        self._says.setObjectName("muted")
        self._says.setMinimumWidth(84)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line)
        row.addWidget(self._says, 1)
        self.line.textChanged.connect(self._say)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.stepped.connect(self._step)
        self.setFocusProxy(self.line)

    @property
    def day(self) -> date | None:
        """The day typed."""
        return self._read(self.line.text(), self._today)

    def text(self) -> str:
        """As it was typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show a text."""
        self.line.setText(text)

    def show_day(self, day: date) -> None:
        """Show a day."""
        self.line.setText(day.isoformat())

    def _step(self, days: int) -> None:
        self.show_day((self.day or self._today) + timedelta(days=days))
        self.edited.emit()

    def _say(self, text: str) -> None:
        day = self.day
        if day is not None:
            self._says.setText(figures.near_date(day, self._today))
        else:
            self._says.setText(_("which day?") if text.strip() else "")
