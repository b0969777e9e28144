"""Which column of a list is which field of an account: by its name, then by what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.exchange.customer_list import contents as look
from planner.exchange.customer_list.contents import Contents, contents_of, fits, kind_of
from planner.exchange.customer_list.fields import FIELDS, HOURS, SEVERAL
from planner.exchange.customer_list.heading_words import (
    HOURS_KNOWN,
    KNOWN,
    NOT_FIELDS,
    PRESETS,
    plain,
)
from planner.exchange.customer_list.problems import refuse

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
_YEAR = re.compile(
    r"^(?P<word>.*?[^\W\d])(?:fy)?(?P<year>(?:19|20)?\d\d)(?:eur|usd|gbp|chf|net|netto)?$"
)
_YEAR_FIRST = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<word>.*)$")
_IS_YEAR = re.compile(r"(?:19|20)\d\d")
_OWNERS = frozenset(
    "account customer client cust billing shipping mailing primary store shop main business "
    "partner company kunden kunde firmen contact geo gps default office delivery site "
    "location".split()
)
_TELLING = frozenset(
    {"email", "phone", "postcode", "town", "lat", "lon", "street", "website", "country", "grade"}
)
_TITLES = frozenset({"title", "titel", "titre", "titulo", "titolo", "label"})
_FEWEST_HOURS = 3
_PRESET_HITS = 3


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column holds: a field or nothing, how certain ("sure", "guessed"), which year."""

    field: str | None = None
    certainty: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Every column of a list in order, and the system the list was exported from, if known."""

    columns: tuple[ColumnGuess, ...]
    preset: str | None = None

    def holding(self, field: str) -> tuple[int, ...]:
        """The columns that hold a field, the best first."""
        return tuple(at for at, guess in enumerate(self.columns) if guess.field == field)

    def with_field(self, column: int, field: str | None) -> ColumnMapping:
        """The same with one column changed by hand; a field moves from where it was."""
        columns = list(self.columns)
        for at, guess in enumerate(columns):
            if field and guess.field == field and field not in SEVERAL:
                columns[at] = ColumnGuess()
        columns[column] = ColumnGuess(field, "sure" if field else "", self.columns[column].year)
        return replace(self, columns=tuple(columns))


_OF_PRESET = {("salesforce", "type"): ColumnGuess("status", "sure")}
"""Headings that mean something in one system only."""


def is_heading(cell: str) -> bool:
    """True where the cell is a known name of a column, in any language; a year is none."""
    name = plain(cell)
    if _IS_YEAR.fullmatch(name):
        return False
    return bool(name) and (
        name in KNOWN
        or name in HOURS_KNOWN
        or name in NOT_FIELDS
        or _by_name(cell).field is not None
    )


def guess_columns(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    has_headings: bool = True,
    preset: str | None = None,
) -> ColumnMapping:
    """Guess every column.

    Args:
        headings: one for each column.
        rows: the cells of every row, each as wide as the headings.
        has_headings: False where the headings were made up ("Column A").
        preset: "salesforce" or "odoo"; found out from the headings if None.

    Raises:
        ListRefused: no such preset.
    """
    if preset is not None and preset not in PRESETS:
        raise refuse("no_preset", preset=preset, presets=", ".join(sorted(PRESETS)))
    preset = preset or _preset_of(headings)
    sample = [contents_of(rows, column) for column in range(len(headings))]
    named = [
        _named(heading, cells, preset) if has_headings else ColumnGuess()
        for heading, cells in zip(headings, sample, strict=True)
    ]
    named = _with_a_name(_without_stray_hours(named), headings)
    columns = _one_each(named, headings, sample)
    return ColumnMapping(tuple(_from_contents(columns, headings, sample, not has_headings)), preset)


def override(
    mapping: ColumnMapping, headings: Sequence[str], chosen: Iterable[tuple[str, str]]
) -> ColumnMapping:
    """The mapping with (field, heading) pairs of the rep's own.

    Raises:
        ListRefused: no such field or heading, or one field given twice.
    """
    seen: dict[str, str] = {}
    for field, heading in chosen:
        if field not in FIELDS:
            raise refuse("no_field", field=field, fields=", ".join(FIELDS))
        if field in seen and field not in SEVERAL:
            raise refuse("two_columns", field=field, headings=f"{seen[field]}, {heading}")
        seen[field] = heading
        mapping = mapping.with_field(_column_called(heading, headings), field)
    return mapping


def _column_called(heading: str, headings: Sequence[str]) -> int:
    for same in (str, str.strip, plain):
        wanted = same(heading)
        for at, each in enumerate(headings):
            if same(each) == wanted and wanted:
                return at
    raise refuse("no_heading", heading=heading, headings=", ".join(headings))


def _preset_of(headings: Sequence[str]) -> str | None:
    names = {plain(heading) for heading in headings}
    hits = {preset: len(names & telling) for preset, telling in PRESETS.items()}
    best = max(hits, key=lambda preset: hits[preset])
    return best if hits[best] >= _PRESET_HITS else None


def _named(heading: str, cells: Contents, preset: str | None) -> ColumnGuess:
    guess = _OF_PRESET.get((preset or "", plain(heading))) or _by_name(heading)
    if guess.field and not fits(guess.field, cells):
        return ColumnGuess()
    if guess.field == "contact_name" and cells.share(look.ROLE) > 0.5:
        return ColumnGuess("role", "guessed")  # lists often say whom to ask for, not by name
    if preset and guess.field == "grade" and plain(heading) == "rating":
        return replace(guess, certainty="guessed")  # hot, warm and cold are no grades yet
    return guess


def _by_name(heading: str) -> ColumnGuess:
    name = plain(heading)
    if name in NOT_FIELDS:
        return ColumnGuess()
    if name in KNOWN:
        return ColumnGuess(KNOWN[name], "sure")
    if name in HOURS_KNOWN:
        return ColumnGuess(HOURS_KNOWN[name], "sure")
    if _IS_YEAR.fullmatch(name):
        return ColumnGuess("revenue", "guessed", int(name))
    return _with_year(name) or _by_words(heading)


def _with_year(name: str) -> ColumnGuess | None:
    """E.g. "Rev 25", "Umsatz 2025", "2024 sales"."""
    found = _YEAR.match(name) or _YEAR_FIRST.match(name)
    if not found or KNOWN.get(found["word"]) not in ("revenue", "potential"):
        return None
    year = int(found["year"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    return ColumnGuess(KNOWN[found["word"]], "sure", year)


def _by_words(heading: str) -> ColumnGuess:
    """E.g. "Customer phone no.", "Postcode (delivery)", "store_zip"."""
    words = [plain(word) for word in _WORDS.findall(heading)]
    kept = [word for word in words if word not in _OWNERS]
    if not kept or len(words) > 6:
        return ColumnGuess()
    field = KNOWN.get("".join(kept))
    if field and len(kept) < len(words) and field not in ("name", "external_id"):
        return ColumnGuess(field, "guessed")
    for word in kept:
        if KNOWN.get(word) in _TELLING and len(word) > 2:
            return ColumnGuess(KNOWN[word], "guessed")
    return ColumnGuess()


def _without_stray_hours(columns: list[ColumnGuess]) -> list[ColumnGuess]:
    """E.g. "So" or "Mar" alone is no weekday: opening hours come in several columns."""
    if sum(guess.field in HOURS for guess in columns) >= _FEWEST_HOURS:
        return columns
    return [ColumnGuess() if guess.field in HOURS else guess for guess in columns]


def _with_a_name(columns: list[ColumnGuess], headings: Sequence[str]) -> list[ColumnGuess]:
    """In a list without names a "title" is one: so maps and address books write their places."""
    if {"name", "brand", "contact_name", "last_name"} & {guess.field for guess in columns}:
        return columns
    return [
        ColumnGuess("name", "guessed") if plain(heading) in _TITLES else guess
        for heading, guess in zip(headings, columns, strict=True)
    ]


def _one_each(
    columns: Sequence[ColumnGuess], headings: Sequence[str], sample: Sequence[Contents]
) -> list[ColumnGuess]:
    """Where two columns claim one field, the surer and fuller one gets it."""

    def claim(at: int) -> tuple[bool, float, bool, int]:
        shipped = "shipping" in plain(headings[at])  # where the goods go is where the rep goes
        return columns[at].certainty == "sure", round(sample[at].filled, 1), shipped, -at

    best: dict[str, int] = {}
    for at, guess in enumerate(columns):
        field = guess.field
        if field and field not in SEVERAL and (field not in best or claim(at) > claim(best[field])):
            best[field] = at
    return [
        guess if guess.field in SEVERAL or best.get(guess.field or "") == at else ColumnGuess()
        for at, guess in enumerate(columns)
    ]


def _from_contents(
    columns: list[ColumnGuess],
    headings: Sequence[str],
    sample: Sequence[Contents],
    no_headings: bool,
) -> list[ColumnGuess]:
    """Fill what is still open from the cells: always what is unmistakable, all without headings."""
    taken = {guess.field for guess in columns}

    def give(at: int, field: str) -> None:
        columns[at] = ColumnGuess(field, "guessed")
        taken.add(field)

    for at, cells in enumerate(sample):
        kind = None if columns[at].field or plain(headings[at]) in NOT_FIELDS else kind_of(cells)
        if kind and kind not in taken:
            give(at, kind)
    if no_headings:
        for at, field in _by_looks(columns, sample):
            if field not in taken and columns[at].field is None:
                give(at, field)
    return columns


def _by_looks(
    columns: Sequence[ColumnGuess], sample: Sequence[Contents]
) -> Iterable[tuple[int, str]]:
    """What columns without headings probably are, the plainest first."""
    free = [at for at, guess in enumerate(columns) if guess.field is None and sample[at].values]
    yield from _degrees(free, sample)
    orders: Sequence[tuple[str, Mapping[int, float]]] = [
        ("postcode_town", {at: sample[at].share(look.POSTCODE_TOWN) for at in free}),
        ("postcode", {at: _postcode_looks(sample[at]) for at in free}),
        ("grade", {at: sample[at].share(look.GRADE) * (sample[at].distinct < 0.8) for at in free}),
        ("last_call", {at: sample[at].share(look.DATE) for at in free}),
        ("street", {at: sample[at].share(look.HOUSE_NUMBER) for at in free}),
        ("external_id", {at: _id_looks(sample[at]) if at == 0 else 0.0 for at in free}),
    ]
    used: set[int] = {at for at, _field in _degrees(free, sample)}
    for field, shares in orders:
        best = max(
            (at for at in free if at not in used), key=lambda at: (shares[at], at), default=None
        )
        if best is not None and shares[best] > 0.7:
            used.add(best)
            yield best, field
    texts = [at for at in free if at not in used and sample[at].share(look.WORDS) > 0.5]
    yield from zip(texts, ("name", "town"), strict=False)


def _degrees(free: Sequence[int], sample: Sequence[Contents]) -> list[tuple[int, str]]:
    """Two neighbouring columns of decimals; latitude stands first unless it cannot be one."""
    decimal = [at for at in free if sample[at].share(look.DEGREES) > 0.8]
    for first, second in pairwise(decimal):
        if second == first + 1:
            if any(abs(number) > 90 for number in sample[first].numbers()):
                return [(second, "lat"), (first, "lon")]
            return [(first, "lat"), (second, "lon")]
    return []


def _postcode_looks(cells: Contents) -> float:
    lengths = {len(value) for value in cells.values}
    return cells.share(look.POSTCODE) if len(lengths) <= 3 and min(lengths) >= 4 else 0.0


def _id_looks(cells: Contents) -> float:
    coded = sum(any(letter.isdigit() for letter in value) for value in cells.values)
    if cells.distinct < 1 or any(" " in value for value in cells.values):
        return 0.0
    return coded / len(cells.values)
