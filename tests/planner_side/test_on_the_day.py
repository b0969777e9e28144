"""A day under way: which day suits, urgent, late, cancelled, and what habit costs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from planner.workspace import BadInput, Impossible, IsoWeek, PlannedWeek, Workspace
from planner.workspace.day.rest_of_day import rest_after, rest_at
from planner.workspace.day.running_late import present, running, whom_to_phone
from planner.workspace.day.urgent_options import UrgentAnswer
from planner.workspace.day.which_day import suits, which_day

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days
TODAY = date(2026, 11, 27)


def order(workspace: Workspace, day: date) -> list[int]:
    planned = workspace.planning.week(IsoWeek.of(day)).by_date.get(day)
    return [s.account.id for s in planned.stops] if planned else []


def account(workspace: Workspace, name: str = "Holt", lat: float = 53.72, **more: object) -> int:
    values = {"name": name, "grade": "A", "lat": lat, "lon": -1.55, **more}
    return workspace.records.make("account", values)[0].id


def call_on(workspace: Workspace, day: date, number: int) -> int:
    return workspace.planning.week(IsoWeek.of(day)).by_date[day].stops[number].call.id


def at(day: date, seconds: int) -> datetime:
    """A moment in Leeds in winter, whose clock is UTC's."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).replace(
        hour=seconds // 3600, minute=seconds % 3600 // 60, second=seconds % 60
    )


# ---- which day


def test_that_each_day_has_its_best_slot_and_one_is_best(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.assign(TUE, six[3:])
    new = account(workspace)
    offers = workspace.planning.which_day(new, WEEK, weeks=1)
    week = workspace.planning.week(WEEK)
    assert [o.day for o in offers.days] == [day.date for day in week.days]
    assert [o.suits for o in offers.days].count("best") == 1
    best = offers.ranked()[0]
    assert best.slot is not None
    workspace.planning.drop(best.day, best.slot.position, accounts=[new])
    after = workspace.planning.week(WEEK)
    assert after.metres - week.metres == best.slot.price.metres
    assert best.cost is not None
    assert after.by_date[best.day].cost.arrive == best.cost.arrive
    assert after.by_date[best.day].stops[best.slot.position].timed.begin == best.begin


def test_that_a_day_that_cannot_be_says_why_and_what_lifting_it_costs(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:2])
    workspace.planning.lock([call_on(workspace, MON, 0), call_on(workspace, MON, 1)], locked=True)
    workspace.records.make("itinerary", {"date": TUE, "day_off": True})
    hours = [[day, 9 * 3600, 16 * 3600] for day in (0, 1, 3, 4)]
    new = account(workspace, opening_hours=hours)
    offers = workspace.planning.which_day(new, WEEK, weeks=1)
    said = {o.day: o.refused for o in offers.days}
    assert said == {MON: "held", TUE: "day_off", WED: "closed", THU: "", FRI: ""}
    held = offers.on(MON)
    assert held is not None
    assert held.suits == "not_possible"
    assert held.slot is not None
    assert held.slot.price.metres > 0
    assert offers.on(WED) is not None
    assert offers.on(WED).slot is None  # type: ignore[union-attr]


def test_that_days_gone_by_are_not_offered(workspace: Workspace, six: list[int]) -> None:
    week = workspace.planning.week(WEEK)
    row = workspace.accounts.rows(ids=[six[0]])[0]
    offers = which_day([week], row, WED)
    assert [o.refused for o in offers.days] == ["past", "past", "", "", ""]


