"""The frame: rail, bar, screens, card at the right, status line. It joins them and decides nothing.

On the start path: no SQLAlchemy, folium, geopy or numpy is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from planner.words import _, ngettext
from ui import theme, trouble
from ui.asking.link import AskingLink
from ui.day.link import DayToDay
from ui.day_link import DayLink
from ui.desk import Desk
from ui.diary_link import DiaryLink
from ui.jobs import Jobs
from ui.keys import Actions
from ui.log.link import LogLink
from ui.map.view import MapView
from ui.map_link import MapLink
from ui.notice import Notice
from ui.out import Out
from ui.people.link import PeopleLink
from ui.prospects.link import ProspectsLink
from ui.rail import Rail
from ui.report.link import ReportLink
from ui.screens import Screens
from ui.service.link import ServiceLink
from ui.side import SidePanel
from ui.solutions.link import SolutionLink
from ui.status_bar import StatusBar
from ui.top_bar import TopBar
from ui.undo import UndoActions
from ui.week.needs_link import NeedsLink
from ui.week.view import WeekScreen
from ui.week_link import WeekLink

if TYPE_CHECKING:
    from planner.workspace import AccountRow
    from planner.workspace.proposing.proposals import Proposal
    from ui.day.urgent_reading import Found
    from ui.day.ways import Way
    from ui.palette import Palette

Doings = dict[str, Callable[[], object]]
_LOOK_FOR_CHANGES = 2000
_ACTION_OF = {
    "prospects": "go_prospects",
    "week": "go_week",
    "accounts": "go_accounts",
    "cycle": "go_cycle",
    "key_account": "go_accounts",
    "service": "go_service",
    "report": "go_report",
    "charts": "go_report",
}
_MENU = (
    ("undo", "redo"),
    ("quick_log", "close_day", "mileage"),
    ("import", "bring_in_busy", "new_account", "copy_week", "every_day"),
    ("new_territory", "open_territory", "settings"),
    ("look_light", "look_dark", "look_system"),
    ("quit",),
)


class MainWindow(QMainWindow):
    """One window on one territory, or on none yet."""

    territory_wanted = Signal(object)
    """Another territory's path."""
    new_territory_wanted = Signal(object, str)
    """The path of a territory that shall be made, and its passphrase, empty for none."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setWindowTitle("Loopwise")
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.desk = Desk(jobs, self)
        self.map = MapView()
        self.map_link = MapLink(self.map, self.desk)
        self.named = Actions(self)
        self._build()
        self._listen()
        self._poll = QTimer(self, interval=_LOOK_FOR_CHANGES)
        self._poll.timeout.connect(self.desk.look_for_changes)

    # Building

    def _build(self) -> None:
        whole = QWidget()
        self.setCentralWidget(whole)
        self.notice = Notice(whole)
        self.out = Out(self, self.desk, self.notice)
        self.week = WeekScreen(self.map, self.desk.jobs)
        self.week_link = WeekLink(self.week, self.desk, self.map_link)
        self.day_link = DayLink(self.week, self.desk)
        self.diary_link = DiaryLink(self.week, self.desk)
        self.day_link.busy_time_wanted.connect(self.diary_link.new_busy_time)
        self.day_link.night_wanted.connect(self.diary_link.ask_where_to_sleep)
        self.day_to_day = DayToDay(self.week, self.desk, self.map_link)
        self.screens = Screens(self.desk, self.week)
        self.prospects = ProspectsLink(self.screens, self._plan)
        self.solutions = SolutionLink(self.desk, self)
        self.reporting = ReportLink(self.desk, self.screens, self)
        self.side = SidePanel(self.desk, self.named)
        self.people = PeopleLink(self.desk, self)
        self.service = ServiceLink(self, self.desk, partial(self.screens.show_later, "service"))
        self.logging = LogLink(self, self.desk, self.week, self.side)
        self.day_link.close_wanted.connect(self.logging.close_day)
        self.needs_link = self._make_needs_link()
        self.asking = AskingLink(self, self.desk)
        self._put_actions()
        self.rail = self._make_rail()
        self.top_bar = TopBar(self.named, self.out.menu)
        self.status = StatusBar(self.desk)
        self._arrange(whole)
        self.notice.raise_()

    def _arrange(self, whole: QWidget) -> None:
        """Rail at the left, bar over the screens, card beside them, status line below all."""
        middle, column, upper = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        for layout in (middle, column, upper, outer):
            layout.setSpacing(0)
        middle.addWidget(self.screens, 1)
        middle.addWidget(self.side)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        upper.addWidget(self.rail)
        upper.addLayout(column, 1)
        outer.addLayout(upper, 1)
        outer.addWidget(self.status)

    def _make_needs_link(self) -> NeedsLink:
        """What the list of needs has other parts do, each with an account."""
        others: dict[str, Callable[[int], object]] = {
            "show_week": lambda _account: self.screens.show_week(),
            "urgent": self.day_to_day.urgent,
            "log": self.logging.quick_log,
            "favour": self.logging.favour,
            "service": lambda _account: self.screens.show_later("service"),
        }
        return NeedsLink(self.week, self.desk, others)

    def _make_rail(self) -> Rail:
        rail, menu = Rail(), QMenu(self)
        for group in _MENU:
            menu.addActions([self.named[name] for name in group])
            menu.addSeparator()
        rail.add(self.named["go_week"], _("Week"))
        rail.add(self.named["go_accounts"], _("Accounts"))
        rail.add(self.named["go_service"], _("Service"))
        rail.add(self.named["go_prospects"], _("Prospects"))
        rail.add(self.named["go_report"], _("Report"))
        rail.add(self.named["go_cycle"], _("Cycle"))
        rail.add_menu(menu)
        rail.add(self.named["help"], _("Help"), at_foot=True)
        return rail

    def _put_actions(self) -> None:
        self.named.screen("week", self.week)
        self.undo_actions = UndoActions(self.desk, self.named)
        for doings in (
            self._goings(),
            self._week_doings(),
            self._window_doings(),
            *self._record_doings(),
        ):
            for name, do in doings.items():
                self.named.on(name, do)

    def _goings(self) -> Doings:
        desk = self.desk
        return {
            "go_week": self.screens.show_week,
            "go_accounts": self.screens.show_accounts,
            "go_cycle": partial(self.screens.show_later, "cycle"),
            "plan_cycle": self.screens.plan_cycle,
            "week_before": lambda: desk.go_by(-1),
            "week_after": lambda: desk.go_by(1),
            "week_today": desk.go_to_today,
            "find": self._find,
            "zoom_week": self.map_link.show_week,
            "zoom_selection": self.map_link.zoom_to_selection,
            "zoom_in": lambda: self.map.zoom_by(1),
            "zoom_out": lambda: self.map.zoom_by(-1),
            "colour_by_due": lambda: self.map.colour_by("due"),
            "colour_by_grade": lambda: self.map.colour_by("grade"),
        }

    def _week_doings(self) -> Doings:
        week = self.week
        days = {f"put_on_{day}": partial(week.put_on, day) for day in range(7)}
        plan = self.week_link.plan
        return {
            "plan": self._plan,
            "plan_afresh": partial(self._plan, fresh=True),
            "lock_all": self.week_link.lock_all,
            "accept_plan": self._accept_plan,
            "refuse_plan": plan.refuse,
            "stop_planning": plan.stop,
            "compare": week.comparing.step,
            "set_up_day": self.day_link.set_up_current,
            "day_earlier": partial(week.shift_day, -1),
            "day_later": partial(week.shift_day, 1),
            "up_its_day": partial(week.shift_position, -1),
            "down_its_day": partial(week.shift_position, 1),
            "lock": week.toggle_lock,
            "cut": week.cut,
            "copy": week.copy,
            "paste": week.paste,
            "take_out": week.remove,
            "copy_week": self.week_link.copy_week,
            "every_day": self.week_link.show_or_hide_days,
            "correct_pin": self.map_link.correct_pin,
            "card": self._open_card,
            "back": self._back,
            **self.day_to_day.doings,
            **self.diary_link.doings,
            **days,
        }

    def _window_doings(self) -> Doings:
        return {
            "import": self.screens.choose_list,
            "export": self._open_export,
            "print": self.out.print,
            "new_account": self.screens.new_account,
            "new_territory": self.new_territory,
            "open_territory": self.choose_territory,
            "settings": self.screens.open_settings,
            "look_light": lambda: _dress(dark=False),
            "look_dark": lambda: _dress(dark=True),
            "look_system": lambda: _dress(dark=None),
            "help": self.open_help,
            "quit": self.close,
        }

    def _record_doings(self) -> Iterable[Doings]:
        """What each part of keeping records puts behind its entries."""
        yield self.needs_link.doings
        yield self.asking.doings
        yield self.logging.doings
        yield self.service.doings
        yield self.people.doings
        yield self.solutions.doings
        yield self.prospects.doings
        yield self.reporting.doings
        yield {"key_account": self.screens.show_key_account}

    def _listen(self) -> None:
        desk, screens = self.desk, self.screens
        desk.opened.connect(self._opened)
        desk.week_changed.connect(self.top_bar.show_week)
        desk.done.connect(
            lambda words: self.notice.say(words, _("Undo"), self.named["undo"].trigger)
        )
        desk.undone.connect(self.notice.say)
        desk.jobs.failed.connect(lambda error: self.notice.warn(trouble.words_for(error)))
        screens.shown.connect(self._screen_shown)
        screens.account_wanted.connect(self.show_account)
        screens.refused.connect(self.notice.warn)
        self.people.refused.connect(self.notice.warn)
        self.side.put_on_wanted.connect(self._put_account_on)
        self.side.which_day_wanted.connect(self._from_card(self.day_to_day.which_day))
        self.side.urgent_wanted.connect(self._from_card(self.day_to_day.urgent))
        self.side.account_wanted.connect(self.show_account)
        self.map_link.put_on_wanted.connect(self.week.put_on)
        self.week.account_opened.connect(self.show_account)
        self.week.places_wanted.connect(screens.show_unplaced)
        self.week.refused.connect(self.notice.warn)
        self.week.said.connect(self.notice.say)
        self.day_to_day.refused.connect(self.notice.warn)
        self.service.refused.connect(self.notice.warn)
        self.service.said.connect(self.notice.say)
        self.service.urgent_wanted.connect(self._from_card(self.day_to_day.urgent))
        self.service.running_changed.connect(self._show_clocks)
        screens.complaint_wanted.connect(self.named["new_complaint"].trigger)
        screens.job_wanted.connect(self.named["new_job"].trigger)
        screens.fit_wanted.connect(self._fit_in)
        self.needs_link.refused.connect(self.notice.warn)
        self.asking.refused.connect(self.notice.warn)
        self.needs_link.said.connect(self.notice.say)
        self.logging.refused.connect(self.notice.warn)
        self.logging.said.connect(self.notice.say)
        self.solutions.refused.connect(self.notice.warn)
        plan = self.week_link.plan
        plan.refused.connect(self.notice.warn)
        plan.said.connect(self.notice.say)
        plan.shown.connect(self._proposal_shown)
        plan.working.connect(lambda _on: self._show_planning())
        self._show_planning()
        self.status.gauge.clicked.connect(lambda _on: self.prospects.show_hours())
        self.side.place_wanted.connect(self._place_by_hand)
        self.map_link.card_wanted.connect(self.show_account)

    # Doing

    def show_account(self, account: int) -> None:
        """Open an account's card at the right, and make the account the selection."""
        if self.desk.is_open:
            self.side.show_account(account)
            self.desk.select((account,))

    def choose_territory(self) -> None:
        """Ask for another territory."""
        kinds = _("Territories ({pattern})").format(pattern="*.loopwise")
        path, _chosen = QFileDialog.getOpenFileName(self, _("Open a territory"), "", kinds)
        if path:
            self.territory_wanted.emit(Path(path))

    def new_territory(self) -> None:
        """Ask where a new territory shall lie."""
        from ui.first_run import new_territory

        new_territory.ask(self, self.new_territory_wanted.emit)

    def open_help(self) -> None:
        """Explain the screen at hand and the keys."""
        from ui.help import Help

        Help(self.named, self.screens.current, self).show()

    @cached_property
    def palette_popup(self) -> Palette:
        """Find or do, made when it is first wanted."""
        from ui.palette import Palette

        return Palette(self, self.named, self._known, self.show_account, self.desk.jobs)

    def _find(self) -> None:
        self.palette_popup.open()

    def _known(self) -> Iterable[AccountRow]:
        return self.desk.rows.values()

    def _open_export(self) -> None:
        menu, bar = self.out.menu, self.top_bar
        menu.popup(bar.mapToGlobal(bar.rect().bottomRight()) - QPoint(menu.sizeHint().width(), 0))

    def _open_card(self) -> None:
        if self.side.isVisible():
            self.side.hide()
        elif len(self.desk.selection) == 1:
            self.show_account(next(iter(self.desk.selection)))

    def _back(self) -> None:
        if not self.week.dragging.drag.active and self.day_to_day.leave():
            return
        if self.screens.current == "week" and self.week.proposing.has_keys:
            self.week_link.plan.refuse()
        elif self.side.isVisible() and not self.week.compare_panel.isVisible():
            self.side.hide()
        elif not self.week.back():
            if self.desk.selection:
                self.desk.select(())
            elif self.screens.current == "week" and self.week_link.plan.open:
                self.week_link.plan.refuse()

    def _fit_in(self, found: Found, way: Way) -> None:
        self.screens.show_week()
        self.side.hide()
        self.day_to_day.fit_in(found, way)

    def _show_clocks(self, running: int) -> None:
        said = ngettext("{count} not answered", "{count} not answered", running)
        badge = said.format(count=running) if running else ""
        self.rail.show_badge(self.named["go_service"], running, badge)

    # Planning

    def _plan(self, *, fresh: bool = False) -> None:
        self.screens.show_week()
        self.day_to_day.leave()
        self.week_link.plan.plan(fresh=fresh)

    def _accept_plan(self) -> None:
        """Return accepts, but for a button that has the focus: that one is pressed."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self.week_link.plan.accept()

    def _proposal_shown(self, proposal: Proposal | None) -> None:
        from ui.week import proposal_words

        if proposal is not None:
            self.top_bar.show_totals(proposal_words.totals(proposal))
        elif self.desk.planned is not None:
            self.top_bar.show_week(self.desk.planned)
        self._show_planning()

    def _show_planning(self) -> None:
        """What can be done about a proposal can be done only while there is one."""
        plan = self.week_link.plan
        self.named["accept_plan"].setEnabled(plan.proposal is not None)
        self.named["refuse_plan"].setEnabled(plan.proposal is not None)
        self.named["stop_planning"].setEnabled(plan.searching)
        for name in ("compare", "copy_week"):
            self.named[name].setEnabled(plan.proposal is None)
        self.top_bar.stress_plan(plan.proposal is None)

    def _put_account_on(self, account: int, weekday: int) -> None:
        self.desk.select((account,))
        self.week.put_on(weekday)

    def _from_card(self, ask: Callable[..., None]) -> Callable[..., None]:
        """Asked from the card, on whatever screen that is."""

        def do(account: int, *more: int) -> None:
            self.screens.show_week()
            self.side.hide()
            ask(account, *more)

        return do

    def _place_by_hand(self, account: int) -> None:
        self.screens.show_week()
        self.map_link.start_pin(account)

    # What others say

    def _opened(self) -> None:
        name = self.desk.workspace.file.stem
        if self.desk.workspace.read_only:
            name = _("{name} (read only)").format(name=name)
        self.setWindowTitle(f"{name} – Loopwise")
        self._poll.start()

    def _screen_shown(self, name: str) -> None:
        self.top_bar.setVisible(name == "week")
        self.rail.setVisible(name != "first_run" or self.desk.is_open)
        action = _ACTION_OF.get(name)
        self.rail.show_current(self.named[action] if action else None)

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from ui.first_run.view import list_dropped

        if list_dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from ui.first_run.view import list_dropped

        path = list_dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.screens.look_at_list(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else wanted goes back, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.desk.look_for_changes()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._poll.stop()
        self.week_link.plan.close()
        self.screens.close_down()
        self.map.shut_down()
        self.desk.close()
        super().closeEvent(event)


def _dress(*, dark: bool | None) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark)
    theme.remember(dark)
