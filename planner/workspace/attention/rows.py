"""One thing that needs the rep: what, whose, why, until when; frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from planner.workspace.views import Why

KINDS = (
    "complaint",
    "promise",
    "unconfirmed",
    "overdue",
    "over_called",
    "neglected",
    "person_not_seen",
    "place",
    "help",
    "answer",
    "maintenance",
    "referral",
    "favour",
)
"""Every kind, the most pressing first."""
_ALWAYS = ("complaint", "promise")
"""Kinds that are shown whole before any other gets a line."""
_MAIN = KINDS[: KINDS.index("help")]


class Pressing(NamedTuple):
    """One line of what needs the rep.

    `record` is the complaint, promise, call, person, machine or question it is about; the account
    itself where there is none. `weight` is what the account weighs by grade and potential.
    `anxiety` and `difficulty` are of complaints only. `planned` is the day of the next call there.
    """

    kind: str
    account: int
    name: str
    why: Why
    due: date | None
    weight: float
    record: int
    anxiety: int | None = None
    difficulty: int | None = None
    planned: date | None = None


def shortlist(rows: Iterable[Pressing], most: int) -> list[Pressing]:
    """The first lines to look at, in the order of the kinds.

    Complaints and promises come whole. What room is left the other kinds share, so that thirty
    overdue accounts do not hide the one that is called on too often; what is only offered fills
    up the rest.
    """
    by_kind: dict[str, list[Pressing]] = {kind: [] for kind in KINDS}
    for row in rows:
        by_kind[row.kind].append(row)
    chosen = [row for kind in _ALWAYS for row in by_kind[kind]][:most]
    for kinds in (_MAIN[len(_ALWAYS) :], KINDS[len(_MAIN) :]):
        chosen += _in_turn([by_kind[kind] for kind in kinds])[: most - len(chosen)]
    order = {kind: at for at, kind in enumerate(KINDS)}
    return sorted(chosen, key=lambda row: order[row.kind])


def _in_turn(groups: Sequence[Sequence[Pressing]]) -> list[Pressing]:
    """The first of each, then the second of each, and so on."""
    return [row for some in zip_longest(*groups) for row in some if row is not None]
