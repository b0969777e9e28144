"""What is on the map, as plain values, and the difference between two such scenes.

Nothing here knows Qt or the page: rows go in, JSON-ready values and packed bytes come out.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

LatLon = tuple[float, float]
"""Degrees north, degrees east."""

DUE_CODES: Mapping[str, int] = {"none": 0, "later": 1, "due": 2, "overdue": 3}
STATUS_CODES: Mapping[str, int] = {"customer": 0, "prospect": 1, "lapsed": 2}


@dataclass(frozen=True, slots=True)
class AccountDot:
    """One account as a dot; `due` is one of "overdue", "due", "later", "none"."""

    id: int
    lat: float
    lon: float
    grade: str
    status: str
    due: str


@dataclass(frozen=True, slots=True)
class TourStop:
    """One call of a tour; `number` is its place in the day, `mark` one character of warning."""

    call: int
    account: int
    number: int
    lat: float
    lon: float
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Tour:
    """One day plan: weekday 0 (Monday) to 6, the chip's text, where it starts and ends."""

    day: int
    label: str
    start: LatLon
    end: LatLon
    stops: tuple[TourStop, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """The base of the territory, drawn as a pill with its town's name."""

    lat: float
    lon: float
    label: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The days that a drag would change: as they are, as they would be, and who is dragged.

    `proposed` is a whole week from the planner instead: its tours, and as `before` those as now.
    """

    before: tuple[Tour, ...]
    after: tuple[Tour, ...]
    account: int | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One day in two orders, drawn over each other; nothing else of the week is shown."""

    day: int
    loop: Tour
    zigzag: Tour
    label: str = ""


@dataclass(frozen=True, slots=True)
class HoverCard:
    """What the card under the mouse says: plain text, shown letter for letter."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Insets:
    """Pixels at each side of the map that something else covers."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the page draws; `accounts` is the number of the packed list, fetched apart."""

    accounts: int = 0
    home: Home | None = None
    tours: tuple[Tour, ...] = ()
    focus: int | None = None
    preview: Preview | None = None
    comparison: Comparison | None = None
    selected: frozenset[int] = frozenset()
    hovered: int | None = None
    colour: str = "due"
    dark: bool = False
    units: str = "km"
    insets: Insets = Insets()


def changes(before: Scene | None, after: Scene) -> dict[str, object]:
    """What the page must be told so that it shows `after`, ready for JSON.

    Tours are keyed by weekday; a day that is gone is None. Without `before` all is told.
    """
    told: dict[str, object] = {}
    for field in fields(Scene):
        new = getattr(after, field.name)
        if before is not None and getattr(before, field.name) == new:
            continue
        told[field.name] = _plain(new)
    if "tours" in told:
        told["tours"] = _tour_changes(before.tours if before else (), after.tours)
    return told


def _tour_changes(before: Sequence[Tour], after: Sequence[Tour]) -> dict[str, object]:
    old = {tour.day: tour for tour in before}
    new = {tour.day: tour for tour in after}
    told: dict[str, object] = {str(day): None for day in old if day not in new}
    for day, tour in new.items():
        if old.get(day) != tour:
            told[str(day)] = _tour(tour)
    return told


def _plain(value: object) -> object:
    """The part of a scene as lists, dictionaries, texts and numbers."""
    match value:
        case Home(lat, lon, label):
            return {"lat": lat, "lon": lon, "label": label}
        case Insets(left, top, right, bottom):
            return [left, top, right, bottom]
        case Preview(before, after, account, proposed):
            return {
                "before": [_tour(tour) for tour in before],
                "after": [_tour(tour) for tour in after],
                "account": account,
                "proposed": proposed,
            }
        case Comparison(day, loop, zigzag, label):
            return {"day": day, "loop": _tour(loop), "zigzag": _tour(zigzag), "label": label}
        case frozenset():
            return sorted(value)
    return value


def _tour(tour: Tour) -> dict[str, object]:
    return {
        "day": tour.day,
        "label": tour.label,
        "start": list(tour.start),
        "end": list(tour.end),
        "stops": [
            [stop.call, stop.account, stop.number, stop.lat, stop.lon, stop.mark]
            for stop in tour.stops
            if on_earth(stop.lat, stop.lon)
        ],
    }


def on_earth(lat: float, lon: float) -> bool:
    """Whether the two are finite degrees that a map can show."""
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180


def pack_accounts(dots: Iterable[AccountDot]) -> bytes:
    """The dots as columns of little-endian numbers, some 15 bytes an account.

    Int32 count; Int32 ids; Float32 latitudes; Float32 longitudes; then a byte each: the grade's
    letter (0 without one), the due code, the status code. Float32 places a dot to about a metre.
    Dots that are not on earth are left out. Slow lists are packed on a worker thread.
    """
    placed = [dot for dot in dots if on_earth(dot.lat, dot.lon)]
    columns: list[array[int] | array[float]] = [
        array("i", [len(placed)]),
        array("i", [dot.id for dot in placed]),
        array("f", [dot.lat for dot in placed]),
        array("f", [dot.lon for dot in placed]),
    ]
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    codes = (
        bytes(_grade_code(dot.grade) for dot in placed),
        bytes(DUE_CODES.get(dot.due, 0) for dot in placed),
        bytes(STATUS_CODES.get(dot.status, 0) for dot in placed),
    )
    return b"".join([*(column.tobytes() for column in columns), *codes])


def packed_count(packed: bytes) -> int:
    """How many accounts `pack_accounts` wrote.

    Raises:
        ValueError: the bytes are not such a list.
    """
    count = int.from_bytes(packed[:4], "little", signed=True)
    if len(packed) < 4 or count < 0 or len(packed) != 4 + 15 * count:
        raise ValueError("not a packed list of accounts")
    return count


def _grade_code(grade: str) -> int:
    letter = grade[:1]
    return ord(letter.upper()) if letter.isascii() and letter else 0


def card_lines(card: HoverCard | Mapping[str, str]) -> list[str]:
    """The hover card as texts, title first; a mapping's "title" leads, its other values follow."""
    if isinstance(card, HoverCard):
        return [card.title, *card.lines]
    rest = [str(text) for key, text in card.items() if key != "title" and text]
    return [str(card.get("title", "")), *rest]
