"""Over-called or neglected: judged from calls made, calls planned and growth."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.advice.calling import (
    growth,
    growth_of_years,
    is_friendly,
    judge,
    looked_back,
    planned_calls,
)
from planner.advice.fitting import GradeNeeds, fits, needed

CALLS = st.integers(0, 200)
PLAN = st.floats(0, 200)
GROWTH = st.none() | st.floats(-1, 3)


@pytest.mark.parametrize(
    ("made", "planned", "grown", "said"),
    [
        (12, 8, -0.3, "over_called"),
        (12, 8, None, "over_called"),
        (12, 8, 0.20, None),  # many calls are none too many where sales grow by them
        (9, 8, -0.3, None),  # one call more is chance
        (26, 23, 0.0, None),  # three of 23 are about right
        (2, 0, 0.0, "over_called"),
        (5, 13, 0.3, "neglected"),
        (5, 13, -0.3, "neglected"),
        (0, 2, None, "neglected"),
        (0, 1, None, None),
        (0, 0, None, None),
    ],
)
def test_that_calls_are_judged_by_plan_and_growth(
    made: int, planned: float, grown: float | None, said: str | None
) -> None:
    assert judge(made, planned, grown) == said


@given(CALLS, PLAN, GROWTH)
def test_that_more_calls_never_make_an_account_neglected(
    made: int, planned: float, grown: float | None
) -> None:
    order = {"neglected": 0, None: 1, "over_called": 2}
    assert order[judge(made, planned, grown)] <= order[judge(made + 1, planned, grown)]


@given(CALLS, PLAN)
def test_that_growth_never_makes_an_account_over_called(made: int, planned: float) -> None:
    if judge(made, planned, 0.5) == "over_called":
        pytest.fail("growing accounts are not over-called")
    if judge(made, planned, 0.0) == "neglected":
        assert judge(made, planned, 0.5) == "neglected"


@given(st.integers(7, 7 * 104), st.integers(0, 4000))
def test_that_whole_cycles_of_a_year_are_looked_at_as_far_as_is_known(
    cycle: int, known: int
) -> None:
    days = looked_back(cycle, known)
    assert 0 <= days <= known
    assert days <= max(364, cycle)
    if known >= max(364, cycle):
        assert days % cycle == 0
        assert days > 0


def test_that_the_plan_goes_by_the_days_looked_at() -> None:
    assert planned_calls(2, 91, 364) == 8
    assert planned_calls(2, 91, 182) == 4
    assert planned_calls(-1, 91, 364) == 0


def test_that_growth_from_nothing_is_not_known() -> None:
    assert growth(110, 100) == pytest.approx(0.1)
    assert growth(50, 0) is None
    assert growth(50, -10) is None


def test_that_the_running_year_says_nothing_of_growth_yet() -> None:
    today = date(2026, 2, 1)
    assert growth_of_years({2024: 100.0, 2025: 120.0, 2026: 5.0}, today) == pytest.approx(0.2)
    assert growth_of_years({2025: 120.0, 2026: 5.0}, today) is None


def test_that_one_friend_makes_an_account_friendly_and_one_opponent_does_not() -> None:
    assert is_friendly(["friendly", ""])
    assert not is_friendly(["advocate", "opposed"])
    assert not is_friendly([""])
    assert not is_friendly([])


NEEDS = st.builds(
    GradeNeeds,
    st.just("X"),
    st.integers(0, 500),
    st.none() | st.floats(0.5, 60),
    st.floats(0, 40),
)


@given(st.tuples(NEEDS, NEEDS, NEEDS, NEEDS), st.integers(1, 400))
def test_that_what_is_offered_as_a_fit_fits_and_never_takes_from_a(
    needs: tuple[GradeNeeds, ...], have: int
) -> None:
    grades = [
        GradeNeeds(letter, each.accounts, each.weeks, each.others)
        for letter, each in zip("ABCD", needs, strict=True)
    ]
    for fit in fits(grades, have):
        then = [
            GradeNeeds(g.grade, g.accounts, float(fit.weeks), g.others)
            if g.grade == fit.grade
            else g
            for g in grades
        ]
        assert fit.grade != "A"
        assert fit.weeks > fit.before
        assert needed(then) == fit.needs <= have


def test_that_nothing_is_offered_where_all_fits_already() -> None:
    grades = [GradeNeeds("A", 14, 3.0), GradeNeeds("C", 96, 21.0)]
    assert fits(grades, 1000) == ()


def test_that_the_least_important_wait_before_the_others() -> None:
    grades = [GradeNeeds("A", 14, 3.0), GradeNeeds("B", 38, 8.0), GradeNeeds("C", 96, 21.0)]
    assert needed(grades) == 61
    first = fits(grades, 54)[0]
    assert (first.grade, first.weeks, first.needs) == ("C", 31, 54)
