"""The head of the call cycle: weeks, calls against what fits, nights away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from planner.exchange import figures
from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.cycle.columns import NAMES, Columns
from ui.cycle.painting import paint_off, paint_today

if TYPE_CHECKING:
    from planner.workspace.cycle.table import CycleTable, CycleWeek

_WEEKS, _ROOM, _NIGHTS = 40, 72, 24
_BAR = 28
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class CycleHead(QWidget):
    """Painted over the same columns as the rows below."""

    def __init__(self) -> None:
        super().__init__()
        self._table: CycleTable | None = None
        self._fits: Mapping[date, int] = {}
        self._margin = 0
        self.setFixedHeight(_WEEKS + _ROOM + _NIGHTS + 1)

    def show_table(self, table: CycleTable) -> None:
        """The weeks shown."""
        self._table = table
        self.setAccessibleName(", ".join(_spoken(week, self._have(week)) for week in table.weeks))
        self.update()

    def show_room(self, fits: Mapping[date, int]) -> None:
        """How many calls fit into each week, by its Monday."""
        self._fits = fits
        self.update()

    def keep_clear(self, margin: int) -> None:
        """Leave so many pixels at the right, where the rows have their scroll bar."""
        self._margin = margin
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(900, self.height())

    def event(self, event: QEvent) -> bool:
        """A week in words where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and self._table is not None:
            columns = self._columns(self._table)
            at = int((event.pos().x() - NAMES) // columns.week)
            if event.pos().x() >= NAMES and at < len(self._table.weeks):
                week = self._table.weeks[at]
                words = plain.tooltip(_spoken(week, self._have(week)))
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All of it: it is thirteen columns."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.surf)
        self._paint_names(painter)
        if self._table is None:
            return
        columns = self._columns(self._table)
        for number, week in enumerate(self._table.weeks):
            self._paint_week(painter, columns.of(number, self.rect()), week)
        for y in (_WEEKS, _WEEKS + _ROOM, self.height() - 1):
            painter.fillRect(QRect(0, y, self.width(), 1), look.line)
        paint_today(painter, self.rect(), columns, self._table.today)

    def _columns(self, table: CycleTable) -> Columns:
        return Columns(self.width() - self._margin, table.weeks[0].week.monday, len(table.weeks))

    def _have(self, week: CycleWeek) -> int | None:
        """Calls that fit: as reckoned, or as in other weeks of as many days."""
        known = self._fits.get(week.week.monday)
        if known:
            return known
        full = max(self._fits.values(), default=0)
        return round(full * min(5, week.days) / 5) if full and week.days else None

    def _paint_names(self, painter: QPainter) -> None:
        look, bold, small = theme.current(), theme.font(bold=True), theme.font(theme.META)
        lines = (
            (4, _("Week"), bold, look.text),
            (21, _("left of the line: made"), small, look.mute),
            (_WEEKS + 6, _("Calls of what fits"), bold, look.text),
            (_WEEKS + 26, _("the line is what fits, without the"), small, look.mute),
            (_WEEKS + 42, _("hours kept for prospects"), small, look.mute),
            (_WEEKS + _ROOM + 3, _("Nights away"), bold, look.text),
        )
        for y, words, font, colour in lines:
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QRect(12, y, NAMES - 16, 18), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_week(self, painter: QPainter, cell: QRect, week: CycleWeek) -> None:
        look = theme.current()
        below = QRect(cell.left(), _WEEKS, cell.width(), self.height() - _WEEKS)
        if week.days == 0:
            paint_off(painter, below)
        painter.fillRect(QRect(cell.left(), 0, 1, self.height()), look.line)
        painter.setPen(look.text)
        painter.setFont(theme.font(bold=True, figures=True))
        painter.drawText(QRect(cell.left(), 4, cell.width(), 18), _MIDDLE, str(week.week.number))
        painter.setPen(look.mute)
        painter.setFont(theme.font(theme.META, figures=True))
        first = figures.day_and_month(week.week.monday)
        painter.drawText(QRect(cell.left(), 21, cell.width(), 16), _MIDDLE, first)
        if week.days == 0:
            words = painter.fontMetrics().elidedText(
                week.off or _("off"), Qt.TextElideMode.ElideRight, cell.width() - 4
            )
            painter.setPen(look.text)
            painter.drawText(QRect(cell.left(), _WEEKS + 30, cell.width(), 16), _MIDDLE, words)
        else:
            self._paint_room(painter, cell, week)
        self._paint_nights(painter, cell, week)

    def _paint_room(self, painter: QPainter, cell: QRect, week: CycleWeek) -> None:
        """The calls as a bar up to the line of what fits; what exceeds it red above the line."""
        look, calls, have = theme.current(), week.made + week.planned, self._have(week)
        over = have is not None and calls > have
        words = (
            str(calls) if have is None else _("{calls} of {have}").format(calls=calls, have=have)
        )
        painter.setFont(theme.font(theme.META, bold=over, figures=True))
        painter.setPen(look.bad if over else look.text)
        painter.drawText(QRect(cell.left(), _WEEKS + 3, cell.width(), 16), _MIDDLE, words)
        if have is None:
            return
        floor, middle = _WEEKS + _ROOM - 5, cell.center().x()
        high = round(_BAR * min(1.0, calls / max(1, have)))
        colour = look.rest if week.made and not week.planned else look.due
        painter.fillRect(QRect(middle - 13, floor - high, 27, high), colour)
        painter.fillRect(QRect(middle - 20, floor - _BAR - 2, 41, 2), look.ink)
        if over:
            more = min(10, max(3, round(_BAR * (calls / max(1, have) - 1))))
            painter.fillRect(QRect(middle - 13, floor - _BAR - 4 - more, 27, more), look.bad)

    def _paint_nights(self, painter: QPainter, cell: QRect, week: CycleWeek) -> None:
        look, top = theme.current(), _WEEKS + _ROOM
        if not week.nights:
            if week.days and week.first_off:
                painter.setFont(theme.font(theme.META, bold=True, figures=True))
                painter.setPen(look.text)
                words = figures.day_and_month(week.first_off)
                painter.drawText(QRect(cell.left(), top, cell.width(), _NIGHTS), _MIDDLE, words)
            return
        icons.paint(painter, QRect(cell.left() + 6, top + 5, 14, 14), "moon-fill", look.text)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        painter.setPen(look.text)
        words = f"{len(week.nights)} {week.nights[0]}"
        words = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, cell.width() - 24
        )
        area = QRect(cell.left() + 23, top, cell.width() - 24, _NIGHTS)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)


def _spoken(week: CycleWeek, have: int | None) -> str:
    calls = week.made + week.planned
    words = [_("Week {number}").format(number=week.week.number)]
    if week.days == 0:
        words.append(week.off or _("off"))
    elif week.off:
        words.append(week.off)
    if week.days and have is None:
        words.append(ngettext("{count} call", "{count} calls", calls).format(count=calls))
    elif week.days and have is not None:
        words.append(_("{calls} calls of {have} that fit").format(calls=calls, have=have))
    if week.nights:
        words.append(_("nights away: {names}").format(names=", ".join(week.nights)))
    return ", ".join(words)
