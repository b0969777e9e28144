"""Where the rep is at a moment by today's planned times, and the rest of the day from there.

The rest is an ordinary day for `tours.costing`: it starts where the rep is and, once calls were
made, with a stop that stands for all that is over, so that lunch is had by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.tours.costing import cost_day
from planner.tours.model import NO_LEG, Day, DayCost, Leg, Legs, Place, Stop, TimedStop, Window

OVER = 0
"""The key of the stop that stands for the calls that are over; no call has this number."""


@dataclass(frozen=True)
class Rest:
    """The rest of a day. `done` calls are over or under way; the rep is free at `free_at`.

    `driven` is what has been driven since the last call that is over; it is no part of `cost`.
    """

    frame: Day
    done: int
    free_at: int
    at: Place
    ahead: tuple[Stop, ...]
    legs: Legs
    begun: bool
    driven: Leg = NO_LEG

    def cost(self, ahead: Sequence[Stop]) -> DayCost:
        """The rest of the day with these stops, driven in this order."""
        if not self.begun:
            return cost_day(self.frame, ahead, self.legs)
        whole = cost_day(self.frame, [self._over(), *ahead], self.legs)
        return replace(whole, stops=whole.stops[1:])

    def _over(self) -> Stop:
        opens = self.frame.work.opens
        return Stop(OVER, OVER, self.at, max(0, self.free_at - opens), appointment=opens)


def rest_at(frame: Day, cost: DayCost, legs: Legs, moment: int) -> Rest:
    """The rest of the day at a moment: after the call under way, or from the road.

    Before the planned start the rep is at it and may leave at once; after the end, there.
    """
    timed = cost.stops
    if not timed or moment < cost.leave:
        return _from_start(frame, cost, legs, moment)
    arrived = sum(stop.arrive <= moment for stop in timed)
    if arrived and moment < timed[arrived - 1].leave:
        return rest_after(frame, cost, legs, arrived, timed[arrived - 1].leave)
    if arrived == len(timed) and moment >= cost.arrive:
        home = _rest(frame, cost, legs, arrived, moment, frame.end)
        return replace(home, driven=cost.home_leg)
    return _from_the_road(frame, cost, legs, arrived, moment)


def rest_after(frame: Day, cost: DayCost, legs: Legs, done: int, free_at: int) -> Rest:
    """The rest of the day when the rep leaves the last of `done` calls at `free_at`."""
    if done == 0:
        return _from_start(frame, cost, legs, free_at)
    return _rest(frame, cost, legs, done, free_at, _place_after(frame, cost.stops[:done]))


def _from_start(frame: Day, cost: DayCost, legs: Legs, moment: int) -> Rest:
    at_once = replace(frame, work=Window(moment, frame.work.shuts))
    ahead = tuple(timed.stop for timed in cost.stops)
    return Rest(at_once, 0, moment, frame.start, ahead, legs, begun=False)


def _from_the_road(frame: Day, cost: DayCost, legs: Legs, done: int, moment: int) -> Rest:
    """Somewhere on the leg under way: in a straight line, as far as the time driven goes."""
    start = cost.stops[done - 1].leave if done else cost.leave
    there = cost.stops[done].arrive if done < len(cost.stops) else cost.arrive
    leg = cost.stops[done].leg if done < len(cost.stops) else cost.home_leg
    target = next((t.stop.place for t in cost.stops[done:] if t.stop.place), frame.end)
    share = (moment - start) / max(1, there - start)
    origin = _place_after(frame, cost.stops[:done])
    here = (
        origin[0] + (target[0] - origin[0]) * share,
        origin[1] + (target[1] - origin[1]) * share,
    )
    driven = Leg(round(leg.metres * share), round(leg.seconds * share), leg.source)
    left = Leg(leg.metres - driven.metres, leg.seconds - driven.seconds, leg.source)

    def onward(a: Place, b: Place) -> Leg:
        return left if a == here and b == target else legs(a, b)

    rest = _rest(frame, cost, onward, done, moment, here)
    return replace(rest, driven=driven)


def _rest(frame: Day, cost: DayCost, legs: Legs, done: int, free_at: int, at: Place) -> Rest:
    """From a place on, with lunch only where it was not had by then."""
    had = cost.lunch is not None and cost.lunch.opens < free_at
    # Nor is it still to come where its time is over: a day may have ended, or not begun, by then.
    had = had or (
        frame.lunch is not None and (cost.leave > frame.lunch.opens or free_at >= frame.lunch.shuts)
    )
    # Out well before lunch, so that it is not taken for had at home; what is over fills the time.
    early = frame.lunch.opens - 2 * frame.lunch_seconds - 1 if frame.lunch else free_at
    opens = min(frame.work.opens, cost.leave, free_at, early)
    here = replace(
        frame,
        start=at,
        work=Window(opens, frame.work.shuts),
        lunch=None if had else frame.lunch,
    )
    ahead = tuple(timed.stop for timed in cost.stops[done:])
    return Rest(here, done, free_at, at, ahead, legs, begun=True)


def _place_after(frame: Day, timed: Sequence[TimedStop]) -> Place:
    return next((t.stop.place for t in reversed(timed) if t.stop.place), frame.start)
