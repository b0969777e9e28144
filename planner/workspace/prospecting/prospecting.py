"""New business: what is read about it, and the steps of winning a prospect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine, case, func, select
from sqlalchemy.orm import Session

from planner.advice.new_business import NewBusiness, by_month, hours_taken, months_up_to
from planner.records import Account, Territory
from planner.store.journal import Journal
from planner.tours.model import Legs
from planner.workspace.prospecting.hours import read_hours
from planner.workspace.prospecting.orders import sums_by_month
from planner.workspace.prospecting.stages import BY_STAGE, FIRST


class Prospecting:
    """The new business of one territory."""

    def __init__(self, engine: Engine, journal: Journal, legs: Callable[[Session], Legs]) -> None:
        self._engine, self._journal, self._legs = engine, journal, legs

    def new_business(self, today: date) -> NewBusiness:
        """Where the rep stands with new customers, over the last twelve months."""
        with Session(self._engine) as session:
            return read_new_business(session, self._legs(session), today)


def read_new_business(session: Session, legs: Legs, today: date) -> NewBusiness:
    """Where the rep stands, within the reader's own session."""
    territory = session.get_one(Territory, 1)
    hours = read_hours(session, legs, today)
    sums = sums_by_month(session, today, territory.new_months)
    return NewBusiness(
        months=by_month(sums, months_up_to(today)),
        target=territory.new_target,
        pay_new=territory.pay_new,
        pay_current=territory.pay_current,
        on_prospects=hours.on_prospects,
        taken=hours_taken(hours.on_prospects, hours.needed, hours.have),
        likely=_likely(session),
        new_months=territory.new_months,
    )


def _likely(session: Session) -> float:
    """What the pipeline is worth a year, each prospect by its own likelihood or its stage's."""
    usual = case(*((Account.stage == s, p) for s, p in BY_STAGE.items()), else_=BY_STAGE[FIRST])
    worth = Account.prospect_value * func.coalesce(Account.likelihood, usual)
    query: Any = select(func.coalesce(func.sum(worth), 0.0)).where(Account.status == "prospect")
    return float(session.scalar(query) or 0.0)
