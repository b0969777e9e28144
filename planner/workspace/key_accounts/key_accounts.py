"""The use cases of key accounts: one of them whole, two people introduced, a difference settled."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.trust import Trust
from planner.records import (
    Account,
    Colleague,
    Component,
    Contact,
    Introduction,
    Role,
    Territory,
)
from planner.store.journal import Change, Journal
from planner.workspace.errors import BadInput
from planner.workspace.key_accounts.reading import read_key_account
from planner.workspace.key_accounts.trusting import read_trust, read_trusts
from planner.workspace.key_accounts.views import KeyAccount


class KeyName(NamedTuple):
    """A key account in a list."""

    id: int
    name: str
    grade: str


class Introduced(NamedTuple):
    """What a mail that introduces two people to each other has to say."""

    account: str
    contact: str
    post: str
    contact_email: str
    colleague: str
    function: str
    expertise: str
    colleague_email: str
    rep: str


class KeyAccounts:
    """Long-term relationships of one territory."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine, self._journal = engine, journal

    def names(self) -> list[KeyName]:
        """The key accounts by name."""
        query = select(Account.id, Account.name, Account.grade).where(Account.is_key)
        with Session(self._engine) as session:
            return [KeyName(*row) for row in session.execute(query.order_by(Account.name))]

    def card(self, account: int) -> KeyAccount:
        """One account whole; it need not be called a key account.

        Raises:
            KeyError: there is no such account.
        """
        with Session(self._engine, expire_on_commit=False) as session:
            return read_key_account(session, account)

    def trust(self, account: int) -> Trust:
        """The trust of one account.

        Raises:
            KeyError: there is no such account.
        """
        return read_trust(self._engine, account)

    def trusts(self) -> dict[int, Trust]:
        """The trust of all accounts, by number."""
        return read_trusts(self._engine)

    def introduce(self, account: int, contact: int, colleague: int) -> tuple[int, Change | None]:
        """Note that two people know each other from today; gives the introduction's number.

        Raises:
            BadInput: the person is not of that account or has left, or they know each other.
        """
        with self._journal.change("people_introduced") as change:
            session = change.session
            person, ours = _get(session, Contact, contact), _get(session, Colleague, colleague)
            _may_be_introduced(session, _get(session, Account, account), person, ours)
            known = Introduction(
                account=account, contact=contact, colleague=colleague, date=_today(session)
            )
            session.add(known)
            session.flush()
            change.args = {"name": person.name, "other": ours.name}
        return known.id, change.change

    def introduced(self, introduction: int) -> Introduced:
        """The two people of an introduction, for the mail that brings them together.

        Raises:
            BadInput: there is no such introduction.
        """
        with Session(self._engine) as session:
            known = _get(session, Introduction, introduction)
            person = session.get_one(Contact, known.contact)
            ours = session.get_one(Colleague, known.colleague)
            return Introduced(
                account=session.get_one(Account, known.account).name,
                contact=person.name,
                post=person.post,
                contact_email=person.email,
                colleague=ours.name,
                function=ours.function,
                expertise=ours.expertise,
                colleague_email=ours.email,
                rep=session.get_one(Territory, 1).rep_name,
            )

    def settle(self, introduction: int) -> Change | None:
        """A difference between two people is smoothed: it counts as settled today.

        Raises:
            BadInput: there is no such introduction.
        """
        with self._journal.change("difference_settled") as change:
            known = _get(change.session, Introduction, introduction)
            if known.difference and known.settled_on is None:
                known.settled_on = _today(change.session)
            person = change.session.get_one(Contact, known.contact)
            ours = change.session.get_one(Colleague, known.colleague)
            change.args = {"name": person.name, "other": ours.name}
        return change.change

    def win(self, component: int) -> Change | None:
        """A component is bought from us from now on.

        Raises:
            BadInput: there is no such component.
        """
        with self._journal.change("component_won") as change:
            won = _get(change.session, Component, component)
            won.ours, won.supplier = True, ""
            owner = change.session.get_one(Account, won.account)
            change.args = {"what": won.name, "name": owner.name}
        return change.change


def _may_be_introduced(
    session: Session, account: Account, person: Contact, ours: Colleague
) -> None:
    elsewhere = select(Role.id).where(Role.contact == person.id, Role.account == account.id)
    if person.account != account.id and session.scalar(elsewhere) is None:
        raise BadInput("not_their_person", name=person.name, other=account.name)
    if person.left_on is not None:
        raise BadInput("person_left", name=person.name)
    known = select(Introduction.id).where(
        Introduction.account == account.id,
        Introduction.contact == person.id,
        Introduction.colleague == ours.id,
    )
    if session.scalar(known) is not None:
        raise BadInput("know_each_other", name=person.name, other=ours.name)


def _today(session: Session) -> Any:
    return clock.today(session.get_one(Territory, 1).time_zone)


def _get(session: Session, kind: Any, number: int) -> Any:
    found = session.get(kind, number)
    if found is None:
        raise BadInput("unknown", kind=kind.__tablename__, id=number)
    return found
