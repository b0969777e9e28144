"""Tables for the engine hold what the costing will say, to the metre and the second."""

from __future__ import annotations

import random

from planner.roads.estimate import Estimate
from planner.tours.model import Day, Leg, Place, Window
from planner.workspace.engine_tables import frame_of, spans, tables

CURVE: list[list[float]] = [[1, 32], [3.5, 38], [7.5, 45], [15, 48], [30, 50], [100, 80]]
HOME = (53.8, -1.55)


def _scattered(count: int) -> list[Place]:
    chance = random.Random(7)
    return [(53.8 + chance.gauss(0, 0.5), -1.5 + chance.gauss(0, 0.7)) for _ in range(count)]


def test_that_the_table_is_the_estimate_to_the_metre_and_second() -> None:
    alone = Estimate(1.3, CURVE)
    places = [
        *_scattered(60),
        HOME,
        (53.8, -1.5501),  # next door
        (-33.8, 151.2),  # the other end of the earth
        (89.9, 10.0),
        (0.0, 179.9),
        (0.0, -179.9),  # over the date line
        (0.0, 0.0),  # on the equator, nearly opposite
    ]
    table = tables(places, Estimate(1.3, CURVE), 0.45)
    for a in places:
        for b in places:
            leg, at = alone(a, b), (table.number[a], table.number[b])
            assert (table.metres[at], table.seconds[at]) == (leg.metres, leg.seconds)


def test_that_a_curve_of_one_speed_can_be_tabled() -> None:
    table = tables([HOME, (53.9, -1.2)], Estimate(1.0, [[10, 60]]), 0.0)
    assert table.seconds[0, 1] == Estimate(1.0, [[10, 60]])(HOME, (53.9, -1.2)).seconds


def test_that_roads_that_differ_by_direction_are_asked_both_ways() -> None:
    def legs(a: Place, b: Place) -> Leg:
        return Leg(1000, 60) if a < b else Leg(2000, 120)

    table = tables([(1.0, 1.0), (2.0, 2.0), (1.0, 1.0)], legs, 0.5, 30.0)
    assert table.seconds.tolist() == [[0, 60], [120, 0]]
    assert table.cost[0, 1] == 60 + 0.5 / 30 * 3600


def test_that_a_call_begins_early_enough_to_end_in_its_window() -> None:
    windows = (Window(8 * 3600, 12 * 3600), Window(13 * 3600, 13 * 3600 + 900))
    assert spans(windows, 1800) == ((8 * 3600, 12 * 3600 - 1800),)
    assert spans((), 1800) == ()


def test_that_a_day_becomes_a_frame_with_its_lunch() -> None:
    day = Day(HOME, HOME, Window(28800, 61200), Window(43200, 50400), 1800, 0.45)
    frame = frame_of(3, day, tables([HOME], Estimate(1.3, CURVE), 0.45))
    assert (frame.day, frame.start, frame.opens, frame.shuts) == (3, 0, 28800, 61200)
    assert frame.lunch is not None
    assert frame.lunch.seconds == 1800
