"""What a call is worth, and of what that is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.advice.value import Subject, next_order, share, worth

DAY = date(2026, 12, 1)
DUE = Subject(grade="B", interval=40, last=DAY - timedelta(days=40))


def seconds(subject: Subject) -> float:
    return worth(subject, DAY).seconds


def days_ago(days: int) -> Subject:
    return replace(DUE, last=DAY - timedelta(days=days))


def test_that_a_better_grade_is_worth_more() -> None:
    by_grade = [seconds(replace(DUE, grade=grade)) for grade in "ABCD"]
    assert by_grade == sorted(by_grade, reverse=True)
    assert len(set(by_grade)) == 4
    assert seconds(replace(DUE, grade="")) == by_grade[2]


def test_that_the_worth_grows_and_more_steeply_once_overdue() -> None:
    before, due, after, long_after = (seconds(days_ago(days)) for days in (30, 40, 50, 4000))
    assert before < due < after < long_after
    assert after - due > 2 * (due - before)


@pytest.mark.parametrize(
    ("days", "code"), [(30, "early"), (38, "due"), (40, "due"), (49, "overdue")]
)
def test_that_the_rhythm_names_its_reason(days: int, code: str) -> None:
    term = worth(days_ago(days), DAY).term(code)
    assert term is not None
    assert term.args == {"grade": "B", "days": abs(days - 40)}


def test_that_who_was_never_called_on_is_worth_more_than_one_just_due() -> None:
    never = replace(DUE, last=None)
    assert share(never, DAY) is None
    assert worth(never, DAY).term("never_called")
    assert seconds(never) > seconds(DUE)


def test_that_line_5_6_who_is_more_likely_to_buy_is_worth_a_call_sooner() -> None:
    by_likelihood = [seconds(replace(DUE, likelihood=share)) for share in (0.0, 0.3, 0.5, 0.9, 1.0)]
    assert by_likelihood == sorted(by_likelihood)
    assert len(set(by_likelihood)) == 5
    assert by_likelihood[2] == seconds(DUE)  # even odds say nothing
    likely_early = replace(days_ago(32), likelihood=0.95)
    assert seconds(likely_early) > seconds(replace(DUE, likelihood=0.05))


def test_that_potential_counts_by_doublings_and_not_without_end() -> None:
    usual = replace(DUE, potential=100.0, usual=100.0)
    twice, half = replace(usual, potential=200.0), replace(usual, potential=50.0)
    assert seconds(usual) == seconds(DUE)
    assert seconds(twice) - seconds(usual) == pytest.approx(seconds(usual) - seconds(half))
    assert seconds(replace(usual, potential=1e300)) < 2 * seconds(usual)
    for nonsense in (0.0, -5.0, float("nan"), float("inf")):
        assert seconds(replace(usual, potential=nonsense)) == seconds(DUE)


def test_that_a_prospect_counts_by_its_likelihood() -> None:
    unknown, sure, never = (
        replace(DUE, status="prospect", likelihood=likelihood) for likelihood in (None, 1.0, 0.0)
    )
    assert seconds(sure) > seconds(unknown) > seconds(never) > 0


def test_that_an_order_expected_by_its_rhythm_counts() -> None:
    orders = [DAY - timedelta(days=30 * n + 1) for n in (4, 3, 2, 1)]
    assert next_order(orders) == (30, orders[-1])
    assert seconds(replace(DUE, orders=orders)) > seconds(DUE)
    just_ordered = [*orders, DAY - timedelta(days=2)]
    assert worth(replace(DUE, orders=just_ordered), DAY).term("reorder") is None


def test_that_two_orders_or_wild_ones_are_no_rhythm() -> None:
    assert next_order([DAY, DAY - timedelta(days=30)]) is None
    assert next_order([DAY - timedelta(days=n) for n in (0, 1, 90, 91, 400)]) is None


def test_that_a_promise_outweighs_the_rest_and_more_once_its_day_has_passed() -> None:
    promised = replace(DUE, grade="D", must_by=DAY + timedelta(days=1))
    assert seconds(promised) > seconds(replace(DUE, grade="A"))
    assert seconds(replace(promised, must_by=DAY - timedelta(days=1))) > seconds(promised)
