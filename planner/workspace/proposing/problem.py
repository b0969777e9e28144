"""The engine's problem for a week: who can be where when, and what leaving somebody out costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf, sqrt

from planner.roads.estimate import Estimate
from planner.tours.costing import cost_day
from planner.tours.engine.problem import Answer, Client, Pattern, Problem, Span
from planner.tours.model import Break, Day, DayCost, Leg, Legs, Place, Stop
from planner.workspace.cycle.views import NightAway
from planner.workspace.engine_tables import Tables, frame_of, spans, tables
from planner.workspace.proposing.limits import bearing
from planner.workspace.proposing.nights import nights_away, spent_away
from planner.workspace.proposing.wishes import Asked, Wish

KEPT = 5400.0
"""Seconds that moving a call to another day has to save before planning again moves it."""
STANDING = 21600.0
"""Seconds more that a call is worth which stands in the week already."""
MOST_ADDED = 400
"""Accounts without a call that are weighed against each other: the best by a first look."""

UNSURE = 0.115
"""Standard deviation of a call or a drive, as a share: evenly spread over 20 % either way."""
ONE_PART = 2400.0
"""Seconds of one call or drive: a stretch of the day is made of independent parts this long."""
TIMES_UNSURE = 1.5
"""Standard deviations kept free before an agreed time: more than 19 in 20 are then on time."""


@dataclass(frozen=True)
class Held:
    """What the held calls of a day force by themselves, before anything is added.

    `spans` says by when to be at each of them; `frame` is relaxed as far as they need.
    """

    frame: Day
    order: tuple[Wish, ...]
    spans: Mapping[int, Span]
    cost: DayCost

    @property
    def breaks(self) -> Mapping[tuple[str, int | None], int]:
        """The rules that they break anyhow, and by how many seconds."""
        return {(b.kind, b.call): b.seconds for b in self.cost.breaks}


Orders = Mapping[date, tuple[Wish, ...]]
"""The wishes of each day in driving order."""


@dataclass(frozen=True)
class Found:
    """Who is called on when, and the nights away."""

    orders: Orders
    nights: tuple[NightAway, ...] = ()


@dataclass(frozen=True)
class Laid:
    """The problem, and whose wish each client is."""

    asked: Asked
    days: tuple[date, ...]
    held: Mapping[date, Held]
    wishes: tuple[Wish, ...]
    dropped: tuple[Wish, ...]
    known: Tables
    problem: Problem
    legs: Legs

    def found(self, answer: Answer) -> Found:
        """What the engine answered, in the words of the week."""
        orders = {
            day: tuple(self.wishes[client] for client in route)
            for day, route in zip(self.days, answer.routes, strict=True)
        }
        away = spent_away(self.asked, self.days, self.problem.nights, answer.nights)
        return Found(orders, away)

    def frames(self, nights: Sequence[NightAway]) -> dict[date, Day]:
        """The days as they are driven with these nights."""
        frames = {day: held.frame for day, held in self.held.items()}
        for night in nights:
            evening = replace(frames[night.evening], end=night.place, night=night.cost)
            frames[night.evening] = evening
            frames[night.morning] = replace(frames[night.morning], start=night.place)
        return frames


def lay_out(asked: Asked, *, keep: float = KEPT, most: int = MOST_ADDED) -> Laid:
    """The problem of a week; `keep` is what moving a call that stands in it costs, inf forbids."""
    days = tuple(d for d in asked.days if d in asked.open_days or _anyone(asked, d))
    held = {day: held_alone(asked, day) for day in days}
    wishes, dropped = _short_list(asked, days, most)
    wishes = [w for w in wishes if w.held or any(d in w.stops for d in days)]
    homes = [place for d in days for place in (held[d].frame.start, held[d].frame.end)]
    hotels = [(hotel.lat, hotel.lon) for hotel in asked.hotels]
    places = [*homes, *hotels, *(_place(w, homes) for w in wishes)]
    territory = asked.week.territory
    known = tables(places, asked.week.legs, territory.cost_per_km, territory.hour_worth)
    number = {day: at for at, day in enumerate(days)}
    clients = tuple(
        _held_client(w, held[w.day], number[w.day], known, homes)
        if w.held and w.day is not None
        else _client(w, number, known, keep)
        for w in wishes
    )
    frames = tuple(frame_of(at, held[day].frame, known) for day, at in number.items())
    routes = [[at for at, w in enumerate(wishes) if w.held and w.day == d] for d in days]
    nights = nights_away(asked, days, frames, known)
    most = territory.nights_away if nights else 0
    problem = Problem(known.cost, known.seconds, frames, clients, nights, most)
    problem = bearing(problem, [sorted(r, key=lambda at: _turn(wishes[at])) for r in routes])
    legs = _read_off(known, asked.week.legs)
    return Laid(asked, days, held, tuple(wishes), tuple(dropped), known, problem, legs)


def _read_off(known: Tables, legs: Legs) -> Legs:
    """The same legs, read off the tables where they are: an estimate takes long to work out."""
    if not isinstance(legs, Estimate):
        return legs

    def leg(a: Place, b: Place) -> Leg:
        one, other = known.number.get(a), known.number.get(b)
        if one is None or other is None:
            return legs(a, b)
        return Leg(int(known.metres[one, other]), int(known.seconds[one, other]))

    return leg


def _anyone(asked: Asked, day: date) -> bool:
    return asked.week.plan.frames[day].working and any(w.day == day for w in asked.wishes)


def _place(wish: Wish, homes: Sequence[Place]) -> Place:
    return wish.account.place or homes[0]


# ---- calls that are held ------------------------------------------------------------------


def held_alone(asked: Asked, day: date) -> Held:
    """A day with nothing but its held calls, each at its time."""
    here = sorted((w for w in asked.wishes if w.held and w.day == day), key=_turn)
    frame = asked.week.plan.frames[day]
    stops = [pinned_stop(w, day) for w in here]
    cost = cost_day(frame, stops, asked.week.legs)
    limits: dict[int, Span] = {}
    reset = float(frame.work.opens)
    for at, (wish, timed) in enumerate(zip(here, cost.stops, strict=True)):
        begin = float(wish.pinned or 0)
        soonest = timed.arrive if at else min(timed.arrive, reset + timed.leg.seconds)
        latest = begin + max(0, timed.arrive - begin)
        if timed.stop.appointment is not None and _agreed(wish):
            latest = min(latest, max(soonest, begin - to_spare(begin - reset)))
            reset = begin
        limits[wish.key] = (begin, latest)
    return Held(frame, tuple(here), limits, cost)


def _turn(wish: Wish) -> tuple[int, int]:
    return (wish.pinned or 0, wish.key)


def _agreed(wish: Wish) -> bool:
    return wish.planned is not None and wish.planned.call.start is not None


def pinned_stop(wish: Wish, day: date) -> Stop:
    """A held call as a stop that begins at its time."""
    stop = wish.stops[day]
    return stop if stop.appointment is not None else replace(stop, appointment=wish.pinned)


def to_spare(elapsed: float) -> float:
    """Seconds to arrive before an agreed time, so that a day that runs long still keeps it."""
    return TIMES_UNSURE * UNSURE * sqrt(max(0.0, elapsed) * ONE_PART)


def _held_client(wish: Wish, held: Held, day: int, known: Tables, homes: Sequence[Place]) -> Client:
    return Client(
        place=known.number[_place(wish, homes)],
        seconds=next(iter(wish.stops.values())).seconds,
        patterns=(Pattern(((day,),)),),
        usual=(),
        windows={day: (held.spans[wish.key],)},
    )


# ---- calls that may move, and new ones ----------------------------------------------------


def _client(wish: Wish, number: Mapping[date, int], known: Tables, keep: float) -> Client:
    place = wish.account.place
    assert place is not None
    stops = {d: s for d, s in wish.stops.items() if d in number}
    windows = {number[d]: spans(s.windows, s.seconds) for d, s in stops.items()}
    seconds = next(iter(stops.values())).seconds
    patterns = _patterns(wish, {d: number[d] for d in stops}, keep)
    return Client(known.number[place], seconds, patterns, (), windows)


def _patterns(wish: Wish, days: Mapping[date, int], keep: float) -> tuple[Pattern, ...]:
    out = () if wish.must else (Pattern((), wish.worth),)
    if wish.day is None:
        return (Pattern((tuple(days.values()),)), *out)
    if keep <= 0:
        return (Pattern((tuple(days.values()),)), Pattern((), wish.worth))
    own = tuple(at for d, at in days.items() if d == wish.day)
    other = tuple(at for d, at in days.items() if d != wish.day)
    patterns = [Pattern((own,))] if own else []
    if other and (not own or keep < inf):
        patterns.append(Pattern((other,), keep if own else 0.0))
    lost = wish.worth + STANDING + (keep if keep < inf else STANDING)
    return (*patterns, Pattern((), lost))


# ---- who is weighed at all ----------------------------------------------------------------


def _short_list(asked: Asked, days: Sequence[date], most: int) -> tuple[list[Wish], list[Wish]]:
    """All that stand in the week and must be in, and the best of the others; then who is not."""
    sure = [w for w in asked.wishes if w.held or w.day is not None or w.must]
    sure = [w for w in sure if w.held or w.account.place is not None]
    others = [w for w in asked.wishes if not w.held and w.day is None and not w.must]
    if len(others) <= most:
        return [*sure, *others], []
    homes = [asked.week.plan.frames[d].start for d in days]
    anchors = homes + [w.account.place for w in sure if w.account.place]
    ranked = sorted(others, key=lambda w: (_first_look(w, anchors), w.key))
    kept = {w.key for w in ranked[:most]}
    return [*sure, *(w for w in others if w.key in kept)], [w for w in others if w.key not in kept]


def _first_look(wish: Wish, anchors: Sequence[Place]) -> float:
    """Minus what the call is worth, and a share of the way there: a tour goes there for many."""
    assert wish.account.place is not None
    lat, lon = wish.account.place
    near = min(((lat - a) ** 2 + (0.6 * (lon - b)) ** 2 for a, b in anchors), default=0.0)
    return _A_DEGREE * sqrt(near) / _TOGETHER - wish.worth


_A_DEGREE = 2 * 111 * 1.3 / 60 * 3600
"""Seconds there and back for a degree of latitude."""
_TOGETHER = 6.0
"""Calls that share a way."""


def new_breaks(held: Held, cost: DayCost) -> list[Break]:
    """The rules a day breaks that its held calls alone do not, or breaks by more."""
    alone = held.breaks
    return [b for b in cost.breaks if b.seconds > alone.get((b.kind, b.call), -1)]
