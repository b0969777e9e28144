"""The use cases of the week."""

from __future__ import annotations

from datetime import date

import pytest

from planner.tours.insertion import slots
from planner.workspace import BadInput, Impossible, IsoWeek, Workspace
from planner.workspace.what_if import drop, removal

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days


def order(workspace: Workspace, day: date) -> list[int]:
    """The accounts of a day, in driving order."""
    planned = workspace.planning.week(WEEK).by_date.get(day)
    return [s.account.id for s in planned.stops] if planned else []


def calls(workspace: Workspace, day: date) -> list[int]:
    return [s.call.id for s in workspace.planning.week(WEEK).by_date[day].stops]


def test_that_a_day_is_assigned_in_the_order_given(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.assign(MON, [six[2], six[0]])
    assert order(workspace, MON) == [six[2], six[0]]


def test_that_an_account_planned_that_week_keeps_its_call(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:2])
    call = workspace.planning.week(WEEK).by_date[MON].stops[1].call
    workspace.planning.assign(WED, [six[1], six[3]])
    moved = workspace.planning.week(WEEK).by_date[WED].stops[0].call
    assert (moved.id, moved.uid) == (call.id, call.uid)
    assert order(workspace, MON) == [six[0]]


def test_that_assigning_leaves_what_is_locked(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.lock([calls(workspace, MON)[1]], locked=True)
    workspace.planning.assign(MON, [six[4]])
    assert order(workspace, MON) == [six[4], six[1]]
    with pytest.raises(Impossible):
        workspace.planning.assign(TUE, [six[1]])


def test_that_unknown_and_doubled_accounts_are_refused(
    workspace: Workspace, six: list[int]
) -> None:
    for accounts in ([999], [six[0], six[0]]):
        with pytest.raises(BadInput):
            workspace.planning.assign(MON, accounts)
    assert order(workspace, MON) == []


def test_that_several_calls_and_accounts_are_dropped_side_by_side(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.assign(TUE, six[3:5])
    workspace.planning.drop(TUE, 1, calls=calls(workspace, MON)[:2], accounts=[six[5]])
    assert order(workspace, MON) == [six[2]]
    assert order(workspace, TUE) == [six[3], six[0], six[1], six[5], six[4]]


def test_that_a_drop_within_its_day_counts_positions_as_they_stood(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:4])
    workspace.planning.drop(MON, 4, calls=calls(workspace, MON)[:1])
    assert order(workspace, MON) == [*six[1:4], six[0]]
    workspace.undo()
    assert order(workspace, MON) == six[:4]


def test_that_a_locked_or_made_call_does_not_move(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:2])
    locked, made = calls(workspace, MON)
    workspace.planning.lock([locked], locked=True)
    workspace.records.change("call", made, {"state": "made"})
    for call in (locked, made):
        with pytest.raises(Impossible):
            workspace.planning.drop(TUE, 0, calls=[call])
        with pytest.raises(Impossible):
            workspace.planning.remove([call])
    assert order(workspace, MON) == six[:2]


def test_that_another_day_gives_up_the_agreed_time(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:2])
    call = calls(workspace, MON)[0]
    workspace.records.change("call", call, {"state": "confirmed", "start": 10 * 3600})
    tag = drop(workspace.planning.week(WEEK), TUE, 0, calls=[call])
    assert tag.gives_up == (call,)
    workspace.planning.drop(TUE, 0, calls=[call])
    moved = workspace.planning.week(WEEK).by_date[TUE].stops[0].call
    assert (moved.state, moved.start) == ("draft", None)


def test_that_the_price_before_the_drop_is_what_the_drop_costs(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, six[:3])
    workspace.planning.assign(TUE, six[3:])
    before = workspace.planning.week(WEEK)
    call = calls(workspace, MON)[0]
    tag = drop(before, TUE, 2, calls=[call])
    workspace.planning.drop(TUE, 2, calls=[call])
    after = workspace.planning.week(WEEK)
    assert tag.price.metres == after.metres - before.metres
    assert tag.price.seconds == after.seconds_driving - before.seconds_driving
    assert tag.price.cost == pytest.approx(after.cost - before.cost)
    assert {d: c.metres for d, c in tag.after.items()} == {
        d: after.by_date[d].cost.metres for d in (MON, TUE)
    }


