"""Planning a call cycle on a small territory: what it keeps and gives, and that it is undone."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from planner.tours.checking import disagreements
from planner.tours.engine import Stop, search
from planner.workspace import BadInput, IsoWeek, Workspace
from planner.workspace.cycle import cycles as cycle
from planner.workspace.cycle.cycles import Search
from planner.workspace.cycle.problem import lay_out
from planner.workspace.cycle.views import CyclePlan
from planner.workspace.proposing.proposals import Clashing

WEEK = IsoWeek(2026, 49)
MONDAY = WEEK.monday
QUICK = Search(iterations=1500)


@pytest.fixture
def thirty(workspace: Workspace) -> list[int]:
    """Thirty accounts of all grades round Leeds; their numbers."""
    chance = random.Random(4)
    return [
        make(workspace, f"Account {at:02}", "AABBBCCCCD"[at % 10], chance.gauss(53.8, 0.15),
             chance.gauss(-1.55, 0.25))
        for at in range(30)
    ]  # fmt: skip


def make(workspace: Workspace, name: str, grade: str, lat: float, lon: float) -> int:
    values = {"name": name, "grade": grade, "lat": lat, "lon": lon}
    return workspace.records.make("account", values)[0].id


def dates(plan: CyclePlan) -> dict[int, list[date]]:
    """The days of each account's calls."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    for week in plan.weeks:
        for day in week.days:
            for stop in day.calls:
                found[stop.account.id].append(day.date)
    return found


def days_of_calls(workspace: Workspace, weeks: int = 13) -> dict[int, date]:
    """The days of all calls in the file, by number."""
    return {
        stop.call.id: day.date
        for at in range(weeks)
        for day in workspace.planning.week(WEEK.plus(at)).days
        for stop in day.calls
    }


def test_that_every_account_gets_its_calls_well_spread(
    workspace: Workspace, thirty: list[int]
) -> None:
    plan = workspace.cycles.plan(WEEK, 13, QUICK)
    assert plan.left_out == ()
    wanted = {"A": 4, "B": 2, "C": 1, "D": 1}
    rows = {row.id: row for row in workspace.accounts.rows()}
    for account, days in dates(plan).items():
        assert len(days) == wanted[rows[account].grade]
        even = 91 / len(days)
        for one, other in pairwise(sorted(days)):
            assert 0.6 * even <= (other - one).days <= 1.5 * even
    assert set(dates(plan)) == set(thirty)


def test_that_no_day_breaks_a_rule_and_the_figures_are_the_boards(
    workspace: Workspace, thirty: list[int]
) -> None:
    plan = workspace.cycles.plan(WEEK, 8, QUICK)
    assert not [b for week in plan.weeks for day in week.days for b in day.cost.breaks]
    workspace.cycles.accept(plan)
    kept = [workspace.planning.week(WEEK.plus(at)) for at in range(8)]
    assert [(w.calls, w.metres, w.seconds_working) for w in kept] == [
        (w.calls, w.metres, w.seconds_working) for w in plan.weeks
    ]


def test_that_planning_writes_nothing_and_accepting_is_one_step(
    workspace: Workspace, thirty: list[int]
) -> None:
    before = len(workspace.history())
    plan = workspace.cycles.plan(WEEK, 6, QUICK)
    assert days_of_calls(workspace) == {}
    change = workspace.cycles.accept(plan)
    assert change is not None
    assert len(workspace.history()) == before + 1
    assert len(days_of_calls(workspace)) == plan.calls > 0
    workspace.undo()
    assert days_of_calls(workspace) == {}


def test_that_held_calls_stay_on_their_day_at_their_time(
    workspace: Workspace, thirty: list[int]
) -> None:
    tuesday = MONDAY + timedelta(days=8)
    workspace.planning.assign(tuesday, thirty[:5])
    stops = workspace.planning.week(WEEK.plus(1)).by_date[tuesday].stops
    workspace.planning.lock([stops[1].call.id], locked=True)
    workspace.records.change("call", stops[3].call.id, {"start": 15 * 3600, "state": "confirmed"})
    begins = {
        s.call.id: s.timed.begin
        for s in workspace.planning.week(WEEK.plus(1)).by_date[tuesday].stops
    }
    workspace.cycles.accept(workspace.cycles.plan(WEEK, 6, QUICK))
    after = workspace.planning.week(WEEK.plus(1)).by_date[tuesday]
    for held in (stops[1].call.id, stops[3].call.id):
        found = next(s for s in after.stops if s.call.id == held)
        assert found.timed.begin == begins[held]


