"""Promises of ours that want a call by a day, and which of them a plan would break.

They are soft: planning keeps them where it can, a rep may still break one, but never unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.records import Account, Call, Promise
from planner.records.calls import PLANNED

if TYPE_CHECKING:
    from planner.tours.week import Plan

WORDS_SHOWN = 300
"""Letters of a promise that lists and sentences carry."""


@dataclass(frozen=True, slots=True)
class Promised:
    """An open promise of ours: to be with the account by `due`, from `since` on.

    A call on a day from `since` to `due` keeps it.
    """

    number: int
    account: int
    name: str
    due: date
    since: date
    text: str = ""


def read_promised(session: Session, first: date, last: date, today: date) -> tuple[Promised, ...]:
    """The promises due from `first` to `last`, and not before today, that wait for a call there.

    One that a call planned between today and `first` keeps is not among them.
    """
    query = (
        select(
            Promise.id,
            Promise.account,
            Account.name,
            Promise.due,
            func.substr(Promise.text, 1, WORDS_SHOWN),
        )
        .join(Account, Account.id == Promise.account)
        .where(
            Promise.state == "open",
            Promise.by == "us",
            Promise.needs_call,
            Promise.due.between(max(first, today), last),
        )
        .order_by(Promise.due, Promise.id)
    )
    found = [
        Promised(number, account, name, due, today, " ".join(text.split()))
        for number, account, name, due, text in session.execute(query)
    ]
    if not found or first <= today:
        return tuple(found)
    before = _planned_between(session, {one.account for one in found}, today, first)
    return tuple(one for one in found if one.account not in before)


def _planned_between(
    session: Session, accounts: Collection[int], today: date, first: date
) -> set[int]:
    """Who has a call planned from today on and before `first`."""
    ahead = Call.state.in_(PLANNED) & (Call.day >= today) & (Call.day < first)
    query = select(Call.account).where(Call.account.in_(accounts), ahead)
    return set(session.scalars(query))


def planned_days(plan: Plan) -> dict[int, list[date]]:
    """The days on which a plan is at each account."""
    found: dict[int, list[date]] = {}
    for day, stops in plan.stops.items():
        for stop in stops:
            if stop.account:
                found.setdefault(stop.account, []).append(day)
    return found


def unkept(promised: Iterable[Promised], plan: Plan) -> tuple[Promised, ...]:
    """The promises that a plan has no call for in time."""
    promised = tuple(promised)
    if not promised:
        return ()
    days = planned_days(plan)
    return tuple(p for p in promised if not _keeps(p, days))


def newly_broken(promised: Iterable[Promised], before: Plan, after: Plan) -> tuple[Promised, ...]:
    """The promises that one plan keeps and the other does not."""
    out = unkept(promised, after)
    if not out:
        return ()
    standing = planned_days(before)
    return tuple(p for p in out if _keeps(p, standing))


def _keeps(promise: Promised, days: Mapping[int, Sequence[date]]) -> bool:
    there = days.get(promise.account, ())
    return any(promise.since <= day <= promise.due for day in there)


def earliest(promised: Iterable[Promised]) -> dict[int, date]:
    """The first day by which each account was promised a call."""
    found: dict[int, date] = {}
    for one in promised:
        found[one.account] = min(one.due, found.get(one.account, one.due))
    return found


def horizon(today: date) -> date:
    """The end of next week: what is due by then is looked at now."""
    return today + timedelta(days=13 - today.weekday())
