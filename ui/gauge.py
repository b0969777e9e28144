"""The gauge of new business in the status line: share against target, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from planner.words import _
from ui import plain, theme

if TYPE_CHECKING:
    from planner.advice.new_business import NewBusiness
    from planner.store.journal import Change
    from ui.desk import Desk

_BAR, _BAR_HEIGHT, _GAP, _PART = 104, 8, 7, 18
_KINDS = frozenset(("account", "order", "call", "territory"))
_HAND_RESTS = 400
"""Milliseconds after a change before it is counted again."""


class NewBusinessGauge(QAbstractButton):
    """Painted: words, bar, words, price. A click asks for the slider."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.shown: NewBusiness | None = None
        self._before = self._after = self._price = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self._soon = QTimer(self, singleShot=True, interval=_HAND_RESTS)
        self._soon.timeout.connect(self.read)
        desk.opened.connect(self._soon.start)
        desk.rows_changed.connect(lambda which: self._soon.start() if which is None else None)
        desk.changed.connect(self._take)
        theme.changed.connect(self.update)

    def read(self) -> None:
        """Count again, beside the window."""
        if self._desk.is_open:
            workspace, today = self._desk.workspace, self._desk.today
            self._desk.jobs.read(
                lambda: workspace.prospecting.new_business(today),
                self.show_business,
                owner=self,
                newest="gauge",
            )

    def show_business(self, found: NewBusiness) -> None:
        """Where the rep stands."""
        from planner.exchange import prospect_words

        self.shown = found
        self._before, self._after = prospect_words.gauge(found.share, found.target)
        self._price = prospect_words.taken(found.taken)
        words = f"{self._before} {self._after}, {self._price}"
        self.setAccessibleName(words)
        hint = _("{words}\nClick for the hours kept for prospects (Ctrl+B)").format(words=words)
        self.setToolTip(plain.tooltip(hint))
        self.updateGeometry()
        self.update()

    def _take(self, change: Change) -> None:
        if _KINDS & change.touched.keys():
            self._soon.start()

    # Qt's own

    def sizeHint(self) -> QSize:
        """With the price."""
        width = self._width()
        return QSize(width + _PART + _wide(self._price) if width else 0, 20)

    def minimumSizeHint(self) -> QSize:
        """Without it."""
        return QSize(self._width(), 20)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        super().changeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The price only where there is room for all of it."""
        if self.shown is None:
            return
        look, painter = theme.current(), QPainter(self)
        x = self._text(painter, 0, self._before, bold=True)
        self._paint_bar(painter, QRect(x + _GAP, (self.height() - _BAR_HEIGHT) // 2, _BAR,
                                       _BAR_HEIGHT))  # fmt: skip
        x = self._text(painter, x + 2 * _GAP + _BAR, self._after)
        if x + _PART + _wide(self._price) <= self.width() + 1:
            self._text(painter, x + _PART, self._price)
        if self.hasFocus():
            painter.setPen(QPen(look.ink, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 3, -1, -4))

    def _text(self, painter: QPainter, x: int, words: str, *, bold: bool = False) -> int:
        look = theme.current()
        painter.setFont(_font(bold=bold))
        painter.setPen(look.text if bold else look.mute)
        width = _wide(words, bold=bold)
        area = QRect(x, 0, width + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        return x + width

    def _paint_bar(self, painter: QPainter, area: QRect) -> None:
        """Full where the target is reached."""
        look, found = theme.current(), self.shown
        assert found is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.off, 1))
        painter.setBrush(look.surf)
        frame = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 3.5, 3.5)
        part = min(1.0, (found.share or 0.0) / found.target) if found.target > 0 else 1.0
        if part > 0:
            frame.setWidth(max(7.0, frame.width() * part))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.ink)
            painter.drawRoundedRect(frame, 3.5, 3.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _width(self) -> int:
        if self.shown is None:
            return 0
        return _wide(self._before, bold=True) + 2 * _GAP + _BAR + _wide(self._after)


def _font(*, bold: bool = False) -> QFont:
    return theme.font(theme.META, bold=bold, figures=True)


def _wide(words: str, *, bold: bool = False) -> int:
    return QFontMetrics(_font(bold=bold)).horizontalAdvance(words) + 1 if words else 0
