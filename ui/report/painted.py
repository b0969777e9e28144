"""What the report is painted of: bars, bars by month, dots of anxiety, squares of confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_DOT, _STEP = 4.5, 12
_SQUARE, _BETWEEN = 9, 3


class Dots(QWidget):
    """Five dots: how worried; warned of in red."""

    def __init__(self, value: int, *, warns: bool) -> None:
        super().__init__()
        self._value, self._warns = value, warns
        self.setFixedSize(5 * _STEP, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = look.bad if self._warns else look.mute
        painter.setPen(QPen(colour, 1.2))
        for at in range(5):
            painter.setBrush(colour if at < self._value else QBrush(Qt.BrushStyle.NoBrush))
            painter.drawEllipse(QPointF(_DOT + 1 + at * _STEP, 8), _DOT, _DOT)


class Squares(QWidget):
    """Three squares: how sure."""

    def __init__(self, value: int, *, quiet: bool = False) -> None:
        super().__init__()
        self._value, self._quiet = value, quiet
        self.setFixedSize(3 * (_SQUARE + _BETWEEN), 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        colour = look.mute if self._quiet else look.text
        painter.setPen(QPen(colour, 1))
        for at in range(3):
            painter.setBrush(colour if at < self._value else QBrush(Qt.BrushStyle.NoBrush))
            painter.drawRect(at * (_SQUARE + _BETWEEN), 3, _SQUARE - 1, _SQUARE - 1)


class Bar(QWidget):
    """A bar of parts: solid up to `value`, framed up to `whole`, all of `most` wide."""

    def __init__(
        self, value: float, whole: float, most: float, *, kind: str = "ink", over: float = 0.0
    ) -> None:
        super().__init__()
        self._value, self._whole, self._most = value, whole, max(most, 1e-9)
        self._kind, self._over = kind, over
        self.setFixedHeight(16)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        room = self.width() - 2

        def wide(value: float) -> int:
            return round(room * min(1.0, value / self._most))

        if self._whole > self._value:
            painter.setPen(QPen(look.ink, 1))
            painter.drawRect(0, 1, wide(self._whole), self.height() - 3)
        area = QRect(0, 1, wide(self._value) + 1, self.height() - 2)
        if self._kind == "hatch":
            painter.setPen(QPen(look.off, 1))
            painter.setBrush(QBrush(look.off, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            return
        painter.fillRect(area, look.due if self._kind == "ink" else look.rest)
        if self._over > 0:
            left = wide(self._value - self._over)
            painter.fillRect(QRect(left, 1, area.width() - left, area.height()), look.bad)


@dataclass(frozen=True, slots=True)
class Column:
    """One bar of `Columns`: its value, the word above and the one below."""

    value: float
    above: str
    below: str


class Columns(QWidget):
    """Upright bars, the last one in ink, with a dashed line at what is wanted."""

    def __init__(self, columns: Sequence[Column], wanted: float, said: str) -> None:
        super().__init__()
        self._columns, self._wanted, self._said = tuple(columns), wanted, said
        self.setMinimumSize(240, 112)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join([*(f"{c.below} {c.above}" for c in columns), said]))

    def sizeHint(self) -> QSize:
        return QSize(280, 112)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.setFont(theme.font(theme.META, figures=True))
        most = max([self._wanted, *(c.value for c in self._columns)], default=1) or 1
        foot, room = self.height() - 18, self.height() - 18 - 30
        step = min(48.0, self.width() / max(1, len(self._columns)))
        y = foot - room * self._wanted / most
        painter.setPen(QPen(look.ink, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, y), QPointF(step * len(self._columns), y))
        for at, column in enumerate(self._columns):
            last = at == len(self._columns) - 1
            high = room * column.value / most
            area = QRectF(at * step + 4, foot - high, step - 16, high)
            painter.fillRect(area, look.due if last else look.rest)
            painter.setPen(look.text)
            around = QRectF(area.left() - 10, 0, area.width() + 20, 16)
            above = around.translated(0, foot - high - 17)
            painter.fillRect(above.adjusted(14, 1, -14, -1), look.surf)  # the line gives way
            _words(painter, above, column.above, look.text)
            _words(painter, around.translated(0, foot + 2), column.below, look.mute)
        self._say(painter, y, round(step * len(self._columns)) + 4, look.text)

    def _say(self, painter: QPainter, y: float, left: int, colour: QColor) -> None:
        """Beside the line where there is room, else at the top right."""
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(self._said)
        painter.setPen(colour)
        if left + wide <= self.width():
            painter.drawText(QPointF(left, y + 4), self._said)
        else:
            painter.drawText(QPointF(self.width() - wide, 11), self._said)


def _words(painter: QPainter, area: QRectF, text: str, colour: QColor) -> None:
    painter.setPen(colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
