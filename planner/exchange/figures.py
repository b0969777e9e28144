"""How figures are written: one definition for window, commands, paper and calendar.

Amounts come in metres, seconds, seconds after midnight, dates and the territory's currency.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from planner.words import _, ngettext

METRES_IN = {"km": 1000.0, "mi": 1609.344}
MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"
_DAY = 24 * 60
"""Minutes."""
_SYMBOLS = {
    "AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "ILS": "₪",
    "INR": "₹", "JPY": "¥", "KRW": "₩", "MXN": "MX$", "NZD": "NZ$", "PHP": "₱", "USD": "$",
    "VND": "₫",
}  # fmt: skip
_NO_CENTS = ("CLP", "HUF", "ISK", "JPY", "KRW", "VND")


def distance(metres: float, units: str) -> str:
    """94 km, 58 mi; one decimal below ten, e.g. 0.8 km."""
    return _with_unit(metres / METRES_IN[units], units)


def signed_distance(metres: float, units: str) -> str:
    """A difference: +14 km, −3 km, 0 km."""
    return _signed(metres, distance(abs(metres), units))


def _with_unit(value: float, unit: str) -> str:
    text = f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"
    return f"{text.removesuffix('.0')} {unit}"


def _signed(value: float, text: str) -> str:
    """Put the sign before the text of the absolute value; what shows as nothing has none."""
    if not any(c in "123456789" for c in text):
        return text
    return f"+{text}" if value > 0 else f"{MINUS}{text}"


def duration(seconds: float) -> str:
    """7:47 h."""
    minutes = round(seconds / 60)
    return _("{hours}:{minutes:02d} h").format(hours=minutes // 60, minutes=minutes % 60)


def minutes(seconds: float) -> str:
    """22 min."""
    return _("{minutes} min").format(minutes=f"{round(seconds / 60):,}")


def signed_minutes(seconds: float) -> str:
    """A difference: +22 min, −8 min, 0 min."""
    return _signed(seconds, minutes(abs(seconds)))


def currency_symbol(currency: str) -> str:
    """£ for GBP; the code itself, and a space, where there is no sign."""
    return _SYMBOLS.get(currency, f"{currency}\N{NO-BREAK SPACE}")


def money(amount: float, currency: str, *, cents: bool = False) -> str:
    """£18,400; with `cents` £9.25."""
    places = 2 if cents and currency not in _NO_CENTS else 0
    sign = MINUS if round(amount, places) < 0 else ""
    return f"{sign}{currency_symbol(currency)}{abs(amount):,.{places}f}"


def signed_money(amount: float, currency: str) -> str:
    """A difference: +£9, −£4, £0."""
    return _signed(amount, money(abs(amount), currency))


def signed_percent(share: float) -> str:
    """A share as a difference: +9 %, −3 %, 0 %."""
    return _signed(share, _("{percent} %").format(percent=f"{round(abs(share) * 100):,}"))


def time_of_day(seconds: int) -> str:
    """09:30; 24:00 for the end of the day, 00:10 +1 day for what comes after it."""
    whole = round(seconds / 60)
    days = max(0, whole - 1) // _DAY
    whole -= days * _DAY
    time = f"{whole // 60:02d}:{whole % 60:02d}"
    if not days:
        return time
    return ngettext("{time} +{days} day", "{time} +{days} days", days).format(time=time, days=days)


def span(opens: int, shuts: int) -> str:
    """08:25–16:12."""
    return f"{time_of_day(opens)}{_DASH}{time_of_day(shuts)}"


def weekday(number: int) -> str:
    """Monday for 0."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[number]


def short_weekday(number: int) -> str:
    """Mon for 0."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[number]


def _month(number: int) -> str:
    months = _(
        "January February March April May June July August September October November December"
    )
    return months.split()[number - 1]


def month(number: int) -> str:
    """January for 1."""
    return _month(number)


def _short_month(number: int) -> str:
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[number - 1]


def day_and_month(day: date) -> str:
    """30 Nov."""
    return _("{day} {month}").format(day=day.day, month=_short_month(day.month))


def short_date(day: date) -> str:
    """Mon 30 Nov."""
    return _("{weekday} {date}").format(
        weekday=short_weekday(day.weekday()), date=day_and_month(day)
    )


def long_date(day: date) -> str:
    """Monday 30 November."""
    return _("{weekday} {day} {month}").format(
        weekday=weekday(day.weekday()), day=day.day, month=_month(day.month)
    )


def full_date(day: date) -> str:
    """30 Nov 2026: where the year is not plain."""
    return _("{date} {year}").format(date=day_and_month(day), year=day.year)


def near_date(day: date, today: date) -> str:
    """Mon 30 Nov; 30 Nov 2025 in another year than today's."""
    return short_date(day) if day.year == today.year else full_date(day)


def moment(at: datetime) -> str:
    """30 Nov 15:32, as the moment's own clock shows it."""
    return _("{date} {time}").format(date=day_and_month(at.date()), time=at.strftime("%H:%M"))


def week_name(monday: date) -> str:
    """Week 49."""
    return _("Week {number}").format(number=monday.isocalendar().week)


def date_span(first: date, last: date) -> str:
    """30 Nov – 4 Dec."""
    return _("{first} – {last}").format(first=day_and_month(first), last=day_and_month(last))


def week_title(monday: date, days: int = 5) -> str:
    """Week 49 · 30 Nov – 4 Dec."""
    last = monday + timedelta(days=days - 1)
    return f"{week_name(monday)} · {date_span(monday, last)}"


def opening_hours(hours: Sequence[Sequence[int]]) -> str:
    """Mon–Thu 08:00–16:30, Fri 08:00–12:00 for [weekday, opens, shuts] rows."""
    if not hours:
        return _("closed")
    by_day = {
        day: ", ".join(span(opens, shuts) for _day, opens, shuts in rows)
        for day, rows in groupby(sorted(map(tuple, hours)), key=lambda row: row[0])
    }
    return "; ".join(f"{_days(run)} {by_day[run[0]]}" for run in _runs(by_day))


def _runs(by_day: dict[int, str]) -> Iterable[list[int]]:
    """Neighbouring weekdays with the same hours, together."""
    run: list[int] = []
    for day in sorted(by_day):
        if run and (day != run[-1] + 1 or by_day[day] != by_day[run[0]]):
            yield run
            run = []
        run.append(day)
    yield run


def _days(run: list[int]) -> str:
    first = short_weekday(run[0])
    return first if len(run) == 1 else f"{first}{_DASH}{short_weekday(run[-1])}"
