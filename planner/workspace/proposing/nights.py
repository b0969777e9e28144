"""Nights away in a week: which may be, what they cost, and what the engine chose of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from planner.tours.engine.problem import Frame, Night
from planner.workspace.cycle.views import NightAway
from planner.workspace.engine_tables import Tables, in_seconds
from planner.workspace.proposing.wishes import Asked


def nights_away(
    asked: Asked, days: Sequence[date], frames: Sequence[Frame], known: Tables
) -> tuple[Night, ...]:
    """The nights between two days at home that may be spent at one of the hotels instead."""
    territory = asked.week.territory
    if territory.nights_away < 1 or not asked.hotels:
        return ()
    away = [
        (known.number[h.lat, h.lon], in_seconds(h.price, territory.hour_worth))
        for h in asked.hotels
    ]
    return tuple(
        Night(at, ((frames[at].end, 0.0), *away))
        for at, (evening, morning) in enumerate(pairwise(days))
        if _may_be_away(asked, evening, morning)
    )


def _may_be_away(asked: Asked, evening: date, morning: date) -> bool:
    """Both days start and end at the base as usual: what was set up by hand stays."""
    territory, frames = asked.week.territory, asked.week.plan.frames
    base = (territory.base_lat, territory.base_lon)
    usual = frames[evening].end == frames[morning].start == base
    in_row = (morning - evening).days == 1 and {evening, morning} <= asked.open_days
    return usual and in_row and evening.weekday() in territory.night_days


def spent_away(
    asked: Asked, days: Sequence[date], nights: Sequence[Night], chosen: Sequence[int]
) -> tuple[NightAway, ...]:
    """The nights for which the engine chose a hotel."""
    found = []
    for night, choice in zip(nights, chosen, strict=True):
        if choice:
            hotel, evening = asked.hotels[choice - 1], days[night.frame]
            place = (hotel.lat, hotel.lon)
            morning = days[night.frame + 1]
            found.append(NightAway(evening, morning, hotel.name, place, hotel.price))
    return tuple(found)
