"""Which rows of a list are accounts that are known already, and which are likely the same twice.

Likely duplicates are compared only within small blocks (one postcode, town, street, phone or some
hundred metres, and the beginning of the name), so that 50,000 rows against 50,000 accounts take
seconds. Similarity of names: rapidfuzz's token ratios.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from rapidfuzz import fuzz

from planner.exchange.customer_list.accounts import ListedAccount
from planner.exchange.customer_list.folding import (
    folded,
    folded_code,
    folded_name,
    folded_street,
)
from planner.exchange.customer_list.problems import ReadingStopped

LEAST_SCORE = 0.85
"""Two accounts that score less are taken for different ones."""
_NAME_WEIGHT = 0.6
_BLOCK = 40
"""Members beyond which a block is sorted by name and only near neighbours are compared."""
_NEIGHBOURS = 6
_MOST_TWINS = 3
_STEP = 4096
_NUMBER = re.compile(r"\b[0-9]+")  # the 7 of "7b": a letter more or less is no other house

_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """What matching needs of an account that is there already."""

    id: int
    name: str
    external_id: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    lat: float | None = None
    lon: float | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """A row that is likely the same as another row or as a known account; score 0 to 1.

    `row` and `other_row` are numbers of rows; one of `other_row` and `account` is None.
    """

    row: int
    other_row: int | None
    account: int | None
    score: float


@dataclass
class Matches:
    """`same`: row number to the id of the account it is; `twins`: likely duplicates, best first."""

    same: dict[int, int] = field(default_factory=dict)
    twins: list[Twin] = field(default_factory=list)


@dataclass
class _Entry:
    """A row or a known account, folded once."""

    source: ListedAccount | KnownAccount
    is_row: bool

    @cached_property
    def name(self) -> str:
        return folded_name(self.source.name)

    @cached_property
    def street(self) -> str:
        return folded_street(self.source.street)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(_NUMBER.findall(self.street))

    @cached_property
    def house(self) -> str:
        """The house number where the street begins with it, as "13796 SW 152nd Street" does."""
        found = _NUMBER.match(self.street)
        return found[0] if found else ""

    @cached_property
    def postcode(self) -> str:
        return folded_code(self.source.postcode)

    @cached_property
    def town(self) -> str:
        return folded(self.source.town)

    @cached_property
    def phone(self) -> str:
        digits = "".join(filter(str.isdigit, self.source.phone.split(",")[0]))
        return digits[-9:] if len(digits) >= 7 else ""

    @cached_property
    def address_key(self) -> tuple[str, ...]:
        """Name and address: equal for two rows that are one account."""
        place = self.postcode or self.town
        if not place and not self.street and self.source.lat is not None:
            place = f"{self.source.lat:.4f} {self.source.lon:.4f}"
        return (self.name, self.street, place)


def match(
    listed: Sequence[ListedAccount],
    known: Sequence[KnownAccount],
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Matches:
    """Match a list with itself and with what is known.

    Raises:
        ReadingStopped: `cancelled` said so.
    """
    rows = [_Entry(account, True) for account in listed]
    there = [_Entry(account, False) for account in known]
    matches = Matches(_same(rows, there) if there else {})
    new = [entry for entry in rows if _row(entry) not in matches.same]
    matches.twins = list(_twins(new, there, cancelled))
    return matches


def _row(entry: _Entry) -> int:
    assert isinstance(entry.source, ListedAccount)
    return entry.source.row


def _id(entry: _Entry) -> int:
    assert isinstance(entry.source, KnownAccount)
    return entry.source.id


def _same(rows: Sequence[_Entry], there: Sequence[_Entry]) -> dict[int, int]:
    """Each row to at most one account and each account to one row, or to its exact repetitions.

    First by the list's own number, where name or place do not speak against it (two lists may
    both count from 1); then by name and address, unless the two have different numbers.
    """
    same: dict[int, int] = {}
    taken: set[int] = set()
    by_number = _grouped(there, lambda entry: entry.source.external_id)
    by_address = _grouped(there, lambda entry: entry.address_key)

    def take(
        row: _Entry, candidates: Iterable[_Entry], fits: Callable[[_Entry, _Entry], bool]
    ) -> None:
        free = [entry for entry in candidates if _id(entry) not in taken and fits(row, entry)]
        if free and _row(row) not in same:
            best = max(free, key=lambda entry: _closeness(row, entry)) if len(free) > 1 else free[0]
            same[_row(row)] = _id(best)
            taken.add(_id(best))

    for row in rows:
        if row.source.external_id:
            take(row, by_number.get(row.source.external_id, ()), _could_be_one)
    for row in rows:
        if _row(row) not in same:
            take(row, by_address.get(row.address_key, ()), _numbers_agree)
    for row in rows:  # what stood in the list twice and was joined since is not new again
        if _row(row) not in same and row.source.external_id:
            twice = by_number.get(row.source.external_id, ())
            same |= {_row(row): _id(e) for e in twice if e.address_key == row.address_key}
    return same


def _grouped(
    entries: Iterable[_Entry], key: Callable[[_Entry], Hashable]
) -> dict[Hashable, list[_Entry]]:
    groups: dict[Hashable, list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)
    return groups


def _numbers_agree(row: _Entry, other: _Entry) -> bool:
    mine, theirs = row.source.external_id, other.source.external_id
    return not mine or not theirs or mine == theirs


def _could_be_one(row: _Entry, other: _Entry) -> bool:
    """True unless name and place of two accounts with one number have nothing in common."""
    if row.name == other.name or fuzz.token_set_ratio(row.name, other.name) >= 60:
        return True
    if row.postcode and row.postcode == other.postcode:
        return True
    if row.town and row.town == other.town:
        return True
    distance = _metres(row, other)
    return distance is not None and distance < 2000


def _closeness(row: _Entry, other: _Entry) -> float:
    return _NAME_WEIGHT * _name_likeness(row, other) + (1 - _NAME_WEIGHT) * _place_likeness(
        row, other
    )


def _twins(
    new: Sequence[_Entry], there: Sequence[_Entry], cancelled: Callable[[], bool] | None
) -> Iterator[Twin]:
    found: dict[tuple[int, int], float] = {}
    entries = [*new, *there]
    for count, (one, other) in enumerate(_pairs(entries, len(new))):
        if count % _STEP == 0 and cancelled and cancelled():
            raise ReadingStopped
        if (one, other) not in found:
            found[one, other] = _score(entries[one], entries[other])
    kept: dict[int, int] = defaultdict(int)
    likely = [(score, pair) for pair, score in found.items() if score >= LEAST_SCORE]
    for score, (one, other) in sorted(likely, key=lambda each: (-each[0], each[1])):
        if kept[other if entries[other].is_row else one] >= _MOST_TWINS:
            continue
        kept[other if entries[other].is_row else one] += 1
        yield _twin(entries[one], entries[other], round(score, 3))


def _twin(one: _Entry, other: _Entry, score: float) -> Twin:
    """Of two rows the later one is the twin of the earlier."""
    if other.is_row:
        return Twin(_row(other), _row(one), None, score)
    return Twin(_row(one), None, _id(other), score)


def _pairs(entries: Sequence[_Entry], new: int) -> Iterator[tuple[int, int]]:
    """Pairs of positions worth comparing, each with at least one new row; the smaller one first."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        for key in _keys(entry):
            blocks[key].append(at)
    for members in blocks.values():
        if len(members) < 2 or members[0] >= new:
            continue
        near: Iterable[tuple[int, int]]
        if len(members) <= _BLOCK:
            near = combinations(members, 2)
        else:
            near = _neighbours(
                sorted(members, key=lambda at: (entries[at].name, entries[at].street))
            )
        for one, other in near:
            first, second = (one, other) if one < other else (other, one)
            if first < new and _may_be_one(entries[first], entries[second]):
                yield first, second