def test_that_moving_into_another_week_counts_the_road_saved(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    offers = workspace.planning.which_day(six[1], WEEK, weeks=2)
    assert offers.call == call_on(workspace, MON, 1)
    assert offers.on(MON).stands  # type: ignore[union-attr]
    there = WEEK.plus(1).days[2]
    offer = offers.on(there)
    assert offer is not None
    assert offer.slot is not None
    before = sum(workspace.planning.week(w).metres for w in (WEEK, WEEK.plus(1)))
    workspace.planning.drop(there, offer.slot.position, calls=[offers.call])
    after = sum(workspace.planning.week(w).metres for w in (WEEK, WEEK.plus(1)))
    assert after - before == offer.slot.price.metres


def test_that_what_is_late_is_dear_however_near() -> None:
    from planner.tours.model import Break, Price

    assert suits(Price(100, 60, 0.0, (), ())) == "good"
    assert suits(Price(100, 13 * 60, 0.0, (), ())) == "so_so"
    assert suits(Price(100, 20 * 60, 0.0, (), ())) == "dear"
    assert suits(Price(100, 60, 0.0, (7,), (Break("late", 7, 60),))) == "dear"
    assert suits(Price(100, 60, 0.0, (), (Break("over_day", None, 4000),))) == "very_dear"


# ---- the rest of a day


def test_that_the_rest_of_a_day_goes_on_as_planned(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six)
    week = workspace.planning.week(WEEK)
    frame, cost = week.plan.frames[MON], week.by_date[MON].cost
    assert cost.lunch is not None
    for number, timed in enumerate(cost.stops, start=1):
        for rest in (
            rest_at(frame, cost, week.legs, timed.begin),
            rest_after(frame, cost, week.legs, number, timed.leave),
        ):
            assert (rest.done, rest.free_at) == (number, timed.leave)
            found = rest.cost(rest.ahead)
            assert found.stops == cost.stops[number:]
            assert found.arrive == cost.arrive


def test_that_on_the_road_what_is_driven_and_what_is_left_make_the_leg(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    week = workspace.planning.week(WEEK)
    frame, cost = week.plan.frames[MON], week.by_date[MON].cost
    half = (cost.stops[0].leave + cost.stops[1].arrive) // 2
    rest = rest_at(frame, cost, week.legs, half)
    found = rest.cost(rest.ahead)
    driven = cost.stops[0].leg.metres + rest.driven.metres
    assert driven + found.metres == cost.metres
    assert found.stops[0].arrive == cost.stops[1].arrive
    assert rest.at not in (cost.stops[0].stop.place, cost.stops[1].stop.place)


# ---- urgent


def test_that_an_urgent_call_has_three_ways(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:4])
    workspace.planning.assign(TUE, six[4:])
    new = account(workspace)
    first = workspace.planning.week(WEEK).by_date[MON].stops[0].timed
    answer = workspace.planning.urgent(new, at(MON, first.begin + 60))
    assert [o.kind for o in answer.options] == ["now", "after", "tomorrow"]
    now, after, tomorrow = answer.options
    assert answer.free_at == first.leave
    assert now.arrive >= first.leave
    assert after.arrive > now.arrive
    assert after.metres <= now.metres
    assert (now.day, after.day, tomorrow.day) == (MON, MON, TUE)


@pytest.mark.parametrize("kind", ["now", "after", "tomorrow"])
def test_that_taking_an_option_is_one_step_and_drives_what_it_said(
    workspace: Workspace, six: list[int], kind: str
) -> None:
    workspace.planning.assign(MON, six[:4])
    workspace.planning.assign(TUE, six[4:])
    new = account(workspace)
    before = workspace.planning.week(WEEK)
    asked = at(MON, before.by_date[MON].stops[1].timed.begin)
    option = workspace.planning.urgent(new, asked).option(kind)
    assert option is not None
    assert workspace.planning.take(option) is not None
    after = workspace.planning.week(WEEK)
    assert after.metres - before.metres == option.metres
    assert after.seconds_driving - before.seconds_driving == option.seconds
    assert after.cost - before.cost == pytest.approx(option.cost)
    own = next(s for s in after.stop_of_call.values() if s.account.id == new)
    assert (own.call.day, own.timed.arrive) == (option.day, option.arrive)
    workspace.undo()
    assert order(workspace, MON) == six[:4]
    assert order(workspace, TUE) == six[4:]


def test_that_a_night_away_is_paid_once(workspace: Workspace, six: list[int]) -> None:
    from planner.workspace import nights

    hotel = {"name": "Inn", "lat": 53.95, "lon": -1.1, "price": 85.5}
    nights.sleep(workspace, MON, workspace.records.make("hotel", hotel)[0].id)
    workspace.planning.assign(MON, six[:4])
    new = account(workspace)
    before = workspace.planning.week(WEEK)
    begin = before.by_date[MON].stops[1].timed.begin
    for kind in ("now", "after"):
        option = workspace.planning.urgent(new, at(MON, begin)).option(kind)
        assert option is not None
        workspace.planning.take(option)
        assert workspace.planning.week(WEEK).cost - before.cost == pytest.approx(option.cost)
        workspace.undo()


def busy_monday(workspace: Workspace, six: list[int]) -> PlannedWeek:
    """A Monday with no room for one call more."""
    for number in six:
        workspace.records.change("account", number, {"call_minutes": 60})
    workspace.planning.assign(MON, six[:5])
    return workspace.planning.week(WEEK)


def urgent_on_busy_monday(workspace: Workspace, six: list[int]) -> tuple[int, UrgentAnswer]:
    week = busy_monday(workspace, six)
    assert not week.by_date[MON].cost.breaks
    new = account(workspace, call_minutes=120)
    begin = week.by_date[MON].stops[0].timed.begin
    return new, workspace.planning.urgent(new, at(MON, begin))


def test_that_calls_with_no_room_left_move_to_a_later_day(
    workspace: Workspace, six: list[int]
) -> None:
    new, answer = urgent_on_busy_monday(workspace, six)
    now = answer.options[0]
    assert now.moved
    assert not now.breaks
    for moved in now.moved:
        assert moved.day_after is not None
        assert moved.day_after > MON
    workspace.planning.take(now)
    for moved in now.moved:
        assert moved.account.id in order(workspace, moved.day_after or MON)
        assert moved.account.id not in order(workspace, MON)
    assert new in order(workspace, MON)


def test_that_what_is_agreed_or_locked_stays_and_is_named_where_it_breaks(
    workspace: Workspace, six: list[int]
) -> None:
    week = busy_monday(workspace, six)
    calls = [stop.call.id for stop in week.by_date[MON].stops]
    workspace.planning.lock(calls[1:], locked=True)
    begin = week.by_date[MON].stops[1].timed.begin
    workspace.records.change("call", calls[1], {"state": "confirmed", "start": begin})
    new = account(workspace, call_minutes=120)
    asked = at(MON, week.by_date[MON].stops[0].timed.begin)
    now = workspace.planning.urgent(new, asked).options[0]
    assert not now.moved
    assert {b.kind for b in now.breaks} >= {"late", "over_day"}
    assert calls[1] in {b.call for b in now.breaks}


def test_that_busy_times_stay_and_are_named_where_they_break(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:2])
    stops = workspace.planning.week(WEEK).by_date[MON].stops
    start = stops[1].timed.leave // 60 * 60 + 1800
    busy = {"date": MON, "start": start, "end": start + 3600, "text": "Dentist"}
    workspace.records.make("block", busy)
    new = account(workspace, call_minutes=120)
    before = workspace.planning.week(WEEK)
    now = workspace.planning.urgent(new, at(MON, stops[0].timed.begin)).options[0]
    assert {m.account.id for m in now.moved} <= set(six)
    workspace.planning.take(now)
    day = workspace.planning.week(WEEK).by_date[MON]
    assert [stop.call.start for stop in day.blocks] == [start]
    assert new in order(workspace, MON)
    assert workspace.planning.week(WEEK).metres - before.metres == now.metres


