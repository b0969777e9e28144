"""Open promises are kept where they can be; whatever would break one says so."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from planner.advice.value import PROMISED, Subject, worth
from planner.cli import main
from planner.workspace import Workspace, what_if
from planner.workspace.cycle.cycles import Search
from planner.workspace.day.slot_prices import slot_prices
from planner.workspace.iso_week import IsoWeek

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI = WEEK.days[:5]
FEW = 3000


def promise(workspace: Workspace, account: int, due: date, **values: Any) -> int:
    record = {"account": account, "due": due, "text": "Trial tips", **values}
    return workspace.records.make("promise", record)[0].id


def call_on(workspace: Workspace, account: int) -> int:
    stops = workspace.planning.week(WEEK).stop_of_call.values()
    return next(stop.call.id for stop in stops if stop.account.id == account)


def test_that_line_6_3_a_promise_is_worth_a_day_and_more_once_it_is_late() -> None:
    subject = Subject(grade="C", interval=90, last=date(2026, 11, 20), promised=WED)
    plain = Subject(grade="C", interval=90, last=date(2026, 11, 20))
    term = worth(subject, TUE).term("promise")
    assert term is not None
    assert (term.seconds, term.args) == (PROMISED, {"until": "2026-12-02"})
    assert worth(subject, THU).seconds > worth(subject, WED).seconds > worth(plain, WED).seconds


def test_that_the_earliest_of_all_that_was_promised_counts() -> None:
    assert Subject(must_by=THU, promised=TUE).wanted_by == TUE
    assert Subject(must_by=MON, promised=TUE).wanted_by == MON
    assert Subject().wanted_by is None


def test_that_a_plan_keeps_a_promise_to_an_account_that_is_not_due(
    workspace: Workspace, six: list[int]
) -> None:
    for account in six:
        workspace.records.make(
            "call", {"account": account, "day": date(2026, 11, 26), "state": "made"}
        )
    without = workspace.planning.propose(WEEK, iterations=FEW)
    assert without.after.calls == 0
    promise(workspace, six[2], TUE)
    proposal = workspace.planning.propose(WEEK, iterations=FEW)
    (step,) = proposal.steps
    assert step.account.id == six[2]
    assert step.day_after in (MON, TUE)
    assert step.why.args["because"] == "promise"
    assert proposal.promises_broken == ()


def test_that_a_plan_moves_a_call_that_would_break_a_promise(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.drop(FRI, 0, accounts=[six[0]])
    promise(workspace, six[0], WED)
    week = workspace.planning.week(WEEK)
    assert [one.account for one in week.unkept] == [six[0]]
    after = workspace.planning.propose(WEEK, iterations=FEW).after
    assert after.unkept == ()


def test_that_a_promise_nobody_can_keep_is_named_and_stops_no_plan(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.records.change("account", six[1], {"opening_hours": [[4, 8 * 3600, 17 * 3600]]})
    number = promise(workspace, six[1], TUE)
    proposal = workspace.planning.propose(WEEK, iterations=FEW)
    (broken,) = proposal.promises_broken
    assert (broken.number, broken.account, broken.due) == (number, six[1], TUE)
    assert proposal.after.calls > 0


def test_that_a_held_call_elsewhere_breaks_a_promise_and_says_so(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.drop(THU, 0, accounts=[six[0]])
    workspace.planning.lock([call_on(workspace, six[0])], locked=True)
    promise(workspace, six[0], MON)
    (broken,) = workspace.planning.propose(WEEK, iterations=FEW).promises_broken
    assert broken.account == six[0]


def test_that_only_open_promises_of_ours_that_want_a_call_bind_the_plan(
    workspace: Workspace, six: list[int]
) -> None:
    promise(workspace, six[0], TUE, by="them")
    promise(workspace, six[1], TUE, state="kept")
    promise(workspace, six[2], TUE, needs_call=False)
    promise(workspace, six[3], date(2026, 12, 8))
    promise(workspace, six[4], date(2026, 11, 20))
    assert workspace.planning.week(WEEK).promised == ()
    promise(workspace, six[5], TUE)
    assert [one.account for one in workspace.planning.week(WEEK).promised] == [six[5]]


def test_that_a_call_planned_before_the_week_keeps_its_promise(
    workspace: Workspace, six: list[int]
) -> None:
    promise(workspace, six[0], TUE)
    workspace.planning.drop(date(2026, 11, 27), 0, accounts=[six[0]])
    assert workspace.planning.week(WEEK).promised == ()


# ---- a drop, before it is made --------------------------------------------------------------


def test_that_a_drop_names_the_promise_it_would_break(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.drop(TUE, 0, accounts=[six[0]])
    promise(workspace, six[0], WED)
    week, call = workspace.planning.week(WEEK), call_on(workspace, six[0])
    assert what_if.drop(week, WED, 0, [call]).promises == ()
    assert [p.account for p in what_if.drop(week, THU, 0, [call]).promises] == [six[0]]
    assert [p.account for p in what_if.removal(week, [call]).promises] == [six[0]]


def test_that_a_new_call_after_the_promised_day_is_named_and_one_in_time_is_not(
    workspace: Workspace, six: list[int]
) -> None:
    promise(workspace, six[0], TUE)
    week = workspace.planning.week(WEEK)
    (row,) = workspace.accounts.rows(ids=[six[0]])
    assert what_if.drop(week, MON, 0, accounts=[row]).promises == ()
    assert len(what_if.drop(week, FRI, 0, accounts=[row]).promises) == 1
    (other,) = workspace.accounts.rows(ids=[six[1]])
    assert what_if.drop(week, FRI, 0, accounts=[other]).promises == ()


def test_that_which_day_prefers_a_day_that_keeps_the_promise(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.drop(FRI, 0, accounts=six[1:])  # the road passes there on Friday
    promise(workspace, six[0], WED)
    offers = workspace.planning.which_day(six[0], WEEK, 1)
    best = offers.ranked()[0]
    assert best.day <= WED
    late = offers.on(THU)
    assert late is not None
    assert [p.account for p in late.promises] == [six[0]]
    assert late.suits in ("dear", "very_dear")


def test_that_an_urgent_call_moves_whom_nothing_was_promised(workspace: Workspace) -> None:
    place = {"lat": 53.9, "lon": -1.5, "precision": "given", "grade": "B"}
    one, other, urgent = (
        workspace.records.make("account", {"name": name, **place})[0].id
        for name in ("One", "Other", "Urgent")
    )
    workspace.set_up({"lunch_minutes": 0})
    workspace.planning.drop(MON, 0, accounts=[one, other])
    promise(workspace, one, MON)
    at = datetime.fromisoformat("2026-11-30T08:00:00+00:00")
    roomy = workspace.planning.urgent(urgent, at).option("now")
    assert roomy is not None
    assert (roomy.moved, roomy.promises) == ((), ())
    workspace.set_up({"work_end": roomy.days[MON].arrive - 600})
    tight = workspace.planning.urgent(urgent, at).option("now")
    assert tight is not None
    assert [moved.account.id for moved in tight.moved] == [other]
    promise(workspace, other, MON)
    torn = workspace.planning.urgent(urgent, at).option("now")
    assert torn is not None
    assert [p.account for p in torn.promises] == [moved.account.id for moved in torn.moved]


# ---- the cycle ------------------------------------------------------------------------------


def test_that_a_cycle_leaves_the_call_that_keeps_a_promise_in_its_week(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.drop(TUE, 0, accounts=[six[3]])
    promise(workspace, six[3], date(2026, 12, 6))
    plan = workspace.cycles.plan(WEEK, 4, Search(iterations=300))
    assert plan.promises_broken == ()
    assert any(stop.account.id == six[3] for stop in plan.weeks[0].stop_of_call.values())


def test_that_a_cycle_names_the_promise_it_would_break(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.records.change("account", six[3], {"calls_per_cycle": 0.0})
    promise(workspace, six[3], WED)
    plan = workspace.cycles.plan(WEEK, 4, Search(iterations=300))
    assert [one.account for one in plan.promises_broken] == [six[3]]


# ---- commands -------------------------------------------------------------------------------


def answer(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    assert main([*argv, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_that_itinerary_and_price_name_the_promise_among_what_breaks(
    workspace: Workspace, six: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    number = promise(workspace, six[0], TUE)
    file = ("--territory", str(workspace.file))
    document = answer(capsys, *file, "itinerary", "--week", "2026-W49")
    broken = {day["date"]: day["breaks"] for day in document["days"] if day["breaks"]}
    assert broken == {
        "2026-12-01": [
            {
                "kind": "promise", "call": None, "seconds": 0, "promise": number,
                "account": six[0], "due": "2026-12-01",
                "text": "No call keeps the promise to Account 0 by Tue 1 Dec: Trial tips",
            }
        ]
    }  # fmt: skip
    slots = answer(capsys, *file, "price", "--account", str(six[0]), "--week", "2026-W49")
    by_day = {slot["date"]: [b["kind"] for b in slot["breaks"]] for slot in slots}
    assert "promise" not in by_day["2026-11-30"] + by_day["2026-12-01"]
    assert "promise" in by_day["2026-12-02"]
    text = next(s["breaks"] for s in slots if s["date"] == "2026-12-04")[0]["text"]
    assert text == "Would break the promise to Account 0 on Tuesday"


def test_that_slots_are_priced_as_before_where_nothing_was_promised(
    workspace: Workspace, six: list[int]
) -> None:
    week = workspace.planning.week(WEEK)
    (row,) = workspace.accounts.rows(ids=[six[0]])
    before = slot_prices(week, row)
    promise(workspace, six[1], TUE)
    assert slot_prices(workspace.planning.week(WEEK), row) == before


def test_that_the_plan_command_says_which_promise_it_breaks(
    workspace: Workspace, six: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.records.change("account", six[1], {"opening_hours": []})
    promise(workspace, six[1], WED)
    file = ("--territory", str(workspace.file))
    document = answer(capsys, *file, "plan", "--week", "2026-W49", "--iterations", "500")
    kinds = [b["kind"] for day in document["days"] for b in day["breaks"]]
    assert kinds == ["promise"]
