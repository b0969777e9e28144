"""What the screen of the call cycle shows: weeks, and the calls of every account in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.due import Frequency
from planner.records import Account, Call, Itinerary, Territory
from planner.records.calls import PLANNED
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.cycle.views import CyclePlan
from planner.workspace.iso_week import IsoWeek
from planner.workspace.public_holidays import holiday_on
from planner.workspace.reading_week import frame
from planner.workspace.views import AccountRow

_GRACE = 0.1
"""Share of an interval by which a gap may be longer before it counts as too long."""
_GRACE_DAYS = 3


@dataclass(frozen=True, slots=True)
class CycleCall:
    """One call of an account: its day and state; `new` where it is only proposed."""

    day: date
    state: str
    new: bool = False

    @property
    def planned(self) -> bool:
        """Whether it is still ahead."""
        return self.state in PLANNED


@dataclass(frozen=True, slots=True)
class CycleRow:
    """An account in the cycle: its calls in the weeks shown, by day; how long its gap is.

    `interval` is days between calls; `over` is days by which the wait since `since` is longer
    than that when it ends on `until`; 0 where it is not too long.
    """

    account: AccountRow
    interval: int
    calls: tuple[CycleCall, ...]
    over: int = 0
    since: date | None = None
    until: date | None = None

    @property
    def made(self) -> int:
        """Calls made in the weeks shown."""
        return sum(call.state == "made" for call in self.calls)

    @property
    def planned(self) -> int:
        """Calls planned in the weeks shown."""
        return sum(call.planned for call in self.calls)


@dataclass(frozen=True, slots=True)
class CycleWeek:
    """A week as a column: working days, calls, and nights away.

    `first_off` is the first of its days that is not worked though it usually is, `off` its name.
    """

    week: IsoWeek
    days: int
    off: str
    made: int
    planned: int
    nights: tuple[str, ...] = ()
    first_off: date | None = None


@dataclass(frozen=True)
class CycleTable:
    """Weeks side by side and the accounts of the cycle under them, by name.

    `away` are the days before and after a night away; `intervals` are the grades' in days.
    """

    weeks: tuple[CycleWeek, ...]
    rows: tuple[CycleRow, ...]
    today: date
    intervals: Mapping[str, int | None]
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class CycleYear:
    """The calls of one account in a year, and the days its rep was away."""

    year: int
    calls: tuple[CycleCall, ...]
    interval: int | None
    off: tuple[tuple[date, str], ...]
    today: date

    @property
    def gaps(self) -> tuple[int, ...]:
        """Days between the calls made."""
        days = [call.day for call in self.calls if call.state == "made"]
        return tuple((b - a).days for a, b in pairwise(days))

    def count(self, state: str) -> int:
        """How many calls are in a state; `planned` is draft, asked and confirmed."""
        if state == "planned":
            return sum(call.planned for call in self.calls)
        return sum(call.state == state for call in self.calls)


def read_table(engine: Engine, first: IsoWeek, weeks: int) -> CycleTable:
    """The table of so many weeks from `first`."""
    with Session(engine, expire_on_commit=False) as session:
        territory = session.get_one(Territory, 1)
        today = clock.today(territory.time_zone)
        shown = [first.plus(at) for at in range(weeks)]
        found = _calls(session, shown[0].days[0], shown[-1].days[6])
        own = set(session.scalars(select(Account.id).where(Account.calls_per_cycle.isnot(None))))
        accounts = read_rows(session, BRIEF.order_by(Account.name, Account.id))
        nights = _nights(session, territory, shown[0].days[0], shown[-1].days[6])
        columns = _columns(session, territory, shown, found, nights)
    rule = Frequency(territory)
    rows = []
    for row in accounts:
        interval = rule.interval_days(row.calls_per_cycle)
        calls = found.get(row.id, ())
        if interval is not None and (row.status == "customer" or row.id in own or calls):
            rows.append(_judged(CycleRow(row, interval, calls), today))
    intervals = {g: rule.interval_days(rule.calls(g, None)) for g in ("A", "B", "C", "D", "")}
    away = frozenset((*nights, *(day + timedelta(days=1) for day in nights)))
    return CycleTable(columns, tuple(rows), today, intervals, away)


def with_plan(table: CycleTable, plan: CyclePlan) -> CycleTable:
    """The table as it would be with a plan: its calls in place of those planned in its weeks."""
    taken = set(plan.tours)
    proposed: defaultdict[int, list[CycleCall]] = defaultdict(list)
    for day, tour in plan.tours.items():
        for placed in tour:
            state = placed.call.state if placed.call else "draft"
            moved = placed.call is None or placed.call.day != day
            proposed[placed.account].append(CycleCall(day, state, new=moved))
    rows = [
        _as_planned(row, proposed[row.account.id], taken, table)
        if row.account.id in proposed or any(call.planned for call in row.calls)
        else row
        for row in table.rows
    ]
    nights = {day for night in plan.nights for day in (night.evening, night.morning)}
    weeks = _recounted(table, rows, plan)
    return replace(table, rows=tuple(rows), weeks=weeks, away=table.away | nights)


def _as_planned(
    row: CycleRow, proposed: list[CycleCall], taken: set[date], table: CycleTable
) -> CycleRow:
    first, last = table.weeks[0].week.days[0], table.weeks[-1].week.days[6]
    kept = [call for call in row.calls if call.day not in taken or call.state == "missed"]
    new = [call for call in proposed if first <= call.day <= last]
    ahead = [call.day for call in (*kept, *proposed) if call.planned and call.day >= table.today]
    account = row.account._replace(planned=min(ahead, default=row.account.planned))
    calls = tuple(sorted((*kept, *new), key=lambda call: call.day))
    return _judged(CycleRow(account, row.interval, calls), table.today)


def year_with_plan(year: CycleYear, account: int, plan: CyclePlan) -> CycleYear:
    """The year as it would be with a plan."""
    kept = [call for call in year.calls if call.day not in plan.tours or call.state == "missed"]
    new = [
        CycleCall(day, p.call.state if p.call else "draft", new=not p.call or p.call.day != day)
        for day, tour in plan.tours.items()
        for p in tour
        if p.account == account and day.year == year.year
    ]
    return replace(year, calls=tuple(sorted((*kept, *new), key=lambda call: call.day)))


def _recounted(table: CycleTable, rows: list[CycleRow], plan: CyclePlan) -> tuple[CycleWeek, ...]:
    planned = Counter(IsoWeek.of(call.day) for row in rows for call in row.calls if call.planned)
    nights: defaultdict[IsoWeek, list[str]] = defaultdict(list)
    for night in plan.nights:
        nights[IsoWeek.of(night.evening)].append(night.name)
    return tuple(
        replace(w, planned=planned[w.week], nights=(*w.nights, *nights[w.week]))
        for w in table.weeks
    )


def read_year(engine: Engine, account: int, year: int) -> CycleYear:
    """All calls of an account in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    with Session(engine, expire_on_commit=False) as session:
        territory = session.get_one(Territory, 1)
        calls = _calls(session, first, last, account).get(account, ())
        rows = read_rows(session, BRIEF, {account})
        off = tuple(
            (day, why)
            for day, why in _off_days(session, territory, first, last).items()
            if day.weekday() in territory.working_days
        )
    interval = Frequency(territory).interval_days(rows[0].calls_per_cycle) if rows else None
    return CycleYear(year, calls, interval, off, clock.today(territory.time_zone))


