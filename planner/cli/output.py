"""What commands print: one JSON document, or tables for people; all else goes to stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from planner.words import _

RIGHT = ">"


class WrongLine(Exception):
    """The command line cannot be carried out as it stands; the text says why."""


def complain(text: str) -> None:
    """Say something to the person at the terminal, apart from the output."""
    print(text, file=sys.stderr)


def answer(options: Namespace, document: Any, text: Iterable[str]) -> None:
    """Print the answer: the document for programs, the lines for people."""
    if options.json:
        print(json.dumps(document, ensure_ascii=False, allow_nan=False))
    else:
        for line in text:
            print(line)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], align: str = "") -> list[str]:
    """Rows in columns; `align` has a > for each column that is set flush right."""
    cells = [[_one_line(cell) for cell in row] for row in (headings, *rows)]
    if len(cells) == 1:
        return []
    widths = [max(width(row[at]) for row in cells) for at in range(len(headings))]
    sides = align.ljust(len(headings))
    return [_line(row, widths, sides) for row in cells]


def _line(row: Sequence[str], widths: Sequence[int], sides: str) -> str:
    padded = [
        (" " * (wide - width(cell)) + cell)
        if side == RIGHT
        else (cell + " " * (wide - width(cell)))
        for cell, wide, side in zip(row, widths, sides, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _one_line(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def width(text: str) -> int:
    """Columns that a text takes on a terminal; East Asian letters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


class Progress:
    """A bar on stderr with what is being done, only where a person can see it."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()
        self._last = -1

    def __call__(self, done: int, of: int) -> None:
        """Show how far the work is."""
        percent = 100 * done // max(1, of)
        if not self._shown or percent == self._last:
            return
        self._last = percent
        bar = "#" * (percent // 4)
        text = _("{what} {percent} %").format(what=self._what, percent=percent)
        end = "\n" if percent >= 100 else ""
        print(f"\r[{bar:<25}] {text}", end=end, file=sys.stderr, flush=True)
