"""The engine's problem for a cycle: who should be called on in which weeks, and what that costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import ceil

import numpy as np

from planner.advice.capacity import Way, stretched
from planner.advice.spread import Choice, Rhythm, choices
from planner.advice.value import Subject, Value
from planner.records import Hotel
from planner.tours.engine.problem import Client, Frame, Night, Pattern, Problem, Span
from planner.tours.model import Place
from planner.workspace.cycle.reading import Basis, Standing
from planner.workspace.cycle.views import Wanted
from planner.workspace.engine_tables import Tables, frame_of, in_seconds, spans, tables
from planner.workspace.proposing.problem import Held, held_alone
from planner.workspace.proposing.wishes import Asked, Wish
from planner.workspace.reading_week import windows
from planner.workspace.views import AccountRow

PATTERNS = 24
"""Ways to spread the calls of an account that are weighed against each other."""
FEWER = 6
"""The same with fewer calls than wanted, for each number of calls."""
WORTH = {"A": 6.0, "B": 4.0, "C": 2.5, "D": 1.5}
"""What a call counts for that is not made, in drives to the farthest account and back: so a call is
left out only where it does not fit, and of a lower grade first. Without a grade as C."""
PLANNED_BEFORE = 1.5
"""How much more a call counts for that is planned already."""
OVER_PRICE = 2.5
"""What a second counts for on top, of driving and calls beyond a day's fair share. Measured: with 1
days stay empty, as that drives less; with 4 days are as good as equal, for 6 % more driving."""
_PARTS = 14
"""Days of an interval below which a week is parted, so that gaps of ten days can be had."""
MOST_CLIENTS = 1500
"""Accounts weighed against each other; of more, those of a lower grade are left out."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Days of one week that a call may be on, by their numbers; `place` as in `advice.spread`."""

    days: tuple[int, ...]
    place: float
    held: bool = False


@dataclass(frozen=True)
class Laid:
    """The problem, and what its clients stand for: a held or kept call, or what is wanted.

    `refused` are accounts that no plan can have, with the code of the reason; `beyond` are those
    that were not weighed.
    """

    basis: Basis
    wanted: tuple[Wanted, ...]
    clients: tuple[Standing | Wanted, ...]
    held: Mapping[date, Held]
    problem: Problem
    known: Tables
    hotels: tuple[Hotel, ...]
    refused: Mapping[int, str]
    beyond: frozenset[int]


def lay_out(basis: Basis, ways: Sequence[Way] = (), hotels: Sequence[Hotel] = ()) -> Laid:
    """The problem of a span, with some ways to stretch taken."""
    wanted = wanted_of(basis, ways)
    held = {day: held_alone(asked_alone(basis, day), day) for day in basis.days}
    chosen, beyond = _short_list(wanted)
    known = _tables(basis, chosen, hotels)
    return _Laying(basis, held, known, tuple(hotels)).laid(wanted, chosen, beyond)


def wanted_of(basis: Basis, ways: Sequence[Way] = ()) -> tuple[Wanted, ...]:
    """What each account gets in the span, with some ways to stretch taken."""
    return tuple(
        Wanted(basis.rows[demand.account], demand, demand.calls(basis.span))
        for demand in stretched(basis.demands, ways)
    )


def _short_list(wanted: Sequence[Wanted]) -> tuple[list[Wanted], frozenset[int]]:
    able = [w for w in wanted if w.calls > w.demand.fixed]
    if len(able) <= MOST_CLIENTS:
        return able, frozenset()
    able.sort(key=lambda w: (-w.demand.planned, -_worth(w), -w.demand.worth, w.account.id))
    return able[:MOST_CLIENTS], frozenset(w.account.id for w in able[MOST_CLIENTS:])


def _worth(wanted: Wanted) -> float:
    return WORTH.get(wanted.account.grade, WORTH["C"])


def _tables(basis: Basis, chosen: Sequence[Wanted], hotels: Sequence[Hotel]) -> Tables:
    frames = [basis.week_of(day).plan.frames[day] for day in basis.days]
    places: list[Place] = [place for frame in frames for place in (frame.start, frame.end)]
    places += [(hotel.lat, hotel.lon) for hotel in hotels]
    rows = [w.account for w in chosen]
    rows += [standing.stop.account for standing in (*basis.held, *basis.kept)]
    places += [row.place for row in rows if row.place is not None]
    territory = basis.territory
    return tables(places, basis.legs, territory.cost_per_km, territory.hour_worth)


def asked_alone(basis: Basis, day: date) -> Asked:
    """A day with nothing but its held calls, as planning a week has it."""
    wishes = tuple(
        Wish(
            key=s.call.id,
            account=s.stop.account,
            subject=Subject(),
            value=Value(()),
            stops={day: s.stop.timed.stop},
            planned=s.stop,
            day=day,
            pinned=s.stop.timed.begin if s.call.start is None else s.call.start,
            must=True,
        )
        for s in basis.held
        if s.day == day
    )
    week = basis.week_of(day)
    return Asked(week, (day,), frozenset((day,)), wishes, ())


