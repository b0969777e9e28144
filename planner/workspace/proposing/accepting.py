"""Keeping a proposal: all of it as one step, and only onto the week it was made for."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from planner.records import Block, Call
from planner.store.journal import Change, Journal
from planner.workspace.busy_times import blocks_of_week, key_of
from planner.workspace.cycle.accepting import stay
from planner.workspace.errors import BadInput
from planner.workspace.proposing.proposals import Proposal
from planner.workspace.reading_week import calls_of_week
from planner.workspace.views import PlannedStop, PlannedWeek


def accept(journal: Journal, proposal: Proposal) -> Change | None:
    """Write the week as proposed, in one entry; None where it changes nothing.

    Raises:
        BadInput: the week has been changed since the proposal was made.
    """
    week = proposal.before.week
    with journal.change("week_planned", week=str(week)) as change:
        session = change.session
        now = {call.id: call for call in calls_of_week(session, week)}
        busy = {key_of(block): block for block in blocks_of_week(session, week)}
        standing = {c.id: _standing(c) for c in now.values()}
        standing |= {
            key: _busy(block) for key, block in busy.items() if block.date in _shown(proposal)
        }
        if standing != _stood(proposal.before):
            raise BadInput("week_changed", week=str(week))
        staying = {key for key in proposal.after.stop_of_call if key > 0}
        for key, call in now.items():
            if key not in staying:
                session.delete(call)
        for day in proposal.after.days:
            for position, stop in enumerate(day.stops):
                if stop.is_block:
                    _number(busy[stop.call.id], position)
                else:
                    _place(session, now.get(stop.call.id), stop, position)
        for night in proposal.nights:
            stay(session, night)
    return change.change


def _standing(call: Call) -> tuple[Any, ...]:
    """What of a call a proposal depends on; its place in the order is not part of it."""
    return (call.account, call.day, call.start, call.minutes, call.state, call.locked)


def _shown(proposal: Proposal) -> set[date]:
    return {day.date for day in proposal.before.days}


def _busy(block: Block) -> tuple[Any, ...]:
    return (block.date, block.start, block.end - block.start)


def _stood(week: PlannedWeek) -> dict[int, tuple[Any, ...]]:
    return {key: _standing_stop(stop) for key, stop in week.stop_of_call.items()}


def _standing_stop(stop: PlannedStop) -> tuple[Any, ...]:
    if not stop.is_block:
        return _standing(stop.call)
    return (stop.call.day, stop.timed.stop.appointment, stop.timed.stop.seconds)


def _number(block: Block, position: int) -> None:
    if block.position != position:
        block.position = position


def _place(session: Session, call: Call | None, stop: PlannedStop, position: int) -> None:
    wanted = stop.call
    if call is None:
        session.add(Call(account=wanted.account, day=wanted.day, position=position))
        return
    start = call.start if call.state in ("made", "missed") else wanted.start
    for name, value in (("day", wanted.day), ("position", position), ("start", start)):
        if getattr(call, name) != value:
            setattr(call, name, value)
