"""What the cells of a column look like: coordinates, postcodes, phones, grades and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SAMPLE = 200

EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[A-Za-z]{2,}")
URL = re.compile(
    r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(com|org|net|de|co\.uk|fr|es|it|nl|pl|ch|at|tw|io|eu)(/\S*)?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[-+(]?\s?(\d[\d.,'\u2019\s\u00a0\u202f]*|[.,]\d+)\)?")
DEGREES = re.compile(r"[-+]?\d{1,3}[.,]\d{2,}")
WHOLE = re.compile(r"\d+")
COORDINATE_PAIR = re.compile(
    r"\s*(?:[A-Z]*POINT)?\s*[\[({]?\s*[-+]?\d{1,3}[.,]\d+\s*°?\s*[NSEW]?"
    r"\s*[,;/ ]\s*[-+]?\d{1,3}[.,]\d+\s*°?\s*[NSEW]?\s*[\])}]?\s*",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?=(?:\D*\d){6,15}\D*$)[+(\d][\d\s()./+\-\u2013x]*")
PHONE_MARKS = re.compile(r"[+()\s/-]|^0")
MONEY = re.compile(r"[£$€¥]|\b(EUR|USD|GBP|CHF|PLN|TWD|CNY|kr|zł)\b")
DATE = re.compile(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4}))([ T]\d{1,2}:\d{2}.*)?"
)
TIME = re.compile(r"\d{1,2}[:.h]\d{2}(:\d{2})?(\s?[ap]\.?m\.?)?|0|24", re.IGNORECASE)
TIME_RANGE = re.compile(
    r"\d{1,2}([:.h]\d{2})?\s?(?:[ap]m)?\s?[-\u2013]\s?\d{1,2}([:.h]\d{2})?\s?(?:[ap]m)?.*",
    re.IGNORECASE,
)
GRADE = re.compile(
    r"(?:(?:class|grade|klasse|kl\.?|tier)\s?)?[A-Da-d][+-]?|[1-4]|hot|warm|cold|gold|silver|bronze",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"  # British
    r"|[A-Z]\d[A-Z]\s?\d[A-Z]\d"  # Canadian
    r"|\d{4}\s?[A-Z]{2}"  # Dutch
    r"|(?:[A-Z]{1,2}[- ])?\d{3,6}(?:-\d{3,4})?"  # most others, Polish, US with its four digits
    r"|\d{3}\s\d{2}",  # Swedish, Czech
    re.IGNORECASE,
)
POSTCODE_TOWN = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d].*|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\s+[^\W\d].*|[^\W\d].*,\s?[A-Z]{2}\s+\d{5}.*"
)
HOUSE_NUMBER = re.compile(
    r"\d+\s?\w?\s*,?\s+[^\W\d]{2,}.*|[^\W\d]{2,}.*\D\d+\s?[a-zA-Z]?([-/]\d+)?\b.*"
)
ROLE = re.compile(
    r".*\b(manager|buyer|owner|director|foreman|supervisor|purchas\w*|procurement|engineer"
    r"|head of.*"
    r"|ceo|cfo|cto|president|chef\w*|leit\w+|\w*leiter(in)?|inhaber(in)?|eink\w+"
    r"|geschäftsführ\w+"
    r"|directeur|directrice|gérante?|acheteur|responsable|gerente|propietari[oa]|comprador\w*"
    r"|direttore|titolare|responsabile|inkoper|eigenaar|kierownik|właściciel\w*)\b.*",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\d@]*[^\W\d_]{2,}[^\d@]*")


@dataclass(frozen=True)
class Contents:
    """A sample of one column: its filled cells, trimmed, and how much of the column is filled."""

    values: Sequence[str]
    filled: float

    def share(self, pattern: re.Pattern[str]) -> float:
        """Which part of the filled cells the pattern matches as a whole, 0 to 1."""
        if not self.values:
            return 0.0
        return sum(bool(pattern.fullmatch(value)) for value in self.values) / len(self.values)

    @property
    def distinct(self) -> float:
        """1 where every filled cell differs."""
        return len(set(self.values)) / len(self.values) if self.values else 0.0

    def numbers(self) -> list[float]:
        """The cells that are plain decimals."""
        found = []
        for value in self.values:
            try:
                found.append(float(value.replace(",", ".")))
            except ValueError:
                continue
        return found


def contents_of(rows: Sequence[Sequence[str]], column: int) -> Contents:
    """Look at up to `SAMPLE` rows, spread evenly over the list."""
    step = max(1, len(rows) // SAMPLE)
    cells = [rows[at][column].strip() for at in range(0, len(rows), step)]
    values = [cell for cell in cells if cell]
    return Contents(values, len(values) / len(cells) if cells else 0.0)


def _is_degrees(limit: float) -> Callable[[Contents], bool]:
    """Degrees are decimals in range; a few wrong cells do not make it another column."""

    def check(column: Contents) -> bool:
        numbers = column.numbers()
        odd = len(column.values) - len(numbers)
        written = sum(any(mark in value for mark in "°'NSEWnsew") for value in column.values)
        inside = sum(abs(number) <= limit for number in numbers)
        return inside + written >= 0.5 * (len(numbers) + odd)

    return check


def _mostly(pattern: re.Pattern[str], share: float) -> Callable[[Contents], bool]:
    return lambda column: column.share(pattern) >= share


FITS: dict[str, Callable[[Contents], bool]] = {
    "lat": _is_degrees(180),
    "lon": _is_degrees(360),
    "coordinates": _mostly(COORDINATE_PAIR, 0.3),
    "email": lambda column: any("@" in value for value in column.values),
    "website": _mostly(URL, 0.3),
    "grade": _mostly(GRADE, 0.5),
    "revenue": lambda column: _money_share(column) >= 0.5,
    "potential": lambda column: _money_share(column) >= 0.5,
    "postcode": _mostly(POSTCODE, 0.4),
    "phone": lambda column: any(
        any(letter.isdigit() for letter in value) for value in column.values
    ),
    "calls_per_cycle": lambda column: any(value[:1].isdigit() for value in column.values),
    "call_minutes": lambda column: any(value[:1].isdigit() for value in column.values),
    "last_call": lambda column: column.share(DATE) >= 0.3 or column.share(WHOLE) >= 0.9,
    "parent": lambda column: column.share(WHOLE) < 0.9,
    "town": lambda column: column.share(WHOLE) < 0.5,
    "name": lambda column: column.share(DATE) < 0.5 and column.share(EMAIL) < 0.5,
    "opening_hours": lambda column: any(
        any(letter.isdigit() for letter in value) for value in column.values
    ),
}
"""Whether a column that is called so can be it; an empty column always can."""


def _money_share(column: Contents) -> float:
    bare = [MONEY.sub("", value).strip().rstrip("kKmM").strip() for value in column.values]
    return Contents(bare, column.filled).share(NUMBER)


def fits(field: str, column: Contents) -> bool:
    """False where the cells contradict the heading."""
    check = FITS.get(field)
    return check is None or not column.values or check(column)


def kind_of(column: Contents) -> str | None:
    """The field that the cells alone give away, however the column is called; None if unclear."""
    if len(column.values) < 1:
        return None
    if column.share(EMAIL) > 0.7:
        return "email"
    if column.share(URL) > 0.7:
        return "website"
    if column.share(COORDINATE_PAIR) > 0.7:
        return "coordinates"
    if column.share(DATE) > 0.8 or column.share(TIME) > 0.8:
        return None
    if column.share(PHONE) > 0.7 and _have_phone_marks(column):
        return "phone"
    return None


def _have_phone_marks(column: Contents) -> bool:
    marked = sum(bool(PHONE_MARKS.search(value)) for value in column.values)
    short = sum(sum(map(str.isdigit, value)) < 7 for value in column.values)
    return marked > 0.7 * len(column.values) and short < 0.3 * len(column.values)
