"""The week's screen: what needs the rep, whom to call on, the map, the board, loop or zigzag."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from ui.week.board import Board
from ui.week.cheapest import cheapest_days
from ui.week.doing import Doing
from ui.week.dragging import WeekDragging
from ui.week.due_list import DueList
from ui.week.loop_panel import LoopPanel
from ui.week.menu import Deeds, menu_for
from ui.week.needs_you import NeedsYou, Waiting, needs_of, waiting_in
from ui.week.panes import MapSlot, Panes

if TYPE_CHECKING:
    from planner.tours.shapes import Comparison, Saving
    from planner.workspace import AccountRow, PlannedStop, PlannedWeek
    from ui.jobs import Jobs

_PRICE_REST, _LIST_REST, _MANY = 90, 60, 5000


class WeekScreen(QWidget):
    """Shows a week and says what is wanted of it; the frame has it done and shows the outcome."""

    drop_wanted = Signal(object, int, object, object)
    """Date, position, calls, accounts (numbers)."""
    remove_wanted = Signal(object)
    """Calls."""
    lock_wanted = Signal(object, bool)
    """Calls; whether to lock or to unlock."""
    order_wanted = Signal(object, object, str)
    """Date, its calls in order, the shape's code."""
    state_wanted = Signal(int, str)
    """Call, its new state."""
    selection_changed = Signal(object, object)
    """frozenset of accounts, frozenset of calls."""
    account_opened = Signal(int)
    hovered = Signal(object)
    """Account under the mouse, or None."""
    preview_changed = Signal(object, object)
    """The Drop not yet made, or None; the account dragged, or None."""
    dropped_on_map = Signal(int, QPoint)
    """Account, and where on the screen it was dropped."""
    compare_wanted = Signal(object)
    """The date to compare on the map, or None."""
    zoom_wanted = Signal(object)
    """A date, or a frozenset of accounts."""
    places_wanted = Signal()
    """Show the accounts that have no place yet."""
    refused = Signal(str)
    said = Signal(str)
    """Something asked for cannot be; why, in words."""

    def __init__(
        self,
        map_view: QWidget | None = None,
        jobs: Jobs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._jobs = jobs
        self.week: PlannedWeek | None = None
        self._rows: dict[int, AccountRow] = {}
        self._waiting = Waiting()
        self._today = date.min
        self._compared: Mapping[date, Comparison] = {}
        self._compare_day: date | None = None
        self._quiet = False
        self._chosen: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
        self.needs, self.due, self.board = NeedsYou(), DueList(), Board()
        self.loops, self.doing = LoopPanel(), Doing(self)
        self.map_slot = MapSlot(map_view or QFrame())
        self.panes = Panes(self.needs, self.due, self.map_slot, self.board, self.loops)
        self.compare_panel = self.map_slot.panel
        self.dragging = WeekDragging(self.board, self.due, self.map_slot, self)
        self._price_soon = QTimer(self, singleShot=True, interval=_PRICE_REST)
        self._price_soon.timeout.connect(self._price_rows)
        self._other_week = False
        self._list_soon = QTimer(self, singleShot=True, interval=_LIST_REST)
        self._list_soon.timeout.connect(self._list_after_week)
        self._arrange()
        self._listen()

    # Building

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)
        self.setFocusProxy(self.due.view)
        # One colour under everything: the palette's base, also while a list is empty.
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)
        for before, after in ((self.needs.list, self.due.view), (self.due.view, self.board)):
            QWidget.setTabOrder(before, after)

    def _listen(self) -> None:
        board, due, needs = self.board, self.due, self.needs
        board.selection_changed.connect(self._board_chose)
        board.drag_begun.connect(self._drag_calls)
        board.call_opened.connect(self._open_call)
        board.hovered_account.connect(self._hovered)
        board.menu_wanted.connect(self._open_menu)
        board.day_clicked.connect(self.zoom_wanted)
        due.view.selectionModel().selectionChanged.connect(self._list_chose)
        due.view.drag_begun.connect(self._drag_accounts)
        due.view.hovered_account.connect(self._hovered)
        due.view.account_opened.connect(self.account_opened)
        due.view.menu_wanted.connect(self._open_menu)
        due.view.seen.connect(self._price_soon.start)
        needs.account_chosen.connect(self._choose_account)
        needs.account_opened.connect(self.account_opened)
        needs.places_wanted.connect(self.places_wanted)
        self.loops.day_chosen.connect(self.compare)
        self.compare_panel.order_wanted.connect(self.order_wanted)
        self.compare_panel.closed.connect(lambda: self.compare(None))
        for source in (self.dragging, self.doing):
            source.drop_wanted.connect(self.drop_wanted)
            source.remove_wanted.connect(self.remove_wanted)
            source.refused.connect(self.refused)
        self.doing.lock_wanted.connect(self.lock_wanted)
        self.doing.said.connect(self.said)
        self.dragging.preview_changed.connect(self.preview_changed)
        self.dragging.dropped_on_map.connect(self.dropped_on_map)

    # What is shown

    def set_week(self, week: PlannedWeek) -> None:
        """Show a week as it stands; a drag under way is given up, for its prices are no more."""
        other = self.week is None or self.week.week != week.week
        self.dragging.drag.cancel()
        self.week = self.doing.week = week
        self._quiet = True
        self.board.set_week(week)
        self._quiet = False
        self.loops.set_week(week)
        self._follow_selection(week)
        self.dragging.finish()
        self._show_needs()
        if other:
            self._compared = {}
            self.compare(None)
        self._other_week = self._other_week or other
        if len(self._rows) > _MANY:
            self._list_soon.start()  # first what was dropped shows on lanes and map
        else:
            self._list_after_week()
        self.panes.share_height()

    def _follow_selection(self, week: PlannedWeek) -> None:
        """An account selected stays so where it has got a call, or its call has moved away."""
        accounts, calls = self._chosen
        if not calls or not calls <= week.stop_of_call.keys():
            stops = week.stop_of_call.items()
            calls = frozenset(call for call, stop in stops if stop.account.id in accounts)
        self._quiet = True
        self.board.select_calls(calls)
        self._quiet = False
        self._chosen = (accounts, calls)

    def _list_after_week(self) -> None:
        """Show in the list who is in the week now."""
        week, other = self.week, self._other_week
        if week is None:
            return
        self._other_week = False
        in_week = {s.account.id: d.date.weekday() for d in week.days for s in d.stops}
        with self._selection_kept():
            self.due.model.set_planned(in_week)
        if other:
            self._refresh_rows()

    @contextmanager
    def _selection_kept(self) -> Iterator[None]:
        """The list forgets what is selected when it is filled; nobody is told of that."""
        kept = {row.id for row in self.due.view.selected_accounts()}
        quiet, self._quiet = self._quiet, True
        yield
        self._select_in_list(kept)
        self._quiet = quiet

    def set_rows(self, rows: Mapping[int, AccountRow], today: date) -> None:
        """Take all accounts of the territory, by number."""
        self._rows, self._today = dict(rows), today
        self._waiting = waiting_in(self._rows.values(), today)
        self._refresh_rows()
        self._show_needs()

    def set_compared(self, compared: Mapping[date, Comparison]) -> None:
        """Take the shapes of each day of the week shown."""
        self._compared = compared
        self.loops.set_compared(compared)
        if self._compare_day is not None:
            self.compare(self._compare_day if self._compare_day in compared else None)

    def set_saved(self, saving: Saving | None) -> None:
        """Take what all weeks planned so far saved against zigzag."""
        self.loops.set_saved(saving)

    def select(self, accounts: Collection[int]) -> None:
        """Select these accounts' calls and rows, because they were selected elsewhere."""
        wanted = frozenset(accounts)
        if self.week is None or wanted == self._chosen[0]:
            return
        stops = self.week.stop_of_call
        calls = frozenset(c for c, stop in stops.items() if stop.account.id in wanted)
        self._quiet = True
        self.board.select_calls(calls)
        self._select_in_list(wanted)
        self._quiet = False
        self._chosen = (wanted, calls)

    def hover(self, account: int | None) -> None:
        """Mark the account that the mouse is over on the map."""
        self.board.hover(account)

    def _refresh_rows(self) -> None:
        if self.week is None or not self._rows:
            return
        territory = self.week.territory
        home = (territory.base_lat, territory.base_lon)
        until = max(self.week.week.days[6], self._today)
        with self._selection_kept():
            self.due.model.set_rows(self._rows.values(), self._today, until, home)

    def _show_needs(self) -> None:
        self.needs.show_needs(needs_of(self.week, self._waiting, self._today))
        self.panes.share_left()

    # Prices of the rows in sight, worked out beside the window

    def _price_rows(self) -> None:
        week = self.week
        accounts = self.due.model.unpriced(*self.due.view.rows_in_sight())[:16]
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
        if week is self.week:
            self.due.model.take_prices(found)

    # Selection

    def _board_chose(self, calls: frozenset[int]) -> None:
        if self._quiet or self.week is None:
            return
        stops = [self.week.stop_of_call[c] for c in calls if c in self.week.stop_of_call]
        accounts = frozenset(stop.account.id for stop in stops)
        self._quiet = True
        self._select_in_list(accounts)
        self._quiet = False
        self._tell(accounts, calls)

    def _list_chose(self, *_changes: object) -> None:
        if self._quiet or self.week is None:
            return
        accounts = frozenset(row.id for row in self.due.view.selected_accounts())
        stops = self.week.stop_of_call
        calls = frozenset(c for c, stop in stops.items() if stop.account.id in accounts)
        self._quiet = True
        self.board.select_calls(calls)
        self._quiet = False
        self._tell(accounts, calls)

    def _tell(self, accounts: frozenset[int], calls: frozenset[int]) -> None:
        if (accounts, calls) != self._chosen:
            self._chosen = (accounts, calls)
            self.selection_changed.emit(accounts, calls)

    def _choose_account(self, account: int) -> None:
        self.select((account,))
        self.selection_changed.emit(*self._chosen)

    def _select_in_list(self, accounts: Iterable[int]) -> None:
        self.due.view.select_accounts(accounts)

    @property
    def selected_accounts(self) -> frozenset[int]:
        """The accounts selected."""
        return self._chosen[0]

    @property
    def selected_calls(self) -> list[int]:
        """The calls selected, day by day in driving order."""
        return self.board.selected_calls()

    def _stops(self) -> list[PlannedStop]:
        stops = self.week.stop_of_call if self.week else {}
        return [stops[call] for call in self.selected_calls if call in stops]

    def _unplanned(self) -> list[AccountRow]:
        """The accounts selected that have no call in the week."""
        planned = {stop.account.id for stop in self._stops()}
        chosen = self._chosen[0] - planned
        return [self._rows[account] for account in sorted(chosen) if account in self._rows]

    # Mouse

    def _drag_calls(self, at: QPoint, source: QWidget) -> None:
        if self.week is not None:
            self.dragging.begin(self.week, at, source, stops=self._stops())

    def _drag_accounts(self, at: QPoint, source: QWidget) -> None:
        """Accounts of the list; those planned already move with their calls."""
        if self.week is None:
            return
        rows = self.due.view.selected_accounts()
        by_account = {s.account.id: s for s in self.week.stop_of_call.values()}
        stops = [by_account[row.id] for row in rows if row.id in by_account]
        accounts = [row for row in rows if row.id not in by_account]
        self.dragging.begin(self.week, at, source, stops=stops, accounts=accounts)

    def _hovered(self, account: int | None) -> None:
        self.board.hover(account)
        self.hovered.emit(account)

    def _open_call(self, call: int) -> None:
        if self.week is not None and call in self.week.stop_of_call:
            self.account_opened.emit(self.week.stop_of_call[call].account.id)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def menu(self) -> QMenu | None:
        """The menu of what is selected, None where nothing is."""
        accounts = sorted(self._chosen[0])
        if self.week is None or not accounts:
            return None
        deeds = Deeds(
            put_on=self.put_on,
            toggle_lock=self.toggle_lock,
            remove=self.remove,
            open_account=self.account_opened.emit,
            set_state=self.state_wanted.emit,
            zoom=self.zoom_wanted.emit,
        )
        return menu_for(self, self.week, self._stops(), accounts, deeds)

    # Keys: what the table of keys calls

    def put_on(self, weekday: int) -> None:
        """Put the selection on that weekday, where it costs least."""
        self.doing.put_on(weekday, self.selected_calls, self._unplanned())

    def shift_day(self, by: int) -> None:
        """The selection a day earlier (-1) or later (1)."""
        self.doing.shift_day(by, self.selected_calls)

    def shift_position(self, by: int) -> None:
        """The selection up (-1) or down (1) its day."""
        self.doing.shift_position(by, self.selected_calls)

    def toggle_lock(self) -> None:
        """Lock the selected calls, or unlock them if all are locked."""
        self.doing.toggle_lock(self.selected_calls)

    def remove(self) -> None:
        """Take the selected calls out of the plan."""
        self.doing.remove(self.selected_calls)

    def cut(self) -> None:
        """Pasting will move the selected calls."""
        self.doing.cut(self.selected_calls)

    def copy(self) -> None:
        """Pasting will plan a call on each account selected."""
        accounts = [self._rows[a] for a in sorted(self._chosen[0]) if a in self._rows]
        self.doing.copy(accounts)

    def paste(self) -> None:
        """Put what was cut or copied on the day used last."""
        moving = self.doing.clipboard.calls
        self.doing.paste(self.board.current_day, self.board.current_position())
        if moving and not self.doing.clipboard.calls:
            self.board.select_calls(moving)

    def step_compare(self) -> None:
        """Compare the first day, then the next ..., then none."""
        days: list[date | None] = [*sorted(self._compared), None]
        if len(days) > 1:
            at = days.index(self._compare_day) if self._compare_day in days else -1
            self.compare(days[(at + 1) % len(days)])

    def compare(self, day: date | None) -> None:
        """Compare a day's loop and zigzag over the map; None puts the week back."""
        if self.week is None or day not in self._compared:
            day = None
        changed = day != self._compare_day
        self._compare_day = day
        if day is None or self.week is None:
            self.compare_panel.hide()
        else:
            self.compare_panel.show_day(self.week, day, self._compared[day])
        self.map_slot.make_room()
        self.loops.mark(day)
        self.board.mark(day)
        if changed or day is not None:
            self.compare_wanted.emit(day)

    def back(self) -> bool:
        """Undo one layer of attention: comparison, then selection; whether there was one."""
        if self.dragging.drag.active:
            self.dragging.drag.cancel()
        elif self._compare_day is not None:
            self.compare(None)
        elif self._chosen[0]:
            self.board.clear_selection()
            self.due.view.clearSelection()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back():
            return
        super().keyPressEvent(event)
