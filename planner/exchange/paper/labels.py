"""Where numbers and names go on a drawn map, so that none lies over another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Point = tuple[float, float]

_ROUNDS = 200
_GOLDEN = 2.399963  # radians; turns of it never meet, so points on one spot part evenly


class Box(NamedTuple):
    """A rectangle, y down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def around(point: Point, half_width: float, half_height: float | None = None) -> Box:
    """The box whose middle is the point."""
    up = half_width if half_height is None else half_height
    return Box(point[0] - half_width, point[1] - up, point[0] + half_width, point[1] + up)


def spread(
    points: Sequence[Point], apart: Point, frame: Box, fixed: Sequence[Point] = ()
) -> list[Point]:
    """Points pushed until no two are nearer than `apart` (across, down), and all in the frame.

    Each stays as near to its own place as the pushing leaves it; `fixed` ones are not moved.
    """
    nudged = (
        (x + 1e-3 * math.cos(i * _GOLDEN), y + 1e-3 * math.sin(i * _GOLDEN))
        for i, (x, y) in enumerate(points)
    )
    at = [_held(point, apart, frame) for point in nudged]
    for _round in range(_ROUNDS):
        before = list(at)
        for i in range(len(at)):
            for j in range(i):
                _part(at, i, j, apart)
            for still in fixed:
                _step_aside(at, i, still, apart)
        at = [_held(point, apart, frame) for point in at]
        if at == before:
            break
    return at


def _part(at: list[Point], i: int, j: int, apart: Point) -> None:
    push = _push(at[i][0] - at[j][0], at[i][1] - at[j][1], apart)
    at[i] = (at[i][0] + push[0] / 2, at[i][1] + push[1] / 2)
    at[j] = (at[j][0] - push[0] / 2, at[j][1] - push[1] / 2)


def _step_aside(at: list[Point], i: int, still: Point, apart: Point) -> None:
    push = _push(at[i][0] - still[0], at[i][1] - still[1], apart)
    at[i] = (at[i][0] + push[0], at[i][1] + push[1])


def _push(dx: float, dy: float, apart: Point) -> Point:
    """How far to move so that the two ellipses of half the distance `apart` no longer meet."""
    length = math.hypot(dx / apart[0], dy / apart[1])
    if length >= 0.999:
        return (0.0, 0.0)
    if length < 1e-9:
        return (apart[0], 0.0)
    more = 1 / length - 1
    return (dx * more, dy * more)


def _held(point: Point, apart: Point, frame: Box) -> Point:
    x = min(max(point[0], frame.left + apart[0] / 2), frame.right - apart[0] / 2)
    y = min(max(point[1], frame.top + apart[1] / 2), frame.bottom - apart[1] / 2)
    return (x, y)


@dataclass
class Labels:
    """Places names one after another beside what they name; what does not fit has no name."""

    frame: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[tuple[Point, Point]] = field(default_factory=list)

    def keep_free(self, boxes: Iterable[Box]) -> None:
        """Nothing may be put there."""
        self.taken.extend(boxes)

    def place(self, at: Point, gap: float, width: float, height: float) -> Box | None:
        """The best free box beside `at`: right, left, above, below, then the corners.

        A box that crosses no line is better than any that does.
        """
        free = [box for box in _beside(at, gap, width, height) if self._is_free(box)]
        if not free:
            return None
        best = min(free, key=self._crossed)
        self.taken.append(best)
        return best

    def _is_free(self, box: Box) -> bool:
        return box.within(self.frame) and not any(box.meets(other) for other in self.taken)

    def _crossed(self, box: Box) -> int:
        return sum(_crosses(line, box) for line in self.lines)


def _beside(at: Point, gap: float, width: float, height: float) -> list[Box]:
    x, y = at
    half, corner = height / 2, gap * 0.7
    lefts = {"right": x + gap, "left": x - gap - width, "middle": x - width / 2}
    return [
        Box(lefts["right"], y - half, lefts["right"] + width, y + half),
        Box(lefts["left"], y - half, lefts["left"] + width, y + half),
        Box(lefts["middle"], y - gap - height, lefts["middle"] + width, y - gap),
        Box(lefts["middle"], y + gap, lefts["middle"] + width, y + gap + height),
        Box(x + corner, y - corner - height, x + corner + width, y - corner),
        Box(x + corner, y + corner, x + corner + width, y + corner + height),
        Box(x - corner - width, y - corner - height, x - corner, y - corner),
        Box(x - corner - width, y + corner, x - corner, y + corner + height),
    ]


def _crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a straight line runs through a box (Liang and Barsky's clipping)."""
    (x, y), (to_x, to_y) = line
    first, last = 0.0, 1.0
    for step, low, high in ((to_x - x, box.left - x, box.right - x),
                            (to_y - y, box.top - y, box.bottom - y)):  # fmt: skip
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        one, other = sorted((low / step, high / step))
        first, last = max(first, one), min(last, other)
    return first < last
