"""Bars, one a month, for what an account ordered in a year; dashed what should come next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import theme

_MONTHS, _AHEAD, _BAR, _GAP, _HEIGHT = 12, 1, 7, 3, 32


class MonthBars(QWidget):
    """Amounts by month, the running month last but one; `expected` is the next order."""

    def __init__(
        self,
        amounts: Iterable[tuple[date, float]],
        today: date,
        expected: tuple[date, float] | None = None,
    ) -> None:
        super().__init__()
        self._sums = [0.0] * (_MONTHS + _AHEAD)
        self._dashed = [0.0] * (_MONTHS + _AHEAD)
        for day, amount in amounts:
            at = _month_of(day, today)
            if 0 <= at < _MONTHS:
                self._sums[at] += amount
        if expected is not None:
            at = min(max(_month_of(max(expected[0], today), today), 0), _MONTHS + _AHEAD - 1)
            self._dashed[at] = expected[1]
        self.setFixedSize(self.sizeHint())
        full = sum(1 for total in self._sums if total)
        self.setAccessibleName(
            _("Orders in {count} of the last 12 months, up to {month}").format(
                count=full, month=figures.short_date(today)
            )
        )

    def sizeHint(self) -> QSize:
        return QSize((_MONTHS + _AHEAD) * (_BAR + _GAP), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        both = [s + d for s, d in zip(self._sums, self._dashed, strict=True)]
        scale = (_HEIGHT - 2) / (max(*both, 0.0) or 1.0)
        painter = QPainter(self)
        for month, (total, ahead) in enumerate(zip(self._sums, self._dashed, strict=True)):
            left, height = month * (_BAR + _GAP), max(1.0, scale * total)
            if total > 0 or month < _MONTHS:
                bar = QRectF(left, _HEIGHT - height, _BAR, height)
                painter.fillRect(bar, look.mute if total > 0 else look.line)
            if ahead > 0:
                painter.setPen(QPen(look.off, 1, Qt.PenStyle.DashLine))
                top = _HEIGHT - height - scale * ahead
                painter.drawRect(QRectF(left + 0.5, top + 0.5, _BAR - 1, scale * ahead))


def _month_of(day: date, today: date) -> int:
    """The bar of a month, the running one being the twelfth."""
    return _MONTHS - 1 - ((today.year - day.year) * 12 + today.month - day.month)
