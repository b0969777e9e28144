"""New business: what is read about it, and the steps of winning a prospect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, case, func, select
from sqlalchemy.orm import Session

from planner.advice.lead_sources import Source
from planner.advice.new_business import NewBusiness, by_month, hours_taken, months_up_to
from planner.advice.prospect_hours import Outlook
from planner.records import Account, Territory
from planner.store.journal import Change, Journal
from planner.tours.model import Legs
from planner.workspace.errors import BadInput
from planner.workspace.fields import check
from planner.workspace.prospecting.fitting import Fit, read_fit
from planner.workspace.prospecting.hours import WeekHours, read_hours
from planner.workspace.prospecting.orders import read_sources, sums_by_month
from planner.workspace.prospecting.outlook import read_outlook
from planner.workspace.prospecting.pipeline import (
    Pipeline,
    read_pipeline,
    read_referrers,
    read_to_ask,
)
from planner.workspace.prospecting.stages import BY_STAGE, FIRST, STAGES


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about new business at once. The outlook's days are counted from `start`.

    `to_ask` are customers whose complaint was calmed: the moment to ask them for a referral.
    """

    pipeline: Pipeline
    sources: tuple[Source, ...]
    referrers: tuple[tuple[str, int], ...]
    to_ask: tuple[str, ...]
    business: NewBusiness
    outlook: Outlook
    start: date
    currency: str


class Prospecting:
    """The new business of one territory."""

    def __init__(self, engine: Engine, journal: Journal, legs: Callable[[Session], Legs]) -> None:
        self._engine, self._journal, self._legs = engine, journal, legs

    def new_business(self, today: date) -> NewBusiness:
        """Where the rep stands with new customers, over the last twelve months."""
        with Session(self._engine) as session:
            hours = read_hours(session, self._legs(session), today)
            return _business(session, hours, today)

    def overview(self, today: date) -> Overview:
        """Pipeline, sources, share, and what the hours for prospects are weighed with."""
        with Session(self._engine) as session:
            territory = session.get_one(Territory, 1)
            hours = read_hours(session, self._legs(session), today)
            business = _business(session, hours, today)
            sources = read_sources(session, today, territory.new_months, hours)
            outlook, start = read_outlook(session, today, business, hours, sources)
            _ = outlook.enough_from, outlook.waits_above  # found here, where nobody waits for it
            return Overview(
                pipeline=read_pipeline(session, today),
                sources=sources,
                referrers=read_referrers(session),
                to_ask=read_to_ask(session),
                business=business,
                outlook=outlook,
                start=start,
                currency=territory.currency,
            )

    def fit(self, account: int, today: date, until: date | None = None) -> Fit | None:
        """The cheapest slot for a call on an account from tomorrow on, by `until` if given."""
        with Session(self._engine, expire_on_commit=False) as session:
            return read_fit(session, self._legs(session), account, today, until)

    def find(self, values: Mapping[str, Any], today: date) -> tuple[int, Change | None]:
        """Note a new prospect, found today where no day is given; gives its number.

        Raises:
            BadInput: a field holds what it cannot, or nobody is named.
        """
        whole = {"stage": FIRST, "found_on": today, **values, "status": "prospect"}
        checked = check("account", whole, new=True)
        with self._journal.change("prospect_found", name=checked["name"]) as change:
            if checked.get("referred_by") is not None:
                _found(change.session, checked["referred_by"])
            record = Account(**checked)
            change.session.add(record)
            change.session.flush()
            number = record.id
        return number, change.change

    def move(self, account: int, stage: str) -> Change | None:
        """Put a prospect into a stage of the sale.

        Raises:
            BadInput: there is no such account or stage, or it is no prospect.
        """
        if stage not in STAGES:
            raise BadInput("not_one_of", field="stage", value=stage, choices=", ".join(STAGES))
        with self._journal.change("prospect_moved", stage=stage) as change:
            prospect = _prospect(change.session, account)
            prospect.stage = stage
            change.args = {"name": prospect.name, "stage": stage}
        return change.change

    def win(self, account: int, today: date) -> Change | None:
        """A prospect has bought: from today on it is a customer, and a new one.

        Raises:
            BadInput: there is no such account, or it is no prospect.
        """
        with self._journal.change("prospect_won") as change:
            prospect = _prospect(change.session, account)
            prospect.status, prospect.won_on, prospect.since = "customer", today, today
            prospect.stage = STAGES[-1]
            change.args = {"name": prospect.name}
        return change.change

    def give_up(self, account: int) -> Change | None:
        """A prospect does not buy: it is called on no more. What was learnt stays.

        Raises:
            BadInput: there is no such account, or it is no prospect.
        """
        with self._journal.change("prospect_given_up") as change:
            prospect = _prospect(change.session, account)
            prospect.status = "lapsed"
            change.args = {"name": prospect.name}
        return change.change

    def keep_hours(self, hours: float) -> Change | None:
        """Keep so many hours a week for prospects, whenever a week is planned.

        Raises:
            BadInput: so many no week has.
        """
        checked = check("territory", {"prospect_hours": hours}, new=False)
        with self._journal.change("prospect_hours_kept", hours=hours) as change:
            territory = change.session.get_one(Territory, 1)
            if territory.prospect_hours != checked["prospect_hours"]:
                territory.prospect_hours = checked["prospect_hours"]
        return change.change


def _found(session: Session, account: int) -> Account:
    found = session.get(Account, account)
    if found is None:
        raise BadInput("unknown", kind="account", id=account)
    return found


def _prospect(session: Session, account: int) -> Account:
    found = _found(session, account)
    if found.status != "prospect":
        raise BadInput("not_a_prospect", name=found.name)
    return found


def _business(session: Session, hours: WeekHours, today: date) -> NewBusiness:
    territory = session.get_one(Territory, 1)
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
