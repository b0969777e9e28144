"""Making up for calls that an account did not get: the cheapest day of the next week, one step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Account, Call, Territory
from planner.store.journal import Change, Journal
from planner.tours.insertion import slots
from planner.tours.model import Legs, Price
from planner.tours.week import Plan, Slot, move
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.day.which_day import best_slot
from planner.workspace.day_tour import day_tour, number
from planner.workspace.errors import BadInput
from planner.workspace.iso_week import IsoWeek
from planner.workspace.reading_week import read_week, stop_of
from planner.workspace.views import AccountRow, PlannedWeek


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Where a call on an account would go, and what it adds to the week."""

    account: int
    name: str
    day: date
    position: int
    price: Price


def cheapest_calls(
    session: Session, legs: Legs, accounts: Sequence[int], week: IsoWeek, today: date
) -> list[MadeUp]:
    """The cheapest slot of each account, one after the other; those that fit in no day left out.

    What one takes the next one finds taken, so that together they are what they say. Accounts
    that have a call ahead are left out.
    """
    planned = read_week(session, week, legs)
    rows = {row.id: row for row in read_rows(session, BRIEF, accounts)}
    free = [rows[a] for a in accounts if a in rows and rows[a].planned is None and rows[a].place]
    days = [d.date for d in planned.days if _takes_calls(planned, d.date) and d.date > today]
    plan, found = planned.plan, []
    for row in free:
        on = {day: stop_of(planned.territory, row, day) for day in plan.frames}
        slot = _best(planned, plan, row, days)
        if slot is not None:
            plan = move(plan, [on[slot.day]], slot.day, slot.position)
            found.append(MadeUp(row.id, row.name, slot.day, slot.position, slot.price))
    return found


def _best(planned: PlannedWeek, plan: Plan, row: AccountRow, days: Collection[date]) -> Slot | None:
    """The slot that drives least of those that break no rule."""
    if not days:
        return None
    on = {day: stop_of(planned.territory, row, day) for day in plan.frames}
    priced = slots(plan, next(iter(on.values())), planned.legs, on)
    return best_slot([s for s in priced if s.day in days and not s.price.breaks])


def _takes_calls(planned: PlannedWeek, day: date) -> bool:
    usual = day.weekday() in planned.territory.working_days
    return usual and planned.by_date[day].working and planned.plan.frames[day].working


def make_up(
    journal: Journal, legs_of: Callable[[Session], Legs], made_up: Sequence[MadeUp]
) -> Change | None:
    """Put the calls into the plan, as one step."""
    first = made_up[0].name if made_up else ""
    with journal.change("neglected_fitted", name=first, count=len(made_up)) as change:
        session = change.session
        legs = legs_of(session)
        for each in made_up:
            tour = day_tour(session, each.day, legs)
            new = Call(account=each.account, day=each.day)
            session.add(new)
            number([*tour[: each.position], new, *tour[each.position :]])
    return change.change


def keep_calls(journal: Journal, account: int, made: int, weeks: int) -> Change | None:
    """Make the calls that an account gets its plan, since the rep wants it so; one step.

    Raises:
        BadInput: there is no such account.
    """
    with journal.change("calls_kept") as change:
        found = change.session.scalars(select(Account).where(Account.id == account)).first()
        if found is None:
            raise BadInput("unknown", kind="account", id=account)
        cycle = change.session.get_one(Territory, 1).cycle_weeks
        found.calls_per_cycle = round(made * cycle / max(1, weeks), 2)
        change.args = {"name": found.name}
    return change.change
