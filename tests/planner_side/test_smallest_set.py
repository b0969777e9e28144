"""The smallest set of requirements that clash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.workspace.proposing.clashes import smallest_set


class Requirement:
    """Told apart by what it is, as wishes are."""

    def __init__(self, number: int) -> None:
        self.number = number


@given(
    count=st.integers(1, 30),
    sets=st.lists(st.sets(st.integers(0, 29), min_size=1, max_size=6), min_size=1, max_size=4),
)
def test_that_what_is_named_clashes_and_nothing_of_it_is_idle(
    count: int, sets: list[set[int]]
) -> None:
    every: list[Any] = [Requirement(number) for number in range(count)]
    clashing = [some for some in sets if max(some) < count]
    if not clashing:
        return

    def clash(some: Sequence[Any]) -> bool:
        numbers = [one.number for one in some]
        assert numbers == sorted(numbers), "they are tried in the order of the clock"
        return any(clashing_set <= set(numbers) for clashing_set in clashing)

    found = smallest_set(every, clash)
    assert clash(found)
    for one in found:
        assert not clash([other for other in found if other is not one])


def test_that_two_of_many_are_found_by_few_looks() -> None:
    every: list[Any] = [Requirement(number) for number in range(168)]
    looks = []

    def clash(some: Sequence[Any]) -> bool:
        looks.append(some)
        return {31, 140} <= {one.number for one in some}

    assert [one.number for one in smallest_set(every, clash)] == [31, 140]
    assert len(looks) < 30
