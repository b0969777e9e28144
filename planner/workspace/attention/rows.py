"""One thing that needs the rep: what, whose, why, until when; frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

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
IN_TURN = (
    "complaint",
    "promise",
    "unconfirmed",
    "overdue",
    "over_called",
    "person_not_seen",
    "place",
    "neglected",
)
"""Kinds that share the room of a short list; the others fill up what is left."""


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

    @property
    def burns(self) -> bool:
        """Whether it comes before all others of its kind.

        A complaint that nobody has answered or nobody will drive to, a promise of ours that is due
        or that no call would keep.
        """
        args = self.why.args
        if self.kind == "complaint":
            return not args["answered"] or self.planned is None
        if self.kind != "promise" or args["by"] != "us" or self.due is None:
            return False
        kept = self.planned is not None and self.planned <= self.due
        return args["days"] >= 0 or (args["needs_call"] and not kept)


class Line(Protocol):
    """What a short list is made of: lines of the kinds, each in its order."""

    @property
    def kind(self) -> str:
        """One of `KINDS`, or another that is always shown."""

    @property
    def burns(self) -> bool:
        """Whether it is always shown, with those of its kind before it."""


L = TypeVar("L", bound=Line)


def shortlist(lines: Sequence[L], most: int) -> list[L]:
    """So many lines to look at first, in their order.

    What burns is always there, and no complaint is left out for one less anxious. The room that
    is left the kinds share, so that thirty overdue accounts do not hide the one that is called on
    too often; what is only offered fills up the rest.
    """
    by_kind: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        by_kind.setdefault(line.kind, []).append(at)
    chosen = [at for some in by_kind.values() for at in _up_to_last(some, lines)][:most]
    offered = [kind for kind in KINDS if kind not in IN_TURN]
    for kinds in (IN_TURN, offered):
        taken = set(chosen)
        left = {kind: [at for at in by_kind.get(kind, ()) if at not in taken] for kind in kinds}
        count = Counter(lines[at].kind for at in chosen)
        turns = sorted(
            (count[kind] + turn, order, at)
            for order, kind in enumerate(kinds)
            for turn, at in enumerate(left[kind][:most])
        )
        chosen += [at for *_turn, at in turns[: most - len(chosen)]]
    return [lines[at] for at in sorted(chosen)]


def _up_to_last(some: Sequence[int], lines: Sequence[Line]) -> Sequence[int]:
    """The lines of one kind up to the last that burns."""
    last = max((n for n, at in enumerate(some) if lines[at].burns), default=-1)
    return some[: last + 1]
