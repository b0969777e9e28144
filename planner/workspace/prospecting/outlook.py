"""Reads what the trade between prospects and current customers is reckoned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.advice.due import Frequency
from planner.advice.lead_sources import Source, together
from planner.advice.new_business import NewBusiness, months_up_to
from planner.advice.prospect_hours import Customer, Outlook
from planner.advice.value import next_order
from planner.records import Account, Call, Order, Territory
from planner.records.calls import PLANNED
from planner.workspace.prospecting.hours import WeekHours

_AHEAD = 13 * 7
_ENOUGH_CALLS = 10
"""Calls on prospects from which on an hour's worth is taken from the record."""
_CALLS_TO_WIN = 5
"""Calls that a prospect is thought to take where there is no such record."""


def read_outlook(
    session: Session,
    today: date,
    business: NewBusiness,
    hours: WeekHours,
    sources: Sequence[Source],
) -> tuple[Outlook, date]:
    """The outlook, and the day that its days are counted from: tomorrow."""
    territory = session.get_one(Territory, 1)
    start = today + timedelta(days=1)
    weekdays = frozenset(territory.working_days)
    days = tuple(n for n in range(_AHEAD) if (start + timedelta(days=n)).weekday() in weekdays)
    count = max(1, len(weekdays))
    outlook = Outlook(
        business=business,
        hours=territory.prospect_hours,
        customers=tuple(_customers(session, territory, today, start, hours)),
        days=days,
        day=hours.have / count,
        week=hours.have,
        needed=hours.needed,
        given=hours.given,
        call=hours.call,
        each=hours.each,
        won_an_hour=_won_an_hour(business, hours, sources, _prospects(session)),
        spent=together(sources).seconds,
        days_a_week=count,
    )
    return outlook, start


def _won_an_hour(
    business: NewBusiness, hours: WeekHours, sources: Sequence[Source], prospects: int
) -> float:
    """Revenue for an hour on prospects: by the record, else by what the pipeline holds."""
    whole = together(sources)
    if whole.calls >= _ENOUGH_CALLS:
        return whole.won_an_hour or 0.0
    if not prospects:
        return 0.0
    return business.likely / (prospects * _CALLS_TO_WIN * hours.each / 3600)


def _prospects(session: Session) -> int:
    query = select(func.count()).select_from(Account).where(Account.status == "prospect")
    return session.scalar(query) or 0


def _customers(
    session: Session, territory: Territory, today: date, start: date, hours: WeekHours
) -> Iterator[Customer]:
    rule, drive = Frequency(territory), max(0.0, hours.each - hours.call)
    last = dict(_grouped(session, func.max(Call.day), Call.state == "made"))
    held, drafts = _ahead(session, today)
    revenue, rhythm = _revenue(session, today), _order_days(session, today)
    query: Any = select(
        Account.id, Account.name, Account.grade, Account.calls_per_cycle, Account.call_minutes
    ).where(Account.status == "customer")
    for number, name, grade, own, minutes in session.execute(query):
        calls = rule.calls(grade, own)
        due = drafts.get(number) or rule.due(calls, last.get(number), today)
        interval = rule.interval_days(calls)
        if due is None or interval is None:
            continue
        at = held.get(number)
        yield Customer(
            account=number,
            name=name,
            grade=grade,
            interval=float(interval),
            due=(due - start).days,
            seconds=60.0 * (minutes or territory.call_minutes) + drive,
            revenue=revenue.get(number, 0.0),
            held=None if at is None else max(0, (at - start).days),
            reorder=_reorder(rhythm.get(number, ()), start),
        )


def _ahead(session: Session, today: date) -> tuple[Mapping[int, date], Mapping[int, date]]:
    """The next calls that are not to be moved, and those that may be."""
    ahead = Call.state.in_(PLANNED) & (Call.day >= today)
    fixed = Call.locked | (Call.state != "draft") | Call.start.isnot(None)
    next_ = func.min(Call.day)
    return dict(_grouped(session, next_, ahead & fixed)), dict(
        _grouped(session, next_, ahead & ~fixed)
    )


def _grouped(session: Session, what: Any, where: Any) -> Sequence[tuple[int, date]]:
    query = select(Call.account, what).where(where).group_by(Call.account)
    return [(account, day) for account, day in session.execute(query)]


def _revenue(session: Session, today: date) -> Mapping[int, float]:
    query = (
        select(Order.account, func.sum(Order.amount))
        .where(Order.date >= months_up_to(today)[0], Order.date <= today)
        .group_by(Order.account)
    )
    return {account: float(amount) for account, amount in session.execute(query)}


def _order_days(session: Session, today: date) -> Mapping[int, Sequence[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    query = select(Order.account, Order.date).where(
        Order.date >= today - timedelta(days=730), Order.date <= today
    )
    for account, day in session.execute(query.order_by(Order.date)):
        found[account].append(day)
    return found


def _reorder(days: Sequence[date], start: date) -> int | None:
    """The number of the day on which the next order is expected; None where that is past."""
    expected = next_order(days)
    if expected is None:
        return None
    gap, last = expected
    number = (last - start).days + gap
    return number if number >= 0 else None
