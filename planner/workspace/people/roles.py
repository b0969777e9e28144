"""The roles of buying in what a rep typed: several of them, in any case, and their own words."""

from __future__ import annotations

import re

from planner.records.contacts import ROLES

BY_WEIGHT = ("decider", "buyer", "user", "influencer", "initiator", "gatekeeper")
"""The six roles, those first without whom nothing is sold."""
_SAME = {"adviser": "influencer", "advisor": "influencer", "decision maker": "decider"}
_BETWEEN = re.compile(r"[,;/+&\n]")


def roles_of(text: str) -> tuple[str, ...]:
    """`Decider, buyer` as ("decider", "buyer"); the rep's own words as they were typed."""
    found: list[str] = []
    for part in _BETWEEN.split(text):
        own = part.strip()
        known = _SAME.get(own.casefold(), own.casefold())
        role = known if known in ROLES else own
        if role and role not in found:
            found.append(role)
    return tuple(found)


def weight(roles: tuple[str, ...]) -> int:
    """How soon a person is asked for: 0 for a decider, more for the others."""
    return min((BY_WEIGHT.index(r) for r in roles if r in BY_WEIGHT), default=len(BY_WEIGHT))
