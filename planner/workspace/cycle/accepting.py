"""Keeping a planned cycle: calls, nights and stretched rules in one entry of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.advice.capacity import Way
from planner.records import Block, Call, Itinerary, Territory
from planner.store.journal import Change, Changing, Journal
from planner.workspace.busy_times import number_of
from planner.workspace.cycle.views import CyclePlan, NightAway, PlacedCall
from planner.workspace.errors import BadInput
from planner.workspace.reading_week import IN_TOUR

_RULES = {"A": "calls_a", "B": "calls_b", "C": "calls_c", "D": "calls_d", "": "calls_c"}


def accept(journal: Journal, plan: CyclePlan) -> Change | None:
    """Write the plan; None where it changes nothing.

    Raises:
        BadInput: calls of the span have been changed since the plan was made.
    """
    args = {"week": str(plan.first), "weeks": len(plan.weeks), "count": plan.calls_new}
    with journal.change("cycle_planned", **args) as change:
        session = change.session
        now = _calls_of(session, plan)
        _same_as_then(now, plan)
        for call in plan.dropped:
            session.delete(now[call.id])
        _write(change, plan, now)
        for night in plan.nights:
            stay(session, night)
        _stretch(session, plan.ways)
    return change.change


def _calls_of(session: Session, plan: CyclePlan) -> dict[int, Call]:
    first, last = plan.weeks[0].week.days[0], plan.weeks[-1].week.days[6]
    query = select(Call).where(Call.day.between(first, last), Call.state.in_(IN_TOUR))
    return {call.id: call for call in session.scalars(query)}


def _same_as_then(now: dict[int, Call], plan: CyclePlan) -> None:
    """Refuse if a call of a day planned anew has come, gone or changed."""
    calls = [p.call for tour in plan.tours.values() for p in tour if p.call]
    then = {call.id: call for call in calls if number_of(call.id) is None}
    then.update((call.id, call) for call in plan.dropped)
    known = all(n in now and _standing(now[n]) == _standing(was) for n, was in then.items())
    come = any(call.day in plan.tours and n not in then for n, call in now.items())
    if not known or come:
        raise BadInput("cycle_changed")


def _standing(call: Call) -> tuple[Any, ...]:
    return (call.account, call.day, call.start, call.minutes, call.state, call.locked)


def _write(change: Changing, plan: CyclePlan, now: dict[int, Call]) -> None:
    rows = []
    for day, tour in plan.tours.items():
        for position, placed in enumerate(tour):
            block = number_of(placed.call.id) if placed.call else None
            if block is not None:
                change.session.get_one(Block, block).position = position
            elif placed.call is None:
                rows.append(Call(account=placed.account, day=day, position=position))
            else:
                _bring(now[placed.call.id], day, position, placed)
    change.session.add_all(rows)


def _bring(call: Call, day: date, position: int, placed: PlacedCall) -> None:
    start = call.start if call.day == day and placed.start is None else placed.start
    for name, value in (("day", day), ("position", position), ("start", start)):
        if getattr(call, name) != value and call.state != "made":
            setattr(call, name, value)


def stay(session: Session, night: NightAway) -> None:
    """A night: the evening ends at the hotel and the morning starts there."""
    for day, side in ((night.evening, "end"), (night.morning, "start")):
        special = session.scalars(select(Itinerary).where(Itinerary.date == day)).first()
        if special is None:
            special = Itinerary(date=day)
            session.add(special)
        setattr(special, f"{side}_name", night.name)
        setattr(special, f"{side}_lat", night.place[0])
        setattr(special, f"{side}_lon", night.place[1])
        session.flush()


def _stretch(session: Session, ways: Iterable[Way]) -> None:
    """A grade that is called on less often keeps that as its rule."""
    territory = session.get_one(Territory, 1)
    for way in ways:
        if way.kind == "grade_less":
            calls = round(territory.cycle_weeks / float(way.args["to"]), 4)
            setattr(territory, _RULES[way.args["grade"]], calls)
