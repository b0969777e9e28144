"""The bundled gazetteer as a geopy geocoder: the one way in which addresses become places.

Another geocoder of geopy's, asked online, can stand beside it behind the same interface.

Importing this module imports geopy, which is slow: import it where it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from planner.places.gazetteer import Address, Found, Gazetteer, bundled


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """In the place of geopy's HTTP client: nothing here asks a server."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        raise GeocoderServiceError(f"asked for {url}, {timeout}, {headers} without a network")

    get_text = get_json


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Places from the bundled gazetteer, to the town or the US ZIP code.

    Each `Location.raw` is a dict with precision, score and source, as in `Found`.

    Args:
        gazetteer: another one than the bundled one.
        near: (lat, lon) in degrees that places are likely to lie near.
    """

    def __init__(
        self, gazetteer: Gazetteer | None = None, near: tuple[float, float] | None = None
    ) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._gazetteer = gazetteer or bundled()
        self._near = near

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # every geopy geocoder takes one
        limit: int = 8,
    ) -> Location | list[Location] | None:
        """Places for a text, or for an address in fields.

        Args:
            query: a text, or a mapping with any of street, postalcode, city, state, country.
            exactly_one: the likeliest as one Location instead of a list.
            timeout: not needed.
            limit: at most so many.

        Returns:
            None where nothing is found.
        """
        if isinstance(query, str):
            return _answer(self.places(query, limit), exactly_one)
        names = ("street", "postalcode", "city", "state", "country")
        one = self.place(Address(*(str(query.get(name) or "") for name in names)))
        return _answer([one] if one else [], exactly_one)

    def places(self, text: str, limit: int = 8) -> list[Found]:
        """What a text may mean, likeliest first: as `geocode`, in our own values."""
        return self._gazetteer.find(text, limit, self._near)

    def place(self, address: Address, country: str | None = None) -> Found | None:
        """Where an address is, likeliest in that country: as `geocode`, thousands in a second."""
        return self._gazetteer.locate(address, country, self._near)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """The town nearest to a position, in any form geopy's Point takes; None far from any."""
        point = Point(query)
        found = self._gazetteer.nearest_town(point.latitude, point.longitude)
        return _answer([found] if found else [], exactly_one)


def _answer(found: list[Found], exactly_one: bool) -> Location | list[Location] | None:
    locations = [
        Location(
            one.label,
            (one.lat, one.lon),
            {"precision": one.precision, "score": one.score, "source": one.source},
        )
        for one in found
    ]
    if not locations:
        return None
    return locations[0] if exactly_one else locations
