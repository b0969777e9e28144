"""Asking for times: which calls, two times each, drafts as files, and what is noted."""

from __future__ import annotations

import json
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from planner.cli import main
from planner.exchange import asking_words
from planner.exchange.service_drafts import Addressee
from planner.workspace import Workspace
from planner.workspace.asking import Time
from planner.workspace.draft_files import file_name
from planner.workspace.errors import BadInput, Impossible
from planner.workspace.iso_week import IsoWeek

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI = WEEK.days[:5]


@pytest.fixture
def planned(workspace: Workspace, six: list[int]) -> Workspace:
    workspace.planning.drop(MON, 0, accounts=six[:3])
    workspace.planning.drop(WED, 0, accounts=six[3:])
    return workspace


def call_of(workspace: Workspace, account: int) -> int:
    stops = workspace.planning.week(WEEK).stop_of_call.values()
    return next(stop.call.id for stop in stops if stop.account.id == account)


def test_that_every_call_without_a_confirmed_time_is_to_be_asked_for(
    planned: Workspace, six: list[int]
) -> None:
    for account, state in ((six[0], "confirmed"), (six[1], "asked")):
        planned.records.change("call", call_of(planned, account), {"state": state})
    found = {one.account.id: one.state for one in planned.asking.to_ask(WEEK)}
    assert found == {six[1]: "asked", **dict.fromkeys(six[2:], "draft")}


def test_that_each_is_offered_its_planned_time_and_one_more_that_harms_nobody(
    planned: Workspace, six: list[int]
) -> None:
    week = planned.planning.week(WEEK)
    found = planned.asking.to_ask(WEEK)
    for one in found:
        own, other = one.times
        begin = week.stop_of_call[one.call].timed.begin
        assert (own.day, own.seconds) == (one.day, 0)
        assert begin <= own.begin < begin + 300
        assert own.begin % 300 == other.begin % 300 == 0
        assert own.day != other.day or abs(own.begin - other.begin) >= 3600
    others = sorted((one.times[1].day, one.times[1].begin) for one in found)
    assert len(set(others)) == len(others), "nobody is offered what another is"


def test_that_no_time_after_a_promised_day_is_offered(planned: Workspace, six: list[int]) -> None:
    planned.records.make("promise", {"account": six[0], "due": MON, "text": "Tips"})
    one = next(o for o in planned.asking.to_ask(WEEK) if o.account.id == six[0])
    assert {time.day for time in one.times} == {MON}


def test_that_the_person_seen_last_is_written_to_and_nobody_who_left(
    planned: Workspace, six: list[int]
) -> None:
    planned.records.change("account", six[0], {"email": "firm@one.example"})
    people = (
        ("Ann", "ann@one.example", date(2026, 11, 1), None),
        ("Bob", "bob@one.example", date(2026, 11, 20), None),
        ("Gone", "gone@one.example", date(2026, 11, 25), date(2026, 11, 26)),
    )
    for name, email, seen, left in people:
        values = {"account": six[0], "name": name, "email": email, "last_seen": seen}
        planned.records.make("contact", {**values, "left_on": left})
    planned.records.change("account", six[1], {"email": "firm@two.example"})
    found = {one.account.id: (one.person, one.email) for one in planned.asking.to_ask(WEEK)}
    assert found[six[0]] == ("Bob", "bob@one.example")
    assert found[six[1]] == ("", "firm@two.example")
    assert found[six[2]] == ("", "")


def test_that_asking_is_one_step_and_one_undo(planned: Workspace, six: list[int]) -> None:
    found = planned.asking.to_ask(WEEK)
    planned.asking.asked({one.call: one.times[0] for one in found})
    calls = [planned.records.get("call", one.call) for one in found]
    assert {call.state for call in calls} == {"asked"}  # type: ignore[attr-defined]
    assert [call.start for call in calls] == [one.times[0].begin for one in found]  # type: ignore[attr-defined]
    assert planned.history()[0].code == "times_asked"
    planned.undo()
    assert {one.state for one in planned.asking.to_ask(WEEK)} == {"draft"}


def test_that_a_call_confirmed_meanwhile_is_left_alone_with_all_the_others(
    planned: Workspace, six: list[int]
) -> None:
    one, other = planned.asking.to_ask(WEEK)[:2]
    planned.records.change("call", other.call, {"state": "confirmed"})
    with pytest.raises(Impossible):
        planned.asking.asked({one.call: one.times[0], other.call: other.times[0]})
    with pytest.raises(BadInput):
        planned.asking.asked({9999: Time(MON, 36_000)})
    assert planned.records.get("call", one.call).state == "draft"  # type: ignore[attr-defined]


def test_that_the_command_writes_a_draft_for_each_and_notes_it(
    planned: Workspace, six: list[int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planned.records.change(
        "account", six[0], {"email": "jo@one.example", "name": "株式会社 One/Two"}
    )
    command = ("--territory", str(planned.file), "ask", "--week", "2026-W49")
    out = ("--out", str(tmp_path / "new" / "drafts"))
    assert main([*command, *out, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document) == 6
    one = next(row for row in document if row["account"] == six[0])
    assert (one["state"], one["to"], len(one["times"])) == ("asked", "jo@one.example", 2)
    message = message_from_bytes(Path(one["file"]).read_bytes(), policy=policy.default)
    assert (message["To"], message["X-Unsent"]) == ("jo@one.example", "1")
    body = message.get_body()
    assert body is not None
    assert body.get_content().count("–") == 2
    assert main([*command, *out, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["--territory", str(planned.file), "undo"]) == 0
    assert {one.state for one in planned.asking.to_ask(WEEK)} == {"draft"}


def test_that_the_command_asks_for_the_calls_named_and_refuses_others(
    planned: Workspace, six: list[int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = call_of(planned, six[4])
    command = ["--territory", str(planned.file), "ask", "--week", "2026-W49", "--out"]
    assert main([*command, str(tmp_path / "d"), "--call", str(call), "--json"]) == 0
    assert [row["call"] for row in json.loads(capsys.readouterr().out)] == [call]
    assert main([*command, str(tmp_path / "d"), "--call", "99999"]) == 2
    file = tmp_path / "file"
    file.write_text("mine")
    assert main([*command, str(file)]) == 3
    assert file.read_text() == "mine"
    states = [one.state for one in planned.asking.to_ask(WEEK)]
    assert states.count("asked") == 1, "nothing is noted where nothing was written"


def test_that_file_names_hold_nothing_that_a_file_system_refuses() -> None:
    assert file_name(3, '../..\\<b>:*?"|\0 Kaye & Co') == "03 b Kaye & Co.eml"
    assert len(file_name(1, "長" * 500)) < 120


def test_that_one_time_alone_is_asked_about_as_one() -> None:
    draft = asking_words.ask_times(Addressee("One", "Ann", "ann@x.example"), [(MON, 36_000)], "Jo")
    assert "Would this suit you?\n– Monday 30 November at 10:00" in draft.text
    assert draft.to == ("ann@x.example",)
