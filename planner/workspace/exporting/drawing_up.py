"""Draws up the itinerary that paper and files are made of, from the planned week and the cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from planner import clock
from planner.exchange import figures, people_words, sentences
from planner.exchange.itinerary import Break, DayPlan, Drive, Due, Itinerary, Person, Stop
from planner.tours.model import Leg
from planner.tours.shapes import Comparison
from planner.workspace.account_book import AccountCard
from planner.workspace.people.unit import LONG_UNSEEN, Unit, unit_of
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
    row, call, timed, unit = stop.account, stop.call, stop.timed, _unit(card, day.date)
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
        objective=call.objective or card.account.next_objective,
        why=sentences.why(stop.why.code, stop.why.args),
        note=next((line.strip() for line in card.account.notes.splitlines() if line.strip()), ""),
        hours=None if windows is None else tuple((w.opens, w.shuts) for w in windows),
        usual_shut=week.territory.open_end,
        ask=_ask(unit),
        asks=tuple(people_words.ask(ask.code, ask.args) for ask in unit.asks()),
        promises=_promises(card),
        last_words=_last_words(card),
        worried=_worried(card),
        last_call=row.last_call,
        lunch_before=lunch,
        breaks=tuple(Break(b.kind, b.seconds) for b in day.cost.breaks if b.call == call.id),
    )


def _drive(leg: Leg) -> Drive:
    return Drive(leg.metres, leg.seconds, leg.source == "estimate")


def _ask(unit: Unit) -> Person | None:
    """Whom to ask for: a decider who was not seen for long, else the weightiest role there."""
    late = [m for m in unit.covering("decider") if m.days is None or m.days >= LONG_UNSEEN]
    there = [*late, *unit.there]
    if not there:
        return None
    who = there[0]
    role = people_words.roles(who.roles)
    return Person(
        who.name, role[:1].upper() + role[1:], who.phone, who.last_seen, who.post, who.criteria
    )


def _unit(card: AccountCard, day: date) -> Unit:
    return unit_of(card.row.id, card.contacts, card.shared, card.kept["role"], day)


def _promises(card: AccountCard) -> tuple[Due, ...]:
    """The open ones, soonest first."""
    waiting = sorted((p for p in card.kept["promise"] if p.state == "open"), key=lambda p: p.due)
    return tuple(Due(p.due, " ".join(p.text.split()), p.by == "them") for p in waiting)


def _last_words(card: AccountCard) -> str:
    words = next((c.outcome for c in card.calls if c.state == "made" and c.outcome), "")
    return " ".join(words.split())


def _worried(card: AccountCard) -> int:
    """How worried they are over a complaint that is open; 0 without one."""
    return max((c.anxiety for c in card.kept["complaint"] if c.closed_at is None), default=0)
