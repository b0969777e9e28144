"""Labels and lines that the parts of complaints and service share."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui import plain, theme


def muted(words: str = "", *, wrap: bool = False) -> QLabel:
    """Second text."""
    label = plain.label(words, wrap=wrap)
    label.setObjectName("muted")
    label.setFont(theme.font(theme.META, figures=True))
    return label


def heading(words: str) -> QLabel:
    """What stands above a field."""
    label = plain.label(words)
    label.setFont(theme.font(theme.META, bold=True))
    return label


def beside(words: str, hint: str, *, apart: bool = False) -> QHBoxLayout:
    """A heading with a hint beside it, or at the right."""
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(heading(words))
    if apart:
        line.addStretch(1)
    line.addWidget(muted(hint))
    if not apart:
        line.addStretch(1)
    return line


def parting(*, wide: bool = True) -> QWidget:
    """A line of one pixel."""
    line = plain.label()
    line.setObjectName("line")
    if wide:
        line.setFixedHeight(1)
    else:
        line.setFixedWidth(1)
    return line


class Elided(QPushButton):
    """Words that end in an ellipsis where there is no room for them."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = ""
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Other words."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(plain.tooltip(words))
        self._fit()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._words) + 8
        return QSize(wide, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(0, self.width() - 4)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
