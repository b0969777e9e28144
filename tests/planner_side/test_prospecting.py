"""Prospecting on a territory: what the file counts, the steps of a sale, the plan, the commands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main
from planner.exchange import prospect_words, sentences
from planner.records import Account
from planner.sample import make_sample
from planner.workspace import BadInput, IsoWeek, Workspace

TODAY = date(2026, 11, 27)
AT_LEEDS = {"lat": 53.8, "lon": -1.5, "precision": "hand"}


def make(workspace: Workspace, name: str, **values: Any) -> int:
    return workspace.records.make("account", {"name": name, **AT_LEEDS, **values})[0].id


def order(workspace: Workspace, account: int, day: date, amount: float) -> None:
    values = {"account": account, "date": day, "amount": amount}
    workspace.records.make("order", values)


def called(workspace: Workspace, account: int, day: date, **values: Any) -> None:
    given = {"account": account, "day": day, "state": "made", **values}
    workspace.records.make("call", given)


def got(workspace: Workspace, account: int) -> Account:
    found = workspace.records.get("account", account)
    assert isinstance(found, Account)
    return found


# ---- the share ----------------------------------------------------------------------------


def test_that_an_account_is_new_from_its_first_order_for_the_months_set(
    workspace: Workspace,
) -> None:
    old = make(workspace, "Old", since=date(2010, 1, 1))
    fresh = make(workspace, "Fresh")
    order(workspace, old, date(2026, 10, 5), 600)
    order(workspace, fresh, date(2026, 2, 10), 100)
    order(workspace, fresh, date(2026, 10, 6), 300)
    found = workspace.prospecting.new_business(TODAY)
    assert found.total == (400, 1000)
    assert {f"{m.first:%Y-%m}": m.share for m in found.months if m.share is not None} == {
        "2026-02": 1.0,
        "2026-10": pytest.approx(1 / 3),
    }
    workspace.set_up({"new_months": 6})
    assert workspace.prospecting.new_business(TODAY).total == (100, 1000)


def test_that_the_day_it_was_won_counts_before_the_first_order(workspace: Workspace) -> None:
    back = make(workspace, "Back again", won_on=date(2026, 9, 1))
    order(workspace, back, date(2026, 3, 1), 500)
    order(workspace, back, date(2026, 9, 20), 100)
    assert workspace.prospecting.new_business(TODAY).total == (100, 600)


def test_that_one_month_more_or_less_decides_on_the_very_day(workspace: Workspace) -> None:
    account = make(workspace, "A year ago", won_on=date(2025, 11, 15))
    order(workspace, account, date(2026, 11, 14), 10)
    order(workspace, account, date(2026, 11, 15), 20)
    assert workspace.prospecting.new_business(TODAY).total == (10, 30)


def test_that_orders_ahead_and_of_years_ago_do_not_count(workspace: Workspace) -> None:
    account = make(workspace, "Fresh")
    for day in (date(2025, 11, 30), date(2026, 11, 28), date(2030, 1, 1)):
        order(workspace, account, day, 100)
    assert workspace.prospecting.new_business(TODAY).total == (0, 0)


def test_that_an_empty_territory_has_no_share_and_no_trade(workspace: Workspace) -> None:
    found = workspace.prospecting.overview(TODAY)
    assert found.business.share is None
    assert found.pipeline.cards == ()
    assert found.sources == ()
    trade = found.outlook.trade(8.0)
    assert trade.waiting == ()
    assert trade.then.share is None


def test_that_undoing_an_order_takes_its_share_back(workspace: Workspace) -> None:
    account = make(workspace, "Fresh")
    order(workspace, account, date(2026, 10, 6), 300)
    workspace.undo()
    assert workspace.prospecting.new_business(TODAY).share is None


# ---- the sources --------------------------------------------------------------------------


def test_that_calls_count_for_their_source_until_the_day_of_winning(workspace: Workspace) -> None:
    won = make(workspace, "Won", lead_source="referral", won_on=date(2026, 9, 1))
    for day in (date(2026, 7, 1), date(2026, 9, 1), date(2026, 10, 1)):
        called(workspace, won, day, minutes=60)
    order(workspace, won, date(2026, 9, 1), 1000)
    open_ = make(workspace, "Open", status="prospect", lead_source="cold", prospect_value=5000)
    called(workspace, open_, date(2026, 10, 2), minutes=30)
    vain = make(workspace, "In vain", status="lapsed", lead_source="cold")
    called(workspace, vain, date(2026, 10, 3), minutes=30)
    called(workspace, make(workspace, "Old", since=date(2010, 1, 1)), date(2026, 10, 4))
    sources = {s.source: s for s in workspace.prospecting.overview(TODAY).sources}
    referral, cold = sources["referral"], sources["cold"]
    drive = 35 * 60  # nothing is on record that would tell better
    assert (referral.calls, referral.orders, referral.won) == (2, 1, 1000)
    assert referral.seconds == 2 * (3600 + drive)
    assert (cold.calls, cold.won, cold.open, cold.value) == (2, 0, 1, 5000)
    assert cold.seconds == 2 * (1800 + drive)
    assert "" not in sources or sources[""].calls == 0


def test_that_all_sources_together_have_won_the_new_revenue(workspace: Workspace) -> None:
    for number, source in enumerate(("referral", "cold", "", "press")):
        account = make(workspace, f"N{number}", lead_source=source, won_on=date(2026, 5, 1))
        order(workspace, account, date(2026, 5, 3), 100.0 * (number + 1))
    found = workspace.prospecting.overview(TODAY)
    assert sum(s.won for s in found.sources) == found.business.total.new == 1000


def test_that_referrers_are_counted_and_named(workspace: Workspace) -> None:
    kaye, brown = make(workspace, "Kaye"), make(workspace, "Brown")
    for name, referrer in (("X", kaye), ("Y", kaye), ("Z", brown)):
        workspace.prospecting.find(
            {"name": name, "lead_source": "referral", "referred_by": referrer}, TODAY
        )
    found = workspace.prospecting.overview(TODAY)
    assert found.referrers == (("Kaye", 2), ("Brown", 1))
    assert {c.name: c.referred_by for c in found.pipeline.cards} == {
        "X": "Kaye", "Y": "Kaye", "Z": "Brown",
    }  # fmt: skip


# ---- the steps of a sale ------------------------------------------------------------------


def test_that_a_prospect_is_noted_moved_and_won_each_in_one_step(workspace: Workspace) -> None:
    number, change = workspace.prospecting.find({"name": "Trent", "prospect_value": 31e3}, TODAY)
    assert change is not None
    assert sentences.entry(change.entry.code, change.entry.args) == "Note prospect Trent"
    moved = workspace.prospecting.move(number, "demonstrate")
    assert moved is not None
    assert sentences.entry(moved.entry.code, moved.entry.args) == "Move Trent to “shown”"
    won = workspace.prospecting.win(number, TODAY)
    assert won is not None
    account = got(workspace, number)
    assert (account.status, account.won_on, account.since) == ("customer", TODAY, TODAY)
    workspace.undo()
    assert (got(workspace, number).status, got(workspace, number).stage) == (
        "prospect", "demonstrate",
    )  # fmt: skip
    workspace.undo()
    assert got(workspace, number).stage == "find"
    workspace.undo()
    assert workspace.records.every("account") == []


def test_that_moving_where_it_is_makes_no_step(workspace: Workspace) -> None:
    number, _change = workspace.prospecting.find({"name": "Trent"}, TODAY)
    assert workspace.prospecting.move(number, "find") is None
    assert workspace.prospecting.keep_hours(0.0) is None


def test_that_a_prospect_given_up_leaves_the_pipeline_and_stays_known(
    workspace: Workspace,
) -> None:
    number, _change = workspace.prospecting.find({"name": "Trent"}, TODAY)
    workspace.prospecting.give_up(number)
    assert workspace.prospecting.overview(TODAY).pipeline.cards == ()
    assert got(workspace, number).status == "lapsed"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": ""}, "missing"),
        ({}, "missing"),
        ({"name": "X", "lead_source": "dream"}, "not_one_of"),
        ({"name": "X", "prospect_value": -1.0}, "too_far"),
        ({"name": "X", "likelihood": 1.5}, "too_far"),
        ({"name": "X", "referred_by": 999}, "unknown"),
        ({"name": "X", "found_on": date(2027, 5, 1)}, "not_yet"),
        ({"name": "X", "found_on": date(1899, 5, 1)}, "long_ago"),
    ],
)
def test_that_what_no_prospect_can_be_is_refused_by_its_reason(
    workspace: Workspace, values: Mapping[str, Any], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.prospecting.find(values, TODAY)
    assert refused.value.code == code
    assert workspace.records.every("account") == []


def test_that_only_a_prospect_is_moved_or_won(workspace: Workspace) -> None:
    customer = make(workspace, "Kaye")
    for step in (
        lambda: workspace.prospecting.move(customer, "close"),
        lambda: workspace.prospecting.win(customer, TODAY),
        lambda: workspace.prospecting.give_up(customer),
    ):
        with pytest.raises(BadInput) as refused:
            step()
        assert refused.value.code == "not_a_prospect"
        assert "Kaye is no prospect" in sentences.refused(
            refused.value.code, refused.value.args_for_words
        )
    with pytest.raises(BadInput):
        workspace.prospecting.move(999, "close")
    with pytest.raises(BadInput):
        workspace.prospecting.move(customer, "won")


def test_that_names_of_any_script_and_signs_are_kept_as_typed(workspace: Workspace) -> None:
    names = ("<b>Trent & Söhne</b>", "上海精密工具", "שלום בע״מ", "{name} {0}")
    for name in names:
        number, change = workspace.prospecting.find({"name": name}, TODAY)
        assert change is not None
        assert name in sentences.entry(change.entry.code, change.entry.args)
        workspace.prospecting.move(number, "present")
    cards = workspace.prospecting.overview(TODAY).pipeline.cards
    assert {card.name for card in cards} == set(names)


# ---- the pipeline -------------------------------------------------------------------------


def test_that_cards_stand_in_their_stage_the_most_valuable_first(workspace: Workspace) -> None:
    for name, stage, value in (("S", "", 5.0), ("L", "find", 9.0), ("N", "find", None)):
        make(workspace, name, status="prospect", stage=stage, prospect_value=value)
    make(workspace, "P", status="prospect", stage="present", prospect_value=100, likelihood=0.5)
    found = workspace.prospecting.overview(TODAY).pipeline
    assert [[c.name for c in stage.cards] for stage in found.stages] == [
        ["L", "S", "N"], ["P"], [], [], [],
    ]  # fmt: skip
    assert found.stages[0].value == 14
    assert found.stages[1].likelihood == 0.5
    assert found.likely == pytest.approx(14 * 0.05 + 50)
    assert workspace.prospecting.new_business(TODAY).likely == pytest.approx(found.likely)


def test_that_a_warm_prospect_waits_after_a_fortnight_unless_a_call_is_planned(
    workspace: Workspace,
) -> None:
    long_ago = TODAY - timedelta(days=15)
    values = {"status": "prospect", "stage": "objections", "found_on": long_ago}
    waits, planned = make(workspace, "Waits", **values), make(workspace, "Planned", **values)
    seen = make(workspace, "Seen", **values)
    workspace.planning.drop(date(2026, 12, 1), 0, accounts=[planned])
    called(workspace, seen, TODAY - timedelta(days=3))
    found = workspace.prospecting.overview(TODAY).pipeline
    cards = {card.account: card for card in found.cards}
    assert (cards[waits].waits, cards[waits].waits_long) == (15, True)
    assert (cards[planned].waits, cards[planned].planned) == (None, date(2026, 12, 1))
    assert (cards[seen].waits, cards[seen].waits_long) == (3, False)
    assert found.warmest_waiting == cards[waits]


def test_that_the_fit_of_one_who_waits_is_a_slot_that_breaks_nothing(workspace: Workspace) -> None:
    account = make(workspace, "Waits", status="prospect")
    fit = workspace.prospecting.fit(account, TODAY)
    assert fit is not None
    assert fit.day > TODAY
    assert fit.price.seconds > 0
    assert not fit.price.breaks
    workspace.planning.drop(fit.day, fit.position, accounts=[account])
    assert workspace.prospecting.overview(TODAY).pipeline.cards[0].planned == fit.day
    standing = workspace.prospecting.fit(account, TODAY)
    assert standing is not None
    assert (standing.stands, standing.day, standing.price.seconds) == (True, fit.day, 0)
    nowhere = workspace.records.make("account", {"name": "Nowhere", "status": "prospect"})[0]
    assert workspace.prospecting.fit(nowhere.id, TODAY) is None


# ---- the balance --------------------------------------------------------------------------


def test_that_raising_the_hours_brings_more_prospects_into_the_plan(workspace: Workspace) -> None:
    def several(count: int, **values: Any) -> set[int]:
        return {
            make(workspace, f"{values.get('status', 'customer')} {n}",
                 **{**values, "lat": 53.7 + 0.004 * n, "lon": -1.6 + 0.005 * n})
            for n in range(count)
        }  # fmt: skip

    several(50, grade="A", call_minutes=60)
    prospects = several(12, status="prospect", grade="D", call_minutes=60, likelihood=0.1)
    week = IsoWeek(2026, 49)
    counts = []
    for hours in (0.0, 3.0, 8.0):
        workspace.prospecting.keep_hours(hours)
        proposal = workspace.planning.propose(week, iterations=1500)
        stops = proposal.after.stop_of_call.values()
        counts.append(len({stop.account.id for stop in stops} & prospects))
    assert counts[0] < counts[1] < counts[2]
    assert counts[1] >= 3


def test_that_keeping_hours_is_one_step_and_can_be_undone(workspace: Workspace) -> None:
    change = workspace.prospecting.keep_hours(7.5)
    assert change is not None
    said = sentences.entry(change.entry.code, change.entry.args)
    assert said == "Keep 7.5 h a week for prospects"
    assert workspace.territory.prospect_hours == 7.5
    workspace.undo()
    assert workspace.territory.prospect_hours == 0
    with pytest.raises(BadInput):
        workspace.prospecting.keep_hours(200)


def test_that_hours_are_taken_only_where_customers_need_them(workspace: Workspace) -> None:
    workspace.prospecting.keep_hours(5.0)
    idle = workspace.prospecting.new_business(TODAY)
    assert idle.on_prospects > 5 * 3600  # with the drives
    assert idle.taken == 0
    for number in range(150):
        make(workspace, f"Due {number}", grade="A")
    busy = workspace.prospecting.new_business(TODAY)
    assert busy.taken == busy.on_prospects


# ---- words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "£0"), (999, "£999"), (999.6, "£1k"), (31_000, "£31k"), (-2_400, "−£2k"),
     (999_600, "£1.0m"), (1.26e6, "£1.3m"), (2.5e8, "£250m")],
)  # fmt: skip
def test_that_money_is_short_on_a_card(amount: float, said: str) -> None:
    assert prospect_words.short_money(amount, "GBP") == said


def test_that_the_gauge_and_the_verdict_are_said_in_words() -> None:
    assert prospect_words.gauge(0.142, 0.2) == ("New business 14 %", "of 20 %, by revenue")
    assert prospect_words.gauge(None, 0.2)[0] == "New business –"
    assert prospect_words.taken(11_400) == "costs current accounts 3:10 h"
    assert prospect_words.verdict("referral", "cold", 15.02) == (
        "One hour on a referral wins as much as 15 on cold call."
    )
    assert [prospect_words.hours(h) for h in (0, 0.5, 8, 9.5)] == ["0 h", "½ h", "8 h", "9½ h"]
    assert prospect_words.who_waits({"B": 2, "C": 7}, 148) == "9 of 148, no A"


# ---- the sample and the command -----------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.loopwise"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
        make_sample(file).close()
    return file


def test_that_the_sample_stands_at_14_of_20_per_cent_by_its_orders(
    sample: Path, fixed_clock: None
) -> None:
    with Workspace.open(sample) as opened:
        found = opened.prospecting.overview(TODAY)
        accounts = {a.id: a for a in opened.records.every("account")}
        orders: list[Any] = opened.records.every("order")
    new = whole = 0.0
    for one in orders:
        won = accounts[one.account].won_on  # type: ignore[attr-defined]
        if date(2025, 12, 1) <= one.date <= TODAY:
            whole += one.amount
            new += one.amount if won is not None and won <= one.date else 0.0
        assert won is None or one.date >= won - timedelta(days=2)  # none before it was won
    assert found.business.total == (pytest.approx(new), pytest.approx(whole))
    assert round(100 * (found.business.share or 0)) == 14
    assert found.business.target == 0.2
    assert found.business.taken > 0
    assert [len(stage.cards) for stage in found.pipeline.stages] == [8, 6, 4, 3, 1]
    assert found.sources[0].source == "referral"
    assert found.outlook.trade(4).gain > 0


def test_that_the_command_prints_pipeline_sources_and_share(
    sample: Path, fixed_clock: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prospects", "--territory", str(sample), "--json", "--hours", "4"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document["pipeline"]) == 22
    assert {"account", "name", "stage", "source", "value", "likelihood"} <= set(
        document["pipeline"][0]
    )
    assert document["sources"][0]["source"] == "referral"
    assert len(document["new_business"]["months"]) == 12
    assert document["hours"]["then"]["hours"] == 4
    assert document["hours"]["then"]["share"] > document["hours"]["now"]["share"]
    assert all(one["days"] > 0 for one in document["hours"]["waiting"])


def test_that_the_command_speaks_to_people_and_refuses_no_hours(
    sample: Path, fixed_clock: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prospects", "--territory", str(sample)]) == 0
    said = capsys.readouterr().out
    assert "22 prospects · £336k a year" in said
    assert "One hour on a referral wins as much as" in said
    assert "New business 14 % of 20 %, by revenue" in said
    assert main(["prospects", "--territory", str(sample), "--hours", "-3"]) == 2
    assert main(["prospects", "--territory", str(sample), "--hours", "1e9"]) == 2
    assert "no hours of a week" in capsys.readouterr().err


def test_that_the_hours_can_be_set_by_the_command_of_records(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(workspace.file)
    assert main(["record", "--territory", file, "territory", "1", "prospect_hours=6"]) == 0
    capsys.readouterr()
    assert main(["prospects", "--territory", file, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hours"]["kept"] == 6
