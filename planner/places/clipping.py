"""Cuts rings and lines, lists of (x, y) in any unit, with an upright box."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

Point = tuple[float, float]
Shape = list[Point]
Box = tuple[float, float, float, float]


def _cut(axis: int, one: Point, other: Point, at: float) -> Point:
    t = (at - one[axis]) / (other[axis] - one[axis])
    if axis == 0:
        return (at, one[1] + t * (other[1] - one[1]))
    return (one[0] + t * (other[0] - one[0]), at)


def _halves(box: Box) -> list[tuple[int, float, Callable[[float, float], bool]]]:
    west, north, east, south = box
    return [
        (0, west, lambda value, at: value >= at),
        (0, east, lambda value, at: value <= at),
        (1, north, lambda value, at: value >= at),
        (1, south, lambda value, at: value <= at),
    ]


def ring_in_box(ring: Shape, box: Box) -> Shape:
    """The part of a ring inside a box (Sutherland and Hodgman 1974).

    Neither the ring nor the answer repeats its first corner at the end.
    Pieces of one ring may be joined by edges along the box, which the even-odd rule paints rightly.
    """
    for axis, at, keeps in _halves(box):
        if all(keeps(point[axis], at) for point in ring):
            continue
        out: Shape = []
        before = ring[-1]
        before_in = keeps(before[axis], at)
        for point in ring:
            inside = keeps(point[axis], at)
            if inside != before_in:
                out.append(_cut(axis, before, point, at))
            if inside:
                out.append(point)
            before, before_in = point, inside
        ring = out
        if not ring:
            break
    return ring


def line_in_box(line: Shape, box: Box) -> list[Shape]:
    """The parts of a line inside a box."""
    parts = [line]
    for axis, at, keeps in _halves(box):
        parts = [piece for part in parts for piece in _split(part, axis, at, keeps)]
    return parts


def _split(line: Shape, axis: int, at: float, keeps: Callable[[float, float], bool]) -> list[Shape]:
    if all(keeps(point[axis], at) for point in line):
        return [line]
    pieces: list[Shape] = []
    current: Shape = []
    for before, point in pairwise(line):
        was, now = keeps(before[axis], at), keeps(point[axis], at)
        if was and not current:
            current = [before]
        if was != now:
            current.append(_cut(axis, before, point, at))
        if now:
            current.append(point)
        elif current:
            pieces.append(current)
            current = []
    if current:
        pieces.append(current)
    return [piece for piece in pieces if len(piece) > 1]
