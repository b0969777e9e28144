"""The first screen answers what burns with no click, and each line does its next thing."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel

from planner.workspace import PlannedStop, PlannedWeek, what_if
from planner.workspace.attention import KINDS
from ui.main_window import MainWindow
from ui.week import price_tag
from ui.week.needs import ICONS, Need, deed
from ui.week.needs_rows import button_at
from ui.week.roles import Role

LEFT = Qt.MouseButton.LeftButton
MON, TUE, WED, THU, FRI = (date(2026, 11, 30), *(date(2026, 12, day) for day in range(1, 5)))


@pytest.fixture
def shown(window: MainWindow, qtbot: Any) -> MainWindow:
    """The sample, with what needs the rep read."""
    qtbot.waitUntil(lambda: bool(rows(window)), timeout=20_000)
    return window


def rows(window: MainWindow) -> list[Need]:
    return [need for need in window.week.needs.needs if need.kind != "week"]


def number(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


def week_of(window: MainWindow) -> PlannedWeek:
    assert window.desk.planned is not None
    return window.desk.planned


def stops_of(window: MainWindow) -> list[PlannedStop]:
    return list(week_of(window).stop_of_call.values())


def change(window: MainWindow, qtbot: Any, work: Any) -> None:
    """Do something to the records, until the list has been read again."""
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(work)
    settle(window, qtbot)


def settle(window: MainWindow, qtbot: Any) -> None:
    """Until everything asked for has been answered."""
    done: list[object] = []
    window.needs_link.read()
    window.desk.jobs.read(lambda: None, done.append, owner=window)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    qtbot.wait(50)


def show_all(window: MainWindow, qtbot: Any) -> None:
    if window.week.needs.more.isVisible():
        qtbot.mouseClick(window.week.needs.more, LEFT)


def find(window: MainWindow, kind: str, name: str = "") -> Need:
    found = [need for need in window.week.needs.needs if need.kind == kind]
    return next(need for need in found if not name or need.name == name)


def row_of(window: MainWindow, need: Need) -> QRect:
    rows = window.week.needs.list
    item = rows.item(rows.needs.index(need))
    rows.scrollToItem(item)
    return rows.visualItemRect(item)


def press_button(window: MainWindow, qtbot: Any, need: Need) -> None:
    """Click the button that the row under the mouse offers."""
    view = window.week.needs.list.viewport()
    at = button_at(row_of(window, need), need).center()
    qtbot.mouseMove(view, at)
    qtbot.mouseClick(view, LEFT, pos=at)


def make_current(window: MainWindow, need: Need) -> None:
    rows = window.week.needs.list
    rows.setCurrentRow(rows.needs.index(need))
    rows.setFocus()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links that would go to other programs."""
    links: list[str] = []

    def take(url: Any) -> bool:
        links.append(bytes(url.toEncoded()).decode())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return links


# ---- section 0: what is answered with no click ------------------------------------------


def test_that_section_0_answers_what_burns_with_no_click(shown: MainWindow, qtbot: Any) -> None:
    needs = shown.week.needs
    assert 3 <= len(needs.needs) <= 7
    kinds = [need.kind for need in needs.needs]
    assert kinds[0] == "complaint"
    order = ["complaint", "promise", "week", "unconfirmed", "overdue", "over_called",
             "person_not_seen", "place"]  # fmt: skip
    assert kinds == sorted(kinds, key=order.index)
    assert {"promise", "unconfirmed", "overdue", "over_called"} <= set(kinds)
    view = needs.list
    for at in range(view.count()):
        assert view.viewport().rect().contains(view.visualItemRect(view.item(at)).center())


def test_that_section_0_says_what_the_week_is_and_how_new_business_stands(
    shown: MainWindow,
) -> None:
    assert len(shown.week.board.headers) == 5
    assert all("km" in head.toolTip() for head in shown.week.board.headers)
    assert shown.map.isVisible()
    words = [label.text() for label in shown.status.findChildren(QLabel) if label.isVisible()]
    assert "Offline, everything works" in words
    assert shown.status.gauge.isVisible()
    assert "New business" in shown.status.gauge.accessibleName()


