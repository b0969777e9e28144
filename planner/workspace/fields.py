"""The fields of each kind of record: which there are, how text becomes their values and back."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import String

from planner import clock
from planner.records import KINDS, Record
from planner.workspace.errors import BadInput

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND = 4_000_000_000
_FIRST_SECOND = -2_300_000_000
"""In 1897: what lies farther off is shown as that and refused."""
_CLOCKS_DIFFER = 120
"""Seconds by which a moment may lie ahead: it may come from another clock."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Half signs, of which no file can be made, are what a command line makes of bytes not UTF-8."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    `type`: text, prose, number, whole, yes_no, date, time, moment, hours, weekdays or curve;
    `longest` in characters, `least` and `most` in the field's own unit, None where there is no
    limit; `default` is what a choice is for a new record; `past` dates cannot lie ahead.
    """

    name: str
    type: str
    choices: tuple[str, ...]
    required: bool
    optional: bool
    longest: int | None
    least: float | None = None
    most: float | None = None
    default: str = ""
    past: bool = False


def fields_of(kind: str) -> dict[str, Field]:
    """The fields of a kind that can be set, by name.

    Raises:
        BadInput: there is no such kind.
    """
    if kind not in KINDS:
        raise BadInput("unknown_kind", kind=kind, kinds=", ".join(sorted(KINDS)))
    return dict(_fields(kind))


@cache
def _fields(kind: str) -> dict[str, Field]:
    columns = KINDS[kind].__table__.c
    return {c.name: _field(c) for c in columns if c.name != "id" and not c.info.get("fixed")}


def _field(column: Any) -> Field:
    python = {str: "text", int: "whole", float: "number", bool: "yes_no", date: "date"}
    of_python = column.type.python_type if "type" not in column.info else str
    return Field(
        name=column.name,
        type=column.info.get("type") or python.get(of_python, "text"),
        choices=tuple(column.info.get("choices", ())),
        required=not column.nullable and column.default is None,
        optional=bool(column.nullable),
        longest=column.type.length if isinstance(column.type, String) else None,
        least=column.info.get("least"),
        most=column.info.get("most"),
        default=str(column.default.arg) if "choices" in column.info and column.default else "",
        past=column.info.get("when") == "past",
    )


def read(kind: str, texts: Mapping[str, str], zone: str = "UTC") -> dict[str, Any]:
    """Values from what was typed, e.g. start=10:30; an empty text empties a field that may be.

    Moments without an offset are of the time zone `zone`.

    Raises:
        BadInput: a field is unknown, or its text cannot be read.
    """
    known = fields_of(kind)
    return {name: _read_one(kind, known, name, text, zone) for name, text in texts.items()}


def _read_one(kind: str, known: Mapping[str, Field], name: str, text: str, zone: str) -> Any:
    field = known.get(name)
    if field is None:
        raise BadInput("unknown_field", kind=kind, field=name, fields=", ".join(sorted(known)))
    if field.type not in ("text", "prose") and not text.strip() and field.optional:
        return None
    try:
        if field.type == "moment":
            return _read_moment(text.strip(), zone)
        return _READERS[field.type](text.strip() if field.type != "prose" else text)
    except (ValueError, TypeError) as error:
        raise BadInput("unreadable", field=name, value=text, type=field.type) from error


def check(kind: str, values: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """The values, cleaned of control characters, if a record of this kind can hold them.

    Raises:
        BadInput: which field, and why.
    """
    known = fields_of(kind)
    checked = {name: _check_one(kind, known, name, value) for name, value in values.items()}
    if new:
        for field in known.values():
            if field.required and checked.get(field.name) is None:
                raise BadInput("missing", kind=kind, field=field.name)
        if "name" in known and kind == "account" and not checked.get("name"):
            raise BadInput("missing", kind=kind, field="name")
    elif "name" in checked and kind == "account" and not checked["name"]:
        raise BadInput("missing", kind=kind, field="name")
    return _with_precision(kind, checked)


def _check_one(kind: str, known: Mapping[str, Field], name: str, value: Any) -> Any:
    field = known.get(name)
    if field is None:
        raise BadInput("unknown_field", kind=kind, field=name, fields=", ".join(sorted(known)))
    if value is None and not field.optional:
        raise BadInput("missing", kind=kind, field=name)
    if _cannot_be(name, value):
        kind_of_value = "zone" if name == "time_zone" else field.type
        raise BadInput("unreadable", field=name, value=str(value), type=kind_of_value)
    _check_size(field, value)
    _check_past(field, value)
    if isinstance(value, str):
        value = _CONTROL.sub("", value)
        if field.longest and len(value) > field.longest:
            raise BadInput("too_long", field=name, longest=field.longest)
    if field.choices and value not in field.choices:
        raise BadInput("not_one_of", field=name, value=value, choices=", ".join(field.choices))
    return value


def _check_size(field: Field, value: Any) -> None:
    """A number of minutes, calls or kilometres has to be one that can be planned with."""
    if field.least is None or field.most is None or not isinstance(value, int | float):
        return
    if not field.least <= value <= field.most:
        raise BadInput(
            "too_far", field=field.name, least=f"{field.least:.15g}", most=f"{field.most:.15g}"
        )


def _check_past(field: Field, value: Any) -> None:
    """What has happened lies between 1900 and now; a day of grace is for other time zones."""
    if field.type == "moment" and isinstance(value, int):
        seconds = max(_FIRST_SECOND, min(value, _LAST_SECOND))
        day = (_EPOCH + timedelta(seconds=seconds)).date()
        if value > clock.now().timestamp() + _CLOCKS_DIFFER:
            raise BadInput("not_yet", field=field.name, value=day.isoformat())
    elif field.past and isinstance(value, date):
        day = value
    else:
        return
    if day > clock.now().date() + timedelta(days=1):
        raise BadInput("not_yet", field=field.name, value=day.isoformat())
    if day.year < 1900:
        raise BadInput("long_ago", field=field.name, value=day.isoformat())


def _cannot_be(name: str, value: Any) -> bool:
    """A number that the file cannot hold, a date off the calendar, a time zone there is not."""
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, int):
        return abs(value) >= 2**63
    if isinstance(value, date):
        return not 1000 <= value.year < 9000
    return name == "time_zone" and value not in available_timezones()


def _with_precision(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """A place typed without saying how it is known was put there by hand."""
    if kind == "account" and "lat" in values and "precision" not in values:
        values["precision"] = "none" if values["lat"] is None else "hand"
    return values


def write(field: Field, value: Any, zone: str = "UTC") -> str:
    """A value as text that `read` reads back; moments as they are in the time zone `zone`."""
    if value is None:
        return ""
    if field.type == "moment":
        return moment_text(value, zone)
    if field.type in _WRITERS:
        return str(_WRITERS[field.type](value))
    return str(value)


def as_dict(record: Record, zone: str = "UTC") -> dict[str, Any]:
    """A record as commands print it: dates as 2026-11-30, times as 09:30, moments with offset."""
    columns = record.__table__.c
    return {c.name: _shown(c, getattr(record, c.name), zone) for c in columns}


def _shown(column: Any, value: Any, zone: str) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if column.info.get("type") == "time" and value is not None:
        return time_text(value)
    if column.info.get("type") == "moment" and value is not None:
        return moment_text(value, zone)
    return value


def time_text(seconds: int) -> str:
    """09:30 for seconds after midnight; past midnight it goes on, 24:10."""
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _read_time(text: str) -> int:
    match = re.fullmatch(r"(\d{1,2})[:.h]?(\d{2})?", text)
    if not match:
        raise ValueError(text)
    hours, minutes = int(match[1]), int(match[2] or 0)
    if hours > 23 or minutes > 59:
        raise ValueError(text)
    return hours * 3600 + minutes * 60


def _read_moment(text: str, zone: str) -> int:
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).timestamp())


def moment_text(seconds: int, zone: str = "UTC") -> str:
    """2026-11-24T10:40:00+00:00 for a moment."""
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(ZoneInfo(zone)).isoformat()


def _read_yes_no(text: str) -> bool:
    words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.casefold() not in words:
        raise ValueError(text)
    return words[text.casefold()]


def _read_number(text: str) -> float:
    value = float(text.replace(" ", "").replace("\u00a0", ""))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _read_weekdays(text: str) -> list[int]:
    return sorted({_weekday(part) for part in re.split(r"[,\s]+", text) if part})


def _weekday(text: str) -> int:
    if text.isdigit() and int(text) < 7:
        return int(text)
    return WEEKDAYS.index(text.casefold()[:3])


def _read_hours(text: str) -> list[list[int]]:
    """`mon 08:00-12:00, mon 13:00-17:00, tue-fri 08:00-17:00`; `closed` for never."""
    if text.casefold() == "closed":
        return []
    hours: list[list[int]] = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        days, _space, span = part.partition(" ")
        first, _dash, last = days.partition("-")
        opens, _dash, shuts = span.partition("-")
        start, end = _read_time(opens.strip()), _read_closing(shuts.strip())
        if start >= end:
            raise ValueError(part)
        one, other = _weekday(first), _weekday(last or first)
        week = range(one, other + 1 if one <= other else other + 8)  # fri-mon goes over Sunday
        hours += [[day % 7, start, end] for day in week]
    if not hours:
        raise ValueError(text)
    return sorted(hours)


def _read_closing(text: str) -> int:
    return 24 * 3600 if text in ("24", "24:00") else _read_time(text)


def hours_text(hours: list[list[int]] | None) -> str:
    """Opening hours as `_read_hours` reads them; empty for the territory's usual ones."""
    if hours is None:
        return ""
    if not hours:
        return "closed"
    return ", ".join(f"{WEEKDAYS[d]} {time_text(o)}-{time_text(s)}" for d, o, s in hours)


def _weekdays_text(days: list[int]) -> str:
    return " ".join(WEEKDAYS[day] for day in days)


def _curve_text(points: list[list[float]]) -> str:
    return ", ".join(f"{km:g}:{speed:g}" for km, speed in points)


def _read_curve(text: str) -> list[list[float]]:
    points = [[float(x) for x in part.split(":")] for part in text.split(",")]
    rising = all(a[0] < b[0] for a, b in pairwise(points))
    if not rising or not all(len(p) == 2 and 0 < p[0] < 1e5 and 1 <= p[1] <= 300 for p in points):
        raise ValueError(text)
    return points


_READERS: dict[str, Any] = {
    "text": str,
    "prose": str,
    "number": _read_number,
    "whole": int,
    "yes_no": _read_yes_no,
    "date": date.fromisoformat,
    "time": _read_time,
    "hours": _read_hours,
    "weekdays": _read_weekdays,
    "curve": _read_curve,
}
_WRITERS: dict[str, Any] = {
    "yes_no": lambda value: "yes" if value else "no",
    "number": lambda value: f"{value:.15g}",
    "date": date.isoformat,
    "time": time_text,
    "hours": hours_text,
    "weekdays": _weekdays_text,
    "curve": _curve_text,
}
