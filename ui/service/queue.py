"""The complaint queue: the most worried customer at the top, the clock of each at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.exchange import service_words
from planner.words import _
from ui import row_painting, theme
from ui.icons import paint as paint_icon
from ui.service.dots import paint_dots

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from planner.workspace.service.views import ComplaintRow

    Index = QModelIndex | QPersistentModelIndex

ROW = 72
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_WORRIED = 4
_Vertical = Qt.AlignmentFlag.AlignVCenter


class QueueModel(QAbstractListModel):
    """Rows in the order they come in; `now` moves their clocks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[ComplaintRow, ...] = ()
        self.now = 0

    def set_rows(self, rows: tuple[ComplaintRow, ...], now: int) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self.now = rows, now
        self.endResetModel()

    def tick(self, now: int) -> None:
        """The clocks go on."""
        self.now = now
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, number: int) -> int | None:
        """Where a complaint stands."""
        return next((at for at, row in enumerate(self._rows) if row.id == number), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said(row, self.now)
        return None


def said(row: ComplaintRow, now: int) -> str:
    """A complaint in one line, for those who hear it."""
    answered = row.answered_at is not None
    clock = service_words.clock(row.seconds(now), running=row.is_running, answered=answered)
    worry, fault = service_words.worry(row.anxiety), service_words.difficulty(row.difficulty)
    return ", ".join(
        filter(None, (row.account.name, worry, clock, " ".join(row.text.split()), fault))
    )


class QueuePainter(QStyledItemDelegate):
    """Name and clock, words, dots: anxiety bold and first, difficulty grey and later."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, area = index.data(ROW_ROLE), QRect(option.rect)
        painter.save()
        self._ground(painter, option, row)
        inner = area.adjusted(12, 6, -12, -6)
        line = inner.height() // 3
        self._head(painter, QRect(inner.left(), inner.top(), inner.width(), line), row, index)
        middle = QRect(inner.left(), inner.top() + line, inner.width(), line)
        words = f"“{' '.join(row.text.split())}”" if row.text else "–"
        row_painting.paint_text(painter, middle, words, theme.font(theme.META), quiet=False)
        self._fives(painter, inner.left(), inner.top() + 2 * line + line // 2, row)
        painter.setPen(QPen(theme.current().line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: ComplaintRow) -> None:
        look, area = theme.current(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, look.badbg if row.is_running else look.sel)
            edge = look.bad if row.is_running else look.ink
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), edge)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.win)

    def _head(self, painter: QPainter, area: QRect, row: ComplaintRow, index: Index) -> None:
        look, model = theme.current(), index.model()
        now = model.now if isinstance(model, QueueModel) else 0
        answered = row.answered_at is not None
        clock = service_words.clock(row.seconds(now), running=row.is_running, answered=answered)
        meta = theme.font(theme.META, bold=row.is_running, figures=True)
        painter.setPen(look.bad if row.is_running else look.mute)
        left = row_painting.paint_at_right(painter, area, area.right(), clock, meta)
        icon = QRect(left - 18, area.center().y() - 6, 13, 13)
        if clock:
            name = "clock-fill" if row.is_running else "check"
            paint_icon(painter, icon, name, look.bad if row.is_running else look.mute)
        used = _badge(painter, area, row.account.grade)
        name_area = QRect(area.left() + used, area.top(), icon.left() - area.left() - used - 6,
                          area.height())  # fmt: skip
        font = theme.font(theme.BODY, bold=True)
        row_painting.paint_text(painter, name_area, row.account.name, font, quiet=False)

    def _fives(self, painter: QPainter, left: int, middle: int, row: ComplaintRow) -> None:
        look = theme.current()
        colour = look.bad if row.anxiety >= _WORRIED else look.text
        at: float = left + _word(painter, left, middle, _("Anxiety"), bold=True)
        at = paint_dots(painter, at + 6, middle, row.anxiety, 5, colour)
        painter.setPen(colour)
        at += 4 + _word(painter, int(at) + 4, middle, str(row.anxiety), bold=True)
        at += 24
        at += _word(painter, int(at), middle, _("Difficulty"), bold=False)
        at = paint_dots(painter, at + 6, middle, row.difficulty, 4, look.mute)
        _word(painter, int(at) + 4, middle, str(row.difficulty), bold=False)


def _badge(painter: QPainter, area: QRect, grade: str) -> int:
    """The grade in a frame; gives the room it takes."""
    look = theme.current()
    box = QRect(area.left() + 4, area.center().y() - 8, 18, 18)
    painter.setPen(QPen(look.line, 1))
    painter.setBrush(look.surf)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(look.text)
    painter.setFont(theme.font(theme.META))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, grade or "–")
    return 30


def _word(painter: QPainter, left: int, middle: int, text: str, *, bold: bool) -> int:
    look = theme.current()
    painter.setFont(theme.font(theme.META, bold=bold, figures=True))
    painter.setPen(look.text if bold else look.mute)
    painter.drawText(QRect(left, middle - 9, 200, 18), _Vertical, text)
    return painter.fontMetrics().horizontalAdvance(text)


def queue_view(model: QueueModel) -> QListView:
    """The list of the queue."""
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(QueuePainter(view))
    view.setUniformItemSizes(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAccessibleName(_("Complaints, the most worried first"))
    return view
