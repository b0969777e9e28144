"""The bundled gazetteer: towns of the world, US ZIP codes, countries, time zones. No network."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from planner import resources
from planner.places import finding, locating
from planner.places.index import Index
from planner.places.model import SURE, Address, Found, Place, PlaceFacts

if TYPE_CHECKING:
    from planner.places.locating import Near

__all__ = ["SURE", "Address", "Found", "Gazetteer", "PlaceFacts", "bundled"]

_BOXES = (0.1, 0.5, 2.0, 8.0)  # degrees: half the height of the square that is searched, ever wider
_DEGREE_KM = 111.0
_TOO_FAR_KM = 200.0


class Gazetteer:
    """Finds places by name, ZIP code and position. Read-only; safe from any thread.

    Args:
        file: another gazetteer than the bundled one.

    Raises:
        FileNotFoundError: there is no such file.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.index = Index(file or resources.path("places", "gazetteer.sqlite"))
        self._located = lru_cache(maxsize=65536)(self._locate)

    def find(self, text: str, limit: int = 8, near: Near | None = None) -> list[Found]:
        """Places that a free text may mean, likeliest first; empty when nothing fits.

        Args:
            text: a town, a ZIP code, an address in one line, or coordinates, in any script.
            limit: at most so many.
            near: (lat, lon) in degrees that places are likely to lie near, such as the base.
        """
        return finding.find(self.index, text, limit, near)

    def locate(
        self, address: Address, default_country: str | None = None, near: Near | None = None
    ) -> Found | None:
        """The place of an address in fields, to its US ZIP code or its town.

        Some 20 microseconds for a new address. See SURE for what to do with the score.

        Args:
            address: as it is in the list; lost zeros, wrong cases and mixed-up fields are expected.
            default_country: ISO code of the country where addresses without one are likely to be.
            near: (lat, lon) in degrees that decides between namesakes.
        """
        if address.town.strip():
            address = replace(address, street="")  # one answer for a whole street
        found = self._located(address, default_country, near)
        if found is None and not address.town.strip() and "," in address.street:
            return self._in_one_cell(address)
        return found

    def _locate(
        self, address: Address, default_country: str | None, near: Near | None
    ) -> Found | None:
        return locating.locate(self.index, address, default_country, near)

    def _in_one_cell(self, address: Address) -> Found | None:
        """The whole address stands in the street's field."""
        fields = (address.street, address.postcode, address.region, address.country)
        found = self.find(", ".join(f for f in fields if f.strip()), limit=1)
        return found[0] if found else None

    def nearest_town(self, lat: float, lon: float) -> Found | None:
        """The town nearest to a position (degrees), or None where there is none within 200 km.

        The score falls with the distance: 1 in the town, 0.5 at 20 km.
        """
        nearest = self._nearest(lat, lon)
        if nearest is None or nearest[2] > _TOO_FAR_KM:
            return None
        place, _, distance = nearest
        score = round(1 / (1 + distance / 20), 3)
        label = locating.label_of(self.index, place)
        return Found(label, place.lat, place.lon, "town", score, "gazetteer")

    def _nearest(
        self, lat: float, lon: float, zone: str | None = None
    ) -> tuple[Place, str, float] | None:
        """The nearest place, its time zone and its distance in km; only of one zone, if given."""
        for degrees in _BOXES:
            near = [
                (locating.kilometres((lat, lon), (place.lat, place.lon)), place, at)
                for place, at in self.index.within(lat, lon, degrees)
                if zone is None or at == zone
            ]
            best = min(near, default=None)
            # A place in the box's corner may be farther than one just outside an edge.
            if best and (best[0] <= degrees * _DEGREE_KM or degrees == _BOXES[-1]):
                return best[1], best[2], best[0]
        return None

    def place_facts(self, lat: float, lon: float) -> PlaceFacts | None:
        """Time zone, country, currency and units at a position (degrees); None far from any town.

        The country is that of the nearest town in the same time zone, so that near most borders it
        is the right one though the nearest town lies beyond.
        """
        zone = _zone_at(lat, lon)
        nearest = self._nearest(lat, lon, zone) or self._nearest(lat, lon)
        if nearest is None:
            return None
        place, town_zone, _ = nearest
        country = self.index.countries[self.index.country_of(place)]
        units = "mi" if country.miles else "km"
        return PlaceFacts(zone or town_zone, country.code, country.currency, units)


def _zone_at(lat: float, lon: float) -> str | None:
    """The time zone by its borders, or None at sea."""
    from tzfpy import get_tz

    name = get_tz(lon, lat)
    return name if name and not name.startswith("Etc/") else None


@cache
def bundled() -> Gazetteer:
    """The one gazetteer that Loopwise ships with."""
    return Gazetteer()
