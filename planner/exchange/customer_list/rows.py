"""A table's rows to checked accounts; each comes back, kept or with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.exchange.customer_list.accounts import ListedAccount
from planner.exchange.customer_list.headings import ColumnMapping
from planner.exchange.customer_list.problems import ListProblem, ReadingStopped
from planner.exchange.customer_list.reading import STEP, Cancelled, Progress, RefusedRow, Table
from planner.exchange.customer_list.row_reader import RowReader


@dataclass
class Listing:
    """All rows of a table: `len(accounts) + len(rejected)` is the number of rows read."""

    accounts: list[ListedAccount] = field(default_factory=list)
    rejected: list[RefusedRow] = field(default_factory=list)


def read_rows(
    table: Table,
    mapping: ColumnMapping,
    *,
    country: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Listing:
    """Read every row of the table by the mapping, in the order of the list.

    `country`: where a list that names no country is likely to be from; it tells whether a
    postcode has lost its zero.

    Raises:
        ReadingStopped: `cancelled` said so.
    """
    reader = RowReader(table, mapping, country)
    listing = Listing(rejected=list(table.refused))
    for count, row in enumerate(table.rows):
        if count % STEP == 0:
            if cancelled and cancelled():
                raise ReadingStopped
            if progress:
                progress(count, len(table.rows))
        read = reader.read(row)
        if isinstance(read, ListProblem):
            listing.rejected.append(RefusedRow(row, read))
        else:
            listing.accounts.append(read)
    listing.rejected.sort(key=lambda refused: refused.row.number)
    return listing
