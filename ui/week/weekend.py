"""Days that nobody works: a narrow strip beside the lanes that opens them, and whether it did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOption, QToolButton, QWidget

from planner.exchange import figures
from planner.words import _
from ui import plain, theme
from ui.keys import shown_keys, table

WIDTH = 16
_SETTINGS, _KEY = ("Loopwise", "Loopwise"), "every_day"


def remember(shown: bool) -> None:
    """Keep whether days without work are shown, for the next start."""
    QSettings(*_SETTINGS).setValue(_KEY, "yes" if shown else "no")


def remembered() -> bool:
    """Whether they were shown last."""
    return QSettings(*_SETTINGS).value(_KEY, "no") == "yes"


class WeekendStrip(QToolButton):
    """The names of the days left out, upright; a click opens their lanes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_days(self, weekdays: Sequence[int]) -> None:
        """Name these; with none the strip is away."""
        self.setText(" · ".join(figures.short_weekday(day) for day in weekdays))
        names = ", ".join(figures.weekday(day) for day in weekdays)
        words = _("Show the days without work: {days}").format(days=names)
        keys = next(shown_keys(entry) for entry in table() if entry.name == "every_day")
        self.setAccessibleName(words)
        self.setToolTip(plain.tooltip(f"{words} ({keys})"))
        self.setVisible(bool(weekdays))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        option = QStyleOption()
        option.initFrom(self)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(self.rect(), look.sel if hovered or self.hasFocus() else look.shade)
        painter.fillRect(0, 0, 1, self.height(), look.line)
        painter.setFont(theme.font(theme.META))
        painter.setPen(look.text if hovered or self.hasFocus() else look.mute)
        painter.translate(self.width(), 0)
        painter.rotate(90)
        middle = self.rect().transposed()
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self.text())
