"""Paints a row of the call cycle: the name, the calls on their weeks, a gap that is too long."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.exchange import figures
from planner.words import _, ngettext
from ui import icons, theme
from ui.cycle.columns import NAMES, PILL, ROW, Columns
from ui.cycle.model import LINE, Group, over
from ui.row_painting import paint_at_right, paint_ground, paint_text

if TYPE_CHECKING:
    from planner.workspace.cycle.table import CycleCall, CycleRow, CycleTable

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_Index = QModelIndex | QPersistentModelIndex


def paint_off(painter: QPainter, area: QRect) -> None:
    """A week in which nobody works, hatched."""
    look = theme.current()
    painter.fillRect(area, look.surf)
    painter.fillRect(area, QBrush(look.hatch, Qt.BrushStyle.BDiagPattern))


def paint_weeks(painter: QPainter, row: QRect, columns: Columns, table: CycleTable) -> None:
    """What goes through all rows: weeks that are off, lines between weeks, today."""
    look = theme.current()
    for number, week in enumerate(table.weeks):
        cell = columns.of(number, row)
        if week.days == 0:
            paint_off(painter, cell)
        elif columns.number(table.today) == number:
            painter.fillRect(cell, look.shade)
        painter.fillRect(QRect(cell.left(), row.top(), 1, row.height()), look.line)


def paint_today(painter: QPainter, row: QRect, columns: Columns, today: date) -> None:
    """The line between what was and what will be."""
    if 0 <= columns.number(today) < columns.weeks:
        x = row.left() + columns.today(today)
        painter.fillRect(QRect(x - 1, row.top(), 2, row.height()), theme.current().ink)


def paint_mark(painter: QPainter, centre: QPoint, room: int, call: CycleCall) -> None:
    """One call: a dot made, a pill planned (an outline while proposed), a cross missed."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if call.state == "missed":
        painter.setPen(QPen(look.bad, 2))
        for side in (1, -1):
            painter.drawLine(centre + QPoint(-4, -4 * side), centre + QPoint(4, 4 * side))
    elif call.state == "made":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.mute)
        painter.drawEllipse(centre, 4, 4)
    else:
        _paint_pill(painter, centre, room, call)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_pill(painter: QPainter, centre: QPoint, room: int, call: CycleCall) -> None:
    day = theme.current().days[call.day.weekday()]
    area = QRect(centre.x() - room // 2, centre.y() - 8, room, 17)
    painter.setPen(QPen(day.fill if call.new else day.line, 1.2))
    painter.setBrush(day.tint if call.new else day.fill)
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(theme.current().text if call.new else day.on)
    painter.setFont(theme.font(theme.META, bold=True))
    word = figures.short_weekday(call.day.weekday())
    painter.drawText(area, _MIDDLE, word if room > 26 else word[:1])


class RowPainter(QStyledItemDelegate):
    """Paints headings and accounts over the weeks."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height."""
        return QSize(400, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        table = getattr(index.model(), "table", None)
        line = index.data(LINE)
        if table is None:
            return
        area: QRect = option.rect
        columns = Columns(area.width(), table.weeks[0].week.monday, len(table.weeks))
        painter.save()
        if isinstance(line, Group):
            _paint_group(painter, area, line)
            paint_today(painter, area, columns, table.today)
        else:
            option.state &= ~QStyle.StateFlag.State_HasFocus
            paint_ground(painter, option, cursor=False)
            if not option.state & QStyle.StateFlag.State_Selected:
                paint_weeks(painter, area, columns, table)
            _paint_name(painter, area, line, away=_is_away(line, table))
            _paint_calls(painter, area, line, columns)
            paint_today(painter, area, columns, table.today)
        painter.restore()


def _is_away(row: CycleRow, table: CycleTable) -> bool:
    return any(call.planned and call.day in table.away for call in row.calls)


def _paint_group(painter: QPainter, area: QRect, group: Group) -> None:
    look = theme.current()
    painter.fillRect(area, look.win)
    icon = "caret-down" if group.is_open else "caret-right"
    icons.paint(painter, QRect(area.left() + 12, area.top() + 6, 12, 12), icon, look.text)
    left = area.left() + 32
    name = group.grade or _("No grade")
    left += 12 + paint_text(
        painter, QRect(left, area.top(), 160, area.height()), name,
        theme.font(theme.BODY, bold=True), quiet=False,
    )  # fmt: skip
    count = ngettext("{count} account", "{count} accounts", group.count).format(
        count=f"{group.count:,}"
    )
    small = theme.font(theme.META, figures=True)
    left += 12 + paint_text(
        painter, QRect(left, area.top(), 200, area.height()), group.words, small, quiet=False
    )
    paint_text(painter, QRect(left, area.top(), 300, area.height()), count, small, quiet=True)


def _paint_name(painter: QPainter, area: QRect, row: CycleRow, *, away: bool) -> None:
    look = theme.current()
    box = QRect(area.left() + 12, area.top() + 4, 17, 16)
    painter.setPen(look.line)
    painter.setBrush(look.surf)
    painter.drawRect(box)
    painter.setPen(look.text)
    painter.setFont(theme.font(theme.META, bold=True))
    painter.drawText(box.adjusted(0, 0, 1, 0), _MIDDLE, row.account.grade)
    painter.setPen(look.mute)
    counts = f"{row.made} + {row.planned}"
    small = theme.font(theme.META, figures=True)
    right = paint_at_right(painter, area, area.left() + NAMES - 10, counts, small) - 8
    room = right - box.right() - 8 - (18 if away else 0)
    rect = QRect(box.right() + 8, area.top(), room, area.height())
    width = paint_text(painter, rect, row.account.name, theme.font(), quiet=False)
    if away:
        at = QRect(rect.left() + min(width, room) + 4, area.top() + 5, 14, 14)
        icons.paint(painter, at, "moon", look.mute)


def _paint_calls(painter: QPainter, area: QRect, row: CycleRow, columns: Columns) -> None:
    look, middle = theme.current(), area.center().y()
    marks = columns.centres([call.day for call in row.calls])
    if len(marks) > 1:
        left, right = area.left() + marks[0][1], area.left() + marks[-1][1]
        painter.fillRect(QRect(left, middle, right - left, 1), look.rest)
    _paint_gap(painter, area, row, columns)
    for call, (_day, x, room) in zip(row.calls, marks, strict=True):
        paint_mark(painter, QPoint(area.left() + x, middle), room, call)


def _paint_gap(painter: QPainter, area: QRect, row: CycleRow, columns: Columns) -> None:
    """A wait that is too long, red from when the call was due, with its days in words."""
    if not row.over or row.since is None or row.until is None:
        return
    look, middle = theme.current(), area.center().y()
    left, right = area.left() + columns.x(row.since), area.left() + columns.x(row.until)
    planned = {day: x for day, x, _room in columns.centres([call.day for call in row.calls])}
    right = area.left() + planned.get(row.until, right - area.left())
    if right <= area.left() + NAMES:
        return
    painter.fillRect(QRect(left, middle - 1, max(4, right - left), 3), look.bad)
    painter.setFont(theme.font(theme.META, bold=True))
    width = painter.fontMetrics().horizontalAdvance(over(row.over)) + 8
    marks = [area.left() + x + 5 for x in planned.values() if area.left() + x < left]
    before = max([area.left() + NAMES + 2, *marks])
    if left - width - 2 >= before:
        at = left - width - 2
    elif right - PILL // 2 - left > width:
        at = left + 2  # over the line
    else:
        return  # the line alone says it; its days stand in the words of the row
    box = QRect(at, area.top() + 3, width, area.height() - 6)
    painter.fillRect(box, look.surf)
    painter.setPen(look.bad)
    painter.drawText(box, _MIDDLE, over(row.over))
