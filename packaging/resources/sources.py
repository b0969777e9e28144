"""Reads what the base map is built from: TopoJSON files and the GeoPackage of QGIS."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString

Point = tuple[float, float]
Line = list[Point]


class Topology:
    """A TopoJSON file with its arcs decoded to degrees."""

    def __init__(self, file: Path) -> None:
        content = json.loads(file.read_text(encoding="utf-8"))
        self.objects: dict[str, Any] = content["objects"]
        (self._sx, self._sy) = content["transform"]["scale"]
        (self._tx, self._ty) = content["transform"]["translate"]
        self.arcs = [self._decode(arc) for arc in content["arcs"]]

    def _decode(self, arc: list[list[int]]) -> Line:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * self._sx + self._tx, y * self._sy + self._ty))
        return line

    def _join(self, indexes: list[int]) -> Line:
        line: Line = []
        for index in indexes:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            line.extend(arc[1:] if line else arc)
        return line

    def rings(self, name: str) -> Iterator[list[Line]]:
        """The polygons of an object, each a list of rings, the outer one first."""
        for geometry in _flat(self.objects[name]):
            if geometry["type"] in ("Polygon", "MultiPolygon"):
                one = geometry["type"] == "Polygon"
                for polygon in [geometry["arcs"]] if one else geometry["arcs"]:
                    yield [self._join(ring) for ring in polygon]

    def lines(self, name: str) -> Iterator[Line]:
        """The lines of an object."""
        for geometry in _flat(self.objects[name]):
            if geometry["type"] == "LineString":
                yield self._join(geometry["arcs"])
            elif geometry["type"] == "MultiLineString":
                yield from (self._join(arcs) for arcs in geometry["arcs"])

    def shared_arcs(self, name: str) -> Iterator[Line]:
        """The arcs between two different members of an object: borders, without the coast."""
        users: dict[int, set[int]] = defaultdict(set)
        for member, geometry in enumerate(self.objects[name]["geometries"]):
            for index in _indexes(geometry.get("arcs", [])):
                users[index if index >= 0 else ~index].add(member)
        yield from (self.arcs[index] for index, members in users.items() if len(members) > 1)


def _flat(geometry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if geometry["type"] == "GeometryCollection":
        for member in geometry["geometries"]:
            yield from _flat(member)
    else:
        yield geometry


def _indexes(arcs: Any) -> Iterator[int]:
    for item in arcs:
        if isinstance(item, int):
            yield item
        else:
            yield from _indexes(item)


def region_borders(geopackage: Path) -> list[tuple[float, list[Line]]]:
    """For each country the usual width of its regions (degrees) and the borders between them.

    From `states_provinces`. Each polygon there was made coarser by itself, so a border has a gap
    here and there.
    """
    segments: dict[tuple[Point, Point], list[str]] = defaultdict(list)
    areas: dict[str, list[float]] = defaultdict(list)
    with sqlite3.connect(geopackage) as connection:
        for blob, country in connection.execute("SELECT geom, adm0_a3 FROM states_provinces"):
            if blob:
                areas[country].append(_count_segments(blob, country, segments))
    inner: dict[str, list[LineString]] = defaultdict(list)
    for segment, owners in segments.items():
        if len(owners) == 2 and owners[0] == owners[1]:
            inner[owners[0]].append(LineString(segment))
    return [(math.sqrt(median(areas[country])), _merged(lines)) for country, lines in inner.items()]


def _merged(lines: list[LineString]) -> list[Line]:
    merged = shapely.line_merge(MultiLineString(lines))
    return [[(x, y) for x, y in line.coords] for line in getattr(merged, "geoms", [merged])]


def _count_segments(
    blob: bytes, country: str, segments: dict[tuple[Point, Point], list[str]]
) -> float:
    """Counts a region's segments; answers with its area in degrees of the equator, squared."""
    envelope_doubles = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}[(blob[3] >> 1) & 7]  # GeoPackage header
    shape = shapely.from_wkb(blob[8 + 8 * envelope_doubles :])
    for polygon in getattr(shape, "geoms", [shape]):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = list(ring.coords)
            for one, other in pairwise(corners):
                segments[min(one, other), max(one, other)].append(country)
    return float(shape.area) / math.cos(math.radians(shape.centroid.y))
