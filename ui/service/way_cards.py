"""How soon can you be there: the ways side by side, a letter and Enter take one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.words import _
from ui import row_painting, theme
from ui.day.ways import ExpertGoes, Way, Ways, arrival

if TYPE_CHECKING:
    from datetime import date

    from planner.records import Territory

_HEIGHT, _GAP = 66, 8
_LETTERS = "ABCD"
_ROOMY = 3
"""Cards beside each other that have room for the day and the money too."""


class WayCards(QWidget):
    """Cards for the ways of an urgent call; what they say is what `Ways` says in rows."""

    moved = Signal(object)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = Ways()
        """Knows the words of each way; never shown."""
        self._ways: tuple[Way, ...] = ()
        self._today: date | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How soon can you be there?"))

    def show_ways(self, ways: tuple[Way, ...], territory: Territory, today: date) -> None:
        """Take the ways there are and look at the first."""
        self._ways, self._today, self._at = ways, today, 0
        self._rows.show_options(ways, territory)
        self._look_at(0)
        self.update()

    def clear(self) -> None:
        """None are known."""
        self._ways = ()
        self.update()

    @property
    def current(self) -> Way | None:
        """The way looked at."""
        return self._ways[self._at] if self._at < len(self._ways) else None

    @property
    def letter(self) -> str:
        """The letter of the way looked at."""
        return _LETTERS[self._at]

    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT)

    def area_of(self, number: int) -> QRect:
        """Where a way is clicked on."""
        count = max(1, len(self._ways))
        width = (self.width() - (count - 1) * _GAP) // count
        return QRect(number * (width + _GAP), 0, width, _HEIGHT - 1)

    def choose(self, letter: str) -> bool:
        """Look at the way of a letter; whether there is one."""
        number = _LETTERS.find(letter)
        if not 0 <= number < len(self._ways):
            return False
        self._look_at(number)
        return True

    def _look_at(self, number: int) -> None:
        if 0 <= number < len(self._ways):
            self._at = number
            self.setAccessibleDescription(self._rows.text(self._ways[number]))
            self.setToolTip(self._rows.text(self._ways[number]))
            self.update()
            self.moved.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._look_at(self._at + (1 if event.key() == Qt.Key.Key_Right else -1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.chosen.emit(self.current)
        elif not self.choose(event.text().upper() or "?"):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for number in range(len(self._ways)):
            if self.area_of(number).contains(event.position().toPoint()):
                self._look_at(number)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, found in enumerate(self._ways):
            self._card(painter, self.area_of(number), number, found)

    def _card(self, painter: QPainter, area: QRect, number: int, found: Way) -> None:
        look, here = theme.current(), number == self._at
        painter.setPen(QPen(look.ink if here else look.line, 2 if here else 1))
        painter.setBrush(look.sel if here and self.hasFocus() else look.surf)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        badge = QRect(area.left() + 8, area.top() + 7, 18, 18)
        painter.setPen(QPen(look.ink if here else look.line, 1))
        painter.setBrush(look.ink if here else look.surf)
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(look.onink if here else look.text)
        painter.setFont(theme.font(theme.META, bold=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, _LETTERS[number])
        line = self._rows.line(found)
        inner = area.adjusted(8, 5, -6, -4)
        third = inner.height() // 3
        rows = [inner.adjusted(0, at * third, 0, 0) for at in range(3)]
        for at, row in enumerate(rows):
            row.setHeight(third + 2)
            rows[at] = row
        head, meta = theme.font(theme.BODY, bold=True, figures=True), theme.font(theme.META)
        row_painting.paint_text(painter, rows[0].adjusted(24, 0, 0, 0), self._head(found), head,
                                quiet=False)  # fmt: skip
        room_for = line.adds if len(self._ways) <= _ROOMY else line.adds[:2]
        adds = " · ".join(room_for) or line.way
        row_painting.paint_text(painter, rows[1], adds, meta, quiet=False)
        parts = (line.way,) if isinstance(found, ExpertGoes) else (line.way, line.consequence)
        said = f"! {line.consequence}" if line.bad else " · ".join(filter(None, parts))
        row_painting.paint_text(painter, rows[2], said, meta, quiet=not line.bad)

    def _head(self, found: Way) -> str:
        if isinstance(found, ExpertGoes):
            return found.expert.name
        if found.day == self._today and len(self._ways) <= _ROOMY:
            return _("today {time}").format(time=arrival(found))
        return arrival(found)