def test_that_what_cannot_be_dropped_says_why(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:2])
    call = calls(workspace, MON)[0]
    lost = workspace.records.make("account", {"name": "Lost"})[0].id
    closed = workspace.records.make(
        "account", {"name": "Shut", "lat": 53.8, "lon": -1.4, "opening_hours": [[0, 3600, 7200]]}
    )[0].id
    rows = {r.id: r for r in workspace.accounts.rows()}
    week = workspace.planning.week(WEEK)
    assert drop(week, SAT, 0, calls=[call]).refused == "day_off"
    assert drop(week, TUE, 0, accounts=[rows[lost]]).refused == "no_place"
    assert drop(week, TUE, 0, accounts=[rows[closed]]).refused == "closed"
    assert drop(week, MON, 0, accounts=[rows[six[1]]]).refused == "twice"
    workspace.planning.lock([call], locked=True)
    week = workspace.planning.week(WEEK)
    assert drop(week, TUE, 0, calls=[call]).refused == "locked"
    assert removal(week, [call]).refused == "locked"


def test_that_removing_closes_the_gap(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:3])
    gone = calls(workspace, MON)[1]
    expected = removal(workspace.planning.week(WEEK), [gone]).after[MON].metres
    workspace.planning.remove([gone])
    assert order(workspace, MON) == [six[0], six[2]]
    assert workspace.planning.week(WEEK).by_date[MON].cost.metres == expected


def test_that_taking_the_loop_drives_what_the_comparison_said(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MON, [six[i] for i in (0, 3, 1, 4, 2, 5)])
    week = workspace.planning.week(WEEK)
    loop = workspace.planning.compare(week)[MON].loop
    workspace.planning.set_order(MON, [s.call for s in loop.order], "loop")
    after = workspace.planning.week(WEEK)
    assert after.by_date[MON].cost.metres == loop.metres < week.by_date[MON].cost.metres
    with pytest.raises(BadInput):
        workspace.planning.set_order(MON, [loop.order[0].call], "loop")


def test_that_a_week_is_copied_once(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:3])
    for _ in range(2):
        workspace.planning.copy_week(WEEK, WEEK.plus(1))
    copied = workspace.planning.week(WEEK.plus(1)).by_date[WEEK.plus(1).monday]
    assert [s.account.id for s in copied.stops] == six[:3]
    assert {s.call.uid for s in copied.stops}.isdisjoint(
        s.call.uid for s in workspace.planning.week(WEEK).by_date[MON].stops
    )


def test_that_every_slot_of_the_week_is_priced(workspace: Workspace, six: list[int]) -> None:
    workspace.planning.assign(MON, six[:2])
    week = workspace.planning.week(WEEK)
    stop = week.plan.of(MON)[0]
    priced = list(slots(week.plan, stop, week.legs))
    assert [(s.day, s.position) for s in priced][:2] == [(MON, 0), (MON, 1)]
    assert {s.day for s in priced} == {MON, TUE, WED, THU, FRI}
    assert priced[0].price.metres == 0


def test_that_what_loops_saved_counts_the_days_driven(workspace: Workspace, six: list[int]) -> None:
    assert workspace.planning.saved_so_far().days == 0
    workspace.planning.assign(MON, six)
    saved = workspace.planning.saved_so_far()
    shapes = workspace.planning.compare(workspace.planning.week(WEEK))[MON]
    assert saved.days == 1
    assert saved.metres == shapes.zigzag.metres - shapes.planned.metres


def test_that_an_account_is_due_an_interval_after_its_last_call(
    workspace: Workspace, six: list[int]
) -> None:
    made = {"account": six[0], "day": date(2026, 11, 2), "state": "made"}
    workspace.records.make("call", made)
    row = workspace.accounts.rows(ids=[six[0]])[0]
    assert row.last_call == date(2026, 11, 2)
    assert row.due == date(2026, 11, 25)  # A: 4 calls in 13 weeks, every 23 days
    never = workspace.accounts.rows(ids=[six[1]])[0]
    assert (never.last_call, never.due) == (None, date(2026, 11, 27))


def test_that_a_week_number_is_read_and_written() -> None:
    assert str(IsoWeek.parse("2026-W49")) == "2026-W49"
    assert IsoWeek(2026, 53).plus(1) == IsoWeek(2027, 1)
    for wrong in ("2026-49", "2026-W54", "next"):
        with pytest.raises(ValueError, match=r".*"):
            IsoWeek.parse(wrong)
