"""Days as a hand in a hurry types them: fri, tomorrow, +3, 4 dec, 2026-12-04; yesterday, -2."""

from __future__ import annotations

import re
from datetime import date, timedelta

from planner.exchange import figures
from planner.words import _

_PLUS = re.compile(r"\+?\s*(\d{1,3})\s*([dwm]?)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:\s*[./-]\s*|\s+)(\d{1,2}|[^\W\d_]+)\.?(?:[\s./-]+(\d{4}))?")
_LENGTH = {"": 1, "d": 1, "w": 7, "m": 30}


def read_near(text: str, today: date) -> date | None:
    """The day meant, the next one that fits; None where the text is no day.

    A weekday is the next one after today, a day of a month without its year the next to come.
    """
    typed = text.strip().casefold()
    if not typed:
        return None
    for read in (_iso, _word, _weekday, _plus, _day_and_month):
        found = read(typed, today)
        if found is not None:
            return found
    return None


def read_past(text: str, today: date) -> date | None:
    """The day meant that has been, the newest that fits; None where the text is no day.

    A weekday is the last one before today, a day of a month without its year the last that was.
    """
    typed = text.strip().casefold()
    if not typed:
        return None
    if typed.startswith("-") and typed[1:].isdecimal() and len(typed) < 5:
        return today - timedelta(days=int(typed[1:]))
    if _begins(_("yesterday"), typed, 3):
        return today - timedelta(days=1)
    ahead = _weekday(typed, today)
    if ahead is not None:
        before = ahead - timedelta(days=7)
        return before if before < today else before - timedelta(days=7)
    if typed == _("today"):
        return today
    return _iso(typed, today) or _day_and_month(typed, today, past=True)


def _iso(typed: str, _today: date) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _word(typed: str, today: date) -> date | None:
    words = {_("today"): 0, _("tomorrow"): 1}
    found = [days for word, days in words.items() if _begins(word, typed, 3)]
    return today + timedelta(days=found[0]) if len(found) == 1 else None


def _weekday(typed: str, today: date) -> date | None:
    """Mon, or Monday, in the language of the window; two letters are enough."""
    found = [day for day in range(7) if _begins(figures.weekday(day), typed, 2)]
    if len(found) != 1:
        return None
    return today + timedelta(days=(found[0] - today.weekday() - 1) % 7 + 1)


def _plus(typed: str, today: date) -> date | None:
    """+3 and 3d are three days from now, 2w two weeks, 1m a month of 30 days; 3 alone is no day."""
    match = _PLUS.fullmatch(typed)
    if not match or (not match[2] and not typed.startswith("+")):
        return None
    return today + timedelta(days=int(match[1]) * _LENGTH[match[2]])


def _day_and_month(typed: str, today: date, *, past: bool = False) -> date | None:
    match = _DAY_MONTH.fullmatch(typed)
    if not match:
        return None
    month = int(match[2]) if match[2].isdigit() else _month(match[2])
    other = today.year - 1 if past else today.year + 1
    years = [int(match[3])] if match[3] else [today.year, other]
    for year in years:
        try:
            day = date(year, month, int(match[1]))
        except ValueError:
            continue
        if match[3] or (day <= today if past else day >= today):
            return day
    return None


def _month(typed: str) -> int:
    """The number of a month by its first letters, three or more; 0 where it is none."""
    found = [number for number in range(1, 13) if _begins(figures.month(number), typed, 3)]
    return found[0] if len(found) == 1 else 0


def _begins(word: str, typed: str, least: int) -> bool:
    return len(typed) >= min(least, len(word)) and word.casefold().startswith(typed)
