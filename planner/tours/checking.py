"""An independent check of what the engine answers: its cost, and every rule it has to keep.

Nothing here is shared with the search. The times of a route follow `tours.costing`, which a
property test holds beside this; they are walked again here since the engine's times are fractions
and its windows say when a call may begin, not when it has to be over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isclose, nan
from typing import Literal

from planner.tours.costing import SPARE_PART
from planner.tours.engine.problem import (
    ALWAYS,
    Answer,
    Client,
    Frame,
    Lunch,
    Pattern,
    Problem,
    Span,
)

HAIR = 1e-6
"""How far a sum of fractions may be off a limit and still be on it."""

FaultKind = Literal[
    "shape",  # another number of routes, patterns or nights than the problem has
    "unknown",  # a client, pattern or place of a night that there is not
    "out",  # must be in and is not
    "visits",  # the days visited are not those of the chosen pattern
    "twice",  # a client twice on one day
    "closed",  # no window at all that day
    "late",  # arrived after the last moment of every window
    "over_day",  # home after the end of the frame
    "lunch",  # lunch ends after its window
    "driving",
    "working",
    "load",
    "nights",  # more nights away than allowed
]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that an answer breaks: on which frame, by whom, and by how much."""

    kind: FaultKind
    frame: int | None = None
    client: int | None = None
    by: float = 0.0


@dataclass(frozen=True, slots=True)
class Checked:
    """What an answer really costs, and what is wrong with it."""

    cost: float
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """A route driven: when it leaves and is back, when each call begins, how long it drives."""

    leave: float
    begins: tuple[float, ...]
    arrive: float
    driving: float
    lunch: tuple[float, float] | None
    faults: tuple[Fault, ...]


def check(problem: Problem, answer: Answer) -> Checked:
    """Work out the cost of an answer again, and every rule it breaks.

    The cost is not a number where the answer does not fit the problem at all.
    """
    faults = [*_misfits(problem, answer)]
    if faults:
        return Checked(nan, tuple(faults))
    frames = frames_with_nights(problem, answer.nights)
    faults += _choices(problem, answer)
    chosen = zip(problem.nights, answer.nights, strict=True)
    away = Counter(night.group for night, place in chosen if place)
    if max(away.values(), default=0) > problem.most_nights:
        faults.append(Fault("nights"))
    for number, (frame, route) in enumerate(zip(frames, answer.routes, strict=True)):
        if route:
            faults += _route_faults(problem, number, frame, route)
    return Checked(_cost(problem, answer, frames), tuple(faults))


def disagreements(problem: Problem, answer: Answer) -> tuple[str, ...]:
    """Where the engine and the check say different things of the same answer; none is right."""
    checked = check(problem, answer)
    found = []
    if not isclose(checked.cost, answer.cost, rel_tol=1e-9, abs_tol=HAIR):
        found.append(f"cost {answer.cost!r}, checked {checked.cost!r}")
    if answer.feasible != (not checked.faults):
        found.append(f"feasible {answer.feasible}, checked {checked.faults[:5]}")
    return tuple(found)


def answer_of(problem: Problem, routes: Sequence[Sequence[int]]) -> Answer:
    """Routes of any origin as an answer: cheapest pattern that they serve, all nights at home."""
    days = _days_of(problem, routes)
    patterns = tuple(
        _cheapest(client, days.get(number, ())) for number, client in enumerate(problem.clients)
    )
    kept = tuple(tuple(route) for route in routes)
    bare = Answer(kept, patterns, (0,) * len(problem.nights), nan, False, 0, 0.0)
    checked = check(problem, bare)
    return Answer(kept, patterns, bare.nights, checked.cost, not checked.faults, 0, 0.0)


def frames_with_nights(problem: Problem, nights: Sequence[int]) -> tuple[Frame, ...]:
    """The frames as they are driven, with the nights away as ends and starts."""
    starts = [frame.start for frame in problem.frames]
    ends = [frame.end for frame in problem.frames]
    for night, chosen in zip(problem.nights, nights, strict=True):
        if chosen:
            ends[night.frame] = starts[night.frame + 1] = night.places[chosen][0]
    return tuple(
        replace(frame, start=start, end=end)
        for frame, start, end in zip(problem.frames, starts, ends, strict=True)
    )


# ---- does it fit, and who is served -------------------------------------------------------


def _misfits(problem: Problem, answer: Answer) -> Iterator[Fault]:
    """What is wrong with the answer's numbers themselves."""
    asked = (len(problem.frames), len(problem.clients), len(problem.nights))
    if asked != (len(answer.routes), len(answer.patterns), len(answer.nights)):
        yield Fault("shape")
        return
    for frame, route in enumerate(answer.routes):
        for client in route:
            if not 0 <= client < len(problem.clients):
                yield Fault("unknown", frame, client)
    for number, pattern in enumerate(answer.patterns):
        if not -1 <= pattern < len(problem.clients[number].patterns):
            yield Fault("unknown", None, number)
    for night, chosen in zip(problem.nights, answer.nights, strict=True):
        if not 0 <= chosen < len(night.places):
            yield Fault("unknown", night.frame)


