"""Busy times out of calendar files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.cli.running import main
from planner.exchange.diary_file import NoCalendar, read_diary
from planner.records import Block, Itinerary
from planner.workspace import BadInput, IsoWeek, Workspace
from planner.workspace.importing.diary import bring_in

FIRST, LAST = date(2026, 11, 27), date(2027, 5, 28)
MON, TUE, WED, THU, FRI, SAT, SUN = IsoWeek(2026, 49).days
HOUR = 3600
DENTIST = """UID:dentist
SUMMARY:Dentist
DTSTART:20261201T093000Z
DTEND:20261201T103000Z"""
WEEKLY = """UID:team
SUMMARY:Team call
DTSTART;TZID=Europe/London:20261102T090000
DTEND;TZID=Europe/London:20261102T093000
RRULE:FREQ=WEEKLY
EXDATE;TZID=Europe/London:20261207T090000"""


def calendar(file: Path, *events: str, head: str = "") -> Path:
    body = "\n".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{body}\nEND:VCALENDAR\n"
    file.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "busy.ics"


def blocks(workspace: Workspace) -> list[Block]:
    return [b for b in workspace.records.every("block") if isinstance(b, Block)]


def test_that_a_calendar_is_brought_in_as_one_step_and_never_twice(
    workspace: Workspace, file: Path
) -> None:
    calendar(file, DENTIST, WEEKLY)
    done = bring_in(workspace, file)
    kept = blocks(workspace)
    dentist = next(b for b in kept if b.text == "Dentist")
    assert (dentist.date, dentist.start, dentist.end) == (TUE, 9.5 * HOUR, 10.5 * HOUR)
    team = [b.date for b in kept if b.text == "Team call"]
    assert team[0] == MON
    assert date(2026, 12, 7) not in team
    assert len(team) == 25
    assert (done.added, done.unchanged) == (26, 0)
    again = bring_in(workspace, file)
    assert (again.added, again.updated, again.removed, again.unchanged) == (0, 0, 0, 26)
    assert again.change is None
    workspace.undo()
    assert blocks(workspace) == []


def test_that_clocks_that_change_leave_meetings_at_their_time(
    workspace: Workspace, file: Path
) -> None:
    bring_in(workspace, calendar(file, WEEKLY))
    assert {b.start for b in blocks(workspace)} == {9 * HOUR}


def test_that_what_was_moved_in_the_calendar_moves(workspace: Workspace, file: Path) -> None:
    bring_in(workspace, calendar(file, DENTIST, WEEKLY))
    number = next(b.id for b in blocks(workspace) if b.text == "Dentist")
    moved = DENTIST.replace("20261201T093000", "20261203T120000").replace(
        "20261201T103000", "20261203T130000"
    )
    one = """UID:team
SUMMARY:Team call
RECURRENCE-ID;TZID=Europe/London:20261130T090000
DTSTART;TZID=Europe/London:20261202T110000
DTEND;TZID=Europe/London:20261202T120000"""
    done = bring_in(workspace, calendar(file, moved, WEEKLY, one))
    assert (done.added, done.updated, done.removed) == (0, 2, 0)
    found = {b.id: b for b in blocks(workspace)}
    assert (found[number].date, found[number].start) == (THU, 12 * HOUR)
    week = workspace.planning.week(IsoWeek(2026, 49))
    assert [s.account.name for s in week.by_date[WED].stops] == ["Team call"]
    assert week.by_date[MON].stops == ()


def test_that_what_an_event_has_no_more_is_deleted_and_other_files_stay(
    workspace: Workspace, file: Path
) -> None:
    team = file.with_name("team.ics")
    bring_in(workspace, calendar(file, DENTIST))
    bring_in(workspace, calendar(team, WEEKLY))
    assert len(blocks(workspace)) == 26
    bring_in(workspace, calendar(team, WEEKLY.replace("FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=7")))
    assert sorted(b.text for b in blocks(workspace)).count("Team call") == 2
    done = bring_in(workspace, calendar(file, f"{DENTIST}\nSTATUS:CANCELLED"))
    assert done.removed == 1
    assert {b.text for b in blocks(workspace)} == {"Team call"}


def test_that_events_deleted_in_the_calendar_go_and_the_preview_says_so(
    workspace: Workspace, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.records.make("block", {"date": TUE, "start": 0, "end": HOUR, "text": "By hand"})
    bring_in(workspace, calendar(file, DENTIST, WEEKLY))
    calendar(file, WEEKLY)
    looked = bring_in(workspace, file, dry_run=True)
    assert (looked.removed, len(blocks(workspace))) == (1, 27)
    line = ["--territory", str(workspace.file), "import", str(file), "--dry-run"]
    assert main(line) == 0
    assert "1 deleted that the calendar has no more" in capsys.readouterr().out
    assert bring_in(workspace, file).removed == 1
    assert {b.text for b in blocks(workspace)} == {"Team call", "By hand"}
    workspace.undo()
    assert len(blocks(workspace)) == 27
    assert bring_in(workspace, file).removed == 1  # offered again


def test_that_an_event_that_another_calendar_has_stays(workspace: Workspace, file: Path) -> None:
    other = file.with_name("other.ics")
    bring_in(workspace, calendar(file, DENTIST, WEEKLY))
    bring_in(workspace, calendar(other, DENTIST))
    assert bring_in(workspace, calendar(file, WEEKLY)).removed == 0
    assert "Dentist" in {b.text for b in blocks(workspace)}
    assert bring_in(workspace, calendar(file, DENTIST, head="X-WR-CALNAME:Family\n")).removed == 0


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (DENTIST.replace("T103000Z", "T083000Z"), "backwards"),
        (DENTIST.replace("DTEND:20261201T103000Z", "DURATION:-PT1H"), "backwards"),
        (
            "UID:d\nSUMMARY:Dentist\nDTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261201",
            "backwards",
        ),
        (f"{DENTIST}\nRRULE:FREQ=SECONDLY", "too_often"),
        (DENTIST.replace("DTSTART:2026", "DTSTART:0026"), "unreadable"),
    ],
)
def test_that_an_event_that_cannot_be_taken_is_named_with_why(
    workspace: Workspace,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    event: str,
    reason: str,
) -> None:
    done = bring_in(workspace, calendar(file, event, WEEKLY))
    assert [(one.text, one.reason) for one in done.left_out] == [("Dentist", reason)]
    assert {b.text for b in blocks(workspace)} == {"Team call"}
    assert main(["--territory", str(workspace.file), "import", str(file)]) == 0
    assert "“Dentist” is left out: it" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_that_what_takes_no_time_is_left_out(workspace: Workspace, file: Path, line: str) -> None:
    bring_in(workspace, calendar(file, f"{DENTIST}\n{line}"))
    assert blocks(workspace) == []


def test_that_whole_days_become_days_off(workspace: Workspace, file: Path) -> None:
    leave = "UID:leave\nSUMMARY:Wales\nDTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261205"
    workspace.records.make("itinerary", {"date": FRI, "end_name": "York", "note": "Train"})
    done = bring_in(workspace, calendar(file, leave))
    assert done.days_off == 2
    week = workspace.planning.week(IsoWeek(2026, 49))
    assert [week.by_date[day].working for day in (WED, THU, FRI)] == [True, False, False]
    assert (week.by_date[THU].note, week.by_date[FRI].note) == ("Wales", "Train")
    assert bring_in(workspace, file).days_off == 0
    workspace.undo()
    kept = workspace.records.every("itinerary")
    assert [k.day_off for k in kept if isinstance(k, Itinerary)] == [False]


def test_that_long_ones_are_cut_at_midnight_and_places_are_taken(
    workspace: Workspace, file: Path
) -> None:
    fair = """UID:fair