def _neighbours(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, one in enumerate(members):
        for other in members[at + 1 : at + 1 + _NEIGHBOURS]:
            yield one, other


def _keys(entry: _Entry) -> Iterator[Hashable]:
    """The blocks an entry is in."""
    start = entry.name[:3]
    if entry.postcode:
        yield "postcode", entry.postcode, start
    if entry.town:
        yield "town", entry.town, start
    if entry.numbers:
        yield "street", entry.postcode or entry.town, entry.street
    if entry.phone:
        yield "phone", entry.phone
    if not entry.street or not (entry.postcode or entry.town):
        yield "name", entry.name
    lat, lon = entry.source.lat, entry.source.lon
    if lat is not None and lon is not None:  # two grids, so that no border parts neighbours
        yield "cell", math.floor(lat * 100), math.floor(lon * 100), start
        yield "cell between", math.floor(lat * 100 + 0.5), math.floor(lon * 100 + 0.5), start


def _may_be_one(one: _Entry, other: _Entry) -> bool:
    """A quick look: different house numbers settle it."""
    if one.house and other.house:
        return one.house == other.house
    return not (one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers))


def _score(one: _Entry, other: _Entry) -> float:
    place = _place_likeness(one, other)
    if _NAME_WEIGHT + (1 - _NAME_WEIGHT) * place < LEAST_SCORE:
        return 0.0
    return _NAME_WEIGHT * _name_likeness(one, other) + (1 - _NAME_WEIGHT) * place


def _name_likeness(one: _Entry, other: _Entry) -> float:
    """1 for equal names; two words and more inside a longer name count nearly as equal."""
    if one.name == other.name:
        return 1.0
    likeness = fuzz.token_sort_ratio(one.name, other.name)
    if min(one.name.count(" "), other.name.count(" ")) >= 1:
        likeness = max(likeness, 0.95 * fuzz.token_set_ratio(one.name, other.name))
    if likeness > 50 and _numbered_apart(one.name, other.name):
        return 0.5
    return likeness / 100


def _numbered_apart(one: str, other: str) -> bool:
    """Branches of one firm by number: Works 9 is not Works 11."""
    ours, theirs = set(_NUMBERS.findall(one)), set(_NUMBERS.findall(other))
    return bool(ours and theirs) and ours != theirs


def _place_likeness(one: _Entry, other: _Entry) -> float:
    """1 for one address, 0.7 where nothing is known of it, near 0 for two places."""
    distance = _metres(one, other)
    if one.street and other.street:
        likeness = fuzz.token_sort_ratio(one.street, other.street) / 100
        if not _may_be_one(one, other):
            likeness = min(likeness, 0.15)
        apart = _differ(one.postcode, other.postcode) and _differ(one.town, other.town)
        far = distance is not None and distance > 20_000
        return likeness * (0.3 if apart or far else 1)
    if distance is not None:
        return 0.95 if distance < 150 else 0.6 if distance < 1000 else 0.1
    if one.postcode and other.postcode:
        return 0.8 if one.postcode == other.postcode else 0.2
    if one.town and other.town:
        return 0.75 if one.town == other.town else 0.1
    return 0.7


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _metres(one: _Entry, other: _Entry) -> float | None:
    """Straight distance, good enough to tell near from far; None where a place is missing."""
    if one.source.lat is None or other.source.lat is None:
        return None
    assert one.source.lon is not None
    assert other.source.lon is not None
    up = one.source.lat - other.source.lat
    across = (one.source.lon - other.source.lon + 540) % 360 - 180
    return 111_195 * math.hypot(up, across * math.cos(math.radians(one.source.lat)))
