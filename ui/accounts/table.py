"""The accounts as a table, with the cuts between grades as lines that can be dragged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView

from planner.advice.grades import LETTERS
from planner.words import _
from ui import theme
from ui.accounts.cells import CUT_HEIGHT, ROW_HEIGHT, CellPainter
from ui.accounts.columns import AT, COLUMNS
from ui.accounts.model import AccountsModel

_LEAST_NAME, _LEAST_NEXT, _MOST_NAME = 140, 50, 260
_GRIP = 5
_PILL = 238
_AFTER = 50
"""Milliseconds after which a second click is no double click any more."""
_NO_CELL = QModelIndex()


class AccountsTable(QTableView):
    """Rows of accounts. The name and the next step share what the other columns leave."""

    cut_dragged = Signal(int, int)
    """The cut and the number of accounts above it, while it is dragged."""
    cut_dropped = Signal()
    row_opened = Signal(QModelIndex)
    """A row was double-clicked."""

    def __init__(self, model: AccountsModel) -> None:
        super().__init__()
        self.accounts = model
        self.setModel(model)
        self.setItemDelegate(CellPainter(self))
        self._cuts: tuple[int, ...] = ()
        self._cut_rows: dict[int, int] = {}
        self._dragged: int | None = None
        self._edited = QPersistentModelIndex()
        # One click on a cell of the selected row types into it, once it is none of two.
        self._edit_soon = QTimer(self, singleShot=True)
        self._edit_soon.timeout.connect(self._edit_cell)
        self._set_up()
        self._set_up_head()
        model.modelReset.connect(self._place_cuts)

    def show_cuts(self, cuts: Sequence[int]) -> None:
        """The number of ranked accounts above each cut."""
        if tuple(cuts) != self._cuts:
            self._cuts = tuple(cuts)
            self._place_cuts()

    @property
    def is_typed_into(self) -> bool:
        """Whether a cell has its editor open."""
        return self.state() == QAbstractItemView.State.EditingState

    def toggle_column(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(AT[key], not shown)
        self._share_width()

    # Within

    def _set_up(self) -> None:
        self.setMouseTracking(True)
        self.setSortingEnabled(True)
        self.sortByColumn(AT["value"], Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(_("Accounts"))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(24)
        # As far in as the text of a cell, so that heads stand over what they name.
        head.setStyleSheet(
            "QHeaderView::section { padding-left: 5px; padding-right: 5px; }"
            "QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-position: top center; }"
        )
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, column.width)
            self.setColumnHidden(at, column.hidden)

    def _place_cuts(self) -> None:
        """Rows below a cut are taller by its stripe."""
        rows = self.accounts.cut_rows(self._cuts)
        for row in self._cut_rows:
            if row not in rows and row < self.accounts.rowCount():
                self.setRowHeight(row, ROW_HEIGHT)
        for row in rows:
            self.setRowHeight(row, ROW_HEIGHT + CUT_HEIGHT)
        self._cut_rows = rows
        self.viewport().update()

    def _share_width(self) -> None:
        """Only below their least widths all scrolls."""
        flexible = {AT["name"], AT["next"]}
        fixed = [
            at for at in range(len(COLUMNS)) if at not in flexible and not self.isColumnHidden(at)
        ]
        room = self.viewport().width() - sum(self.columnWidth(at) for at in fixed)
        hidden = self.isColumnHidden(AT["next"])
        name = room if hidden else min(_MOST_NAME, max(_LEAST_NAME, room * 7 // 10))
        self.setColumnWidth(AT["name"], max(_LEAST_NAME, name))
        self.setColumnWidth(AT["next"], max(_LEAST_NEXT, room - name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    # The cuts

    def _stripe(self, row: int) -> QRect:
        """Where the cut above a row is drawn, in the viewport."""
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), CUT_HEIGHT)

    def stripe_of(self, cut: int) -> QRect | None:
        """Where a cut is drawn, None where it is not shown."""
        row = next((row for row, at in self._cut_rows.items() if at == cut), None)
        return None if row is None else self._stripe(row)

    def _cut_at(self, point: QPoint) -> int | None:
        for row, cut in self._cut_rows.items():
            if self._stripe(row).adjusted(0, -_GRIP, 0, 0).contains(point):
                return cut
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for row, cut in self._cut_rows.items():
            stripe = self._stripe(row)
            if stripe.intersects(self.viewport().rect()):
                self._paint_cut(painter, stripe, cut)
        painter.end()

    def _paint_cut(self, painter: QPainter, stripe: QRect, cut: int) -> None:
        look, middle = theme.current(), stripe.center().y()
        painter.fillRect(stripe, look.surf)
        painter.fillRect(QRect(0, middle, stripe.width(), 2), look.ink)
        pill = QRect((stripe.width() - _PILL) // 2, stripe.top(), _PILL, stripe.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.ink)
        painter.drawRoundedRect(pill, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(look.onink)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        above = self._cuts[cut] - (self._cuts[cut - 1] if cut else 0)
        words = _("{count} {grade} above, {next} below: drag the cut").format(
            count=f"{above:,}", grade=LETTERS[cut], next=LETTERS[cut + 1]
        )
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cut = self._cut_at(event.position().toPoint())
        if cut is None or event.button() != Qt.MouseButton.LeftButton:
            self._note_cell(event)
            super().mousePressEvent(event)
            return
        self._dragged = cut
        event.accept()

    def _note_cell(self, event: QMouseEvent) -> None:
        """A press on a cell that can be typed into, of the one row that is selected already."""
        index = self.indexAt(event.position().toPoint())
        rows = self.selectionModel().selectedRows()
        alone = len(rows) == 1 and rows[0].row() == index.row()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        can = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        self._edit_soon.stop()
        self._edited = QPersistentModelIndex(
            index if can and alone and plain and left else _NO_CELL
        )

    def _edit_cell(self) -> None:
        if self._edited.isValid():
            self.edit(self.accounts.index(self._edited.row(), self._edited.column()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the row, whatever the first of the two clicks has led to."""
        self._edit_soon.stop()
        self._edited = QPersistentModelIndex()
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self.row_opened.emit(index)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._dragged is None:
            over = self._cut_at(at) is not None
            shape = Qt.CursorShape.SplitVCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            super().mouseMoveEvent(event)
            return
        row = self.rowAt(max(0, min(at.y(), self.viewport().height() - 1)))
        above = self.accounts.rank_at(row) if row >= 0 else self.accounts.rank_at(10**9)
        self.cut_dragged.emit(self._dragged, above)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            super().mouseReleaseEvent(event)
            if self._edited.isValid():
                self._edit_soon.start(QApplication.doubleClickInterval() + _AFTER)
            return
        self._dragged = None
        self.cut_dropped.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """No tooltip of the row below while the cut itself is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and self._dragged is not None:
            return True
        return super().viewportEvent(event)
