"""What is known of an account when it rings: read in a moment, while the customer speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Complaint, Contact, Job, Machine, Order, Promise
from planner.workspace.service.reading import rows_of
from planner.workspace.service.views import MachineRow
from planner.workspace.views import AccountRow

_MOST = 12


@dataclass(frozen=True, slots=True)
class Known:
    """An account's people, machines, newest orders and what is open there."""

    account: AccountRow
    people: tuple[tuple[int, str, str], ...]
    machines: tuple[MachineRow, ...]
    orders: tuple[tuple[int, str], ...]
    promises: tuple[tuple[date, str, str], ...]
    """Due, by whom (us or them), text."""
    jobs: int
    complaints: int
    today: date


def known(session: Session, account: int, today: date) -> Known:
    """All that helps to talk to them.

    Raises:
        KeyError: there is no such account.
    """
    own = Machine.account == account
    machines = session.scalars(select(Machine).where(own).order_by(Machine.id).limit(_MOST))
    there = (Contact.account == account) & Contact.left_on.is_(None)
    people = session.scalars(select(Contact).where(there).limit(_MOST))
    orders = select(Order).where(Order.account == account).order_by(Order.date.desc())
    ours = (Promise.account == account) & (Promise.state == "open")
    promises = select(Promise.due, Promise.by, Promise.text).where(ours).order_by(Promise.due)
    jobs = select(Job.id).where(Job.account == account, Job.done_on.is_(None))
    complaints = select(Complaint.id).where(
        Complaint.account == account, Complaint.closed_at.is_(None)
    )
    return Known(
        account=rows_of(session, [account])[account],
        people=tuple((p.id, p.name, p.post or p.role) for p in people),
        machines=tuple(
            MachineRow(m.id, m.name, m.maker, m.serial, m.warranty_until, m.maintenance_due)
            for m in machines
        ),
        orders=tuple((o.id, o.line or o.text) for o in session.scalars(orders.limit(3))),
        promises=tuple((due, by, text) for due, by, text in session.execute(promises.limit(_MOST))),
        jobs=len(session.scalars(jobs).all()),
        complaints=len(session.scalars(complaints).all()),
        today=today,
    )
