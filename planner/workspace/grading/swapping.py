"""Swapping calls beyond the plan for prospects on the same road: looked at first, then one step.

The next calls on the account that come before they are due are taken out, and a prospect is
called on that day instead. Every prospect chosen also gets the calls a year that it was offered,
as a frequency of its own, so that the planning of weeks and cycles goes on calling on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.advice.due import Frequency
from planner.records import Account, Call, Territory
from planner.records.calls import PLANNED
from planner.store.journal import Change, Journal
from planner.tours.insertion import slots
from planner.tours.model import Legs
from planner.tours.week import Plan, Slot, move, price, without
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.day.which_day import best_slot, slot_rank
from planner.workspace.day_tour import day_tour, number
from planner.workspace.errors import BadInput, Impossible
from planner.workspace.iso_week import IsoWeek
from planner.workspace.proposing.wishes import is_held
from planner.workspace.reading_week import read_week, stop_of
from planner.workspace.views import AccountRow, PlannedWeek

_EARLY = 0.75
"""Share of the interval before which a call is one too many."""
_AHEAD = 13
"""Weeks ahead in which planned calls are looked at."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call taken out, None where only the prospect's comes, and what stands there instead."""

    day: date
    call: int | None
    begin: int | None
    account: int
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Swap:
    """What a swap would do to the plan, and to how often the prospects are called on.

    `metres`, `seconds` and `cost` are the difference to the weeks as they stand; `prospects` the
    calls a year of each that was chosen. `stands` is what the plan was worked out from.
    """

    account: int
    name: str
    exchanges: tuple[Exchange, ...]
    prospects: Mapping[int, int]
    metres: int
    seconds: int
    cost: float
    stands: tuple[tuple[int, date], ...]

    @property
    def calls(self) -> int:
        """Calls a year that go to prospects."""
        return sum(self.prospects.values())


def look_at_swap(
    session: Session, legs: Legs, account: int, prospects: Mapping[int, int], today: date
) -> Swap:
    """What swapping would do; `prospects` are the calls a year that each would get, best first.

    Raises:
        BadInput: there is no such account, or no prospect was chosen.
    """
    rows = {row.id: row for row in read_rows(session, BRIEF, {account, *prospects})}
    for wanted in (account, *prospects):
        if wanted not in rows:
            raise BadInput("unknown", kind="account", id=wanted)
    placed = [rows[p] for p in prospects if rows[p].place is not None]
    if not placed:
        raise BadInput("no_prospect", name=rows[account].name)
    out = calls_too_many(session, rows[account], today)
    weeks = _weeks_of(session, out, legs, today)
    looking = _Looking(weeks, placed, today)
    exchanges = tuple(looking.exchanges(out))
    metres, seconds, cost = looking.price(legs)
    stands = tuple((call.id, call.day) for call in out)
    return Swap(account, rows[account].name, exchanges, dict(prospects), metres, seconds, cost,
                stands)  # fmt: skip


def calls_too_many(session: Session, row: AccountRow, today: date) -> list[Call]:
    """The drafts ahead that come before the account is due again by its plan."""
    territory = session.get_one(Territory, 1)
    interval = Frequency(territory).interval_days(row.calls_per_cycle)
    until = today + timedelta(weeks=_AHEAD)
    query = (
        select(Call)
        .where(Call.account == row.id, Call.state.in_(PLANNED), Call.day.between(today, until))
        .order_by(Call.day, Call.id)
    )
    made = select(func.max(Call.day)).where(Call.account == row.id, Call.state == "made")
    last: date | None = session.scalar(made)
    found = []
    for call in session.scalars(query):
        early = interval is None or (
            last is not None and (call.day - last).days < _EARLY * interval
        )
        if early and not is_held(call):
            found.append(call)
        else:
            last = call.day
    return found


def _weeks_of(
    session: Session, out: Sequence[Call], legs: Legs, today: date
) -> dict[IsoWeek, PlannedWeek]:
    """The weeks that calls are taken out of; without any, the next two."""
    this = IsoWeek.of(today)
    wanted = {IsoWeek.of(call.day) for call in out} or {this.plus(1), this.plus(2)}
    return {week: read_week(session, week, legs) for week in sorted(wanted)}


def _days(planned: PlannedWeek, today: date) -> list[date]:
    """The days of a week that lie ahead and are worked by rule."""
    usual = planned.territory.working_days
    return [
        d.date for d in planned.days if d.working and d.date > today and d.date.weekday() in usual
    ]


