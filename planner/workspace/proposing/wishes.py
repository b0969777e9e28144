"""Who could be called on in a week: what stands in it, and every account that is due.

A wish is one call that may be made: a call of the week that planning may move, one that is held,
or an account that has none yet. What it is worth, on which days it can be, and whether it must be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from planner.advice.value import Subject, Value, share, worth
from planner.records import Call, Hotel, Territory
from planner.tours.model import Stop, Window
from planner.workspace.proposing.reading import Book
from planner.workspace.reading_week import stop_of
from planner.workspace.views import AccountRow, PlannedStop, PlannedWeek

KEPT_FOR_PROSPECTS = 9000.0
"""Seconds more that a prospect is worth while hours kept for prospects are not reached."""


WITH_OBJECTIVE = 7200.0
"""Seconds more that a call is worth for which the rep has written down what it is for."""


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
    hotels: tuple[Hotel, ...] = ()


def ask(book: Book, week: PlannedWeek, now: datetime) -> Asked:
    """Everything that planning the week needs to know; `now` is aware."""
    days = days_ahead(week, now)
    taking = frozenset(d for d in days if _takes_calls(week, d))
    judged = _Judged(book, days, taking)
    times = Counter(stop.account.id for stop in week.stop_of_call.values())
    standing = [
        wish
        for day in week.days
        for stop in day.stops
        if (wish := judged.standing(day.date, stop, alone=times[stop.account.id] == 1))
    ]
    added, refused = judged.all_new(times.keys())
    wishes = (*standing, *_kept_for_prospects(book.territory, standing, added))
    return Asked(week, days, taking, wishes, tuple(refused), book.hotels)


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


def is_agreed(wish: Wish) -> bool:
    """Whether the account was told a time."""
    call = wish.planned.call if wish.planned else None
    return call is not None and call.start is not None and call.state not in ("made", "missed")


class _Judged:
    """Turns calls and accounts into wishes."""

    def __init__(self, book: Book, days: Sequence[date], taking: frozenset[date]) -> None:
        self.book, self.days, self.taking = book, days, taking

    def standing(self, day: date, planned: PlannedStop, *, alone: bool) -> Wish | None:
        """A call of the week; None where its day is not planned anew and it stays as it is.

        One that is not `alone`, as its account has another in the week, keeps its day.
        """
        call, row = planned.call, planned.account
        frame_off = not self._works(day)
        held = is_held(call)
        if day not in self.days or (held and frame_off):
            return None
        territory, subject = self.book.territory, self.book.subject(row)
        value = worth(subject, day)
        if held or row.place is None:
            stops = {day: planned.timed.stop}
            pinned = planned.timed.begin if call.start is None else call.start
            return Wish(call.id, row, subject, value, stops, planned, day, pinned, must=True)
        own = set() if frame_off else {day}
        stops = {
            d: stop_of(territory, row, d, call)
            for d in sorted(own | (self.taking if alone else own))
        }
        stops = _in_time(subject.promised, {d: s for d, s in stops.items() if _fits(s)})
        extra = WITH_OBJECTIVE if call.objective else 0.0
        return Wish(call.id, row, subject, value, stops, planned, day, extra=extra)

    def _works(self, day: date) -> bool:
        return day in self.taking or day.weekday() not in self.book.territory.working_days

    def all_new(self, busy: Collection[int]) -> tuple[list[Wish], list[Refused]]:
        """The accounts without a call in the week that are due: those that can be, and not."""
        added, refused = [], []
        rows = self.book.rows.values() if self.taking else ()
        for row in rows:
            found = None if row.id in busy else self.new(row)
            if isinstance(found, Wish):
                added.append(found)
            elif found is not None:
                refused.append(found)
        return added, refused

    def new(self, row: AccountRow) -> Wish | Refused | None:
        """An account without a call in the week; None where it is not due at all."""
        subject = self.book.subject(row)
        must = subject.must_by is not None and subject.must_by <= self.days[-1]
        asked = must or subject.promised is not None
        if not asked and (subject.interval is None or row.status == "lapsed"):
            return None
        ready = [d for d in sorted(self.taking) if asked or self._ripe(subject, d)]
        if not ready:
            return None
        later = self.book.after.get(row.id)
        if later is not None and not asked:
            return Refused(row, "planned_later", {"day": later.isoformat()})
        if row.place is None:
            return Refused(row, "no_place")
        stops = {d: stop_of(self.book.territory, row, d) for d in ready}
        able = {d: s for d, s in stops.items() if _fits(s)}
        if not able:
            return Refused(row, "shut")
        value = worth(subject, max(able))
        if asked:
            able = _in_time(subject.wanted_by, able)
        return Wish(-row.id, row, subject, value, able, must=must)

    def _ripe(self, subject: Subject, day: date) -> bool:
        """Whether enough of the interval has passed, and the smallest gap with it."""
        passed, territory = share(subject, day), self.book.territory
        if subject.last is None or passed is None:
            return True
        gap = (day - subject.last).days
        return passed >= territory.not_before_share and gap >= territory.smallest_gap


def _in_time(until: date | None, stops: dict[date, Stop]) -> dict[date, Stop]:
    """The days that keep a promise, if it can be kept at all; else all."""
    kept = {d: s for d, s in stops.items() if until is not None and d <= until}
    return kept or stops


def _fits(stop: Stop) -> bool:
    return stop.windows is None or any(_holds(w, stop.seconds) for w in stop.windows)


def _holds(window: Window, seconds: int) -> bool:
    return window.shuts - window.opens >= seconds


def _kept_for_prospects(
    territory: Territory, standing: Sequence[Wish], added: Sequence[Wish]
) -> list[Wish]:
    """The best prospects are worth more until the hours kept for prospects are reached."""
    left = territory.prospect_hours * 3600 - sum(
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
