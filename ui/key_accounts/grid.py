"""A table of records that is edited where it stands; its last row makes a new one.

The model holds records and blanks. A blank has what a new record of it begins with; whatever is
typed into it makes the record. Nothing is written here: `changed` and `made` say what is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from planner.exchange import field_words, figures
from planner.words import _
from planner.workspace import BadInput
from planner.workspace.fields import fields_of, read, write
from ui import plain, theme

Kind = Literal["text", "money", "date", "choice", "tick", "state", "person"]
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
STATE = int(Qt.ItemDataRole.UserRole)
"""Of a cell of kind state: True where the record is in it, None for a blank row."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, or one of the states a field can be in (`value`).

    `wide` is in pixels; 0 takes what is left. `options` are value and words of a choice of people.
    """

    name: str
    title: str
    wide: int
    kind: Kind = "text"
    value: str = ""
    options: tuple[tuple[Any, str], ...] = ()
    hint: str = ""


@dataclass(slots=True)
class Line:
    """A row: a record, or a blank that begins with `values`.

    `lead` is what a blank says where nothing is yet, in its field `lead_at` or the first text.
    """

    values: dict[str, Any]
    id: int | None = None
    lead: str = ""
    lead_at: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table is of: its kind of record and its columns."""

    kind: str
    columns: tuple[Column, ...]
    currency: str
    today: date


class GridModel(QAbstractTableModel):
    """Records as rows."""

    changed = Signal(int, dict)
    """A record's number and the fields that shall be other."""
    made = Signal(dict)
    """The fields of a new record."""
    refused = Signal(object)
    """The BadInput that says why a text cannot be taken."""

    def __init__(self, shape: Shape, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shape = shape
        self.lines: list[Line] = []

    def take(self, records: Sequence[Any], blanks: Sequence[Mapping[str, Any]] = ({},)) -> None:
        """Show records, then a blank for each new one that may be typed."""
        names = [column.name for column in self.shape.columns]
        self.take_lines(
            [Line({n: getattr(r, n) for n in names}, r.id) for r in records]
            + [Line(dict(blank)) for blank in blanks]
        )

    def take_lines(self, lines: list[Line]) -> None:
        """Show lines in an order of the caller's own."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.shape.columns)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        column = self.shape.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint or field_words.field(column.name, self.shape.kind)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.shape.columns[index.column()]
        if column.kind == "tick":
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if column.kind == "state" else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], self.shape.columns[index.column()]
        value = line.values.get(column.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(line, column, value)
        if role == Qt.ItemDataRole.EditRole:
            return value if column.options else write(self._field(column), value)
        if role == STATE:
            return None if line.id is None else value == column.value
        if role == Qt.ItemDataRole.CheckStateRole and column.kind == "tick":
            return Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column) | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and line.id is None:
            return theme.current().mute
        if role == Qt.ItemDataRole.ToolTipRole and column.kind == "text":
            return plain.tooltip(str(value or ""))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column, value)
        return None

    def _field(self, column: Column) -> Any:
        return fields_of(self.shape.kind)[column.name]

    def _shown(self, line: Line, column: Column, value: Any) -> str:
        if column.kind in ("tick", "state"):
            return ""
        if value in (None, "") and line.id is None:
            first = next(c.name for c in self.shape.columns if c.kind == "text")
            at = line.lead_at or first
            return (line.lead or _("add…")) if column.name == at else ""
        if value in (None, ""):
            return ""
        if column.options:
            return next((words for known, words in column.options if known == value), "")
        if column.kind == "money":
            return figures.money(value, self.shape.currency)
        if column.kind == "date":
            same = value.year == self.shape.today.year
            return figures.day_and_month(value) if same else figures.full_date(value)
        if column.kind == "choice":
            return field_words.choice(str(value))
        return str(value)

    def _spoken(self, line: Line, column: Column, value: Any) -> str:
        said = self._shown(line, column, value)
        if column.kind == "state":
            said = _("yes") if line.id is not None and value == column.value else _("no")
        elif column.kind == "tick":
            said = _("yes") if value else _("no")
        return f"{column.title}: {said}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line, column = self.lines[index.row()], self.shape.columns[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._want(line, column, Qt.CheckState(value) == Qt.CheckState.Checked)
        if role != Qt.ItemDataRole.EditRole:
            return False
        try:
            read_value = value if column.options else self._read(column, str(value))
        except BadInput as problem:
            self.refused.emit(problem)
            return False
        return self._want(line, column, read_value)

    def _read(self, column: Column, text: str) -> Any:
        if column.kind == "money":
            text = _number(text, self.shape.currency)
        elif column.kind == "date":
            text = _day(text, self.shape.today)
        return read(self.shape.kind, {column.name: text})[column.name]

    def set_state(self, index: Index) -> None:
        """A click on a state: the record is in it from now on."""
        line, column = self.lines[index.row()], self.shape.columns[index.column()]
        self._want(line, column, column.value)

    def _want(self, line: Line, column: Column, value: Any) -> bool:
        if line.id is None:
            if value in (None, "") or value is False:
                return False
            self.made.emit({**line.values, column.name: value})
        elif line.values.get(column.name) != value:
            self.changed.emit(line.id, {column.name: value})
        return True


def _side(column: Column) -> Qt.AlignmentFlag:
    if column.kind == "money":
        return Qt.AlignmentFlag.AlignRight
    if column.kind in ("tick", "state"):
        return Qt.AlignmentFlag.AlignHCenter
    return Qt.AlignmentFlag.AlignLeft


def _number(text: str, currency: str) -> str:
    """£7,900 as 7900: what is shown can be typed."""
    bare = text.replace(figures.currency_symbol(currency).strip(), "").replace(currency, "")
    return bare.replace(",", "").strip()


def _day(text: str, today: date) -> str:
    """Today by its name, and what is shown: 30 Nov, 30 Nov 2025."""
    plain_text = text.strip()
    if plain_text.casefold() == _("today"):
        return today.isoformat()
    for month in range(1, 13):
        name = figures.day_and_month(date(2000, month, 1)).partition(" ")[2]
        day, _space, rest = plain_text.partition(" ")
        said, _space, year = rest.partition(" ")
        if day.isdigit() and said.casefold() == name.casefold() and (not year or year.isdigit()):
            return f"{int(year or today.year):04d}-{month:02d}-{int(day):02d}"
    return plain_text
