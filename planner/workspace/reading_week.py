"""Builds a planned week from the records: frames, stops with opening hours, times, reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.records import Block, Call, Hotel, Itinerary, Territory
from planner.tours.costing import cost_day
from planner.tours.model import Day, DayCost, Legs, Place, Stop, Window
from planner.tours.week import Plan
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.busy_times import (
    blocks_of_week,
    in_order,
    key_of,
    planned,
    stop_of_block,
)
from planner.workspace.iso_week import IsoWeek
from planner.workspace.promised import Promised, read_promised
from planner.workspace.public_holidays import holiday_on
from planner.workspace.views import AccountRow, PlannedDay, PlannedStop, PlannedWeek, Why

IN_TOUR = ("draft", "asked", "confirmed", "made")
"""States of calls that stand in a day's tour; a missed one was not driven to."""


def read_week(session: Session, week: IsoWeek, legs: Legs) -> PlannedWeek:
    """The week as it stands: working days, and any other day with calls on it."""
    territory = session.get_one(Territory, 1)
    special = _itineraries(session, week)
    calls, blocks = calls_of_week(session, week), blocks_of_week(session, week)
    rows = {r.id: r for r in read_rows(session, BRIEF, {c.account for c in calls})}
    dates = _dates_shown(week, territory, calls)
    holidays = {d: holiday_on(territory, d) for d in week.days}
    prices = {(h.lat, h.lon): h.price for h in session.scalars(select(Hotel))}
    frames = {d: frame(territory, special.get(d), holidays[d], prices) for d in week.days}
    known = _Known({c.id: c for c in calls}, {key_of(b): b for b in blocks}, rows)
    stops: dict[date, tuple[Stop, ...]] = {}
    days: dict[date, PlannedDay] = {}
    for d in week.days:
        of_calls = [
            (c.position, stop_of(territory, rows[c.account], d, c)) for c in calls if c.day == d
        ]
        of_blocks = [(b.position, stop_of_block(territory, b)) for b in blocks if b.date == d]
        stops[d] = in_order(frames[d], of_calls, of_blocks, legs)
        framed = _Framed(d, territory, special.get(d), frames[d].working, holidays[d])
        days[d] = _planned_day(framed, cost_day(frames[d], stops[d], legs), known)
    spare = tuple((days[d], frames[d]) for d in week.days if d not in dates)
    plan = Plan({d: frames[d] for d in dates}, {d: stops[d] for d in dates})
    shown = tuple(days[d] for d in dates)
    return PlannedWeek(
        week, territory, shown, plan, legs, spare, _promised(session, week, territory)
    )


def _promised(session: Session, week: IsoWeek, territory: Territory) -> tuple[Promised, ...]:
    """What wants a call within the week; nothing of a week that is over."""
    today = clock.today(territory.time_zone)
    if week.days[6] < today:
        return ()
    return read_promised(session, week.days[0], week.days[6], today)


def calls_of_week(session: Session, week: IsoWeek) -> list[Call]:
    """The calls that stand in the week's tours, in driving order."""
    query = (
        select(Call)
        .where(Call.day.between(week.days[0], week.days[6]), Call.state.in_(IN_TOUR))
        .order_by(Call.day, Call.position, Call.id)
    )
    return list(session.scalars(query))


def _itineraries(session: Session, week: IsoWeek) -> dict[date, Itinerary]:
    query = select(Itinerary).where(Itinerary.date.between(week.days[0], week.days[6]))
    return {row.date: row for row in session.scalars(query)}


def _dates_shown(week: IsoWeek, territory: Territory, calls: Sequence[Call]) -> list[date]:
    used = {call.day for call in calls}
    return [d for d in week.days if d.weekday() in territory.working_days or d in used]


