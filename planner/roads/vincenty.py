"""The length of a geodesic between two places, many times quicker than Karney's series.

T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with application of nested
equations", Survey Review 23 (1975) 88-93: within half a millimetre, but for places on opposite
sides of the earth, where it does not settle.
"""

from __future__ import annotations

from math import atan, atan2, cos, hypot, pi, radians, sin, tan

from planner.tours.model import Place

_AXIS = 6_378_137.0
_FLAT = 1 / 298.257223563
_POLE = _AXIS * (1 - _FLAT)
_ROUNDS, _CLOSE = 12, 1e-12


def metres_between(one: Place, other: Place) -> float | None:
    """Metres along WGS-84; None where the formula does not settle."""
    u1, u2 = (atan((1 - _FLAT) * tan(radians(place[0]))) for place in (one, other))
    sin1, cos1, sin2, cos2 = sin(u1), cos(u1), sin(u2), cos(u2)
    apart = radians(other[1] - one[1])
    apart -= 2 * pi * round(apart / (2 * pi))
    turn = apart
    for _round in range(_ROUNDS):
        sin_t, cos_t = sin(turn), cos(turn)
        sin_s = hypot(cos2 * sin_t, cos1 * sin2 - sin1 * cos2 * cos_t)
        if sin_s == 0.0:
            return 0.0 if abs(apart) < 1 else None
        cos_s = sin1 * sin2 + cos1 * cos2 * cos_t
        arc = atan2(sin_s, cos_s)
        sin_a = cos1 * cos2 * sin_t / sin_s
        square = 1 - sin_a * sin_a
        mid = cos_s - 2 * sin1 * sin2 / square if square > 1e-15 else 0.0
        c = _FLAT / 16 * square * (4 + _FLAT * (4 - 3 * square))
        bend = arc + c * sin_s * (mid + c * cos_s * (2 * mid * mid - 1))
        before, turn = turn, apart + (1 - c) * _FLAT * sin_a * bend
        if abs(turn - before) < _CLOSE:
            return _length(square, arc, sin_s, cos_s, mid)
    return None


def _length(square: float, arc: float, sin_s: float, cos_s: float, mid: float) -> float:
    u = square * (_AXIS**2 - _POLE**2) / _POLE**2
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    last = mid * (4 * sin_s**2 - 3) * (4 * mid**2 - 3)
    return _POLE * a * (arc - b * sin_s * (mid + b / 4 * (cos_s * (2 * mid**2 - 1) - b / 6 * last)))
