"""Why something was not done, in sentences: for the codes of refused steps, fields and rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.exchange import figures, planned_why
from planner.words import _, marked

_REFUSALS = {
    "locked": marked("{name} is locked. Unlock the call to move it."),
    "made": marked("The call on {name} is done and stays where it is."),
    "closed": marked("{name} is closed that day."),
    "no_place": marked("{name} has no place on the map yet. Put it on the map first."),
    "twice": marked("{name} is on that day already."),
    "day_off": marked("That is a day off."),
    "not_there": marked("{name} is not at {account}."),
    "must_be_ahead": marked("{day} does not lie ahead. A call moves to a day to come."),
    "from_to": marked("The last day comes before the first, {day}."),
    "order_incomplete": marked("The order has to name every call of {day} once."),
    "account_twice": marked("An account was named twice for one day."),
    "unknown_kind": marked("There is no kind of record called “{kind}”. There are: {kinds}."),
    "unknown_field": marked("A record of kind {kind} has no field “{field}”. It has: {fields}."),
    "missing": marked("“{field}” has to be filled in."),
    "too_long": marked("“{field}” is too long: it holds {longest} characters."),
    "not_yet": marked("“{field}” is a day that has been: {value} lies ahead."),
    "long_ago": marked("“{field}”: {value} is too long ago to be right."),
    "too_far": marked("“{field}” takes {least} to {most}."),
    "not_one_of": marked("“{value}” is no value of “{field}”. Choose one of: {choices}."),
    "not_a_prospect": marked("{name} is no prospect, so there is no sale to move on."),
    "unknown": marked("There is no record of kind {kind} with number {id}."),
    "not_deletable": marked("The settings of the territory cannot be deleted."),
    "no_such_place": marked(
        "There is no place known as “{value}”. Try the next bigger town, or latitude,longitude."
    ),
    "unknown_format": marked("“{format}” is no format to export to. Choose one of: {formats}."),
    "unknown_paper": marked("“{paper}” is no paper size. Choose one of: {papers}."),
    "calendar_only": marked(
        "Only a calendar (ics) can have changes, cancellations, drives and reminders."
    ),
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
    "is_territory": marked(
        "{file} is a territory: it is not overwritten. Give the name of another file."
    ),
    "no_plain_file": marked("{file} is no plain file and cannot be replaced. Nothing was written."),
    "cycle_over": marked("From {week} on no day is left to plan: they are over, or all days off."),
    "cycle_weeks": marked("A cycle of {weeks} weeks cannot be planned: {least} to {most} can."),
    "cycle_clash": marked(
        "The calls that are held cannot all be made. Plan their weeks one by one: it says which."
    ),
    "cycle_changed": marked(
        "The calls were changed since this cycle was planned. Nothing was kept. Plan it again."
    ),
    "unknown_way": marked("“{way}” is no way to stretch. There are: {ways}."),
    "calendar_missing": marked("{file} is not there, or cannot be read. Nothing was changed."),
    "calendar_too_large": marked("{file} is too large for a calendar. Nothing was changed."),
    "calendar_no_calendar": marked(
        "{file} cannot be read as a calendar. Nothing was changed. Save it again as .ics."
    ),
    "week_over": marked("Nothing is left to plan in {week}: it is over."),
    "day_over": marked("{day} is over: nobody can be reached on it any more."),
    "no_day_left": marked(
        "No day of {week} is left to plan: all are days off, holidays or under way. “Start, end "
        "and hours of a day” makes one a working day."
    ),
    "week_changed": marked(
        "The week was changed since this plan was proposed. Nothing was kept. Plan it again."
    ),
    "left_already": marked("{name} left on {day} already and is kept so. Nothing was changed."),
    "not_left": marked("{name} has not left, so nobody follows."),
    "follows_self": marked("{name} cannot follow themselves. Choose somebody else."),
    "not_a_colleague": marked("{name} is not at an account of {other}’s. Add them there first."),
    "not_at_account": marked("{name} has no role at this account."),
    "there_already": marked("{name} has a role there already. Change that one."),
    "no_such_account": marked("There is no account “{value}”."),
    "plan_changed": marked("{day} was changed in the meantime. Ask again."),
    "not_their_person": marked("{name} has no role at {other}."),
    "person_left": marked("{name} has left. Introduce the successor."),
    "know_each_other": marked("{name} and {other} have been introduced already."),
    "no_reference_visit": marked(
        "That one is not shown to others. Allow it to be named and visited first."
    ),
    "no_day_for_visit": marked("No day of the next weeks has room for a call on {name}."),
    "no_prospect": marked("No prospect with a place on the map was chosen instead of {name}."),
    "no_number_field": marked("Accounts can be ranked only by a field of your own for numbers."),
    "no_such_way": marked("There is no way “{kind}” to reach {name}. There are: {kinds}."),
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
    "zone": marked("a time zone, e.g. Europe/London"),
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
    if code == "clash":
        return planned_why.clash(args["requirements"], args["way_out"])
    if code == "rule":
        return _rule(str(args.get("rule", "")))
    message = _(_REFUSALS[code]) if code in _REFUSALS else _("That is not possible ({code}).")
    return message.format_map(_Whole({**worded(args), "code": code}))


_RULES = {
    "place_whole": marked("Latitude and longitude go together: give both or neither."),
    "place_precision": marked("An account without a place has the precision none, others not."),
    "start_whole": marked("Latitude and longitude of the start go together."),
    "end_whole": marked("Latitude and longitude of the end go together."),
    "lat_on_earth": marked("A latitude lies between -90 and 90."),
    "lon_on_earth": marked("A longitude lies between -180 and 180."),
    "calls_per_cycle_positive": marked("Calls a cycle cannot be fewer than none."),
    "minutes_positive": marked("A call lasts at least a minute."),
    "start_in_day": marked("A call starts between 00:00 and 23:59."),
    "odometer_forwards": marked("The odometer cannot read less at the end than at the start."),
    "work_forwards": marked("Work has to end later than it starts."),
    "block_forwards": marked("A busy time has to end later than it starts."),
    "open_forwards": marked("Accounts have to shut later than they open."),
    "answered_after_opened": marked("Nothing is answered before it was said: check the times."),
    "of_that_account": marked("That belongs to another account. Choose one of this account’s."),
    "two_accounts": marked("An account is no duplicate of itself."),
    "somebody_else": marked("That has to be somebody else, not the same record."),
    "closed_after_opened": marked("A complaint is closed after its first word, not before it."),
    "shares_of_one": marked("The shares of A, B and C come to more than all accounts."),
    "lunch_forwards": marked("Lunch has to be over later than it starts."),
    "lunch_fits": marked("Lunch has to fit between its earliest start and its latest end."),
    "cost_positive": marked("A kilometre cannot cost less than nothing."),
    "road_factor_real": marked("The road is never shorter than the straight line: give 1 or more."),
    "turnover.year": marked("There is a turnover of that account for that year already."),
    "itinerary.date": marked("There is a record for that date already."),
    "duplicate.other": marked("These two accounts are listed as likely duplicates already."),
}


def _rule(rule: str) -> str:
    """The sentence for a rule that the file itself holds; named by the end of the rule's name."""
    message = next((text for end, text in _RULES.items() if rule.endswith(end)), None)
    return _(message) if message else _("The record cannot be kept like this.")


class _Whole(dict[str, Any]):
    """Arguments of a sentence; one that is not known leaves an ellipsis, never an error."""

    def __missing__(self, key: str) -> str:
        return "…"


def named_day(text: str) -> str:
    """2026-11-30 as Monday 30 November."""
    return figures.long_date(date.fromisoformat(text))


def worded(args: Mapping[str, Any]) -> dict[str, Any]:
    """Journal arguments as a sentence shows them: dates and weeks by name."""
    return {key: _worded_one(key, value) for key, value in args.items()}


def _worded_one(key: str, value: Any) -> Any:
    if key == "day":
        return named_day(value)
    if key in ("source", "target", "week") and isinstance(value, str) and "-W" in value:
        return _("week {number}").format(number=int(value.partition("-W")[2]))
    return value
