"""The week proposed in the window: planned, watched, refused, accepted, undone; keys and mouse."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from planner.sample import make_sample
from planner.store.errors import DiskFull
from planner.workspace import Workspace
from planner.workspace.planning import Planning
from planner.workspace.proposing.proposals import Proposal
from ui import on_map, plan_link
from ui.main_window import MainWindow
from ui.week.proposal_marks import marks_of
from ui.week.roles import Role

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NO_BUTTON = Qt.MouseButton.NoButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 30_000


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_link, "SECONDS", 0.3)


def calls(window: MainWindow) -> dict[date, list[int]]:
    """The accounts of each day as they stand."""
    assert window.desk.planned is not None
    return {d.date: [s.account.id for s in d.stops] for d in window.desk.planned.days}


def on_board(window: MainWindow) -> dict[date, list[int]]:
    """The accounts of each day as the lanes show them."""
    board = window.week.board
    pairs = zip(board.days, board.lanes, strict=True)
    return {day.date: [s.account.id for s in lane.lane.stops] for day, lane in pairs}


def planned(window: MainWindow, qtbot: Any, *, fresh: bool = False) -> Proposal:
    """Press the key, and wait until the search is over."""
    window.activateWindow()
    window.week.setFocus()
    qtbot.keyClick(window.week.due.view, Qt.Key.Key_G, CTRL | SHIFT if fresh else CTRL)
    link = window.week_link.plan
    qtbot.waitUntil(lambda: link.proposal is not None and not link.searching, timeout=PATIENCE)
    assert link.proposal is not None
    return link.proposal


def after(proposal: Proposal) -> dict[date, list[int]]:
    return {d.date: [s.account.id for s in d.stops] for d in proposal.after.days}


def settled(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    """Do something and wait until it is written and shown."""
    with qtbot.waitSignal(window.desk.changed, timeout=PATIENCE):
        do()
    qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=PATIENCE)


def changed(window: MainWindow, qtbot: Any, kind: str, number: int, values: Any) -> None:
    """Change a record as a form does."""

    def change() -> None:
        window.desk.change(lambda w: w.records.change(kind, number, values)[1])

    settled(window, qtbot, change)


def first_added(proposal: Proposal) -> int:
    return next(step.call for step in proposal.steps if step.kind == "added")


# Planning, refusing, accepting


def test_that_the_key_proposes_a_week_and_changes_nothing(window: MainWindow, qtbot: Any) -> None:
    before = calls(window)
    proposal = planned(window, qtbot)
    assert calls(window) == before
    assert on_board(window) == after(proposal) != before
    panel = window.week.proposing.panel
    assert panel.isVisible()
    assert f"{proposal.count('added')} added" in panel.headline.text()
    assert "home by" in panel.line.text()
    assert panel.model.rowCount() == len(proposal.steps) - proposal.count("kept")
    assert window.week.proposing.left_out.model.rowCount() == len(proposal.left_out)
    assert "→" in window.top_bar.totals.text()
    assert panel.progress.text.startswith("The best found")


def test_that_enter_accepts_in_one_step_that_one_undo_takes_back(
    window: MainWindow, qtbot: Any
) -> None:
    before = calls(window)
    proposal = planned(window, qtbot)
    settled(window, qtbot, lambda: qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return))
    assert calls(window) == on_board(window) == after(proposal)
    assert not window.week.proposing.panel.isVisible()
    assert not window.week.panes.left_out.isVisible()
    assert "week 49" in window.notice.text.lower()
    settled(window, qtbot, lambda: qtbot.mouseClick(window.notice._button, LEFT))
    assert calls(window) == on_board(window) == before
    assert not window.named["undo"].isEnabled()


def test_that_the_button_accepts(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    panel = window.week.proposing.panel
    settled(window, qtbot, lambda: qtbot.mouseClick(panel.accept, LEFT))
    assert calls(window) == after(proposal)


def test_that_a_proposal_that_cannot_be_kept_now_stays(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = planned(window, qtbot)

    def full(*_given: Any) -> None:
        raise DiskFull(window.desk.workspace.file)

    with monkeypatch.context() as patch, qtbot.waitSignal(window.desk.jobs.failed):
        patch.setattr(Planning, "accept", full)
        window.named["accept_plan"].trigger()
    window.expected.clear()  # type: ignore[attr-defined]
    assert window.week_link.plan.proposal is proposal
    assert on_board(window) == after(proposal)
    settled(window, qtbot, window.named["accept_plan"].trigger)
    assert calls(window) == after(proposal)


def test_that_nobody_is_planned_in_an_empty_territory(
    bare: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    base = {"name": "New", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    Workspace.new(tmp_path / "new.loopwise", base).close()
    with qtbot.waitSignal(bare.desk.rows_changed, timeout=PATIENCE):
        bare.desk.open(tmp_path / "new.loopwise")
    bare.named["plan"].trigger()
    assert "import your customers" in bare.notice.text
    assert not bare.week.proposing.open


def test_that_enter_on_refuse_refuses(window: MainWindow, qtbot: Any) -> None:
    before = calls(window)
    planned(window, qtbot)
    refuse = window.week.proposing.panel.refuse
    refuse.setFocus()
    qtbot.keyClick(refuse, Qt.Key.Key_Return)
    assert window.week_link.plan.proposal is None
    assert on_board(window) == calls(window) == before


def test_that_esc_refuses_and_leaves_all_as_it_was(window: MainWindow, qtbot: Any) -> None:
    before, drawn = calls(window), window.map._scene.tours
    planned(window, qtbot)
    assert window.map._scene.tours != drawn
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.week.proposing.panel.isVisible()
    assert on_board(window) == calls(window) == before
    assert window.map._scene.tours == drawn
    assert window.map._scene.preview is None
    assert not window.named["undo"].isEnabled()
    assert not window.named["accept_plan"].isEnabled()
    assert all(not lane.lane.marks.marks for lane in window.week.board.lanes)


def test_that_what_was_refused_can_be_shown_again(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    window.named["refuse_plan"].trigger()
    qtbot.mouseClick(window.notice._button, LEFT)
    assert window.week_link.plan.proposal is proposal
    assert on_board(window) == after(proposal)


def test_that_enter_opens_the_card_of_a_call_while_nothing_is_proposed(
    window: MainWindow, qtbot: Any
) -> None:
    lane = window.week.board.lanes[0]
    lane.setFocus()
    lane.choose(0)
    qtbot.keyClick(lane, Qt.Key.Key_Return)
    assert window.side.account == lane.lane.stops[0].account.id


def test_that_a_fresh_plan_moves_more(window: MainWindow, qtbot: Any) -> None:
    careful = planned(window, qtbot)
    fresh = planned(window, qtbot, fresh=True)

    def gone(proposal: Proposal) -> int:
        return proposal.count("moved") + proposal.count("removed")

    assert gone(fresh) > gone(careful)
    moved = [s for s in fresh.steps if s.kind == "moved" and s.day_before != s.day_after]
    marks = marks_of(fresh, moved[0].day_after)  # type: ignore[arg-type]
    mark = marks.of(moved[0].call)
    assert mark is not None
    assert mark.was == moved[0].day_before.weekday()  # type: ignore[union-attr]


# Watching it improve


class Watched:
    """A search that the test lets go on, step by step."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.real, self.go_on = Planning.propose, threading.Event()
        self.proposals: list[Proposal] = []
        watched = self

        def propose(planning: Planning, week: Any, **given: Any) -> Proposal:
            return watched.propose(planning, week, **given)

        monkeypatch.setattr(Planning, "propose", propose)

    def propose(self, planning: Planning, week: Any, **given: Any) -> Proposal:
        rough = self.real(planning, week, iterations=1)
        good = self.real(planning, week, iterations=400)
        self.proposals[:] = [rough, good]
        given["tell"](replace(rough, share=0.1))
        self.go_on.wait(20)
        return good


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    watched = Watched(monkeypatch)
    yield watched
    watched.go_on.set()


