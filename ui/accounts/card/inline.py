"""A field that is edited where it stands: click, type, Enter saves, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.exchange import field_words, sentences
from planner.records import Record
from planner.store.journal import Change
from planner.words import _
from planner.workspace import BadInput, Workspace
from planner.workspace.fields import Field, fields_of, read, write
from ui import plain, theme
from ui.accounts.card.history import show_history
from ui.accounts.card.parts import muted, tool
from ui.records.form import editor_for

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

Save = Callable[[str], Callable[[Workspace], Change | None]]
"""Reads what was typed and says how it is written; BadInput where it cannot be read."""
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)


class _Shown(QLabel):
    """The text as it stands; a click or Enter opens it."""

    clicked = Signal()
    history_wanted = Signal(QPoint)

    def __init__(self, text: str, hint: str) -> None:
        super().__init__()
        self.setObjectName("in_place" if text else "in_place_empty")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(plain.breakable(text or hint))
        self.setFont(theme.font(theme.META))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.history_wanted.emit(event.globalPos())


class InPlace(QWidget):
    """One field of a card. `record` is (kind, number, field) of what its history is of."""

    def __init__(
        self,
        page: Page,
        field: Field,
        *,
        text: str,
        shown: str,
        hint: str,
        save: Save,
        record: tuple[str, int, str] | None,
        label: str,
    ) -> None:
        super().__init__()
        self._page, self._field, self._text, self._save = page, field, text, save
        self._record, self._label = record, label
        self._editor: Any = None
        self._shown = _Shown(shown, hint)
        self._shown.setAccessibleName(f"{label}: {shown or hint}")
        self._shown.clicked.connect(self.open)
        self._shown.history_wanted.connect(self.show_history)
        self._problem = muted("")
        self._problem.setObjectName("problem")
        self._problem.hide()
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._line.addWidget(self._shown, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._line)
        column.addWidget(self._problem)
        self.setAccessibleName(label)

    @property
    def editor(self) -> Any:
        """What it is edited with now, None while it is only shown."""
        return self._editor

    def open(self) -> None:
        """Edit it."""
        if self._editor is not None:
            return
        self._page.editing += 1
        self._editor = editor_for(self._field, lambda: None)
        self._editor.setAccessibleName(self._label)
        self._editor.set_text(self._text)
        self._text = self._editor.text()  # as the editor writes it, so that leaving changes nothing
        self._shown.hide()
        self._line.insertWidget(0, self._editor, 1)
        if self._record is not None:
            self._clock = tool("clock-counter-clockwise", _("What it was before"), self._at_clock)
            self._line.addWidget(self._clock)
        self._editor.installEventFilter(self)
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        if isinstance(self._editor, QComboBox):
            self._editor.activated.connect(lambda _index: self.save())
        elif hasattr(self._editor, "selectAll"):
            self._editor.selectAll()

    def save(self) -> None:
        """Keep what was typed."""
        if self._editor is None:
            return
        typed = self._editor.text()
        if typed == self._text:
            self.leave()
            return
        try:
            work = self._save(typed)
        except BadInput as problem:
            self._say(problem)
            return
        workspace = self._page.workspace
        self._page.writer.write(lambda: work(workspace), self._failed)
        self._shown.setText(plain.breakable(typed))
        self.leave()

    def leave(self) -> None:
        """Only show it again."""
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        editor.removeEventFilter(self)
        editor.hide()
        editor.deleteLater()
        if self._record is not None:
            self._clock.hide()
            self._clock.deleteLater()
        self._problem.hide()
        self._shown.show()
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.editing -= 1

    def show_history(self, at: QPoint) -> None:
        """What it was before, at this point of the screen."""
        if self._record is not None:
            show_history(self._page, *self._record, at)

    def _at_clock(self) -> None:
        self.show_history(self.mapToGlobal(self.rect().bottomRight()))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            self._say(error)
        else:
            self._page.owner.jobs.failed.emit(error)

    def _say(self, problem: BadInput) -> None:
        args = {**problem.args_for_words, "field": self._label}
        self._problem.setText(plain.breakable(sentences.refused(problem.code, args)))
        self._problem.show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # Esc leaves the field, not the card
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif isinstance(event, QFocusEvent) and _goes_elsewhere(event):
            self.save()  # what was typed is never lost by going elsewhere
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        more = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not more:
            self.save()
            return True
        return False


def _goes_elsewhere(event: QFocusEvent) -> bool:
    stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
    return event.type() == QEvent.Type.FocusOut and event.reason() not in stays


def in_place(
    page: Page, kind: str, record: Record, name: str, *, shown: str | None = None, hint: str = ""
) -> InPlace:
    """A field of a record; `shown` is how it reads where that is not how it is typed."""
    field = fields_of(kind)[name]
    zone, value = page.territory.time_zone, getattr(record, name)
    text = write(field, value, zone)
    if shown is None:
        shown = field_words.choice(text) if field.choices and text else text

    def save(typed: str) -> Callable[[Workspace], Change | None]:
        values = read(kind, {name: typed}, zone)
        return lambda workspace: workspace.records.change(kind, record.id, values)[1]

    return InPlace(
        page,
        field,
        text=text,
        shown=shown,
        hint=hint or _("click to fill in"),
        save=save,
        record=(kind, record.id, name),
        label=field_words.field(name, kind),
    )
