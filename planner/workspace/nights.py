"""Nights away: what sleeping near tomorrow's calls costs against going home, and doing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Hotel, Itinerary, Territory
from planner.store.journal import Change
from planner.tours.costing import cost_day, difference
from planner.tours.model import Day, Legs, Place, Price, Stop
from planner.workspace.errors import BadInput
from planner.workspace.iso_week import IsoWeek
from planner.workspace.public_holidays import holiday_on

if TYPE_CHECKING:
    from planner.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NightOffer:
    """A place to sleep after a day: `hotel` None is home.

    `price` is the difference of both days to going home, the hotel in its `cost`; `chosen` says
    that it is how the days are set up now.
    """

    hotel: Hotel | None
    price: Price
    chosen: bool


@dataclass(frozen=True, slots=True)
class _TwoDays:
    """The evening's day and the next, as they are driven."""

    frames: tuple[Day, Day]
    stops: tuple[tuple[Stop, ...], tuple[Stop, ...]]
    legs: Legs

    def by_way_of(self, place: Place, night: float) -> tuple[Day, Day]:
        """The frames with a night there between them."""
        one, other = self.frames
        return replace(one, end=place, night=night), replace(other, start=place)

    def price(self, home: tuple[Day, Day], there: tuple[Day, Day]) -> Price:
        """What it costs to sleep there and not at home."""
        legs, stops = self.legs, self.stops
        return difference(
            [cost_day(frame, row, legs) for frame, row in zip(home, stops, strict=True)],
            [cost_day(frame, row, legs) for frame, row in zip(there, stops, strict=True)],
        )


def offers(workspace: Workspace, day: date) -> tuple[NightOffer, ...]:
    """Home, then the hotels, nearest to the day's last stop first."""
    two, territory = _two_days(workspace, day), workspace.territory
    base = (territory.base_lat, territory.base_lon)
    home = two.by_way_of(base, 0.0)
    at = next((s.place for s in reversed(two.stops[0]) if s.place), two.frames[0].start)
    hotels = [h for h in workspace.records.every("hotel") if isinstance(h, Hotel)]
    hotels.sort(key=lambda h: (two.legs(at, (h.lat, h.lon)).metres, h.id))
    ends = two.frames[0].end
    found = [NightOffer(None, two.price(home, home), ends == base)]
    for hotel in hotels:
        place = (hotel.lat, hotel.lon)
        there = two.by_way_of(place, hotel.price)
        found.append(NightOffer(hotel, two.price(home, there), ends == place))
    return tuple(found)


def sleep(workspace: Workspace, day: date, hotel: int | None) -> Change | None:
    """End a day at a hotel and start the next one there, as one step; None: at home.

    Raises:
        BadInput: there is no such hotel.
    """
    with workspace.journal.change("night_set", day=day.isoformat()) as change:
        session = change.session
        found = session.get(Hotel, hotel) if hotel is not None else None
        if hotel is not None and found is None:
            raise BadInput("unknown", kind="hotel", id=hotel)
        change.args = {"day": day.isoformat(), "name": found.name if found else ""}
        _set(session, day, "end", found)
        _set(session, day + timedelta(days=1), "start", found)
    return change.change


def _two_days(workspace: Workspace, day: date) -> _TwoDays:
    """Both days, which may lie in two weeks."""
    days = (day, day + timedelta(days=1))
    weeks = {w: workspace.planning.week(w).whole() for w in {IsoWeek.of(d) for d in days}}
    plans = [weeks[IsoWeek.of(d)].plan for d in days]
    one, other = (plan.frames[d] for plan, d in zip(plans, days, strict=True))
    row, next_row = (plan.of(d) for plan, d in zip(plans, days, strict=True))
    return _TwoDays((one, other), (row, next_row), next(iter(weeks.values())).legs)


def _set(session: Session, day: date, which: str, hotel: Hotel | None) -> None:
    """Where a day starts or ends; what says nothing special any more is deleted."""
    special = session.scalars(select(Itinerary).where(Itinerary.date == day)).first()
    if special is None:
        if hotel is None:
            return
        off = bool(holiday_on(session.get_one(Territory, 1), day))
        special = Itinerary(date=day, day_off=off)
        session.add(special)
    values: Mapping[str, object] = {
        f"{which}_name": hotel.name if hotel else "",
        f"{which}_lat": hotel.lat if hotel else None,
        f"{which}_lon": hotel.lon if hotel else None,
    }
    for name, value in values.items():
        setattr(special, name, value)
    session.flush()
    if _as_usual(special):
        session.delete(special)


def _as_usual(special: Itinerary) -> bool:
    places = (special.start_lat, special.end_lat, special.work_start, special.work_end)
    return not special.day_off and not special.note and all(one is None for one in places)
