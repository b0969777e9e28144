"""The words of planning: places, legs, stops, days. Times are seconds after local midnight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Place = tuple[float, float]
"""Latitude and longitude in degrees."""

BreakKind = Literal[
    "late", "closed", "over_day", "lunch", "no_place", "not_working", "driving", "working"
]


@dataclass(frozen=True, slots=True)
class Leg:
    """The drive between two places; `source` says how it is known: estimate or road."""

    metres: int
    seconds: int
    source: str = "estimate"


Legs = Callable[[Place, Place], Leg]
"""Gives the leg between two places; the same answer every time."""

NO_LEG = Leg(0, 0)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of the day, `opens` before `shuts`."""

    opens: int
    shuts: int


@dataclass(frozen=True, slots=True)
class Stop:
    """One call as the planner sees it.

    `call` tells stops apart within a week; `place` None is not on the map yet; `windows` None is
    open all day, empty is shut that day; `appointment` is an agreed start. Account 0 is a busy
    time of the rep: nobody is called on, and it is over at its time however late one comes.
    """

    call: int
    account: int
    place: Place | None
    seconds: int
    windows: tuple[Window, ...] | None = None
    appointment: int | None = None
    locked: bool = False

    @property
    def is_block(self) -> bool:
        """Whether it is a busy time of the rep and no call."""
        return self.account == 0


@dataclass(frozen=True, slots=True)
class Day:
    """The frame of one day: from where to where, when, and what a kilometre costs.

    `most_driving` and `most_working` are limits in seconds, None where there is none. `night` is
    the price of a hotel at its end.
    """

    start: Place
    end: Place
    work: Window
    lunch: Window | None
    lunch_seconds: int
    rate_per_km: float
    working: bool = True
    most_driving: int | None = None
    most_working: int | None = None
    night: float = 0.0


@dataclass(frozen=True, slots=True)
class Break:
    """A rule that a day does not keep; `call` is None where it is the whole day's."""

    kind: BreakKind
    call: int | None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class TimedStop:
    """A stop with its times: `arrive` at the door, `begin` of the call, `leave` after it."""

    stop: Stop
    leg: Leg
    arrive: int
    begin: int
    leave: int
    late: int


@dataclass(frozen=True, slots=True)
class DayCost:
    """A day driven in one order: times, lengths, money, and which rules it breaks."""

    leave: int
    stops: tuple[TimedStop, ...]
    home_leg: Leg
    arrive: int
    lunch: Window | None
    metres: int
    seconds_driving: int
    seconds_working: int
    cost: float
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """What a change of the plan costs, as difference: metres, seconds of driving, money.

    `makes_late` are the calls late afterwards and not before, `breaks` the rules newly broken.
    """

    metres: int
    seconds: int
    cost: float
    makes_late: tuple[int, ...]
    breaks: tuple[Break, ...]
