"""How the week's screen shares its room between lists, map, board and loop panel."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.week.board import Board
from ui.week.compare_panel import ComparePanel
from ui.week.due_list import DueList
from ui.week.loop_panel import LoopPanel
from ui.week.needs_you import NeedsYou
from ui.week.timeline import LEAST_PER_HOUR, PER_HOUR

LEFT_WIDTH = 344
_LEAST_MAP, _LOOPS_FROM = 260, 1100


class MapSlot(QWidget):
    """Where the map is, with the comparison over its right side."""

    def __init__(self, map_view: QWidget) -> None:
        super().__init__()
        self.map = map_view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(map_view)
        self.panel = ComparePanel(self)
        self.setMinimumSize(300, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Place the panel; the map keeps what it shows clear of it."""
        self.panel.adjustSize()
        height = min(self.panel.sizeHint().height(), self.height() - 16)
        left = self.width() - self.panel.width() - 8
        self.panel.setGeometry(left, 8, self.panel.width(), height)
        covered = self.panel.width() + 16 if not self.panel.isHidden() else 0
        with suppress(AttributeError):
            self.map.insets = QMargins(0, 0, covered, 0)  # type: ignore[attr-defined]


class Panes(QWidget):
    """Lists at the left, the map, the board under both; what the rep has moved stays moved."""

    def __init__(
        self, needs: NeedsYou, due: DueList, map_slot: MapSlot, board: Board, loops: LoopPanel
    ) -> None:
        super().__init__()
        self.needs, self.board, self.loops = needs, board, loops
        self._moved_by_hand = self._left_moved = False
        self.left = _thin(Qt.Orientation.Vertical, needs, due)
        self.left.setStretchFactor(1, 1)
        self.left.splitterMoved.connect(self._note_left_moved)
        self.left.resized.connect(self.share_left)
        self.left.setMinimumWidth(240)
        upper = _thin(Qt.Orientation.Horizontal, self.left, map_slot)
        upper.setStretchFactor(1, 1)
        upper.setSizes([LEFT_WIDTH, 958])
        lower = QWidget()
        row = QHBoxLayout(lower)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(board, 1)
        row.addWidget(loops)
        self.whole = _thin(Qt.Orientation.Vertical, upper, lower)
        self.whole.setStretchFactor(0, 1)
        self.whole.splitterMoved.connect(self._note_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.whole)
        for widget in (needs, due, lower):
            widget.setAutoFillBackground(True)
            widget.setBackgroundRole(widget.backgroundRole().Base)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.loops.setVisible(self.width() >= _LOOPS_FROM)
        self.share_height()

    def _note_left_moved(self, _position: int, _index: int) -> None:
        self._left_moved = True

    def _note_moved(self, _position: int, _index: int) -> None:
        self._moved_by_hand = True

    def share_left(self) -> None:
        """What needs the rep gets its rows, but never more than half of the column."""
        room = self.left.height()
        if room > 100 and not self._left_moved:
            wanted = min(self.needs.sizeHint().height(), max(90, room // 2))
            if self.left.sizes()[0] != wanted:
                self.left.setSizes([wanted, room - wanted])

    def share_height(self) -> None:
        """The board gets its hours; where height is short, first the map gives, then the hours."""
        if self._moved_by_hand or self.height() < 100:
            return
        axis = self.board.axis
        hours = (axis.shuts - axis.opens) / 3600
        full, least = (44 + round(hours * each) for each in (PER_HOUR, LEAST_PER_HOUR))
        most = max(348, self.height() // 2)
        lower = min(max(full, self.height() * 42 // 100), most)
        if self.height() - lower < _LEAST_MAP:
            lower = max(min(least, most), self.height() - _LEAST_MAP)
        if [self.height() - lower, lower] != self.whole.sizes():
            self.whole.setSizes([self.height() - lower, lower])


class _Splitter(QSplitter):
    """Tells when it has got another size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def _thin(orientation: Qt.Orientation, *widgets: QWidget) -> _Splitter:
    splitter = _Splitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for widget in widgets:
        splitter.addWidget(widget)
    return splitter
