"""The check of the engine's answers: against the day's own costing, brute force, broken answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations, product
from math import inf, isnan, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.tours.checking import answer_of, check, disagreements, drive, serves
from planner.tours.costing import cost_day
from planner.tours.engine.problem import (
    Answer,
    Client,
    Frame,
    Lunch,
    Night,
    Pattern,
    Problem,
    Span,
)
from planner.tours.model import Day, Leg, Place, Stop, Window

IN = (Pattern(((0, 1),)),)
MAYBE = (Pattern(((0, 1),)), Pattern((), 500.0))


def line(*at: float) -> Any:
    """Places on a straight road, a second for each unit of length."""
    places = np.array(at, dtype=np.float64)
    return np.abs(places[:, None] - places[None])


def simple(**changed: Any) -> Problem:
    """Home at 0 and four clients along a road, two days of 1,000 seconds."""
    road = line(0, 100, 200, 300, -50)
    clients = (Client(1, 10, IN), Client(2, 10, IN), Client(3, 10, MAYBE), Client(4, 10, MAYBE))
    frames = (Frame(0, 0, 0, 0, 1000), Frame(1, 0, 0, 0, 1000))
    return replace(Problem(road, road, frames, clients), **changed)


def answer(problem: Problem, *routes: Sequence[int]) -> Answer:
    return answer_of(problem, routes)


def kinds(problem: Problem, answered: Answer) -> set[str]:
    return {fault.kind for fault in check(problem, answered).faults}


def with_client(problem: Problem, number: int, **changed: Any) -> Problem:
    clients = list(problem.clients)
    clients[number] = replace(clients[number], **changed)
    return replace(problem, clients=tuple(clients))


def with_frame(problem: Problem, **changed: Any) -> Problem:
    return replace(problem, frames=(replace(problem.frames[0], **changed), *problem.frames[1:]))


# ---- good answers -------------------------------------------------------------------------


def test_that_cost_is_legs_and_lost_clients() -> None:
    found = check(simple(), answer(simple(), [0, 1], [3]))
    assert found.cost == 400 + 100 + 500
    assert found.faults == ()


def test_that_an_empty_route_costs_the_way_from_its_start_to_its_end() -> None:
    apart = with_frame(simple(), start=0, end=3)
    assert check(apart, answer(apart, [], [0, 1])).cost == 300 + 400 + 500 + 500
    assert check(simple(), answer(simple(), [], [0, 1])).cost == 400 + 500 + 500


def test_that_an_answer_of_routes_takes_the_cheapest_pattern_it_serves() -> None:
    dear_first = with_client(
        simple(), 0, patterns=(Pattern(((0,),), 9.0), Pattern(((0, 1),), 2.0), *IN)
    )
    assert answer(dear_first, [0, 1], []).patterns == (2, 0, 1, 1)


def test_that_a_true_answer_brings_no_disagreement() -> None:
    assert disagreements(simple(), answer(simple(), [0, 1], [])) == ()


def test_that_a_wrong_cost_or_a_wrong_word_is_a_disagreement() -> None:
    good = answer(simple(), [0, 1], [])
    assert len(disagreements(simple(), replace(good, cost=good.cost - 1))) == 1
    assert len(disagreements(simple(), replace(good, feasible=False))) == 1
    left_out = answer(simple(), [0], [])
    assert not left_out.feasible
    assert len(disagreements(simple(), replace(left_out, feasible=True))) == 1


# ---- one broken answer for each rule ------------------------------------------------------


def test_that_another_number_of_routes_does_not_fit() -> None:
    good = answer(simple(), [0, 1], [])
    for broken in (
        replace(good, routes=good.routes[:1]),
        replace(good, patterns=good.patterns[:1]),
        replace(good, nights=(0,)),
    ):
        found = check(simple(), broken)
        assert {fault.kind for fault in found.faults} == {"shape"}
        assert isnan(found.cost)


def test_that_clients_patterns_and_nights_that_there_are_not_are_unknown() -> None:
    good = answer(simple(), [0, 1], [])
    slept = replace(simple(), nights=(Night(0, ((0, 0.0),)),), most_nights=1)
    for problem, broken in (
        (simple(), replace(good, routes=((0, 1, 7), ()))),
        (simple(), replace(good, routes=((0, 1, -1), ()))),
        (simple(), replace(good, patterns=(0, 0, 1, 2))),
        (slept, replace(good, nights=(1,))),
        (slept, replace(good, nights=(-1,))),
    ):
        assert kinds(problem, broken) == {"unknown"}


def test_that_one_who_must_be_in_and_is_not_is_named() -> None:
    found = check(simple(), answer(simple(), [0], []))
    assert [(fault.kind, fault.client) for fault in found.faults] == [("out", 1)]


def test_that_the_chosen_pattern_has_to_be_driven() -> None:
    good = answer(simple(), [0, 1], [])
    assert kinds(simple(), replace(good, patterns=(0, 0, 0, 1))) == {"visits"}
    assert kinds(simple(), replace(good, routes=((0, 1, 2), ()))) == {"visits"}
    assert kinds(simple(), replace(good, patterns=(0, -1, 1, 1))) == {"visits"}


def test_that_a_visit_on_a_day_not_allowed_is_seen() -> None:
    only_day_one = with_client(simple(), 0, patterns=(Pattern(((1,),)),))
    good = answer(only_day_one, [1], [0])
    assert kinds(only_day_one, good) == set()
    assert kinds(only_day_one, replace(good, routes=((0, 1), ()))) == {"visits"}


def test_that_nobody_is_visited_twice_on_a_day() -> None:
    two_cars = replace(simple(), frames=(Frame(0, 0, 0, 0, 1000), Frame(0, 0, 0, 0, 1000)))
    both = with_client(two_cars, 0, patterns=(Pattern(((0,), (0,))),))
    assert kinds(both, answer(both, [0, 1], [0])) == {"twice"}
    assert kinds(both, answer(both, [0, 1, 0], [])) == {"twice"}


def test_that_a_shut_day_is_seen() -> None:
    shut = with_client(simple(), 0, windows={0: ()})
    assert kinds(shut, answer(shut, [0, 1], [])) == {"closed"}
    assert kinds(shut, answer(shut, [1], [0])) == set()


def test_that_coming_after_the_last_window_is_late() -> None:
    early = with_client(simple(), 1, usual=((0.0, 50.0), (150.0, 209.0)))
    found = check(early, answer(early, [0, 1], []))
    assert [(f.kind, f.client, f.by) for f in found.faults] == [("late", 1, 1.0)]
    assert kinds(early, answer(early, [1], [0])) == set()


def test_that_an_agreed_start_wants_the_rep_there_before_it() -> None:
    agreed = with_client(simple(), 0, usual=((400.0, 390.0),))
    late = with_frame(agreed, opens=295.0)
    assert kinds(agreed, answer(agreed, [0, 1], [])) == set()
    timed = drive(agreed, 0, agreed.frames[0], [0, 1])
    assert (timed.leave, timed.begins[0]) == (280.0, 400.0)  # a fifth of the drive to spare
    assert kinds(late, answer(late, [0, 1], [])) == {"late"}


def test_that_home_after_the_end_is_over_the_day() -> None:
    tight = with_frame(simple(), shuts=419.0)
    assert kinds(tight, answer(tight, [0, 1], [])) == {"over_day"}
    assert kinds(tight, answer(tight, [0], [1])) == set()


def test_that_driving_and_working_have_their_limits() -> None:
    for limit, kind, inside, outside in (
        ("most_driving", "driving", 400.0, 399.0),
        ("most_working", "working", 420.0, 419.0),
        ("most_load", "load", 8.0, 7.0),
    ):
        loaded = with_client(simple(), 0, load=8.0)
        fits, over = (with_frame(loaded, **{limit: value}) for value in (inside, outside))
        assert kinds(fits, answer(fits, [0, 1], [])) == set()
        assert kinds(over, answer(over, [0, 1], [])) == {kind}


def test_that_waiting_counts_as_work_but_not_before_the_first_call() -> None:
    waits = with_client(simple(), 1, usual=((500.0, 600.0),))
    assert drive(waits, 0, waits.frames[0], [1]).leave == 300.0
    over = with_frame(waits, most_working=600.0)
    assert kinds(over, answer(over, [0, 1], [])) == {"working"}
    assert kinds(over, answer(over, [1], [0])) == set()


def test_that_lunch_lies_in_its_window() -> None:
    long_call = with_client(simple(), 0, seconds=400.0)
    fed = with_frame(long_call, lunch=Lunch(150.0, 300.0, 60.0))
    found = check(fed, answer(fed, [0, 1], []))
    assert {fault.kind for fault in found.faults} == set()
    held_up = with_client(fed, 0, usual=((0.0, 100.0),))
    far = with_frame(held_up, lunch=Lunch(190.0, 300.0, 60.0))
    assert drive(far, 0, far.frames[0], [0, 1]).lunch == (500.0, 560.0)
    assert kinds(far, answer(far, [0, 1], [])) == {"lunch"}


def test_that_soft_limits_count_driving_and_service_alone() -> None:
    soft = with_frame(replace(simple(), soft_limits=True), opens=500.0, shuts=920.0)
    assert kinds(soft, answer(soft, [0, 1], [])) == set()
    assert kinds(with_frame(soft, shuts=919.0), answer(soft, [0, 1], [])) == {"over_day"}
    assert kinds(with_frame(soft, most_load=0.5), answer(soft, [0, 1], [])) == set()
    loaded = with_client(with_frame(soft, most_load=0.5), 0, load=1.0)
    assert kinds(loaded, answer(loaded, [0, 1], [])) == {"load"}


def test_that_a_night_away_is_driven_paid_and_counted() -> None:
    slept = replace(simple(), nights=(Night(0, ((0, 0.0), (2, 70.0))),), most_nights=1)
    home = replace(answer(slept, [0], [1]), nights=(0,))
    away = replace(home, nights=(1,))
    assert check(slept, home).cost == 200 + 400 + 1000
    assert check(slept, away).cost == 200 + 200 + 70 + 1000
    assert kinds(slept, away) == set()
    assert kinds(replace(slept, most_nights=0), away) == {"nights"}


def test_that_times_that_are_no_numbers_break_the_day() -> None:
    road = simple().seconds.copy()
    road[0, 1] = nan
    assert "over_day" in kinds(simple(seconds=road), answer(simple(), [0, 1], []))


# ---- against the costing of a day, and brute force ----------------------------------------


@st.composite
def driven_days(draw: st.DrawFn) -> tuple[Problem, Day, list[Stop]]:
    """A day in the engine's words and in those of tours.costing, whole seconds."""
    count = draw(st.integers(1, 5))
    times = st.integers(0, 60)
    road = np.array(
        [[0 if a == b else draw(times) for b in range(count + 1)] for a in range(count + 1)]
    )
    opens = draw(st.integers(0, 50))
    shuts = opens + draw(st.integers(1, 600))
    lunch = None
    if draw(st.booleans()):
        begin = draw(st.integers(0, 250))
        lunch = Lunch(begin, begin + draw(st.integers(1, 150)), draw(st.integers(0, 80)))
    clients, stops = [], []
    for place in range(1, count + 1):
        length = draw(st.integers(1, 60))
        agreed = draw(st.none() | st.integers(0, 300))
        windows = None if agreed is not None else _windows(draw, length)
        spans = tuple((float(w.opens), float(w.shuts - length)) for w in windows or ())
        usual: tuple[Span, ...] = ((float(agreed), float(agreed)),) if agreed is not None else spans
        if agreed is None and windows is None:
            usual = ((-inf, inf),)
        clients.append(Client(place, float(length), (Pattern(((0,),)),), usual=usual))
        stops.append(Stop(place, place, (float(place), 0.0), length, windows, agreed))
    table = road.astype(np.float64)
    frame = Frame(0, 0, 0, opens, shuts, lunch)
    day = Day(
        (0.0, 0.0),
        (0.0, 0.0),
        Window(opens, shuts),
        Window(int(lunch.opens), int(lunch.shuts)) if lunch else None,
        int(lunch.seconds) if lunch else 0,
        0.0,
    )
    return Problem(table, table, (frame,), tuple(clients)), day, stops


