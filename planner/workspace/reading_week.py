"""Builds a planned week from the records: frames, stops with opening hours, times, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Call, Itinerary, Territory
from planner.tours.costing import cost_day
from planner.tours.model import Day, DayCost, Legs, Place, Stop, Window
from planner.tours.week import Plan
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.iso_week import IsoWeek
from planner.workspace.views import AccountRow, PlannedDay, PlannedStop, PlannedWeek, Why

IN_TOUR = ("draft", "asked", "confirmed", "made")
"""States of calls that stand in a day's tour; a missed one was not driven to."""


def read_week(session: Session, week: IsoWeek, legs: Legs) -> PlannedWeek:
    """The week as it stands: working days, and any other day with calls on it."""
    territory = session.get_one(Territory, 1)
    special = _itineraries(session, week)
    calls = calls_of_week(session, week)
    rows = {r.id: r for r in read_rows(session, BRIEF, {c.account for c in calls})}
    dates = _dates_shown(week, territory, calls)
    frames = {d: frame(territory, special.get(d)) for d in week.days}
    stops = {
        d: tuple(stop_of(territory, rows[c.account], d, c) for c in calls if c.day == d)
        for d in dates
    }
    by_id = {c.id: c for c in calls}
    days = tuple(
        _planned_day(
            _Framed(d, territory, special.get(d)), cost_day(frames[d], stops[d], legs), by_id, rows
        )
        for d in dates
    )
    spare = tuple(
        (_planned_day(_Framed(d, territory, special.get(d)), cost_day(frames[d], (), legs), {}, {}),
         frames[d])
        for d in week.days if d not in dates
    )  # fmt: skip
    shown = {d: frames[d] for d in dates}
    return PlannedWeek(week, territory, days, Plan(shown, stops), legs, spare)


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


def frame(territory: Territory, special: Itinerary | None) -> Day:
    """How one date is framed: the territory's rule, with what its itinerary says instead."""
    base: Place = (territory.base_lat, territory.base_lon)
    start, end = base, base
    opens, shuts = territory.work_start, territory.work_end
    off = False
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
    """A date, the settings, and what is special about the date."""

    day: date
    territory: Territory
    special: Itinerary | None


def _planned_day(
    framed: _Framed, cost: DayCost, calls: dict[int, Call], rows: dict[int, AccountRow]
) -> PlannedDay:
    day, territory, special = framed
    stops = tuple(
        PlannedStop(
            number=number,
            call=calls[timed.stop.call],
            account=rows[timed.stop.account],
            timed=timed,
            why=reason(rows[timed.stop.account], calls[timed.stop.call]),
        )
        for number, timed in enumerate(cost.stops, start=1)
    )
    return PlannedDay(
        date=day,
        start_name=(special.start_name if special else "") or territory.base_name,
        end_name=(special.end_name if special else "") or territory.base_name,
        stops=stops,
        cost=cost,
        working=not (special and special.day_off),
        note=special.note if special else "",
    )


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
