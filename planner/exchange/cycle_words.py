"""Sentences about a call cycle: who is left out and why, whether there is room, how to stretch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.words import _, marked, ngettext

_LEFT_OUT = {
    "cycle_no_place": marked("No place on the map yet."),
    "cycle_shut": marked("Never open on a day that is worked in these weeks."),
    "cycle_too_long": marked("The call is longer than it is open at a time."),
    "cycle_too_far": marked("Too far: the drive there and back and the call fit into no day."),
    "cycle_no_room": marked("No room in these weeks: calls that count for more fill them."),
}


def left_out(code: str, args: Mapping[str, Any]) -> str:
    """Why an account gets fewer calls than it should."""
    if code == "cycle_fewer":
        return ngettext(
            "Room for {gets} of {wanted} call.",
            "Room for {gets} of {wanted} calls.",
            args["wanted"],
        ).format(gets=args["gets"], wanted=args["wanted"])
    return _(_LEFT_OUT[code])


def needs_and_have(needs: int, have: int) -> str:
    """Whether there is room, in one line."""
    return _("needs {needs}, have {have}").format(needs=needs, have=have)


def over(calls: int) -> str:
    """How many calls do not fit; empty if all do."""
    if calls <= 0:
        return ""
    return ngettext("{count} call does not fit.", "{count} calls do not fit.", calls).format(
        count=calls
    )


def pace(seconds: float, source: str, calls: int) -> str:
    """How long a call takes with its drive, and how that is known."""
    minutes = round(seconds / 60)
    if source == "measured":
        return ngettext(
            "A call takes {minutes} min with its drive, by {calls} call on record.",
            "A call takes {minutes} min with its drive, by {calls} calls on record.",
            calls,
        ).format(minutes=minutes, calls=calls)
    return _("A call takes {minutes} min with its drive (est.).").format(minutes=minutes)


def weeks(days: float) -> str:
    """An interval in weeks, to the half: 6.5."""
    return f"{max(0.5, round(days / 3.5) / 2):g}"


def every(days: float | None) -> str:
    """How often an account is called on."""
    if days is None:
        return _("no calls")
    if days < 10:
        return ngettext("every day", "every {count} days", round(days)).format(count=round(days))
    return _("every {count} weeks").format(count=weeks(days))


def way(kind: str, args: Mapping[str, Any]) -> str:
    """A way to stretch, as the name of a tick."""
    accounts = int(args.get("accounts", 0))
    if kind == "grade_less":
        return _("{grade} every {to} weeks, not {before}").format(
            grade=args["grade"] or _("No grade"), to=args["to"], before=weeks(7 * args["from"])
        )
    if kind == "phone":
        return ngettext(
            "Phone {count} C or D account", "Phone {count} C and D accounts", accounts
        ).format(count=accounts)
    return ngettext(
        "{count} account by its rule", "{count} accounts by their rule", accounts
    ).format(count=accounts)


def way_more(kind: str, args: Mapping[str, Any]) -> str:
    """What a way to stretch does, in a line below it."""
    accounts = int(args.get("accounts", 0))
    if kind == "grade_less":
        return ngettext(
            "{count} account; from now on", "{count} accounts; from now on", accounts
        ).format(count=accounts)
    if kind == "phone":
        return _("Next visit an interval later")
    return _("More calls planned than it gets")
