"""What the engine is asked and what it answers: small frozen values, numbers and no records.

Times are seconds after midnight, or any other clock that all of one problem share. Places are
rows of the two tables. The engine's own words (client, route, pattern) stay in this package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf

import numpy as np
from numpy.typing import NDArray

Span = tuple[float, float]
"""When a call may begin: not before the first, and arrived by the second.

An agreed start at 10:00 with ten minutes to spare is (10:00, 9:50): arrive by the second, begin
at the first.
"""

ALWAYS: tuple[Span, ...] = ((-inf, inf),)


@dataclass(frozen=True, slots=True)
class Lunch:
    """The pause of a route: it lies in the window as `tours.costing` has it."""

    opens: float
    shuts: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One route that can be driven: its day, from where to where, and its limits.

    `day` counts from 0; several frames may share a day (vehicles of one day). A route without
    calls still goes from `start` to `end`, and costs that leg. A second of driving and calls
    beyond `usual_work` costs `over_price` on top: so days even out.
    """

    day: int
    start: int
    end: int
    opens: float = 0.0
    shuts: float = inf
    lunch: Lunch | None = None
    most_driving: float = inf
    most_working: float = inf
    most_load: float = inf
    usual_work: float = inf
    over_price: float = 0.0


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to serve a client: for each of its visits the days it may be on, and what it costs.

    No visits at all is leaving the client out; `cost` is then what is lost.
    """

    visits: tuple[tuple[int, ...], ...]
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Client:
    """Who is visited: one of `patterns` is chosen; without an empty one the client must be in.

    `windows` gives the spans of each day that differs from `usual`; no span at all is shut.
    """

    place: int
    seconds: float
    patterns: tuple[Pattern, ...]
    usual: tuple[Span, ...] = ALWAYS
    windows: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    load: float = 0.0


@dataclass(frozen=True, slots=True)
class Night:
    """A night between the route `frame` and the next one: at home, or at a place for a price.

    `places` are (place, cost); the first is where both frames end and start without it.
    `most_nights` of the problem bounds the nights away of each `group`, a week's for instance.
    """

    frame: int
    places: tuple[tuple[int, float], ...]
    group: int = 0


@dataclass(frozen=True)
class Problem:
    """Everything the search knows.

    `cost` and `seconds` are n x n tables between places: what a leg adds to the sum that is made
    small, and how long it takes; the diagonals are 0.
    `soft_limits` lets the search pass through routes over `shuts` and `most_load` at a price that
    adapts: only for problems without windows, lunch and nights. An answer keeps them all the same.
    """

    cost: NDArray[np.float64]
    seconds: NDArray[np.float64]
    frames: tuple[Frame, ...]
    clients: tuple[Client, ...]
    nights: tuple[Night, ...] = ()
    most_nights: int = 0
    soft_limits: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found.

    `routes` has the clients of each frame in driving order, `patterns` the chosen pattern of each
    client (-1: could not be served), `nights` the place chosen of each night. `cost` is legs,
    patterns and nights; `feasible` says that all limits hold and nobody who must be in is out.
    """

    routes: tuple[tuple[int, ...], ...]
    patterns: tuple[int, ...]
    nights: tuple[int, ...]
    cost: float
    feasible: bool
    iterations: int
    took: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: `share` 0 to 1, cost of the best plan so far, seconds it took."""

    share: float
    cost: float
    feasible: bool
    took: float
    answer: Callable[[], Answer]
