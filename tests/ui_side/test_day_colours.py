"""A day has one colour: on lanes, map, paper and in the exported map."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.exchange.day_colours import DAYS
from ui import theme

_DAY = re.compile(r'\{ fill: "(#\w{6})", text: "(#\w{6})", edge: "(#\w{6})" \}')


def map_days(checkout: Path) -> list[tuple[str, ...]]:
    """Fill, text and edge of the map's fourteen days: seven light, then seven dark."""
    script = (checkout / "resources" / "map" / "colours.js").read_text(encoding="utf-8")
    return _DAY.findall(script)


@pytest.mark.parametrize("dark", [False, True])
def test_that_lanes_and_map_have_the_same_colours(checkout: Path, dark: bool) -> None:
    on_map = map_days(checkout)[7:] if dark else map_days(checkout)[:7]
    in_lanes = [(day.fill.name().upper(), day.on.name().upper()) for day in theme.tokens(dark).days]
    assert len(on_map) == 7
    assert [day[:2] for day in on_map] == in_lanes


def test_that_paper_has_the_colours_of_the_light_map(checkout: Path) -> None:
    assert map_days(checkout)[:7] == [tuple(day) for day in DAYS]


def test_that_a_tours_edge_is_the_same_in_the_window_and_on_paper() -> None:
    window = [day.line.name().upper() for day in theme.tokens(dark=False).days]
    assert window == [day.edge for day in DAYS]
