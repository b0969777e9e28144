"""A value of five as dots: filled and hollow, the number beside them says the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_COUNT = 5


def paint_dots(
    painter: QPainter, left: float, middle: float, value: int, radius: float, colour: QColor
) -> float:
    """Five dots from the pixel `left` on; gives the pixel where they end."""
    gap = 2 * radius + 2.5
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at in range(_COUNT):
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour if at < value else Qt.BrushStyle.NoBrush)
        inner = radius - 0.6
        painter.drawEllipse(QPointF(left + radius + at * gap, middle), inner, inner)
    painter.restore()
    return left + _COUNT * gap


class FallDots(QWidget):
    """Before, an arrow, after."""

    def __init__(self, before: int, after: int, said: str) -> None:
        super().__init__()
        self._before, self._after = before, after
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(said)
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        return QSize(88, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, middle = theme.current(), QPainter(self), self.height() / 2
        end = paint_dots(painter, 0, middle, self._before, 2.25, look.mute)
        painter.setPen(look.mute)
        painter.setFont(theme.font(theme.META))
        painter.drawText(int(end) + 2, int(middle) + 4, "→")
        paint_dots(painter, end + 16, middle, self._after, 2.25, look.text)
