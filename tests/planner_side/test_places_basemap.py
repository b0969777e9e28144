from __future__ import annotations

import json
import subprocess
import sys
import zlib
from itertools import pairwise

import pytest

from planner import resources
from planner.places import basemap
from planner.places.bands import BANDS, band_of, cell_of
from planner.places.basemap import Bounds, shapes, tile, towns
from planner.places.clipping import line_in_box, ring_in_box
from planner.places.database import ReadOnly

WEST_YORKSHIRE = Bounds(south=53.5, west=-2.2, north=54.0, east=-1.2)
ISLE_OF_WIGHT = Bounds(south=50.5, west=-1.7, north=50.85, east=-0.9)
UNIT_BOX = (0.0, 0.0, 10.0, 10.0)


def layers(z: int, x: int, y: int) -> dict[str, object]:
    answer = json.loads(tile(z, x, y))
    assert isinstance(answer, dict)
    return answer


def area(ring: list[tuple[float, float]]) -> float:
    closed = [*ring, ring[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))) / 2


def test_that_the_open_sea_is_an_empty_tile_and_the_inland_one_number() -> None:
    assert layers(8, 10, 120) == {}  # the Pacific, south-west of Hawaii
    assert layers(8, 138, 108)["land"] == 1  # Libya


def test_that_every_stored_tile_has_only_what_the_readme_tells() -> None:
    rows = ReadOnly(resources.path("map", "base", "tiles.sqlite")).rows(
        "SELECT data FROM tile WHERE z <= 5"
    )
    assert len(rows) > 1000
    for (data,) in rows:
        content = json.loads(zlib.decompress(data))
        assert set(content) <= {"land", "lakes", "rivers", "regions", "borders"}
        for name, some in content.items():
            if some == 1:
                assert name in {"land", "lakes"}
                continue
            for flat in some:
                assert len(flat) % 2 == 0
                assert len(flat) >= (6 if name in {"land", "lakes"} else 4)
                assert min(flat) >= -96
                assert max(flat) <= 4192


def test_that_beyond_the_last_zoom_the_ancestor_answers() -> None:
    assert tile(12, 2030 + 3, 1313) == tile(8, 2033 >> 4, 1313 >> 4)


def test_that_columns_wrap_round_the_world_and_rows_do_not() -> None:
    assert tile(3, 3 + 8, 2) == tile(3, 3, 2)
    assert tile(3, 3 - 8, 2) == tile(3, 3, 2)
    assert tile(3, 3, -1) == tile(3, 3, 8) == b"{}"


def test_that_the_date_line_is_not_painted_as_a_coast() -> None:
    """Chukotka lies on both sides of it."""
    along = 0
    for ring in layers(6, 63, 16)["land"]:  # type: ignore[attr-defined]
        corners = list(zip(ring[::2], ring[1::2], strict=True))
        along += sum(abs(a[1] - b[1]) for a, b in pairwise(corners) if a[0] == b[0] == 4096)
    assert along == 0


def test_that_an_island_is_land_with_a_coast_within_the_bounds() -> None:
    found = shapes(ISLE_OF_WIGHT, 8)
    corners = [c for ring_set in found.land for ring in ring_set for c in ring]
    assert corners
    assert found.coast
    for lon, lat in corners + [c for line in found.coast for c in line]:
        assert ISLE_OF_WIGHT.west - 1e-6 <= lon <= ISLE_OF_WIGHT.east + 1e-6
        assert ISLE_OF_WIGHT.south - 1e-6 <= lat <= ISLE_OF_WIGHT.north + 1e-6


def test_that_inland_everything_is_land_and_no_cut_is_a_coast() -> None:
    found = shapes(WEST_YORKSHIRE, 8)
    whole = (WEST_YORKSHIRE.north - WEST_YORKSHIRE.south) * (
        WEST_YORKSHIRE.east - WEST_YORKSHIRE.west
    )
    covered = sum(area(ring) for rings in found.land for ring in rings)
    assert covered == pytest.approx(whole, rel=0.02)
    assert found.coast == []


def test_that_the_big_lakes_have_shores() -> None:
    lake_geneva = Bounds(south=46.1, west=6.0, north=46.6, east=7.0)
    found = shapes(lake_geneva, 8)
    assert found.lakes
    assert found.shores
    assert found.borders  # France and Switzerland meet there


def test_that_a_line_leaves_and_comes_back_in_two_parts() -> None:
    line = [(1.0, 5.0), (15.0, 5.0), (15.0, 8.0), (1.0, 8.0)]
    assert line_in_box(line, UNIT_BOX) == [
        [(1.0, 5.0), (10.0, 5.0)],
        [(10.0, 8.0), (1.0, 8.0)],
    ]
    assert line_in_box([(11.0, 1.0), (12.0, 2.0)], UNIT_BOX) == []


def test_that_a_ring_is_cut_to_the_part_in_the_box() -> None:
    square = [(5.0, 5.0), (20.0, 5.0), (20.0, 20.0), (5.0, 20.0)]
    assert area(ring_in_box(square, UNIT_BOX)) == 25.0
    assert ring_in_box([(11.0, 1.0), (12.0, 2.0), (12.0, 1.0)], UNIT_BOX) == []
    around = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    assert area(ring_in_box(around, UNIT_BOX)) == 100.0


def test_that_towns_come_biggest_first_and_lie_within_the_bounds() -> None:
    found = towns(WEST_YORKSHIRE, 40)
    assert found[0].name in {"Leeds", "Bradford", "Sheffield"}
    assert len(found) == 40
    assert [t.population for t in found] == sorted((t.population for t in found), reverse=True)
    for town in found:
        assert WEST_YORKSHIRE.south <= town.lat <= WEST_YORKSHIRE.north
        assert WEST_YORKSHIRE.west <= town.lon <= WEST_YORKSHIRE.east


def test_that_the_whole_world_shows_its_biggest_cities() -> None:
    found = towns(Bounds(-85, -180, 85, 180), 60)
    assert len(found) == 60
    assert min(t.population for t in found) > 1_000_000


def test_that_a_valley_shows_its_villages() -> None:
    names = {t.name for t in towns(Bounds(47.04, 9.47, 47.28, 9.64), 60)}
    assert {"Vaduz", "Schaan", "Ruggell"} <= names


def test_that_few_rows_are_looked_at_for_any_view() -> None:
    """What makes labels quick: each place is filed under the cell where it is looked for."""
    rows = basemap._places().rows("SELECT population, lat / 1e5, cell FROM place WHERE id % 50 = 0")
    assert len(rows) > 4000
    for population, lat, cell in rows:
        assert cell == cell_of(band_of(population), lat)
    for number, band in enumerate(BANDS[:-1]):
        assert band.population > BANDS[number + 1].population


def test_that_the_base_map_is_read_without_anything_heavy() -> None:
    heavy = {"sqlalchemy", "geopy", "numpy", "folium", "tzfpy"}
    script = (
        "import sys; from planner.places import basemap; basemap.tile(0, 0, 0);"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
