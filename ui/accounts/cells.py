"""Paints the cells of the accounts table: marks, grades, calls against plan, pills, trust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.exchange import figures
from planner.words import _
from planner.workspace import AccountRow
from planner.workspace.grading.board import Extra
from ui import icons, row_painting, theme
from ui.accounts.columns import COLUMNS
from ui.accounts.model import ALARM, EXTRA, ROW, TRUST, AccountsModel
from ui.key_accounts import trust_bars

ROW_HEIGHT, CUT_HEIGHT = 26, 20
_MARK = 22
"""Pixels before the name for its mark."""
_BAR, _BAR_HIGH = 48, 10
_GRADES = ("A", "B", "C", "D", "")
_MARKS = {
    "complaint": "warning-octagon-fill",
    "promise": "handshake-fill",
    "unconfirmed": "question-fill",
    "overdue": "clock-fill",
}
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class CellPainter(QStyledItemDelegate):
    """The name strong, what is late or missing in the alarm colour, figures flush right."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        made: Any = option  # its fields are not in the stubs
        key = COLUMNS[index.column()].key
        made.font = theme.font(theme.META, bold=False, figures=True)
        if key == "name":
            made.font = theme.font(theme.BODY, bold=True)
        elif key == "value":
            made.font = theme.font(theme.META, bold=True, figures=True)
        if index.data(ALARM):
            made.font = theme.font(theme.META, bold=True, figures=True)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                made.palette.setColor(role, theme.current().bad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        made: Any = QStyleOptionViewItem(option)
        # A row below a cut is taller by the cut's own stripe: the cells keep to its foot.
        made.rect = QRect(made.rect)
        made.rect.setTop(made.rect.bottom() + 1 - ROW_HEIGHT)
        self.initStyleOption(made, index)
        painter.save()
        if made.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(made.rect, theme.current().sel)
        elif made.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(made.rect, theme.current().win)
        own = _PAINTED.get(COLUMNS[index.column()].key)
        if own is not None:
            own(painter, made, index)
        else:
            _paint_words(painter, made, index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: Any, index: _Index) -> QWidget:
        """A grade is chosen, the others are typed."""
        if COLUMNS[index.column()].key == "grade":
            box = QComboBox(parent)
            for grade in _GRADES:
                box.addItem(grade or _("none"), grade)
            box.setAccessibleName(_("Grade"))
            box.activated.connect(lambda _at: self._chosen(box))
            return box
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        return line

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        typed = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(typed)))
        elif isinstance(editor, QLineEdit):
            editor.setText(typed)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: _Index) -> None:
        rect = QRect(option.rect)
        rect.setTop(rect.bottom() + 1 - ROW_HEIGHT)
        editor.setGeometry(rect)

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


def _paint_words(painter: QPainter, option: Any, index: _Index) -> None:
    text = str(index.data() or "")
    rect = option.rect.adjusted(5, 0, -5, 0)
    painter.setFont(option.font)
    painter.setPen(_ink(option))
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _RIGHT if COLUMNS[index.column()].right else _LEFT, words)


def _ink(option: Any) -> Any:
    selected = option.state & QStyle.StateFlag.State_Selected
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
    return option.palette.color(role)


def _paint_name(painter: QPainter, option: Any, index: _Index) -> None:
    model, row = index.model(), index.data(ROW)
    look = theme.current()
    mark = model.mark(row) if isinstance(model, AccountsModel) else ""
    if mark:
        at = QRect(option.rect.left() + 6, option.rect.center().y() - 6, 13, 13)
        icons.paint(painter, at, _MARKS[mark], look.bad if mark == "complaint" else look.text)
    area = option.rect.adjusted(_MARK, 0, -4, 0)
    row_painting.paint_text(painter, area, row.name, option.font, quiet=False)


