"""What a new territory starts from: a base, and all that follows from where it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from planner.places.gazetteer import bundled
from planner.places.model import Found
from planner.workspace.errors import BadInput
from planner.workspace.views import AccountRow

COST_PER_KM = {"GBP": 0.28, "EUR": 0.30, "USD": 0.43, "CHF": 0.70}
"""What a kilometre by car is usually refunded at, by currency; the rep sets the real one."""


def settings_at(lat: float, lon: float, name: str) -> dict[str, Any]:
    """Settings of a territory with its base there: time zone, country, currency, units.

    `lat` and `lon` in degrees. The base is called by `name` up to its first comma. Far from any
    town the time zone is UTC and the rest is left open.
    """
    facts = bundled().place_facts(lat, lon)
    settings: dict[str, Any] = {
        "name": name,
        "base_name": _town(name),
        "base_lat": lat,
        "base_lon": lon,
        "time_zone": "UTC",
    }
    if facts:
        settings |= {
            "time_zone": facts.time_zone,
            "country": facts.country,
            "currency": facts.currency,
            "units": facts.units,
            "cost_per_km": COST_PER_KM.get(facts.currency, 0.30),
        }
    return settings


def _town(label: str) -> str:
    """`Leeds` of "Leeds, England"; coordinates whole."""
    town = label.partition(",")[0]
    return town if any(letter.isalpha() for letter in town) else label


def base_from(text: str, near: tuple[float, float] | None = None) -> Found:
    """The place a base is typed as: a town, an address in one line, a postcode or coordinates.

    Of namesakes the likeliest is taken, with `near` (degrees) the one there; its label says which.

    Raises:
        BadInput: no such place is known.
    """
    from planner.places.geocoder import GazetteerGeocoder

    found = GazetteerGeocoder(near=near).places(text, limit=1)
    if not found:
        raise BadInput("no_such_place", value=text)
    return found[0]


def provisional_base() -> Found:
    """A base until the rep has said theirs: the city that the computer's time zone is named for."""
    area, _, city = _zone_of_computer().rpartition("/")
    if not area or area.startswith("Etc"):  # Etc/UTC is the zone of no city
        return base_from("London")
    found = bundled().find(city.replace("_", " "), limit=1)
    return found[0] if found else base_from("London")


def provisional_settings() -> dict[str, Any]:
    """Settings for a first list, before the rep has said where they start.

    The country stays open: the list itself says it better than the computer's clock.
    """
    base = provisional_base()
    return settings_at(base.lat, base.lon, base.label) | {"country": ""}


def _zone_of_computer() -> str:
    """An IANA name such as Europe/London; empty where the computer does not tell."""
    named = os.environ.get("TZ") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return named if "/" in named else ""


def likely_base(rows: Sequence[AccountRow]) -> Found | None:
    """The town in the middle of the accounts; None where none of them has a place."""
    places = [row.place for row in rows if row.place]
    if not places:
        return None
    middle = median(lat for lat, _ in places), median(lon for _, lon in places)
    return bundled().nearest_town(*middle)
