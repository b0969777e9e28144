"""The board: hours gutter, and the week's days as lanes side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui import theme
from ui.week.lane import LaneView
from ui.week.lane_header import HEIGHT, LaneHeader
from ui.week.lane_painting import LanePreview
from ui.week.open_hours import Hours
from ui.week.proposal_marks import LEAVERS, NO_MARKS, Leavers, LeaversStrip, marks_of
from ui.week.proposal_words import leavers
from ui.week.timeline import HOUR, PER_HOUR, Axis, axis_for
from ui.week.weekend import WIDTH as STRIP
from ui.week.weekend import WeekendStrip

if TYPE_CHECKING:
    from planner.workspace import PlannedDay, PlannedWeek
    from planner.workspace.proposing.proposals import Proposal
    from planner.workspace.what_if import Drop
    from ui.week.needs import Notes

GUTTER = 40
_AUTO_SCROLL_EDGE, _AUTO_SCROLL_STEP = 24, 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the week: before the stop at `position` on `day`."""

    day: date
    position: int


class Board(QWidget):
    """All lanes, their common axis and scrolling, and one selection over them."""

    selection_changed = Signal(object)
    """frozenset of calls."""
    drag_begun = Signal(QPoint, object)
    call_opened = Signal(int)
    hovered_account = Signal(object)
    menu_wanted = Signal(QPoint)
    every_day_wanted = Signal()
    day_clicked = Signal(object)
    """The date of a header."""
    day_menu_wanted = Signal(object, QPoint)
    """The date of a header, and where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.week: PlannedWeek | None = None
        self._days: list[PlannedDay] = []
        self.headers: list[LaneHeader] = []
        self.lanes: list[LaneView] = []
        self._axis = axis_for([], 304)
        self._quiet = False
        self._told: frozenset[int] = frozenset()
        self._focused: date | None = None
        self._marked: date | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = _Body(self)
        self._scroll.setWidget(self._body)
        self._leavers: list[Leavers] = []
        self._notes: Notes = {}
        self._foot = LeaversStrip(self)
        self.strip = WeekendStrip(self)
        self.strip.clicked.connect(self.every_day_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(HEIGHT + 120)

    # What is shown

    def set_week(self, week: PlannedWeek) -> None:
        """Show a week; calls that are still in it stay selected."""
        kept = self.selected_calls()
        other = self.week is None or self.week.week != week.week
        self.week, self._days = week, _in_order(week)
        self.strip.set_days([day.date.weekday() for day, _frame in week.spare])
        if [lane.weekday for lane in self.lanes] != [d.date.weekday() for d in self._days]:
            self._make_lanes()
        self._quiet = True
        for lane, header, day in zip(self.lanes, self.headers, self._days, strict=True):
            if lane.set_day(week, day):
                header.set_day(week, day)
        self._quiet = False
        self.show_preview(None, None, (), 0)
        self._arrange()
        if other:
            self._scroll.verticalScrollBar().setValue(0)
        self.select_calls(kept)

    def _make_lanes(self) -> None:
        """A lane for each day; those that stay are the same, for a drag may have begun in one."""
        had_keys = any(lane.hasFocus() for lane in self.lanes)
        pairs = zip(self.lanes, self.headers, strict=True)
        kept = {lane.weekday: (lane, header) for lane, header in pairs}
        weekdays = [day.date.weekday() for day in self._days]
        made = [kept.pop(day) if day in kept else self._new_lane(day) for day in weekdays]
        self.lanes, self.headers = [lane for lane, _head in made], [head for _lane, head in made]
        for lane, header in kept.values():
            for old in (lane, header):
                old.hide()
                old.deleteLater()
        if had_keys and self.lanes:
            last = self.lane_of(self._focused) if self._focused else None
            (last or self.lanes[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_lane(self, weekday: int) -> tuple[LaneView, LaneHeader]:
        lane, header = LaneView(weekday, self._body), LaneHeader(weekday, self)
        self._connect(lane, header)
        lane.show_notes(self._notes)
        lane.show()
        header.show()
        return lane, header

    def _date_of(self, header: LaneHeader) -> date:
        return self._days[self.headers.index(header)].date

    def _connect(self, lane: LaneView, header: LaneHeader) -> None:
        lane.chosen_alone.connect(lambda: self._let_others_go(lane))
        lane.selectionModel().selectionChanged.connect(self._tell_selection)
        lane.drag_begun.connect(self.drag_begun)
        lane.call_opened.connect(self.call_opened)
        lane.hovered_account.connect(self.hovered_account)
        lane.menu_wanted.connect(self.menu_wanted)
        lane.focused.connect(lambda: self._note_focus(lane))
        lane.sideways.connect(lambda way: self._sideways(lane, way))
        header.clicked.connect(lambda: self.day_clicked.emit(self._date_of(header)))
        header.menu_wanted.connect(lambda at: self.day_menu_wanted.emit(self._date_of(header), at))

    def show_notes(self, notes: Notes) -> None:
        """Show on the cards what waits at their accounts."""
        self._notes = notes
        for lane in self.lanes:
            lane.show_notes(notes)

    def show_hours(self, hours: Mapping[date, Hours]) -> None:
        """Shade on every lane when an account is shut; nothing without hours."""
        for lane, day in zip(self.lanes, self._days, strict=True):
            lane.show_hours(hours.get(day.date))

    def show_proposal(self, proposal: Proposal | None) -> None:
        """Mark on the week shown what a proposal does to it; None: it is the week as it stands."""
        for lane, header, day in zip(self.lanes, self.headers, self._days, strict=True):
            before = proposal.before.by_date.get(day.date) if proposal else None
            same = before is None or before.cost == day.cost
            lane.show_marks(marks_of(proposal, day.date) if proposal else NO_MARKS)
            header.compare(None if same or before is None else before.cost)
        dates = [day.date for day in self._days]
        self._leavers = [leavers(proposal, day) for day in dates] if proposal else []
        self._foot.setVisible(any(self._leavers))
        self._arrange()

    def hover(self, account: int | None) -> None:
        """Mark an account's cards."""
        for lane in self.lanes:
            lane.hover(account)

    @property
    def days(self) -> list[PlannedDay]:
        """The days shown, in the order of the lanes."""
        return self._days

    def lane_of(self, day: date) -> LaneView | None:
        """The lane of a date."""
        return next(
            (ln for ln, d in zip(self.lanes, self._days, strict=True) if d.date == day), None
        )

    @property
    def current_day(self) -> date | None:
        """The day of the lane used last."""
        return self._focused if self._focused in {day.date for day in self._days} else None

    def current_position(self) -> int | None:
        """After the card with the cursor in that lane; None where there is none."""
        lane = self.lane_of(self._focused) if self._focused else None
        if lane is None or lane.currentIndex().row() < 0:
            return None
        return lane.currentIndex().row() + 1

    def _note_focus(self, lane: LaneView) -> None:
        if lane in self.lanes:  # one that is going away gets it on the way
            self._focused = self._days[self.lanes.index(lane)].date

    # Geometry

    @property
    def axis(self) -> Axis:
        """The hours shown."""
        return self._axis

    def sizeHint(self) -> QSize:
        hours = (self._axis.shuts - self._axis.opens) / HOUR
        return QSize(1060, HEIGHT + round(hours * PER_HOUR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place headers and lanes; the axis follows the height there is."""
        foot = 0 if self._foot.isHidden() else LEAVERS
        room = max(60, self.height() - HEIGHT - foot)
        if self.week is not None:
            frames = self.week.plan.frames
            pairs = [(frames[d.date], d.cost) for d in self._days if d.date in frames]
            self._axis = axis_for(pairs, room)
        for lane in self.lanes:
            lane.set_axis(self._axis)
        needed = [lane.content_height for lane in self.lanes]
        tallest = room if self._axis.compact and not needed else max([*needed, 0])
        height = max(room, tallest)
        bar = self._scroll.verticalScrollBar()
        scrolls = height > room + 4
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else _NO_BAR
        self._scroll.setVerticalScrollBarPolicy(policy)
        whole = self.width() - (0 if self.strip.isHidden() else STRIP)
        self.strip.setGeometry(whole, 0, STRIP, self.height())
        self._scroll.setGeometry(0, HEIGHT, whole, room)
        width = whole - (bar.sizeHint().width() if scrolls else 0)
        self._body.resize(width, height if scrolls else room)
        for number, (left, right) in enumerate(self._columns(width)):
            self.headers[number].setGeometry(left, 0, right - left, HEIGHT)
            self.lanes[number].setGeometry(left, 0, right - left, self._body.height())
        self._foot.setGeometry(0, HEIGHT + room, whole, LEAVERS)
        columns = [QRect(left, 0, right - left, LEAVERS) for left, right in self._columns(width)]
        self._foot.show_leavers(list(zip(columns, self._leavers, strict=False)))
        self.update()
        self._body.update()

    def _columns(self, width: int) -> Iterator[tuple[int, int]]:
        count = len(self.lanes)
        for number in range(count):
            left = GUTTER + (width - GUTTER) * number // count
            yield left, GUTTER + (width - GUTTER) * (number + 1) // count

    def make_visible(self, area: QRect) -> None:
        """Scroll so that a card is seen."""
        self._scroll.ensureVisible(self._body.width() // 2, area.center().y(), 0, area.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(0, HEIGHT - 1, self.width(), 1), look.line)
        painter.fillRect(QRect(GUTTER - 1, 0, 1, HEIGHT), look.line)

    # Where the mouse is

    def spot_at(self, at: QPoint) -> Spot | None:
        """The place in the week under a point of the screen; a header is its day's end."""
        here = self.mapFromGlobal(at)
        if not self.rect().contains(here):
            return None
        for lane, header, day in zip(self.lanes, self.headers, self._days, strict=True):
            if not header.x() <= here.x() < header.x() + header.width():
                continue
            if here.y() < HEIGHT:
                return Spot(day.date, len(day.stops))
            return Spot(day.date, lane.position_at(at))
        return None

    def over_strip(self, at: QPoint) -> bool:
        """Whether a point of the screen is on the strip of the days left out."""
        strip = self.strip
        return strip.isVisible() and strip.rect().contains(strip.mapFromGlobal(at))

    def scroll_at_edge(self, at: QPoint) -> bool:
        """Scroll a little if a drag is near the upper or lower edge; whether it did."""
        here = self._scroll.viewport().mapFromGlobal(at)
        if not 0 <= here.x() <= self._scroll.width():
            return False
        bar = self._scroll.verticalScrollBar()
        before = bar.value()
        if -HEIGHT <= here.y() < _AUTO_SCROLL_EDGE:
            bar.setValue(before - _AUTO_SCROLL_STEP)
        elif 0 <= self._scroll.viewport().height() - here.y() < _AUTO_SCROLL_EDGE:
            bar.setValue(before + _AUTO_SCROLL_STEP)
        return bar.value() != before

    def show_preview(
        self, drop: Drop | None, spot: Spot | None, leaving: Collection[int], coming: int
    ) -> None:
        """Show on every lane what a drag would do."""
        gone = frozenset(leaving)
        refused = bool(drop and drop.refused)
        for lane, header, day in zip(self.lanes, self.headers, self._days, strict=True):
            target = day.date == (spot.day if spot else self._marked)
            lane.preview(
                LanePreview(
                    target=target,
                    position=spot.position if target and spot else None,
                    leaving=gone & {stop.call.id for stop in day.stops},
                    coming=coming,
                    refused=refused,
                )
            )
            header.preview(drop.after.get(day.date) if drop else None, target and not refused)

    def show_suits(self, suits: Mapping[date, tuple[str, str]]) -> None:
        """Tint the heads by how each day suits what is dragged; nothing when the drag is over."""
        for header, day in zip(self.headers, self._days, strict=True):
            header.tint(*suits.get(day.date, ("", "")))

    def mark(self, day: date | None) -> None:
        """Tint the lane of a day that is looked at elsewhere."""
        self._marked = day
        self.show_preview(None, None, (), 0)

    # Selection

    def selected_calls(self) -> list[int]:
        """The calls selected, day by day in driving order."""
        return [call for lane in self.lanes for call in lane.selected_calls()]

    def select_calls(self, calls: Iterable[int]) -> None:
        """Select exactly these."""
        wanted = set(calls)
        self._quiet = True
        for lane in self.lanes:
            lane.select_calls(wanted)
        self._quiet = False
        self._tell_selection()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.select_calls(())

    def _let_others_go(self, lane: LaneView) -> None:
        self._quiet = True
        for other in self.lanes:
            if other is not lane:
                other.selectionModel().clearSelection()
                other.viewport().update()
        self._quiet = False
        self._tell_selection()

    def _tell_selection(self, *_changes: object) -> None:
        if self._quiet:
            return
        chosen = frozenset(self.selected_calls())
        for lane in self.lanes:
            lane.viewport().update()
        if chosen != self._told:
            self._told = chosen
            self.selection_changed.emit(chosen)

    def _sideways(self, lane: LaneView, way: int) -> None:
        """Put the cursor on the card beside it that is nearest in height."""
        to = self.lanes.index(lane) + way
        if not 0 <= to < len(self.lanes):
            return
        target = self.lanes[to]
        y = lane.visualRect(lane.currentIndex()).center().y()
        rows = range(target.lane.rowCount())
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if rows:
            nearest = min(
                rows,
                key=lambda row: abs(target.visualRect(target.lane.index(row)).center().y() - y),
            )
            target.choose(nearest)
            target.scrollTo(target.lane.index(nearest))


_NO_BAR = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _in_order(week: PlannedWeek) -> list[PlannedDay]:
    return sorted(week.days, key=lambda day: day.date)


class _Body(QWidget):
    """What scrolls: the gutter's hours; the lanes are its children."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board

    def make_visible(self, area: QRect) -> None:
        """A lane asks its parent."""
        self._board.make_visible(area)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look, axis = QPainter(self), theme.current(), self._board.axis
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(GUTTER - 1, 0, 1, self.height()), look.line)
        if axis.compact:
            return
        painter.setFont(theme.font(theme.META, figures=True))
        painter.setPen(look.mute)
        for hour in axis.hours():
            y = axis.y(hour * HOUR)
            if 8 <= y <= self.height() - 8:
                words = QRect(0, y - 8, GUTTER - 8, 16)
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(words, flags, f"{hour % 24:02d}")
