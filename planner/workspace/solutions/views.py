"""What solutions are handed up as: whoever may not be named is not in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from planner.records import Solution

_LEGAL = frozenset(
    "ag bv co company corp gmbh inc kg limited llc ltd nv oy plc sa sarl spa srl".split()
)
_UNSAID = "…"
_INITIALS = 3
"""Names as short as this hide only as they are written: IT is a firm, it is not."""


@dataclass(frozen=True, slots=True)
class Case:
    """One solution as it may be told.

    `named` is the account where it worked, empty where it may not be named; then `described_as`
    is what it is called, if anything. `account` is its number, None unless it may be named.
    `shows` is whether it may be visited. `at_account` is whether it belongs to any.
    """

    id: int
    problem: str
    worked: str
    equipment: str
    process: str
    material: str
    effect: str
    account: int | None
    named: str
    described_as: str
    may_name: bool
    shows: bool
    at_account: bool
    found_on: date | None

    @property
    def means(self) -> tuple[str, ...]:
        """Equipment, process and material, those that are known."""
        return tuple(text for text in (self.equipment, self.process, self.material) if text)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What may help an account: the words of its open jobs and complaints, and who solved it."""

    words: tuple[str, ...]
    cases: tuple[Case, ...]


def as_case(solution: Solution, name: str) -> Case:
    """A solution as it may be told; `name` is that of its account."""
    open_to_all = solution.may_name and solution.account is not None
    described = solution.described_as

    def told(text: str) -> str:
        return text if open_to_all else veiled(text, name, described)

    return Case(
        id=solution.id,
        problem=told(solution.problem),
        worked=told(solution.worked),
        equipment=told(solution.equipment),
        process=told(solution.process),
        material=told(solution.material),
        effect=told(solution.effect),
        account=solution.account if open_to_all else None,
        named=name if open_to_all else "",
        described_as=veiled(described, name, ""),
        may_name=open_to_all,
        shows=open_to_all and solution.reference_visit,
        at_account=solution.account is not None,
        found_on=solution.found_on,
    )


def veiled(text: str, name: str, described: str) -> str:
    """Text without an account's name, whole or without its legal form, however it is spaced."""
    for said in _forms(name):
        words = r"[\s-]+".join(map(re.escape, said.split()))
        flags = re.IGNORECASE if len(said) > _INITIALS else re.NOFLAG
        pattern = rf"(?<!\w){words}(?!\w)"
        text = re.sub(pattern, lambda _match: described or _UNSAID, text, flags=flags)
    return text


def _forms(name: str) -> list[str]:
    """The name, and without what every firm is called; longest first."""
    words = name.split()
    bare = [word for word in words if word.strip(".,&").casefold() not in (*_LEGAL, "")]
    forms = {" ".join(words), " ".join(bare)}
    return sorted((form for form in forms if len(form) > 1), key=len, reverse=True)
