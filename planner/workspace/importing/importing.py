"""Customers in: look at a list before anything is written, then take it over as one journal entry.

For the import screen and the command. A preview is used by one thread at a time; nothing is
written before `run`:

    preview = workspace.importing.preview(path, sheet=None, preset=None,
                                          columns=[("name", "Firma")], progress=…, cancelled=…)
                            raises ListRefused, ReadingStopped
    preview.table           customer_list.reading.Table: headings, sheets, sheet, encoding, problems
    preview.mapping         .columns[at].field / .certainty ("sure", "guessed", "") / .year
    preview.rows            PreviewRow for every row read, in the list's order, rejected ones too:
                            .number .cells .state .account (ListedAccount, its .doubts by column)
                            .problem (ListProblem; customer_list.problems.sentence)
                            .place .guess (Found) .known (id of the account that it is already)
                            .twins (Twin: row or account, score)
    preview.counts          how many rows by state, and "all", "doubtful_cells", "to_import"
    preview.set_column(at, field_or_None)    reads all rows again; places found are kept
    preview.correct(row_number, at, text)    one cell by hand; a rejected row may come back
    preview.find_places(progress, cancelled) offline look-up of what has no coordinates; may be
                                             stopped, called again, or left out: `run` goes without
    preview.put(row_number, lat, lon)        a place by hand
    preview.accept(row_number)               take the place that was only guessed (row.guess)
    preview.skip(row_number, True)           leave a row out (and say so), False takes it back
    preview.keep_both(row_number, True)      it and its twin are two accounts; False undoes that
    preview.join(row_number, True)           it is the same as its likeliest twin, which takes over
                                             what it lacks; False undoes that
    report = workspace.importing.run(preview, update=False, progress=…, cancelled=…)
    report.as_json()        the keys of `loopwise import`; report.change for undo and repaint
    workspace.importing.dry_run(preview)     the same report with nothing written
    workspace.importing.place_missing(…)     goes on finding places after an import, one entry

States: "exact" (coordinates given, found by house or street, or put by hand), "postcode", "town",
"needs_place", "waiting" (not looked up yet), "twice" (perhaps the same as another), "known" (in
the territory already: adds nothing), "rejected", "skipped".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner import clock
from planner.exchange.customer_list.accounts import doubt_words
from planner.exchange.customer_list.headings import guess_columns, override
from planner.exchange.customer_list.matching import KnownAccount
from planner.exchange.customer_list.problems import ReadingStopped, sentence
from planner.exchange.customer_list.reading import Cancelled, Progress, read_table
from planner.places.model import SURE, Address
from planner.records import Account, Territory
from planner.store.journal import Change, Journal
from planner.workspace.importing.places import surroundings
from planner.workspace.importing.preview import ImportPreview, Locate
from planner.workspace.importing.rows import PreviewRow
from planner.workspace.importing.writing import PRECISIONS, Writer

__all__ = ["ImportPreview", "ImportReport", "Importing", "PreviewRow"]

MOST_ACCOUNTS = 100_000
"""Rows of one list: twice what a territory is built for."""


@dataclass
class ImportReport:
    """What became of every row: `read` is the sum of all the others but `duplicates`.

    Rows are numbered as in the list; `located` counts the added and updated ones.
    """

    file: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    joined: int = 0
    skipped: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    duplicates: list[dict[str, Any]] = field(default_factory=list)
    located: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PRECISIONS, 0))
    notes: list[dict[str, Any]] = field(default_factory=list)
    doubtful: list[dict[str, Any]] = field(default_factory=list)
    """Cells that were read, but perhaps not as they were meant."""
    change: Change | None = None
    """The journal entry; None where nothing had to be written."""

    def as_json(self) -> dict[str, Any]:
        """The keys of `loopwise import`."""
        return {
            "file": self.file,
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "joined": self.joined,
            "left_out": self.skipped,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "located": self.located,
            "notes": self.notes,
            "doubtful": self.doubtful,
        }


class Importing:
    """Bringing customer lists into one territory."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine, self._journal = engine, journal

    def preview(
        self,
        path: Path,
        sheet: str | None = None,
        *,
        preset: str | None = None,
        columns: Iterable[tuple[str, str]] = (),
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportPreview:
        """Read a list and guess its columns; nothing is written.

        Args:
            path: a CSV or workbook.
            sheet: of a workbook; the first that holds anything if None.
            preset: "salesforce" or "odoo"; found out if None.
            columns: (field, heading) pairs that the rep has chosen.
            progress: called with bytes done and bytes in all.
            cancelled: asked every few thousand rows.

        Raises:
            ListRefused: the file cannot be read as a list, or a choice names nothing in it.
            ReadingStopped: `cancelled` said so.
        """
        table = read_table(
            path, sheet, most_rows=MOST_ACCOUNTS, progress=progress, cancelled=cancelled
        )
        rows = [row.cells for row in table.rows]
        mapping = guess_columns(
            table.headings, rows, has_headings=table.has_headings, preset=preset
        )
        mapping = override(mapping, table.headings, columns)
        with Session(self._engine) as session:
            country = session.get_one(Territory, 1).country
        known = self._known()
        preview = ImportPreview(
            table, mapping, known, self._finder(), country=country, cancelled=cancelled
        )
        if not country:
            preview.locate = self._finder(*surroundings(preview.addresses()))
        return preview

    def run(
        self,
        preview: ImportPreview,
        *,
        update: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportReport:
        """Take the list over as one journal entry.

        Args:
            preview: what the rep has looked at; places not looked up yet stay open.
            update: let the list overwrite accounts that are known; else they stay as they are.
            progress: called with rows done and rows in all.
            cancelled: asked every few hundred rows; True leaves nothing behind.

        Raises:
            ReadingStopped: `cancelled` said so.
            TerritoryError: the file could not be written; it is as it was.
        """
        known = self._known()
        if known != preview.known:
            preview.match_again(known)
        report = ImportReport(preview.table.path.name, read=len(preview.rows))
        coming = sum(row.comes_in and not row.joined for row in preview.rows)
        with self._journal.change("customers_imported", count=coming) as change:
            today = clock.today(change.session.get_one(Territory, 1).time_zone)
            writer = Writer(change, change.session, today, preview, update)
            for done in writer.write():
                if cancelled and cancelled():
                    raise ReadingStopped
                if progress:
                    progress(done, len(preview.rows))
        _tell(report, preview, writer)
        report.change = change.change
        return report

    def dry_run(self, preview: ImportPreview, *, update: bool = False) -> ImportReport:
        """What `run` would report; nothing is written and new accounts have no numbers yet."""
        report = ImportReport(preview.table.path.name, read=len(preview.rows))
        with Session(self._engine, autoflush=False) as session:
            today = clock.today(session.get_one(Territory, 1).time_zone)
            writer = Writer(None, session, today, preview, update)
            for _done in writer.write():
                pass
            session.rollback()
        _tell(report, preview, writer)
        return report

    def place_missing(
        self, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Change | None:
        """Find places for accounts that have none, as one journal entry; guesses are not taken.

        Raises:
            ReadingStopped: `cancelled` said so; nothing was changed.
        """
        with self._journal.change("places_found") as change:
            locate = self._finder()
            accounts = change.session.scalars(select(Account).where(Account.lat.is_(None))).all()
            for done, account in enumerate(accounts):
                if done % 500 == 0:
                    if cancelled and cancelled():
                        raise ReadingStopped
                    if progress:
                        progress(done, len(accounts))
                found = locate(_address(account))
                if found and found.score >= SURE:
                    account.lat, account.lon = found.lat, found.lon
                    account.precision = found.precision
        return change.change

    def place_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Where an account with these fields is: lat and lon (degrees), precision; {} if unsure."""
        names = ("street", "postcode", "town", "region", "country")
        address = Address(*(str(values.get(name) or "") for name in names))
        if not (address.postcode or address.town):
            return {}
        found = self._finder()(address)
        if found is None or found.score < SURE:
            return {}
        return {"lat": found.lat, "lon": found.lon, "precision": found.precision}

    def _known(self) -> list[KnownAccount]:
        columns = (
            Account.id, Account.name, Account.external_id, Account.street, Account.postcode,
            Account.town, Account.lat, Account.lon, Account.phone,
        )  # fmt: skip
        with Session(self._engine) as session:
            return [KnownAccount(*row) for row in session.execute(select(*columns))]

    def _finder(
        self, country: str | None = None, near: tuple[float, float] | None = None
    ) -> Locate:
        """Looks addresses up, likeliest in that country and there, else round the base."""
        from planner.places.geocoder import GazetteerGeocoder

        with Session(self._engine) as session:
            territory = session.get_one(Territory, 1)
            country = country or territory.country or None
            near = near or (territory.base_lat, territory.base_lon)
        geocoder = GazetteerGeocoder(near=near)
        return lambda address: geocoder.place(address, country)


def _address(account: Account) -> Address:
    return Address(account.street, account.postcode, account.town, account.region, account.country)


def _tell(report: ImportReport, preview: ImportPreview, writer: Writer) -> None:
    """Fill in the report from what was written and from the rows that were not."""
    report.added, report.updated = writer.added, writer.updated
    report.unchanged, report.joined = writer.unchanged, writer.joined
    report.located = writer.located
    report.duplicates = writer.duplicates
    report.skipped = sum(row.state == "skipped" for row in preview.rows)
    report.rejected = [_as_rejected(row) for row in preview.rows if row.problem]
    report.doubtful = list(_doubtful(preview))
    report.notes = [
        {"row": problem.row, "code": problem.code, "text": sentence(problem)}
        for problem in preview.table.problems
    ]


def _doubtful(preview: ImportPreview) -> Iterator[dict[str, Any]]:
    """Every doubtful cell of the rows that come in, with what stood there and why."""
    headings = preview.table.headings
    for row in preview.rows:
        if row.account is None or row.skipped:
            continue
        for doubt in row.account.doubts:
            if doubt.column is not None and doubt.column < len(row.cells):
                yield {
                    "row": row.number,
                    "column": headings[doubt.column],
                    "value": row.cells[doubt.column],
                    "reason": doubt_words(doubt),
                }


def _as_rejected(row: PreviewRow) -> dict[str, Any]:
    assert row.problem is not None
    return {"row": row.number, "column": row.problem.column, "reason": sentence(row.problem)}