def test_that_the_first_answer_shows_while_the_search_goes_on(
    window: MainWindow, qtbot: Any, watched: Watched
) -> None:
    link, panel = window.week_link.plan, window.week.proposing.panel
    qtbot.mouseClick(window.top_bar.plan_button, LEFT, pos=QPoint(20, 14))
    qtbot.waitUntil(lambda: link.proposal is not None, timeout=PATIENCE)
    assert link.searching
    assert on_board(window) == after(watched.proposals[0])
    assert panel.progress.stop.isVisible()
    assert panel.progress.text.startswith("Still improving")
    qtbot.waitUntil(lambda: panel.progress.bar.value() > 0, timeout=PATIENCE)
    watched.go_on.set()
    qtbot.waitUntil(lambda: not link.searching, timeout=PATIENCE)
    assert on_board(window) == after(watched.proposals[1])
    assert not panel.progress.stop.isVisible()


def test_that_it_can_be_accepted_before_the_search_ends(
    window: MainWindow, qtbot: Any, watched: Watched
) -> None:
    link = window.week_link.plan
    window.named["plan"].trigger()
    qtbot.waitUntil(lambda: link.proposal is not None, timeout=PATIENCE)
    settled(window, qtbot, window.named["accept_plan"].trigger)
    assert calls(window) == after(watched.proposals[0])
    watched.go_on.set()
    qtbot.wait(100)
    assert link.proposal is None
    assert on_board(window) == after(watched.proposals[0])


