"""The map on paper: base map, legs, numbered stops, names. Black carries it, colour helps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from planner.exchange.figures import METRES_IN
from planner.exchange.itinerary import Place
from planner.exchange.map_frame import around as bounds_around
from planner.exchange.map_frame import latitude, mercator, zoom_for
from planner.exchange.paper.labels import Box, Labels, around
from planner.exchange.paper.sheet import BLACK, LABEL, WHITE, Colour, Point, Sheet
from planner.places import basemap
from planner.words import _

SEA: Colour = "#E3EBF0"
RIVER: Colour = "#B5C8D4"
COAST: Colour = "#8C9AA3"
REGION: Colour = "#DDDDDD"
BORDER: Colour = "#9A9A9A"
TOWN: Colour = "#595959"
_BIG_TOWN = 100_000  # people
_EARTH = 40_075_017  # metres round the equator
_ARROW_FROM = 9.0  # mm of leg that have room for an arrow
_LINE_HEIGHT = 3.2


class DrawnMap:
    """One frame of paper with a map in it; points are given as places, drawn in mm."""

    def __init__(self, sheet: Sheet, frame: Box, places: Sequence[Place], margin: float) -> None:
        self.sheet, self.frame = sheet, frame
        width, height = frame.right - frame.left, frame.bottom - frame.top
        self._bounds = bounds_around(places, width / height, margin)
        self._scale = width / (self._bounds.east - self._bounds.west)
        inner = Box(frame.left + 0.5, frame.top + 0.5, frame.right - 0.5, frame.bottom - 0.5)
        self.labels = Labels(inner)

    def at(self, place: Place) -> Point:
        """Where a place lies on the paper."""
        x = self.frame.left + (place[1] - self._bounds.west) * self._scale
        y = self.frame.top + (mercator(self._bounds.north) - mercator(place[0])) * self._scale
        return (x, y)

    def draw_base(self) -> None:
        """Land and water."""
        shapes = basemap.shapes(self._bounds, zoom_for(self._bounds))
        sheet, frame = self.sheet, self.frame
        sheet.box(
            frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top, fill=SEA
        )
        for area in shapes.land:
            sheet.area(self._paths(area), WHITE)
        for area in shapes.lakes:
            sheet.area(self._paths(area), SEA)
        sheet.lines(self._paths(shapes.regions), 0.15, REGION)
        sheet.lines(self._paths(shapes.rivers), 0.35, RIVER)
        sheet.lines(self._paths([*shapes.coast, *shapes.shores]), 0.2, COAST)
        sheet.lines(self._paths(shapes.borders), 0.3, BORDER, dash=(2, 1))

    def _paths(self, lines: Sequence[Sequence[tuple[float, float]]]) -> list[list[Point]]:
        return [[self.at((lat, lon)) for lon, lat in line] for line in lines]

    def draw_tour(
        self, spots: Sequence[Point], colour: Colour, dash: Sequence[float], *, arrows: bool
    ) -> None:
        """Straight legs: a line in the day's colour with a black core, so that grey will do."""
        self.sheet.lines([spots], 2.1, WHITE)
        self.sheet.lines([spots], 1.5, colour)
        self.sheet.lines([spots], 0.55, BLACK, dash)
        for leg in pairwise(spots):
            self.labels.lines.append(leg)
            if arrows and math.dist(*leg) > _ARROW_FROM:
                self._draw_arrow(*leg)

    def _draw_arrow(self, start: Point, end: Point) -> None:
        length = math.dist(start, end)
        along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

        def point(ahead: float, aside: float) -> Point:
            return (
                middle[0] + ahead * along[0] - aside * along[1],
                middle[1] + ahead * along[1] + aside * along[0],
            )

        head = [point(1.7, 0), point(-1.3, 1.25), point(-1.3, -1.25)]
        self.sheet.area([head], BLACK, 0.3, WHITE)
        self.labels.keep_free([around(middle, 1.3)])

    def draw_leader(self, spot: Point, place: Place, from_mm: float = 1.2) -> None:
        """A thin line to the true place of a number that was moved aside."""
        true = self.at(place)
        if math.dist(spot, true) > from_mm:
            self.sheet.lines([[spot, true]], 0.2)
            self.sheet.ring(*true, 0.45, weight=0.1, fill=BLACK)

    def draw_home(self, spot: Point) -> None:
        """A house."""
        x, y = spot
        outline = (
            (0, -2.2),
            (2.3, -0.1),
            (1.7, -0.1),
            (1.7, 1.9),
            (-1.7, 1.9),
            (-1.7, -0.1),
            (-2.3, -0.1),
        )
        self.sheet.area([[(x + dx, y + dy) for dx, dy in outline]], BLACK, 0.4, WHITE)

    def draw_name(self, spot: Point, name: str, gap: float, longest: float = 34.0) -> None:
        """A bold name beside a spot where there is room for it."""
        width = min(self.sheet.width_of(name, LABEL, bold=True), longest)
        box = self.labels.place(spot, gap, width + 0.8, _LINE_HEIGHT)
        if box:
            self._write(box, name, bold=True, size=LABEL, colour=BLACK)

    def _write(self, box: Box, name: str, *, bold: bool, size: float, colour: Colour) -> None:
        room = box.right - box.left - 0.8
        with self.sheet.faint(0.78):
            self.sheet.box(
                box.left, box.top, box.right - box.left, box.bottom - box.top, fill=WHITE
            )
        self.sheet.text(
            box.left + 0.4, box.bottom - 0.85, name, size, bold=bold, room=room, colour=colour
        )

    def draw_towns(self, limit: int = 14) -> None:
        """The biggest towns whose names fit beside everything else."""
        for town in basemap.towns(self._bounds, limit):
            spot = self.at((town.lat, town.lon))
            dot = around(spot, 0.5)
            if any(dot.meets(box) for box in self.labels.taken):
                continue
            big = town.population >= _BIG_TOWN
            size = 8.6 if big else LABEL
            width = self.sheet.width_of(town.name, size, bold=big)
            box = self.labels.place(spot, 1.1, width + 0.8, _LINE_HEIGHT)
            if box:
                self.sheet.ring(*spot, 0.5, weight=0.1, fill=TOWN)
                self._write(box, town.name, bold=big, size=size, colour=TOWN)
                self.labels.keep_free([dot])

    def furniture(self) -> tuple[Box, Box, Box]:
        """Where north, scale and credit go: keep them free before names are placed."""
        frame = self.frame
        north = Box(frame.right - 6, frame.top + 1.5, frame.right - 1.5, frame.top + 9.5)
        scale = Box(frame.right - 26, frame.bottom - 5, frame.right - 1, frame.bottom - 1)
        width = self.sheet.width_of(_credit(), LABEL) + 2
        credit = Box(frame.left + 0.5, frame.bottom - 4, frame.left + width, frame.bottom - 0.5)
        return north, scale, credit

    def draw_furniture(self, units: str) -> None:
        """North, the scale in the rep's units, who the towns are from, and the frame itself."""
        sheet, frame = self.sheet, self.frame
        north, _scale, credit = self.furniture()
        sheet.text(credit.left + 0.8, credit.bottom - 0.7, _credit(), LABEL, colour=TOWN)
        x, y = (north.left + north.right) / 2, north.top + 0.8
        sheet.area([[(x, y), (x + 1.2, y + 3.6), (x, y + 2.7), (x - 1.2, y + 3.6)]], BLACK)
        sheet.text(x, y + 6.6, _("N"), LABEL, align="centre")
        self._draw_scale(units)
        width, height = frame.right - frame.left, frame.bottom - frame.top
        sheet.box(frame.left, frame.top, width, height, weight=0.2, edge="#777777")

    def _draw_scale(self, units: str) -> None:
        middle = latitude((mercator(self._bounds.north) + mercator(self._bounds.south)) / 2)
        metres = _EARTH / 360 * math.cos(math.radians(middle)) / self._scale  # to a mm of paper
        length = _round_length(12 * metres / METRES_IN[units])
        mm = length * METRES_IN[units] / metres
        words = f"{length:g} {units}"
        right, y = self.frame.right - 2, self.frame.bottom - 2.2
        right -= self.sheet.text(right, y + 0.6, words, LABEL, align="right") + 1
        self.sheet.lines([[(right - mm, y - 1), (right - mm, y), (right, y), (right, y - 1)]], 0.3)


def _credit() -> str:
    """GeoNames asks to be named; Natural Earth does not."""
    return _("Towns: GeoNames")


def _round_length(about: float) -> float:
    """The greatest of 1, 2, 5, 10 ... that is no longer than `about`."""
    power = 10 ** math.floor(math.log10(about))
    return float(max(step * power for step in (1, 2, 5) if step * power <= about))
