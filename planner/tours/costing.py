"""The one truth for cost: metres, minutes, money and lateness of a day come from here alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.tours.model import (
    NO_LEG,
    Break,
    BreakKind,
    Day,
    DayCost,
    Leg,
    Legs,
    Place,
    Price,
    Stop,
    TimedStop,
    Window,
)


def money(metres: int, rate_per_km: float) -> float:
    """The cost of a distance, in the territory's currency, to the hundredth."""
    return round(metres * rate_per_km / 1000, 2)


def cost_day(day: Day, stops: Sequence[Stop], legs: Legs) -> DayCost:
    """Drive `stops` in the order given and tell everything about it.

    The rep leaves when work begins, or later where the first call would only be waited for.
    A whole call has to lie inside an opening window. Lunch is had as soon as its window opens
    and the rep is not in a call: before the drive, on the road, or at the door. A busy time is
    driven to like a call and lasts until it is over.
    """
    walk = _Walk(day, legs)
    walk.set_out(stops)
    for stop in stops:
        walk.call_on(stop)
    return walk.go_home()


SPARE_PART = 5
"""One in so many seconds of the first drive is added where a time is agreed at its end."""


class Clock:
    """The rep's time of day while a day is driven: every rule about time stands here, once.

    A copy goes on from where the first one stands; that is how slots are priced.
    """

    __slots__ = ("breaks", "called", "day", "driven", "leave", "lunch", "lunch_over", "now", "off")

    def __init__(self, day: Day) -> None:
        self.day = day
        self.now = self.leave = day.work.opens
        self.lunch: Window | None = None
        self.lunch_over = day.lunch is None or day.lunch_seconds <= 0
        self.called = False
        self.off = not day.working
        self.driven = 0
        self.breaks: list[Break] = []

    def copy(self) -> Clock:
        """Another one that shows the same."""
        other = Clock.__new__(Clock)
        other.day, other.now, other.leave = self.day, self.now, self.leave
        other.lunch, other.lunch_over, other.called = self.lunch, self.lunch_over, self.called
        other.off, other.driven, other.breaks = self.off, self.driven, self.breaks.copy()
        return other

    def set_out(self, first: Stop, seconds: int) -> None:
        """Leave for the first call, so many seconds away, no earlier than it needs.

        Where the call begins then or never, as at an agreed time, a fifth of the drive is to
        spare: half of all mornings take longer than the average one.
        """
        begin, _late = opening(first, self.now + seconds)
        or_never = opening(first, begin + 1) != (begin + 1, 0)
        spare = seconds // SPARE_PART if or_never else 0
        self.leave = self.now = max(self.now, begin - seconds - spare)
        if self.day.lunch and self.leave > self.day.lunch.opens:
            self.lunch_over = True  # had at home

    def call_on(self, stop: Stop, seconds: int) -> tuple[int, int, int]:
        """Drive so many seconds and make a call: when the rep arrives, begins, and how late."""
        if self.off and not stop.is_block:
            self.off = False
            self.breaks.append(Break("not_working", None))
        arrive = self._drive(seconds)
        begin, late = opening(stop, arrive)
        if not self.lunch_over and self._lunch_at_door(arrive, begin, stop):
            begin, late = opening(stop, self.now)
        if late or not stop.windows or stop.place is None:
            self._note(stop, late)
        self.now, self.called = over(stop, begin), True
        return arrive, begin, late

    def go_home(self, seconds: int) -> int:
        """Drive so many seconds to the day's end; the time of arrival there."""
        arrive = self._drive(seconds, homeward=True)
        if arrive > self.day.work.shuts and self.called:
            self.breaks.append(Break("over_day", None, arrive - self.day.work.shuts))
        if self.called:
            self._limit("driving", self.driven, self.day.most_driving)
            self._limit("working", arrive - self.leave, self.day.most_working)
        return arrive

    def _limit(self, kind: BreakKind, seconds: int, most: int | None) -> None:
        if most is not None and seconds > most:
            self.breaks.append(Break(kind, None, seconds - most))

    def _drive(self, seconds: int, *, homeward: bool = False) -> int:
        """Drive, with lunch before it or on the road where that is the time for it."""
        arrive = self.now + seconds
        self.driven += seconds
        if self.lunch_over or not self.day.lunch or not self.called:
            return arrive
        window = self.day.lunch
        if homeward and arrive <= window.shuts:
            return arrive  # lunch at home
        if self.now >= window.opens:
            self._have_lunch(self.now)
        elif arrive > window.shuts - self.day.lunch_seconds:
            self._have_lunch(window.opens)
        else:
            return arrive
        return arrive + self.day.lunch_seconds

    def _lunch_at_door(self, arrive: int, begin: int, stop: Stop) -> bool:
        """Have lunch on arrival if its time has come or will be over after the call.

        It waits for a call that would be late by it, where it can be had in time afterwards.
        """
        if not self.day.lunch:
            return False
        opens, length = self.day.lunch.opens, self.day.lunch_seconds
        from_when = max(arrive, opens)
        in_the_wait = from_when + length <= begin
        too_late_after = begin + stop.seconds > self.day.lunch.shuts - length
        worth_waiting = from_when - arrive <= length
        can_wait = not too_late_after and opening(stop, arrive)[1] == 0
        would_be_late = can_wait and opening(stop, from_when + length)[1] > 0
        its_time = arrive >= opens and not would_be_late
        if in_the_wait or its_time or (too_late_after and worth_waiting):
            self._have_lunch(from_when)
            self.now = from_when + length
            return True
        return False

    def _have_lunch(self, start: int) -> None:
        assert self.day.lunch is not None
        self.lunch_over = True
        self.lunch = Window(start, start + self.day.lunch_seconds)
        if start + self.day.lunch_seconds > self.day.lunch.shuts:
            late = start + self.day.lunch_seconds - self.day.lunch.shuts
            self.breaks.append(Break("lunch", None, late))

    def _note(self, stop: Stop, late: int) -> None:
        if stop.place is None:
            self.breaks.append(Break("no_place", stop.call))
        if stop.windows == ():
            self.breaks.append(Break("closed", stop.call))
        elif late:
            self.breaks.append(Break("late", stop.call, late))


