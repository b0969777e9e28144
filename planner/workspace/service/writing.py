"""What the use cases of complaints and jobs share: finding records, refusing what cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from planner import clock
from planner.records import KINDS, Account, Colleague, Record, Territory
from planner.records.base import this_moment
from planner.workspace.errors import BadInput
from planner.workspace.fields import check

Kind = TypeVar("Kind", bound=Record)


def get(session: Session, kind: type[Kind], number: int) -> Kind:
    """One record.

    Raises:
        BadInput: there is none.
    """
    found = session.get(kind, number)
    if found is None:
        raise BadInput("unknown", kind=kind.__tablename__, id=number)
    return found


def name_of(session: Session, account: int) -> str:
    """An account's name, for the journal's sentence."""
    return get(session, Account, account).name


def made(session: Session, kind: str, values: Mapping[str, Any]) -> Any:
    """A new record of an account, checked; what it names belongs to the same account.

    Raises:
        BadInput: a field holds what it cannot, or names something of somebody else's.
    """
    record: Any = KINDS[kind](**check(kind, values, new=True))
    get(session, Account, record.account)
    for field in ("contact", "machine", "order"):
        number = getattr(record, field, None)
        if number is not None:
            _theirs(session, field, number, record.account)
    session.add(record)
    session.flush()
    return record


def _theirs(session: Session, field: str, number: int, account: int) -> None:
    from planner.records import Role

    owner: Any = get(session, KINDS[field], number)
    if owner.account == account:
        return
    query = session.query(Role).filter(Role.contact == number, Role.account == account)
    if field != "contact" or query.first() is None:
        raise BadInput("rule", kind=field, rule="of_that_account")


def changed(record: Record, kind: str, values: Mapping[str, Any]) -> None:
    """Set fields of a record, checked.

    Raises:
        BadInput: a field holds what it cannot.
    """
    for field, value in check(kind, values, new=False).items():
        if getattr(record, field) != value:
            setattr(record, field, value)


def not_before(first: int, moment: int) -> None:
    """Nothing is answered before it was said.

    Raises:
        BadInput: it would be.
    """
    if moment < first:
        raise BadInput("rule", rule="answered_after_opened")


def an_expert(session: Session, number: int) -> Colleague:
    """A colleague who can be asked."""
    return get(session, Colleague, number)


def today(session: Session) -> date:
    """The date in the territory."""
    return clock.today(session.get_one(Territory, 1).time_zone)


def now() -> int:
    """This moment."""
    return this_moment()