def test_that_no_more_is_shown_than_eyes_can_follow(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    shown: list[Proposal] = []
    search = plan_link.Search(
        window.desk.jobs, proposal.after.week, lambda _search, given: shown.append(given)
    )
    for _time in range(50):
        search._tell(proposal)
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE)
    qtbot.wait(50)
    assert len(shown) == 1


def test_that_planning_leaves_a_question_about_a_day(window: MainWindow, qtbot: Any) -> None:
    window.desk.select([next(iter(window.desk.rows))])
    window.named["urgent"].trigger()
    qtbot.waitUntil(lambda: window.day_to_day.host.busy, timeout=PATIENCE)
    planned(window, qtbot)
    assert not window.day_to_day.host.busy
    assert window.week.proposing.panel.isVisible()
    window.named["urgent"].trigger()
    assert not window.day_to_day.host.busy
    assert "Accept or refuse" in window.notice.text


def test_that_stop_keeps_the_best_so_far(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_link, "SECONDS", 600)
    link, panel = window.week_link.plan, window.week.proposing.panel
    window.named["plan"].trigger()
    qtbot.waitUntil(lambda: link.proposal is not None, timeout=PATIENCE)
    qtbot.mouseClick(panel.progress.stop, LEFT)
    qtbot.waitUntil(lambda: not link.searching, timeout=PATIENCE)
    assert link.proposal is not None
    assert panel.accept.isEnabled()
    assert panel.progress.text.startswith("Stopped")


def test_that_a_window_that_closes_waits_for_no_search(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_link, "SECONDS", 600)
    window.named["plan"].trigger()
    qtbot.waitUntil(lambda: window.week_link.plan.proposal is not None, timeout=PATIENCE)
    window.close()
    assert not window.desk.is_open


# The week changes meanwhile