def test_that_line_4_3_the_most_anxious_customer_is_the_first_line(shown: MainWindow) -> None:
    first = shown.week.needs.needs[0]
    assert (first.name, first.words) == ("Holt Ltd", "anxious 5 of 5, waits 2 h")
    assert first.weekday == MON.weekday()
    assert first.bad


def test_that_more_shows_every_line_and_less_the_first_again(shown: MainWindow, qtbot: Any) -> None:
    needs = shown.week.needs
    few = needs.needs
    qtbot.mouseClick(needs.more, LEFT)
    assert len(needs.needs) > 20
    assert needs.needs[: len(few)] != few
    qtbot.mouseClick(needs.more, LEFT)
    assert needs.needs == few


def test_that_line_3_4_the_absence_of_small_favours_shows(shown: MainWindow, qtbot: Any) -> None:
    show_all(shown, qtbot)
    need = find(shown, "favour")
    assert "no small favour" in need.words
    before = sum(n.kind == "favour" for n in shown.week.needs.needs)
    today = shown.desk.today
    values = {"account": need.account, "day": today, "kind": "favour", "text": "A spare key"}
    change(shown, qtbot, lambda w: w.records.make("touch", values)[1])
    qtbot.waitUntil(
        lambda: sum(n.kind == "favour" for n in shown.week.needs.needs) == before - 1,
        timeout=10_000,
    )


def test_that_step_2_2_f6_gives_the_list_the_keys_from_any_screen(
    shown: MainWindow, qtbot: Any
) -> None:
    shown.named["go_accounts"].trigger()
    shown.named["attention"].trigger()
    assert shown.screens.current == "week"
    assert shown.week.needs.list.hasFocus() or QApplication.focusWidget() is None
    assert shown.week.needs.list.currentRow() == 0


# ---- each line does its next thing --------------------------------------------------------


def test_that_enter_on_a_complaint_asks_how_soon_the_rep_can_be_there(
    shown: MainWindow, qtbot: Any
) -> None:
    need = find(shown, "complaint")
    assert deed(need) == "Fit in"
    make_current(shown, need)
    qtbot.keyClick(shown.week.needs.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.day_to_day.host.busy, timeout=10_000)


def test_that_an_overdue_account_goes_into_its_cheapest_day_by_one_click(
    shown: MainWindow, qtbot: Any
) -> None:
    need = find(shown, "overdue")
    assert need.weekday is None
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        press_button(shown, qtbot, need)
    assert need.account in {s.account.id for s in stops_of(shown)}
    settle(shown, qtbot)
    qtbot.waitUntil(lambda: need not in shown.week.needs.needs, timeout=10_000)
    shown.named["undo"].trigger()
    qtbot.waitUntil(
        lambda: need.account not in {s.account.id for s in stops_of(shown)},
        timeout=10_000,
    )


def test_that_line_5_5_and_step_2_9_enter_swaps_an_over_called_account_as_one_step(
    shown: MainWindow, qtbot: Any
) -> None:
    need = find(shown, "over_called", "Hardy Ltd")
    calls = {s.account.name for s in stops_of(shown)}
    assert "Hardy Ltd" in calls
    make_current(shown, need)
    said: list[str] = []
    shown.desk.done.connect(said.append)
    with qtbot.waitSignal(shown.desk.changed, timeout=20_000):
        qtbot.keyClick(shown.week.needs.list, Qt.Key.Key_Return)
    assert any(" h a year" in words for words in said)
    after = {s.account.name: s.account for s in stops_of(shown)}
    assert "Hardy Ltd" not in after
    assert any(account.status == "prospect" for account in after.values())
    shown.named["undo"].trigger()
    qtbot.waitUntil(
        lambda: "Hardy Ltd" in {s.account.name for s in stops_of(shown)},
        timeout=10_000,
    )


