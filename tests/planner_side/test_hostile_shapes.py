"""Days with more stops than a loop can be proved for."""

from __future__ import annotations

import random

import pytest

from planner.exchange.map_frame import latitude
from planner.roads.estimate import Estimate
from planner.tours.model import Day, Stop, Window
from planner.tours.shapes import compare

_SPEEDS = [[1, 32], [100, 80]]


def _day(start: tuple[float, float], end: tuple[float, float]) -> Day:
    return Day(start, end, Window(28800, 61200), None, 0, rate_per_km=0.3)


@pytest.mark.parametrize("seed", range(12))
def test_that_no_shape_beats_the_loop_even_where_it_is_not_proved(seed: int) -> None:
    chance = random.Random(seed)
    legs = Estimate(1.3, _SPEEDS)
    spread = (0.02, 0.5)[seed % 2]
    places = [
        (53.8 + chance.uniform(-spread, spread), -1.5 + chance.uniform(-spread, spread))
        for _ in range(chance.choice((13, 16, 24)))
    ]
    day = _day((53.8, -1.5), places[0] if seed % 3 == 0 else (53.8, -1.5))
    stops = [Stop(number, number, place, 1800) for number, place in enumerate(places)]
    for _again in range(3):
        compared = compare(day, stops, legs)
        others = (compared.planned, compared.zigzag, compared.far_and_back)
        assert compared.loop.metres <= min(shape.metres for shape in others)
        assert not compared.loop.proved_shortest
        assert sorted(s.call for s in compared.loop.order) == sorted(s.call for s in stops)
        # The best order known, spoilt a little, is the next plan.
        best = min((compared.loop, *others), key=lambda shape: shape.metres)
        stops = list(best.order)
        if _again == 0:
            chance.shuffle(stops)


@pytest.mark.parametrize(
    ("seed", "shortest"),
    [
        (2, [6, 1, 10, 9, 11, 5, 3, 8, 2, 0, 7, 12, 4]),
        (4, [11, 8, 3, 12, 9, 4, 5, 1, 0, 6, 2, 7, 10]),
        (15, [11, 5, 7, 12, 6, 1, 9, 0, 2, 10, 3, 8, 4]),
    ],
)
def test_that_a_loop_already_planned_is_never_made_longer(seed: int, shortest: list[int]) -> None:
    chance = random.Random(seed)
    places = [(50 + chance.random(), 8 + chance.random()) for _ in range(13)]
    stops = [Stop(number, number, places[number], 1800) for number in shortest]
    compared = compare(_day((50.5, 8.5), (50.5, 8.5)), stops, Estimate(1.3, _SPEEDS))
    assert compared.loop.metres == compared.planned.metres


@pytest.mark.parametrize("y", [1e6, -1e6, 1e300])
def test_that_a_map_round_the_pole_has_an_edge(y: float) -> None:
    assert 80 < abs(latitude(y)) <= 90
