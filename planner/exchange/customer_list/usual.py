"""What is usual in a list, learnt from a sample: how it writes numbers and dates, where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.exchange.customer_list.coordinates import Neighbourhood, degrees_of, pair_of
from planner.exchange.customer_list.headings import ColumnMapping
from planner.exchange.customer_list.numbers import NumberStyle, month_first
from planner.exchange.customer_list.reading import Row

_SAMPLE = 2000
_NUMBERS = ("revenue", "potential", "calls_per_cycle")


@dataclass(frozen=True)
class Usual:
    """The habits of one list; see the fields."""

    around: Neighbourhood = field(default_factory=Neighbourhood)
    numbers: Mapping[int, NumberStyle] = field(default_factory=dict)
    """For each column of amounts."""
    month_first: bool | None = None
    phone_length: int = 0
    """Digits of a phone number where most begin with 0; else 0."""
    streets_numbered: bool = False
    five_digits: bool = False
    """Most postcodes are of five digits."""

    @classmethod
    def of(cls, rows: Sequence[Row], mapping: ColumnMapping, at: Mapping[str, int]) -> Usual:
        """Learn from up to 2,000 rows, spread evenly."""
        step = max(1, len(rows) // _SAMPLE)
        sample = [row.cells for row in rows[::step]]

        def column(name: str) -> list[str]:
            return [row[at[name]].strip() for row in sample if name in at and row[at[name]].strip()]

        return cls(
            around=Neighbourhood.of(_pairs(sample, at)),
            numbers={
                number: NumberStyle.of(row[number] for row in sample)
                for name in _NUMBERS
                for number in mapping.holding(name)
            },
            month_first=month_first(column("last_call")),
            phone_length=_phone_length(column("phone")),
            streets_numbered=_are_numbered(column("street")),
            five_digits=_have_five_digits(column("postcode")),
        )


def _pairs(sample: Sequence[Sequence[str]], at: Mapping[str, int]) -> list[tuple[float, float]]:
    pairs = []
    for cells in sample:
        if "coordinates" in at:
            pair = pair_of(cells[at["coordinates"]])
        elif "lat" in at and "lon" in at:
            lat, lon = degrees_of(cells[at["lat"]]), degrees_of(cells[at["lon"]])
            pair = None if lat is None or lon is None else (lat, lon)
        else:
            break
        if pair:
            pairs.append(pair)
    return pairs


def _phone_length(phones: Sequence[str]) -> int:
    digits = ["".join(filter(str.isdigit, phone)) for phone in phones]
    lengths = Counter(len(number) for number in digits if number.startswith("0"))
    if not lengths or lengths.total() < 0.5 * len(digits):
        return 0
    return lengths.most_common(1)[0][0]


def _have_five_digits(codes: Sequence[str]) -> bool:
    return sum(len(code) == 5 and code.isdigit() for code in codes) > 0.5 * len(codes)


def _are_numbered(streets: Sequence[str]) -> bool:
    return sum(any(map(str.isdigit, street)) for street in streets) > 0.8 * len(streets) > 4
