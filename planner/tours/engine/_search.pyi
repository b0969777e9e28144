# What src/binding.cpp offers; planner.tours.engine says it in words of its own.

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

def build() -> str:
    """Compiler and language this module was built with."""

class Problem:
    """Tables of n x n cost and seconds; frames, clients and nights are added, then prepared."""

    def __init__(
        self,
        cost: NDArray[np.float64],
        seconds: NDArray[np.float64],
        days: int,
        most_nights: int,
        soft_limits: bool,
    ) -> None: ...
    def add_frame(
        self,
        day: int,
        start: int,
        end: int,
        opens: float,
        shuts: float,
        lunch_opens: float,
        lunch_shuts: float,
        lunch_seconds: float,
        most_driving: float,
        most_working: float,
        most_load: float,
        usual_work: float,
        over_price: float,
    ) -> None: ...
    def add_client(
        self,
        place: int,
        seconds: float,
        load: float,
        patterns: Sequence[tuple[float, Sequence[Sequence[int]]]],
        spans: Sequence[Sequence[tuple[float, float]]],
    ) -> None: ...
    def add_night(self, frame: int, group: int, places: Sequence[tuple[int, float]]) -> None: ...
    def prepare(self) -> None: ...

class Stop:
    """Set from any thread, it ends a search within a few milliseconds."""

    def set(self) -> None: ...

class Outcome:
    """A plan: clients of each frame, each client's pattern (-1: unserved), each night's place."""

    def __init__(
        self,
        routes: Sequence[Sequence[int]],
        patterns: Sequence[int],
        nights: Sequence[int],
    ) -> None: ...
    @property
    def routes(self) -> list[list[int]]: ...
    @property
    def patterns(self) -> list[int]: ...
    @property
    def nights(self) -> list[int]: ...
    @property
    def cost(self) -> float: ...
    @property
    def feasible(self) -> bool: ...
    @property
    def iterations(self) -> int: ...
    @property
    def took(self) -> float: ...
    @property
    def share(self) -> float: ...

def run(
    problem: Problem,
    seconds: float,
    iterations: int,
    seed: int,
    searches: int,
    start: Outcome | None,
    stop: Stop,
    tell: Callable[[Outcome], bool] | None,
) -> Outcome: ...