def frame(
    territory: Territory,
    special: Itinerary | None,
    holiday: str = "",
    prices: Mapping[Place, float] | None = None,
) -> Day:
    """How one date is framed: the territory's rule, with what its itinerary says instead.

    A public holiday, by its name, is a day off unless there is an itinerary that says else. A day
    that ends at a hotel costs its price, by its place.
    """
    base: Place = (territory.base_lat, territory.base_lon)
    start, end = base, base
    opens, shuts = territory.work_start, territory.work_end
    off = bool(holiday)
    if special:
        start = _place(special.start_lat, special.start_lon) or base
        end = _place(special.end_lat, special.end_lon) or base
        opens = special.work_start if special.work_start is not None else opens
        shuts = special.work_end if special.work_end is not None else shuts
        off = special.day_off
    return Day(
        start=start,
        end=end,
        work=Window(opens, shuts),
        lunch=Window(territory.lunch_start, territory.lunch_end),
        lunch_seconds=territory.lunch_minutes * 60,
        rate_per_km=territory.cost_per_km,
        working=not off,
        most_driving=territory.most_driving,
        most_working=territory.most_working,
        night=(prices or {}).get(end, 0.0),
    )


def _place(lat: float | None, lon: float | None) -> Place | None:
    return None if lat is None or lon is None else (lat, lon)


def windows(territory: Territory, account: AccountRow, day: date) -> tuple[Window, ...]:
    """When an account can be called on that day: its own hours, else the territory's usual ones."""
    weekday = day.weekday()
    if account.opening_hours is None:
        if weekday in territory.open_days:
            return (Window(territory.open_start, territory.open_end),)
        return ()
    own = sorted((o, s) for d, o, s in account.opening_hours if d == weekday)
    return tuple(Window(opens, shuts) for opens, shuts in own)


def stop_of(territory: Territory, account: AccountRow, day: date, call: Call | None = None) -> Stop:
    """An account as a stop on a date; without a call yet its key is the negative account number."""
    minutes = (call.minutes if call else None) or account.call_minutes
    return Stop(
        call=call.id if call else -account.id,
        account=account.id,
        place=account.place,
        seconds=minutes * 60,
        windows=windows(territory, account, day),
        appointment=call.start if call and call.day == day else None,
        locked=bool(call and call.locked),
    )


class _Framed(NamedTuple):
    """A date, the settings, what is special about the date, and whether it is worked."""

    day: date
    territory: Territory
    special: Itinerary | None
    working: bool
    holiday: str


class _Known(NamedTuple):
    """The records of a week by the keys of its stops, and its accounts."""

    calls: dict[int, Call]
    blocks: dict[int, Block]
    rows: dict[int, AccountRow]


def _planned_day(framed: _Framed, cost: DayCost, known: _Known) -> PlannedDay:
    day, territory, special, working, holiday = framed
    return PlannedDay(
        date=day,
        start_name=(special.start_name if special else "") or territory.base_name,
        end_name=(special.end_name if special else "") or territory.base_name,
        stops=tuple(_planned_stops(cost, known)),
        cost=cost,
        working=working,
        note=special.note if special else "",
        holiday=holiday,
    )


def _planned_stops(cost: DayCost, known: _Known) -> Iterator[PlannedStop]:
    """Calls are numbered, busy times are not."""
    number = 0
    for timed in cost.stops:
        key = timed.stop.call
        if timed.stop.is_block:
            yield planned(known.blocks[key], timed)
            continue
        number += 1
        row, call = known.rows[timed.stop.account], known.calls[key]
        yield PlannedStop(number, call, row, timed, reason(row, call))


def reason(account: AccountRow, call: Call) -> Why:
    """The strongest reason for the call, as seen on its day."""
    grade = {"grade": account.grade}
    if call.objective:
        return Why("objective", {"objective": call.objective, **grade})
    if account.status == "prospect":
        return Why("prospect", grade)
    if account.last_call is None:
        return Why("never_called", grade)
    if account.due is None:
        return Why("no_calls", grade)
    over = (call.day - account.due) // timedelta(days=1)
    if over > 0:
        return Why("overdue", {"days": over, **grade})
    return Why("due" if over > -7 else "early", {"days": -over, **grade})