def _calls(
    session: Session, first: date, last: date, account: int | None = None
) -> dict[int, tuple[CycleCall, ...]]:
    query = select(Call.account, Call.day, Call.state).where(Call.day.between(first, last))
    if account is not None:
        query = query.where(Call.account == account)
    found: defaultdict[int, list[CycleCall]] = defaultdict(list)
    for number, day, state in session.execute(query.order_by(Call.day, Call.position)):
        found[number].append(CycleCall(day, state))
    return {number: tuple(calls) for number, calls in found.items()}


def _columns(
    session: Session,
    territory: Territory,
    shown: list[IsoWeek],
    calls: Mapping[int, tuple[CycleCall, ...]],
    nights: Mapping[date, str],
) -> tuple[CycleWeek, ...]:
    first, last = shown[0].days[0], shown[-1].days[6]
    off = _off_days(session, territory, first, last)
    states: Counter[tuple[IsoWeek, bool]] = Counter()
    for some in calls.values():
        for call in some:
            if call.state != "missed":
                states[IsoWeek.of(call.day), call.planned] += 1
    columns = []
    for week in shown:
        usual = [day for day in week.days if day.weekday() in territory.working_days]
        worked = [day for day in usual if day not in off]
        first_off = next((day for day in usual if day in off), None)
        columns.append(
            CycleWeek(
                week,
                len(worked),
                off[first_off] if first_off else "",
                states[week, False],
                states[week, True],
                tuple(name for day, name in nights.items() if IsoWeek.of(day) == week),
                first_off,
            )
        )
    return tuple(columns)


def _off_days(session: Session, territory: Territory, first: date, last: date) -> dict[date, str]:
    """The days that are not worked though they usually are, with what they are called."""
    query = select(Itinerary).where(Itinerary.date.between(first, last))
    special = {row.date: row for row in session.scalars(query)}
    found = {}
    for at in range((last - first).days + 1):
        day = first + timedelta(days=at)
        holiday = holiday_on(territory, day)
        if (holiday or day in special) and not frame(territory, special.get(day), holiday).working:
            found[day] = (special[day].note if day in special else "") or holiday
    return found


def _nights(session: Session, territory: Territory, first: date, last: date) -> dict[date, str]:
    base = (territory.base_lat, territory.base_lon)
    query = select(Itinerary).where(Itinerary.date.between(first, last))
    rows = {row.date: row for row in session.scalars(query)}
    found = {}
    for day, row in rows.items():
        after = rows.get(day + timedelta(days=1))
        there = (row.end_lat, row.end_lon)
        same = after is not None and there == (after.start_lat, after.start_lon)
        if row.end_lat is not None and there != base and same:
            found[day] = row.end_name
    return found


def _judged(row: CycleRow, today: date) -> CycleRow:
    """The row with how much too long its wait is."""
    last, ahead = row.account.last_call, row.account.planned
    if last is None:
        return row
    until = ahead if ahead is not None else today
    over = (until - last).days - row.interval
    if over <= max(_GRACE_DAYS, _GRACE * row.interval):
        return row
    return replace(row, over=over, since=last + timedelta(days=row.interval), until=until)