SUMMARY:Trade fair
LOCATION:Hall 3
GEO:53.99;-1.54
DTSTART:20261201T150000
DTEND:20261203T120000"""
    bring_in(workspace, calendar(file, fair))
    found = [(b.date, b.start, b.end, b.lat) for b in blocks(workspace)]
    assert found == [
        (TUE, 15 * HOUR, 24 * HOUR, 53.99),
        (WED, 0, 24 * HOUR, 53.99),
        (THU, 0, 12 * HOUR, 53.99),
    ]
    assert bring_in(workspace, file).unchanged == 3


def test_that_our_own_calls_come_back_as_nothing(
    workspace: Workspace, six: list[int], tmp_path: Path
) -> None:
    workspace.planning.assign(MON, six[:3])
    out = tmp_path / "visits.ics"
    workspace.exporting.export(IsoWeek(2026, 49), "ics", out, drives=True)
    done = bring_in(workspace, out)
    assert done.own >= 3
    assert (done.added, done.change) == (0, None)


def test_that_a_dry_run_changes_nothing(workspace: Workspace, file: Path) -> None:
    assert bring_in(workspace, calendar(file, DENTIST), dry_run=True).added == 1
    assert blocks(workspace) == []
    assert workspace.history()[:1] == []


@pytest.mark.parametrize("content", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe\x00"])
def test_that_what_is_no_calendar_is_refused(
    workspace: Workspace, file: Path, content: bytes
) -> None:
    file.write_bytes(content)
    with pytest.raises(BadInput):
        bring_in(workspace, file)
    with pytest.raises(BadInput):
        bring_in(workspace, file.with_name("missing.ics"))


def test_that_an_event_that_never_stops_is_left_out(workspace: Workspace, file: Path) -> None:
    every = WEEKLY.replace("FREQ=WEEKLY", "FREQ=SECONDLY").replace("team", "mad")
    done = bring_in(workspace, calendar(file, every, "UID:none\nSUMMARY:No start", DENTIST))
    assert done.added == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text("0123456789TZ:;=-+", max_size=20), st.text(max_size=10))
def test_that_whatever_stands_in_an_event_is_read_or_refused(
    tmp_path: Path, text: str, moment: str, rule: str
) -> None:
    event = f"UID:{text}\nSUMMARY:{text}\nDTSTART:{moment}\nDTEND:{moment}\nRRULE:FREQ={rule}"
    file = calendar(tmp_path / "odd.ics", event, DENTIST)
    try:
        diary = read_diary(file, "Europe/London", FIRST, LAST)
    except NoCalendar:
        return
    assert all(b.start < b.end <= 24 * HOUR for b in diary.busy)


def test_that_the_command_brings_a_calendar_in(
    workspace: Workspace, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar(file, DENTIST)
    territory = ["--territory", str(workspace.file)]
    assert main([*territory, "import", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "added": 1, "updated": 0, "removed": 0, "unchanged": 0, "days_off": 0, "own": 0,
        "left_out": [],
    }  # fmt: skip
    assert main([*territory, "import", str(file)]) == 0
    assert "1 as they were" in capsys.readouterr().out
    assert main([*territory, "history"]) == 0
    assert "Bring in 1 busy time" in capsys.readouterr().out
    file.write_text("nothing")
    assert main([*territory, "import", str(file)]) == 3
    assert "cannot be read as a calendar" in capsys.readouterr().err
