"""One day as a lane: a view on its calls, standing in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from planner.exchange import figures
from planner.tours.model import DayCost, Leg
from planner.words import _
from ui import plain
from ui.drag import Press
from ui.week.lane_painting import NO_PREVIEW, LanePicture, LanePreview, LaneState
from ui.week.model import LaneModel
from ui.week.open_hours import Hours
from ui.week.proposal_marks import DayMarks
from ui.week.roles import Role
from ui.week.timeline import HOUR, Axis, DayLayout, axis_for, lay_out

if TYPE_CHECKING:
    from planner.workspace import PlannedDay, PlannedWeek
    from ui.week.needs import Notes

Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag
_NO_DAY = DayCost(0, (), Leg(0, 0), 0, None, 0, 0, 0, 0.0, ())


class LaneView(QListView):
    """The calls of one day on the board's axis. The board keeps the lanes' selections as one.

    A list to those who hear it, hence the base class; where everything stands is our own.
    """

    drag_begun = Signal(QPoint, object)
    """The mouse drags the selection: where it is on the screen, and the widget pressed."""
    chosen_alone = Signal()
    """A call was chosen without Ctrl: the other lanes let go of theirs."""
    call_opened = Signal(int)
    hovered_account = Signal(object)
    menu_wanted = Signal(QPoint)
    focused = Signal()
    sideways = Signal(int)
    """The cursor wants into the next lane, or the one before."""

    def __init__(self, weekday: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weekday = weekday
        self.lane = LaneModel(self)
        self._axis = axis_for([], 300)
        self._layout: DayLayout = lay_out(_NO_DAY, self._axis)
        self._preview = NO_PREVIEW
        self._picture = LanePicture()
        self._hours: Hours | None = None
        self._hovered: int | None = None
        self._press = Press()
        self._narrow_later: int | None = None
        self.setModel(self.lane)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    # What is shown

    def set_day(self, week: PlannedWeek, day: PlannedDay) -> bool:
        """Show a day; calls that are still on it stay selected. False: it looks as it did."""
        kept, at = self.selected_calls(), self.current_call()
        if not self.lane.set_day(week, day):
            return False
        self.setAccessibleName(figures.long_date(day.date))
        self._layout = lay_out(day.cost, self._axis)
        self.select_calls(kept)
        if at is not None:
            self.set_current(self.lane.row_of(at))
        self.viewport().update()
        return True

    def set_axis(self, axis: Axis) -> None:
        """Stand on these hours."""
        if axis != self._axis and self.lane.day is not None:
            self._axis = axis
            self._layout = lay_out(self.lane.day.cost, axis)
            self.viewport().update()
        self._axis = axis

    @property
    def content_height(self) -> int:
        """Pixels the lane needs."""
        return self._layout.height

    def preview(self, preview: LanePreview) -> None:
        """Show what a drag would do here."""
        if preview != self._preview:
            self._preview = preview
            self.viewport().update()

    def show_hours(self, hours: Hours | None) -> None:
        """Shade when an account is shut on this day; None: no account is asked about."""
        if hours != self._hours:
            self._hours = hours
            self.viewport().update()

    def show_marks(self, marks: DayMarks) -> None:
        """Show what a proposed week does to this day; NO_MARKS: nothing is proposed."""
        if marks != self.lane.marks:
            self.lane.marks = marks
            self.viewport().update()

    def show_notes(self, notes: Notes) -> None:
        """Show what waits at the accounts, by account."""
        if notes != self.lane.notes:
            self.lane.notes = notes
            self.viewport().update()

    def hover(self, account: int | None) -> None:
        """Mark the account that the mouse is over elsewhere."""
        if account != self._hovered:
            self._hovered = account
            self.viewport().update()

    def position_at(self, at: QPoint) -> int:
        """Before which stop a drop at this point of the screen comes."""
        return self._layout.position_at(self.viewport().mapFromGlobal(at).y())

    def y_of(self, seconds: int) -> int:
        """The pixel of a time of day; where the lane is a list, after the cards over by then."""
        if not self._axis.compact or self.lane.day is None:
            return self._axis.y(seconds)
        return self._layout.line_at(sum(t.leave <= seconds for t in self.lane.day.cost.stops))

    def time_at(self, y: int) -> int:
        """The time of day at a pixel; where the lane is a list, when the card above is over."""
        if not self._axis.compact or self.lane.day is None:
            return round(self._axis.opens + y / self._axis.per_hour * HOUR)
        position = self._layout.position_at(y)
        cost = self.lane.day.cost
        return cost.stops[position - 1].leave if position else cost.leave

    def paintEvent(self, _event: QPaintEvent) -> None:
        day, week = self.lane.day, self.lane.week
        state = LaneState(
            model=self.lane,
            frame=week.plan.frames.get(day.date) if week and day else None,
            axis=self._axis,
            layout=self._layout,
            weekday=self.weekday,
            selected=frozenset(self.selected_calls()),
            hovered=self._hovered,
            current=self.currentIndex().row() if self.hasFocus() else -1,
            preview=self._preview,
            hours=self._hours,
            marks=self.lane.marks,
        )
        QPainter(self.viewport()).drawPixmap(0, 0, self._picture.of(state, self.viewport()))

    # Selection

    def selected_calls(self) -> list[int]:
        """The calls selected here, in driving order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        chosen = [self.lane.stops[row] for row in rows if row < len(self.lane.stops)]
        return [stop.call.id for stop in chosen if not stop.is_block]

    def select_calls(self, calls: object) -> None:
        """Select exactly these of the day's calls."""
        wanted = set(calls)  # type: ignore[call-overload]
        chosen = QItemSelection()
        for row, stop in enumerate(self.lane.stops):
            if stop.call.id in wanted:
                chosen.select(self.lane.index(row), self.lane.index(row))
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)
        self.viewport().update()

    def current_call(self) -> int | None:
        """The call with the keyboard's cursor."""
        row = self.currentIndex().row()
        return self.lane.stops[row].call.id if 0 <= row < len(self.lane.stops) else None

    def set_current(self, row: int) -> None:
        """Put the keyboard's cursor on a row without selecting it."""
        if 0 <= row < len(self.lane.stops):
            self.selectionModel().setCurrentIndex(self.lane.index(row), _Flag.NoUpdate)

    def choose(self, row: int) -> None:
        """Select this row alone, in all lanes, and put the cursor there."""
        if 0 <= row < len(self.lane.stops):
            flags = _Flag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.lane.index(row), flags)
        self.chosen_alone.emit()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._narrow_later = None
        if not index.isValid():
            self._let_go(event)
            return
        row, keys = index.row(), event.modifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.selectionModel().setCurrentIndex(index, _Flag.Toggle)
        elif keys & Qt.KeyboardModifier.ShiftModifier and self.currentIndex().isValid():
            self._extend_to(row)
        elif self.selectionModel().isSelected(index):
            self.set_current(row)
            if event.button() == Qt.MouseButton.LeftButton:
                self._narrow_later = row  # it may be the start of dragging several
        else:
            self.choose(row)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press.begin(event)
        event.accept()

    def _let_go(self, event: QMouseEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.selectionModel().clearSelection()
            self.chosen_alone.emit()

    def _extend_to(self, row: int) -> None:
        at = self.currentIndex().row()
        chosen = QItemSelection(self.lane.index(min(at, row)), self.lane.index(max(at, row)))
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press.dragged(event):
            self._press.end()
            self._narrow_later = None
            if self.selected_calls():
                self.drag_begun.emit(event.globalPosition().toPoint(), self.viewport())
            return
        if not event.buttons():
            index = self.indexAt(event.position().toPoint())
            self.hovered_account.emit(index.data(Role.ACCOUNT) if index.isValid() else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press.end()
        if self._narrow_later is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._narrow_later)
            self._narrow_later = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.call_opened.emit(index.data(Role.CALL))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered_account.emit(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(at)

    def viewportEvent(self, event: QEvent) -> bool:
        """Between the cards the hover tells of the drive."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._drive_words(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), plain.tooltip(words), self)
                return True
        return super().viewportEvent(event)

    def _drive_words(self, at: QPoint) -> str:
        if self.indexAt(at).isValid() or self.lane.day is None or self.lane.week is None:
            return ""
        after = self._layout.position_at(at.y())
        cost, units = self.lane.day.cost, self.lane.week.territory.units
        legs = [*(timed.leg for timed in cost.stops), cost.home_leg]
        if not cost.stops or (self._layout.home is not None and at.y() > self._layout.home + 14):
            return ""
        leg = legs[after]
        return _("Drive {minutes}, {distance} (est.)").format(
            minutes=figures.minutes(leg.seconds), distance=figures.distance(leg.metres, units)
        )

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~_SHIFT:
            event.ignore()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in _STEPS:
            self._step(key, extend=bool(event.modifiers() & _SHIFT))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_call() is not None:
            self.call_opened.emit(self.current_call())
        else:
            event.ignore()

    def _step(self, key: int, *, extend: bool) -> None:
        last, at = len(self.lane.stops) - 1, self.currentIndex().row()
        if last < 0:
            return
        to = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(Qt.Key(key))
        if to is None:
            to = at + (1 if key == Qt.Key.Key_Down else -1) if at >= 0 else 0
        to = min(last, max(0, to))
        if extend and at >= 0:
            flags = _Flag.Select
            self.selectionModel().setCurrentIndex(self.lane.index(to), flags)
        else:
            self.choose(to)
        self.scrollTo(self.lane.index(to))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and not self.currentIndex().isValid():
            self.set_current(0)
        self.focused.emit()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # What an item view has to answer

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._layout.cards):
            return QRect()
        span = self._layout.cards[index.row()]
        return QRect(5, span.top, self.viewport().width() - 10, span.height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        for row in range(min(len(self._layout.cards), self.lane.rowCount())):
            index = self.lane.index(row)
            if self.visualRect(index).contains(point):
                return index
        return QModelIndex()

    def scrollTo(self, index: Index, hint: object = None) -> None:
        """The board scrolls for all lanes."""
        board = self.parentWidget()
        ensure = getattr(board, "make_visible", None)
        if ensure is not None and index.isValid():
            ensure(self.visualRect(index))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def moveCursor(self, _action: object, _modifiers: object) -> QModelIndex:
        return self.currentIndex()

    def setSelection(self, _rect: QRect, _command: object) -> None:
        """Boxes are not dragged in lanes."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += QRegion(self.visualRect(index).adjusted(-2, -2, 2, 2))
        return region


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
