"""Find or do: everything that can be done, and every account, by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import icons, row_painting, theme
from ui.finding import AccountIndex, score, starts_word
from ui.keys import Actions, shown_keys

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from planner.workspace import AccountRow
    from ui.jobs import Jobs

_MOST = 12
_FEW = 2000
"""Accounts that are made ready for searching within a few milliseconds."""
_WIDTH, _ROW = 560, 32
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}
_DETAIL = Qt.ItemDataRole.UserRole + 1


class Found(NamedTuple):
    """One line: what it is, what stands at its right, what Enter does."""

    words: str
    detail: str
    icon: QIcon
    do: Callable[[], object]


class Palette(QFrame):
    """A field and a list under it, over the window. Esc, or going elsewhere, closes it."""

    def __init__(
        self,
        window: QWidget,
        actions: Actions,
        accounts: Callable[[], Iterable[AccountRow]],
        open_account: Callable[[int], object],
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._window = window
        self._actions, self._accounts, self._open_account = actions, accounts, open_account
        self._jobs, self._index = jobs, AccountIndex()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("A customer, a town, or what you want to do"))
        self.field.setAccessibleName(_("Find or do"))
        self.field.setFixedHeight(36)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("What was found"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self._found: list[Found] = []
        self._before: QWidget | None = None
        self.hide()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._do())

    def open(self) -> None:
        """Show it, empty, at the top of the window."""
        self._before = self._window.focusWidget()
        self.field.clear()
        self._search("")
        self._make_index()
        window = self._window
        self.setFixedWidth(min(_WIDTH, window.width() - 32))
        self.move((window.width() - self.width()) // 2, 52)
        self.show()
        self.raise_()
        self.field.setFocus()

    def _make_index(self) -> None:
        """Take all accounts as they are now; many are made ready beside the window."""
        rows = list(self._accounts())
        if self._jobs is None or len(rows) <= _FEW:
            self._take_index(AccountIndex(rows))
        else:
            work = partial(AccountIndex, rows)
            self._jobs.read(work, self._take_index, owner=self, newest="find or do")

    def _take_index(self, index: AccountIndex) -> None:
        self._index = index
        if self.field.text():
            self._search(self.field.text())

    def _search(self, typed: str) -> None:
        ranked = self._doings(typed) + self._known(typed)
        ranked.sort(key=lambda pair: -pair[0])
        self._found = [found for _fits, found in ranked[:_MOST]]
        self.list.clear()
        for found in self._found:
            item = QListWidgetItem(found.icon, found.words)
            item.setData(_DETAIL, found.detail)
            self.list.addItem(item)
        if not self._found:
            nothing = QListWidgetItem(_("Nothing has this name."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(_ROW * max(1, self.list.count()) + 4)
        self.adjustSize()

    def _doings(self, typed: str) -> list[tuple[int, Found]]:
        """What can be done now, by the starts of its words."""
        ranked = []
        for entry in self._actions.entries():
            action, known = self._actions[entry.name], f"{entry.words} {entry.name}".casefold()
            starts = all(starts_word(known, part) for part in typed.casefold().split())
            if entry.listed and action.isEnabled() and starts:
                words = action.text().replace("&&", "&")
                found = Found(words, shown_keys(entry), action.icon(), action.trigger)
                ranked.append((score(known, typed), found))
        return ranked

    def _known(self, typed: str) -> list[tuple[int, Found]]:
        """Accounts whose name or town has every part of what was typed; the best ones first."""
        if len(typed.strip()) < 2:
            return []
        icon = icons.icon("buildings", "mute")
        best = self._index.best(typed, _MOST)
        return [(fits, self._account(row, icon)) for fits, row in best]

    def _account(self, row: AccountRow, icon: QIcon) -> Found:
        return Found(row.name, row.town, icon, partial(self._open_account, row.id))

    def _close(self) -> None:
        """Give the keys back to who had them."""
        self.hide()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()

    def _do(self) -> None:
        at = self.list.currentRow()
        self._close()
        if 0 <= at < len(self._found):
            self._found[at].do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if self._key(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        if key in _STEPS:
            last = self.list.count() - 1
            self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + _STEPS[key])))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
            return True
        if key == Qt.Key.Key_Escape:
            self._close()
            return True
        return False


class _Line(QStyledItemDelegate):
    """Words at the left, keys or town at the right, both as they are."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, rect = theme.current(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.sel)
            painter.drawRoundedRect(rect, 4, 4)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(rect.left() + 8, rect.center().y() - 8, 16, 16))
        detail, meta = index.data(_DETAIL) or "", theme.font(theme.META)
        painter.setPen(look.mute)
        right = row_painting.paint_at_right(painter, rect, rect.right() - 8, detail, meta)
        words = QRect(rect.left() + 36, rect.top(), right - rect.left() - 52, rect.height())
        row_painting.paint_text(painter, words, index.data() or "", theme.font(), quiet=False)
        painter.restore()
