"""Who could be called on in a week: what stands in it, and every account that is due.

A wish is one call that may be made: a call of the week that planning may move, one that is held,
or an account that has none yet. What it is worth, on which days it can be, and whether it must be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.due import Frequency
from planner.advice.value import Subject, Value, share, worth
from planner.records import Call, Order, Territory
from planner.records.calls import PLANNED
from planner.tours.model import Stop, Window
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.reading_week import stop_of
from planner.workspace.views import AccountRow, PlannedStop, PlannedWeek

NOT_BEFORE = 0.6
"""Share of the interval before which no call is proposed, where the territory does not say."""
KEPT_FOR_PROSPECTS = 3600.0
"""Seconds more that a prospect is worth while hours kept for prospects are not reached."""


@dataclass(frozen=True)
class Wish:
    """One call that may be made. `day` and `planned` are where it stands now, None where nowhere.

    `stops` has it as it would be on each day it can be on. `pinned` is when it begins if it is
    held: planning then leaves it on its day at that time. `must` is never left out.
    """

    key: int
    account: AccountRow
    subject: Subject
    value: Value
    stops: Mapping[date, Stop]
    planned: PlannedStop | None = None
    day: date | None = None
    pinned: int | None = None
    must: bool = False
    extra: float = 0.0

    @property
    def held(self) -> bool:
        """Whether planning leaves it where it is."""
        return self.pinned is not None

    @property
    def worth(self) -> float:
        """Seconds of the rep's time that the call is worth."""
        return self.value.seconds + self.extra


@dataclass(frozen=True, slots=True)
class Refused:
    """An account that is due and cannot be called on in this week, by the code of its reason."""

    account: AccountRow
    code: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What planning a week is asked: `days` are planned anew, `open_days` of them take new calls.

    Calls on other days stay as they are.
    """

    week: PlannedWeek
    days: tuple[date, ...]
    open_days: frozenset[date]
    wishes: tuple[Wish, ...]
    refused: tuple[Refused, ...]


def read_wishes(session: Session, week: PlannedWeek, *, fresh: bool) -> Asked:
    """Everything that planning the week needs of the records."""
    days = days_ahead(week, clock.now())
    taking = frozenset(d for d in days if _takes_calls(week, d))
    book = _Book(session, week, days[-1] if days else week.week.days[-1])
    judged = _Judged(book, days, taking, fresh)
    standing = [w for day in week.days for s in day.stops if (w := judged.standing(day.date, s))]
    busy = {stop.account.id for stop in week.stop_of_call.values()}
    added, refused = [], []
    if taking:
        for row in book.rows.values():
            found = None if row.id in busy else judged.new(row)
            if isinstance(found, Wish):
                added.append(found)
            elif found is not None:
                refused.append(found)
    wishes = (*standing, *_kept_for_prospects(week.territory, standing, added))
    return Asked(week, days, taking, wishes, tuple(refused))


def days_ahead(week: PlannedWeek, now: datetime) -> tuple[date, ...]:
    """The days on which the rep is not yet under way, of those shown and worked on."""
    local = now.astimezone(ZoneInfo(week.territory.time_zone))
    today, time = local.date(), local.hour * 3600 + local.minute * 60 + local.second
    return tuple(
        day.date
        for day in week.days
        if (day.date > today or (day.date == today and time <= day.cost.leave))
        and week.plan.frames[day.date].work.opens < week.plan.frames[day.date].work.shuts
    )


def _takes_calls(week: PlannedWeek, day: date) -> bool:
    """Working days; on others the rep's own calls stay, and none is added."""
    return week.plan.frames[day].working and day.weekday() in week.territory.working_days


def is_held(call: Call) -> bool:
    """Locked, asked, confirmed, made, or with an agreed time: planning leaves it alone."""
    return call.locked or call.state != "draft" or call.start is not None


