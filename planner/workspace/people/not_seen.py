"""People who have not been seen for long, over the whole territory."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from planner.records import Account, Contact, Role
from planner.workspace.people.roles import roles_of, weight


class NotSeen(NamedTuple):
    """A person at an account; `days` since they were seen."""

    account: int
    contact: int
    name: str
    role: str
    days: int


def not_seen(session: Session, today: date, days: int) -> list[NotSeen]:
    """Who of those still there was last seen `days` ago or longer, deciders first, then longest.

    A person counts at every account where they have a role. Who was never seen is not told of:
    that is a gap of the account, not an acquaintance that fades.
    """
    latest = today - timedelta(days=days)
    rows = [
        NotSeen(account, contact, name, role, (today - seen).days)
        for account, contact, name, role, seen in session.execute(_query(latest))
    ]
    return sorted(rows, key=lambda row: (weight(roles_of(row.role)), -row.days, row.contact))


def _query(latest: date) -> Any:
    own = select(Contact.account, Contact.id, Contact.name, Contact.role, Contact.last_seen)
    other = select(Role.account, Contact.id, Contact.name, Role.role, Contact.last_seen).join_from(
        Role, Contact, Role.contact == Contact.id
    )
    there = (Contact.left_on.is_(None), Contact.last_seen <= latest, Account.status != "lapsed")
    return union_all(
        own.join(Account, Account.id == Contact.account).where(*there),
        other.join(Account, Account.id == Role.account).where(*there),
    )
