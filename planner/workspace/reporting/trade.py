"""Complaints, over-called accounts and new business of a week."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.advice.new_business import NewBusiness as Known
from planner.exchange.report import ComplaintLine, NewBusiness, OverCalledLine
from planner.records import Account, Complaint, Territory
from planner.workspace.grading.counting import LATELY
from planner.workspace.grading.views import OverCalled
from planner.workspace.iso_week import IsoWeek
from planner.workspace.prospecting.orders import new_orders
from planner.workspace.reporting.week import day_of
from planner.workspace.views import PlannedWeek

MOST_MONTHS = 6


def moments_of(week: IsoWeek, zone: ZoneInfo) -> tuple[int, int]:
    """The moments at which a week begins and has ended."""
    first, after = week.monday, week.plus(1).monday
    begins, ends = (datetime.combine(day, time(), zone) for day in (first, after))
    return int(begins.timestamp()), int(ends.timestamp())


def complaints_of(session: Session, week: IsoWeek) -> tuple[ComplaintLine, ...]:
    """Complaints that were opened or closed in the week or open at its end, most anxious first."""
    zone = ZoneInfo(session.get_one(Territory, 1).time_zone)
    begins, ends = moments_of(week, zone)
    query = (
        select(Complaint, Account.name)
        .join(Account, Account.id == Complaint.account)
        .where(
            Complaint.opened_at < ends,
            or_(Complaint.closed_at.is_(None), Complaint.closed_at >= begins),
        )
    )
    found = [_line(c, name, ends, zone) for c, name in session.execute(query)]
    return tuple(sorted(found, key=lambda c: (-c.anxiety, c.opened_on, c.id)))


def _line(found: Complaint, name: str, ends: int, zone: ZoneInfo) -> ComplaintLine:
    """A complaint as it was when the week ended."""
    closed = found.closed_at if found.closed_at is not None and found.closed_at < ends else None
    contact = found.answered_at
    return ComplaintLine(
        id=found.id,
        name=name,
        anxiety=found.anxiety,
        after=found.anxiety_after,
        first_contact=None if contact is None else max(0, contact - found.opened_at),
        opened_on=day_of(found.opened_at, zone),
        closed_on=None if closed is None else day_of(closed, zone),
    )


def over_called_line(found: OverCalled) -> OverCalledLine:
    """An over-called account: what its plan gives it in the same weeks beside what it got."""
    days = found.weeks * 7
    return OverCalledLine(
        account=found.account,
        name=found.name,
        lately=found.lately,
        planned_lately=round(found.planned * min(LATELY, days) / days, 1),
        hours_a_year=found.hours_a_year,
        cost_a_year=found.cost_a_year,
    )


def new_business_of(session: Session, known: Known, planned: PlannedWeek) -> NewBusiness:
    """The share by month up to the week's end, and what the week did for it."""
    made = [
        stop
        for day in planned.days
        for stop in day.calls
        if stop.account.status == "prospect" and stop.call.state == "made"
    ]
    first, last = planned.week.days[0], planned.week.days[6]
    orders, amount = new_orders(session, first, last, known.new_months)
    return NewBusiness(
        share=known.share,
        target=known.target,
        months=tuple((m.first, m.share) for m in known.months[-MOST_MONTHS:]),
        calls=len(made),
        seconds=sum(s.timed.stop.seconds + s.timed.leg.seconds for s in made),
        orders=orders,
        amount=amount,
    )
