"""What sections of the card are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import icons, plain, theme
from ui.accounts.card.wrapped import Wrapped

INSET = 16
_ABOVE, _BESIDE, _USUAL = 2, 0, 300
_SPOKEN = 400
"""Letters of a line that are read out."""


class Section(QWidget):
    """A title with what can be added, and rows below; a thin line parts it from the one above."""

    def __init__(
        self, title: str = "", add: Callable[[], object] | None = None, hint: str = ""
    ) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(INSET, 8, INSET, 0)
        self.column.setSpacing(4)
        if not title:
            return
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setObjectName("separator")
        self.column.addWidget(line)
        self.head = QHBoxLayout()
        name = plain.label(title)
        name.setFont(theme.font(theme.META, bold=True))
        self.head.addWidget(name, 1)
        if add:
            self.head.addWidget(tool("plus", hint, add))
        self.column.addLayout(self.head)

    def say(self, text: str) -> None:
        """A muted line."""
        self.column.addWidget(muted(text))

    def row(self, title: str, detail: str, open_it: Callable[[], object]) -> Row:
        """A line that opens its record."""
        made = Row(title, detail, open_it)
        self.column.addWidget(made)
        return made

    def put(self, widget: QWidget) -> None:
        """Anything else."""
        self.column.addWidget(widget)

    def more(self, count: int) -> None:
        """How many are not shown."""
        if count > 0:
            self.say(_("and {count} earlier").format(count=count))


class Row(QAbstractButton):
    """A line that opens its record: title strong, detail muted below."""

    history_wanted = Signal(QPoint)

    def __init__(
        self, title: str, detail: str, open_it: Callable[[], object], *, indent: int = 0
    ) -> None:
        super().__init__()
        self._left = _BESIDE + indent
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # as high as its text in this width, however it wraps
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{title}: {detail}"[:_SPOKEN])
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._texts = (Wrapped(title, bold=True), Wrapped(detail, quiet=True))
        self.clicked.connect(lambda _on: open_it())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 2 * _ABOVE + sum(text.height(width - self._left - _BESIDE) for text in self._texts)

    def sizeHint(self) -> QSize:
        return QSize(_USUAL, self.heightForWidth(_USUAL))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        if self.underMouse():
            painter.fillRect(self.rect(), look.sel)
        if self.hasFocus():
            painter.setPen(look.ink)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        top = _ABOVE
        for text in self._texts:
            top = text.paint(painter, self._left, top, self.width() - self._left - _BESIDE)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.history_wanted.emit(event.globalPos())


def strong(text: str) -> QLabel:
    """A bold line of the smallest size."""
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META, bold=True))
    return label


def muted(text: str) -> QLabel:
    """A grey line of the smallest size."""
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META))
    label.setObjectName("muted")
    return label


def said(text: str) -> QLabel:
    """A plain line of the smallest size."""
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META))
    return label


def bad(text: str) -> QLabel:
    """A warning line."""
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META, bold=True))
    label.setObjectName("bad")
    return label


def tool(icon: str, hint: str, act: Callable[[], object]) -> QToolButton:
    """A small button with an icon and its words in the hover."""
    button = QToolButton()
    button.setIcon(_icon(icon))
    button.setToolTip(plain.tooltip(hint))
    button.setAccessibleName(hint)
    button.clicked.connect(lambda _on: act())
    return button


@cache
def _icon(name: str) -> QIcon:
    return icons.icon(name)


def within_year(records: Sequence[Any], today: date) -> list[Any]:
    """Those dated within the last twelve months."""
    return [r for r in records if 0 <= (today - r.date).days < 365]
