"""One spelling for many: how names are compared, in the gazetteer file and in what people type."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ı": "i",
        "臺": "台",
        "巿": "市",
    }
)
_BREAKS = re.compile(r"[^\w]+|_", re.UNICODE)
_APOSTROPHES = re.compile(r"['’ʼʻ`´\u00ad]")
# Written short on envelopes, in full in the gazetteer.
_IN_FULL = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name as it is compared: lower case, without accents, punctuation and doubled spaces.

    "ST. PÖLTEN" and "Sankt-Polten" stay different, "St Pölten" and "ST. POLTEN" become the same.
    Chinese, Japanese and Korean pass unchanged but for wide forms of letters and digits.
    """
    if text.isascii():
        plain = text.lower()
    else:
        parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        # Hangul falls apart under NFKD and comes together again; kana keep their voicing marks.
        kept = (c for c in parts if not unicodedata.combining(c) or c in "\u3099\u309a")
        plain = unicodedata.normalize("NFC", "".join(kept))
    words = _BREAKS.sub(" ", _APOSTROPHES.sub("", plain)).split()
    return " ".join(_IN_FULL.get(word, word) for word in words)


def has_ideographs(text: str) -> bool:
    """Whether a text holds Chinese, Japanese or Korean characters, written without spaces."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text)
