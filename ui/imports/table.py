"""The table of the import: doubts in yellow with their reason, columns chosen in their heads."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from planner.words import _
from ui import theme
from ui.imports import field_words
from ui.imports.model import CERTAINTY, DOUBT, FIRST, STATE, ImportModel

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HEAD_HEIGHT = 40, 52
_DOUBT_LIGHT, _DOUBT_DARK = QColor("#FFF3C4"), QColor("#4A3F12")
_EDGE_LIGHT, _EDGE_DARK = QColor("#C99700"), QColor("#E0B83C")
_INSET = 8


def doubt_colours() -> tuple[QColor, QColor]:
    """Ground and edge of what was guessed."""
    return (_DOUBT_DARK, _EDGE_DARK) if theme.current().dark else (_DOUBT_LIGHT, _EDGE_LIGHT)


class ColumnHead(QHeaderView):
    """Each column's own heading, and under it what it is taken for; a click changes that."""

    chosen = Signal(int, object)
    """Column of the list, field or None."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setFixedHeight(HEAD_HEIGHT)
        self.sectionClicked.connect(self._offer)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.current()
        painter.save()
        painter.fillRect(rect, look.win)
        inner = rect.adjusted(_INSET, 6, -_INSET, -6)
        painter.setPen(look.mute)
        painter.setFont(theme.font(theme.META))
        heading = _elided(
            painter, str(self._asked(section, Qt.ItemDataRole.DisplayRole) or ""), inner
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, heading)
        if section >= FIRST:
            self._paint_field(painter, inner, section)
        painter.restore()

    def _paint_field(self, painter: QPainter, inner: QRect, section: int) -> None:
        look = theme.current()
        box = QRect(inner.left(), inner.bottom() - 21, inner.width(), 22)
        ground, edge = doubt_colours()
        guessed = self._asked(section, CERTAINTY) == "guessed"
        painter.setPen(edge if guessed else look.line)
        painter.setBrush(ground if guessed else look.surf)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.META, bold=True))
        words = ("? " if guessed else "") + str(self._asked(section, Qt.ItemDataRole.EditRole))
        text = box.adjusted(6, 0, -18, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, _elided(painter, words, text))
        painter.drawText(box.adjusted(0, 0, -6, 0), _RIGHT, "▾")

    def _asked(self, section: int, role: int) -> Any:
        return self.model().headerData(section, Qt.Orientation.Horizontal, role)

    def _offer(self, section: int) -> None:
        if section < FIRST:
            return
        menu = QMenu(self)
        for name in (None, *field_words.OFFERED):
            action = menu.addAction(field_words.field(name))
            action.triggered.connect(
                lambda _on=False, wanted=name: self.chosen.emit(section - FIRST, wanted)
            )
        at = QPoint(self.sectionViewportPosition(section), self.height())
        menu.popup(self.viewport().mapToGlobal(at))


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _elided(painter: QPainter, text: str, box: QRect) -> str:
    mode = Qt.TextElideMode.ElideRight
    return painter.fontMetrics().elidedText(text.replace("\n", " "), mode, box.width())


class CellPainter(QStyledItemDelegate):
    """A value, and below it why it is doubtful."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, made = theme.current(), _fields(option)
        painter.save()
        doubt, state = str(index.data(DOUBT) or ""), index.data(STATE)
        rejected = state == "rejected"
        if doubt:
            ground, edge = (look.badbg, look.bad) if rejected else doubt_colours()
            painter.fillRect(made.rect, ground)
            painter.fillRect(QRect(made.rect.topLeft(), QSize(2, made.rect.height())), edge)
        painter.setPen(look.line)
        painter.drawLine(made.rect.bottomLeft(), made.rect.bottomRight())
        inner = made.rect.adjusted(_INSET, 2, -_INSET, -2)
        painter.setPen(self._ink(index.column(), state))
        painter.setFont(theme.font(theme.BODY, figures=index.column() == 0))
        text = _elided(painter, str(index.data() or ""), inner)
        top = Qt.AlignmentFlag.AlignTop if doubt else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignLeft, text)
        if doubt:
            painter.setPen(look.bad if rejected else look.text)
            painter.setFont(theme.font(theme.META))
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, _elided(painter, doubt, inner))
        painter.restore()

    def _ink(self, column: int, state: str) -> QColor:
        look = theme.current()
        if column == 0 or state in ("skipped", "known"):
            return look.mute
        if column == 1:
            return {"exact": look.good, "rejected": look.bad, "needs_place": look.bad}.get(
                state, look.text
            )
        return look.mute if state == "rejected" else look.text


def _fields(option: QStyleOptionViewItem) -> Any:
    return option  # its fields are not in the stubs


class ImportTable(QTableView):
    """Rows of the list; a double click corrects a cell."""

    corrected = Signal(int, int, str)
    """Number of the row in the list, column of the list, text."""

    def __init__(self, model: ImportModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.head = ColumnHead()
        self.setHorizontalHeader(self.head)
        self.setItemDelegate(_Correcting(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Rows of the list"))

    def fit(self) -> None:
        """Give each column a width that suits its first rows."""
        for column in range(self._rows.columnCount()):
            self.setColumnWidth(
                column, (52, 130)[column] if column < FIRST else self._wanted(column)
            )

    def _wanted(self, column: int) -> int:
        metrics, longest = self.fontMetrics(), 0
        for row in range(min(40, self._rows.rowCount())):
            text = str(self._rows.index(row, column).data() or "")
            longest = max(longest, metrics.horizontalAdvance(text[:60]))
        return max(110, min(240, longest + 2 * _INSET + 8))


class _Correcting(CellPainter):
    """Typing into a cell asks for the correction; the list itself is not changed."""

    def setModelData(self, editor: Any, model: Any, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, ImportTable)
        row = model.row_at(index.row())
        if editor.text() != (index.data() or ""):
            table.corrected.emit(row.number, index.column() - FIRST, editor.text())
