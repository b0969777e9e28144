"""Nights away: priced against going home, set as one step."""

from __future__ import annotations

from datetime import date

import pytest

from planner.exchange import sentences
from planner.records import Hotel
from planner.workspace import BadInput, IsoWeek, Workspace
from planner.workspace.nights import offers, sleep

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days
FAR = [(54.97, -1.61), (55.0, -1.5), (54.9, -1.4), (54.95, -1.7)]


@pytest.fixture
def north(workspace: Workspace) -> Workspace:
    """Two days of calls near Newcastle, far from the base in Leeds."""
    made = [
        workspace.records.make("account", {"name": f"North {i}", "lat": lat, "lon": lon})[0].id
        for i, (lat, lon) in enumerate(FAR)
    ]
    workspace.planning.assign(MON, made[:2])
    workspace.planning.assign(TUE, made[2:])
    return workspace


def hotel(workspace: Workspace, name: str, lat: float, lon: float, price: float) -> int:
    values = {"name": name, "lat": lat, "lon": lon, "price": price}
    return workspace.records.make("hotel", values)[0].id


def test_that_home_comes_first_then_hotels_near_the_last_stop(north: Workspace) -> None:
    hotel(north, "Leeds Inn", 53.81, -1.54, 60.0)
    quay = hotel(north, "Quay", 54.96, -1.6, 90.0)
    found = offers(north, MON)
    names = [one.hotel.name if one.hotel else "" for one in found]
    assert names == ["", "Quay", "Leeds Inn"]
    assert [one.chosen for one in found] == [True, False, False]
    assert (found[0].price.metres, found[0].price.cost) == (0, 0.0)
    assert found[1].price.metres < -200_000
    sleep(north, MON, quay)
    assert [one.chosen for one in offers(north, MON)] == [False, True, False]


def test_that_the_price_is_what_both_days_then_cost(north: Workspace) -> None:
    quay = hotel(north, "Quay", 54.96, -1.6, 90.0)
    before = north.planning.week(WEEK)
    price = offers(north, MON)[1].price
    change = sleep(north, MON, quay)
    assert change is not None
    assert change.days == {MON, TUE}
    after = north.planning.week(WEEK)
    assert after.metres - before.metres == price.metres
    assert after.cost - before.cost == pytest.approx(price.cost)
    assert after.by_date[MON].cost.cost == pytest.approx(
        90.0 + after.by_date[MON].cost.metres * 0.0003, abs=0.01
    )
    assert (after.by_date[MON].end_name, after.by_date[TUE].start_name) == ("Quay", "Quay")
    assert sentences.entry(change.entry.code, change.entry.args).startswith("Sleep at Quay on")
    assert [o.price for o in offers(north, MON)] == [o.price for o in offers(north, MON)]
    north.undo()
    assert north.planning.week(WEEK).cost == before.cost
    assert north.records.every("itinerary") == []


def test_that_going_home_again_leaves_nothing_behind_but_what_was_set(north: Workspace) -> None:
    quay = hotel(north, "Quay", 54.96, -1.6, 90.0)
    north.records.make("itinerary", {"date": TUE, "work_end": 15 * 3600})
    sleep(north, MON, quay)
    sleep(north, MON, None)
    kept = north.records.every("itinerary")
    assert [k.date for k in kept] == [TUE]  # type: ignore[attr-defined]
    assert north.planning.week(WEEK).by_date[TUE].start_name == "Leeds"
    assert sleep(north, MON, None) is None


def test_that_a_night_may_lie_between_two_weeks_and_before_a_holiday(north: Workspace) -> None:
    quay = hotel(north, "Quay", 54.96, -1.6, 90.0)
    assert offers(north, SUN)[1].price.cost > 90
    north.set_up({"country": "GB"})
    sleep(north, date(2026, 12, 24), quay)
    christmas = date(2026, 12, 25)
    week = north.planning.week(IsoWeek.of(christmas))
    assert not week.by_date[christmas].working
    assert week.by_date[christmas].start_name == "Quay"


def test_that_a_hotel_there_is_not_is_refused(north: Workspace) -> None:
    with pytest.raises(BadInput):
        sleep(north, MON, 77)
    assert not [h for h in north.records.every("hotel") if isinstance(h, Hotel)]
