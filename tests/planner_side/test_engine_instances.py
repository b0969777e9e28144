"""Instances read from files, refused with file and line, and weeks generated."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from math import inf, log
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import numpy as np
import pytest

from planner.tours.checking import answer_of, check
from planner.tours.engine import search
from planner.tours.instances import (
    BadInstance,
    Instance,
    generate_day,
    generate_week,
    generate_windows,
    read_periodic,
    read_tour,
    read_tsptw,
)

TOUR = "0,10,20\n11,0,30\n21,31,0\n"
TSPTW = "3\n0 10 20\n11 0 30\n21 31 0\n0 100\n40 50\n  5    6\n"
PERIODIC = """\
1 2 3 2
0 10
90 0

0  0 0  0 0  0 0
1  3 4  5 6  1 2  1 2
2  0 -8  0 2  2 1  3
7  1 1  0 1  0 0
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str, name: str = "one.txt") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


Written = Callable[..., Path]


def test_that_a_tour_is_read_with_its_start_in_row_0(written: Written) -> None:
    instance = read_tour(written(TOUR, "three.csv"))
    found = answer_of(instance.problem, [[1, 0]])
    assert (instance.name, instance.reference) == ("three", None)
    assert (found.cost, found.feasible) == (20 + 31 + 11, True)
    assert instance.tell(found) == [2, 1]


def test_that_a_tour_of_the_start_alone_has_nobody_to_visit(written: Written) -> None:
    assert read_tour(written("0\n")).problem.clients == ()


def test_that_what_stands_on_the_diagonal_does_not_matter(written: Written) -> None:
    instance = read_tour(written(TOUR.replace("0,30", "7,30")))
    assert np.diagonal(instance.problem.cost).tolist() == [0, 0, 0]


def test_that_a_windowed_tour_begins_each_visit_in_its_window(written: Written) -> None:
    instance = read_tsptw(written(TSPTW))
    late = answer_of(instance.problem, [[0, 1]])
    assert instance.problem.clients[0].usual == ((40, 50),)
    assert instance.problem.frames[0].shuts == 100
    assert not late.feasible
    assert not answer_of(instance.problem, [[1, 0]]).feasible  # 20 is after 6


def test_that_the_depots_window_bounds_the_whole_tour(written: Written) -> None:
    wide = TSPTW.replace("5    6", "5    60").replace("40 50", "40 60")
    fits = read_tsptw(written(wide))
    tight = read_tsptw(written(wide.replace("0 100", "0 61")))
    assert answer_of(fits.problem, [[1, 0]]).feasible
    assert [f.kind for f in check(tight.problem, answer_of(tight.problem, [[1, 0]])).faults] == [
        "over_day"
    ]


def test_that_a_periodic_problem_has_a_route_for_each_vehicle_and_day(written: Written) -> None:
    instance = read_periodic(written(PERIODIC))
    problem = instance.problem
    assert [frame.day for frame in problem.frames] == [0, 0, 1, 1]
    assert [frame.shuts for frame in problem.frames] == [inf, inf, 90, 90]
    assert [frame.most_load for frame in problem.frames] == [10, 10, inf, inf]
    assert problem.soft_limits
    assert problem.cost[0, 1] == 5


def test_that_the_first_bit_of_a_combination_is_day_1(written: Written) -> None:
    one, two = read_periodic(written(PERIODIC)).problem.clients
    assert [pattern.visits for pattern in one.patterns] == [((1,),), ((0,),)]
    assert [pattern.visits for pattern in two.patterns] == [((0,), (1,))]


def test_that_one_without_a_combination_is_ignored_and_the_numbers_stay(written: Written) -> None:
    instance = read_periodic(written(PERIODIC.replace("7  1 1", "3  1 1")))
    found = answer_of(instance.problem, [[1], [0], [], [1]])
    assert found.feasible
    assert instance.tell(found) == [[[2], [1]], [[2]]]


def test_that_the_cost_beside_an_instance_is_its_reference(written: Written) -> None:
    written("1322.87 and more\n1 1 2", "one.res")
    assert read_periodic(written(PERIODIC)).reference == 1322.87
    written("unknown", "one.res")
    with pytest.raises(BadInstance) as refused:
        read_periodic(written(PERIODIC))
    assert (refused.value.file.name, refused.value.line) == ("one.res", 1)