def test_that_drafts_keep_their_number_and_calls_planned_are_not_fewer(
    workspace: Workspace, thirty: list[int]
) -> None:
    for at in range(4):
        workspace.planning.assign(MONDAY + timedelta(weeks=at), thirty[5:7])
    drafts = set(days_of_calls(workspace))
    plan = workspace.cycles.plan(WEEK, 6, QUICK)
    assert len(dates(plan)[thirty[5]]) == 4
    workspace.cycles.accept(plan)
    assert drafts <= set(days_of_calls(workspace))
    way = next(w for w in workspace.cycles.capacity(WEEK, 6).ways if w.kind == "as_ruled")
    fewer = workspace.cycles.plan(WEEK, 6, QUICK, [way.key])
    assert len(dates(fewer)[thirty[5]]) == 1
    assert len(fewer.dropped) == way.frees


def test_that_days_off_and_public_holidays_stay_empty(
    workspace: Workspace, thirty: list[int]
) -> None:
    off = MONDAY + timedelta(days=2)
    workspace.records.make("itinerary", {"date": off, "day_off": True})
    workspace.set_up({"country": "GB"})
    plan = workspace.cycles.plan(WEEK, 6, QUICK)
    worked = {day.date for week in plan.weeks for day in week.days if day.calls}
    assert worked
    assert worked.isdisjoint({off, date(2026, 12, 25), date(2027, 1, 1)})
    assert all(day.weekday() < 5 for day in worked)


def test_that_an_account_is_only_called_on_when_open(
    workspace: Workspace, thirty: list[int]
) -> None:
    hours = [[3, 9 * 3600, 12 * 3600]]
    workspace.records.change("account", thirty[0], {"opening_hours": hours})
    plan = workspace.cycles.plan(WEEK, 13, QUICK)
    assert {day.weekday() for day in dates(plan)[thirty[0]]} == {3}


def test_that_who_cannot_be_called_on_is_named_with_the_reason(
    workspace: Workspace, thirty: list[int]
) -> None:
    nowhere = workspace.records.make("account", {"name": "Nowhere", "grade": "A"})[0].id
    far = make(workspace, "Far", "A", 36.7, -4.4)
    shut = make(workspace, "Shut", "A", 53.8, -1.5)
    workspace.records.change("account", shut, {"opening_hours": []})
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    reasons = {out.account.id: out.why.code for out in plan.left_out}
    assert reasons == {nowhere: "cycle_no_place", far: "cycle_too_far", shut: "cycle_shut"}


def test_that_with_too_little_room_the_lower_grades_wait(workspace: Workspace) -> None:
    chance = random.Random(1)
    for at in range(60):
        make(workspace, f"Account {at}", "AC"[at >= 8], chance.gauss(53.8, 0.3),
             chance.gauss(-1.5, 0.4))  # fmt: skip
    workspace.set_up({"call_minutes": 90, "working_days": [0, 1]})
    plan = workspace.cycles.plan(WEEK, 4, Search(iterations=4000))
    assert plan.capacity.over > 0
    assert plan.left_out
    assert Counter(out.account.grade for out in plan.left_out)["A"] == 0


def test_that_a_stretched_rule_is_kept_with_the_plan_and_undone_with_it(
    workspace: Workspace, thirty: list[int]
) -> None:
    workspace.set_up({"calls_b": 3.0})
    way = next(w for w in workspace.cycles.capacity(WEEK, 5).ways if w.args.get("grade") == "B")
    plan = workspace.cycles.plan(WEEK, 5, QUICK, [way.key])
    assert workspace.territory.calls_b == 3.0
    workspace.cycles.accept(plan)
    assert workspace.territory.calls_b == round(13 / way.args["to"], 4)
    workspace.undo()
    assert workspace.territory.calls_b == 3.0


def test_that_a_plan_of_what_has_changed_since_is_refused(
    workspace: Workspace, thirty: list[int]
) -> None:
    workspace.planning.assign(MONDAY, thirty[:2])
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    workspace.planning.drop(MONDAY + timedelta(days=1), 0, accounts=[thirty[9]])
    with pytest.raises(BadInput, match="cycle_changed"):
        workspace.cycles.accept(plan)


def test_that_the_same_iterations_and_seed_give_the_same_plan(
    workspace: Workspace, thirty: list[int]
) -> None:
    one, other = (workspace.cycles.plan(WEEK, 6, QUICK) for _time in range(2))
    assert dates(one) == dates(other)


