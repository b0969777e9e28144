"""Delimited text (CSV and its relatives) to numbered records, streamed."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.exchange.customer_list.encodings import encoding_of
from planner.exchange.customer_list.heading_words import KNOWN, plain

USUAL = (",", ";", "\t", "|")
DELIMITERS = (*USUAL, "^", "\x1f", "~")
LONE_CR = "\x1d"
"""Stands for a CR inside a line while the csv module reads: to it a CR ends the row."""
SAMPLE_LINES = 200
_LONGEST_CELL = 1 << 24
LONGEST_RECORD = 200
"""Lines. A cell that runs on longer is a quotation mark that nobody closed."""


csv.field_size_limit(_LONGEST_CELL)  # the module's own 131,072 is less than some notes are long


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number counting every record of the file from 1, blank ones too."""

    number: int
    cells: list[str]
    open_quote: bool = False


@dataclass
class TextFile:
    """How a text file is to be read, and what was met while reading it."""

    path: Path
    encoding: str
    errors: str
    delimiter: str
    newline: str
    has_separator_line: bool = False
    padded_quotes: bool = False
    """A blank may stand between delimiter and quotation mark."""
    nul_lines: int = 0
    read: int = 0
    """Characters read so far."""

    def records(self) -> Iterator[Record]:
        """All records from the first, an empty list of cells for a blank line."""
        lines = _Lines(self)
        number = 0
        if self.has_separator_line:
            lines.skip()
            number = 1
        for cells, open_quote in _parsed(lines, self.delimiter, self.padded_quotes):
            number += 1
            yield Record(number, _with_line_breaks(cells), open_quote)


def open_text(path: Path) -> TextFile:
    """Find out encoding, line ends and delimiter from the file itself."""
    encoding, errors = encoding_of(path)
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        start = file.read(1 << 18)
    newline = "\n" if "\n" in start else "\r"
    first = start.split(newline, 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == 5:
        return TextFile(path, encoding, errors, first[4], newline, has_separator_line=True)
    delimiter = sniff_delimiter(start, newline)
    padded = f'{delimiter} "' in start and f'{delimiter}"' not in start
    return TextFile(path, encoding, errors, delimiter, newline, padded_quotes=padded)


def sniff_delimiter(start: str, newline: str = "\n") -> str:
    """The delimiter that cuts the first lines most evenly, quotes respected; comma if none does."""
    lines = [line for line in start.split(newline)[:SAMPLE_LINES] if line.strip()]
    if len(start) >= 1 << 18 and len(lines) > 1:
        lines.pop()
    lines = [line.rstrip("\r").replace("\r", LONE_CR).replace("\0", "") for line in lines]
    scores = {delimiter: _evenness(lines, delimiter) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ","


def _evenness(lines: list[str], delimiter: str) -> float:
    """0 where nothing is cut; else the share of rows as wide as most or as the first one.

    Known headings in the first line settle it; odd delimiters need more than the usual ones.
    """
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0.0
    cut = Counter(width for width in widths if width > 1)
    if not cut:
        return 0.0
    width, rows = max(cut.items(), key=lambda pair: (pair[1], pair[0]))
    share = rows / len(widths)
    header = 1.0 if widths[0] > 1 and abs(widths[0] - width) <= 1 else 0.5
    first = next(csv.reader(lines[:1], delimiter=delimiter), [])
    known = sum(plain(cell) in KNOWN for cell in first) if len(first) > 1 else 0
    usual = 1.0 if delimiter in USUAL else 0.3
    return usual * (share * header + min(known, 3)) + min(width, 20) / 1000


class _Lines:
    """The lines of a file for the csv module, remembered until their record is complete."""

    def __init__(self, text: TextFile) -> None:
        self.pending: list[str] = []
        self._again: deque[str] = deque()
        self._source = self._read(text)

    def _read(self, text: TextFile) -> Iterator[str]:
        with text.path.open(
            encoding=text.encoding, errors=text.errors, newline=text.newline
        ) as file:
            for line in file:
                text.read += len(line)
                whole = line.rstrip("\r\n")
                if "\0" in whole:
                    text.nul_lines += 1
                    whole = whole.replace("\0", "")
                yield whole.replace("\r", LONE_CR) if "\r" in whole else whole

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._source)
        self.pending.append(line)
        if len(self.pending) > LONGEST_RECORD:
            raise csv.Error("quotation mark not closed")
        return line + "\n"

    def skip(self) -> None:
        next(self._source, None)

    def take_first(self) -> str:
        """Give up on the pending record: its first line alone, the others are read again."""
        first, *rest = self.pending
        self._again.extendleft(reversed(rest))
        self.pending.clear()
        return first


def _with_line_breaks(cells: list[str]) -> list[str]:
    if not any(LONE_CR in cell for cell in cells):
        return cells
    return [cell.replace(LONE_CR, "\n") for cell in cells]


def _parsed(lines: _Lines, delimiter: str, padded: bool) -> Iterator[tuple[list[str], bool]]:
    """Each record with whether an open quotation mark had to be read as plain text."""
    while True:
        try:
            for cells in csv.reader(lines, delimiter=delimiter, skipinitialspace=padded):
                if _is_open(cells, lines.pending, delimiter, padded):
                    break
                lines.pending.clear()
                yield cells, False
            else:
                return
        except csv.Error:
            pass
        yield _unquoted(lines.take_first(), delimiter), True


def _is_open(cells: list[str], pending: list[str], delimiter: str, padded: bool) -> bool:
    """True where a quoted cell ran on to the end of the file or into the next quoted cell."""
    if len(pending) == 1 and (not cells or not cells[-1].endswith("\n")):
        return False
    lines = [line + "\n" for line in pending]
    try:
        again = csv.reader(lines, delimiter=delimiter, skipinitialspace=padded, strict=True)
        return sum(1 for _row in again) != 1
    except csv.Error:
        return True


def _unquoted(line: str, delimiter: str) -> list[str]:
    """The cells of one line, its quotation marks taken as text except around a whole cell."""
    cells = line.split(delimiter) if line else []
    whole = (cell[:1] == cell[-1:] == '"' and len(cell) > 1 for cell in cells)
    return [cell[1:-1] if quoted else cell for cell, quoted in zip(cells, whole, strict=True)]
