"""The week as a table: a row a stop, as CSV for any program or as an Excel workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

from planner.exchange import figures
from planner.exchange.itinerary import DayPlan, Itinerary, Stop

_Cell = str | int | float | None
_Column = Callable[[Itinerary, DayPlan, Stop], _Cell]

COLUMNS: dict[str, _Column] = {
    "week": lambda week, _day, _stop: week.week,
    "date": lambda _week, day, _stop: day.date.isoformat(),
    "weekday": lambda _week, day, _stop: figures.weekday(day.date.weekday()),
    "stop": lambda _week, _day, stop: stop.number,
    "arrive": lambda _week, _day, stop: figures.time_of_day(stop.arrive),
    "begin": lambda _week, _day, stop: figures.time_of_day(stop.begin),
    "leave": lambda _week, _day, stop: figures.time_of_day(stop.leave),
    "account_id": lambda _week, _day, stop: stop.account,
    "name": lambda _week, _day, stop: stop.name,
    "grade": lambda _week, _day, stop: stop.grade,
    "status": lambda _week, _day, stop: stop.status,
    "street": lambda _week, _day, stop: stop.street,
    "postcode": lambda _week, _day, stop: stop.postcode,
    "town": lambda _week, _day, stop: stop.town,
    "country": lambda _week, _day, stop: stop.country,
    "phone": lambda _week, _day, stop: stop.phone,
    "email": lambda _week, _day, stop: stop.email,
    "ask_for": lambda _week, _day, stop: stop.ask.name if stop.ask else "",
    "role": lambda _week, _day, stop: stop.ask.role if stop.ask else "",
    "objective": lambda _week, _day, stop: stop.objective,
    "why": lambda _week, _day, stop: stop.why,
    "call": lambda _week, _day, stop: stop.call,
    "state": lambda _week, _day, stop: stop.state,
    "locked": lambda _week, _day, stop: "yes" if stop.locked else "no",
    "minutes_late": lambda _week, _day, stop: round(stop.late / 60),
    "lat": lambda _week, _day, stop: stop.place[0] if stop.place else None,
    "lon": lambda _week, _day, stop: stop.place[1] if stop.place else None,
    "leg_metres": lambda _week, _day, stop: stop.drive.metres,
    "leg_seconds": lambda _week, _day, stop: stop.drive.seconds,
    "leg_source": lambda _week, _day, stop: "estimate" if stop.drive.estimate else "road",
    "day_metres": lambda _week, day, _stop: day.metres,
    "day_seconds_driving": lambda _week, day, _stop: day.seconds_driving,
    "day_cost": lambda _week, day, _stop: day.cost,
    "currency": lambda week, _day, _stop: week.currency,
}
"""The columns by their heading. Headings stay English, so that scripts can rely on them."""

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_PHONE = re.compile(r"\+\d[\d ()/.\-]*")


def to_csv(week: Itinerary) -> bytes:
    """UTF-8 with a mark that Excel needs, comma, CRLF, quoted by RFC 4180.

    A text that a spreadsheet might take for a formula (it begins with = + - @ or a control
    character) is led by an apostrophe. Phone numbers of digits and separators are left alone.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(week):
        writer.writerow([harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _rows(week: Itinerary) -> list[list[_Cell]]:
    return [[column(week, day, stop) for column in COLUMNS.values()] for day, stop in week.stops()]


def harmless(cell: _Cell) -> _Cell:
    """A cell that no spreadsheet runs."""
    if not isinstance(cell, str) or not cell.lstrip(" ").startswith(_RISKY):
        return cell
    return cell if _PHONE.fullmatch(cell) else f"'{cell}"


def to_xlsx(week: Itinerary) -> bytes:
    """A workbook with one sheet; no cell of it is a formula or a link."""
    import xlsxwriter

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as book:
        book.set_properties({"created": week.written_at.replace(tzinfo=None)})
        _fill(book, week)
    return out.getvalue()


def _fill(book: Any, week: Itinerary) -> None:
    sheet, bold = book.add_worksheet(week.week), book.add_format({"bold": True})
    rows = _rows(week)
    for x, heading in enumerate(COLUMNS):
        sheet.write_string(0, x, heading, bold)
        longest = max((len(str(row[x])) for row in rows), default=0)
        sheet.set_column(x, x, min(40, max(len(heading), longest) + 2))
    for y, row in enumerate(rows, start=1):
        for x, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(y, x, cell[:32767])
            elif cell is not None:
                sheet.write_number(y, x, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