def test_that_an_open_call_of_the_account_becomes_the_urgent_one(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.assign(THU, six[3:])
    call = call_on(workspace, THU, 1)
    begin = workspace.planning.week(WEEK).by_date[MON].stops[0].timed.begin
    now = workspace.planning.urgent(six[4], at(MON, begin)).options[0]
    assert now.call == call
    workspace.planning.take(now)
    assert order(workspace, MON) == [six[0], six[4], six[1], six[2]]
    assert order(workspace, THU) == [six[3], six[5]]


def test_that_a_locked_call_of_the_next_day_is_the_way_that_stands_in_the_plan(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.assign(TUE, six[3:])
    call = call_on(workspace, TUE, 1)
    workspace.planning.lock([call], locked=True)
    answer = workspace.planning.urgent(six[4], at(MON, 12 * 3600))
    tomorrow = next(option for option in answer.options if option.kind == "tomorrow")
    assert tomorrow.as_planned
    assert (tomorrow.call, tomorrow.day, tomorrow.metres, tomorrow.shifted) == (call, TUE, 0, ())
    assert workspace.planning.take(tomorrow) is None
    assert order(workspace, TUE) == six[3:]
    assert not answer.options[0].as_planned


def test_that_lunch_is_no_reason_once_its_time_is_over(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:1])
    new = account(workspace)
    ends = workspace.planning.week(WEEK).by_date[MON].cost.arrive
    now = workspace.planning.urgent(new, at(MON, max(ends, 15 * 3600))).options[0]
    assert "lunch" not in {found.kind for found in now.breaks}


def test_that_a_way_from_home_after_the_tour_counts_the_road_already_driven(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:2])
    new = account(workspace)
    ends = workspace.planning.week(WEEK).by_date[MON].cost.arrive
    now = workspace.planning.urgent(new, at(MON, ends + 600)).options[0]
    assert now.metres > 0
    assert now.seconds > 0


