"""What a salesperson is responsible for, by its lines: tour management, with the mouse."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from planner.workspace import IsoWeek
from ui.main_window import MainWindow
from ui.week.compare_panel import facts_of

MON, TUE = IsoWeek(2026, 49).days[:2]
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def card(window: MainWindow, day: date, row: int) -> tuple[QWidget, QPoint]:
    lane = window.week.board.lane_of(day)
    assert lane is not None
    return lane.viewport(), lane.visualRect(lane.lane.index(row)).center()


def names(window: MainWindow, day: date) -> list[str]:
    assert window.desk.planned is not None
    return [stop.account.name for stop in window.desk.planned.by_date[day].stops]


def test_that_line_5_1_the_rep_plans_the_journey_by_dragging_with_its_price_before_the_drop(
    window: MainWindow, qtbot: Any
) -> None:
    before = names(window, MON)
    widget, at = card(window, MON, 1)
    below, there = card(window, TUE, 1)
    to = widget.mapFromGlobal(below.mapToGlobal(there + QPoint(0, 14)))
    qtbot.mousePress(widget, LEFT, NO_KEY, at)
    qtbot.mouseMove(widget, at + QPoint(0, 15))
    qtbot.mouseMove(widget, to)
    tag = window.week.dragging.drag.tag_text
    assert "km" in tag
    assert "min" in tag
    assert names(window, MON) == before
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        qtbot.mouseRelease(widget, LEFT, NO_KEY, to)
    assert names(window, TUE)[2] == before[1]
    assert before[1] not in names(window, MON)
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        window.named["undo"].trigger()
    assert names(window, MON) == before


def test_that_line_5_2_loop_and_zigzag_of_the_reps_own_day_are_compared_and_one_is_taken(
    window: MainWindow, qtbot: Any
) -> None:
    panel, week = window.week.compare_panel, window.desk.planned
    assert week is not None
    area = next(area for day, area in window.week.loops._rows() if day == MON)
    qtbot.mouseClick(window.week.loops, LEFT, NO_KEY, area.center())
    qtbot.waitUntil(panel.isVisible, timeout=20_000)
    compared = window.desk.comparisons[MON]
    loop, zigzag = (facts_of(week, MON, getattr(compared, s)) for s in ("loop", "zigzag"))
    assert panel.facts["loop"] == loop
    assert panel.facts["zigzag"] == zigzag
    assert loop.metres < zigzag.metres
    assert loop.cost < zigzag.cost
    assert window.map._scene.comparison is not None
