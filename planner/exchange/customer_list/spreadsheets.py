"""Workbooks (.xlsx, .xls, .ods): checked for size, then read by a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from planner.exchange.customer_list import spreadsheet_child
from planner.exchange.customer_list.delimited import Record
from planner.exchange.customer_list.problems import refuse

MEGABYTE = 1 << 20
LARGEST_FILE = 200 * MEGABYTE
LARGEST_UNPACKED = 1500 * MEGABYTE
HARMLESS = 50 * MEGABYTE
"""Unpacked size below which no ratio is looked at."""
LARGEST_RATIO = 80
"""Real lists unpack to 5 to 30 times their size, zip bombs to several hundred times."""
SECONDS = 300


@dataclass
class Workbook:
    """One sheet of a workbook, ready to be read."""

    path: Path
    wanted: str | None = None
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """All rows of the sheet, numbered as the spreadsheet numbers them.

        Raises:
            ListRefused: no such sheet, damaged, protected, or too slow to read.
        """
        check_size(self.path)
        script = spreadsheet_child.__file__
        command = [sys.executable, "-I", script, str(self.path), self.wanted or ""]
        with (
            tempfile.TemporaryFile() as messages,
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=messages) as child,
        ):
            late = threading.Event()
            watch = threading.Timer(SECONDS, _end, (child, late))
            watch.start()
            try:
                assert child.stdout is not None
                yield from self._rows(child.stdout, child, late)
            finally:
                watch.cancel()
                child.kill()

    def _rows(
        self, lines: IO[bytes], child: subprocess.Popen[bytes], late: threading.Event
    ) -> Iterator[Record]:
        self._take_names(lines.readline())
        complete = False
        for number, line in enumerate(lines, 1):
            if line[:1] != b"[":
                complete = int(line) == number - 1
                break
            yield Record(number, json.loads(line))
        if late.is_set():
            raise refuse("slow_sheet", file=self.path.name)
        code = child.wait()
        if code == 3:
            raise refuse(
                "no_sheet", file=self.path.name, sheet=self.wanted, sheets=", ".join(self.sheets)
            )
        if code or not complete:
            raise refuse("damaged_sheet", file=self.path.name)

    def _take_names(self, line: bytes) -> None:
        if line.strip():
            names = json.loads(line)
            self.sheets, self.sheet = names["sheets"], names["sheet"]


def _end(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def check_size(path: Path) -> None:
    """Refuse what would fill the memory, before anything is unpacked.

    Raises:
        ListRefused: too big, or unpacking to far more than a list does.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise refuse("too_big", file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return  # .xls is no archive; what is damaged the reader refuses
    too_much = unpacked > LARGEST_UNPACKED
    if too_much or (unpacked > HARMLESS and unpacked > LARGEST_RATIO * size):
        raise refuse("unpacks_too_big", file=path.name, size=unpacked // MEGABYTE)
