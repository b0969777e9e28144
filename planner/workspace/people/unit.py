"""The decision-making unit of one account: roles against people, and whom to ask for next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Contact, Role
from planner.workspace.people.roles import BY_WEIGHT, roles_of, weight

LONG_UNSEEN = 60
"""Days after which a decider should be asked for again."""
_A_YEAR = 365
_AT_ONCE = 2
"""More roles than these are not asked for at one call."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person as they are at one account; `days` since seen, None never.

    `own` is whether the account is their first; `role_record` the `Role` that joins them here.
    """

    contact: int
    name: str
    post: str
    roles: tuple[str, ...]
    criteria: str
    attitude: str
    phone: str
    email: str
    last_seen: date | None
    days: int | None
    left_on: date | None
    successor: int | None
    own: bool
    role_record: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to ask for at the next call: a code and what its sentence needs.

    Codes: nobody, not_covered (roles), decider_not_seen (name, post, days or None), one_known
    (name), one_seen (name), who_follows (name, roles, left_on).
    """

    code: str
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """The people of one account: who is there, weightiest role first, and who has left."""

    account: int
    there: tuple[Member, ...]
    left: tuple[Member, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """The roles of the grid: the six, then the rep's own words for others."""
        own = dict.fromkeys(r for m in self.there for r in m.roles if r not in BY_WEIGHT)
        return (*BY_WEIGHT, *own)

    def covering(self, role: str) -> tuple[Member, ...]:
        """Who has a role."""
        return tuple(m for m in self.there if role in m.roles)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The roles of buying that nobody known has."""
        return tuple(role for role in BY_WEIGHT if not self.covering(role))

    @property
    def single(self) -> Member | None:
        """The one person on whom all hangs: the only one known, or seen within a year."""
        if len(self.there) == 1:
            return self.there[0]
        seen = [m for m in self.there if m.days is not None and m.days <= _A_YEAR]
        return seen[0] if len(seen) == 1 else None

    def asks(self) -> tuple[Ask, ...]:
        """Whom to ask for at the next call, most pressing first."""
        return tuple(_asks(self))


def _asks(unit: Unit) -> Iterator[Ask]:
    if not unit.there:
        yield Ask("nobody", {})
    for member in unit.covering("decider"):
        if member.days is None or member.days >= LONG_UNSEEN:
            args = {"name": member.name, "post": member.post, "days": member.days}
            yield Ask("decider_not_seen", args)
    for gone in unit.left:
        if gone.successor is None and gone.roles and not _taken(unit, gone):
            roles = list(gone.roles)
            yield Ask("who_follows", {"name": gone.name, "roles": roles, "left_on": gone.left_on})
    if unit.there and unit.uncovered:
        yield Ask("not_covered", {"roles": list(unit.uncovered[:_AT_ONCE])})
    if unit.single is not None:
        code = "one_known" if len(unit.there) == 1 else "one_seen"
        yield Ask(code, {"name": unit.single.name})


def _taken(unit: Unit, gone: Member) -> bool:
    """Whether all the roles of one who left are somebody's again."""
    return all(unit.covering(role) for role in gone.roles)


def unit_of(
    account: int,
    contacts: Iterable[Contact],
    shared: Sequence[Contact],
    roles: Iterable[Role],
    today: date,
) -> Unit:
    """The unit of an account from its records, as its card has them."""
    here = {role.contact: role for role in roles}
    members = [_member(c, c.role, c.criteria, today, own=True, joined=None) for c in contacts]
    for contact in shared:
        joined = here.get(contact.id)
        if joined is not None and contact.account != account:
            members.append(
                _member(contact, joined.role, joined.criteria, today, own=False, joined=joined.id)
            )
    members.sort(key=lambda m: (weight(m.roles), not m.roles, m.contact))
    there = tuple(m for m in members if m.left_on is None)
    return Unit(account, there, tuple(m for m in members if m.left_on is not None))


def read_unit(session: Session, account: int, today: date) -> Unit:
    """The unit of an account, read."""
    roles = list(session.scalars(select(Role).where(Role.account == account)))
    shared = list(session.scalars(select(Contact).where(Contact.id.in_(r.contact for r in roles))))
    own = session.scalars(select(Contact).where(Contact.account == account).order_by(Contact.id))
    return unit_of(account, own, shared, roles, today)


def _member(
    contact: Contact, role: str, criteria: str, today: date, *, own: bool, joined: int | None
) -> Member:
    seen = contact.last_seen
    return Member(
        contact=contact.id,
        name=contact.name,
        post=contact.post,
        roles=roles_of(role),
        criteria=criteria or contact.criteria,
        attitude=contact.attitude,
        phone=contact.phone,
        email=contact.email,
        last_seen=seen,
        days=(today - seen).days if seen else None,
        left_on=contact.left_on,
        successor=contact.successor,
        own=own,
        role_record=joined,
    )