def _windows(draw: st.DrawFn, length: int) -> tuple[Window, ...] | None:
    """None, or one or two that hold the call; shorter ones are no windows in the engine."""
    edges = sorted(draw(st.lists(st.integers(0, 400), min_size=4, max_size=4)))
    first = Window(edges[0], max(edges[1], edges[0] + length))
    second = Window(max(edges[2], first.shuts), max(edges[2], first.shuts) + length + edges[3] // 4)
    return draw(st.sampled_from([None, (), (first,), (first, second)]))


@given(driven_days())
def test_that_the_check_drives_as_the_costing_does(case: tuple[Problem, Day, list[Stop]]) -> None:
    problem, day, stops = case

    def legs(a: Place, b: Place) -> Leg:
        return Leg(0, int(problem.seconds[int(a[0]), int(b[0])]))

    costed = cost_day(day, stops, legs)
    route = list(range(len(stops)))
    timed = drive(problem, 0, problem.frames[0], route)
    assert (timed.leave, timed.arrive, timed.driving) == (
        costed.leave,
        costed.arrive,
        costed.seconds_driving,
    )
    assert timed.begins == tuple(stop.begin for stop in costed.stops)
    assert timed.lunch == (costed.lunch and (costed.lunch.opens, costed.lunch.shuts))
    assert kinds(problem, answer_of(problem, [route])) == {b.kind for b in costed.breaks}


@given(
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
    st.lists(
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=2),
        min_size=3,
        max_size=3,
    ),
    st.integers(6, 16),
)
def test_that_a_route_is_possible_exactly_when_some_times_can_be_found(
    legs: list[int], spans: list[list[tuple[int, int]]], shuts: int
) -> None:
    road = np.zeros((4, 4))
    road[~np.eye(4, dtype=bool)] = legs
    windows = [sorted({(a, a + wide) for a, wide in own}) for own in spans]
    clients = tuple(
        Client(n + 1, 1.0, (Pattern(((0,),)),), usual=tuple((float(a), float(b)) for a, b in own))
        for n, own in enumerate(windows)
    )
    problem = Problem(road, road, (Frame(0, 0, 0, 0, shuts),), clients)
    for order in permutations(range(3)):
        found = kinds(problem, answer_of(problem, [order]))
        assert (not found) == _can_be_timed(road, windows, order, shuts)