def test_that_far_corners_share_a_night_where_that_saves(workspace: Workspace) -> None:
    corner = [make(workspace, f"Far {at}", "C", 55.0 + at / 200, -1.6) for at in range(10)]
    hotel = {"name": "Bridge Hotel", "lat": 55.0, "lon": -1.6, "price": 40.0}
    workspace.records.make("hotel", hotel)
    workspace.set_up({"nights_away": 1, "most_working": 10 * 3600})
    plan = workspace.cycles.plan(WEEK, 4, Search(iterations=4000))
    assert set(dates(plan)) == set(corner)
    assert plan.nights
    per_week = Counter(IsoWeek.of(night.evening) for night in plan.nights)
    assert max(per_week.values()) == 1
    workspace.cycles.accept(plan)
    night = plan.nights[0]
    evening = workspace.planning.week(IsoWeek.of(night.evening)).by_date[night.evening]
    assert evening.end_name == "Bridge Hotel"
    shown = next(d for w in plan.weeks for d in w.days if d.date == night.evening)
    of_night = [(d.cost.metres, d.cost.arrive, d.cost.cost) for d in (evening, shown)]
    assert of_night[0] == of_night[1]
    workspace.undo()
    assert not workspace.records.every("itinerary")


def two_hotels(workspace: Workspace) -> dict[str, list[int]]:
    """Accounts four hours' driving apart in the north and the south, a hotel near each."""
    corners = {}
    for name, lat in (("North Hotel", 55.0), ("South Hotel", 52.6)):
        corners[name] = [
            make(workspace, f"{name} {at}", "C", lat + at / 200, -1.6) for at in range(8)
        ]
        workspace.records.make("hotel", {"name": name, "lat": lat, "lon": -1.6, "price": 40.0})
    workspace.set_up({"nights_away": 1, "most_working": 10 * 3600})
    return corners


def test_that_each_far_corner_shares_the_nights_of_its_own_hotel(workspace: Workspace) -> None:
    corners = two_hotels(workspace)
    how = Search(iterations=4000)
    plan = workspace.cycles.plan(WEEK, 4, how)
    assert set(dates(plan)) == {account for some in corners.values() for account in some}
    assert {night.name for night in plan.nights} == set(corners)
    assert max(Counter(IsoWeek.of(night.evening) for night in plan.nights).values()) == 1
    days = {day.date: day for week in plan.weeks for day in week.days}
    for night in plan.nights:
        for day in (days[night.evening], days[night.morning]):
            assert {stop.account.id for stop in day.calls} <= set(corners[night.name])
    workspace.set_up({"nights_away": 0})
    at_home = workspace.cycles.plan(WEEK, 4, how)
    money = [sum(d.cost.cost for w in p.weeks for d in w.days) for p in (plan, at_home)]
    assert money[0] < money[1]


def test_that_the_price_of_a_night_is_in_the_day_that_ends_there(workspace: Workspace) -> None:
    two_hotels(workspace)
    plan = workspace.cycles.plan(WEEK, 4, Search(iterations=2000))
    frames = {day: frame for week in plan.weeks for day, frame in week.plan.frames.items()}
    priced = {day for day, frame in frames.items() if frame.night == 40.0}
    assert priced == {night.evening for night in plan.nights} != set()
    for night in plan.nights:
        week = next(w for w in plan.weeks if night.evening in w.by_date)
        cost, rate = week.by_date[night.evening].cost, frames[night.evening].rate_per_km
        assert cost.cost == pytest.approx(cost.metres / 1000 * rate + 40.0, abs=0.01)


def test_that_any_night_of_a_week_may_be_away_but_no_more_than_allowed(
    workspace: Workspace,
) -> None:
    two_hotels(workspace)
    workspace.set_up({"night_days": [0, 1, 2, 3]})
    basis, hotels = workspace.cycles._read(WEEK, 4)
    problem = lay_out(basis, (), hotels).problem
    assert problem.most_nights == 1
    assert set(Counter(night.group for night in problem.nights).values()) == {4}
    plan = workspace.cycles.plan(WEEK, 4, Search(iterations=4000))
    assert max(Counter(IsoWeek.of(night.evening) for night in plan.nights).values()) == 1
    workspace.cycles.accept(plan)
    again = workspace.cycles.plan(WEEK, 4, Search(iterations=2000))
    weeks = {IsoWeek.of(night.evening) for night in plan.nights}
    assert not weeks & {IsoWeek.of(night.evening) for night in again.nights}


