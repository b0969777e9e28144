"""Joins the week's screen to the desk and the map: its wishes are done, the outcome shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

from planner.exchange import figures, promise_words
from planner.words import _
from ui import on_map
from ui.desk import Desk
from ui.map_link import MapLink
from ui.plan_link import PlanLink
from ui.week import weekend

if TYPE_CHECKING:
    from planner.workspace import CallTerms, PlannedWeek
    from planner.workspace.promised import Promised
    from planner.workspace.what_if import Drop
    from ui.week.view import WeekScreen

_FEW = 2000
_WAIT_FOR_MANY = 300


class WeekLink(QObject):
    """One week's screen of one desk."""

    def __init__(self, screen: WeekScreen, desk: Desk, map_link: MapLink) -> None:
        super().__init__(screen)
        self.screen, self.desk, self.map_link = screen, desk, map_link
        self.plan = PlanLink(screen, desk, map_link)
        self._asked_about: tuple[Promised, ...] = ()
        # A long list is sorted again only once the hand rests; the lanes are never behind.
        self._rows_soon = QTimer(self, singleShot=True, interval=_WAIT_FOR_MANY)
        self._rows_soon.timeout.connect(self._show_rows)
        self._listen_to_desk()
        self._listen_to_screen()
        desk.every_day = weekend.remembered()
        map_link.view.hovered.connect(lambda account: screen.hover(account or None))

    def _listen_to_desk(self) -> None:
        desk, screen = self.desk, self.screen
        desk.week_changed.connect(self._show_week)
        desk.rows_changed.connect(self._all_rows_changed)
        desk.rows_stale.connect(self._some_rows_changed)
        desk.compared.connect(screen.set_compared)
        desk.saved_so_far.connect(screen.set_saved)
        desk.selection_changed.connect(screen.select)

    def _listen_to_screen(self) -> None:
        desk, screen = self.desk, self.screen
        screen.drop_wanted.connect(self._drop)
        screen.paste_wanted.connect(self._paste)
        screen.every_day_wanted.connect(self.show_or_hide_days)
        settle = self.plan.settle
        screen.remove_wanted.connect(self._remove)
        screen.lock_wanted.connect(
            lambda calls, on: settle(lambda real: desk.lock(real(calls), on))
        )
        screen.order_wanted.connect(
            lambda day, calls, shape: settle(lambda real: desk.set_order(day, real(calls), shape))
        )
        screen.state_wanted.connect(
            lambda call, state: settle(lambda real: desk.set_state(real([call])[0], state))
        )
        screen.selection_changed.connect(lambda accounts, _calls: desk.select(accounts))
        screen.hovered.connect(self.map_link.view.hover)
        screen.preview_changed.connect(self.map_link.show_drop)
        screen.compare_wanted.connect(self.map_link.compare)
        screen.zoom_wanted.connect(self._zoom)
        screen.dropped_on_map.connect(self._drop_on_map)

    def _drop(
        self, day: date, position: int, calls: Sequence[int], accounts: Sequence[int]
    ) -> None:
        """Put them there; a week that is only proposed is accepted first."""
        self._ask_first(
            self._drop_of(day, position, calls, accounts),
            _("Move it all the same"),
            lambda: self.plan.settle(
                lambda real: self._drop_now(day, position, real(calls), accounts)
            ),
        )

    def _drop_of(
        self, day: date, position: int, calls: Sequence[int], accounts: Sequence[int]
    ) -> Drop | None:
        """What it would do to the week shown."""
        from planner.workspace import what_if

        week = self.screen.week
        if week is None:
            return None
        priced = self.screen.dragging.priced(week, day, position, calls, accounts)
        rows = [self.desk.rows[account] for account in accounts]
        return priced or what_if.drop(week, day, position, calls, rows)

    def _ask_first(self, drop: Drop | None, button: str, then: Callable[[], object]) -> None:
        """Do something to the week; a promise that it would break is asked about first.

        Whoever wants the same once more means it.
        """
        broken = drop.promises if drop is not None and not drop.refused else ()
        if not broken or broken == self._asked_about:
            self._asked_about = ()
            then()
            return
        self._asked_about = broken
        self.screen.dragging.finish()
        words = _("{breaks}. It is still where it was.")
        said = words.format(breaks=promise_words.breaks_all(broken))
        self.plan.said.emit(said, button, then)

    def _drop_now(
        self, day: date, position: int, calls: Sequence[int], accounts: Sequence[int]
    ) -> None:
        """Draw the new route at once, while it is being written."""
        from planner.workspace import what_if

        week = self.desk.planned
        if week is None:
            return
        made = self.screen.dragging.priced(week, day, position, calls, accounts)
        if made is None:
            rows = [self.desk.rows[account] for account in accounts]
            made = what_if.drop(week, day, position, calls, rows)
        if not made.refused:
            self.desk.jobs.hold()  # until the page has painted it
        self.desk.drop(day, position, calls, accounts)
        # Last, for the page, once awake, takes the processor that this would still need.
        self.map_link.show_made(made)

    def _remove(self, calls: Sequence[int]) -> None:
        from planner.workspace import what_if

        week = self.screen.week
        self._ask_first(
            what_if.removal(week, calls) if week is not None else None,
            _("Take it out all the same"),
            lambda: self.plan.settle(lambda real: self.desk.remove(real(calls))),
        )

    def _paste(
        self, day: date, position: int, accounts: Sequence[int], terms: Mapping[int, CallTerms]
    ) -> None:
        self._ask_first(
            self._drop_of(day, position, (), accounts),
            _("Plan it all the same"),
            lambda: self.plan.settle(
                lambda _real: self.desk.drop(day, position, accounts=accounts, terms=terms)
            ),
        )

    def show_or_hide_days(self) -> None:
        """Open lanes for the days that nobody works, or leave them out again."""
        shown = not self.desk.every_day
        weekend.remember(shown)
        self.desk.show_every_day(shown)

    def copy_week(self) -> None:
        """Plan this week's calls again in the next; says so where there is nothing to plan."""
        week = self.desk.planned
        if week is None:
            return
        if not week.calls:
            name = figures.week_name(week.week.monday)
            self.screen.said.emit(_("{week} has no calls to copy.").format(week=name))
            return
        name = figures.week_name(week.week.plus(1).monday)
        words = _("{week} has all of these calls already.").format(week=name)

        def done(change: object) -> None:
            if change is None:
                self.screen.said.emit(words)

        self.desk.copy_week(done=done)

    def lock_all(self) -> None:
        """Hold every call of the week where it is, or let all go if all are held."""
        week = self.desk.planned
        stops = [stop for day in week.days for stop in day.calls] if week else []
        if not stops:
            self.screen.said.emit(_("This week has no calls to lock."))
            return
        held = all(stop.call.locked for stop in stops)
        calls = [stop.call.id for stop in stops]
        self.plan.settle(lambda _real: self.desk.lock(calls, not held))

    def _show_week(self, week: PlannedWeek) -> None:
        self.screen.set_week(week)

    def _all_rows_changed(self, accounts: object) -> None:
        if accounts is None:
            self._show_rows()

    def _some_rows_changed(self) -> None:
        if len(self.desk.rows) <= _FEW:
            self._show_rows()
        else:
            self._rows_soon.start()

    def _show_rows(self) -> None:
        self.screen.set_rows(self.desk.rows, self.desk.today)

    def _zoom(self, to: date | frozenset[int]) -> None:
        view = self.map_link.view
        if isinstance(to, date):
            self.map_link.show_day(to.weekday())
        else:
            view.zoom_to_points(on_map.places(self.desk.rows, to))

    def _drop_on_map(self, account: int, at: QPoint) -> None:
        view = self.map_link.view
        view.place_at(
            view.mapFromGlobal(at), lambda lat, lon: self.desk.put_on_map(account, lat, lon)
        )