def _can_be_timed(road: Any, windows: list[list[tuple[int, int]]], order: Any, shuts: int) -> bool:
    """Try all whole seconds at which the calls could begin."""
    starts = [
        [t for t in range(shuts + 1) if any(a <= t <= b for a, b in windows[n])] for n in order
    ]
    path = [0, *(n + 1 for n in order), 0]
    return any(
        times[0] >= road[0, path[1]]
        and all(
            y >= x + 1 + road[path[k + 1], path[k + 2]] for k, (x, y) in enumerate(pairwise(times))
        )
        and times[-1] + 1 + road[path[-2], 0] <= shuts
        for times in product(*starts)
    )


@given(
    st.lists(st.sets(st.integers(0, 3), max_size=3), max_size=4),
    st.lists(st.integers(0, 3), max_size=4),
)
def test_that_days_serve_a_pattern_when_some_order_of_them_fits(
    visits: list[set[int]], visited: list[int]
) -> None:
    pattern = Pattern(tuple(tuple(sorted(days)) for days in visits))
    by_hand = len(visits) == len(visited) and any(
        all(day in days for day, days in zip(order, visits, strict=True))
        for order in permutations(visited)
    )
    assert serves(pattern, visited) == by_hand


@pytest.mark.parametrize("seed", range(5))
def test_that_the_cost_is_what_adding_up_by_hand_gives(seed: int) -> None:
    chance = np.random.default_rng(seed)
    road = chance.uniform(1, 100, (5, 5))
    clients = tuple(
        Client(n, 5.0, (Pattern(((0, 1),), float(n)), Pattern((), 100.0 * n))) for n in range(1, 5)
    )
    problem = Problem(road, road, (Frame(0, 0, 0), Frame(1, 0, 0)), clients)
    order = list(chance.permutation(4)[:3])
    found = check(problem, answer(problem, order[:2], order[2:]))
    a, b, c = (n + 1 for n in order)
    out = 10 - a - b - c
    by_hand = road[0, a] + road[a, b] + road[b, 0] + road[0, c] + road[c, 0]
    assert found.cost == pytest.approx(by_hand + a + b + c + 100 * out)
    assert found.faults == ()