def test_that_a_stale_option_is_refused(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:3])
    new = account(workspace)
    now = workspace.planning.urgent(new, at(MON, 9 * 3600)).options[0]
    workspace.planning.assign(MON, [six[4], six[0]])
    with pytest.raises(Impossible):
        workspace.planning.take(now)
    assert order(workspace, MON) == [six[4], six[0]]


def test_that_an_urgent_account_needs_a_place(workspace: Workspace) -> None:
    lost = workspace.records.make("account", {"name": "Lost"})[0].id
    with pytest.raises(BadInput):
        workspace.planning.urgent(lost, at(MON, 9 * 3600))


def test_that_an_evening_or_a_friday_has_its_ways_too(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(FRI, six[:2])
    new = account(workspace)
    late = workspace.planning.urgent(new, at(FRI, 21 * 3600))
    assert [o.kind for o in late.options] == ["now", "tomorrow"]
    assert late.options[1].day == WEEK.plus(1).monday
    assert any(b.kind == "over_day" for b in late.options[0].breaks)
    for day in (THU, FRI):  # without a tour, and after one
        now = workspace.planning.urgent(new, at(day, 21 * 3600)).options[0]
        assert now.arrive > 21 * 3600


# ---- running late


def test_that_leaving_later_shifts_what_is_ahead(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:4])
    week = workspace.planning.week(WEEK)
    stops = week.by_date[MON].stops
    on_time = running(week, MON, 1, stops[0].timed.leave)
    assert [s.shift for s in on_time.ahead] == [0, 0, 0]
    assert on_time.home == on_time.home_before
    later = running(week, MON, 1, stops[0].timed.leave + 1500)
    assert later.behind == 1500
    assert not later.really_late
    much = running(week, MON, 1, stops[0].timed.leave + 8 * 3600)
    assert [s.stop.call.id for s in much.really_late] == [s.call.id for s in stops[1:]]


def test_that_only_those_too_late_for_their_time_are_late(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:4])
    week = workspace.planning.week(WEEK)
    agreed = week.by_date[MON].stops[2]
    values = {"state": "confirmed", "start": agreed.timed.begin + 60}
    workspace.records.change("call", agreed.call.id, values)
    week = workspace.planning.week(WEEK)
    leave = week.by_date[MON].stops[0].timed.leave
    late = running(week, MON, 1, leave + 1500).really_late
    assert [s.stop.call.id for s in late] == [agreed.call.id]


