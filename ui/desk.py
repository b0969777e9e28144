"""What the screens of one window share: the territory open, the week looked at, the selection.

Screens ask the desk for changes and listen to what it says; none of them refreshes another. The
desk has no widgets. All reading and writing happens beside the main thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner import clock
from planner.words import _
from ui import on_map
from ui.jobs import Jobs
from ui.map.scene import pack_accounts
from ui.milestones import reached
from ui.reading import (
    Heads,
    Read,
    all_rows,
    first_look,
    open_territory,
    read_again,
    read_all,
    sentence,
)

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.store.journal import Change
    from planner.tours.shapes import Comparison, Saving
    from planner.workspace import AccountRow, CallTerms, IsoWeek, PlannedWeek, Workspace

_HAND_RESTS = 200
"""Milliseconds after a change before the comparison is worked out again."""


class Desk(QObject):
    """One open territory as the window sees it. Make it on the main thread."""

    opened = Signal()
    not_opened = Signal(object)
    """The error."""
    week_changed = Signal(object)
    """The PlannedWeek looked at: another one, or the same with other calls."""
    rows_changed = Signal(object)
    """Numbers of the accounts that changed, came or went; None: all of them."""
    territory_changed = Signal()
    compared = Signal(object)
    """{date: Comparison} of the week looked at."""
    saved_so_far = Signal(object)
    selection_changed = Signal(object)
    """frozenset of accounts."""
    heads_changed = Signal()
    done = Signal(str)
    """A step that was just made, in words: it can be undone."""
    undone = Signal(str)
    """A step just taken back or made again, in words."""
    rows_stale = Signal()
    """Something about accounts besides their next planned day has changed."""
    dots_packed = Signal(object)
    """The accounts as the map takes them."""
    facts_read = Signal(object)
    """Facts about the file by name, e.g. `last_export`."""
    changed = Signal(object)
    """The Change itself, after everything else was told."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._workspace: Workspace | None = None
        self.territory: Territory | None = None
        self.planned: PlannedWeek | None = None
        self._as_read: PlannedWeek | None = None
        self.every_day = False
        self.rows: dict[int, AccountRow] = {}
        self.rows_read = False
        self.comparisons: dict[date, Comparison] = {}
        self.saved: Saving | None = None
        self.selection: frozenset[int] = frozenset()
        self.heads = Heads()
        self._looking_at: IsoWeek | None = None
        self._version = (0, 0)
        # Not between two drops of a quick hand: what is dropped shows first.
        self._compare_soon = QTimer(self, singleShot=True)
        self._compare_soon.timeout.connect(self._compare)

    @property
    def workspace(self) -> Workspace:
        """The open territory; ask only after `opened`."""
        assert self._workspace is not None
        return self._workspace

    @property
    def is_open(self) -> bool:
        """Whether a territory is open."""
        return self._workspace is not None

    @property
    def today(self) -> date:
        """The date in the territory's time zone."""
        return clock.today(self.territory.time_zone if self.territory else "UTC")

    # Opening and closing

    def open(self, file: Path, week: str = "") -> None:
        """Open a territory beside the main thread; then `opened`, or `not_opened`."""
        self._take_on(lambda: open_territory(file, week))

    def take(self, workspace: Workspace, week: str = "") -> None:
        """Go on with a territory that is open already, e.g. one just made."""
        self._take_on(lambda: first_look(workspace, week))

    def _take_on(self, look: Callable[[], tuple[Workspace, Read]]) -> None:
        self.jobs.read(look, self._take_over, self.not_opened.emit, owner=self)

    def close(self) -> None:
        """Close the territory; waits for what is being written."""
        self.jobs.close()
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def _take_over(self, found: tuple[Workspace, Read]) -> None:
        if self._workspace is not None and self._workspace is not found[0]:
            self._workspace.close()
        self._workspace, read = found
        assert read.week is not None
        self._looking_at = read.week.week
        self.rows, self.rows_read, self.selection = {}, False, frozenset()
        reached("territory open")
        self._show(read)
        self.opened.emit()
        self.reload_rows()

    # Weeks

    def go_to(self, week: IsoWeek) -> None:
        """Look at another week."""
        self._looking_at = week
        self.jobs.read(
            lambda: Read(week=self.workspace.planning.week(week), heads=self.heads),
            self._show,
            owner=self,
            newest="week",
        )

    def go_by(self, weeks: int) -> None:
        """Look at the week so many weeks later, or earlier if negative."""
        if self._looking_at is not None:
            self.go_to(self._looking_at.plus(weeks))

    def go_to_today(self) -> None:
        """Look at the week that today is in."""
        if self._looking_at is not None:
            self.go_to(type(self._looking_at).of(self.today))

    def show_every_day(self, shown: bool) -> None:
        """Look at all seven days of a week, or only at those that are worked or have calls."""
        self.every_day = shown
        if self._as_read is not None:
            self._show(Read(week=self._as_read, heads=self.heads))

    # Changes

    def drop(
        self,
        day: date,
        position: int,
        calls: Sequence[int] = (),
        accounts: Sequence[int] = (),
        terms: Mapping[int, CallTerms] | None = None,
    ) -> None:
        """Put calls and accounts on a day, before the stop at `position`; `terms` of new calls."""
        self.change(lambda w: w.planning.drop(day, position, calls, accounts, terms))

    def remove(self, calls: Iterable[int]) -> None:
        """Take calls out of the plan."""
        leaving = list(calls)
        self.change(lambda w: w.planning.remove(leaving))

    def set_state(self, call: int, state: str) -> None:
        """Note that a call was asked for, confirmed, made or missed."""
        self.change(lambda w: w.records.change("call", call, {"state": state})[1])

    def set_order(self, day: date, calls: Sequence[int], shape: str = "") -> None:
        """Drive a day in this order."""
        self.change(lambda w: w.planning.set_order(day, calls, shape))

    def lock(self, calls: Iterable[int], locked: bool) -> None:
        """Hold calls where they are, or let them go."""
        held = list(calls)
        self.change(lambda w: w.planning.lock(held, locked=locked))

    def copy_week(self, weeks: int = 1, **then: Any) -> None:
        """Plan the accounts of the week looked at again weeks later; `then` as in `change`."""
        source = self._looking_at
        if source is not None:
            self.change(lambda w: w.planning.copy_week(source, source.plus(weeks)), **then)

    def put_on_map(self, account: int, lat: float, lon: float) -> None:
        """Correct where an account is, by hand."""
        values = {"lat": lat, "lon": lon, "precision": "hand"}
        self.change(lambda w: w.records.change("account", account, values)[1])

    def undo(self) -> None:
        """Take the last step back."""
        self.change(lambda w: w.undo(), tell=self._taken_back)

    def redo(self) -> None:
        """Make the step taken back again."""
        self.change(lambda w: w.redo(), tell=self._done_again)

    def _taken_back(self, step: str) -> None:
        self.undone.emit(_("Taken back: {step}").format(step=step))

    def _done_again(self, step: str) -> None:
        self.undone.emit(_("Done again: {step}").format(step=step))

    def change(
        self, work: Callable[[Workspace], Change | None], tell: Any = None, **then: Any
    ) -> None:
        """Do any journalled change, read again what it touched, and tell it.

        `then` may have `done(change)` and `failed(error)`, called on the main thread.
        """
        workspace, week, known = self.workspace, self._looking_at, self._accounts_of_calls()
        assert week is not None

        def write() -> tuple[Change, Read] | None:
            change = work(workspace)
            return None if change is None else (change, read_again(workspace, week, change, known))

        def made(answer: tuple[Change, Read] | None) -> None:
            if answer is not None:
                self._made(*answer, tell or self.done.emit)
            if then.get("done"):
                then["done"](answer[0] if answer else None)

        def failed(error: Exception) -> None:
            if self.planned is not None:
                self.week_changed.emit(self.planned)  # as it stands: nothing was changed
            (then.get("failed") or self.jobs.failed.emit)(error)

        self.jobs.write(write, made, failed, owner=self)

    def adopt(self, change: Change | None) -> None:
        """Tell of a change that a screen made on the workspace itself, such as an import."""
        self.change(lambda _workspace: change)

    def _made(self, change: Change, read: Read, tell: Any) -> None:
        week = self._looking_at
        if read.week is not None and read.week.week != week:
            read.week = None
        self._show(read)
        if read.whole:
            self.reload_rows()
        tell(sentence(change.entry))
        self.changed.emit(change)

    def _accounts_of_calls(self) -> dict[int, int]:
        stops = self.planned.stop_of_call if self.planned else {}
        return {call: stop.account.id for call, stop in stops.items()}

    # Reading again

    def reload(self) -> None:
        """Read everything again, e.g. after another process has changed the file."""
        workspace, week = self.workspace, self._looking_at
        assert week is not None
        self.jobs.read(lambda: read_all(workspace, week), self._show, owner=self, newest="week")
        self.reload_rows()

    def reload_rows(self) -> None:
        """Read all accounts again."""
        workspace = self.workspace
        self.jobs.read(lambda: all_rows(workspace), self._all_rows, owner=self, newest="rows")

    def read_facts(self) -> None:
        """Read what was noted about the file outside the journal."""
        workspace = self.workspace
        self.jobs.read(
            lambda: {"last_export": workspace.fact("last_export")},
            self.facts_read.emit,
            owner=self,
            newest="facts",
        )

    def look_for_changes(self) -> None:
        """Reload if another process has changed the file."""
        if not self.is_open or self.jobs.saving:
            return
        workspace = self.workspace
        self.jobs.read(workspace.data_version, self._compare_version, owner=self, newest="version")

    def _compare_version(self, version: tuple[int, int]) -> None:
        if version != self._version and not self.jobs.saving:
            self._version = version
            self.reload()

    def _all_rows(self, rows: dict[int, AccountRow]) -> None:
        reached("accounts read")
        self.rows, self.rows_read = rows, True
        self.rows_changed.emit(None)
        self.pack_dots()

    def pack_dots(self) -> None:
        """Make the accounts ready for the map, beside the main thread."""
        if self.planned is None or not self.rows_read:
            return
        rows, today, ends = list(self.rows.values()), self.today, self.planned.week.days[6]
        self.jobs.read(
            lambda: pack_accounts(on_map.dots(rows, today, ends)),
            self.dots_packed.emit,
            owner=self,
            newest="dots",
        )

    def _show(self, read: Read) -> None:
        if read.version != (0, 0):
            self._version = read.version
        if read.territory is not None:
            self.territory = read.territory
            self.territory_changed.emit()
        if read.week is not None:
            other = self.planned is None or self.planned.week != read.week.week
            self._as_read = read.week
            self.planned = read.week.whole() if self.every_day else read.week
            self.week_changed.emit(self.planned)
            self._compare_soon.start(0 if other else _HAND_RESTS)
        if read.rows or read.gone:
            self._some_rows(read)
        if read.heads != self.heads:
            self.heads = read.heads
            self.heads_changed.emit()

    def _some_rows(self, read: Read) -> None:
        before = [self.rows.pop(account, None) for account in read.gone]
        stale = any(before) or any(_differs(self.rows.get(row.id), row) for row in read.rows)
        self.rows.update((row.id, row) for row in read.rows)
        self.rows_changed.emit(read.gone | {row.id for row in read.rows})
        if stale:
            self.rows_stale.emit()
        if read.gone & self.selection:
            self.select(self.selection - read.gone)

    def _compare(self) -> None:
        week = self.planned
        if week is None or self._workspace is None:
            return
        planning = self._workspace.planning
        self.jobs.read(
            lambda: (planning.compare(week), planning.saved_so_far()),
            self._compared,
            owner=self,
            newest="compare",
        )

    def _compared(self, found: tuple[dict[date, Comparison], Saving]) -> None:
        self.comparisons, self.saved = found
        self.compared.emit(self.comparisons)
        self.saved_so_far.emit(self.saved)

    # Selection

    def select(self, accounts: Iterable[int]) -> None:
        """Make these accounts the selection, everywhere."""
        chosen = frozenset(accounts)
        if chosen != self.selection:
            self.selection = chosen
            self.selection_changed.emit(chosen)

    def select_more(self, account: int) -> None:
        """Add an account to the selection, or take it out."""
        self.select(self.selection ^ {account})


def _differs(before: AccountRow | None, after: AccountRow) -> bool:
    """Whether more has changed than its next planned day, which every drop changes."""
    return before is None or before._replace(planned=after.planned) != after
