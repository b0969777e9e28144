"""Links that a phone opens in its own map or navigation program."""

from __future__ import annotations

from collections.abc import Sequence

from planner.exchange.itinerary import Place

STOPS_A_LINK = 4
"""Google Maps on a phone takes a destination and three places on the way."""


def geo(place: Place) -> str:
    """One place, for whichever program the phone has (RFC 5870; Android needs the query)."""
    at = coordinates(place)
    return f"geo:{at}?q={at}"


def directions(places: Sequence[Place]) -> str:
    """The way from where the phone is through up to `STOPS_A_LINK` places, in this order."""
    *on_the_way, last = (coordinates(place) for place in places)
    through = f"&waypoints={'%7C'.join(on_the_way)}" if on_the_way else ""
    base = "https://www.google.com/maps/dir/?api=1&travelmode=driving"
    return f"{base}{through}&destination={last}"


def coordinates(place: Place) -> str:
    """Five decimals, about a metre."""
    return f"{place[0]:.5f},{place[1]:.5f}"
