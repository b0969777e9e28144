"""Paints the card of a prospect: source, name and value; next step, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.exchange import prospect_words
from ui import icons, theme
from ui.prospects.model import CARD, StageModel
from ui.row_painting import paint_at_right, paint_pill, paint_text

if TYPE_CHECKING:
    from planner.workspace.prospecting.pipeline import Card

HEIGHT, PITCH = 46, 52
_ICON, _INSET, _GAP, _NARROW = 14, 7, 6, 176
_PILL = 40
_State = QStyle.StateFlag
_Index = QModelIndex | QPersistentModelIndex


class CardPainter(QStyledItemDelegate):
    """All cards are of one size; the value goes where there is no room for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.has_keys = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """One card and the gap below it."""
        return QSize(100, PITCH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One card."""
        card = index.data(CARD)
        model = index.model()
        if card is None or not isinstance(model, StageModel):
            return
        painter.save()
        whole: QRect = option.rect
        area = whole.adjusted(0, 0, 0, HEIGHT - PITCH)
        selected = bool(option.state & _State.State_Selected) and self.has_keys
        _paint_frame(painter, area, selected=selected)
        inner = area.adjusted(_INSET, 4, -_INSET, -4)
        upper = QRect(inner.left(), inner.top(), inner.width(), 18)
        lower = QRect(inner.left(), inner.top() + 19, inner.width(), 18)
        _paint_upper(painter, upper, card, model.currency, wide=area.width() >= _NARROW - 4)
        _paint_lower(painter, lower, card)
        painter.restore()


def _paint_frame(painter: QPainter, area: QRect, *, selected: bool) -> None:
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.ink if selected else look.line, 2 if selected else 1))
    painter.setBrush(look.surf)
    edge = 1.0 if selected else 0.5
    painter.drawRoundedRect(QRectF(area).adjusted(edge, edge, -edge, -edge), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_upper(painter: QPainter, row: QRect, card: Card, currency: str, *, wide: bool) -> None:
    look = theme.current()
    sign = QRect(row.left(), row.top() + 2, _ICON, _ICON)
    icons.paint(painter, sign, prospect_words.source_icon(card.source), look.mute)
    right = row.right() + 1
    if wide and card.value is not None:
        painter.setPen(look.text)
        money = prospect_words.short_money(card.value, currency)
        font = theme.font(theme.META, figures=True)
        right = paint_at_right(painter, row, right, money, font) - 4
    left = row.left() + _ICON + _GAP
    name = QRect(left, row.top(), right - left, row.height())
    paint_text(painter, name, card.name, theme.font(theme.META, bold=True), quiet=False)


def _paint_lower(painter: QPainter, row: QRect, card: Card) -> None:
    look, left, right = theme.current(), row.left() + _ICON + _GAP, row.right() + 1
    if card.waits_long and card.waits is not None:
        icons.paint(painter, QRect(left, row.top() + 2, _ICON, _ICON), "clock-fill", look.bad)
        painter.setPen(look.bad)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        area = QRect(left + _ICON + 6, row.top(), right - left - _ICON - 6, row.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, prospect_words.waits(card.waits))
        return
    if card.planned is not None:
        pill = QRect(right - 34, row.top(), 34, 18)
        paint_pill(painter, pill, card.planned.weekday(), solid=True)
        right -= _PILL
    words = prospect_words.next_step(card.next_objective, card.last)
    area = QRect(left, row.top(), right - left, row.height())
    paint_text(painter, area, words, theme.font(theme.META), quiet=True)
