"""Free text to places: what somebody types into a search box, or a whole address in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.places.coordinates import parse_pair
from planner.places.folding import fold, has_ideographs
from planner.places.index import Index
from planner.places.locating import (
    Choice,
    Context,
    Near,
    best,
    found_town,
    found_zip,
    kilometres,
    uk_position,
)
from planner.places.model import Found, Place
from planner.places.postcodes import country_of_form, uk_town

_LONGEST_NAME = 5  # words
_OFFERED = 5  # namesakes
_PARTS = re.compile(r"[,;\n\r\t|]+")
_ZIP = re.compile(r"(?<![\w-])(\d{5})(?:-\d{4})?(?![\w-])")
_UK = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?(?:\s+\d[A-Z]{2})?)\b")
_Spot = tuple[int, int, int]  # part, first word, word after the last
_WHOLE = re.compile(r"\s*([-+]?\d{1,2})\s*,\s*([-+]?\d{1,3})\s*")
_NUMBER = re.compile(r"[A-Za-z./-]*\d[A-Za-z0-9./-]*")


@dataclass
class _Text:
    """A text taken apart: words by part, with what names a country or a postcode taken out."""

    parts: list[list[str]]
    country: str | None = None
    near: Near | None = None
    zips: list[int] = field(default_factory=list)
    extra: int = 0  # words understood besides the town's name

    @property
    def words(self) -> int:
        return sum(len(part) for part in self.parts) + self.extra


def find(index: Index, text: str, limit: int, near: Near | None) -> list[Found]:
    """Places that a text may mean, likeliest first. See Gazetteer.find."""
    pair = parse_pair(text) or _whole_degrees(text)
    if pair:
        label = f"{pair[0]:.5f}, {pair[1]:.5f}"
        return [Found(label, *pair, precision="given", score=1.0, source="coordinates")]
    found: list[Found] = []
    for reading in _readings(index, text):
        found.extend(_zips(index, reading))
        found.extend(_towns(index, reading, near))
    if len(found) < limit and not _PARTS.search(text):
        found.extend(_beginnings(index, text, limit))
    return _distinct(found)[:limit]


def _whole_degrees(text: str) -> Near | None:
    """Two whole numbers, which can be nothing but a pair where a place is asked for."""
    match = _WHOLE.fullmatch(text)
    if match is None or abs(int(match[1])) > 90 or abs(int(match[2])) > 180:
        return None
    return float(match[1]), float(match[2])


def _readings(index: Index, text: str) -> Iterator[_Text]:
    """The ways to read a text: with the end as a country, and without ("Georgia", "Paris, CA")."""
    plain = _Text([])
    rest = text
    form = country_of_form(text)
    for match in _UK.finditer(text.upper()):
        town = uk_town(match[1])
        if town:
            plain.near = uk_position(index, town)
            plain.country = "GB" if " " in match[1] else None
            rest = rest[: match.start()] + "," + rest[match.end() :]
            plain.extra += 1
            break
    plain.zips = [int(code) for code in _ZIP.findall(rest)]
    plain.country = plain.country or form
    plain.parts = [
        words for part in _PARTS.split(_NUMBER.sub(" ", rest)) if (words := fold(part).split())
    ]
    yield plain
    if plain.parts and plain.country is None:
        ended = _without_country(index, plain)
        if ended is not None:
            yield ended


def _without_country(index: Index, plain: _Text) -> _Text | None:
    last = plain.parts[-1]
    for length in range(min(4, len(last)), 0, -1):
        code = index.country_code(" ".join(last[-length:]))
        if code and (len(plain.parts) > 1 or length < len(last)):
            parts = [*plain.parts[:-1], last[:-length]]
            kept = [part for part in parts if part]
            return _Text(kept, code, plain.near, plain.zips, plain.extra + length)
    return None


def _zips(index: Index, reading: _Text) -> Iterator[Found]:
    """US ZIP codes, surer with state or city beside them."""
    if reading.country not in (None, "US"):
        return
    words = {word for part in reading.parts for word in part}
    text = " ".join(word for part in reading.parts for word in part)
    for code in reading.zips:
        entry = index.zip(code)
        if entry is None:
            continue
        states = {n for n in index.region_numbers(entry.state) if index.regions[n].country == "US"}
        named = any(fold(index.regions[n].name) in text for n in states)
        state = named or entry.state.lower() in words
        city = fold(entry.city) in text
        score = 0.5 + 0.25 * state + 0.2 * city
        if reading.country == "US":
            score = max(score, 0.8) + 0.03
        elif not (state or city):
            score = 0.3 if text else 0.45
        yield found_zip(index, entry, score)


def _towns(index: Index, reading: _Text, near: Near | None) -> Iterator[Found]:
    """Towns named by any run of words, weighed by how much of the text they explain."""
    names = _Names(index, reading, near)
    for number, part in enumerate(reading.parts):
        for start, end in _runs(len(part)):
            yield from _weighed(index, reading, names, (number, start, end))
        for word in part:
            if has_ideographs(word):
                yield from _ideographs(index, word, reading, near)


def _weighed(index: Index, reading: _Text, names: _Names, spot: _Spot) -> Iterator[Found]:
    number, start, end = spot
    part = reading.parts[number]
    key = " ".join(part[start:end])
    total = max(1, reading.words)
    late = (number + 1) / len(reading.parts)  # the town stands behind the street
    for choice, understood in names.choices(key, spot):
        explained = min(1.0, (end - start + understood + reading.extra) / total)
        of_part = min(1.0, (end - start + understood) / len(part))
        score = choice.score * (0.5 + 0.4 * explained + 0.1 * late) * (0.6 + 0.4 * of_part)
        if len(key) < 3 and key.isascii() and total > 1:
            score *= 0.4  # "IL" means the state, not a hamlet in Kenya
        yield found_town(index, Choice(choice.place, min(1.0, score)))


def _runs(length: int) -> Iterator[tuple[int, int]]:
    for size in range(min(length, _LONGEST_NAME), 0, -1):
        for start in range(length - size + 1):
            yield start, start + size


class _Names:
    """The namesakes for runs of words in one reading of a text."""

    def __init__(self, index: Index, reading: _Text, near: Near | None) -> None:
        self._index = index
        self._country = reading.country
        self._near = reading.near or near
        self._regions: dict[int, list[_Spot]] = {}
        for number, part in enumerate(reading.parts):
            for start, end in _runs(len(part)):
                for region in index.region_numbers(" ".join(part[start:end])):
                    self._regions.setdefault(region, []).append((number, start, end))

    def choices(self, key: str, spot: _Spot) -> Iterator[tuple[Choice, int]]:
        """The namesakes worth offering, each with how many other words its region explains."""
        places = self._index.named(key)
        if self._country:
            places = tuple(p for p in places if self._index.country_of(p) == self._country)
        if not places:
            return
        understood = {p.id: self._words_for(p.region, spot) for p in places}
        supported = [p for p in places if understood[p.id]]
        chosen = best(self._index, supported, self._context(frozenset(p.region for p in supported)))
        if chosen:
            yield chosen, understood[chosen.place.id]
        for choice in self._others(places):
            if not understood[choice.place.id]:
                yield choice, 0

    def _others(self, places: tuple[Place, ...]) -> Iterator[Choice]:
        rest = list(places)
        for rank in range(_OFFERED):
            chosen = best(self._index, rest, self._context(frozenset()))
            if chosen is None:
                return
            yield Choice(chosen.place, chosen.score if rank == 0 else 0.4 * 0.8**rank)
            rest = [p for p in rest if not _same(p, chosen.place)]

    def _context(self, regions: frozenset[int]) -> Context:
        return Context(self._country, None, regions, self._near)

    def _words_for(self, region: int, spot: _Spot) -> int:
        """The words elsewhere in the text that name a region."""
        spots = (s for s in self._regions.get(region, ()) if _clear_of(s, spot))
        return max((end - start for _, start, end in spots), default=0)


def _clear_of(one: _Spot, other: _Spot) -> bool:
    return one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


def _same(one: Place, other: Place) -> bool:
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) < 25


def _ideographs(index: Index, text: str, reading: _Text, near: Near | None) -> Iterator[Found]:
    """Names inside a text without spaces, the earlier and longer the likelier."""
    context = Context(reading.country, None, frozenset(), reading.near or near)
    for start in range(min(len(text), 8)):
        for end in range(min(len(text), start + 7), start + 1, -1):
            if (start, end) == (0, len(text)):
                continue  # looked up as a word
            choice = best(index, index.named(text[start:end]), context)
            if choice:
                share = (end - start) / len(text)
                early = 1 / (1 + start)
                score = choice.score * (0.5 + 0.25 * share + 0.25 * early)
                yield found_town(index, Choice(choice.place, score))


def _beginnings(index: Index, text: str, limit: int) -> list[Found]:
    """Places that begin with what has been typed so far."""
    key = fold(text)
    if len(key) < (1 if has_ideographs(key) else 2):
        return []
    places = index.starting_with(key, limit)
    return [found_town(index, Choice(p, 0.4 * 0.95**n)) for n, p in enumerate(places)]


def _distinct(found: list[Found]) -> list[Found]:
    """The best of each place, best first; what is hardly better than nothing is left out."""
    kept: dict[str, Found] = {}
    for one in sorted(found, key=lambda f: -f.score):
        kept.setdefault(f"{one.label} {one.lat:.2f} {one.lon:.2f}", one)
    if not kept:
        return []
    threshold = min(0.2, next(iter(kept.values())).score)
    return [one for one in kept.values() if one.score >= threshold]
