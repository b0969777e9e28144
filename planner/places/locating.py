"""An address in fields to a place: thousands in a second, and never a confident wrong one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from planner.places.folding import fold, has_ideographs
from planner.places.index import Index
from planner.places.model import Address, Found, Place, Zip
from planner.places.postcodes import country_of_form, uk_town, us_zip
from planner.places.spellings import spellings

Near = tuple[float, float]

_SAME_TOWN_KM = 25.0
_ZIP_TOWN_KM = 80.0
_NEAR_KM = 100.0
_ALTERNATE_WEIGHT = 0.1
_KNOWN_ABROAD = (
    15_000  # people; a smaller town's other names are often a neighbour's or a forgotten one
)
_WRONG_STATE = 0.3
_KNOWN_TO_ALL = 150_000  # people; a US town of that size is meant when no state is named
_HAS_DISTRICTS = 50_000  # people; before a hyphen, a smaller place is half of another's name
_CONTRADICTED = 0.6  # town and state agree, and the ZIP code lies elsewhere
_UNITS = re.compile(
    r"[^\W\d_]{1,4}?[市縣县區区都道府県郡町村鄉镇鎮州]"  # 台北市 信義區, 東京都 港区
    r"|[\uac00-\ud7a3]{1,6}?(?:특별시|광역시|시|군|구|읍|면|도)"  # 서울특별시 강남구
    r"|[^\W\d_]{2,6}"
)
_UNIT_KM = 90.0
_WITHOUT_PART = 0.75  # the city or county is known, the part of it named next is not


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the town's name. `hint` is a country that is likely, not certain."""

    country: str | None = None
    hint: str | None = None
    regions: frozenset[int] = frozenset()
    near: Near | None = None


class Choice(NamedTuple):
    """The best of the places with a name, and how sure that is."""

    place: Place
    score: float


def locate(
    index: Index, address: Address, default_country: str | None = None, near: Near | None = None
) -> Found | None:
    """The place of an address: its US ZIP code, else its town. None where neither is known."""
    context = _context(index, address, default_country, near)
    town = _town(index, address, context)
    zip_code = _zip_of(index, address, context)
    if zip_code is not None:
        entry, with_state = zip_code
        score = _zip_score(index, address, context, entry)
        score = max(score, 0.9) if with_state and score != _WRONG_STATE else score
        if town is None or score >= town.score:
            return found_zip(index, entry, score)
        if kilometres((town.place.lat, town.place.lon), (entry.lat, entry.lon)) > _ZIP_TOWN_KM:
            town = Choice(town.place, min(town.score, _CONTRADICTED))
    return None if town is None else found_town(index, town)


def found_town(index: Index, choice: Choice) -> Found:
    """A choice in the words of an answer."""
    place = choice.place
    label = label_of(index, place)
    return Found(label, place.lat, place.lon, "town", round(choice.score, 3), "gazetteer")


def found_zip(index: Index, entry: Zip, score: float) -> Found:
    """A ZIP code in the words of an answer."""
    label = f"{entry.city}, {entry.state} {entry.code:05d}, {index.countries['US'].name}"
    return Found(label, entry.lat, entry.lon, "postcode", round(score, 3), "gazetteer")


def label_of(index: Index, place: Place) -> str:
    """Town, region and country, each once."""
    region = index.regions[place.region]
    country = index.countries.get(region.country)
    parts = [place.name]
    for part in (region.name, country.name if country else region.country):
        # "Taipei, Taiwan", not "Taipei, Taipei City, Taiwan"
        if part and not f"{fold(part)} ".startswith(f"{fold(parts[-1])} "):
            parts.append(part)
    return ", ".join(parts)


