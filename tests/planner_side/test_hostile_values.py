"""Values that a field could hold and a plan could not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planner.advice.due import Frequency
from planner.records import Territory
from planner.workspace import IsoWeek, Workspace
from planner.workspace.errors import BadInput
from planner.workspace.fields import fields_of, read
from planner.workspace.starting import base_from, settings_at


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cost_per_km", 1e308),
        ("road_factor", 1e300),
        ("cycle_weeks", 0),
        ("cycle_weeks", 10**9),
        ("calls_a", -1.0),
        ("call_minutes", 0),
        ("call_minutes", 1441),
        ("nights_away", 8),
    ],
)
def test_that_settings_no_week_can_be_planned_with_are_refused(
    workspace: Workspace, field: str, value: float
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.set_up({field: value})
    assert refused.value.code == "too_far"
    assert refused.value.args_for_words["field"] == field
    workspace.planning.week(IsoWeek(2026, 49))


@pytest.mark.parametrize(
    "curve", ["1:nan", "1:inf", "nan:30", "inf:30", "1:1e-300", "1:30,1:40", "5", "1:2:3"]
)
def test_that_a_speed_nobody_drives_at_is_refused(curve: str) -> None:
    with pytest.raises(BadInput):
        read("territory", {"speeds": curve})


@pytest.mark.parametrize("minutes", [0, -5, 1441, 2**63 - 1])
def test_that_a_call_lasts_a_minute_to_a_day(
    workspace: Workspace, six: list[int], minutes: int
) -> None:
    values: dict[str, Any] = {"account": six[0], "day": date(2026, 11, 30), "minutes": minutes}
    with pytest.raises(BadInput):
        workspace.records.make("call", values)
    assert workspace.records.every("call") == []


def test_that_every_limit_lets_the_usual_value_pass() -> None:
    for kind in ("territory", "account", "call", "turnover", "order"):
        for field in fields_of(kind).values():
            assert (field.least is None) == (field.most is None)
            if field.least is not None and field.most is not None:
                assert field.least <= 1 <= field.most or field.name == "year"


def test_that_hours_run_forwards(workspace: Workspace) -> None:
    backwards = {"date": date(2026, 12, 1), "work_start": 64800, "work_end": 32400}
    with pytest.raises(BadInput, match="work_forwards"):
        workspace.records.make("itinerary", backwards)
    with pytest.raises(BadInput, match="open_forwards"):
        workspace.set_up({"open_start": 64800, "open_end": 32400})
    assert workspace.records.every("itinerary") == []
    assert workspace.history() == []


def test_that_a_lunch_longer_than_its_window_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="lunch_fits"):
        workspace.set_up({"lunch_minutes": 600})


def test_that_an_account_is_no_duplicate_of_itself(workspace: Workspace, six: list[int]) -> None:
    with pytest.raises(BadInput, match="two_accounts"):
        workspace.records.make("duplicate", {"account": six[0], "other": six[0], "score": 1.0})


def test_that_a_call_once_in_a_lifetime_stays_on_the_calendar() -> None:
    rule = Frequency(Territory(cycle_weeks=520, calls_a=1, calls_b=1, calls_c=1, calls_d=1))
    due = rule.due(1e-300, date(8999, 12, 31), date(2026, 11, 27))
    assert due is not None
    assert due > date(9900, 1, 1)


@pytest.mark.parametrize(
    ("text", "place"), [("1,1", (1.0, 1.0)), ("52, 13", (52.0, 13.0)), ("-33,151", (-33.0, 151.0))]
)
def test_that_a_base_may_be_in_whole_degrees(text: str, place: tuple[float, float]) -> None:
    found = base_from(text)
    assert (found.lat, found.lon) == place


@pytest.mark.parametrize("text", ["91,0", "0,181", ""])
def test_that_a_base_off_the_earth_is_no_place(text: str) -> None:
    with pytest.raises(BadInput):
        base_from(text)


def test_that_hours_go_over_sunday_and_to_midnight() -> None:
    hours = read("account", {"opening_hours": "fri-mon 08:00-24:00"})["opening_hours"]
    assert hours == [[day, 28800, 86400] for day in (0, 4, 5, 6)]


def test_that_hours_of_no_day_are_refused_and_never_read_as_shut() -> None:
    for text in (",", "mon", "mon 24:00-24:00", "mon-tue 12:00-08:00"):
        with pytest.raises(BadInput):
            read("account", {"opening_hours": text})


@pytest.mark.parametrize("typed", ["müller", "MÜLLER", "muller", "strasse", "izmir", "İZMİR"])
def test_that_search_knows_no_case_and_no_accents(workspace: Workspace, typed: str) -> None:
    workspace.records.make("account", {"name": "MÜLLER Straße", "town": "İzmir"})
    workspace.records.make("account", {"name": "100 % Wolle", "town": "Ankara"})
    assert [row.name for row in workspace.accounts.rows(search=typed)] == ["MÜLLER Straße"]


@pytest.mark.parametrize(("typed", "count"), [("%", 1), ("_", 0), ("\\", 0), ("wolle\nank", 0)])
def test_that_no_sign_searched_for_means_anything_else(
    workspace: Workspace, typed: str, count: int
) -> None:
    workspace.records.make("account", {"name": "100 % Wolle", "town": "Ankara"})
    assert len(workspace.accounts.rows(search=typed)) == count


def test_that_a_base_given_in_degrees_is_called_by_both() -> None:
    assert settings_at(53.8, -1.5, "53.80000, -1.50000")["base_name"] == "53.80000, -1.50000"
    assert settings_at(53.8, -1.5, "Leeds, England")["base_name"] == "Leeds"
