"""Amounts, dates, grades and other small values of a cell, each with what is doubtful about it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.exchange.customer_list.heading_words import plain
from planner.exchange.customer_list.text import half_width

_NOT_NUMBER = re.compile(r"[^\d.,+\-()]")
_GROUPED = re.compile(r"[-+]?\d{1,3}([.,])\d{3}$")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)$")
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d{1,3}")
"""As spreadsheets write what does not fit the column: 1.2E+05."""
_MULTIPLES = {
    **dict.fromkeys("k tsd tausend thousand mille mil".split(), 1e3),
    **dict.fromkeys("m mio mill million millions millionen millones".split(), 1e6),
}
"""Words after a number that multiply it: 31k, 15 Tsd, 2 Mio."""
_MULTIPLE = re.compile(rf"\d\s?({'|'.join(sorted(_MULTIPLES, key=len, reverse=True))})\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_OWN_DOLLAR = re.compile(r"\b(?:[A-Z]{1,3})\$")
"""US$, A$, R$ and the like."""
MONEY_WORDS = frozenset(
    "k m eur euro euros usd gbp chf fr sfr kr sek nok dkk isk pln zł zl czk kč kc huf ft ron lei "
    "bgn try tl rub inr rs cny rmb jpy krw aud cad nzd sgd hkd zar brl mxn ils aed sar "
    "ca c circa approx about etwa env p a pa per year yr jahr".split()
)
"""What stands beside an amount and leaves no doubt about it."""
CALL_WORDS = frozenset("x mal times call calls visit visits besuch besuche fois veces".split())
_MOST = 1e15
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column writes numbers: its decimal mark, and the mark between thousands, where seen."""

    decimal: str = ""
    thousands: str = ""

    @classmethod
    def of(cls, values: Iterable[str]) -> NumberStyle:
        """Look at a sample of a column's cells; "1.250" alone proves nothing."""
        decimal = {".": 0, ",": 0}
        grouped = {".": 0, ",": 0}
        plain_wholes = 0
        for value in values:
            digits = _NOT_NUMBER.sub("", value)
            marks = [mark for mark in digits if mark in ".,"]
            if not marks:
                plain_wholes += len(digits) > 3
            elif len(set(marks)) == 2 or (len(marks) == 1 and not _GROUPED.fullmatch(digits)):
                decimal[marks[-1]] += 1
            else:
                grouped[marks[0]] += 1
        mark = max(decimal, key=lambda each: decimal[each])
        group = max(grouped, key=lambda each: grouped[each])
        sure = grouped[group] >= 3 and grouped[group] > plain_wholes and not decimal[group]
        return cls(mark if decimal[mark] else "", group if sure else "")


def number_of(
    cell: str, style: NumberStyle, words: frozenset[str] = MONEY_WORDS
) -> tuple[float | None, str]:
    """(number, doubt) of "£48 200", "1.234,50", "(120)", "31k"; None where there is none.

    Doubts: "thousand_mark" where 31.000 was taken as 31000, "odd_number" where more stands in the
    cell than a number and `words`, as in x12, "no_number".
    """
    text = half_width(cell).strip()
    if not text:
        return None, ""
    if _SCIENTIFIC.fullmatch(text):
        value = float(text.replace(",", "."))
        return (value, "") if abs(value) <= _MOST else (None, "no_number")
    factor = _MULTIPLE.search(text)
    digits = _NOT_NUMBER.sub("", text)
    negative = digits.startswith(("-", "(")) or digits.endswith("-")
    digits, doubt = _with_point(digits.strip("+-()"), style)
    if not _NUMBER.match(digits):
        return None, "no_number"
    value = float(digits) * (_MULTIPLES[factor[1].lower()] if factor else 1)
    if not math.isfinite(value) or value > _MOST:
        return None, "no_number"
    return (-value if negative else value), doubt or _odd(text, words)


def _odd(text: str, words: frozenset[str]) -> str:
    """The doubt about a number with letters at it that say nothing known."""
    found = (word.casefold() for word in _WORD.findall(_OWN_DOLLAR.sub("", text)))
    return "" if (words | _MULTIPLES.keys()).issuperset(found) else "odd_number"


def _with_point(digits: str, style: NumberStyle) -> tuple[str, str]:
    """The digits with a point for the decimal mark and no mark between thousands."""
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return digits, ""
    last = marks[-1]
    if len(set(marks)) == 2:
        other = "." if last == "," else ","
        return digits.replace(other, "").replace(last, "."), ""
    if len(marks) > 1:
        return digits.replace(last, ""), ""
    if _GROUPED.fullmatch(digits) and not digits.startswith("0") and style.decimal != last:
        sure = style.thousands == last or style.decimal not in ("", last)
        return digits.replace(last, ""), "" if sure else "thousand_mark"
    return digits.replace(last, "."), ""


