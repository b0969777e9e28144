"""Rows shorter or longer than the headings: mended where only one way fits, else reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SHAPES = (
    ("whole", re.compile(r"\d+")),
    ("number", re.compile(r"[-+]?\d+([.,]\d+)?")),
    ("email", re.compile(r"\S+@\S+\.\w+")),
    ("web", re.compile(r"(https?://|www\.)\S+")),
    ("phone", re.compile(r"(?=(\D*\d){6,15}\D*$)[+(\d][\d\s()./+-]*")),
    ("code", re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 -]{2,9}")),
    ("short", re.compile(r"[A-Za-z]{1,3}")),
)
_STRICT = 0.9
"""Share of the even rows that must have a shape before a mended row has to have it too."""
_SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Shapes:
    """For each column the shapes that nearly all its filled cells have."""

    columns: tuple[tuple[re.Pattern[str], ...], ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], width: int) -> Shapes:
        """Learn the shapes from up to 300 even rows."""
        step = max(1, len(rows) // _SAMPLE)
        sample = rows[::step]
        return cls(tuple(_common([row[at].strip() for row in sample]) for at in range(width)))

    def fits(self, cells: Sequence[str]) -> int:
        """How many cells have their column's shape; -1 where one filled cell has not."""
        fitting = 0
        for cell, shapes in zip(cells, self.columns, strict=True):
            text = cell.strip()
            if text and shapes:
                if not all(shape.fullmatch(text) for shape in shapes):
                    return -1
                fitting += 1
        return fitting


def _common(values: list[str]) -> tuple[re.Pattern[str], ...]:
    filled = [value for value in values if value]
    if not filled:
        return ()
    return tuple(
        shape
        for _name, shape in _SHAPES
        if sum(bool(shape.fullmatch(value)) for value in filled) >= _STRICT * len(filled)
    )


def mend_long(cells: Sequence[str], width: int, delimiter: str, shapes: Shapes) -> Mended | None:
    """A row with too many cells: surplus empty ones dropped, or one split cell joined again.

    Of equal ways the one is taken whose joined pieces alone begin with a blank ("Unit 4, Mill
    Dam"). None where nothing fits, or more than one way.
    """
    if not any(cell.strip() for cell in cells[width:]):
        return Mended(list(cells[:width]), None)
    if width == 1:  # no delimiter at all: it is part of the text
        return Mended([delimiter.join(cells)], None)
    surplus = len(cells) - width
    after_blank = {at for at, cell in enumerate(cells) if cell[:1] == " "}
    ways = []
    for at in range(width):
        joined = delimiter.join(cells[at : at + surplus + 1])
        whole = [*cells[:at], joined, *cells[at + surplus + 1 :]]
        fitting = shapes.fits(whole)
        if fitting > 0:
            natural = after_blank == set(range(at + 1, at + surplus + 1))
            ways.append(((fitting, natural), at, whole))
    ways.sort(key=lambda way: way[0], reverse=True)
    if not ways or (len(ways) > 1 and ways[0][0] == ways[1][0]):
        return None
    return Mended(ways[0][2], ways[0][1])


@dataclass(frozen=True, slots=True)
class Mended:
    """A row made as wide as the headings; `column` was split, None where nothing was joined."""

    cells: list[str]
    column: int | None


def mend_broken(
    first: Sequence[str], second: Sequence[str], width: int, shapes: Shapes
) -> list[str] | None:
    """Two short lines that are one row, broken inside a cell; None where they are not."""
    if not first or not second or len(first) + len(second) - 1 != width:
        return None
    cells = [*first[:-1], f"{first[-1]}\n{second[0]}".strip("\n"), *second[1:]]
    return cells if shapes.fits(cells) > 0 else None
