"""Whom to call on: all accounts, filtered, searched and sorted quickly, with the cheapest day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.exchange import figures
from planner.words import _, ngettext
from ui import plain
from ui.week.roles import Role

if TYPE_CHECKING:
    from planner.workspace import AccountRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
FILTERS = ("due", "A", "B", "C", "new", "all")
SORTS = ("due", "name", "grade", "potential", "distance")
_NEVER, _CHUNK = 10**7, 500


class DueModel(QAbstractListModel):
    """The rows of the list "To call on". 50,000 accounts are filtered in a few milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AccountRow] = []
        self._keys: list[str] = []
        self._days_over: list[int] = []
        self._sort_keys: dict[str, list[Any]] = {}
        self._orders: dict[str, list[int]] = {}
        self._flags: dict[str, bytearray] = {}
        self._shown: list[AccountRow] = []
        self._loaded = 0
        self._frame: tuple[date, date, tuple[float, float]] = (date.min, date.min, (0.0, 0.0))
        self._in_week: Mapping[int, int] = {}
        self._cheapest: dict[int, tuple[int, str] | None] = {}
        self.filter, self.text, self.sorting = "due", "", "due"

    # What is shown

    def set_rows(
        self, rows: Iterable[AccountRow], today: date, until: date, home: tuple[float, float]
    ) -> None:
        """Take all accounts; due is what falls due up to `until`, distances are from `home`.

        Only rows that are other objects than before are worked on.
        """
        old, new = self._rows, [row for row in rows if row[2] != "lapsed"]
        frame = (today, until, home)
        if frame != self._frame or len(old) != len(new):
            changed, self._frame = range(len(new)), frame
            self._keys, self._days_over = [""] * len(new), [0] * len(new)
            self._sort_keys, self._orders, self._flags = {}, {}, {}
        else:
            changed = [i for i, row in enumerate(new) if row is not old[i]]  # type: ignore[assignment]
        self._rows = new
        for i in changed:
            self._take(i, new[i])
        if changed:
            self._orders = {}
        self._show()

    def _take(self, i: int, row: AccountRow) -> None:
        """Bring what is kept on row `i` up to date."""
        self._keys[i] = f"{row.name}\n{row.town}\n{row.postcode}".casefold()
        self._days_over[i] = -_NEVER if row.due is None else (self._frame[0] - row.due).days
        for name, keys in self._sort_keys.items():
            keys[i] = self._key(name)(i)
        for name, flags in self._flags.items():
            flags[i] = self._test(name)(i)

    def set_planned(self, in_week: Mapping[int, int]) -> None:
        """Which accounts stand in the week shown, and on which weekday."""
        self._in_week = dict(in_week)
        self._cheapest = {}
        self._show()

    def show_only(self, name: str) -> None:
        """Show one of FILTERS."""
        self.filter = name
        self._show()

    def search(self, text: str) -> None:
        """Show accounts with this in name, town or postcode; a search looks in all of them."""
        self.text = text.strip().casefold()
        self._show()

    def sort_by(self, name: str) -> None:
        """Sort by one of SORTS."""
        self.sorting = name
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        order, text, keys = self._order(), self.text, self._keys
        if text:
            found = [i for i in order if text in keys[i]]
        elif self.filter == "all":
            found = order
        else:
            flags = self._flagged(self.filter)
            found = [i for i in order if flags[i]]
        rows, planned = self._rows, self._in_week
        shown = [rows[i] for i in found]
        if planned and not text and self.filter != "all":
            # Whoever is in the week already is no longer to be called on.
            shown = [row for row in shown if row[0] not in planned]
        self._shown, self._loaded = shown, min(_CHUNK, len(shown))
        self.endResetModel()

    def _flagged(self, name: str) -> bytearray:
        """Which rows pass a filter."""
        if name not in self._flags:
            self._flags[name] = bytearray(map(self._test(name), range(len(self._rows))))
        return self._flags[name]

    def _test(self, name: str) -> Callable[[int], bool]:
        rows, over = self._rows, self._days_over
        soon = (self._frame[0] - self._frame[1]).days
        if name == "due":
            return lambda i: over[i] >= soon
        if name == "new":
            return lambda i: rows[i].status == "prospect"
        return lambda i: rows[i].grade == name and over[i] >= soon

    def _order(self) -> list[int]:
        name = self.sorting
        if name not in self._sort_keys:
            self._sort_keys[name] = list(map(self._key(name), range(len(self._rows))))
        if name not in self._orders:
            keys = self._sort_keys[name]
            self._orders[name] = sorted(range(len(keys)), key=keys.__getitem__)
        return self._orders[name]

    def _key(self, name: str) -> Callable[[int], Any]:
        rows, over, keys = self._rows, self._days_over, self._keys
        if name == "name":
            return lambda i: keys[i]
        if name == "grade":
            return lambda i: (rows[i].grade or "Z", -over[i])
        if name == "potential":
            return lambda i: (-(rows[i].potential or 0.0), keys[i])
        if name == "distance":
            return lambda i: _kilometres(self._frame[2], rows[i].place)
        soon = (self._frame[0] - self._frame[1]).days
        # Of those due, the most valuable first: an A a week over before a C a year over.
        return lambda i: (over[i] < soon, _rank(rows[i]) if over[i] >= soon else "", -over[i])

    # The cheapest day, filled in beside the window

    def account(self, row: int) -> AccountRow:
        """The account in a row shown."""
        return self._shown[row]

    @property
    def total(self) -> int:
        """How many accounts are shown, also those that Qt has not asked for yet."""
        return len(self._shown)

    @property
    def empty(self) -> bool:
        """Whether the territory has no account at all."""
        return not self._rows

    def rows_of(self, accounts: Collection[int]) -> list[int]:
        """The rows of these accounts, as far as they are shown."""
        return [i for i, row in enumerate(self._shown[: self._loaded]) if row[0] in accounts]

    def unpriced(self, first: int, last: int) -> list[AccountRow]:
        """The accounts in these rows whose cheapest day is not known yet."""
        rows = self._shown[max(0, first) : last + 1]
        return [
            row
            for row in rows
            if row.id not in self._cheapest and row.id not in self._in_week and row.place
        ]

    def take_prices(self, found: Mapping[int, tuple[int, str] | None]) -> None:
        """Take (weekday, text) of accounts' cheapest slots; None where there is none."""
        self._cheapest.update(found)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(self._loaded - 1), [Role.CHEAPEST])

    # As Qt asks for it

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._loaded

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._loaded < len(self._shown)

    def fetchMore(self, parent: Index) -> None:
        """Qt lays every row out beforehand, so it gets the long list piece by piece."""
        more = min(_CHUNK, len(self._shown) - self._loaded)
        if parent.isValid() or more <= 0:
            return
        self.beginInsertRows(QModelIndex(), self._loaded, self._loaded + more - 1)
        self._loaded += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip("\n".join(self._hover(row)))
        return self._fact(row, role)

    def _fact(self, row: AccountRow, role: int) -> Any:
        match role:
            case Role.ACCOUNT:
                return row.id
            case Role.GRADE:
                return row.grade
            case Role.ICON:
                return "star-fill" if row.status == "prospect" else ""
            case Role.DETAIL:
                return self.due_words(row)
            case Role.PLANNED_DAY:
                return self._in_week.get(row.id)
            case Role.CHEAPEST:
                return self._cheapest.get(row.id)
            case Role.ROW:
                return row
        return None

    def due_words(self, row: AccountRow) -> str:
        """How due an account is, e.g. 12 days over."""
        if row.place is None:
            return _("needs a place")
        if row.due is None:
            return _("gets no calls")
        if row.last_call is None:
            return _("never called on")
        days = (self._frame[0] - row.due).days
        if days > 0:
            return ngettext("{days} day over", "{days} days over", days).format(days=days)
        return _("due {day}").format(day=figures.day_and_month(row.due)) if days else _("due today")

    def _spoken(self, row: AccountRow) -> str:
        words = [row.name, self.due_words(row)]
        if row.grade:
            words.insert(1, _("{grade} account").format(grade=row.grade))
        day = self._in_week.get(row.id)
        if day is not None:
            words.append(_("planned {day}").format(day=figures.weekday(day)))
        found = self._cheapest.get(row.id)
        if found:
            words.append(
                _("cheapest on {day}: {price}").format(
                    day=figures.weekday(found[0]), price=found[1]
                )
            )
        return ", ".join(words)

    def _hover(self, row: AccountRow) -> Iterable[str]:
        yield row.name
        where = ", ".join(filter(None, (row.street, row.postcode, row.town)))
        if where:
            yield where
        yield self.due_words(row)
        if row.last_call:
            yield _("Last call {day}").format(day=figures.full_date(row.last_call))
        if row.planned and row.id not in self._in_week:
            yield _("Planned {day}").format(day=figures.short_date(row.planned))


def _rank(row: AccountRow) -> str:
    """A, B, then new business, then the others."""
    if row.status == "prospect":
        return "B+"
    return row.grade or "Z"


def _kilometres(a: tuple[float, float], b: tuple[float, float] | None) -> float:
    """Great-circle distance, for sorting only; accounts without a place come last."""
    if b is None:
        return float("inf")
    (lat1, lon1), (lat2, lon2) = a, b
    half = sin(radians(lat2 - lat1) / 2) ** 2
    half += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))