def _context(
    index: Index, address: Address, default_country: str | None, near: Near | None
) -> Context:
    country = index.country_code(address.country) if address.country.strip() else None
    country = country or country_of_form(address.postcode)
    regions = index.region_numbers(address.region) if address.region.strip() else frozenset()
    if country:
        regions = frozenset(r for r in regions if index.regions[r].country == country)
    else:
        # "England" or "Bayern" in the region's column names the country as well.
        country = index.country_code(address.region) if len(address.region.strip()) > 3 else None
        within = {index.regions[r].country for r in regions}
        country = within.pop() if len(within) == 1 and not country else country
    if near is None and country in (None, "GB") and (country or default_country == "GB"):
        near = _uk_near(index, address.postcode)
    return Context(country, default_country if country is None else None, regions, near)


def _uk_near(index: Index, postcode: str) -> Near | None:
    town = uk_town(postcode)
    return uk_position(index, town) if town else None


def uk_position(index: Index, town: str) -> Near | None:
    """Where a British town lies: the biggest of that name."""
    for place in index.named(fold(town)):
        if index.country_of(place) == "GB":
            return place.lat, place.lon
    return None


# --- ZIP codes ---------------------------------------------------------------------------------


def _zip_of(index: Index, address: Address, context: Context) -> tuple[Zip, bool] | None:
    """The ZIP code of an address that is, or by its fields may be, in the US.

    The second of the answer says whether its state is written before it, "TX 75218".
    """
    if context.country not in (None, "US"):
        return None
    for text in (address.postcode, address.region, address.town, _tail(address.town)):
        parsed = us_zip(text) if text else None
        if parsed is None:
            continue
        entry = index.zip(parsed[1])
        if entry is None or (parsed[0] and parsed[0] != entry.state):
            continue
        certain = context.country == "US" or context.hint == "US" or bool(parsed[0])
        if certain or fold(entry.city) == fold(address.town):
            return entry, bool(parsed[0])
    return None


def _tail(town: str) -> str:
    match = re.search(r"\b[A-Z]{2}[\s,]+\d{5}(?:-\d{4})?$", town)
    return match[0] if match else ""


def _zip_score(index: Index, address: Address, context: Context, entry: Zip) -> float:
    """How well state and town agree with a ZIP code. A contradiction leaves it below SURE."""
    states = {index.regions[r].code for r in context.regions if index.regions[r].country == "US"}
    if states and entry.state not in states:
        return _WRONG_STATE
    if not address.town.strip() or us_zip(address.town):
        return 0.9 if states or context.country == "US" else 0.6
    if any(
        fold(spelling) == fold(entry.city) or _lies_near(index, spelling, entry)
        for spelling in spellings(address.town)
    ):
        return 0.95
    if states:
        return 0.85
    return 0.75 if context.country == "US" else 0.4


def _lies_near(index: Index, town: str, entry: Zip) -> bool:
    return any(
        kilometres((place.lat, place.lon), (entry.lat, entry.lon)) < _ZIP_TOWN_KM
        for place in index.named(fold(town))
    )


# --- towns -------------------------------------------------------------------------------------


def _town(index: Index, address: Address, context: Context) -> Choice | None:
    if has_ideographs(address.town):
        return _in_units(index, f"{address.region}{address.town}", context)
    if not address.town.strip() and has_ideographs(address.street):
        return _in_units(index, f"{address.region}{address.street}", context)
    for spelling in spellings(address.town):
        _, _, rest = address.town.partition(",")
        narrowed = context
        if rest and not context.regions and spelling != address.town:
            narrowed = _narrowed(index, context, rest)
        choice = best(index, index.named(fold(spelling)), narrowed)
        if choice is not None:
            cut_name = address.town.strip().startswith(f"{spelling}-")
            if cut_name and choice.place.population < _HAS_DISTRICTS:
                return Choice(choice.place, choice.score / 2)
            return choice
    return None


def _narrowed(index: Index, context: Context, rest: str) -> Context:
    """The context with what follows the town's comma: "Katy, TX", "Leeds, UK"."""
    words = re.sub(r"\b\d{4,}(?:-\d+)?\b", "", rest).strip()
    if not words:
        return context
    regions = index.region_numbers(words)
    if context.country:
        regions = frozenset(r for r in regions if index.regions[r].country == context.country)
        return replace(context, regions=regions)
    if regions:
        return replace(context, regions=regions)
    return replace(context, country=index.country_code(words))


