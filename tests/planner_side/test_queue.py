"""The order of the complaint queue."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.advice.queue import urgency, weight

complaints = st.tuples(
    st.integers(1, 5),
    st.floats(0, 5, allow_nan=False),
    st.floats(0, 1e9, allow_nan=False),
)


def _queue(chance: random.Random) -> list[tuple[int, float, float]]:
    grades = ("A", "B", "C", "D", "")
    return [
        (
            chance.randint(1, 5),
            weight(chance.choice(grades), chance.choice((None, chance.uniform(-1e6, 1e15)))),
            chance.uniform(0, 1e9),
        )
        for _ in range(chance.randint(0, 30))
    ]


def test_that_in_ten_thousand_queues_nobody_stands_before_one_more_worried() -> None:
    chance, inversions = random.Random(4), 0
    for _ in range(10_000):
        ordered = sorted(_queue(chance), key=lambda found: urgency(*found))
        inversions += sum(a[0] < b[0] for a, b in pairwise(ordered))
    assert inversions == 0


@given(st.lists(complaints))
def test_that_weight_and_waiting_only_break_ties(queue: list[tuple[int, float, float]]) -> None:
    ordered = sorted(queue, key=lambda found: urgency(*found))
    for before, after in pairwise(ordered):
        assert before[0] >= after[0]
        if before[0] == after[0]:
            assert before[1] >= after[1]
            if before[1] == after[1]:
                assert before[2] >= after[2]


def test_that_the_grade_weighs_more_than_any_potential() -> None:
    assert weight("A", None) > weight("B", 1e15)
    assert weight("D", 0) > weight("", 1e15)


def test_that_potential_weighs_within_a_grade() -> None:
    assert weight("B", 40_000) > weight("B", 30_000) > weight("B", None)


def test_that_a_potential_that_is_no_figure_weighs_nothing() -> None:
    assert weight("B", float("nan")) == weight("B", float("inf")) == weight("B", -5.0)
