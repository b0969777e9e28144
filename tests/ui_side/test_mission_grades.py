"""Grades, call frequency, over-calling and neglect, in the real window with mouse and keys."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from planner.workspace import Workspace
from ui.accounts.columns import AT
from ui.accounts.view import AccountsScreen
from ui.main_window import MainWindow

TODAY = date(2026, 11, 27)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(window: MainWindow, qtbot: Any) -> AccountsScreen:
    """The accounts of the sample, all of it read."""
    window.screens.show_accounts()
    made = window.screens._accounts
    assert made is not None
    qtbot.waitUntil(lambda: made.model.rowCount() > 0 and made.model.ranking is not None)
    qtbot.waitUntil(lambda: bool(made.rhythm.needs.text()), timeout=20_000)
    qtbot.waitUntil(made.calls.swap.isEnabled, timeout=20_000)
    return made


def workspace_of(window: MainWindow) -> Workspace:
    return window.desk.workspace


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move in steps and let go, as a hand does."""
    QTest.mousePress(widget, LEFT, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(widget, start + (end - start) * step / 5)
        QApplication.processEvents()
    QTest.mouseRelease(widget, LEFT, pos=end)


def grades(window: MainWindow) -> dict[int, str]:
    return {row.id: row.grade for row in workspace_of(window).accounts.rows()}


def cell(screen: AccountsScreen, row: int, column: str) -> QPoint:
    return screen.table.visualRect(screen.model.index(row, AT[column])).center()


def test_that_line_5_4_a_cut_is_dragged_and_the_grades_follow_as_one_step(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    before = grades(window)
    profile = screen.grades.profile
    first = profile.handle_at(0).center().toPoint()
    drag(profile, first, first + QPoint(60, 0))
    assert profile.cuts[0] > 15
    assert workspace_of(window).history() == []  # so far it is only looked at
    preview = screen.grades.preview
    assert preview is not None
    assert preview.counts["A"] == profile.cuts[0]
    assert str(len(preview.changes)) in screen.grades.apply.text()
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseClick(screen.grades.apply, LEFT)
    now = grades(window)
    assert {a for a in now if now[a] != before[a]} == {c.account for c in preview.changes}
    assert [e.code for e in workspace_of(window).history()] == ["grades_set"]
    with qtbot.waitSignal(window.desk.changed):
        window.named["undo"].trigger()
    assert grades(window) == before


def test_that_line_5_4_the_cut_in_the_table_is_the_same_cut(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    table = screen.table
    stripe = table.stripe_of(0)
    assert stripe is not None
    drag(table.viewport(), stripe.center(), stripe.center() - QPoint(0, 5 * 26))
    cut = screen.grades.profile.cuts[0]
    assert 8 <= cut <= 12
    moved = table.stripe_of(0)
    assert moved is not None
    row = table.rowAt(moved.center().y())
    assert screen.model.rank_of(screen.model.account_at(row).id) == cut
    qtbot.mouseClick(screen.grades.put_back, LEFT)
    assert screen.grades.profile.cuts[0] == 15


def test_that_line_5_4_a_grade_set_by_hand_is_kept_unless_it_is_not_to_be(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    account = screen.model.account_at(0)
    with qtbot.waitSignal(window.desk.changed):
        screen.table.selectRow(0)
        screen.grade_selected("D")
    qtbot.waitUntil(screen.grades.keep.isVisible, timeout=10_000)
    preview = screen.grades.preview
    assert preview is not None
    assert account.id not in {change.account for change in preview.changes}
    qtbot.mouseClick(screen.grades.keep, LEFT, pos=QPoint(8, screen.grades.keep.height() // 2))
    preview = screen.grades.preview
    assert preview is not None
    assert account.id in {change.account for change in preview.changes}


def test_that_line_5_4_how_often_a_grade_is_called_on_is_set_and_made_to_fit(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    field = screen.rhythm.fields["A"]
    line = field.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    field.setFocus()
    line.selectAll()
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.keyClicks(line, "1")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert workspace_of(window).territory.calls_a == 13
    screen.table.setFocus()
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        screen.rhythm.rhythm_wanted.emit("C", 6.0)
    qtbot.waitUntil(screen.rhythm.fit.isVisible, timeout=20_000)
    rhythms = screen.rhythm._rhythms
    assert rhythms is not None
    assert rhythms.over > 0
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(screen.rhythm.fit, LEFT)
    after = workspace_of(window).grading.rhythms()
    assert after.needs <= after.have
    assert [e.code for e in workspace_of(window).history()] == ["rhythm_set"] * 3


def test_that_line_5_5_an_over_called_account_is_named_and_its_calls_swapped_as_one_step(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    calls = screen.calls
    over = calls.over_model.entry(0)
    assert over.name == "Hardy Ltd"
    assert calls.over_head.text() == "Friendly, but not growing"
    planned = [row.planned for row in workspace_of(window).accounts.rows(search="Hardy Ltd")]
    assert planned == [date(2026, 12, 4)]
    assert "Hardy Ltd → " in calls.first.text()
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(calls.swap, LEFT)
    [hardy] = workspace_of(window).accounts.rows(search="Hardy Ltd")
    assert hardy.planned is None
    swapped = [
        row for row in workspace_of(window).accounts.rows() if row.planned == date(2026, 12, 4)
    ]
    assert any(row.status == "prospect" for row in swapped)
    assert [e.code for e in workspace_of(window).history()] == ["over_calls_swapped"]
    with qtbot.waitSignal(window.desk.changed):
        window.named["undo"].trigger()
    [hardy] = workspace_of(window).accounts.rows(search="Hardy Ltd")
    assert hardy.planned == date(2026, 12, 4)


def test_that_line_1_1_a_prospect_that_is_not_ticked_gets_none_of_the_calls(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    calls = screen.calls
    account, tick = next(iter(calls.ticks.items()))
    whole = calls.swap.text()
    qtbot.mouseClick(tick, LEFT, pos=QPoint(8, tick.height() // 2))
    qtbot.waitUntil(calls.swap.isEnabled, timeout=10_000)
    assert calls.swap.text() != whole
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(calls.swap, LEFT)
    rows = {row.id: row for row in workspace_of(window).accounts.rows()}
    assert rows[account].planned is None
    chosen = [a for a in calls.ticks if a != account]
    assert any(rows[a].planned for a in chosen)


def test_that_line_5_5_calls_that_are_meant_can_be_kept(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(screen.calls.keep, LEFT)
    assert workspace_of(window).grading.over_called(TODAY) == ()
    qtbot.waitUntil(lambda: screen.calls.over_model.rowCount() == 0, timeout=10_000)
    assert not screen.calls.swap.isVisible()


def test_that_line_5_5_the_neglected_are_fitted_in_by_one_press(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    calls = screen.calls
    qtbot.waitUntil(calls.make_up.isVisible, timeout=10_000)
    wanted = [each.account for each in calls._offered]
    assert len(wanted) == 3
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(calls.make_up, LEFT)
    rows = {row.id: row for row in workspace_of(window).accounts.rows()}
    assert all(rows[account].planned for account in wanted)
    assert [e.code for e in workspace_of(window).history()] == ["neglected_fitted"]


def test_that_line_5_6_likelihood_and_calls_of_an_account_are_typed_into_the_table(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    account = screen.model.account_at(2).id
    for column, typed, field, value in (
        ("likelihood", "60", "likelihood", 0.6),
        ("per_cycle", "9", "calls_per_cycle", 9.0),
    ):
        qtbot.waitUntil(lambda: screen.table.findChild(QLineEdit) is None, timeout=5_000)
        row = screen.model.row_of(account)
        assert row is not None
        screen.table.setCurrentIndex(screen.model.index(row, AT[column]))
        screen.table.setFocus()
        qtbot.keyClick(screen.table, Qt.Key.Key_F2)
        editor = screen.table.findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        with qtbot.waitSignal(window.desk.changed, timeout=10_000):
            qtbot.keyClicks(editor, typed)
            qtbot.keyClick(editor, Qt.Key.Key_Return)
        record = workspace_of(window).records.get("account", account)
        assert getattr(record, field) == value
    qtbot.waitUntil(lambda: screen.model.known(account).likelihood == 0.6, timeout=10_000)
    assert screen.model.known(account).own_calls == 9.0


def test_that_nothing_moves_under_a_cell_that_is_typed_into(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    account = screen.model.account_at(2).id
    screen.table.setCurrentIndex(screen.model.index(2, AT["likelihood"]))
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "4")
    other = screen.model.account_at(3).id
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(lambda w: w.records.change("account", other, {"likelihood": 0.3})[1])
    qtbot.wait(600)
    qtbot.keyClicks(editor, "5")
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.model.known(other).likelihood == 0.3, timeout=10_000)
    qtbot.waitUntil(lambda: screen.model.known(account).likelihood == 0.45, timeout=10_000)


def test_that_line_5_6_a_grade_is_chosen_in_the_table(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    account = screen.model.account_at(1).id
    screen.table.setCurrentIndex(screen.model.index(1, AT["grade"]))
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    box = screen.table.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        box.setCurrentIndex(box.findData("C"))
        box.activated.emit(box.currentIndex())
    assert grades(window)[account] == "C"


def test_that_a_double_click_on_a_row_opens_the_account(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    viewport = screen.table.viewport()
    for row, column in ((3, "name"), (5, "calls"), (1, "grade")):
        account = screen.model.account_at(row).id
        at = cell(screen, row, column)
        qtbot.mouseClick(viewport, LEFT, pos=at)
        QTest.mouseDClick(viewport, LEFT, pos=at)
        QTest.mouseRelease(viewport, LEFT, pos=at)
        qtbot.waitUntil(lambda account=account: window.side.account == account, timeout=10_000)
        assert screen.table.state() != screen.table.State.EditingState
        window.side.hide()


def test_that_a_double_click_opens_a_row_that_no_click_came_before(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    QTest.mouseDClick(screen.table.viewport(), LEFT, pos=cell(screen, 4, "due"))
    account = screen.model.account_at(4).id
    qtbot.waitUntil(lambda: window.side.account == account, timeout=10_000)
    assert screen.selected() == [account]


def test_that_a_click_on_a_cell_of_the_selected_row_types_into_it(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    at, viewport = cell(screen, 2, "likelihood"), screen.table.viewport()
    qtbot.mouseClick(viewport, LEFT, pos=at)
    qtbot.wait(QApplication.doubleClickInterval() + 100)
    assert screen.table.findChild(QLineEdit) is None  # that one only selected the row
    qtbot.mouseClick(viewport, LEFT, pos=cell(screen, 2, "likelihood"))
    qtbot.waitUntil(lambda: screen.table.findChild(QLineEdit) is not None, timeout=5_000)


def test_that_accounts_at_another_rank_get_a_hint(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    screen.show_filter("advice")
    assert 0 < screen.model.rowCount() < 173
    for row in range(screen.model.rowCount()):
        account = screen.model.account_at(row)
        assert screen.model.known(account.id).advised not in ("", account.grade)
    spoken = screen.model.index(0, AT["grade"]).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert "its rank says" in spoken


def test_that_a_number_nobody_can_read_changes_nothing_and_is_told(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    account = screen.model.account_at(0).id
    screen.model.edited.emit(account, "likelihood", "perhaps")
    qtbot.waitUntil(lambda: bool(window.expected), timeout=5_000)  # type: ignore[attr-defined]
    assert workspace_of(window).history() == []
    window.expected.clear()  # type: ignore[attr-defined]


def test_that_line_5_4_a_cut_is_moved_by_keys_and_put_back(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    profile = screen.grades.profile
    kept = profile.cuts
    profile.setFocus()
    qtbot.keyClick(profile, Qt.Key.Key_Right)
    qtbot.keyClick(profile, Qt.Key.Key_Down)
    qtbot.keyClick(profile, Qt.Key.Key_PageUp)
    assert profile.cuts == (kept[0] + 1, kept[1] - 10, kept[2])
    for _press in range(9):
        qtbot.keyClick(profile, Qt.Key.Key_PageUp)
    assert profile.cuts == (0, 0, kept[2])  # a cut takes those before it along
    screen.grades.reset()
    assert profile.cuts == kept


def test_that_a_column_is_hidden_and_shown_by_its_tick(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    town = next(a for a in screen.chips.columns.menu().actions() if a.text() == "Town")
    assert screen.table.isColumnHidden(AT["town"])
    town.trigger()
    assert not screen.table.isColumnHidden(AT["town"])
    town.trigger()
    assert screen.table.isColumnHidden(AT["town"])


def test_that_names_with_markup_stay_text_wherever_they_are_named(
    window: MainWindow, screen: AccountsScreen, qtbot: Any
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    hardy = screen.calls.over_model.entry(0)
    prospect = hardy.prospects[0].account  # type: ignore[union-attr]
    for account in (hardy.account, prospect):
        with qtbot.waitSignal(window.desk.changed, timeout=10_000):
            window.desk.change(
                lambda w, a=account: w.records.change("account", a, {"name": evil})[1]
            )
    qtbot.waitUntil(lambda: screen.calls.over_model.entry(0).name == evil, timeout=10_000)
    qtbot.waitUntil(lambda: evil in screen.calls.first.text(), timeout=10_000)
    labels = [*screen.calls.findChildren(QLabel), screen.calls.first]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    tip = screen.calls.over_model.index(0).data(int(Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tip