class _Laying:
    """Makes clients of calls and accounts."""

    def __init__(
        self, basis: Basis, held: Mapping[date, Held], known: Tables, hotels: tuple[Hotel, ...]
    ) -> None:
        self.basis, self.held, self.known, self.hotels = basis, held, known, hotels
        self.number = {day: at for at, day in enumerate(basis.days)}
        self.weeks: defaultdict[int, list[int]] = defaultdict(list)
        for day, at in self.number.items():
            self.weeks[(day - basis.first.monday).days // 7].append(at)
        self.frames = [self._frame(at, held[day]) for day, at in self.number.items()]
        self.reach = self._reach()
        self.fixed: defaultdict[int, list[date]] = defaultdict(list)
        for standing in (*basis.held, *basis.kept):
            self.fixed[standing.stop.account.id].append(standing.day)

    def laid(
        self, wanted: tuple[Wanted, ...], chosen: Sequence[Wanted], beyond: frozenset[int]
    ) -> Laid:
        """Everything, the clients that hold first."""
        whose: list[Standing | Wanted] = []
        clients: list[Client] = []
        refused: dict[int, str] = {}
        for standing in self.basis.held:
            if standing.day in self.number and standing.stop.account.place is not None:
                whose.append(standing)
                clients.append(self._held_client(standing))
        for standing in self.basis.kept:
            found = self._kept_client(standing)
            if found is not None:
                whose.append(standing)
                clients.append(found)
        for want in chosen:
            made = self._client(want)
            if isinstance(made, Client):
                whose.append(want)
                clients.append(made)
            else:
                refused[want.account.id] = made
        nights, most = self._nights()
        problem = Problem(
            self.known.cost, self.known.seconds, tuple(self.frames), tuple(clients), nights, most
        )
        return Laid(
            self.basis, wanted, tuple(whose), self.held, problem, self.known, self.hotels, refused,
            beyond,
        )  # fmt: skip

    # ---- days

    def _frame(self, at: int, held: Held) -> Frame:
        """The frame, relaxed as far as the held calls need by themselves."""
        frame = frame_of(at, held.frame, self.known)
        if frame.lunch is not None and ("lunch", None) in held.breaks:
            late = held.breaks["lunch", None]
            frame = replace(frame, lunch=replace(frame.lunch, shuts=frame.lunch.shuts + late))
        return replace(
            frame,
            shuts=max(frame.shuts, held.cost.arrive),
            most_driving=max(frame.most_driving, held.cost.seconds_driving),
            most_working=max(frame.most_working, held.cost.seconds_working),
        )

    def _reach(self) -> float:
        """What the drive to the farthest account in reach and back costs on a day that is full."""
        if not self.frames:
            return 1.0
        home = self.frames[0].start
        there = self.known.seconds[home] + self.known.seconds[:, home]
        within = there < self.frames[0].shuts - self.frames[0].opens
        cost = (self.known.cost[home] + self.known.cost[:, home] + OVER_PRICE * there)[within]
        return max(3600.0, float(np.max(cost, initial=0.0)))

    def _nights(self) -> tuple[tuple[Night, ...], int]:
        """All nights that may be away, a group for each week, and how many of a group."""
        territory = self.basis.territory
        if not self.hotels or territory.nights_away < 1:
            return (), 0
        nights, most = list[Night](), territory.nights_away
        for week, numbers in self.weeks.items():
            offered = [at for at, after in pairwise(numbers) if self._may_be_away(at, after)]
            standing = self._standing(numbers)
            some = offered[: max(0, most - standing)] if standing else offered
            nights += [self._night(at, week) for at in some]
        return tuple(nights), most

    def _standing(self, numbers: Sequence[int]) -> int:
        """How many nights away are set up in a week already."""
        places = {(hotel.lat, hotel.lon) for hotel in self.hotels}
        return sum(self.held[self.basis.days[at]].frame.end in places for at in numbers)

    def _may_be_away(self, at: int, after: int) -> bool:
        evening, morning = self.basis.days[at], self.basis.days[after]
        base = (self.basis.territory.base_lat, self.basis.territory.base_lon)
        usual = self.held[evening].frame.end == self.held[morning].frame.start == base
        may = evening.weekday() in self.basis.territory.night_days
        return usual and may and (morning - evening).days == 1

    def _night(self, at: int, week: int) -> Night:
        worth = self.basis.territory.hour_worth
        away = [(self.known.number[h.lat, h.lon], in_seconds(h.price, worth)) for h in self.hotels]
        return Night(at, ((self.frames[at].end, 0.0), *away), week)

    # ---- clients

    def _held_client(self, standing: Standing) -> Client:
        place = standing.stop.account.place
        assert place is not None
        at, held = self.number[standing.day], self.held[standing.day]
        span = held.spans[standing.call.id]
        # A busy time is over at its time: as long as it really takes once one is there.
        took = next(t for t in held.cost.stops if t.stop.call == standing.call.id)
        return Client(
            place=self.known.number[place],
            seconds=took.leave - took.begin,
            patterns=(Pattern(((at,),)),),
            usual=(),
            windows={at: (span,)},
        )

    def _kept_client(self, standing: Standing) -> Client | None:
        """A call for something: any day of its week, and left out last."""
        row, call = standing.stop.account, standing.call
        seconds = standing.stop.timed.stop.seconds
        open_on = self._open_on(row, seconds)
        week = self.weeks[(standing.day - self.basis.first.monday).days // 7]
        days = tuple(at for at in week if at in open_on)
        if row.place is None or not days:
            return None
        lost = 2 * PLANNED_BEFORE * max(WORTH.values()) * self.reach
        own = tuple(at for at in days if self.basis.days[at] == call.day)
        others = (Pattern((days,), 0.0 if not own else 900.0),)
        patterns = (Pattern((own,)), *others) if own else others
        windows_on = {at: open_on[at] for at in days}
        place = self.known.number[row.place]
        return Client(place, seconds, (*patterns, Pattern((), lost)), (), windows_on)

    def _client(self, want: Wanted) -> Client | str:
        row = want.account
        if row.place is None:
            return "no_place"
        open_on = self._open_on(row, row.call_minutes * 60)
        if not open_on:
            ever = any(windows(self.basis.territory, row, day) for day in self.basis.days)
            return "too_long" if ever else "shut"
        if not self.hotels and self._too_far(row):
            return "too_far"
        slots = self._slots(want, open_on)
        patterns = self._patterns(want, slots)
        place = self.known.number[row.place]
        return Client(place, row.call_minutes * 60, patterns, (), open_on)

    def _open_on(self, row: AccountRow, seconds: int) -> dict[int, tuple[Span, ...]]:
        """The days on which a call can begin, and when, by the day's number."""
        by_weekday: dict[int, tuple[Span, ...]] = {}
        for day in self.basis.days:
            if day.weekday() not in by_weekday:
                opens = windows(self.basis.territory, row, day)
                by_weekday[day.weekday()] = spans(opens, seconds)
        return {
            at: by_weekday[d.weekday()] for d, at in self.number.items() if by_weekday[d.weekday()]
        }

    def _too_far(self, row: AccountRow) -> bool:
        assert row.place is not None
        place = self.known.number[row.place]
        return all(
            self.known.seconds[f.start, place] + self.known.seconds[place, f.end]
            + row.call_minutes * 60 > f.shuts - f.opens
            for f in self.frames
        )  # fmt: skip

    def _slots(self, want: Wanted, open_on: Mapping[int, object]) -> list[Slot]:
        """The open days of each week, in as many parts as a week gets calls; held calls apart."""
        parts = max(1, ceil(_PARTS / want.demand.interval - 1e-9))
        fixed = {self._offset(day) for day in self.fixed[want.account.id]}
        found = [Slot((), float(at), held=True) for at in sorted(fixed)]
        for numbers in self.weeks.values():
            days = [at for at in numbers if at in open_on]
            size = ceil(len(days) / parts) or 1
            for first in range(0, len(days), size):
                part = tuple(days[first : first + size])
                offsets = [self._offset(self.basis.days[at]) for at in part]
                if any(offsets[0] <= at <= offsets[-1] for at in fixed):
                    continue
                found.append(Slot(part, sum(offsets) / len(offsets)))
        return sorted(found, key=lambda slot: slot.place)

    def _offset(self, day: date) -> int:
        return (day - self.basis.begins).days

    def _patterns(self, want: Wanted, slots: Sequence[Slot]) -> tuple[Pattern, ...]:
        held = tuple(at for at, slot in enumerate(slots) if slot.held)
        rhythm = Rhythm(want.demand.interval, want.demand.since, held)
        places = tuple(slot.place for slot in slots)
        most = min(want.calls, len(slots))
        full = self.reach + OVER_PRICE * want.account.call_minutes * 60
        one = _worth(want) * full * (PLANNED_BEFORE if want.demand.planned else 1.0)
        patterns: list[Pattern] = []
        for calls in range(most, len(held), -1):
            lost = one * (want.calls - calls)
            limit = PATTERNS if calls == most else FEWER
            found = choices(rhythm, calls, places, self.basis.span, limit)
            patterns += [_pattern(c, found[0].cost, slots, lost, 0.9 * one) for c in found]
        return (*patterns, Pattern((), one * (want.calls - len(held))))


def _pattern(
    choice: Choice, best: float, slots: Sequence[Slot], lost: float, most: float
) -> Pattern:
    """A choice; that it is less even than the best counts for less than a call that is lost."""
    uneven = min(choice.cost - best, most)
    return Pattern(tuple(slots[at].days for at in choice.slots), uneven + lost)
