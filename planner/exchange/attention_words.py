"""Sentences for what needs the rep: why a line is there, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.exchange import figures
from planner.words import _, marked, ngettext

Args = Mapping[str, Any]

_HEADINGS = {
    "complaint": marked("Complaint"),
    "promise": marked("Promise"),
    "unconfirmed": marked("Time not confirmed"),
    "overdue": marked("Overdue"),
    "over_called": marked("Called on too often"),
    "neglected": marked("Called on too seldom"),
    "person_not_seen": marked("Not seen"),
    "place": marked("No place"),
    "help": marked("Call for help"),
    "answer": marked("Answer from head office"),
    "maintenance": marked("Maintenance"),
    "referral": marked("Referral to ask for"),
    "favour": marked("No small favour"),
}
_JOBS = {
    "advice": marked("wants advice"),
    "breakdown": marked("machine is down"),
    "warranty": marked("warranty question"),
}


def heading(kind: str) -> str:
    """What kind of line it is."""
    return _(_HEADINGS[kind])


def why(kind: str, args: Args) -> str:
    """Why an account needs the rep, in few words: anxious 5 of 5, waits 2 h."""
    return _WORDS[kind](args)


def waited(seconds: float) -> str:
    """How long somebody has waited, as a person says it: 40 min, 2 h, 3 days."""
    minutes = int(seconds) // 60
    if minutes < 60:
        return _("{count} min").format(count=minutes)
    if minutes < 48 * 60:
        return _("{count} h").format(count=minutes // 60)
    days = minutes // (24 * 60)
    return ngettext("{count} day", "{count} days", days).format(count=days)


def _complaint(args: Args) -> str:
    anxious = _("anxious {anxiety} of 5").format(anxiety=args["anxiety"])
    time = waited(args["seconds"])
    said = _("answered, open {time}") if args["answered"] else _("waits {time}")
    return f"{anxious}, {said.format(time=time)}"


def _promise(args: Args) -> str:
    days, text = args["days"], args["text"]
    if args["by"] == "them":
        said = _("they promised") if days <= 0 else _late_of_them(days)
    elif days > 0:
        said = ngettext("promise {days} day late", "promise {days} days late", days)
        said = said.format(days=days)
    else:
        said = _("promise due today") if days == 0 else _("promise due")
    return _("{said}: {text}").format(said=said, text=text) if text else said


def _late_of_them(days: int) -> str:
    words = ngettext("their promise, {days} day late", "their promise, {days} days late", days)
    return words.format(days=days)


def _unconfirmed(args: Args) -> str:
    if args["time"] is None:
        return _("not confirmed")
    return _("not confirmed, {time}").format(time=figures.time_of_day(args["time"]))


def _overdue(args: Args) -> str:
    words = ngettext("{grade}, {days} day over", "{grade}, {days} days over", args["days"])
    return words.format(grade=args["grade"], days=args["days"])


def _calls(args: Args) -> str:
    words = ngettext(
        "{made} call in {weeks} weeks, plan {plan}",
        "{made} calls in {weeks} weeks, plan {plan}",
        args["made"],
    )
    return words.format(made=args["made"], weeks=args["weeks"], plan=args["plan"])


def _not_seen(args: Args) -> str:
    days = args["days"]
    return ngettext(
        "decider not seen, {days} day", "decider not seen, {days} days", days
    ).format(days=days)  # fmt: skip


def _place(_args: Args) -> str:
    return _("needs a place on the map")


def _help(args: Args) -> str:
    said = _("{what}, waits {time}").format(
        what=_(_JOBS.get(args["job"], _JOBS["advice"])), time=waited(args["seconds"])
    )
    return _("{said}: {text}").format(said=said, text=args["text"]) if args["text"] else said


def _answer(args: Args) -> str:
    return _("head office answers: {text}").format(text=args["text"])


def _maintenance(args: Args) -> str:
    days, machine = args["days"], args["machine"]
    if days > 0:
        words = ngettext(
            "{machine}: maintenance {days} day over",
            "{machine}: maintenance {days} days over",
            days,
        )
        return words.format(machine=machine, days=days)
    return _("{machine}: maintenance due").format(machine=machine)


def _referral(args: Args) -> str:
    return _("calmed from {before} to {after}: ask for a referral").format(
        before=args["before"], after=args["after"]
    )


def _favour(args: Args) -> str:
    days = args["days"]
    if days is None:
        return _("no small favour on record")
    return ngettext(
        "no small favour for {days} day", "no small favour for {days} days", days
    ).format(days=days)  # fmt: skip


_WORDS: Mapping[str, Callable[[Args], str]] = {
    "complaint": _complaint,
    "promise": _promise,
    "unconfirmed": _unconfirmed,
    "overdue": _overdue,
    "over_called": _calls,
    "neglected": _calls,
    "person_not_seen": _not_seen,
    "place": _place,
    "help": _help,
    "answer": _answer,
    "maintenance": _maintenance,
    "referral": _referral,
    "favour": _favour,
}
