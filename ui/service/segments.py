"""One to five in a row: how worried, how hard a fault, how satisfied. A digit chooses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.words import _
from ui import theme

_COUNT, _WIDTH, _HEIGHT = 5, 32, 28
_WORRIED = 4


class Segments(QWidget):
    """Nothing is chosen until somebody chooses, unless a value is shown. 0 is nothing."""

    changed = Signal(int)
    """Chosen by hand."""

    def __init__(self, name: str, *, warns: bool = False) -> None:
        super().__init__()
        self._value, self._warns = 0, warns
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._tell()

    @property
    def value(self) -> int:
        """1 to 5, or 0 while nothing is chosen."""
        return self._value

    def show_value(self, value: int) -> None:
        """Show a value that is known; tells nobody."""
        self._value = value
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_COUNT * _WIDTH + 1, _HEIGHT)

    def area_of(self, value: int) -> QRect:
        """Where a value is clicked on."""
        return QRect((value - 1) * _WIDTH, 0, _WIDTH, _HEIGHT - 1)

    def _choose(self, value: int) -> None:
        if not 1 <= value <= _COUNT or value == self._value:
            return
        self.show_value(value)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, str(value)))
        self.changed.emit(value)

    def _tell(self) -> None:
        said = _("{value} of 5").format(value=self._value) if self._value else _("not chosen")
        self.setAccessibleDescription(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = event.key(), event.key() - Qt.Key.Key_0
        if 1 <= digit <= _COUNT:
            self._choose(digit)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._choose(max(1, self._value - 1))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._choose(self._value + 1)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(event.position().toPoint().x() // _WIDTH + 1)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRect(0, 0, _COUNT * _WIDTH, _HEIGHT - 1)
        painter.setPen(QPen(look.ink if self.hasFocus() else look.line, 1))
        painter.setBrush(look.surf)
        painter.drawRoundedRect(whole.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for value in range(1, _COUNT + 1):
            self._segment(painter, value)

    def _segment(self, painter: QPainter, value: int) -> None:
        look, area = theme.current(), self.area_of(value)
        chosen = value == self._value
        if chosen:
            warns = self._warns and value >= _WORRIED
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.bad if warns else look.due)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, 0), 4, 4)
        elif value > 1 and value - 1 != self._value:
            painter.setPen(QPen(look.line, 1))
            painter.drawLine(area.left(), area.top() + 1, area.left(), area.bottom() - 1)
        painter.setPen(look.onink if chosen else look.text)
        painter.setFont(theme.font(theme.BODY, bold=chosen, figures=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(value))
