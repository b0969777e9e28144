"""The window on the sample territory: everything in it shows the same, by mouse, key and name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton

from planner.store.errors import DiskFull
from planner.workspace import IsoWeek, Workspace
from ui.main_window import MainWindow

WEEK = IsoWeek(2026, 49)
MONDAY, TUESDAY = WEEK.days[0], WEEK.days[1]


def _settled(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    """Do something that changes records, and wait until the window has heard of it."""
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        do()


def _day(window: MainWindow, day: date) -> list[int]:
    assert window.desk.planned is not None
    return [stop.call.id for stop in window.desk.planned.by_date[day].stops]


def _texts(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


# What is shown


def test_that_the_week_to_plan_is_shown_with_its_figures(window: MainWindow) -> None:
    assert window.desk.planned is not None
    assert window.desk.planned.week == WEEK
    assert window.top_bar.title.text() == "Week 49"
    assert window.top_bar.dates.text() == "30 Nov – 4 Dec"
    assert f"{window.desk.planned.calls} calls" in window.top_bar.totals.text()
    assert "est." in window.top_bar.totals.text()
    assert "Offline, everything works" in _texts(window)
    assert "mine" in window.windowTitle()


def test_that_ctrl_page_down_shows_the_week_after(window: MainWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(window.desk.week_changed):
        qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.title.text() == "Week 50"
    with qtbot.waitSignal(window.desk.week_changed):
        window.named["week_before"].trigger()
    assert window.top_bar.title.text() == "Week 49"


# Changes


def test_that_a_call_put_on_another_day_is_undone_by_its_notice(
    window: MainWindow, qtbot: Any
) -> None:
    monday = _day(window, MONDAY)
    assert window.desk.planned is not None
    stop = next(s for s in window.desk.planned.by_date[MONDAY].stops if not s.call.locked)
    window.desk.select((stop.account.id,))
    _settled(window, qtbot, window.named["put_on_1"].trigger)
    assert stop.call.id in _day(window, TUESDAY)
    assert stop.account.name in window.notice.text
    assert window.named["undo"].isEnabled()
    assert stop.account.name in window.named["undo"].text()
    _settled(window, qtbot, window.notice._button.click)
    assert _day(window, MONDAY) == monday
    assert not window.named["undo"].isEnabled()
    _settled(window, qtbot, window.named["redo"].trigger)
    assert stop.call.id in _day(window, TUESDAY)


def test_that_a_change_reads_again_only_what_it_touched(window: MainWindow, qtbot: Any) -> None:
    assert window.desk.planned is not None
    stop = next(s for s in window.desk.planned.by_date[MONDAY].stops if not s.call.locked)
    told: list[Any] = []
    window.desk.rows_changed.connect(told.append)
    _settled(window, qtbot, lambda: window.desk.drop(TUESDAY, 0, [stop.call.id]))
    assert len(told) == 1
    assert told[0] is not None
    assert stop.account.id in told[0]
    assert len(told[0]) < 20


def test_that_what_cannot_be_is_said_and_nothing_changes(window: MainWindow, qtbot: Any) -> None:
    monday = _day(window, MONDAY)
    unplaced = next(row for row in window.desk.rows.values() if row.place is None)
    window.desk.select((unplaced.id,))
    window.named["put_on_0"].trigger()
    qtbot.waitUntil(lambda: unplaced.name in window.notice.text)
    assert _day(window, MONDAY) == monday
    window.expected.clear()  # type: ignore[attr-defined]


def test_that_a_drop_shows_on_the_map_before_it_is_saved(window: MainWindow, qtbot: Any) -> None:
    assert window.desk.planned is not None
    stop = next(s for s in window.desk.planned.by_date[MONDAY].stops if not s.call.locked)
    before, told = window.map._scene.tours, []
    window.map.painted.connect(lambda what: told.append("painted") if "tours" in what else None)
    window.desk.week_changed.connect(lambda _week: told.append("board"))
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.week.drop_wanted.emit(TUESDAY, 0, [stop.call.id], [])
        drawn = window.map._scene.tours
        assert drawn != before
        assert window.map._told == window.map._scene  # handed to the page already
    assert told[-1] == "board"
    assert stop.call.id in _day(window, TUESDAY)
    assert window.map._scene.tours == drawn  # the week that came back is the same


def test_that_a_drop_the_disk_refuses_is_put_back(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise DiskFull(window.desk.workspace.file)

    monkeypatch.setattr(type(window.desk.workspace.planning), "drop", refuse)
    assert window.desk.planned is not None
    stop = next(s for s in window.desk.planned.by_date[MONDAY].stops if not s.call.locked)
    monday, before = _day(window, MONDAY), window.map._scene.tours
    with qtbot.waitSignal(window.desk.jobs.failed, timeout=10_000):
        window.week.drop_wanted.emit(TUESDAY, 0, [stop.call.id], [])
        assert window.map._scene.tours != before
    assert window.map._scene.tours == before
    assert [stop.call.id for stop in window.week.board.lanes[0].lane.stops] == monday
    window.expected.clear()  # type: ignore[attr-defined]


def test_that_a_copied_week_stands_in_the_next(window: MainWindow, qtbot: Any) -> None:
    _settled(window, qtbot, window.named["copy_week"].trigger)
    before = sum(len(_day(window, day.date)) for day in window.desk.planned.days)  # type: ignore[union-attr]
    with qtbot.waitSignal(window.desk.week_changed):
        window.named["week_after"].trigger()
    assert window.desk.planned is not None
    assert window.desk.planned.calls >= before


def test_that_another_process_is_noticed(window: MainWindow, file: Path, qtbot: Any) -> None:
    with Workspace.open(file) as other:
        account, _change = other.records.make("account", {"name": "From elsewhere"})
    with qtbot.waitSignal(window.desk.rows_changed, timeout=10_000):
        window.desk.look_for_changes()
    assert window.desk.rows[account.id].name == "From elsewhere"


# Map and selection


def test_that_a_click_on_the_map_selects_everywhere_and_escape_lets_go(
    window: MainWindow, qtbot: Any
) -> None:
    account = next(iter(window.desk.rows))
    window.map.account_clicked.emit(account, False)
    assert window.desk.selection == {account}
    window.map.account_clicked.emit(account + 1, True)
    assert window.desk.selection == {account, account + 1}
    window.named["back"].trigger()
    assert window.desk.selection == frozenset()


def test_that_a_pin_put_right_moves_the_account_as_one_step(window: MainWindow, qtbot: Any) -> None:
    account = next(row.id for row in window.desk.rows.values() if row.place is None)
    _settled(window, qtbot, lambda: window.map.pin_moved.emit(account, 53.9, -1.4))
    assert window.desk.rows[account].place == (53.9, -1.4)
    assert window.desk.rows[account].precision == "hand"
    _settled(window, qtbot, window.named["undo"].trigger)
    assert window.desk.rows[account].place is None


def test_that_the_hover_card_says_who_and_when(window: MainWindow) -> None:
    assert window.desk.planned is not None
    stop = window.desk.planned.by_date[MONDAY].stops[0]
    card = window.map_link._hover_card(stop.account.id)
    assert card.title == stop.account.name
    assert any("30 Nov" in line for line in card.lines)


# Find or do


def test_that_an_account_is_found_by_name_and_opens_its_card(
    window: MainWindow, qtbot: Any
) -> None:
    row = next(r for r in window.desk.rows.values() if r.name.startswith("Holt"))
    window.named["find"].trigger()
    qtbot.keyClicks(window.palette_popup.field, "holt l")
    assert window.palette_popup.list.item(0).text() == row.name
    qtbot.keyClick(window.palette_popup.field, Qt.Key.Key_Return)
    assert not window.palette_popup.isVisible()
    qtbot.waitUntil(lambda: row.name in _texts(window), timeout=10_000)
    assert window.desk.selection == {row.id}
    window.named["card"].trigger()
    assert not window.side.isVisible()


def test_that_escape_closes_the_card_wherever_the_focus_is(window: MainWindow, qtbot: Any) -> None:
    assert window.week.isAncestorOf(window.focusWidget())  # the keys of the week work at once
    window.show_account(next(iter(window.desk.rows)))
    qtbot.waitUntil(window.side.isVisible)
    window.rail.findChildren(QToolButton)[0].setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not window.side.isVisible()


def test_that_everything_can_be_done_by_name(window: MainWindow, qtbot: Any) -> None:
    for entry in window.named.entries():
        action = window.named[entry.name]
        if not entry.listed or not action.isEnabled():
            continue
        window.palette_popup.open()
        window.palette_popup.field.setText(entry.words)
        found = [found.do for found in window.palette_popup._found]
        window.palette_popup.hide()
        assert action.trigger in found, entry.name


def test_that_nothing_found_says_so(window: MainWindow, qtbot: Any) -> None:
    window.palette_popup.open()
    qtbot.keyClicks(window.palette_popup.field, "zzzzqq")
    assert window.palette_popup.list.item(0).text() == "Nothing has this name."
    qtbot.keyClick(window.palette_popup.field, Qt.Key.Key_Escape)
    assert not window.palette_popup.isVisible()


# Out


def test_that_an_export_is_written_and_told(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "week.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    window.out.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: "week.ics" in window.notice.text, timeout=20_000)
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")
    qtbot.waitUntil(lambda: "Last export 27 Nov" in _texts(window), timeout=10_000)
    assert not window.named["undo"].isEnabled()


def test_that_a_file_is_called_what_it_is(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    window.out.write(tmp_path / "week.pdf", "ics")
    qtbot.waitUntil(lambda: "week.pdf.ics is written" in window.notice.text, timeout=20_000)
    assert not (tmp_path / "week.pdf").exists()
    window.out.write(tmp_path / "week.pdf", "ics")
    assert "there already" in window.notice.text


def test_that_the_print_preview_shows_the_pages_of_the_itinerary(
    window: MainWindow, qtbot: Any
) -> None:
    from ui.printing import Preview

    window.named["print"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)), timeout=30_000)
    preview = window.findChildren(Preview)[0]
    assert preview.document.pageCount() >= 5
    preview.reject()


# Screens


def test_that_the_accounts_screen_opens_and_follows_changes(window: MainWindow, qtbot: Any) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.screens.current == "accounts"
    table = window.screens._accounts_screen().model
    qtbot.waitUntil(lambda: table.rowCount() == len(window.desk.rows), timeout=10_000)
    window.desk.change(lambda w: w.records.make("account", {"name": "Brand new"})[1])
    qtbot.waitUntil(lambda: table.rowCount() == len(window.desk.rows), timeout=10_000)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.screens.current == "week"


def test_that_a_list_dropped_on_the_window_is_looked_at_first(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("name,town\nAcme,York\n", encoding="utf-8")
    before = len(window.desk.rows)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, none))
    assert window.screens.current == "import"
    screen: Any = window.screens.currentWidget()
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=20_000)
    assert len(window.desk.rows) == before
    _settled(window, qtbot, screen.run)
    qtbot.waitUntil(lambda: len(window.desk.rows) == before + 1, timeout=10_000)
    assert window.screens.current == "week"


def test_that_help_lists_every_key(window: MainWindow, qtbot: Any) -> None:
    from ui.help import Help

    window.named["help"].trigger()
    page = window.findChildren(Help)[0]
    said = {label.text() for label in page.findChildren(QLabel)}
    for entry in window.named.entries():
        assert entry.words in said
    page.close()


def test_that_everything_to_press_has_a_name(window: MainWindow) -> None:
    for button in window.findChildren(QToolButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button.objectName()


# Without a territory


def test_that_a_newcomer_has_two_buttons_and_no_dead_ends(bare: MainWindow, qtbot: Any) -> None:
    bare.screens.show_first_run()
    assert not bare.rail.isVisible()
    for name in ("go_accounts", "go_week", "week_after", "print", "undo", "settings", "card"):
        if bare.named[name].isEnabled():
            bare.named[name].trigger()
    assert bare.screens.current == "first_run"
    with qtbot.waitSignal(bare.screens.sample_wanted):
        qtbot.keyClick(bare.screens.currentWidget(), Qt.Key.Key_S)


def test_that_a_first_list_given_up_asks_again_where_to_begin(
    bare: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    base = {"name": "T", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    Workspace.new(tmp_path / "empty.loopwise", base).close()
    with qtbot.waitSignal(bare.desk.opened, timeout=10_000):
        bare.desk.open(tmp_path / "empty.loopwise")
    (tmp_path / "list.csv").write_text("")
    bare.screens.look_at_list(tmp_path / "list.csv")
    qtbot.keyClick(bare.screens.currentWidget(), Qt.Key.Key_Escape)
    assert bare.screens.current == "first_run"
    assert bare.rail.isVisible()  # by hand is a way, too


def test_that_copying_a_week_without_calls_says_so(window: MainWindow, qtbot: Any) -> None:
    assert window.desk.planned is not None
    empty = window.desk.planned.week.plus(20)
    with qtbot.waitSignal(window.desk.week_changed):
        window.desk.go_to(empty)
    window.named["copy_week"].trigger()
    assert window.notice.text == "Week 16 has no calls to copy."


def test_that_copying_a_week_twice_says_that_it_is_there(window: MainWindow, qtbot: Any) -> None:
    _settled(window, qtbot, window.named["copy_week"].trigger)
    window.named["copy_week"].trigger()
    qtbot.waitUntil(lambda: window.notice.text == "Week 50 has all of these calls already.")


def test_that_a_notice_hides_nothing_of_the_week(window: MainWindow, qtbot: Any) -> None:
    assert window.desk.planned is not None
    stop = next(s for s in window.desk.planned.by_date[MONDAY].stops if not s.call.locked)
    _settled(window, qtbot, lambda: window.desk.remove([stop.call.id]))
    notice, screen = window.notice, window.week
    assert notice.isVisible()
    foot = screen.mapTo(window, screen.rect().bottomLeft()).y()
    assert notice.mapTo(window, notice.rect().topLeft()).y() > foot
    assert notice.mapTo(window, notice.rect().bottomLeft()).y() < window.height()