def test_that_line_2_2_who_was_not_seen_becomes_what_the_planned_call_is_for(
    shown: MainWindow, qtbot: Any
) -> None:
    show_all(shown, qtbot)
    need = next(n for n in shown.week.needs.needs if n.kind == "person_not_seen" and n.weekday)
    assert deed(need) == "Ask for"
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        press_button(shown, qtbot, need)
    stops = stops_of(shown)
    stop = next(s for s in stops if s.account.id == need.account)
    assert need.row is not None
    assert f"Ask for {need.row.why.args['person']}" in stop.call.objective


def test_that_line_6_3_a_promise_with_its_call_planned_is_done_and_taken_back(
    shown: MainWindow, qtbot: Any
) -> None:
    show_all(shown, qtbot)
    need = find(shown, "promise", "Ure Castings")
    assert need.row is not None
    assert (need.weekday, deed(need)) == (TUE.weekday(), "Done")
    make_current(shown, need)
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        qtbot.keyClick(shown.week.needs.list, Qt.Key.Key_K)
    kept = shown.desk.workspace.records.get("promise", need.row.record)
    assert (kept.state, kept.closed_on) == ("kept", shown.desk.today)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: need not in shown.week.needs.needs, timeout=10_000)


def test_that_a_promise_nobody_planned_goes_into_the_week_in_time(
    shown: MainWindow, qtbot: Any
) -> None:
    account = number(shown, "Selby Castings")
    values = {"account": account, "due": WED, "text": "Bring the gauge"}
    change(shown, qtbot, lambda w: w.records.make("promise", values)[1])
    qtbot.waitUntil(lambda: any(n.name == "Selby Castings" and n.kind == "promise"
                                for n in shown.week.needs.needs), timeout=10_000)  # fmt: skip
    need = find(shown, "promise", "Selby Castings")
    assert deed(need) == "Plan"
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        press_button(shown, qtbot, need)
    stops = stops_of(shown)
    assert next(s for s in stops if s.account.id == account).call.day <= WED


def test_that_phone_and_mail_are_one_key_each(
    shown: MainWindow, qtbot: Any, opened: list[str]
) -> None:
    need = find(shown, "unconfirmed")
    make_current(shown, need)
    rows = shown.week.needs.list
    qtbot.keyClick(rows, Qt.Key.Key_P)
    phone = shown.desk.rows[need.account].phone
    assert phone
    assert shown.notice.text == f"Hull Marine: {phone}"
    qtbot.mouseClick(shown.notice._button, LEFT)
    assert opened[0].startswith("tel:")
    qtbot.keyClick(rows, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=10_000)
    assert opened[1].startswith("mailto:")
    assert "Thursday%203%20December" in opened[1]


def test_that_a_right_click_offers_everything_that_can_be_done(
    shown: MainWindow, qtbot: Any
) -> None:
    need = find(shown, "unconfirmed")
    menu = shown.needs_link.menu(need)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Mail", "Phone", "Mail draft", "Done", "Account card"]
    done = next(a for a in menu.actions() if a.text().startswith("Done"))
    assert need.row is not None
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        done.trigger()
    call = shown.desk.workspace.records.get("call", need.row.record)
    assert call.state == "confirmed"  # type: ignore[attr-defined]


# ---- line 6.3: a plan that breaks a promise asks ------------------------------------------


def test_that_line_6_3_a_move_that_breaks_a_promise_asks_before_it_is_made(
    shown: MainWindow, qtbot: Any
) -> None:
    week, window = shown.week, shown
    account = number(window, "Ure Castings")
    week.selection.choose(account)
    week.put_on(THU.weekday())
    assert "Would break the promise to Ure Castings on Tuesday" in window.notice.text
    stop = next(s for s in stops_of(window) if s.account.id == account)
    assert stop.call.day == TUE
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(window.notice._button, LEFT)
    stops = stops_of(window)
    assert next(s for s in stops if s.account.id == account).call.day == THU