REFUSED: list[tuple[Callable[[Path], Instance], str, int | None, str]] = [
    (read_tour, "", None, "empty"),
    (read_tour, " \n\n", None, "empty"),
    (read_tour, "0,10,20\n\n11,0,x\n21,31,0\n", 3, "not_a_number"),
    (read_tour, "0,10\n11,nan\n", 2, "not_a_number"),
    (read_tour, "0,10\n11,inf\n", 2, "not_a_number"),
    (read_tour, "0,10\n11,1_0\n", 2, "not_a_number"),
    (read_tour, "0,10\n11,\n", 2, "not_a_number"),
    (read_tour, "0,10\n-11,0\n", 2, "negative"),
    (read_tour, "0,10\n11\n", 2, "too_few"),
    (read_tour, "0,10\n11,0,5\n", 2, "too_many"),
    (read_tsptw, "x\n", 1, "not_a_number"),
    (read_tsptw, "0\n", 1, "not_whole"),
    (read_tsptw, "2.5\n", 1, "not_whole"),
    (read_tsptw, "-2\n", 1, "negative"),
    (read_tsptw, "2 2\n", 1, "too_many"),
    (read_tsptw, "2\n0 1\n1\n0 9\n0 9\n", 3, "too_few"),
    (read_tsptw, "2\n0 1\n1 0\n0 9\n", 4, "too_few_lines"),
    (read_tsptw, "2\n0 1\n1 0\n0 9\n9 8\n", 5, "backwards"),
    (read_tsptw, TSPTW + "1 2\n", 8, "too_many_lines"),
    (read_periodic, PERIODIC.replace("1 2 3 2", "2 2 3 2"), 1, "wrong_type"),
    (read_periodic, PERIODIC.replace("1 2 3 2", "1 2 3"), 1, "too_few"),
    (read_periodic, PERIODIC.replace("1 2 3 2", "1 0 3 2"), 1, "not_whole"),
    (read_periodic, PERIODIC.replace("1 2 3 2", "1 2 3 99"), 1, "not_whole"),
    (read_periodic, PERIODIC.replace("1 2 3 2", "1 2 4 2"), 8, "too_few_lines"),
    (read_periodic, PERIODIC.replace("1 2 3 2", "1 2 2 2"), 8, "too_many_lines"),
    (read_periodic, PERIODIC.replace("0 10", "0 -10"), 2, "negative"),
    (read_periodic, PERIODIC.replace("5 6  1", "5 -6  1"), 6, "negative"),
    (read_periodic, PERIODIC.replace("1 2  1 2", "1 3  1 2"), 6, "too_few"),
    (read_periodic, PERIODIC.replace("2 1  3", "2 1  4"), 7, "bad_combination"),
    (read_periodic, PERIODIC.replace("2 1  3", "2 1  1"), 7, "bad_combination"),
    (read_periodic, PERIODIC.replace("2 1  3", "2 1  2.5"), 7, "not_whole"),
    (read_periodic, PERIODIC.replace("1  3 4", "1  a 4"), 6, "not_a_number"),
]


@pytest.mark.parametrize(("read", "text", "line", "code"), REFUSED)
def test_that_a_bad_file_is_refused_with_its_line(
    written: Written, read: Callable[[Path], Instance], text: str, line: int | None, code: str
) -> None:
    with pytest.raises(BadInstance) as refused:
        read(written(text))
    assert (refused.value.line, refused.value.code) == (line, code)


def test_that_no_file_and_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff\xfe")
    for name, code in (("none.csv", "unreadable"), ("picture.csv", "not_text"), ("", "unreadable")):
        with pytest.raises(BadInstance) as refused:
            read_tour(tmp_path / name)
        assert refused.value.code == code


# ---- weeks --------------------------------------------------------------------------------


def test_that_a_week_is_the_same_for_the_same_numbers_and_another_for_others() -> None:
    one, same, other = (generate_week(40, seed).problem for seed in (3, 3, 4))
    assert np.array_equal(one.cost, same.cost)
    assert one.clients == same.clients
    assert not np.array_equal(one.cost, other.cost)


@pytest.mark.parametrize("accounts", [1, 2, 7, 60])
def test_that_three_appointments_are_fixed_on_days_of_their_own(accounts: int) -> None:
    problem = generate_week(accounts, 1).problem
    fixed = [client for client in problem.clients if client.usual[0][1] == client.usual[0][0] + 600]
    days = list(chain.from_iterable(client.patterns[0].visits[0] for client in fixed))
    assert len(fixed) == len(set(days)) == min(3, accounts)
    assert all(len(client.patterns) == 1 for client in fixed)


def test_that_a_week_has_the_statistics_it_is_described_with() -> None:
    problem = generate_week(2_000, 9).problem
    clients = problem.clients
    optional = [client for client in clients if len(client.patterns) == 2]
    lost = [log(client.patterns[1].cost) for client in optional]
    assert len(clients) - len(optional) == 20
    assert mean(lost) == pytest.approx(7.6, abs=0.06)
    assert stdev(lost) == pytest.approx(0.7, abs=0.05)
    assert _share(clients, lambda c: len(c.usual) == 2) == pytest.approx(0.2, abs=0.03)
    assert _share(clients, lambda c: c.usual[0][0] == 0) == pytest.approx(0.5, abs=0.04)
    every_day = _share(clients, lambda c: len(c.patterns[0].visits[0]) == 5)
    assert every_day == pytest.approx(0.75, abs=0.04)
    assert {client.seconds for client in clients} == {1800, 2700, 3600}
    assert (problem.cost != problem.cost.T).mean() > 0.9


def test_that_nobody_can_be_called_on_for_nothing() -> None:
    with pytest.raises(ValueError, match="0"):
        generate_week(0, 1)


# ---- days ---------------------------------------------------------------------------------


def test_that_a_generated_day_is_a_tour_over_asymmetric_roads() -> None:
    problem = generate_day(12, 3).problem
    assert len(problem.clients) == 12
    assert (problem.seconds != problem.seconds.T).mean() > 0.8
    assert np.array_equal(problem.seconds, generate_day(12, 3).problem.seconds)
    assert answer_of(problem, [list(range(12))]).feasible


@pytest.mark.parametrize("seed", range(5))
def test_that_generated_windows_can_all_be_kept(seed: int) -> None:
    problem = generate_windows(15, 20, seed).problem
    travel = problem.seconds
    assert all(0 <= b - a <= 20 for client in problem.clients for a, b in client.usual)
    assert (travel[:, :, None] + travel[None] >= travel[:, None, :]).all()
    assert search(problem, iterations=3_000).feasible


def _share(clients: Any, fits: Callable[[Any], bool]) -> float:
    return mean(fits(client) for client in clients)
