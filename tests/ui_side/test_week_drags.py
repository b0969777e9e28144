"""Real drags in the week's screen: pressed, moved and released with the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from planner.workspace import IsoWeek, Workspace, what_if
from ui.week.lane_painting import LanePainter
from ui.week.price_tag import tag_of
from ui.week.view import WeekScreen

WEEK = IsoWeek(2026, 49)
MON, TUE, WED = WEEK.days[:3]
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
RING = [(53.95, -1.55), (53.9, -1.3), (53.75, -1.3), (53.65, -1.5), (53.7, -1.8), (53.9, -1.8)]
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NO_BUTTON = Qt.MouseButton.NoButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as opened:
        for i, (lat, lon) in enumerate(RING):
            opened.records.make(
                "account", {"name": f"Account {i}", "grade": "ABC"[i % 3], "lat": lat, "lon": lon}
            )
        opened.planning.assign(MON, [1, 2, 3])
        opened.planning.assign(TUE, [4, 5])
        yield opened


class Week:
    """The screen over a workspace, its wishes carried out as the frame does, and a hand."""

    def __init__(self, workspace: Workspace, qtbot: Any) -> None:
        self.workspace, self.qtbot = workspace, qtbot
        self.map = QFrame()
        self.screen = WeekScreen(self.map)
        qtbot.addWidget(self.screen)
        self.screen.resize(1302, 696)
        self.refusals: list[str] = []
        self.dropped: list[tuple[Any, ...]] = []
        self.screen.refused.connect(self.refusals.append)
        self.screen.drop_wanted.connect(self._drop)
        self.screen.paste_wanted.connect(
            lambda day, position, accounts, terms: self._do(
                workspace.planning.drop(day, position, accounts=accounts, terms=terms)
            )
        )
        self.screen.remove_wanted.connect(lambda calls: self._do(workspace.planning.remove(calls)))
        self.screen.lock_wanted.connect(
            lambda calls, on: self._do(workspace.planning.lock(calls, locked=on))
        )
        self.screen.order_wanted.connect(
            lambda day, calls, shape: self._do(workspace.planning.set_order(day, calls, shape))
        )
        self.show()
        self.screen.show()
        qtbot.waitExposed(self.screen)

    def _drop(self, *wanted: Any) -> None:
        self.dropped.append(wanted)
        day, position, calls, accounts = wanted
        self._do(self.workspace.planning.drop(day, position, calls=calls, accounts=accounts))

    def _do(self, _change: object) -> None:
        self.show()

    def show(self) -> None:
        self.planned = self.workspace.planning.week(WEEK)
        rows = {row.id: row for row in self.workspace.accounts.rows()}
        self.screen.set_rows(rows, date(2026, 11, 27))
        self.screen.set_week(self.planned)
        self.screen.set_compared(self.workspace.planning.compare(self.planned))

    def order(self, day: date) -> list[int]:
        return [stop.account.id for stop in self.planned.by_date[day].stops]

    def calls(self, day: date) -> list[int]:
        return [stop.call.id for stop in self.planned.by_date[day].stops]

    # The hand

    def card(self, day: date, row: int) -> tuple[QWidget, QPoint]:
        lane = self.screen.board.lane_of(day)
        assert lane is not None
        return lane.viewport(), lane.visualRect(lane.lane.index(row)).center()

    def after(self, day: date, row: int) -> QPoint:
        """On the screen, just below a card."""
        widget, at = self.card(day, row)
        return widget.mapToGlobal(at + QPoint(0, 14))

    def lane(self, day: date) -> QPoint:
        lane = self.screen.board.lane_of(day)
        assert lane is not None
        return lane.viewport().mapToGlobal(QPoint(60, 100))

    def row(self, account: int) -> tuple[QWidget, QPoint]:
        view = self.screen.due.view
        row = self.screen.due.model.rows_of({account})[0]
        area = view.visualRect(self.screen.due.model.index(row))
        return view.viewport(), area.center()

    def click(self, at: tuple[QWidget, QPoint], keys: Any = NO_KEY) -> None:
        self.qtbot.mouseClick(at[0], LEFT, keys, at[1])

    def hold(self, at: tuple[QWidget, QPoint], to: QPoint) -> None:
        """Press on a thing and drag it to a point of the screen, still holding it."""
        widget, begin = at
        self.qtbot.mousePress(widget, LEFT, NO_KEY, begin)
        self.qtbot.mouseMove(widget, begin + QPoint(0, 15))
        self.qtbot.mouseMove(widget, widget.mapFromGlobal(to))

    def release(self, at: tuple[QWidget, QPoint], to: QPoint) -> None:
        self.qtbot.mouseRelease(at[0], LEFT, NO_KEY, at[0].mapFromGlobal(to))

    def drag(self, at: tuple[QWidget, QPoint], to: QPoint) -> None:
        self.hold(at, to)
        self.release(at, to)

    @property
    def tag(self) -> str:
        return self.screen.dragging.drag.tag_text


@pytest.fixture
def week(workspace: Workspace, qtbot: Any) -> Week:
    return Week(workspace, qtbot)


def test_that_an_account_is_dragged_from_the_list_to_a_day(week: Week) -> None:
    week.drag(week.row(6), week.after(TUE, 0))
    assert week.order(TUE) == [4, 6, 5]
    week.screen.due.show_only("all")
    week.drag(week.row(1), week.lane(WED))  # planned on Monday: its call moves
    assert week.order(MON) == [2, 3]
    assert week.order(WED) == [1]


def test_that_a_call_is_dragged_to_another_day(week: Week) -> None:
    week.drag(week.card(MON, 0), week.after(TUE, 1))
    assert week.order(MON) == [2, 3]
    assert week.order(TUE) == [4, 5, 1]


def test_that_a_call_is_dragged_within_its_day(week: Week) -> None:
    week.drag(week.card(MON, 0), week.after(MON, 1))
    assert week.order(MON) == [2, 1, 3]


def test_that_several_calls_are_dragged_side_by_side(week: Week) -> None:
    week.click(week.card(MON, 0))
    week.click(week.card(MON, 2), CTRL)
    week.drag(week.card(MON, 2), week.after(TUE, 0))
    assert week.order(MON) == [2]
    assert week.order(TUE) == [4, 1, 3, 5]


def test_that_calls_of_two_days_are_selected_and_dragged_together(week: Week) -> None:
    week.click(week.card(MON, 0))
    week.click(week.card(TUE, 1), CTRL)
    assert week.screen.selected_accounts == {1, 5}
    week.drag(week.card(MON, 0), week.lane(WED))
    assert week.order(WED) == [1, 5]


def test_that_the_tag_before_the_drop_is_the_price(week: Week) -> None:
    to = week.after(TUE, 0)
    week.hold(week.card(MON, 1), to)
    drop = what_if.drop(week.planned, TUE, 1, calls=week.calls(MON)[1:2])
    assert week.tag == tag_of(week.planned, TUE, drop).text
    assert week.dropped == []
    before = week.planned
    week.release(week.card(MON, 1), to)
    assert week.planned.metres - before.metres == drop.price.metres
    assert week.tag == ""


def test_that_headers_show_old_and_new_while_dragging(week: Week) -> None:
    header = week.screen.board.headers[1]
    at_rest = header.text
    week.hold(week.card(MON, 0), week.after(TUE, 0))
    assert "→" in header.text
    assert "→" in week.screen.board.headers[0].text
    assert "→" not in week.screen.board.headers[2].text
    week.screen.dragging.drag.cancel()
    assert header.text == at_rest


def test_that_escape_gives_the_drag_up(week: Week) -> None:
    to = week.after(TUE, 0)
    week.hold(week.card(MON, 0), to)
    week.qtbot.keyClick(week.screen.board.lanes[0], Qt.Key.Key_Escape)
    assert not week.screen.dragging.drag.active
    week.release(week.card(MON, 0), to)
    assert week.dropped == []
    assert week.order(MON) == [1, 2, 3]
    assert QApplication.overrideCursor() is None


def test_that_a_press_that_hardly_moves_is_a_click(week: Week) -> None:
    widget, at = week.card(MON, 1)
    week.qtbot.mousePress(widget, LEFT, NO_KEY, at)
    week.qtbot.mouseMove(widget, at + QPoint(1, 2))
    assert not week.screen.dragging.drag.active
    week.qtbot.mouseRelease(widget, LEFT, NO_KEY, at + QPoint(1, 2))
    assert week.screen.selected_accounts == {2}


def test_that_a_locked_call_refuses_in_words(week: Week) -> None:
    week.click(week.card(MON, 0))
    week.screen.toggle_lock()
    to = week.after(TUE, 0)
    week.hold(week.card(MON, 0), to)
    assert week.tag == "Not possible  Account 0 is locked. Unlock the call to move it."
    week.release(week.card(MON, 0), to)
    assert week.refusals == ["Account 0 is locked. Unlock the call to move it."]
    assert week.order(MON) == [1, 2, 3]


def test_that_a_call_dragged_to_the_list_leaves_the_plan(week: Week) -> None:
    due = week.screen.due
    to = due.mapToGlobal(due.rect().center())
    week.hold(week.card(MON, 1), to)
    assert week.tag.endswith("Back to the list, out of the plan")
    week.release(week.card(MON, 1), to)
    assert week.order(MON) == [1, 3]


def test_that_an_account_dropped_on_the_map_puts_its_pin_right(week: Week) -> None:
    to = week.map.mapToGlobal(week.map.rect().center())
    with week.qtbot.waitSignal(week.screen.dropped_on_map) as told:
        week.drag(week.row(6), to)
    assert told.args == [6, to]
    assert week.dropped == []


def test_that_the_map_is_told_of_each_drop_that_could_be(week: Week) -> None:
    told: list[tuple[Any, Any]] = []
    week.screen.preview_changed.connect(lambda drop, account: told.append((drop, account)))
    week.hold(week.card(MON, 0), week.after(TUE, 0))
    drop, account = told[-1]
    assert account == 1
    assert set(drop.after) == {MON, TUE}
    week.screen.dragging.drag.cancel()
    assert told[-1] == (None, None)


def test_that_a_week_read_again_ends_the_drag(week: Week) -> None:
    week.hold(week.card(MON, 0), week.after(TUE, 0))
    week.show()
    assert not week.screen.dragging.drag.active
    assert week.tag == ""


def test_that_what_is_dragged_is_drawn_over_the_window(week: Week) -> None:
    before = week.screen.grab().toImage()
    week.hold(week.card(MON, 0), week.after(TUE, 0))
    during = week.screen.grab().toImage()
    week.screen.dragging.drag.cancel()
    QApplication.processEvents()
    after = week.screen.grab().toImage()
    assert during != before
    assert after.size() == before.size()


def test_that_a_lane_only_uncovered_is_not_painted_anew(
    week: Week, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint = LanePainter.paint

    def note(self: LanePainter) -> None:
        painted.append(self.s.weekday)
        paint(self)

    monkeypatch.setattr(LanePainter, "paint", note)
    lane = week.screen.board.lanes[0]
    before = lane.grab().toImage()
    painted.clear()
    assert lane.grab().toImage() == before
    assert painted == []
    week.screen.board.mark(MON)
    assert lane.grab().toImage() != before
    assert painted == [0]


def test_that_a_drop_is_priced_once(week: Week) -> None:
    dragging, call = week.screen.dragging, week.calls(MON)[0]
    week.hold(week.card(MON, 0), week.after(TUE, 0))
    assert dragging.drop is not None
    assert dragging.priced(week.planned, TUE, 1, [call], []) is dragging.drop
    assert dragging.priced(week.planned, WED, 1, [call], []) is None
    assert dragging.priced(week.planned, TUE, 1, [call], [6]) is None
    dragging.drag.cancel()
    assert dragging.priced(week.planned, TUE, 1, [call], []) is None


def test_that_the_tag_stays_within_the_window(week: Week) -> None:
    lanes = week.screen.board.lanes
    far_right = lanes[-1].viewport().mapToGlobal(QPoint(lanes[-1].width() - 3, 5))
    week.hold(week.card(MON, 0), far_right)
    drag = week.screen.dragging.drag
    assert drag._tag is not None
    assert drag._card is not None
    whole = week.screen.rect()
    assert whole.contains(drag._tag.geometry())
    assert whole.contains(drag._card.geometry())
    assert not drag._tag.geometry().intersects(drag._card.geometry())
    drag.cancel()


def test_that_the_selection_follows_what_was_dropped(week: Week) -> None:
    week.drag(week.row(6), week.after(TUE, 0))
    assert week.screen.selected_accounts == {6}
    assert week.screen.selected_calls == [week.calls(TUE)[1]]
    week.screen.remove()
    assert week.order(TUE) == [4, 5]
    assert week.screen.selected_accounts == {6}
    assert week.screen.selected_calls == []


def test_that_the_hover_between_cards_tells_of_the_drive(week: Week) -> None:
    lane = week.screen.board.lanes[0]
    below = lane.visualRect(lane.lane.index(0)).bottomLeft() + QPoint(20, 4)
    words = lane._drive_words(below)
    leg = week.planned.by_date[MON].stops[1].timed.leg
    assert words.startswith(f"Drive {round(leg.seconds / 60)} min, ")
    assert lane._drive_words(lane.visualRect(lane.lane.index(0)).center()) == ""


def test_that_the_menu_offers_what_the_keys_do(week: Week) -> None:
    states: list[tuple[int, str]] = []
    week.screen.state_wanted.connect(lambda call, state: states.append((call, state)))
    assert week.screen.menu() is None
    week.click(week.card(MON, 0))
    menu = week.screen.menu()
    assert menu is not None
    entries = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert not entries["Put on Mon 30 Nov"].isEnabled()
    stated = entries["Time with the customer"].menu()
    next(a for a in stated.actions() if a.text() == "Confirmed").trigger()
    assert states == [(week.calls(MON)[0], "confirmed")]
    entries["Put on Tue 1 Dec"].trigger()
    assert 1 in week.order(TUE)


def test_that_every_card_can_be_read_aloud(week: Week) -> None:
    lane = week.screen.board.lanes[0]
    read = QAccessible.queryAccessibleInterface(lane)
    names = [read.child(i).text(QAccessible.Text.Name) for i in range(read.childCount())]
    assert [name.partition(", ")[2].partition(",")[0] for name in names] == [
        "Account 0", "Account 1", "Account 2",
    ]  # fmt: skip


# The same by keyboard


def test_that_the_selection_is_put_on_a_day_where_it_costs_least(week: Week) -> None:
    call = week.calls(MON)[0]
    prices = [what_if.drop(week.planned, TUE, p, calls=[call]).price.seconds for p in range(3)]
    week.click(week.card(MON, 0))
    week.screen.put_on(1)
    assert week.order(TUE).index(1) == prices.index(min(prices))
    week.click(week.row(6))
    week.screen.put_on(2)
    assert week.order(WED) == [6]


def test_that_the_selection_moves_a_day_and_a_place(week: Week) -> None:
    week.click(week.card(MON, 0))
    week.screen.shift_position(1)
    assert week.order(MON) == [2, 1, 3]
    week.screen.shift_position(-1)
    week.screen.shift_position(-1)
    assert week.order(MON) == [1, 2, 3]
    week.screen.shift_day(1)
    assert 1 in week.order(TUE)
    week.screen.shift_day(1)
    assert week.order(WED) == [1]
    week.screen.shift_day(-1)
    assert 1 in week.order(TUE)


def test_that_calls_are_cut_and_pasted(week: Week) -> None:
    week.click(week.card(MON, 1))
    moving = week.screen.selected_calls
    with week.qtbot.waitSignal(week.screen.said):
        week.screen.cut()
    week.click(week.card(TUE, 0))
    week.screen.paste()
    assert week.order(TUE) == [4, 2, 5]
    assert week.screen.selected_calls == moving
    week.screen.paste()
    assert week.refusals == ["Nothing was cut or copied yet."]


def test_that_a_copy_is_refused_where_the_account_is_already(week: Week) -> None:
    week.click(week.card(MON, 1))
    week.screen.copy()
    week.screen.paste()
    assert week.refusals == ["Account 1 is on that day already."]
    week.click(week.card(TUE, 1))
    week.screen.paste()
    assert week.order(TUE) == [4, 5, 2]
    assert week.order(MON) == [1, 2, 3]


def test_that_a_copied_call_keeps_its_length_and_objective(week: Week) -> None:
    call = week.calls(MON)[1]
    week.workspace.records.change("call", call, {"minutes": 75, "objective": "Trial tips"})
    week.show()
    week.click(week.card(MON, 1))
    week.screen.copy()
    week.click(week.card(TUE, 1))
    week.screen.paste()
    assert week.order(TUE) == [4, 5, 2]
    pasted = week.planned.by_date[TUE].stops[2]
    assert (pasted.call.minutes, pasted.call.objective) == (75, "Trial tips")
    assert pasted.timed.leave - pasted.timed.begin == 75 * 60
    assert pasted.call.state == "draft"


def test_that_calls_are_taken_out_and_locked_ones_stay(week: Week) -> None:
    week.click(week.card(MON, 0))
    week.screen.toggle_lock()
    week.screen.remove()
    assert week.refusals == ["Account 0 is locked. Unlock the call to move it."]
    week.click(week.card(MON, 2))
    week.screen.remove()
    assert week.order(MON) == [1, 2]


def test_that_arrows_walk_over_cards_and_lanes(week: Week) -> None:
    week.click(week.card(MON, 0))
    lanes = week.screen.board.lanes
    week.qtbot.keyClick(lanes[0], Qt.Key.Key_Down)
    assert week.screen.selected_accounts == {2}
    week.qtbot.keyClick(lanes[0], Qt.Key.Key_Right)
    assert lanes[1].hasFocus()
    assert week.screen.selected_accounts <= {4, 5}
    week.qtbot.keyClick(lanes[1], Qt.Key.Key_Home)
    week.qtbot.keyClick(lanes[1], Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert week.screen.selected_accounts == {4, 5}


def test_that_a_selection_elsewhere_is_seen_here_and_not_told_again(week: Week) -> None:
    told: list[object] = []
    week.screen.selection_changed.connect(lambda accounts, _calls: told.append(accounts))
    week.screen.due.show_only("all")
    week.screen.select({4})
    assert week.screen.selected_calls == week.calls(TUE)[:1]
    assert [r.id for r in week.screen.due.view.selected_accounts()] == [4]
    assert told == []
    week.click(week.row(6))
    assert told == [{6}]
    assert week.screen.selected_calls == []


def test_that_double_click_and_hover_name_the_account(week: Week) -> None:
    widget, at = week.card(TUE, 1)
    # Sent, not moved there: a cursor moved by QTest may be over the window of an earlier test.
    spots = QPointF(at), QPointF(widget.mapToGlobal(at))
    move = QMouseEvent(QEvent.Type.MouseMove, *spots, NO_BUTTON, NO_BUTTON, NO_KEY)
    with week.qtbot.waitSignal(week.screen.hovered) as hovered:
        QApplication.sendEvent(widget, move)
    assert hovered.args == [5]
    with week.qtbot.waitSignal(week.screen.account_opened) as opened:
        week.qtbot.mouseDClick(widget, LEFT, NO_KEY, at)
    assert opened.args == [5]


def test_that_the_comparison_steps_through_the_days_and_ends(week: Week) -> None:
    told: list[object] = []
    week.screen.compare_wanted.connect(told.append)
    for _step in range(3):
        week.screen.comparing.step()
    assert told == [MON, TUE, None]
    assert not week.screen.compare_panel.isVisible()


def test_that_taking_the_zigzag_drives_what_was_compared(week: Week) -> None:
    week.screen.compare(MON)
    shown = week.screen.compare_panel.facts["zigzag"]
    compared = week.workspace.planning.compare(week.planned)[MON]
    week.screen.compare_panel.take(week.planned, MON, "zigzag", compared)
    assert week.planned.by_date[MON].cost.metres == shown.metres
    assert week.planned.by_date[MON].cost.arrive == shown.home
    assert "Monday: loop" in week.screen.loops.text


def test_that_escape_goes_back_one_step_at_a_time(week: Week) -> None:
    week.click(week.card(MON, 0))
    week.screen.compare(MON)
    assert week.screen.back()
    assert not week.screen.compare_panel.isVisible()
    assert week.screen.selected_accounts == {1}
    assert week.screen.back()
    assert week.screen.selected_accounts == frozenset()
    assert not week.screen.back()
