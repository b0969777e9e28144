"""A field that is edited where it stands: click, type, Enter saves, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolButton, QWidget

from planner.exchange import field_words, sentences
from planner.records import Record
from planner.store.journal import Change
from planner.words import _
from planner.workspace import BadInput, Workspace
from planner.workspace.fields import Field, fields_of, read, write
from ui import plain, theme
from ui.accounts.card.history import show_history
from ui.accounts.card.parts import tool
from ui.accounts.card.wrapped import Wrapped
from ui.records.form import editor_for

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

Save = Callable[[str], Callable[[Workspace], Change | None]]
"""Reads what was typed and says how it is written; BadInput where it cannot be read."""
_NAME, _GAP, _ABOVE, _CLOCK, _USUAL, _SPOKEN = 104, 8, 2, 28, 300, 400
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)


class InPlace(QWidget):
    """One field of a card: what it is called, and its value, which a click or Enter opens.

    `record` is (kind, number, field) of what its history is of.
    """

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
        self._name = Wrapped(label, quiet=True)
        self._value = Wrapped(shown or hint, quiet=not shown)
        self._editor: Any = None
        self._clock: QToolButton | None = None
        self._problem: QLabel | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{label}: {shown or hint}"[:_SPOKEN])

    @property
    def editor(self) -> Any:
        """What it is edited with now, None while it is only shown."""
        return self._editor

    @property
    def label(self) -> str:
        """What the field is called."""
        return self._label

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._editor is not None:
            return self._arrange()
        name = self._name.height(_NAME)
        return 2 * _ABOVE + max(name, self._value.height(width - _NAME - _GAP))

    def sizeHint(self) -> QSize:
        return QSize(_USUAL, self.heightForWidth(_USUAL))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.heightForWidth(_USUAL) if self._editor is not None else 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        self._name.paint(painter, 0, _ABOVE, _NAME)
        if self._editor is not None:
            return
        left = _NAME + _GAP
        area = self.rect().adjusted(left - 3, 0, -1, -1)
        if self.underMouse():
            painter.fillRect(area, look.sel)
        if self.hasFocus():
            painter.setPen(look.ink)
            painter.drawRect(area)
        self._value.paint(painter, left, _ABOVE, self.width() - left)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(at):
            self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._editor is None and event.key() in _OPENING:
            self.open()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.show_history(event.globalPos())

    def open(self) -> None:
        """Edit it."""
        if self._editor is not None:
            return
        self._page.editing += 1
        self._editor = editor_for(self._field, lambda: None)
        self._editor.setAccessibleName(self._label)
        self._editor.set_text(self._text)
        self._text = self._editor.text()  # as the editor writes it, so that leaving changes nothing
        self._editor.setParent(self)
        if self._record is not None:
            self._clock = tool("clock-counter-clockwise", _("What it was before"), self._at_clock)
            self._clock.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._clock.setParent(self)
            self._clock.show()
        self._arrange()
        self._editor.show()  # now: only what is shown takes the focus
        self._editor.installEventFilter(self)
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        if isinstance(self._editor, QComboBox):
            self._editor.activated.connect(lambda _index: self.save())
        elif hasattr(self._editor, "selectAll"):
            self._editor.selectAll()
        self.updateGeometry()
        self.update()

    def _arrange(self) -> int:
        """Put the editor beside the name, a clock at its right, what is wrong below; the height.

        By hand: a layout would have a say in the height also once the editor is gone.
        """
        left, height = _NAME + _GAP - 4, int(self._editor.sizeHint().height())
        right = self.width() - (_CLOCK if self._clock is not None else 0)
        self._editor.setGeometry(left, 0, right - left, height)
        if self._clock is not None:
            self._clock.setGeometry(right, 0, _CLOCK, min(height, 26))
        if self._problem is None:
            return height
        room = self.width() - left
        below = self._problem.heightForWidth(room)
        self._problem.setGeometry(left, height + 2, room, below)
        return height + 2 + below

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._editor is not None:
            self._arrange()

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
        self._page.writer.write(lambda: work(workspace), partial(self._failed, typed))
        self._value = Wrapped(typed)
        self.leave()

    def leave(self) -> None:
        """Only show it again."""
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        editor.removeEventFilter(self)
        editor.hide()
        editor.deleteLater()
        for beside in (self._clock, self._problem):
            if beside is not None:
                beside.hide()
                beside.deleteLater()
        self._clock = self._problem = None
        self._page.editing -= 1
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.update()

    def show_history(self, at: QPoint) -> None:
        """What it was before, at this point of the screen."""
        if self._record is not None:
            show_history(self._page, *self._record, at)

    def _at_clock(self) -> None:
        self.show_history(self.mapToGlobal(self.rect().bottomRight()))

    def _failed(self, typed: str, error: Exception) -> None:
        if not isinstance(error, BadInput) or not shiboken6.isValid(self):
            self._page.owner.jobs.failed.emit(error)
            return
        self.open()
        self._editor.set_text(typed)  # what was typed stands there again, to be put right
        self._say(error)

    def _say(self, problem: BadInput) -> None:
        args = {**problem.args_for_words, "field": self._label}
        if self._problem is None:
            self._problem = plain.label(wrap=True)
            self._problem.setFont(theme.font(theme.META))
            self._problem.setObjectName("problem")
            self._problem.setParent(self)
        self._problem.setText(plain.breakable(sentences.refused(problem.code, args)))
        self._problem.show()
        self._arrange()
        self.updateGeometry()

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
    page: Page,
    kind: str,
    record: Record,
    name: str,
    *,
    shown: str | None = None,
    hint: str = "",
    label: str = "",
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
        label=label or field_words.field(name, kind),
    )
