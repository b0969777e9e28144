"""Somebody leaves: marked, never deleted; who follows takes over the open promises."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.records import Contact, Promise, Role
from planner.workspace.errors import BadInput
from planner.workspace.fields import check


def leave(session: Session, number: int, day: date, successor: int | str | None) -> Contact:
    """Mark a person as gone since `day`; `successor` is a person's number, or a new one's name.

    Raises:
        BadInput: they had left before, the day is none, or nobody can follow them so.
    """
    person = found(session, number)
    if person.left_on is not None:
        raise BadInput("left_already", name=person.name, day=person.left_on.isoformat())
    person.left_on = check("contact", {"left_on": day}, new=False)["left_on"]
    session.flush()
    if successor not in (None, ""):
        follow(session, person, successor)
    return person


def follow(session: Session, person: Contact, successor: Any) -> Contact:
    """Let somebody take the place of one who left, with the promises that are open.

    Raises:
        BadInput: the person has not left, or who shall follow is not there.
    """
    if person.left_on is None:
        raise BadInput("not_left", name=person.name)
    heir = _named(session, person, successor) if isinstance(successor, str) else None
    heir = heir or _chosen(session, person, successor)
    person.successor = heir.id
    open_ones = select(Promise).where(Promise.contact == person.id, Promise.state == "open")
    for promise in session.scalars(open_ones):
        promise.contact = heir.id
    session.flush()
    return heir


def _named(session: Session, person: Contact, name: str) -> Contact:
    """A new person in the place of the one before; what they choose by is to be found out."""
    values = check("contact", {"name": name.strip(), "role": person.role}, new=False)
    if not values["name"]:
        raise BadInput("missing", kind="contact", field="name")
    heir = Contact(account=person.account, post=person.post, **values)
    session.add(heir)
    session.flush()
    for role in session.scalars(select(Role).where(Role.contact == person.id)):
        session.add(Role(contact=heir.id, account=role.account, role=role.role, criteria=""))
    session.flush()
    return heir


def _chosen(session: Session, person: Contact, number: int) -> Contact:
    heir = found(session, number)
    if heir.id == person.id:
        raise BadInput("follows_self", name=person.name)
    if heir.left_on is not None:
        raise BadInput("left_already", name=heir.name, day=heir.left_on.isoformat())
    if not accounts_of(session, heir) & accounts_of(session, person):
        raise BadInput("not_a_colleague", name=heir.name, other=person.name)
    return heir


def accounts_of(session: Session, person: Contact) -> set[int]:
    """The accounts where a person has a role, their first among them."""
    roles = session.scalars(select(Role.account).where(Role.contact == person.id))
    return {person.account, *roles}


def holder(session: Session, person: Contact, account: int) -> Contact | Role:
    """The record that holds what a person is at an account.

    Raises:
        BadInput: they are not at that account.
    """
    if person.account == account:
        return person
    query = select(Role).where(Role.contact == person.id, Role.account == account)
    role = session.scalars(query).first()
    if role is None:
        raise BadInput("not_at_account", name=person.name)
    return role


def found(session: Session, number: int) -> Contact:
    """A person.

    Raises:
        BadInput: there is none.
    """
    person = session.get(Contact, number)
    if person is None:
        raise BadInput("unknown", kind="contact", id=number)
    return person


def followers(session: Session, person: Contact) -> list[Contact]:
    """Who is there and could follow: people of the same accounts."""
    accounts = accounts_of(session, person)
    joined = select(Role.contact).where(Role.account.in_(accounts))
    query = select(Contact).where(
        or_(Contact.account.in_(accounts), Contact.id.in_(joined)),
        Contact.left_on.is_(None),
        Contact.id != person.id,
    )
    return list(session.scalars(query.order_by(Contact.id)))
