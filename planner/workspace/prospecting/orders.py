"""Revenue of new customers, counted in the file: by month and by where they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, select
from sqlalchemy.orm import Session

from planner.advice.new_business import MONTHS, Revenue, months_up_to
from planner.records import Account, Order


@dataclass(frozen=True, slots=True)
class WonOrders:
    """Orders of new customers: how many, and for how much."""

    orders: int
    won: float


def began_of() -> Subquery:
    """The day from which each account counts as new.

    The day it was won; else its first order, or the day since when it is a customer if that is
    earlier: orders may have been kept only from some day on.
    """
    first = func.min(Order.date)
    since = case((Account.since < first, Account.since), else_=first)
    day = func.coalesce(Account.won_on, since).label("day")
    query = select(Account.id.label("account"), day).join(Order, Order.account == Account.id)
    return query.group_by(Account.id).subquery()


def is_new(began: Subquery, new_months: int) -> ColumnElement[bool]:
    """Whether an order came within so many months; before the day there is nothing to be new."""
    ends = func.date(began.c.day, f"+{new_months} months")
    return (Order.date >= began.c.day) & (Order.date < ends)


def _span(today: date) -> ColumnElement[bool]:
    return (Order.date >= months_up_to(today)[0]) & (Order.date <= today)


def sums_by_month(session: Session, today: date, new_months: int) -> Mapping[str, Revenue]:
    """Revenue from new customers and from all, by 2026-11, of the last twelve months."""
    began = began_of()
    new = func.sum(case((is_new(began, new_months), Order.amount), else_=0.0))
    month = func.strftime("%Y-%m", Order.date)
    query: Any = (
        select(month, new, func.sum(Order.amount))
        .join(began, began.c.account == Order.account)
        .where(_span(today))
        .group_by(month)
    )
    return {name: Revenue(part, whole) for name, part, whole in session.execute(query)}


def won_by_source(session: Session, today: date, new_months: int) -> Mapping[str, WonOrders]:
    """The same new revenue by what brought the customers, over the twelve months together."""
    began = began_of()
    query: Any = (
        select(Account.lead_source, func.count(), func.sum(Order.amount))
        .join(Account, Account.id == Order.account)
        .join(began, began.c.account == Order.account)
        .where(_span(today), is_new(began, new_months))
        .group_by(Account.lead_source)
    )
    return {source: WonOrders(count, won) for source, count, won in session.execute(query)}


__all__ = ["MONTHS", "WonOrders", "sums_by_month", "won_by_source"]
