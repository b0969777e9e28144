"""What is known before a call is logged."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.records import Account, Call, Complaint, Contact, Promise, Role, Seen, Territory
from planner.records.calls import PLANNED
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.errors import BadInput
from planner.workspace.log.drafts import draft_of, log_draft
from planner.workspace.log.entry import LogPage
from planner.workspace.log.odometer import newest_reading


def read_page(session: Session, account: int, call: int | None, today: date) -> LogPage:
    """Everything that the quick log shows of an account.

    Raises:
        BadInput: there is no such account or call.
    """
    rows = read_rows(session, BRIEF, [account])
    if not rows:
        raise BadInput("unknown", kind="account", id=account)
    found = _call(session, account, call, today)
    territory, known = session.get_one(Territory, 1), session.get_one(Account, account)
    seen = select(Seen.contact).where(Seen.call == found.id) if found else None
    return LogPage(
        account=rows[0],
        call=found,
        day=min(found.day, today) if found else today,
        people=tuple(people_at(session, account)),
        seen=frozenset(session.scalars(seen)) if seen is not None else frozenset(),
        promises=tuple(_of(session, Promise, account, Promise.state == "open", Promise.due)),
        complaints=tuple(
            _of(session, Complaint, account, Complaint.closed_at.is_(None), Complaint.opened_at)
        ),
        stage=(found.stage if found else "") or known.stage,
        objective=(found.objective if found else "") or known.next_objective,
        units=territory.units,
        currency=territory.currency,
        odometer=newest_reading(session, today),
        draft=draft_of(session, log_draft(account)),
    )


def people_at(session: Session, account: int) -> list[Contact]:
    """Who is still there, those with a role first, in the order they were entered."""
    here = select(Role.contact).where(Role.account == account)
    query = select(Contact).where(
        or_(Contact.account == account, Contact.id.in_(here)), Contact.left_on.is_(None)
    )
    return sorted(session.scalars(query), key=lambda person: (not person.role, person.id))


def _call(session: Session, account: int, call: int | None, today: date) -> Call | None:
    """The call meant, else the one of today: planned before made."""
    if call is not None:
        found = session.get(Call, call)
        if found is None or found.account != account:
            raise BadInput("unknown", kind="call", id=call)
        return found
    query = select(Call).where(Call.account == account, Call.day == today, Call.state != "missed")
    return min(session.scalars(query), key=lambda c: (c.state not in PLANNED, c.id), default=None)


def _of(session: Session, kind: Any, account: int, where: Any, order: Any) -> Any:
    return session.scalars(select(kind).where(kind.account == account, where).order_by(order))
