"""The view of such a table: compact rows, editors in place, states that are clicked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planner.exchange import field_words
from planner.workspace.fields import fields_of
from ui import icons, theme
from ui.key_accounts.grid import STATE, Column, GridModel

ROW = 26
_DOT = 5
Index = QModelIndex | QPersistentModelIndex


class GridView(QTableView):
    """Edits by typing, double click or F2; ticks and states by one click; Del takes a row out."""

    delete_wanted = Signal(int)
    """The number of a record."""

    def __init__(self, model: GridModel, name: str) -> None:
        super().__init__()
        self.grid = model
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(theme.font(theme.META, figures=True))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self._set_columns(model.shape.columns)
        self.clicked.connect(self._clicked)

    def _set_columns(self, columns: tuple[Column, ...]) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStyleSheet("QHeaderView::section { padding: 2px 3px; }")  # as narrow as the cells
        head.setFixedHeight(ROW)
        head.setMinimumSectionSize(20)
        head.setFont(theme.font(theme.META))
        for at, column in enumerate(columns):
            if column.wide:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(at, column.wide)
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _clicked(self, index: QModelIndex) -> None:
        if self.grid.shape.columns[index.column()].kind == "state":
            self.grid.set_state(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        kind = self.grid.shape.columns[index.column()].kind if index.isValid() else ""
        if self.state() == QAbstractItemView.State.EditingState:
            kind = ""  # the editor lets Return through: it closes, and must not open again
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            number = self.grid.lines[index.row()].id
            if number is not None:
                self.delete_wanted.emit(number)
        elif kind == "state" and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            self.grid.set_state(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and kind not in ("", "tick"):
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        rows = max(1, self.grid.rowCount())
        return QSize(320, self.horizontalHeader().sizeHint().height() + rows * ROW + 2)


class _Cell(QStyledItemDelegate):
    """Paints states and ticks; edits choices with a list and everything else with a line."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view

    def _column(self, index: Index) -> Column:
        return self._view.grid.shape.columns[index.column()]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = self._column(index)
        if column.kind == "state":
            self._ground(painter, option)
            _paint_state(painter, option.rect, index.data(STATE))
        elif column.kind == "tick":
            self._ground(painter, option)
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            _paint_tick(painter, option.rect, ticked=ticked)
        else:
            super().paint(painter, option, index)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        style = self._view.style()
        style.drawPrimitive(
            style.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._column(index)
        if column.kind not in ("choice", "person"):
            line = QLineEdit(parent)
            line.setFont(self._view.font())
            line.setStyleSheet("padding: 0 2px; border-radius: 0;")
            return line
        box = QComboBox(parent)
        box.setFont(self._view.font())
        for value, words in _choices(column, self._view.grid.shape.kind):
            box.addItem(words, value)
        # The list opens at once: one click less, and whatever is chosen is taken.
        box.activated.connect(lambda _at: self._taken(box))
        return box

    def _taken(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and editor.text() != str(
            index.data(Qt.ItemDataRole.EditRole) or ""
        ):
            model.setData(index, editor.text())

    def editorEvent(
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole cell is its tick: nobody has to hit the box."""
        if self._column(index).kind != "tick":
            return super().editorEvent(event, model, option, index)
        pressed = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        typed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not pressed and not (typed and event.type() == QEvent.Type.KeyPress):
            return False
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return bool(model.setData(index, other, Qt.ItemDataRole.CheckStateRole))


def _choices(column: Column, kind: str) -> list[tuple[Any, str]]:
    if column.options:
        return list(column.options)
    return [(value, field_words.choice(value)) for value in fields_of(kind)[column.name].choices]


def _paint_state(painter: QPainter, area: QRect, on: bool | None) -> None:
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.ink if on else look.rest, 1.4))
    painter.setBrush(look.ink if on else Qt.BrushStyle.NoBrush)
    if on is not None:
        painter.drawEllipse(area.center(), _DOT, _DOT)
    painter.restore()


def _paint_tick(painter: QPainter, area: QRect, *, ticked: bool) -> None:
    look = theme.current()
    box = QRect(0, 0, 14, 14)
    box.moveCenter(area.center())
    icons.paint(painter, box, "check-square-fill" if ticked else "square", look.ink if ticked
                else look.rest)  # fmt: skip
