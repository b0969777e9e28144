"""The table of accounts as a Qt model: filtered, searched and sorted in memory, 50,000 at ease."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.exchange import field_words, figures
from planner.words import _
from planner.workspace import AccountRow
from ui import plain

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole) + 1
"""The whole `AccountRow` of an index."""
ALARM = ROW + 1
"""True where the cell says something that is late or missing."""
_NO_DATE = date.max


class Column(NamedTuple):
    """One column: its heading, what it shows, what it is sorted by, its width in pixels."""

    heading: Callable[[], str]
    show: Callable[[AccountRow, AccountsModel], str]
    key: Callable[[AccountRow], Any]
    width: int
    right: bool = False


def _money(value: float | None, model: AccountsModel) -> str:
    return "" if value is None else figures.money(value, model.currency)


def _due(row: AccountRow, model: AccountsModel) -> str:
    if row.due is None:
        return _("no calls")
    days = (row.due - model.today).days
    if days < 0:
        return _("{days} d over").format(days=-days)
    return _("due") if days == 0 else _("in {days} d").format(days=days)


def _last(row: AccountRow, model: AccountsModel) -> str:
    if row.last_call is None:
        return _("never")
    return _("{days} d").format(days=(model.today - row.last_call).days)


COLUMNS = (
    Column(lambda: _("Account"), lambda r, _m: r.name, lambda r: r.name.casefold(), 200),
    Column(lambda: _("Grade"), lambda r, _m: r.grade, lambda r: r.grade or "Z", 52),
    Column(lambda: _("Town"), lambda r, _m: r.town, lambda r: r.town.casefold(), 96),
    Column(
        lambda: _("Status"),
        lambda r, _m: field_words.choice(r.status),
        lambda r: r.status,
        74,
    ),
    Column(
        lambda: _("Potential"),
        lambda r, m: _money(r.potential, m),
        lambda r: -(r.potential or 0),
        72,
        right=True,
    ),
    Column(
        lambda: _("Sales"),
        lambda r, m: _money(r.revenue, m),
        lambda r: -(r.revenue or 0),
        72,
        right=True,
    ),
    Column(
        lambda: _("Calls"),
        lambda r, _m: f"{r.calls_per_cycle:g}",
        lambda r: -r.calls_per_cycle,
        56,
        right=True,
    ),
    Column(lambda: _("Last"), _last, lambda r: r.last_call or date.min, 60, right=True),
    Column(lambda: _("Next due"), _due, lambda r: r.due or _NO_DATE, 84, right=True),
    Column(
        lambda: _("Planned"),
        lambda r, _m: figures.short_date(r.planned) if r.planned else "",
        lambda r: r.planned or _NO_DATE,
        92,
    ),
    Column(
        lambda: _("Place"),
        lambda r, _m: field_words.choice(r.precision),
        lambda r: r.precision == "none",
        116,
    ),
)
TOWN_COLUMN, DUE_COLUMN, PLANNED_COLUMN, PLACE_COLUMN = 2, 8, 9, 10

Filter = Callable[[AccountRow, date], bool]
FILTERS: dict[str, tuple[Callable[[], str], Filter]] = {
    "all": (lambda: _("All"), lambda _r, _today: True),
    "due": (lambda: _("Due"), lambda r, today: r.due is not None and r.due <= today),
    "A": (lambda: "A", lambda r, _today: r.grade == "A"),
    "B": (lambda: "B", lambda r, _today: r.grade == "B"),
    "C": (lambda: "C", lambda r, _today: r.grade == "C"),
    "D": (lambda: "D", lambda r, _today: r.grade == "D"),
    "prospects": (lambda: _("Prospects"), lambda r, _today: r.status == "prospect"),
    "lapsed": (lambda: _("Lapsed"), lambda r, _today: r.status == "lapsed"),
    "place": (lambda: _("Needs a place"), lambda r, _today: r.precision == "none"),
}


class AccountsModel(QAbstractTableModel):
    """All accounts of the territory; what is shown of them depends on filter, search and order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: list[AccountRow] = []
        self._shown: list[AccountRow] = []
        self._filter, self._search = "all", ""
        self._sort_column, self._descending = 0, False
        self.today = date.today()  # noqa: DTZ011 - set with the rows, by the territory's clock
        self.currency = ""

    def set_rows(self, rows: Sequence[AccountRow], today: date, currency: str) -> None:
        """Take all rows; `today` is the territory's date."""
        self.today, self.currency = today, currency
        self._every = list(rows)
        self._arrange()

    def update_rows(self, rows: Iterable[AccountRow], gone: Iterable[int] = ()) -> None:
        """Take changed and new rows, and forget some by number."""
        changed, left = {r.id: r for r in rows}, set(gone)
        kept = [changed.pop(r.id, r) for r in self._every if r.id not in left]
        self._every = [*kept, *changed.values()]
        self._arrange()

    def show_only(self, name: str) -> None:
        """Filter by one of `FILTERS`."""
        self._filter = name
        self._arrange()

    def search(self, text: str) -> None:
        """Show only accounts with this text in name, town, postcode or street."""
        self._search = text.strip().casefold()
        self._arrange()

    def counts(self) -> dict[str, int]:
        """How many accounts each filter shows."""
        return {
            name: sum(1 for r in self._every if passes(r, self.today))
            for name, (_words, passes) in FILTERS.items()
        }

    def row_of(self, account: int) -> int | None:
        """Where an account is shown, None where it is filtered out."""
        return next((i for i, r in enumerate(self._shown) if r.id == account), None)

    def account_at(self, row: int) -> AccountRow:
        """The account of a shown row."""
        return self._shown[row]

    def _arrange(self) -> None:
        passes, text = FILTERS[self._filter][1], self._search
        rows = [r for r in self._every if passes(r, self.today) and (not text or _has(r, text))]
        rows.sort(key=COLUMNS[self._sort_column].key, reverse=self._descending)
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort_column = max(0, column)
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].heading()
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.TextAlignmentRole and section == PLANNED_COLUMN:
            return Qt.AlignmentFlag.AlignCenter  # as the pills below it
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.show(row, self)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip(column.show(row, self))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.heading()}: {column.show(row, self)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == ROW:
            return row
        if role == ALARM:
            return self._alarms(row, index.column())
        return None

    def _alarms(self, row: AccountRow, column: int) -> bool:
        if column == DUE_COLUMN:
            return row.due is not None and row.due < self.today
        return column == PLACE_COLUMN and row.precision == "none"


def _has(row: AccountRow, text: str) -> bool:
    whole = f"{row.name}\n{row.town}\n{row.postcode}\n{row.street}"
    return text in whole.casefold()
