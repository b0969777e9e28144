"""What the screen of a key account is made of: titled parts, and figures typed where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import plain, theme


class Part(QFrame):
    """A title of 14 pixels, what belongs beside it, and a body below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 12, 6)
        self.column.setSpacing(4)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        name = plain.label(title)
        name.setFont(theme.font(theme.BODY, bold=True))
        self.note = muted()
        self.head.addWidget(name)
        self.head.addWidget(self.note)
        self.head.addStretch(1)
        self.column.addLayout(self.head)


class Figure(QLineEdit):
    """A short figure that is edited in place: Enter or leaving takes it, Esc gives it back."""

    typed = Signal(str)

    def __init__(self, name: str, wide: int = 44) -> None:
        super().__init__()
        self._shown = ""
        self.setFixedWidth(wide)
        self.setFont(theme.font(theme.META, bold=True, figures=True))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setStyleSheet("padding: 0 4px;")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.returnPressed.connect(self._take)

    def show_text(self, text: str) -> None:
        """Show what is kept; what is being typed stays."""
        self._shown = text
        if not self.isModified() or not self.hasFocus():
            self.setText(text)
            self.setModified(False)

    def give_back(self) -> None:
        """It could not be taken: show what is kept."""
        self.setText(self._shown)
        self.setModified(False)

    def _take(self) -> None:
        if self.text().strip() != self._shown:
            self.setModified(False)
            self.typed.emit(self.text().strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isModified():
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.give_back()
            return
        super().keyPressEvent(event)


def muted(text: str = "", *, wrap: bool = False) -> QLabel:
    """Second text."""
    label = plain.label(text, wrap=wrap)
    label.setFont(theme.font(theme.META, figures=True))
    label.setObjectName("muted")
    return label


def parting(*, upright: bool = False) -> QWidget:
    """A line between two parts."""
    line = plain.label()
    line.setObjectName("line")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
