"""What the week brought from the market: field reports, product requests, questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from planner.exchange.report import Asked, Card, Demand, Sources
from planner.records import Account, Contact, FieldReport, Nuance, Order, Question, Sighting
from planner.workspace.iso_week import IsoWeek

_YEAR = timedelta(days=365)


def demands(session: Session, week: IsoWeek) -> tuple[Demand, ...]:
    """All product requests up to the week's end: by accounts, then by what they buy a year."""
    query = select(Nuance).where(Nuance.product_request != "", Nuance.date <= week.days[6])
    alike: dict[str, list[Nuance]] = defaultdict(list)
    for nuance in session.scalars(query.order_by(Nuance.date, Nuance.id)):
        alike[folded(nuance.product_request)].append(nuance)
    secret = set(session.scalars(select(FieldReport.nuance).where(FieldReport.private.is_(True))))
    revenue = _revenue(session, {n.account for same in alike.values() for n in same}, week)
    unnamed = _unnamed(session)
    found = [_demand(same, revenue, week, secret, unnamed) for same in alike.values()]
    return tuple(sorted(found, key=lambda d: (-d.accounts, -d.revenue, d.number)))


def folded(words: str) -> str:
    """Product requests that differ by case and spaces only are one."""
    return " ".join(words.casefold().split())


def _demand(
    same: list[Nuance],
    revenue: dict[int, float],
    week: IsoWeek,
    secret: set[int | None],
    unnamed: dict[int, list[Sources]],
) -> Demand:
    accounts = {nuance.account for nuance in same}
    return Demand(
        number=same[0].id,
        words=same[0].product_request,
        accounts=len(accounts),
        revenue=round(sum(revenue.get(account, 0.0) for account in accounts), 2),
        this_week=any(nuance.date >= week.monday for nuance in same),
        private=any(nuance.id in secret for nuance in same),
        sources=tuple(names for nuance in same for names in unnamed.get(nuance.id, ())),
    )


def _unnamed(session: Session) -> dict[int, list[Sources]]:
    """By nuance: the sources of its reports that may not be named."""
    query = select(FieldReport).where(
        FieldReport.nuance.is_not(None), FieldReport.may_name.is_(False)
    )
    reports = list(session.scalars(query.order_by(FieldReport.id)))
    found: dict[int, list[Sources]] = defaultdict(list)
    for report, card in zip(reports, as_cards(session, reports, date.max, []), strict=True):
        if report.nuance is not None:
            found[report.nuance].append(Sources(card.source, card.contact, card.seen_at))
    return found


def _revenue(session: Session, accounts: Iterable[int], week: IsoWeek) -> dict[int, float]:
    """What each account ordered in the year up to the week's end."""
    last = week.days[6]
    query = (
        select(Order.account, func.sum(Order.amount))
        .where(Order.date > last - _YEAR, Order.date <= last)
        .group_by(Order.account)
    )
    wanted = set(accounts)
    return {a: float(sum_ or 0) for a, sum_ in session.execute(query) if a in wanted}


def cards(session: Session, week: IsoWeek, found: Iterable[Demand]) -> tuple[Card, ...]:
    """Field reports of the week, and older ones that were seen again in it."""
    days = (week.days[0], week.days[6])
    again = select(Sighting.field_report).where(Sighting.date.between(*days))
    query = select(FieldReport).where(
        or_(FieldReport.date.between(*days), FieldReport.id.in_(again))
    )
    reports = list(session.scalars(query.order_by(FieldReport.date, FieldReport.id)))
    return as_cards(session, reports, week.days[6], list(found))


def as_cards(
    session: Session, reports: list[FieldReport], last: date, found: list[Demand]
) -> tuple[Card, ...]:
    """Field reports as cards, with who has seen the same up to a day."""
    seen = _seen_at(session, reports, last)
    by_words = {folded(demand.words): demand for demand in found}
    made = []
    for report in reports:
        contact = session.get(Contact, report.contact) if report.contact else None
        nuance = session.get(Nuance, report.nuance) if report.nuance else None
        demand = by_words.get(folded(nuance.product_request)) if nuance else None
        made.append(_card(report, contact.name if contact else "", seen[report.id], demand))
    return tuple(made)


def _card(
    report: FieldReport, contact: str, seen_at: tuple[str, ...], demand: Demand | None
) -> Card:
    return Card(
        id=report.id,
        kind=report.kind,
        text=report.text,
        day=report.date,
        competitor=report.competitor,
        source=report.source,
        contact=contact,
        account=report.account,
        seen_at=seen_at,
        confidence=report.confidence,
        may_name=report.may_name,
        private=report.private,
        demand=demand,
    )


def _seen_at(
    session: Session, reports: list[FieldReport], last: date
) -> dict[int, tuple[str, ...]]:
    """The names of the accounts by report: its own, then the others as they came."""
    accounts: dict[int, list[int]] = {r.id: [r.account] if r.account else [] for r in reports}
    query = select(Sighting).where(Sighting.field_report.in_(accounts)).order_by(Sighting.id)
    for sighting in session.scalars(query):
        known = accounts[sighting.field_report]
        if sighting.account not in known and (sighting.date or last) <= last:
            known.append(sighting.account)
    named = names(session, {a for known in accounts.values() for a in known})
    return {report: tuple(named[a] for a in known) for report, known in accounts.items()}


def names(session: Session, accounts: Iterable[int]) -> dict[int, str]:
    """The names of accounts by their number."""
    query = select(Account.id, Account.name).where(Account.id.in_(list(accounts)))
    return {row.id: row.name for row in session.execute(query)}


def questions(session: Session, week: IsoWeek) -> tuple[Asked, ...]:
    """Questions of the week, those that are open from before, and those answered in the week."""
    first, last = week.days[0], week.days[6]
    query = (
        select(Question)
        .where(
            Question.asked_on <= last,
            or_(
                Question.asked_on >= first,
                Question.answered_on.is_(None),
                Question.answered_on >= first,
            ),
        )
        .order_by(Question.asked_on, Question.id)
    )
    found = list(session.scalars(query))
    named = names(session, {q.account for q in found if q.account})
    return tuple(_asked(question, named) for question in found)


def unanswered(session: Session) -> tuple[Asked, ...]:
    """Questions that wait, the one wanted soonest first, those without a date last."""
    found = asked_of(session, Question.answered_on.is_(None))
    return tuple(sorted(found, key=lambda a: (a.due or date.max, a.id)))


def asked_of(session: Session, where: Any, most: int | None = None) -> tuple[Asked, ...]:
    """Questions that a condition holds for, the newest first."""
    query = select(Question).where(where).order_by(Question.asked_on.desc(), Question.id.desc())
    found = list(session.scalars(query.limit(most)))
    named = names(session, {q.account for q in found if q.account})
    return tuple(_asked(question, named) for question in found)


def _asked(question: Question, named: dict[int, str]) -> Asked:
    return Asked(
        id=question.id,
        account=question.account,
        name=named.get(question.account or 0, ""),
        text=question.text,
        asked_on=question.asked_on,
        due=question.due,
        answer=question.answer,
        answered_on=question.answered_on,
    )
