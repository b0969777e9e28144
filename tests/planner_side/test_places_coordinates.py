from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.places.coordinates import Problem, check, parse_pair

LEEDS = (53.8, -1.55)


@pytest.mark.parametrize(
    "text",
    [
        "53.8,-1.55",
        "53.8, -1.55",
        " 53.8 ; -1.55 ",
        "53.8 -1.55",
        "53,8; -1,55",
        "53,8 -1,55",
        "(53.8, -1.55)",
        "[-1.55, 53.8]",
        "[-1.55,53.8]",
        "POINT(-1.55 53.8)",
        "N 53.8 W 1.55",
        "1.55W 53.8N",
        "53.8° N, 1.55° W",
        "53°48'0\"N 1°33'0\"W",
        "53° 48′ N, 1° 33′ O",
        "５３.８，−1.55",
    ],
)
def test_that_a_pair_is_read_in_every_common_form(text: str) -> None:
    pair = parse_pair(text)
    assert pair is not None
    assert pair == pytest.approx(LEEDS)


@pytest.mark.parametrize(
    "text",
    ["", "Leeds", "53,8", "53.8", "12 High Street", "0113 245 6789", "91.0,10.0", "10.0,181.0",
     "53.8N 1.55N", "1,2,3,4", "LS8 1AB", "75218-1234", "[53.8]"],
)  # fmt: skip
def test_that_other_texts_are_no_coordinates(text: str) -> None:
    assert parse_pair(text) is None


@given(
    st.floats(-90, 90, allow_nan=False).map(lambda v: round(v, 5)),
    st.floats(-180, 180, allow_nan=False).map(lambda v: round(v, 5)),
)
def test_that_what_is_written_in_decimals_is_read_back(lat: float, lon: float) -> None:
    assert parse_pair(f"{lat:.5f},{lon:.5f}") == pytest.approx((lat, lon))
    assert parse_pair(f"[{lon:.5f}, {lat:.5f}]") == pytest.approx((lat, lon))


@pytest.mark.parametrize(
    ("lat", "lon", "problem"),
    [
        (math.nan, 1.0, Problem.NOT_A_NUMBER),
        (1.0, math.inf, Problem.NOT_A_NUMBER),
        (0.0, 0.0, Problem.ZERO),
        (200.0, 10.0, Problem.OUT_OF_RANGE),
        (10.0, -181.0, Problem.OUT_OF_RANGE),
        (-122.4, 37.8, Problem.SWAPPED),
        (53.8, -1.55, None),
        (0.0, 9.45, None),
    ],
)
def test_that_impossible_coordinates_are_named(
    lat: float, lon: float, problem: Problem | None
) -> None:
    assert check(lat, lon) is problem


def test_that_neighbours_betray_a_swapped_pair() -> None:
    neighbours = [(53.7, -1.5), (53.9, -1.6), (53.8, -1.9)]
    assert check(-1.55, 53.8, neighbours) is Problem.SWAPPED
    assert check(53.8, -1.55, neighbours) is None


def test_that_a_place_far_away_is_not_called_swapped() -> None:
    neighbours = [(53.7, -1.5), (53.9, -1.6)]
    assert check(40.7, -74.0, neighbours) is None


def test_that_the_date_line_does_not_make_neighbours_look_far() -> None:
    assert check(-17.0, -179.9, [(-17.1, 179.8), (-16.9, 179.9)]) is None
