"""Which day's loop and zigzag are compared: panel, map, lanes and bars show the same one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.week.board import Board
from ui.week.loop_panel import LoopPanel
from ui.week.panes import MapSlot

if TYPE_CHECKING:
    from planner.tours.shapes import Comparison
    from planner.workspace import PlannedWeek


class Comparing(QObject):
    """One day of the week, or none."""

    day_changed = Signal(object)
    """The date to compare on the map, or None."""

    def __init__(self, map_slot: MapSlot, loops: LoopPanel, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._map_slot, self._loops, self._board = map_slot, loops, board
        self._week: PlannedWeek | None = None
        self._compared: Mapping[date, Comparison] = {}
        self.day: date | None = None
        loops.day_chosen.connect(self.show)
        map_slot.panel.closed.connect(lambda: self.show(None))

    def set_week(self, week: PlannedWeek, *, other: bool) -> None:
        """Another week is compared afresh."""
        self._week = week
        self._loops.set_week(week)
        if other:
            self._compared = {}
            self.show(None)

    def set_compared(self, compared: Mapping[date, Comparison]) -> None:
        """Take the shapes of each day of the week shown."""
        self._compared = compared
        self._loops.set_compared(compared)
        if self.day is not None:
            self.show(self.day if self.day in compared else None)

    def step(self) -> None:
        """Compare the first day, then the next ..., then none."""
        days: list[date | None] = [*sorted(self._compared), None]
        if len(days) > 1:
            at = days.index(self.day) if self.day in days else -1
            self.show(days[(at + 1) % len(days)])

    def show(self, day: date | None) -> None:
        """Compare a day's loop and zigzag over the map; None puts the week back."""
        if self._week is None or day not in self._compared:
            day = None
        changed, self.day = day != self.day, day
        if day is None or self._week is None:
            self._map_slot.panel.hide()
        else:
            self._map_slot.panel.show_day(self._week, day, self._compared[day])
        self._map_slot.make_room()
        self._loops.mark(day)
        self._board.mark(day)
        if changed or day is not None:
            self.day_changed.emit(day)
