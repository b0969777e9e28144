"""The table of accounts as a Qt model: filtered, searched and sorted in memory, 50,000 at ease."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from planner.words import _
from planner.workspace import AccountRow
from planner.workspace.grading.board import NO_EXTRA, Board, Extra
from ui import plain
from ui.accounts.cell_facts import alarms, typed
from ui.accounts.columns import AT, COLUMNS, EDITABLE
from ui.accounts.filters import FILTERS

if TYPE_CHECKING:
    from planner.advice.trust import Trust
    from planner.workspace.grading.ranks import Ranking

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole) + 1
"""The whole `AccountRow` of an index."""
ALARM = ROW + 1
"""True where the cell says something that is late or missing."""
EXTRA = ROW + 2
"""The `Extra` of an index."""
TRUST = ROW + 3
"""The `Trust` of an index, None where it is not known."""
DUE_COLUMN, PLANNED_COLUMN, PLACE_COLUMN = AT["due"], AT["planned"], AT["place"]
_BETWEEN = "\x1e"
"""Stands in no field."""


class AccountsModel(QAbstractTableModel):
    """All accounts of the territory; what is shown of them depends on filter, search and order."""

    edited = Signal(int, str, object)
    """Account, field and value that the rep has typed into a cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: list[AccountRow] = []
        self._ordered: list[AccountRow] = []
        self._passing: list[AccountRow] = []
        self._in_order: list[str] = []
        self._shown: list[AccountRow] = []
        self._counts: dict[str, int] | None = None
        self._texts: dict[int, str] = {}
        self._extras: Mapping[int, Extra] = {}
        self._trusts: Mapping[int, Trust] = {}
        self._ranks: dict[int, int] = {}
        self.ranking: Ranking | None = None
        self.weeks = 0
        self._filter, self._search = "all", ""
        self._sort_column, self._descending = 0, False
        self.today: date = date.today()  # noqa: DTZ011 - set with the rows, by its own clock
        self.currency: str = ""

    # What it is told

    def set_rows(
        self, rows: Sequence[AccountRow], today: date, currency: str, board: Board | None = None
    ) -> None:
        """Take all rows; `today` is the territory's date."""
        self.today, self.currency = today, currency
        self._every = list(rows)
        self._texts = {row.id: _text(row) for row in rows}
        if board is not None:
            self._take_board(board)
        self._arrange()

    def set_board(self, board: Board) -> None:
        """Take what is known of the accounts beside their rows."""
        self._take_board(board)
        self._arrange()

    def set_trusts(self, trusts: Mapping[int, Trust]) -> None:
        """Take the trust of the accounts."""
        self._trusts = trusts
        if self._sort_column == AT["trust"]:
            self._arrange()
        elif self._shown:
            column = AT["trust"]
            last = self.index(len(self._shown) - 1, column)
            self.dataChanged.emit(self.index(0, column), last)

    def update_rows(self, rows: Iterable[AccountRow], gone: Iterable[int] = ()) -> None:
        """Take changed and new rows, and forget some by number."""
        changed, left = {r.id: r for r in rows}, set(gone)
        self._texts.update((row.id, _text(row)) for row in changed.values())
        kept = [changed.pop(r.id, r) for r in self._every if r.id not in left]
        self._every = [*kept, *changed.values()]
        self._arrange()

    def _take_board(self, board: Board) -> None:
        self._extras, self.ranking, self.weeks = board.extras, board.ranking, board.weeks
        self._ranks = {account: at for at, account in enumerate(board.ranking.order)}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, AT["value"], AT["value"])

    def show_only(self, name: str) -> None:
        """Filter by one of `FILTERS`."""
        self._filter = name
        self._pick()

    def search(self, text: str) -> None:
        """Show only accounts with this text in name, town, postcode or street."""
        self._search = text.strip().casefold()
        self._find()

    # What it tells

    def counts(self) -> dict[str, int]:
        """How many accounts each filter shows."""
        if self._counts is None:
            known, today = self._extras, self.today
            self._counts = {
                name: sum(1 for r in self._every if passes(r, known.get(r.id, NO_EXTRA), today))
                for name, (_words, passes) in FILTERS.items()
            }
        return self._counts

    def row_of(self, account: int | None) -> int | None:
        """Where an account is shown, None where it is filtered out."""
        return next((i for i, r in enumerate(self._shown) if r.id == account), None)

    def rows_of(self, accounts: Collection[int]) -> list[int]:
        """Where some accounts are shown."""
        wanted = set(accounts)
        return [at for at, r in enumerate(self._shown) if r.id in wanted] if wanted else []

    def account_at(self, row: int) -> AccountRow:
        """The account of a shown row."""
        return self._shown[row]

    def known(self, account: int) -> Extra:
        """What is known of an account beside its row."""
        return self._extras.get(account, NO_EXTRA)

    def trust(self, account: int) -> Trust | None:
        """The trust of an account."""
        return self._trusts.get(account)

    def trust_order(self, row: AccountRow) -> float:
        """The weakest of what trust is made of, the least first; who is not known last."""
        trust = self._trusts.get(row.id)
        if trust is None:
            return 9.0
        known = [m.share for m in (trust.contact, trust.promises, trust.reaction)]
        return min((share for share in known if share is not None), default=9.0)

    def folded(self, row: AccountRow) -> str:
        """Its name as names are ordered."""
        return self._texts[row.id].partition("\n")[0]

    def mark(self, row: AccountRow) -> str:
        """The most pressing thing about an account, else nothing."""
        open_mark = self.known(row.id).mark
        if not open_mark and row.due is not None and row.due < self.today:
            return "overdue"
        return open_mark

    @property
    def is_money(self) -> bool:
        """Whether accounts are ranked by money."""
        return self.ranking is None or self.ranking.by != "own"

    def value(self, row: AccountRow) -> float | None:
        """What the account is ranked by; of one that is not ranked what it could buy."""
        ranked = None if self.ranking is None else self.ranking.values.get(row.id)
        if ranked is not None or not self.is_money:
            return ranked
        return row.revenue if self.ranking and self.ranking.by == "revenue" else row.potential

    def plain_value(self, row: AccountRow) -> str:
        """A number of the rep's own."""
        value = self.value(row)
        return "" if value is None else f"{value:,.10g}"

    def rank_of(self, account: int) -> int | None:
        """How many accounts are ranked before this one; None for one that is not ranked."""
        return self._ranks.get(account)

    def rank_at(self, row: int) -> int:
        """How many ranked accounts stand above a shown row, by the ranking."""
        for shown in self._shown[row:]:
            rank = self._ranks.get(shown.id)
            if rank is not None:
                return rank
        return len(self._ranks)

    def cut_rows(self, cuts: Sequence[int]) -> dict[int, int]:
        """The shown rows that a cut stands above, with the place of the cut in `cuts`.

        Only while the accounts are in the order of the ranking.
        """
        if self._sort_column != AT["value"] or self._descending or not self._ranks:
            return {}
        assert self.ranking is not None
        found: dict[int, int] = {}
        for at, cut in enumerate(cuts):
            if 0 < cut < self.ranking.count:
                account = self.ranking.order[cut]
                first = (-self.ranking.values[account], float(cut))
                row = bisect_left(self._shown, first, key=self._rank_key)
                if row < len(self._shown):
                    found.setdefault(row, at)
        return found

    def _rank_key(self, row: AccountRow) -> tuple[float, float]:
        """By the value; ranked accounts exactly as they are ranked."""
        rank = self._ranks.get(row.id)
        return -(self.value(row) or 0.0), -1.0 if rank is None else float(rank)

    # Within

    def _arrange(self) -> None:
        """All rows in order; then those that pass, then those that are searched for."""
        self._counts = None
        column = COLUMNS[self._sort_column]
        if column.key == "value" and self._ranks:
            keyed = [(self._rank_key(row), row) for row in self._every]
        else:
            keyed = [(column.order(row, self), row) for row in self._every]
        keyed.sort(key=itemgetter(0), reverse=self._descending)
        self._ordered = [row for _key, row in keyed]
        self._pick()

    def _pick(self) -> None:
        passes, known = FILTERS[self._filter][1], self._extras
        today, texts = self.today, self._texts
        self._passing = [r for r in self._ordered if passes(r, known.get(r.id, NO_EXTRA), today)]
        # Made anew one after the other, they lie so in memory: ten times quicker to look through.
        self._in_order = _BETWEEN.join(texts[r.id] for r in self._passing).split(_BETWEEN)
        self._find()

    def _find(self) -> None:
        wanted, rows = self._search, self._passing
        if wanted:
            rows = [rows[at] for at, text in enumerate(self._in_order) if wanted in text]
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    # Qt's own

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
            return self._heading(section)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _heading(self, section: int) -> str:
        if section == AT["value"] and self.ranking is not None:
            words = {"revenue": _("Revenue"), "sum": _("Both"), "own": _("Own")}
            return words.get(self.ranking.by, _("Potential"))
        return COLUMNS[section].heading()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and COLUMNS[index.column()].key in EDITABLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What is typed is asked for; the cell shows it once it is written."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        column, row = COLUMNS[index.column()], self._shown[index.row()]
        if value != self.data(index, Qt.ItemDataRole.EditRole):
            self.edited.emit(row.id, column.key, value)
        return False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.show(row, self)
        if role == Qt.ItemDataRole.EditRole:
            return typed(row, self.known(row.id), column.key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip((column.speaks or column.show)(row, self))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heading(index.column())}: {(column.speaks or column.show)(row, self)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == ALARM:
            return alarms(row, self.known(row.id), self.today, column.key)
        if role == ROW:
            return row
        if role == EXTRA:
            return self.known(row.id)
        return self.trust(row.id) if role == TRUST else None


def _text(row: AccountRow) -> str:
    """What a search looks in, the name first."""
    return f"{row.name}\n{row.town}\n{row.postcode}\n{row.street}".casefold().replace(_BETWEEN, " ")
