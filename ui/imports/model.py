"""The rows of a list that is looked at before it is imported, as a Qt model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.exchange.customer_list import problems
from planner.exchange.customer_list.accounts import doubt_words
from planner.words import _
from ui import plain
from ui.imports import field_words

if TYPE_CHECKING:
    from planner.workspace.importing.importing import ImportPreview, PreviewRow

Index = QModelIndex | QPersistentModelIndex
DOUBT = int(Qt.ItemDataRole.UserRole) + 1
"""Words for why a cell is doubtful, empty where it is not."""
STATE = DOUBT + 1
CERTAINTY = STATE + 1
"""Of a column's guess: sure, guessed or empty."""
FIRST = 2
"""The list's own columns begin after number and place."""

STATES: dict[str, tuple[str, Callable[[], str]]] = {
    "exact": ("✓", lambda: _("exact")),
    "postcode": ("○", lambda: _("postcode only")),
    "town": ("○", lambda: _("town only")),
    "needs_place": ("?", lambda: _("needs a place")),
    "waiting": ("…", lambda: _("waiting")),
    "twice": ("=", lambda: _("twice?")),
    "known": ("=", lambda: _("known already")),
    "rejected": ("×", lambda: _("rejected")),
    "skipped": ("–", lambda: _("left out")),
}


def state_words(state: str) -> str:
    """A state's sign and word."""
    sign, words = STATES[state]
    return f"{sign} {words()}"


class ImportModel(QAbstractTableModel):
    """All rows of a preview, or those of one state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: ImportPreview | None = None
        self._rows: Sequence[PreviewRow] = ()
        self._state = "all"

    def show_preview(self, preview: ImportPreview) -> None:
        """Take a preview, or the same one after it has changed."""
        self.beginResetModel()
        self._preview = preview
        self._pick()
        self.endResetModel()

    def show_only(self, state: str) -> None:
        """Show the rows of one state, or "all"."""
        self.beginResetModel()
        self._state = state
        self._pick()
        self.endResetModel()

    def _pick(self) -> None:
        rows = self._preview.rows if self._preview else ()
        wanted = self._state
        self._rows = rows if wanted == "all" else [r for r in rows if r.state == wanted]

    def row_at(self, at: int) -> PreviewRow:
        """The row shown there."""
        return self._rows[at]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self._preview is None:
            return 0
        return FIRST + len(self._preview.table.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or self._preview is None:
            return None
        if section < FIRST:
            texts = ("", _("place"))
            return texts[section] if role == Qt.ItemDataRole.DisplayRole else None
        guess = self._preview.mapping.columns[section - FIRST]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._preview.table.headings[section - FIRST]
        if role == Qt.ItemDataRole.EditRole:
            return field_words.field(guess.field)
        if role == CERTAINTY:
            return guess.certainty
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip(self._text(row, column))
        if role == STATE:
            return row.state
        if role == DOUBT:
            return self._doubt(row, column)
        return None

    def _text(self, row: PreviewRow, column: int) -> str:
        if column == 0:
            return str(row.number)
        if column == 1:
            return state_words(row.state)
        at = column - FIRST
        return row.cells[at] if at < len(row.cells) else ""

    def _doubt(self, row: PreviewRow, column: int) -> str:
        if column == 1 and row.problem is not None:
            return problems.sentence(row.problem)
        if column < FIRST or row.account is None:
            return ""
        found = (d for d in row.account.doubts if d.column == column - FIRST)
        return next((doubt_words(doubt) for doubt in found), "")

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsEditable if index.column() >= FIRST else base