def _in_units(index: Index, text: str, context: Context) -> Choice | None:
    """The smallest known unit of an East Asian address, which begins with the largest.

    A unit is taken only where it lies near the one before it: 信義區 is in more than one city.
    """
    found: Choice | None = None
    units = _UNITS.findall(text)[:4]
    depth = 0
    for level, unit in enumerate(units):
        choice = _unit(index, unit, found, context)
        if choice:
            found, depth = choice, level
    if found and depth == 0 and len(units) > 1:
        return Choice(found.place, found.score * _WITHOUT_PART)
    return found


def _unit(index: Index, unit: str, within: Choice | None, context: Context) -> Choice | None:
    for name in (unit, unit[:-1]) if len(unit) > 2 else (unit,):
        places = index.named(fold(name))
        if within:
            places = tuple(p for p in places if _apart(p, within.place) < _UNIT_KM)
        choice = best(index, places, replace(context, regions=frozenset()))
        if choice:
            return choice
    return None


def best(index: Index, places: Iterable[Place], context: Context) -> Choice | None:
    """The likeliest of some namesakes, or None when all lie in another country.

    The score says how well it is told from the others: full when region, country or a neighbourhood
    decide or when it alone is big, below SURE when nothing decides.
    """
    pool = list(places)
    if context.country:
        pool = [p for p in pool if index.country_of(p) == context.country]
    if not pool:
        return None
    score, pool = _evidence(index, pool, context)
    weighed = sorted(((_weight(p, context.near), p) for p in pool), key=lambda wp: -wp[0])
    weight, first = weighed[0]
    rivals = [w for w, p in weighed[1:] if _apart(p, first) > _SAME_TOWN_KM]
    score *= _clearness(weight, rivals[0] if rivals else 0.0)
    if first.alternate:
        score *= 0.95 if first.population >= _KNOWN_ABROAD else 0.6
    if _needs_state(index, first, context):
        score *= 0.55
    return Choice(first, score)


def _needs_state(index: Index, place: Place, context: Context) -> bool:
    """Whether a US town may be one of many: most names are found in several states."""
    told = context.near is not None or place.region in context.regions
    return not told and place.population < _KNOWN_TO_ALL and index.country_of(place) == "US"


def _evidence(index: Index, pool: list[Place], context: Context) -> tuple[float, list[Place]]:
    """How sure the surroundings make us, and the places that they leave."""
    in_region = [p for p in pool if p.region in context.regions]
    if in_region:
        return 0.95, in_region
    contradicted = 0.45 if context.regions else 1.0
    if context.country:
        return 0.9 * contradicted, pool
    likely = [p for p in pool if index.country_of(p) == context.hint]
    if likely:
        return 0.85 * contradicted, likely
    if context.hint:
        return 0.45, pool  # a town abroad with this name is a guess
    return (0.8 if context.near else 0.7) * contradicted, pool


def _weight(place: Place, near: Near | None) -> float:
    weight = (place.population + 300.0) * (_ALTERNATE_WEIGHT if place.alternate else 1.0)
    if near is not None:
        distance = kilometres((place.lat, place.lon), near)
        weight /= 1.0 + (distance / _NEAR_KM) ** 2
    return weight


def _clearness(weight: float, rival: float) -> float:
    ratio = weight / rival if rival else math.inf
    if ratio >= 20:
        return 1.0
    if ratio >= 5:
        return 0.85
    return 0.5


def _apart(one: Place, other: Place) -> float:
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def kilometres(one: Near, other: Near) -> float:
    """Straight distance on a sphere: exact enough to tell towns apart."""
    lat_a, lat_b = math.radians(one[0]), math.radians(other[0])
    half_lon = math.radians(other[1] - one[1]) / 2
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    )
    return 12742.0 * math.asin(min(1.0, math.sqrt(chord)))
