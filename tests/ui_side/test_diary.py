"""Busy times and nights away in the window: made, changed, brought in, chosen, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu, QPushButton

from planner.workspace import IsoWeek
from planner.workspace.nights import offers
from ui.main_window import MainWindow
from ui.records.day import set_up_day
from ui.records.dialog import RecordDialog
from ui.settings.view import SettingsDialog

WEEK = IsoWeek(2026, 49)
MON, TUE, WED = WEEK.days[:3]
HOUR = 3600
ICS = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:dentist
SUMMARY:Dentist
DTSTART:20261201T093000Z
DTEND:20261201T103000Z
END:VEVENT
END:VCALENDAR
"""


def day_of(window: MainWindow, day: Any = MON) -> Any:
    assert window.desk.planned is not None
    return window.desk.planned.by_date[day]


def changed(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        do()
    qtbot.waitUntil(lambda: not window.findChildren(RecordDialog), timeout=10_000)


def form(window: MainWindow, qtbot: Any) -> RecordDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(RecordDialog)), timeout=10_000)
    return window.findChildren(RecordDialog)[-1]


def press(dialog: RecordDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def test_that_a_busy_time_is_made_changed_deleted_and_undone(
    window: MainWindow, qtbot: Any
) -> None:
    window.week.board.lanes[0].setFocus()
    window.week.board.lanes[0].choose(0)
    window.named["busy_time"].trigger()
    dialog = form(window, qtbot)
    dialog.form.editor("start").set_text("13:00")
    dialog.form.editor("end").set_text("14:30")
    dialog.form.editor("text").set_text("Sales meeting")
    dialog.form.editor("place_name").set_text("York")
    changed(window, qtbot, lambda: press(dialog, "Save"))
    (block,) = day_of(window).blocks
    assert (block.account.name, block.timed.stop.seconds) == ("Sales meeting", 90 * 60)
    assert abs(block.timed.stop.place[1] + 1.08) < 0.1
    window.week.board.call_opened.emit(block.call.id)
    dialog = form(window, qtbot)
    dialog.form.editor("text").set_text("Review")
    changed(window, qtbot, lambda: press(dialog, "Save"))
    assert [s.account.name for s in day_of(window).blocks] == ["Review"]
    window.week.board.call_opened.emit(block.call.id)
    dialog = form(window, qtbot)
    changed(window, qtbot, lambda: press(dialog, "Delete"))
    assert day_of(window).blocks == ()
    for _step in range(3):
        changed(window, qtbot, window.named["undo"].trigger)
    assert day_of(window).blocks == ()


def test_that_a_busy_time_that_ends_before_it_begins_is_refused_in_its_form(
    window: MainWindow, qtbot: Any
) -> None:
    window.diary_link.new_busy_time(MON)
    dialog = form(window, qtbot)
    dialog.form.editor("end").set_text("08:00")
    press(dialog, "Save")
    qtbot.waitUntil(dialog.form._problem.isVisible, timeout=10_000)
    assert "has to end later" in dialog.form._problem.text()
    dialog.reject()


def test_that_a_calendar_is_brought_in_and_undone_as_one(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    file = tmp_path / "mine.ics"
    file.write_text(ICS)
    with qtbot.waitSignal(window.week.said, timeout=10_000) as said:
        changed(window, qtbot, lambda: window.diary_link.bring_in(file))
    assert said.args == ["1 busy time added"]
    assert [s.account.name for s in day_of(window, TUE).blocks] == ["Dentist"]
    with qtbot.waitSignal(window.week.said, timeout=10_000) as said:
        window.diary_link.bring_in(file)
    assert said.args == ["1 as they were"]
    changed(window, qtbot, window.named["undo"].trigger)
    assert day_of(window, TUE).blocks == ()
    file.write_text("no calendar")
    with qtbot.waitSignal(window.week.refused, timeout=10_000) as refused:
        window.diary_link.bring_in(file)
    assert "cannot be read as a calendar" in refused.args[0]


def test_that_a_night_away_is_chosen_from_priced_places(window: MainWindow, qtbot: Any) -> None:
    inn = {"name": "Dales & Inn", "lat": 53.96, "lon": -2.02, "price": 84.0}
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(lambda w: w.records.make("hotel", inn)[1])
    menu = window.diary_link.menu_of(MON, offers(window.desk.workspace, MON))
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[1] == "At home"
    assert texts[2].startswith("Dales && Inn: £84 a night, ")
    assert [a.isChecked() for a in menu.actions()[1:3]] == [True, False]
    before = day_of(window)
    changed(window, qtbot, menu.actions()[2].trigger)
    assert (day_of(window).end_name, day_of(window, TUE).start_name) == ("Dales & Inn",) * 2
    changed(window, qtbot, window.named["undo"].trigger)
    assert day_of(window).cost == before.cost
    assert day_of(window, TUE).start_name == before.end_name


def test_that_n_offers_where_to_sleep_and_a_hotel_can_be_added(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    popped: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: popped.append(menu))
    with qtbot.waitSignal(window.week.refused) as refused:
        window.week.board._focused = None
        window.named["sleep"].trigger()
    assert refused.args == ["Click on a day first."]
    window.week.board.lanes[0].choose(0)
    window.week.board._focused = MON
    window.named["sleep"].trigger()
    qtbot.waitUntil(lambda: bool(popped), timeout=10_000)
    next(a for a in popped[0].actions() if a.text() == "New hotel…").trigger()
    dialog = form(window, qtbot)
    dialog.form.editor("name").set_text("Station Inn, York")
    dialog.form.editor("price").set_text("91.50")
    changed(window, qtbot, lambda: press(dialog, "Save"))
    (hotel,) = window.desk.workspace.records.every("hotel")
    assert (hotel.price, round(hotel.lat)) == (91.5, 54)  # type: ignore[attr-defined]


def test_that_a_hotel_is_changed_from_the_same_menu(window: MainWindow, qtbot: Any) -> None:
    inn = {"name": "Inn", "lat": 53.96, "lon": -2.02, "price": 84.0}
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(lambda w: w.records.make("hotel", inn)[1])
    menu = window.diary_link.menu_of(MON, offers(window.desk.workspace, MON))
    hotels: Any = menu.actions()[-1].menu()
    hotels.actions()[0].trigger()
    dialog = form(window, qtbot)
    dialog.form.editor("price").set_text("70")
    changed(window, qtbot, lambda: press(dialog, "Save"))
    assert [h.price for h in window.desk.workspace.records.every("hotel")] == [70.0]  # type: ignore[attr-defined]


def test_that_a_note_on_a_holiday_leaves_it_off_and_unticking_works_on_it(
    window: MainWindow, qtbot: Any
) -> None:
    christmas = date(2026, 12, 25)
    workspace = window.desk.workspace
    assert workspace.territory.country == "GB"
    set_up_day(workspace, christmas, {"note": "Family"})
    week = IsoWeek.of(christmas)
    assert not workspace.planning.week(week).by_date[christmas].working
    workspace.undo()
    window.day_link.set_up(christmas)
    dialog = form(window, qtbot)
    off: Any = dialog.form.editor("day_off")
    assert off.isChecked()
    off.setChecked(False)
    changed(window, qtbot, lambda: press(dialog, "Save"))
    assert workspace.planning.week(week).by_date[christmas].working


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("most_driving", "04:30", 4.5 * HOUR),
        ("most_working", "", None),
        ("smallest_gap", "10", 10),
        ("not_before_share", "0.5", 0.5),
        ("hour_worth", "32", 32.0),
        ("prospect_hours", "3", 3.0),
    ],
)
def test_that_settings_of_planning_are_kept(
    window: MainWindow, qtbot: Any, field: str, typed: str, kept: Any
) -> None:
    window.screens.open_settings()
    dialog = window.findChildren(SettingsDialog)[-1]
    qtbot.waitUntil(lambda: hasattr(dialog, "_values"), timeout=10_000)
    dialog.form(field).editor(field).set_text(typed)
    dialog._save()
    qtbot.waitUntil(lambda: not window.findChildren(SettingsDialog), timeout=10_000)
    assert getattr(window.desk.workspace.territory, field) == kept
