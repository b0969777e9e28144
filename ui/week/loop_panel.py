"""Loop or zigzag: a pair of bars a day, and what the loops of the week save."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.exchange import figures
from planner.words import _
from ui import plain, theme

if TYPE_CHECKING:
    from planner.tours.shapes import Comparison, Saving
    from planner.workspace import PlannedWeek

WIDTH = 202
_HEAD, _ROW, _LEAST_ROW, _BAR, _FOOT, _LONGEST = 46, 40, 30, 10, 104, 104
SAME_METRES = 3000
"""Differences below this are within the estimate's error: they are called the same."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LoopPanel(QWidget):
    """The bars; a click on a day compares it on the map."""

    day_chosen = Signal(object)
    """A date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: PlannedWeek | None = None
        self._compared: Mapping[date, Comparison] = {}
        self._saved: Saving | None = None
        self._day: date | None = None
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_week(self, week: PlannedWeek) -> None:
        """Another week, or the same changed: its comparison comes later."""
        if self._week is None or self._week.week != week.week:
            self._compared = {}
        self._week = week
        self.update()

    def set_compared(self, compared: Mapping[date, Comparison]) -> None:
        """The shapes of each day."""
        self._compared = compared
        self.setAccessibleName(_("Loop or zigzag"))
        self.setAccessibleDescription(self.text)
        self.setToolTip(plain.tooltip(self.text))
        self.update()

    def set_saved(self, saved: Saving | None) -> None:
        """What all planned weeks saved together."""
        self._saved = saved
        self.update()

    def mark(self, day: date | None) -> None:
        """Mark the day that is compared on the map."""
        self._day = day
        self.update()

    def saving(self) -> tuple[int, int, float]:
        """What the week's loops save against zigzag: metres, seconds of driving, money."""
        found = self._compared.values()
        return (
            sum(c.zigzag.metres - c.loop.metres for c in found),
            sum(c.zigzag.seconds - c.loop.seconds for c in found),
            sum(c.zigzag.cost - c.loop.cost for c in found),
        )

    @property
    def text(self) -> str:
        """The whole panel in words."""
        if self._week is None or not self._compared:
            return _("No tours to compare yet.")
        units = self._week.territory.units
        lines = [
            _("{day}: loop {loop}, zigzag {zigzag}").format(
                day=figures.weekday(day.weekday()),
                loop=figures.distance(c.loop.metres, units),
                zigzag=figures.distance(c.zigzag.metres, units),
            )
            for day, c in sorted(self._compared.items())
        ]
        return "\n".join([*lines, *self._verdict()])

    def _verdict(self) -> tuple[str, str, str]:
        """Heading, figure and the line below it of what the week saves."""
        assert self._week is not None
        territory, (metres, seconds, cost) = self._week.territory, self.saving()
        if abs(metres) < SAME_METRES:
            return _("Loop and zigzag this week"), _("the same"), _("under 3 km apart, est.")
        figure = figures.distance(metres, territory.units)
        line = _("{duration} · {money} est.").format(
            duration=figures.duration(seconds), money=figures.money(cost, territory.currency)
        )
        return _("Loops save this week"), figure, line

    # Geometry

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 348)

    def _rows(self) -> list[tuple[date, QRect]]:
        days = [day.date for day in self._week.days] if self._week else []
        if not days:
            return []
        room = self.height() - _HEAD - _FOOT
        row = max(_LEAST_ROW, min(_ROW, room // len(days)))
        return [(day, QRect(0, _HEAD + i * row, self.width(), row)) for i, day in enumerate(days)]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        for day, area in self._rows():
            if area.contains(event.position().toPoint()) and day in self._compared:
                self.day_chosen.emit(None if day == self._day else day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        days = sorted(self._compared)
        if step is None or not days:
            event.ignore()
            return
        at = days.index(self._day) if self._day in days else (-1 if step > 0 else 0)
        self.day_chosen.emit(days[(at + step) % len(days)])

    # Painting

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(0, 0, 1, self.height()), look.line)
        self._head(painter)
        rows = self._rows()
        longest = max((c.zigzag.metres for c in self._compared.values()), default=1) or 1
        longest = max(longest, max((c.loop.metres for c in self._compared.values()), default=1))
        for day, area in rows:
            self._row(painter, day, area, longest)
        if rows and self._compared:
            self._foot(painter, rows[-1][1].bottom() + 4)
        if self.hasFocus():
            painter.setPen(QPen(look.ink, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(2, 1, -2, -2))

    def _head(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(theme.font(theme.BODY, bold=True))
        painter.setPen(look.text)
        painter.drawText(QRect(13, 5, 160, 20), _MIDDLE, _("Loop or zigzag"))
        key = QRect(self.width() - 28, 6, 18, 18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.line, 1))
        painter.drawRoundedRect(key, 3, 3)
        painter.setFont(theme.font(theme.META))
        painter.setPen(look.mute)
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, "Z")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.off)
        painter.drawRoundedRect(QRect(13, 29, 14, 8), 2, 2)
        painter.setPen(look.mute)
        painter.drawText(QRect(31, 25, 60, 16), _MIDDLE, _("loop"))
        _hatched(painter, QRect(64, 29, 14, 8))
        painter.setPen(look.mute)
        painter.drawText(QRect(82, 25, 60, 16), _MIDDLE, _("zigzag"))
        units = self._week.territory.units if self._week else "km"
        est = _("{units} est.").format(units=units)
        painter.drawText(QRect(0, 25, self.width() - 10, 16), _RIGHT, est)

    def _row(self, painter: QPainter, day: date, area: QRect, longest: int) -> None:
        look = theme.current()
        colours, compared = look.days[day.weekday()], self._compared.get(day)
        if day == self._day:
            painter.fillRect(area.adjusted(1, 0, 0, 0), colours.tint)
        middle = area.center().y()
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.META, bold=True))
        name = figures.short_weekday(day.weekday())
        painter.drawText(QRect(13, middle - 8, 32, 16), _MIDDLE, name)
        if compared is None or self._week is None:
            painter.setPen(look.mute)
            painter.setFont(theme.font(theme.META))
            painter.drawText(QRect(45, middle - 8, 120, 16), _MIDDLE, _("no calls"))
            return
        loop = QRect(45, middle - 11, _length(compared.loop.metres, longest), _BAR)
        zigzag = QRect(45, middle + 2, _length(compared.zigzag.metres, longest), _BAR)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.fill)
        painter.drawRoundedRect(loop, 2, 2)
        _hatched(painter, zigzag)
        units = self._week.territory.units
        for metres, y, bold in (
            (compared.loop.metres, loop.top(), True),
            (compared.zigzag.metres, zigzag.top(), False),
        ):
            painter.setFont(theme.font(theme.META, bold=bold, figures=True))
            painter.setPen(look.text)
            figure = figures.distance(metres, units).split()[0]
            painter.drawText(QRect(0, y - 3, self.width() - 10, 16), _RIGHT, figure)

    def _foot(self, painter: QPainter, y: int) -> None:
        look = theme.current()
        painter.fillRect(QRect(1, y, self.width(), 1), look.line)
        heading, figure, line = self._verdict()
        painter.setFont(theme.font(theme.META))
        painter.setPen(look.mute)
        painter.drawText(QRect(13, y + 7, self.width() - 20, 16), _MIDDLE, heading)
        painter.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        painter.setPen(look.text)
        painter.drawText(QRect(13, y + 23, self.width() - 20, 26), _MIDDLE, figure)
        painter.setFont(theme.font(theme.META, figures=True))
        painter.drawText(QRect(13, y + 49, self.width() - 20, 16), _MIDDLE, line)
        if self._saved is not None and self._week and self._saved.metres >= SAME_METRES:
            far = figures.distance(self._saved.metres, self._week.territory.units)
            painter.setPen(look.mute)
            words = _("Saved so far: {distance}").format(distance=far)
            painter.drawText(QRect(13, y + 68, self.width() - 18, 16), _MIDDLE, words)


def _length(metres: int, longest: int) -> int:
    return max(2, round(_LONGEST * metres / longest))


def _hatched(painter: QPainter, area: QRect) -> None:
    """The zigzag's bar: its outline and hatch, in no day's colour."""
    look = theme.current()
    painter.setPen(QPen(look.off, 1))
    painter.setBrush(QBrush(look.off, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
