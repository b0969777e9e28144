"""The two lists beside a proposed week: what changes, and who finds no place in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
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
from ui.week.proposal_words import ChangeRow, LeftOutRow
from ui.week.roles import Role

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
CHANGE_HEIGHT, LEFT_OUT_HEIGHT = 28, 42
_LEAST_DETAIL = 64
_ICONS = {"moved": "arrows-left-right", "added": "plus", "removed": "minus"}


class RowsModel(QAbstractListModel):
    """Rows of either kind. A better answer replaces them in place, the cursor stays on its row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ChangeRow | LeftOutRow] = ()

    def show_rows(self, rows: Sequence[ChangeRow | LeftOutRow]) -> None:
        """Show these."""
        if rows == self.rows:
            return
        count, shown = len(rows), len(self.rows)
        if count < shown:
            self.beginRemoveRows(QModelIndex(), count, shown - 1)
            self.rows = self.rows[:count]
            self.endRemoveRows()
        elif count > shown:
            self.beginInsertRows(QModelIndex(), shown, count - 1)
            self.rows = rows
            self.endInsertRows()
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def row_of(self, account: int | None) -> int:
        """The row of an account, -1 where it has none."""
        accounts = [row.account for row in self.rows]
        return accounts.index(account) if account in accounts else -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.ACCOUNT:
            return row.account
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None  # no tooltip: the why-line says more and hides no rows


def spoken(row: ChangeRow | LeftOutRow) -> str:
    """A row in words, for those who hear it."""
    if isinstance(row, ChangeRow):
        return row.spoken
    grade = _("{grade} account").format(grade=row.grade) if row.grade else ""
    return ", ".join(filter(None, (row.name, grade, row.reason)))


class ChangeDelegate(QStyledItemDelegate):
    """Icon, name, what it gains, old day → new day."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, CHANGE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme.current(), option.rect
        row: ChangeRow = index.data(Role.ROW)
        painter.save()
        _ground(painter, option, index)
        icon = QRect(area.left() + 12, area.top() + 7, 14, 14)
        paint_icon(painter, icon, _ICONS[row.kind], look.text)
        right = self._days(painter, area, row)
        x = area.left() + 36
        room = right - x - 8
        painter.setFont(theme.font(theme.BODY, bold=True))
        whole = painter.fontMetrics()
        least = min(whole.horizontalAdvance(row.name) + 2, room - _LEAST_DETAIL)
        detail = row.detail if room - least >= _LEAST_DETAIL else ""
        name = QRect(x, area.top(), least if detail else room, area.height())
        font = theme.font(theme.BODY, bold=True)
        x += row_painting.paint_text(painter, name, row.name, font, quiet=False) + 8
        words = QRect(x, area.top(), max(0, right - x - 6), area.height())
        font = theme.font(theme.META, figures=True)
        row_painting.paint_text(painter, words, detail, font, quiet=True)
        painter.restore()

    @staticmethod
    def _days(painter: QPainter, area: QRect, row: ChangeRow) -> int:
        """The pills at the right; gives the pixel where they begin."""
        look = theme.current()
        pill = row_painting.pill_at(area, area.right() - 12)
        if row.after is not None:
            row_painting.paint_pill(painter, pill, row.after, solid=True)
        if row.before is None:
            return pill.left()
        if row.after is not None:
            arrow = QRect(pill.left() - 17, pill.top() + 3, 12, 12)
            paint_icon(painter, arrow, "arrow-right", look.mute)
            pill = row_painting.pill_at(area, pill.left() - 20)
        row_painting.paint_pill(painter, pill, row.before, solid=False)
        return pill.left()


class LeftOutDelegate(QStyledItemDelegate):
    """Grade, name, and one reason below it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, LEFT_OUT_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = option.rect
        row: LeftOutRow = index.data(Role.ROW)
        painter.save()
        _ground(painter, option, index)
        self._badge(painter, QRect(area.left() + 12, area.top() + 6, 16, 16), row)
        x, width = area.left() + 38, area.width() - 50
        name = QRect(x, area.top() + 3, width, 20)
        font = theme.font(theme.BODY, bold=True)
        row_painting.paint_text(painter, name, row.name, font, quiet=False)
        reason = QRect(x, area.top() + 22, width, 16)
        font = theme.font(theme.META)
        row_painting.paint_text(painter, reason, row.reason, font, quiet=True)
        painter.restore()

    @staticmethod
    def _badge(painter: QPainter, area: QRect, row: LeftOutRow) -> None:
        look = theme.current()
        if not (row.prospect or row.grade):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.line, 1))
        painter.setBrush(look.surf)
        painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if row.prospect:
            paint_icon(painter, area.adjusted(2, 2, -2, -2), "star-fill", look.text)
            return
        painter.setFont(theme.font(theme.META))
        painter.setPen(look.text)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, row.grade)


def _ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    view = option.widget
    if isinstance(view, RowsView) and view.marked == index.data(Role.ACCOUNT):
        painter.fillRect(option.rect, theme.current().sel)
    cursor = bool(option.state & QStyle.StateFlag.State_HasFocus)
    row_painting.paint_ground(painter, option, cursor=cursor)


class RowsView(QListView):
    """Rows under mouse and cursor are told, so that board, map and why-line show the same."""

    pointed_at = Signal(object)
    """The account under the mouse or the cursor, or None."""
    account_chosen = Signal(int)
    """The hand has put the cursor on an account."""
    account_opened = Signal(int)
    drag_begun = Signal(QPoint, object)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._press = Press()
        self.draggable = False
        self.marked: int | None = None
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.doubleClicked.connect(lambda index: self.account_opened.emit(index.data(Role.ACCOUNT)))

    def mark(self, account: int | None) -> None:
        """Mark the row of an account that the mouse is over elsewhere."""
        if account != self.marked:
            self.marked = account
            self.viewport().update()

    @property
    def current_account(self) -> int | None:
        """The account with the cursor."""
        account: int | None = self.currentIndex().data(Role.ACCOUNT)
        return account

    def _tell_current(self, *_indexes: object) -> None:
        account = self.current_account
        if self.hasFocus() and account is not None:
            self.account_chosen.emit(account)
            self.pointed_at.emit(account)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        inside = self.indexAt(event.position().toPoint()).isValid()
        if self.draggable and inside and event.button() == Qt.MouseButton.LeftButton:
            self._press.begin(event)
        super().mousePressEvent(event)
        if inside and self.current_account is not None:
            self.account_chosen.emit(self.current_account)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press.dragged(event):
            self._press.end()
            self.setState(QAbstractItemView.State.NoState)
            self.drag_begun.emit(event.globalPosition().toPoint(), self.viewport())
            return
        if self._press.held:
            return
        index = self.indexAt(event.position().toPoint())
        self.pointed_at.emit(index.data(Role.ACCOUNT) if index.isValid() else None)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press.end()
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed_at.emit(self.current_account if self.hasFocus() else None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            event.ignore()  # letters are keys of the week, not a search in this list
        else:
            super().keyPressEvent(event)


def changes_view(parent: QWidget | None = None) -> RowsView:
    """The list of changes."""
    view = RowsView(RowsModel(parent), _("What changes"), parent)
    view.setItemDelegate(ChangeDelegate(view))
    return view


def left_out_view(parent: QWidget | None = None) -> RowsView:
    """The list of those left out; its rows can be dragged onto a day."""
    view = RowsView(RowsModel(parent), _("Left out"), parent)
    view.setItemDelegate(LeftOutDelegate(view))
    view.draggable = True
    return view