class _Looking:
    """The weeks as they would become, one exchange after the other."""

    def __init__(
        self, weeks: dict[IsoWeek, PlannedWeek], prospects: Sequence[AccountRow], today: date
    ) -> None:
        self.weeks, self.prospects, self.today = weeks, prospects, today
        self.plans: dict[IsoWeek, Plan] = {week: planned.plan for week, planned in weeks.items()}

    def exchanges(self, out: Iterable[Call]) -> Iterator[Exchange]:
        """One for each call taken out, the prospects in turn, none twice in a week."""
        taken = list(out)
        for turn, call in enumerate(taken):
            week, begin = IsoWeek.of(call.day), self._begin(call)
            self.plans[week] = without(self.plans[week], {call.id})
            free = self._free(week)
            prospect = free[turn % len(free)] if free else None
            slot = self._best(week, prospect, [call.day]) if prospect else None
            if prospect and slot:
                self._take(week, prospect, slot)
                yield Exchange(call.day, call.id, begin, prospect.id, prospect.name, slot.position)
        if not taken:
            yield from self._only_in()

    def _only_in(self) -> Iterator[Exchange]:
        """Nothing to take out: the prospect that costs least comes in, where it does."""
        found = [
            (slot_rank(slot), week, slot, prospect)
            for week, planned in self.weeks.items()
            for prospect in self._free(week)
            for slot in [self._best(week, prospect, _days(planned, self.today))]
            if slot is not None
        ]
        if found:
            _rank, week, slot, prospect = min(found, key=lambda each: each[:2])
            self._take(week, prospect, slot)
            yield Exchange(slot.day, None, None, prospect.id, prospect.name, slot.position)

    def _begin(self, call: Call) -> int | None:
        stop = self.weeks[IsoWeek.of(call.day)].stop_of_call.get(call.id)
        return stop.timed.begin if stop else None

    def _free(self, week: IsoWeek) -> list[AccountRow]:
        """The prospects who have no call in that week."""
        there = {stop.account for row in self.plans[week].stops.values() for stop in row}
        return [p for p in self.prospects if p.id not in there]

    def _best(self, week: IsoWeek, prospect: AccountRow, days: Sequence[date]) -> Slot | None:
        """The best slot on these days."""
        planned, plan = self.weeks[week], self.plans[week]
        known = [day for day in days if day in plan.frames]
        if not known:
            return None
        on = {day: stop_of(planned.territory, prospect, day) for day in plan.frames}
        priced = slots(plan, on[known[0]], planned.legs, on)
        return best_slot([slot for slot in priced if slot.day in known])

    def _take(self, week: IsoWeek, prospect: AccountRow, slot: Slot) -> None:
        stop = stop_of(self.weeks[week].territory, prospect, slot.day)
        self.plans[week] = move(self.plans[week], [stop], slot.day, slot.position)

    def price(self, legs: Legs) -> tuple[int, int, float]:
        """Metres, seconds of driving and money to the weeks as they stand."""
        prices = [price(self.weeks[w].plan, plan, legs) for w, plan in self.plans.items()]
        return (
            sum(p.metres for p in prices),
            sum(p.seconds for p in prices),
            round(sum(p.cost for p in prices), 2),
        )


def swap(journal: Journal, legs_of: Callable[[Session], Legs], looked: Swap) -> Change | None:
    """Do what was looked at, as one step.

    Raises:
        Impossible: a call that was to be taken out is no longer there as it was.
    """
    with journal.change("over_calls_swapped", name=looked.name, count=looked.calls) as change:
        session = change.session
        legs = legs_of(session)
        calls = {number_: session.get(Call, number_) for number_, _day in looked.stands}
        for number_, day in looked.stands:
            call = calls[number_]
            if call is None or call.day != day or is_held(call):
                raise Impossible("plan_changed", name=looked.name, day=day.isoformat())
        for call in calls.values():
            session.delete(call)
        session.flush()
        for exchange in looked.exchanges:
            tour = day_tour(session, exchange.day, legs)
            new = Call(account=exchange.account, day=exchange.day)
            session.add(new)
            number([*tour[: exchange.position], new, *tour[exchange.position :]])
        for day in {day for _call, day in looked.stands} - {e.day for e in looked.exchanges}:
            number(day_tour(session, day, legs))
        _give_frequency(session, looked.prospects)
    return change.change


def _give_frequency(session: Session, prospects: Mapping[int, int]) -> None:
    """So many calls a year each; one that is called on more often already stays so."""
    weeks = session.get_one(Territory, 1).cycle_weeks
    for account, calls in prospects.items():
        found = session.get(Account, account)
        a_cycle = round(calls * weeks / 52, 2)
        if found is not None and calls > 0 and a_cycle > (found.calls_per_cycle or 0):
            found.calls_per_cycle = a_cycle
