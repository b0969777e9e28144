"""What new customers ordered and what winning them took, counted in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from planner.advice.lead_sources import Source, ranked
from planner.advice.new_business import Revenue, months_up_to
from planner.records import Account, Call, Order, Territory
from planner.workspace.prospecting.hours import WeekHours


def _began() -> Subquery:
    """The day from which each account counts as new; null while it has bought nothing.

    The day it was won; else its first order, or the day since when it is a customer if that is
    earlier: orders may have been kept only from some day on.
    """
    first = func.min(Order.date)
    since = case((or_(first.is_(None), Account.since < first), Account.since), else_=first)
    day = func.coalesce(Account.won_on, since).label("day")
    query = select(Account.id.label("account"), day).outerjoin(Order, Order.account == Account.id)
    return query.group_by(Account.id).subquery()


def _is_new(began: Subquery, new_months: int) -> ColumnElement[bool]:
    """Whether an order came within so many months; before the day there is nothing to be new."""
    ends = func.date(began.c.day, f"+{new_months} months")
    return (Order.date >= began.c.day) & (Order.date < ends)


def _span(column: Any, today: date) -> ColumnElement[bool]:
    inside: ColumnElement[bool] = (column >= months_up_to(today)[0]) & (column <= today)
    return inside


def sums_by_month(session: Session, today: date, new_months: int) -> Mapping[str, Revenue]:
    """Revenue from new customers and from all, by 2026-11, of the last twelve months."""
    began = _began()
    new = func.sum(case((_is_new(began, new_months), Order.amount), else_=0.0))
    month = func.strftime("%Y-%m", Order.date)
    query: Any = (
        select(month, new, func.sum(Order.amount))
        .join(began, began.c.account == Order.account)
        .where(_span(Order.date, today))
        .group_by(month)
    )
    return {name: Revenue(part, whole) for name, part, whole in session.execute(query)}


def read_sources(
    session: Session, today: date, new_months: int, hours: WeekHours
) -> tuple[Source, ...]:
    """Every source over the twelve months, the one that wins most for an hour first.

    An order counts where its customer is new by then, so what all sources have won is the new
    revenue of those months. Calls count until the day the account was won.
    """
    won, tried, open_ = _won(session, today, new_months), _tried(session, today), _open(session)
    drive = max(0.0, hours.each - hours.call)
    found = []
    for source in won.keys() | tried.keys() | open_.keys():
        calls, minutes = tried.get(source, (0, 0.0))
        orders, money = won.get(source, (0, 0.0))
        count, value = open_.get(source, (0, 0.0))
        seconds = calls * drive + 60.0 * minutes
        found.append(Source(source, seconds, calls, orders, money, count, value))
    return ranked(found)


def _won(session: Session, today: date, new_months: int) -> Mapping[str, tuple[int, float]]:
    began = _began()
    query: Any = (
        select(Account.lead_source, func.count(), func.sum(Order.amount))
        .select_from(Order)
        .join(Account, Account.id == Order.account)
        .join(began, began.c.account == Order.account)
        .where(_span(Order.date, today), _is_new(began, new_months))
        .group_by(Account.lead_source)
    )
    return {source: (count, money) for source, count, money in session.execute(query)}


def _tried(session: Session, today: date) -> Mapping[str, tuple[int, float]]:
    """Calls and minutes on prospects, tried in vain too, and on customers until they were won."""
    usual = select(Territory.call_minutes).scalar_subquery()
    minutes = func.coalesce(Call.minutes, Account.call_minutes, usual)
    began = _began()
    was_one = or_(
        Account.status == "prospect",
        Call.day <= began.c.day,
        began.c.day.is_(None) & (Account.lead_source != ""),
    )
    query: Any = (
        select(Account.lead_source, func.count(), func.sum(minutes))
        .select_from(Call)
        .join(Account, Account.id == Call.account)
        .join(began, began.c.account == Account.id)
        .where(Call.state == "made", _span(Call.day, today), was_one)
        .group_by(Account.lead_source)
    )
    return {source: (count, float(spent)) for source, count, spent in session.execute(query)}


def _open(session: Session) -> Mapping[str, tuple[int, float]]:
    query: Any = (
        select(
            Account.lead_source,
            func.count(),
            func.coalesce(func.sum(Account.prospect_value), 0.0),
        )
        .where(Account.status == "prospect")
        .group_by(Account.lead_source)
    )
    return {source: (count, float(value)) for source, count, value in session.execute(query)}


def new_orders(session: Session, first: date, last: date, new_months: int) -> tuple[int, float]:
    """Orders of new customers between two days: how many, and for how much."""
    began = _began()
    query: Any = (
        select(func.count(), func.coalesce(func.sum(Order.amount), 0.0))
        .join(began, began.c.account == Order.account)
        .where(Order.date.between(first, last), _is_new(began, new_months))
    )
    count, amount = session.execute(query).one()
    return int(count), float(amount)
