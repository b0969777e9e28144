"""The screen of the call cycle: its model and arithmetic without a window, then the real one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from planner.workspace import IsoWeek
from planner.workspace.cycle.table import CycleCall, CycleRow, CycleTable, CycleWeek, CycleYear
from planner.workspace.cycle.views import CyclePlan
from planner.workspace.views import NOBODY
from ui import theme
from ui.cycle.columns import NAMES, Columns
from ui.cycle.head import CycleHead
from ui.cycle.model import LINE, CycleModel, Group, spoken
from ui.cycle.view import CycleScreen, _rows
from ui.cycle.year import YearStrip, year_words
from ui.main_window import MainWindow

FIRST = IsoWeek(2026, 45)
TODAY = date(2026, 11, 27)


def row(number: int, grade: str, *calls: CycleCall, over: int = 0) -> CycleRow:
    account = NOBODY._replace(id=number, name=f"Account {number}", grade=grade)
    since, until = (TODAY - timedelta(days=over), TODAY) if over else (None, None)
    return CycleRow(account, 14, calls, over, since, until)


def table(*rows: CycleRow) -> CycleTable:
    weeks = tuple(CycleWeek(FIRST.plus(at), 5, "", 1, 2) for at in range(13))
    return CycleTable(weeks, rows, TODAY, {"A": 14, "B": 46, "C": 91, "D": None, "": 91})


@pytest.fixture
def model(qapp: Any) -> CycleModel:
    made = CycleCall(TODAY - timedelta(days=9), "made")
    model = CycleModel()
    model.set_table(table(row(1, "B"), row(2, "A", made, over=9), row(3, "A"), row(4, "")))
    return model


def lines(model: CycleModel) -> list[str | int]:
    found = [model.line(at) for at in range(model.rowCount())]
    return [line.grade if isinstance(line, Group) else line.account.id for line in found]


def test_that_accounts_stand_under_their_grade(model: CycleModel) -> None:
    assert lines(model) == ["A", 2, 3, "B", 1, "", 4]
    assert model.data(model.index(0), LINE).words == "every 2 weeks"
    assert model.data(model.index(3), LINE).words == "every 6.5 weeks"
    assert model.row_of(3) == 2


def test_that_a_grade_folds_and_unfolds(model: CycleModel) -> None:
    model.fold("A")
    assert lines(model) == ["A", "B", 1, "", 4]
    model.fold("A")
    assert lines(model)[:3] == ["A", 2, 3]


def test_that_only_those_overdue_can_be_shown(model: CycleModel) -> None:
    assert model.overdue == 1
    model.show_only_overdue(only=True)
    assert lines(model) == ["A", 2]


def test_that_a_row_is_said_in_words(model: CycleModel) -> None:
    words = model.data(model.index(1), int(Qt.ItemDataRole.AccessibleTextRole))
    assert words == "Account 2, Wed 18 Nov made, 9 d over"
    assert spoken(Group("A", 14, 1, is_open=True)) == "A, every 2 weeks, 1 account"


def test_that_weeks_fill_the_width_without_gaps() -> None:
    from PySide6.QtCore import QRect

    columns = Columns(1003, FIRST.monday, 13)
    cells = [columns.of(at, QRect(0, 0, 1003, 24)) for at in range(13)]
    assert cells[0].left() == NAMES
    assert cells[-1].right() == 1002
    assert all(a.right() + 1 == b.left() for a, b in pairwise(cells))


def test_that_two_calls_of_a_week_stand_side_by_side() -> None:
    columns = Columns(NAMES + 13 * 58, FIRST.monday, 13)
    monday = FIRST.monday
    alone, *pair = columns.centres([monday, monday + timedelta(7), monday + timedelta(9)])
    assert alone[1] == NAMES + 29
    assert [room for _day, _x, room in pair] == [27, 27]
    assert pair[0][1] + 27 <= pair[1][1] + 2


def test_that_todays_line_stands_before_the_days_that_are_left() -> None:
    columns = Columns(NAMES + 13 * 70, FIRST.monday, 13)
    assert columns.today(FIRST.monday) == NAMES
    assert columns.today(FIRST.monday + timedelta(days=4)) == NAMES + 70


def test_that_a_year_is_told_in_figures() -> None:
    days = [date(2026, 3, 2), date(2026, 3, 16), date(2026, 4, 8)]
    calls = (*(CycleCall(day, "made") for day in days), CycleCall(date(2026, 12, 1), "draft"))
    words = year_words(CycleYear(2026, calls, 14, (), TODAY))
    assert words == "made 3 · 1 planned · longest gap 23 days · mean 18, wanted 14"


# ---- painted ------------------------------------------------------------------------------


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def look(qapp: Any, request: pytest.FixtureRequest) -> Iterator[theme.Tokens]:
    theme.apply(qapp, request.param)
    yield theme.current()
    theme.apply(qapp, False)


def has(image: QImage, colour: Any, x: range, y: range) -> bool:
    return any(image.pixelColor(i, j) == colour for i in x for j in y)


def test_that_calls_gaps_and_weeks_off_are_painted(qtbot: Any, look: theme.Tokens) -> None:
    monday = FIRST.monday
    calls = (
        CycleCall(monday, "made"),
        CycleCall(monday + timedelta(days=22), "missed"),
        CycleCall(monday + timedelta(days=29), "draft"),
        CycleCall(monday + timedelta(days=37), "draft", new=True),
    )
    shown = table(row(1, "A", *calls, over=9))
    off = replace(shown.weeks[8], days=0, off="Leave")
    shown = replace(shown, weeks=(*shown.weeks[:8], off, *shown.weeks[9:]))
    model = CycleModel()
    model.set_table(shown)
    view = _rows(model)
    qtbot.addWidget(view)
    view.resize(NAMES + 13 * 58 + 10, 200)
    view.show()
    image = view.viewport().grab().toImage()
    y = range(26, 46)

    def week(at: int) -> range:
        return range(NAMES + at * 58 + 2, NAMES + (at + 1) * 58 - 1)

    assert has(image, look.mute, week(0), y)
    assert has(image, look.bad, week(3), y)
    assert has(image, look.days[1].fill, week(4), y)
    assert has(image, look.days[2].tint, week(5), y)
    assert not has(image, look.days[2].fill, week(5), y)
    assert has(image, look.hatch, week(8), y)
    assert not has(image, look.hatch, week(7), y)


def test_that_what_exceeds_a_week_is_red_and_said(qtbot: Any, look: theme.Tokens) -> None:
    head = CycleHead()
    qtbot.addWidget(head)
    head.resize(NAMES + 13 * 58, head.height())
    shown = table(row(1, "A"))
    head.show_room({week.week.monday: 2 for week in shown.weeks})
    head.show_table(shown)
    assert has(head.grab().toImage(), look.bad, range(NAMES, NAMES + 58), range(41, 112))
    assert "3 calls of 2 that fit" in head.accessibleName()
    head.show_room({week.week.monday: 20 for week in shown.weeks})
    assert not has(head.grab().toImage(), look.bad, range(NAMES, NAMES + 58), range(41, 112))


def test_that_fifty_thousand_rows_paint_only_those_seen(
    qtbot: Any, qapp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.cycle import painting

    painted: list[int] = []
    paint = painting._paint_name

    def counted(painter: Any, area: Any, line: CycleRow, *, away: bool) -> None:
        painted.append(line.account.id)
        paint(painter, area, line, away=away)

    monkeypatch.setattr(painting, "_paint_name", counted)
    model = CycleModel()
    model.set_table(table(*(row(at, "ABCD"[at % 4]) for at in range(1, 50_001))))
    view = _rows(model)
    qtbot.addWidget(view)
    view.resize(1000, 480)
    view.show()
    view.viewport().grab()
    view.scrollToBottom()
    view.viewport().grab()
    assert 20 < len(set(painted)) < 100


def test_that_a_year_strip_has_its_marks(qtbot: Any, look: theme.Tokens) -> None:
    strip = YearStrip()
    qtbot.addWidget(strip)
    strip.resize(1000, strip.height())
    calls = (CycleCall(date(2026, 2, 3), "made"), CycleCall(date(2026, 12, 2), "draft"))
    strip.show_year("Hull Marine", CycleYear(2026, calls, 14, (), TODAY))
    image = strip.grab().toImage()
    assert has(image, look.mute, range(100, 130), range(54, 76))
    assert has(image, look.days[2].fill, range(880, 930), range(54, 76))


# ---- the real window ----------------------------------------------------------------------


@pytest.fixture
def screen(window: MainWindow, qtbot: Any) -> CycleScreen:
    window.named["go_cycle"].trigger()
    found = window.screens.currentWidget()
    assert isinstance(found, CycleScreen)
    qtbot.waitUntil(lambda: bool(found.panel.needs.text()) and found.model.rowCount() > 0)
    found.planning.seconds = 0.5
    return found


def press(qtbot: Any, button: Any) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def found(screen: CycleScreen, qtbot: Any) -> CyclePlan:
    """What the search found, once it is over."""
    qtbot.waitUntil(lambda: not screen.planning.searching, timeout=30_000)
    assert screen.proposal is not None
    return screen.proposal


def planned(window: MainWindow) -> int:
    cycles = window.desk.workspace.cycles
    return sum(week.planned for week in cycles.table(IsoWeek(2026, 48), 15).weeks)


def test_that_a_cycle_is_proposed_refused_accepted_and_taken_back(
    window: MainWindow, screen: CycleScreen, qtbot: Any
) -> None:
    before = planned(window)
    press(qtbot, screen.panel.plan)
    found(screen, qtbot)
    assert planned(window) == before
    assert "Frequencies kept: 148 of 150" in screen.panel.found.text()
    assert screen.panel.left_out.count() == 2
    press(qtbot, screen.panel.refuse)
    assert not screen.panel.accept.isVisible()
    assert planned(window) == before
    press(qtbot, screen.panel.plan)
    found(screen, qtbot)
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        press(qtbot, screen.panel.accept)
    assert planned(window) > before + 100
    assert window.notice.isVisible()
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        window.named["undo"].trigger()
    assert planned(window) == before


def test_that_stop_keeps_the_best_so_far(
    window: MainWindow, screen: CycleScreen, qtbot: Any
) -> None:
    screen.planning.seconds = 600
    press(qtbot, screen.panel.plan)
    qtbot.waitUntil(lambda: screen.panel.bar.value() > 0 or screen.proposal is not None,
                    timeout=30_000)  # fmt: skip
    press(qtbot, screen.panel.stop)
    assert found(screen, qtbot).calls > 0
    assert screen.panel.accept.isVisible()


def test_that_ticks_tell_what_they_free_and_are_planned_with(
    window: MainWindow, screen: CycleScreen, qtbot: Any
) -> None:
    needs = window.desk.workspace.cycles.capacity(screen.from_week, 13).needs
    tick = screen.panel.ticks["less_C"]
    tick.setChecked(True)
    assert f"needs {needs - 20}" in screen.panel.with_ticks.text()
    press(qtbot, screen.panel.plan)
    assert [way.key for way in found(screen, qtbot).ways] == ["less_C"]
    assert window.desk.workspace.territory.calls_c == 1.0


def test_that_a_change_elsewhere_puts_the_proposal_away(
    window: MainWindow, screen: CycleScreen, qtbot: Any
) -> None:
    press(qtbot, screen.panel.plan)
    found(screen, qtbot)
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        window.desk.drop(date(2026, 12, 3), 0, accounts=[5])
    assert not screen.panel.accept.isVisible()
    assert screen.panel.plan.isVisible()


def test_that_a_row_selected_shows_its_year_and_a_heading_folds(
    window: MainWindow, screen: CycleScreen, qtbot: Any
) -> None:
    view = screen.rows
    first = view.visualRect(screen.model.index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    name = screen.model.line(1).account.name  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: screen.year.accessibleName().startswith(f"{name}: made"))
    count = screen.model.rowCount()
    heading = view.visualRect(screen.model.index(0)).topLeft() + QPoint(16, 12)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert screen.model.rowCount() < count
    with qtbot.waitSignal(screen.account_opened):
        view.activated.emit(screen.model.index(screen.model.rowCount() - 1))
    assert window.side.isVisible()


def test_that_the_weeks_shown_move(screen: CycleScreen, qtbot: Any) -> None:
    was = screen.first
    screen.move_by(4)
    qtbot.waitUntil(lambda: screen.model.table is not None
                    and screen.model.table.weeks[0].week == was.plus(4))  # fmt: skip


def test_that_the_head_keeps_the_columns_of_the_rows(screen: CycleScreen, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: screen.head.width() - screen.head._margin
                    == screen.rows.viewport().width())  # fmt: skip


def test_that_esc_stops_then_refuses(window: MainWindow, qtbot: Any) -> None:
    window.named["plan_cycle"].trigger()
    screen = window.screens.currentWidget()
    assert isinstance(screen, CycleScreen)
    screen.rows.setFocus()
    qtbot.waitUntil(lambda: screen.panel.bar.value() > 0, timeout=30_000)
    qtbot.keyClick(screen.rows, Qt.Key.Key_Escape)
    assert found(screen, qtbot).calls > 0
    qtbot.keyClick(screen.rows, Qt.Key.Key_Escape)
    assert screen.panel.plan.isVisible()
    assert not screen.panel.accept.isVisible()
