"""Roles of people and whom to ask for, in words: for the card, the day's sheet and commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.words import _, marked, ngettext

_ROLES = {
    "initiator": marked("initiator"),
    "user": marked("user"),
    "influencer": marked("influencer"),
    "decider": marked("decider"),
    "buyer": marked("buyer"),
    "gatekeeper": marked("gatekeeper"),
}
_WHAT = {
    "initiator": marked("first sees the need"),
    "user": marked("works with it"),
    "influencer": marked("is listened to"),
    "decider": marked("says yes or no"),
    "buyer": marked("settles price and terms"),
    "gatekeeper": marked("lets through, or not"),
}


def role(word: str) -> str:
    """A role of buying by its name; the rep's own words as they are."""
    return _(_ROLES[word]) if word in _ROLES else word


def what(word: str) -> str:
    """What somebody with a role does; empty for the rep's own words."""
    return _(_WHAT[word]) if word in _WHAT else ""


def roles(words: Sequence[str]) -> str:
    """Several roles in one line: decider, buyer."""
    return ", ".join(role(word) for word in words)


def seen(days: int | None) -> str:
    """When somebody was last seen: not seen for 71 days."""
    if days is None:
        return _("never seen yet")
    if days <= 0:
        return _("seen today")
    return ngettext("seen {days} day ago", "seen {days} days ago", days).format(days=days)


def not_seen(days: int | None) -> str:
    """How long somebody was not seen."""
    if days is None:
        return _("never seen yet")
    return ngettext("not seen for {days} day", "not seen for {days} days", days).format(days=days)


def ask(code: str, args: Mapping[str, Any]) -> str:
    """Whom to ask for, in one line."""
    if code == "nobody":
        return _("Ask who decides: nobody is known here yet.")
    if code == "decider_not_seen":
        who = ", ".join(filter(None, (args["name"], args["post"])))
        return _("Ask for the decider, {who}: {seen}.").format(who=who, seen=not_seen(args["days"]))
    if code == "not_covered":
        return _("Nobody known as {roles}: ask who it is.").format(roles=roles(args["roles"]))
    if code == "who_follows":
        return _("Ask who follows {name} ({roles}).").format(
            name=args["name"], roles=roles(args["roles"])
        )
    if code == "one_known":
        return _("All hangs on {name}: get to know a second person.").format(name=args["name"])
    if code == "one_seen":
        return _("Only {name} was seen this year: see a second person.").format(name=args["name"])
    raise KeyError(code)
