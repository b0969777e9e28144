"""When an account is shut, and the days that nobody works: what the lanes show of both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPixmap

from planner.tours.model import Window
from planner.workspace import IsoWeek, Workspace, what_if
from ui.main_window import MainWindow
from ui.week import weekend
from ui.week.cheapest import cheapest_days
from ui.week.open_hours import shut_spans
from ui.week.view import WeekScreen

WEEK = IsoWeek.of(date(2026, 11, 30))
MON, TUE, SAT = WEEK.days[0], WEEK.days[1], WEEK.days[5]
HOUR = 3600
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    leeds = {"base_lat": 53.8, "base_lon": -1.55, "base_name": "Leeds", "currency": "GBP"}
    with Workspace.new(tmp_path / "t.loopwise", leeds) as opened:
        hours = [[0, 8 * HOUR, 11 * HOUR], [0, 13 * HOUR, 16 * HOUR], [5, 9 * HOUR, 12 * HOUR]]
        for i in range(3):
            opened.records.make(
                "account",
                {"name": f"Account {i}", "lat": 53.9, "lon": -1.5 - i / 10, "opening_hours": hours},
            )
        opened.planning.assign(MON, [1, 2])
        yield opened


@pytest.fixture
def screen(workspace: Workspace, qtbot: Any) -> WeekScreen:
    made = WeekScreen()
    qtbot.addWidget(made)
    made.resize(1302, 696)
    made.set_rows({row.id: row for row in workspace.accounts.rows()}, date(2026, 11, 27))
    made.set_week(workspace.planning.week(WEEK))
    made.show()
    qtbot.waitExposed(made)
    return made


def ground(screen: WeekScreen, day: date, hour: float) -> set[str]:
    """The colours of a few pixels beside the cards at an hour of a lane."""
    lane = screen.board.lane_of(day)
    assert lane is not None
    pixels: QPixmap = lane.viewport().grab()
    image, y = pixels.toImage(), screen.board.axis.y(hour * HOUR)
    return {QColor(image.pixel(x, y + dy)).name() for x in range(1, 5) for dy in range(4)}


def test_that_shut_is_what_lies_between_the_windows() -> None:
    windows = [Window(9, 12), Window(13, 17)]
    assert shut_spans(windows, 8, 18) == [(8, 9), (12, 13), (17, 18)]
    assert shut_spans(windows, 10, 15) == [(12, 13)]
    assert shut_spans(windows, 2, 5) == [(2, 5)]
    assert shut_spans((), 8, 18) == [(8, 18)]


def test_that_the_hours_an_account_is_shut_are_shaded_while_it_is_selected(
    screen: WeekScreen,
) -> None:
    plain = ground(screen, MON, 12.1), ground(screen, TUE, 10.1)
    assert ground(screen, MON, 14.1) == plain[0]
    screen.select({3})
    assert ground(screen, MON, 12.1) != plain[0]  # shut over noon
    assert ground(screen, MON, 14.1) == plain[0]
    assert ground(screen, TUE, 10.1) != plain[1]  # shut all day
    screen.select({1, 3})
    assert (ground(screen, MON, 12.1), ground(screen, TUE, 10.1)) == plain


def test_that_the_shading_stays_while_the_account_is_dragged(
    screen: WeekScreen, qtbot: Any
) -> None:
    plain = ground(screen, TUE, 10.1)
    lane = screen.board.lane_of(MON)
    assert lane is not None
    card = lane.visualRect(lane.lane.index(0)).center()
    qtbot.mousePress(lane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, card)
    qtbot.mouseMove(lane.viewport(), card + QPoint(0, 15))
    qtbot.mouseMove(lane.viewport(), card + QPoint(0, 40))
    assert screen.dragging.drag.active
    assert ground(screen, TUE, 10.1) != plain
    screen.back()


def test_that_a_week_has_its_free_days_in_reserve(workspace: Workspace) -> None:
    week = workspace.planning.week(WEEK)
    assert len(week.days) == 5
    assert [day.date for day, _frame in week.spare] == list(WEEK.days[5:])
    whole = week.whole()
    assert [day.date for day in whole.days] == list(WEEK.days)
    assert (whole.spare, whole.metres) == ((), week.metres)
    call = week.by_date[MON].stops[0].call.id
    assert what_if.drop(week, SAT, 0, calls=[call]).refused == "day_off"
    drop = what_if.drop(whole, SAT, 0, calls=[call])
    assert not drop.refused
    assert len(drop.after[SAT].stops) == 1


def test_that_a_free_day_shown_is_not_offered_as_the_cheapest(workspace: Workspace) -> None:
    workspace.records.change("account", 3, {"opening_hours": [[5, 8 * HOUR, 17 * HOUR]]})
    whole, rows = workspace.planning.week(WEEK).whole(), workspace.accounts.rows(ids={3})
    assert cheapest_days(whole, rows) == {3: None}
    workspace.planning.drop(SAT, 0, accounts=[1])
    found = cheapest_days(workspace.planning.week(WEEK), rows)[3]
    assert found is not None
    assert found[0] == 5


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Other tests start without the days of this one."""
    weekend.remember(False)
    yield
    weekend.remember(False)


