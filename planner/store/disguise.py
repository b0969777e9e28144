"""Whether a file that is no plain territory may be an encrypted one, as far as can be told."""

from __future__ import annotations

import os
from pathlib import Path

_PAGE, _START = 4096, b"SQLite format 3\0"
_SAMPLES = 16
_VARIED = 240
"""Different bytes in a page of chance: nearly always all 256; in a plain page far fewer."""


def may_be_encrypted(file: Path) -> bool:
    """Whether a file looks as an encrypted territory does: whole pages, all of them like chance.

    A plain territory never does, however it is damaged, unless all of it was written over.
    """
    try:
        with file.open("rb") as stream:
            pages, rest = divmod(os.fstat(stream.fileno()).st_size, _PAGE)
            if rest or not pages:
                return False
            first = stream.read(_PAGE)
            if first.startswith(_START) or not _like_chance(first):
                return False
            like = 0
            chosen = range(0, pages, max(1, pages // _SAMPLES))
            for page in chosen:
                stream.seek(page * _PAGE)
                like += _like_chance(stream.read(_PAGE))
    except OSError:
        return False
    return 2 * like > len(chosen)  # an encrypted one may have its own bad pages


def is_plain(file: Path) -> bool:
    """Whether a file begins as a plain territory does."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(_START)) == _START
    except OSError:
        return False


def _like_chance(page: bytes) -> bool:
    return len(set(page)) >= _VARIED
