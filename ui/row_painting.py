"""What rows of lists are painted of: ground, cursor, names that give way, the pill of a weekday."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from planner.exchange import figures
from ui import theme

_PILL_WIDTH, _PILL_HEIGHT = 34, 18
_State = QStyle.StateFlag
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, cursor: bool) -> None:
    """The row selected, or under the mouse; dotted where the keyboard's cursor is to be shown."""
    look, area, state = theme.current(), option.rect, option.state
    if state & _State.State_Selected:
        painter.fillRect(area, look.sel)
    elif state & _State.State_MouseOver:
        painter.fillRect(area, look.win)
    if cursor:
        painter.setPen(QPen(look.ink, 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -2, -2))


def paint_text(painter: QPainter, area: QRect, text: str, font: QFont, *, quiet: bool) -> int:
    """One line in a row, cut with an ellipsis where it is too long; gives its width in pixels."""
    look = theme.current()
    painter.setFont(font)
    painter.setPen(look.mute if quiet else look.text)
    metrics = painter.fontMetrics()
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _VERTICAL, elided)
    return metrics.horizontalAdvance(elided)


def paint_at_right(painter: QPainter, row: QRect, right: int, text: str, font: QFont) -> int:
    """A whole text that ends at the pixel `right` of a row; gives the pixel where it begins."""
    painter.setFont(font)
    left = right - painter.fontMetrics().horizontalAdvance(text)
    painter.drawText(QRect(left, row.top(), right - left + 2, row.height()), _VERTICAL, text)
    return left


def pill_at(row: QRect, right: int) -> QRect:
    """Where a weekday's pill goes in a row that has room up to the pixel `right`."""
    return QRect(right - _PILL_WIDTH, row.top() + 5, _PILL_WIDTH, _PILL_HEIGHT)


def paint_pill(painter: QPainter, area: QRect, weekday: int, *, solid: bool) -> None:
    """A weekday's pill: solid where it is planned, an outline where it is a proposal."""
    look = theme.current()
    day = look.days[weekday]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if solid else QPen(day.fill, 1.2))
    painter.setBrush(day.fill if solid else look.surf)
    painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(theme.font(theme.META, bold=True))
    painter.setPen(day.on if solid else look.text)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, figures.short_weekday(weekday))
