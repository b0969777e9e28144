"""Latitude and longitude out of cells: decimals, degrees, pairs; swapped ones caught."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from planner.exchange.customer_list.text import half_width

Pair = tuple[float, float]
"""Latitude, longitude in degrees, not yet checked."""

_DEGREES = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?P<deg>\d+(?:[.,]\d+)?)\s*°?\s*"
    r"(?:(?P<min>\d+(?:[.,]\d+)?)\s*['\u2032\u2019]\s*)?(?:(?P<sec>\d+(?:[.,]\d+)?)\s*(?:\"|''|\u2033|\u201d)\s*)?"
    r"(?P<side>[NSEWOnsewo]?)"
)
_SIDE_FIRST = re.compile(r"^([NSEWOnsewo])\s*(.*)$")
_NUMBERS = re.compile(r"[-+]?\d+(?:\.\d+)?")
_DECIMAL_COMMAS = re.compile(r"^\D*\d+,\d+\s*[;/ ]+\s*[-+]?\d+,\d+\D*$")
ZERO: Pair = (0.0, 0.0)
"""What programs write where they know no place; it is in the sea."""
LEAST_MARGIN = 5.0
"""Degrees around a list's middle that are never called far away."""
_FEWEST = 3


def degrees_of(cell: str) -> float | None:
    """One coordinate in degrees, south and west negative; None where it is none (NaN, words)."""
    try:
        value = float(cell)
        return value if math.isfinite(value) else None
    except ValueError:
        pass
    text = half_width(cell).strip().replace("\u2212", "-")
    if side := _SIDE_FIRST.match(text):
        text = side[2] + side[1]
    found = _DEGREES.fullmatch(text)
    if not found:
        return None
    parts = [float((found[name] or "0").replace(",", ".")) for name in ("deg", "min", "sec")]
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    return -value if found["sign"] == "-" or found["side"].upper() in ("S", "W") else value


def pair_of(cell: str) -> Pair | None:
    """Both coordinates out of one cell: "52.5, 13.4", "[13.4,52.5]", "POINT(13.4 52.5)".

    Brackets and POINT put the longitude first, as GeoJSON and WKT do; anything else the latitude.
    """
    text = half_width(cell).strip()
    if _DECIMAL_COMMAS.match(text):
        text = re.sub(r"(\d),(\d)", r"\1.\2", text)
    if any(mark in text for mark in "°'NSEW") and "POINT" not in text.upper():
        halves = re.split(r"[,;/]\s*|(?<=[NSEW])\s+", text.upper(), maxsplit=1)
        values = [degrees_of(half) for half in halves]
        if len(values) == 2 and values[0] is not None and values[1] is not None:
            return values[0], values[1]
        return None
    numbers = [float(number) for number in _NUMBERS.findall(text)]
    if len(numbers) not in (2, 3):
        return None
    first, second = numbers[:2]
    longitude_first = text.startswith("[") or "POINT" in text.upper()
    return (second, first) if longitude_first else (first, second)


def on_earth(pair: Pair) -> bool:
    """True for a latitude and longitude that exist."""
    return abs(pair[0]) <= 90 and abs(pair[1]) <= 180


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where a list's accounts are: its middle and how far out an account may lie, in degrees.

    `turned`: the list has its latitudes and longitudes in each other's columns throughout.
    """

    middle: Pair | None = None
    margin: Pair = (180.0, 360.0)
    turned: bool = False

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Neighbourhood:
        """Learn from a sample of a list's pairs, as they stand in the file."""
        filled = [pair for pair in pairs if pair != ZERO]
        impossible = [pair for pair in filled if not on_earth(pair) and on_earth(pair[::-1])]
        turned = len(impossible) > 0.5 * len(filled)
        good = [pair for pair in (_turn(filled) if turned else filled) if on_earth(pair)]
        if len(good) < _FEWEST:
            return cls(turned=turned)
        middle, margin = zip(*(_spread(part) for part in zip(*good, strict=True)), strict=True)
        return cls((middle[0], middle[1]), (margin[0], margin[1]), turned)

    def is_near(self, pair: Pair) -> bool:
        """True where an account of this list may be."""
        if not on_earth(pair):
            return False
        if self.middle is None:
            return True
        return all(
            abs(value - middle) <= margin
            for value, middle, margin in zip(pair, self.middle, self.margin, strict=True)
        )


def _turn(pairs: Iterable[Pair]) -> list[Pair]:
    return [(second, first) for first, second in pairs]


def _spread(values: Sequence[float]) -> Pair:
    """The middle, and six times the usual distance from it: a swapped pair lies farther out."""
    middle = median(values)
    usual = median(abs(value - middle) for value in values)
    return middle, max(LEAST_MARGIN, 6 * usual)


def checked(pair: Pair, around: Neighbourhood) -> tuple[Pair | None, str]:
    """(the pair put right, doubt): "zero_place", "swapped", "off_earth", or "" where all is well.

    Swapped is what cannot be, or lies far from the rest of the list, and fits when turned round.
    """
    if pair == ZERO:
        return None, "zero_place"
    if not (math.isfinite(pair[0]) and math.isfinite(pair[1])):
        return None, "no_number"
    turned = (pair[1], pair[0])
    if around.turned and on_earth(turned):
        return turned, "swapped"
    if around.is_near(pair):
        return pair, ""
    if around.is_near(turned):
        return turned, "swapped"
    return (pair, "") if on_earth(pair) else (None, "off_earth")
