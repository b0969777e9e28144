"""Text that is painted in as many lines as it takes: a card has too many lines for labels."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from ui import plain, theme

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_LONGEST = 600
"""Letters of a text that a card shows; the form shows all of it."""


class Wrapped:
    """A text in one of the card's fonts, told its width when it is measured or painted."""

    def __init__(self, text: str, *, bold: bool = False, quiet: bool = False) -> None:
        cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        self.text = plain.breakable(cut.strip())
        self.font: QFont = theme.font(theme.META, bold=bold)
        self._quiet, self._height = quiet, (0, 0)

    def height(self, width: int) -> int:
        """Pixels that it takes in a width; none where it is empty."""
        if not self.text:
            return 0
        if self._height[0] != width:
            room = QRect(0, 0, max(1, width), 1_000_000)
            found = QFontMetrics(self.font).boundingRect(room, _FLAGS, self.text)
            self._height = (width, found.height())
        return self._height[1]

    def paint(self, painter: QPainter, left: int, top: int, width: int) -> int:
        """Paint it; gives the pixel below it."""
        if not self.text:
            return top
        look = theme.current()
        colour: QColor = look.mute if self._quiet else look.text
        painter.setFont(self.font)
        painter.setPen(colour)
        height = self.height(width)
        painter.drawText(QRect(left, top, width, height), _FLAGS, self.text)
        return top + height
