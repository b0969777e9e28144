"""The week's screen: what needs the rep, whom to call on, the map, the board, loop or zigzag."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from ui.week.board import Board
from ui.week.comparing import Comparing
from ui.week.doing import Doing
from ui.week.dragging import WeekDragging
from ui.week.due_list import DueList
from ui.week.lists import Lists
from ui.week.loop_panel import LoopPanel
from ui.week.menu import Deeds, menu_for
from ui.week.needs_you import NeedsYou
from ui.week.open_hours import open_hours
from ui.week.panes import MapSlot, Panes
from ui.week.proposing import Proposing, holds
from ui.week.selection import Selection

if TYPE_CHECKING:
    from planner.tours.shapes import Comparison, Saving
    from planner.workspace import AccountRow, PlannedWeek
    from planner.workspace.proposing.proposals import Proposal
    from ui.jobs import Jobs


class WeekScreen(QWidget):
    """Shows a week and says what is wanted of it; the frame has it done and shows the outcome."""

    drop_wanted = Signal(object, int, object, object)
    """Date, position, calls, accounts (numbers)."""
    paste_wanted = Signal(object, int, object, object)
    """Date, position, accounts, the CallTerms of their new calls by account."""
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
    busy_time_opened = Signal(int)
    """A busy time, by the key that stands for it in the week."""
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
    every_day_wanted = Signal()
    """Show the lanes of days without work too."""
    which_day_wanted = Signal(int)
    urgent_wanted = Signal(int)
    """Account."""
    cancelled_wanted = Signal()
    log_wanted = Signal()
    """The call selected is not made."""
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
        self.week: PlannedWeek | None = None
        self.needs, self.due, self.board = NeedsYou(), DueList(), Board()
        self.loops, self.doing = LoopPanel(), Doing(self)
        self.map_slot = MapSlot(map_view or QFrame())
        self.panes = Panes(self.needs, self.due, self.map_slot, self.board, self.loops)
        self.compare_panel = self.map_slot.panel
        self.selection = Selection(self.board, self.due.view, self)
        self.lists = Lists(self.needs, self.due, self.selection, jobs)
        self.comparing = Comparing(self.map_slot, self.loops, self.board, self)
        self.dragging = WeekDragging(self.board, self.due, self.map_slot, self)
        self.proposing = Proposing(self.panes, self.board, self.selection, self.dragging.drag, self)
        self._arrange()
        self._listen()
        self._pass_on()

    # Building

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)
        self.setFocusProxy(self.due.view)
        # One colour under everything: the palette's base, also while a list is empty.
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)
        panel, left_out = self.panes.proposal, self.panes.left_out
        asked = (panel.view, panel.progress.stop, panel.accept, panel.refuse, left_out.view)
        eye = (self.needs.list, self.due.view, *asked, self.board)
        for before, after in pairwise(eye):
            QWidget.setTabOrder(before, after)

    def _listen(self) -> None:
        board, rows, needs = self.board, self.due.view, self.needs
        board.drag_begun.connect(self._drag_calls)
        board.call_opened.connect(self._open_call)
        rows.drag_begun.connect(self._drag_accounts)
        needs.account_chosen.connect(self.selection.choose)
        for source in (board, rows):
            source.hovered_account.connect(self._hovered)
            source.menu_wanted.connect(self._open_menu)
        self.proposing.pointed_at.connect(self._hovered)
        self.proposing.left_out.view.drag_begun.connect(self._drag_left_out)
        for view in (self.proposing.panel.view, self.proposing.left_out.view):
            view.menu_wanted.connect(self._open_menu)
        self.selection.changed.connect(self._show_hours)
        needs.room_changed.connect(self.panes.share_left)

    def _pass_on(self) -> None:
        """What the parts want is wanted of the frame."""
        self.board.day_clicked.connect(self.zoom_wanted)
        self.board.every_day_wanted.connect(self.every_day_wanted)
        self.selection.chosen.connect(self.selection_changed)
        proposing = self.proposing
        for opens in (self.due.view, self.needs, proposing.panel.view, proposing.left_out.view):
            opens.account_opened.connect(self.account_opened)
        self.needs.places_wanted.connect(self.places_wanted)
        self.compare_panel.order_wanted.connect(self.order_wanted)
        self.comparing.day_changed.connect(self.compare_wanted)
        for source in (self.dragging, self.doing):
            source.drop_wanted.connect(self.drop_wanted)
            source.remove_wanted.connect(self.remove_wanted)
            source.refused.connect(self.refused)
        self.doing.paste_wanted.connect(self.paste_wanted)
        self.doing.lock_wanted.connect(self.lock_wanted)
        self.doing.said.connect(self.said)
        self.dragging.preview_changed.connect(self.preview_changed)
        self.dragging.dropped_on_map.connect(self.dropped_on_map)

    # What is shown

    def set_week(self, week: PlannedWeek) -> None:
        """Show a week as it stands; a drag under way is given up if its prices are no more.

        A proposal for this very week stays; one for a week that has changed goes.
        """
        proposal = self.proposing.proposal
        if proposal is not None and holds(proposal, week):
            return
        self.proposing.end()
        other = self.week is None or self.week.week != week.week
        goes_on = self.dragging.goes_on_in(week)
        if not goes_on:
            self.dragging.drag.cancel()
        self.week = self.doing.week = week
        with self.selection.unheard():
            self.board.set_week(week)
        self.selection.follow(week)
        self._show_hours()
        if goes_on:
            self.dragging.go_on(week)
        else:
            self.dragging.finish()
        self.comparing.set_week(week, other=other)
        self.lists.set_week(week, other=other)
        self.panes.share_height()

    def show_proposal(self, proposal: Proposal, *, every_day: bool = False) -> None:
        """Show a week as it is proposed, with what it changes, in place of the week as it is."""
        after = proposal.after.whole() if every_day else proposal.after
        goes_on = self.dragging.goes_on_in(after)
        self.week = self.doing.week = after
        self.compare(None)
        self.proposing.show(proposal, after)
        self._show_hours()
        if goes_on:
            self.dragging.go_on(after)

    def set_rows(self, rows: Mapping[int, AccountRow], today: date) -> None:
        """Take all accounts of the territory, by number."""
        self.lists.set_rows(rows, today)

    def set_compared(self, compared: Mapping[date, Comparison]) -> None:
        """Take the shapes of each day of the week shown."""
        self.comparing.set_compared(compared)

    def set_saved(self, saving: Saving | None) -> None:
        """Take what all weeks planned so far saved against zigzag."""
        self.loops.set_saved(saving)

    def select(self, accounts: Collection[int]) -> None:
        """Select these accounts' calls and rows, because they were selected elsewhere."""
        self.selection.select(accounts)

    def hover(self, account: int | None) -> None:
        """Mark the account that the mouse is over on the map."""
        self.board.hover(account)
        self.proposing.point_at(account)

    def _show_hours(self) -> None:
        """Shade when the one account selected is shut: what is dragged is what is selected."""
        if self.week is None:
            return
        chosen = self.selection.accounts
        account = self.lists.rows.get(next(iter(chosen))) if len(chosen) == 1 else None
        self.board.show_hours(open_hours(self.week, account))

    # Selection

    @property
    def selected_accounts(self) -> frozenset[int]:
        """The accounts selected."""
        return self.selection.accounts

    @property
    def selected_calls(self) -> list[int]:
        """The calls selected, day by day in driving order."""
        return self.board.selected_calls()

    def _unplanned(self) -> list[AccountRow]:
        """The accounts selected that have no call in the week."""
        planned = {stop.account.id for stop in self.selection.stops()}
        return self._rows_of(self.selection.accounts - planned)

    def _rows_of(self, accounts: Collection[int]) -> list[AccountRow]:
        rows = self.lists.rows
        return [rows[account] for account in sorted(accounts) if account in rows]

    # Mouse

    def _drag_calls(self, at: QPoint, source: QWidget) -> None:
        if self.week is not None:
            self.dragging.begin(self.week, at, source, stops=self.selection.stops())

    def _drag_accounts(self, at: QPoint, source: QWidget) -> None:
        """Accounts of the list; those planned already move with their calls."""
        if self.week is None:
            return
        rows = self.due.view.selected_accounts()
        by_account = {s.account.id: s for s in self.week.stop_of_call.values()}
        stops = [by_account[row.id] for row in rows if row.id in by_account]
        accounts = [row for row in rows if row.id not in by_account]
        self.dragging.begin(self.week, at, source, stops=stops, accounts=accounts)

    def _drag_left_out(self, at: QPoint, source: QWidget) -> None:
        account = self.proposing.left_out.dragged()
        if self.week is not None and account is not None:
            self.dragging.begin(self.week, at, source, accounts=[account])

    def _hovered(self, account: int | None) -> None:
        self.board.hover(account)
        self.proposing.point_at(account)
        self.hovered.emit(account)

    def _open_call(self, call: int) -> None:
        if self.week is None or call not in self.week.stop_of_call:
            return
        stop = self.week.stop_of_call[call]
        if stop.is_block:
            self.busy_time_opened.emit(call)
        else:
            self.account_opened.emit(stop.account.id)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def menu(self) -> QMenu | None:
        """The menu of what is selected, None where nothing is."""
        accounts = sorted(self.selection.accounts)
        if self.week is None or not accounts:
            return None
        deeds = Deeds(
            put_on=self.put_on,
            toggle_lock=self.toggle_lock,
            remove=self.remove,
            open_account=self.account_opened.emit,
            set_state=self.state_wanted.emit,
            zoom=self.zoom_wanted.emit,
            which_day=self.which_day_wanted.emit,
            urgent=self.urgent_wanted.emit,
            cancelled=self.cancelled_wanted.emit,
            log=self.log_wanted.emit,
        )
        return menu_for(self, self.week, self.selection.stops(), accounts, deeds)

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
        """Pasting will plan a call on each account selected, like the one it has."""
        self.doing.copy(self._rows_of(self.selection.accounts), self.selection.stops())

    def paste(self) -> None:
        """Put what was cut or copied on the day used last."""
        moving = self.doing.clipboard.calls
        self.doing.paste(self.board.current_day, self.board.current_position())
        if moving and not self.doing.clipboard.calls:
            self.board.select_calls(moving)

    def compare(self, day: date | None) -> None:
        """Compare a day's loop and zigzag over the map; None puts the week back."""
        self.comparing.show(day)

    def back(self) -> bool:
        """Undo one layer of attention: comparison, then selection; whether there was one."""
        if self.dragging.drag.active:
            self.dragging.drag.cancel()
        elif self.comparing.day is not None:
            self.compare(None)
        elif self.selection.accounts:
            self.selection.clear()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back():
            return
        super().keyPressEvent(event)
