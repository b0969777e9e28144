"""A week is proposed: around what is held, with few changes, and nothing shown that is not so."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from planner.exchange import sentences
from planner.records import Account
from planner.tours.costing import cost_day
from planner.tours.engine import Stop
from planner.workspace import BadInput, IsoWeek, Workspace
from planner.workspace.proposing.problem import to_spare
from planner.workspace.proposing.proposals import Clashing, Proposal

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days
HOUR = 3600
QUICK = 400
"""Iterations: enough for a handful of accounts."""


def ring(workspace: Workspace, count: int = 12, **fields: object) -> list[int]:
    """Accounts round Leeds, near enough that several fit in a day."""
    numbers = []
    for i in range(count):
        lat = 53.8 + 0.05 * ((i * 7) % 9 - 4)
        lon = -1.55 + 0.07 * ((i * 5) % 11 - 5)
        values = {"name": f"Ring {i}", "grade": "ABC"[i % 3], "lat": lat, "lon": lon} | fields
        numbers.append(workspace.records.make("account", values)[0].id)
    return numbers


def propose(workspace: Workspace, **how: object) -> Proposal:
    return workspace.planning.propose(WEEK, **{"iterations": QUICK, **how})  # type: ignore[arg-type]


def breaks(proposal: Proposal) -> list[object]:
    return [b for day in proposal.after.days for b in day.cost.breaks]


def days_of(proposal: Proposal) -> dict[int, date]:
    return {s.account.id: s.call.day for s in proposal.after.stop_of_call.values()}


def test_that_due_accounts_are_planned_on_working_days_without_a_break(
    workspace: Workspace,
) -> None:
    accounts = ring(workspace)
    proposal = propose(workspace)
    assert set(days_of(proposal)) == set(accounts)
    assert set(days_of(proposal).values()) <= {MON, TUE, WED, THU, FRI}
    assert not breaks(proposal)
    assert not proposal.left_out
    assert workspace.planning.week(WEEK).calls == 0


def test_that_every_figure_of_a_proposal_is_the_costing_s(workspace: Workspace) -> None:
    ring(workspace)
    after = propose(workspace).after
    for day in after.days:
        plan = after.plan
        assert cost_day(plan.frames[day.date], plan.of(day.date), after.legs) == day.cost


def test_that_a_proposal_is_kept_as_one_step_and_undone_as_one(workspace: Workspace) -> None:
    ring(workspace)
    proposal = propose(workspace)
    change = workspace.planning.accept(proposal)
    assert change is not None
    kept = workspace.planning.week(WEEK)
    for day in kept.days:
        proposed = proposal.after.by_date[day.date]
        assert [s.account.id for s in day.stops] == [s.account.id for s in proposed.stops]
        assert day.cost.metres == proposed.cost.metres
        assert day.cost.arrive == proposed.cost.arrive
    workspace.undo()
    assert workspace.planning.week(WEEK).calls == 0


def test_that_a_proposal_for_a_week_that_changed_since_is_refused(workspace: Workspace) -> None:
    accounts = ring(workspace)
    proposal = propose(workspace)
    workspace.planning.assign(MON, accounts[:1])
    with pytest.raises(BadInput) as refused:
        workspace.planning.accept(proposal)
    assert refused.value.code == "week_changed"
    assert workspace.planning.week(WEEK).calls == 1


def test_that_the_same_iterations_and_seed_give_the_same_week(workspace: Workspace) -> None:
    ring(workspace, 25)
    first, second = propose(workspace, seed=7), propose(workspace, seed=7)
    assert first.after.plan.stops == second.after.plan.stops
    assert first.left_out == second.left_out


@pytest.mark.parametrize(
    "held", [{"state": "asked"}, {"state": "confirmed"}, {"locked": True}, {"start": 11 * HOUR}]
)
def test_that_what_is_held_stays_on_its_day_at_its_time(
    workspace: Workspace, held: dict[str, object]
) -> None:
    accounts = ring(workspace, 20)
    workspace.planning.assign(WED, accounts[:3])
    call = workspace.planning.week(WEEK).by_date[WED].stops[1].call.id
    workspace.records.change("call", call, held)
    before = workspace.planning.week(WEEK).stop_of_call[call]
    for fresh in (False, True):
        proposal = propose(workspace, fresh=fresh)
        after = proposal.after.stop_of_call[call]
        assert (after.call.day, after.timed.begin) == (WED, before.timed.begin)
        assert after.account.id == before.account.id
        assert proposal.by_call[call].kind == "kept"
    workspace.planning.accept(proposal)
    kept = workspace.planning.week(WEEK).stop_of_call[call]
    assert kept.timed.begin == before.timed.begin


def test_that_planning_again_moves_at_most_a_tenth(workspace: Workspace) -> None:
    accounts = ring(workspace, 30)
    workspace.planning.accept(propose(workspace))
    planned = workspace.planning.week(WEEK)
    first = planned.by_date[TUE].stops[0].call.id
    workspace.planning.drop(THU, 0, calls=[first])
    workspace.planning.lock([first], locked=True)
    proposal = propose(workspace, seed=5)
    others = len(accounts) - len(proposal.left_out) - 1
    assert proposal.count("moved") + proposal.count("removed") <= others // 10


def test_that_only_a_fresh_plan_moves_more(workspace: Workspace) -> None:
    accounts = ring(workspace, 10)
    for day, some in zip((MON, TUE, WED, THU, FRI), range(0, 10, 2), strict=True):
        workspace.planning.assign(day, accounts[some : some + 2])
    assert propose(workspace).count("moved") <= 1
    fresh = propose(workspace, fresh=True)
    assert fresh.count("moved") > 1
    assert fresh.after.metres < fresh.before.metres


def test_that_a_day_too_full_to_drive_is_eased(workspace: Workspace) -> None:
    accounts = ring(workspace, 24)
    workspace.planning.assign(MON, accounts)
    assert workspace.planning.week(WEEK).by_date[MON].cost.breaks
    assert not breaks(propose(workspace))


def test_that_a_call_lately_made_is_not_proposed_before_its_share(workspace: Workspace) -> None:
    account = ring(workspace, 1, calls_per_cycle=1, lat=53.81, lon=-1.56)[0]
    workspace.records.make("call", {"account": account, "day": date(2026, 11, 2), "state": "made"})
    assert propose(workspace).count("added") == 0
    workspace.set_up({"not_before_share": 0.3})
    assert propose(workspace).count("added") == 1
    workspace.set_up({"smallest_gap": 60})
    assert propose(workspace).count("added") == 0


def test_that_what_is_promised_is_in_by_its_day(workspace: Workspace) -> None:
    ring(workspace, 8)
    far = workspace.records.make(
        "account", {"name": "Far", "grade": "D", "lat": 55.0, "lon": -1.6, "must_by": TUE}
    )[0].id
    planned = days_of(propose(workspace))
    assert planned[far] in (MON, TUE)


def test_that_an_account_shut_all_week_is_left_out_for_that(workspace: Workspace) -> None:
    shut = ring(workspace, 1, opening_hours=[])[0]
    proposal = propose(workspace)
    assert [(one.account.id, one.why.code) for one in proposal.left_out] == [(shut, "shut")]
    assert proposal.after.calls == 0


def test_that_an_account_out_of_reach_is_left_out_for_that(workspace: Workspace) -> None:
    ring(workspace, 3)
    far = workspace.records.make("account", {"name": "Rome", "lat": 41.9, "lon": 12.5})[0].id
    proposal = propose(workspace)
    assert [(one.account.id, one.why.code) for one in proposal.left_out] == [(far, "too_far")]
    assert len(days_of(proposal)) == 3


def test_that_a_territory_without_accounts_gets_an_empty_week(workspace: Workspace) -> None:
    proposal = propose(workspace)
    assert proposal.after.calls == 0
    assert proposal.steps == ()
    assert workspace.planning.accept(proposal) is None


def test_that_a_day_off_stays_empty_and_is_emptied(workspace: Workspace) -> None:
    accounts = ring(workspace, 6)
    workspace.planning.assign(WED, accounts[:2])
    workspace.records.make("itinerary", {"date": WED, "day_off": True})
    planned = days_of(propose(workspace))
    assert set(planned) == set(accounts)
    assert WED not in planned.values()


def test_that_a_busy_time_is_planned_around_and_stays(workspace: Workspace) -> None:
    accounts = ring(workspace, 40)
    values = {"date": TUE, "start": 9 * HOUR, "end": 11 * HOUR, "text": "Training"}
    workspace.records.make("block", values)
    proposal = propose(workspace)
    tuesday = proposal.after.by_date[TUE].cost
    busy = next(timed for timed in tuesday.stops if timed.stop.is_block)
    assert (busy.begin, busy.leave, busy.late) == (9 * HOUR, 11 * HOUR, 0)
    assert {step.account.id for step in proposal.steps} <= set(accounts)
    workspace.planning.accept(proposal)
    kept = workspace.planning.week(WEEK).by_date[TUE].cost
    assert (kept.stops, kept.arrive) != ((), 0)
    assert [timed.begin for timed in kept.stops] == [timed.begin for timed in tuesday.stops]
    assert not breaks(proposal)


def test_that_two_agreed_times_at_once_are_named_with_a_way_out(workspace: Workspace) -> None:
    accounts = ring(workspace, 8)
    for account, start in zip(accounts, (10 * HOUR, 10 * HOUR, 15 * HOUR), strict=False):
        values = {"account": account, "day": TUE, "start": start, "state": "confirmed"}
        workspace.records.make("call", values)
    with pytest.raises(Clashing) as clashing:
        propose(workspace)
    clash = clashing.value.clash
    assert {w.args["name"] for w in clash.requirements} == {"Ring 0", "Ring 1"}
    said = sentences.refused(clashing.value.code, clashing.value.args_for_words)
    assert "Ring 0 on Tue 1 Dec at 10:00" in said
    assert "later, and all can be kept" in said


def agreed(workspace: Workspace, account: int, start: float, **fields: object) -> int:
    values = {"account": account, "day": TUE, "start": int(start * HOUR), "state": "confirmed"}
    return int(workspace.records.make("call", values | fields)[0].id)


def way_out(workspace: Workspace) -> tuple[str, dict[str, object]]:
    with pytest.raises(Clashing) as clashing:
        propose(workspace)
    found = clashing.value.clash.way_out
    assert found is not None
    return found.code, dict(found.args)


def test_that_the_way_out_of_a_clash_is_one(workspace: Workspace) -> None:
    """The one put off least, so that those after it are still reached; done, there is no clash."""
    accounts = ring(workspace, 4)
    calls = [agreed(workspace, a, at) for a, at in zip(accounts, (10, 10.25, 15), strict=False)]
    code, args = way_out(workspace)
    assert code == "agree_later"
    number = [f"Ring {i}" for i in range(4)].index(str(args["name"]))
    workspace.records.change("call", calls[number], {"start": args["time"]})
    assert not breaks(propose(workspace))


def test_that_without_a_later_time_the_way_out_is_to_let_one_go(workspace: Workspace) -> None:
    """One account shuts at eleven, the other has to be left before the next agreed time."""
    accounts = ring(workspace, 2, opening_hours=[[1, 9 * HOUR, 11 * HOUR]])
    for account in accounts:
        agreed(workspace, account, 10, minutes=55)
    code, args = way_out(workspace)
    assert (code, args["name"]) == ("let_go", "Ring 1")  # graded B, the other A


def test_that_stop_gives_the_best_so_far_and_still_keeps_most_days(workspace: Workspace) -> None:
    accounts = ring(workspace, 30)
    for day, some in zip(WEEK.days[:5], range(0, 30, 6), strict=False):
        workspace.planning.assign(day, accounts[some : some + 4])
    stop = Stop()
    stop.set()
    proposal = workspace.planning.propose(WEEK, seconds=60, stop=stop)
    assert proposal.effort.seconds < 30
    assert proposal.count("moved") + proposal.count("removed") <= 2
    assert not breaks(proposal)


def test_that_hours_kept_for_prospects_are_filled_with_the_best(workspace: Workspace) -> None:
    ring(workspace, 60, grade="A", call_minutes=60)
    prospects = ring(workspace, 10, status="prospect", grade="D", call_minutes=60, likelihood=0.1)
    without = set(days_of(propose(workspace, iterations=1500))) & set(prospects)
    workspace.set_up({"prospect_hours": 5.0})
    within = set(days_of(propose(workspace, iterations=1500))) & set(prospects)
    assert len(within) >= 4 > len(without)


def test_that_the_limits_of_a_day_are_kept(workspace: Workspace) -> None:
    ring(workspace, 40)
    workspace.set_up({"most_driving": 2 * HOUR, "most_working": 6 * HOUR})
    proposal = propose(workspace)
    assert proposal.after.calls > 10
    for day in proposal.after.days:
        assert day.cost.seconds_driving <= 2 * HOUR
        assert not day.stops or day.cost.seconds_working <= 6 * HOUR


def test_that_promises_that_cannot_all_be_kept_are_named(workspace: Workspace) -> None:
    """No two of the three fit into Monday: two are named, not all."""
    ring(workspace, 5)
    long = {"call_minutes": 270, "must_by": MON, "grade": "A"}
    for name, lat in (("North", 53.95), ("South", 53.65), ("Dear", 53.9)):
        workspace.records.make("account", {"name": name, "lat": lat, "lon": -1.55, **long})
    with pytest.raises(Clashing) as clashing:
        propose(workspace)
    clash = clashing.value.clash
    assert len(clash.requirements) == 2
    assert {w.args["name"] for w in clash.requirements} < {"North", "South", "Dear"}
    said = sentences.refused(clashing.value.code, clashing.value.args_for_words)
    assert "by Mon 30 Nov" in said
    assert "the others can be kept" in said


def test_that_five_thousand_accounts_are_planned(workspace: Workspace) -> None:
    chance = Random(1)
    with workspace.journal.change("customers_imported", count=5000) as change:
        change.session.add_all(
            Account(
                name=f"Account {i}",
                grade=chance.choice("ABCD"),
                lat=53.8 + chance.gauss(0, 0.3),
                lon=-1.55 + chance.gauss(0, 0.4),
                precision="given",
            )
            for i in range(5000)
        )
    proposal = propose(workspace, iterations=100)
    assert proposal.after.calls > 30
    assert proposal.after.calls + len(proposal.left_out) == 5000
    assert not breaks(proposal)


def test_that_an_agreed_time_at_noon_is_no_clash_with_lunch(workspace: Workspace) -> None:
    account = ring(workspace, 3)[0]
    values = {"account": account, "day": TUE, "start": 12 * HOUR, "state": "confirmed"}
    workspace.records.make("call", values)
    assert days_of(propose(workspace))[account] == TUE


def test_that_a_week_gone_by_is_not_planned(workspace: Workspace) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.planning.propose(IsoWeek(2026, 40))
    assert refused.value.code == "week_over"


def test_that_only_the_days_ahead_of_this_week_are_filled(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring(workspace, 8)
    monkeypatch.setenv("LOOPWISE_NOW", "2026-12-02T11:00:00+00:00")
    assert set(days_of(propose(workspace)).values()) <= {THU, FRI}


def test_that_an_account_planned_next_week_is_not_planned_twice(workspace: Workspace) -> None:
    account = ring(workspace, 1)[0]
    workspace.planning.assign(WEEK.plus(1).days[0], [account])
    proposal = propose(workspace)
    assert proposal.after.calls == 0
    assert proposal.left_out[0].why.code == "planned_later"


def test_that_proposals_are_told_while_they_improve(workspace: Workspace) -> None:
    ring(workspace, 40)
    told: list[Proposal] = []
    last = workspace.planning.propose(WEEK, seconds=0.4, tell=told.append)
    assert told
    assert all(p.share < 1 for p in told)
    assert last.share == 1
    assert not [b for p in told for b in breaks(p)]


def test_that_every_step_and_everyone_left_out_has_a_sentence(workspace: Workspace) -> None:
    accounts = ring(workspace, 80, call_minutes=90)
    workspace.planning.assign(MON, accounts[:2])
    proposal = propose(workspace)
    assert proposal.left_out
    said = [sentences.why(s.why.code, s.why.args) for s in (*proposal.steps, *proposal.left_out)]
    assert all(said)
    assert not [text for text in said if "…" in text or "{" in text]


def far_north(workspace: Workspace, count: int = 12) -> None:
    """Accounts round Edinburgh: most of a day is the road there from Leeds and back."""
    for i in range(count):
        lat, lon = 55.95 + 0.02 * (i % 4), -3.2 + 0.03 * (i // 4)
        workspace.records.make(
            "account", {"name": f"North {i}", "grade": "A", "lat": lat, "lon": lon}
        )


def test_that_a_night_away_is_proposed_where_it_saves_the_road(workspace: Workspace) -> None:
    far_north(workspace)
    workspace.set_up({"nights_away": 1, "work_end": 19 * HOUR})
    values = {"name": "Inn", "lat": 55.95, "lon": -3.2, "price": 80.0}
    workspace.records.make("hotel", values)
    proposal = propose(workspace, iterations=1500)
    assert len(proposal.nights) == 1
    night = proposal.nights[0]
    evening, morning = (proposal.after.by_date[d] for d in (night.evening, night.morning))
    assert (evening.end_name, morning.start_name) == ("Inn", "Inn")
    assert evening.stops
    assert not breaks(proposal)
    workspace.planning.accept(proposal)
    kept = workspace.planning.week(WEEK)
    assert kept.by_date[night.evening].end_name == "Inn"
    assert (kept.metres, kept.cost) == (proposal.after.metres, proposal.after.cost)
    workspace.undo()
    assert workspace.planning.week(WEEK).by_date[night.evening].end_name == "Leeds"


def test_that_no_night_is_away_unless_the_rep_wants_any(workspace: Workspace) -> None:
    far_north(workspace)
    workspace.set_up({"work_end": 19 * HOUR})
    workspace.records.make("hotel", {"name": "Inn", "lat": 55.95, "lon": -3.2, "price": 80.0})
    assert propose(workspace).nights == ()


def test_that_there_is_time_to_spare_before_an_agreed_time(workspace: Workspace) -> None:
    """More, the longer the rep is under way: a plan to the minute would be late every other day."""
    accounts = ring(workspace, 60)
    starts = {MON: 10 * HOUR, TUE: 11 * HOUR, WED: 16 * HOUR}
    for account, (day, start) in zip(accounts, starts.items(), strict=False):
        values = {"account": account, "day": day, "start": start, "state": "confirmed"}
        workspace.records.make("call", values)
    after = propose(workspace, iterations=1500).after
    for day, start in starts.items():
        row = after.by_date[day].cost.stops
        at = next(i for i, timed in enumerate(row) if timed.stop.appointment == start)
        spare = start - row[at].arrive
        assert spare >= (to_spare(start - 8 * HOUR) if at else row[at].leg.seconds // 5)
    assert to_spare(8 * HOUR) > to_spare(2 * HOUR) > 400


def test_that_a_call_with_an_objective_stays_even_in_a_fresh_plan(workspace: Workspace) -> None:
    far, other = (ring(workspace, 1, calls_per_cycle=0, lat=lat)[0] for lat in (54.0, 53.5))
    workspace.planning.assign(MON, [far, other])
    calls = {s.account.id: s.call.id for s in workspace.planning.week(WEEK).by_date[MON].stops}
    workspace.records.change("call", calls[far], {"objective": "Bring the samples"})
    proposal = propose(workspace, fresh=True)
    assert set(days_of(proposal)) == {far}
    why = proposal.by_call[calls[far]].why
    assert sentences.why(why.code, why.args).startswith("Bring the samples; ")
