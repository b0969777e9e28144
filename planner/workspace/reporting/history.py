"""The weeks and months behind the charts: calls, distance, new share, complaints, trust."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.new_business import NewBusiness
from planner.records import Account, Call, Complaint, Territory
from planner.records.calls import PLANNED
from planner.tours.model import Legs
from planner.workspace.iso_week import IsoWeek
from planner.workspace.key_accounts.trusting import read_trusts
from planner.workspace.reading_week import read_week
from planner.workspace.reporting.trade import moments_of
from planner.workspace.reporting.week import distance_of

WEEKS = 13
_MOST_ACCOUNTS = 8
"""Accounts whose trust is shown: the key accounts, else the A accounts."""


@dataclass(frozen=True, slots=True)
class WeekOfHistory:
    """One week: its calls, metres planned and driven, and what became of its complaints.

    `driven` is None in a week without odometer readings; hours, and anxiety before and after, are
    means over the complaints opened in the week, None where there were none.
    """

    week: IsoWeek
    planned: int
    made: int
    missed: int
    metres: int
    driven: int | None
    complaints: int = 0
    hours: float | None = None
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class TrustOf:
    """The trust of one account: contact, promises kept and speed, each 0 to 1, None unknown."""

    account: int
    name: str
    contact: float | None
    promises: float | None
    speed: float | None


@dataclass(frozen=True)
class History:
    """What the charts draw."""

    weeks: tuple[WeekOfHistory, ...]
    months: tuple[tuple[date, float | None], ...]
    target: float
    trust: tuple[TrustOf, ...]
    units: str


def read(session: Session, legs: Legs, weeks: int, new: NewBusiness) -> History:
    """The weeks up to the one of today, the months of the year behind it."""
    territory = session.get_one(Territory, 1)
    today = clock.today(territory.time_zone)
    shown = [IsoWeek.of(today).plus(back) for back in range(1 - weeks, 1)]
    return History(
        weeks=tuple(_weeks(session, legs, shown, ZoneInfo(territory.time_zone))),
        months=tuple((month.first, month.share) for month in new.months),
        target=new.target,
        trust=tuple(_trust(session)),
        units=territory.units,
    )


def _weeks(
    session: Session, legs: Legs, weeks: list[IsoWeek], zone: ZoneInfo
) -> Iterator[WeekOfHistory]:
    calls = _calls(session, weeks)
    for week in weeks:
        states = calls[week]
        distance = distance_of(session, read_week(session, week, legs))
        yield WeekOfHistory(
            week,
            sum(states.values()),
            states["made"],
            states["missed"],
            distance.planned,
            distance.driven,
            *_complaints(session, week, zone),
        )


def _calls(session: Session, weeks: list[IsoWeek]) -> dict[IsoWeek, dict[str, int]]:
    span = (weeks[0].days[0], weeks[-1].days[6])
    query = (
        select(Call.day, Call.state, func.count())
        .where(Call.day.between(*span), Call.state.in_((*PLANNED, "made", "missed")))
        .group_by(Call.day, Call.state)
    )
    found: dict[IsoWeek, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, state, count in session.execute(query):
        found[IsoWeek.of(day)][state] += count
    return found


def _complaints(
    session: Session, week: IsoWeek, zone: ZoneInfo
) -> tuple[int, float | None, float | None, float | None]:
    """How many were opened; hours to first contact; anxiety before and after, of those calmed."""
    begins, ends = moments_of(week, zone)
    query = select(Complaint).where(Complaint.opened_at >= begins, Complaint.opened_at < ends)
    found = list(session.scalars(query))
    hours = [(c.answered_at - c.opened_at) / 3600 for c in found if c.answered_at is not None]
    asked = [c for c in found if c.anxiety_after is not None]
    return (
        len(found),
        _mean(hours),
        _mean([float(c.anxiety) for c in asked]),
        _mean([float(c.anxiety_after or 0) for c in asked]),
    )


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _trust(session: Session) -> Iterator[TrustOf]:
    rank = (Account.is_key.desc(), Account.grade == "", Account.grade, Account.name)
    query = select(Account.id, Account.name).where(Account.status == "customer")
    rows = session.execute(query.order_by(*rank).limit(_MOST_ACCOUNTS)).all()
    found = read_trusts(session, [row.id for row in rows])
    for number, name in rows:
        yield TrustOf(number, name, *found[number].shares)
