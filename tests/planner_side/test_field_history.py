"""What a field was before; fields of the rep's own; answers that worked elsewhere; rhythm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.advice.rhythm import rhythm
from planner.cli import main
from planner.exchange import history_words
from planner.workspace import BadInput, Workspace


def make(workspace: Workspace, kind: str, **values: Any) -> Any:
    return workspace.records.make(kind, values)[0]


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", moment)


def test_that_a_grade_tells_what_it_was_and_until_when(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-10-01T09:00:00+00:00")
    make(workspace, "account", name="Holt", grade="B")
    at(monkeypatch, "2026-11-03T09:00:00+00:00")
    workspace.records.change("account", 1, {"grade": "A"})
    workspace.records.change("account", 1, {"phone": "0113"})
    latest, first = workspace.records.history("account", 1, "grade")
    assert (latest.before, latest.after, latest.made) == ("B", "A", False)
    assert latest.at == datetime(2026, 11, 3, 9, tzinfo=UTC)
    assert (first.after, first.made) == ("B", True)
    words = history_words.was("account", latest, "Europe/London")
    assert words == "was B until 3 Nov 2026, then A · Change account Holt"
    words = history_words.was("account", first, "Europe/London", whole=True)
    assert words == "Grade: B from the start, 1 Oct 2026 · Add account Holt"


def test_that_what_was_undone_is_no_history(workspace: Workspace) -> None:
    make(workspace, "account", name="Holt", grade="B")
    workspace.records.change("account", 1, {"grade": "A"})
    workspace.undo()
    assert [one.after for one in workspace.records.history("account", 1, "grade")] == ["B"]
    workspace.redo()
    assert [one.after for one in workspace.records.history("account", 1, "grade")] == ["A", "B"]


def test_that_dates_and_choices_are_told_as_a_person_reads_them(workspace: Workspace) -> None:
    make(workspace, "account", name="Holt")
    make(workspace, "promise", account=1, due=date(2026, 12, 1), text="Tips")
    workspace.records.change("promise", 1, {"due": date(2026, 12, 8), "state": "kept"})
    (due, _made) = workspace.records.history("promise", 1, "due")
    assert (due.before, due.after) == (date(2026, 12, 1), date(2026, 12, 8))
    told = [
        history_words.was("promise", one, "UTC") for one in workspace.records.history("promise", 1)
    ]
    assert any(line.startswith("was open until") and "then kept" in line for line in told)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A territory that examples may fill one after the other."""
    settings = {"name": "T", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.5}
    with Workspace.new(tmp_path_factory.mktemp("kept") / "t.loopwise", settings) as opened:
        yield opened


@given(st.lists(st.sampled_from(["A", "B", "C", ""]), min_size=1, max_size=6))
def test_that_the_history_leads_back_to_the_first_value(kept: Workspace, grades: list[str]) -> None:
    number = make(kept, "account", name="Holt", grade=grades[0]).id
    for grade in grades[1:]:
        kept.records.change("account", number, {"grade": grade})
    value = grades[-1]
    for one in kept.records.history("account", number, "grade"):
        assert one.after == value
        value = one.before or ""
    assert value == ""


def test_that_a_history_of_no_such_field_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="unknown_field"):
        workspace.records.history("account", 1, "shoe_size")
    with pytest.raises(BadInput, match="unknown_kind"):
        workspace.records.history("shoe", 1)


def test_that_long_and_foreign_texts_are_told_whole_or_cut(workspace: Workspace) -> None:
    make(workspace, "account", name="שלום", notes="<script>alert(1)</script>")
    workspace.records.change("account", 1, {"notes": "長" * 20_000})
    (latest, _first) = workspace.records.history("account", 1, "notes")
    words = history_words.was("account", latest, "UTC")
    assert words.startswith("was <script>alert(1)</script> until ")
    assert len(words) < 400
    with pytest.raises(BadInput, match="too_long"):
        workspace.records.change("account", 1, {"notes": "x" * 1_000_000})


# ---- fields of the rep's own


