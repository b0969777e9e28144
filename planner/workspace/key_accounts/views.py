"""What a key account is handed up as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.advice.trust import Trust
from planner.records import Account, Assistance, Component, Project

REP = 0
"""Stands for the rep among our people."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of their people; `seen` is when the rep saw them last."""

    id: int
    name: str
    post: str
    role: str
    email: str
    seen: date | None
    left: bool


@dataclass(frozen=True, slots=True)
class OurOwn:
    """One of our people: a colleague, or the rep with the number `REP`.

    `contacts` are those with this account in the last half-year, `last` the newest of all.
    """

    id: int
    name: str
    function: str
    email: str
    contacts: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """Two who know each other; a `difference` that is not settled is for the rep to smooth."""

    id: int
    contact: int
    colleague: int
    contact_name: str
    colleague_name: str
    since: date | None
    text: str
    difference: str
    settled_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether a difference stands between them."""
        return bool(self.difference.strip()) and self.settled_on is None


@dataclass(frozen=True, slots=True)
class TheirTouch:
    """A contact that a colleague had, perhaps without the rep's knowledge."""

    id: int
    day: date
    colleague: int
    colleague_name: str
    contact: int | None
    contact_name: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class MonthOrdered:
    """What was ordered in one month; `first` is its first day."""

    first: date
    amount: float


@dataclass(frozen=True, slots=True)
class KeyAccount:
    """Everything about one relationship. Components come with the most valuable first."""

    account: Account
    trust: Trust
    months: tuple[MonthOrdered, ...]
    ordered: float
    ordered_before: float
    theirs: tuple[Person, ...]
    ours: tuple[OurOwn, ...]
    links: tuple[Link, ...]
    seen: frozenset[int]
    touches: tuple[TheirTouch, ...]
    services: tuple[Assistance, ...]
    projects: tuple[Project, ...]
    components: tuple[Component, ...]
    currency: str
    rep_name: str
    today: date

    @property
    def to_smooth(self) -> tuple[Link, ...]:
        """The differences that are open."""
        return tuple(link for link in self.links if link.is_open)

    @property
    def sole_source(self) -> bool:
        """Whether we are the only supplier they keep."""
        return self.account.suppliers == 1

    @property
    def bought(self) -> float:
        """What they buy a year, by the components that have a value."""
        return sum(component.value or 0.0 for component in self.components)

    @property
    def bought_from_us(self) -> float:
        """What of it they buy from us."""
        return sum(component.value or 0.0 for component in self.components if component.ours)

    @property
    def share(self) -> float | None:
        """Our share of their purchases: as it was noted, else by the components."""
        if self.account.our_share is not None:
            return self.account.our_share
        return self.bought_from_us / self.bought if self.bought > 0 else None

    @property
    def next_to_win(self) -> Component | None:
        """The most valuable component that they buy from somebody else."""
        others = [c for c in self.components if not c.ours]
        return max(others, key=lambda c: c.value or 0.0, default=None)

    @property
    def known_by_rep_alone(self) -> tuple[Person, ...]:
        """Their people whom only the rep knows: the relationship hangs on one thread."""
        linked = {link.contact for link in self.links}
        return tuple(p for p in self.theirs if p.id in self.seen and p.id not in linked)
