"""Rows of a preview to records: accounts with their people, turnover and last call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.exchange.customer_list.accounts import ListedAccount
from planner.exchange.customer_list.matching import Twin
from planner.records import Account
from planner.store.journal import Changing
from planner.workspace.importing.preview import ImportPreview
from planner.workspace.importing.rows import PreviewRow

PRECISIONS = ("given", "house", "street", "postcode", "town", "none")
_STEP = 500
_PLAIN = (
    "name", "grade", "street", "postcode", "town", "region", "country", "phone", "email", "website",
    "calls_per_cycle", "call_minutes", "notes", "external_id",
)  # fmt: skip
_BY_HAND = "hand"
_EMPTY: tuple[object, ...] = ("", None, (), [])


class Writer:
    """Writes one preview within a change of the journal; see the counts afterwards.

    Without a change it only counts.
    """

    def __init__(
        self,
        changing: Changing | None,
        session: Session,
        today: date,
        preview: ImportPreview,
        update: bool,
    ) -> None:
        self._changing = changing
        self.session, self.today, self.preview = session, today, preview
        self.update = update
        self.added = self.updated = self.unchanged = self.joined = 0
        self.located = dict.fromkeys(PRECISIONS, 0)
        self.duplicates: list[dict[str, Any]] = []
        self._accounts: dict[int, int] = {}
        """Number of the new account by number of the row."""

    def write(self) -> Iterator[int]:
        """Write all rows; yields how many are done, every few hundred."""
        rows = self.preview.rows
        gained = self._gained()
        for start in range(0, len(rows), _STEP):
            part = rows[start : start + _STEP]
            new = [row for row in part if row.comes_in and not row.joined]
            self._add(new, gained)
            self._change_known(part)
            self.joined += sum(row.comes_in and row.joined for row in part)
            yield min(start + _STEP, len(rows))
        self._join_known()
        self._list_twins()
        yield len(rows)

    def _insert(self, kind: str, values: list[dict[str, Any]]) -> list[int]:
        if self._changing is None:
            return []
        return self._changing.insert(kind, values)

    def _add(self, rows: list[PreviewRow], gained: Mapping[int, ListedAccount]) -> None:
        """New accounts; one that another row was joined to with what that one adds."""
        for row in rows:
            more = gained.get(row.number)
            if more is not None and row.account is not None:
                row.account = filled_up(row.account, more)
        numbers = self._insert("account", [self._new_account(row) for row in rows])
        self._accounts |= zip((row.number for row in rows), numbers, strict=False)
        self.added += len(rows)
        for row in rows:
            self._count_place(row.place.precision if row.place else "none")
        if numbers:
            self._add_what_belongs(list(zip(rows, numbers, strict=True)))

    def _new_account(self, row: PreviewRow) -> dict[str, Any]:
        assert row.account is not None
        place = row.place
        prospect = row.account.status == "prospect"
        return _values(row.account) | {
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "precision": place.precision if place else "none",
            "source": self.preview.table.path.name if prospect else "",
        }

    def _count_place(self, precision: str) -> None:
        self.located["given" if precision == _BY_HAND else precision] += 1

    def _add_what_belongs(self, rows: list[tuple[PreviewRow, int]]) -> None:
        people, figures, calls = [], [], []
        for row, owner in rows:
            listed = row.account
            assert listed is not None
            if listed.contact_name or listed.role:
                people.append({"account": owner, "name": listed.contact_name, "role": listed.role})
            for year, (potential, revenue) in turnovers(listed, self.today).items():
                figures.append(
                    {"account": owner, "year": year, "potential": potential, "revenue": revenue}
                )
            if listed.last_call and listed.last_call <= self.today:
                calls.append({"account": owner, "day": listed.last_call, "state": "made"})
        self._insert("contact", people)
        self._insert("turnover", figures)
        self._insert("call", calls)

    def _change_known(self, rows: list[PreviewRow]) -> None:
        """Accounts that are there already: overwritten by the list if the rep wants that."""
        there = [row for row in rows if row.known is not None and not row.skipped]
        if not self.update:
            self.unchanged += len(there)
            return
        known = {row.known: row for row in there}
        self.unchanged += len(there) - len(known)  # a row repeated word for word
        for account in self._stored(known):
            row = known[account.id]
            if self._overwrite(account, row):
                self.updated += 1
                self._count_place(account.precision)
            else:
                self.unchanged += 1

    def _stored(self, numbers: Mapping[Any, object]) -> list[Account]:
        if not numbers:
            return []
        query = select(Account).where(Account.id.in_(list(numbers)))
        return list(self.session.scalars(query))

    def _overwrite(self, account: Account, row: PreviewRow) -> bool:
        """What the list says replaces what is kept; where it is silent, nothing changes."""
        listed = row.account
        assert listed is not None
        moved = False
        for name, value in _values(listed).items():
            silent = value in _EMPTY or (name == "status" and not listed.status)
            if not silent and getattr(account, name) != value and name not in ("lat", "lon"):
                setattr(account, name, value)
                moved = True
        return self._move(account, row) or moved

    def _move(self, account: Account, row: PreviewRow) -> bool:
        """A place that the list gives, or the first one known; never over one set by hand."""
        place = row.place
        if place is None or account.precision == _BY_HAND:
            return False
        if place.precision not in ("given", _BY_HAND) and account.lat is not None:
            return False
        if (account.lat, account.lon, account.precision) == (
            place.lat,
            place.lon,
            place.precision,
        ):
            return False
        account.lat, account.lon, account.precision = place.lat, place.lon, place.precision
        return True

    def _gained(self) -> dict[int, ListedAccount]:
        """What rows joined to other rows add to those, by the number of the row that stays."""
        gained: dict[int, ListedAccount] = {}
        for row in self.preview.rows:
            if row.joined and row.comes_in and row.account and row.twins[0].other_row is not None:
                keeper = self._keeper(row)
                known = gained.get(keeper)
                gained[keeper] = filled_up(known, row.account) if known else row.account
        return gained

    def _keeper(self, row: PreviewRow) -> int:
        """The row at the end of a chain of joined rows; twins always point to earlier rows."""
        while row.joined and row.twins[0].other_row is not None:
            row = self.preview.row(row.twins[0].other_row)
        return row.number

    def _join_known(self) -> None:
        """Rows joined to accounts that are there already fill in what those lack."""
        joined = {
            row.twins[0].account: row
            for row in self.preview.rows
            if row.joined and row.comes_in and row.twins[0].account is not None
        }
        for account in self._stored(joined):
            listed = joined[account.id].account
            assert listed is not None
            for name, value in _values(listed).items():
                if getattr(account, name) in _EMPTY and value not in _EMPTY:
                    setattr(account, name, value)

    def _list_twins(self) -> None:
        """Likely duplicates that were added all the same, to be joined later."""
        pairs = []
        for row in self.preview.rows:
            if not row.comes_in or row.joined or row.apart:
                continue
            for twin in row.twins:
                other = twin.account
                if twin.other_row is not None:
                    other = self._accounts.get(twin.other_row)
                    if not self._stays(twin.other_row):
                        continue
                self._tell(row, other, twin)
                if self._changing and other is not None:
                    mine = self._accounts[row.number]
                    pairs.append({"account": mine, "other": other, "score": twin.score})
        self._insert("duplicate", pairs)

    def _stays(self, number: int) -> bool:
        """True for a row that became an account of its own."""
        row = self.preview.row(number)
        return row.comes_in and not row.joined

    def _tell(self, row: PreviewRow, other: int | None, twin: Twin) -> None:
        entry: dict[str, Any] = {"row": row.number, "account": other, "score": twin.score}
        if twin.other_row is not None:
            entry["other_row"] = twin.other_row
        self.duplicates.append(entry)


def _values(listed: ListedAccount) -> dict[str, Any]:
    """The fields of an account as the list has them."""
    values: dict[str, Any] = {name: getattr(listed, name) for name in _PLAIN}
    values["status"] = listed.status or "customer"
    hours = listed.opening_hours
    values["opening_hours"] = None if hours is None else [list(span) for span in sorted(hours)]
    return values


def turnovers(listed: ListedAccount, today: date) -> dict[int, tuple[float | None, float | None]]:
    """Potential and revenue by year; a figure without a year is the newest one's."""
    years = [year for year, _amount in listed.revenue if year]
    newest = max(years, default=today.year)
    found: dict[int, tuple[float | None, float | None]] = {}
    for year, amount in listed.revenue:
        found[year or newest] = (None, amount)
    if listed.potential is not None:
        found[newest] = (listed.potential, found.get(newest, (None, None))[1])
    return found


def filled_up(listed: ListedAccount, more: ListedAccount) -> ListedAccount:
    """The first, with what it lacks taken from the second."""
    lacking = {
        each.name: getattr(more, each.name)
        for each in fields(listed)
        if getattr(listed, each.name) in _EMPTY and each.name not in ("lat", "lon", "doubts")
    }
    return replace(listed, **lacking)
