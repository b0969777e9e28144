"""The scene without a window: rows in, messages and bytes for the page out."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import replace

import pytest

from ui.map.scene import (
    AccountDot,
    Comparison,
    Home,
    HoverCard,
    Insets,
    Preview,
    Scene,
    Tour,
    TourStop,
    card_lines,
    changes,
    pack_accounts,
    packed_count,
)

LEEDS = (53.8, -1.55)
MONDAY = Tour(0, "Mon", LEEDS, LEEDS, (TourStop(7, 70, 1, 53.7, -1.6, "!"),))
TUESDAY = Tour(1, "Tue", LEEDS, LEEDS, (TourStop(8, 80, 1, 53.9, -1.4),))


def test_that_a_new_page_is_told_everything() -> None:
    told = changes(None, Scene(home=Home(*LEEDS, "Leeds"), tours=(MONDAY,)))
    assert told["home"] == {"lat": 53.8, "lon": -1.55, "label": "Leeds"}
    assert told["dark"] is False
    assert set(told["tours"]) == {"0"}  # type: ignore[call-overload]
    assert json.loads(json.dumps(told)) == told


def test_that_nothing_is_told_when_nothing_changed() -> None:
    scene = Scene(tours=(MONDAY, TUESDAY), selected=frozenset({3}))
    assert changes(scene, replace(scene)) == {}


def test_that_only_the_changed_day_is_told() -> None:
    before = Scene(tours=(MONDAY, TUESDAY))
    later = replace(TUESDAY, stops=())
    assert changes(before, replace(before, tours=(MONDAY, later))) == {
        "tours": {"1": {"day": 1, "label": "Tue", "start": [*LEEDS], "end": [*LEEDS], "stops": []}}
    }


def test_that_a_day_that_is_gone_is_told_as_gone() -> None:
    before = Scene(tours=(MONDAY, TUESDAY))
    assert changes(before, Scene(tours=(TUESDAY,))) == {"tours": {"0": None}}


def test_that_the_order_of_the_days_says_nothing() -> None:
    assert changes(Scene(tours=(MONDAY, TUESDAY)), Scene(tours=(TUESDAY, MONDAY))) == {"tours": {}}


def test_that_a_stop_off_the_earth_is_left_out() -> None:
    lost = replace(MONDAY, stops=(*MONDAY.stops, TourStop(9, 90, 2, math.nan, 0.0)))
    told = changes(Scene(), Scene(tours=(lost,)))
    assert told["tours"]["0"]["stops"] == [[7, 70, 1, 53.7, -1.6, "!"]]  # type: ignore[index]


def test_that_preview_and_comparison_become_plain_values() -> None:
    scene = Scene(
        preview=Preview((MONDAY,), (TUESDAY,), 70),
        comparison=Comparison(0, MONDAY, TUESDAY, "Mon"),
        insets=Insets(1, 2, 3, 4),
        selected=frozenset({9, 2}),
    )
    told = json.loads(json.dumps(changes(Scene(), scene)))
    assert told["preview"]["account"] == 70
    assert [tour["label"] for tour in told["preview"]["after"]] == ["Tue"]
    assert told["comparison"]["zigzag"]["label"] == "Tue"
    assert told["insets"] == [1, 2, 3, 4]
    assert told["selected"] == [2, 9]


def test_that_accounts_are_packed_in_columns() -> None:
    packed = pack_accounts(
        [
            AccountDot(5, 53.5, -1.25, "a", "customer", "overdue"),
            AccountDot(2_000_000_000, -33.5, 151.0, "", "prospect", "none"),
        ]
    )
    assert packed_count(packed) == 2
    assert struct.unpack("<i2i4f6B", packed) == (
        *(2, 5, 2_000_000_000),
        *(53.5, -33.5, -1.25, 151.0),
        *(65, 0, 3, 0, 0, 1),
    )


@pytest.mark.parametrize(
    ("lat", "lon"), [(math.nan, 0.0), (0.0, math.inf), (90.5, 0.0), (0.0, -180.5)]
)
def test_that_an_account_off_the_earth_is_not_packed(lat: float, lon: float) -> None:
    assert pack_accounts([AccountDot(1, lat, lon, "A", "customer", "due")]) == bytes(4)


def test_that_a_grade_of_any_letters_is_packed() -> None:
    packed = pack_accounts([AccountDot(1, 0.0, 0.0, "ß級", "other", "sometime")])
    assert packed_count(packed) == 1


@pytest.mark.parametrize("broken", [b"", b"abc", bytes(5), b"\xff\xff\xff\xff", b"\1\0\0\0"])
def test_that_bytes_which_are_no_packed_list_are_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="packed"):
        packed_count(broken)


def test_that_a_hover_card_leads_with_its_title() -> None:
    assert card_lines(HoverCard("Holt", ("A", "due"))) == ["Holt", "A", "due"]
    assert card_lines({"why": "due", "empty": "", "title": "Holt"}) == ["Holt", "due"]
