"""The rows of the panel beside the accounts: over-called and neglected, painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.exchange import figures
from planner.words import _
from planner.workspace.grading import Neglected, OverCalled
from planner.workspace.grading.making_up import MadeUp
from ui import plain, row_painting, theme
from ui.accounts.columns import growth

OVER_HIGH, NEGLECTED_HIGH = 26, 28
_ENTRY = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex
Entry = OverCalled | Neglected
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class CallsModel(QAbstractListModel):
    """Over-called or neglected accounts; of the neglected also the cheapest day of each."""

    def __init__(self, currency: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.currency = currency
        self._entries: Sequence[Entry] = ()
        self._days: dict[int, MadeUp] = {}

    def show_entries(self, entries: Sequence[Entry], currency: str) -> None:
        """Take what is to be shown."""
        self.beginResetModel()
        self._entries, self.currency = entries, currency
        self.endResetModel()

    def show_days(self, found: Sequence[MadeUp]) -> None:
        """Take where a call on an account would cost least."""
        self._days = {each.account: each for each in found}
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def entry(self, row: int) -> Entry:
        """The account of a row."""
        return self._entries[row]

    def day(self, account: int) -> MadeUp | None:
        """Where a call on an account would cost least."""
        return self._days.get(account)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip(self._spoken(entry))
        return None

    def _spoken(self, entry: Entry) -> str:
        words = _("{name}: {made} calls made in {weeks} weeks, {planned} planned").format(
            name=entry.name, made=entry.made, weeks=entry.weeks, planned=round(entry.planned)
        )
        lines = [words]
        if entry.growth is not None:
            lines.append(_("Sales {growth}").format(growth=growth(entry.growth)))
        if isinstance(entry, OverCalled) and entry.friendly_not_growing:
            lines.append(_("You are welcome there; the account does not grow."))
        return "\n".join(lines)


def rows_view(model: CallsModel, high: int) -> QListView:
    """A list that shows them."""
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(_CallsPainter(high, view))
    view.setUniformItemSizes(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setMouseTracking(True)
    return view


class _CallsPainter(QStyledItemDelegate):
    """Name at the left, figures in columns at the right; an ink edge where it is selected."""

    def __init__(self, high: int, parent: QObject) -> None:
        super().__init__(parent)
        self._high = high

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, self._high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        made: Any = option
        entry: Entry = index.data(_ENTRY)
        painter.save()
        row_painting.paint_ground(painter, option, cursor=False)
        rect: QRect = made.rect
        if made.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.current().ink)
        model: Any = index.model()
        if isinstance(entry, OverCalled):
            _paint_over(painter, rect, entry, model.currency)
        else:
            _paint_neglected(painter, rect, entry, model.day(entry.account))
        painter.restore()


def _paint_over(painter: QPainter, rect: QRect, entry: OverCalled, currency: str) -> None:
    look = theme.current()
    bold = theme.font(theme.META, bold=True, figures=True)
    small = theme.font(theme.META, figures=True)
    right = rect.right() - 12
    _flush(painter, rect, right, figures.money(entry.cost_a_year, currency), small, look.text)
    hours = _("{hours} h").format(hours=_hours(entry.hours_a_year))
    _flush(painter, rect, right - 58, hours, bold, look.text)
    _flush(painter, rect, right - 104, growth(entry.growth), small, look.text)
    _paint_made(painter, rect, rect.left() + 172, entry)
    name = QRect(rect.left() + 16, rect.top(), 110, rect.height())
    row_painting.paint_text(painter, name, entry.name, bold, quiet=False)


def _paint_neglected(painter: QPainter, rect: QRect, entry: Neglected, day: MadeUp | None) -> None:
    look = theme.current()
    small = theme.font(theme.META, figures=True)
    right = rect.right() - 12
    if day is not None:
        pill = row_painting.pill_at(rect, right)
        row_painting.paint_pill(painter, pill, day.day.weekday(), solid=False)
        added = figures.signed_minutes(day.price.seconds)
        _flush(painter, rect, pill.left() - 6, added, small, look.mute)
    _flush(painter, rect, right - 92, growth(entry.growth), small, look.text)
    _paint_made(painter, rect, rect.left() + 180, entry, alarm=True)
    painter.setPen(look.text)
    painter.setFont(theme.font(theme.META, bold=True))
    grade = QRect(rect.left() + 14, rect.top() + 5, 18, 18)
    painter.drawText(grade, Qt.AlignmentFlag.AlignCenter, entry.grade)
    name = QRect(rect.left() + 38, rect.top(), 94, rect.height())
    bold = theme.font(theme.META, bold=True)
    row_painting.paint_text(painter, name, entry.name, bold, quiet=False)


def _paint_made(
    painter: QPainter, rect: QRect, right: int, entry: Entry, *, alarm: bool = False
) -> None:
    """Made strong, planned quiet, both ending at the pixel `right`."""
    look = theme.current()
    plan = _(" / {planned}").format(planned=round(entry.planned))
    small = theme.font(theme.META, figures=True)
    _flush(painter, rect, right, plan, small, look.mute)
    right -= painter.fontMetrics().horizontalAdvance(plan)
    bold = theme.font(theme.META, bold=True, figures=True)
    _flush(painter, rect, right, f"{entry.made}", bold, look.bad if alarm else look.text)


def _flush(
    painter: QPainter, rect: QRect, right: int, text: str, font: QFont, colour: QColor
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    area = QRect(right - 90, rect.top(), 90, rect.height())
    painter.drawText(area, _RIGHT, text)


def _hours(hours: float) -> str:
    return f"{hours:.0f}" if hours >= 9.5 else f"{hours:.1f}"
