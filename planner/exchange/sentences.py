"""Sentences for the codes that the layers below hand up: what was done, refused, broken, and why.

Every sentence of a code stands here once, for window, commands, paper and calendar alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from planner.exchange import figures
from planner.store.errors import TerritoryError
from planner.words import _, ngettext


def marked(message: str) -> str:
    """Mark a sentence for the catalogue where it stands in a table; `_` is called on it later."""
    return message


# ---- what was done ------------------------------------------------------------------------

_RECORD_STEPS = {
    ("record_made", "account"): marked("Add account {name}"),
    ("record_made", "contact"): marked("Add a contact at {name}"),
    ("record_made", "order"): marked("Add an order of {name}"),
    ("record_made", "call"): marked("Add a call on {name}"),
    ("record_made", "itinerary"): marked("Set up a day"),
    ("record_made", "turnover"): marked("Add a year's turnover of {name}"),
    ("record_changed", "account"): marked("Change account {name}"),
    ("record_changed", "contact"): marked("Change a contact at {name}"),
    ("record_changed", "order"): marked("Change an order of {name}"),
    ("record_changed", "call"): marked("Change the call on {name}"),
    ("record_changed", "itinerary"): marked("Change the set-up of a day"),
    ("record_changed", "turnover"): marked("Change a year's turnover of {name}"),
    ("record_changed", "territory"): marked("Change the settings"),
    ("record_deleted", "account"): marked("Delete account {name}"),
    ("record_deleted", "contact"): marked("Delete a contact at {name}"),
    ("record_deleted", "order"): marked("Delete an order of {name}"),
    ("record_deleted", "call"): marked("Delete the call on {name}"),
    ("record_deleted", "itinerary"): marked("Delete the set-up of a day"),
    ("record_deleted", "turnover"): marked("Delete a year's turnover of {name}"),
    ("record_changed", "duplicate"): marked("Decide on a likely duplicate"),
}
_SHAPE_STEPS = {
    "": marked("Change the order of {day}"),
    "loop": marked("Take the loop on {day}"),
    "zigzag": marked("Take the zigzag on {day}"),
    "far_and_back": marked("Take far and back on {day}"),
    "planned": marked("Take the planned order on {day}"),
}


def entry(code: str, args: Mapping[str, Any]) -> str:
    """A step of the journal in the words of an instruction: Move Kaye to Tuesday 1 December."""
    if code in ("record_made", "record_changed", "record_deleted"):
        return _record_step(code, args)
    if code == "order_taken":
        message = _SHAPE_STEPS.get(args.get("shape", ""), _SHAPE_STEPS[""])
        return _(message).format(day=_day(args["day"]))
    if code in _STEPS:
        return _(_STEPS[code]).format(**_worded(args))
    if code.startswith("calls_"):
        return _calls_step(code, args)
    if code == "customers_imported":
        return _import_step(args)
    return _("Change the records")


_STEPS = {
    "week_copied": marked("Copy {source} to {target}"),
    "day_assigned": marked("Set {day} by hand"),
    "sample_made": marked("Make the sample territory"),
    "account_placed": marked("Put {name} on the map"),
    "accounts_joined": marked("Join {other} to {name}"),
    "places_found": marked("Find missing places"),
    "duplicates_kept": marked("Keep two accounts apart"),
}


def _record_step(code: str, args: Mapping[str, Any]) -> str:
    message = _RECORD_STEPS.get((code, args.get("kind", "")))
    if message is None:
        return _("Change the records")
    return _(message).format(name=args.get("name") or _("no name"))


def _calls_step(code: str, args: Mapping[str, Any]) -> str:
    count = args.get("count", 1)
    others, name = count - 1, args.get("name", "")
    day = _day(args["day"]) if "day" in args else ""
    if code == "calls_placed":
        one = _("Move {name} to {day}")
        many = ngettext(
            "Move {name} and {others} other to {day}",
            "Move {name} and {others} others to {day}",
            others,
        )
    elif code == "calls_removed":
        one = _("Take {name} out of {day}")
        many = ngettext(
            "Take {name} and {others} other out of the plan",
            "Take {name} and {others} others out of the plan",
            others,
        )
    elif code == "calls_locked":
        one = _("Lock {name} on {day}")
        many = ngettext("Lock {name} and {others} other", "Lock {name} and {others} others", others)
    else:
        one = _("Unlock {name} on {day}")
        many = ngettext(
            "Unlock {name} and {others} other", "Unlock {name} and {others} others", others
        )
    return (many if others > 0 else one).format(name=name, others=others, day=day)


def _import_step(args: Mapping[str, Any]) -> str:
    count = args.get("count", args.get("added", 0))
    return ngettext("Import {count} account", "Import {count} accounts", count).format(count=count)


def _day(text: str) -> str:
    return figures.long_date(date.fromisoformat(text))


def _worded(args: Mapping[str, Any]) -> dict[str, Any]:
    """Journal arguments as a sentence shows them: dates and weeks by name."""
    return {key: _worded_one(key, value) for key, value in args.items()}


def _worded_one(key: str, value: Any) -> Any:
    if key == "day":
        return _day(value)
    if key in ("source", "target") and isinstance(value, str) and "-W" in value:
        return _("week {number}").format(number=int(value.partition("-W")[2]))
    return value


# ---- rules that a day does not keep -------------------------------------------------------

_BREAKS = {
    "late": marked("The call on {name} comes {minutes} too late."),
    "closed": marked("{name} is closed that day."),
    "over_day": marked("The day ends {minutes} after hours."),
    "lunch": marked("Lunch ends {minutes} later than it should."),
    "no_place": marked("{name} has no place on the map yet, so the drive there is not counted."),
    "not_working": marked("This is a day off."),
}


def broken(kind: str, seconds: int = 0, name: str = "") -> str:
    """A rule that a day does not keep, e.g. The call on Kaye comes 12 min too late."""
    return _(_BREAKS[kind]).format(name=name, minutes=figures.minutes(seconds))


# ---- what cannot be done ------------------------------------------------------------------

_REFUSALS = {
    "locked": marked("{name} is locked. Unlock the call to move it."),
    "made": marked("The call on {name} is done and stays where it is."),
    "closed": marked("{name} is closed that day."),
    "no_place": marked("{name} has no place on the map yet. Put it on the map first."),
    "twice": marked("{name} is on that day already."),
    "day_off": marked("That is a day off."),
    "order_incomplete": marked("The order has to name every call of {day} once."),
    "account_twice": marked("An account was named twice for one day."),
    "unknown_kind": marked("There is no kind of record called “{kind}”. There are: {kinds}."),
    "unknown_field": marked("A record of kind {kind} has no field “{field}”. It has: {fields}."),
    "missing": marked("A record of kind {kind} needs the field “{field}”."),
    "too_long": marked("“{field}” is too long: it holds {longest} characters."),
    "not_one_of": marked("“{value}” is no value of “{field}”. Choose one of: {choices}."),
    "unknown": marked("There is no record of kind {kind} with number {id}."),
    "not_deletable": marked("The settings of the territory cannot be deleted."),
    "no_such_place": marked(
        "There is no place known as “{value}”. Try the next bigger town, or latitude,longitude."
    ),
    "unknown_format": marked("“{format}” is no format to export to. Choose one of: {formats}."),
    "unknown_paper": marked("“{paper}” is no paper size. Choose one of: {papers}."),
    "calendar_only": marked("Changes and cancellations can only be exported as a calendar (ics)."),
    "disk_full": marked(
        "There is no room left on the disk for {file}. Nothing was written. Make room, try again."
    ),
    "read_only": marked("{file} cannot be written: the disk is read-only. Nothing was written."),
    "no_right": marked(
        "{file} cannot be written: you have no right to write there. Nothing was written."
    ),
    "no_folder": marked("There is no folder for {file}. Nothing was written."),
    "is_folder": marked("{file} is a folder. Give the name of a file in it."),
    "name_too_long": marked("The name {file} is too long. Nothing was written."),
    "not_written": marked("{file} could not be written. What stood there before still does."),
    "rule": marked("The record cannot be kept like this ({rule})."),
}
_EXPECTED = {
    "number": marked("a number, e.g. 12.5"),
    "whole": marked("a whole number, e.g. 12"),
    "yes_no": marked("yes or no"),
    "date": marked("a date, e.g. 2026-11-30"),
    "time": marked("a time, e.g. 09:30"),
    "hours": marked("opening hours, e.g. mon-thu 08:00-16:30, fri 08:00-12:00"),
    "weekdays": marked("weekdays, e.g. mon,tue,wed"),
    "curve": marked("kilometres and speeds, e.g. 1:32,15:48,100:80"),
    "text": marked("text"),
    "prose": marked("text"),
}


def expected(type_of_field: str) -> str:
    """What a field of a type takes, e.g. a time, e.g. 09:30."""
    return _(_EXPECTED.get(type_of_field, _EXPECTED["text"]))


def refused(code: str, args: Mapping[str, Any]) -> str:
    """Why a step was not carried out; `args` as the refusal carries them (`name`, `day` ...)."""
    if code == "unreadable":
        message = _("“{value}” cannot be read as “{field}”. It takes {expected}.")
        return message.format(
            value=args.get("value", ""),
            field=args.get("field", ""),
            expected=expected(args.get("type", "text")),
        )
    message = _(_REFUSALS[code]) if code in _REFUSALS else _("That is not possible ({code}).")
    return message.format_map(_Whole({**_worded(args), "code": code}))


class _Whole(dict[str, Any]):
    """Arguments of a sentence; one that is not known leaves an ellipsis, never an error."""

    def __missing__(self, key: str) -> str:
        return "…"


# ---- why a stop is in the plan ------------------------------------------------------------


def why(code: str, args: Mapping[str, Any]) -> str:
    """The reason of a stop in one line: B account, 9 days over."""
    if code == "objective":
        return str(args["objective"])
    if code == "prospect":
        return _("Prospect, new business")
    days = int(args.get("days", 0))
    grade = args.get("grade", "")
    account = _("{grade} account").format(grade=grade) if grade else _("Account without a grade")
    return _("{account}, {reason}").format(account=account, reason=_reason(code, days))


def _reason(code: str, days: int) -> str:
    if code == "overdue":
        return ngettext("{days} day over", "{days} days over", days).format(days=days)
    if code == "due" and days == 0:
        return _("due that day")
    if code in ("due", "early"):
        return ngettext("due a day later", "due {days} days later", days).format(days=days)
    if code == "never_called":
        return _("not called on yet")
    return _("planned by hand")


# ---- what stands between the rep and a territory ------------------------------------------

_TERRITORY = {
    "missing": marked(
        "There is no territory at {file}. Nothing was changed. "
        "Check where the file is, or start a new territory."
    ),
    "exists": marked("{file} is there already and stays as it is. Choose another name."),
    "damaged": marked(
        "{file} cannot be read as a territory: it is another kind of file, it is damaged, or it "
        "wants a passphrase. It stays as it is. Give its passphrase, or restore a backup."
    ),
    "passphrase": marked(
        "The passphrase does not open {file}. The file is as it was. "
        "Try again; capitals and spaces count."
    ),
    "newer": marked(
        "{file} was written by a newer Loopwise and stays as it is. "
        "Bring this Loopwise up to date to open it."
    ),
    "locked": marked(
        "{file} is in use by another window or command. Nothing was changed. "
        "Close the other one, or try again in a moment."
    ),
    "read_only": marked(
        "{file} cannot be written: the file or its folder is read-only. Nothing was changed. "
        "Allow writing there, or choose another place."
    ),
    "full": marked(
        "There is no room left on the disk where {file} lies. This change was not kept; "
        "everything before it is safe. Make room, then do it again."
    ),
}


def territory_error(error: TerritoryError) -> str:
    """What happened to a territory file, what is safe, and what to do."""
    return trouble(error.code, error.file)


def trouble(code: str, file: Path) -> str:
    """The sentence for a code of `store.errors` about a file."""
    unknown = marked("{file} cannot be opened. It stays as it is.")
    return _(_TERRITORY.get(code, unknown)).format(file=file)