@pytest.fixture
def fields(workspace: Workspace) -> Workspace:
    make(workspace, "account", name="Holt")
    for name, kind, choices in (
        ("Coolant", "text", ""),
        ("Lathes", "number", ""),
        ("Contract until", "date", ""),
        ("Cabinet", "choice", "ours, theirs"),
    ):
        make(workspace, "own_field", name=name, type=kind, choices=choices)
    return workspace


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (1, "  <i>oil</i> 7 % ", "<i>oil</i> 7 %"),
        (1, "水溶性", "水溶性"),
        (2, "1 200", "1200"),
        (2, "3.5", "3.5"),
        (3, "2027-03-01", "2027-03-01"),
        (4, "theirs", "theirs"),
    ],
)
def test_that_an_own_field_keeps_what_its_type_reads(
    fields: Workspace, field: int, typed: str, kept: str
) -> None:
    fields.own_fields.put(1, field, typed)
    assert fields.own_fields.of(1)[field - 1].value == kept
    fields.own_fields.put(1, field, "")
    assert fields.own_fields.of(1)[field - 1].value == ""
    fields.undo()
    assert fields.own_fields.of(1)[field - 1].value == kept


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (2, "many", "unreadable"),
        (2, "nan", "unreadable"),
        (3, "tomorrow", "unreadable"),
        (4, "nobody's", "not_one_of"),
        (1, "x" * 1_000_000, "too_long"),
        (99, "x", "unknown"),
    ],
)
def test_that_an_own_field_refuses_what_it_cannot_read(
    fields: Workspace, field: int, typed: str, code: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        fields.own_fields.put(1, field, typed)
    assert refusal.value.code == code
    assert all(own.value == "" for own in fields.own_fields.of(1))


# ---- answers


def test_that_line_0_1_an_answer_that_worked_elsewhere_is_found_for_a_like_objection(
    workspace: Workspace,
) -> None:
    for name in ("Holt", "Kaye", "Ross"):
        make(workspace, "account", name=name)
    day = date(2026, 11, 1)
    make(workspace, "objection", account=1, date=day, text="Your delivery takes too long.")
    make(workspace, "objection", account=2, date=day, text="Deliveries are late",
         answer="Stock on call", worked="yes")  # fmt: skip
    make(workspace, "objection", account=3, date=day, text="Delivery is slow",
         answer="Nothing helped", worked="no")  # fmt: skip
    make(workspace, "objection", account=3, date=day, text="Too dear", answer="Sum", worked="yes")
    found = workspace.answers_elsewhere(1)
    assert [(a.name, a.answer) for a in found[1]] == [("Kaye", "Stock on call")]
    assert workspace.answers_elsewhere(2) == {}


@pytest.mark.parametrize("text", ["", "%_%", "100 %", "الترسيم", "<b>", "é" * 20_000])
def test_that_any_objection_can_be_looked_up(workspace: Workspace, text: str) -> None:
    make(workspace, "account", name="Holt")
    make(workspace, "account", name="Kaye")
    make(workspace, "objection", account=1, date=date(2026, 11, 1), text=text)
    make(workspace, "objection", account=2, date=date(2026, 11, 1), text="price", answer="a",
         worked="yes")  # fmt: skip
    assert workspace.answers_elsewhere(1) == {}


# ---- rhythm


@given(st.integers(1, 120), st.integers(3, 30))
def test_that_regular_orders_have_their_rhythm(every: int, count: int) -> None:
    start = date(2024, 1, 1)
    days = [start + timedelta(days=every * n) for n in range(count)]
    found = rhythm((day, 100.0) for day in days)
    assert found is not None
    assert (found.every, found.amount) == (every, 100.0)
    assert found.expected == days[-1] + timedelta(days=every)


def test_that_two_orders_are_no_rhythm_and_orders_of_a_day_are_one() -> None:
    day = date(2026, 1, 1)
    assert rhythm([]) is None
    assert rhythm([(day, 1.0), (day, 2.0), (day + timedelta(days=40), 3.0)]) is None


# ---- show


def test_that_line_2_1_show_prints_everything_kept_on_an_account(
    fields: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    fields.own_fields.put(1, 1, "oil")
    make(fields, "contact", account=1, name="Ann", role="Decider")
    make(fields, "promise", account=1, contact=1, due=date(2026, 12, 1), text="Trial tips")
    make(fields, "nuance", account=1, date=date(2026, 11, 1), text="Left-handed lathe")
    make(fields, "complaint", account=1, text="Chips", anxiety=5, difficulty=2)
    file = str(fields.file)
    assert main(["show", "Holt", "--territory", file, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["promises"][0]["text"] == "Trial tips"
    assert shown["nuances"][0]["text"] == "Left-handed lathe"
    assert shown["complaints"][0]["opened_at"].startswith("2026-11-27T15:30:00")
    assert shown["own_fields"] == {"Coolant": "oil"}
    assert shown["ask_for"][0] == {
        "kind": "decider_not_seen", "name": "Ann", "post": "", "days": None,
    }  # fmt: skip
    assert {"contacts", "orders", "calls", "turnover"} <= shown.keys()
    assert main(["show", "1", "--territory", file]) == 0
    text = capsys.readouterr().out
    for words in ("Trial tips", "Left-handed lathe", "Chips", "Ask for the decider", "Coolant"):
        assert words in text
