"""Sentences for the codes that the layers below hand up: what was done, refused, broken, and why.

Every sentence of a code stands here once, for window, commands, paper and calendar alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from planner.exchange import figures, grading_steps, planned_why, prospect_steps
from planner.exchange.refusals import expected, named_day, refused, worded
from planner.store.errors import TerritoryError
from planner.words import _, marked, ngettext

__all__ = [
    "broken",
    "entry",
    "expected",
    "marked",
    "refused",
    "territory_error",
    "trouble",
    "why",
]

# ---- what was done ------------------------------------------------------------------------

_RECORD_STEPS = {
    ("record_made", "account"): marked("Add account {name}"),
    ("record_made", "contact"): marked("Add a contact at {name}"),
    ("record_made", "order"): marked("Add an order of {name}"),
    ("record_made", "call"): marked("Add a call on {name}"),
    ("record_made", "itinerary"): marked("Set up a day"),
    ("record_made", "block"): marked("Add a busy time"),
    ("record_changed", "block"): marked("Change a busy time"),
    ("record_deleted", "block"): marked("Delete a busy time"),
    ("record_made", "hotel"): marked("Add hotel {name}"),
    ("record_changed", "hotel"): marked("Change hotel {name}"),
    ("record_deleted", "hotel"): marked("Delete hotel {name}"),
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
    ("record_made", "colleague"): marked("Add colleague {name}"),
    ("record_changed", "colleague"): marked("Change colleague {name}"),
    ("record_deleted", "colleague"): marked("Delete colleague {name}"),
    ("record_made", "introduction"): marked("Add an introduction at {name}"),
    ("record_changed", "introduction"): marked("Change an introduction at {name}"),
    ("record_deleted", "introduction"): marked("Delete an introduction at {name}"),
    ("record_made", "touch"): marked("Add a contact with {name}"),
    ("record_changed", "touch"): marked("Change a contact with {name}"),
    ("record_deleted", "touch"): marked("Delete a contact with {name}"),
    ("record_made", "assistance"): marked("Add a service of {name}"),
    ("record_changed", "assistance"): marked("Change a service of {name}"),
    ("record_deleted", "assistance"): marked("Delete a service of {name}"),
    ("record_made", "project"): marked("Add a joint project with {name}"),
    ("record_changed", "project"): marked("Change a joint project with {name}"),
    ("record_deleted", "project"): marked("Delete a joint project with {name}"),
    ("record_made", "component"): marked("Add a component that {name} buys"),
    ("record_changed", "component"): marked("Change a component that {name} buys"),
    ("record_deleted", "component"): marked("Delete a component that {name} buys"),
    ("record_made", "solution"): marked("Add what worked elsewhere"),
    ("record_changed", "solution"): marked("Change what worked elsewhere"),
    ("record_deleted", "solution"): marked("Delete what worked elsewhere"),
    ("record_made", "field_report"): marked("Add a field report"),
    ("record_changed", "field_report"): marked("Change a field report"),
    ("record_deleted", "field_report"): marked("Delete a field report"),
    ("record_made", "question"): marked("Add a question to head office"),
    ("record_changed", "question"): marked("Change a question to head office"),
    ("record_deleted", "question"): marked("Delete a question to head office"),
    ("record_changed", "duplicate"): marked("Decide on a likely duplicate"),
}
_SHAPE_STEPS = {
    "": marked("Change the order of {day}"),
    "loop": marked("Take the loop on {day}"),
    "zigzag": marked("Take the zigzag on {day}"),
    "far_and_back": marked("Take far and back on {day}"),
    "planned": marked("Take the planned order on {day}"),
}


_OF_PARTS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    **dict.fromkeys(prospect_steps.CODES, prospect_steps.words),
    **dict.fromkeys(grading_steps.CODES, grading_steps.words),
}
"""Steps whose words stand in a file of their own."""


def entry(code: str, args: Mapping[str, Any]) -> str:
    """A step of the journal in the words of an instruction: Move Kaye to Tuesday 1 December."""
    if code in ("record_made", "record_changed", "record_deleted"):
        return _record_step(code, args)
    if code == "order_taken":
        message = _SHAPE_STEPS.get(args.get("shape", ""), _SHAPE_STEPS[""])
        return _(message).format(day=named_day(args["day"]))
    if code in _OF_PARTS:
        return _OF_PARTS[code](code, args)
    if code in _STEPS:
        return _(_STEPS[code]).format(**worded(args))
    if code.startswith("calls_"):
        return _calls_step(code, args)
    if code == "times_asked":
        return _asked_step(args)
    if code == "busy_times_brought_in":
        count = args.get("count", 0)
        return ngettext("Bring in {count} busy time", "Bring in {count} busy times", count).format(
            count=count
        )
    if code == "night_set":
        message = _("Sleep at {name} on {day}") if args.get("name") else _("Sleep at home on {day}")
        return message.format(name=args.get("name", ""), day=named_day(args["day"]))
    if code == "customers_imported":
        return _import_step(args)
    return _("Change the records")


_STEPS = {
    "week_copied": marked("Copy {source} to {target}"),
    "week_planned": marked("Plan {week}"),
    "cycle_planned": marked("Plan the cycle of {weeks} weeks from {week}"),
    "day_assigned": marked("Set {day} by hand"),
    "sample_made": marked("Make the sample territory"),
    "account_placed": marked("Put {name} on the map"),
    "accounts_joined": marked("Join {other} to {name}"),
    "places_found": marked("Find missing places"),
    "duplicates_kept": marked("Keep two accounts apart"),
    "people_introduced": marked("Introduce {name} and {other}"),
    "difference_settled": marked("Settle a difference between {name} and {other}"),
    "component_won": marked("Win “{what}” at {name}"),
    "reference_visit": marked("Plan a reference visit at {name} on {day}"),
    "own_value_set": marked("Change {field} of {name}"),
    "person_left": marked("{name} has left"),
    "person_follows": marked("{name} follows {other}"),
    "person_role": marked("Change the role of {name}"),
    "person_joined": marked("Give {name} a role at one more account"),
    "urgent_taken": marked("Fit {name} in on {day}"),
    "report_ticked": marked("Change what leaves in the report of {week}"),
    "report_edited": marked("Edit the report of {week}"),
    "report_sent": marked("Note the report of {week} as handed over"),
    "seen_here_too": marked("Seen at {name} too"),
    "question_answered": marked("Keep head office’s answer"),
    "urgent_told": marked("Ask for the new times of {name} and whom it moves"),
    "complaint_opened": marked("Open a complaint of {name}"),
    "complaint_answered": marked("Answer the complaint of {name}"),
    "complaint_changed": marked("Change the complaint of {name}"),
    "complaint_passed": marked("Pass the complaint of {name} to {expert}"),
    "complaint_closed": marked("Close the complaint of {name}"),
    "referral_asked": marked("Note that {name} was asked for a referral"),
    "prospect_referred": marked("Add prospect {prospect}, named by {name}"),
    "job_opened": marked("Add a job at {name}"),
    "job_answered": marked("Answer {name}’s call for help"),
    "job_passed": marked("Pass the job at {name} on"),
    "job_done": marked("Note the job at {name} as done"),
    "job_rated": marked("Note how satisfied {name} is"),
    "call_logged": marked("Log the call on {name}"),
    "favour_done": marked("A small favour for {name}"),
    "promise_noted": marked("Note a promise, {name}"),
    "day_closed": marked("Close {day}"),
}


def _record_step(code: str, args: Mapping[str, Any]) -> str:
    message = _RECORD_STEPS.get((code, args.get("kind", "")))
    others = args.get("count", 1) - 1
    if message is None:
        return _("Change the records")
    if others > 0:
        return ngettext(
            "Delete {name} and {count} other", "Delete {name} and {count} others", others
        ).format(name=args.get("name") or _("no name"), count=others)
    return _(message).format(name=args.get("name") or _("no name"))


def _calls_step(code: str, args: Mapping[str, Any]) -> str:
    count = args.get("count", 1)
    others, name = count - 1, args.get("name", "")
    day = named_day(args["day"]) if "day" in args else ""
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


def _asked_step(args: Mapping[str, Any]) -> str:
    others = args.get("count", 1) - 1
    if others < 1:
        return _("Ask {name} for a time").format(name=args.get("name", ""))
    return ngettext(
        "Ask {name} and {count} other for a time",
        "Ask {name} and {count} others for a time",
        others,
    ).format(name=args.get("name", ""), count=others)


def busy_times(counts: Mapping[str, Any]) -> list[str]:
    """What a calendar brought, a line for each count that is not nothing, and what it did not."""
    lines = [
        (
            counts["added"],
            ngettext("{count} busy time added", "{count} busy times added", counts["added"]),
        ),
        (counts["updated"], _("{count} changed")),
        (counts["removed"], _("{count} deleted that the calendar has no more")),
        (counts["unchanged"], _("{count} as they were")),
        (counts["days_off"], ngettext("{count} day off", "{count} days off", counts["days_off"])),
        (counts["own"], _("{count} that Loopwise itself had put there, left alone")),
    ]
    said = [text.format(count=count) for count, text in lines if count]
    left_out = [_left_out(event) for event in counts.get("left_out", ())]
    return [*(said or [_("No busy time from today on in this calendar.")]), *left_out]


_LEFT_OUT = {
    "backwards": marked("“{name}” is left out: it ends before it starts"),
    "too_often": marked("“{name}” is left out: it recurs more often than once a day"),
    "unreadable": marked("“{name}” is left out: its times cannot be read"),
}


def _left_out(event: Mapping[str, str]) -> str:
    name = event["text"] or _("no name")
    return _(_LEFT_OUT[event["reason"]]).format(name=name)


def _import_step(args: Mapping[str, Any]) -> str:
    count = args.get("count", args.get("added", 0))
    return ngettext("Import {count} account", "Import {count} accounts", count).format(count=count)


# ---- rules that a day does not keep -------------------------------------------------------

_BREAKS = {
    "late": marked("The call on {name} comes {minutes} too late."),
    "closed": marked("{name} is closed that day."),
    "over_day": marked("The day ends {minutes} after hours."),
    "lunch": marked("Lunch ends {minutes} later than it should."),
    "no_place": marked("{name} has no place on the map yet, so the drive there is not counted."),
    "not_working": marked("This is a day off."),
    "driving": marked("The day has {minutes} more driving than you want."),
    "working": marked("The day is {minutes} longer than you want to work."),
}


def broken(kind: str, seconds: int = 0, name: str = "") -> str:
    """A rule that a day does not keep, e.g. The call on Kaye comes 12 min too late."""
    return _(_BREAKS[kind]).format(name=name, minutes=figures.minutes(seconds))


# ---- why a stop is in the plan ------------------------------------------------------------


def why(code: str, args: Mapping[str, Any]) -> str:
    """The reason of a stop in one line: B account, 9 days over."""
    if code in planned_why.CODES:
        return planned_why.words(code, args, why)
    if code == "objective":
        return str(args["objective"])
    if code == "busy":
        place = args.get("place", "")
        return _("Your own time, at {place}").format(place=place) if place else _("Your own time")
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
        "{file} cannot be read as a territory: it is another kind of file, or it is damaged. "
        "It stays as it is. Choose another file, or restore a backup."
    ),
    "encrypted": marked(
        "{file} looks encrypted and wants its passphrase. It stays as it is. "
        "Give the passphrase, or restore a backup."
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
