"""Which part of the world a drawing of tours shows."""

from __future__ import annotations

import math
from collections.abc import Iterable

from planner.exchange.itinerary import DayPlan, Place
from planner.places.basemap import MAX_ZOOM, Bounds

_LEAST = 0.02  # degrees of latitude, some 2 km: a single stop is not shown as a dot in nothing
_POLE = 85.0


def places(days: Iterable[DayPlan]) -> list[Place]:
    """Where tours go: stops on the map, starts and ends."""
    found: list[Place] = []
    for day in days:
        found += [day.start, *(stop.place for stop in day.stops if stop.place), day.end]
    return found


def around(points: Iterable[Place], ratio: float, margin: float = 0.08) -> Bounds:
    """Bounds that hold all points in a frame `ratio` times as wide as high (on a Mercator map).

    Args:
        points: at least one (lat, lon).
        ratio: width over height of the frame.
        margin: share of the frame left free at each side.
    """
    every = list(points)
    ys = [mercator(lat) for lat, _lon in every]
    xs = [lon for _lat, lon in every]
    free = 1 - 2 * margin
    height = max(max(ys) - min(ys), (max(xs) - min(xs)) / ratio, 0.0) / free
    height = max(height, _LEAST / math.cos(math.radians(every[0][0])))
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half = height * ratio / 2
    return Bounds(
        south=latitude(middle_y - height / 2),
        west=max(-180.0, middle_x - half),
        north=latitude(middle_y + height / 2),
        east=min(180.0, middle_x + half),
    )


def widened(bounds: Bounds, share: float) -> Bounds:
    """Bounds with `share` of their height and width more on each side."""
    up, along = (bounds.north - bounds.south) * share, (bounds.east - bounds.west) * share
    return Bounds(
        south=max(-_POLE, bounds.south - up),
        west=max(-180.0, bounds.west - along),
        north=min(_POLE, bounds.north + up),
        east=min(180.0, bounds.east + along),
    )


def zoom_for(bounds: Bounds, tiles: int = 4) -> int:
    """The zoom at which some `tiles` tiles lie side by side within the bounds."""
    return max(0, min(MAX_ZOOM, round(math.log2(360 * tiles / (bounds.east - bounds.west)))))


def mercator(lat: float) -> float:
    """Latitude as degrees of a Mercator map, so that a degree is as long both ways."""
    held = math.radians(max(-_POLE, min(_POLE, lat)))
    return math.degrees(math.asinh(math.tan(held)))


def latitude(y: float) -> float:
    """The inverse of `mercator`."""
    held = math.radians(max(-360.0, min(360.0, y)))  # far beyond the poles, and no overflow
    return max(-_POLE, min(_POLE, math.degrees(math.atan(math.sinh(held)))))