_GRADES = {"hot": "A", "warm": "B", "cold": "C", "gold": "A", "silver": "B", "bronze": "C"}
_GRADE_LETTER = re.compile(
    r"(?:.*(?:class|grade|klasse|kunde|tier|prio\w*)\W*)?([A-D])[+-]?(?:\W+(?:class|kunde|klasse).*)?",
    re.IGNORECASE,
)


def grade_of(cell: str) -> tuple[str, str]:
    """(grade, doubt): A to D; 1 to 4, hot, warm, gold and the like are taken with a doubt."""
    text = half_width(cell).strip()
    if not text:
        return "", ""
    found = _GRADE_LETTER.fullmatch(text)
    if found:
        return found[1].upper(), ""
    if text in ("1", "2", "3", "4"):
        return "ABCD"[int(text) - 1], "grade_from_number"
    if text.casefold() in _GRADES:
        return _GRADES[text.casefold()], "grade_from_word"
    return "", "no_grade"


_LAPSED = (
    "lapsed", "inactive", "former", "lost", "closed", "dormant", "ehemalig", "inaktiv",
    "verloren", "ancien", "inactif", "perdu", "inactivo", "perdido", "inattivo", "perso",
    "verlopen", "inactief", "nieaktywny", "churn",
)  # fmt: skip
_PROSPECT = (
    "prospect", "lead", "interessent", "potential", "target", "opportunity", "prospecto",
    "potenziale", "potentiel", "potencial", "potencjalny", "new", "neukunde",
)  # fmt: skip
_CUSTOMER = (
    "customer", "client", "active", "kunde", "bestandskunde", "aktiv", "actif", "cliente",
    "activo", "attivo", "klant", "actief", "klient", "aktywny", "existing", "current",
)  # fmt: skip


def status_of(cell: str) -> tuple[str, str]:
    """(customer, prospect or lapsed; doubt)."""
    text = plain(cell)
    if not text:
        return "", ""
    for status, words in (("lapsed", _LAPSED), ("prospect", _PROSPECT), ("customer", _CUSTOMER)):
        if any(word in text for word in words):
            return status, ""
    return "", "no_status"


_LENGTH = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?|std|:)\s*)?(?:(\d+)\s*(?:m|min|mins|minutes?|minuten|')?)?",
    re.IGNORECASE,
)


def minutes_of(cell: str) -> tuple[int | None, str]:
    """(whole minutes, doubt) of "45", "45 min", "0:45", "1 h 30"."""
    text = half_width(cell).strip().rstrip(".")
    if not text:
        return None, ""
    found = _LENGTH.fullmatch(text)
    if not found or not any(found.groups()):
        return None, "no_minutes"
    hours = float((found[1] or "0").replace(",", "."))
    minutes = round(hours * 60) + int(found[2] or 0)
    return (minutes, "") if 0 < minutes <= 24 * 60 else (None, "no_minutes")


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})")
_SERIAL = re.compile(r"\d{5}")


def month_first(values: Iterable[str]) -> bool | None:
    """Whether a column writes 02/23/26 (True) or 23/02/26 (False); None where nothing tells."""
    for value in values:
        found = _SHORT.match(value.strip())
        if found and found[2] == "/":
            if int(found[1]) > 12:
                return False
            if int(found[3]) > 12:
                return True
    return None


def date_of(cell: str, month_first_: bool | None = None) -> tuple[date | None, str]:
    """(date, doubt). Doubts: "which_month" where 02/03 could be either, "no_date"."""
    text = half_width(cell).strip()
    if not text:
        return None, ""
    found, doubt = _date_in(text, month_first_)
    if found and not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None, "no_date"
    return found, doubt


def _date_in(text: str, month_first_: bool | None) -> tuple[date | None, str]:
    doubt = ""
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3])), ""
        if found := _SHORT.match(text):
            first, second, year = int(found[1]), int(found[3]), int(found[4])
            year += 2000 if year < 70 else 1900 if year < 100 else 0
            if found[2] == "/" and month_first_:
                return date(year, first, second), ""
            if found[2] == "/" and month_first_ is None and first != second:
                doubt = "which_month"
            return date(year, second, first), doubt
        if _SERIAL.fullmatch(text) and 20_000 < int(text) < 80_000:
            return _EXCEL_EPOCH + timedelta(days=int(text)), ""
    except ValueError:
        pass
    return None, "no_date"
