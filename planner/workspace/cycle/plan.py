"""What the engine found, as a cycle: drafts used again, days costed, and who is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.advice.capacity import Capacity, Way
from planner.records import Call
from planner.tours.costing import cost_day
from planner.tours.engine import Answer
from planner.tours.model import Day, DayCost, Stop
from planner.tours.week import Plan
from planner.workspace.cycle.problem import Laid
from planner.workspace.cycle.reading import Standing
from planner.workspace.cycle.views import (
    CycleLeftOut,
    CyclePlan,
    NightAway,
    PlacedCall,
    Wanted,
)
from planner.workspace.proposing.problem import new_breaks
from planner.workspace.proposing.proposals import Effort
from planner.workspace.reading_week import reason, stop_of
from planner.workspace.views import AccountRow, PlannedDay, PlannedStop, PlannedWeek, Why


@dataclass(frozen=True, slots=True)
class _Visit:
    """A call on a day: what it was or what is wanted, and the draft that is used for it."""

    of: Standing | Wanted
    draft: Standing | None = None

    @property
    def standing(self) -> Standing | None:
        """The call that is there already, None for one to be made."""
        return self.of if isinstance(self.of, Standing) else self.draft

    @property
    def call(self) -> Call | None:
        """The record of that call."""
        return self.standing.call if self.standing else None

    @property
    def account(self) -> AccountRow:
        """Whose it is."""
        return self.of.stop.account if isinstance(self.of, Standing) else self.of.account


def plan_of(
    laid: Laid,
    answer: Answer,
    capacity: Capacity,
    effort: Effort,
    ways: Sequence[Way],
    share: float,
) -> CyclePlan:
    """The cycle as the answer has it, every day costed by the one rule."""
    return _Drawing(laid, answer).plan(capacity, effort, tuple(ways), share)


class _Drawing:
    """Goes through the days once."""

    def __init__(self, laid: Laid, answer: Answer) -> None:
        self.laid, self.basis = laid, laid.basis
        self.nights = tuple(_nights(laid, answer))
        self.frames = self._frames()
        drafts = _drafts_used(laid, answer)
        self.costs: dict[date, DayCost] = {}
        self.visits: dict[date, tuple[_Visit, ...]] = {}
        for at, (day, route) in enumerate(zip(self.basis.days, answer.routes, strict=True)):
            row = [_Visit(laid.clients[c], drafts.get((c, at))) for c in route]
            self.visits[day], self.costs[day] = self._sound(day, self._with_placeless(day, row))

    def plan(
        self, capacity: Capacity, effort: Effort, ways: tuple[Way, ...], share: float
    ) -> CyclePlan:
        gets = self._gets()
        tours = {
            day: tuple(
                PlacedCall(
                    v.account.id, v.standing.call if v.standing else None, t.stop.appointment
                )
                for v, t in zip(row, self.costs[day].stops, strict=True)
            )
            for day, row in self.visits.items()
        }
        used = {p.call.id for tour in tours.values() for p in tour if p.call}
        dropped = tuple(
            s.call for some in self.basis.free.values() for s in some if s.call.id not in used
        )
        return CyclePlan(
            first=self.basis.first,
            weeks=tuple(self._week(week) for week in self.basis.weeks),
            wanted=self.laid.wanted,
            left_out=tuple(self._left_out(gets)),
            capacity=capacity,
            effort=effort,
            tours=tours,
            dropped=dropped,
            nights=self.nights,
            ways=ways,
            share=share,
            gets=gets,
            promised=self.basis.promised,
        )

    # ---- days

    def _frames(self) -> dict[date, Day]:
        frames = {day: self.laid.held[day].frame for day in self.basis.days}
        for night in self.nights:
            frames[night.evening] = replace(
                frames[night.evening], end=night.place, night=night.cost
            )
            frames[night.morning] = replace(frames[night.morning], start=night.place)
        return frames

    def _with_placeless(self, day: date, row: list[_Visit]) -> list[_Visit]:
        """Held calls without a place, which the engine cannot drive to, where their time is."""
        for standing in (*self.basis.held, *self.basis.kept):
            if standing.day == day and standing.stop.account.place is None:
                row.insert(min(standing.stop.number - 1, len(row)), _Visit(standing))
        return row

    def _sound(self, day: date, row: list[_Visit]) -> tuple[tuple[_Visit, ...], DayCost]:
        """The day costed; what would break a rule that held calls alone keep is taken out.

        The engine times days as `cost_day` does, so there is as good as never anything to take.
        """
        while True:
            cost, later = self._timed(day, row)
            loose = [v for v in row if not self._is_held(v)]
            if not loose or not (later or new_breaks(self.laid.held[day], cost)):
                return tuple(row), cost
            row.remove(loose[-1])

    def _is_held(self, visit: _Visit) -> bool:
        return isinstance(visit.of, Standing) and (
            visit.of in self.basis.held or visit.account.place is None
        )

    def _timed(self, day: date, row: Sequence[_Visit]) -> tuple[DayCost, bool]:
        """The day costed, held calls no earlier than now; and whether one begins later."""
        frame, legs, limits = self.frames[day], self.basis.legs, self.laid.held[day].spans
        stops = [self._stop(day, visit) for visit in row]
        for at, visit in enumerate(row):
            if not self._is_held(visit) or stops[at].appointment is not None:
                continue
            standing = visit.standing
            pinned = standing.stop.timed.begin if standing else 0
            if cost_day(frame, stops, legs).stops[at].begin < pinned:
                stops[at] = replace(stops[at], appointment=pinned)
        cost = cost_day(frame, stops, legs)
        later = any(
            t.stop.call in limits and t.begin > max(limits[t.stop.call]) for t in cost.stops
        )
        return cost, later

    def _stop(self, day: date, visit: _Visit) -> Stop:
        if isinstance(visit.of, Standing) and visit.of.day == day:
            return visit.of.stop.timed.stop
        return stop_of(self.basis.territory, visit.account, day, visit.call)

    # ---- weeks

    def _week(self, week: PlannedWeek) -> PlannedWeek:
        days = tuple(
            self._day(day) if day.date in self.visits else self._left(week, day)
            for day in week.days
        )
        frames = {**week.plan.frames, **{d: f for d, f in self.frames.items() if d in week.by_date}}
        stops = {day.date: tuple(t.stop for t in day.cost.stops) for day in days}
        return replace(week, days=days, plan=Plan(frames, stops))

    def _day(self, day: PlannedDay) -> PlannedDay:
        cost, names = self.costs[day.date], {n.evening: n.name for n in self.nights}
        mornings = {n.morning: n.name for n in self.nights}
        stops, number = [], 0
        for at, (visit, timed) in enumerate(zip(self.visits[day.date], cost.stops, strict=True)):
            if isinstance(visit.of, Standing) and visit.of.stop.is_block:
                stops.append(replace(visit.of.stop, timed=timed))
                continue
            number += 1
            call = _call_of(visit, day.date, timed.stop, at)
            why = self._why(visit, call)
            stops.append(PlannedStop(number, call, visit.account, timed, why))
        return replace(
            day,
            stops=tuple(stops),
            cost=cost,
            end_name=names.get(day.date, day.end_name),
            start_name=mornings.get(day.date, day.start_name),
        )

    def _why(self, visit: _Visit, call: Call) -> Why:
        """A later call of the span is not overdue by what an earlier one has made good."""
        found = reason(visit.account, call)
        due = visit.account.due
        if found.code == "overdue" and due is not None and isinstance(visit.of, Wanted):
            interval = timedelta(days=visit.of.demand.interval)
            if call.day >= max(due, self.basis.begins) + interval / 2:
                return Why("due", {"days": 0, "grade": visit.account.grade})
        return found

    def _left(self, week: PlannedWeek, day: PlannedDay) -> PlannedDay:
        """A day that is not planned anew: without the drafts that have left it."""
        free = {s.call.id for some in self.basis.free.values() for s in some}
        rows = [s for s in day.stops if s.call.id not in free]
        if len(rows) == len(day.stops):
            return day
        frame = week.plan.frames[day.date]
        cost = cost_day(frame, [s.timed.stop for s in rows], week.legs)
        stops = tuple(
            replace(s, number=s.number and number, timed=timed)
            for number, (s, timed) in enumerate(zip(rows, cost.stops, strict=True), start=1)
        )
        return replace(day, stops=stops, cost=cost)

    # ---- who is left out

    def _gets(self) -> Counter[int]:
        return Counter(v.account.id for row in self.visits.values() for v in row)

    def _left_out(self, gets: Mapping[int, int]) -> list[CycleLeftOut]:
        found = []
        for want in self.laid.wanted:
            has = gets.get(want.account.id, 0)
            if has < want.calls:
                found.append(CycleLeftOut(want.account, want.calls, has, self._reason(want, has)))
        order = {"A": 0, "B": 1, "C": 2, "": 2, "D": 3}
        return sorted(found, key=lambda f: (order[f.account.grade], f.account.name, f.account.id))

    def _reason(self, want: Wanted, has: int) -> Why:
        args = {"grade": want.account.grade, "wanted": want.calls, "gets": has}
        code = self.laid.refused.get(want.account.id)
        if code is None:
            code = "cycle_fewer" if has else "cycle_no_room"
        elif code != "no_place":
            code = f"cycle_{code}"
        else:
            code = "cycle_no_place"
        return Why(code, args)


def _call_of(visit: _Visit, day: date, stop: Stop, position: int) -> Call:
    """The call as a record that is in no file: as it would be."""
    was = visit.call
    return Call(
        id=was.id if was else -visit.account.id,
        account=visit.account.id,
        day=day,
        position=position,
        start=stop.appointment,
        minutes=was.minutes if was else None,
        state=was.state if was else "draft",
        locked=was.locked if was else False,
        objective=was.objective if was else "",
        outcome=was.outcome if was else "",
        uid=was.uid if was else "",
    )


def _nights(laid: Laid, answer: Answer) -> list[NightAway]:
    found = []
    for night, choice in zip(laid.problem.nights, answer.nights, strict=True):
        if choice > 0:
            hotel, evening = laid.hotels[choice - 1], laid.basis.days[night.frame]
            morning = laid.basis.days[night.frame + 1]
            place = (hotel.lat, hotel.lon)
            found.append(NightAway(evening, morning, hotel.name, place, hotel.price))
    return found


def _drafts_used(laid: Laid, answer: Answer) -> dict[tuple[int, int], Standing]:
    """Which draft becomes which visit: those that stay on their day first, then in order."""
    visits: defaultdict[int, list[int]] = defaultdict(list)
    for at, route in enumerate(answer.routes):
        for client in route:
            visits[client].append(at)
    used: dict[tuple[int, int], Standing] = {}
    for client, numbers in visits.items():
        want = laid.clients[client]
        if isinstance(want, Wanted):
            drafts = list(laid.basis.free.get(want.account.id, ()))
            for at, draft in _matched(laid.basis.days, numbers, drafts):
                used[client, at] = draft
    return used


def _matched(
    days: Sequence[date], numbers: Sequence[int], drafts: list[Standing]
) -> list[tuple[int, Standing]]:
    staying = {days[at]: at for at in numbers}
    found = [(staying[d.day], d) for d in drafts if d.day in staying]
    taken, kept = {at for at, _d in found}, {id(d) for _at, d in found}
    rest = [at for at in numbers if at not in taken]
    return found + list(zip(rest, (d for d in drafts if id(d) not in kept), strict=False))
