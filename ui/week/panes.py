"""How the week's screen shares its room between lists, map, board and loop panel."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.week.board import Board
from ui.week.compare_panel import ComparePanel
from ui.week.due_list import DueList
from ui.week.left_out import WIDTH as LEFT_OUT_WIDTH
from ui.week.left_out import LeftOutList
from ui.week.loop_panel import WIDTH as LOOPS_WIDTH
from ui.week.loop_panel import LoopPanel
from ui.week.needs_you import NeedsYou
from ui.week.proposal_panel import ProposalPanel
from ui.week.proposed_bars import ProposedBars
from ui.week.timeline import LEAST_PER_HOUR, PER_HOUR
from ui.week.why_line import WhyLine

LEFT_WIDTH = 344
_LEAST_MAP, _LOOPS_FROM, _LEAST_DUE = 260, 1100, 118


class MapSlot(QWidget):
    """Where the map is, with the comparison over its right side and the why-line at its foot."""

    def __init__(self, map_view: QWidget) -> None:
        super().__init__()
        self.map = map_view
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(map_view, 1)
        self.why = WhyLine()
        self.why.hide()
        layout.addWidget(self.why)
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
        self.needs, self.due, self.board, self.loops = needs, due, board, loops
        self.map_slot = map_slot
        self.proposal, self.left_out = ProposalPanel(), LeftOutList()
        self.proposed = ProposedBars(LOOPS_WIDTH)
        self.proposes = self._week_proposed = False
        self._moved_by_hand = self._left_moved = False
        self.left = _thin(Qt.Orientation.Vertical, needs, due)
        self.left.setStretchFactor(1, 1)
        self.left.splitterMoved.connect(self._note_left_moved)
        self.left.resized.connect(self.share_left)
        self.column = QStackedWidget()
        self.column.addWidget(self.left)
        self.column.addWidget(self.proposal)
        self.column.setMinimumWidth(240)
        self.upper = _thin(Qt.Orientation.Horizontal, self.column, map_slot, self.left_out)
        self.upper.setStretchFactor(1, 1)
        self.upper.setSizes([LEFT_WIDTH, 958, LEFT_OUT_WIDTH])
        lower = QWidget()
        row = QHBoxLayout(lower)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(board, 1)
        row.addWidget(loops)
        row.addWidget(self.proposed)
        self.left_out.hide()
        self.proposed.hide()
        self.whole = _thin(Qt.Orientation.Vertical, self.upper, lower)
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
        self._show_bars()
        self.share_height()
        if self._week_proposed:
            self._share_width()

    def show_proposal(self, shown: bool) -> None:
        """Have the proposal in the left column, or the lists again."""
        self.proposes = shown
        focus = QApplication.focusWidget()
        going = (self.proposal, self.left_out)
        had_keys = focus is not None and any(pane.isAncestorOf(focus) for pane in going)
        self.column.setCurrentWidget(self.proposal if shown else self.left)
        if not shown:
            self.show_proposal_parts(False)
            if had_keys:  # with the focus in something hidden the week's keys would be dead
                self.due.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_proposal_parts(self, shown: bool) -> None:
        """Have what only a proposed week needs: who is left out, reasons, bars."""
        if shown == self._week_proposed:
            return
        self._week_proposed = shown
        self.left_out.setVisible(shown)
        if shown:
            self._share_width()
        self.map_slot.why.setVisible(shown)
        self._show_bars()

    def _share_width(self) -> None:
        """Where it is narrow, who is left out gives way to the map."""
        left = self.upper.sizes()[0]
        width = min(LEFT_OUT_WIDTH, max(200, (self.width() - left) // 3))
        self.upper.setSizes([left, self.width() - left - width, width])

    def _show_bars(self) -> None:
        room = self.width() >= _LOOPS_FROM
        self.loops.setVisible(room and not self._week_proposed)
        self.proposed.setVisible(room and self._week_proposed)

    def _note_left_moved(self, _position: int, _index: int) -> None:
        self._left_moved = True

    def _note_moved(self, _position: int, _index: int) -> None:
        self._moved_by_hand = True

    def share_left(self) -> None:
        """What needs the rep gets its rows; whom to call on keeps its head and some of its own."""
        room = self.left.height()
        if room > 100 and not self._left_moved:
            wanted = min(self.needs.sizeHint().height(), max(90, room // 2, room - _LEAST_DUE))
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
