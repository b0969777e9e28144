"""The line "now" on a lane, and beside each call ahead when it will begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from planner.workspace.day.running_late import LateStop, Running
from ui import theme
from ui.icons import paint as paint_icon
from ui.week.lane import LaneView

STEP = 300
"""Seconds that an arrow key moves the marker."""
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class NowMarker(QWidget):
    """Covers a lane: a line at "now", and beside each call ahead when it will begin."""

    slid = Signal(int)
    """The time of day the marker was slid to."""
    stepped = Signal(int)
    """Seconds that keys move it by."""
    present_moved = Signal(int)
    """The rep is one stop further on (1) or back (-1)."""
    left = Signal()

    def __init__(self, lane: LaneView) -> None:
        super().__init__(lane.viewport())
        self._lane = lane
        self._running: Running | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setAccessibleName(_("Now"))
        lane.viewport().installEventFilter(self)
        self.setGeometry(lane.viewport().rect())

    def show_running(self, found: Running, said: str) -> None:
        """Draw the day as it will be."""
        self._running = found
        self.setAccessibleDescription(said)
        self.setGeometry(self._lane.viewport().rect())
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._lane.viewport().rect())
        return False

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._slide(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._slide(event)

    def _slide(self, event: QMouseEvent) -> None:
        self.slid.emit(self._lane.time_at(event.position().toPoint().y()) // 60 * 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        times = {Qt.Key.Key_Down: STEP, Qt.Key.Key_Up: -STEP}
        times |= {Qt.Key.Key_PageDown: 6 * STEP, Qt.Key.Key_PageUp: -6 * STEP}
        if key in times:
            self.stepped.emit(times[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.present_moved.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        found = self._running
        if found is None:
            return
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, stop in enumerate(found.ahead, start=found.done):
            card = self._lane.visualRect(self._lane.lane.index(number))
            if stop.shift or stop.late:
                self._pill(painter, card, stop)
        y = self._lane.y_of(found.free_at)
        painter.fillRect(QRect(0, y - 1, self.width(), 2), look.bad)
        words = _("now {time}").format(time=figures.time_of_day(found.free_at))
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        wide = painter.fontMetrics().horizontalAdvance(words) + 12
        flag = QRect(self.width() - wide - 2, max(0, y - 9), wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.bad)
        painter.drawRoundedRect(flag, 4, 4)
        painter.setPen(look.surf)
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            painter.setPen(QPen(look.ink, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _pill(self, painter: QPainter, card: QRect, stop: LateStop) -> None:
        """The new time at the right of a card; red and with a sign where it is too late."""
        look, late = theme.current(), stop.late > 0
        words = "→ " + figures.time_of_day(stop.begin)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        wide = painter.fontMetrics().horizontalAdvance(words) + (30 if late else 12)
        area = QRect(card.right() - wide - 3, card.top() + 1, wide, min(17, card.height() - 2))
        painter.setPen(QPen(look.bad if late else look.off, 1))
        painter.setBrush(look.badbg if late else look.surf)
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(look.bad if late else look.text)
        painter.drawText(area.adjusted(0, 0, -6, 0), _RIGHT, words)
        if late:
            icon = QRect(area.left() + 5, area.center().y() - 6, 13, 13)
            paint_icon(painter, icon, "warning-fill", look.bad)
