"""The rows of "Needs you": how one is painted, and the keys and clicks that do the next thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.exchange import figures
from planner.words import _
from ui import plain, row_painting, theme
from ui.icons import paint as paint_icon
from ui.week.due_view import ROW_HEIGHT
from ui.week.needs import Need, deed

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    Index = QModelIndex | QPersistentModelIndex

NEED = Qt.ItemDataRole.UserRole + 1
_State = QStyle.StateFlag
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = {Qt.Key.Key_P: "phone", Qt.Key.Key_M: "mail", Qt.Key.Key_K: "done"}
"""Letters that no key of the week has."""


class NeedRows(QListWidget):
    """The rows. The one under the mouse, or under the keys, offers what is done about it."""

    wanted = Signal(str, object)
    """What is wanted (`next`, `phone`, `mail`, `done`) and the Need."""
    menu_wanted = Signal(QPoint, object)
    """Where on the screen, and the Need."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_NeedDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Needs you"))

    def show_needs(self, needs: list[Need]) -> None:
        """Show these; the row with the keys stays the one about the same thing."""
        kept = self.need()
        self.clear()
        for need in needs:
            self.addItem(_item(need))
            if kept is not None and _same(kept, need) and self.currentRow() < 0:
                self.setCurrentRow(self.count() - 1)

    @property
    def needs(self) -> list[Need]:
        """What is shown."""
        return [self.item(i).data(NEED) for i in range(self.count())]

    def need(self) -> Need | None:
        """The one with the keys."""
        return _need_of(self.currentItem())

    def need_at(self, at: QPoint) -> Need | None:
        """The one under a point of the list."""
        return _need_of(self.itemAt(at))

    def event(self, event: QEvent) -> bool:
        """Keys that are this list's own are not taken for those of the week."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.need() is not None
            and _asked_by(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        need, asked = self.need(), _asked_by(event)
        if need is not None and asked:
            self.wanted.emit(asked, need)
        elif event.text() and event.key() != Qt.Key.Key_Escape:
            event.ignore()  # letters are keys of the week, not a search in this list
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        item: QListWidgetItem | None = self.itemAt(at)
        super().mouseReleaseEvent(event)
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        need: Need = item.data(NEED)
        if button_at(self.visualItemRect(item), need).contains(at):
            self.wanted.emit("next", need)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        need = self.need_at(event.pos()) or self.need()
        if need is not None:
            self.menu_wanted.emit(event.globalPos(), need)


def _need_of(item: QListWidgetItem | None) -> Need | None:
    found: Need | None = item.data(NEED) if item is not None else None
    return found


def _asked_by(event: QKeyEvent) -> str:
    """What a key asks for, empty where it is none of this list's."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in _ENTER:
        control = held == Qt.KeyboardModifier.ControlModifier
        return "done" if control else "next" if not held else ""
    return "" if held else _OWN_KEYS.get(Qt.Key(event.key()), "")


def _item(need: Need) -> QListWidgetItem:
    item = QListWidgetItem(need.name)
    item.setData(NEED, need)
    words = f"{need.name}, {need.words}"
    if need.weekday is not None:
        words = f"{words}, {figures.weekday(need.weekday)}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
    keys = _("Enter: {deed} · P: phone · M: mail draft · K: done").format(deed=deed(need))
    lines = (need.name, need.words, keys) if need.account else (need.name, need.words)
    item.setToolTip(plain.tooltip("\n".join(lines)))
    return item


def _same(one: Need, other: Need) -> bool:
    numbers = [(n.kind, n.account, n.row.record if n.row else n.name) for n in (one, other)]
    return numbers[0] == numbers[1]


def _pill_room(need: Need) -> int:
    """Pixels at the right that the day takes."""
    return 12 + (40 if need.weekday is not None else 0)


def button_at(row: QRect, need: Need) -> QRect:
    """Where in its row the button of a need is."""
    words = QFontMetrics(theme.font(theme.META, bold=True)).horizontalAdvance(deed(need)) + 18
    return QRect(row.right() - _pill_room(need) - words, row.top() + 4, words, ROW_HEIGHT - 8)


class _NeedDelegate(QStyledItemDelegate):
    """Icon, name, words, what can be done, and the day if it is planned."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme.current(), option.rect
        need: Need = index.data(NEED)
        painter.save()
        cursor = bool(option.state & _State.State_HasFocus)
        row_painting.paint_ground(painter, option, cursor=cursor)
        colour = look.bad if need.bad else look.text
        paint_icon(painter, QRect(area.left() + 12, area.top() + 6, 16, 16), need.icon, colour)
        right = area.right() - 12
        if need.weekday is not None:
            pill = row_painting.pill_at(area, right)
            row_painting.paint_pill(painter, pill, need.weekday, solid=True)
            right = pill.left() - 6
        if option.state & (_State.State_MouseOver | _State.State_HasFocus):
            right = self._button(painter, area, need) - 6
        x = area.left() + 36
        name = QRect(x, area.top(), max(60, (right - x) * 6 // 10), area.height())
        font = theme.font(theme.BODY, bold=True)
        x += row_painting.paint_text(painter, name, need.name, font, quiet=False) + 8
        words = QRect(x, area.top(), right - x, area.height())
        row_painting.paint_text(painter, words, need.words, theme.font(theme.META), quiet=True)
        painter.restore()

    def _button(self, painter: QPainter, area: QRect, need: Need) -> int:
        """The button that Enter presses; gives the pixel where it begins."""
        look, frame = theme.current(), button_at(area, need)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.ink, 1))
        painter.setBrush(look.surf)
        painter.drawRoundedRect(frame.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(theme.font(theme.META, bold=True))
        painter.setPen(look.text)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, deed(need))
        return frame.left()
