"""Records of any kind, made, changed and deleted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange import sentences
from planner.records import KINDS
from planner.workspace import BadInput, Workspace
from planner.workspace.fields import as_dict, fields_of, hours_text, read, time_text


def test_that_text_becomes_values_and_values_text(workspace: Workspace) -> None:
    account = workspace.records.make("account", {"name": "Kaye & Co"})[0].id
    typed = {"account": str(account), "day": "2026-12-01", "start": "10:30", "minutes": "45"}
    call, _change = workspace.records.make("call", read("call", typed))
    shown = as_dict(call)
    assert (shown["day"], shown["start"], shown["minutes"]) == ("2026-12-01", "10:30", 45)
    assert call.day == date(2026, 12, 1)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        ("account", "lat", "nan"),
        ("account", "lat", "north"),
        ("call", "start", "25:00"),
        ("call", "day", "1 December"),
        ("call", "locked", "perhaps"),
        ("account", "colour", "red"),
        ("account", "opening_hours", "mon 17:00-08:00"),
        ("territory", "speeds", "10:50,5:40"),
        ("person", "name", "Ann"),
    ],
)
def test_that_what_cannot_be_read_is_refused(kind: str, field: str, text: str) -> None:
    with pytest.raises(BadInput):
        read(kind, {field: text})


@pytest.mark.parametrize(
    "values",
    [
        {"grade": "E"},
        {"name": ""},
        {"name": "x" * 301},
        {"lat": 91.0, "lon": 0.0},
        {"lat": 10.0},
        {"calls_per_cycle": -1.0},
        {"call_minutes": 0},
        {"lat": float("inf"), "lon": 0.0},
    ],
)
def test_that_an_account_holds_only_what_can_be(
    workspace: Workspace, values: dict[str, object]
) -> None:
    with pytest.raises(BadInput):
        workspace.records.make("account", {"name": "Ok", **values})
    account = workspace.records.make("account", {"name": "Ok"})[0].id
    with pytest.raises(BadInput):
        workspace.records.change("account", account, values)


def test_that_a_record_needs_its_owner(workspace: Workspace) -> None:
    with pytest.raises(BadInput):
        workspace.records.make("contact", {"account": 77, "name": "Nobody's"})
    with pytest.raises(BadInput):
        workspace.records.make("order", {"date": date(2026, 1, 1), "amount": 3.0})


def test_that_a_place_typed_in_is_one_set_by_hand(workspace: Workspace) -> None:
    account = workspace.records.make("account", {"name": "Pin", "lat": 53.0, "lon": -1.0})[0]
    assert as_dict(account)["precision"] == "hand"
    cleared, _change = workspace.records.change("account", account.id, {"lat": None, "lon": None})
    assert as_dict(cleared)["precision"] == "none"


def test_that_control_characters_do_not_get_in(workspace: Workspace) -> None:
    account = workspace.records.make("account", {"name": "A\x00B\x07C", "notes": "one\ntwo"})[0]
    assert as_dict(account)["name"] == "ABC"
    assert as_dict(account)["notes"] == "one\ntwo"


def test_that_settings_change_but_cannot_be_deleted(workspace: Workspace) -> None:
    workspace.set_up({"cost_per_km": 0.55})
    assert workspace.territory.cost_per_km == 0.55
    with pytest.raises(BadInput):
        workspace.records.delete("territory", 1)
    workspace.undo()
    assert workspace.territory.cost_per_km == 0.30


def test_that_odd_searches_find_what_they_say(workspace: Workspace) -> None:
    for name in ("100% Tools", "under_score", 'O\'Brien "quoted"', "münchen", "衛生福利部"):
        workspace.records.make("account", {"name": name})
    for text in ("100%", "under_s", "O'B", '"quoted', "münch", "福利"):
        assert len(workspace.accounts.rows(search=text)) == 1
    assert len(workspace.accounts.rows(search="%")) == 1


def test_that_each_kind_says_its_fields() -> None:
    for kind in KINDS:
        fields = fields_of(kind)
        assert fields
        assert "id" not in fields
    assert fields_of("call")["state"].choices[0] == "draft"
    assert fields_of("order")["amount"].required


week_hours = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 700), st.integers(701, 1439)), max_size=5
).map(lambda rows: sorted([d, o * 60, s * 60] for d, o, s in rows))


@given(week_hours)
def test_that_opening_hours_are_read_as_they_are_written(hours: list[list[int]]) -> None:
    assert read("account", {"opening_hours": hours_text(hours)})["opening_hours"] == hours


@given(st.integers(0, 1439))
def test_that_times_are_read_as_they_are_written(minute: int) -> None:
    assert read("call", {"start": time_text(minute * 60)})["start"] == minute * 60


def test_that_two_accounts_become_one_with_all_that_belongs_to_them(workspace: Workspace) -> None:
    make = workspace.records.make
    keep = make("account", {"name": "Hunslet Turning Ltd", "phone": "1"})[0].id
    other = make("account", {"name": "Hunslet Turning", "town": "Leeds", "phone": "2"})[0].id
    make("contact", {"account": other, "name": "Ann"})
    make("turnover", {"account": keep, "year": 2026, "potential": 5.0})
    make("turnover", {"account": other, "year": 2026, "potential": 9.0, "revenue": 3.0})
    pair = make("duplicate", {"account": keep, "other": other, "score": 0.9})[0].id
    assert [p.id for p in workspace.joining.open_pairs()] == [pair]
    workspace.joining.join(keep, other)
    card = workspace.accounts.card(keep)
    assert (card.account.town, card.account.phone) == ("Leeds", "1")
    assert [c.name for c in card.contacts] == ["Ann"]
    assert [(t.potential, t.revenue) for t in card.turnovers] == [(5.0, 3.0)]
    assert workspace.joining.open_pairs() == []
    assert len(workspace.accounts.rows()) == 1
    workspace.undo()
    assert len(workspace.accounts.rows()) == 2
    workspace.joining.keep_apart(pair)
    assert workspace.joining.open_pairs() == []


def test_that_several_records_are_deleted_as_one_step(workspace: Workspace) -> None:
    made = [workspace.records.make("account", {"name": n})[0].id for n in ("One", "Two", "Three")]
    workspace.records.make("duplicate", {"account": made[0], "other": made[1], "score": 0.9})
    change = workspace.records.delete_several("account", made[:2])
    assert change is not None
    assert sentences.entry(change.entry.code, change.entry.args) == "Delete Two and 1 other"
    assert [a.id for a in workspace.records.every("account")] == made[2:]
    workspace.undo()
    assert len(workspace.accounts.rows()) == 3
    with pytest.raises(BadInput):
        workspace.records.delete_several("account", [made[0], 999])
    assert len(workspace.accounts.rows()) == 3
