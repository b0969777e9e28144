"""What the engine found, as a week: times and figures by `cost_day`, and a step for every call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from planner.records import Call
from planner.tours.costing import cost_day, leg_to
from planner.tours.model import Day, DayCost, Legs, Stop
from planner.tours.week import Plan
from planner.workspace.cycle.views import NightAway
from planner.workspace.proposing.problem import Found, Laid, Orders, new_breaks
from planner.workspace.proposing.proposals import Effort, LeftOut, Proposal, Step, StepKind
from planner.workspace.proposing.reasons import reason_of_removed, reason_of_stop, reasons_left_out
from planner.workspace.proposing.wishes import Wish
from planner.workspace.reading_week import reason
from planner.workspace.views import AccountRow, PlannedDay, PlannedStop, PlannedWeek, Why


@dataclass(frozen=True)
class Driven:
    """The days as they would be: the wishes in order, and the same costed in their frames."""

    orders: Orders
    costs: Mapping[date, DayCost]
    frames: Mapping[date, Day]
    nights: tuple[NightAway, ...]


def drive(laid: Laid, found: Found) -> Driven:
    """Cost the days; take out what would break a rule that the held calls alone keep.

    The engine times days as `cost_day` does, so there is as good as never anything to take out.
    """
    kept: dict[date, tuple[Wish, ...]] = {}
    costs: dict[date, DayCost] = {}
    frames = laid.frames(found.nights)
    for day, row in found.orders.items():
        kept[day], costs[day] = _sound(laid, day, frames[day], row)
    return Driven(kept, costs, frames, found.nights)


def _sound(
    laid: Laid, day: date, frame: Day, row: tuple[Wish, ...]
) -> tuple[tuple[Wish, ...], DayCost]:
    held = laid.held[day].order
    if not {w.key for w in held} <= {w.key for w in row}:
        row = held  # a search stopped before it had them all in
    while True:
        cost, moved = _timed(laid, day, frame, row)
        loose = [w for w in row if not w.held]
        if not loose or not (moved or new_breaks(laid.held[day], cost)):
            break
        if len(loose) == 1:
            row = held
            continue
        worst = min(loose, key=lambda w: (w.must, w.day is not None, w.worth))
        row = tuple(w for w in row if w is not worst)
    return row, cost


def _timed(laid: Laid, day: date, frame: Day, row: Sequence[Wish]) -> tuple[DayCost, bool]:
    """The day costed, held calls at their times; and whether one of them would begin later.

    An agreed time is written only where a held call would else begin earlier than it does now.
    """
    legs = laid.legs
    stops = [w.stops[day] for w in row]
    for at, wish in enumerate(row):
        if wish.pinned is None or stops[at].appointment is not None:
            continue
        if cost_day(frame, stops, legs).stops[at].begin < wish.pinned:
            there = replace(stops[at], appointment=wish.pinned)
            if cost_day(frame, [*stops[:at], there], legs).stops[at].begin == wish.pinned:
                stops[at] = there  # else lunch at the door would make it late
    cost = cost_day(frame, stops, legs)
    limits = laid.held[day].spans
    later = any(
        timed.begin > max(limits[wish.key])
        for wish, timed in zip(row, cost.stops, strict=True)
        if wish.held
    )
    return cost, later


def proposal_of(laid: Laid, found: Found, effort: Effort, share_done: float) -> Proposal:
    """Everything that the window and the command show of it."""
    driven = drive(laid, found)
    after = _week_after(laid, driven)
    return Proposal(
        before=laid.asked.week,
        after=after,
        steps=_steps(laid, driven, after),
        left_out=_left_out(laid, driven, thorough=share_done >= 1),
        effort=effort,
        share=share_done,
        nights=driven.nights,
    )


# ---- the week as it would be --------------------------------------------------------------


def _week_after(laid: Laid, driven: Driven) -> PlannedWeek:
    week = laid.asked.week
    stops = dict(week.plan.stops)
    days = []
    for day in week.days:
        if day.date in driven.costs:
            cost = driven.costs[day.date]
            planned = _day(day, driven.orders[day.date], cost)
            days.append(_named(planned, driven.nights))
        else:
            days.append(_without(laid, day, week.plan.frames[day.date], week.legs))
        stops[day.date] = tuple(timed.stop for timed in days[-1].cost.stops)
    return replace(week, days=tuple(days), plan=Plan({**week.plan.frames, **driven.frames}, stops))


def _without(laid: Laid, day: PlannedDay, frame: Day, legs: Legs) -> PlannedDay:
    """A day that is not planned anew: what may move leaves a day off."""
    leaving = {w.key for w in laid.asked.wishes if w.day == day.date and not w.held}
    if not leaving:
        return day
    rows = [s for s in day.stops if s.call.id not in leaving]
    cost = cost_day(frame, [s.timed.stop for s in rows], legs)
    numbers = count(1)
    stops = tuple(
        replace(s, timed=timed, number=0 if timed.stop.is_block else next(numbers))
        for s, timed in zip(rows, cost.stops, strict=True)
    )
    return replace(day, stops=stops, cost=cost)


def _day(day: PlannedDay, row: Sequence[Wish], cost: DayCost) -> PlannedDay:
    """Busy times stand as they did, among the calls in their new order; calls are numbered."""
    stops: list[PlannedStop] = []
    number = 0
    for at, (wish, timed) in enumerate(zip(row, cost.stops, strict=True)):
        if timed.stop.is_block and wish.planned is not None:
            stops.append(replace(wish.planned, timed=timed))
            continue
        number += 1
        call = call_of(wish, day.date, timed.stop, at)
        stops.append(PlannedStop(number, call, wish.account, timed, reason(wish.account, call)))
    return replace(day, stops=tuple(stops), cost=cost)


def _named(day: PlannedDay, nights: Sequence[NightAway]) -> PlannedDay:
    """Where the day starts and ends, by name."""
    for night in nights:
        if night.evening == day.date:
            day = replace(day, end_name=night.name)
        if night.morning == day.date:
            day = replace(day, start_name=night.name)
    return day


def call_of(wish: Wish, day: date, stop: Stop, position: int) -> Call:
    """The call as a record that is in no file: as it would be."""
    before = wish.planned.call if wish.planned else None
    return Call(
        id=wish.key,
        account=wish.account.id,
        day=day,
        position=position,
        start=stop.appointment,
        minutes=before.minutes if before else None,
        state=before.state if before else "draft",
        locked=before.locked if before else False,
        objective=before.objective if before else "",
        outcome=before.outcome if before else "",
        uid=before.uid if before else "",
    )


# ---- what happens to each call ------------------------------------------------------------


def _steps(laid: Laid, driven: Driven, after: PlannedWeek) -> tuple[Step, ...]:
    wishes = {w.key: w for w in laid.asked.wishes}
    steps = []
    for day in after.days:
        for at, stop in enumerate(day.stops):
            if stop.timed.stop.is_block:
                continue
            wish = wishes.get(stop.call.id)
            before = laid.asked.week.stop_of_call.get(stop.call.id)
            came_from = before.call.day if before else None
            metres, seconds = _detour(laid, after.plan, day.date, at)
            why = reason_of_stop(wish, stop, seconds) if wish else stop.why
            kind = _kind(came_from, day.date)
            steps.append(Step(kind, stop.call.id, stop.account, came_from, day.date, why, metres))
    there = {step.call for step in steps}
    for key, stop in laid.asked.week.stop_of_call.items():
        if key not in there and not stop.timed.stop.is_block:
            why = reason_of_removed(laid, wishes[key], driven.orders, driven.frames)
            steps.append(Step("removed", key, stop.account, stop.call.day, None, why))
    return tuple(steps)


def _kind(before: date | None, after: date) -> StepKind:
    if before is None:
        return "added"
    return "kept" if before == after else "moved"


def _detour(laid: Laid, plan: Plan, day: date, at: int) -> tuple[int, int]:
    """Metres and seconds that a stop adds to its day's road."""
    frame, row, legs = plan.frames[day], plan.of(day), laid.legs
    here = row[at].place
    if here is None:
        return 0, 0
    before = next((s.place for s in reversed(row[:at]) if s.place), frame.start)
    behind = next((s.place for s in row[at + 1 :] if s.place), frame.end)
    there, on = leg_to(here, before, legs), leg_to(behind, here, legs)
    instead = leg_to(behind, before, legs)
    metres = there.metres + on.metres - instead.metres
    return metres, there.seconds + on.seconds - instead.seconds


def _left_out(laid: Laid, driven: Driven, *, thorough: bool) -> tuple[LeftOut, ...]:
    found: list[tuple[float, AccountRow, Why]] = reasons_left_out(
        laid, driven.orders, driven.frames, thorough=thorough
    )
    found.sort(key=lambda one: (-one[0], one[1].name, one[1].id))
    return tuple(LeftOut(account, why) for _worth, account, why in found)
