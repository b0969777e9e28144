"""The words that are looked for: each can be taken away, more can be typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from planner.words import _
from ui import plain, theme
from ui.solutions.flow import Flow

_LONGEST = 28


class Chips(QWidget):
    """Words as chips. `changed` carries those that are left, or the new one with them."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._buttons: list[QPushButton] = []
        self._flow = Flow(6, self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.more = QLineEdit()
        self.more.setPlaceholderText(_("+ word"))
        self.more.setAccessibleName(_("Another word to look for"))
        self.more.setFixedWidth(72)
        self.more.setFont(theme.font(theme.META))
        self.more.returnPressed.connect(self._add)
        self._flow.addWidget(self.more)

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for."""
        return self._words

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """A chip for each word."""
        return tuple(self._buttons)

    def show_words(self, words: Sequence[str]) -> None:
        """Take other words."""
        if tuple(words) == self._words and len(self._buttons) == len(words):
            return
        self._words = tuple(words)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._flow.removeWidget(self.more)
        self._buttons = [self._chip(word) for word in self._words]
        for button in self._buttons:
            self._flow.addWidget(button)
            button.show()
        self._flow.addWidget(self.more)
        self._flow.invalidate()
        self.updateGeometry()

    def _chip(self, word: str) -> QPushButton:
        shown = word if len(word) <= _LONGEST else word[: _LONGEST - 1] + "…"
        button = QPushButton(f"{shown.replace('&', '&&')}  ×", self)
        button.setProperty("chip", True)
        button.setAccessibleName(_("Do not look for “{word}”").format(word=word))
        button.setToolTip(plain.tooltip(_("Do not look for “{word}”").format(word=word)))
        button.clicked.connect(partial(self._without, word))
        return button

    def _without(self, word: str, _checked: bool = False) -> None:
        self.changed.emit(tuple(one for one in self._words if one != word))

    def _add(self) -> None:
        word = self.more.text().strip()
        self.more.clear()
        if word and word not in self._words:
            self.changed.emit((*self._words, word))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.setMinimumHeight(self._flow.heightForWidth(max(1, self.width())))
        return super().event(event)
