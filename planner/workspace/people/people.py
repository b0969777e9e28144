"""The people of a territory: read, let go, followed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner import clock
from planner.records import Account, Contact, Role, Territory
from planner.store.journal import Change, Journal
from planner.workspace.errors import BadInput
from planner.workspace.fields import check
from planner.workspace.people import leaving
from planner.workspace.people.losing import Loss, Rebuild, read_loss, read_rebuilds
from planner.workspace.people.not_seen import NotSeen, not_seen
from planner.workspace.people.roles import roles_of
from planner.workspace.people.unit import Unit, read_unit


class People:
    """Reads and changes who decides at the accounts of one territory."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine, self._journal = engine, journal

    def today(self) -> date:
        """The date in the territory's time zone."""
        with self._reading() as session:
            return _today(session)

    def unit(self, account: int) -> Unit:
        """The decision-making unit of an account."""
        with self._reading() as session:
            return read_unit(session, account, _today(session))

    def rebuilds(self, account: int) -> tuple[Rebuild, ...]:
        """What is known of those who left an account, and whom to meet instead."""
        with self._reading() as session:
            return read_rebuilds(session, account, _today(session))

    def loss(self, contact: int) -> Loss:
        """What is lost if a person goes.

        Raises:
            BadInput: there is no such person.
        """
        with self._reading() as session:
            return read_loss(session, leaving.found(session, contact), _today(session))

    def not_seen(self, days: int) -> list[NotSeen]:
        """Who was last seen so many days ago or longer."""
        with self._reading() as session:
            return not_seen(session, _today(session), days)

    def followers(self, contact: int) -> list[Contact]:
        """Who could follow a person."""
        with self._reading() as session:
            return leaving.followers(session, leaving.found(session, contact))

    def has_left(
        self, contact: int, day: date | None = None, successor: int | str | None = None
    ) -> Change | None:
        """A person has left, today if no day is given; `successor` as in `follow`.

        Raises:
            BadInput: they had left before, or nobody can follow them so.
        """
        with self._journal.change("person_left") as change:
            session = change.session
            person = leaving.leave(session, contact, day or _today(session), successor)
            change.args = {"name": person.name, "id": person.id}
        return change.change

    def follow(self, contact: int, successor: int | str) -> Change | None:
        """Somebody follows one who left: a person by number, or a new one by name.

        Raises:
            BadInput: nobody can follow them so.
        """
        with self._journal.change("person_follows") as change:
            session = change.session
            person = leaving.found(session, contact)
            heir = leaving.follow(session, person, successor)
            change.args = {"name": heir.name, "other": person.name, "id": heir.id}
        return change.change

    def set_role(self, contact: int, account: int, role: str, *, has: bool) -> Change | None:
        """A person has one role more at an account, or has it no more.

        Raises:
            BadInput: there is no such person, or they are not at the account.
        """
        with self._journal.change("person_role") as change:
            session = change.session
            person = leaving.found(session, contact)
            holder = leaving.holder(session, person, account)
            kept = [word for word in roles_of(holder.role) if word != role]
            words = ", ".join([*kept, role] if has else kept)
            holder.role = check("role", {"role": words}, new=False)["role"]
            change.args = {"name": person.name, "id": person.id}
        return change.change

    def everyone(self) -> list[tuple[int, str, str]]:
        """Number, name and first account of all who are there, by name."""
        query = select(Contact.id, Contact.name, Account.name).join(
            Account, Account.id == Contact.account
        )
        with self._reading() as session:
            rows = session.execute(query.where(Contact.left_on.is_(None)).order_by(Contact.name))
            return [(number, name, account) for number, name, account in rows]

    def join(self, contact: int, account: int, role: str = "", criteria: str = "") -> Change | None:
        """Let a person have a role at one more account than their first.

        Raises:
            BadInput: it is their first, or they have a role there.
        """
        with self._journal.change("person_joined") as change:
            session = change.session
            person = leaving.found(session, contact)
            if account in leaving.accounts_of(session, person):
                raise BadInput("there_already", name=person.name)
            if session.get(Account, account) is None:
                raise BadInput("unknown", kind="account", id=account)
            values = check("role", {"role": role, "criteria": criteria}, new=False)
            session.add(Role(contact=contact, account=account, **values))
            change.args = {"name": person.name, "id": person.id}
        return change.change

    def _reading(self) -> Session:
        return Session(self._engine, expire_on_commit=False)


def _today(session: Session) -> date:
    return clock.today(session.get_one(Territory, 1).time_zone)
