"""Cells to clean text: padding, control characters, full-width letters."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[\s\u00a0\u3000]+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000\u2460-\u2473\u00b2\u00b3]")
LONGEST_LINE = 300
LONGEST_TEXT = 20_000


def one_line(cell: str) -> str:
    """A cell as one line: trimmed, blanks single, nothing invisible, composed letters."""
    if cell.isascii():
        if cell.isprintable() and "  " not in cell:
            return cell.strip()
    else:
        cell = unicodedata.normalize("NFC", cell)
    return _BLANKS.sub(" ", _INVISIBLE.sub("", cell)).strip()


def lines_of(cell: str) -> list[str]:
    """The filled lines of a cell, each clean, no line twice."""
    if "\n" not in cell and "\r" not in cell:
        line = one_line(cell)
        return [line] if line else []
    lines = (one_line(line).strip(",; ") for line in cell.replace("\r", "\n").split("\n"))
    return list(dict.fromkeys(line for line in lines if line))


def prose(cell: str) -> str:
    """A cell of several lines, each clean."""
    lines = (one_line(line) for line in cell.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def half_width(text: str) -> str:
    """Full-width digits and letters (\uff11\uff12) as the ordinary ones (12)."""
    if text.isascii() or not _FULL_WIDTH.search(text):
        return text
    return unicodedata.normalize("NFKC", text)