def _paint_grade(painter: QPainter, option: Any, index: _Index) -> None:
    row: AccountRow = index.data(ROW)
    known: Extra = index.data(EXTRA)
    look, rect = theme.current(), option.rect
    box = QRect(rect.left() + 5, rect.top() + 4, 18, 17)
    painter.setPen(look.line)
    painter.setBrush(look.surf)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(look.text)
    painter.setFont(theme.font(theme.META, bold=True))
    painter.drawText(box.adjusted(0, 0, 1, 0), Qt.AlignmentFlag.AlignCenter, row.grade)
    if known.advised:
        area = QRect(box.right() + 4, rect.top(), rect.right() - box.right() - 4, rect.height())
        hint = _("→ {grade}").format(grade=known.advised)
        quiet = known.by_hand
        font = theme.font(theme.META, bold=not quiet)
        row_painting.paint_text(painter, area, hint, font, quiet=quiet)


def _paint_calls(painter: QPainter, option: Any, index: _Index) -> None:
    row: AccountRow = index.data(ROW)
    if row.status != "customer":
        return
    known: Extra = index.data(EXTRA)
    area = QRect(option.rect.left() + 5, option.rect.center().y() - _BAR_HIGH // 2, _BAR, _BAR_HIGH)
    paint_calls_bar(painter, area, known.made, known.planned)
    look = theme.current()
    made, planned = f"{known.made}", _(" / {planned}").format(planned=round(known.planned))
    text = QRect(area.right() + 6, option.rect.top(), 54, option.rect.height())
    bold = theme.font(theme.META, bold=True, figures=True)
    painter.setFont(bold)
    painter.setPen(look.bad if index.data(ALARM) else look.text)
    painter.drawText(text, _LEFT, made)
    text.setLeft(text.left() + painter.fontMetrics().horizontalAdvance(made))
    painter.setFont(theme.font(theme.META, figures=True))
    painter.setPen(look.mute)
    painter.drawText(text, _LEFT, planned)


def paint_calls_bar(painter: QPainter, area: QRect, made: float, planned: float) -> None:
    """Calls made as a bar, a tick where the plan is, hatched red beyond it."""
    look = theme.current()
    whole = max(made, planned, 1.0) * (1.0 if made > planned else 1.25)
    tick = area.left() + round(area.width() * planned / whole)
    end = area.left() + round(area.width() * made / whole)
    painter.fillRect(QRect(area.left(), area.top(), min(end, tick) - area.left(), area.height()),
                     look.mute)  # fmt: skip
    if end > tick:
        beyond = QRect(tick, area.top(), end - tick, area.height())
        painter.fillRect(beyond, look.badbg)
        painter.fillRect(beyond, QBrush(look.bad, Qt.BrushStyle.BDiagPattern))
    painter.fillRect(QRect(tick, area.top() - 3, 2, area.height() + 6), look.text)


def _paint_pill(painter: QPainter, option: Any, index: _Index) -> None:
    row: AccountRow = index.data(ROW)
    model: Any = index.model()
    if row.planned is None:
        return
    days = (row.planned - model.today).days
    if 0 <= days < 7 * 2:
        pill = row_painting.pill_at(option.rect, option.rect.left() + 39)
        pill.setHeight(17)
        row_painting.paint_pill(painter, pill, row.planned.weekday(), solid=True)
        return
    option.font = theme.font(theme.META, figures=True)
    painter.setFont(option.font)
    painter.setPen(theme.current().mute)
    words = figures.day_and_month(row.planned)
    painter.drawText(option.rect.adjusted(4, 0, 0, 0), _LEFT, words)


def _paint_trust(painter: QPainter, option: Any, index: _Index) -> None:
    top = option.rect.center().y() - trust_bars.HIGH // 2
    trust_bars.paint(painter, option.rect.left() + 5, top, index.data(TRUST))


_Paint = Callable[[QPainter, Any, _Index], None]
_PAINTED: dict[str, _Paint] = {
    "name": _paint_name,
    "grade": _paint_grade,
    "calls": _paint_calls,
    "planned": _paint_pill,
    "trust": _paint_trust,
}
