"""Board, map, comparison, commands, paper, calendar, table and exported map tell one week alike."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from planner.cli import main
from planner.exchange import figures
from planner.workspace import IsoWeek, what_if
from ui import on_map
from ui.main_window import MainWindow

WEEK = IsoWeek(2026, 49)


@pytest.fixture
def told(window: MainWindow, file: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Each day that has calls as `loopwise itinerary` tells it, by date."""
    assert main(["--json", "itinerary", "--week", str(WEEK), "--territory", str(file)]) == 0
    days = json.loads(capsys.readouterr().out)["days"]
    return {day["date"]: day for day in days if day["stops"]}


def written(window: MainWindow, to: str, folder: Path) -> bytes:
    return window.desk.workspace.exporting.export(WEEK, to, folder / f"w.{to}").file.read_bytes()


def test_that_the_lanes_show_what_the_commands_say(
    window: MainWindow, told: dict[str, Any]
) -> None:
    assert window.desk.planned is not None
    assert len(told) >= 3
    for number, day in enumerate(window.desk.planned.days):
        header = window.week.board.headers[number]
        if not day.stops:
            assert day.date.isoformat() not in told
            continue
        said = told[day.date.isoformat()]
        cost = day.cost
        assert (said["metres"], said["seconds_driving"], said["seconds_working"], said["cost"]) == (
            cost.metres, cost.seconds_driving, cost.seconds_working, cost.cost
        )  # fmt: skip
        units = window.desk.planned.territory.units
        assert header.text.startswith(figures.distance(said["metres"], units))
        assert figures.duration(said["seconds_working"]) in header.text
        rows = window.week.board.lanes[number].model()
        for row, stop in enumerate(said["stops"]):
            words = rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            assert stop["name"] in words
            assert figures.time_of_day(day.stops[row].timed.begin) in words


def test_that_the_map_draws_the_stops_in_the_order_of_the_commands(
    window: MainWindow, told: dict[str, Any]
) -> None:
    assert window.desk.planned is not None
    drawn = {
        tour.day: [stop.call for stop in tour.stops] for tour in on_map.tours(window.desk.planned)
    }
    for day, said in told.items():
        placed = [stop["call"] for stop in said["stops"] if stop["lat"] is not None]
        assert drawn[datetime.fromisoformat(day).weekday()] == placed


def test_that_the_comparison_starts_from_the_same_figures(
    window: MainWindow, told: dict[str, Any]
) -> None:
    for day, compared in window.desk.comparisons.items():
        if day.isoformat() in told:
            said = told[day.isoformat()]
            planned = compared.planned
            assert (planned.metres, planned.seconds, planned.cost) == (
                said["metres"], said["seconds_driving"], said["cost"]
            )  # fmt: skip


def test_that_the_calendar_has_the_moments_of_the_commands(
    window: MainWindow, told: dict[str, Any], tmp_path: Path
) -> None:
    calendar = icalendar.Calendar.from_ical(written(window, "ics", tmp_path))
    events = sorted(
        (e["dtstart"].dt, e["dtend"].dt, str(e["summary"])) for e in calendar.walk("VEVENT")
    )
    stops = [stop for said in told.values() for stop in said["stops"]]
    assert [event[1:] for event in events] == [
        (datetime.fromisoformat(stop["leave"]), stop["name"]) for stop in stops
    ]
    assert window.desk.territory is not None
    zone = ZoneInfo(window.desk.territory.time_zone)
    assert {event[0].astimezone(zone).date().isoformat() for event in events} == set(told)


def test_that_the_table_has_their_metres_and_seconds(
    window: MainWindow, told: dict[str, Any], tmp_path: Path
) -> None:
    text = written(window, "csv", tmp_path).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    stops = [(day, stop) for day in told.values() for stop in day["stops"]]
    assert len(rows) == len(stops)
    for row, (day, stop) in zip(rows, stops, strict=True):
        assert int(row["leg_metres"]) == stop["leg"]["metres"]
        assert int(row["leg_seconds"]) == stop["leg"]["seconds"]
        assert int(row["day_metres"]) == day["metres"]
        assert int(row["day_seconds_driving"]) == day["seconds_driving"]
        assert float(row["day_cost"]) == day["cost"]


def test_that_paper_and_exported_map_print_their_figures(
    window: MainWindow, told: dict[str, Any], tmp_path: Path
) -> None:
    assert window.desk.territory is not None
    page = written(window, "html", tmp_path).decode("utf-8")
    reader = PdfReader(io.BytesIO(written(window, "pdf", tmp_path)))
    sheets = [sheet.extract_text() for sheet in reader.pages]
    for day, said in told.items():
        far = figures.distance(said["metres"], window.desk.territory.units)
        long = figures.duration(said["seconds_working"])
        assert f"{far} \\u00b7 {long}" in page
        name = figures.long_date(datetime.fromisoformat(day).date())
        sheet = next(text for text in sheets[1:] if name in text)
        assert far in sheet
        assert long in sheet


def test_that_the_chips_tell_how_far_the_days_of_a_drag_become(window: MainWindow) -> None:
    week = window.desk.planned
    assert week is not None
    monday, tuesday = week.days[0], week.days[1]
    call = next(s.call.id for s in monday.stops if not s.call.locked)
    drop = what_if.drop(week, tuesday.date, 0, calls=[call])
    shown = on_map.preview(week, drop)
    assert shown is not None
    labels = {tour.day: tour.label for tour in shown.after}
    for day in (monday, tuesday):
        now = figures.distance(day.cost.metres, "km").removesuffix(" km")
        then = figures.distance(drop.after[day.date].metres, "km")
        name = figures.short_weekday(day.date.weekday())
        assert labels[day.date.weekday()] == f"{name} {now} → {then}"
    assert {tour.label for tour in shown.before} == {"Mon", "Tue"}


def test_that_the_head_of_a_lane_names_the_month_where_there_is_room(window: MainWindow) -> None:
    header = window.week.board.headers[0]
    titles: list[str] = []
    for width in range(header.width(), 30, -1):
        header.resize(width, header.height())
        if titles[-1:] != [header.title]:
            titles.append(header.title)
    assert titles == ["Mon 30 Nov", "Mon 30", "Mon"]
