"""Opening hours in one cell or in a column for each weekday, to spans in seconds."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.exchange.customer_list.fields import WEEKDAYS
from planner.exchange.customer_list.heading_words import WEEKDAY_WORDS, plain
from planner.exchange.customer_list.text import half_width

Span = tuple[int, int, int]
"""Weekday (Monday 0), opens, shuts: seconds after midnight."""

DAY = 86_400
_TIME = re.compile(
    r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?::\d{2})?\s*(a\.?m\.?|p\.?m\.?|uhr|h)?$", re.IGNORECASE
)
_RANGE = re.compile(
    r"(\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?)?)\s*(?:-|\u2013|\u2014|to|bis|à|a|al|~|～)\s*"
    r"(\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?)?)(?:\s*(?:uhr|h)\b)?",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"closed|geschlossen|ferme|cerrado|chiuso|gesloten|zamkniete|off|zu|ruhetag|休|-|x|0",
    re.IGNORECASE,
)
_DAY_WORD = {
    word: day
    for day, code in enumerate(WEEKDAYS)
    for word in (code, *(plain(word) for word in WEEKDAY_WORDS[code].split("|")))
}
_ALL_DAYS = frozenset({"daily", "taglich", "everyday", "tlj", "diario", "tutti"})
_DAYS_THEN = re.compile(
    r"(?P<days>\D*?)\s*:?\s*(?P<rest>(?:\d|closed|off|geschlossen|ferm).*)", re.IGNORECASE
)


@lru_cache(maxsize=2048)
def time_of(cell: str) -> int | None:
    """Seconds after midnight of "08:00", "8.30 pm", "17h30"; None where it is no time."""
    found = _TIME.match(half_width(cell).strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "")[:1].lower()
    if half in ("a", "p") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds = hour * 3600 + minute * 60
    return seconds if minute < 60 and seconds <= DAY else None


@lru_cache(maxsize=8192)
def weekday_hours(
    opens: tuple[str, ...], shuts: tuple[str, ...]
) -> tuple[tuple[Span, ...] | None, int | None]:
    """Hours from an opening and a closing cell for each weekday, Monday first.

    Returns:
        (spans, the first weekday that cannot be read or None). Spans are None where no day says
        anything: then the usual hours hold; a day of zeros beside filled days is a closed one.
    """
    spans: list[Span] = []
    wrong: int | None = None
    for day, (from_, to) in enumerate(zip(opens, shuts, strict=True)):
        start, end = time_of(from_), time_of(to)
        if _says_nothing(from_, start) and _says_nothing(to, end):
            continue
        if start is None or end is None or start == end:
            wrong = day if wrong is None else wrong
            continue
        spans.append((day, start, end if end > start else DAY))
    return (tuple(spans) or None), wrong


def _says_nothing(cell: str, seconds: int | None) -> bool:
    return not cell.strip() or seconds == 0 or bool(_CLOSED.fullmatch(plain(cell)))


def day_spans(day: int, cell: str) -> tuple[Span, ...] | None:
    """The hours of one day in one cell, "08:00-12:00, 13-17"; None where it cannot be read."""
    if not cell.strip() or _CLOSED.fullmatch(cell.strip()):
        return ()
    spans = []
    for from_, to in _RANGE.findall(half_width(cell)):
        start, end = time_of(from_), time_of(to)
        if start is None or end is None or start == end:
            return None
        spans.append((day, start, end if end > start else DAY))
    return tuple(spans) or None


@lru_cache(maxsize=4096)
def written_hours(cell: str) -> tuple[Span, ...] | None:
    """Hours in words, "Mo-Fr 08:00-17:00; Sa 9-12"; None where any part cannot be read."""
    text = half_width(cell).strip()
    if text.replace(" ", "") == "24/7":
        return tuple((day, 0, DAY) for day in range(7))
    spans: list[Span] = []
    days: list[int] | None = list(range(5))
    for part in re.split(r"[;\n|]|(?<=\d),\s*(?=[^\W\d])", text):
        if not part.strip():
            continue
        found = _DAYS_THEN.fullmatch(part.strip())
        if not found:
            return None
        if found["days"].strip():
            days = _days(found["days"])
        if days is None:
            return None
        for day in days:
            more = day_spans(day, found["rest"]) if found["rest"][0].isdigit() else ()
            if more is None:
                return None
            spans = [span for span in spans if more or span[0] != day]
            spans += more
    return tuple(sorted(set(spans)))


def _days(text: str) -> list[int] | None:
    """Weekdays of "Mo-Fr", "Mon, Wed", "Sa+So"; None where a word is no weekday."""
    if plain(text) in _ALL_DAYS:
        return list(range(7))
    days: list[int] = []
    for part in re.split(r"[,+&/]|\bund\b|\band\b|\bet\b|\by\b", text):
        ends = [
            _DAY_WORD.get(plain(end)) for end in re.split(r"-|\u2013|\bto\b|\bbis\b|\bau\b", part)
        ]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:
            return None
        days += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return days