def test_that_line_6_3_taking_the_call_out_asks_and_the_same_key_again_means_it(
    shown: MainWindow, qtbot: Any
) -> None:
    account = number(shown, "Ure Castings")
    shown.week.selection.choose(account)
    shown.week.remove()
    assert "Would break the promise to Ure Castings" in shown.notice.text
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        shown.week.remove()
    stops = stops_of(shown)
    assert account not in {s.account.id for s in stops}


def test_that_line_6_3_a_proposal_that_breaks_a_promise_says_so_and_asks(
    shown: MainWindow, qtbot: Any
) -> None:
    account = number(shown, "Idle Plastics")
    change(shown, qtbot, lambda w: w.records.change("account", account, {"opening_hours": []})[1])
    values = {"account": account, "due": WED, "text": "Show the drill"}
    change(shown, qtbot, lambda w: w.records.make("promise", values)[1])
    plan = shown.week_link.plan
    shown.named["plan"].trigger()
    qtbot.waitUntil(lambda: plan.proposal is not None and not plan.searching, timeout=30_000)
    panel = shown.week.proposing.panel
    assert panel.broken.isVisible()
    assert panel.broken.text() == "Would break the promise to Idle Plastics on Wednesday"
    version = shown.desk.workspace.data_version()
    qtbot.mouseClick(panel.accept, LEFT)
    assert "Accept it all the same?" in shown.notice.text
    assert plan.proposal is not None
    assert shown.desk.workspace.data_version() == version
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        qtbot.mouseClick(shown.notice._button, LEFT)
    assert plan.proposal is None


# ---- step 2.11: ask for times -------------------------------------------------------------


def asking(window: MainWindow, qtbot: Any) -> Any:
    window.named["ask_times"].trigger()
    qtbot.waitUntil(lambda: window.asking.dialog is not None, timeout=20_000)
    return window.asking.dialog


def test_that_step_2_11_asks_six_customers_with_two_times_each(
    shown: MainWindow, qtbot: Any, opened: list[str]
) -> None:
    dialog = asking(shown, qtbot)
    states = {one.account.name: one for one in dialog.ticked}
    assert "Hull Marine" not in states, "it was asked already"
    assert "Holt Ltd" not in states, "its time is confirmed"
    table = dialog._table
    for row in range(6, table.rowCount()):
        table.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
    chosen = dialog.ticked
    assert len(chosen) == 6
    assert all(len(one.times) == 2 for one in chosen)
    assert dialog.mail.text() == "Mail 6 drafts"
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        qtbot.mouseClick(dialog.mail, LEFT)
    assert len(opened) == 6
    assert all(link.startswith("mailto:") for link in opened)
    stops = week_of(shown).stop_of_call
    assert {stops[one.call].call.state for one in chosen} == {"asked"}
    assert {stops[one.call].call.start for one in chosen} == {one.times[0].begin for one in chosen}
    shown.named["undo"].trigger()
    qtbot.waitUntil(
        lambda: {week_of(shown).stop_of_call[one.call].call.state for one in chosen} == {"draft"},
        timeout=10_000,
    )


