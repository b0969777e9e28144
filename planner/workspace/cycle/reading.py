"""What planning a cycle needs of the records: weeks, days ahead, what each account should get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.capacity import Demand
from planner.advice.due import Frequency
from planner.records import Account, Call, Territory
from planner.records.calls import PLANNED
from planner.tours.model import Legs
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.iso_week import IsoWeek
from planner.workspace.promised import Promised, read_promised
from planner.workspace.proposing.wishes import days_ahead, is_held
from planner.workspace.reading_week import read_week
from planner.workspace.views import AccountRow, PlannedStop, PlannedWeek

LOOKED_BACK = 6
"""Weeks on record that say how long a call takes with its drive."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A call that stands in the span: its day and how it is shown there."""

    day: date
    stop: PlannedStop

    @property
    def call(self) -> Call:
        """Its record."""
        return self.stop.call

    @property
    def week(self) -> IsoWeek:
        """The week it is in."""
        return IsoWeek.of(self.day)


@dataclass(frozen=True)
class Basis:
    """A span as it stands.

    `days` are those that take calls, ahead and worked on. Of the calls on days ahead, `held` stay
    where they are, `kept` stay in their week since the rep planned them for something or
    promised to be there by then, and `free` drafts may go anywhere. `demands` has every account
    of the cycle. `on_record` are calls and seconds of days that were driven, without lunch.
    """

    first: IsoWeek
    weeks: tuple[PlannedWeek, ...]
    days: tuple[date, ...]
    begins: date
    ends: date
    rows: Mapping[int, AccountRow]
    demands: tuple[Demand, ...]
    held: tuple[Standing, ...]
    kept: tuple[Standing, ...]
    free: Mapping[int, tuple[Standing, ...]]
    own_frequency: frozenset[int]
    on_record: tuple[tuple[int, int], ...]
    promised: tuple[Promised, ...] = ()

    @property
    def territory(self) -> Territory:
        """The settings."""
        return self.weeks[0].territory

    @property
    def legs(self) -> Legs:
        """What gives the drives."""
        return self.weeks[0].legs

    @property
    def span(self) -> int:
        """Days from the first that takes calls to the end."""
        return (self.ends - self.begins).days + 1

    def week_of(self, day: date) -> PlannedWeek:
        """The week that holds a day of the span."""
        return self.weeks[(day - self.weeks[0].week.monday).days // 7]


def read_basis(session: Session, first: IsoWeek, weeks: int, legs: Legs) -> Basis:
    """The span of so many weeks from `first`, as it stands."""
    shown = tuple(read_week(session, first.plus(at), legs) for at in range(weeks))
    now, territory = clock.now(), shown[0].territory
    ahead = [d for week in shown for d in days_ahead(week, now)]
    works = {d for week in shown for d in ahead if d in week.by_date and takes_calls(week, d)}
    days = tuple(d for d in ahead if d in works)
    begins = days[0] if days else shown[0].week.monday
    ends = shown[-1].week.days[6]
    today = clock.today(territory.time_zone)
    promised = read_promised(session, begins, ends, today)
    held, kept, free = _standing(shown, set(ahead), promised)
    rows = {row.id: row for row in read_rows(session, BRIEF)}
    own = frozenset(session.scalars(select(Account.id).where(Account.calls_per_cycle.isnot(None))))
    last = _last_calls(session, territory, begins)
    record = calls_on_record(session, territory, legs)
    basis = Basis(
        first, shown, days, begins, ends, rows, (), held, kept, free, own, record, promised
    )
    return replace(basis, demands=tuple(_demands(basis, last)))


def takes_calls(week: PlannedWeek, day: date) -> bool:
    """Whether the rep works that day, by the rule of the week and by what is special about it."""
    return (
        day.weekday() in week.territory.working_days
        and week.plan.frames[day].working
        and week.by_date[day].working
    )


def _standing(
    weeks: Collection[PlannedWeek], ahead: set[date], promised: Collection[Promised]
) -> tuple[tuple[Standing, ...], tuple[Standing, ...], Mapping[int, tuple[Standing, ...]]]:
    """The calls on days ahead: held, kept in their week, and free, the last by account."""
    held, kept, free = [], [], defaultdict(list)
    for week in weeks:
        for day in week.days:
            for stop in day.stops if day.date in ahead else ():
                standing = Standing(day.date, stop)
                if is_held(stop.call):
                    held.append(standing)
                elif _for_something(stop) or _keeps(standing, promised):
                    kept.append(standing)
                else:
                    free[stop.account.id].append(standing)
    return tuple(held), tuple(kept), {account: tuple(some) for account, some in free.items()}


def _keeps(standing: Standing, promised: Collection[Promised]) -> bool:
    """Whether the call keeps a promise where it stands."""
    account, day = standing.stop.account.id, standing.day
    return any(p.account == account and p.since <= day <= p.due for p in promised)


def _for_something(stop: PlannedStop) -> bool:
    """A draft that no rhythm asked for: an objective, a length of its own, no rhythm, no place."""
    return (
        bool(stop.call.objective)
        or stop.account.place is None
        or stop.call.minutes is not None
        or stop.account.calls_per_cycle <= 0
    )


def _last_calls(session: Session, territory: Territory, begins: date) -> dict[int, date]:
    """The last call before the span of each account: made, or planned between today and it."""
    today = clock.today(territory.time_zone)
    ahead = Call.state.in_(PLANNED) & (Call.day >= today) & (Call.day < begins)
    query = (
        select(Call.account, func.max(Call.day).label("last"))
        .where(or_(Call.state == "made", ahead))
        .group_by(Call.account)
    )
    return {row.account: row.last for row in session.execute(query)}


def calls_on_record(
    session: Session, territory: Territory, legs: Legs
) -> tuple[tuple[int, int], ...]:
    """Calls and seconds worked of the days of the last weeks whose calls were made."""
    this = IsoWeek.of(clock.today(territory.time_zone))
    found = []
    for back in range(1, LOOKED_BACK + 1):
        for day in read_week(session, this.plus(-back), legs).days:
            if day.calls and all(stop.call.state == "made" for stop in day.calls):
                lunch = day.cost.lunch
                pause = lunch.shuts - lunch.opens if lunch else 0
                busy = sum(block.timed.stop.seconds for block in day.blocks)
                found.append((len(day.calls), day.cost.seconds_working - pause - busy))
    return tuple(found)


def _demands(basis: Basis, last: Mapping[int, date]) -> list[Demand]:
    rule = Frequency(basis.territory)
    fixed: defaultdict[int, int] = defaultdict(int)
    for standing in (*basis.held, *basis.kept):
        fixed[standing.stop.account.id] += 1
    found = []
    for row in basis.rows.values():
        planned = fixed[row.id] + len(basis.free.get(row.id, ()))
        if rule.interval_days(row.calls_per_cycle) is None or not _in_cycle(basis, row, planned):
            continue
        before = last.get(row.id)
        found.append(
            Demand(
                account=row.id,
                grade=row.grade,
                interval=max(1.0, rule.cycle_days / row.calls_per_cycle),
                since=None if before is None else max(0, (basis.begins - before).days),
                planned=planned,
                fixed=fixed[row.id],
                own=row.id in basis.own_frequency,
                worth=row.potential or row.revenue or 0.0,
            )
        )
    return found


def _in_cycle(basis: Basis, row: AccountRow, planned: int) -> bool:
    """Customers; others once their frequency is their own, or a call is planned."""
    return row.status == "customer" or row.id in basis.own_frequency or planned > 0
