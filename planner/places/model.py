"""What the gazetteer is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SURE = 0.5
"""A place found with a lower score is a guess: show it to be confirmed, do not plan with it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place for a text or an address.

    Attributes:
        label: the place in words, to be shown as plain text.
        lat: degrees.
        lon: degrees.
        precision: how exact: house, street, postcode or town; given for coordinates in the text.
        score: 0 to 1, how sure; see SURE.
        source: gazetteer, coordinates, or the name of the geocoder that answered.
    """

    label: str
    lat: float
    lon: float
    precision: str
    score: float
    source: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address as a list has it; any field may be empty or hold more than its name says."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What follows from where a place is.

    Attributes:
        time_zone: IANA name, such as Europe/London.
        country: ISO 3166 code of two letters.
        currency: ISO 4217 code.
        units: "km" or "mi".
    """

    time_zone: str
    country: str
    currency: str
    units: str


class Place(NamedTuple):
    """A place under one of its names; `alternate` is 1 when that is not its own name."""

    id: int
    name: str
    region: int
    lat: float
    lon: float
    population: int
    alternate: int


class Region(NamedTuple):
    """A state, province or county; `code` is GeoNames' code of the first-level region it is in."""

    country: str
    code: str
    name: str


class Zip(NamedTuple):
    """A US ZIP code."""

    code: int
    city: str
    state: str
    lat: float
    lon: float


class Country(NamedTuple):
    """A country; `miles` is 1 where distances are counted in miles."""

    code: str
    name: str
    currency: str
    miles: int
