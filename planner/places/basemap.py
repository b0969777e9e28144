"""The bundled base map: tiles for the screen, shapes for paper, towns to label.

The tile format is written down in resources/map/base/README.md. Imports nothing heavy: it is on
the start path.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from planner import resources
from planner.places.bands import BANDS, cell_of
from planner.places.clipping import Box, Shape, line_in_box, ring_in_box
from planner.places.database import ReadOnly

MAX_ZOOM = 8
EXTENT = 4096
_OVERLAP = 8  # units that filled areas of neighbouring tiles lie over each other, so no seam shows


_FAR = 2 * EXTENT  # beyond any margin, so the outline of a tile that is all land is never a coast
_EVERYTHING: Shape = [(-_FAR, -_FAR), (_FAR, -_FAR), (_FAR, _FAR), (-_FAR, _FAR)]


class Bounds(NamedTuple):
    """A part of the world in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class Shapes:
    """What lies within bounds, as (lon, lat) in degrees, cut off at the bounds.

    An area is a list of rings to be filled as one path by the even-odd rule. Areas may overlap by a
    hair and their outlines are cuts, not coasts: fill them, never stroke them, and stroke `coast`
    and `shores`.
    """

    land: list[list[Shape]] = field(default_factory=list)
    lakes: list[list[Shape]] = field(default_factory=list)
    coast: list[Shape] = field(default_factory=list)
    shores: list[Shape] = field(default_factory=list)
    rivers: list[Shape] = field(default_factory=list)
    regions: list[Shape] = field(default_factory=list)
    borders: list[Shape] = field(default_factory=list)


class Town(NamedTuple):
    """A place to label. Population 0 is unknown."""

    name: str
    lat: float
    lon: float
    population: int


@cache
def _tiles() -> ReadOnly:
    return ReadOnly(resources.path("map", "base", "tiles.sqlite"))


@cache
def _places() -> ReadOnly:
    return ReadOnly(resources.path("places", "gazetteer.sqlite"))


def tile(z: int, x: int, y: int) -> bytes:
    """The JSON of one tile, uncompressed; beyond zoom 8 that of its ancestor there.

    Never fails for numbers: x wraps round the world, and beyond the poles lies open sea.
    """
    if z > MAX_ZOOM:
        z, x, y = MAX_ZOOM, x >> (z - MAX_ZOOM), y >> (z - MAX_ZOOM)
    if z < 0 or not 0 <= y < 2**z:
        return b"{}"
    x %= 2**z
    for up in range(z + 1):  # a plain square is kept once, for its largest ancestor
        row = _tiles().first(
            "SELECT data FROM tile WHERE z = ? AND x = ? AND y = ?", (z - up, x >> up, y >> up)
        )
        if row:
            return zlib.decompress(row[0])
    return b"{}"


def shapes(bounds: Bounds, zoom: int) -> Shapes:
    """Land, water and borders within bounds, as detailed as `zoom` shows them.

    Ask for a zoom that fits the paper: each tile within the bounds is read, and each zoom has four
    times as many.
    The bounds must not reach across the date line (west < east).
    """
    zoom = max(0, min(zoom, MAX_ZOOM))
    found = Shapes()
    box = _square(bounds)
    for x, y in _covering(box, zoom):
        _add(found, zoom, x, y, box)
    return found


def _square(bounds: Bounds) -> Box:
    """Bounds in the unit square of Web Mercator, y down."""
    return (
        bounds.west / 360 + 0.5,
        _mercator(bounds.north),
        bounds.east / 360 + 0.5,
        _mercator(bounds.south),
    )


def _mercator(lat: float) -> float:
    sine = math.sin(math.radians(max(-85.06, min(85.06, lat))))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _degrees(shape: Shape) -> Shape:
    return [
        ((x - 0.5) * 360, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))))
        for x, y in shape
    ]


def _covering(box: Box, zoom: int) -> Iterator[tuple[int, int]]:
    side = 2**zoom
    for y in range(max(0, int(box[1] * side)), min(side - 1, int(box[3] * side)) + 1):
        for x in range(math.floor(box[0] * side), math.floor(box[2] * side) + 1):
            yield x, y


def _meet(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _add(found: Shapes, zoom: int, x: int, y: int, box: Box) -> None:
    side = 2.0**-zoom
    exact = _meet(box, (x * side, y * side, (x + 1) * side, (y + 1) * side))
    hair = side * _OVERLAP / EXTENT
    wide = _meet(box, (exact[0] - hair, exact[1] - hair, exact[2] + hair, exact[3] + hair))
    layers = {
        name: [[((x + u / EXTENT) * side, (y + v / EXTENT) * side) for u, v in s] for s in some]
        for name, some in _parsed(zoom, x % 2**zoom, y).items()
    }
    filled = (("land", found.land, found.coast), ("lakes", found.lakes, found.shores))
    for name, areas, outlines in filled:
        rings = layers.get(name, [])
        areas.extend(_area(rings, wide))
        outlines.extend(_lines([[*ring, ring[0]] for ring in rings], exact))
    for name in ("rivers", "regions", "borders"):
        getattr(found, name).extend(_lines(layers.get(name, []), exact))


def _area(rings: list[Shape], box: Box) -> list[list[Shape]]:
    cut = [ring for ring in (ring_in_box(ring, box) for ring in rings) if len(ring) > 2]
    return [[_degrees(ring) for ring in cut]] if cut else []


def _lines(lines: list[Shape], box: Box) -> list[Shape]:
    return [_degrees(part) for line in lines for part in line_in_box(line, box)]


@lru_cache(maxsize=64)
def _parsed(zoom: int, x: int, y: int) -> dict[str, list[Shape]]:
    """A tile's layers as corners in its units."""
    return {
        name: [_EVERYTHING] if flats == 1 else [_corners(flat) for flat in flats]
        for name, flats in json.loads(tile(zoom, x, y)).items()
    }


def _corners(flat: list[int]) -> Shape:
    return list(zip(flat[::2], flat[1::2], strict=True))


def towns(bounds: Bounds, limit: int) -> list[Town]:
    """The biggest places within bounds, biggest first; quick for any bounds.

    Args:
        bounds: degrees; may reach beyond 180, but not around the world twice.
        limit: at most so many.
    """
    found: list[Town] = []
    for band in range(len(BANDS)):
        found.extend(Town(*row) for row in _in_band(band, bounds, limit - len(found)))
        if len(found) >= limit:
            break
    return found


def _in_band(band: int, bounds: Bounds, limit: int) -> list[tuple[Any, ...]]:
    """Places of one band of population. The index by strips of latitude has few rows to look at."""
    south, west, north, east = (round(value * 1e5) for value in bounds)
    return _places().rows(
        "WITH RECURSIVE strip(n) AS (VALUES (?) UNION ALL SELECT n + 1 FROM strip WHERE n < ?)"
        " SELECT name, lat / 1e5, lon / 1e5, population FROM strip CROSS JOIN place"
        " ON cell = n AND lon BETWEEN ? AND ? AND lat BETWEEN ? AND ?"
        " ORDER BY population DESC LIMIT ?",
        (cell_of(band, bounds.south), cell_of(band, bounds.north), west, east, south, north, limit),
    )
