"""The estimate between many places at once, the same to the metre and second as leg by leg.

The distance is T. Vincenty's inverse formula ("Direct and inverse solutions of geodesics on the
ellipsoid", Survey Review 23 (1975) 88-93), which numpy works out for all pairs together. It is
within half a millimetre of geopy's geodesic; where that could tip the rounding, and for places on
opposite sides of the earth, the leg is asked for by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.roads.estimate import Estimate
from planner.tours.model import Place

_AXIS = 6_378_137.0
_FLAT = 1 / 298.257223563
_POLE = _AXIS * (1 - _FLAT)
_ROUNDS = 12
_CLOSE = 1e-12
"""Radians of longitude: what is left after the last round of a pair that has settled."""
_DOUBT = 1e-3
"""Metres off a half at which Vincenty and geodesic may round apart."""
_DOUBT_SECONDS = 1e-6

Numbers = NDArray[np.float64]


def estimate_table(estimate: Estimate, places: Sequence[Place]) -> tuple[Numbers, Numbers]:
    """Metres and seconds between all places, n x n each; the diagonals are 0."""
    count = len(places)
    metres, seconds = np.zeros((count, count)), np.zeros((count, count))
    if count < 2:
        return metres, seconds
    one, other = np.triu_indices(count, 1)
    radians = np.radians(np.array(places, dtype=np.float64))
    straight, settled = _vincenty(radians[one], radians[other])
    whole, length = _rounded(straight * estimate.factor, _DOUBT)
    took, time = _rounded(_seconds(estimate, whole), _DOUBT_SECONDS)
    for at in np.flatnonzero(~(settled & length & time)):
        leg = estimate(places[one[at]], places[other[at]])
        whole[at], took[at] = leg.metres, leg.seconds
    for table, values in ((metres, whole), (seconds, took)):
        table[one, other] = values
        table[other, one] = values
    return metres, seconds


def _rounded(values: Numbers, doubt: float) -> tuple[Numbers, Any]:
    """Whole numbers, and which of them are beyond doubt."""
    whole = np.rint(values)
    return whole, np.abs(np.abs(values - whole) - 0.5) > doubt


def _seconds(estimate: Estimate, metres: Numbers) -> Numbers:
    lengths, speeds = np.array(estimate.lengths), np.array(estimate.speeds)
    x = np.log(np.maximum(metres, 1e-9) / 1000)
    at = np.clip(np.searchsorted(lengths, x), 1, max(1, len(lengths) - 1))
    if len(lengths) < 2:
        speed = np.full_like(metres, speeds[0])
    else:
        share = np.clip((x - lengths[at - 1]) / (lengths[at] - lengths[at - 1]), 0, 1)
        speed = speeds[at - 1] + share * (speeds[at] - speeds[at - 1])
    seconds: Numbers = metres / 1000 / speed * 3600
    return seconds


def _vincenty(one: Numbers, other: Numbers) -> tuple[Numbers, Any]:
    """Metres along the ellipsoid between pairs in radians, and which pairs have settled."""
    u1, u2 = (np.arctan((1 - _FLAT) * np.tan(at[:, 0])) for at in (one, other))
    sin1, cos1, sin2, cos2 = np.sin(u1), np.cos(u1), np.sin(u2), np.cos(u2)
    apart = other[:, 1] - one[:, 1]
    apart -= 2 * np.pi * np.rint(apart / (2 * np.pi))
    turn, before = apart.copy(), apart
    with np.errstate(divide="ignore", invalid="ignore"):
        for _round in range(_ROUNDS):
            sin_t, cos_t = np.sin(turn), np.cos(turn)
            sin_s = np.hypot(cos2 * sin_t, cos1 * sin2 - sin1 * cos2 * cos_t)
            cos_s = sin1 * sin2 + cos1 * cos2 * cos_t
            arc = np.arctan2(sin_s, cos_s)
            sin_a = np.where(sin_s > 0, cos1 * cos2 * sin_t / sin_s, 0.0)
            square = 1 - sin_a**2
            mid = np.where(square > 1e-15, cos_s - 2 * sin1 * sin2 / square, 0.0)
            c = _FLAT / 16 * square * (4 + _FLAT * (4 - 3 * square))
            bend = arc + c * sin_s * (mid + c * cos_s * (2 * mid**2 - 1))
            before, turn = turn, apart + (1 - c) * _FLAT * sin_a * bend
    settled = np.abs(turn - before) < _CLOSE
    u = square * (_AXIS**2 - _POLE**2) / _POLE**2
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    last = mid * (4 * sin_s**2 - 3) * (4 * mid**2 - 3)
    off = b * sin_s * (mid + b / 4 * (cos_s * (2 * mid**2 - 1) - b / 6 * last))
    metres = _POLE * a * (arc - off)
    return np.where(settled, metres, 0.0), settled
