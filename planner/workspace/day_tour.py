"""The calls and busy times of a day in driving order, as records that are being changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Block, Call
from planner.tours.model import Legs
from planner.workspace.busy_times import key_of
from planner.workspace.iso_week import IsoWeek
from planner.workspace.reading_week import IN_TOUR, read_week

Item = Call | Block


def day_tour(session: Session, day: date, legs: Legs) -> list[Item]:
    """What stands in a day's tour, in driving order, as the session has it."""
    session.flush()
    query = select(Call).where(Call.day == day, Call.state.in_(IN_TOUR))
    items: list[Item] = list(session.scalars(query.order_by(Call.position, Call.id)))
    blocks = list(session.scalars(select(Block).where(Block.date == day)))
    if not blocks:
        return items
    week = read_week(session, IsoWeek.of(day), legs).whole()
    place = {stop.call: at for at, stop in enumerate(week.plan.of(day))}
    return sorted([*items, *blocks], key=lambda item: place[item_key(item)])


def item_key(item: Item) -> int:
    """The number of a call, or what stands for a busy time."""
    return key_of(item) if isinstance(item, Block) else item.id


def number(items: Iterable[Item]) -> None:
    """Write the order down."""
    for position, item in enumerate(items):
        if item.position != position:
            item.position = position
