"""The gazetteer file, looked up by name, region, country, ZIP code and position."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from planner.places.bands import BANDS, cell_of
from planner.places.database import ReadOnly
from planner.places.folding import fold
from planner.places.model import Country, Place, Region, Zip

# The queries put constants of this module together, never values from outside.
# ruff: noqa: S608
_PLACE = "p.id, p.name, p.region, p.lat / 1e5, p.lon / 1e5, p.population"
_MOST = 400  # namesakes looked at; San José has the most, some 250
_BETWEEN = re.compile(r"\s+[-–—|/]\s+|[/|(),;]")


class Index:
    """Read-only look-ups. Safe from any thread."""

    def __init__(self, file: Path) -> None:
        self._database = ReadOnly(file)
        self.named = lru_cache(maxsize=32768)(self._named)
        self.zip = lru_cache(maxsize=32768)(self._zip)
        self.country_code = lru_cache(maxsize=4096)(self._country_code)

    def _named(self, key: str) -> tuple[Place, ...]:
        """Places under a folded name, biggest first."""
        rows = self._database.rows(
            f"SELECT {_PLACE}, n.alternate FROM place_name n JOIN place p ON p.id = n.place"
            " WHERE n.key = ? ORDER BY n.place LIMIT ?",
            (key, _MOST),
        )
        return tuple(Place(*row) for row in rows)

    def starting_with(self, key: str, limit: int) -> list[Place]:
        """The biggest places with a name that begins with a folded text."""
        rows = self._database.rows(
            f"SELECT {_PLACE}, min(n.alternate) FROM place_name n JOIN place p ON p.id = n.place"
            " WHERE n.key >= ? AND n.key < ? GROUP BY p.id ORDER BY min(n.alternate), p.id LIMIT ?",
            (key, key + "\U0010ffff", limit),
        )
        return [Place(*row) for row in rows]

    def _zip(self, code: int) -> Zip | None:
        row = self._database.first(
            "SELECT code, city, state, lat / 1e5, lon / 1e5 FROM zip WHERE code = ?", (code,)
        )
        return Zip(*row) if row else None

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Countries by their code of two letters."""
        rows = self._database.rows("SELECT code, name, currency, miles FROM country")
        return {row[0]: Country(*row) for row in rows}

    @cached_property
    def _country_names(self) -> dict[str, str]:
        return dict(self._database.rows("SELECT key, country FROM country_name"))

    @cached_property
    def regions(self) -> dict[int, Region]:
        """Regions by number."""
        rows = self._database.rows("SELECT id, country, code, name FROM region")
        return {row[0]: Region(*row[1:]) for row in rows}

    @cached_property
    def _region_names(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for key, region in self._database.rows("SELECT key, region FROM region_name"):
            found[key].add(region)
        return {key: frozenset(regions) for key, regions in found.items()}

    def _country_code(self, text: str) -> str | None:
        """The country a text names, in any common language, by code or by one of two names joined.

        "Schweiz", "CHE", "USA - Vereinigte Staaten von Amerika", "日本".
        """
        for part in (text, *_BETWEEN.split(text)):
            code = self._country_names.get(fold(part))
            if code:
                return code
        return None

    def region_numbers(self, text: str) -> frozenset[int]:
        """The regions that a text names, in all countries; none for an unknown name."""
        for part in (text, *_BETWEEN.split(text)):
            regions = self._region_names.get(fold(part))
            if regions:
                return regions
        return frozenset()

    def country_of(self, place: Place) -> str:
        """The country's code."""
        return self.regions[place.region].country

    def within(self, lat: float, lon: float, degrees: float) -> Iterator[tuple[Place, str]]:
        """Places in a box round a position, with time zones; `degrees` is half the box's height."""
        wide = min(180.0, degrees / max(0.02, _cosine(lat)))
        for band in range(len(BANDS)):
            rows = self._database.rows(
                "WITH RECURSIVE strip(n) AS"
                " (VALUES (?) UNION ALL SELECT n + 1 FROM strip WHERE n < ?)"
                f" SELECT {_PLACE}, 0, zone.name FROM strip CROSS JOIN place p"
                " ON p.cell = n AND p.lon BETWEEN ? AND ? AND p.lat BETWEEN ? AND ?"
                " JOIN zone ON zone.id = p.zone",
                (
                    cell_of(band, lat - degrees),
                    cell_of(band, lat + degrees),
                    *(
                        round(v * 1e5)
                        for v in (lon - wide, lon + wide, lat - degrees, lat + degrees)
                    ),
                ),
            )
            for row in rows:
                yield Place(*row[:7]), row[7]


def _cosine(lat: float) -> float:
    return math.cos(math.radians(min(89.0, abs(lat))))
