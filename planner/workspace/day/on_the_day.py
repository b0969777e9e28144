"""The use cases of a day under way: which day, urgent, late, cancelled; and what habit costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.records import Call, Territory
from planner.records.calls import PLANNED
from planner.store.journal import Change, Journal
from planner.tours.model import Legs
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.errors import BadInput
from planner.workspace.iso_week import IsoWeek
from planner.workspace.reading_week import IN_TOUR, read_week
from planner.workspace.views import AccountRow, PlannedWeek

if TYPE_CHECKING:
    from planner.workspace.day.gap import Cancelled, Gap
    from planner.workspace.day.habit import Habit
    from planner.workspace.day.urgent_options import Option, UrgentAnswer
    from planner.workspace.day.which_day import Offers

AHEAD, MOST_AHEAD = 3, 13
"""Weeks looked at for another day: at least so many, and as far as planned up to a call cycle."""


class OnTheDay:
    """What is asked and done while the day is driven."""

    def __init__(self, engine: Engine, journal: Journal, legs: Callable[[Session], Legs]) -> None:
        self._engine, self._journal, self._legs = engine, journal, legs

    def week(self, week: IsoWeek) -> PlannedWeek:
        """The week as it stands."""
        with Session(self._engine, expire_on_commit=False) as session:
            return read_week(session, week, self._legs(session))

    def weeks(self, first: IsoWeek, count: int) -> list[PlannedWeek]:
        """So many weeks as they stand, from `first` on."""
        with Session(self._engine, expire_on_commit=False) as session:
            legs = self._legs(session)
            return [read_week(session, first.plus(i), legs) for i in range(count)]

    def which_day(
        self, account: int, first: IsoWeek | None = None, weeks: int | None = None
    ) -> Offers:
        """What each day of the weeks from `first` on would cost for an account.

        Without `first`, from this week on, or the next where no day of this one is left; without
        `weeks`, as far as planned.

        Raises:
            BadInput: there is no such account.
        """
        first = first or self.next_week()
        count = self.planned_ahead(first) if weeks is None else weeks
        return self.which_day_in(account, self.weeks(first, count))

    def planned_ahead(self, first: IsoWeek) -> int:
        """How many weeks from `first` on have calls planned, within reason."""
        with Session(self._engine) as session:
            last = session.scalar(select(func.max(Call.day)).where(Call.state.in_(PLANNED)))
        count = 0 if last is None else (IsoWeek.of(last).monday - first.monday).days // 7 + 1
        return min(MOST_AHEAD, max(AHEAD, count))

    def which_day_in(self, account: int, weeks: Sequence[PlannedWeek]) -> Offers:
        """The same for weeks that were read already."""
        from planner.workspace.day.which_day import which_day

        return which_day(weeks, self._row(account), self._today())

    def next_week(self) -> IsoWeek:
        """The first week that has a working day after today."""
        settings, today = self._settings(), self._today()
        left = any(day > today.weekday() for day in settings.working_days)
        return IsoWeek.of(today) if left else IsoWeek.of(today).plus(1)

    def urgent(self, account: int, at: datetime) -> UrgentAnswer:
        """The ways to reach an account from where the rep is at a moment.

        Raises:
            BadInput: there is no such account, it has no place yet, or that day is over.
        """
        day, moment = self._local(at)
        if day < self._today():
            raise BadInput("day_over", day=day.isoformat())
        return self.urgent_in(account, self.weeks(IsoWeek.of(day), AHEAD), day, moment)

    def urgent_in(
        self, account: int, weeks: Sequence[PlannedWeek], day: date, moment: int
    ) -> UrgentAnswer:
        """The same for weeks that were read already, and a time of day in the territory."""
        from planner.workspace.day.urgent import urgent

        return urgent(weeks, self._row(account), day, moment)

    def _local(self, at: datetime) -> tuple[date, int]:
        """The date and the seconds after midnight of a moment in the territory."""
        local = at.astimezone(ZoneInfo(self._settings().time_zone))
        return local.date(), local.hour * 3600 + local.minute * 60 + local.second

    def take(self, option: Option) -> Change | None:
        """Fit an urgent call in as an option says, as one step.

        Raises:
            Impossible: the plan has changed since the option was worked out.
        """
        from planner.workspace.day.urgent_taking import take

        with self._journal.change("urgent_taken") as change:
            change.args = take(change.session, option, self._legs(change.session))
        return change.change

    def gap(self, day: date, call: int | None = None, not_before: int = 0) -> Gap:
        """Who is near, due and open where a call of the day was to be, or anywhere on the day.

        Raises:
            BadInput: the call is not on that day, or nobody works then.
        """
        from planner.workspace.day.gap import fill

        week = self.week(IsoWeek.of(day))
        if day not in week.by_date:
            week = week.whole()
        cancelled = None if call is None else self._cancelled(week, day, call)
        with Session(self._engine) as session:
            rows = read_rows(session, BRIEF)
        return fill(week, day, rows, cancelled, not_before)

    def _cancelled(self, week: PlannedWeek, day: date, call: int) -> Cancelled:
        """Where a call of the day stands, or stood if it is noted as missed already."""
        from planner.workspace.day.gap import Cancelled

        with Session(self._engine) as session:
            found = session.get(Call, call)
            if found is None or found.day != day:
                raise BadInput("unknown", kind="call", id=call)
            earlier = [s for s in week.by_date[day].stops if s.call.position < found.position]
            return Cancelled(call, found.account, len(earlier))

    def habit(self, year: int, stop: Callable[[], bool] = lambda: False) -> Habit:
        """What zigzag and far and back would cost over a year; `stop` gives up early."""
        from planner.tours.shapes import compare
        from planner.workspace.day.habit import habit

        compared = {}
        with Session(self._engine, expire_on_commit=False) as session:
            legs, territory = self._legs(session), session.get_one(Territory, 1)
            within = Call.day.between(date(year, 1, 1), date(year, 12, 31))
            query = select(Call.day).where(within, Call.state.in_(IN_TOUR)).distinct()
            for week in sorted({IsoWeek.of(day) for day in session.scalars(query)}):
                if stop():
                    break
                plan = read_week(session, week, legs).plan
                for day, row in plan.stops.items():
                    if row and day.year == year:
                        compared[day] = compare(plan.frames[day], row, legs)
        return habit(year, compared, len(territory.working_days))

    def _row(self, account: int) -> AccountRow:
        with Session(self._engine) as session:
            rows = read_rows(session, BRIEF, [account])
        if not rows:
            raise BadInput("unknown", kind="account", id=account)
        return rows[0]

    def _settings(self) -> Territory:
        with Session(self._engine, expire_on_commit=False) as session:
            return session.get_one(Territory, 1)

    def _today(self) -> date:
        return clock.today(self._settings().time_zone)
