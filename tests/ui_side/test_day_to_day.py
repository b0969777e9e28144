"""The day under way in the window: which day, urgent, late, cancelled, what habit costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from planner.workspace import IsoWeek
from ui.day import tints
from ui.main_window import MainWindow

WEEK = IsoWeek(2026, 49)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days
MONDAY_MORNING = "2026-11-30T10:40:00+00:00"
Key = Qt.Key


def account(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


def names(window: MainWindow, day: Any) -> list[str]:
    assert window.desk.planned is not None
    return [stop.account.name for stop in window.desk.planned.by_date[day].stops]


def week_of(window: MainWindow) -> IsoWeek | None:
    return window.desk.planned.week if window.desk.planned else None


def changed(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        do()


def which_day(window: MainWindow, qtbot: Any, name: str = "Ilkley Optics") -> Any:
    window.desk.select((account(window, name),))
    qtbot.keyClick(window.week.board.lanes[0], Key.Key_F)
    asked = window.day_to_day._which_day
    assert asked is not None
    qtbot.waitUntil(lambda: asked.grid.current is not None, timeout=20_000)
    return asked


def test_that_the_best_day_is_looked_at_first_and_enter_puts_it(
    window: MainWindow, qtbot: Any
) -> None:
    asked = which_day(window, qtbot)
    assert "best day" in asked.grid.text
    best = asked.grid.current
    assert best.suits == "best"
    assert window.map._scene.preview is not None
    changed(window, qtbot, lambda: qtbot.keyClick(asked.grid, Key.Key_Return))
    assert names(window, best.day)[best.slot.position] == "Ilkley Optics"
    assert not window.day_to_day.host.busy
    assert window.week.panes.column.currentWidget() is window.week.panes.left
    changed(window, qtbot, window.named["undo"].trigger)
    assert "Ilkley Optics" not in names(window, best.day)


def test_that_arrows_and_mouse_look_at_days_and_esc_goes_back(
    window: MainWindow, qtbot: Any
) -> None:
    asked = which_day(window, qtbot)
    first = asked.grid.current.day
    qtbot.keyClick(asked.grid, Key.Key_Down)
    assert (asked.grid.current.day - first).days == 7
    assert asked.pane.slot.text().startswith("Tue 8 Dec")
    middle = asked.grid.area_of(WED).center()
    qtbot.mouseClick(asked.grid, Qt.MouseButton.LeftButton, pos=middle)
    assert asked.grid.current.day == WED
    qtbot.keyClick(asked.grid, Key.Key_Escape)
    assert not asked.grid.isVisible()
    assert window.map._scene.preview is None
    assert "Ilkley Optics" not in names(window, WED)


def test_that_another_week_can_be_chosen_and_is_then_shown(window: MainWindow, qtbot: Any) -> None:
    asked = which_day(window, qtbot)
    qtbot.keyClick(asked.grid, Key.Key_Down)
    there = asked.grid.current
    changed(window, qtbot, lambda: qtbot.keyClick(asked.grid, Key.Key_Return))
    qtbot.waitUntil(lambda: week_of(window) == WEEK.plus(1), timeout=20_000)
    qtbot.waitUntil(lambda: names(window, there.day) == ["Ilkley Optics"], timeout=20_000)


def test_that_days_are_offered_as_far_as_planned(window: MainWindow, qtbot: Any) -> None:
    far = WED + timedelta(weeks=7)
    number = account(window, "Holt Ltd")
    window.desk.workspace.records.make("call", {"account": number, "day": far})
    asked = which_day(window, qtbot)
    assert asked._found[1].days[-1].day >= far
    assert asked.grid.offer_at(100, 40).day < WED
    for _week in range(8):
        qtbot.keyClick(asked.grid, Key.Key_Down)
    assert asked.grid.current.day == TUE + timedelta(weeks=7)
    middle = asked.grid.area_of(far).center()
    assert asked.grid.offer_at(middle.x(), middle.y()).day == far
    QApplication.sendEvent(asked.grid, wheel(asked.grid, up=True))
    assert asked.grid.offer_at(middle.x(), middle.y()).day == far - timedelta(weeks=1)


def wheel(grid: QWidget, *, up: bool) -> QWheelEvent:
    at = QPointF(grid.rect().center())
    angle = QPoint(0, 120 if up else -120)
    none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    whole = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(at, grid.mapToGlobal(at), QPoint(), angle, none, plain, whole, False)


def test_that_a_locked_call_says_so_instead_of_moving(window: MainWindow, qtbot: Any) -> None:
    asked = which_day(window, qtbot, "Holt Ltd")
    assert {offer.refused for offer in asked._found[1].days} == {"locked"}
    qtbot.keyClick(asked.grid, Key.Key_Return)
    assert "Its call is locked" in window.notice.text


def test_that_heads_are_tinted_with_sign_and_words_while_dragging(
    window: MainWindow, qtbot: Any
) -> None:
    row = window.desk.rows[account(window, "Ilkley Optics")]
    week, board = window.desk.planned, window.week.board
    assert week is not None
    at = board.mapToGlobal(QPoint(200, 200))
    window.week.dragging.begin(week, at, window.week.due.view.viewport(), accounts=[row])
    qtbot.waitUntil(lambda: board.headers[1].suits[0] == "best", timeout=20_000)
    assert all(words for _suits, words in (header.suits for header in board.headers))
    assert "best day, +" in board.headers[1].suits[1]
    window.week.dragging.drag.cancel()
    assert {header.suits for header in board.headers} == {("", "")}


def test_that_signs_and_grounds_differ_for_every_kind_of_day() -> None:
    kinds = ("best", "good", "so_so", "dear", "very_dear")
    assert len({tints.sign(kind) for kind in kinds}) == 5
    assert len({tints.ground(kind).name() for kind in kinds}) == 5


# ---- urgent


@pytest.fixture
def monday(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window on Monday morning of the planned week."""
    monkeypatch.setenv("LOOPWISE_NOW", MONDAY_MORNING)
    return window


