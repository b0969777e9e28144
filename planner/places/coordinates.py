"""Coordinates as people write them, and coordinates that cannot be right."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

Pair = tuple[float, float]

_NUMBER = r"[-+]?\d{1,3}(?:[.,]\d+)?"
_PLAIN = re.compile(rf"({_NUMBER})\s*°?\s*([,;/|]|\s)\s*({_NUMBER})\s*°?")
_ANGLE = (
    r"(\d{1,3}(?:[.,]\d+)?)\s*°?\s*"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|'')\s*)?)?"
)
_SIDE_FIRST = re.compile(rf"([NSEWO])\s*{_ANGLE}[\s,;/]*([NSEWO])\s*{_ANGLE}", re.IGNORECASE)
_SIDE_LAST = re.compile(rf"{_ANGLE}([NSEWO])[\s,;/]*{_ANGLE}([NSEWO])", re.IGNORECASE)
_FAR_DEGREES = 15.0


class Problem(StrEnum):
    """Why a pair of coordinates is not taken as it stands."""

    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    ZERO = "zero"
    SWAPPED = "swapped"


def parse_pair(text: str) -> Pair | None:
    r"""Latitude and longitude from one text, in that order unless the text says otherwise.

    Knows "53.8,-1.55", "53,8; -1,55" (decimal commas need another separator), "53.8 -1.55",
    "N 53.8 W 1.55", "53°48'0\"N 1°33'0\"W". "[-1.55, 53.8]" in square brackets is GeoJSON's order,
    longitude first, and so is "POINT(-1.55 53.8)". Full-width digits are read as plain ones.

    Returns:
        Degrees, or None where the text is no pair of coordinates of the earth.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    bracketed = re.fullmatch(r"\[(.*)\]|POINT\s*\((.*)\)", plain, re.IGNORECASE)
    if bracketed:
        pair = _plain_pair((bracketed[1] or bracketed[2]).strip())
        return _on_earth((pair[1], pair[0])) if pair else None
    if re.fullmatch(r"\(.*\)", plain):
        plain = plain[1:-1].strip()
    return _on_earth(_plain_pair(plain) or _angles(plain))


def _plain_pair(text: str) -> Pair | None:
    match = _PLAIN.fullmatch(text.replace(", ", "; "))
    if match is None:
        return None
    one, separator, other = match.groups()
    decimal_commas = "," in one or "," in other
    if decimal_commas and (separator == "," or "." in one + other):
        return None
    if separator == "," and "." not in one + other:
        return None  # "53,8" is one number; whole degrees are too coarse for a place
    return _degrees(one), _degrees(other)


def _degrees(text: str) -> float:
    return float(text.replace(",", "."))


def _angles(text: str) -> Pair | None:
    """Two angles with the sides of the world, in either order."""
    first, last = _SIDE_FIRST.fullmatch(text), _SIDE_LAST.fullmatch(text)
    if first:
        one, other = first.groups()[:4], first.groups()[4:]
    elif last:
        groups = last.groups()
        one, other = (groups[3], *groups[:3]), (groups[7], *groups[4:7])
    else:
        return None
    sides: dict[str, float] = {}
    for side, *angle in (one, other):
        degrees, minutes, seconds = (_degrees(number or "0") for number in angle)
        letter = side.upper().replace("O", "W")  # ouest, oeste
        value = degrees + minutes / 60 + seconds / 3600
        sides["lat" if letter in "NS" else "lon"] = -value if letter in "SW" else value
    return (sides["lat"], sides["lon"]) if len(sides) == 2 else None


def _on_earth(pair: Pair | None) -> Pair | None:
    if pair is None or abs(pair[0]) > 90 or abs(pair[1]) > 180:
        return None
    return pair


def check(lat: float, lon: float, neighbours: Iterable[Pair] = ()) -> Problem | None:
    """What is wrong with a pair of coordinates, if anything.

    Args:
        lat: degrees.
        lon: degrees.
        neighbours: places that this one is expected to lie among, such as the list's other
            rows or the base. When the pair lies far from their middle and the swapped pair much
            nearer, it is SWAPPED.

    Returns:
        None when the pair can be taken as it is. A latitude beyond 90 whose swapped pair would
        lie on the earth is SWAPPED as well.
    """
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return Problem.NOT_A_NUMBER
    if abs(lat) > 90 and abs(lat) <= 180 and abs(lon) <= 90:
        return Problem.SWAPPED
    if abs(lat) > 90 or abs(lon) > 180:
        return Problem.OUT_OF_RANGE
    if abs(lat) < 1e-6 and abs(lon) < 1e-6:
        return Problem.ZERO
    if _looks_swapped(lat, lon, list(neighbours)):
        return Problem.SWAPPED
    return None


def _looks_swapped(lat: float, lon: float, neighbours: list[Pair]) -> bool:
    if not neighbours or abs(lon) > 90:
        return False
    middle = (_median([n[0] for n in neighbours]), _median([n[1] for n in neighbours]))
    as_given, turned = _apart((lat, lon), middle), _apart((lon, lat), middle)
    return as_given > _FAR_DEGREES and turned < as_given / 4


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _apart(one: Pair, other: Pair) -> float:
    """Degrees of arc between two places, roughly, and right across the date line."""
    lon = abs(one[1] - other[1]) % 360
    return math.hypot(one[0] - other[0], min(lon, 360 - lon) * math.cos(math.radians(other[0])))
