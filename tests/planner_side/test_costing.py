"""The one truth for cost."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from planner.roads.estimate import Estimate
from planner.tours.costing import SPARE_PART, cost_day, difference
from planner.tours.model import Day, Leg, Place, Stop, Window
from planner.tours.shapes import compare, saving

HOME: Place = (53.8, -1.55)
HOUR = 3600
DAY = Day(
    start=HOME,
    end=HOME,
    work=Window(8 * HOUR, 17 * HOUR),
    lunch=Window(12 * HOUR, 14 * HOUR),
    lunch_seconds=1800,
    rate_per_km=0.4,
)


def flat(a: Place, b: Place) -> Leg:
    """A world on a grid: a degree is 100 km and 100 minutes."""
    size = abs(a[0] - b[0]) + abs(a[1] - b[1])
    return Leg(round(size * 100_000), round(size * 6000))


def stop(call: int, lat: float = 54.0, lon: float = -1.55, **changes: object) -> Stop:
    plain = Stop(call=call, account=call, place=(lat, lon), seconds=HOUR)
    return replace(plain, **changes)  # type: ignore[arg-type]


places = st.tuples(st.floats(53, 55), st.floats(-3, 0))
stops = st.lists(st.tuples(places, st.integers(600, 7200)), max_size=9).map(
    lambda found: [Stop(i, i, p, s) for i, (p, s) in enumerate(found)]
)


@given(stops)
def test_that_a_day_is_the_sum_of_its_legs(row: list[Stop]) -> None:
    cost = cost_day(DAY, row, flat)
    assert cost.metres == sum(t.leg.metres for t in cost.stops) + cost.home_leg.metres
    assert cost.seconds_driving == sum(t.leg.seconds for t in cost.stops) + cost.home_leg.seconds
    assert cost.cost == round(cost.metres * 0.4 / 1000, 2)


@given(stops)
def test_that_time_is_driving_calls_lunch_and_waiting(row: list[Stop]) -> None:
    cost = cost_day(DAY, row, flat)
    calls = sum(t.stop.seconds for t in cost.stops)
    lunch = cost.lunch.shuts - cost.lunch.opens if cost.lunch else 0
    assert cost.seconds_working >= cost.seconds_driving + calls + lunch
    assert all(t.arrive <= t.begin < t.leave for t in cost.stops)
    assert all(a.leave <= b.arrive for a, b in zip(cost.stops, cost.stops[1:], strict=False))


@given(stops)
def test_that_lunch_overlaps_no_call(row: list[Stop]) -> None:
    cost = cost_day(DAY, row, flat)
    if cost.lunch:
        for timed in cost.stops:
            assert timed.leave <= cost.lunch.opens or cost.lunch.shuts <= timed.begin


def test_that_a_day_over_lunch_has_lunch_in_its_window() -> None:
    cost = cost_day(DAY, [stop(i) for i in range(6)], flat)
    assert cost.lunch is not None
    assert 12 * HOUR <= cost.lunch.opens <= 14 * HOUR - 1800


def test_that_a_morning_has_no_lunch_on_the_road() -> None:
    assert cost_day(DAY, [stop(1)], flat).lunch is None


def test_that_a_lunch_too_late_is_named() -> None:
    cost = cost_day(DAY, [stop(1, seconds=7 * HOUR), stop(2)], flat)
    assert "lunch" in {b.kind for b in cost.breaks}


def test_that_the_whole_call_lies_inside_the_opening_hours() -> None:
    mornings = (Window(9 * HOUR, 12 * HOUR), Window(14 * HOUR, 16 * HOUR))
    cost = cost_day(DAY, [stop(1, seconds=3 * HOUR), stop(2, windows=mornings)], flat)
    assert cost.stops[1].begin == 14 * HOUR
    assert cost.breaks == ()


def test_that_one_does_not_wait_at_the_first_door() -> None:
    cost = cost_day(DAY, [stop(1, windows=(Window(10 * HOUR, 12 * HOUR),))], flat)
    assert cost.stops[0].arrive == cost.stops[0].begin == 10 * HOUR
    assert cost.leave == 10 * HOUR - cost.stops[0].leg.seconds


def test_that_who_comes_after_closing_is_late_by_what_sticks_out() -> None:
    early = (Window(8 * HOUR, 9 * HOUR + 600),)
    cost = cost_day(DAY, [stop(1), stop(2, windows=early)], flat)
    late = cost.stops[1]
    assert late.late == late.begin + HOUR - (9 * HOUR + 600)
    assert [b.kind for b in cost.breaks] == ["late"]


def test_that_an_appointment_is_waited_for_and_missed_by_the_second() -> None:
    soon = cost_day(DAY, [stop(1), stop(2, appointment=11 * HOUR)], flat)
    assert (soon.stops[1].begin, soon.stops[1].late) == (11 * HOUR, 0)
    missed = cost_day(DAY, [stop(1), stop(2, appointment=9 * HOUR)], flat)
    assert missed.stops[1].late == missed.stops[1].arrive - 9 * HOUR > 0


def test_that_a_shut_day_a_long_day_and_a_missing_place_are_named() -> None:
    row = [stop(1, windows=()), stop(2, place=None), stop(3, seconds=9 * HOUR)]
    kinds = {b.kind for b in cost_day(DAY, row, flat).breaks}
    assert {"closed", "no_place", "over_day"} <= kinds


def test_that_an_empty_day_costs_nothing() -> None:
    cost = cost_day(DAY, [], flat)
    assert (cost.metres, cost.seconds_working, cost.cost, cost.breaks) == (0, 0, 0.0, ())


@given(stops, stops)
def test_that_a_price_is_the_difference_of_the_days(a: list[Stop], b: list[Stop]) -> None:
    before, after = cost_day(DAY, a, flat), cost_day(DAY, b, flat)
    price = difference([before], [after])
    assert price.metres == after.metres - before.metres
    assert price.seconds == after.seconds_driving - before.seconds_driving


@given(st.lists(places, min_size=1, max_size=6, unique=True))
def test_that_the_loop_is_the_shortest_of_all_orders(found: list[Place]) -> None:
    row = [Stop(i, i, p, HOUR) for i, p in enumerate(found)]
    shapes = compare(DAY, row, flat)
    shortest = min(cost_day(DAY, order, flat).metres for order in permutations(row))
    assert shapes.loop.metres == shortest
    assert shapes.loop.proved_shortest
    for shape in (shapes.planned, shapes.zigzag, shapes.far_and_back):
        assert shape.metres >= shortest
        assert shape.metres == cost_day(DAY, shape.order, flat).metres


@given(st.lists(places, min_size=2, max_size=6, unique=True))
def test_that_zigzag_goes_ever_nearer_and_far_and_back_is_the_best_after_the_farthest(
    found: list[Place],
) -> None:
    row = [Stop(i, i, p, HOUR) for i, p in enumerate(found)]
    shapes = compare(DAY, row, flat)
    away = [flat(HOME, s.place or HOME).metres for s in shapes.zigzag.order]
    assert away == sorted(away, reverse=True)
    first, *rest = shapes.far_and_back.order
    assert flat(HOME, first.place or HOME).metres == away[0]
    ways = (cost_day(DAY, [first, *order], flat).metres for order in permutations(rest))
    assert shapes.far_and_back.metres == min(ways)


def test_that_twelve_stops_are_proved_and_thirteen_are_not() -> None:
    ring = [stop(i, 54 + i * 0.01, -1.55 + (i * 7 % 5) * 0.02) for i in range(13)]
    assert compare(DAY, ring[:12], flat).loop.proved_shortest
    many = compare(DAY, ring, flat)
    assert not many.loop.proved_shortest
    assert many.loop.metres <= min(many.planned.metres, many.zigzag.metres)


def test_that_a_saving_is_zigzag_less_what_is_planned() -> None:
    row = [stop(1, 54.0), stop(2, 54.5), stop(3, 54.2, -1.0)]
    shapes = compare(DAY, row, flat)
    saved = saving(DAY, row, flat)
    assert saved.metres == shapes.zigzag.metres - shapes.planned.metres
    assert saved.days == 1


def test_that_the_estimate_is_the_straight_line_times_the_factor() -> None:
    legs = Estimate(1.3, [[1, 32], [10, 50], [100, 80]])
    leeds, york = (53.7997, -1.5492), (53.9600, -1.0873)
    there, back = legs(leeds, york), legs(york, leeds)
    assert there == back
    assert 44_000 < there.metres < 47_000  # 34.9 km as the crow flies
    assert there.seconds == round(there.metres / 1000 / legs.speed(there.metres) * 3600)


@given(st.floats(1, 400_000), st.floats(1, 400_000))
def test_that_a_longer_leg_never_takes_less_time(a: float, b: float) -> None:
    legs = Estimate(1.3, [[1, 32], [3.5, 38], [7.5, 45], [15, 48], [30, 50], [100, 80]])
    short, long = sorted((a, b))
    assert short / legs.speed(short) <= long / legs.speed(long) * (1 + 1e-9)


def busy(begins: int, ends: int, place: Place = HOME) -> Stop:
    return Stop(99, 0, place, ends - begins, appointment=begins, locked=True)


@given(stops, st.integers(8, 16), st.integers(10, 180), places, st.integers(0, 9))
def test_that_the_rep_is_at_a_busy_time_until_it_is_over(
    row: list[Stop], hour: int, minutes: int, place: Place, at: int
) -> None:
    begins = hour * HOUR
    ends = begins + minutes * 60
    at = min(at, len(row))
    calls = [replace(s, account=s.call + 1) for s in row]
    cost = cost_day(DAY, [*calls[:at], busy(begins, ends, place), *calls[at:]], flat)
    there = next(t for t in cost.stops if t.stop.is_block)
    assert there.begin == max(begins, there.begin)
    assert there.leave == max(ends, there.begin)
    late = [b.seconds for b in cost.breaks if (b.kind, b.call) == ("late", 99)]
    assert late == ([there.begin - begins] if there.begin > begins else [])
    assert all(a.leave <= b.arrive for a, b in zip(cost.stops, cost.stops[1:], strict=False))


def test_that_a_busy_time_is_driven_to_and_left_when_it_is_over() -> None:
    cost = cost_day(DAY, [busy(9 * HOUR, 11 * HOUR, (54.0, -1.55)), stop(1)], flat)
    spare = 1200 // SPARE_PART
    assert (cost.leave, cost.stops[1].begin) == (9 * HOUR - 1200 - spare, 11 * HOUR)
    late = cost_day(DAY, [stop(1, 54.5), busy(9 * HOUR, 11 * HOUR, (54.5, -1.55))], flat)
    assert [(b.kind, b.seconds) for b in late.breaks] == [("late", 4200)]
    assert late.stops[1].leave == 11 * HOUR


def test_that_a_busy_time_on_a_day_off_breaks_nothing() -> None:
    off = replace(DAY, working=False)
    assert cost_day(off, [busy(10 * HOUR, 11 * HOUR)], flat).breaks == ()
    kinds = [b.kind for b in cost_day(off, [busy(10 * HOUR, 11 * HOUR), stop(1)], flat).breaks]
    assert kinds == ["not_working"]


def test_that_too_much_driving_and_too_long_a_day_are_named() -> None:
    limited = replace(DAY, most_driving=HOUR, most_working=2 * HOUR)
    cost = cost_day(limited, [stop(1, 54.4)], flat)
    assert cost.seconds_driving == 7200
    found = [(b.kind, b.call, b.seconds) for b in cost.breaks]
    assert found == [("driving", None, 3600), ("working", None, cost.seconds_working - 7200)]
    assert cost_day(limited, [], flat).breaks == ()
    enough = replace(DAY, most_driving=7200, most_working=cost.seconds_working)
    assert cost_day(enough, [stop(1, 54.4)], flat).breaks == ()


def test_that_lunch_waits_for_an_agreed_time_that_it_would_make_late() -> None:
    noon = cost_day(DAY, [stop(1, 54.0, appointment=12 * HOUR + 900)], flat)
    assert (noon.breaks, noon.stops[0].begin) == ((), 12 * HOUR + 900)
    assert noon.lunch is None or noon.lunch.opens >= noon.stops[0].leave
