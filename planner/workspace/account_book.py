"""Reading accounts: all of them quickly for lists and map, one of them whole for its card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Engine, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.due import Frequency
from planner.records import (
    KINDS,
    Account,
    Call,
    Contact,
    Order,
    Role,
    Territory,
    Turnover,
)
from planner.records.calls import PLANNED
from planner.store.folding import folded
from planner.workspace.views import AccountRow

_COLUMNS = (
    Account.id,
    Account.name,
    Account.status,
    Account.grade,
    Account.street,
    Account.postcode,
    Account.town,
    Account.country,
    Account.phone,
    Account.lat,
    Account.lon,
    Account.precision,
    Account.calls_per_cycle,
    Account.call_minutes,
    Account.opening_hours,
)
OF_ACCOUNTS = tuple(name for name, kind in KINDS.items() if "account" in kind.__table__.c)
"""The kinds of records that belong to accounts."""
_DATED = ("date", "day", "due", "opened_at", "year", "made_on", "found_on", "asked_on", "begins")
"""The field that a kind is listed by, the first of these that it has."""
_BETWEEN = "\x1f"
"""Stands in no field, so that nothing is found across two."""
BRIEF: Any = select(*_COLUMNS)
"""The query behind account rows, for those who read them within their own session."""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Everything kept on one account.

    `kept` has the records of every kind that belongs to accounts, by the kind's name: newest first
    where they have dates, contacts by number. `shared` are people of other accounts who have a
    role at this one, `offices` the other accounts of its firm.
    """

    row: AccountRow
    account: Account
    kept: Mapping[str, tuple[Any, ...]]
    shared: tuple[Contact, ...]
    offices: tuple[Account, ...]

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Its people."""
        return self.kept["contact"]

    @property
    def orders(self) -> tuple[Order, ...]:
        """Its orders, newest first."""
        return self.kept["order"]

    @property
    def calls(self) -> tuple[Call, ...]:
        """Its calls, newest first."""
        return self.kept["call"]

    @property
    def turnovers(self) -> tuple[Turnover, ...]:
        """Its years, newest first."""
        return self.kept["turnover"]


class AccountBook:
    """The accounts of one territory, read only."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, *, search: str = "", ids: Collection[int] | None = None) -> list[AccountRow]:
        """Accounts by name; `search` looks in name and address, `ids` picks some."""
        query = BRIEF.order_by(Account.name, Account.id)
        if search.strip():
            query = _matching(query, search.strip())
        with Session(self._engine) as session:
            return read_rows(session, query, ids)

    def card(self, account: int) -> AccountCard:
        """One account whole.

        Raises:
            KeyError: there is no such account.
        """
        with Session(self._engine, expire_on_commit=False) as session:
            found = session.get(Account, account)
            if found is None:
                raise KeyError(account)
            rows = read_rows(session, BRIEF, [account])
            return AccountCard(
                row=rows[0],
                account=found,
                kept=_kept(session, account),
                shared=tuple(session.scalars(_shared(account))),
                offices=tuple(session.scalars(_offices(found))),
            )


def _kept(session: Session, account: int) -> dict[str, tuple[Any, ...]]:
    """The records of each kind; of those that are there at all, which one question tells."""
    there = session.execute(_there(), {"account": account}).one()
    return {
        name: tuple(session.scalars(_records(name), {"account": account})) if some else ()
        for name, some in zip(OF_ACCOUNTS, there, strict=True)
    }


@cache
def _there() -> Any:
    """Of which kinds an account has records."""
    own: Any = bindparam("account")
    tables = (KINDS[name].__table__ for name in OF_ACCOUNTS)
    return select(*(exists().where(t.c["account"] == own) for t in tables))


@cache
def _records(name: str) -> Any:
    """An account's records of a kind; made once, as a card asks for two dozen kinds."""
    kind = KINDS[name]
    columns = kind.__table__.c
    dated = next((columns[field] for field in _DATED if field in columns), None)
    newest = [dated.desc(), columns.id.desc()] if dated is not None else [columns.id]
    return select(kind).where(columns["account"] == bindparam("account")).order_by(*newest)


def _shared(account: int) -> Select[Any]:
    here = select(Role.contact).where(Role.account == account)
    return select(Contact).where(Contact.id.in_(here)).order_by(Contact.id)


def _offices(account: Account) -> Select[Any]:
    """The head office and every other account below it."""
    head = account.group or account.id
    of_firm = (Account.group == head) | (Account.id == head)
    return select(Account).where(of_firm, Account.id != account.id).order_by(Account.name)


def _matching(query: Select[Any], search: str) -> Select[Any]:
    columns = (Account.name, Account.town, Account.postcode, Account.street, Account.external_id)
    text = columns[0].concat(_BETWEEN)
    for column in columns[1:]:
        text = text.concat(column).concat(_BETWEEN)
    found = func.instr(func.folded(text), folded(search)) > 0
    return query.where(found)


def read_rows(
    session: Session, query: Select[Any], ids: Collection[int] | None = None
) -> list[AccountRow]:
    """The account rows of a query over `_COLUMNS`, with what calls and turnover add to them."""
    if ids is not None:
        query = query.where(Account.id.in_(ids))
    territory = session.get_one(Territory, 1)
    today = clock.today(territory.time_zone)
    extra = _Extras(session, today, ids)
    rule, usual_minutes = Frequency(territory), territory.call_minutes
    rows = []
    for raw in session.execute(query):
        calls, last = rule.calls(raw[3], raw[12]), extra.last_call.get(raw[0])
        rows.append(
            AccountRow._make(
                (
                    *raw[:12],
                    calls,
                    raw[13] or usual_minutes,
                    raw[14],
                    *extra.turnover.get(raw[0], (None, None)),
                    last,
                    rule.due(calls, last, today),
                    extra.planned.get(raw[0]),
                )
            )
        )
    return rows


class _Extras:
    """Last call made, next call planned and newest turnover, by account."""

    def __init__(self, session: Session, today: date, ids: Collection[int] | None) -> None:
        self.last_call = dict(_pairs(session, func.max(Call.day), Call.state == "made", ids))
        ahead = Call.state.in_(PLANNED) & (Call.day >= today)
        self.planned = dict(_pairs(session, func.min(Call.day), ahead, ids))
        self.turnover: dict[int, tuple[float | None, float | None]] = defaultdict(
            lambda: (None, None)
        )
        query = select(Turnover.account, Turnover.potential, Turnover.revenue)
        if ids is not None:
            query = query.where(Turnover.account.in_(ids))
        for account, potential, revenue in session.execute(query.order_by(Turnover.year)):
            known = self.turnover[account]
            self.turnover[account] = (
                known[0] if potential is None else potential,
                known[1] if revenue is None else revenue,
            )


def _pairs(
    session: Session, what: Any, where: Any, ids: Collection[int] | None
) -> Iterator[tuple[int, date]]:
    query = select(Call.account, what).where(where).group_by(Call.account)
    if ids is not None:
        query = query.where(Call.account.in_(ids))
    yield from ((account, day) for account, day in session.execute(query))