class _Walk:
    """The place of the rep while a day is driven, and what is written down on the way."""

    def __init__(self, day: Day, legs: Legs) -> None:
        self.day, self.legs, self.clock = day, legs, Clock(day)
        self.at: Place = day.start
        self.timed: list[TimedStop] = []

    def set_out(self, stops: Sequence[Stop]) -> None:
        if stops:
            self.clock.set_out(stops[0], leg_to(stops[0].place, self.at, self.legs).seconds)

    def call_on(self, stop: Stop) -> None:
        leg = leg_to(stop.place, self.at, self.legs)
        arrive, begin, late = self.clock.call_on(stop, leg.seconds)
        self.timed.append(TimedStop(stop, leg, arrive, begin, over(stop, begin), late))
        self.at = stop.place or self.at

    def go_home(self) -> DayCost:
        clock, home = self.clock, leg_to(self.day.end, self.at, self.legs)
        arrive = clock.go_home(home.seconds)
        metres = sum(t.leg.metres for t in self.timed) + home.metres
        return DayCost(
            leave=clock.leave,
            stops=tuple(self.timed),
            home_leg=home,
            arrive=arrive,
            lunch=clock.lunch,
            metres=metres,
            seconds_driving=sum(t.leg.seconds for t in self.timed) + home.seconds,
            seconds_working=arrive - clock.leave,
            cost=round(money(metres, self.day.rate_per_km) + self.day.night, 2),
            breaks=tuple(clock.breaks),
        )


def leg_to(place: Place | None, at: Place, legs: Legs) -> Leg:
    """The leg from `at`; none to where one is already, or to what has no place."""
    return NO_LEG if place is None or place == at else legs(at, place)


def opening(stop: Stop, arrive: int) -> tuple[int, int]:
    """When the call begins for one who arrives then, and by how many seconds that is too late.

    An appointment begins at its time, or on arrival and late. Else the first window is taken that
    holds the whole call; where none does, the call begins on arrival, late by what sticks out.
    """
    if stop.appointment is not None:
        return max(arrive, stop.appointment), max(0, arrive - stop.appointment)
    if not stop.windows:
        return arrive, 0
    for window in stop.windows:
        begin = max(arrive, window.opens)
        if begin + stop.seconds <= window.shuts:
            return begin, 0
    begin = max(arrive, stop.windows[-1].opens)
    return begin, begin + stop.seconds - stop.windows[-1].shuts


def over(stop: Stop, begin: int) -> int:
    """When a call that begins then is over; a busy time ends no later for having begun late."""
    if stop.is_block and stop.appointment is not None:
        return max(begin, stop.appointment + stop.seconds)
    return begin + stop.seconds


def latest_arrival(stop: Stop, over_by: int) -> int | None:
    """The latest arrival from which the call begins in time and is over by then, None without one.

    `opening` the other way round: who arrives earlier begins no later. Windows stand in order.
    """
    if stop.place is None or stop.windows == ():
        return None
    if stop.appointment is not None:
        return stop.appointment if stop.appointment + stop.seconds <= over_by else None
    if stop.windows is None:
        return over_by - stop.seconds
    begins = ((w.opens, min(w.shuts, over_by) - stop.seconds) for w in stop.windows)
    return max((latest for opens, latest in begins if opens <= latest), default=None)


def difference(before: Iterable[DayCost], after: Iterable[DayCost]) -> Price:
    """What it costs to go from the days `before` to the days `after`."""
    old, new = list(before), list(after)
    old_breaks = {(b.kind, b.call) for day in old for b in day.breaks}
    new_breaks = tuple(b for day in new for b in day.breaks if (b.kind, b.call) not in old_breaks)
    return Price(
        metres=sum(d.metres for d in new) - sum(d.metres for d in old),
        seconds=sum(d.seconds_driving for d in new) - sum(d.seconds_driving for d in old),
        cost=round(sum(d.cost for d in new) - sum(d.cost for d in old), 2),
        makes_late=tuple(b.call for b in new_breaks if b.kind == "late" and b.call is not None),
        breaks=new_breaks,
    )
