"""One stop of a day that is being closed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton

from planner.exchange import figures
from planner.records.calls import PLANNED
from planner.words import _
from planner.workspace.log.closing import DayPage, DayStop, Mark
from ui import plain, theme
from ui.log.date_line import DateLine
from ui.log.fields import Fields

_KEYS = {Qt.Key.Key_1: "made", Qt.Key.Key_2: "missed", Qt.Key.Key_3: "moved"}


class _Outcome(QLineEdit):
    """Enter goes on to the next stop."""

    done = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        by = keys.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self.done.emit(by)


class DayRow(QFrame):
    """Keys 1, 2 and 3 while it has the focus; Enter goes to its outcome and on to the next."""

    marked = Signal()
    """By a key: the next stop may have the focus."""
    left = Signal(int)
    """To the row so many below."""

    def __init__(self, stop: DayStop, page: DayPage, today: date, fields: Fields) -> None:
        super().__init__()
        self.stop, self._page = stop, page
        self._fields = fields
        self.became = "" if stop.call.state in PLANNED else stop.call.state
        self._before = self.became
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        self._name(row)
        self._buttons(row)
        self.outcome = _Outcome(stop.call.outcome)
        self.outcome.setPlaceholderText(_("What came of it"))
        self.outcome.setAccessibleName(_("Outcome at {name}").format(name=stop.name))
        self.outcome.done.connect(self._written)
        fields.line(f"outcome:{stop.call.id}", self.outcome)
        row.addWidget(self.outcome, 1)
        self.to = DateLine(today)
        self.to.show_day(page.next_day)
        self.to.line.setAccessibleName(_("To which day"))
        self.to.line.returnPressed.connect(lambda: self.left.emit(1))
        fields.date(f"to:{stop.call.id}", self.to)
        self.to.hide()
        row.addWidget(self.to)
        fields.value(f"became:{stop.call.id}", lambda: self.became, self._restore)

    def _name(self, row: QHBoxLayout) -> None:
        stop = self.stop
        start = stop.call.start
        time = plain.label("" if start is None else figures.time_of_day(start))
        time.setFont(theme.font(theme.META, figures=True))
        time.setFixedWidth(40)
        name = plain.label(stop.name)
        name.setFont(theme.font(theme.BODY, bold=True))
        name.setFixedWidth(190)
        shown = name.fontMetrics().elidedText(stop.name, Qt.TextElideMode.ElideRight, 188)
        name.setText(shown)
        name.setToolTip(plain.tooltip(stop.name))
        self.setAccessibleName(stop.name)
        row.addWidget(time)
        row.addWidget(name)

    def _buttons(self, row: QHBoxLayout) -> None:
        words = {"made": _("1 made"), "missed": _("2 missed"), "moved": _("3 moved")}
        self.buttons: dict[str, QToolButton] = {}
        for became, text in words.items():
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setProperty("weekday", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setChecked(became == self.became)
            button.clicked.connect(lambda _on, became=became: self.mark(became))
            self.buttons[became] = button
            row.addWidget(button)

    def mark(self, became: str, *, quietly: bool = False) -> None:
        """Say what became of it; the same again takes it back."""
        self.became = self._before if became == self.became and not quietly else became
        self._show()
        self._fields.edited.emit()
        if not quietly:
            self._go_on()

    def _go_on(self) -> None:
        """To what is still to be said of it, else to the next stop."""
        if self.became == "moved":
            self.to.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.to.line.selectAll()
        elif self.became == "missed":
            self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.marked.emit()

    def _written(self, by: int) -> None:
        """A stop with an outcome was made, unless something else was said of it."""
        if not self.became and self.outcome.text().strip():
            self.mark("made", quietly=True)
        self.left.emit(by)

    def _restore(self, became: str) -> None:
        self.became = became
        self._show()

    def _show(self) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == self.became)
        self.to.setVisible(self.became == "moved")

    def said(self) -> Mark | None:
        """What is to be written of it; None where nothing has changed."""
        text = self.outcome.text()
        if self.became == self._before and text == self.stop.call.outcome:
            return None
        if not self.became:
            return None
        to = self.to.day if self.became == "moved" else None
        return Mark(self.stop.call.id, self.became, text, to)

    def at_fault(self, field: str) -> None:
        """Go to the field that was refused."""
        editor = self.to.line if field == "day" or self.became == "moved" else self.outcome
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self.hasFocus():  # it comes from one of the editors, which have seen to it
            super().keyPressEvent(event)
            return
        plain_key = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _KEYS and plain_key:
            self.mark(_KEYS[key])
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain_key:
            self.outcome.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(look.ink if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(look.sel if self.hasFocus() else look.surf)
        painter.drawRoundedRect(area, 4, 4)
