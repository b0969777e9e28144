"""Spreading calls over weeks, and whether there is room for them: no records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from planner.advice.capacity import (
    Demand,
    Pace,
    WeekRoom,
    capacity,
    estimated_pace,
    pace_of,
    room,
    stretched,
)
from planner.advice.spread import Rhythm, choices

WEEKS = tuple(2.0 + 7 * week for week in range(13))
SPAN = 91
RULE = {"A": 22.75, "B": 45.5, "C": 91.0, "D": 182.0}
MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(("interval", "calls"), [(14.0, 7), (22.75, 4), (45.5, 2), (91.0, 1)])
def test_that_a_cycle_gives_every_call_of_the_frequency(interval: float, calls: int) -> None:
    for since in range(0, int(interval), 3):
        assert Rhythm(interval, since).calls(SPAN) in (calls - 1, calls)
    assert Rhythm(interval, int(interval)).calls(SPAN) == calls
    assert Rhythm(interval, None).calls(SPAN) == calls


def test_that_a_call_not_due_in_the_span_is_not_in_it() -> None:
    assert Rhythm(182.0, 20).calls(SPAN) == 0


@pytest.mark.parametrize("since", [0, 5, 11, 14, 30])
def test_that_the_best_choice_has_even_gaps(since: int) -> None:
    rhythm = Rhythm(14.0, since)
    best = choices(rhythm, rhythm.calls(SPAN), WEEKS, SPAN, 10)[0]
    gaps = [WEEKS[b] - WEEKS[a] for a, b in pairwise(best.slots)]
    assert gaps == [14.0] * len(gaps)
    assert WEEKS[best.slots[0]] <= max(7.0, 14 - since + 4)


def test_that_the_first_call_follows_the_last_one_made() -> None:
    assert choices(Rhythm(91.0, 60), 1, WEEKS, SPAN, 13)[0].slots == (4,)


def test_that_who_is_overdue_comes_first() -> None:
    assert choices(Rhythm(91.0, 200), 1, WEEKS, SPAN, 13)[0].slots == (0,)


def test_that_choices_are_sorted_and_distinct() -> None:
    found = choices(Rhythm(22.75, 3), 4, WEEKS, SPAN, 24)
    assert len({choice.slots for choice in found}) == len(found) == 24
    assert [choice.cost for choice in found] == sorted(choice.cost for choice in found)


def test_that_held_calls_stay_and_the_others_keep_apart_from_them() -> None:
    found = choices(Rhythm(22.75, 3, held=(5,)), 4, WEEKS, SPAN, 10)
    assert found
    for choice in found:
        assert len(choice.slots) == 3
        assert 5 not in choice.slots
    gaps = [b - a for a, b in pairwise(sorted((*found[0].slots, 5)))]
    assert set(gaps) <= {3, 4}


def test_that_nothing_new_is_wanted_where_all_calls_are_held() -> None:
    assert choices(Rhythm(91.0, 80, held=(2,)), 1, WEEKS, SPAN, 10)[0].slots == ()


def test_that_more_calls_than_weeks_have_no_choice() -> None:
    assert choices(Rhythm(7.0, 7), 14, WEEKS, SPAN, 10) == ()


def test_that_weeks_that_are_away_are_gone_round() -> None:
    open_weeks = WEEKS[:3] + WEEKS[7:]
    best = choices(Rhythm(14.0, 7), 6, open_weeks, SPAN, 10)[0]
    assert len(set(best.slots)) == 6


# ---- room ---------------------------------------------------------------------------------


def _demands(count: int, grade: str, **more: object) -> list[Demand]:
    return [
        replace(Demand(at, grade, RULE[grade], 30, worth=float(at)), **more)  # type: ignore[arg-type]
        for at in range(1, count + 1)
    ]


def _weeks(have: int) -> list[WeekRoom]:
    return [WeekRoom(MONDAY, 5, have) for _week in range(13)]


PACE = Pace(4800.0, "measured", 100)


def test_that_needs_and_room_are_counted() -> None:
    found = capacity(_demands(20, "B"), _weeks(3), PACE, SPAN, RULE)
    assert (found.needs, found.have, found.over) == (40, 39, 1)
    assert found.needs_a_month == round(40 * 365.25 / 12 / 91)


def test_that_calls_planned_beyond_the_rule_are_needed_until_the_rep_says_else() -> None:
    demands = [Demand(1, "C", RULE["C"], 30, planned=5)]
    found = capacity(demands, _weeks(10), PACE, SPAN, RULE)
    assert found.needs == 5
    way = next(w for w in found.ways if w.kind == "as_ruled")
    assert (way.frees, way.accounts) == (4, (1,))
    assert sum(d.calls(SPAN) for d in stretched(demands, [way])) == 1


def test_that_each_way_frees_what_it_says() -> None:
    demands = [*_demands(8, "D", since=170), *_demands(30, "C")]
    demands = [replace(d, account=at) for at, d in enumerate(demands, 1)]
    found = capacity(demands, _weeks(1), PACE, SPAN, RULE)
    assert {way.kind for way in found.ways} >= {"phone", "grade_less"}
    for way in found.ways:
        after = sum(d.calls(SPAN) for d in stretched(demands, [way]))
        assert found.needs - after == way.frees > 0


def test_that_the_least_are_phoned_first_and_no_more_than_do_not_fit() -> None:
    demands = [*_demands(5, "C"), *_demands(5, "B")]
    demands = [replace(d, account=at) for at, d in enumerate(demands, 1)]
    found = capacity(demands, _weeks(1), PACE, SPAN, RULE)
    assert found.over == 2
    way = next(w for w in found.ways if w.kind == "phone")
    assert way.accounts == (1, 2)


def test_that_a_never_waits_longer_and_own_frequencies_stay() -> None:
    demands = [*_demands(9, "A"), *_demands(9, "C", own=True)]
    demands = [replace(d, account=at) for at, d in enumerate(demands, 1)]
    found = capacity(demands, _weeks(1), PACE, SPAN, RULE)
    assert not [way for way in found.ways if way.kind == "grade_less"]


def test_that_the_pace_is_measured_where_there_is_enough_on_record() -> None:
    assert pace_of([(10, 36_000), (10, 40_000)], lambda: 1.0) == Pace(3800.0, "measured", 20)
    assert pace_of([(10, 36_000)], lambda: 4000.0) == Pace(4000.0, "estimate")


def test_that_the_estimate_counts_the_way_out_and_home() -> None:
    near = estimated_pace(call=2400, between=600, home=600, day=30_000)
    far = estimated_pace(call=2400, between=600, home=6000, day=30_000)
    assert near < far
    assert room(MONDAY, [30_000] * 5, Pace(near, "estimate")).have > 5 * 5
