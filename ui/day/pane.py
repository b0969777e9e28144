"""A pane in the week's left column: a title, what belongs below it, and Esc that leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from planner.words import _
from ui import icons, plain, theme


class Pane(QWidget):
    """Column of widgets under a title of 20 pixels."""

    left = Signal()
    """Esc, or the cross."""

    def __init__(self) -> None:
        super().__init__()
        self.title = plain.label(wrap=True)
        self.title.setFont(theme.font(theme.FIGURES, bold=True))
        self.line = muted()
        cross = QToolButton()
        cross.setIcon(icons.icon("x"))
        cross.setAccessibleName(_("Back to the week"))
        cross.setToolTip(plain.tooltip(_("Back to the week (Esc)")))
        cross.clicked.connect(self.left)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self.line)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def muted(text: str = "") -> QLabel:
    """A line of second text."""
    made = plain.label(text, wrap=True)
    made.setFont(theme.font(theme.META, figures=True))
    made.setObjectName("muted")
    return made


class Cover(QObject):
    """Keeps a widget over another one, e.g. a grid of days over the lanes."""

    def __init__(self, top: QWidget, under: QWidget) -> None:
        super().__init__(top)
        self._top, self._under = top, under
        top.setParent(under)
        top.hide()
        under.installEventFilter(self)

    def show(self) -> None:
        """Cover it."""
        self._top.setGeometry(self._under.rect())
        self._top.show()
        self._top.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self._top.isHidden():
            self._top.setGeometry(self._under.rect())
        return False
