"""What one account is to the market: field reports of it, those it might confirm, questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.exchange.report import Asked, Card
from planner.records import FieldReport, Question, Sighting
from planner.workspace.reporting import market

FRESH = timedelta(days=60)
"""How long a report from elsewhere is news that another account may have seen too."""
_MOST = 20


@dataclass(frozen=True, slots=True)
class Told:
    """`here` was seen at the account, `elsewhere` not yet; `questions` are about it."""

    here: tuple[Card, ...]
    elsewhere: tuple[Card, ...]
    questions: tuple[Asked, ...]


def told_of(session: Session, account: int, today: date) -> Told:
    """What is known of an account; private reports of others are not offered to it."""
    seen = select(Sighting.field_report).where(Sighting.account == account)
    is_here = or_(FieldReport.account == account, FieldReport.id.in_(seen))
    newest = select(FieldReport).order_by(FieldReport.date.desc(), FieldReport.id.desc())
    here = list(session.scalars(newest.where(is_here).limit(_MOST)))
    others = newest.where(
        FieldReport.id.not_in(seen), FieldReport.date >= today - FRESH,
        FieldReport.private.is_(False),
        or_(FieldReport.account.is_(None), FieldReport.account != account),
    )  # fmt: skip
    return Told(
        market.as_cards(session, here, date.max, []),
        market.as_cards(session, list(session.scalars(others.limit(_MOST))), date.max, []),
        market.asked_of(session, Question.account == account, _MOST),
    )
