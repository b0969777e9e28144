"""A list as it would be imported, changeable until it is; nothing is written here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from planner.exchange.customer_list.accounts import Doubt, ListedAccount
from planner.exchange.customer_list.headings import ColumnMapping
from planner.exchange.customer_list.matching import KnownAccount, Twin, match
from planner.exchange.customer_list.problems import ReadingStopped
from planner.exchange.customer_list.reading import Cancelled, Progress, RefusedRow, Row, Table
from planner.exchange.customer_list.rows import read_rows
from planner.places.locating import kilometres
from planner.places.model import SURE, Address, Found
from planner.workspace.importing.rows import STATES, Decisions, PreviewRow

Locate = Callable[[Address], Found | None]
FAR_KM = 150.0
"""Coordinates farther than that from the town they are said to be in are doubted."""
_STEP = 512


class ImportPreview:
    """All rows of a list with what each will become; see `workspace.importing` for how it is used.

    Not safe for several threads at once: give it to one worker at a time.
    """

    def __init__(
        self,
        table: Table,
        mapping: ColumnMapping,
        known: Sequence[KnownAccount],
        locate: Locate,
        *,
        country: str = "",
        cancelled: Cancelled | None = None,
    ) -> None:
        self._country = country
        self.table = table
        self.mapping = mapping
        self.rows: list[PreviewRow] = []
        self.known = known
        self.locate = locate
        self._decisions = Decisions()
        self._found: dict[Address, Found | None] = {}
        self._by_number: dict[int, PreviewRow] = {}
        self._read(cancelled)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by state, and `all`, `doubtful_cells` and `to_import`."""
        by_state = Counter(row.state for row in self.rows)
        counts = {state: by_state[state] for state in STATES}
        accounts = [row.account for row in self.rows if row.account]
        counts["all"] = len(self.rows)
        counts["doubtful_cells"] = sum(
            doubt.column is not None for account in accounts for doubt in account.doubts
        )
        counts["to_import"] = sum(row.comes_in for row in self.rows)
        return counts

    def addresses(self) -> list[Address]:
        """What the gazetteer can be asked about the rows that can be read."""
        told = (_address(row.account) for row in self.rows if row.account)
        return [address for address in told if _says_where(address)]

    def row(self, number: int) -> PreviewRow:
        """A row by its number in the list.

        Raises:
            KeyError: there is no such row.
        """
        return self._by_number[number]

    def set_column(self, column: int, field: str | None) -> None:
        """Say what a column holds, and read all rows again by that."""
        self.mapping = self.mapping.with_field(column, field)
        self._read()

    def correct(self, number: int, column: int, text: str) -> None:
        """Put a cell right; a row that was rejected comes back if that was what it lacked."""
        row = self.row(number)
        width = len(self.table.headings)
        cells = [*row.cells, *[""] * width][:width]
        cells[column] = text
        self.table = _with_row(self.table, Row(number, tuple(cells)))
        self._read()

    def put(self, number: int, lat: float, lon: float) -> None:
        """Put a row on the map by hand (degrees)."""
        self._decisions.places[number] = (lat, lon)
        self._place(self.row(number))

    def accept(self, number: int) -> None:
        """Take the place that was only guessed."""
        self._decisions.accepted.add(number)
        self._place(self.row(number))

    def skip(self, number: int, skipped: bool = True) -> None:
        """Leave a row out of the import, or take it back in."""
        _put(self._decisions.skipped, number, skipped)
        self.row(number).skipped = skipped

    def keep_both(self, number: int, apart: bool = True) -> None:
        """The row and what it may be the same as are two accounts; False leaves that open."""
        self._decide(number, joined=False, apart=apart)

    def join(self, number: int, joined: bool = True) -> None:
        """The row is the same as its likeliest twin: that one takes over what it lacks."""
        self._decide(number, joined=joined, apart=False)

    def _decide(self, number: int, *, joined: bool, apart: bool) -> None:
        _put(self._decisions.joined, number, joined)
        _put(self._decisions.apart, number, apart)
        row = self.row(number)
        row.joined, row.apart = joined, apart

    def find_places(
        self, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> None:
        """Look up what has no coordinates, and doubt coordinates far from their town.

        May be stopped and called again: what was found stays.

        Raises:
            ReadingStopped: `cancelled` said so.
        """
        waiting = [row for row in self.rows if row.account and not row.looked_up]
        for count, row in enumerate(waiting):
            if count % _STEP == 0:
                if cancelled and cancelled():
                    raise ReadingStopped
                if progress:
                    progress(count, len(waiting))
            self._look_up(row)
            self._place(row)
        if progress:
            progress(len(waiting), len(waiting))

    def match_again(self, known: Sequence[KnownAccount]) -> None:
        """The territory has changed since: find anew what it knows already."""
        self.known = known
        self._match()

    def _read(self, cancelled: Cancelled | None = None) -> None:
        """Rows anew from the table; decisions and places found before are kept."""
        listing = read_rows(self.table, self.mapping, country=self._country, cancelled=cancelled)
        cells = {row.number: row.cells for row in self.table.rows}
        rows = [PreviewRow(each.row, cells[each.row], each) for each in listing.accounts]
        rows += [_rejected(each) for each in listing.rejected]
        rows.sort(key=lambda row: row.number)
        self.rows = rows
        self._by_number = {row.number: row for row in rows}
        for row in rows:
            row.skipped = row.number in self._decisions.skipped
            if row.account and _address(row.account) in self._found:
                self._look_up(row)
            self._place(row)
        self._match(cancelled)

    def _match(self, cancelled: Cancelled | None = None) -> None:
        accounts = [row.account for row in self.rows if row.account]
        matches = match(accounts, self.known, cancelled=cancelled)
        twins: dict[int, list[Twin]] = defaultdict(list)
        for twin in matches.twins:
            twins[twin.row].append(twin)
        for row in self.rows:
            row.known = matches.same.get(row.number)
            row.twins = tuple(twins.get(row.number, ()))
            row.apart = bool(row.twins) and row.number in self._decisions.apart
            row.joined = bool(row.twins) and row.number in self._decisions.joined

    def _look_up(self, row: PreviewRow) -> None:
        account = row.account
        assert account is not None
        address = _address(account)
        if address not in self._found:
            self._found[address] = self.locate(address) if _says_where(address) else None
        found = self._found[address]
        if account.lat is None:
            row.found(found)
            return
        row.looked_up = True
        if found is not None and found.score >= SURE:
            row.account = _checked_by_town(account, found, self._place_column())

    def _place_column(self) -> int | None:
        columns = self.mapping.holding("coordinates") or self.mapping.holding("lat")
        return columns[0] if columns else None

    def _place(self, row: PreviewRow) -> None:
        """By hand, else as the list gives it, else as it was found."""
        account = row.account
        if account is None:
            return
        if by_hand := self._decisions.places.get(row.number):
            row.place = Found(account.name, *by_hand, "hand", 1.0, "hand")
        elif account.lat is not None and account.lon is not None:
            row.place = Found(account.name, account.lat, account.lon, "given", 1.0, "list")
        elif row.guess and row.number in self._decisions.accepted:
            row.place = row.guess


def _rejected(refused: RefusedRow) -> PreviewRow:
    return PreviewRow(refused.row.number, refused.row.cells, problem=refused.problem)


def _with_row(table: Table, row: Row) -> Table:
    """The table with one row changed, whether it was kept or refused before."""
    rows = [each for each in table.rows if each.number != row.number]
    rows.append(row)
    rows.sort(key=lambda each: each.number)
    refused = [each for each in table.refused if each.row.number != row.number]
    return replace(table, rows=rows, refused=refused)


def _put(numbers: set[int], number: int, inside: bool) -> None:
    if inside:
        numbers.add(number)
    else:
        numbers.discard(number)


def _address(account: ListedAccount) -> Address:
    """What the gazetteer is asked: the street only where nothing else says where it is."""
    street = "" if account.town or account.postcode else account.street
    return Address(street, account.postcode, account.town, account.region, account.country)


def _says_where(address: Address) -> bool:
    return bool(address.postcode or address.town or address.street)


def _checked_by_town(account: ListedAccount, town: Found, column: int | None) -> ListedAccount:
    """Coordinates far from their town are turned round if that brings them there, else doubted."""
    lat, lon = account.lat, account.lon
    assert lat is not None
    assert lon is not None
    there = (town.lat, town.lon)
    apart = kilometres((lat, lon), there)
    if apart <= FAR_KM:
        return account
    if abs(lon) <= 90 and kilometres((lon, lat), there) <= FAR_KM:
        doubts = (*account.doubts, Doubt(column, "swapped"))
        return replace(account, lat=lon, lon=lat, doubts=doubts)
    doubts = (*account.doubts, Doubt(column, "far_from_town", str(round(apart))))
    return replace(account, doubts=doubts)
