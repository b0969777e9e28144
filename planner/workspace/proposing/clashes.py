"""When a week cannot be done: the smallest set of requirements that clash, and the way out.

A set is made smallest by halving: what clashes without a half needs nothing of that half (Junker
2004, "QuickXplain", AAAI-04). Few of many requirements are found by a few looks at many of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from planner.tours.costing import cost_day
from planner.tours.engine import Answer, search
from planner.tours.engine.problem import Problem
from planner.tours.model import DayCost, Stop, Window
from planner.workspace.proposing.problem import Laid, held_alone, pinned_stop
from planner.workspace.proposing.proposals import Clash, Clashing
from planner.workspace.proposing.wishes import Asked, Wish, is_agreed
from planner.workspace.views import Why

TRIED = 0.15
"""Seconds that decide whether a set of calls fits; a set that small fits at once or never."""
MOST_FILTERED = 40


def refuse_clashes(asked: Asked) -> None:
    """Raise where agreed times of one day cannot all be kept, whatever else is planned.

    Raises:
        Clashing: names the smallest set of calls.
    """
    for day in asked.days:
        held = held_alone(asked, day)
        agreed = [w for w in held.order if is_agreed(w) and not _from_elsewhere(asked, day, w)]
        if agreed and _clash(asked, day, agreed):
            smallest = smallest_set(agreed, partial(_clash, asked, day))
            raise Clashing(_agreed_clash(asked, day, smallest, agreed))


def _from_elsewhere(asked: Asked, day: date, wish: Wish) -> bool:
    """Whether this is a busy time that began before the rep could have set out to it."""
    return wish.stops[day].is_block and _clash(asked, day, [wish])


def refuse_too_much(laid: Laid, answer: Answer) -> None:
    """Raise where those who must be in cannot all be.

    Raises:
        Clashing: names the smallest set of calls and accounts.
    """
    if answer.feasible or not _crowded(laid, laid.wishes):
        return
    must = [w for w in laid.wishes if w.must]
    free = [w for w in must if not w.held][:MOST_FILTERED]
    held = [w for w in must if w.held]
    smallest = smallest_set([*held, *free], lambda some: _crowded(laid, some))
    out = min((w for w in smallest if not w.held), key=lambda w: w.worth, default=None)
    way_out = Why("let_go", {"name": out.account.name}) if out else None
    calls = tuple(w.key for w in smallest)
    raise Clashing(Clash(tuple(_requirement(w) for w in smallest), way_out, calls))


def smallest_set(all_of: Sequence[Wish], clash: Callable[[Sequence[Wish]], bool]) -> list[Wish]:
    """Those that clash by themselves and no longer do with any one of them left out."""

    def in_order(some: Sequence[Wish]) -> list[Wish]:
        wanted = {id(wish) for wish in some}
        return [wish for wish in all_of if id(wish) in wanted]

    def needed(kept: list[Wish], grown: bool, doubtful: list[Wish]) -> list[Wish]:
        """The fewest of `doubtful` that clash with `kept`, which `grown` says is to be tried."""
        if not doubtful or (grown and clash(in_order(kept))):
            return []
        if len(doubtful) == 1:
            return doubtful
        half = len(doubtful) // 2
        first, second = doubtful[:half], doubtful[half:]
        of_second = needed([*kept, *first], True, second)
        return needed([*kept, *of_second], bool(of_second), first) + of_second

    return in_order(needed([], False, list(all_of)))


def _clash(asked: Asked, day: date, some: Sequence[Wish]) -> bool:
    """Whether these agreed times cannot all be kept, in order of the clock."""
    return any(timed.late for timed in _driven(asked, day, some).stops)


def _driven(asked: Asked, day: date, some: Sequence[Wish]) -> DayCost:
    """The day with these alone, and without lunch: a meal is no reason not to keep a promise."""
    frame = replace(asked.week.plan.frames[day], lunch=None)
    return cost_day(frame, [pinned_stop(w, day) for w in some], asked.week.legs)


def _agreed_clash(asked: Asked, day: date, some: Sequence[Wish], agreed: Sequence[Wish]) -> Clash:
    calls = tuple(w.key for w in some)
    way_out = _later(asked, day, some, agreed) or _without(asked, day, some, agreed)
    return Clash(tuple(_requirement(w) for w in some), way_out, calls)


def _later(asked: Asked, day: date, some: Sequence[Wish], agreed: Sequence[Wish]) -> Why | None:
    """The call that has to be put off least so that all agreed times of the day can be kept."""
    found: list[tuple[int, Wish]] = []
    for wish in _calls(some, day):
        others = [w for w in some if w is not wish]
        arrive = _driven(asked, day, [*others, wish]).stops[-1].arrive
        put_off = replace(wish, pinned=_rounded(arrive), stops=_at(wish, day, _rounded(arrive)))
        rest = sorted([*(w for w in agreed if w is not wish), put_off], key=_time)
        if _open_then(put_off, day) and not _clash(asked, day, rest):
            found.append((put_off.pinned or 0, wish))
    if not found:
        return None
    time, wish = min(found, key=lambda one: one[0] - (one[1].pinned or 0))
    args = {"name": wish.account.name, "day": day.isoformat(), "time": time}
    return Why("agree_later", {**args, "by": time - (wish.pinned or 0)})


def _without(asked: Asked, day: date, some: Sequence[Wish], agreed: Sequence[Wish]) -> Why | None:
    """The call that is worth least of those without which the others can be kept."""
    freeing = [
        w for w in _calls(some, day) if not _clash(asked, day, [a for a in agreed if a is not w])
    ]
    out = min(freeing, key=lambda w: w.worth, default=None)
    return Why("let_go", {"name": out.account.name}) if out else None


def _calls(some: Sequence[Wish], day: date) -> list[Wish]:
    """Without the rep's own busy times, which nobody can agree on another time for."""
    return [w for w in some if not w.stops[day].is_block]


def _rounded(time: int) -> int:
    """Nobody agrees on 14:43: the next five minutes."""
    return -(-time // 300) * 300


def _at(wish: Wish, day: date, time: int) -> dict[date, Stop]:
    return {day: replace(wish.stops[day], appointment=time)}


def _time(wish: Wish) -> tuple[int, int]:
    return (wish.pinned or 0, wish.key)


def _open_then(wish: Wish, day: date) -> bool:
    """Whether the whole call lies in the opening hours, or in the day where there are none."""
    stop = wish.stops[day]
    begin = stop.appointment or 0
    windows = stop.windows if stop.windows is not None else (Window(0, 86_400),)
    return any(w.opens <= begin and begin + stop.seconds <= w.shuts for w in windows)


def _requirement(wish: Wish) -> Why:
    name = wish.account.name
    if wish.held and wish.day is not None:
        code = "must_agreed" if is_agreed(wish) else "must_held"
        return Why(code, {"name": name, "day": wish.day.isoformat(), "time": wish.pinned})
    until = wish.subject.must_by
    return Why("must_by", {"name": name, "until": until.isoformat() if until else ""})


def _crowded(laid: Laid, some: Sequence[Wish]) -> bool:
    """Whether these cannot all be in, if nobody else is: by a short search."""
    keys = {w.key for w in some if w.must}
    clients = tuple(
        replace(client, patterns=tuple(p for p in client.patterns if p.visits))
        for wish, client in zip(laid.wishes, laid.problem.clients, strict=True)
        if wish.key in keys
    )
    problem: Problem = replace(laid.problem, clients=clients)
    if not clients:
        return False
    fits = search(problem, seconds=TRIED, searches=1, tell=lambda progress: not progress.feasible)
    return not fits.feasible
