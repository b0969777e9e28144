"""Reads one key account whole, within one session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.trust import HALF_YEAR
from planner.records import (
    Account,
    Assistance,
    Call,
    Colleague,
    Component,
    Contact,
    Introduction,
    Order,
    Project,
    Role,
    Territory,
    Touch,
)
from planner.workspace.key_accounts.trusting import read_trust, since
from planner.workspace.key_accounts.views import (
    REP,
    KeyAccount,
    Link,
    MonthOrdered,
    OurOwn,
    Person,
    TheirTouch,
)

_TOUCHES = 60
_MONTHS = 12
_Kind = TypeVar("_Kind", Assistance, Project, Component)


def read_key_account(session: Session, number: int) -> KeyAccount:
    """One account with all that makes a relationship.

    Raises:
        KeyError: there is no such account.
    """
    account = session.get(Account, number)
    if account is None:
        raise KeyError(number)
    territory = session.get_one(Territory, 1)
    today = clock.today(territory.time_zone)
    colleagues = {c.id: c for c in session.scalars(select(Colleague))}
    theirs, links = _theirs(session, number), _links(session, number, colleagues)
    months, before = _months(session, number, today)
    return KeyAccount(
        account=account,
        trust=read_trust(session, number),
        months=months,
        ordered=sum(month.amount for month in months),
        ordered_before=before,
        theirs=theirs,
        ours=_ours(session, number, territory.rep_name, colleagues, links, today),
        links=links,
        seen=frozenset(p.id for p in theirs if p.seen is not None),
        touches=_touches(session, number, colleagues),
        services=_of(session, Assistance, number),
        projects=_of(session, Project, number),
        components=tuple(sorted(_of(session, Component, number), key=_by_value)),
        currency=territory.currency,
        rep_name=territory.rep_name,
        today=today,
    )


def _by_value(component: Component) -> tuple[float, int]:
    return -(component.value or 0.0), component.id


def _of(session: Session, kind: type[_Kind], account: int) -> tuple[_Kind, ...]:
    return tuple(session.scalars(select(kind).where(kind.account == account).order_by(kind.id)))


def _theirs(session: Session, account: int) -> tuple[Person, ...]:
    """Their people, those with a role here whose first account is another one too; leavers last."""
    people = {
        contact.id: _person(contact, contact.role)
        for contact in session.scalars(select(Contact).where(Contact.account == account))
    }
    others = select(Contact, Role.role).join(Role, Role.contact == Contact.id)
    for contact, role in session.execute(others.where(Role.account == account)):
        people.setdefault(contact.id, _person(contact, role))
    return tuple(sorted(people.values(), key=lambda person: (person.left, person.id)))


def _person(contact: Contact, role: str) -> Person:
    return Person(
        contact.id,
        contact.name,
        contact.post,
        role,
        contact.email,
        contact.last_seen,
        contact.left_on is not None,
    )


def _links(session: Session, account: int, colleagues: dict[int, Colleague]) -> tuple[Link, ...]:
    query = (
        select(Introduction, Contact.name)
        .join(Contact, Contact.id == Introduction.contact)
        .where(Introduction.account == account)
        .order_by(Introduction.id)
    )
    return tuple(
        Link(
            id=known.id,
            contact=known.contact,
            colleague=known.colleague,
            contact_name=name,
            colleague_name=colleagues[known.colleague].name,
            since=known.date,
            text=known.text,
            difference=known.difference,
            settled_on=known.settled_on,
        )
        for known, name in session.execute(query)
    )


def _ours(
    session: Session,
    account: int,
    rep_name: str,
    colleagues: dict[int, Colleague],
    links: Iterable[Link],
    today: date,
) -> tuple[OurOwn, ...]:
    """The rep, then the colleagues: those who know somebody there first."""
    half = today - timedelta(days=HALF_YEAR)
    query = (
        select(Touch.colleague, since(Touch.day, half), func.max(Touch.day))
        .where(Touch.account == account, Touch.day <= today)
        .group_by(Touch.colleague)
    )
    counts = {who: (count, last) for who, count, last in session.execute(query)}
    made = (
        select(since(Call.day, half), func.max(Call.day))
        .where(Call.account == account, Call.state == "made", Call.day <= today)
    )  # fmt: skip
    calls, last_call = session.execute(made).one()
    own, last = counts.get(None, (0, None))
    newest = max((day for day in (last, last_call) if day is not None), default=None)
    rep = OurOwn(REP, rep_name, "", "", (calls or 0) + own, newest)
    linked = {link.colleague for link in links}
    others = [
        OurOwn(c.id, c.name, c.function, c.email, *counts.get(c.id, (0, None)))
        for c in colleagues.values()
    ]
    others.sort(key=lambda who: (who.id not in linked, not who.contacts, who.id))
    return (rep, *others)


def _touches(
    session: Session, account: int, colleagues: dict[int, Colleague]
) -> tuple[TheirTouch, ...]:
    query = (
        select(Touch, Contact.name)
        .outerjoin(Contact, Contact.id == Touch.contact)
        .where(Touch.account == account, Touch.colleague.is_not(None))
        .order_by(Touch.day.desc(), Touch.id.desc())
        .limit(_TOUCHES)
    )
    return tuple(
        TheirTouch(
            touch.id,
            touch.day,
            touch.colleague,
            colleagues[touch.colleague].name,
            touch.contact,
            name or "",
            touch.kind,
            touch.text,
        )
        for touch, name in session.execute(query)
        if touch.colleague is not None
    )


def _months(session: Session, account: int, today: date) -> tuple[tuple[MonthOrdered, ...], float]:
    """The twelve months up to this one, and what was ordered in the twelve before them."""
    firsts = [_month_back(today, back) for back in range(2 * _MONTHS - 1, -1, -1)]
    ordered: dict[date, float] = defaultdict(float)
    query = select(Order.date, Order.amount).where(
        Order.account == account, Order.date >= firsts[0], Order.date <= today
    )
    for day, amount in session.execute(query):
        ordered[day.replace(day=1)] += amount
    shown = tuple(MonthOrdered(first, ordered[first]) for first in firsts[_MONTHS:])
    return shown, sum(ordered[first] for first in firsts[:_MONTHS])


def _month_back(today: date, back: int) -> date:
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
