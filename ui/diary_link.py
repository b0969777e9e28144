"""Busy times and nights away, from the week's screen: asked for, brought in, chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from planner.exchange import figures, sentences
from planner.words import _
from ui.desk import Desk

if TYPE_CHECKING:
    from planner.records import Hotel
    from planner.store.journal import Change
    from planner.workspace import Workspace
    from planner.workspace.importing.diary import BroughtIn
    from planner.workspace.nights import NightOffer
    from ui.records.busy import BusyWriter
    from ui.week.view import WeekScreen


class DiaryLink(QObject):
    """One week's screen of one desk."""

    def __init__(self, screen: WeekScreen, desk: Desk) -> None:
        super().__init__(screen)
        self._screen, self._desk = screen, desk
        self._made: BusyWriter | None = None
        screen.busy_time_opened.connect(self.open_busy_time)
        desk.opened.connect(self._start_over)

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {
            "busy_time": self._on_current(self.new_busy_time),
            "sleep": self._on_current(self.ask_where_to_sleep),
            "bring_in_busy": self.choose_calendar,
        }

    def _on_current(self, do: Callable[[date], object]) -> Callable[[], None]:
        """Do it on the day of the lane used last."""

        def on_current() -> None:
            day = self._screen.board.current_day
            if day is None:
                self._screen.refused.emit(_("Click on a day first."))
            else:
                do(day)

        return on_current

    # Busy times

    def new_busy_time(self, day: date) -> None:
        """Ask for a busy time on a day."""
        self._writer.open_new_busy(day)

    def open_busy_time(self, key: int) -> None:
        """Show a busy time, by the key that stands for it in the week."""
        from planner.workspace.busy_times import number_of

        number = number_of(key)
        if number is not None:
            self._writer.open_busy(number)

    def choose_calendar(self) -> None:
        """Ask for a calendar file and bring its busy times in."""
        kinds = _("Calendars ({pattern})").format(pattern="*.ics *.ical")
        path, _chosen = QFileDialog.getOpenFileName(
            self._screen, _("Your calendar"), str(Path.home()), kinds
        )
        if path:
            self.bring_in(Path(path))

    def bring_in(self, file: Path) -> None:
        """Bring the busy times of a calendar in, and say what came."""
        found: list[BroughtIn] = []

        def work(workspace: Workspace) -> Change | None:
            from planner.workspace.importing.diary import bring_in

            found.append(bring_in(workspace, file))
            return found[0].change

        def done(_change: Change | None) -> None:
            self._screen.said.emit(", ".join(sentences.busy_times(found[0].as_json())))

        self._desk.change(work, done=done, failed=self._failed)

    # Nights

    def ask_where_to_sleep(self, day: date) -> None:
        """Work out what each place to sleep after a day would cost, then offer them."""
        from planner.workspace.nights import offers

        workspace = self._desk.workspace
        self._desk.jobs.read(lambda: offers(workspace, day), partial(self._offer, day), owner=self)

    def _offer(self, day: date, offers: tuple[NightOffer, ...]) -> None:
        self.menu_of(day, offers).popup(self._below_head(day))

    def menu_of(self, day: date, offers: tuple[NightOffer, ...]) -> QMenu:
        """The places to sleep after a day, each with its price."""
        menu = QMenu(self._screen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = menu.addAction(_("Sleep after {day}").format(day=figures.short_date(day)))
        title.setEnabled(False)
        for offer in offers:
            action = menu.addAction(self._words(offer))
            action.setCheckable(True)
            action.setChecked(offer.chosen)
            hotel = offer.hotel.id if offer.hotel else None
            action.triggered.connect(partial(self._sleep, day, hotel))
        menu.addSeparator()
        menu.addAction(_("New hotel…")).triggered.connect(self._new_hotel)
        hotels = [offer.hotel for offer in offers if offer.hotel]
        if hotels:
            change = menu.addMenu(_("Change a hotel"))
            for one in hotels:
                action = change.addAction(one.name.replace("&", "&&"))
                action.triggered.connect(partial(self._change_hotel, one))
        return menu

    def _words(self, offer: NightOffer) -> str:
        """Its name, its road and its money against going home."""
        if offer.hotel is None:
            return _("At home")
        planned = self._desk.planned
        units = planned.territory.units if planned else "km"
        currency = planned.territory.currency if planned else ""
        metres, cost = offer.price.metres, offer.price.cost
        road = _("{distance} less") if metres <= 0 else _("{distance} more")
        money = _("{money} more") if cost >= 0 else _("{money} less")
        return _("{name}: {price} a night, {road}, {money} in all").format(
            name=offer.hotel.name.replace("&", "&&"),
            price=figures.money(offer.hotel.price, currency),
            road=road.format(distance=figures.distance(abs(metres), units)),
            money=money.format(money=figures.money(abs(cost), currency)),
        )

    def _sleep(self, day: date, hotel: int | None, _checked: bool = False) -> None:
        def work(workspace: Workspace) -> Change | None:
            from planner.workspace.nights import sleep

            return sleep(workspace, day, hotel)

        self._desk.change(work, failed=self._failed)

    def _new_hotel(self) -> None:
        self._writer.open_new_hotel()

    def _change_hotel(self, hotel: Hotel, _checked: bool = False) -> None:
        self._writer.open_hotel(hotel)

    def _below_head(self, day: date) -> QPoint:
        board = self._screen.board
        lane = board.lane_of(day)
        where = lane if lane is not None else board
        return where.mapToGlobal(QPoint(0, 0))

    # Both

    def _failed(self, error: Exception) -> None:
        code = getattr(error, "code", None)
        if code is None or not hasattr(error, "args_for_words"):
            self._desk.jobs.failed.emit(error)
            return
        self._screen.refused.emit(sentences.refused(code, error.args_for_words))

    @property
    def _writer(self) -> BusyWriter:
        if self._made is None:
            from ui.records.busy import BusyWriter

            self._made = BusyWriter(self._desk.workspace, self._desk.jobs, self._screen)
            self._made.changed.connect(self._desk.adopt)
        return self._made

    def _start_over(self) -> None:
        """Another territory is open: forms write to that one from now on."""
        if self._made is not None:
            self._made.deleteLater()
            self._made = None
