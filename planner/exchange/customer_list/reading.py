"""A file on disk to a table of text: any delimiter and encoding, or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from planner.exchange.customer_list.delimited import Record, TextFile, open_text
from planner.exchange.customer_list.header_row import HeaderRow, filled_width, find_header
from planner.exchange.customer_list.problems import ListProblem, ReadingStopped, refuse
from planner.exchange.customer_list.ragged import Shapes, mend_broken, mend_long
from planner.exchange.customer_list.spreadsheets import Workbook

MOST_ROWS = 1_048_576
"""As many as a spreadsheet holds."""
MOST_BYTES = 600 << 20
MOST_CELLS = 40_000_000
STEP = 4096
"""Rows between two looks at the Stop button."""
_FIRST = 300
"""Records read ahead to find the headings."""
_SHARED = 200_000
"""Different cells that are kept once each, however often they come."""

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is to do."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as wide as the headings; `number` is the one a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be read, with its cells as they stand in the file."""

    row: Row
    problem: ListProblem


@dataclass
class Table:
    """What a file holds. Every filled row under the headings is in `rows` or in `refused`."""

    path: Path
    headings: tuple[str, ...]
    rows: list[Row]
    refused: list[RefusedRow] = field(default_factory=list)
    problems: list[ListProblem] = field(default_factory=list)
    """What was met and mended; nothing is lost by these."""
    has_headings: bool = True
    blank: int = 0
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows read: kept and refused, blank ones not counted."""
        return len(self.rows) + len(self.refused)


def read_table(
    path: Path,
    sheet: str | None = None,
    *,
    most_rows: int | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Table:
    """Read a CSV (any delimiter, any encoding) or a workbook (.xlsx, .xls, .ods).

    Args:
        path: the file.
        sheet: the workbook's sheet; the first that holds anything if None.
        most_rows: refuse a longer list as soon as that is known.
        progress: called every few thousand rows with bytes done and bytes in all.
        cancelled: asked as often; True stops.

    Raises:
        ListRefused: the file as a whole cannot be read.
        ReadingStopped: `cancelled` said so.
    """
    source = _open(path, sheet)
    size = path.stat().st_size
    done = (lambda: min(source.read, size)) if isinstance(source, TextFile) else (lambda: 0)
    watched = _watched(source.records(), done, size, progress, cancelled)
    first = list(islice(watched, _FIRST))
    header = find_header(first)
    if not header.width:
        raise refuse("empty_file", file=path.name)
    table = _Reading(path, header, first, source, most_rows).finish(chain(first, watched))
    if not table.read:
        raise refuse("no_rows", file=path.name)
    return table


def _open(path: Path, sheet: str | None) -> TextFile | Workbook:
    """Tell a workbook from text by its first bytes, not by its name."""
    try:
        if path.is_dir():
            raise refuse("a_folder", file=path.name)
        with path.open("rb") as file:
            start = file.read(4096)
        size = path.stat().st_size
    except FileNotFoundError:
        raise refuse("no_file", file=str(path)) from None
    except OSError as error:
        raise refuse("not_readable", file=path.name, reason=error.strerror) from None
    if not start.strip(b"\0\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise refuse("empty_file", file=path.name)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Workbook(path, sheet)
    _refuse_other_kinds(path, start)
    if size > MOST_BYTES:
        raise refuse("too_big", file=path.name)
    return open_text(path)


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    opening = start.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if opening.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise refuse("web_page", file=path.name)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    odd = sum(byte < 32 and byte not in b"\0\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f" for byte in start)
    if odd > max(16, 0.02 * len(start)) or opening.startswith(
        (b"%pdf", b"{\\rtf", b"\x89png", b"begin:v")
    ):
        raise refuse("not_a_list", file=path.name)


def _watched(
    records: Iterator[Record],
    done: Callable[[], int],
    size: int,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Iterator[Record]:
    for count, record in enumerate(records):
        if count % STEP == 0:
            if cancelled and cancelled():
                raise ReadingStopped
            if progress:
                progress(done(), size)
        yield record
    if progress:
        progress(size, size)


class _Reading:
    """The state of one reading: rows as wide as the headings at once, ragged ones put aside."""

    def __init__(
        self,
        path: Path,
        header: HeaderRow,
        first: Sequence[Record],
        source: TextFile | Workbook,
        most_rows: int | None,
    ) -> None:
        self.most_rows = most_rows
        self.header = header
        self.source = source
        self.path = path
        self.width = header.width
        self.rows: list[Row] = []
        self.ragged: list[Record] = []
        self.problems: list[ListProblem] = []
        self.blank = 0
        self.cells = 0
        self.broken = 0
        self._shared: dict[str, str] = {}
        head = first[header.above].cells if header.found else []
        self.headings = _headings(head, self.width)

    def finish(self, records: Iterator[Record]) -> Table:
        """Read to the end, then mend what is ragged."""
        self._pass_over_head(records)
        for record in records:
            self._take(record)
        if isinstance(self.source, Workbook):
            self._widen()
        refused = self._mend()
        self._note_file()
        table = Table(self.path, self.headings, self.rows, refused, self.problems)
        table.has_headings, table.blank = self.header.found, self.blank
        if isinstance(self.source, TextFile):
            table.encoding, table.delimiter = self.source.encoding, self.source.delimiter
        else:
            table.sheet, table.sheets = self.source.sheet, self.source.sheets
        return table

    def _pass_over_head(self, records: Iterator[Record]) -> None:
        for record in islice(records, self.header.above):
            text = " ".join(filter(None, map(str.strip, record.cells)))
            if text:
                self._note("above_headings", record.number, text=text[:100])
        if self.header.found:
            next(records)

    def _take(self, record: Record) -> None:
        cells = record.cells
        if not any(cells) or not "".join(cells).strip():
            self.blank += 1
            return
        if len(cells) != self.width or record.open_quote:
            if record.open_quote:
                self._note("open_quote", record.number)
            extra = cells[self.width :]
            if len(cells) < self.width or (extra and any(map(str.strip, extra))):
                self.ragged.append(record)
                return
            cells = cells[: self.width]
        self._keep(record.number, cells)

    def _keep(self, number: int, cells: Sequence[str]) -> None:
        self.cells += len(cells)
        if self.most_rows is not None and len(self.rows) >= self.most_rows:
            raise refuse("too_many_accounts", file=self.path.name, limit=self.most_rows)
        if len(self.rows) >= MOST_ROWS or self.cells > MOST_CELLS:
            raise refuse("too_many_rows", file=self.path.name, limit=min(MOST_ROWS, len(self.rows)))
        shared = self._shared
        keep = shared.setdefault if len(shared) < _SHARED else shared.get
        self.rows.append(Row(number, tuple([keep(cell, cell) for cell in cells])))

    def _widen(self) -> None:
        """A workbook's cells stand where they belong: cells beside the headings get columns too."""
        width = max((filled_width(record.cells) for record in self.ragged), default=0)
        if width <= self.width:
            return
        surplus = [""] * (width - self.width)
        self.headings = _headings([*self.headings, *surplus], width)
        self.rows = [Row(row.number, (*row.cells, *surplus)) for row in self.rows]
        self.width = width

    def _mend(self) -> list[RefusedRow]:
        """Give every ragged row a place among the kept or the refused ones."""
        shapes = Shapes.of([row.cells for row in self.rows], self.width)
        refused = []
        waiting = iter(self.ragged)
        record = next(waiting, None)
        while record is not None:
            after = next(waiting, None)
            if after is not None and self._joined(record, after, shapes):
                after = next(waiting, None)
            elif filled_width(record.cells) > self.width:
                refused += self._mended_or_refused(record, shapes)
            else:
                self._padded(record)
            record = after
        self.rows.sort(key=lambda row: row.number)
        return refused

    def _joined(self, record: Record, after: Record, shapes: Shapes) -> bool:
        if after.number != record.number + 1 or isinstance(self.source, Workbook):
            return False
        cells = mend_broken(record.cells, after.cells, self.width, shapes)
        if cells is None:
            return False
        self._keep(record.number, cells)
        self._note("joined_row", record.number, lines=2)
        return True

    def _mended_or_refused(self, record: Record, shapes: Shapes) -> list[RefusedRow]:
        delimiter = self.source.delimiter if isinstance(self.source, TextFile) else " "
        mended = mend_long(record.cells, self.width, delimiter, shapes)
        if mended is None:
            args = {"count": len(record.cells), "width": self.width}
            problem = ListProblem("long_row", record.number, args=args)
            return [RefusedRow(Row(record.number, tuple(record.cells)), problem)]
        self._keep(record.number, mended.cells)
        if mended.column is not None:
            self._note("mended_row", record.number, column=self.headings[mended.column])
        return []

    def _padded(self, record: Record) -> None:
        count = len(record.cells)
        self._keep(record.number, [*record.cells, *[""] * self.width][: self.width])
        if isinstance(self.source, TextFile):  # a workbook's rows simply end early
            self._note("short_row", record.number, count=count, width=self.width)

    def _note(self, code: str, row: int | None = None, **args: object) -> None:
        self.problems.append(ListProblem(code, row, args=args))

    def _note_file(self) -> None:
        if not self.header.found:
            self._note("no_headings")
        if isinstance(self.source, TextFile):
            if self.source.nul_lines:
                self._note("nul_bytes", count=self.source.nul_lines)
            if self.source.errors == "replace":
                self._note_broken_letters()

    def _note_broken_letters(self) -> None:
        broken = sum(any("\ufffd" in cell for cell in row.cells) for row in self.rows)
        if broken:
            self._note("broken_letters", count=broken)


def _headings(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """One heading for each column, made up where there is none, told apart where two are equal."""
    names: list[str] = []
    for at in range(width):
        name = " ".join(cells[at].split()) if at < len(cells) else ""
        name = name or f"Column {_letters(at)}"
        count = 2
        unique = name
        while unique in names:
            unique, count = f"{name} ({count})", count + 1
        names.append(unique)
    return tuple(names)


def _letters(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA: as a spreadsheet names its columns."""
    high, low = divmod(column, 26)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)