@pytest.mark.usefixtures("forgetful")
def test_that_free_days_are_opened_by_mouse_and_key_and_remembered(
    window: MainWindow, qtbot: Any
) -> None:
    board = window.week.board
    assert [lane.weekday for lane in board.lanes] == [0, 1, 2, 3, 4]
    assert board.strip.isVisible()
    assert board.strip.text() == "Sat · Sun"
    qtbot.mouseClick(board.strip, LEFT)
    assert [lane.weekday for lane in board.lanes] == list(range(7))
    assert not board.strip.isVisible()
    assert weekend.remembered()
    qtbot.mouseClick(board.lanes[5].viewport(), LEFT)
    assert board.current_day == WEEK.days[5]  # so D opens its form
    window.named["every_day"].trigger()
    assert [lane.weekday for lane in board.lanes] == [0, 1, 2, 3, 4]
    assert board.lanes[0].hasFocus()
    assert not weekend.remembered()


@pytest.mark.usefixtures("forgetful")
def test_that_a_call_is_put_on_a_free_day(window: MainWindow, qtbot: Any) -> None:
    window.named["every_day"].trigger()
    assert window.desk.planned is not None
    stop = next(s for s in window.desk.planned.by_date[MON].stops if not s.call.locked)
    hours = {"opening_hours": [[5, 8 * HOUR, 17 * HOUR]]}
    with qtbot.waitSignal(window.desk.week_changed):
        window.desk.change(lambda w: w.records.change("account", stop.account.id, hours)[1])
    window.desk.select((stop.account.id,))
    with qtbot.waitSignal(window.desk.changed):
        window.named["put_on_5"].trigger()
    saturday = window.desk.planned.by_date[WEEK.days[5]]
    assert [s.account.id for s in saturday.stops] == [stop.account.id]


@pytest.mark.usefixtures("forgetful")
def test_that_a_drag_opens_the_free_days_and_goes_on_to_them(
    window: MainWindow, qtbot: Any
) -> None:
    assert window.desk.planned is not None
    screen, board = window.week, window.week.board
    stop = next(s for s in window.desk.planned.by_date[MON].stops if not s.call.locked)
    hours = {"opening_hours": [[0, 0, 86400], [5, 8 * HOUR, 17 * HOUR]]}
    with qtbot.waitSignal(window.desk.week_changed):
        window.desk.change(lambda w: w.records.change("account", stop.account.id, hours)[1])
    lane = board.lanes[0]
    held, source = lane.visualRect(lane.lane.index(stop.number - 1)).center(), lane.viewport()
    qtbot.mousePress(source, LEFT, Qt.KeyboardModifier.NoModifier, held)
    qtbot.mouseMove(source, held + QPoint(0, 15))
    strip = board.strip.mapToGlobal(board.strip.rect().center())
    qtbot.mouseMove(source, source.mapFromGlobal(strip))
    assert screen.dragging.drag.tag_text
    qtbot.waitUntil(lambda: len(board.lanes) == 7)
    assert screen.dragging.drag.active
    saturday = board.lanes[5].viewport().mapToGlobal(QPoint(30, 100))
    qtbot.mouseMove(source, source.mapFromGlobal(saturday))
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseRelease(
            source, LEFT, Qt.KeyboardModifier.NoModifier, source.mapFromGlobal(saturday)
        )
    planned = window.desk.planned.by_date[WEEK.days[5]]
    assert [s.account.id for s in planned.stops] == [stop.account.id]
