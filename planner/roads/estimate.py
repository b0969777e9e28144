"""An honest estimate of a drive where no road is known: straight line times a factor.

The straight line is geopy's geodesic on WGS-84. Factor 1.30 was the median of road over straight
line in six regions; a leg is usually within 10 % of the truth and 19 times in 20 within 30 %, a
day of ten legs within 12 to 18 %; mountains and coasts can be far worse. Speeds follow a curve
of the leg's length through OSRM's medians: 32 km/h in town to 80 km/h over 100 km.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import log

from geopy.distance import geodesic

from planner.roads.vincenty import metres_between
from planner.tours.model import NO_LEG, Leg, Place

LEG_ERROR = (0.10, 0.30)
"""Usual and 19-in-20 error of one leg."""
DAY_ERROR = 0.18
"""19-in-20 error of a day of ten legs."""
_DOUBT = 1e-3
"""Metres off a half at which two ways to reckon a distance may round apart."""


class Estimate:
    """Legs between places, kept once worked out. Symmetric; safe to ask from several threads."""

    def __init__(self, factor: float, speeds: Sequence[Sequence[float]]) -> None:
        self.factor = factor
        self.lengths = [log(km) for km, _ in speeds]
        self.speeds = [speed for _, speed in speeds]
        self._known: dict[tuple[Place, Place], Leg] = {}

    def __call__(self, a: Place, b: Place) -> Leg:
        """The leg from `a` to `b`: whole metres and seconds."""
        if a == b:
            return NO_LEG
        key = (a, b) if a < b else (b, a)
        leg = self._known.get(key)
        if leg is None:
            leg = self._known[key] = self._work_out(*key)
        return leg

    def _work_out(self, a: Place, b: Place) -> Leg:
        metres = self._metres(a, b)
        return Leg(metres, round(metres / 1000 / self.speed(metres) * 3600))

    def _metres(self, a: Place, b: Place) -> int:
        """To the metre what geopy's geodesic gives: asked where the quick way is in doubt."""
        straight = metres_between(a, b)
        if straight is not None:
            far = straight * self.factor
            if abs(far % 1 - 0.5) > _DOUBT * self.factor:
                return round(far)
        exact: float = geodesic(a, b).meters * self.factor
        return round(exact)

    def speed(self, metres: float) -> float:
        """Average km/h over a leg of so many road metres: straight between the curve's points."""
        if metres <= 0:
            return self.speeds[0]
        x = log(metres / 1000)
        i = bisect_left(self.lengths, x)
        if i == 0:
            return self.speeds[0]
        if i == len(self.lengths):
            return self.speeds[-1]
        share = (x - self.lengths[i - 1]) / (self.lengths[i] - self.lengths[i - 1])
        return self.speeds[i - 1] + share * (self.speeds[i] - self.speeds[i - 1])
