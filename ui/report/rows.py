"""Sections of the report and their rows, each with the tick that says whether it leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import icons, plain, theme
from ui.report.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Asking(QObject):
    """What rows ask of the screen: to tick a line, to keep own words, to do more with it."""

    ticked = Signal(str, bool)
    """Key of a line or part, and whether it leaves."""
    edited = Signal(str, str)
    """Key of a line or part, and the words of the rep."""
    answered = Signal(int, str)
    """A question, and head office's answer."""
    seen_here_wanted = Signal(int)
    """A field report."""
    opened = Signal(str, int)
    """Kind and number of a record that is to be edited whole."""
    account_opened = Signal(int)


class Tick(QCheckBox):
    """Space takes a line in or out; up and down go to the next one."""

    def __init__(self, key: str, name: str, leaves: bool, asking: Asking, text: str = "") -> None:
        super().__init__(text)
        self.key = key
        self.setObjectName(f"tick {key}")
        self.setAccessibleName(name)
        self.setChecked(leaves)
        self.setToolTip(_("Ticked: it leaves the laptop with the report"))
        self.toggled.connect(lambda on: asking.ticked.emit(key, on))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        ticks = [tick for tick in self._top().findChildren(Tick) if tick.isVisible()]
        at = ticks.index(self) + step
        if 0 <= at < len(ticks):
            ticks[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _top(self) -> QWidget:
        found: QWidget = self
        while not found.property("ticks") and (parent := found.parentWidget()) is not None:
            found = parent
        return found


class Section(QFrame):
    """A heading with what stands beside it, and rows below."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 16, 8)
        self.column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        name = plain.label(title)
        name.setFont(theme.font(theme.BODY, bold=True))
        head.addWidget(name)
        beside = muted(note)
        beside.setWordWrap(False)
        head.addWidget(beside, 1)
        self.head = head
        self.column.addLayout(head)

    def put(self, widget: QWidget) -> None:
        """One more row."""
        self.column.addWidget(widget)

    def own_words(self, key: str, text: str, asking: Asking) -> None:
        """A line of the rep's own below the rows."""
        words = Words(text, _("Add a remark…"), quiet=True)
        words.setObjectName(f"words {key}")
        words.edited.connect(lambda new: asking.edited.emit(key, new))
        self.column.addWidget(words)
        self.column.addStretch()


class TickRow(QWidget):
    """A tick, a text that is edited in place, a muted line below it, anything at the right."""

    def __init__(
        self,
        key: str,
        text: str,
        meta: str,
        asking: Asking,
        *,
        leaves: bool,
        editable: bool = True,
    ) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 1, 0, 1)
        self.row.setSpacing(8)
        self.tick = Tick(key, text, leaves, asking)
        self.row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        if editable:
            words = Words(text)
            words.setObjectName(f"words {key}")
            words.edited.connect(lambda new: asking.edited.emit(key, new))
            self.words: QWidget = words
            label = words.label
        else:
            self.words = label = plain.label(text, wrap=True)
        if not leaves:
            label.setObjectName("muted")
        column.addWidget(self.words)
        self.below = QHBoxLayout()
        self.below.setContentsMargins(2, 0, 0, 0)
        self.below.addWidget(muted(meta), 1)
        column.addLayout(self.below)
        self.row.addLayout(column, 1)

    def at_right(self, *widgets: QWidget) -> None:
        """A small column at the right."""
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch()
        self.row.addLayout(column)

    def tools(self, *buttons: QWidget) -> None:
        """Small buttons at the very right."""
        for button in buttons:
            self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def muted(text: str) -> QLabel:
    """A grey line of the smallest size."""
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META, figures=True))
    label.setObjectName("muted")
    return label


def strong(text: str) -> QLabel:
    """A bold line of the smallest size."""
    label = plain.label(text)
    label.setFont(theme.font(theme.META, bold=True, figures=True))
    return label


def figure(text: str, size: int = theme.BODY) -> QLabel:
    """A figure in digits of one width."""
    label = plain.label(text)
    label.setFont(theme.font(size, bold=True, figures=True))
    return label


def link(words: str, name: str, do: Callable[[], object]) -> QWidget:
    """A small button of words only."""
    button = QToolButton()
    button.setText(words)
    button.setFont(theme.font(theme.META))
    button.setAccessibleName(name)
    button.clicked.connect(lambda _on: do())
    return button


def tool(icon: str, name: str, do: Callable[[], object]) -> QToolButton:
    """A small button with an icon and its words in the hover."""
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setToolTip(plain.tooltip(name))
    button.setAccessibleName(name)
    button.setStyleSheet("padding: 2px;")
    button.setFixedSize(24, 24)
    button.clicked.connect(lambda _on: do())
    return button
