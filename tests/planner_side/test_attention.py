"""What needs the rep: which lines there are, why, and in which order."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.advice.queue import urgency
from planner.cli import main
from planner.exchange import attention_words
from planner.workspace import Workspace
from planner.workspace.attention import KINDS, Pressing, shortlist
from planner.workspace.views import Why

TODAY = date(2026, 11, 27)
NOW = int(datetime.fromisoformat("2026-11-27T15:30:00+00:00").timestamp())
HOUR = 3600


def kept(workspace: Workspace, record: str, /, **values: Any) -> int:
    return workspace.records.make(record, values)[0].id


def account(workspace: Workspace, name: str, **values: Any) -> int:
    place = {"lat": 53.9, "lon": -1.5, "precision": "given"}
    return kept(workspace, "account", name=name, **{**place, **values})


def call(workspace: Workspace, account: int, days: int, **values: Any) -> int:
    day = TODAY + timedelta(days=days)
    state = "made" if days < 0 else "draft"
    return kept(workspace, "call", **{"account": account, "day": day, "state": state, **values})


def complaint(workspace: Workspace, account: int, anxiety: int, **values: Any) -> int:
    usual = {"difficulty": 2, "text": "Chips after 20 parts", "opened_at": NOW - 2 * HOUR}
    return kept(workspace, "complaint", account=account, anxiety=anxiety, **{**usual, **values})


def kinds(rows: list[Pressing]) -> list[str]:
    return [row.kind for row in rows]


def of_kind(workspace: Workspace, kind: str) -> list[Pressing]:
    return [row for row in workspace.attention.rows() if row.kind == kind]


def said(row: Pressing) -> str:
    return attention_words.why(row.why.code, row.why.args)


def test_that_line_4_3_anxiety_alone_orders_the_complaints(workspace: Workspace) -> None:
    big = account(workspace, "Big", grade="A")
    small = account(workspace, "Small", grade="D")
    complaint(workspace, big, 3, difficulty=5, opened_at=NOW - 90 * HOUR)
    complaint(workspace, small, 5, difficulty=1, opened_at=NOW - HOUR)
    complaint(workspace, small, 4, closed_at=NOW - HOUR)
    rows = of_kind(workspace, "complaint")
    assert [(row.name, row.anxiety, row.difficulty) for row in rows] == [
        ("Small", 5, 1), ("Big", 3, 5)
    ]  # fmt: skip
    assert said(rows[0]) == "anxious 5 of 5, waits 1 h"


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from("ABCD"), st.integers(0, 10**6)), max_size=40
    )
)
def test_that_no_queue_puts_the_less_anxious_before_the_more_anxious(
    queue: list[tuple[int, str, int]],
) -> None:
    weights = {"A": 4.0, "B": 3.0, "C": 2.0, "D": 1.0}
    ordered = sorted(queue, key=lambda one: urgency(one[0], weights[one[1]], one[2]))
    anxieties = [one[0] for one in ordered]
    assert anxieties == sorted(anxieties, reverse=True)


def test_that_the_kinds_come_in_the_order_in_which_to_look_at_them(workspace: Workspace) -> None:
    first = account(workspace, "First", grade="A")
    kept(workspace, "contact", account=first, name="Helen", role="Decider",
         last_seen=TODAY - timedelta(days=71))  # fmt: skip
    call(workspace, first, -40)
    call(workspace, first, 3, state="asked", start=10 * HOUR)
    kept(workspace, "promise", account=first, due=TODAY, text="Trial tips")
    complaint(workspace, first, 2)
    workspace.records.make("account", {"name": "Lost"})
    friendly = account(workspace, "Friendly", grade="D")
    for weeks in range(2, 52, 3):
        call(workspace, friendly, -7 * weeks)
    found = kinds(workspace.attention.rows())
    assert set(found) >= {
        "complaint", "promise", "unconfirmed", "overdue", "over_called", "person_not_seen", "place"
    }  # fmt: skip
    assert found == sorted(found, key=KINDS.index)


def test_that_an_overdue_account_says_by_how_much(workspace: Workspace) -> None:
    workspace.set_up({"calls_a": 13.0, "calls_b": 1.0})
    for name, grade in (("A one", "A"), ("B one", "B"), ("C one", "C")):
        call(workspace, account(workspace, name, grade=grade), -16)
    (row,) = of_kind(workspace, "overdue")
    assert (row.name, said(row), row.due) == ("A one", "A, 9 days over", date(2026, 11, 18))


def test_that_a_call_asked_for_says_its_time_until_it_is_confirmed(workspace: Workspace) -> None:
    number = call(workspace, account(workspace, "Hull"), 6, state="asked", start=38_400)
    (row,) = of_kind(workspace, "unconfirmed")
    assert (said(row), row.due, row.record) == (
        "not confirmed, 10:40", TODAY + timedelta(days=6), number
    )  # fmt: skip
    workspace.records.change("call", number, {"state": "confirmed"})
    assert of_kind(workspace, "unconfirmed") == []


def test_that_line_5_5_an_account_called_on_too_often_is_named(workspace: Workspace) -> None:
    hardy = account(workspace, "Hardy Ltd", grade="C")
    for days in (5, 15, 25, 36, 44, 160, 250, 330):
        call(workspace, hardy, -days)
    (row,) = of_kind(workspace, "over_called")
    assert (row.name, said(row)) == ("Hardy Ltd", "5 calls in 8 weeks, plan 1")


def test_that_line_2_2_who_decides_and_was_not_seen_is_named_at_each_account(
    workspace: Workspace,
) -> None:
    goole, hull = (account(workspace, name, grade="B") for name in ("Goole", "Hull"))
    seen = TODAY - timedelta(days=71)
    person = kept(workspace, "contact", account=goole, name="Ann", role="decider, buyer",
                  last_seen=seen)  # fmt: skip
    kept(workspace, "contact", account=goole, name="Bob", role="user", last_seen=seen)
    kept(workspace, "contact", account=goole, name="Gone", role="decider", last_seen=seen,
         left_on=TODAY)  # fmt: skip
    kept(workspace, "role", contact=person, account=hull, role="Decider")
    rows = of_kind(workspace, "person_not_seen")
    assert sorted((row.name, said(row)) for row in rows) == [
        ("Goole", "decider not seen, 71 days"), ("Hull", "decider not seen, 71 days")
    ]  # fmt: skip


def test_that_line_3_4_the_absence_of_small_favours_shows(workspace: Workspace) -> None:
    quiet, cared = (account(workspace, name, grade="A") for name in ("Quiet", "Cared for"))
    kept(workspace, "touch", account=quiet, day=TODAY - timedelta(days=120), kind="favour")
    kept(workspace, "touch", account=cared, day=TODAY - timedelta(days=20), kind="favour")
    (row,) = of_kind(workspace, "favour")
    assert (row.name, said(row)) == ("Quiet", "no small favour for 120 days")
    kept(workspace, "touch", account=quiet, day=TODAY, kind="favour")
    assert of_kind(workspace, "favour") == []


def test_that_line_3_4_a_call_for_help_waits_until_it_is_answered(workspace: Workspace) -> None:
    number = kept(workspace, "job", account=account(workspace, "Ross"), kind="breakdown",
                  text="Spindle stands", opened_at=NOW - 3 * HOUR)  # fmt: skip
    (row,) = of_kind(workspace, "help")
    assert said(row) == "machine is down, waits 3 h: Spindle stands"
    workspace.records.change("job", number, {"answered_at": NOW})
    assert of_kind(workspace, "help") == []


def test_that_line_4_1_a_calmed_customer_is_to_be_asked_for_a_referral(
    workspace: Workspace,
) -> None:
    number = complaint(workspace, account(workspace, "Holt"), 5, closed_at=NOW - 3 * HOUR,
                       opened_at=NOW - 9 * HOUR, anxiety_after=1)  # fmt: skip
    (row,) = of_kind(workspace, "referral")
    assert said(row) == "calmed from 5 to 1: ask for a referral"
    workspace.records.change("complaint", number, {"referral_asked_on": TODAY})
    assert of_kind(workspace, "referral") == []


def test_that_an_answer_of_head_office_comes_back_to_the_account(workspace: Workspace) -> None:
    kept(workspace, "question", account=account(workspace, "Kaye"), text="Thinner tips?",
         asked_on=TODAY - timedelta(days=9), answer="From March", answered_on=TODAY)  # fmt: skip
    (row,) = of_kind(workspace, "answer")
    assert (row.name, said(row)) == ("Kaye", "head office answers: From March")


def test_that_line_6_3_promises_both_ways_are_named_while_they_are_open(
    workspace: Workspace,
) -> None:
    ure = account(workspace, "Ure Castings")
    ours = kept(workspace, "promise", account=ure, due=TODAY + timedelta(days=4), text="Trial tips")
    kept(workspace, "promise", account=ure, due=TODAY + timedelta(days=40), text="Later")
    kept(workspace, "promise", account=ure, due=TODAY - timedelta(days=2), text="Drawing",
         by="them")  # fmt: skip
    assert [said(row) for row in of_kind(workspace, "promise")] == [
        "their promise, 2 days late: Drawing", "promise due: Trial tips"
    ]  # fmt: skip
    workspace.records.change("promise", ours, {"state": "kept", "closed_on": TODAY})
    assert len(of_kind(workspace, "promise")) == 1


def test_that_a_complaint_of_a_lapsed_account_counts_and_its_missing_place_does_not(
    workspace: Workspace,
) -> None:
    gone = kept(workspace, "account", name="Gone", status="lapsed")
    complaint(workspace, gone, 4)
    assert kinds(workspace.attention.rows()) == ["complaint"]


def test_that_hostile_text_stays_text(workspace: Workspace) -> None:
    name = "<b>\u200f\u05e9\u05dc\u05d5\u05dd \u682a\u5f0f\u4f1a\u793e</b>"
    kept(workspace, "promise", account=account(workspace, name), due=TODAY,
         text="<script>x</script>\n" + "long " * 3900)  # fmt: skip
    (row,) = of_kind(workspace, "promise")
    assert row.name == name
    assert "<script>x</script> long" in said(row)
    assert len(said(row)) < 400


# ---- the short list -----------------------------------------------------------------------


def line(kind: str, number: int, **values: Any) -> Pressing:
    args: dict[str, Any] = {"answered": True, "by": "us", "days": -3, "needs_call": False}
    why = Why(kind, {**args, **values.pop("args", {})})
    planned = values.pop("planned", date(2026, 11, 30))
    return Pressing(kind, number, kind, why, TODAY, 1.0, number, planned=planned, **values)


def test_that_thirty_overdue_accounts_hide_no_other_kind() -> None:
    rows = [line("complaint", 1), *(line("overdue", n) for n in range(30)), line("over_called", 1),
            line("person_not_seen", 1), line("place", 1)]  # fmt: skip
    assert kinds(shortlist(rows, 7)) == [
        "complaint", "overdue", "overdue", "overdue", "over_called", "person_not_seen", "place"
    ]  # fmt: skip


def test_that_what_burns_is_shown_with_all_that_is_more_anxious() -> None:
    calm = [line("complaint", n, anxiety=5) for n in range(3)]
    waiting = line("complaint", 4, anxiety=2, args={"answered": False})
    others = [line("overdue", n) for n in range(9)]
    shown = shortlist([*calm, waiting, line("complaint", 5, anxiety=1), *others], 7)
    assert [row.account for row in shown if row.kind == "complaint"] == [0, 1, 2, 4]
    assert kinds(shown).count("overdue") == 3


def test_that_a_late_promise_and_one_that_no_call_keeps_burn() -> None:
    assert line("promise", 1, args={"days": 1}).burns
    assert line("promise", 1, args={"needs_call": True}, planned=None).burns
    assert not line("promise", 1, args={"needs_call": True}, planned=TODAY).burns
    assert not line("promise", 1, args={"days": 1, "by": "them"}).burns


@given(st.lists(st.sampled_from(KINDS), max_size=60), st.integers(0, 12))
def test_that_a_short_list_is_a_part_in_the_same_order(found: list[str], most: int) -> None:
    rows = [line(kind, at) for at, kind in enumerate(sorted(found, key=KINDS.index))]
    shown = shortlist(rows, most)
    assert len(shown) == min(most, len(rows))
    assert [row for row in rows if row in shown] == shown


# ---- the command --------------------------------------------------------------------------


def test_that_the_command_prints_every_line(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    holt = account(workspace, "Holt Ltd", grade="A")
    number = complaint(workspace, holt, 5)
    for at in range(12):
        kept(workspace, "account", name=f"Lost {at:02d}")
    assert main(["--territory", str(workspace.file), "attention", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["kind"] for row in rows] == ["complaint", *["place"] * 12, "favour"]
    assert rows[0] == {
        "kind": "complaint", "account": holt, "name": "Holt Ltd",
        "why": "anxious 5 of 5, waits 2 h", "due": None, "weight": 4.0, "anxiety": 5,
        "difficulty": 2, "id": number, "planned": None,
    }  # fmt: skip
    assert main(["--territory", str(workspace.file), "attention"]) == 0
    text = capsys.readouterr().out
    assert "Holt Ltd" in text
    assert "14 things need you." in text


def test_that_an_empty_territory_needs_nobody(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workspace.attention.rows() == []
    assert main(["--territory", str(workspace.file), "attention"]) == 0
    assert "Nothing needs you." in capsys.readouterr().out


def test_that_joining_two_accounts_keeps_open_complaints(workspace: Workspace) -> None:
    one, other = account(workspace, "Holt Ltd"), account(workspace, "Holt Limited")
    complaint(workspace, other, 4)
    workspace.joining.join(one, other)
    (row,) = of_kind(workspace, "complaint")
    assert row.account == one


def test_that_the_file_is_not_changed_by_looking(workspace: Workspace) -> None:
    before = workspace.data_version()
    workspace.attention.rows()
    assert workspace.data_version() == before
    assert Path(workspace.file).exists()
