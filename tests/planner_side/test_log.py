"""A call logged with all that was learnt, a day closed, favours and promises: one step each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.cli.running import main
from planner.exchange import sentences
from planner.exchange.near_dates import read_near, read_past
from planner.records import KINDS
from planner.records.selling import STAGES, WORKED
from planner.workspace import BadInput, IsoWeek, Workspace
from planner.workspace.fields import as_dict
from planner.workspace.log.closing import Mark
from planner.workspace.log.entry import Heard, LogEntry, Ordered, Pledge, Raised

TODAY = date(2026, 11, 27)
FRIDAY = TODAY + timedelta(days=7)
LONG = "x" * 1_000_000


def make(workspace: Workspace, kind: str, **values: Any) -> int:
    return workspace.records.make(kind, values)[0].id


def get(workspace: Workspace, kind: str, number: int) -> Any:
    return workspace.records.get(kind, number)


def every(workspace: Workspace, kind: str) -> list[Any]:
    return list(workspace.records.every(kind))


def state(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    return {kind: [as_dict(row) for row in workspace.records.every(kind)] for kind in KINDS}


@pytest.fixture
def holt(workspace: Workspace) -> int:
    return make(workspace, "account", name="Holt Ltd", grade="A", lat=53.7, lon=-1.6)


def refused(workspace: Workspace, account: int, entry: LogEntry) -> BadInput:
    before = state(workspace)
    with pytest.raises(BadInput) as caught:
        workspace.log.log_call(entry, account=account)
    assert state(workspace) == before
    return caught.value


# ---- one call


def test_that_a_planned_call_becomes_made_and_no_second_one_is(
    workspace: Workspace, holt: int
) -> None:
    call = make(workspace, "call", account=holt, day=TODAY, start=9 * 3600)
    done = workspace.log.log_call(LogEntry("All well"), account=holt)
    assert [(c.id, c.state, c.outcome) for c in every(workspace, "call")] == [
        (call, "made", "All well")
    ]
    assert done.call.start == 9 * 3600
    assert done.change is not None
    assert sentences.entry(done.change.entry.code, done.change.entry.args) == (
        "Log the call on Holt Ltd"
    )


def test_that_a_visit_nobody_planned_stands_after_those_made_and_before_those_ahead(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(TODAY, six[:4])
    workspace.log.log_call(LogEntry("First"), account=six[0])
    workspace.log.log_call(LogEntry("Second"), account=six[1])
    workspace.log.log_call(LogEntry("On the way"), account=six[5])
    stops = workspace.planning.week(IsoWeek.of(TODAY)).by_date[TODAY].stops
    assert [stop.account.id for stop in stops] == [six[0], six[1], six[5], six[2], six[3]]


def test_that_a_call_planned_for_later_was_made_today_and_one_of_yesterday_stays_there(
    workspace: Workspace, holt: int
) -> None:
    later = make(workspace, "call", account=holt, day=TODAY + timedelta(days=3), start=3600 * 9)
    workspace.log.log_call(LogEntry("Early"), call=later)
    made = get(workspace, "call", later)
    assert (made.day, made.start, made.state) == (TODAY, None, "made")
    yesterday = make(workspace, "call", account=holt, day=TODAY - timedelta(days=1))
    workspace.log.log_call(LogEntry("In the evening"), call=yesterday)
    assert get(workspace, "call", yesterday).day == TODAY - timedelta(days=1)


def test_that_line_2_2_last_seen_moves_forward_only(workspace: Workspace, holt: int) -> None:
    newer = make(workspace, "contact", account=holt, name="Ann", last_seen=TODAY)
    older = make(workspace, "contact", account=holt, name="Bob", last_seen=date(2026, 1, 5))
    never = make(workspace, "contact", account=holt, name="Cy")
    before = TODAY - timedelta(days=10)
    workspace.log.log_call(LogEntry("Seen", day=before, seen=(newer, older)), account=holt)
    last = [get(workspace, "contact", n).last_seen for n in (newer, older, never)]
    assert last == [TODAY, before, None]
    assert {row.contact for row in every(workspace, "seen")} == {newer, older}


def test_that_a_log_said_again_replaces_who_was_seen_and_leaves_it_where_nothing_is_said(
    workspace: Workspace, holt: int
) -> None:
    ann = make(workspace, "contact", account=holt, name="Ann")
    bob = make(workspace, "contact", account=holt, name="Bob")
    first = workspace.log.log_call(LogEntry("Well", seen=(ann,), stage="close"), account=holt)
    workspace.log.log_call(LogEntry("Better", seen=(bob,)), call=first.call.id)
    assert [row.contact for row in every(workspace, "seen")] == [bob]
    workspace.log.log_call(LogEntry("Best"), account=holt)
    assert [row.contact for row in every(workspace, "seen")] == [bob]
    call = get(workspace, "call", first.call.id)
    assert (call.outcome, call.stage) == ("Best", "close")
    assert len(every(workspace, "call")) == 1


def test_that_all_that_was_learnt_is_kept_and_belongs_to_the_one_who_was_seen(
    workspace: Workspace, holt: int
) -> None:
    ann = make(workspace, "contact", account=holt, name="Ann")
    old = make(workspace, "promise", account=holt, due=TODAY, text="Bring tips")
    entry = LogEntry(
        "Long talk",
        seen=(ann,),
        newcomer="  李雷 ",
        stage="objections",
        objection=Raised("Too dear", "Cost per part", "yes"),
        nuance="Counts stock on Mondays",
        promises=(Pledge("Quote", FRIDAY), Pledge("Trial data", FRIDAY, by="them")),
        kept=(old,),
        order=Ordered(1200.5, "Inserts", "two boxes"),
        next_step="Ask for the second cell",
        favour="Sent the speeds chart",
        report=Heard("Rival tests a coating", "competitor_test", 2),
        odometer=48_210.0,
    )
    workspace.log.log_call(entry, account=holt)
    account, call = get(workspace, "account", holt), every(workspace, "call")[0]
    assert (account.stage, account.next_objective) == ("objections", "Ask for the second cell")
    assert (call.stage, call.next_step) == ("objections", "Ask for the second cell")
    assert [p.name for p in every(workspace, "contact")] == ["Ann", "李雷"]
    assert len(every(workspace, "seen")) == 2
    objection = every(workspace, "objection")[0]
    assert (objection.text, objection.answer, objection.worked, objection.call) == (
        "Too dear", "Cost per part", "yes", call.id,
    )  # fmt: skip
    kept, quote, theirs = every(workspace, "promise")
    assert (kept.state, kept.closed_on) == ("kept", TODAY)
    assert (quote.by, quote.due, quote.made_on, quote.needs_call) == ("us", FRIDAY, TODAY, True)
    assert (theirs.by, theirs.needs_call) == ("them", False)
    order = every(workspace, "order")[0]
    assert (order.amount, order.line, order.date) == (1200.5, "Inserts", TODAY)
    assert every(workspace, "touch")[0].kind == "favour"
    report = every(workspace, "field_report")[0]
    assert (report.kind, report.confidence, report.account) == ("competitor_test", 2, holt)
    assert every(workspace, "itinerary")[0].odometer_end == 48_210
    assert objection.contact is None  # two were seen: whose it was is not known
    workspace.undo()
    workspace.log.log_call(LogEntry("Talk", seen=(ann,), nuance="Prefers mail"), account=holt)
    assert every(workspace, "nuance")[0].contact == ann


def test_that_line_5_4_a_logged_call_moves_the_next_one_by_its_rhythm(
    workspace: Workspace, holt: int
) -> None:
    before = workspace.accounts.rows(ids=[holt])[0]
    assert before.due == TODAY
    done = workspace.log.log_call(LogEntry("Well"), account=holt)
    row = workspace.accounts.rows(ids=[holt])[0]
    assert row.last_call == TODAY
    assert row.due == done.due
    assert row.due is not None
    assert row.due > TODAY + timedelta(days=14)


def test_that_it_says_where_the_account_is_still_planned(workspace: Workspace, holt: int) -> None:
    make(workspace, "call", account=holt, day=FRIDAY)
    assert workspace.log.log_call(LogEntry("Passed by"), account=holt).planned == FRIDAY


def test_that_an_order_makes_a_customer_of_a_prospect_on_that_day(workspace: Workspace) -> None:
    new = make(workspace, "account", name="Ilkley Optics", status="prospect")
    workspace.log.log_call(LogEntry("Showed drills"), account=new)
    assert get(workspace, "account", new).status == "prospect"
    workspace.log.log_call(LogEntry("Took it", order=Ordered(90.0)), account=new)
    account = get(workspace, "account", new)
    assert (account.status, account.won_on) == ("customer", TODAY)


def test_that_line_4_4_asking_how_worried_they_are_now_answers_the_complaint(
    workspace: Workspace, holt: int
) -> None:
    said = {"account": holt, "anxiety": 5, "difficulty": 2, "text": "Inserts chip"}
    complaint = make(workspace, "complaint", **said)
    assert [c.id for c in workspace.log.page(holt).complaints] == [complaint]
    workspace.log.log_call(LogEntry("Went there", worry={complaint: 2}), account=holt)
    after = get(workspace, "complaint", complaint)
    assert (after.anxiety, after.anxiety_after) == (5, 2)
    assert after.answered_at is not None
    assert after.closed_at is None


# ---- what is refused


def test_that_only_the_outcome_is_needed_and_without_it_nothing_is_written(
    workspace: Workspace, holt: int
) -> None:
    problem = refused(workspace, holt, LogEntry("  \n\x01", nuance="kept?"))
    assert (problem.code, problem.args_for_words["field"]) == ("missing", "outcome")


@pytest.mark.parametrize(
    ("entry", "code", "part", "field"),
    [
        (LogEntry("x", promises=(Pledge("Quote", None),)), "missing", "promise", "due"),
        (LogEntry("x", promises=(Pledge(" ", FRIDAY),)), "missing", "promise", "text"),
        (LogEntry("x", day=TODAY + timedelta(days=1)), "not_yet", "call", "day"),
        (LogEntry("x", day=date(1899, 12, 31)), "long_ago", "call", "day"),
        (LogEntry(LONG), "too_long", "call", "outcome"),
        (LogEntry("x", nuance=LONG), "too_long", "nuance", "text"),
        (LogEntry("x", next_step=LONG), "too_long", "call", "next_step"),
        (LogEntry("x", stage="sold"), "not_one_of", "call", "stage"),
        (LogEntry("x", objection=Raised("y", "", "maybe")), "not_one_of", "objection", "worked"),
        (LogEntry("x", order=Ordered(None, "Inserts")), "missing", "order", "amount"),
        (LogEntry("x", order=Ordered(float("inf"))), "unreadable", "order", "amount"),
        (LogEntry("x", report=Heard("y", "gossip")), "not_one_of", "report", "kind"),
        (LogEntry("x", report=Heard("y", "delivery", 4)), "too_far", "report", "confidence"),
        (LogEntry("x", odometer=-1.0), "too_far", "odometer", "odometer_end"),
        (LogEntry("x", newcomer="y" * 301), "too_long", "seen", "name"),
    ],
)
def test_that_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    workspace: Workspace, holt: int, entry: LogEntry, code: str, part: str, field: str
) -> None:
    problem = refused(workspace, holt, entry)
    said = problem.args_for_words
    assert (problem.code, said["part"], said["field"]) == (code, part, field)
    assert sentences.refused(code, said).endswith(".")


def test_that_people_and_promises_of_another_account_are_refused(
    workspace: Workspace, six: list[int], holt: int
) -> None:
    other = make(workspace, "contact", account=six[0], name="Else")
    promise = make(workspace, "promise", account=six[0], due=FRIDAY, text="No")
    assert refused(workspace, holt, LogEntry("x", seen=(other,))).code == "not_there"
    assert refused(workspace, holt, LogEntry("x", seen=(9999,))).code == "unknown"
    assert refused(workspace, holt, LogEntry("x", kept=(promise,))).code == "unknown"
    make(workspace, "role", contact=other, account=holt)
    workspace.log.log_call(LogEntry("Met both", seen=(other,)), account=holt)
    assert len(every(workspace, "seen")) == 1


def test_that_letters_of_any_script_and_html_are_kept_as_they_were_typed(
    workspace: Workspace, holt: int
) -> None:
    said = "<b>עברית</b> 东京精密 & \"'\n<script>alert(1)</script>"
    done = workspace.log.log_call(LogEntry(said, nuance=said, favour=said), account=holt)
    assert get(workspace, "call", done.call.id).outcome == said
    assert every(workspace, "nuance")[0].text == every(workspace, "touch")[0].text == said


# ---- any log, taken back

_WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30)
_DAYS = st.dates(TODAY - timedelta(days=40), TODAY)


@st.composite
def _entries(draw: st.DrawFn) -> LogEntry:
    return LogEntry(
        outcome=draw(_WORDS.filter(lambda text: bool(text.strip()))),
        day=draw(st.none() | _DAYS),
        seen=draw(st.none() | st.sampled_from([(), (1,), (2,), (1, 2)])),
        newcomer=draw(st.just("") | _WORDS),
        stage=draw(st.sampled_from(STAGES)),
        objection=draw(st.none() | st.builds(Raised, _WORDS, _WORDS, st.sampled_from(WORKED))),
        nuance=draw(_WORDS),
        promises=tuple(
            draw(
                st.lists(
                    st.builds(Pledge, st.just("Quote"), st.dates(TODAY, date(2999, 1, 1))),
                    max_size=2,
                )
            )
        ),
        kept=draw(st.sampled_from([(), (1,)])),
        order=draw(st.none() | st.builds(Ordered, st.floats(-1e6, 1e6), _WORDS, _WORDS)),
        next_step=draw(_WORDS),
        favour=draw(_WORDS),
        report=draw(st.none() | st.builds(Heard, _WORDS)),
        odometer=draw(st.none() | st.floats(0, 1e6)),
    )


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    file = tmp_path_factory.mktemp("log") / "log.loopwise"
    base = {"name": "T", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
        with Workspace.new(file, base) as workspace:
            account = make(workspace, "account", name="Holt", status="prospect")
            for name in ("Ann", "Bob"):
                make(workspace, "contact", account=account, name=name, last_seen=TODAY)
            make(workspace, "promise", account=account, due=TODAY, text="Tips")
            make(workspace, "call", account=account, day=TODAY)
            make(workspace, "block", text="Dentist", date=TODAY, start=0, end=3600)
            yield workspace


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entry=_entries())
def test_that_any_log_taken_back_leaves_the_first_state_and_made_again_the_same(
    lasting: Workspace, fixed_clock: None, entry: LogEntry
) -> None:
    before = state(lasting)
    lasting.log.log_call(entry, account=1)
    after = state(lasting)
    assert after != before
    lasting.undo()
    assert state(lasting) == before
    lasting.redo()
    assert state(lasting) == after
    lasting.undo()


# ---- favours and promises by themselves


def test_that_line_3_4_a_small_favour_is_one_step_and_counts_as_a_contact(
    workspace: Workspace, holt: int
) -> None:
    workspace.log.favour(holt, "Sent the chart")
    touch = every(workspace, "touch")[0]
    assert (touch.kind, touch.day, touch.text) == ("favour", TODAY, "Sent the chart")
    with pytest.raises(BadInput):
        workspace.log.favour(holt, " ")
    workspace.undo()
    assert every(workspace, "touch") == []


def test_that_what_is_sent_by_mail_wants_no_call(workspace: Workspace, holt: int) -> None:
    workspace.log.promise(holt, Pledge("Quote", FRIDAY, needs_call=False))
    line = ["--territory", str(workspace.file), "log", "Holt Ltd", "outcome=x", "promise=Mail it"]
    assert main([*line, "promise_due=2026-12-04", "promise_call=no"]) == 0
    assert main([*line, "promise_due=2026-12-04", "promise_call=maybe"]) == 3
    assert [p.needs_call for p in every(workspace, "promise")] == [False, False]


def test_that_a_promise_needs_words_and_a_day(workspace: Workspace, holt: int) -> None:
    workspace.log.promise(holt, Pledge("Quote", FRIDAY, by="them"))
    assert [p.by for p in every(workspace, "promise")] == ["them"]
    for pledge in (Pledge("Quote", None), Pledge("", FRIDAY)):
        with pytest.raises(BadInput) as caught:
            workspace.log.promise(holt, pledge)
        assert caught.value.code == "missing"
    assert len(every(workspace, "promise")) == 1


# ---- drafts


def test_that_a_draft_waits_for_its_account_and_goes_with_the_log(
    workspace: Workspace, holt: int
) -> None:
    workspace.log.keep_draft(f"draft_log_{holt}", {"outcome": "Half a <b>sentence"})
    assert workspace.log.page(holt).draft == {"outcome": "Half a <b>sentence"}
    assert workspace.history()[0].code == "record_made"  # no step of its own
    workspace.log.log_call(LogEntry("Whole"), account=holt)
    assert workspace.log.page(holt).draft == {}
    workspace.log.keep_draft(f"draft_log_{holt}", {"outcome": LONG})
    assert workspace.log.page(holt).draft["outcome"] == LONG


# ---- closing a day


def test_that_a_day_is_closed_in_one_step_and_one_undo_opens_it_again(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(TODAY, six[:4])
    before = state(workspace)
    first, second, third, fourth = (stop.call.id for stop in workspace.log.day(TODAY).stops)
    change = workspace.log.close_day(
        TODAY,
        [
            Mark(first, "made", "Order"),
            Mark(second, "missed", "Nobody there"),
            Mark(third, "moved", to=FRIDAY),
        ],
        48_000.0,
        48_132.0,
    )
    assert change is not None
    states = {n: get(workspace, "call", n).state for n in (first, second, third, fourth)}
    assert states == {first: "made", second: "missed", third: "draft", fourth: "draft"}
    assert get(workspace, "call", third).day == FRIDAY
    assert get(workspace, "call", second).outcome == "Nobody there"
    page = workspace.log.day(TODAY)
    assert (page.odometer_start, page.odometer_end) == (48_000, 48_132)
    assert sentences.entry(change.entry.code, change.entry.args) == "Close Friday 27 November"
    workspace.undo()
    assert state(workspace) == before


def test_that_line_5_4_a_missed_call_is_due_as_before_and_planned_no_more(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(TODAY, six[:1])
    before = workspace.accounts.rows(ids=six[:1])[0]
    assert before.planned == TODAY
    call = workspace.log.day(TODAY).stops[0].call.id
    workspace.log.close_day(TODAY, [Mark(call, "missed")])
    after = workspace.accounts.rows(ids=six[:1])[0]
    assert (after.due, after.planned, after.last_call) == (before.due, None, None)


def test_that_a_moved_call_loses_what_was_agreed_and_goes_last(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(FRIDAY, six[1:3])
    said = {"day": TODAY, "start": 36_000, "state": "confirmed", "locked": True}
    call = make(workspace, "call", account=six[0], **said)
    workspace.log.close_day(TODAY, [Mark(call, "moved", to=FRIDAY)])
    moved = get(workspace, "call", call)
    assert (moved.state, moved.start, moved.locked) == ("draft", None, False)
    stops = workspace.planning.week(IsoWeek.of(FRIDAY)).by_date[FRIDAY].stops
    assert [stop.account.id for stop in stops] == [six[1], six[2], six[0]]


@pytest.mark.parametrize("to", [None, TODAY, TODAY - timedelta(days=1)])
def test_that_a_call_moves_only_to_a_day_that_lies_ahead(
    workspace: Workspace, holt: int, to: date | None
) -> None:
    call = make(workspace, "call", account=holt, day=TODAY)
    with pytest.raises(BadInput) as caught:
        workspace.log.close_day(TODAY, [Mark(call, "moved", to=to)])
    assert caught.value.code == ("missing" if to is None else "must_be_ahead")
    assert get(workspace, "call", call).day == TODAY


def test_that_a_day_ahead_an_unknown_call_and_a_car_going_backwards_are_refused(
    workspace: Workspace, holt: int
) -> None:
    call = make(workspace, "call", account=holt, day=TODAY)
    for day, marks, odometer in (
        (TODAY + timedelta(days=1), [], (None, None)),
        (TODAY - timedelta(days=1), [Mark(call, "made")], (None, None)),
        (TODAY, [Mark(call, "made")], (100.0, 99.0)),
        (TODAY, [Mark(call, "sold")], (None, None)),
    ):
        with pytest.raises(BadInput) as caught:
            workspace.log.close_day(day, marks, *odometer)
        assert sentences.refused(caught.value.code, caught.value.args_for_words).endswith(".")
    assert get(workspace, "call", call).state == "draft"
    assert every(workspace, "itinerary") == []


def test_that_no_record_of_a_day_lets_the_odometer_run_backwards(workspace: Workspace) -> None:
    said = {"date": TODAY, "odometer_start": 100.0, "odometer_end": 99.0}
    with pytest.raises(BadInput) as caught:
        workspace.records.make("itinerary", said)
    assert caught.value.args_for_words["rule"] == "odometer_forwards"


def test_that_reading_the_odometer_on_a_holiday_leaves_it_a_holiday(workspace: Workspace) -> None:
    workspace.set_up({"country": "GB"})
    holiday = date(2026, 4, 3)
    workspace.log.close_day(holiday, [], 10.0, 20.0)
    assert [row.day_off for row in every(workspace, "itinerary")] == [True]


# ---- days as a hand types them


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("tomorrow", date(2026, 11, 28)),
        ("tom", date(2026, 11, 28)),
        ("mon", date(2026, 11, 30)),
        ("Fri", date(2026, 12, 4)),
        ("+3", date(2026, 11, 30)),
        ("2w", date(2026, 12, 11)),
        ("4 dec", date(2026, 12, 4)),
        ("4/12", date(2026, 12, 4)),
        ("4.12.2027", date(2027, 12, 4)),
        ("1 nov", date(2027, 11, 1)),
        ("29 feb", None),
        ("3", None),
        ("t", None),
        ("soon", None),
        ("", None),
        ("99999999999 dec", None),
        ("31 feb 2027", None),
        ("4.12.0000", None),
    ],
)
def test_that_days_are_read_as_they_are_typed_in_a_hurry(typed: str, meant: date | None) -> None:
    assert read_near(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yesterday", date(2026, 11, 26)),
        ("today", TODAY),
        ("fri", date(2026, 11, 20)),
        ("thu", date(2026, 11, 26)),
        ("mon", date(2026, 11, 23)),
        ("-2", date(2026, 11, 25)),
        ("27 nov", TODAY),
        ("24 dec", date(2025, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)),
        ("yesterday-ish", None),
        ("-", None),
        ("", None),
    ],
)
def test_that_days_that_have_been_are_the_last_that_fit(typed: str, meant: date | None) -> None:
    assert read_past(typed, TODAY) == meant


@given(typed=st.text(max_size=20))
def test_that_no_text_is_too_odd_to_be_read_as_no_day(typed: str) -> None:
    for read in (read_near, read_past):
        found = read(typed, TODAY)
        assert found is None or isinstance(found, date)


# ---- the command


def test_that_the_command_logs_and_prints_what_was_written(
    workspace: Workspace, holt: int, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = make(workspace, "contact", account=holt, name="Ann")
    line = ["--territory", str(workspace.file), "--json", "log", "holt ltd", "outcome=All well"]
    line += [f"seen={ann}", "promise=Quote", "promise_due=2026-12-04", "order=12.5", "next=Ring"]
    assert main(line) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["call"]["state"] == "made"
    assert said["written"]["promise"][0]["due"] == "2026-12-04"
    assert said["written"]["seen"][0]["contact"] == ann
    assert said["due"] > "2026-12-01"
    assert main(["--territory", str(workspace.file), "undo"]) == 0
    assert every(workspace, "call") == []


def test_that_the_command_refuses_by_the_fields_of_its_line(
    workspace: Workspace, holt: int, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["--territory", str(workspace.file), "log", "Holt Ltd"]
    assert main([*line, "outcome=x", "promise=Quote"]) == 3
    assert "“promise_due” has to be filled in" in capsys.readouterr().err
    assert main([*line]) == 3
    assert "“outcome”" in capsys.readouterr().err
    assert main([*line, "outcome=x", "smell=y"]) == 2
    assert main([*line, "outcome=x", "order=much"]) == 3
    assert main([*line, "outcome=x", "day=2026-11-28"]) == 3
    assert main([*line, "--call", "1", "outcome=x"]) == 2
    assert main(["--territory", str(workspace.file), "log", "outcome=x"]) == 2
    assert every(workspace, "call") == []


def test_that_the_command_logs_a_call_by_its_number(workspace: Workspace, holt: int) -> None:
    call = make(workspace, "call", account=holt, day=TODAY)
    line = ["--territory", str(workspace.file), "log", "--call", str(call), "outcome=x=y"]
    assert main(line) == 0
    assert get(workspace, "call", call).outcome == "x=y"


def test_that_the_log_of_an_account_that_is_gone_is_refused(
    workspace: Workspace, holt: int, tmp_path: Path
) -> None:
    assert main(["--territory", str(workspace.file), "log", "999", "outcome=x"]) == 3
    with pytest.raises(BadInput):
        workspace.log.page(999)
