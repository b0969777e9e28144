"""The bridge believes nothing that the page says."""

from __future__ import annotations

import math

import pytest

from ui.map.bridge import MapBridge


def _heard(bridge: MapBridge, signal: str) -> list[tuple[object, ...]]:
    heard: list[tuple[object, ...]] = []
    getattr(bridge, signal).connect(lambda *arguments: heard.append(arguments))
    return heard


@pytest.mark.parametrize("odd", [0, -3, 1.5, math.nan, 2**31, "7", None, True, [7], {"id": 7}])
def test_that_an_odd_account_is_dropped(qapp: object, odd: object) -> None:
    bridge = MapBridge()
    clicked, moved = _heard(bridge, "clicked"), _heard(bridge, "pin_moved")
    bridge.accountClicked(odd, False)
    bridge.pinMoved(odd, 53.0, -1.0)
    assert clicked == []
    assert moved == []


def test_that_a_proper_account_is_passed_on(qapp: object) -> None:
    bridge = MapBridge()
    clicked = _heard(bridge, "clicked")
    bridge.accountClicked(7.0, True)
    assert clicked == [(7, True)]


@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 0.0), (91.0, 0.0), (0.0, 181.0)])
def test_that_a_place_off_the_earth_is_dropped(qapp: object, lat: float, lon: float) -> None:
    bridge = MapBridge()
    heard = [_heard(bridge, name) for name in ("pin_moved", "ground_clicked", "located")]
    bridge.pinMoved(7, lat, lon)
    bridge.groundClicked(lat, lon)
    bridge.placeLocated(1, lat, lon)
    assert heard == [[], [], []]


@pytest.mark.parametrize("text", ["", "{", "{}", "7", "[" * 5000, "x" * 16_000_001])
def test_that_an_odd_box_is_dropped(qapp: object, text: str) -> None:
    bridge = MapBridge()
    boxed = _heard(bridge, "boxed")
    bridge.boxSelected(text)
    assert boxed == []


def test_that_only_accounts_of_a_box_are_passed_on(qapp: object) -> None:
    bridge = MapBridge()
    boxed = _heard(bridge, "boxed")
    bridge.boxSelected('[3, "4", -5, 6, null, [7]]')
    assert boxed == [([3, 6],)]


@pytest.mark.parametrize("day", [-1, 7, "1", None])
def test_that_an_odd_weekday_is_dropped(qapp: object, day: object) -> None:
    bridge = MapBridge()
    clicked = _heard(bridge, "day_clicked")
    bridge.dayClicked(day)
    assert clicked == []


def test_that_a_menu_needs_a_place_on_the_screen(qapp: object) -> None:
    bridge = MapBridge()
    asked = _heard(bridge, "menu")
    bridge.menuRequested(0, math.inf, 4.0)
    bridge.menuRequested(0, 3.0, 4.0)
    assert asked == [(0, 3.0, 4.0)]
