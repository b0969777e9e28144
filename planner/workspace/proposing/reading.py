"""The records of all accounts, as far as they bear on who is called on in a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.due import Frequency
from planner.advice.value import Subject
from planner.records import Account, Call, Hotel, Order, Territory
from planner.records.calls import PLANNED
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.promised import earliest
from planner.workspace.views import AccountRow, PlannedWeek


@dataclass(frozen=True)
class Book:
    """All accounts by number, and what else is known of some.

    `orders` are the days of their orders, `before` and `after` the calls planned next to the week,
    `hoped` likelihood and the day it must be by, `promised` the first day of an open promise.
    """

    territory: Territory
    rows: Mapping[int, AccountRow]
    orders: Mapping[int, Sequence[date]] = field(default_factory=dict)
    before: Mapping[int, date] = field(default_factory=dict)
    after: Mapping[int, date] = field(default_factory=dict)
    hoped: Mapping[int, tuple[float | None, date | None]] = field(default_factory=dict)
    promised: Mapping[int, date] = field(default_factory=dict)
    hotels: tuple[Hotel, ...] = ()

    @cached_property
    def _rule(self) -> Frequency:
        return Frequency(self.territory)

    @cached_property
    def _usual(self) -> float | None:
        """The middle potential of those whose potential is known."""
        known = [row.potential for row in self.rows.values() if row.potential]
        return median(known) if known else None

    def subject(self, row: AccountRow) -> Subject:
        """The account as it is judged; a call planned before the week counts as made."""
        last = max(filter(None, (row.last_call, self.before.get(row.id))), default=None)
        likelihood, must_by = self.hoped.get(row.id, (None, None))
        if must_by is not None and last is not None and self._kept(last, must_by):
            must_by = None
        return Subject(
            grade=row.grade,
            status=row.status,
            interval=self._rule.interval_days(row.calls_per_cycle),
            last=last,
            potential=row.potential,
            usual=self._usual,
            orders=self.orders.get(row.id, ()),
            likelihood=likelihood,
            must_by=must_by,
            promised=self.promised.get(row.id),
        )

    def _kept(self, last: date, must_by: date) -> bool:
        """Whether the last call kept a promise.

        One after its day did, and one so shortly before it that no other would be made by then.
        """
        return last >= must_by - timedelta(days=self.territory.smallest_gap)


def read_book(session: Session, week: PlannedWeek) -> Book:
    """The accounts of the territory, for planning this week."""
    query = select(Account.id, Account.likelihood, Account.must_by)
    hoped = query.where(Account.likelihood.is_not(None) | Account.must_by.is_not(None))
    before, after = _elsewhere(session, week)
    return Book(
        territory=week.territory,
        rows={row.id: row for row in read_rows(session, BRIEF)},
        orders=_orders(session),
        before=before,
        after=after,
        hoped={account: (likely, by) for account, likely, by in session.execute(hoped)},
        promised=earliest(week.promised),
        hotels=tuple(session.scalars(select(Hotel).order_by(Hotel.id))),
    )


def _orders(session: Session) -> Mapping[int, Sequence[date]]:
    found: defaultdict[int, list[date]] = defaultdict(list)
    for account, day in session.execute(select(Order.account, Order.date).order_by(Order.date)):
        found[account].append(day)
    return found


def _elsewhere(session: Session, week: PlannedWeek) -> tuple[dict[int, date], dict[int, date]]:
    """The last call planned before the week, and the first one after it, by account."""
    today = clock.today(week.territory.time_zone)
    query = select(Call.account, Call.day).where(Call.state.in_(PLANNED), Call.day >= today)
    before: dict[int, date] = {}
    after: dict[int, date] = {}
    for account, day in session.execute(query.order_by(Call.day)):
        if day < week.week.days[0]:
            before[account] = day
        elif day > week.week.days[6]:
            after.setdefault(account, day)
    return before, after
