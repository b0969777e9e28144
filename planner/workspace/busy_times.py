"""Busy times of the rep among the calls of a day: as stops that stay where they are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Block, Call, Territory
from planner.tours.costing import cost_day
from planner.tours.model import Day, Legs, Stop, TimedStop
from planner.words import _
from planner.workspace.iso_week import IsoWeek
from planner.workspace.views import NOBODY, PlannedStop, Why

_KEYS = 2_000_000_000
"""Added to a block's number: no call has such a key, and it still fits Qt's whole numbers."""


def key_of(block: Block) -> int:
    """What stands for the block where stops have the number of their call."""
    return _KEYS + block.id


def number_of(key: int) -> int | None:
    """The block that a key stands for; None for the key of a call."""
    return key - _KEYS if key > _KEYS else None


def blocks_of_week(session: Session, week: IsoWeek) -> list[Block]:
    """The busy times of a week, by time."""
    query = select(Block).where(Block.date.between(week.days[0], week.days[6]))
    return list(session.scalars(query.order_by(Block.date, Block.start, Block.id)))


def stop_of_block(territory: Territory, block: Block) -> Stop:
    """A busy time as a stop: at its place, or at the base."""
    here = None if block.lat is None or block.lon is None else (block.lat, block.lon)
    return Stop(
        call=key_of(block),
        account=0,
        place=here or (territory.base_lat, territory.base_lon),
        seconds=block.end - block.start,
        appointment=block.start,
        locked=True,
    )


def in_order(
    frame: Day,
    calls: Sequence[tuple[int, Stop]],
    blocks: Sequence[tuple[int | None, Stop]],
    legs: Legs,
) -> tuple[Stop, ...]:
    """Calls and busy times of a day in driving order, by their positions.

    A busy time without one comes after as many calls as can be made before it begins.
    """
    placed = [(at, stop) for at, stop in blocks if at is not None]
    known = sorted([*placed, *calls], key=lambda pair: (pair[0], not pair[1].is_block))
    order = [stop for _at, stop in known]
    loose = [stop for at, stop in blocks if at is None]
    for stop in sorted(loose, key=lambda s: (s.appointment or 0, s.call)):
        order.insert(_in_time(frame, order, stop, legs), stop)
    return tuple(order)


def _in_time(frame: Day, order: Sequence[Stop], block: Stop, legs: Legs) -> int:
    """How many of the stops can be made before a busy time without being late for it."""
    fits = 0
    for count in range(1, len(order) + 1):
        if cost_day(frame, [*order[:count], block], legs).stops[-1].late:
            break
        fits = count
    return fits


def planned(block: Block, timed: TimedStop) -> PlannedStop:
    """A busy time as a stop of a planned day, with a call and an account that are no records."""
    call = Call(
        id=key_of(block),
        account=0,
        day=block.date,
        position=block.position or 0,
        start=block.start,
        minutes=(block.end - block.start) // 60,
        state="confirmed",
        locked=True,
        objective="",
        outcome="",
        uid=block.uid,
    )
    lat, lon = timed.stop.place or (None, None)
    account = NOBODY._replace(name=block.text or _("Busy"), town=block.place_name, lat=lat, lon=lon)
    return PlannedStop(0, call, account, timed, Why("busy", {"place": block.place_name}))
