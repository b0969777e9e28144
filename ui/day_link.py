"""Opens the form of a day from the head of its lane or by name; what it writes goes to the desk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from planner.words import _
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.records.day import DayWriter
    from ui.week.view import WeekScreen


class DayLink(QObject):
    """One week's screen of one desk."""

    busy_time_wanted = Signal(object)
    night_wanted = Signal(object)
    close_wanted = Signal(object)
    """Close this day."""

    def __init__(self, screen: WeekScreen, desk: Desk) -> None:
        super().__init__(screen)
        self._screen, self._desk = screen, desk
        self._writer: DayWriter | None = None
        screen.board.day_menu_wanted.connect(self.open_menu)
        desk.opened.connect(self._start_over)

    def set_up_current(self) -> None:
        """Ask about the day of the lane used last."""
        day = self._screen.board.current_day
        if day is None:
            self._screen.refused.emit(_("Click on a day first."))
        else:
            self.set_up(day)

    def set_up(self, day: date) -> None:
        """Ask what is special about a day."""
        if self._writer is None:
            from ui.records.day import DayWriter

            self._writer = DayWriter(self._desk.workspace, self._desk.jobs, self._screen)
            self._writer.changed.connect(self._desk.adopt)
        self._writer.open_day(day)

    def open_menu(self, day: date, at: QPoint) -> QMenu:
        """The menu of a lane's head."""
        menu = QMenu(self._screen)
        menu.addAction(_("Start, end and hours of this day…"), lambda: self.set_up(day))
        menu.addAction(_("Busy time…"), lambda: self.busy_time_wanted.emit(day))
        menu.addAction(_("Where to sleep after it…"), lambda: self.night_wanted.emit(day))
        closing = menu.addAction(_("Close this day…"), lambda: self.close_wanted.emit(day))
        closing.setEnabled(day <= self._desk.today)
        menu.addAction(_("Show on the map"), lambda: self._screen.zoom_wanted.emit(day))
        menu.addSeparator()
        menu.addAction(_("Show or hide days without work"), self._screen.every_day_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
        return menu

    def _start_over(self) -> None:
        """Another territory is open: forms write to that one from now on."""
        if self._writer is not None:
            self._writer.deleteLater()
            self._writer = None
