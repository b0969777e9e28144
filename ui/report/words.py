"""A text that is edited where it stands: click or Enter to write, Enter to keep, Esc to leave."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from planner.words import _
from ui import plain, theme
from ui.report.plain_text import LONGEST, PlainText

_ROWS = 4
_SHOWN = 600
"""Letters shown of a text: the rest is there to be read while it is edited."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Words(QWidget):
    """`edited` carries the new text, once it is kept and differs."""

    edited = Signal(str)

    def __init__(self, text: str, hint: str = "", *, quiet: bool = False) -> None:
        super().__init__()
        self.text = text
        self._editor: _Editor | None = None
        self._label = plain.label(_short(text) or hint, wrap=True)
        self._label.setFont(theme.font(theme.META if quiet else theme.BODY))
        if quiet or not text:
            self._label.setObjectName("muted")
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 0, 2, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(_short(text) or hint)
        self.setToolTip(plain.tooltip(_("Click to write it in your own words")))

    @property
    def label(self) -> QLabel:
        """What shows the text."""
        return self._label

    @property
    def editor(self) -> QPlainTextEdit | None:
        """While it is edited."""
        return self._editor

    def edit(self) -> None:
        """Open it for writing."""
        if self._editor is not None:
            return
        self._editor = _Editor(self.text)
        self._editor.setAccessibleName(self.accessibleName())
        self._editor.kept.connect(self.keep)
        self._editor.left.connect(self._leave)
        self._label.hide()
        self._column.addWidget(self._editor)
        self._editor.setFocus()
        self._editor.selectAll()

    def keep(self) -> None:
        """Keep what is being written, if anything is."""
        editor = self._editor
        if editor is None:
            return
        text = editor.toPlainText()[:LONGEST]
        self._leave()
        if text != self.text:
            self.text = text
            self._label.setText(plain.breakable(_short(text)))
            self.edited.emit(text)

    def _leave(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            had = editor.hasFocus()
            self._column.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
            self._label.show()
            if had:
                self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_F2) and not event.modifiers():
            self.edit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._editor is None:
            painter = QPainter(self)
            painter.setPen(QPen(theme.current().ink, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Editor(PlainText):
    kept = Signal()
    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_ROWS * self.fontMetrics().lineSpacing() + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift and Enter break the line; Ctrl and Enter belong to the report."""
        if event.key() in _ENTER and not event.modifiers():
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.kept.emit()


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