class _Book:
    """The records of all accounts, as far as they bear on what a call is worth."""

    def __init__(self, session: Session, week: PlannedWeek, until: date) -> None:
        self.territory, self.until = week.territory, until
        self.rule = Frequency(week.territory)
        self.rows = {row.id: row for row in read_rows(session, BRIEF)}
        self.orders = _orders(session)
        self.before, self.after = _elsewhere(session, week)
        known = [row.potential for row in self.rows.values() if row.potential]
        self.usual = median(known) if known else None
        self.must_by: dict[int, date] = {}
        self.not_before = float(getattr(week.territory, "not_before_share", NOT_BEFORE))

    def subject(self, row: AccountRow) -> Subject:
        last = max(filter(None, (row.last_call, self.before.get(row.id))), default=None)
        return Subject(
            grade=row.grade,
            status=row.status,
            interval=self.rule.interval_days(row.calls_per_cycle),
            last=last,
            potential=row.potential,
            usual=self.usual,
            orders=self.orders.get(row.id, ()),
            must_by=getattr(row, "must_by", None),
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


class _Judged:
    """Turns calls and accounts into wishes."""

    def __init__(
        self, book: _Book, days: Sequence[date], taking: frozenset[date], fresh: bool
    ) -> None:
        self.book, self.days, self.taking, self.fresh = book, days, taking, fresh

    def standing(self, day: date, planned: PlannedStop) -> Wish | None:
        """A call of the week; None where its day is not planned anew and it stays as it is."""
        call, row = planned.call, planned.account
        frame_off = not self._works(day)
        held = is_held(call)
        if day not in self.days or (held and frame_off):
            return None
        territory, subject = self.book.territory, self.book.subject(row)
        value = worth(subject, day)
        if held or row.place is None:
            stops, pinned = {day: planned.timed.stop}, planned.timed.begin
            return Wish(call.id, row, subject, value, stops, planned, day, pinned, must=True)
        own = set() if frame_off else {day}
        stops = {d: stop_of(territory, row, d, call) for d in sorted(own | self.taking)}
        stops = {d: s for d, s in stops.items() if _fits(s)}
        return Wish(call.id, row, subject, value, stops, planned, day)

    def _works(self, day: date) -> bool:
        return day in self.taking or day.weekday() not in self.book.territory.working_days

    def new(self, row: AccountRow) -> Wish | Refused | None:
        """An account without a call in the week; None where it is not due at all."""
        subject = self.book.subject(row)
        if subject.interval is None or row.status == "lapsed":
            return None
        ready = [d for d in sorted(self.taking) if self._ripe(subject, d)]
        if not ready:
            return None
        if row.id in self.book.after:
            return Refused(row, "planned_later", {"day": self.book.after[row.id].isoformat()})
        if row.place is None:
            return Refused(row, "no_place")
        stops = {d: stop_of(self.book.territory, row, d) for d in ready}
        able = {d: s for d, s in stops.items() if _fits(s)}
        if not able:
            return Refused(row, "shut")
        value = worth(subject, max(able))
        must = subject.must_by is not None and subject.must_by <= self.days[-1]
        if must:
            in_time = {d: s for d, s in able.items() if subject.must_by and d <= subject.must_by}
            able = in_time or able
        return Wish(-row.id, row, subject, value, able, must=must)

    def _ripe(self, subject: Subject, day: date) -> bool:
        passed = share(subject, day)
        return passed is None or passed >= self.book.not_before


def _fits(stop: Stop) -> bool:
    return stop.windows is None or any(_holds(w, stop.seconds) for w in stop.windows)


def _holds(window: Window, seconds: int) -> bool:
    return window.shuts - window.opens >= seconds


def _kept_for_prospects(
    territory: Territory, standing: Sequence[Wish], added: Sequence[Wish]
) -> list[Wish]:
    """The best prospects are worth more until the hours kept for prospects are reached."""
    from dataclasses import replace

    hours = float(getattr(territory, "prospect_hours", 0) or 0)
    left = hours * 3600 - sum(
        next(iter(w.stops.values())).seconds
        for w in standing
        if w.account.status == "prospect" and w.stops
    )
    prospects = sorted(
        (w for w in added if w.account.status == "prospect"), key=lambda w: -w.value.seconds
    )
    lifted = set()
    for wish in prospects:
        if left <= 0:
            break
        left -= next(iter(wish.stops.values())).seconds
        lifted.add(wish.key)
    return [replace(w, extra=KEPT_FOR_PROSPECTS) if w.key in lifted else w for w in added]


def not_due_before(subject: Subject, share_needed: float = NOT_BEFORE) -> date | None:
    """The first day on which a call would be proposed."""
    if subject.last is None or not subject.interval:
        return None
    return subject.last + timedelta(days=round(share_needed * subject.interval))
