"""Busy times on the board and the map: shown quietly, dragged and counted by nobody."""

from __future__ import annotations

from typing import Any

import pytest

from planner.workspace import IsoWeek
from planner.workspace.busy_times import number_of
from ui import on_map
from ui.main_window import MainWindow
from ui.week.needs import needs_of

WEEK = IsoWeek(2026, 49)
MON = WEEK.days[0]
HOUR = 3600


@pytest.fixture
def busy(window: MainWindow, qtbot: Any) -> MainWindow:
    values = {"date": MON, "start": 13 * HOUR, "end": 14 * HOUR, "text": "Dentist"}
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(lambda w: w.records.make("block", values)[1])
    return window


def monday(window: MainWindow) -> Any:
    assert window.desk.planned is not None
    return window.desk.planned.by_date[MON]


def test_that_a_busy_time_is_shown_among_the_calls_and_counted_by_nobody(
    busy: MainWindow, qtbot: Any
) -> None:
    lane = busy.week.board.lanes[0]
    (block,) = monday(busy).blocks
    row = lane.lane.row_of(block.call.id)
    assert lane.lane.index(row).data() == "Dentist"
    assert f"{len(monday(busy).calls)} calls" in busy.week.board.headers[0].text
    lane.choose(row)
    assert lane.selected_calls() == []
    assert busy.week.selected_calls == []
    qtbot.waitUntil(lambda: not lane.grab().isNull())


def test_that_the_map_drives_there_and_numbers_the_calls(busy: MainWindow) -> None:
    assert busy.desk.planned is not None
    tour = next(t for t in on_map.tours(busy.desk.planned) if t.day == 0)
    numbers = [stop.number for stop in tour.stops]
    assert numbers.count(0) == 1
    assert [n for n in numbers if n] == list(range(1, len(numbers)))
    place = next(stop for stop in tour.stops if not stop.number)
    assert (place.lat, place.lon) == tour.start


def test_that_opening_it_does_not_open_an_account(busy: MainWindow, qtbot: Any) -> None:
    key = monday(busy).blocks[0].call.id
    with qtbot.assertNotEmitted(busy.week.account_opened):
        with qtbot.waitSignal(busy.week.busy_time_opened) as opened:
            busy.week.board.call_opened.emit(key)
    number = number_of(opened.args[0])
    assert number is not None
    assert busy.desk.workspace.records.get("block", number).text == "Dentist"  # type: ignore[attr-defined]


def test_that_limits_of_a_day_need_the_rep(window: MainWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(lambda w: w.set_up({"most_driving": HOUR, "most_working": HOUR}))
    needs = needs_of(window.desk.planned, [])
    words = [need.words for need in needs if need.name == "Monday"]
    assert any("at the wheel" in text for text in words)
    assert any("of work" in text for text in words)
    assert "more driving than you want" in window.week.board.headers[0].toolTip()
