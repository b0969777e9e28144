"""A notice in the window's last line: what was done, with the way back, instead of a question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from planner.words import _
from ui import plain, theme

_SHOWN_FOR = 10_000
_TROUBLE_FOR = 20_000
_LINE, _FOOT = 24, 2
"""Pixels of a notice of one line and below it: it stands in the status line and hides no more."""


class Notice(QWidget):
    """Stands over its parent's last line, never takes the focus, goes away by itself.

    Only trouble that needs more than a line grows upwards from there.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._then: Callable[[], object] | None = None
        self._label = plain.label()
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._act)
        close = QPushButton("×")
        close.setAccessibleName(_("Close this notice"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setObjectName("notice_close")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 1, 4, 1)
        layout.setSpacing(12)
        for widget in (self._label, self._button, close):
            layout.addWidget(widget)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty when it is away."""
        return self._label.text() if self.isVisible() else ""

    def say(self, words: str, button: str = "", then: Callable[[], object] | None = None) -> None:
        """Show a sentence, with a button that does something about it."""
        self._show(words, button, then, _SHOWN_FOR)

    def warn(self, words: str) -> None:
        """Show what went wrong; stays longer, and in a few lines if it must."""
        self._show(words, "", None, _TROUBLE_FOR)

    def _show(
        self, words: str, button: str, then: Callable[[], object] | None, shown_for: int
    ) -> None:
        self._label.setText(words)
        self._label.setWordWrap(False)
        self._label.setMinimumWidth(0)
        room = max(240, self._over.width() - 320)
        if self._label.sizeHint().width() > room:
            self._label.setWordWrap(True)
            self._label.setMinimumWidth(room)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._then = then
        self._place()
        self.show()
        self.raise_()
        self._timer.start(shown_for)

    def _act(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def _place(self) -> None:
        self.adjustSize()
        over = self._over.rect()
        if not self._label.wordWrap():
            self.resize(self.width(), _LINE)
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - _FOOT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def showEvent(self, _event: object) -> None:
        self._dress()

    def _dress(self) -> None:
        look = theme.current()
        ink, onink = look.ink.name(), look.onink.name()
        sheet = (
            f"QLabel {{ color: {onink}; }}"
            f"QPushButton {{ background: transparent; color: {onink};"
            f" border: 1px solid {look.off.name()}; font-weight: 600;"
            " min-height: 0; padding: 0 10px; }"
            f"QPushButton:hover {{ background: {look.off.name()}; color: {ink}; }}"
            "#notice_close { border: 0; font-weight: 400; padding: 0 8px; }"
        )
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().ink)
        painter.drawRoundedRect(self.rect(), 6, 6)
