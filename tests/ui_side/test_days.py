"""A day off, other hours, another start or end: set in the window, driven by all that costs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from planner.workspace import IsoWeek
from ui.main_window import MainWindow
from ui.records.dialog import RecordDialog

WEEK = IsoWeek(2026, 49)
TUESDAY = WEEK.days[1]


def form_of_tuesday(window: MainWindow, qtbot: Any) -> RecordDialog:
    window.day_link.set_up(TUESDAY)
    qtbot.waitUntil(lambda: bool(window.findChildren(RecordDialog)), timeout=10_000)
    return window.findChildren(RecordDialog)[-1]


def saved(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        do()
    qtbot.waitUntil(lambda: not window.findChildren(RecordDialog), timeout=10_000)


def press(dialog: RecordDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def tuesday(window: MainWindow) -> Any:
    assert window.desk.planned is not None
    return window.desk.planned.by_date[TUESDAY]


def test_that_a_day_can_start_elsewhere_and_undo_takes_it_home(
    window: MainWindow, qtbot: Any
) -> None:
    as_usual = tuesday(window)
    dialog = form_of_tuesday(window, qtbot)
    qtbot.keyClicks(dialog.form.editor("start_name"), "York")
    saved(window, qtbot, lambda: press(dialog, "Save"))
    assert tuesday(window).start_name == "York"
    assert "starts from York" in window.week.board.headers[1].toolTip()
    assert tuesday(window).cost.metres != as_usual.cost.metres
    saved(window, qtbot, window.named["undo"].trigger)
    assert tuesday(window).start_name == as_usual.start_name
    assert tuesday(window).cost == as_usual.cost


def test_that_a_day_off_refuses_calls(window: MainWindow, qtbot: Any) -> None:
    assert window.desk.planned is not None
    dialog = form_of_tuesday(window, qtbot)
    dialog.form.editor("day_off").setChecked(True)  # type: ignore[union-attr]
    saved(window, qtbot, lambda: press(dialog, "Save"))
    assert not tuesday(window).working
    monday = window.desk.planned.by_date[WEEK.days[0]]
    free = next(stop for stop in monday.stops if not stop.call.locked)
    window.desk.select((free.account.id,))
    window.named["put_on_1"].trigger()
    assert window.notice.text == "That is a day off."


def test_that_a_day_becomes_as_all_others_again(window: MainWindow, qtbot: Any) -> None:
    as_usual = tuesday(window).cost
    dialog = form_of_tuesday(window, qtbot)
    qtbot.keyClicks(dialog.form.editor("work_start"), "10:00")
    saved(window, qtbot, lambda: press(dialog, "Save"))
    assert tuesday(window).cost.leave >= 10 * 3600
    again = form_of_tuesday(window, qtbot)
    assert again.form.editor("work_start").text() == "10:00"
    saved(window, qtbot, lambda: press(again, "Delete"))
    assert tuesday(window).cost == as_usual


def test_that_a_place_nobody_knows_is_said_and_nothing_written(
    window: MainWindow, qtbot: Any
) -> None:
    before = len(window.desk.workspace.records.every("itinerary"))
    dialog = form_of_tuesday(window, qtbot)
    qtbot.keyClicks(dialog.form.editor("end_name"), "Xyzzyville")
    press(dialog, "Save")
    qtbot.waitUntil(lambda: "Xyzzyville" in dialog.form._problem.text(), timeout=10_000)
    assert len(window.desk.workspace.records.every("itinerary")) == before
    dialog.reject()


def test_that_the_head_of_a_lane_has_its_menu(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    menus: list[QMenu] = []
    monkeypatch.setattr(window.day_link, "set_up", asked.append)
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menus.append(menu))
    header = window.week.board.headers[1]
    at = header.rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, header.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(header, event)
    menus[0].actions()[0].trigger()
    assert asked == [TUESDAY]


def test_that_the_key_asks_about_the_day_used_last(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(window.day_link, "set_up", asked.append)
    window.named["set_up_day"].trigger()
    assert asked == []
    assert window.notice.text == "Click on a day first."
    window.week.board.lanes[1].setFocus()
    window.named["set_up_day"].trigger()
    assert asked == [TUESDAY]
