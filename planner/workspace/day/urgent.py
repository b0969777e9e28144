"""An urgent call at a moment: from where the rep is, three priced ways to fit it in.

Now; after the stop with the smallest detour; first on the next working day. Calls that would come
late, or make the day too long, move to the best slot of a later day, or go back to the list;
agreed appointments and locked calls stay, and are named where they break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.tours.costing import cost_day, difference, money
from planner.tours.insertion import slots
from planner.tours.model import Break, DayCost, Stop
from planner.tours.week import Plan, Slot, changed_days, cost_of, without
from planner.workspace.day.rest_of_day import Rest, rest_at
from planner.workspace.day.urgent_options import Kind, Moved, Option, Shifted, UrgentAnswer
from planner.workspace.day.which_day import best_slot, joined
from planner.workspace.errors import BadInput
from planner.workspace.promised import earliest, newly_broken
from planner.workspace.reading_week import stop_of, windows
from planner.workspace.views import AccountRow, PlannedStop, PlannedWeek

_GIVE_WAY = ("late", "over_day", "driving", "working")
"""Rules for whose sake calls that may move give way."""


def urgent(
    weeks: Sequence[PlannedWeek], account: AccountRow, day: date, moment: int
) -> UrgentAnswer:
    """The ways to reach an account on `day` from `moment` on (seconds after midnight).

    `weeks` begin with the day's own; calls that give way are placed within them.

    Raises:
        BadInput: the account has no place yet.
    """
    if account.place is None:
        raise BadInput("no_place", name=account.name)
    desk = _Desk(weeks, account, day, moment)
    options = [desk.now(), desk.on_the_way(), desk.tomorrow()]
    return UrgentAnswer(
        account,
        day,
        moment,
        desk.rest.at,
        desk.rest.free_at,
        tuple(option for option in options if option is not None),
    )


class _Desk:
    """What the options share: the plan without the account's own open call, today's rest."""

    def __init__(
        self, weeks: Sequence[PlannedWeek], account: AccountRow, day: date, moment: int
    ) -> None:
        self.weeks, self.account, self.day = [week.whole() for week in weeks], account, day
        self.legs, self.territory = weeks[0].legs, weeks[0].territory
        self.stops = {s.call.id: s for week in self.weeks for s in week.stop_of_call.values()}
        self.standing = joined(self.weeks)
        self.promised = tuple(one for week in self.weeks for one in week.promised)
        self.wanted_by = earliest(self.promised)
        frame, row = self.standing.frames[day], self.standing.of(day)
        self.planned = cost_day(frame, row, self.legs)
        whole = rest_at(frame, self.planned, self.legs, moment)
        self.call = self._call(whole.done)
        self.plan = without(self.standing, {self.call})
        self.rest = replace(whole, ahead=tuple(s for s in whole.ahead if s.call != self.call))
        self.rest_before = whole.cost(whole.ahead)

    def _call(self, done: int) -> int:
        """The account's open call that becomes the urgent one, else a new one's key."""
        over = {stop.call for stop in self.standing.of(self.day)[:done]}
        for number, stop in self.stops.items():
            ahead = stop.call.day >= self.day and number not in over
            if stop.account.id == self.account.id and ahead and not is_held(stop):
                return number
        return -self.account.id

    # ---- the three ways

    def now(self) -> Option:
        """Leave for the account at once."""
        return self._today("now", 0)

    def on_the_way(self) -> Option | None:
        """After the stop of the rest of the day with the smallest detour."""
        ahead = self.rest.ahead
        if not ahead:
            return None
        return self._today("after", min(range(1, len(ahead) + 1), key=self._detour))

    def tomorrow(self) -> Option | None:
        """The first call of the next day that is worked."""
        working = {d.date for week in self.weeks for d in week.days if d.working}
        usual = self.territory.working_days
        later = (d for d in sorted(self.plan.frames) if d > self.day and d in working)
        day = next((d for d in later if d.weekday() in usual or self.plan.of(d)), None)
        if day is None:
            return None
        held = next((s for s in self.standing.of(day) if s.account == self.account.id), None)
        if held is not None and held.call != self.call:
            return self._as_planned(day, self.stops[held.call])
        rest = Rest(
            self.plan.frames[day], 0, 0, self.plan.frames[day].start, self.plan.of(day),
            self.legs, begun=False,
        )  # fmt: skip
        before = cost_of(self.standing, day, self.legs)
        return _Way(self, "tomorrow", day, rest, before).fit_in(0)

    def _as_planned(self, day: date, held: PlannedStop) -> Option:
        """The day has a call on the account that stays where it is: nothing changes."""
        row = self.standing.of(day)
        number = next(i for i, stop in enumerate(row) if stop.call == held.call.id)
        return Option(
            kind="tomorrow",
            account=self.account,
            call=held.call.id,
            day=day,
            arrive=held.timed.arrive,
            begin=held.timed.begin,
            metres=0,
            seconds=0,
            cost=0.0,
            moved=(),
            shifted=(),
            breaks=(),
            before=self.standing,
            plan=self.standing,
            days={day: cost_of(self.standing, day, self.legs)},
            after=self.name(row[number - 1]) if number else "",
        )

    def _today(self, kind: Kind, position: int) -> Option:
        return _Way(self, kind, self.day, self.rest, self.rest_before).fit_in(position)

    def _detour(self, position: int) -> tuple[bool, int, int]:
        ahead = self.rest.ahead
        stop = self.stop_on(self.day)
        cost = self.rest.cost([*ahead[:position], stop, *ahead[position:]])
        spoilt = any(b.call == stop.call for b in cost.breaks)
        return spoilt, cost.seconds_driving, position

    def name(self, stop: Stop) -> str:
        """The account of a stop."""
        return self.stops[stop.call].account.name if stop.call in self.stops else self.account.name

    def stop_on(self, day: date) -> Stop:
        """The urgent call as a stop of a day; an agreed time does not hold it back."""
        standing = self.stops.get(self.call)
        stop = stop_of(self.territory, self.account, day)
        if standing is None:
            return stop
        return replace(stop, call=self.call, seconds=standing.timed.stop.seconds)


def is_held(stop: PlannedStop) -> bool:
    """Whether a call stays where it is: locked, asked for, agreed, or done."""
    call = stop.call
    return call.locked or call.start is not None or call.state != "draft"


class _Way:
    """One option being worked out: the call is put in, then what breaks gives way."""

    def __init__(self, desk: _Desk, kind: Kind, day: date, rest: Rest, before: DayCost) -> None:
        self.desk, self.kind, self.day, self.rest, self.before = desk, kind, day, rest, before
        self.broken = {(b.kind, b.call) for b in before.breaks}

    def fit_in(self, position: int) -> Option:
        """The option with the call before the stop ahead at `position`."""
        desk, ahead = self.desk, self.rest.ahead
        stop = desk.stop_on(self.day)
        row = (*ahead[:position], stop, *ahead[position:])
        row, leaving = self._give_way(row)
        done = desk.plan.of(self.day)[: self.rest.done]
        stops = {**desk.plan.stops, self.day: (*done, *row)}
        plan, placed = self._place(replace(desk.plan, stops=stops), leaving)
        return self._option(row, plan, placed, leaving)

    def _give_way(self, row: tuple[Stop, ...]) -> tuple[tuple[Stop, ...], list[Stop]]:
        """Take calls out that may move until nothing breaks that did not before."""
        leaving: list[Stop] = []
        harm = self._harm(row)
        while harm > (0, 0):
            free = [s for s in row if self._may_leave(s)]
            rows = [(tuple(s for s in row if s is not stop), stop) for stop in free]
            tried = [(self._harm(left), self._worth(stop), left, stop) for left, stop in rows]
            best = min(tried, key=lambda found: found[:2], default=None)
            if best is None or best[0] >= harm:
                break
            harm, _worth, row, stop = best
            leaving.append(stop)
        return row, leaving

    def _harm(self, row: Sequence[Stop]) -> tuple[int, int]:
        """How many rules a row breaks that were kept before, and by how many seconds."""
        new = [b for b in self.rest.cost(row).breaks if self._gives_way(b)]
        return len(new), sum(b.seconds for b in new)

    def _gives_way(self, found: Break) -> bool:
        """Whether it comes of this call, and others leaving could mend it."""
        new = (found.kind, found.call) not in self.broken and found.call != self.desk.call
        return new and found.kind in _GIVE_WAY

    def _may_leave(self, stop: Stop) -> bool:
        standing = self.desk.stops.get(stop.call)
        return stop.call != self.desk.call and standing is not None and not is_held(standing)

    def _worth(self, stop: Stop) -> tuple[bool, int, int]:
        """The least weighty first: nobody promised, low grades, then what is least overdue."""
        row = self.desk.stops[stop.call].account
        over = (self.day - row.due).days if row.due else -999
        return row.id in self.desk.wanted_by, -"ABCD".find(row.grade or "D"), over

    def _place(self, plan: Plan, leaving: Sequence[Stop]) -> tuple[Plan, dict[int, date]]:
        """Each call that leaves goes to the best slot of a later day that breaks nothing."""
        desk, placed = self.desk, dict[int, date]()
        for stop in sorted(leaving, key=self._worth, reverse=True):
            account = desk.stops[stop.call].account
            frames = {d: f for d, f in plan.frames.items() if self._is_open(plan, d, account.id)}
            on = {
                d: replace(stop, windows=windows(desk.territory, account, d), appointment=None)
                for d in frames
            }
            there = Plan(frames, plan.stops)
            fitting = [s for s in slots(there, stop, desk.legs, on) if not s.price.breaks]
            best = best_slot(self._in_time(account.id, fitting))
            if best is not None:
                row = plan.of(best.day)
                row = (*row[: best.position], on[best.day], *row[best.position :])
                plan = replace(plan, stops={**plan.stops, best.day: row})
                placed[stop.call] = best.day
        return plan, placed

    def _in_time(self, account: int, found: list[Slot]) -> list[Slot]:
        """The slots that keep a promise, where there are any."""
        until = self.desk.wanted_by.get(account)
        return [slot for slot in found if until is not None and slot.day <= until] or found

    def _is_open(self, plan: Plan, day: date, account: int) -> bool:
        """Whether a later day could take a call on the account."""
        usual = day.weekday() in self.desk.territory.working_days
        there = any(stop.account == account for stop in plan.of(day))
        return (
            day > max(self.day, self.desk.day) and usual and plan.frames[day].working and not there
        )

    # ---- the answer

    def _option(
        self, row: Sequence[Stop], plan: Plan, placed: Mapping[int, date], leaving: Sequence[Stop]
    ) -> Option:
        desk, now = self.desk, self.rest.cost(row)
        days = {d: cost_of(plan, d, desk.legs) for d in changed_days(desk.standing, plan)}
        days[self.day] = self._joined(now, plan)
        before = [cost_of(desk.standing, d, desk.legs) for d in days]
        price = difference(before, days.values())
        own = next(timed for timed in now.stops if timed.stop.call == desk.call)
        number = row.index(own.stop)
        earlier = [*desk.plan.of(self.day)[: self.rest.done], *row[:number]]
        return Option(
            kind=self.kind,
            account=desk.account,
            call=desk.call,
            day=self.day,
            arrive=own.arrive,
            begin=own.begin,
            metres=price.metres,
            seconds=price.seconds,
            cost=price.cost,
            moved=tuple(self._moved(leaving, placed, days)),
            shifted=tuple(self._shifted(now)),
            breaks=price.breaks,
            before=desk.standing,
            plan=plan,
            days=days,
            after=desk.name(earlier[-1]) if earlier else "",
            names={t.stop.call: desk.name(t.stop) for d in days.values() for t in d.stops},
            promises=newly_broken(desk.promised, desk.standing, plan),
        )

    def _joined(self, rest: DayCost, plan: Plan) -> DayCost:
        """The whole day: what is over as it was planned, then the rest as it would be."""
        desk = self.desk
        if not self.rest.begun or self.day != desk.day:
            return rest
        over = desk.planned.stops[: self.rest.done]
        metres = sum(t.leg.metres for t in over) + self.rest.driven.metres + rest.metres
        wheel = sum(t.leg.seconds for t in over) + self.rest.driven.seconds
        frame = plan.frames[self.day]
        return replace(
            rest,
            leave=desk.planned.leave,
            stops=(*over, *rest.stops),
            lunch=rest.lunch or desk.planned.lunch,
            metres=metres,
            seconds_driving=wheel + rest.seconds_driving,
            seconds_working=rest.arrive - desk.planned.leave,
            cost=round(money(metres, frame.rate_per_km) + frame.night, 2),
        )

    def _moved(
        self, leaving: Sequence[Stop], placed: Mapping[int, date], days: Mapping[date, DayCost]
    ) -> Iterator[Moved]:
        for stop in leaving:
            standing = self.desk.stops[stop.call]
            to = placed.get(stop.call)
            begin = None
            if to is not None:
                begin = next(t.begin for t in days[to].stops if t.stop.call == stop.call)
            yield Moved(stop.call, standing.account, self.day, standing.timed.begin, to, begin)

    def _shifted(self, now: DayCost) -> Iterator[Shifted]:
        before = {timed.stop.call: timed for timed in self.before.stops}
        for timed in now.stops:
            was, other = before.get(timed.stop.call), timed.stop.call != self.desk.call
            if was is not None and other and was.begin != timed.begin:
                account = self.desk.stops[timed.stop.call].account
                yield Shifted(timed.stop.call, account, was.begin, timed.begin, timed.late)
