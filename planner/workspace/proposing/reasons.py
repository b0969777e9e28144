"""Why a stop is proposed and why an account is left out, from the figures that decided it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.advice.value import Value
from planner.tours.costing import cost_day
from planner.tours.model import Break, Day, DayCost
from planner.workspace.proposing.problem import Held, Laid, Orders, new_breaks, pinned_stop
from planner.workspace.proposing.wishes import Wish, is_agreed
from planner.workspace.views import AccountRow, PlannedStop, Why

LOOKED_INTO = 80
"""Accounts left out whose every day is tried for a reason; the others get the figures alone."""
SLOTS_TRIED = 4
"""The cheapest slots of each day that are tried."""
_STRONGEST = ("promise", "overdue", "due", "early", "never_called", "prospect")

Frames = Mapping[date, Day]


def reason_of_stop(wish: Wish, stop: PlannedStop, seconds: int) -> Why:
    """The reason of a stop that is in; `seconds` is what it adds to its day's road."""
    if wish.held:
        return Why("held", {"because": _hold(stop), "grade": wish.account.grade})
    args = {**because(wish.value), "grade": wish.account.grade}
    if stop.call.objective:
        args |= {"because": "objective", "objective": stop.call.objective}
    day = stop.call.day.isoformat()
    return Why("proposed", {**args, "seconds": max(0, seconds), "day": day})


def _hold(stop: PlannedStop) -> str:
    if stop.call.locked:
        return "locked"
    return "agreed" if stop.call.state == "draft" else stop.call.state


def because(value: Value) -> dict[str, object]:
    """The strongest term of a worth and its figures."""
    term = next((t for code in _STRONGEST if (t := value.term(code))), None)
    if term is None:
        return {"because": "no_calls"}
    more = {"reorder": True} if value.term("reorder") else {}
    likely = value.term("likely")
    if likely is not None and likely.seconds > 0 and not more:
        more = {"likely": True}
    return {"because": term.code, **term.args, **more}


def reason_of_removed(laid: Laid, wish: Wish, orders: Orders, frames: Frames) -> Why:
    """Why a call that stood in the week finds no place in it any more."""
    if not wish.stops:
        return Why("shut", {})
    return _Slots(laid, orders, frames).reason(wish, tried=True)


def reasons_left_out(
    laid: Laid, orders: Orders, frames: Frames, *, thorough: bool
) -> list[tuple[float, AccountRow, Why]]:
    """Every due account without a call in the week: worth, account, reason.

    If it need not be `thorough`, no slot is tried; the reasons then are by the figures alone.
    """
    inside = {w.key for row in orders.values() for w in row}
    found = [(0.0, r.account, Why(r.code, r.args)) for r in laid.asked.refused]
    slots = _Slots(laid, orders, frames)
    out = [w for w in laid.wishes if w.key not in inside and w.day is None and _is_due(w)]
    out.sort(key=lambda w: (-w.worth, w.key))
    for at, wish in enumerate(out):
        found.append(
            (wish.worth, wish.account, slots.reason(wish, tried=thorough and at < LOOKED_INTO))
        )
    found += [
        (w.worth, w.account, Why("outbid", {"worth": round(w.worth)}))
        for w in laid.dropped
        if _is_due(w)
    ]
    return found


def _is_due(wish: Wish) -> bool:
    return wish.value.term("early") is None


@dataclass(frozen=True, slots=True)
class _Try:
    """A slot that was tried: its detour as cost, and what it would break."""

    cost: float
    day: date
    breaks: tuple[Break, ...]
    late: Wish | None


class _Slots:
    """The slots of a plan, as detours in the tables and as days costed."""

    def __init__(self, laid: Laid, orders: Orders, frames: Frames) -> None:
        self.laid, self.orders, self.frames = laid, orders, frames
        self._edges: dict[date, tuple[list[int], list[int]]] = {}
        for day in laid.days:
            start, end = (laid.known.number[p] for p in (frames[day].start, frames[day].end))
            at = [self._place(w, start) for w in orders[day]]
            self._edges[day] = ([start, *at], [*at, end])

    def _place(self, wish: Wish, home: int) -> int:
        place = wish.account.place
        return home if place is None else self.laid.known.number[place]

    def detours(self, wish: Wish, day: date) -> np.ndarray:
        """What the wish costs in each slot of the day, times aside."""
        table = self.laid.known.cost
        place, (before, behind) = self._place(wish, 0), self._edges[day]
        detours: np.ndarray = table[before, place] + table[place, behind] - table[before, behind]
        return detours

    def reason(self, wish: Wish, *, tried: bool) -> Why:
        """Why the wish is out: too dear, no room, shut when there is room, breaks a promise."""
        days = [d for d in self.laid.days if d in wish.stops]
        if not days:
            return Why("shut", {})
        costs = {d: float(self.detours(wish, d).min()) for d in days}
        cheapest = min(costs.values())
        figures = {"cost": round(cheapest), "worth": round(wish.worth)}
        if self._too_far(wish):
            return Why("too_far", figures)
        too_dear = cheapest >= wish.worth and wish.day is None
        if too_dear or not tried:
            return Why("not_worth" if too_dear else "no_room", figures)
        tries = sorted(self._tries(wish, days), key=lambda one: one.cost)
        return _worded(wish, tries, figures)

    def _too_far(self, wish: Wish) -> bool:
        """Whether no day is long enough to drive there, call, and drive back."""
        place, seconds = self._place(wish, 0), self.laid.known.seconds
        return all(
            seconds[f.start, place] + _length(wish) + seconds[place, f.end] > f.shuts - f.opens
            for f in self.laid.problem.frames
        )

    def _tries(self, wish: Wish, days: list[date]) -> Iterator[_Try]:
        for day in days:
            detours = self.detours(wish, day)
            for at in np.argsort(detours, kind="stable")[:SLOTS_TRIED]:
                yield self._try(wish, day, int(at), float(detours[at]))

    def _try(self, wish: Wish, day: date, at: int, cost: float) -> _Try:
        row = self.orders[day]
        row = (*row[:at], wish, *row[at:])
        held = self.laid.held[day]
        stops = [pinned_stop(w, day) if w.held else w.stops[day] for w in row]
        driven = cost_day(self.frames[day], stops, self.laid.legs)
        return _Try(cost, day, tuple(new_breaks(held, driven)), _late(held, row, driven))


def _late(held: Held, row: tuple[Wish, ...], cost: DayCost) -> Wish | None:
    """The first held call that would not be reached in time, with what is kept to spare."""
    for wish, timed in zip(row, cost.stops, strict=True):
        if wish.held and timed.arrive > held.spans[wish.key][1]:
            return wish
    return None


def _length(wish: Wish) -> int:
    return next(iter(wish.stops.values())).seconds


def _worded(wish: Wish, tries: list[_Try], figures: dict[str, int]) -> Why:
    sound = [one for one in tries if not one.breaks and one.late is None]
    if sound:  # it could be put there, for more than it is worth
        return Why("not_worth", {**figures, "cost": round(sound[0].cost)})
    own = [t for t in tries if {b.kind for b in t.breaks} == {"late"} and t.late is None]
    if own and all(b.call == wish.key for b in own[0].breaks):
        return Why("shut_then", figures)
    first = tries[0]
    if first.late is not None:
        name, agreed = first.late.account.name, is_agreed(first.late)
        code = "would_break" if agreed else "would_delay"
        return Why(code, {**figures, "name": name, "day": first.day.isoformat()})
    over = max((b.seconds for b in first.breaks if b.kind == "over_day"), default=0)
    return Why("no_room", {**figures, "over": over, "day": first.day.isoformat()})
