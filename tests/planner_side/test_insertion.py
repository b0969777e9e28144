"""Slots priced from the clock agree with days costed whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.tours.insertion import slots
from planner.tours.model import Day, Leg, Place, Stop, Window
from planner.tours.week import Plan, move, price, without

MONDAY = date(2026, 11, 30)
PLACES = [(0.0, float(i)) for i in range(6)]


def legs(a: Place, b: Place) -> Leg:
    """Times that differ by direction."""
    far = abs(a[1] - b[1]) * 9000 + (700 if a < b else 0)
    return Leg(round(far), round(far / 11))


hours = st.integers(6, 19).map(lambda hour: hour * 3600)


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...] | None:
    found = draw(st.none() | st.lists(st.tuples(hours, hours), max_size=2))
    if found is None:
        return None
    return tuple(sorted((Window(min(p), max(p)) for p in found), key=lambda w: w.opens))


@st.composite
def stops(draw: st.DrawFn, call: int = 1) -> Stop:
    return Stop(
        call=call,
        account=draw(st.sampled_from([call, call, 0])),
        place=draw(st.sampled_from([*PLACES, None])),
        seconds=draw(st.integers(0, 90)) * 60,
        windows=draw(windows()),
        appointment=draw(st.none() | hours),
    )


@st.composite
def busy(draw: st.DrawFn, call: int) -> Stop:
    """A busy time of the rep."""
    begins = draw(hours)
    seconds = draw(st.integers(1, 180)) * 60
    return Stop(call, 0, draw(st.sampled_from(PLACES)), seconds, appointment=begins, locked=True)


@st.composite
def frames(draw: st.DrawFn) -> Day:
    opens = draw(st.integers(6, 10)) * 3600
    return Day(
        start=draw(st.sampled_from(PLACES)),
        end=draw(st.sampled_from(PLACES)),
        work=Window(opens, draw(st.integers(12, 19)) * 3600),
        lunch=draw(st.sampled_from([None, Window(43200, 50400)])),
        lunch_seconds=draw(st.sampled_from([0, 1800, 2700])),
        rate_per_km=0.45,
        working=draw(st.booleans()),
        night=draw(st.sampled_from([0.0, 84.5])),
        most_driving=draw(st.sampled_from([None, None, 0, 3600])),
        most_working=draw(st.sampled_from([None, None, 7200, 36000])),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    days = [MONDAY + timedelta(days=i) for i in range(3)]
    rows, call = {}, 0
    for day in days:
        count = draw(st.integers(0, 5))
        numbers = range(call + 1, call + 1 + count)
        of_each = [stops(n) if n == 2 else st.one_of(stops(n), stops(n), busy(n)) for n in numbers]
        rows[day] = tuple(draw(one) for one in of_each)
        call += count
    return Plan({day: draw(frames()) for day in days}, rows)


@settings(max_examples=150, deadline=None)
@given(plans(), stops(call=2), st.booleans())
def test_that_a_slot_costs_what_the_days_cost_driven_whole(
    plan: Plan, stop: Stop, planned: bool
) -> None:
    home = plan.day_of(2)
    if not planned:
        stop = replace(stop, call=99)
    elif home is not None:
        stop = next(s for s in plan.of(home) if s.call == 2)
    bare = without(plan, {stop.call})
    found = list(slots(plan, stop, legs))
    assert len(found) == sum(len(bare.of(day)) + 1 for day in plan.frames)
    for slot in found:
        whole = price(plan, move(bare, [stop], slot.day, slot.position), legs)
        assert slot.price == whole


def test_that_a_stop_that_stays_where_it_is_costs_nothing() -> None:
    work = Window(8 * 3600, 17 * 3600)
    frame = Day(PLACES[0], PLACES[0], work, None, 0, 0.45)
    row = tuple(Stop(i, i, PLACES[i], 1800) for i in (1, 2, 3))
    found = list(slots(Plan({MONDAY: frame}, {MONDAY: row}), row[1], legs))
    assert [s.price.metres for s in found].index(0) == 1
