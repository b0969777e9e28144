"""The frame: rail, bar, screens, card at the right, status line. It joins them and decides nothing.

On the start path: no SQLAlchemy, folium, geopy or numpy is imported here.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner import clock
from planner.exchange import figures
from planner.words import _
from ui import theme, trouble
from ui.desk import Desk
from ui.first_run.view import FirstRun, list_dropped
from ui.jobs import Jobs
from ui.keys import Actions
from ui.map.view import MapView
from ui.map_link import MapLink
from ui.notice import Notice
from ui.out import Out
from ui.palette import Palette
from ui.rail import Rail
from ui.status_bar import StatusBar
from ui.top_bar import TopBar
from ui.undo import UndoActions

if TYPE_CHECKING:
    from planner.tours.shapes import Saving
    from planner.workspace import AccountRow
    from ui.accounts.card import AccountCard
    from ui.accounts.view import AccountsScreen

_LOOK_FOR_CHANGES = 2000


class MainWindow(QMainWindow):
    """One window on one territory, or on none yet."""

    sample_wanted = Signal()
    list_wanted = Signal(object)
    """A customer list, while no territory is open."""
    territory_wanted = Signal(object)
    """Another territory's path."""
    closing = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setWindowTitle("Loopwise")
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.desk = Desk(jobs, self)
        self.map = MapView()
        self.map_link = MapLink(self.map, self.desk)
        self.actions_by_name = Actions(self)
        self._screens: dict[str, QWidget] = {}
        self._card: AccountCard | None = None
        self._accounts: AccountsScreen | None = None
        self._build()
        self._listen()
        self._poll = QTimer(self, interval=_LOOK_FOR_CHANGES)
        self._poll.timeout.connect(self.desk.look_for_changes)

    # Building

    def _build(self) -> None:
        self.stack = QStackedWidget()
        whole = QWidget()
        self.setCentralWidget(whole)
        self.notice = Notice(whole)
        self.out = Out(self, self.desk, self.notice)
        self.week = self._add("week", self._week_screen())
        self._put_actions()
        self.rail = self._make_rail()
        self.top_bar = TopBar(self.actions_by_name, self.out.menu)
        self.status = StatusBar()
        self.side = QFrame()
        self.side.setObjectName("side_panel")
        self.side.hide()
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        _arrange(whole, self.rail, self.top_bar, self.stack, self.side, self.status)
        self.palette_popup = Palette(
            self, self.actions_by_name, self._known_accounts, self.show_account
        )
        self.notice.raise_()

    def _week_screen(self) -> QWidget:
        return self.map

    def _add(self, name: str, screen: QWidget) -> QWidget:
        self._screens[name] = screen
        self.stack.addWidget(screen)
        return screen

    def _make_rail(self) -> Rail:
        rail, actions = Rail(), self.actions_by_name
        rail.add(actions["go_week"], _("Week"))
        rail.add(actions["go_accounts"], _("Accounts"))
        rail.add_menu(self._menu())
        rail.add(actions["help"], _("Help"), at_foot=True)
        return rail

    def _menu(self) -> QMenu:
        menu, actions = QMenu(self), self.actions_by_name
        for names in (
            ("undo", "redo"),
            ("import", "new_account", "copy_week"),
            ("open_territory", "settings"),
            ("look_light", "look_dark", "look_system"),
            ("quit",),
        ):
            for name in names:
                menu.addAction(actions[name])
            menu.addSeparator()
        return menu

    def _put_actions(self) -> None:
        actions, desk, link = self.actions_by_name, self.desk, self.map_link
        actions.screen("week", self.week)
        self.undo_actions = UndoActions(desk, actions)
        for name, do in {
            "go_week": lambda: self.show_screen("week"),
            "go_accounts": self.show_accounts,
            "week_before": lambda: desk.go_by(-1),
            "week_after": lambda: desk.go_by(1),
            "week_today": desk.go_to_today,
            "find": self._find,
            "copy_week": desk.copy_week,
            "compare": lambda: None,
            "zoom_week": self.map.zoom_to_week,
            "zoom_selection": link.zoom_to_selection,
            "zoom_in": lambda: self.map.zoom_by(1),
            "zoom_out": lambda: self.map.zoom_by(-1),
            "colour_by_due": lambda: self.map.colour_by("due"),
            "colour_by_grade": lambda: self.map.colour_by("grade"),
            "correct_pin": link.correct_pin,
            "import": self.choose_list,
            "export": self._open_export,
            "print": self.out.print,
            "new_account": self.new_account,
            "open_territory": self.choose_territory,
            "settings": self.open_settings,
            "look_light": lambda: self.dress(False),
            "look_dark": lambda: self.dress(True),
            "look_system": lambda: self.dress(None),
            "help": self.open_help,
            "quit": self.close,
            "card": self._open_card_of_selection,
            "back": self._back,
        }.items():
            actions.on(name, do)
        for weekday in range(7):
            actions.on(f"put_on_{weekday}", lambda day=weekday: desk.put_on(day))  # type: ignore[misc]

    def _listen(self) -> None:
        desk = self.desk
        desk.opened.connect(self._opened)
        desk.week_changed.connect(self.top_bar.show_week)
        desk.done.connect(
            lambda words: self.notice.say(words, _("Undo"), self.actions_by_name["undo"].trigger)
        )
        desk.undone.connect(lambda words: self.notice.say(_("Done: {step}").format(step=words)))
        desk.changed.connect(self._pass_on)
        desk.saved_so_far.connect(self._show_loops)
        desk.facts_read.connect(self._show_last_export)
        desk.jobs.failed.connect(lambda error: self.notice.warn(trouble.words_for(error)))
        desk.jobs.writing.connect(self._show_saving)
        self.map_link.card_wanted.connect(self.show_account)
        theme.changed.connect(self.status.refresh_icons)

    def _find(self) -> None:
        self.palette_popup.open()

    def _known_accounts(self) -> Iterable[AccountRow]:
        return self.desk.rows.values()

    # Screens

    def show_screen(self, name: str) -> None:
        """Show a screen that has been made."""
        if not self.desk.is_open and name != "first_run":
            return
        self.stack.setCurrentWidget(self._screens[name])
        self.top_bar.setVisible(name == "week")
        self.rail.setVisible(name != "first_run")
        self.status.setVisible(True)
        known = {"week": "go_week", "accounts": "go_accounts"}
        action = self.actions_by_name[known[name]] if name in known else None
        self.rail.show_current(action)
        self._screens[name].setFocus()

    @property
    def current_screen(self) -> str:
        """The name of the screen shown."""
        shown = self.stack.currentWidget()
        return next((name for name, screen in self._screens.items() if screen is shown), "")

    def show_first_run(self) -> None:
        """Ask a newcomer for a list, or offer the sample."""
        if "first_run" not in self._screens:
            first = FirstRun()
            first.sample_wanted.connect(self.sample_wanted)
            first.list_wanted.connect(self.list_wanted)
            self._add("first_run", first)
        self.show_screen("first_run")

    def show_accounts(self) -> None:
        """Show all accounts in their table."""
        if not self.desk.is_open:
            return
        if self._accounts is None:
            from ui.accounts.view import AccountsScreen

            screen = AccountsScreen(self.desk.workspace, self.desk.jobs)
            screen.changed.connect(self.desk.adopt)
            screen.account_opened.connect(self.show_account)
            screen.import_wanted.connect(self.choose_list)
            self._add("accounts", screen)
            self._accounts = screen
            screen.load()
        self.show_screen("accounts")

    def show_account(self, account: int) -> None:
        """Open an account's card at the right, and make the account the selection."""
        if not self.desk.is_open:
            return
        if self._card is None:
            self._card = self._make_card()
        self._card.open_account(account)
        self.side.show()
        self.desk.select((account,))

    def _make_card(self) -> AccountCard:
        from ui.accounts.card import AccountCard

        card = AccountCard(self.desk.workspace, self.desk.jobs)
        card.changed.connect(self.desk.adopt)
        card.closed.connect(self.side.hide)
        card.place_wanted.connect(self._place_by_hand)
        card.plan_wanted.connect(self._put_on)
        layout = self.side.layout()
        assert layout is not None
        layout.addWidget(card)
        return card

    def _put_on(self, account: int, weekday: int) -> None:
        self.desk.select((account,))
        self.desk.put_on(weekday)

    def _place_by_hand(self, account: int) -> None:
        self.show_screen("week")
        self.map_link.start_pin(account)

    def _open_card_of_selection(self) -> None:
        if self.side.isVisible():
            self.side.hide()
        elif len(self.desk.selection) == 1:
            self.show_account(next(iter(self.desk.selection)))

    def _back(self) -> None:
        if self.side.isVisible():
            self.side.hide()
        else:
            self.desk.select(())

    # What opens over the window

    def choose_list(self) -> None:
        """Ask for a customer list and look at it before it is imported."""
        from ui.first_run.view import LIST_SUFFIXES

        pattern = " ".join(f"*{suffix}" for suffix in LIST_SUFFIXES)
        title, kinds = _("Your customer list"), _("Customer lists ({pattern})")
        path, _chosen = QFileDialog.getOpenFileName(self, title, "", kinds.format(pattern=pattern))
        if path:
            self.look_at_list(Path(path))

    def look_at_list(self, path: Path) -> None:
        """Show what a customer list holds; nothing is written yet."""
        if not self.desk.is_open:
            self.list_wanted.emit(path)
            return
        from ui.imports.view import ImportScreen

        self._drop_screen("import")
        screen = ImportScreen(self.desk.workspace, self.desk.jobs, path)
        screen.imported.connect(self._imported)
        screen.closed.connect(self._leave_import)
        self._add("import", screen)
        self.show_screen("import")

    def _imported(self, report: object) -> None:
        fresh = not self.desk.rows
        self._leave_import()
        self.desk.adopt(getattr(report, "change", None))
        if fresh:
            self.ask_questions()

    def ask_questions(self) -> None:
        """Ask the five questions of a new territory."""
        from ui.first_run.questions import Questions

        questions = Questions(self.desk.workspace, self.desk.jobs, self)
        questions.changed.connect(self.desk.adopt)
        questions.open()

    def _leave_import(self) -> None:
        self.show_screen("week")
        self._drop_screen("import")

    def _drop_screen(self, name: str) -> None:
        screen = self._screens.pop(name, None)
        if screen is not None:
            self.stack.removeWidget(screen)
            screen.deleteLater()

    def new_account(self) -> None:
        """Ask for a new account."""
        self.show_accounts()
        if self._accounts is not None:
            self._accounts.new_account()

    def choose_territory(self) -> None:
        """Ask for another territory."""
        kinds = _("Territories ({pattern})").format(pattern="*.loopwise")
        path, _chosen = QFileDialog.getOpenFileName(self, _("Open a territory"), "", kinds)
        if path:
            self.territory_wanted.emit(Path(path))

    def open_settings(self) -> None:
        """Show the settings of the territory."""
        if self.desk.is_open:
            from ui.settings.view import SettingsDialog

            dialog = SettingsDialog(self.desk.workspace, self.desk.jobs, self)
            dialog.changed.connect(self.desk.adopt)
            dialog.open()

    def open_help(self) -> None:
        """Explain the screen at hand and the keys."""
        from ui.help import Help

        Help(self.actions_by_name, self.current_screen, self).show()

    def _open_export(self) -> None:
        bar = self.top_bar
        self.out.menu.popup(bar.mapToGlobal(bar.rect().bottomRight()) - _menu_corner(self.out.menu))

    def dress(self, dark: bool | None) -> None:
        """Light, dark, or with the system (None)."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, dark)

    # What the desk says

    def _opened(self) -> None:
        for name in ("accounts", "import"):
            self._drop_screen(name)
        self._accounts = None
        if self._card is not None:
            self._card.deleteLater()
            self._card = None
        self.side.hide()
        self.setWindowTitle(f"{self.desk.workspace.file.stem} – Loopwise")
        self.show_screen("week")
        self._drop_screen("first_run")
        self.status.say_saved(_modified(self.desk.workspace.file, self._zone()))
        self.desk.read_facts()
        self._poll.start()

    def _pass_on(self, change: object) -> None:
        if self._accounts is not None:
            self._accounts.take(change)  # type: ignore[arg-type]
        if self._card is not None and self.side.isVisible():
            self._card.refresh()

    def _show_saving(self, writing: bool) -> None:
        if writing:
            self.status.say_saving()
        elif self.desk.is_open:
            self.status.say_saved(clock.now().astimezone(self._zone()))

    def _show_loops(self, saved: Saving) -> None:
        territory = self.desk.territory
        if territory is None or saved.metres <= 0:
            self.status.say_loops("")
            return
        words = _("Against zigzag, {distance} saved so far").format(
            distance=figures.distance(saved.metres, territory.units)
        )
        self.status.say_loops(words)

    def _show_last_export(self, facts: dict[str, str | None]) -> None:
        words = ""
        with contextlib.suppress(ValueError, KeyError, TypeError):
            at = datetime.fromisoformat(json.loads(facts["last_export"] or "")["at"])
            words = _("Last export {day}").format(
                day=figures.day_and_month(at.astimezone(self._zone()).date())
            )
        self.status.say_exported(words)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.desk.territory.time_zone if self.desk.territory else "UTC")

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if list_dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = list_dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.look_at_list(path)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.desk.look_for_changes()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._poll.stop()
        self.closing.emit()
        self.map.shut_down()
        self.desk.close()
        super().closeEvent(event)


def _arrange(  # noqa: PLR0917
    whole: QWidget, rail: QWidget, top: QWidget, stack: QWidget, side: QWidget, status: QWidget
) -> None:
    """Rail at the left, bar over the screens, card beside them, status line below everything."""
    middle = QHBoxLayout()
    middle.setSpacing(0)
    middle.addWidget(stack, 1)
    middle.addWidget(side)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(top)
    column.addLayout(middle, 1)
    upper = QHBoxLayout()
    upper.setSpacing(0)
    upper.addWidget(rail)
    upper.addLayout(column, 1)
    outer = QVBoxLayout(whole)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addLayout(upper, 1)
    outer.addWidget(status)


def _menu_corner(menu: QMenu) -> QPoint:
    """From the lower right corner of the bar to where the menu's upper left corner goes."""
    return QPoint(menu.sizeHint().width() + 12, 0)


def _modified(file: Path, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, zone)
