"""The week as iCalendar, read back by two programs that are not ours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from planner.cli.running import main
from planner.exchange import figures
from planner.workspace import IsoWeek, Workspace

WEEK = IsoWeek(2026, 49)
NEXT = IsoWeek(2026, 50)
EARLY_LUNCH = {"lunch_start": 10 * 3600, "lunch_end": 12 * 3600}
MONDAY, TUESDAY = WEEK.days[0], WEEK.days[1]


@pytest.fixture
def planned(workspace: Workspace, six: list[int]) -> Workspace:
    workspace.planning.assign(MONDAY, six[:3])
    workspace.planning.assign(TUESDAY, six[3:])
    return workspace


def export(workspace: Workspace, folder: Path, week: IsoWeek = WEEK, **options: Any) -> bytes:
    file = folder / "visits.ics"
    exported = workspace.exporting.export(week, "ics", file, **options)
    content = file.read_bytes()
    assert exported.calls == sum(is_call(uid) for uid in events(content))
    return content


def events(content: bytes) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def is_call(uid: str) -> bool:
    return uid[:5] not in ("drive", "home-", "lunch")


def sequences(content: bytes) -> dict[str, int]:
    return {uid: int(event["sequence"]) for uid, event in events(content).items()}


def uids(workspace: Workspace, week: IsoWeek = WEEK) -> list[str]:
    days = workspace.planning.week(week).days
    return [f"{stop.call.uid}@loopwise" for day in days for stop in day.stops]


def without_stamp(content: bytes) -> bytes:
    return re.sub(rb"DTSTAMP:\w+", b"", content)


def test_that_every_call_is_an_event_in_utc_as_it_was_costed(
    planned: Workspace, tmp_path: Path
) -> None:
    found = events(export(planned, tmp_path))
    for day in planned.planning.week(WEEK).days:
        for stop in day.stops:
            event = found.pop(f"{stop.call.uid}@loopwise")
            begin = datetime(day.date.year, day.date.month, day.date.day, tzinfo=UTC)
            assert (event["dtstart"].dt - begin).total_seconds() == stop.timed.begin
            assert (event["dtend"].dt - begin).total_seconds() == stop.timed.leave
            assert (event["geo"].latitude, event["geo"].longitude) == stop.account.place
    assert not found


def test_that_no_time_zone_is_written_and_summer_time_is_minded(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.set_up({"time_zone": "Europe/Berlin"})
    account = workspace.records.make("account", {"name": "A", "lat": 53.9, "lon": -1.5})[0].id
    for day in (date(2026, 3, 27), date(2026, 3, 30)):  # the clocks change in between
        workspace.planning.assign(day, [account])
        call = workspace.planning.week(IsoWeek.of(day)).by_date[day].stops[0].call.id
        workspace.records.change("call", call, {"start": 10 * 3600})
    before = export(workspace, tmp_path, IsoWeek.of(date(2026, 3, 27)))
    after = export(workspace, tmp_path, IsoWeek.of(date(2026, 3, 30)))
    assert b"DTSTART:20260327T090000Z" in before
    assert b"DTSTART:20260330T080000Z" in after
    assert b"VTIMEZONE" not in before + after
    assert b"10:00" in before
    assert b"10:00" in after


def test_that_lines_are_folded_at_75_octets_and_end_in_cr_lf(
    workspace: Workspace, tmp_path: Path
) -> None:
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk, 台北市立聯合醫院附設藥局"
    made = workspace.records.make("account", {"name": name, "lat": 53.9, "lon": -1.5})
    workspace.planning.assign(MONDAY, [made[0].id])
    content = export(workspace, tmp_path)
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    [event] = events(content).values()
    assert event["summary"] == name


def test_that_a_second_export_differs_in_its_stamp_alone(
    planned: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(planned, tmp_path)
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-28T09:00:00+00:00")
    second = export(planned, tmp_path)
    assert first != second
    assert without_stamp(first) == without_stamp(second)


def test_that_a_sequence_rises_only_for_calls_whose_time_or_place_or_state_changed(
    planned: Workspace, tmp_path: Path
) -> None:
    before = sequences(export(planned, tmp_path))
    assert set(before.values()) == {0}
    first, second = planned.planning.week(WEEK).by_date[TUESDAY].stops[:2]
    planned.records.change("call", first.call.id, {"objective": "show the new drill"})
    planned.records.change("call", second.call.id, {"state": "confirmed"})
    after = sequences(export(planned, tmp_path))
    assert after.pop(f"{second.call.uid}@loopwise") == 1
    assert set(after.values()) == {0}


def test_that_a_sequence_never_falls_when_the_change_is_undone(
    planned: Workspace, tmp_path: Path
) -> None:
    export(planned, tmp_path)
    call = planned.planning.week(WEEK).by_date[MONDAY].stops[0].call
    uid = f"{call.uid}@loopwise"
    planned.records.change("call", call.id, {"start": 15 * 3600})
    assert sequences(export(planned, tmp_path))[uid] == 1
    planned.undo()
    assert sequences(export(planned, tmp_path))[uid] == 2
    assert sequences(export(planned, tmp_path))[uid] == 2


def test_that_an_export_is_no_step_to_undo(planned: Workspace, tmp_path: Path) -> None:
    head = planned.journal.heads()[0]
    export(planned, tmp_path)
    assert planned.journal.heads()[0] == head
    assert '"calls": 6' in (planned.fact("last_export") or "")


def test_that_changes_are_what_is_new_or_moved_and_nothing_else(
    planned: Workspace, tmp_path: Path
) -> None:
    everything = events(export(planned, tmp_path, changes=True))
    assert len(everything) == 6
    assert not events(export(planned, tmp_path, changes=True))
    stops = planned.planning.week(WEEK).by_date[TUESDAY].stops
    planned.records.change("call", stops[-1].call.id, {"state": "asked"})
    changed = events(export(planned, tmp_path, changes=True))
    assert list(changed) == [f"{stops[-1].call.uid}@loopwise"]


def test_that_a_removed_call_is_cancelled_once_by_changes(
    planned: Workspace, tmp_path: Path
) -> None:
    export(planned, tmp_path)
    gone = planned.planning.week(WEEK).by_date[MONDAY].stops[-1]
    planned.planning.remove([gone.call.id])
    changed = events(export(planned, tmp_path, changes=True))
    event = changed[f"{gone.call.uid}@loopwise"]
    assert (event["status"], int(event["sequence"])) == ("CANCELLED", 1)
    assert event["summary"] == gone.account.name
    assert not events(export(planned, tmp_path, changes=True))
    planned.undo()
    again = events(export(planned, tmp_path, changes=True))[f"{gone.call.uid}@loopwise"]
    assert (again["status"], int(again["sequence"])) == ("TENTATIVE", 2)


def test_that_a_call_put_in_another_week_is_moved_by_changes_and_not_cancelled(
    planned: Workspace, tmp_path: Path
) -> None:
    export(planned, tmp_path)
    call = planned.planning.week(WEEK).by_date[MONDAY].stops[0].call
    planned.planning.drop(NEXT.days[2], 0, calls=[call.id])
    moved = events(export(planned, tmp_path, changes=True))[f"{call.uid}@loopwise"]
    assert moved["dtstart"].dt.date() == NEXT.days[2]
    assert (moved["status"], int(moved["sequence"])) == ("TENTATIVE", 1)
    assert not events(export(planned, tmp_path, NEXT, changes=True))


def test_that_a_cancel_file_takes_out_all_that_was_exported(
    planned: Workspace, tmp_path: Path
) -> None:
    export(planned, tmp_path)
    content = export(planned, tmp_path, cancel=True)
    assert icalendar.Calendar.from_ical(content)["method"] == "CANCEL"
    taken = events(content)
    assert sorted(taken) == sorted(uids(planned))
    assert {event["status"] for event in taken.values()} == {"CANCELLED"}
    assert set(sequences(content).values()) == {1}
    assert set(sequences(export(planned, tmp_path)).values()) == {2}


def test_that_a_cancel_file_of_changes_has_only_what_is_gone(
    planned: Workspace, tmp_path: Path
) -> None:
    export(planned, tmp_path)
    gone = planned.planning.week(WEEK).by_date[TUESDAY].stops[0].call
    planned.planning.remove([gone.id])
    assert list(events(export(planned, tmp_path, cancel=True, changes=True))) == [
        f"{gone.uid}@loopwise"
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", ("TENTATIVE", "TRANSPARENT", "FREE")),
        ("asked", ("TENTATIVE", "OPAQUE", "TENTATIVE")),
        ("confirmed", ("CONFIRMED", "OPAQUE", "BUSY")),
    ],
)
def test_that_a_state_is_said_in_the_calendars_own_words(
    planned: Workspace, tmp_path: Path, state: str, said: tuple[str, str, str]
) -> None:
    call = planned.planning.week(WEEK).by_date[MONDAY].stops[0].call
    planned.records.change("call", call.id, {"state": state})
    event = events(export(planned, tmp_path))[f"{call.uid}@loopwise"]
    assert (event["status"], event["transp"], event["x-microsoft-cdo-busystatus"]) == said


def test_that_apple_finds_the_place_and_private_notes_stay_at_home(
    workspace: Workspace, tmp_path: Path
) -> None:
    values = {
        "name": 'The "Old" Mill\nGate',
        "street": "Mill Lane 1",
        "postcode": "LS1 1AA",
        "town": "Leeds",
        "phone": "0113 496 0142",
        "notes": "owner is difficult",
        "lat": 53.9,
        "lon": -1.5,
    }
    made = workspace.records.make(
        "account", {**values, "name": str(values["name"]).replace("\n", " ")}
    )
    workspace.planning.assign(MONDAY, [made[0].id])
    content = export(workspace, tmp_path)
    [event] = events(content).values()
    apple = event["x-apple-structured-location"]
    assert apple.params["x-title"] == event["location"]
    assert '"' not in event["location"]
    assert str(event["location"]) == "The 'Old' Mill Gate, Mill Lane 1, LS1 1AA Leeds"
    assert b"GEO:53.9;-1.5" in content
    assert "0113 496 0142" in event["description"]
    assert b"difficult" not in content


def test_that_a_reminder_comes_when_it_is_nearly_time_to_leave(
    planned: Workspace, tmp_path: Path
) -> None:
    content = export(planned, tmp_path, alarms=True)
    for stop in planned.planning.week(WEEK).by_date[MONDAY].stops:
        if stop.number > 1:
            continue  # before the others lunch may stand
        event = events(content)[f"{stop.call.uid}@loopwise"]
        [alarm] = event.walk("VALARM")
        assert alarm["action"] == "DISPLAY"
        assert alarm["trigger"].dt.total_seconds() == -(stop.timed.leg.seconds + 5 * 60)
        leave_at = figures.time_of_day(stop.timed.begin - stop.timed.leg.seconds)
        assert str(alarm["description"]) == f"Leave at {leave_at} for {stop.account.name}"
    assert content.count(b"BEGIN:VALARM") == 6
    assert b"VALARM" not in export(planned, tmp_path)


def test_that_a_changed_drive_alone_renews_the_reminder_and_leaves_the_sequence(
    planned: Workspace, tmp_path: Path
) -> None:
    call = planned.planning.week(WEEK).by_date[MONDAY].stops[0].call
    planned.records.change("call", call.id, {"start": 10 * 3600, "state": "confirmed"})
    export(planned, tmp_path, alarms=True)
    assert not events(export(planned, tmp_path, alarms=True, changes=True))
    planned.set_up({"base_lat": 53.85})
    changed = events(export(planned, tmp_path, alarms=True, changes=True))
    assert int(changed[f"{call.uid}@loopwise"]["sequence"]) == 0


def test_that_drives_and_lunch_are_events_between_the_calls(
    planned: Workspace, tmp_path: Path
) -> None:
    planned.set_up(EARLY_LUNCH)
    found = events(export(planned, tmp_path, drives=True))
    for day in planned.planning.week(WEEK).days:
        drives = [e for uid, e in found.items() if "@" in uid and uid[:5] in ("drive", "home-")]
        of_day = sorted(
            (e for e in drives if e["dtstart"].dt.date() == day.date), key=lambda e: e["dtstart"].dt
        )
        if not day.stops:
            assert not of_day
            continue
        ends = [*(stop.timed.arrive for stop in day.stops), day.cost.arrive]
        midnight = datetime(day.date.year, day.date.month, day.date.day, tzinfo=UTC)
        assert [(e["dtend"].dt - midnight).total_seconds() for e in of_day] == ends
        assert (of_day[0]["dtstart"].dt - midnight).total_seconds() == day.cost.leave
        assert {str(e["transp"]) for e in of_day} == {"OPAQUE"}
        assert str(of_day[0]["summary"]) == f"Drive to {day.stops[0].account.name}"
        [lunch] = [
            e
            for uid, e in found.items()
            if uid.startswith("lunch-") and e["dtstart"].dt.date() == day.date
        ]
        assert day.cost.lunch is not None
        assert (lunch["dtstart"].dt - midnight).total_seconds() == day.cost.lunch.opens
        assert (lunch["dtend"].dt - midnight).total_seconds() == day.cost.lunch.shuts
        assert str(lunch["transp"]) == "TRANSPARENT"


def test_that_drives_keep_their_names_and_rise_only_when_they_change(
    planned: Workspace, tmp_path: Path
) -> None:
    before = sequences(export(planned, tmp_path, drives=True))
    assert not events(export(planned, tmp_path, drives=True, changes=True))
    last = planned.planning.week(WEEK).by_date[TUESDAY].stops[-1]
    planned.planning.remove([last.call.id])
    changed = events(export(planned, tmp_path, drives=True, changes=True))
    assert changed[f"drive-{last.call.uid}@loopwise"]["status"] == "CANCELLED"
    assert changed[f"{last.call.uid}@loopwise"]["status"] == "CANCELLED"
    assert all(str(e["dtstart"].dt.date()) == str(TUESDAY) for e in changed.values())
    after = sequences(export(planned, tmp_path, drives=True))
    assert set(after) < set(before)
    home = next(uid for uid in after if uid.startswith(f"home-{TUESDAY}"))
    assert after.pop(home) == 1
    untouched = planned.planning.week(WEEK).by_date[MONDAY].stops
    assert all(after[f"drive-{stop.call.uid}@loopwise"] == 0 for stop in untouched)


def test_that_drives_no_longer_wanted_are_taken_out_by_changes_and_by_a_cancel_file(
    planned: Workspace, tmp_path: Path
) -> None:
    extras = {uid for uid in events(export(planned, tmp_path, drives=True)) if not is_call(uid)}
    gone = events(export(planned, tmp_path, changes=True))
    assert set(gone) == extras
    assert {str(event["status"]) for event in gone.values()} == {"CANCELLED"}
    export(planned, tmp_path, drives=True)
    assert extras < set(events(export(planned, tmp_path, cancel=True)))


def test_that_calendar_files_are_numbered_and_others_are_not(
    planned: Workspace, tmp_path: Path
) -> None:
    assert planned.exporting.file_name(WEEK, "ics") == "visits_2026-W49_rev1.ics"
    export(planned, tmp_path)
    export(planned, tmp_path, changes=True)
    assert planned.exporting.file_name(WEEK, "ics") == "visits_2026-W49_rev3.ics"
    assert planned.exporting.file_name(NEXT, "ics") == "visits_2026-W50_rev1.ics"
    assert planned.exporting.file_name(WEEK, "pdf") == "2026-W49.pdf"


def test_that_the_command_takes_drives_and_reminders(
    planned: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, line = tmp_path / "w.ics", ["export", "--week", "2026-W49", "--with-drives"]
    line += ["--with-alarms", "--territory", str(planned.file), "--json", "--out", str(out)]
    assert main([*line, "--to", "ics"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "calls": 6}
    content = out.read_bytes()
    assert content.count(b"BEGIN:VALARM") == 6
    assert content.count(b"UID:drive-") == 6
    assert main([*line, "--to", "csv"]) == 2


def test_that_khal_reads_drives_lunch_and_reminders(planned: Workspace, tmp_path: Path) -> None:
    khal = _Khal(tmp_path)
    planned.set_up(EARLY_LUNCH)
    content = export(planned, tmp_path, drives=True, alarms=True)
    khal.take(tmp_path / "visits.ics")
    assert len(khal.titles()) == len(events(content))
    assert sum("Lunch" in row for row in khal.titles()) == 2


def test_that_khal_reads_the_calls_and_takes_an_update_for_the_same_event(
    planned: Workspace, tmp_path: Path
) -> None:
    khal = _Khal(tmp_path)
    export(planned, tmp_path)
    khal.take(tmp_path / "visits.ics")
    assert len(khal.titles()) == 6
    call = planned.planning.week(WEEK).by_date[MONDAY].stops[0].call
    planned.records.change("call", call.id, {"start": 15 * 3600, "state": "confirmed"})
    export(planned, tmp_path, changes=True)
    khal.take(tmp_path / "visits.ics")
    rows = khal.titles()
    assert len(rows) == 6
    assert sum("15:00" in row for row in rows) == 1


class _Khal:
    """khal with a calendar of its own."""

    def __init__(self, folder: Path) -> None:
        self._config = folder / "khal.conf"
        self._config.write_text(
            f"[calendars]\n[[visits]]\npath = {folder / 'calendar'}\n"
            f"[sqlite]\npath = {folder / 'khal.db'}\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            "[default]\ndefault_calendar = visits\n"
        )
        (folder / "calendar").mkdir()

    def take(self, file: Path) -> None:
        self._run("import", "--batch", "-a", "visits", str(file))

    def titles(self) -> list[str]:
        """Start and title of each event of the week."""
        out = self._run("list", "--format", "=={start} {title}", str(MONDAY), "7d")
        return [line for line in out.splitlines() if line.startswith("==")]

    def _run(self, *words: str) -> str:
        khal = Path(sys.executable).with_name("khal")
        command = [str(khal), "-c", str(self._config), *words]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout
