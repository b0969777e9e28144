"""A drag in the week: from list or lane, priced at every place it could be dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui.day import words
from ui.drag import Drag, Dragged
from ui.week import price_tag
from ui.week.board import Board, Spot

if TYPE_CHECKING:
    from planner.workspace import AccountRow, PlannedStop, PlannedWeek
    from planner.workspace.what_if import Drop

_SCROLL_EVERY, _WAIT_FOR_WEEK = 30, 1500
_SEEN_FIRST = 30
"""Milliseconds after a drag began before every day is priced."""
_OPENS_AFTER = 400
"""Milliseconds over the strip of the days left out before their lanes open."""


class WeekDragging(QObject):
    """Joins the window's drag with board, list and map. Says what was dropped where."""

    drop_wanted = Signal(object, int, object, object)
    """Date, position, calls, accounts."""
    remove_wanted = Signal(object)
    """Calls."""
    dropped_on_map = Signal(int, QPoint)
    preview_changed = Signal(object, object)
    """The Drop not yet made, or None; the account dragged first, or None."""
    refused = Signal(str)
    """A drop that cannot be made was tried; why."""

    def __init__(self, board: Board, due_list: QWidget, map_slot: QWidget, owner: QWidget) -> None:
        super().__init__(owner)
        self._board, self._list, self._map = board, due_list, map_slot
        self.drag = Drag(owner)
        self.drag.moved.connect(self._moved)
        self.drag.dropped.connect(self._dropped)
        self.drag.cancelled.connect(self.finish)
        self._week: PlannedWeek | None = None
        self._stops: list[PlannedStop] = []
        self._accounts: list[AccountRow] = []
        self._where: Spot | str = ""
        self._tag: price_tag.Tag | None = None
        self._drop: Drop | None = None
        self._at = QPoint()
        self._scroller = QTimer(self, interval=_SCROLL_EVERY)
        self._scroller.timeout.connect(self._scroll)
        self._open_days = QTimer(self, singleShot=True, interval=_OPENS_AFTER)
        self._open_days.timeout.connect(board.every_day_wanted)
        self._tint = QTimer(self, singleShot=True, interval=_SEEN_FIRST)
        self._tint.timeout.connect(self._show_suits)
        self._give_up = QTimer(self, singleShot=True, interval=_WAIT_FOR_WEEK)
        self._give_up.timeout.connect(self.finish)

    @property
    def drop(self) -> Drop | None:
        """What a release now would do."""
        return self._drop

    def priced(
        self,
        week: PlannedWeek,
        day: date,
        position: int,
        calls: Sequence[int],
        accounts: Sequence[int],
    ) -> Drop | None:
        """This drop as it was priced under the cursor; None if it was not."""
        asked = (Spot(day, position), list(calls), list(accounts))
        known = (self._where, self.calls, [account.id for account in self._accounts])
        return self._drop if self._week is week and asked == known else None

    @property
    def calls(self) -> list[int]:
        """The calls dragged."""
        return [stop.call.id for stop in self._stops]

    def begin(
        self,
        week: PlannedWeek,
        at: QPoint,
        source: QWidget,
        stops: Sequence[PlannedStop] = (),
        accounts: Sequence[AccountRow] = (),
    ) -> None:
        """Drag calls of the week and accounts, side by side; `source` was pressed."""
        self._week, self._stops, self._accounts = week, list(stops), list(accounts)
        self._where, self._drop, self._tag = "", None, None
        if self._stops or self._accounts:
            self._give_up.stop()
            self.drag.begin(self._dragged(), at, source)
            self._scroller.start()
            self._tint.start()

    def _show_suits(self) -> None:
        """Once the drag is seen, tint the heads of the lanes by the price of their best slot."""
        account = self._single()
        if self._week is None or account is None or not self.drag.active:
            return
        from planner.workspace.day.which_day import which_day

        offers = which_day([self._week], account, date.min)
        self._board.show_suits({o.day: (o.suits, words.head(o)) for o in offers.days})

    def _dragged(self) -> Dragged:
        more = len(self._stops) + len(self._accounts) - 1
        if self._stops:
            first = self._stops[0]
            return Dragged(
                first.account.name,
                number=str(first.number),
                time=figures.time_of_day(first.timed.begin),
                grade=first.account.grade,
                day=first.call.day.weekday(),
                more=more,
            )
        account = self._accounts[0]
        return Dragged(account.name, grade=account.grade, more=more)

    def finish(self) -> None:
        """The drag is over: nothing is shown of it any more."""
        self._scroller.stop()
        self._open_days.stop()
        self._give_up.stop()
        self._tint.stop()
        self._drop, self._tag, self._where = None, None, ""
        self._board.show_suits({})
        self._board.show_preview(None, None, (), 0)
        self.preview_changed.emit(None, None)

    def goes_on_in(self, week: PlannedWeek) -> bool:
        """Whether a drag under way can go on: the week is as it was, with more days shown."""
        was = self._week
        if not self.drag.active or was is None or len(week.days) <= len(was.days):
            return False
        if any(day.date not in week.by_date for day in was.days):
            return False
        return all(day.shows_as(week.by_date[day.date]) for day in was.days)

    def go_on(self, week: PlannedWeek) -> None:
        """Price by this week from now on."""
        self._week, self._where = week, ""
        self._stops = [week.stop_of_call[call] for call in self.calls]
        self._tint.start()
        self._moved(self._at)

    # While the mouse moves

    def _moved(self, at: QPoint) -> None:
        self._at = at
        where = self._target(at)
        if where == self._where:
            return
        self._where = where
        self._open_days.stop()
        self._drop = self._tag = None
        if isinstance(where, Spot):
            self._price(where)
        elif where == "list" and self._stops:
            self._price_removal()
        elif where == "map" and self._single() is not None:
            account = self._single()
            assert account is not None
            line = _("Puts {name} here on the map").format(name=account.name)
            self._tag = price_tag.words_only(_("Put it here"), line)
        elif where == "strip":
            line = _("Wait a moment and its lanes open")
            self._tag = price_tag.words_only(self._board.strip.text(), line)
            self._open_days.start()
        self._show(where)

    def _target(self, at: QPoint) -> Spot | str:
        """What is under the cursor: a place in the week, the list, the map or nothing."""
        if self._board.over_strip(at):
            return "strip"
        spot = self._board.spot_at(at)
        if spot is not None:
            return spot
        for name, widget in (("list", self._list), ("map", self._map)):
            if widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(at)):
                return name
        return ""

    def _single(self) -> AccountRow | None:
        accounts = [stop.account for stop in self._stops] + self._accounts
        return accounts[0] if len(accounts) == 1 else None

    def _price(self, spot: Spot) -> None:
        from planner.workspace import what_if

        assert self._week is not None
        self._drop = what_if.drop(
            self._week, spot.day, spot.position, calls=self.calls, accounts=self._accounts
        )
        self._tag = price_tag.tag_of(self._week, spot.day, self._drop)

    def _price_removal(self) -> None:
        from planner.workspace import what_if

        assert self._week is not None
        self._drop = what_if.removal(self._week, self.calls)
        self._tag = price_tag.removal_tag(self._week, self._drop)

    def _show(self, where: Spot | str) -> None:
        tag, drop = self._tag, self._drop
        if tag is None:
            self.drag.show_tag((), "", "plain")
        else:
            icon = "prohibit" if tag.refused else ""
            self.drag.show_tag(tag.figures, tag.line, tag.mood, icon)
        possible = drop is not None and not drop.refused
        spot = where if isinstance(where, Spot) else None
        coming = len(self._stops) + len(self._accounts) if spot and possible else 0
        leaving = self.calls if possible or drop is None else ()
        self._board.show_preview(drop, spot, leaving, coming)
        self._relabel(spot if possible else None)
        first = self._stops[0].account.id if self._stops else self._accounts[0].id
        self.preview_changed.emit(drop if possible else None, first if possible else None)

    def _relabel(self, spot: Spot | None) -> None:
        """The card shows the number, time and colour that it would get."""
        own = self._dragged()
        if spot is None or self._drop is None:
            self.drag.relabel(own.number, own.time, own.day)
            return
        key = self.calls[0] if self._stops else -self._accounts[0].id
        after = self._drop.after.get(spot.day)
        calls = [timed for timed in after.stops if not timed.stop.is_block] if after else []
        for number, timed in enumerate(calls, start=1):
            if timed.stop.call == key:
                time = figures.time_of_day(timed.begin)
                self.drag.relabel(str(number), time, spot.day.weekday())
                return
        self.drag.relabel(own.number, own.time, own.day)

    def _scroll(self) -> None:
        if not self.drag.active:
            self._scroller.stop()
        elif self._board.scroll_at_edge(self._at):
            self._moved(self._at)

    # The end

    def _dropped(self, at: QPoint) -> None:
        self._moved(at)
        self._scroller.stop()
        where, drop, tag = self._where, self._drop, self._tag
        if tag is not None and tag.refused:
            self.finish()
            self.refused.emit(tag.line)
        elif isinstance(where, Spot) and drop is not None and drop.after:
            self._give_up.start()  # what is shown stays until the week has been read again
            accounts = [account.id for account in self._accounts]
            self.drop_wanted.emit(where.day, where.position, self.calls, accounts)
        elif where == "list" and drop is not None:
            self._give_up.start()
            self.remove_wanted.emit(self.calls)
        else:
            single = self._single()
            self.finish()
            if where == "map" and single is not None:
                self.dropped_on_map.emit(single.id, at)
