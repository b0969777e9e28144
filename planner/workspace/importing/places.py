"""Where the accounts of a list are likely to be, told by the list itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from planner.places.gazetteer import bundled
from planner.places.model import SURE, Address

_ASKED = 80


def surroundings(addresses: Sequence[Address]) -> tuple[str | None, tuple[float, float] | None]:
    """The country (ISO code) most of the addresses lie in, and the middle of those (degrees).

    Asks some of them only, spread over the list. (None, None) where no country has the majority.
    """
    from planner.places.geocoder import GazetteerGeocoder

    geocoder = GazetteerGeocoder()
    step = max(1, len(addresses) // _ASKED)
    places = []
    for address in addresses[::step]:
        found = geocoder.place(address)
        facts = bundled().place_facts(found.lat, found.lon) if found else None
        if found and facts and found.score >= SURE:
            places.append((facts.country, found.lat, found.lon))
    for country, count in Counter(place[0] for place in places).most_common(1):
        if count * 2 > len(places):
            inside = [place[1:] for place in places if place[0] == country]
            return country, (median(lat for lat, _ in inside), median(lon for _, lon in inside))
    return None, None
