"""The Friday report: figures from the week's records, ticks and words that are kept, the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.exchange import report_words
from planner.exchange.report import PARTS, Card, WeekReport, line_key
from planner.exchange.report_letter import without_names, write
from planner.workspace import BadInput, IsoWeek, Workspace

WEEK = IsoWeek(2026, 48)
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
KINDS = (
    "competitor_test", "competitor_launch", "policy_trade", "policy_industrial",
    "policy_competitor", "own_product", "competitor_product", "delivery", "after_sales",
    "product_request",
)  # fmt: skip


def made(workspace: Workspace, kind: str, **values: Any) -> int:
    return workspace.records.make(kind, values)[0].id


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def report(workspace: Workspace) -> WeekReport:
    return workspace.reporting.week(WEEK)


def texts(workspace: Workspace, part: str) -> list[str]:
    return [item.text for item in workspace.reporting.letter(WEEK).items() if item.part == part]


# ---- the week ------------------------------------------------------------------------------


def test_that_calls_are_counted_by_grade_and_prospects_apart(
    workspace: Workspace, six: list[int]
) -> None:
    prospect = made(workspace, "account", name="Trent", grade="A", status="prospect")
    for account, state, day in (
        (six[0], "made", MONDAY),
        (six[3], "missed", MONDAY),
        (six[1], "made", FRIDAY),
        (six[4], "draft", MONDAY),
        (prospect, "made", FRIDAY),
    ):
        made(workspace, "call", account=account, day=day, state=state, outcome="snow")
    rows = {row.group: row for row in report(workspace).calls}
    assert (rows["A"].planned, rows["A"].made, len(rows["A"].missed)) == (2, 1, 1)
    assert rows["A"].missed[0].name == "Account 3"
    assert (rows["B"].planned, rows["B"].made, rows["B"].unlogged) == (2, 1, 1)
    assert (rows["new"].planned, rows["new"].made) == (1, 1)
    assert list(rows) == ["A", "B", "new"]
    assert "Account 3" in report_words.missed(rows["A"], named=True)
    assert not any("Account 3" in text for text in texts(workspace, "figures"))


def test_that_distance_is_planned_driven_and_against_zigzag(
    workspace: Workspace, six: list[int]
) -> None:
    for account in six[:4]:
        made(workspace, "call", account=account, day=MONDAY, state="made")
    week = workspace.planning.week(WEEK)
    compared = workspace.planning.compare(week)[MONDAY]
    found = report(workspace).distance
    assert found.planned == week.metres
    assert found.zigzag == compared.zigzag.metres
    assert found.saved == compared.zigzag.metres - compared.planned.metres
    assert found.driven is None
    made(workspace, "itinerary", date=MONDAY, odometer_start=100.0, odometer_end=250.5)
    found = report(workspace).distance
    assert (found.driven, found.read_days, found.days) == (150_500, 1, 1)


def test_that_days_without_a_reading_count_as_planned(workspace: Workspace, six: list[int]) -> None:
    made(workspace, "call", account=six[0], day=MONDAY, state="made")
    made(workspace, "call", account=six[1], day=FRIDAY, state="made")
    made(workspace, "itinerary", date=MONDAY, odometer_start=0.0, odometer_end=10.0)
    found, week = report(workspace).distance, workspace.planning.week(WEEK)
    assert found.driven == 10_000 + week.by_date[FRIDAY].cost.metres
    assert report_words.driven_note(found) == "1 day without odometer, as planned"


def test_that_an_urgent_call_that_was_fitted_in_is_told_with_what_it_cost(
    workspace: Workspace, six: list[int]
) -> None:
    for account in six[:3]:
        made(workspace, "call", account=account, day=FRIDAY)
    made(workspace, "complaint", account=six[5], anxiety=5, difficulty=2, text="Chips",
         opened_at=at("2026-11-27T09:00:00+00:00"), anxiety_after=1)  # fmt: skip
    option = workspace.planning.urgent(six[5], datetime(2026, 11, 27, 9, tzinfo=UTC)).options[0]
    change = workspace.planning.take(option)
    assert change is not None
    (detour,) = report(workspace).detours
    assert (detour.metres, detour.seconds, detour.cost) == (
        option.metres, option.seconds, option.cost,
    )  # fmt: skip
    assert (detour.name, detour.anxiety, detour.after) == ("Account 5", 5, 1)
    assert any("urgent: one call, Fri, anxious 5 of 5" in t for t in texts(workspace, "figures"))
    workspace.undo()
    assert report(workspace).detours == ()


def test_that_promises_are_kept_late_broken_or_open(workspace: Workspace, six: list[int]) -> None:
    for state, due, closed, by in (
        ("kept", MONDAY, MONDAY, "us"),
        ("kept", MONDAY, FRIDAY, "us"),
        ("broken", FRIDAY, FRIDAY, "us"),
        ("open", FRIDAY, None, "us"),
        ("dropped", MONDAY, MONDAY, "us"),
        ("kept", MONDAY, MONDAY, "them"),
        ("open", FRIDAY + timedelta(days=9), None, "us"),
    ):
        made(workspace, "promise", account=six[0], due=due, state=state, closed_on=closed, by=by,
             text="tips")  # fmt: skip
    found = report(workspace).promises
    assert (found.due, found.kept, found.late, found.broken, found.still_open) == (4, 1, 1, 1, 1)


def test_that_nights_away_are_counted(workspace: Workspace, six: list[int]) -> None:
    made(workspace, "itinerary", date=MONDAY, end_name="Inn", end_lat=54.5, end_lon=-1.5)
    assert report(workspace).nights == 1


def test_that_complaints_have_hours_to_first_contact_and_anxiety_before_and_after(
    workspace: Workspace, six: list[int]
) -> None:
    opened = at("2026-11-24T10:00:00+00:00")
    calmed = made(
        workspace, "complaint", account=six[0], anxiety=5, difficulty=2, text="secret words",
        opened_at=opened, answered_at=opened + 720, closed_at=opened + 9000, anxiety_after=1,
    )  # fmt: skip
    made(workspace, "complaint", account=six[1], anxiety=2, difficulty=5, text="x",
         opened_at=at("2026-11-10T10:00:00+00:00"))  # fmt: skip
    made(workspace, "complaint", account=six[2], anxiety=5, difficulty=5, text="x",
         opened_at=at("2026-11-10T10:00:00+00:00"),
         closed_at=at("2026-11-20T10:00:00+00:00"))  # fmt: skip
    first, other = report(workspace).complaints
    assert (first.id, first.first_contact, first.anxiety, first.after) == (calmed, 720, 5, 1)
    assert other.closed_on is None
    lines = texts(workspace, "complaints")
    assert lines[0] == "1 opened, 1 closed · first contact after 0:12 h on average"
    assert lines[1] == "Account 0 · anxiety 5, then 1 · first contact 0:12 h, closed"
    assert not any("secret" in line for line in lines)


def test_that_counts_of_complaints_do_not_leave_with_only_some_of_them(
    workspace: Workspace, six: list[int]
) -> None:
    numbers = [
        made(workspace, "complaint", account=account, anxiety=3, difficulty=3, text="x")
        for account in six[:2]
    ]
    workspace.reporting.tick(WEEK, line_key("complaints", numbers[0]), leaves=False)
    assert texts(workspace, "complaints") == ["Account 1 · anxiety 3 · no contact yet, open"]


# ---- from the market -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_that_each_kind_of_field_report_goes_to_head_office(
    workspace: Workspace, six: list[int], kind: str
) -> None:
    workspace.reporting.report(
        {"kind": kind, "text": "Heard it", "account": six[0], "confidence": 3}
    )
    (card,) = report(workspace).cards
    assert (card.kind, card.day, card.seen_at) == (kind, FRIDAY, ("Account 0",))
    (line,) = texts(workspace, "field_reports")
    assert report_words.kind(card) in line
    assert "seen" in line


def test_that_a_report_seen_elsewhere_is_counted_once_an_account(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.reporting.report({"text": "A rival tests", "account": six[0]})
    number = report(workspace).cards[0].id
    assert workspace.reporting.seen_here_too(number, six[1]) is not None
    assert workspace.reporting.seen_here_too(number, six[1]) is None
    assert workspace.reporting.seen_here_too(number, six[0]) is None
    assert report(workspace).cards[0].seen_at == ("Account 0", "Account 1")
    assert report_words.seen_by(report(workspace).cards[0]) == "seen by 2"
    workspace.undo()
    assert report(workspace).cards[0].seen_at == ("Account 0",)
    with pytest.raises(BadInput):
        workspace.reporting.seen_here_too(number, 4711)
    with pytest.raises(BadInput):
        workspace.reporting.seen_here_too(4711, six[0])


def test_that_an_older_report_seen_again_this_week_is_in_the_report(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.reporting.report({"text": "old", "account": six[0], "date": date(2026, 10, 1)})
    assert report(workspace).cards == ()
    workspace.reporting.seen_here_too(1, six[1])
    assert [card.text for card in report(workspace).cards] == ["old"]


def test_that_nuances_with_the_same_words_are_one_request_by_accounts_and_revenue(
    workspace: Workspace, six: list[int]
) -> None:
    for account, words, day in (
        (six[0], "Left-hand holder", date(2026, 9, 1)),
        (six[1], "left-hand  HOLDER", FRIDAY),
        (six[1], "Left-hand holder", FRIDAY),
        (six[2], "One box a lot", date(2026, 9, 1)),
        (six[3], "", FRIDAY),
    ):
        made(workspace, "nuance", account=account, date=day, text="n", product_request=words)
    for account, amount, day in ((six[0], 1000.0, MONDAY), (six[1], 250.0, MONDAY),
                                 (six[1], 99.0, date(2024, 1, 1))):  # fmt: skip
        made(workspace, "order", account=account, date=day, amount=amount)
    first, second = report(workspace).demands
    assert (first.words, first.accounts, first.revenue) == ("Left-hand holder", 2, 1250.0)
    assert (second.accounts, second.revenue) == (1, 0.0)
    assert (first.this_week, second.this_week) == (True, False)
    assert texts(workspace, "requests") == ["Left-hand holder · 2 accounts, £1,250 a year"]


def test_that_the_request_behind_a_private_report_stays_here_too(
    workspace: Workspace, six: list[int]
) -> None:
    nuance = made(workspace, "nuance", account=six[0], date=FRIDAY, text="n", product_request="Gas")
    workspace.reporting.report(
        {"text": "Gas", "kind": "product_request", "nuance": nuance, "private": True}
    )
    assert texts(workspace, "requests") == []
    assert texts(workspace, "field_reports") == []


def test_that_a_question_comes_back_to_its_account_with_the_answer(
    workspace: Workspace, six: list[int]
) -> None:
    due = date(2026, 12, 4)
    workspace.reporting.ask({"text": "Hold the price?", "account": six[2], "due": due})
    assert texts(workspace, "questions") == ["Hold the price? · by 4 Dec · Account 2"]
    assert [q.text for q in workspace.reporting.open_questions()] == ["Hold the price?"]
    change = workspace.reporting.answer(1, "Until March")
    assert change is not None
    assert change.entry.args == {"name": "Account 2"}
    (asked,) = workspace.reporting.told(six[2]).questions
    assert (asked.answer, asked.answered_on) == ("Until March", FRIDAY)
    assert workspace.reporting.told(six[0]).questions == ()
    assert texts(workspace, "questions") == []
    workspace.undo()
    assert workspace.reporting.told(six[2]).questions[0].answered_on is None
    with pytest.raises(BadInput):
        workspace.reporting.answer(99, "x")


def test_that_an_account_is_offered_fresh_reports_of_others_but_no_private_ones(
    workspace: Workspace, six: list[int]
) -> None:
    for text, account, more in (
        ("here", six[0], {}),
        ("elsewhere", six[1], {}),
        ("nowhere", None, {}),
        ("private", six[1], {"private": True}),
        ("long ago", six[1], {"date": date(2026, 1, 5)}),
    ):
        workspace.reporting.report({"text": text, "account": account, **more})
    told = workspace.reporting.told(six[0])
    assert [card.text for card in told.here] == ["here"]
    assert {card.text for card in told.elsewhere} == {"elsewhere", "nowhere"}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text": "  "}, "missing"),
        ({"text": "x", "confidence": 4}, "too_far"),
        ({"text": "x", "kind": "gossip"}, "not_one_of"),
        ({"text": "x", "date": date(2027, 1, 1)}, "not_yet"),
        ({"text": "x", "date": date(1899, 1, 1)}, "long_ago"),
        ({"text": "x" * 1_000_000}, "too_long"),
    ],
)
def test_that_a_field_report_that_cannot_be_is_refused_at_its_field(
    workspace: Workspace, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.reporting.report(values)
    assert refused.value.code == code
    assert workspace.reporting.cards() == ()


# ---- what the rep ticks and writes ---------------------------------------------------------


def test_that_ticks_and_own_words_are_kept_and_undone(workspace: Workspace, six: list[int]) -> None:
    workspace.reporting.report({"text": "As heard", "account": six[0]})
    key = line_key("field_reports", 1)
    workspace.reporting.edit(WEEK, key, "As I would say it")
    assert texts(workspace, "field_reports")[0].startswith("As I would say it · ")
    workspace.reporting.tick(WEEK, key, leaves=False)
    assert texts(workspace, "field_reports") == []
    workspace.undo()
    workspace.undo()
    assert texts(workspace, "field_reports")[0].startswith("As heard · ")
    assert workspace.reporting.week(WEEK.plus(1)).words == {}


def test_that_empty_words_bring_back_what_the_records_say(workspace: Workspace) -> None:
    workspace.reporting.report({"text": "As heard"})
    key = line_key("field_reports", 1)
    workspace.reporting.edit(WEEK, key, "Mine")
    workspace.reporting.edit(WEEK, key, " ")
    assert texts(workspace, "field_reports")[0].startswith("As heard")
    assert workspace.reporting.edit(WEEK, key, "") is None


def test_that_words_of_a_megabyte_are_refused_and_nothing_changes(workspace: Workspace) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.reporting.edit(WEEK, "summary", "x" * 1_000_000)
    assert refused.value.code == "too_long"
    assert report(workspace).words == {}


def test_that_handing_over_is_noted_by_week(workspace: Workspace) -> None:
    workspace.reporting.sent(WEEK)
    assert report(workspace).sent_on == FRIDAY
    assert workspace.reporting.week(WEEK.plus(-1)).sent_on is None


def test_that_a_part_that_is_not_ticked_leaves_nothing(
    workspace: Workspace, six: list[int]
) -> None:
    made(workspace, "call", account=six[0], day=MONDAY, state="made")
    workspace.reporting.tick(WEEK, "figures", leaves=False)
    letter = workspace.reporting.letter(WEEK)
    assert letter.head == ()
    assert all(section.part != "figures" for section in letter.sections)


def test_that_own_words_leave_even_where_a_part_has_no_lines(workspace: Workspace) -> None:
    workspace.reporting.edit(WEEK, "complaints", "A quiet week")
    assert texts(workspace, "complaints")[-1] == "A quiet week"


# ---- what may not leave --------------------------------------------------------------------


def card(number: int, **values: Any) -> Card:
    usual: dict[str, Any] = {
        "id": number, "kind": "delivery", "text": f"text{number}", "day": FRIDAY, "competitor": "",
        "source": f"source{number}", "contact": f"contact{number}", "account": number,
        "seen_at": (f"account{number}",), "confidence": 2, "may_name": True, "private": False,
    }  # fmt: skip
    return Card(**{**usual, **values})


EMPTY = WeekReport(MONDAY, datetime(2026, 11, 27, 15, 30, tzinfo=UTC), "", "", "km", "GBP")
BOOLS = st.booleans()


@given(
    st.lists(st.tuples(BOOLS, BOOLS, BOOLS, st.none() | BOOLS), max_size=5),
    st.dictionaries(st.sampled_from(PARTS), BOOLS),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_no_tick_lets_out_what_is_private_unasked_or_a_source_that_may_not_be_named(
    drawn: list[tuple[bool, bool, bool, bool | None]], parts: dict[str, bool]
) -> None:
    ticks, cards = dict(parts), []
    for number, (may_name, private, tells, tick) in enumerate(drawn):
        text = f"text{number} says Source{number} of ACCOUNT{number}" if tells else f"text{number}"
        cards.append(card(number, may_name=may_name, private=private, text=text))
        if tick is not None:
            ticks[line_key("field_reports", number)] = tick
    found = replace(EMPTY, cards=tuple(cards), ticks=ticks)
    whole = "\n".join(item.text for item in write(found).items()).casefold()
    for number, (may_name, private, _tells, tick) in enumerate(drawn):
        wanted = ticks.get("field_reports", True) and (tick if tick is not None else not private)
        assert (f"text{number}" in whole) == wanted
        named = f"source{number}" in whole or f"account{number}" in whole
        assert not named or (wanted and may_name)


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Mr Sykes of Holt Ltd says so", ("Sykes", "Holt Ltd"), "Mr … of … says so"),
        ("HOLT  ltd too", ("Holt Ltd",), "… too"),
        ("A and Al", ("Al",), "A and …"),
        ("All of it", ("Al",), "All of it"),
        ("(.*) stays", ("", "a.*"), "(.*) stays"),
        ("来自王芳的消息", ("王芳",), "来自…的消息"),
    ],
)
def test_that_names_are_left_out_of_texts(text: str, names: tuple[str, ...], left: str) -> None:
    assert without_names(text, names) == left


def test_that_own_words_cannot_name_a_source_that_is_not_to_be_named(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.reporting.report({"text": "x", "account": six[0], "source": "Ms Dyson"})
    workspace.reporting.edit(WEEK, line_key("field_reports", 1), "Ms Dyson at Account 0 told me")
    (line,) = texts(workspace, "field_reports")
    assert line.startswith("… at … told me")


# ---- charts --------------------------------------------------------------------------------


def test_that_the_history_has_each_week_with_its_calls_and_complaints(
    workspace: Workspace, six: list[int]
) -> None:
    made(workspace, "call", account=six[0], day=MONDAY, state="made")
    made(workspace, "call", account=six[1], day=MONDAY - timedelta(days=7), state="missed")
    opened = at("2026-11-24T10:00:00+00:00")
    made(workspace, "complaint", account=six[0], anxiety=4, difficulty=2, text="x",
         opened_at=opened, answered_at=opened + 7200, anxiety_after=2)  # fmt: skip
    history = workspace.reporting.history(4)
    assert [week.week.number for week in history.weeks] == [45, 46, 47, 48]
    last, before = history.weeks[-1], history.weeks[-2]
    assert (last.planned, last.made, last.missed) == (1, 1, 0)
    assert (before.planned, before.made, before.missed) == (1, 0, 1)
    assert (last.hours, last.before, last.after) == (2.0, 4.0, 2.0)
    assert len(history.trust) == 6
    assert len(history.months) == 12


def test_that_accounts_joined_keep_their_reports_and_questions(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.reporting.report({"text": "seen", "account": six[0]})
    workspace.reporting.seen_here_too(1, six[1])
    workspace.reporting.ask({"text": "When?", "account": six[1]})
    workspace.joining.join(six[0], six[1])
    told = workspace.reporting.told(six[0])
    assert [one.text for one in told.here] == ["seen"]
    assert [one.text for one in told.questions] == ["When?"]