def _choices(problem: Problem, answer: Answer) -> Iterator[Fault]:
    """Everyone on the days of the pattern chosen, once a day."""
    days = _days_of(problem, answer.routes)
    for number, client in enumerate(problem.clients):
        visited = days.get(number, ())
        for day, times in Counter(visited).items():
            if times > 1:
                yield Fault("twice", _frame_of(problem, answer, number, day), number)
        if answer.patterns[number] < 0:
            yield Fault("visits" if visited else "out", None, number)
        elif not serves(client.patterns[answer.patterns[number]], visited):
            yield Fault("visits", None, number)


def _days_of(problem: Problem, routes: Sequence[Sequence[int]]) -> Mapping[int, Sequence[int]]:
    """The days each client is visited on, with repeats."""
    days: defaultdict[int, list[int]] = defaultdict(list)
    for frame, route in zip(problem.frames, routes, strict=True):
        for client in route:
            days[client].append(frame.day)
    return days


def _frame_of(problem: Problem, answer: Answer, client: int, day: int) -> int:
    return next(
        number
        for number, frame in enumerate(problem.frames)
        if frame.day == day and client in answer.routes[number]
    )


def _cheapest(client: Client, visited: Sequence[int]) -> int:
    """The cheapest pattern that the days visited serve; -1 where there is none."""
    fitting = [number for number, pattern in enumerate(client.patterns) if serves(pattern, visited)]
    return min(fitting, key=lambda number: client.patterns[number].cost, default=-1)


def serves(pattern: Pattern, visited: Sequence[int]) -> bool:
    """Whether the days visited are one for each visit of the pattern, each allowed to it."""
    if len(pattern.visits) != len(visited):
        return False
    taken: dict[int, int] = {}  # which visit has the day at this place of `visited`
    return all(
        _find_day(pattern, visited, visit, taken, set()) for visit in range(len(pattern.visits))
    )


def _find_day(
    pattern: Pattern, visited: Sequence[int], visit: int, taken: dict[int, int], seen: set[int]
) -> bool:
    """Give a visit one of the days, moving others on where that needs it (augmenting paths)."""
    for at, day in enumerate(visited):
        if at in seen or day not in pattern.visits[visit]:
            continue
        seen.add(at)
        if at not in taken or _find_day(pattern, visited, taken[at], taken, seen):
            taken[at] = visit
            return True
    return False


# ---- cost ---------------------------------------------------------------------------------


def _cost(problem: Problem, answer: Answer, frames: Sequence[Frame]) -> float:
    legs = sum(
        float(problem.cost[a, b])
        for frame, route in zip(frames, answer.routes, strict=True)
        for a, b in pairwise(_places(problem, frame, route))
    )
    patterns = sum(
        client.patterns[chosen].cost
        for client, chosen in zip(problem.clients, answer.patterns, strict=True)
        if chosen >= 0
    )
    nights = sum(
        night.places[chosen][1] for night, chosen in zip(problem.nights, answer.nights, strict=True)
    )
    evenness = sum(
        _price_of_length(problem, frame, route)
        for frame, route in zip(frames, answer.routes, strict=True)
        if route
    )
    return float(legs + patterns + nights + evenness)


def _price_of_length(problem: Problem, frame: Frame, route: Sequence[int]) -> float:
    if frame.over_price <= 0:
        return 0.0
    legs = pairwise(_places(problem, frame, route))
    driving = sum(float(problem.seconds[a, b]) for a, b in legs)
    spent = driving + sum(problem.clients[client].seconds for client in route)
    return frame.over_price * max(0.0, spent - frame.usual_work)


def _places(problem: Problem, frame: Frame, route: Sequence[int]) -> list[int]:
    """The places of a route from start to end; an empty one is driven too where they are apart."""
    return [frame.start, *(problem.clients[client].place for client in route), frame.end]


# ---- the limits of one route --------------------------------------------------------------


def _route_faults(
    problem: Problem, number: int, frame: Frame, route: Sequence[int]
) -> Iterator[Fault]:
    load = sum(problem.clients[client].load for client in route)
    yield from _over("load", number, load, frame.most_load)
    if problem.soft_limits:
        yield from _untimed_faults(problem, number, frame, route)
        return
    timed = drive(problem, number, frame, route)
    yield from timed.faults
    yield from _over("over_day", number, timed.arrive, frame.shuts)
    yield from _over("driving", number, timed.driving, frame.most_driving)
    yield from _over("working", number, timed.arrive - timed.leave, frame.most_working)


def _untimed_faults(
    problem: Problem, number: int, frame: Frame, route: Sequence[int]
) -> Iterator[Fault]:
    """Where only the length counts: driving and service have to fit between opens and shuts."""
    places = _places(problem, frame, route)
    driving = sum(float(problem.seconds[a, b]) for a, b in pairwise(places))
    working = driving + sum(problem.clients[client].seconds for client in route)
    yield from _over("over_day", number, working, frame.shuts - frame.opens)
    yield from _over("driving", number, driving, frame.most_driving)
    yield from _over("working", number, working, frame.most_working)


