"""Asking customers for a time: which calls, two times each that cost next to no detour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner import clock
from planner.records import Account, Call, Contact
from planner.store.journal import Change, Journal
from planner.tours.costing import cost_day
from planner.tours.week import Slot, without
from planner.workspace.day.slot_prices import slot_prices
from planner.workspace.day.which_day import slot_rank
from planner.workspace.errors import BadInput, Impossible
from planner.workspace.iso_week import IsoWeek
from planner.workspace.reading_week import windows
from planner.workspace.views import AccountRow, PlannedDay, PlannedStop, PlannedWeek

TO_ASK = ("draft", "asked")
"""States of calls whose time nobody has confirmed."""
_ROUND = 300
"""Nobody is asked for 14:43: times are of five minutes."""
_APART = 3600
"""Seconds between two times of one day that are worth offering both."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time that is offered, and the seconds of driving that taking it would add."""

    day: date
    begin: int
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A call to ask for: whom to write to, and the times to offer, the planned one first."""

    call: int
    account: AccountRow
    day: date
    state: str
    agreed: bool
    person: str
    email: str
    times: tuple[Time, ...]


class Asking:
    """The calls of a week whose time is not confirmed."""

    def __init__(
        self, engine: Engine, journal: Journal, week: Callable[[IsoWeek], PlannedWeek]
    ) -> None:
        self._engine, self._journal, self._week = engine, journal, week

    def to_ask(self, week: IsoWeek) -> tuple[ToAsk, ...]:
        """The calls ahead without a confirmed time, day by day, each with two times to offer."""
        planned = self._week(week)
        today = clock.today(planned.territory.time_zone)
        stops = [
            (day, stop)
            for day in planned.days
            for stop in day.calls
            if day.date >= today and stop.call.state in TO_ASK
        ]
        people = self._people({stop.account.id for _day, stop in stops})
        times = _Times(planned, today)
        return tuple(
            ToAsk(
                call=stop.call.id,
                account=stop.account,
                day=day.date,
                state=stop.call.state,
                agreed=stop.call.start is not None,
                person=people.get(stop.account.id, ("", ""))[0],
                email=people.get(stop.account.id, ("", ""))[1],
                times=tuple(times.of(day, stop)),
            )
            for day, stop in stops
        )

    def _people(self, accounts: set[int]) -> dict[int, tuple[str, str]]:
        """Whom to write to at each account: who was seen last, else the firm."""
        firms = select(Account.id, Account.email).where(Account.id.in_(accounts))
        people = (
            select(Contact.account, Contact.name, Contact.email)
            .where(Contact.account.in_(accounts), Contact.left_on.is_(None), Contact.email != "")
            .order_by(Contact.last_seen, Contact.id.desc())
        )
        with Session(self._engine) as session:
            found = {account: ("", email) for account, email in session.execute(firms)}
            found |= {account: (name, mail) for account, name, mail in session.execute(people)}
        return found

    def asked(self, times: Mapping[int, Time]) -> Change | None:
        """Note that these calls were asked for, each for its time; as one step.

        A time on another day than the call's is only offered: the call stays where it is planned.

        Raises:
            BadInput: there is no such call.
            Impossible: a call was confirmed or made meanwhile.
        """
        with self._journal.change("times_asked") as change:
            names = []
            for number, time in times.items():
                call = change.session.get(Call, number)
                if call is None:
                    raise BadInput("unknown", kind="call", id=number)
                name = change.session.get_one(Account, call.account).name
                if call.state not in TO_ASK:
                    raise Impossible("made", call=number, name=name, day=call.day.isoformat())
                call.state = "asked"
                if call.start is None and time.day == call.day:
                    call.start = time.begin
                names.append(name)
            change.args = _args(names)
        return change.change


def _args(names: Sequence[str]) -> dict[str, Any]:
    return {"name": names[0], "count": len(names)} if names else {"count": 0}


class _Times:
    """The times to offer; what is offered to one is not offered to another."""

    def __init__(self, week: PlannedWeek, today: date) -> None:
        self._week, self._today = week, today
        self._offered: list[tuple[date, int, int]] = []

    def of(self, day: PlannedDay, stop: PlannedStop) -> Iterator[Time]:
        """The planned time, and the one with the least detour that harms nobody."""
        own = Time(day.date, self._planned(day, stop))
        yield own
        if stop.account.place is None or stop.call.locked or not self._is_only(stop):
            return
        other = next((t for t in self._others(stop) if self._is_free(t, own)), None)
        if other is not None:
            self._offered.append((other.day, other.begin, other.begin + stop.timed.stop.seconds))
            yield other

    def _is_only(self, stop: PlannedStop) -> bool:
        """Whether the account has no other call in the week: it is not known which would move."""
        stops = self._week.stop_of_call.values()
        return sum(other.account.id == stop.account.id for other in stops) == 1

    def _others(self, stop: PlannedStop) -> Iterator[Time]:
        """Every slot that breaks no rule and no promise, the smallest detour first."""
        late = [p.due for p in self._week.promised if p.account == stop.account.id]
        found = [
            slot
            for slot in slot_prices(self._week, stop.account)
            if slot.day >= self._today
            and not slot.price.breaks
            and not any(slot.day > due for due in late)
        ]
        for slot in sorted(found, key=slot_rank):
            begin = self._begin(stop, slot)
            if begin is not None:
                yield Time(slot.day, begin, slot.price.seconds)

    def _begin(self, stop: PlannedStop, slot: Slot) -> int | None:
        """When the call would begin there, of five minutes; None where that is too late for it."""
        week = self._week
        row = without(week.plan, {stop.call.id}).of(slot.day)
        there = replace(
            stop.timed.stop,
            windows=windows(week.territory, stop.account, slot.day),
            appointment=None,
        )
        order = (*row[: slot.position], there, *row[slot.position :])
        timed = cost_day(week.plan.frames[slot.day], order, week.legs).stops[slot.position]
        begin = _rounded(timed.begin)
        fits = there.windows is None or any(
            w.opens <= begin and begin + there.seconds <= w.shuts for w in there.windows
        )
        return begin if fits else None

    def _is_free(self, time: Time, own: Time) -> bool:
        """Whether it is another time indeed, and nobody else is offered it."""
        if time.day == own.day and abs(time.begin - own.begin) < _APART:
            return False
        return not any(d == time.day and b <= time.begin < e for d, b, e in self._offered)

    def _planned(self, day: PlannedDay, stop: PlannedStop) -> int:
        """The time as planned, of the clock's five minutes where that makes nothing worse."""
        begin = stop.timed.begin
        if stop.call.start is not None:
            return stop.call.start
        rounded = _rounded(begin)
        row = tuple(
            replace(s.timed.stop, appointment=rounded) if s is stop else s.timed.stop
            for s in day.stops
        )
        then = cost_day(self._week.plan.frames[day.date], row, self._week.legs)
        before = {(b.kind, b.call): b.seconds for b in day.cost.breaks}
        worse = any(b.seconds > before.get((b.kind, b.call), -_ROUND) + _ROUND for b in then.breaks)
        return begin if worse else rounded


def _rounded(time: int) -> int:
    return -(-time // _ROUND) * _ROUND
