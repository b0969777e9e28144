"""The screens of the window, one at a time; all but the week are made when first wanted."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from planner.words import _
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.accounts.view import AccountsScreen
    from ui.cycle.view import CycleScreen
    from ui.key_accounts.view import KeyAccountScreen

_MADE_LATER = {
    "prospects": "ui.prospects.view.ProspectsScreen",
    "charts": "ui.charts.view.ChartsScreen",
    "cycle": "ui.cycle.view.CycleScreen",
    "service": "ui.service.view.ServiceScreen",
    "key_account": "ui.key_accounts.view.KeyAccountScreen",
    "report": "ui.report.view.ReportScreen",
}
"""Screens made when first wanted, each from the desk alone.

Such a screen has the signals `account_opened(int)` and `refused(str)`, and the methods `load()`,
`take(change)` for what was changed, and `close_down()`.
"""


class Screens(QStackedWidget):
    """Shows week, accounts, cycle and the others, the look at a list, or the first run."""

    shown = Signal(str)
    """The name of the screen that is shown now."""
    account_wanted = Signal(int)
    list_wanted = Signal(object)
    """A customer list was chosen while no territory is open."""
    sample_wanted = Signal()
    refused = Signal(str)
    """Why something was not done, in words."""
    complaint_wanted = Signal()
    job_wanted = Signal()
    fit_wanted = Signal(object, object)
    """What was found for an urgent call, and the way to take."""
    passphrase_wanted = Signal()
    """A passphrase shall be set for the territory about to be made."""

    def __init__(self, desk: Desk, week: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._named: dict[str, QWidget] = {}
        self._answered = False
        self._accounts: AccountsScreen | None = None
        self._put("week", week)
        desk.opened.connect(self._start_over)
        desk.changed.connect(self._pass_on)

    @property
    def current(self) -> str:
        """The name of the screen shown."""
        return next(name for name, screen in self._named.items() if screen is self.currentWidget())

    def show_screen(self, name: str) -> None:
        """Show a screen that has been made."""
        screen = self._named[name]
        self.setCurrentWidget(screen)
        screen.setFocus()
        self.shown.emit(name)

    def show_week(self) -> None:
        """Show the week."""
        if self._desk.is_open:
            self.show_screen("week")

    def show_accounts(self) -> None:
        """Show all accounts in their table."""
        if self._desk.is_open:
            self._accounts_screen()
            self.show_screen("accounts")

    def _accounts_screen(self) -> AccountsScreen:
        if self._accounts is None:
            from ui.accounts.view import AccountsScreen

            screen = AccountsScreen(self._desk.workspace, self._desk.jobs)
            screen.changed.connect(self._desk.adopt)
            screen.account_opened.connect(self.account_wanted)
            screen.selection_changed.connect(self._desk.select)
            screen.import_wanted.connect(self.choose_list)
            self._put("accounts", screen)
            self._accounts = screen
            screen.load()
        return self._accounts

    def show_later(self, name: str) -> Any:
        """Show one of the screens that are made when first wanted; None with nothing open."""
        if not self._desk.is_open:
            return None
        screen = self._later(name)
        self.show_screen(name)
        return screen

    def show_key_account(self, account: int | None = None) -> None:
        """Show one relationship: of this account, else the one selected, else a key account."""
        if self._desk.is_open:
            chosen = self._desk.selection
            if account is None and len(chosen) == 1:
                account = next(iter(chosen))
            self.show_later("key_account")
            screen: KeyAccountScreen = self._later("key_account")
            screen.open_account(account)

    def plan_cycle(self) -> None:
        """Search for a call cycle, on its screen."""
        if self._desk.is_open:
            self.show_later("cycle")
            cycle: CycleScreen = self._later("cycle")
            cycle.plan()

    def _later(self, name: str) -> Any:
        """The screen of that name; its module is imported only now, so that the window is quick."""
        if name not in self._named:
            module, _dot, kind = _MADE_LATER[name].rpartition(".")
            screen = getattr(import_module(module), kind)(self._desk)
            screen.account_opened.connect(self.account_wanted)
            screen.refused.connect(self.refused)
            for wanted in ("complaint_wanted", "job_wanted", "fit_wanted"):
                if hasattr(screen, wanted):
                    getattr(screen, wanted).connect(getattr(self, wanted))
            self._put(name, screen)
            screen.load()
        return self._named[name]

    def _made_later(self) -> list[Any]:
        return [self._named[name] for name in _MADE_LATER if name in self._named]

    def close_down(self) -> None:
        """End what a screen has under way."""
        for screen in self._made_later():
            screen.close_down()

    def show_unplaced(self) -> None:
        """Show the accounts that have no place on the map yet."""
        if self._desk.is_open:
            self._accounts_screen().show_filter("place")
            self.show_screen("accounts")

    def new_account(self) -> None:
        """Ask for a new account."""
        self.show_accounts()
        if self._accounts is not None:
            self._accounts.new_account()

    def show_first_run(self) -> None:
        """Ask a newcomer for a list, or offer the sample."""
        if "first_run" not in self._named:
            from ui.first_run.view import FirstRun

            first = FirstRun()
            first.sample_wanted.connect(self.sample_wanted)
            first.list_wanted.connect(self.look_at_list)
            first.passphrase_wanted.connect(self.passphrase_wanted)
            first.offer_passphrase(not self._desk.is_open)
            self._desk.jobs.failed.connect(first.ready)
            self._put("first_run", first)
        self.show_screen("first_run")

    def show_passphrase(self, is_set: bool) -> None:
        """Say on the first screen whether the new territory will have a passphrase."""
        first = self._named.get("first_run")
        if first is not None:
            first.show_passphrase(is_set)  # type: ignore[attr-defined]

    def choose_list(self) -> None:
        """Ask for a customer list and look at it before it is imported."""
        from ui.first_run.view import LIST_SUFFIXES, documents

        pattern = " ".join(f"*{suffix}" for suffix in LIST_SUFFIXES)
        kinds = _("Customer lists ({pattern})").format(pattern=pattern)
        title = _("Your customer list")
        path, _chosen = QFileDialog.getOpenFileName(self, title, documents(), kinds)
        if path:
            self.look_at_list(Path(path))

    def look_at_list(self, path: Path) -> None:
        """Show what a customer list holds; nothing is written yet."""
        if not self._desk.is_open:
            self.list_wanted.emit(path)
            return
        from ui.imports.view import ImportScreen

        self._drop("import")
        screen = ImportScreen(self._desk.workspace, self._desk.jobs, path)
        screen.imported.connect(self._imported)
        screen.closed.connect(self._given_up)
        screen.another_wanted.connect(self.choose_list)
        self._put("import", screen)
        self.show_screen("import")

    def _imported(self, report: object) -> None:
        fresh = not self._desk.rows
        self._leave_import()
        self._desk.adopt(getattr(report, "change", None))
        if fresh and not self._answered:
            self.ask_questions()

    def ask_questions(self) -> None:
        """Ask the five questions of a new territory."""
        from ui.first_run.questions import Questions

        questions = Questions(self._desk.workspace, self._desk.jobs, self.window())
        questions.changed.connect(self._adopt_answers)
        questions.open()

    def _adopt_answers(self, change: object) -> None:
        self._answered = True
        self._desk.adopt(change)  # type: ignore[arg-type]

    def begin(self) -> None:
        """A territory just made: ask the five questions, then for a list."""
        self.show_first_run()
        self.ask_questions()

    def open_settings(self, field: str = "") -> None:
        """Show the settings of the territory, at a field if one is named."""
        if self._desk.is_open:
            from ui.settings.view import SettingsDialog

            dialog = SettingsDialog(self._desk.workspace, self._desk.jobs, self.window())
            dialog.changed.connect(self._desk.adopt)
            if field:
                dialog.show_field(field)
            dialog.open()

    def _given_up(self) -> None:
        """No list after all. A territory with nothing in it asks again where to begin."""
        self._leave_import()
        if not self._desk.rows:
            self.show_first_run()

    def _leave_import(self) -> None:
        self.show_screen("week")
        self._drop("import")

    def _pass_on(self, change: object) -> None:
        if self._accounts is not None:
            self._accounts.take(change)  # type: ignore[arg-type]
        for screen in self._made_later():
            screen.take(change)

    def _start_over(self) -> None:
        """Another territory: what was made for the one before goes."""
        self.show_screen("week")
        self.close_down()
        self._accounts = None
        self._answered = False
        for name in ("accounts", "import", "first_run", *_MADE_LATER):
            self._drop(name)

    def _put(self, name: str, screen: QWidget) -> None:
        self._named[name] = screen
        self.addWidget(screen)

    def _drop(self, name: str) -> None:
        screen = self._named.pop(name, None)
        if screen is not None:
            self.removeWidget(screen)
            screen.deleteLater()
