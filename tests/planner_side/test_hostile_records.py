"""Records that nobody means: moments off the calendar, text no file holds, names that leak."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planner import cli
from planner.workspace import IsoWeek, Workspace
from planner.workspace.errors import BadInput
from planner.workspace.fields import read

WEEK = IsoWeek(2026, 48)
HEARD = date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed",
    ["1899-12-31T10:00", "0001-01-02T00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59-12:00"],
)
@pytest.mark.parametrize("field", ["opened_at", "answered_at", "closed_at"])
def test_that_a_moment_off_the_calendar_is_refused_and_the_list_still_opens(
    workspace: Workspace, six: list[int], field: str, typed: str
) -> None:
    made, _ = workspace.records.make(
        "complaint", {"account": six[0], "anxiety": 3, "difficulty": 2, "text": "It leaks"}
    )
    steps = len(workspace.history())
    with pytest.raises(BadInput):
        workspace.records.change("complaint", made.id, read("complaint", {field: typed}))
    assert len(workspace.history()) == steps
    assert cli.main(["--territory", str(workspace.file), "--json", "record", "complaint"]) == 0


def test_that_a_moment_before_1970_is_kept(workspace: Workspace, six: list[int]) -> None:
    values = read("complaint", {"opened_at": "1969-12-31T00:00Z"})
    values |= {"account": six[0], "anxiety": 3, "difficulty": 2}
    made: Any = workspace.records.make("complaint", values)[0]
    assert made.opened_at == -86400


def test_that_half_a_sign_is_left_out_of_a_text(workspace: Workspace, six: list[int]) -> None:
    made: Any = workspace.records.change("account", six[0], {"name": "A\ud800B\udcff"})[0]
    assert made.name == "AB"
    line = ["--territory", str(workspace.file), "log", "Account 1", "outcome=Liked\udcff it"]
    assert cli.main(line) == 0
    assert [call.outcome for call in workspace.records.every("call")] == ["Liked it"]  # type: ignore[attr-defined]


def _leaving(workspace: Workspace) -> str:
    return "\n".join(item.text for item in workspace.reporting.letter(WEEK).items())


def test_that_a_source_not_named_is_not_named_in_the_request_either(workspace: Workspace) -> None:
    make = workspace.records.make
    account = make("account", {"name": "Holt Tools Ltd"})[0].id
    contact = make("contact", {"account": account, "name": "Theodora Blimpkins"})[0].id
    asked = {"product_request": "Holder as Holt Tools Ltd has it, for Theodora Blimpkins"}
    values = {"account": account, "contact": contact, "date": HEARD, "text": "Asked"}
    nuance = make("nuance", values | asked)[0].id
    report = {"kind": "product_request", "date": HEARD, "text": "A holder", "nuance": nuance}
    make("field_report", report | {"account": account, "contact": contact})
    said = _leaving(workspace)
    assert "Holder as" in said
    assert "Holt" not in said
    assert "Theodora" not in said
    assert "Blimpkins" not in said


def test_that_a_source_not_named_is_not_named_in_short_either(workspace: Workspace) -> None:
    make = workspace.records.make
    account = make("account", {"name": "Holt Tools Ltd"})[0].id
    contact = make("contact", {"account": account, "name": "Theodora Blimpkins"})[0].id
    text = "At Holt Tools Mrs Blimpkins said it. HOLT TOOLS’ men too; the blimpkinsite is fine"
    values = {"account": account, "contact": contact, "date": HEARD, "text": text}
    make("field_report", values)
    said = _leaving(workspace)
    assert "holt tools" not in said.casefold()
    assert "Mrs … said it" in said
    assert "the blimpkinsite is fine" in said


def test_that_accounts_join_where_the_same_was_seen_at_both(
    workspace: Workspace, six: list[int]
) -> None:
    make = workspace.records.make
    report = make("field_report", {"date": HEARD, "text": "A test"})[0].id
    for account in six[:2]:
        make("sighting", {"field_report": report, "account": account})
    workspace.joining.join(six[0], six[1])
    left: list[Any] = workspace.records.every("sighting")
    assert [(one.field_report, one.account) for one in left] == [(report, six[0])]
    workspace.undo()
    assert len(workspace.records.every("sighting")) == 2


def test_that_a_guests_role_at_a_joined_account_never_becomes_that_at_their_first(
    workspace: Workspace, six: list[int]
) -> None:
    make = workspace.records.make
    guest = make("contact", {"account": six[2], "name": "Guest"})[0].id
    make("role", {"contact": guest, "account": six[0]})
    make("role", {"contact": guest, "account": six[1], "role": "decider"})
    workspace.joining.join(six[0], six[1])
    person: Any = workspace.records.get("contact", guest)
    roles: list[Any] = workspace.records.every("role")
    assert person.role == ""
    assert [(role.account, role.role) for role in roles] == [(six[0], "decider")]


@pytest.mark.parametrize(
    ("kind", "values", "rule"),
    [
        ("account", {"group": 1}, "somebody_else"),
        ("account", {"referred_by": 1}, "somebody_else"),
        ("territory", {"grade_a_share": 0.9}, "shares_of_one"),
    ],
)
def test_that_what_cannot_be_is_refused_and_nothing_kept(
    workspace: Workspace, six: list[int], kind: str, values: dict[str, Any], rule: str
) -> None:
    assert six[0] == 1
    before = len(workspace.history())
    with pytest.raises(BadInput) as refused:
        workspace.records.change(kind, 1, values)
    assert refused.value.args_for_words["rule"] == rule
    assert len(workspace.history()) == before


def test_that_a_complaint_is_not_closed_before_its_first_word(
    workspace: Workspace, six: list[int]
) -> None:
    values = {"account": six[0], "anxiety": 5, "difficulty": 2, "opened_at": 1_700_000_000}
    complaint = workspace.records.make("complaint", values)[0].id
    with pytest.raises(BadInput):
        workspace.records.change("complaint", complaint, {"closed_at": 1_600_000_000})
