"""The year of one account: its calls made, planned and missed, month by month."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _, ngettext
from ui import theme
from ui.cycle.painting import paint_mark, paint_off

if TYPE_CHECKING:
    from planner.workspace.cycle.table import CycleYear

HEIGHT = 104
_SIDE = 16
_TOP, _STRIP = 52, 26
_PILL, _NARROW = 32, 15
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter


class YearStrip(QWidget):
    """Painted whole: a year is some dozens of marks."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._year: CycleYear | None = None
        self.setFixedHeight(HEIGHT)

    def show_year(self, name: str, year: CycleYear | None) -> None:
        """Show an account's year; None where no account is selected."""
        self._name, self._year = name, year
        self.setAccessibleName(f"{name}: {year_words(year)}" if year else "")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(900, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name and figures, then the months with their marks."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(0, 0, self.width(), 1), look.line)
        if self._year is None:
            painter.setPen(look.mute)
            painter.setFont(theme.font(theme.META))
            words = _("Select an account to see its year.")
            painter.drawText(self.rect().adjusted(_SIDE, 0, 0, 0), _LEFT, words)
            return
        self._paint_words(painter, self._year)
        self._paint_months(painter, self._year)
        for day, _why in self._year.off:
            left = self._x(day)
            width = max(2, self._x(date.fromordinal(day.toordinal() + 1)) - left)
            paint_off(painter, QRect(left, _TOP, width, _STRIP))
        self._paint_marks(painter, self._year)
        if self._year.today.year == self._year.year:
            x = self._x(self._year.today)
            painter.fillRect(QRect(x - 1, _TOP - 14, 2, _STRIP + 18), look.ink)

    def _paint_marks(self, painter: QPainter, year: CycleYear) -> None:
        """Each call; where the planned ones stand close together, their pills are narrow."""
        ahead = [self._x(call.day) for call in year.calls if call.planned]
        close = any(b - a < _PILL + 2 for a, b in pairwise(ahead))
        for call in year.calls:
            at = QPoint(self._x(call.day) + 2, _TOP + _STRIP // 2)
            paint_mark(painter, at, _NARROW if close else _PILL, call)

    def _paint_words(self, painter: QPainter, year: CycleYear) -> None:
        look = theme.current()
        bold = theme.font(theme.BODY, bold=True)
        title = _("{name}, {year}").format(name=self._name, year=year.year)
        painter.setFont(bold)
        painter.setPen(look.text)
        room = self.width() // 2
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        wide = painter.fontMetrics().horizontalAdvance(title)
        painter.drawText(QRect(_SIDE, 8, wide + 4, 20), _LEFT, title)
        painter.setFont(theme.font(theme.META, figures=True))
        painter.setPen(look.mute)
        rest = QRect(_SIDE + wide + 12, 8, self.width() - wide - 40, 20)
        painter.drawText(rest, _LEFT, year_words(year))

    def _paint_months(self, painter: QPainter, year: CycleYear) -> None:
        look = theme.current()
        strip = QRect(_SIDE, _TOP, self.width() - 2 * _SIDE, _STRIP)
        painter.fillRect(strip, look.win)
        painter.setFont(theme.font(theme.META))
        for month in range(1, 13):
            x = self._x(date(year.year, month, 1))
            painter.fillRect(QRect(x, _TOP - 14, 1, _STRIP + 14), look.line)
            painter.setPen(look.mute)
            name = figures.day_and_month(date(year.year, month, 1)).partition(" ")[2]
            painter.drawText(QRect(x + 4, _TOP - 18, 60, 16), _LEFT, name)

    def _x(self, day: date) -> int:
        assert self._year is not None
        start = date(self._year.year, 1, 1)
        length = (date(self._year.year + 1, 1, 1) - start).days
        share = min(max(0, (day - start).days), length) / length
        return _SIDE + round(share * (self.width() - 2 * _SIDE))


def year_words(year: CycleYear) -> str:
    """Made 20 · 2 planned · 1 missed · longest gap 23 days · mean 16, wanted 14."""
    parts = [
        _("made {count}").format(count=year.count("made")),
        _("{count} planned").format(count=year.count("planned")),
    ]
    if year.count("missed"):
        parts.append(_("{count} missed").format(count=year.count("missed")))
    if year.gaps:
        longest = ngettext("longest gap {days} day", "longest gap {days} days", max(year.gaps))
        parts.append(longest.format(days=max(year.gaps)))
        mean = round(sum(year.gaps) / len(year.gaps))
        if year.interval is None:
            parts.append(_("mean {mean}").format(mean=mean))
        else:
            parts.append(_("mean {mean}, wanted {wanted}").format(mean=mean, wanted=year.interval))
    elif year.interval is not None:
        parts.append(_("wanted every {days} days").format(days=year.interval))
    return " · ".join(parts)
