"""What is lost if a person goes, and what is known to rebuild it once they have gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.records import (
    Account,
    Call,
    Colleague,
    Contact,
    Introduction,
    Nuance,
    Objection,
    Order,
    Promise,
    Seen,
)
from planner.workspace.people.leaving import accounts_of
from planner.workspace.people.unit import Member, Unit, read_unit

_LAST = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """What hangs on one person.

    `only` are (account, role) that nobody else covers, `alone` the accounts where they are the
    only one known. `orders` are the last ones of their accounts, `knows` the names of ours whom
    they know.
    """

    contact: Contact
    accounts: tuple[Account, ...]
    only: tuple[tuple[str, str], ...]
    alone: tuple[str, ...]
    promises: tuple[Promise, ...]
    knows: tuple[str, ...]
    orders: tuple[Order, ...]
    calls: int
    """How often they were seen at a call."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """One who left, what was known of them, and whom to meet instead.

    `meet` are those there whom nobody saw since the person left, who follows first; `roles` are
    those still nobody's.
    """

    contact: Contact
    follows: Contact | None
    roles: tuple[str, ...]
    meet: tuple[Member, ...]
    promises: tuple[Promise, ...]
    last_words: tuple[tuple[date, str], ...]
    nuances: tuple[str, ...]
    objections: tuple[tuple[str, str], ...]


def read_loss(session: Session, person: Contact, today: date) -> Loss:
    """What hangs on a person."""
    accounts = accounts_of(session, person)
    named = list(session.scalars(select(Account).where(Account.id.in_(accounts))))
    units = {account.name: read_unit(session, account.id, today) for account in named}
    knows = select(Colleague.name).join(Introduction, Introduction.colleague == Colleague.id)
    orders = select(Order).where(Order.account.in_(accounts)).order_by(Order.date.desc())
    return Loss(
        contact=person,
        accounts=tuple(named),
        only=tuple((n, r) for n, unit in units.items() for r in _only(unit, person.id)),
        alone=tuple(n for n, unit in units.items() if _is_alone(unit, person.id)),
        promises=_promises(session, person.id),
        knows=tuple(session.scalars(knows.where(Introduction.contact == person.id))),
        orders=tuple(session.scalars(orders.limit(_LAST))),
        calls=session.scalar(select(func.count(Seen.id)).where(Seen.contact == person.id)) or 0,
    )


def _only(unit: Unit, contact: int) -> list[str]:
    return [r for r in unit.rows if [m.contact for m in unit.covering(r)] == [contact]]


def _is_alone(unit: Unit, contact: int) -> bool:
    return [m.contact for m in unit.there] == [contact]


def _promises(session: Session, contact: int) -> tuple[Promise, ...]:
    query = select(Promise).where(Promise.contact == contact, Promise.state == "open")
    return tuple(session.scalars(query.order_by(Promise.due)))


def read_rebuilds(session: Session, account: int, today: date) -> tuple[Rebuild, ...]:
    """For each who left an account, the latest first: what is known, and whom to meet."""
    unit = read_unit(session, account, today)
    gone = sorted(unit.left, key=lambda m: m.left_on or today, reverse=True)
    return tuple(_rebuild(session, unit, member) for member in gone)


def _rebuild(session: Session, unit: Unit, gone: Member) -> Rebuild:
    person = session.get_one(Contact, gone.contact)
    heir = session.get(Contact, gone.successor) if gone.successor else None
    since = gone.left_on or date.max
    meet = [m for m in unit.there if m.last_seen is None or m.last_seen < since]
    return Rebuild(
        contact=person,
        follows=heir,
        roles=tuple(role for role in gone.roles if not unit.covering(role)),
        meet=tuple(sorted(meet, key=lambda m: m.contact != gone.successor)),
        promises=_promises(session, heir.id if heir else person.id),
        last_words=_last_words(session, person.id),
        nuances=tuple(session.scalars(select(Nuance.text).where(Nuance.contact == person.id))),
        objections=tuple(
            (text, answer)
            for text, answer in session.execute(
                select(Objection.text, Objection.answer).where(Objection.contact == person.id)
            )
        ),
    )


def _last_words(session: Session, contact: int) -> tuple[tuple[date, str], ...]:
    query = (
        select(Call.day, Call.outcome)
        .join(Seen, Seen.call == Call.id)
        .where(Seen.contact == contact, Call.outcome != "")
        .order_by(Call.day.desc())
    )
    return tuple((day, words) for day, words in session.execute(query.limit(_LAST)))
