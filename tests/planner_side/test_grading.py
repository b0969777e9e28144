"""Grades by rank, the rhythm of a grade, and what is done about too many or too few calls."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.advice.grades import LETTERS, Shares, bars, grades, shares_of
from planner.cli.running import main
from planner.exchange import sentences
from planner.sample.making import make_sample
from planner.workspace import BadInput, Impossible, Workspace

TODAY = date(2026, 11, 27)
SHARE = st.floats(0, 1)
VALUES = st.dictionaries(st.integers(1, 10_000), st.floats(-1e6, 1e9), max_size=300)


@given(SHARE, SHARE, SHARE, st.integers(0, 60_000))
def test_that_the_counts_of_any_shares_add_up(a: float, b: float, c: float, count: int) -> None:
    counts = Shares(a, b, c).counts(count)
    assert sum(counts.values()) == count
    assert min(counts.values()) >= 0


@given(SHARE, SHARE, SHARE, VALUES)
def test_that_nobody_with_more_potential_gets_a_lower_grade(
    a: float, b: float, c: float, values: dict[int, float]
) -> None:
    shares = Shares(a, b, c)
    given_grades = grades(values, shares)
    in_order = sorted(values, key=lambda account: -values[account])
    for account, other in pairwise(in_order):
        if values[account] > values[other]:
            assert given_grades[account] <= given_grades[other]
    counts = {g: list(given_grades.values()).count(g) for g in LETTERS}
    assert counts == shares.counts(len(values))


@given(st.lists(st.integers(-5, 500), min_size=3, max_size=3), st.integers(0, 400))
def test_that_a_cut_put_by_hand_stays_where_it_was_put(cuts: list[int], count: int) -> None:
    first = shares_of(cuts, count).cuts(count)
    assert shares_of(first, count).cuts(count) == first
    assert 0 <= first[0] <= first[1] <= first[2] <= count


@given(st.lists(st.floats(0, 1e6), max_size=500), st.integers(1, 160))
def test_that_bars_keep_the_order_and_are_no_more_than_asked(
    values: list[float], most: int
) -> None:
    ordered = sorted(values, reverse=True)
    drawn = bars(ordered, most)
    assert len(drawn) == min(most, len(values))
    assert all(a >= b - 1e-6 * max(1.0, a) for a, b in pairwise(drawn))


@pytest.fixture
def sample(tmp_path: Path, fixed_clock: None) -> Workspace:
    return make_sample(tmp_path / "sample.loopwise")


def account(workspace: Workspace, name: str, **values: object) -> int:
    return workspace.records.make("account", {"name": name, **values})[0].id


def potential(workspace: Workspace, number: int, amount: float, year: int = 2026) -> None:
    workspace.records.make("turnover", {"account": number, "year": year, "potential": amount})


@pytest.fixture
def ten(workspace: Workspace) -> list[int]:
    """Ten customers, each with less potential than the one before; all C."""
    made = [account(workspace, f"Account {at}", grade="C") for at in range(10)]
    for at, number in enumerate(made):
        potential(workspace, number, 1000.0 * (10 - at))
    workspace.journal.history()
    return made


def test_that_grades_follow_the_rank_as_one_step_and_go_back(
    workspace: Workspace, ten: list[int]
) -> None:
    before = len(workspace.history())
    change = workspace.grading.set_grades(Shares(0.1, 0.2, 0.4), keep_by_hand=False)
    assert change is not None
    assert sentences.entry(change.entry.code, change.entry.args).endswith("6 accounts change")
    found = {row.id: row.grade for row in workspace.accounts.rows()}
    assert "".join(found[number] for number in ten) == "ABBCCCCDDD"
    assert len(workspace.history()) == before + 1
    assert workspace.territory.grade_b_share == 0.2
    workspace.undo()
    assert {row.grade for row in workspace.accounts.rows()} == {"C"}
    assert workspace.territory.grade_b_share == 0.25


def test_that_a_grade_set_by_hand_stays_where_it_is_to_be_kept(
    workspace: Workspace, ten: list[int]
) -> None:
    shares = Shares(0.1, 0.2, 0.4)
    workspace.grading.set_grades(shares, keep_by_hand=False)
    workspace.grading.give_grade([ten[9]], "A")
    ranking = workspace.grading.ranking()
    assert ranking.by_hand == {ten[9]}
    assert ranking.preview(shares).changes == ()
    assert [c.account for c in ranking.preview(shares, keep_by_hand=False).changes] == [ten[9]]
    workspace.undo()
    assert workspace.grading.ranking().by_hand == frozenset()


def test_that_a_grade_given_by_the_form_is_by_hand_and_one_by_rank_is_not(
    workspace: Workspace, ten: list[int]
) -> None:
    assert workspace.grading.ranking().by_hand == set(ten)  # as they were typed
    workspace.grading.set_grades(Shares(0.5, 0.5, 0.0), keep_by_hand=False)
    assert workspace.grading.ranking().by_hand == set()
    workspace.records.change("account", ten[0], {"grade": "D"})
    assert workspace.grading.ranking().by_hand == {ten[0]}


def test_that_accounts_without_a_figure_keep_their_grade_and_are_named(
    workspace: Workspace, ten: list[int]
) -> None:
    blank = account(workspace, "No figure", grade="B")
    prospect = account(workspace, "Prospect", grade="B", status="prospect")
    ranking = workspace.grading.ranking()
    assert ranking.unknown == {blank}
    workspace.grading.set_grades(Shares(1.0, 0, 0), keep_by_hand=False)
    found = {row.id: row.grade for row in workspace.accounts.rows()}
    assert (found[blank], found[prospect]) == ("B", "B")
    assert [found[number] for number in ten] == ["A"] * 10


def test_that_accounts_are_ranked_by_what_the_rep_chooses(
    workspace: Workspace, ten: list[int]
) -> None:
    workspace.records.make("turnover", {"account": ten[9], "year": 2025, "revenue": 9e5})
    field = workspace.records.make("own_field", {"name": "Machines", "type": "number"})[0].id
    workspace.records.make("own_value", {"account": ten[4], "own_field": field, "value": "12.5"})
    ranking = workspace.grading.ranking
    assert ranking("potential").order[0] == ten[0]
    assert ranking("revenue").order == (ten[9],)
    assert ranking("sum").order[0] == ten[9]
    assert ranking("own", field).order == (ten[4],)
    with pytest.raises(BadInput):
        ranking("own")
    with pytest.raises(BadInput):
        ranking("mood")


def test_that_a_rhythm_is_set_in_weeks(workspace: Workspace, ten: list[int]) -> None:
    change = workspace.grading.set_rhythm("C", 6.5)
    assert change is not None
    assert sentences.entry(change.entry.code, change.entry.args) == "Call on C every 6.5 weeks"
    assert workspace.territory.calls_c == 2
    rhythms = workspace.grading.rhythms()
    by_grade = {each.grade: each for each in rhythms.grades}
    assert by_grade["C"].accounts == 10
    assert rhythms.needs == round(10 * 30.4375 / 7 / 6.5)
    with pytest.raises(BadInput):
        workspace.grading.set_rhythm("E", 4)
    with pytest.raises(BadInput):
        workspace.grading.set_rhythm("A", 10_000)


def calls(workspace: Workspace, number: int, days_ago: list[int]) -> None:
    for ago in days_ago:
        values = {"account": number, "day": TODAY - timedelta(days=ago), "state": "made"}
        workspace.records.make("call", values)


def test_that_calls_before_the_books_begin_are_nobodys_neglect(workspace: Workspace) -> None:
    early = account(workspace, "Early", grade="A")
    account(workspace, "Other", grade="A")
    assert workspace.grading.neglected(TODAY) == ()  # no call is on record at all
    calls(workspace, early, [10])
    assert workspace.grading.neglected(TODAY) == ()  # ten days of books say nothing


def test_that_a_customer_just_won_is_judged_from_then_on(workspace: Workspace) -> None:
    old = account(workspace, "Old", grade="A")
    new = account(workspace, "New", grade="C", won_on=TODAY - timedelta(days=60))
    calls(workspace, old, list(range(5, 360, 20)))
    calls(workspace, new, list(range(62, 300, 20)))  # while it was a prospect
    calls(workspace, new, [5, 15, 25, 35])
    assert [each.name for each in workspace.grading.over_called(TODAY)] == []
    board = workspace.grading.board(TODAY)
    assert board.extras[new].made == 4
    assert board.extras[new].calling is None


def test_that_over_calls_are_priced_in_hours_and_money(workspace: Workspace) -> None:
    place = {"lat": 53.8, "lon": -1.20, "precision": "given"}
    one = account(workspace, "Welcome", grade="C", call_minutes=60, **place)
    calls(workspace, one, list(range(10, 363, 30)))
    calls(workspace, account(workspace, "First"), [363])
    [found] = workspace.grading.over_called(TODAY)
    assert (found.name, found.made, round(found.planned)) == ("Welcome", 12, 4)
    alone = 8 * 60 / 60  # eight calls too many of an hour each, without the drive
    assert found.hours_a_year > alone
    assert found.cost_a_year > found.hours_a_year * workspace.territory.hour_worth
    assert not found.friendly_not_growing  # growth is not known


def test_that_an_account_is_friendly_only_by_what_is_known_of_its_people(sample: Workspace) -> None:
    with sample:
        [hardy] = sample.grading.over_called(TODAY)
        assert (hardy.name, hardy.lately, hardy.friendly_not_growing) == ("Hardy Ltd", 5, True)
        people = [
            c for c in sample.records.every("contact") if getattr(c, "account", 0) == hardy.account
        ]
        sample.records.change("contact", people[0].id, {"attitude": "opposed"})
        assert not sample.grading.over_called(TODAY)[0].friendly_not_growing


def test_that_the_calls_of_the_prospects_are_the_calls_too_many(sample: Workspace) -> None:
    with sample:
        [hardy] = sample.grading.over_called(TODAY)
        assert sum(p.calls for p in hardy.prospects) == hardy.surplus
        assert all(p.calls > 0 and p.detour_seconds >= 0 for p in hardy.prospects)


def test_that_a_swap_does_what_it_said_and_goes_back_as_one_step(sample: Workspace) -> None:
    with sample:
        [hardy] = sample.grading.over_called(TODAY)
        week = sample.planning.next_week()
        before = sample.planning.week(week)
        chosen = {p.account: p.calls for p in hardy.prospects}
        looked = sample.grading.look_at_swap(hardy.account, chosen, TODAY)
        assert sample.history() == []
        assert sample.grading.swap(looked) is not None
        after = sample.planning.week(week)
        assert after.metres - before.metres == looked.metres
        assert after.calls == before.calls
        assert hardy.account not in {s.account.id for s in after.stop_of_call.values()}
        given_calls = sample.records.get("account", next(iter(chosen)))
        assert getattr(given_calls, "calls_per_cycle", None) == 0.5  # two a year
        sample.undo()
        assert sample.planning.week(week).metres == before.metres


def test_that_a_swap_of_a_plan_that_has_changed_is_refused(sample: Workspace) -> None:
    with sample:
        [hardy] = sample.grading.over_called(TODAY)
        chosen = {p.account: p.calls for p in hardy.prospects}
        looked = sample.grading.look_at_swap(hardy.account, chosen, TODAY)
        sample.planning.lock([looked.stands[0][0]], locked=True)
        with pytest.raises(Impossible):
            sample.grading.swap(looked)
        assert len(sample.history()) == 1
        again = sample.grading.look_at_swap(hardy.account, chosen, TODAY)
        assert again.stands == ()  # what is locked is never taken out
        with pytest.raises(BadInput):
            sample.grading.look_at_swap(hardy.account, {}, TODAY)
        with pytest.raises(BadInput):
            sample.grading.look_at_swap(99_999, chosen, TODAY)


def test_that_the_neglected_are_made_up_for_where_it_was_said(sample: Workspace) -> None:
    with sample:
        short = sample.grading.neglected(TODAY)
        assert all(each.made < each.planned for each in short)
        week = sample.planning.next_week()
        found = sample.grading.cheapest_calls([each.account for each in short], week, TODAY)[:3]
        before = sample.planning.week(week)
        sample.grading.make_up(found)
        after = sample.planning.week(week)
        assert after.metres - before.metres == sum(each.price.metres for each in found)
        assert after.calls == before.calls + 3
        rows = {row.id: row for row in sample.accounts.rows()}
        assert all(rows[each.account].planned == each.day for each in found)


def test_that_calls_that_are_kept_are_the_plan_from_then_on(sample: Workspace) -> None:
    with sample:
        [hardy] = sample.grading.over_called(TODAY)
        sample.grading.keep(hardy.account, hardy.made, hardy.weeks)
        assert sample.grading.over_called(TODAY) == ()
        sample.undo()
        assert [each.name for each in sample.grading.over_called(TODAY)] == ["Hardy Ltd"]


def run(capsys: pytest.CaptureFixture[str], file: Path, *line: str) -> tuple[int, str]:
    code = main(["--territory", str(file), *line])
    return code, capsys.readouterr().out


def test_that_loopwise_grade_previews_and_keeps(
    sample: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sample.file
    sample.close()
    line = ("--json", "grade", "--a", "0.2", "--b", "0.3", "--c", "0.5", "--by", "revenue")
    code, out = run(capsys, file, *line, "--dry-run")
    looked = json.loads(out)
    assert code == 0
    assert sum(looked["counts"].values()) + looked["not_ranked"] == 149
    assert looked["changes"]
    assert json.loads(run(capsys, file, "--json", "history")[1]) == []
    assert json.loads(run(capsys, file, *line)[1]) == looked
    again = json.loads(run(capsys, file, "--json", "grade", "--dry-run")[1])
    assert (again["by"], again["changes"]) == ("revenue", [])
    assert run(capsys, file, "grade", "--by", "mood")[0] == 3
    assert run(capsys, file, "grade", "--a", "0.9")[0] == 3
    assert run(capsys, file, "grade", "--a", "2")[0] == 2


def test_that_loopwise_overcalls_prices_them(
    sample: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sample.file
    sample.close()
    document = json.loads(run(capsys, file, "--json", "overcalls")[1])
    [hardy] = document["over_called"]
    assert (hardy["name"], hardy["made"], hardy["planned"]) == ("Hardy Ltd", 12, 8.0)
    assert document["hours_a_year"] == hardy["hours_a_year"] > 0
    assert {"account", "missing", "growth"} <= document["neglected"][0].keys()
    assert "friendly, but not growing" in run(capsys, file, "overcalls")[1]
