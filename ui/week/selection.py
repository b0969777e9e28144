"""What is selected in the week: one thing, whether it was chosen on the board or in the list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.week.board import Board
from ui.week.due_view import DueView

if TYPE_CHECKING:
    from planner.workspace import PlannedStop, PlannedWeek


class Selection(QObject):
    """Keeps the board's cards and the rows of the list selected alike."""

    chosen = Signal(object, object)
    """The hand chose: frozenset of accounts, frozenset of calls."""
    changed = Signal()
    """Other accounts are selected, whoever chose them."""

    def __init__(self, board: Board, rows: DueView, parent: QObject) -> None:
        super().__init__(parent)
        self._board, self._list = board, rows
        self._week: PlannedWeek | None = None
        self._quiet = False
        self.accounts: frozenset[int] = frozenset()
        self.calls: frozenset[int] = frozenset()
        board.selection_changed.connect(self._board_chose)
        rows.selectionModel().selectionChanged.connect(self._list_chose)

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Nobody is told of what board and list select meanwhile."""
        quiet, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = quiet

    @contextmanager
    def rows_kept(self) -> Iterator[None]:
        """The list forgets what is selected when it is filled; nobody is told of that."""
        kept = {row.id for row in self._list.selected_accounts()}
        with self.unheard():
            yield
            self._list.select_accounts(kept)

    def follow(self, week: PlannedWeek) -> None:
        """An account selected stays so where it has got a call, or its call has moved away."""
        self._week = week
        calls = self.calls
        if not calls or not calls <= week.stop_of_call.keys():
            calls = self._calls_of(self.accounts)
        with self.unheard():
            self._board.select_calls(calls)
        self.calls = calls

    def select(self, accounts: Collection[int]) -> None:
        """Select these accounts' calls and rows, because they were selected elsewhere."""
        wanted = frozenset(accounts)
        if self._week is None or wanted == self.accounts:
            return
        calls = self._calls_of(wanted)
        with self.unheard():
            self._board.select_calls(calls)
            self._list.select_accounts(wanted)
        self._take(wanted, calls)

    def choose(self, account: int) -> None:
        """Select one account, as the hand does."""
        self.select((account,))
        self.chosen.emit(self.accounts, self.calls)

    def clear(self) -> None:
        """Select nothing."""
        self._board.clear_selection()
        self._list.clearSelection()

    def stops(self) -> list[PlannedStop]:
        """The calls selected as they stand, day by day in driving order."""
        known = self._week.stop_of_call if self._week else {}
        return [known[call] for call in self._board.selected_calls() if call in known]

    def _calls_of(self, accounts: frozenset[int]) -> frozenset[int]:
        stops = self._week.stop_of_call.items() if self._week else ()
        return frozenset(call for call, stop in stops if stop.account.id in accounts)

    def _board_chose(self, calls: frozenset[int]) -> None:
        if self._quiet or self._week is None:
            return
        known = self._week.stop_of_call
        accounts = frozenset(known[call].account.id for call in calls if call in known)
        with self.unheard():
            self._list.select_accounts(accounts)
        self._tell(accounts, calls)

    def _list_chose(self, *_changes: object) -> None:
        if self._quiet or self._week is None:
            return
        accounts = frozenset(row.id for row in self._list.selected_accounts())
        calls = self._calls_of(accounts)
        with self.unheard():
            self._board.select_calls(calls)
        self._tell(accounts, calls)

    def _tell(self, accounts: frozenset[int], calls: frozenset[int]) -> None:
        if (accounts, calls) != (self.accounts, self.calls):
            self._take(accounts, calls)
            self.chosen.emit(accounts, calls)

    def _take(self, accounts: frozenset[int], calls: frozenset[int]) -> None:
        self.accounts, self.calls = accounts, calls
        self.changed.emit()
