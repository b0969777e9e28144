"""Draws up the itinerary that paper and files are made of, from the planned week and the cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from planner import clock
from planner.exchange import figures, sentences
from planner.exchange.itinerary import Break, DayPlan, Drive, Itinerary, Person, Stop
from planner.records import Contact
from planner.tours.model import Leg
from planner.tours.shapes import Comparison
from planner.workspace.account_book import AccountCard
from planner.workspace.views import PlannedDay, PlannedStop, PlannedWeek

AGREED = ("confirmed", "made")
"""States of a call whose time the customer has agreed to."""


def draw_up(
    week: PlannedWeek, shapes: Mapping[date, Comparison], cards: Mapping[int, AccountCard]
) -> Itinerary:
    """A planned week for paper and files.

    Args:
        week: as the costing gives it.
        shapes: loop and zigzag of its days.
        cards: everything on the accounts in it, by number.
    """
    territory = week.territory
    return Itinerary(
        week=str(week.week),
        monday=week.week.monday,
        territory=territory.name,
        time_zone=territory.time_zone,
        units=territory.units,
        currency=territory.currency,
        days=tuple(_day(week, day, shapes.get(day.date), cards) for day in week.days),
        written_at=clock.now().astimezone(ZoneInfo(territory.time_zone)),
        nights_away=territory.nights_away,
    )


def _day(
    week: PlannedWeek, day: PlannedDay, shapes: Comparison | None, cards: Mapping[int, AccountCard]
) -> DayPlan:
    cost, frame = day.cost, week.plan.frames[day.date]
    after_lunch = next(
        (s.number for s in day.calls if cost.lunch and s.timed.begin >= cost.lunch.shuts), 0
    )
    departs = _departs(day)
    calls = [(s, at) for s, at in zip(day.stops, departs, strict=False) if not s.is_block]
    return DayPlan(
        date=day.date,
        start_name=day.start_name,
        start=frame.start,
        end_name=day.end_name,
        end=frame.end,
        leave=cost.leave,
        stops=tuple(
            replace(
                _stop(week, day, stop, cards[stop.account.id], lunch=stop.number == after_lunch),
                depart=depart,
            )
            for stop, depart in calls
        ),
        turn_home=departs[-1],
        home=_drive(cost.home_leg),
        arrive=cost.arrive,
        lunch=(cost.lunch.opens, cost.lunch.shuts) if cost.lunch else None,
        metres=cost.metres,
        seconds_driving=cost.seconds_driving,
        seconds_working=cost.seconds_working,
        cost=cost.cost,
        loop_metres=shapes.loop.metres if shapes else 0,
        zigzag_metres=shapes.zigzag.metres if shapes else 0,
        working=day.working,
        note=_note(day),
        breaks=tuple(Break(b.kind, b.seconds) for b in cost.breaks if b.call is None),
    )


def _note(day: PlannedDay) -> str:
    """What is noted of a day: the holiday it is, what the rep wrote, when else they are busy."""
    busy = [f"{figures.span(s.timed.begin, s.timed.leave)} {s.account.name}" for s in day.blocks]
    return " · ".join(part for part in (day.holiday, day.note, *busy) if part)


def _departs(day: PlannedDay) -> list[int]:
    """When each drive of a day begins, the one home last: at once, or after a lunch had first."""
    timed, cost = [stop.timed for stop in day.stops], day.cost
    free = [cost.leave, *(one.leave for one in timed)]
    legs = [*((one.leg, one.arrive) for one in timed), (cost.home_leg, cost.arrive)]
    return [
        cost.lunch.shuts
        if cost.lunch and at <= cost.lunch.opens and cost.lunch.shuts + leg.seconds <= arrive
        else at
        for at, (leg, arrive) in zip(free, legs, strict=True)
    ]


def _stop(
    week: PlannedWeek, day: PlannedDay, stop: PlannedStop, card: AccountCard, *, lunch: bool
) -> Stop:
    row, call, timed = stop.account, stop.call, stop.timed
    windows = timed.stop.windows
    return Stop(
        number=stop.number,
        call=call.id,
        uid=call.uid,
        account=row.id,
        name=row.name,
        status=row.status,
        grade=row.grade,
        street=row.street,
        postcode=row.postcode,
        town=row.town,
        country=row.country,
        phone=row.phone,
        email=card.account.email,
        place=row.place,
        depart=timed.arrive - timed.leg.seconds,
        arrive=timed.arrive,
        begin=timed.begin,
        leave=timed.leave,
        drive=_drive(timed.leg),
        state=call.state,
        agreed=call.state in AGREED,
        locked=call.locked,
        objective=call.objective,
        why=sentences.why(stop.why.code, stop.why.args),
        note=next((line.strip() for line in card.account.notes.splitlines() if line.strip()), ""),
        hours=None if windows is None else tuple((w.opens, w.shuts) for w in windows),
        usual_shut=week.territory.open_end,
        ask=_ask(card.contacts),
        last_call=row.last_call,
        lunch_before=lunch,
        breaks=tuple(Break(b.kind, b.seconds) for b in day.cost.breaks if b.call == call.id),
    )


def _drive(leg: Leg) -> Drive:
    return Drive(leg.metres, leg.seconds, leg.source == "estimate")


def _ask(contacts: Iterable[Contact]) -> Person | None:
    """The first contact who is still there; one with a role before one without."""
    there = sorted((c for c in contacts if c.left_on is None), key=lambda c: not c.role)
    if not there:
        return None
    return Person(there[0].name, there[0].role, there[0].phone, there[0].last_seen)
