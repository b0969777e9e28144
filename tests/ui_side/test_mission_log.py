"""Logging as a rep does it: by key and mouse, in few steps, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from planner.store import territory_file
from planner.workspace import IsoWeek
from ui import theme
from ui.log.close_day import CloseDay
from ui.log.mileage import MileageDialog, usual_span
from ui.log.quick_log import QuickLog
from ui.log.small import FavourDialog, PromiseDialog
from ui.main_window import MainWindow

MONDAY = date(2026, 11, 30)
NINE = "2026-11-30T09:05:00+00:00"
EVENING = "2026-11-30T17:30:00+00:00"
Key, Mod, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
A_KEY = 0.28
"""Seconds that an average hand takes for a key (Card, Moran and Newell)."""
Dialog = TypeVar("Dialog", bound=QWidget)


def account(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


def records(window: MainWindow, kind: str, whose: int | None = None) -> list[Any]:
    found = window.desk.workspace.records.every(kind)
    return [row for row in found if whose in (None, getattr(row, "account", None))]


def shown(window: MainWindow, qtbot: Any, kind: type[Dialog]) -> Dialog:
    def there() -> list[Dialog]:
        return [d for d in window.findChildren(kind) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=20_000)
    return there()[0]


def changed(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        do()


def gone(qtbot: Any, dialog: QDialog) -> None:
    import shiboken6

    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible(), timeout=20_000)


def log_of(window: MainWindow, qtbot: Any, name: str) -> QuickLog:
    window.desk.select((account(window, name),))
    window.named["quick_log"].trigger()
    return shown(window, qtbot, QuickLog)


@pytest.fixture
def morning(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setenv("LOOPWISE_NOW", NINE)
    return window


class Keys:
    """Types into whatever has the focus in a dialog, and counts the strokes."""

    def __init__(self, qtbot: Any, dialog: QDialog) -> None:
        self._qtbot, self._dialog, self.strokes = qtbot, dialog, 0

    def _focus(self) -> QWidget:
        return self._dialog.focusWidget() or self._dialog

    def text(self, text: str) -> None:
        self._qtbot.keyClicks(self._focus(), text)
        self.strokes += len(text)

    def press(self, key: Qt.Key, mod: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        self._qtbot.keyClick(self._focus(), key, mod)
        self.strokes += 1


# ---- the quick log


def test_that_the_day_in_the_life_at_09_05_takes_few_keys_and_keeps_all_of_it(
    morning: MainWindow, qtbot: Any
) -> None:
    holt = account(morning, "Holt Ltd")
    due_before = morning.desk.rows[holt].due
    morning.desk.select(())
    morning.named["quick_log"].trigger()  # Ctrl+L
    log = shown(morning, qtbot, QuickLog)
    assert log.page.account.name == "Holt Ltd"  # the stop that is now by the clock
    assert log.focusWidget() is log.outcome
    keys = Keys(qtbot, log)
    keys.text("Likes the new grade")
    keys.press(Key.Key_1, Mod.AltModifier)
    who = next(iter(log.people))
    assert log.people[who].isChecked()
    assert log.focusWidget() is log.outcome  # the hand types on
    keys.press(Key.Key_P, Mod.AltModifier)
    keys.text("Trial tips")
    keys.press(Key.Key_Tab)
    keys.text("fri")
    keys.press(Key.Key_N, Mod.AltModifier)
    keys.text("Second cell")
    keys.press(Key.Key_H, Mod.AltModifier)
    keys.text("Rival tests")
    words = len("Likes the new gradeTrial tipsfriSecond cellRival tests")
    assert keys.strokes - words == 5  # besides the words
    changed(morning, qtbot, lambda: keys.press(Key.Key_Return, Mod.ControlModifier))
    gone(qtbot, log)
    assert (keys.strokes + 1) * A_KEY <= 20
    call = next(c for c in records(morning, "call", holt) if c.day == MONDAY)
    assert (call.state, call.outcome, call.next_step) == (
        "made", "Likes the new grade", "Second cell",
    )  # fmt: skip
    person = morning.desk.workspace.records.get("contact", who)
    assert person.last_seen == MONDAY  # type: ignore[attr-defined]
    promise = records(morning, "promise", holt)[-1]
    assert (promise.text, promise.due, promise.contact) == ("Trial tips", date(2026, 12, 4), who)
    assert records(morning, "field_report", holt)[-1].text == "Rival tests"
    due = morning.desk.rows[holt].due
    assert due_before is not None
    assert due is not None
    assert due > due_before
    assert "Log the call on Holt Ltd" in morning.notice.text
    assert "due again" in morning.notice.text


def test_that_the_call_of_yesterday_is_logged_on_its_day(morning: MainWindow, qtbot: Any) -> None:
    log = log_of(morning, qtbot, "Ilkley Optics")
    log.outcome.setPlainText("Passed by on the way home")
    qtbot.mouseClick(log.sections.buttons["day"], Left)
    keys = Keys(qtbot, log)
    keys.text("fri")
    changed(morning, qtbot, lambda: keys.press(Key.Key_Return))
    gone(qtbot, log)
    call = records(morning, "call", account(morning, "Ilkley Optics"))[-1]
    assert (call.day, call.state) == (date(2026, 11, 27), "made")


def test_that_one_undo_takes_the_whole_log_back(morning: MainWindow, qtbot: Any) -> None:
    before = {k: len(records(morning, k)) for k in ("call", "seen", "promise", "touch", "nuance")}
    log = log_of(morning, qtbot, "Ilkley Optics")
    log.outcome.setPlainText("Passed by")
    log.fields.fill({"promise": "Ring", "promise_due": "+3", "favour": "Chart", "nuance": "Early"})
    changed(morning, qtbot, lambda: qtbot.mouseClick(log.button, Left))
    assert {k: len(records(morning, k)) for k in before} != before
    changed(morning, qtbot, morning.named["undo"].trigger)
    assert {k: len(records(morning, k)) for k in before} == before


def test_that_the_call_selected_on_the_board_is_the_one_that_is_logged(
    morning: MainWindow, qtbot: Any
) -> None:
    week = morning.desk.planned
    assert week is not None
    tuesday = week.by_date[date(2026, 12, 1)].stops[0]
    morning.week.board.select_calls(frozenset((tuesday.call.id,)))
    morning.named["quick_log"].trigger()
    log = shown(morning, qtbot, QuickLog)
    assert log.page.call is not None
    assert log.page.call.id == tuesday.call.id
    log.outcome.setPlainText("Came by a day early")
    changed(morning, qtbot, log.save)
    call = morning.desk.workspace.records.get("call", tuesday.call.id)
    assert (call.day, call.state) == (MONDAY, "made")  # type: ignore[attr-defined]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_that_the_menus_of_stop_and_day_log_and_close_too(evening: MainWindow, qtbot: Any) -> None:
    week = evening.desk.planned
    assert week is not None
    stop = week.by_date[MONDAY].stops[1]
    evening.week.board.select_calls(frozenset((stop.call.id,)))
    qtbot.waitUntil(lambda: evening.week.selected_calls == [stop.call.id])
    menu = evening.week.menu()
    next(a for a in menu.actions() if a.text().startswith("Log the call")).trigger()
    log = shown(evening, qtbot, QuickLog)
    assert log.page.call is not None
    assert log.page.call.id == stop.call.id
    log.reject()
    menu = evening.day_link.open_menu(MONDAY, evening.pos())
    next(a for a in menu.actions() if a.text().startswith("Close this day")).trigger()
    day = shown(evening, qtbot, CloseDay)
    assert day.page.day == MONDAY
    day.reject()
    ahead = evening.day_link.open_menu(date(2026, 12, 1), evening.pos())
    assert not next(a for a in ahead.actions() if a.text().startswith("Close")).isEnabled()
    ahead.close()


def test_that_without_an_outcome_it_stays_and_says_so_at_the_field(
    morning: MainWindow, qtbot: Any
) -> None:
    log = log_of(morning, qtbot, "Holt Ltd")
    calls = len(records(morning, "call"))
    log.next_step.setFocus()
    qtbot.mouseClick(log.button, Left)
    qtbot.waitUntil(log.problem.isVisible, timeout=20_000)
    assert "“Outcome” has to be filled in" in log.problem.text()
    assert log.focusWidget() is log.outcome
    assert len(records(morning, "call")) == calls
    log.reject()


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"promise": "Quote"}, "promise_due", "has to be filled in"),
        ({"promise": "Quote", "promise_due": "someday"}, "promise_due", "cannot be read"),
        ({"day": "2026-12-24"}, "day", "lies ahead"),
        ({"day": "1899-12-31"}, "day", "too long ago"),
        ({"day": "yesterday-ish"}, "day", "cannot be read"),
        ({"order": "a lot"}, "order", "cannot be read"),
        ({"order_line": "Drills"}, "order", "has to be filled in"),
        ({"nuance": "x" * 1_000_000}, "nuance", "too long"),
        ({"odometer": "-5"}, "odometer", "takes 0"),
        ({"newcomer": "x" * 301}, "newcomer", "too long"),
    ],
)
def test_that_what_cannot_be_is_refused_at_its_field_and_all_that_was_typed_stays(
    morning: MainWindow, qtbot: Any, typed: dict[str, str], field: str, says: str
) -> None:
    log = log_of(morning, qtbot, "Holt Ltd")
    log.outcome.setPlainText("Went well")
    log.fields.fill(typed)
    kept = log.fields.changed()
    log.save()
    qtbot.waitUntil(log.problem.isVisible, timeout=20_000)
    assert says in log.problem.text()
    widget = log.fields.widget(field)
    assert widget is not None
    assert log.focusWidget() in (widget, widget.focusProxy())
    assert widget.isVisible()
    assert log.fields.changed() == kept
    log.reject()


def test_that_esc_keeps_what_was_typed_until_the_next_time(morning: MainWindow, qtbot: Any) -> None:
    log = log_of(morning, qtbot, "Holt Ltd")
    qtbot.keyClicks(log.outcome, "Half a sent")
    log.sections.show_part("nuance")
    qtbot.keyClicks(log.fields.widget("nuance"), "Counts on Mondays")
    next(iter(log.people.values())).click()
    qtbot.keyClick(log, Key.Key_Escape)
    gone(qtbot, log)
    assert "as you left it" in morning.notice.text
    again = log_of(morning, qtbot, "Holt Ltd")
    assert again.outcome.toPlainText() == "Half a sent"
    assert again.fields["nuance"] == "Counts on Mondays"
    assert again.fields.widget("nuance").isVisible()  # type: ignore[union-attr]
    assert next(iter(again.people.values())).isChecked()
    assert again.left.isVisible()
    again.outcome.setPlainText("Half a sentence, and the rest")
    changed(morning, qtbot, again.save)
    gone(qtbot, again)
    third = log_of(morning, qtbot, "Holt Ltd")
    assert not third.left.isVisible()
    assert third.outcome.toPlainText() == "Half a sentence, and the rest"  # logged already
    third.reject()


def test_that_a_draft_is_kept_while_typing_and_can_be_thrown_away(
    morning: MainWindow, qtbot: Any
) -> None:
    log = log_of(morning, qtbot, "Holt Ltd")
    log._rest.setInterval(1)
    with qtbot.waitSignal(log.draft_typed, timeout=20_000):
        qtbot.keyClicks(log.outcome, "x")
    log.reject()
    again = log_of(morning, qtbot, "Holt Ltd")
    assert again.outcome.toPlainText() == "x"
    afresh = again.left.findChildren(QWidget)
    button = next(w for w in afresh if w.metaObject().className() == "QPushButton")
    qtbot.mouseClick(button, Left)
    assert again.fields.changed() == {}
    again.reject()
    third = log_of(morning, qtbot, "Holt Ltd")
    assert third.outcome.toPlainText() == ""
    third.reject()


def test_that_names_and_texts_of_any_kind_are_shown_as_they_are(
    morning: MainWindow, qtbot: Any
) -> None:
    name = "<b>Kaye</b> & 东京精密 עברית"
    make = morning.desk.workspace.records.make
    _record, change = make("account", {"name": name, "grade": "B"})
    changed(morning, qtbot, lambda: morning.desk.adopt(change))
    qtbot.waitUntil(lambda: any(r.name == name for r in morning.desk.rows.values()))
    number = account(morning, name)
    for whose in ("<i>Ann</i> & Sons", "李雷"):
        make("contact", {"account": number, "name": whose})
    log = log_of(morning, qtbot, name)
    assert [box.text() for box in log.people.values()] == ["&1 <i>Ann</i> && Sons", "&2 李雷"]
    log.outcome.setPlainText(name)
    log.save()
    gone(qtbot, log)
    assert records(morning, "call", number)[-1].outcome == name


def test_that_line_4_2_how_worried_they_are_now_is_asked_where_a_complaint_is_open(
    morning: MainWindow, qtbot: Any
) -> None:
    holt = account(morning, "Holt Ltd")
    said = {"account": holt, "anxiety": 5, "difficulty": 2, "text": "Inserts chip."}
    made, _change = morning.desk.workspace.records.make("complaint", said)
    log = log_of(morning, qtbot, "Holt Ltd")
    box = log.worry[made.id]
    box.setCurrentIndex(box.findData("2"))
    log.outcome.setPlainText("Set the speed with the foreman")
    log.save()
    gone(qtbot, log)
    complaint: Any = morning.desk.workspace.records.get("complaint", made.id)
    assert (complaint.anxiety, complaint.anxiety_after) == (5, 2)
    assert complaint.answered_at is not None


def test_that_line_2_4_a_leaver_is_not_offered_and_somebody_new_is_met(
    morning: MainWindow, qtbot: Any
) -> None:
    ouse = account(morning, "Ouse Rail Parts")
    left = [p.id for p in records(morning, "contact", ouse) if p.left_on]
    log = log_of(morning, qtbot, "Ouse Rail Parts")
    assert left
    assert not set(left) & log.people.keys()
    qtbot.keyClicks(log.newcomer, "Ewa Nowak")
    log.outcome.setPlainText("Met the successor")
    log.save()
    gone(qtbot, log)
    new = next(p for p in records(morning, "contact", ouse) if p.name == "Ewa Nowak")
    assert new.last_seen == MONDAY
    assert {p.id for p in records(morning, "contact", ouse)} >= set(left)


def test_that_line_6_3_a_promise_is_ticked_as_kept(morning: MainWindow, qtbot: Any) -> None:
    holt = account(morning, "Holt Ltd")
    said = {"account": holt, "due": MONDAY, "text": "Bring the tips & chart"}
    made, _change = morning.desk.workspace.records.make("promise", said)
    log = log_of(morning, qtbot, "Holt Ltd")
    qtbot.mouseClick(log.kept[made.id], Left, pos=log.kept[made.id].rect().center())
    if not log.kept[made.id].isChecked():  # a style that takes the box only
        log.kept[made.id].click()
    log.outcome.setPlainText("Handed them over")
    log.save()
    gone(qtbot, log)
    promise: Any = morning.desk.workspace.records.get("promise", made.id)
    assert (promise.state, promise.closed_on) == ("kept", MONDAY)


def test_that_line_0_1_stage_and_the_answer_to_an_objection_are_kept(
    morning: MainWindow, qtbot: Any
) -> None:
    holt = account(morning, "Holt Ltd")
    log = log_of(morning, qtbot, "Holt Ltd")
    qtbot.mouseClick(log.sections.buttons["stage"], Left)
    stage: Any = log.fields.widget("stage")
    stage.setCurrentIndex(stage.findData("objections"))
    qtbot.mouseClick(log.sections.buttons["objection"], Left)
    log.fields.fill(
        {"objection": "Too dear", "objection_answer": "Per part", "objection_worked": "yes"}
    )
    log.outcome.setPlainText("Nearly")
    log.save()
    gone(qtbot, log)
    kept = records(morning, "objection", holt)[-1]
    assert (kept.text, kept.answer, kept.worked) == ("Too dear", "Per part", "yes")
    assert morning.desk.workspace.records.get("account", holt).stage == "objections"  # type: ignore[attr-defined]


def test_that_with_nothing_selected_and_no_tour_today_it_says_what_to_do(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-12-19T09:00:00+00:00")
    window.desk.select(())
    window.named["quick_log"].trigger()
    qtbot.waitUntil(lambda: "Select the account first" in window.notice.text, timeout=20_000)


# ---- favours and promises


def test_that_line_3_4_a_small_favour_takes_one_key_and_one_line(
    morning: MainWindow, qtbot: Any
) -> None:
    holt = account(morning, "Holt Ltd")
    before = len(records(morning, "touch", holt))
    morning.desk.select((holt,))
    assert morning.named["favour"].shortcut().toString() == "Ctrl+Shift+F"
    morning.named["favour"].trigger()
    asked = shown(morning, qtbot, FavourDialog)
    keys = Keys(qtbot, asked)
    keys.text("Sent the speeds chart")
    changed(morning, qtbot, lambda: keys.press(Key.Key_Return))
    gone(qtbot, asked)
    touches = records(morning, "touch", holt)
    assert len(touches) == before + 1
    assert (touches[-1].kind, touches[-1].text) == ("favour", "Sent the speeds chart")
    changed(morning, qtbot, morning.named["undo"].trigger)
    assert len(records(morning, "touch", holt)) == before


def test_that_an_empty_favour_is_refused_where_it_is_typed(morning: MainWindow, qtbot: Any) -> None:
    morning.desk.select((account(morning, "Holt Ltd"),))
    morning.named["favour"].trigger()
    asked = shown(morning, qtbot, FavourDialog)
    qtbot.mouseClick(asked.button, Left)
    qtbot.waitUntil(asked.problem.isVisible, timeout=20_000)
    assert asked.isVisible()
    asked.reject()


def test_that_line_6_3_a_promise_without_a_day_is_refused_at_the_day(
    morning: MainWindow, qtbot: Any
) -> None:
    holt = account(morning, "Holt Ltd")
    before = len(records(morning, "promise", holt))
    morning.desk.select((holt,))
    morning.named["new_promise"].trigger()
    asked = shown(morning, qtbot, PromiseDialog)
    qtbot.keyClicks(asked.text, "Send the quote")
    qtbot.mouseClick(asked.button, Left)
    qtbot.waitUntil(asked.problem.isVisible, timeout=20_000)
    assert asked.focusWidget() is asked.due.line
    assert len(records(morning, "promise", holt)) == before
    qtbot.keyClicks(asked.due.line, "wed")
    qtbot.keyClick(asked.due.line, Key.Key_Up)
    qtbot.keyClick(asked.by, Key.Key_Down)
    changed(morning, qtbot, lambda: qtbot.keyClick(asked.due.line, Key.Key_Return))
    kept = records(morning, "promise", holt)[-1]
    assert (kept.due, kept.by, kept.needs_call) == (date(2026, 12, 3), "us", False)


# ---- closing the day


def close(window: MainWindow, qtbot: Any) -> CloseDay:
    window.named["close_day"].trigger()
    return shown(window, qtbot, CloseDay)


@pytest.fixture
def evening(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setenv("LOOPWISE_NOW", EVENING)
    return window


def test_that_a_day_of_five_stops_is_closed_by_a_key_each_and_undone_in_one(
    evening: MainWindow, qtbot: Any
) -> None:
    day = close(evening, qtbot)
    assert "Monday 30 November" in day.title.text()
    names = [row.stop.name for row in day.rows]
    assert names == ["Holt Ltd", "Colne Tools", "Calder Gears", "Kaye & Co", "Aire Turning"]
    keys = Keys(qtbot, day)
    assert day.focusWidget() is day.rows[0]
    keys.press(Key.Key_1)
    assert day.focusWidget() is day.rows[1]
    keys.press(Key.Key_2)
    assert day.focusWidget() is day.rows[1].outcome
    keys.text("1 nobody there")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    keys.text("Sold taps")
    keys.press(Key.Key_Return)  # an outcome by itself: it was made
    keys.press(Key.Key_3)
    assert day.focusWidget() is day.rows[3].to.line
    keys.text("thu")
    keys.press(Key.Key_Return)
    assert day.focusWidget() is day.rows[4]
    qtbot.mouseClick(day.rows[4].buttons["made"], Left)
    qtbot.keyClicks(day.start, "48,000")
    qtbot.keyClicks(day.end, "48132")
    assert day.driven.text() == "132 km"
    changed(evening, qtbot, lambda: keys.press(Key.Key_Return, Mod.ControlModifier))
    gone(qtbot, day)
    calls = {c.account: c for c in records(evening, "call") if c.day == MONDAY}
    states = [calls[n].state if n in calls else "" for n in (account(evening, x) for x in names)]
    assert states == ["made", "missed", "made", "", "made"]
    assert calls[account(evening, "Colne Tools")].outcome == "1 nobody there"
    week = evening.desk.workspace.planning.week(IsoWeek(2026, 49))
    moved = [stop.account.name for stop in week.by_date[date(2026, 12, 3)].stops]
    assert moved[-1] == "Kaye & Co"
    assert "Close Monday 30 November" in evening.notice.text
    changed(evening, qtbot, evening.named["undo"].trigger)
    assert {c.state for c in records(evening, "call") if c.day == MONDAY} <= {
        "draft", "asked", "confirmed",
    }  # fmt: skip
    assert len([c for c in records(evening, "call") if c.day == MONDAY]) == 5


def test_that_line_5_4_a_missed_call_stands_among_those_to_call_on_again(
    evening: MainWindow, qtbot: Any
) -> None:
    colne = account(evening, "Colne Tools")
    due = evening.desk.rows[colne].due
    day = close(evening, qtbot)
    day._go(1)
    qtbot.keyClick(day.rows[1], Key.Key_2)
    changed(evening, qtbot, day.save)
    row = evening.desk.rows[colne]
    assert (row.due, row.planned) == (due, None)
    qtbot.waitUntil(
        lambda: (
            colne in {r.id for r in evening.week.due.view.all_rows()}
            if hasattr(evening.week.due.view, "all_rows")
            else True
        )
    )


def test_that_all_that_were_not_marked_can_be_made_at_once(evening: MainWindow, qtbot: Any) -> None:
    day = close(evening, qtbot)
    qtbot.keyClick(day.rows[0], Key.Key_2)
    qtbot.mouseClick(day.all_made, Left)
    assert [row.became for row in day.rows] == ["missed", "made", "made", "made", "made"]
    day.reject()


def test_that_marks_that_are_not_saved_wait_for_the_next_time(
    evening: MainWindow, qtbot: Any
) -> None:
    day = close(evening, qtbot)
    qtbot.keyClick(day.rows[0], Key.Key_1)
    qtbot.keyClicks(day.rows[2].outcome, "Half")
    qtbot.keyClick(day, Key.Key_Escape)
    gone(qtbot, day)
    again = close(evening, qtbot)
    assert again.rows[0].became == "made"
    assert again.rows[2].outcome.text() == "Half"
    assert records(evening, "call")[0].state in ("made", "missed")
    assert not any(c.state == "made" for c in records(evening, "call") if c.day == MONDAY)
    again.reject()


def test_that_an_earlier_day_can_be_closed_and_a_day_ahead_cannot(
    evening: MainWindow, qtbot: Any
) -> None:
    left = {"account": account(evening, "Holt Ltd"), "day": date(2026, 11, 27)}
    evening.desk.workspace.records.make("call", left)
    day = close(evening, qtbot)
    assert not day.later.isEnabled()
    qtbot.keyClick(day.rows[0], Key.Key_1)
    qtbot.mouseClick(day.earlier, Left)
    qtbot.waitUntil(lambda: "Sunday" in day.title.text(), timeout=20_000)
    assert day.rows == []
    assert day.others.text().endswith("Fri 27 Nov")
    qtbot.mouseClick(day.later, Left)
    qtbot.waitUntil(lambda: "Monday" in day.title.text(), timeout=20_000)
    assert day.rows[0].became == "made"  # kept on the way
    day.reject()


@pytest.mark.parametrize(
    ("to", "start", "end", "says"),
    [
        ("mon 1", "", "", "has to be filled in"),
        ("2026-11-30", "", "", "does not lie ahead"),
        ("2026-11-02", "", "", "does not lie ahead"),
        ("", "200", "100", "cannot read less"),
        ("", "far", "", "cannot be read"),
    ],
)
def test_that_a_day_that_cannot_be_closed_so_says_why_and_keeps_what_was_typed(
    evening: MainWindow, qtbot: Any, to: str, start: str, end: str, says: str
) -> None:
    day = close(evening, qtbot)
    if to:
        qtbot.keyClick(day.rows[0], Key.Key_3)
        day.rows[0].to.set_text(to)
    day.start.setText(start)
    day.end.setText(end)
    day.save()
    qtbot.waitUntil(day.problem.isVisible, timeout=20_000)
    assert says in day.problem.text()
    assert day.isVisible()
    assert day.button.isEnabled()
    assert {c.state for c in records(evening, "call") if c.day == MONDAY} & {"made"} == set()
    day.reject()


# ---- the mileage log


def test_that_the_mileage_log_is_written_as_paper_and_as_a_table(
    evening: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    evening.named["mileage"].trigger()
    asked = shown(evening, qtbot, MileageDialog)
    assert asked.span == (date(2026, 11, 1), date(2026, 11, 30))
    qtbot.waitUntil(lambda: "days" in asked.sums.text(), timeout=20_000)
    assert "£" in asked.sums.text()
    asked.write(tmp_path / "claim", "pdf")
    gone(qtbot, asked)
    text = PdfReader(tmp_path / "claim.pdf").pages[0].extract_text()
    assert "Mileage" in text
    assert "claim.pdf is written" in evening.notice.text


def test_that_a_claim_is_of_last_month_in_its_first_week() -> None:
    assert usual_span(date(2026, 12, 7)) == (date(2026, 11, 1), date(2026, 11, 30))
    assert usual_span(date(2026, 12, 8)) == (date(2026, 12, 1), date(2026, 12, 8))
    assert usual_span(date(2027, 1, 3)) == (date(2026, 12, 1), date(2026, 12, 31))


# ---- to look at


@pytest.mark.parametrize("dark", [False, True])
def test_that_every_word_of_the_dialogs_has_room(
    evening: MainWindow, qtbot: Any, tmp_path: Path, dark: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark)
    try:
        log = log_of(evening, qtbot, "Holt Ltd")
        for button in log.sections.buttons.values():
            button.click()
        qtbot.wait(50)
        assert log.height() <= evening.height()
        assert log._inner.minimumSizeHint().width() <= log._scroll.viewport().width()
        for button in (log.button, *log.sections.buttons.values()):
            assert button.width() >= button.sizeHint().width(), button.text()
        assert log.grab().save(str(tmp_path / "log.png"))
        log.reject()
        day = close(evening, qtbot)
        day.rows[0].mark("moved")
        qtbot.wait(50)
        assert day.width() <= evening.width()
        assert day.rows[0].outcome.width() >= 120
        day.reject()
    finally:
        theme.apply(app, None)


# ---- where nothing can be written


def test_that_in_a_read_only_territory_the_log_says_so_and_keeps_what_was_typed(
    bare: MainWindow, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(territory_file, "can_be_written", lambda _file: False)
    with qtbot.waitSignal(bare.map_link.settled, timeout=20_000):
        bare.desk.open(file)
    qtbot.waitUntil(lambda: bare.desk.rows_read, timeout=20_000)
    log = log_of(bare, qtbot, "Holt Ltd")
    qtbot.keyClicks(log.outcome, "Well")
    with qtbot.waitSignal(bare.desk.jobs.failed, timeout=20_000):
        log.save()
    assert log.isVisible()
    assert log.button.isEnabled()
    log.reject()
    gone(qtbot, log)
    again = log_of(bare, qtbot, "Holt Ltd")
    assert again.outcome.toPlainText() == "Well"
    again.reject()
    bare.expected.clear()  # type: ignore[attr-defined]
