"""The list "To call on": chips, search, sorting, and rows that can be dragged to a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.words import _
from ui import icons, plain, theme
from ui.drag import Press
from ui.icons import paint as paint_icon
from ui.week.due import FILTERS, SORTS, DueModel
from ui.week.roles import Role

if TYPE_CHECKING:
    from planner.workspace import AccountRow

ROW_HEIGHT = 28
_PILL_WIDTH = 34
_Flag = QItemSelectionModel.SelectionFlag
_SEARCH_REST = 60
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


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


class DueDelegate(QStyledItemDelegate):
    """Grade, name, how due, and the day: planned, or the cheapest with what it costs."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, area = theme.current(), option.rect
        painter.save()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.sel)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.win)
        by_key = QStyle.StateFlag.State_KeyboardFocusChange | QStyle.StateFlag.State_Selected
        if state & QStyle.StateFlag.State_HasFocus and state & by_key:
            painter.setPen(QPen(look.ink, 1, Qt.PenStyle.DotLine))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        badge = QRect(area.left() + 12, area.top() + 6, 16, 16)
        self._badge(painter, badge, index)
        right = self._day(painter, area, index)
        x = badge.right() + 11
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(look.text)
        detail = index.data(Role.DETAIL)
        meta = painter.fontMetrics()
        name = index.data(Qt.ItemDataRole.DisplayRole)
        room = max(40, right - x - 8)
        elided = meta.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, area.top(), room, area.height()), _VERTICAL, elided)
        x += meta.horizontalAdvance(elided) + 8
        if right - x > 36:
            painter.setFont(theme.font(theme.META))
            painter.setPen(look.mute)
            words = painter.fontMetrics().elidedText(
                detail, Qt.TextElideMode.ElideRight, right - x - 6
            )
            painter.drawText(QRect(x, area.top(), right - x, area.height()), _VERTICAL, words)
        painter.restore()

    def _badge(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        icon, grade = index.data(Role.ICON), index.data(Role.GRADE)
        if icon or grade:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.line, 1))
            painter.setBrush(look.surf)
            painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if icon:
            paint_icon(painter, area.adjusted(2, 2, -2, -2), icon, look.text)
        elif grade:
            painter.setFont(theme.font(theme.META))
            painter.setPen(look.text)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, grade)

    def _day(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> int:
        """The pill at the right and what is before it; gives the pixel where they begin."""
        pill = QRect(area.right() - 12 - _PILL_WIDTH, area.top() + 5, _PILL_WIDTH, 18)
        planned = index.data(Role.PLANNED_DAY)
        if planned is not None:
            paint_pill(painter, pill, planned, solid=True)
            return pill.left()
        cheapest = index.data(Role.CHEAPEST)
        if not cheapest:
            return area.right() - 12
        paint_pill(painter, pill, cheapest[0], solid=False)
        painter.setFont(theme.font(theme.META, figures=True))
        painter.setPen(theme.current().text)
        width = painter.fontMetrics().horizontalAdvance(cheapest[1])
        left = pill.left() - 8 - width
        painter.drawText(QRect(left, area.top(), width + 2, area.height()), _VERTICAL, cheapest[1])
        return left


class DueView(QListView):
    """The rows. Several can be selected and dragged at once."""

    drag_begun = Signal(QPoint, object)
    hovered_account = Signal(object)
    account_opened = Signal(int)
    menu_wanted = Signal(QPoint)
    seen = Signal()
    """Other rows may be in sight."""

    def __init__(self, model: DueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due = model
        self._press = Press()
        self._narrow_later: QModelIndex | None = None
        self.setModel(model)
        self.setItemDelegate(DueDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setAccessibleName(_("To call on"))
        self.verticalScrollBar().valueChanged.connect(self.seen)
        self.doubleClicked.connect(lambda index: self.account_opened.emit(index.data(Role.ACCOUNT)))

    def selected_accounts(self) -> list[AccountRow]:
        """The accounts selected, from top to bottom."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(Role.ROW) for index in rows]

    def select_accounts(self, accounts: Iterable[int]) -> None:
        """Select the rows of these accounts, as far as they are shown."""
        wanted = set(accounts)
        chosen = QItemSelection()
        for row in self._due.rows_of(wanted) if wanted else ():
            index = self._due.index(row)
            chosen.select(index, index)
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)

    def rows_in_sight(self) -> tuple[int, int]:
        """First and last row that can be seen."""
        first = self.verticalScrollBar().value() // ROW_HEIGHT
        return first, first + self.viewport().height() // ROW_HEIGHT + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.seen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._narrow_later = None
        plain_press = not event.modifiers() and event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._press.begin(event)
        if plain_press and index.isValid() and self.selectionModel().isSelected(index):
            self._narrow_later = index  # it may be the start of dragging several
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press.dragged(event):
            self._press.end()
            self._narrow_later = None
            self.setState(QAbstractItemView.State.NoState)
            if self.selectionModel().hasSelection():
                self.drag_begun.emit(event.globalPosition().toPoint(), self.viewport())
            return
        if self._press.held:
            return  # Qt would select what it is drawn over
        index = self.indexAt(event.position().toPoint())
        self.hovered_account.emit(index.data(Role.ACCOUNT) if index.isValid() else None)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press.end()
        if self._narrow_later is not None:
            self.selectionModel().setCurrentIndex(self._narrow_later, _Flag.ClearAndSelect)
            self._narrow_later = None
            return
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered_account.emit(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selectionModel().hasSelection():
            self.menu_wanted.emit(event.globalPos())


class _Search(QLineEdit):
    """Esc empties it and goes back to the rows, as Return and the arrow down do."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        mine = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if mine and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DueList(QWidget):
    """Heading, chips, search and sort over the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DueModel(self)
        self.view = DueView(self.model)
        self._title = plain.label(_("To call on"))
        self._title.setFont(theme.font(theme.BODY, bold=True))
        self._count = plain.label()
        self._count.setObjectName("muted")
        self._chips = QButtonGroup(self)
        self.field = _Search()
        self.field.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._soon = QTimer(self, singleShot=True, interval=_SEARCH_REST)
        self._soon.timeout.connect(lambda: self.model.search(self.field.text()))
        self.empty = plain.label("", wrap=True)
        self._build()
        self.model.modelReset.connect(self._counted)
        self._counted()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        column.addLayout(self._search_row())
        self.empty.setObjectName("muted")
        self.empty.setFont(theme.font(theme.META))
        self.empty.setContentsMargins(12, 8, 12, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        words = {"due": _("Due"), "new": "", "all": _("All")}
        tips = {
            "due": _("Due until the end of this week"),
            "new": _("New business: prospects"),
            "all": _("All accounts"),
        }
        for number, name in enumerate(FILTERS):
            chip = QPushButton(words.get(name, name))
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setFixedHeight(24)
            chip.setStyleSheet("padding: 2px 7px;")
            if name == "new":
                chip.setIcon(icons.icon("star"))
            tip = tips.get(name) or _("{grade} accounts that are due").format(grade=name)
            chip.setToolTip(tip)
            chip.setAccessibleName(tip)
            chip.setChecked(name == self.model.filter)
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        self._chips.idClicked.connect(lambda number: self.model.show_only(FILTERS[number]))
        return row

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 4)
        row.setSpacing(4)
        self.field.setPlaceholderText(_("Search in name, town, postcode"))
        self.field.setAccessibleName(_("Search in the accounts to call on"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedHeight(26)
        self.field.setFont(theme.font(theme.META))
        self.field.textChanged.connect(lambda _text: self._soon.start())
        row.addWidget(self.field, 1)
        self._sort = QToolButton()
        self._sort.setIcon(icons.icon("sort-ascending"))
        self._sort.setFixedHeight(26)
        self._sort.setFont(theme.font(theme.META))
        self._sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setMenu(self._sort_menu())
        row.addWidget(self._sort)
        self._name_sort("due")
        return row

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        for name in SORTS:
            action = menu.addAction(_sort_words(name))
            action.triggered.connect(lambda _checked, name=name: self.sort_by(name))
        return menu

    def sort_by(self, name: str) -> None:
        """Sort by one of `due.SORTS`."""
        self.model.sort_by(name)
        self._name_sort(name)

    def _name_sort(self, name: str) -> None:
        self._sort.setText(_sort_words(name))
        self._sort.setToolTip(_("Sorted by: {what}").format(what=_sort_words(name)))

    def show_only(self, name: str) -> None:
        """Press a chip."""
        self._chips.button(FILTERS.index(name)).click()

    def _counted(self) -> None:
        count = self.model.total
        # The heading stays whole: beside it there is room for four digits.
        self._count.setText(f"{count:,}" if count < 10_000 else f"{count // 1000}k")
        self._count.setToolTip(f"{count:,}")
        if not count:
            self.empty.setText(self._why_empty())
        self.empty.setVisible(not count)
        # The list stays: with the focus in something hidden the week's keys would be dead.
        if count:
            QTimer.singleShot(0, self.view, self.view.seen.emit)

    def _why_empty(self) -> str:
        if self.model.empty:
            return _("Your customers come here: drop a list on this window, or press Ctrl+O.")
        return _("No account matches.") if self.field.text() else _("Nobody is due here.")


def _sort_words(name: str) -> str:
    return {
        "due": _("Due"),
        "name": _("Name"),
        "grade": _("Grade"),
        "potential": _("Potential"),
        "distance": _("Distance"),
    }[name]
