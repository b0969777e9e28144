"""Where a list's headings stand: in the first row, under a title, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planner.exchange.customer_list.delimited import Record
from planner.exchange.customer_list.headings import is_heading

_LOOK_AT = 12
"""Filled rows among which the headings are searched."""
_DATA = re.compile(
    r"[-+]?[£$€¥]?\s?\d[\d.,\s:/-]*%?|\S+@\S+\.\S+|https?://\S+|\(?\+?\d[\d\s()/-]{5,}"
    r"|\[?[-\d., ]+\]?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG = 60


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """`above`: how many records stand before it; `found`: False where there are no headings."""

    above: int
    found: bool
    width: int


def find_header(records: Sequence[Record]) -> HeaderRow:
    """Find the headings among a list's first records."""
    filled = [at for at, record in enumerate(records) if any(map(str.strip, record.cells))]
    if not filled:
        return HeaderRow(0, False, 0)
    usual = _usual_width([filled_width(records[at].cells) for at in filled])
    for at in filled[:_LOOK_AT]:
        cells = records[at].cells
        below = [records[next_].cells for next_ in filled if next_ > at]
        if filled_width(cells) >= max(1, 0.5 * usual) and _is_header(cells, below):
            return HeaderRow(at, True, _final_width(cells, below))
    first = filled[0]
    return HeaderRow(first, False, max(usual, _usual_width([len(records[first].cells)])))


def filled_width(cells: Sequence[str]) -> int:
    """Cells up to the last filled one."""
    return max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)


def _usual_width(widths: Sequence[int]) -> int:
    counts = Counter(widths)
    return max(counts, key=lambda width: (counts[width], width))


def _final_width(cells: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """As wide as the headings; wider where most rows have further filled cells."""
    width = filled_width(cells)
    widths = [filled_width(row) for row in below]
    wider = [each for each in widths if each > width]
    if len(wider) > 1 and len(wider) > 0.5 * len(widths):
        return _usual_width(wider)
    return width


def _is_header(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    known = sum(map(is_heading, filled))
    if known:  # "2024" may head a column of turnover, but only beside names that are known
        known += sum(bool(_YEAR.fullmatch(cell)) for cell in filled)
    if known < max(2, 0.5 * len(filled)) and any(map(_is_data, filled)):
        return False
    if known >= min(2, len(filled)):
        return True
    if len(set(filled)) < len(filled):
        return False
    return (known >= 1 and len(filled) <= 3) or _stands_out(cells, below)


def _stands_out(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """A word above a column of nothing but numbers, dates or addresses is a heading."""
    for at, cell in enumerate(cells):
        column = [row[at].strip() for row in below if at < len(row) and row[at].strip()]
        if not cell.strip() or len(column) < 2 or any(map(str.isdigit, cell)):
            continue
        if sum(bool(_DATA.fullmatch(value)) for value in column) > 0.9 * len(column):
            return True
    return False


def _is_data(cell: str) -> bool:
    return bool(_DATA.fullmatch(cell)) or len(cell) > _LONG
