"""The jobs at the foot: chips of their kinds, one row each, a button where something is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import service_words
from planner.words import _
from ui import icons, plain, row_painting, theme
from ui.icons import paint as paint_icon
from ui.service.jobs_model import (
    CELL,
    FIRST,
    HELD,
    JOB,
    JOB_COLUMN,
    KIND_ICONS,
    NEXT,
    WHEN,
    Cell,
    JobsModel,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex

    from planner.workspace.service.views import JobRow, Nearby, ServicePage

    Index = QModelIndex | QPersistentModelIndex

_ROW, _NARROW = 28, 900
_WIDTHS = (142, 116, 150, 146, 92, 96, 112, 96)


class JobsPanel(QWidget):
    """Says what is wanted of a job; changes nothing itself."""

    opened = Signal(object)
    """A JobRow, by Enter or a double click."""
    asked = Signal(object)
    """Its button: offer maintenance, or ask how satisfied they are."""
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = JobsModel(self)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setItemDelegate(_JobPainter(self.table))
        self.table.entered_row.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.table.doubleClicked.connect(self._open)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._group = QButtonGroup(self)
        self.new = QPushButton(icons.icon("plus"), _("New job"))
        self.new.setFont(theme.font(theme.META))
        self.new.clicked.connect(lambda _on: self.new_wanted.emit())
        self._lay_out()

    def show_page(
        self, page: ServicePage, near: Mapping[int, Nearby], week: tuple[date, ...]
    ) -> None:
        """Other jobs; the row looked at is kept."""
        index = self.table.currentIndex()
        job = index.data(JOB) if index.isValid() else None
        self.model.show_page(page, near, week)
        self._make_chips(page)
        at = self.model.row_of(job.id) if job is not None and job.id else None
        if at is not None:
            self.table.selectRow(at)

    def chip(self, kind: str) -> QPushButton:
        """The chip of a kind, empty for all."""
        return next(b for b in self._group.buttons() if b.property("kind") == kind)  # type: ignore[return-value]

    def area_of(self, row: int, column: int) -> QRect:
        """Where a cell is clicked on, in the table's viewport."""
        return self.table.visualRect(self.model.index(row, column))

    def _make_chips(self, page: ServicePage) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._chips.removeWidget(button)
            button.deleteLater()
        counts = {"": len(page.jobs), **page.counts()}
        for kind, count in counts.items():
            if kind and not count and kind != self.model.kind:
                continue
            words = service_words.kind(kind) if kind else _("All")
            chip = QPushButton()
            chip.setAccessibleName(f"{words} {count}")
            chip.setToolTip(f"{words} {count}")
            chip.setProperty("count", str(count))
            chip.setProperty("chip", True)
            chip.setProperty("kind", kind)
            chip.setCheckable(True)
            chip.setChecked(kind == self.model.kind)
            chip.clicked.connect(partial(self._show_kind, kind))
            self._group.addButton(chip)
            self._chips.addWidget(chip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Beside the account's card there is room for icons only, and for what matters most."""
        narrow = self.width() < _NARROW
        for chip in self._group.buttons():
            kind = str(chip.property("kind"))
            short = narrow and kind
            chip.setText(str(chip.property("count")) if short else chip.accessibleName())
            chip.setIcon(icons.icon(KIND_ICONS[kind]) if short else QIcon())
        for column in (HELD, FIRST, NEXT):
            self.table.setColumnHidden(column, narrow)

    def _show_kind(self, kind: str, _on: bool = False) -> None:
        self.model.show_kind(kind)

    def _clicked(self, index: QModelIndex) -> None:
        cell: Cell = index.data(CELL)
        if cell.button:
            self.asked.emit(index.data(JOB))

    def _open(self, index: QModelIndex) -> None:
        job: JobRow | None = index.data(JOB) if index.isValid() else None
        if job is None:
            return
        if job.is_offer:
            self.asked.emit(job)
        else:
            self.opened.emit(job)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 16, 4)
        head.setSpacing(8)
        title = plain.label(_("Jobs"))
        title.setFont(theme.font(theme.BODY, bold=True))
        head.addWidget(title)
        head.addLayout(self._chips)
        head.addStretch(1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.setBackgroundRole(self.backgroundRole().Base)
        self.setAutoFillBackground(True)


class _Table(QTableView):
    """Rows of jobs; Enter opens one."""

    entered_row = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)
        self.setAccessibleName(_("Jobs"))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        head = self.horizontalHeader()
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _JobPainter(QStyledItemDelegate):
    """Icon and words, a pill, or a button, as the cell says."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, cell, area = theme.current(), index.data(CELL), QRect(option.rect)
        painter.save()
        row_painting.paint_ground(painter, option, cursor=False)
        inner = area.adjusted(16 if index.column() == JOB_COLUMN else 6, 0, -6, 0)
        if cell.button:
            _paint_button(painter, inner, cell.words)
        elif index.column() == WHEN and cell.weekday is not None:
            _paint_when(painter, inner, cell)
        else:
            colour = look.bad if cell.bad else look.text
            if cell.icon:
                icon = QRect(inner.left(), inner.center().y() - 7, 15, 15)
                paint_icon(painter, icon, cell.icon, colour)
                inner.setLeft(inner.left() + (22 if index.column() in (JOB_COLUMN, HELD) else 20))
            font = theme.font(theme.META, bold=cell.bold, figures=True)
            _paint_words(painter, inner, cell, font)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDTHS[index.column()], _ROW)


def _paint_words(painter: QPainter, area: QRect, cell: Cell, font: QFont) -> None:
    look = theme.current()
    painter.setFont(font)
    painter.setPen(look.bad if cell.bad else look.mute if cell.quiet else look.text)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(cell.words, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_button(painter: QPainter, area: QRect, words: str) -> None:
    look = theme.current()
    painter.setFont(theme.font(theme.META))
    wide = painter.fontMetrics().horizontalAdvance(words) + 16
    box = QRect(area.left(), area.center().y() - 10, min(wide, area.width()), 20)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.line, 1))
    painter.setBrush(look.surf)
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(look.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_when(painter: QPainter, area: QRect, cell: Cell) -> None:
    assert cell.weekday is not None
    left = area.left()
    if cell.words:
        font = theme.font(theme.META, figures=True)
        left += 6 + row_painting.paint_text(painter, area, cell.words, font, quiet=False)
    pill = row_painting.pill_at(QRect(left, area.top(), 36, area.height()), left + 36)
    row_painting.paint_pill(painter, pill, cell.weekday, solid=cell.solid)