def test_that_drafts_can_be_files_in_a_folder(
    shown: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    dialog = asking(shown, qtbot)
    chosen = dialog.ticked
    with qtbot.waitSignal(shown.desk.changed, timeout=10_000):
        dialog.files_wanted.emit(chosen, tmp_path / "drafts")
    files = sorted((tmp_path / "drafts").iterdir())
    assert len(files) == len(chosen)
    first = message_from_bytes(files[0].read_bytes())
    assert first["X-Unsent"] == "1"
    assert first["To"] == chosen[0].email
    assert "Monday 30 November at" in first.get_payload()


def test_that_without_a_mail_program_nothing_is_noted_as_asked(
    shown: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = asking(shown, qtbot)
    version = shown.desk.workspace.data_version()
    qtbot.mouseClick(dialog.mail, LEFT)
    assert "No mail program opened" in dialog.trouble.text()
    assert dialog.isVisible()
    assert shown.desk.workspace.data_version() == version
    dialog.reject()


def test_that_line_5_3_a_click_on_a_complaint_selects_it_and_its_call(
    shown: MainWindow, qtbot: Any
) -> None:
    need = find(shown, "complaint")
    view = shown.week.needs.list
    at = row_of(shown, need).topLeft() + QPoint(60, 14)
    qtbot.mouseClick(view.viewport(), LEFT, pos=at)
    assert shown.desk.selection == frozenset({need.account})
    press_button(shown, qtbot, need)
    qtbot.waitUntil(lambda: shown.day_to_day.host.busy, timeout=10_000)


def test_that_the_cards_and_their_hovers_say_what_waits_at_the_account(
    shown: MainWindow, qtbot: Any
) -> None:
    lane = next(lane for lane in shown.week.board.lanes if lane.weekday == MON.weekday())
    index = lane.lane.index(0)
    assert index.data() == "Holt Ltd"
    qtbot.waitUntil(lambda: bool(index.data(Role.MARKS)), timeout=10_000)
    assert index.data(Role.MARKS)[0] == ("warning-octagon-fill", "bad")
    assert "anxious 5 of 5, waits 2 h" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Promise due: Trial set of tips" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_that_names_and_words_of_customers_are_never_markup(shown: MainWindow, qtbot: Any) -> None:
    account = number(shown, "Selby Castings")
    name = "<img src=x><b>Ltd</b> 株式会社 " + "Präzisionsbearbeitung" * 8
    change(shown, qtbot, lambda w: w.records.change("account", account, {"name": name})[1])
    values = {"account": account, "due": shown.desk.today, "text": "<h1>Tips</h1>"}
    change(shown, qtbot, lambda w: w.records.make("promise", values)[1])
    qtbot.waitUntil(
        lambda: any(n.name == name and n.kind == "promise" for n in shown.week.needs.needs),
        timeout=10_000,
    )
    rows = shown.week.needs.list
    item = rows.item(rows.needs.index(find(shown, "promise", name)))
    assert "<h1>" not in item.toolTip()
    assert "&lt;h1&gt;Tips" in item.toolTip()
    assert item.text() == name
    assert not shown.week.needs.grab().isNull()


def test_that_line_6_3_the_tag_at_the_cursor_says_which_promise_a_drop_would_break(
    shown: MainWindow,
) -> None:
    week, account = week_of(shown), number(shown, "Ure Castings")
    call = next(s.call.id for s in stops_of(shown) if s.account.id == account)
    tag = price_tag.tag_of(week, THU, what_if.drop(week, THU, 0, [call]))
    assert (tag.line, tag.mood) == ("Would break the promise to Ure Castings on Tuesday", "bad")
    tag = price_tag.removal_tag(week, what_if.removal(week, [call]))
    assert (tag.line, tag.mood) == ("Would break the promise to Ure Castings on Tuesday", "bad")
    tag = price_tag.tag_of(week, MON, what_if.drop(week, MON, 0, [call]))
    assert "promise" not in tag.line


def test_that_every_line_of_the_whole_list_can_be_painted(shown: MainWindow, qtbot: Any) -> None:
    show_all(shown, qtbot)
    rows = shown.week.needs.list
    ready = [Need(1, kind, "words", icon, kind=kind) for kind, icon in ICONS.items()]
    rows.show_needs(ready)
    rows.resize(344, 28 * (len(ready) + 1))
    assert not rows.grab().isNull()
    assert set(ICONS) == set(KINDS)
