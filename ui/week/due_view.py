"""The rows of "To call on": how one is painted, and how they are selected and dragged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.words import _
from ui import row_painting, theme
from ui.drag import Press
from ui.icons import paint as paint_icon
from ui.week.due import DueModel
from ui.week.roles import Role

if TYPE_CHECKING:
    from planner.workspace import AccountRow

ROW_HEIGHT = 28
_Flag = QItemSelectionModel.SelectionFlag
_State = QStyle.StateFlag
Index = QModelIndex | QPersistentModelIndex


class DueDelegate(QStyledItemDelegate):
    """Grade, name, how due, and the day: planned, or the cheapest with what it costs."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, state = option.rect, option.state
        painter.save()
        by_key = state & (_State.State_KeyboardFocusChange | _State.State_Selected)
        cursor = bool(state & _State.State_HasFocus and by_key)
        row_painting.paint_ground(painter, option, cursor=cursor)
        badge = QRect(area.left() + 12, area.top() + 6, 16, 16)
        self._badge(painter, badge, index)
        right = self._day(painter, area, index)
        x = badge.right() + 11
        name = QRect(x, area.top(), max(40, right - x - 8), area.height())
        text = index.data(Qt.ItemDataRole.DisplayRole)
        x += row_painting.paint_text(painter, name, text, theme.font(theme.BODY), quiet=False) + 8
        if right - x > 36:
            rest = QRect(x, area.top(), right - x - 6, area.height())
            detail, font = index.data(Role.DETAIL), theme.font(theme.META)
            row_painting.paint_text(painter, rest, detail, font, quiet=True)
        painter.restore()

    def _badge(self, painter: QPainter, area: QRect, index: Index) -> None:
        look = theme.current()
        icon, grade = index.data(Role.ICON), index.data(Role.GRADE)
        if icon or grade:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.line, 1))
            painter.setBrush(look.surf)
            painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if icon:
            paint_icon(painter, area.adjusted(2, 2, -2, -2), icon, look.text)
        elif grade:
            painter.setFont(theme.font(theme.META))
            painter.setPen(look.text)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, grade)

    def _day(self, painter: QPainter, area: QRect, index: Index) -> int:
        """The pill at the right and what is before it; gives the pixel where they begin."""
        pill = row_painting.pill_at(area, area.right() - 12)
        planned, cheapest = index.data(Role.PLANNED_DAY), index.data(Role.CHEAPEST)
        if planned is not None:
            row_painting.paint_pill(painter, pill, planned, solid=True)
            return pill.left()
        if not cheapest:
            return area.right() - 12
        row_painting.paint_pill(painter, pill, cheapest[0], solid=False)
        painter.setPen(theme.current().text)
        font = theme.font(theme.META, figures=True)
        return row_painting.paint_at_right(painter, area, pill.left() - 8, cheapest[1], font)


class DueView(QListView):
    """The rows. Several can be selected and dragged at once."""

    drag_begun = Signal(QPoint, object)
    hovered_account = Signal(object)
    account_opened = Signal(int)
    menu_wanted = Signal(QPoint)
    seen = Signal()
    """Other rows may be in sight."""

    def __init__(self, model: DueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due = model
        self._press = Press()
        self._narrow_later: QModelIndex | None = None
        self.setModel(model)
        self.setItemDelegate(DueDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setAccessibleName(_("To call on"))
        self.verticalScrollBar().valueChanged.connect(self.seen)
        self.doubleClicked.connect(lambda index: self.account_opened.emit(index.data(Role.ACCOUNT)))

    def selected_accounts(self) -> list[AccountRow]:
        """The accounts selected, from top to bottom."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(Role.ROW) for index in rows]

    def select_accounts(self, accounts: Iterable[int]) -> None:
        """Select the rows of these accounts, as far as they are shown."""
        wanted = set(accounts)
        chosen = QItemSelection()
        for row in self._due.rows_of(wanted) if wanted else ():
            index = self._due.index(row)
            chosen.select(index, index)
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)

    def rows_in_sight(self) -> tuple[int, int]:
        """First and last row that can be seen."""
        first = self.verticalScrollBar().value() // ROW_HEIGHT
        return first, first + self.viewport().height() // ROW_HEIGHT + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.seen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._narrow_later = None
        plain_press = not event.modifiers() and event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._press.begin(event)
        if plain_press and index.isValid() and self.selectionModel().isSelected(index):
            self._narrow_later = index  # it may be the start of dragging several
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press.dragged(event):
            self._press.end()
            self._narrow_later = None
            self.setState(QAbstractItemView.State.NoState)
            if self.selectionModel().hasSelection():
                self.drag_begun.emit(event.globalPosition().toPoint(), self.viewport())
            return
        if self._press.held:
            return  # Qt would select what it is drawn over
        index = self.indexAt(event.position().toPoint())
        self.hovered_account.emit(index.data(Role.ACCOUNT) if index.isValid() else None)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press.end()
        if self._narrow_later is not None:
            self.selectionModel().setCurrentIndex(self._narrow_later, _Flag.ClearAndSelect)
            self._narrow_later = None
            return
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered_account.emit(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selectionModel().hasSelection():
            self.menu_wanted.emit(event.globalPos())