def urgent(window: MainWindow, qtbot: Any) -> Any:
    window.desk.select((account(window, "Ilkley Optics"),))
    qtbot.keyClick(window.week.board.lanes[0], Key.Key_U)
    asked = window.day_to_day._urgent
    assert asked is not None
    qtbot.waitUntil(lambda: asked.pane.ways.current is not None, timeout=20_000)
    return asked


def test_that_three_ways_are_priced_and_a_key_takes_one(monday: MainWindow, qtbot: Any) -> None:
    window = monday
    before = {day: names(window, day) for day in (MON, TUE, WED, THU, FRI)}
    asked = urgent(window, qtbot)
    assert [option.kind for option in asked._found[1].options] == ["now", "after", "tomorrow"]
    qtbot.keyClick(asked.pane.ways, Key.Key_Down)
    assert asked.pane.ways.current.kind == "after"
    preview = window.map._scene.preview
    assert preview is not None
    changed(window, qtbot, lambda: qtbot.keyClick(asked.pane.ways, Key.Key_1))
    assert "Ilkley Optics" in names(window, MON)
    assert "Fit Ilkley Optics in on Monday 30 November" in window.notice.text
    changed(window, qtbot, window.named["undo"].trigger)
    assert {day: names(window, day) for day in before} == before


def test_that_another_time_gives_other_ways(monday: MainWindow, qtbot: Any) -> None:
    asked = urgent(monday, qtbot)
    arrival = asked.pane.ways.current.arrive
    asked.pane.time.selectAll()
    qtbot.keyClicks(asked.pane.time, "1315")
    assert asked.pane.moment == 13 * 3600 + 900
    qtbot.waitUntil(lambda: asked.pane.ways.current.arrive > arrival, timeout=20_000)
    qtbot.keyClick(asked.pane.ways, Key.Key_Escape)
    assert not monday.day_to_day.host.busy


# ---- running late


def test_that_the_marker_shifts_arrivals_and_names_whom_to_phone(
    monday: MainWindow, qtbot: Any
) -> None:
    window = monday
    qtbot.keyClick(window.week.board.lanes[1], Key.Key_T)
    late: Any = window.day_to_day._late
    assert late is not None
    assert late.marker is not None
    assert not late.running.really_late
    qtbot.waitUntil(lambda: bool(late._phones), timeout=20_000)
    for _press in range(5):
        qtbot.keyClick(late.marker, Key.Key_PageDown)
    assert late.running.ahead[0].shift > 0
    late.set_now(15 * 3600 + 1800)
    assert late.running.really_late
    assert any("phone" in text for text in late.pane.texts)
    before = late.running.done
    qtbot.keyClick(late.marker, Key.Key_Right)
    assert late.running.done == before + 1
    qtbot.keyClick(late.marker, Key.Key_Escape)
    assert late.marker is None


