"""Writes an urgent call into the plan: one step, which one undo takes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from planner.records import Block, Call
from planner.tours.model import Legs
from planner.tours.week import changed_days
from planner.workspace.day.urgent_options import Option
from planner.workspace.day_tour import Item, day_tour, item_key, number
from planner.workspace.errors import Impossible


def take(session: Session, option: Option, legs: Legs) -> dict[str, Any]:
    """Bring the days of the option to what it says; gives what the step is and what it cost.

    The report tells what urgent calls cost from these figures of the journal.

    Raises:
        Impossible: the days are no longer as they were when the option was worked out.
    """
    days = changed_days(option.before, option.plan)
    tours = {day: day_tour(session, day, legs) for day in days}
    for day in days:
        if [item_key(i) for i in tours[day]] != [stop.call for stop in option.before.of(day)]:
            raise Impossible("plan_changed", name=option.account.name, day=day.isoformat())
    items = {item_key(item): item for tour in tours.values() for item in tour}
    kept = {stop.call for day in days for stop in option.plan.of(day)}
    for key, item in items.items():
        if key not in kept:
            session.delete(item)
    for day in days:
        order: list[Item] = []
        for stop in option.plan.of(day):
            item = items.get(stop.call) or Call(account=stop.account, day=day)
            session.add(item)
            _bring(item, day)
            order.append(item)
        number(order)
    return {
        "name": option.account.name,
        "day": option.day.isoformat(),
        "account": option.account.id,
        "metres": option.metres,
        "seconds": option.seconds,
        "cost": option.cost,
    }


def _bring(item: Item, day: date) -> None:
    """Move a call to another day; what was agreed for the old one no longer holds."""
    if isinstance(item, Block) or item.day == day:
        return
    item.day, item.start = day, None
    if item.state in ("asked", "confirmed"):
        item.state = "draft"
