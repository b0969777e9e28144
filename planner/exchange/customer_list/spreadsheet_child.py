"""One sheet of a workbook to JSON lines, in a process of its own: a bad file hurts nobody.

Called as `python spreadsheet_child.py FILE [SHEET]`; the first line printed names the sheets, every
further one is a row, the last is the number of rows. It imports nothing of ours on purpose.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

MEMORY = 3 << 30
"""Bytes of address space: a file that unpacks to more ends this process, not the application."""
SECONDS = 240


def main(path: str, wanted: str = "") -> int:
    """Print the sheet; 0 done, 3 no such sheet, 4 not readable."""
    _limit()
    import python_calamine

    try:
        book = python_calamine.load_workbook(path)
        sheets = [entry.name for entry in book.sheets_metadata if _is_visible(entry)]
        name = wanted if wanted in sheets else _first_filled(book, sheets)
        sys.stdout.write(json.dumps({"sheets": sheets, "sheet": name}) + "\n")
        if wanted and wanted not in sheets:
            return 3
        _print_rows(book.get_sheet_by_name(name))
    except (python_calamine.CalamineError, OSError, ValueError, MemoryError) as error:
        sys.stderr.write(f"{error}\n")
        return 4
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the caller's time limit holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _is_visible(entry: Any) -> bool:
    return "Visible" in str(entry.visible) and "WorkSheet" in str(entry.typ)


def _first_filled(book: Any, sheets: list[str]) -> str:
    for name in sheets:
        if book.get_sheet_by_name(name).total_height:
            return str(name)
    return str(sheets[0]) if sheets else ""


def _print_rows(sheet: Any) -> None:
    out = sys.stdout
    count = 0
    for row in sheet.iter_rows():
        out.write(json.dumps([_text(value) for value in row]) + "\n")
        count += 1
    out.write(f"{count}\n")


def _text(value: Any) -> str:
    """A cell as the rep sees it: no `.0` after whole numbers, dates in ISO form."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
