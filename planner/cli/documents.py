"""Weeks, days and prices as commands print them in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from planner.exchange import promise_words, sentences
from planner.tours.model import Break, Leg
from planner.tours.shapes import Comparison, Shape
from planner.tours.week import Slot
from planner.workspace import PlannedDay, PlannedStop, PlannedWeek
from planner.workspace.busy_times import number_of
from planner.workspace.promised import Promised

SHAPES = ("planned", "loop", "zigzag", "far_and_back")
Names = Callable[[int], str]
"""The account's name for the number of a call."""


def week_document(week: PlannedWeek) -> dict[str, Any]:
    """A week as `itinerary` prints it."""
    return {
        "week": str(week.week),
        "days": [day_document(week, day) for day in week.days],
        "metres": week.metres,
        "seconds_driving": week.seconds_driving,
        "seconds_working": week.seconds_working,
        "cost": week.cost,
    }


def day_document(week: PlannedWeek, day: PlannedDay) -> dict[str, Any]:
    """One day of it. Moments carry the offset of the territory's time zone on that day."""
    cost, frame, zone = day.cost, week.plan.frames[day.date], week.territory.time_zone
    return {
        "date": day.date.isoformat(),
        "start": {
            "name": day.start_name,
            "lat": frame.start[0],
            "lon": frame.start[1],
            "leave": moment(day.date, cost.leave, zone),
        },
        "end": {
            "name": day.end_name,
            "lat": frame.end[0],
            "lon": frame.end[1],
            "arrive": moment(day.date, cost.arrive, zone),
        },
        "stops": [_stop(day.date, stop, zone) for stop in day.calls],
        "busy": [_busy(day.date, stop, zone) for stop in day.blocks],
        "home_leg": _leg(cost.home_leg),
        "lunch": moment(day.date, cost.lunch.opens, zone) if cost.lunch else None,
        "metres": cost.metres,
        "seconds_driving": cost.seconds_driving,
        "seconds_working": cost.seconds_working if day.calls else 0,
        "cost": cost.cost,
        "breaks": [
            *breaks_document(cost.breaks, names_of(week)),
            *promises_document(promises_of(week, day), promise_words.unkept),
        ],
        "note": day.note,
    }


def _stop(day: date, stop: PlannedStop, zone: str) -> dict[str, Any]:
    place = stop.account.place
    return {
        "call": stop.call.id,
        "account": stop.account.id,
        "name": stop.account.name,
        "lat": place[0] if place else None,
        "lon": place[1] if place else None,
        "arrive": moment(day, stop.timed.arrive, zone),
        "begin": moment(day, stop.timed.begin, zone),
        "leave": moment(day, stop.timed.leave, zone),
        "late": stop.timed.late,
        "why": sentences.why(stop.why.code, stop.why.args),
        "state": stop.call.state,
        "locked": stop.call.locked,
        "leg": _leg(stop.timed.leg),
    }


def _busy(day: date, stop: PlannedStop, zone: str) -> dict[str, Any]:
    """A busy time: the number of its record, and the drive there, which is part of the day's."""
    place = stop.timed.stop.place
    return {
        "block": number_of(stop.call.id),
        "text": stop.account.name,
        "place": stop.account.town,
        "lat": place[0] if place else None,
        "lon": place[1] if place else None,
        "begin": moment(day, stop.timed.begin, zone),
        "leave": moment(day, stop.timed.leave, zone),
        "late": stop.timed.late,
        "leg": _leg(stop.timed.leg),
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {"metres": leg.metres, "seconds": leg.seconds, "source": leg.source}


def moment(day: date, seconds: int, zone: str) -> str:
    """A time of day as a moment, e.g. 2026-11-30T08:50:00+00:00."""
    wall = datetime.combine(day, time()) + timedelta(seconds=seconds)
    return wall.replace(tzinfo=ZoneInfo(zone)).isoformat()


def names_of(week: PlannedWeek) -> Names:
    """Names by call of a week; nothing for a call that is not in it."""

    def name(call: int) -> str:
        stop = week.stop_of_call.get(call)
        return stop.account.name if stop else ""

    return name


def breaks_document(breaks: Iterable[Break], names: Names) -> list[dict[str, Any]]:
    """Rules not kept: the kind, whose call, by how many seconds, and the sentence."""
    return [
        {
            "kind": found.kind,
            "call": found.call,
            "seconds": found.seconds,
            "text": sentences.broken(
                found.kind, found.seconds, "" if found.call is None else names(found.call)
            ),
        }
        for found in breaks
    ]


def promises_of(week: PlannedWeek, day: PlannedDay) -> list[Promised]:
    """The promises that the week breaks, on their day; those of days not shown on the last."""
    last = week.days[-1].date
    return [p for p in week.unkept if (p.due if p.due in week.by_date else last) == day.date]


def promises_document(
    promised: Iterable[Promised], words: Callable[[Promised], str] = promise_words.breaks
) -> list[dict[str, Any]]:
    """Promises that are broken: rules like any other, with the promise's number and day."""
    return [
        {
            "kind": "promise",
            "call": None,
            "seconds": 0,
            "text": words(one),
            "promise": one.number,
            "account": one.account,
            "due": one.due.isoformat(),
        }
        for one in promised
    ]


def comparison_document(compared: dict[date, Comparison]) -> dict[str, Any]:
    """The shapes of each day and of the week; `order` holds accounts."""
    days = [
        {"date": day.isoformat(), **{name: _shape(c, name) for name in SHAPES}}
        for day, c in sorted(compared.items())
    ]
    return {"days": days, "total": {name: _total(days, name) for name in SHAPES}}


def _shape(compared: Comparison, name: str) -> dict[str, Any]:
    shape: Shape = getattr(compared, name)
    document: dict[str, Any] = {
        "order": [stop.account for stop in shape.order],
        "metres": shape.metres,
        "seconds": shape.seconds,
        "cost": shape.cost,
    }
    if name == "loop":
        document["proved_shortest"] = shape.proved_shortest
    return document


def _total(days: list[dict[str, Any]], name: str) -> dict[str, Any]:
    shapes = [day[name] for day in days]
    total: dict[str, Any] = {
        "order": [account for shape in shapes for account in shape["order"]],
        "metres": sum(shape["metres"] for shape in shapes),
        "seconds": sum(shape["seconds"] for shape in shapes),
        "cost": round(sum(shape["cost"] for shape in shapes), 2),
    }
    if name == "loop":
        total["proved_shortest"] = all(shape["proved_shortest"] for shape in shapes)
    return total


def slot_document(slot: Slot, names: Names, promised: Iterable[Promised] = ()) -> dict[str, Any]:
    """One slot and what it costs, as difference to the plan as it stands.

    `promised` are those to its account: a slot after their day breaks them.
    """
    price = slot.price
    return {
        "date": slot.day.isoformat(),
        "position": slot.position,
        "metres": price.metres,
        "seconds": price.seconds,
        "cost": price.cost,
        "makes_late": list(price.makes_late),
        "breaks": [
            *breaks_document(price.breaks, names),
            *promises_document(p for p in promised if slot.day > p.due),
        ],
    }