def test_that_a_change_of_the_week_puts_the_proposal_away(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    stop = next(s for s in proposal.before.stop_of_call.values() if not s.call.locked)
    settled(window, qtbot, lambda: window.desk.remove([stop.call.id]))
    assert window.week_link.plan.proposal is None
    assert all(stop.account.id not in accounts for accounts in on_board(window).values())
    assert on_board(window) == calls(window)


def test_that_another_week_puts_the_proposal_away(window: MainWindow, qtbot: Any) -> None:
    planned(window, qtbot)
    with qtbot.waitSignal(window.desk.week_changed):
        window.named["week_after"].trigger()
    assert window.week_link.plan.proposal is None
    assert not window.week.proposing.panel.isVisible()
    assert "put away" in window.notice.text
    assert window.top_bar.title.text() == "Week 50"


def test_that_another_territory_ends_the_search(
    window: MainWindow, qtbot: Any, watched: Watched, tmp_path: Path
) -> None:
    other = tmp_path / "other.loopwise"
    make_sample(other).close()
    window.named["plan"].trigger()
    qtbot.waitUntil(lambda: window.week_link.plan.proposal is not None, timeout=PATIENCE)
    with qtbot.waitSignal(window.desk.opened, timeout=PATIENCE):
        window.desk.open(other)
    watched.go_on.set()
    qtbot.wait(100)
    assert window.week_link.plan.proposal is None
    assert not window.week.proposing.open
    assert on_board(window) == calls(window)


def test_that_only_an_account_that_was_planned_with_ends_it(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    inside = next(iter(proposal.after.stop_of_call.values())).account.id
    known = {s.account.id for s in proposal.after.stop_of_call.values()}
    known |= {left.account.id for left in proposal.left_out}
    outside = next(a for a in window.desk.rows if a not in known)
    for account, ends in ((outside, False), (inside, True)):
        changed(window, qtbot, "account", account, {"call_minutes": 55})
        assert (window.week_link.plan.proposal is None) == ends


def test_that_days_without_work_can_be_shown_beside_a_proposal(
    window: MainWindow, qtbot: Any
) -> None:
    proposal = planned(window, qtbot)
    window.desk.show_every_day(True)
    assert len(window.week.board.lanes) == 7
    assert window.week_link.plan.proposal is proposal
    assert window.week.board.lanes[0].lane.marks.marks
    window.desk.show_every_day(False)
    assert len(window.week.board.lanes) == 5


# Working on what is proposed


def test_that_moving_a_proposed_call_accepts_first(window: MainWindow, qtbot: Any) -> None:
    before = calls(window)
    proposal = planned(window, qtbot)
    call = first_added(proposal)
    stop = proposal.after.stop_of_call[call]
    target = next(
        d.date
        for d in proposal.after.days
        if d.date != stop.call.day and window.week.board.lane_of(d.date)
    )
    window.week.board.select_calls([call])
    with qtbot.waitSignals([window.desk.changed] * 2, timeout=PATIENCE):
        window.week.drop_wanted.emit(target, 0, [call], [])
    qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=PATIENCE)
    assert calls(window)[target][0] == stop.account.id
    settled(window, qtbot, window.named["undo"].trigger)
    assert calls(window) == after(proposal)
    settled(window, qtbot, window.named["undo"].trigger)
    assert calls(window) == before


def test_that_who_is_left_out_can_be_dragged_onto_a_day(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    view = window.week.proposing.left_out.view
    row = next(
        view.model().index(i, 0)
        for i in range(view.model().rowCount())
        if window.desk.rows[view.model().index(i, 0).data(Role.ACCOUNT)].place
    )
    view.scrollTo(row)
    account = row.data(Role.ACCOUNT)
    lane = window.week.board.lanes[2]
    at = view.viewport().mapToGlobal(view.visualRect(row).center())
    to = lane.viewport().mapToGlobal(QPoint(60, 120))
    mouse(view.viewport(), QEvent.Type.MouseButtonPress, at)
    for here in (at + QPoint(20, 5), to - QPoint(5, 5), to):
        mouse(view.viewport(), QEvent.Type.MouseMove, here)
    assert window.week.dragging.drag.active
    assert window.week.dragging.drop is not None
    assert window.map._scene.preview is not None
    assert "accepts it first" in window.week.proposing.panel._promise.text()
    with qtbot.waitSignals([window.desk.changed] * 2, timeout=PATIENCE):
        mouse(view.viewport(), QEvent.Type.MouseButtonRelease, to)
    qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=PATIENCE)
    day = proposal.after.week.monday + timedelta(days=2)
    assert account in calls(window)[day]
    assert set(after(proposal)[day]) < set(calls(window)[day])


def test_that_who_is_left_out_is_put_on_a_day_by_keys(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    view = window.week.proposing.left_out.view
    row = next(
        i for i in range(view.model().rowCount()) if window.desk.rows[account_in(view, i)].place
    )
    qtbot.mouseClick(
        view.viewport(), LEFT, pos=view.visualRect(view.model().index(row, 0)).center()
    )
    account = account_in(view, row)
    assert window.desk.selection == {account}
    assert window.week.proposing.why.text.startswith(view.model().index(row, 0).data())
    with qtbot.waitSignals([window.desk.changed] * 2, timeout=PATIENCE):
        window.named["put_on_3"].trigger()
    qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=PATIENCE)
    assert account in calls(window)[proposal.after.week.days[3]]


def account_in(view: QAbstractItemView, row: int) -> int:
    account: int = view.model().index(row, 0).data(Role.ACCOUNT)
    return account


def test_that_esc_refuses_from_the_list_also_with_a_row_chosen(
    window: MainWindow, qtbot: Any
) -> None:
    planned(window, qtbot)
    view = window.week.proposing.panel.view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert window.desk.selection
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.week_link.plan.proposal is None


def test_that_esc_on_the_board_lets_go_of_a_card_before_it_refuses(
    window: MainWindow, qtbot: Any
) -> None:
    planned(window, qtbot)
    lane = window.week.board.lanes[0]
    qtbot.mouseClick(lane.viewport(), LEFT, pos=lane.visualRect(lane.lane.index(1)).center())
    qtbot.keyClick(lane, Qt.Key.Key_Escape)
    assert not window.desk.selection
    assert window.week_link.plan.proposal is not None
    qtbot.keyClick(lane, Qt.Key.Key_Escape)
    assert window.week_link.plan.proposal is None


def mouse(widget: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    button = LEFT if kind != QEvent.Type.MouseMove else NO_BUTTON
    held = NO_BUTTON if kind == QEvent.Type.MouseButtonRelease else LEFT
    local = QPointF(widget.mapFromGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(kind, local, QPointF(at), button, held, NO_KEY))


def test_that_a_drag_holds_the_proposal_as_it_was_taken(
    window: MainWindow, qtbot: Any, watched: Watched
) -> None:
    link, board = window.week_link.plan, window.week.board
    window.named["plan"].trigger()
    qtbot.waitUntil(lambda: link.proposal is not None, timeout=PATIENCE)
    lane = next(lane for lane in board.lanes if lane.lane.rowCount() > 1)
    lane.choose(1)
    window.week._drag_calls(lane.mapToGlobal(QPoint(20, 20)), lane.viewport())
    watched.go_on.set()
    qtbot.waitUntil(lambda: not link.searching, timeout=PATIENCE)
    assert window.week.dragging.drag.active
    assert on_board(window) == after(watched.proposals[0])
    window.week.dragging.drag.cancel()
    assert link.proposal is not None
    assert window.map._scene.preview is not None


def test_that_all_calls_of_a_week_are_locked_and_unlocked(window: MainWindow, qtbot: Any) -> None:
    for held in (True, False):
        settled(window, qtbot, window.named["lock_all"].trigger)
        assert window.desk.planned is not None
        stops = window.desk.planned.stop_of_call.values()
        assert {s.call.locked for s in stops} == {held}


# Reasons and marks


def test_that_board_list_map_and_line_point_at_the_same(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    step = next(s for s in proposal.steps if s.kind == "added")
    name = step.account.name
    view, why = window.week.proposing.panel.view, window.week.proposing.why
    assert "Point at a call" in why.text
    view.pointed_at.emit(step.account.id)
    assert why.text.startswith(f"{name} on ")
    assert window.map._scene.hovered == step.account.id
    view.pointed_at.emit(None)
    assert "Point at a call" in why.text
    window.map_link.view.hovered.emit(step.account.id)
    assert why.text.startswith(f"{name} on ")
    assert view.marked == step.account.id
    left = proposal.left_out[0]
    window.week.proposing.left_out.view.pointed_at.emit(left.account.id)
    assert why.text.startswith(f"{left.account.name}, left out")


def test_that_the_arrow_keys_go_through_the_changes_and_tell_why(
    window: MainWindow, qtbot: Any
) -> None:
    planned(window, qtbot)
    view = window.week.proposing.panel.view
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    name = view.currentIndex().data()
    assert window.week.proposing.why.text.startswith(f"{name} on ")


def test_that_every_card_and_row_says_what_happens(window: MainWindow, qtbot: Any) -> None:
    proposal = planned(window, qtbot)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    for lane in window.week.board.lanes:
        for row, stop in enumerate(lane.lane.stops):
            text = lane.lane.index(row).data(spoken)
            kind = proposal.by_call[stop.call.id].kind
            assert ("added" in text) == (kind == "added")
    rows = window.week.proposing.panel.model
    said = [rows.index(at).data(spoken) for at in range(rows.rowCount())]
    assert all(rows.index(at).data() in text for at, text in enumerate(said))
    assert any("is added on" in text for text in said)
    bars = window.week.panes.proposed.accessibleDescription()
    assert "Monday: proposed" in bars


def test_that_the_map_has_the_proposed_tours_and_those_as_now(
    window: MainWindow, qtbot: Any
) -> None:
    proposal = planned(window, qtbot)
    scene = window.map._scene
    assert scene.preview is not None
    assert scene.preview.proposed
    assert scene.preview.after == scene.tours
    stops = {s.account for tour in scene.tours for s in tour.stops}
    assert stops == {s.account.id for s in proposal.after.stop_of_call.values()}
    drawn, preview = on_map.proposal(replace(proposal, after=proposal.before))
    assert preview.before == ()
    assert [tour.label for tour in drawn] == ["Mon", "Tue", "Wed", "Thu", "Fri"]


# What cannot be


def test_that_a_clash_is_named_and_its_way_out_is_a_button(window: MainWindow, qtbot: Any) -> None:
    assert window.desk.planned is not None
    tuesday = window.desk.planned.days[1]
    for stop in tuesday.stops[:2]:
        changed(window, qtbot, "call", stop.call.id, {"start": 36_000, "state": "confirmed"})
    window.named["plan"].trigger()
    panel, link = window.week.proposing.panel, window.week_link.plan
    qtbot.waitUntil(panel.clash.isVisible, timeout=PATIENCE)
    for stop in tuesday.stops[:2]:
        assert stop.account.name in panel.clash.text()
    assert link.proposal is None
    assert panel.way_out.isVisible()
    qtbot.mouseClick(panel.way_out, LEFT)
    qtbot.waitUntil(lambda: bool(link.proposal) and not link.searching, timeout=PATIENCE)
    assert not panel.clash.isVisible()


def test_that_esc_closes_a_clash(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.workspace.proposing.proposals import Clash, Clashing
    from planner.workspace.views import Why

    def clash(*_given: Any, **_more: Any) -> Proposal:
        raise Clashing(Clash((Why("must_by", {"name": "Holt", "until": "2026-12-01"}),), None))

    monkeypatch.setattr(Planning, "propose", clash)
    window.named["plan"].trigger()
    panel = window.week.proposing.panel
    qtbot.waitUntil(panel.clash.isVisible, timeout=PATIENCE)
    assert "Holt" in panel.clash.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.week.due.isVisible()


def test_that_a_week_that_is_over_is_not_planned(window: MainWindow, qtbot: Any) -> None:
    for _week in range(2):
        with qtbot.waitSignal(window.desk.week_changed):
            window.named["week_before"].trigger()
    before = on_board(window)
    with qtbot.waitSignal(window.desk.jobs.failed, timeout=PATIENCE):
        window.named["plan"].trigger()
    window.expected.clear()  # type: ignore[attr-defined]
    assert not window.week.proposing.open
    assert on_board(window) == before
    assert window.notice.text