def test_that_calls_are_shared_out_among_the_days(workspace: Workspace) -> None:
    for at in range(60):
        make(workspace, f"Near {at:02}", "C", 53.8 + at % 8 / 200, -1.55 + at // 8 / 200)
    workspace.set_up({"calls_c": 3})
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    assert plan.left_out == ()
    counts = sorted(len(tour) for tour in plan.tours.values())
    assert counts[0] >= 2
    assert counts[-2] <= 4  # what is over may lie on one day


def test_that_no_far_call_is_left_out_for_the_sake_of_even_days(workspace: Workspace) -> None:
    for at in range(10):
        make(workspace, f"Near {at}", "C", 53.8 + at / 200, -1.55)
    far = make(workspace, "Far", "D", 55.0, -1.6)
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    assert plan.gets[far] == 1


def test_that_a_busy_time_is_kept_free(workspace: Workspace, thirty: list[int]) -> None:
    busy = {"date": MONDAY, "start": 9 * 3600, "end": 16 * 3600, "text": "Fair"}
    workspace.records.make("block", busy)
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    for stop in plan.weeks[0].by_date[MONDAY].calls:
        assert stop.timed.leave <= 9 * 3600 or stop.timed.begin >= 16 * 3600
    workspace.cycles.accept(plan)
    assert workspace.planning.week(WEEK).by_date[MONDAY].blocks


def test_that_engine_and_check_agree_on_a_cycle(workspace: Workspace, thirty: list[int]) -> None:
    workspace.planning.assign(MONDAY, thirty[:3])
    basis, hotels = workspace.cycles._read(WEEK, 6)
    problem = lay_out(basis, (), hotels).problem
    assert disagreements(problem, search(problem, iterations=800)) == ()


def test_that_an_empty_territory_has_an_empty_cycle(workspace: Workspace) -> None:
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    assert (plan.calls, plan.left_out, plan.capacity.needs) == (0, (), 0)
    assert workspace.cycles.accept(plan) is None


def test_that_a_search_that_is_stopped_still_gives_a_plan(
    workspace: Workspace, thirty: list[int]
) -> None:
    stop, told = Stop(), []

    def tell(share: float, make: object) -> None:
        told.append(share)
        stop.set()

    plan = workspace.cycles.plan(WEEK, 13, Search(seconds=600, tell=tell, stop=stop))
    assert told
    assert plan.calls > 0


@pytest.mark.parametrize(("first", "weeks"), [(WEEK, 0), (WEEK, 27), (WEEK.plus(-20), 4)])
def test_that_weeks_that_cannot_be_planned_are_refused(
    workspace: Workspace, first: IsoWeek, weeks: int
) -> None:
    with pytest.raises(BadInput):
        workspace.cycles.plan(first, weeks, QUICK)


def test_that_an_unknown_way_is_refused(workspace: Workspace, thirty: list[int]) -> None:
    with pytest.raises(BadInput, match="unknown_way"):
        workspace.cycles.plan(WEEK, 4, QUICK, ["nonsense"])


def test_that_a_day_that_is_busy_throughout_takes_no_call(
    workspace: Workspace, thirty: list[int]
) -> None:
    workspace.records.make("block", {"date": MONDAY, "start": 0, "end": 86_000})
    fixed = {"account": thirty[0], "day": MONDAY, "start": 36_000, "state": "confirmed"}
    call = workspace.records.make("call", fixed)[0].id
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    assert [s.call.id for s in plan.weeks[0].by_date[MONDAY].calls] == [call]
    assert plan.calls > 20


def test_that_what_is_held_and_cannot_be_is_named(
    workspace: Workspace, thirty: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for account in thirty[:2]:
        fixed = {"account": account, "day": MONDAY, "start": 36_000, "state": "confirmed"}
        workspace.records.make("call", fixed)
    monkeypatch.setattr(cycle, "search", lambda problem, **_how: replace(
        search(problem, iterations=1), feasible=False))  # fmt: skip
    with pytest.raises(Clashing) as clash:
        workspace.cycles.plan(WEEK, 4, QUICK)
    assert "Account 00" in str(clash.value.clash.requirements)


def test_that_more_calls_than_days_give_one_on_every_day(workspace: Workspace) -> None:
    account = make(workspace, "Daily", "A", 53.9, -1.5)
    workspace.records.change("account", account, {"calls_per_cycle": 200.0})
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    assert len(set(dates(plan)[account])) == 20
    assert [out.why.code for out in plan.left_out] == ["cycle_fewer"]


def test_that_bad_records_end_in_a_plan_or_a_reason(workspace: Workspace) -> None:
    long = make(workspace, "Long", "A", 53.9, -1.5)
    workspace.records.change("account", long, {"call_minutes": 1000})
    locked = make(workspace, "Abroad", "A", 36.7, -4.4)
    workspace.records.make("call", {"account": locked, "day": MONDAY, "locked": True})
    nowhere = workspace.records.make("account", {"name": "Nowhere", "grade": "B"})[0].id
    workspace.records.make("call", {"account": nowhere, "day": MONDAY, "state": "asked"})
    plan = workspace.cycles.plan(WEEK, 4, QUICK)
    assert {s.account.id for s in plan.weeks[0].by_date[MONDAY].calls} == {locked, nowhere}
    reasons = {out.account.id: out.why.code for out in plan.left_out}
    assert reasons[long] == "cycle_too_long"
    workspace.cycles.accept(plan)