def _over(kind: FaultKind, frame: int, value: float, most: float) -> Iterator[Fault]:
    """A fault where the value is over the limit, or either of them is no number."""
    if not value <= most + HAIR:
        yield Fault(kind, frame, None, value - most)


def drive(problem: Problem, number: int, frame: Frame, route: Sequence[int]) -> Timed:
    """Drive a route that has stops, in the order given, with its windows and its lunch."""
    walk = _Walk(problem, number, frame)
    walk.set_out(route[0])
    for client in route:
        walk.call_on(client)
    return walk.go_home()


class _Walk:
    """Clock and place of one who drives a route."""

    def __init__(self, problem: Problem, number: int, frame: Frame) -> None:
        self.problem, self.number, self.frame = problem, number, frame
        self.now = self.leave = frame.opens
        self.at = frame.start
        self.driving = 0.0
        self.lunch = frame.lunch if frame.lunch and frame.lunch.seconds > 0 else None
        self.had: tuple[float, float] | None = None
        self.begins: list[float] = []
        self.faults: list[Fault] = []

    def set_out(self, first: int) -> None:
        """Leave so late that the first call is not waited for, but for what is to spare.

        A span without length is an agreed time: a fifth of the drive is to spare there.
        """
        leg = self._leg(self.problem.clients[first].place)
        begin, until = _span(self._spans(first), self.now + leg)
        spare = leg // SPARE_PART if until <= begin else 0.0
        self.leave = self.now = max(self.now, min(begin - spare, until) - leg)
        if self.lunch and self.leave > self.lunch.opens:
            self.lunch = None  # had at home

    def call_on(self, client: int) -> None:
        leg = self._leg(self.problem.clients[client].place)
        spans, length = self._spans(client), self.problem.clients[client].seconds
        arrive = self._drive(leg)
        begin = _begin(spans, arrive)
        if self.lunch and self._lunch_at_door(self.lunch, arrive, begin, length, spans):
            arrive = self.now
            begin = _begin(spans, arrive)
        self._note(client, spans, arrive)
        self.begins.append(begin)
        self.now, self.at = begin + length, self.problem.clients[client].place

    def go_home(self) -> Timed:
        leg = self._leg(self.frame.end)
        if self.lunch and self.now + leg <= self.lunch.shuts:
            self.lunch = None  # at home
        arrive = self._drive(leg)
        begins, faults = tuple(self.begins), tuple(self.faults)
        return Timed(self.leave, begins, arrive, self.driving, self.had, faults)

    def _leg(self, place: int) -> float:
        return float(self.problem.seconds[self.at, place])

    def _spans(self, client: int) -> tuple[Span, ...]:
        asked = self.problem.clients[client]
        return asked.windows.get(self.frame.day, asked.usual)

    def _drive(self, leg: float) -> float:
        """Drive, with lunch before it or on the road where its time has come; but not at first."""
        self.driving += leg
        arrive = self.now + leg
        if self.lunch is None or not self.begins:
            return arrive
        length = self.lunch.seconds
        if self.now >= self.lunch.opens:
            self._eat(self.lunch, self.now)
        elif arrive > self.lunch.shuts - length:
            self._eat(self.lunch, self.lunch.opens)
        else:
            return arrive
        return arrive + length

    def _lunch_at_door(
        self, lunch: Lunch, arrive: float, begin: float, length: float, spans: tuple[Span, ...]
    ) -> bool:
        """Lunch on arrival: in the wait, or since its time has come or will be over afterwards.

        Not where the call would be late by it and lunch fits in after the call.
        """
        start = max(arrive, lunch.opens)
        over = start + lunch.seconds
        too_late_after = begin + length > lunch.shuts - lunch.seconds
        near_enough = start - arrive <= lunch.seconds
        late_by_it = _in_time(spans, arrive) and not _in_time(spans, over)
        its_time = arrive >= lunch.opens and (too_late_after or not late_by_it)
        if over <= begin or its_time or (too_late_after and near_enough):
            self._eat(lunch, start)
            self.now = over
            return True
        return False

    def _eat(self, lunch: Lunch, start: float) -> None:
        self.lunch, self.had = None, (start, start + lunch.seconds)
        self.faults += _over("lunch", self.number, start + lunch.seconds, lunch.shuts)

    def _note(self, client: int, spans: tuple[Span, ...], arrive: float) -> None:
        if not spans:
            self.faults.append(Fault("closed", self.number, client))
        elif not _in_time(spans, arrive):
            by = arrive - max(latest for _earliest, latest in spans)
            self.faults.append(Fault("late", self.number, client, by))


def _in_time(spans: tuple[Span, ...], arrive: float) -> bool:
    return any(arrive <= latest + HAIR for _earliest, latest in spans)


def _begin(spans: tuple[Span, ...], arrive: float) -> float:
    """When the call begins for one who arrives then; late ones begin at once."""
    return max(arrive, _span(spans, arrive)[0])


def _span(spans: tuple[Span, ...], arrive: float) -> Span:
    """The first span that one who arrives then still has; else the last, or any time at all."""
    for span in spans:
        if arrive <= span[1] + HAIR:
            return span
    return spans[-1] if spans else ALWAYS[0]
