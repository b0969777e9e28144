"""Twelve bars, one a month, for what an account ordered in a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import theme

_MONTHS, _BAR, _GAP, _HEIGHT = 12, 7, 3, 32


class MonthBars(QWidget):
    """Amounts by month, the running month last."""

    def __init__(self, amounts: Iterable[tuple[date, float]], today: date) -> None:
        super().__init__()
        self._sums = [0.0] * _MONTHS
        for day, amount in amounts:
            ago = (today.year - day.year) * 12 + today.month - day.month
            if 0 <= ago < _MONTHS:
                self._sums[_MONTHS - 1 - ago] += amount
        self.setFixedSize(self.sizeHint())
        full = sum(1 for total in self._sums if total)
        self.setAccessibleName(
            _("Orders in {count} of the last 12 months, up to {month}").format(
                count=full, month=figures.short_date(today)
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(_MONTHS * (_BAR + _GAP), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, highest = theme.current(), max(self._sums) or 1.0
        painter = QPainter(self)
        for month, total in enumerate(self._sums):
            height = max(1.0, (_HEIGHT - 2) * total / highest)
            bar = QRectF(month * (_BAR + _GAP), _HEIGHT - height, _BAR, height)
            painter.fillRect(bar, look.mute if total else look.line)
