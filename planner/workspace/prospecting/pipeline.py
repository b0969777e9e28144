"""The pipeline: every prospect as a card in the stage its sale is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from planner.records import Account, Call, Complaint
from planner.records.calls import PLANNED
from planner.workspace.prospecting.stages import STAGES, likelihood_of, stage_of

_PATIENCE = {"find": 56, "present": 28}
_FALL, _CALM = 2, 2
"""Of five: whose worry has fallen so far, or is so small, is asked for a referral."""
WARM = 14
"""Days without a call after which a prospect is said to wait; the colder ones have more time."""


class Card(NamedTuple):
    """One prospect. `likelihood` is the rep's own, else that of its stage.

    `last` is the last call made, `planned` the next one; `waits` the days since the last call, or
    since it was found, where none is planned.
    """

    account: int
    name: str
    town: str
    grade: str
    stage: str
    source: str
    referred_by: str
    value: float | None
    likelihood: float
    next_objective: str
    found_on: date | None
    last: date | None
    planned: date | None
    waits: int | None

    @property
    def likely(self) -> float:
        """What it is likely to bring a year."""
        return (self.value or 0.0) * self.likelihood

    @property
    def waits_long(self) -> bool:
        """Whether it has waited too long for the stage it is in."""
        return self.waits is not None and self.waits > _PATIENCE.get(self.stage, WARM)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with its cards, the most valuable first."""

    name: str
    cards: tuple[Card, ...]

    @property
    def value(self) -> float:
        """What all of them could bring a year."""
        return sum(card.value or 0.0 for card in self.cards)

    @property
    def likelihood(self) -> float:
        """How likely they are together, by what they could bring."""
        if not self.cards:
            return likelihood_of(None, self.name)
        if self.value <= 0:
            return sum(card.likelihood for card in self.cards) / len(self.cards)
        return sum(card.likely for card in self.cards) / self.value


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All five stages."""

    stages: tuple[Stage, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, stage by stage."""
        return tuple(card for stage in self.stages for card in stage.cards)

    @property
    def value(self) -> float:
        """What all of them could bring a year."""
        return sum(stage.value for stage in self.stages)

    @property
    def likely(self) -> float:
        """What they are likely to bring."""
        return sum(card.likely for card in self.cards)

    @property
    def warmest_waiting(self) -> Card | None:
        """Of those that have waited too long, the one likely to bring most."""
        waiting = [card for card in self.cards if card.waits_long]
        return max(waiting, key=lambda card: (card.likely, card.waits or 0), default=None)

    def of(self, account: int) -> Card | None:
        """The card of an account."""
        return next((card for card in self.cards if card.account == account), None)


def pipeline_of(cards: Iterable[Card]) -> Pipeline:
    """The cards in their stages."""
    by_stage: dict[str, list[Card]] = {stage: [] for stage in STAGES}
    for card in cards:
        by_stage[card.stage].append(card)
    return Pipeline(
        tuple(Stage(stage, tuple(sorted(some, key=_rank))) for stage, some in by_stage.items())
    )


def _rank(card: Card) -> tuple[float, str, int]:
    return -(card.value or 0.0), card.name, card.account


def read_pipeline(session: Session, today: date) -> Pipeline:
    """Every prospect of the territory."""
    last = _days(session, func.max(Call.day), Call.state == "made")
    ahead = _days(session, func.min(Call.day), Call.state.in_(PLANNED) & (Call.day >= today))
    other = aliased(Account)
    query: Any = (
        select(
            Account.id, Account.name, Account.town, Account.grade, Account.stage,
            Account.lead_source, func.coalesce(other.name, ""), Account.prospect_value,
            Account.likelihood, Account.next_objective, Account.found_on,
        )
        .outerjoin(other, other.id == Account.referred_by)
        .where(Account.status == "prospect")
    )  # fmt: skip
    cards = []
    for row in session.execute(query):
        seen, planned = last.get(row[0]), ahead.get(row[0])
        since = max(filter(None, (seen, row[10])), default=None)
        waits = None if planned or since is None else max(0, (today - since).days)
        likely = likelihood_of(row[8], row[4])
        head = (*row[:4], stage_of(row[4]), *row[5:8], likely, *row[9:11])
        cards.append(Card._make((*head, seen, planned, waits)))
    return pipeline_of(cards)


def read_referrers(session: Session) -> tuple[tuple[str, int], ...]:
    """Whose word brought prospects and customers, and how many; the most first."""
    other = aliased(Account)
    query: Any = (
        select(other.name, func.count())
        .select_from(Account)
        .join(other, other.id == Account.referred_by)
        .where(Account.lead_source == "referral")
        .group_by(other.id)
        .order_by(func.count().desc(), other.name)
    )
    return tuple((name, count) for name, count in session.execute(query))


def read_to_ask(session: Session) -> tuple[str, ...]:
    """Customers whose worry was taken away and who were not asked yet whom else we could help."""
    asked = select(Complaint.account).where(Complaint.referral_asked_on.is_not(None))
    query = (
        select(Account.name)
        .join(Complaint, Complaint.account == Account.id)
        .where(
            Account.status == "customer",
            Complaint.closed_at.is_not(None),
            or_(
                Complaint.anxiety - Complaint.anxiety_after >= _FALL,
                Complaint.anxiety_after <= _CALM,
            ),
            Account.id.not_in(asked),
            Account.id.not_in(select(Complaint.account).where(Complaint.closed_at.is_(None))),
        )
        .group_by(Account.id)
        .order_by(func.max(Complaint.closed_at).desc())
    )
    return tuple(session.scalars(query))


def _days(session: Session, what: Any, where: Any) -> Mapping[int, date]:
    query = (
        select(Call.account, what)
        .join(Account, Account.id == Call.account)
        .where(Account.status == "prospect", where)
        .group_by(Call.account)
    )
    return {account: day for account, day in session.execute(query)}  # noqa: C416
