"""The share of new business, what it pays, and what hours for prospects bring and cost; pure."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.advice.lead_sources import Source, ranked, together, verdict
from planner.advice.new_business import (
    Month,
    NewBusiness,
    Revenue,
    by_month,
    hours_taken,
    missing,
    months_up_to,
    paid,
)
from planner.advice.prospect_hours import HOUR, Customer, Outlook, next_calls

TODAY = date(2026, 11, 27)
MONEY = st.floats(-1e9, 1e9, allow_nan=False, allow_infinity=False)
GAIN = st.floats(0, 1e6, allow_nan=False)


def business(new: float, whole: float, **more: float) -> NewBusiness:
    """Twelve months of which the last has all of it."""
    months = by_month({"2026-11": Revenue(new, whole)}, months_up_to(TODAY))
    return NewBusiness(months, **{"target": 0.2, "likely": 0.0, **more})  # type: ignore[arg-type]


# ---- the share ----------------------------------------------------------------------------


def test_that_the_months_are_the_last_twelve_with_todays_at_the_end() -> None:
    months = months_up_to(TODAY)
    assert months[0] == date(2025, 12, 1)
    assert months[-1] == date(2026, 11, 1)
    assert len(months) == len(set(months)) == 12
    assert months_up_to(date(2026, 1, 31))[0] == date(2025, 2, 1)


@given(MONEY, MONEY)
def test_that_a_share_lies_between_nothing_and_all(new: float, whole: float) -> None:
    share = Revenue(new, whole).share
    assert (share is None) == (whole <= 0)
    assert share is None or 0 <= share <= 1


@given(st.lists(st.tuples(GAIN, GAIN), min_size=12, max_size=12))
def test_that_the_months_add_up_to_the_year(sums: list[tuple[float, float]]) -> None:
    months = tuple(
        Month(first, Revenue(new, new + rest))
        for first, (new, rest) in zip(months_up_to(TODAY), sums, strict=True)
    )
    found = NewBusiness(months, target=0.2)
    assert found.total.new == pytest.approx(sum(m.revenue.new for m in months))
    assert found.total.whole == pytest.approx(sum(m.revenue.whole for m in months))
    shares = [m.share for m in months if m.share is not None]
    if found.share is not None and shares:
        assert min(shares) - 1e-9 <= found.share <= max(shares) + 1e-9


@given(GAIN, st.floats(1, 1e6), st.floats(0, 0.95))
def test_that_the_missing_revenue_just_reaches_the_target(
    new: float, current: float, target: float
) -> None:
    short = missing(Revenue(new, new + current), target)
    assert short is not None
    reached = Revenue(new + short, new + short + current).share
    assert reached is not None
    assert reached >= target - 1e-9
    assert short == 0 or reached == pytest.approx(target)


def test_that_a_target_of_all_is_out_of_reach_while_old_customers_buy() -> None:
    assert missing(Revenue(10, 100), 1.0) is None
    assert missing(Revenue(100, 100), 1.0) == 0
    assert business(10, 100, target=1.0).pay_at_target is None


def test_that_both_rates_make_the_pay_and_the_target_its_rise() -> None:
    found = business(140, 1000, pay_new=0.06, pay_current=0.02)
    assert found.share == 0.14
    assert found.pay == pytest.approx(140 * 0.06 + 860 * 0.02)
    assert found.short == pytest.approx(75)
    assert found.pay_at_target == pytest.approx(found.pay + 75 * 0.06)
    assert paid(Revenue(1, 3), 0.5, 0.25) == 1.0


def test_that_without_orders_there_is_no_share_and_nothing_is_reached() -> None:
    found = business(0, 0)
    assert found.share is None
    assert not found.reached
    assert not found.pays
    assert found.expected.share is None


def test_that_next_month_is_the_last_whole_ones_and_the_pipeline() -> None:
    sums = {f"2026-{m:02d}": Revenue(100, 1000) for m in (8, 9, 10)} | {"2026-11": Revenue(0, 1)}
    found = NewBusiness(by_month(sums, months_up_to(TODAY)), target=0.2, likely=1200)
    assert found.expected.new == pytest.approx(200)
    assert found.expected.current == pytest.approx(900)


@given(st.floats(0, 1e5), st.floats(0, 1e6), st.floats(0, 1e6))
def test_that_no_more_hours_are_taken_than_prospects_get(
    on_prospects: float, needed: float, have: float
) -> None:
    taken = hours_taken(on_prospects, needed, have)
    assert 0 <= taken <= on_prospects
    if needed + on_prospects <= have:
        assert taken == pytest.approx(0, abs=1e-6)


# ---- the sources --------------------------------------------------------------------------


def test_that_the_source_that_wins_most_for_an_hour_comes_first() -> None:
    referral = Source("referral", 10 * HOUR, 8, 4, 20_000)
    cold = Source("cold", 20 * HOUR, 18, 2, 2_000)
    idle = Source("press", 0.0, 0, 0, 0.0)
    assert [s.source for s in ranked([cold, idle, referral])] == ["referral", "cold", "press"]
    found = verdict([cold, idle, referral])
    assert found is not None
    assert (found.best, found.worst, found.times) == ("referral", "cold", 20)
    assert together([cold, referral]).won == 22_000
    assert together([cold, referral]).won_an_hour == pytest.approx(22_000 / 30)


def test_that_one_source_alone_or_none_that_won_gives_no_verdict() -> None:
    assert verdict([Source("referral", HOUR, 1, 1, 100)]) is None
    assert verdict([Source("referral", HOUR, 1, 0, 0), Source("cold", HOUR, 1, 0, 0)]) is None
    assert verdict([Source("", HOUR, 1, 1, 10), Source("cold", HOUR, 1, 1, 20)]) is None
    found = verdict([Source("cold", HOUR, 1, 0, 0.0), Source("press", HOUR, 1, 1, 5.0)])
    assert found is not None
    assert found.times is None


# ---- who waits ----------------------------------------------------------------------------


def customer(number: int, grade: str, due: int = 0, **more: object) -> Customer:
    return Customer(number, f"Customer {number}", grade, 28.0, due, HOUR, 1000.0, **more)  # type: ignore[arg-type]


def outlook(*customers: Customer, day: float = 4 * HOUR, **more: object) -> Outlook:
    """Four calls a day, five days a week, an hour each; 1,000 won for an hour so far."""
    values: dict[str, object] = {
        "business": business(100_000, 1_000_000, pay_new=0.06, pay_current=0.02, likely=90_000),
        "hours": 0.0,
        "customers": customers,
        "days": tuple(n for n in range(91) if n % 7 < 5),
        "day": day,
        "week": 5 * day,
        "needed": 0.0,
        "given": 0.0,
        "call": HOUR,
        "each": HOUR,
        "won_an_hour": 1000.0,
        "spent": 0.0,
    }
    return Outlook(**{**values, **more})  # type: ignore[arg-type]


def test_that_c_waits_before_b_and_b_before_a() -> None:
    grades = "AABBCCCC"
    made = outlook(*(customer(n, grade, 0) for n, grade in enumerate(grades)), day=2.5 * HOUR)
    first: dict[str, float] = {}
    for half in range(33):
        for grade in made.trade(half / 2).grades():
            first.setdefault(grade, half / 2)
    assert first["C"] < first["B"] < first.get("A", 99.0)


def test_that_the_same_hours_let_nobody_wait_and_pay_the_same() -> None:
    made = outlook(*(customer(n, "C") for n in range(30)), hours=3.0)
    trade = made.trade(3.0)
    assert trade.waiting == ()
    assert trade.gain == 0
    assert trade.now == trade.then


def test_that_a_held_call_is_never_late_and_takes_its_place_from_others() -> None:
    held = customer(1, "C", held=2)
    others = [customer(n, "C") for n in range(2, 40)]
    made = outlook(held, *others)
    assert all(one.customer.account != 1 for one in made.trade(16).waiting)
    assert next_calls([held, *others], made.days, 4 * HOUR)[1] == 2


def test_that_more_hours_bring_more_up_to_what_the_pipeline_holds() -> None:
    made = outlook()
    news = [made.trade(hours).then.revenue.new for hours in (0, 1, 4, 8, 16)]
    assert news == sorted(news)
    assert news[0] == 100_000
    assert news[-1] <= 100_000 + 90_000
    early, late = news[1] - news[0], made.trade(16).then.revenue.new - news[3]
    assert early > late / 8


def test_that_fewer_hours_than_last_year_bring_less() -> None:
    made = outlook(hours=2.0, spent=92 * HOUR)
    assert made.trade(2.0).then.revenue.new == pytest.approx(100_000)
    assert made.trade(1.0).then.revenue.new == pytest.approx(100_000 - 46_000)
    assert made.trade(0.0).gain < 0


def test_that_too_few_new_ends_where_the_target_is_reached() -> None:
    plenty = business(100_000, 1_000_000, likely=300_000)
    made = outlook(business=plenty)
    enough = made.enough_from
    assert enough is not None
    assert not made.trade(enough).too_few
    assert made.trade(enough - 0.5).too_few
    assert outlook(won_an_hour=0.0).enough_from is None


def test_that_current_customers_are_neglected_above_the_hours_that_leave_all_in_time() -> None:
    made = outlook(*(customer(n, "C", due=n % 5) for n in range(12)), day=3 * HOUR)
    above = made.waits_above
    assert 0 < above < 16
    assert not made.trade(above).neglected
    assert made.trade(above + 0.5).neglected


def test_that_a_customer_seen_after_its_next_order_is_neglected() -> None:
    buyer, others = customer(1, "C", 2, reorder=4), [customer(n, "C") for n in range(2, 10)]
    assert buyer.latest == 4
    assert customer(1, "C", 2).latest == 9
    late = {hours: outlook(buyer, *others).neglected(hours) for hours in (0, 12)}
    assert late[0] == ()
    assert [one.customer.account for one in late[12]] == [1]
    assert late[12][0].after > 4 >= late[12][0].before


@given(
    st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(-60, 120)), max_size=40),
    st.floats(0, 16),
    st.floats(0.5, 8),
)
def test_that_whatever_the_hours_shares_hold_and_nobody_is_lost(
    some: list[tuple[str, int]], hours: float, day: float
) -> None:
    customers = [customer(n, grade, due) for n, (grade, due) in enumerate(some)]
    made = outlook(*customers, day=day * HOUR)
    trade = made.trade(hours)
    assert trade.then.share is None or 0 <= trade.then.share <= 1
    assert all(one.days > 0 for one in trade.waiting)
    assert {one.customer.account for one in trade.waiting} <= {c.account for c in customers}
    ranks = [("ABCD".index(one.customer.grade), -one.days) for one in trade.waiting]
    assert ranks == sorted(ranks)
    days = next_calls(customers, made.days, day * HOUR)
    assert all(days[c.account] >= min(c.due, 0) for c in customers)
    assert len(days) == len(customers)
