"""Sentences for what planning decided: why a stop is in, why an account is out, what clashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from planner.exchange import figures
from planner.words import _, marked, ngettext

Reason = tuple[str, Mapping[str, Any]]
"""A code and the figures of its sentence."""

_HELD = {
    "locked": marked("Locked, so it stays"),
    "asked": marked("Asked for, so it stays"),
    "confirmed": marked("Confirmed, so it stays"),
    "agreed": marked("At its agreed time"),
    "made": marked("Made already"),
}
_OUT = {
    "no_place": marked("No place on the map yet."),
    "planned_later": marked("Planned for {day} already."),
    "shut": marked("Shut on every day that is worked in this week."),
    "shut_then": marked("Shut at the hours that have room."),
    "too_far": marked("Too far: the drive there and back and the call do not fit in one day."),
    "not_worth": marked("Too far off the road: costs {cost}, worth {worth}."),
    "no_room": marked("No room: the cheapest slot costs {cost}, worth {worth}."),
    "no_room_then": marked(
        "No room: {day} would end {over} after hours. The slot costs {cost}, worth {worth}."
    ),
    "would_break": marked("Would break the promise to {name} on {day}."),
    "would_delay": marked("Would delay {name} on {day}, which is held."),
    "outbid": marked("Worth {worth}; others nearer by are worth more."),
}
_MUST = {
    "must_agreed": marked("{name} on {day} at {time}"),
    "must_held": marked("{name} on {day}, held at {time}"),
    "must_by": marked("{name} by {until}"),
}
_WAY_OUT = {
    "agree_later": marked("Agree on {time} with {name}, {by} later, and all can be kept."),
    "let_go": marked("Without {name} the others can be kept."),
}
_WORDS = {**_OUT, **_MUST, **_WAY_OUT}
CODES = frozenset(("proposed", "held", *_WORDS))
"""The codes of reasons that are worded here."""


def words(
    code: str, args: Mapping[str, Any], plain: Callable[[str, Mapping[str, Any]], str]
) -> str:
    """The sentence of a decision; `plain` words the reason of a call by itself."""
    if code == "held":
        return _(_HELD.get(str(args.get("because")), _HELD["agreed"]))
    if code == "proposed":
        return _proposed(args, plain)
    if code == "no_room" and args.get("over"):
        code = "no_room_then"
    return _(_WORDS[code]).format_map(_worded(args))


def _proposed(args: Mapping[str, Any], plain: Callable[[str, Mapping[str, Any]], str]) -> str:
    because = str(args.get("because", ""))
    reason = _special(because, args) or plain(because, args)
    if args.get("reorder"):
        reason = _("{reason}, reorder expected").format(reason=reason)
    elif args.get("likely"):
        reason = _("{reason}, likely to buy").format(reason=reason)
    if "day" not in args:
        return reason
    day = figures.weekday(date.fromisoformat(args["day"]).weekday())
    minutes = round(args.get("seconds", 0) / 60)
    if minutes < 1:
        return _("{reason}; on {weekday}'s way").format(reason=reason, weekday=day)
    return ngettext(
        "{reason}; {minutes} minute off {weekday}'s road",
        "{reason}; {minutes} minutes off {weekday}'s road",
        minutes,
    ).format(reason=reason, minutes=minutes, weekday=day)


def _special(because: str, args: Mapping[str, Any]) -> str:
    if because == "promise":
        until = figures.short_date(date.fromisoformat(args["until"]))
        return _("Promised by {day}").format(day=until)
    return ""


def _worded(args: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for key, value in args.items():
        if key in ("cost", "worth", "over", "by"):
            found[key] = figures.minutes(value)
        elif key in ("day", "until") and value:
            found[key] = figures.short_date(date.fromisoformat(value))
        elif key == "time" and value is not None:
            found[key] = figures.time_of_day(value)
        else:
            found[key] = str(value)
    return {**_UNKNOWN, **found}


_UNKNOWN = dict.fromkeys(("cost", "worth", "over", "by", "day", "until", "time", "name"), "…")


# ---- what clashes -------------------------------------------------------------------------


def clash(requirements: Sequence[Reason], way_out: Reason | None) -> str:
    """What cannot all be kept, and the cheapest way out."""
    named = "; ".join(_(_WORDS[code]).format_map(_worded(args)) for code, args in requirements)
    if len(requirements) == 1:
        said = _("This cannot be kept: {named}.").format(named=named)
    else:
        said = _("These cannot all be kept: {named}.").format(named=named)
    if way_out is None:
        return said
    code, args = way_out
    return f"{said} {_(_WORDS[code]).format_map(_worded(args))}"