def test_that_the_mouse_slides_the_marker(monday: MainWindow, qtbot: Any) -> None:
    window = monday
    window.named["running_late"].trigger()
    late: Any = window.day_to_day._late
    assert late is not None
    lane = window.week.board.lanes[0]
    noon, two = (QPoint(30, lane.y_of(hour * 3600)) for hour in (12, 14))
    qtbot.mousePress(late.marker, Qt.MouseButton.LeftButton, pos=noon)
    assert abs(late.running.free_at - 12 * 3600) < 300
    qtbot.mouseMove(late.marker, two)
    qtbot.mouseRelease(late.marker, Qt.MouseButton.LeftButton, pos=two)
    late.set_now(14 * 3600)
    assert late.running.free_at == 14 * 3600
    assert "behind" in late.pane.line.text()


def test_that_there_is_no_marker_without_a_tour_today(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-12-19T10:00:00+00:00")
    window.named["running_late"].trigger()
    assert "no tour today" in window.notice.text


# ---- a stop is cancelled


def test_that_a_cancelled_stop_is_replaced_by_who_is_near(window: MainWindow, qtbot: Any) -> None:
    stop = window.desk.planned.by_date[MON].stops[3]  # type: ignore[union-attr]
    window.week.board.select_calls([stop.call.id])
    changed(window, qtbot, lambda: qtbot.keyClick(window.week.board.lanes[0], Key.Key_X))
    filling: Any = window.day_to_day._filling
    assert filling is not None
    qtbot.waitUntil(lambda: filling._gap is not None, timeout=20_000)
    assert stop.account.name not in names(window, MON)
    assert filling.pane.title.text() == f"Instead of {stop.account.name}"
    qtbot.keyClick(filling.pane.list, Key.Key_Down)
    chosen = filling._gap.fillers[1]
    changed(window, qtbot, lambda: qtbot.keyClick(filling.pane.list, Key.Key_Return))
    assert names(window, MON)[chosen.position] == chosen.account.name


def test_that_ctrl_d_asks_about_the_day_in_hand(window: MainWindow, qtbot: Any) -> None:
    window.week.board._note_focus(window.week.board.lanes[1])
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window.week.board.lanes[1], Key.Key_D, control)
    filling: Any = window.day_to_day._filling
    assert filling is not None
    qtbot.waitUntil(lambda: filling.pane.list.count() > 0, timeout=20_000)
    assert filling._gap.day == TUE
    window.named["back"].trigger()
    assert window.week.panes.column.currentWidget() is window.week.panes.left


# ---- what the habit costs


def test_that_the_year_is_a_chart_and_the_map_can_be_driven_that_way(
    window: MainWindow, qtbot: Any
) -> None:
    qtbot.keyClick(window.week.board.lanes[0], Key.Key_Y)
    habit: Any = window.day_to_day._habit
    assert habit is not None
    qtbot.waitUntil(lambda: habit.habit is not None, timeout=60_000)
    assert "January: as planned" in habit.chart.text
    assert habit.pane.sums["zigzag"].text().startswith("+1,")
    assert "against the loops" in habit.pane.more["zigzag"].text()
    qtbot.mouseClick(habit.pane.shapes.button(2), Qt.MouseButton.LeftButton)
    preview = window.map._scene.preview
    assert preview is not None
    assert len(preview.after) == 5
    qtbot.keyClick(habit.chart, Key.Key_Escape)
    assert window.map._scene.preview is None


def test_that_planning_the_week_puts_a_question_away(window: MainWindow, qtbot: Any) -> None:
    asked = which_day(window, qtbot)
    window.named["plan"].trigger()
    assert not asked.grid.isVisible()
    assert not window.day_to_day.host.busy
    qtbot.waitUntil(lambda: not window.week_link.plan.searching, timeout=60_000)
    window.desk.select((account(window, "Ilkley Optics"),))
    window.named["urgent"].trigger()
    assert "Accept or refuse" in window.notice.text


def test_that_card_and_menu_ask_too(window: MainWindow, qtbot: Any) -> None:
    number = account(window, "Ilkley Optics")
    window.show_account(number)
    window.side.which_day_wanted.emit(number)
    assert window.day_to_day.host.busy
    window.named["back"].trigger()
    window.week.board.select_calls([])
    window.desk.select((number,))
    menu = window.week.menu()
    assert menu is not None
    ask = next(a for a in menu.actions() if a.text().startswith("Urgent"))
    ask.trigger()
    asked: Any = window.day_to_day._urgent
    qtbot.waitUntil(lambda: asked.pane.ways.current is not None, timeout=20_000)
