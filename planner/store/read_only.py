"""A territory where nothing can be written: read from a private copy, changed never.

SQLite cannot read a file with a log where it may not make its own files beside it, and what
stands in that log alone would be missed. So the file and its log are copied.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.store import errors

_LOG = "-wal"
_TRIES = 5


def can_be_written(file: Path) -> bool:
    """Whether the system lets us write the file, and beside it, as SQLite has to."""
    real = os.path.realpath(file)
    return os.access(real, os.W_OK) and os.access(os.path.dirname(real), os.W_OK)  # noqa: PTH120


class Copy:
    """A private copy of a territory with its log, deleted at the latest when the program ends.

    Raises:
        NotWritable: the file cannot be read, or there is no room for a copy.
    """

    def __init__(self, file: Path) -> None:
        try:
            self._folder = TemporaryDirectory(prefix="loopwise-", ignore_cleanup_errors=True)
            self.file = Path(self._folder.name) / "territory"
            _take(file, self.file)
        except OSError as error:
            raise errors.NotWritable(file, str(error)) from error

    def drop(self) -> None:
        """Delete it."""
        self._folder.cleanup()


def _take(file: Path, copy: Path) -> None:
    """Copy file and log as they stood at one moment: again, where somebody wrote meanwhile."""
    for _try in range(_TRIES):
        before = _state(file)
        for suffix in ("", _LOG):
            Path(f"{copy}{suffix}").unlink(missing_ok=True)
            if suffix == "" or before[1] is not None:
                shutil.copyfile(f"{file}{suffix}", f"{copy}{suffix}")
        if _state(file) == before:
            return
    raise OSError("it is being written all the time")


def _state(file: Path) -> list[tuple[int, int] | None]:
    """Size and moment of the last change of file and log; None where there is none."""
    found: list[tuple[int, int] | None] = []
    for suffix in ("", _LOG):
        try:
            facts = os.stat(f"{file}{suffix}")  # noqa: PTH116 - a name, not a path, is extended
            found.append((facts.st_size, facts.st_mtime_ns))
        except FileNotFoundError:
            found.append(None)
    return found
