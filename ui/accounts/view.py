"""The screen of all accounts: grades and rhythm, the table, who is called on too much or little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from planner import clock
from planner.advice.grades import Shares
from planner.store.journal import Change
from planner.workspace import AccountRow, BadInput, Workspace
from ui import theme
from ui.accounts import menus
from ui.accounts.calls_panel import CallsPanel
from ui.accounts.chips import ChipRow
from ui.accounts.duplicates import DuplicatesPanel
from ui.accounts.editing import change_of
from ui.accounts.grades import GradeStrip
from ui.accounts.layout import Head, Parts, arrange
from ui.accounts.model import AccountsModel
from ui.accounts.reading import Everything, read_days, read_everything, read_rows, read_trusts
from ui.accounts.rhythm import RhythmBox
from ui.accounts.table import AccountsTable
from ui.jobs import Jobs
from ui.records.writing import RecordWriter

if TYPE_CHECKING:
    from planner.workspace.grading import OverCalled
    from planner.workspace.grading.making_up import MadeUp
    from planner.workspace.grading.swapping import Swap

_NEW = (
    "name", "status", "grade", "street", "postcode", "town", "region", "country", "phone",
    "email", "calls_per_cycle", "call_minutes", "opening_hours", "notes",
)  # fmt: skip
_ROOM_FOR_PANELS = 1100
_HAND_RESTS = 150
"""Milliseconds after a change before everything is read again."""
_TYPING_RESTS = 400


class AccountsScreen(QWidget):
    """All accounts in a table. `changed` carries a `Change` made here."""

    changed = Signal(object)
    account_opened = Signal(int)
    selection_changed = Signal(set)
    import_wanted = Signal()

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._writer = RecordWriter(workspace, jobs, self)
        self._writer.changed.connect(self.changed)
        self._writer.made.connect(self._note_new)
        self._new: int | None = None
        self._stale, self._keeping = False, list[int]()
        self.model = AccountsModel(self)
        self.table = AccountsTable(self.model)
        self.head, self.grades, self.rhythm = Head(), GradeStrip(), RhythmBox()
        self.calls, self.chips = CallsPanel(), ChipRow()
        self.duplicates = DuplicatesPanel(workspace, jobs, self)
        self._again = QTimer(self, singleShot=True, interval=_HAND_RESTS)
        self._again.timeout.connect(self.load)
        self.parts: Parts = arrange(self)
        self._listen()

    # What the frame calls

    def load(self) -> None:
        """Read all accounts beside the window, then what takes longer."""
        workspace = self._workspace
        self._stale = False
        if self.model.ranking is None:  # the first time: the names at once, the figures then
            self._jobs.read(lambda: read_rows(workspace), self._show_rows, owner=self)
        self._jobs.read(
            lambda: read_everything(workspace), self._show, owner=self, newest="accounts"
        )
        self._jobs.read(
            lambda: read_trusts(workspace),
            self.model.set_trusts,
            owner=self,
            newest="accounts trust",
        )
        self._jobs.read(
            workspace.grading.rhythms,
            self.rhythm.show_rhythms,
            owner=self,
            newest="accounts rhythm",
        )
        self.duplicates.load()

    def take(self, change: Change) -> None:
        """Read again what a change touched; while it is not looked at, once it is."""
        touched = set(change.touched.get("account", ()))
        if 0 < len(touched) <= 500:
            workspace = self._workspace
            self._jobs.read(
                lambda: workspace.accounts.rows(ids=touched),
                lambda rows: self._update(rows, touched - {r.id for r in rows}),
                owner=self,
            )
        if "duplicate" in change.touched:
            self.duplicates.load()
        if self.isVisible():
            self._again.start()
        else:
            self._stale = True

    def new_account(self) -> None:
        """Ask for a new account."""
        self._writer.open_new("account", {}, _NEW)

    def delete_selected(self) -> None:
        """Delete the accounts selected as one step; the notice offers the way back."""
        leaving = self.selected()
        if leaving:
            self._writer.write(partial(self._workspace.records.delete_several, "account", leaving))

    def grade_selected(self, grade: str) -> None:
        """Set the grade of the accounts selected by hand, as one step."""
        chosen = self.selected()
        if chosen:
            self._writer.write(partial(self._workspace.grading.give_grade, chosen, grade))

    def selected(self) -> list[int]:
        """The numbers of the selected accounts."""
        rows = self.table.selectionModel().selectedRows()
        return [self.model.account_at(index.row()).id for index in rows]

    def search(self, text: str) -> None:
        """Search for a text."""
        self.head.search.setText(text)

    def show_filter(self, name: str) -> None:
        """Press one of the chips."""
        self.chips.press(name)

    # What was read

    def _show_rows(self, found: tuple[list[AccountRow], date, str]) -> None:
        if self.model.ranking is None:
            self.model.set_rows(*found)

    def _show(self, found: Everything) -> None:
        if self._is_typed_into():
            return
        self._keep_place()
        self.model.set_rows(found.rows, found.today, found.currency, found.board)
        self.grades.show_ranking(found.board.ranking, found.currency, found.own_fields)
        self.head.show_sums(self.model.counts(), found.board.sold, found.currency)
        self.calls.show_calls(found.over, found.neglected, found.currency, found.units)
        self._restore_place()
        workspace, neglected = self._workspace, found.neglected
        self._jobs.read(
            lambda: read_days(workspace, neglected),
            self.calls.show_days,
            owner=self,
            newest="accounts days",
        )

    def _update(self, rows: list[AccountRow], gone: set[int]) -> None:
        """Show what was read again; an account just made is selected, its card opened."""
        if self._is_typed_into():
            return
        self._keep_place()
        self.model.update_rows(rows, gone)
        self._restore_place()
        if self._new not in {row.id for row in rows}:
            return
        account, self._new = self._new, None
        at = self.model.row_of(account)
        if at is not None:
            self.table.selectRow(at)
            self.table.scrollTo(self.model.index(at, 0))
        self.account_opened.emit(account)

    def _is_typed_into(self) -> bool:
        """Whether a cell is being typed into: nothing may move under it, all is read later."""
        typing = self.table.is_typed_into
        if typing:
            self._again.start(_TYPING_RESTS)
        return typing

    def _note_new(self, _kind: str, account: int) -> None:
        self._new = account

    def _keep_place(self) -> None:
        """What is selected and how far it is scrolled, before all rows are read anew."""
        self._keeping = self.selected()
        self._at = self.table.verticalScrollBar().value()

    def _restore_place(self) -> None:
        rows = self.model.rows_of(self._keeping)
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        for at in rows:
            flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            selection.select(self.model.index(at, 0), flags)
        if rows:
            flag = selection.SelectionFlag.NoUpdate
            selection.setCurrentIndex(self.model.index(rows[0], 0), flag)
        selection.blockSignals(False)
        self.table.verticalScrollBar().setValue(self._at)
        self.table.viewport().update()

    # What the rep does

    def _listen(self) -> None:
        table, head, calls = self.table, self.head, self.calls
        table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        table.activated.connect(self._open)
        table.clicked.connect(self._open)
        table.row_opened.connect(self._open)
        table.cut_dragged.connect(self.grades.move_cut)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_menu)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_selected)
        self.model.modelReset.connect(self._count)
        self.model.edited.connect(self._edit)
        head.searched.connect(self.model.search)
        head.new_wanted.connect(self.new_account)
        head.import_wanted.connect(self.import_wanted)
        self.grades.cuts_changed.connect(table.show_cuts)
        self.grades.wanted.connect(self._grade)
        self.grades.rule_changed.connect(self._rank_by)
        self.rhythm.rhythm_wanted.connect(self._set_rhythm)
        calls.account_opened.connect(self.account_opened)
        calls.swap_looked_at.connect(self._look_at_swap)
        calls.swap_wanted.connect(self._swap)
        calls.keep_wanted.connect(self._keep_calls)
        calls.make_up_wanted.connect(self._make_up)
        self.duplicates.changed.connect(self.changed)
        theme.changed.connect(self.table.viewport().update)

    def _edit(self, account: int, column: str, typed: object) -> None:
        try:
            self._writer.write(change_of(self._workspace, account, column, typed))
        except BadInput as error:
            self._jobs.failed.emit(error)

    def _grade(self, shares: Shares, keep_by_hand: bool) -> None:
        grading = self._workspace.grading
        self._writer.write(lambda: grading.set_grades(shares, keep_by_hand=keep_by_hand))

    def _rank_by(self, by: str, own: int | None) -> None:
        self._writer.write(lambda: self._workspace.set_up({"grade_by": by, "grade_field": own}))

    def _set_rhythm(self, grade: str, weeks: float) -> None:
        self._writer.write(partial(self._workspace.grading.set_rhythm, grade, weeks))

    def _look_at_swap(self, account: int, prospects: Mapping[int, int]) -> None:
        workspace = self._workspace
        self._jobs.read(
            lambda: workspace.grading.look_at_swap(
                account, prospects, clock.today(workspace.territory.time_zone)
            ),
            self.calls.show_swap,
            owner=self,
            newest="accounts swap",
        )

    def _swap(self, swap: Swap | None) -> None:
        if swap is not None:
            self._writer.write(partial(self._workspace.grading.swap, swap))

    def _keep_calls(self, entry: OverCalled | None) -> None:
        if entry is not None:
            grading = self._workspace.grading
            self._writer.write(partial(grading.keep, entry.account, entry.made, entry.weeks))

    def _make_up(self, offered: Sequence[MadeUp]) -> None:
        if offered:
            self._writer.write(partial(self._workspace.grading.make_up, offered))

    def _open_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            deeds = menus.Deeds(
                open=lambda: self._open(index),
                grade=self.grade_selected,
                delete=self.delete_selected,
            )
            menu = menus.menu_for(self.table, self.selected(), deeds)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _selected(self) -> None:
        self.selection_changed.emit(set(self.selected()))

    def _open(self, index: QModelIndex) -> None:
        self.account_opened.emit(self.model.account_at(index.row()).id)

    def _count(self) -> None:
        counts = self.model.counts()
        self.chips.show_counts(counts)
        self.parts.show_counts(counts, self.model.rowCount())

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, beside an open card, the table has the room."""
        super().resizeEvent(event)
        room = self.width() >= _ROOM_FOR_PANELS
        self.duplicates.make_room(room)
        self.calls.setVisible(room)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while it was not looked at is read now."""
        super().showEvent(event)
        if self._stale:
            self._again.start(0)

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        self.update()
