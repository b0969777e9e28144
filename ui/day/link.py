"""Joins what is asked of a day under way to the week's screen, the desk and the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.words import _
from ui.day.host import Host
from ui.desk import Desk
from ui.map_link import MapLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.day.filling import Filling
    from ui.day.habit import HabitYear
    from ui.day.late import Late
    from ui.day.urgent import Urgent
    from ui.day.urgent_reading import Found
    from ui.day.ways import Way
    from ui.day.which_day import WhichDay
    from ui.week.view import WeekScreen


class DayToDay(QObject):
    """The questions of one week's screen; each is made when it is first asked."""

    refused = Signal(str)

    def __init__(self, screen: WeekScreen, desk: Desk, map_link: MapLink) -> None:
        super().__init__(screen)
        self._screen, self._desk, self._map = screen, desk, map_link
        self.host = Host(screen.panes)
        self._which_day: WhichDay | None = None
        self._urgent: Urgent | None = None
        self._late: Late | None = None
        self._filling: Filling | None = None
        self._habit: HabitYear | None = None
        desk.opened.connect(self.host.leave)
        screen.which_day_wanted.connect(self.which_day)
        screen.urgent_wanted.connect(self.urgent)
        screen.cancelled_wanted.connect(self.cancelled)
        map_link.which_day_wanted.connect(self.which_day)
        map_link.urgent_wanted.connect(self.urgent)

    def leave(self) -> bool:
        """Go back to the week; whether a question was open."""
        return self.host.leave()

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {
            "which_day": self.which_day,
            "urgent": self.urgent,
            "running_late": self.running_late,
            "fill_gap": self.fill_gap,
            "cancelled": self.cancelled,
            "habit": self.habit,
        }

    def which_day(self, account: int | None = None) -> None:
        """Ask which day suits an account, or the one selected."""
        account = self._one(account)
        if account is None:
            return
        if self._which_day is None:
            from ui.day.which_day import WhichDay

            self._which_day = WhichDay(self.host, self._desk, self._map)
            self._which_day.refused.connect(self.refused)
        self._which_day.ask(account)

    def urgent(self, account: int | None = None, complaint: int | None = None) -> None:
        """Ask how soon an account, or the one selected, can be reached for a complaint."""
        account = self._one(account)
        if account is None:
            return
        self._fitting().ask(account, complaint)

    def fit_in(self, found: Found, way: Way) -> None:
        """Take a way to reach an account that was looked at on another screen."""
        if not self._closed():
            self._fitting().fit(found, way)

    def _fitting(self) -> Urgent:
        if self._urgent is None:
            from ui.day.urgent import Urgent

            self._urgent = Urgent(self.host, self._desk, self._map)
            self._urgent.refused.connect(self.refused)
        return self._urgent

    def running_late(self) -> None:
        """Set "now" on today's lane."""
        if self._closed():
            return
        if self._late is None:
            from ui.day.late import Late

            self._late = Late(self.host, self._screen.board, self._desk)
            self._late.refused.connect(self.refused)
        self._late.start()

    def cancelled(self) -> None:
        """The stop selected is not made: note it, and look for who fits in the gap."""
        if self._closed():
            return
        calls = self._screen.selected_calls
        if len(calls) != 1:
            self.refused.emit(_("Select the call that is cancelled first."))
            return
        self._fill().cancel(calls[0])

    def fill_gap(self) -> None:
        """Who is near, due and open: where the call selected is, or on the lane used last."""
        if self._closed():
            return
        calls = self._screen.selected_calls
        week = self._desk.planned
        day = self._screen.board.current_day
        if len(calls) == 1 and week is not None:
            day = week.stop_of_call[calls[0]].call.day
        elif day is None and week is not None and self._desk.today in week.by_date:
            day = self._desk.today
        if day is None:
            self.refused.emit(_("Click on a day first."))
            return
        self._fill().ask(day)

    def habit(self) -> None:
        """What zigzag and far and back would cost over the year."""
        if self._closed():
            return
        if self._habit is None:
            from ui.day.habit import HabitYear

            self._habit = HabitYear(self.host, self._desk, self._map)
        self._habit.ask()

    def _fill(self) -> Filling:
        if self._filling is None:
            from ui.day.filling import Filling

            self._filling = Filling(self.host, self._desk, self._map)
            self._filling.refused.connect(self.refused)
        return self._filling

    def _one(self, account: int | None) -> int | None:
        """The one account meant; says so where there is none."""
        if self._closed():
            return None
        if account is not None:
            return account
        if len(self._desk.selection) == 1:
            return next(iter(self._desk.selection))
        self.refused.emit(_("Select one account first."))
        return None

    def _closed(self) -> bool:
        """Whether there is nothing to ask of: no week, or a proposal that awaits its answer."""
        if self._desk.planned is None:
            return True
        if self._screen.proposing.open:
            self.refused.emit(_("Accept or refuse the proposed week first."))
            return True
        return False
