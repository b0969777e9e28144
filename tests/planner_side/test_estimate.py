"""The quick way to a leg is the exact one, to the metre."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic
from hypothesis import example, given
from hypothesis import strategies as st

from planner.roads.estimate import Estimate
from planner.roads.vincenty import metres_between
from planner.tours.model import Place

SPEEDS = [[1, 32], [15, 48], [100, 80]]
places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(places, places)
@example((0.0, 0.0), (0.5, 179.7))
@example((0.0, -180.0), (0.0, 180.0))
@example((90.0, 10.0), (90.0, -70.0))
@example((53.8, -1.55), (53.8, -1.55))
def test_that_a_leg_is_geopys_geodesic_to_the_metre(one: Place, other: Place) -> None:
    leg = Estimate(1.3, SPEEDS)(one, other)
    assert leg.metres == round(geodesic(one, other).meters * 1.3) or one == other


def test_that_opposite_sides_of_the_earth_are_left_to_the_exact_way() -> None:
    assert metres_between((0.0, 0.0), (0.5, 179.7)) is None
    assert metres_between((53.8, -1.55), (53.95, -1.08)) == pytest.approx(
        geodesic((53.8, -1.55), (53.95, -1.08)).meters, abs=1e-3
    )
