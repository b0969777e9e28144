"""Opens what logs, on what is selected or on the stop that is now; writes it through the desk.

On the start path: what it opens is imported when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.words import _
from ui.desk import Desk

if TYPE_CHECKING:
    from datetime import date

    from planner.store.journal import Change
    from planner.workspace import Workspace
    from planner.workspace.log.closing import DayPage
    from planner.workspace.log.entry import LogEntry, Logged, LogPage, Pledge
    from ui.log.close_day import Closed, CloseDay
    from ui.log.quick_log import QuickLog
    from ui.log.small import FavourDialog, PromiseDialog
    from ui.side import SidePanel
    from ui.week.view import WeekScreen

Page = TypeVar("Page", "LogPage", "DayPage")


class LogLink(QObject):
    """One window's logging."""

    refused = Signal(str)
    said = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, week: WeekScreen, side: SidePanel) -> None:
        super().__init__(window)
        self._window, self._desk, self._week, self._side = window, desk, week, side
        self._unwritten: dict[str, dict[str, str]] = {}
        week.log_wanted.connect(self.quick_log)
        desk.opened.connect(self._unwritten.clear)

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {
            "quick_log": self.quick_log,
            "close_day": self.close_day,
            "favour": self.favour,
            "new_promise": self.new_promise,
            "mileage": self.mileage,
        }

    # Whom it is about

    def _meant(self) -> tuple[int | None, int | None]:
        """The account and the call that the hand means: selected, or on the card."""
        calls = self._week.selected_calls if self._week.isVisible() else []
        if len(calls) == 1:
            return None, calls[0]
        if len(self._desk.selection) == 1:
            return next(iter(self._desk.selection)), None
        return self._side.account, None

    def _ask_page(self, then: Callable[[LogPage], object], account: int | None = None) -> None:
        """Read what is known of the account meant, or of the stop that is now; then go on."""
        if not self._desk.is_open:
            return
        call = None
        if account is None:
            account, call = self._meant()
        workspace = self._desk.workspace

        def read() -> LogPage | None:
            meant = call
            if account is None and meant is None:
                meant = workspace.log.call_now()
                if meant is None:
                    return None
            return workspace.log.page(account, meant)

        def found(page: LogPage | None) -> None:
            if page is None:
                self.refused.emit(_("Select the account first: today’s tour has no call left."))
            else:
                then(page)

        self._read(read, found)

    def _read(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read once what is being written is there: it may be the draft that is asked for."""
        jobs = self._desk.jobs
        (jobs.write if jobs.saving else jobs.read)(work, done, owner=self)

    # A call

    def quick_log(self, account: int | None = None) -> None:
        """Log the call selected, the account selected, or the stop that is now."""
        self._ask_page(self._open_log, account)

    def _open_log(self, page: LogPage) -> QuickLog:
        from ui.log.quick_log import QuickLog

        draft = f"draft_log_{page.account.id}"
        dialog = QuickLog(self._drafted(page, draft), self._desk.today, self._window)
        dialog.save_wanted.connect(partial(self._log, dialog))
        dialog.draft_typed.connect(partial(self._keep_draft, draft))
        dialog.rejected.connect(partial(self._say_draft, dialog))
        dialog.open()
        return dialog

    def _log(self, dialog: QuickLog, entry: LogEntry) -> None:
        from ui.log import saying

        page, today, found = dialog.page, self._desk.today, list[Any]()
        call = page.call.id if page.call is not None and entry.day is None else None

        def work(workspace: Workspace) -> Change | None:
            logged: Logged = workspace.log.log_call(entry, call=call, account=page.account.id)
            found.append(logged)
            return logged.change

        self._desk.change(
            work,
            tell=lambda step: self._desk.done.emit(saying.done(step, found[0], today)),
            done=lambda _change: dialog.saved(),
            failed=partial(self._not_saved, dialog),
        )

    def _say_draft(self, dialog: QuickLog) -> None:
        if dialog.fields.changed():
            name = dialog.page.account.name
            self.said.emit(
                _("Kept for later: the log of {name} is as you left it.").format(name=name)
            )

    def _keep_draft(self, name: str, texts: Mapping[str, str]) -> None:
        workspace, kept = self._desk.workspace, dict(texts)
        if workspace.read_only:
            self._unwritten[name] = kept
        else:
            self._desk.jobs.write(lambda: workspace.log.keep_draft(name, kept), owner=self)

    def _drafted(self, page: Page, name: str) -> Page:
        """The page with what was typed where nothing can be written: kept while this is open."""
        return replace(page, draft=self._unwritten[name]) if name in self._unwritten else page

    def _not_saved(self, dialog: Any, error: Exception) -> None:
        from planner.workspace import BadInput

        if isinstance(error, BadInput):
            dialog.refused(error)
        else:
            dialog.give_back()
            self._desk.jobs.failed.emit(error)

    # Between calls

    def favour(self, account: int | None = None) -> None:
        """Keep a small favour."""
        self._ask_page(self._open_favour, account)

    def _open_favour(self, page: LogPage) -> FavourDialog:
        from ui.log.small import FavourDialog

        dialog = FavourDialog(page.account.name, self._window)

        def save(text: str) -> None:
            self._write(lambda w: w.log.favour(page.account.id, text), dialog)

        dialog.save_wanted.connect(save)
        dialog.open()
        return dialog

    def new_promise(self, account: int | None = None) -> None:
        """Keep a promise, ours or theirs."""
        self._ask_page(self._open_promise, account)

    def _open_promise(self, page: LogPage) -> PromiseDialog:
        from ui.log.small import PromiseDialog

        dialog = PromiseDialog(page.account.name, page.people, self._desk.today, self._window)

        def save(pledge: Pledge) -> None:
            self._write(lambda w: w.log.promise(page.account.id, pledge), dialog)

        dialog.save_wanted.connect(save)
        dialog.open()
        return dialog

    def _write(self, work: Callable[[Workspace], Change | None], dialog: Any) -> None:
        self._desk.change(
            work,
            done=lambda _change: dialog.saved(),
            failed=partial(self._not_saved, dialog),
        )

    # A day

    def close_day(self, day: date | None = None) -> None:
        """Close today, or the last day that was left open."""
        if not self._desk.is_open:
            return
        log = self._desk.workspace.log
        self._read(lambda: log.day(day or log.day_to_close()), self._open_day)

    def _open_day(self, page: DayPage) -> CloseDay:
        from ui.log.close_day import CloseDay

        page = self._drafted(page, f"draft_day_{page.day}")
        dialog = CloseDay(page, self._desk.today, self._window)
        dialog.save_wanted.connect(partial(self._close, dialog))
        dialog.day_wanted.connect(partial(self._turn, dialog))
        dialog.draft_typed.connect(lambda day, texts: self._keep_draft(f"draft_day_{day}", texts))
        dialog.open()
        return dialog

    def _turn(self, dialog: CloseDay, day: date) -> None:
        """Show another day in the same window; drafts are written before it is read."""
        log = self._desk.workspace.log

        def shown(page: DayPage) -> None:
            dialog.show_day(self._drafted(page, f"draft_day_{page.day}"))

        self._desk.jobs.write(lambda: log.day(day), shown, owner=dialog)

    def _close(self, dialog: CloseDay, closed: Closed) -> None:
        start, end = closed.odometer
        self._write(lambda w: w.log.close_day(closed.day, closed.marks, start, end), dialog)

    # The mileage log

    def mileage(self) -> None:
        """Ask from when to when, and where to."""
        if not self._desk.is_open:
            return
        from ui.log.mileage import MileageDialog

        dialog = MileageDialog(self._desk, self._window)
        dialog.written.connect(self.said)
        dialog.open()
