"""Names and addresses boiled down to what makes two of them the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "đ": "d", "œ": "oe", "'": None, "’": None}
)
_APART = re.compile(r"[\W_]+")
_LEGAL = frozenset(
    {
        "ltd", "limited", "plc", "llc", "llp", "lp", "inc", "incorporated", "corp",
        "corporation", "co", "company", "gmbh", "mbh", "ag", "kg", "ohg", "ug", "ev", "e", "v",
        "gbr", "se", "sa", "sas", "sarl", "srl", "spa", "sl", "slu", "bv", "nv", "vof", "ab",
        "oy", "as", "aps", "doo", "spzoo", "the", "and", "und", "et", "y",
    }
)  # fmt: skip
_STREETS = {
    "street": "st", "str": "st", "strasse": "st", "road": "rd", "avenue": "ave", "av": "ave",
    "boulevard": "blvd", "drive": "dr", "lane": "ln", "highway": "hwy", "parkway": "pkwy",
    "pky": "pkwy", "place": "pl", "square": "sq", "court": "ct", "suite": "", "ste": "",
    "unit": "", "space": "", "no": "", "nr": "", "north": "n", "south": "s", "east": "e",
    "west": "w",
}  # fmt: skip
_GERMAN_STREET = re.compile(r"(?<=\w{3})(?:strasse|str)\b")


def folded(text: str) -> str:
    """Lower case, no accents, single blanks between runs of letters and digits."""
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _APART.sub(" ", text).strip()


@lru_cache(maxsize=65_536)
def folded_name(name: str) -> str:
    """A company's name without its legal form; with it where nothing else is left."""
    words = folded(name).split()
    return " ".join(word for word in words if word not in _LEGAL) or " ".join(words)


def bare_name(name: str) -> str:
    """A company's name as it is written, without the legal form at its end."""
    words = name.split()
    while len(words) > 1 and _LEGAL.issuperset(folded(words[-1]).split()):
        words.pop()
    return " ".join(words)


def folded_street(street: str) -> str:
    """A street with its usual words abbreviated alike."""
    words = _GERMAN_STREET.sub("st", folded(street)).split()
    return " ".join(filter(None, (_STREETS.get(word, word) for word in words)))


@lru_cache(maxsize=65_536)
def folded_code(postcode: str) -> str:
    """A postcode without blanks and country letter."""
    return re.sub(r"^(?:[a-z]{1,2}-)|[\W_]", "", postcode.casefold())
