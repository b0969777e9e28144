"""Fills the lists beside the map: who needs the rep, whom to call on, and their cheapest days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.week.cheapest import cheapest_days
from ui.week.due_list import DueList
from ui.week.needs import Need, needs_of
from ui.week.needs_you import NeedsYou
from ui.week.selection import Selection

if TYPE_CHECKING:
    from planner.workspace import AccountRow, PlannedWeek
    from ui.jobs import Jobs

_PRICE_REST, _LIST_REST, _MANY = 90, 60, 5000


class Lists(QObject):
    """Both lists follow the accounts and the week; prices are worked out beside the window."""

    def __init__(
        self, needs: NeedsYou, due: DueList, selection: Selection, jobs: Jobs | None
    ) -> None:
        super().__init__(due)
        self._needs, self._due, self._selection, self._jobs = needs, due, selection, jobs
        self.rows: dict[int, AccountRow] = {}
        self._week: PlannedWeek | None = None
        self._pressing: Sequence[Need] = ()
        self._today = date.min
        self._other_week = False
        self._price_soon = QTimer(self, singleShot=True, interval=_PRICE_REST)
        self._price_soon.timeout.connect(self._price_rows)
        self._fill_soon = QTimer(self, singleShot=True, interval=_LIST_REST)
        self._fill_soon.timeout.connect(self._fill)
        due.view.seen.connect(self._price_soon.start)

    def set_week(self, week: PlannedWeek, *, other: bool) -> None:
        """Show who is in the week; a long list after what was dropped shows on lanes and map."""
        self._week = week
        self._show_needs()
        self._other_week = self._other_week or other
        if len(self.rows) > _MANY:
            self._fill_soon.start()
        else:
            self._fill()

    def set_rows(self, rows: Mapping[int, AccountRow], today: date) -> None:
        """Take all accounts of the territory, by number."""
        self.rows, self._today = dict(rows), today
        self._refresh_rows()

    def set_pressing(self, needs: Sequence[Need]) -> None:
        """Take what needs the rep over the whole territory, prepared."""
        self._pressing = needs
        self._show_needs()

    def _fill(self) -> None:
        """Show in the list who is in the week now."""
        week, other = self._week, self._other_week
        if week is None:
            return
        self._other_week = False
        in_week = {s.account.id: d.date.weekday() for d in week.days for s in d.stops}
        with self._selection.rows_kept():
            self._due.model.set_planned(in_week)
        if other:
            self._refresh_rows()

    def _refresh_rows(self) -> None:
        if self._week is None or not self.rows:
            return
        territory = self._week.territory
        home = (territory.base_lat, territory.base_lon)
        until = max(self._week.week.days[6], self._today)
        with self._selection.rows_kept():
            self._due.model.set_rows(self.rows.values(), self._today, until, home)

    def _show_needs(self) -> None:
        self._needs.show_needs(needs_of(self._week, self._pressing))

    def _price_rows(self) -> None:
        week = self._week
        accounts = self._due.model.unpriced(*self._due.view.rows_in_sight())[:16]
        if week is None or not accounts:
            return
        if self._jobs is None:
            self._take_prices(week, cheapest_days(week, accounts))
        else:
            self._jobs.read(
                lambda: cheapest_days(week, accounts),
                lambda found: self._take_prices(week, found),
                owner=self,
                newest="cheapest days",
            )

    def _take_prices(self, week: PlannedWeek, found: Mapping[int, tuple[int, str] | None]) -> None:
        if week is self._week:
            self._due.model.take_prices(found)
