"""Keeps the map and the desk showing the same: what is drawn, selected, clicked, put right."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from planner.exchange import figures
from planner.words import _
from ui import on_map, theme
from ui.desk import Desk
from ui.map.scene import HoverCard
from ui.map.view import MapView
from ui.milestones import reached

if TYPE_CHECKING:
    from planner.workspace import IsoWeek, PlannedWeek
    from planner.workspace.proposing.proposals import Proposal
    from planner.workspace.what_if import Drop


class MapLink(QObject):
    """One map of one desk."""

    settled = Signal()
    """All accounts and the week are with the map, for the first time since the territory opened."""
    card_wanted = Signal(int)
    put_on_wanted = Signal(int)
    """Put the selection on that weekday."""
    which_day_wanted = Signal(int)
    urgent_wanted = Signal(int)
    """Account."""

    def __init__(self, view: MapView, desk: Desk) -> None:
        super().__init__(view)
        self.view, self.desk = view, desk
        self._fitted = False
        self._focused: int | None = None
        self._week: IsoWeek | None = None
        self._proposal: Proposal | None = None
        # A 50,000-account list is packed again only once the hand rests.
        self._pack_soon = QTimer(self, singleShot=True, interval=150)
        self._pack_soon.timeout.connect(desk.pack_dots)
        self._listen_to_desk()
        self._listen_to_map()
        view.set_hover_source(self._hover_card)
        view.set_dark(theme.current().dark)

    def _listen_to_desk(self) -> None:
        desk, view = self.desk, self.view
        desk.territory_changed.connect(self._show_territory)
        desk.week_changed.connect(self._show_week)
        desk.dots_packed.connect(self._show_dots)
        desk.selection_changed.connect(view.select)
        desk.rows_stale.connect(self._pack_soon.start)
        desk.opened.connect(self._start_over)
        theme.changed.connect(self._dress)

    def _listen_to_map(self) -> None:
        view = self.view
        view.account_clicked.connect(self._clicked)
        view.day_clicked.connect(self.show_day)
        view.boxed.connect(self.desk.select)
        view.ground_clicked.connect(lambda _lat, _lon: self.desk.select(()))
        view.menu_requested.connect(self._open_menu)
        view.pin_moved.connect(self.desk.put_on_map)
        view.ready.connect(lambda: reached("map ready"))
        view.painted.connect(self._painted)

    # The desk to the map

    @property
    def week(self) -> PlannedWeek | None:
        """The week that is drawn: as proposed, else as it stands."""
        return self._proposal.after if self._proposal else self.desk.planned

    def _start_over(self) -> None:
        self._fitted = False
        self._focus(None)

    def _show_territory(self) -> None:
        territory = self.desk.territory
        if territory is not None:
            self.view.set_home(on_map.home(territory))
            self.view.set_units(territory.units)

    def _show_week(self, week: PlannedWeek) -> None:
        if week.week != self._week:
            self._week = week.week
            if self.desk.rows:  # until they are read there is nothing to show, and nothing settled
                self._pack_soon.start()  # what is due depends on when the week ends
        if self._proposal is not None:
            return  # it is put away, if need be, by whoever has put it here
        drawn = on_map.tours(week)
        self.view.set_tours(drawn)
        if self._focused not in {tour.day for tour in drawn}:
            self._focus(None)  # else all tours would be faint
        if not self._fitted and drawn:
            self._fitted = True
            self.view.zoom_to_week()

    def _show_dots(self, packed: bytes) -> None:
        self.view.set_accounts(packed)
        if not self._fitted:
            self._fitted = True
            self.view.zoom_to_week()
        self.settled.emit()

    def show_proposal(self, proposal: Proposal | None) -> None:
        """Draw a proposed week over the one as it stands; None draws the latter again."""
        first, self._proposal = self._proposal is None, proposal
        if proposal is not None:
            drawn, preview = on_map.proposal(proposal)
            self.view.set_tours(drawn)
            self.view.set_preview(preview)
            if first:
                self._focus(None)
                self.view.zoom_to_points(on_map.corners(proposal))
        else:
            self.view.set_preview(None)
            if self.desk.planned is not None:
                self._show_week(self.desk.planned)
                self.view.zoom_to_week()

    def show_drop(self, drop: Drop | None, account: int | None = None) -> None:
        """Draw what a drop would change; None when the drag is over."""
        week = self.week
        preview = on_map.preview(week, drop, account) if week else None
        if preview is None and self._proposal is not None:
            preview = on_map.proposal(self._proposal)[1]
        self.view.set_preview(preview)

    def show_offer(self, week: PlannedWeek | None, drop: Drop | None, account: int | None) -> None:
        """Draw any week, with a change that could be made in it; None: what was drawn before."""
        if week is None:
            self.view.set_preview(None)
            self.show_proposal(self._proposal)
            return
        self.view.set_tours(on_map.tours(week))
        self.view.set_preview(on_map.preview(week, drop, account))

    def show_made(self, drop: Drop) -> None:
        """Draw a drop that is on its way to the disk: the week that comes back is the same."""
        week = self.desk.planned
        if week is not None and not drop.refused:
            self.view.set_preview(None)
            self.view.set_tours(on_map.after_drop(week, drop))
            self.view.show_now()

    def compare(self, day: date | None) -> None:
        """Draw one day's loop over its zigzag; None goes back to the week."""
        week = self.desk.planned
        compared = self.desk.comparisons.get(day) if day else None
        if week is None or day is None or compared is None:
            self.view.set_comparison(None)
        else:
            self.view.set_comparison(on_map.comparison(week, day, compared))

    def show_day(self, weekday: int) -> None:
        """Come close to one day's tour, the others faint; asked for again, show the week."""
        week = self.week
        used = week is not None and any(d.stops and d.date.weekday() == weekday for d in week.days)
        if weekday == self._focused or not used:
            self.show_week()
        else:
            self._focus(weekday)
            self.view.zoom_to_day(weekday)

    def show_week(self) -> None:
        """All tours alike, all of them in sight."""
        self._focus(None)
        self.view.zoom_to_week()

    def _focus(self, weekday: int | None) -> None:
        self._focused = weekday
        self.view.focus_day(weekday)

    def zoom_to_selection(self) -> None:
        """Come close to what is selected."""
        points = on_map.places(self.desk.rows, self.desk.selection)
        if points:
            self.view.zoom_to_points(points)

    def correct_pin(self) -> None:
        """Let the mouse put the one selected account right."""
        if len(self.desk.selection) == 1:
            self.start_pin(next(iter(self.desk.selection)))

    def start_pin(self, account: int) -> None:
        """Let the mouse drag an account's pin to its place."""
        row = self.desk.rows.get(account)
        if row is not None and row.place is not None:
            self.view.zoom_to_points([row.place])
        self.view.start_pin_correction(account)

    def _dress(self) -> None:
        self.view.set_dark(theme.current().dark)

    def _hover_card(self, account: int) -> HoverCard:
        return on_map.hover_card(self.desk.rows.get(account), self.week, self.desk.today)

    # The map to the desk

    def _painted(self, what: str) -> None:
        reached(f"map painted: {what}")
        if "tours" in what.split(","):
            self.desk.jobs.let_go()

    def _clicked(self, account: int, extends: bool) -> None:
        if extends:
            self.desk.select_more(account)
        else:
            self.desk.select((account,))

    def _open_menu(self, account: int, at: QPoint) -> None:
        if account and account not in self.desk.selection:
            self.desk.select((account,))
        if not account or self.desk.planned is None:
            return
        menu = QMenu(self.view)
        for day in self.desk.planned.days:
            words = _("Put on {day}").format(day=figures.short_date(day.date))
            menu.addAction(words, partial(self.put_on_wanted.emit, day.date.weekday()))
        menu.addSeparator()
        menu.addAction(_("Which day suits?"), lambda: self.which_day_wanted.emit(account))
        menu.addAction(_("Urgent: fit it in today"), lambda: self.urgent_wanted.emit(account))
        menu.addAction(_("Account card"), lambda: self.card_wanted.emit(account))
        menu.addAction(_("Put its pin right"), lambda: self.start_pin(account))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