def test_that_calls_made_say_where_the_rep_is(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:4])
    day = workspace.planning.week(WEEK).by_date[MON]
    assert present(day, day.stops[2].timed.begin) == 3
    workspace.records.change("call", day.stops[0].call.id, {"state": "made"})
    day = workspace.planning.week(WEEK).by_date[MON]
    assert present(day, day.stops[2].timed.begin) == 1


def test_that_whoever_is_there_is_phoned(workspace: Workspace, six: list[int]) -> None:
    make = workspace.records.make
    make("contact", {"account": six[0], "name": "Gone", "phone": "1", "left_on": TODAY})
    make("contact", {"account": six[0], "name": "Shy"})
    workspace.records.change("account", six[0], {"phone": "0113 1"})
    card = workspace.accounts.card(six[0])
    found = whom_to_phone(card.row, card.contacts)
    assert (found.name, found.number) == ("Shy", "0113 1")
    make("contact", {"account": six[0], "name": "Brown", "role": "buyer", "phone": "0113 2"})
    card = workspace.accounts.card(six[0])
    assert whom_to_phone(card.row, card.contacts).number == "0113 2"


# ---- a stop is cancelled


def test_that_the_gap_is_filled_by_who_is_near_due_and_open(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:5])
    gone = workspace.planning.week(WEEK).by_date[MON].stops[2]
    lat, lon = gone.account.place or (0, 0)
    near = account(workspace, "Near", lat + 0.01, lon=lon)
    far = account(workspace, "Far", 56.5)
    shut = account(workspace, "Shut", lat, lon=lon, opening_hours=[[2, 32400, 61200]])
    seen = account(workspace, "Seen", lat, lon=lon)
    workspace.records.make("call", {"account": seen, "day": TODAY, "state": "made"})
    for cancel in (False, True):
        if cancel:
            workspace.records.change("call", gone.call.id, {"state": "missed"})
        gap = workspace.planning.gap(MON, gone.call.id)
        offered = [f.account.id for f in gap.fillers]
        assert gap.position == 2
        assert offered[0] == near
        assert not {far, shut, seen, gone.account.id} & set(offered)
    before = workspace.planning.week(WEEK)
    filler = gap.fillers[0]
    workspace.planning.drop(MON, filler.position, accounts=[near])
    after = workspace.planning.week(WEEK)
    assert after.metres - before.metres == filler.price.metres
    assert after.by_date[MON].stops[filler.position].timed.begin == filler.begin


def test_that_a_day_is_asked_without_a_call(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:2])
    gap = workspace.planning.gap(MON)
    assert gap.position is None
    assert {f.account.id for f in gap.fillers} <= set(six[2:])
    assert gap.fillers
    late = gap.fillers[0].begin + 1
    assert all(f.begin >= late for f in workspace.planning.gap(MON, not_before=late).fillers)
    with pytest.raises(BadInput):
        workspace.planning.gap(TUE, call_on(workspace, MON, 0))


# ---- what the habit costs


def test_that_a_year_with_few_days_is_reckoned_and_says_so(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six)
    workspace.planning.assign(TUE, six[:4])
    found = workspace.planning.habit(2026)
    assert (found.days, found.reckoned, found.days_a_year) == (2, True, 230)
    compared = workspace.planning.compare(workspace.planning.week(WEEK))
    for shape in ("planned", "loop", "zigzag", "far_and_back"):
        metres = sum(getattr(c, shape).metres for c in compared.values())
        assert found.total[shape].metres == metres
        assert found.year_total[shape].metres == round(metres * 115)
    assert found.dearer("zigzag", "loop").metres > 0


def test_that_a_year_with_many_days_is_what_was_driven(
    workspace: Workspace, six: list[int]
) -> None:
    for week in range(20):
        workspace.planning.assign(IsoWeek(2026, 10 + week).monday, six[:3])
    found = workspace.planning.habit(2026)
    assert (found.days, found.reckoned) == (20, False)
    assert found.year_total == found.total
    months = [amounts["planned"].metres for amounts in found.months.values()]
    assert sum(months) == found.total["planned"].metres
    assert workspace.planning.habit(2020).days == 0
