"""The other ways to the same deeds: menus, keys, boxes and buttons of the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from planner.workspace import IsoWeek
from ui.accounts.card import AccountCard
from ui.main_window import MainWindow
from ui.records.dialog import RecordDialog

WEEK = IsoWeek(2026, 49)
MONDAY, TUESDAY = WEEK.days[0], WEEK.days[1]


def settled(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        do()


def accounts_on(window: MainWindow, day: date) -> list[int]:
    assert window.desk.planned is not None
    return [stop.account.id for stop in window.desk.planned.by_date[day].stops]


def movable(window: MainWindow, day: date) -> int:
    """An account whose call on that day is not locked."""
    assert window.desk.planned is not None
    stops = window.desk.planned.by_date[day].stops
    return next(stop.account.id for stop in stops if not stop.call.locked)


def card_of(window: MainWindow, qtbot: Any, account: int) -> AccountCard:
    window.show_account(account)
    qtbot.waitUntil(lambda: bool(window.side.findChildren(QPushButton)), timeout=10_000)
    return window.side.findChildren(AccountCard)[0]


def button(widget: QWidget, words: str) -> QAbstractButton:
    buttons = [*widget.findChildren(QPushButton), *widget.findChildren(QToolButton)]
    return next(b for b in buttons if words in (b.text(), b.accessibleName()))


def target(window: MainWindow) -> QWidget:
    """The widget of the map that takes the mouse."""
    inner = window.map.focusProxy()
    assert inner is not None
    found = inner.focusProxy()
    assert found is not None
    return found


def pin_in_hand(window: MainWindow, qtbot: Any) -> bool:
    """Whether the page says that a pin is to be put somewhere."""
    answers: list[object] = []
    window.map.page.runJavaScript("!loopwise.state.furniture.help.hidden", 0, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    return answers[0] is True


def test_that_the_menu_of_the_map_puts_an_account_on_a_day(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menus.append(menu))
    account = movable(window, MONDAY)
    window.map.menu_requested.emit(account, QPoint(9, 9))
    entry = next(action for action in menus[0].actions() if "Tue" in action.text())
    settled(window, qtbot, entry.trigger)
    assert account in accounts_on(window, TUESDAY)
    assert account not in accounts_on(window, MONDAY)


def test_that_alt_and_a_digit_put_the_selection_on_that_weekday(
    window: MainWindow, qtbot: Any
) -> None:
    account = movable(window, MONDAY)
    window.desk.select((account,))
    window.week.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    settled(window, qtbot, lambda: qtbot.keyClick(window, Qt.Key.Key_3, alt))
    assert account in accounts_on(window, WEEK.days[2])


def test_that_a_box_on_the_map_selects_in_lists_and_lanes(window: MainWindow) -> None:
    chosen = accounts_on(window, MONDAY)[:3]
    window.map.boxed.emit(chosen)
    assert window.desk.selection == frozenset(chosen)
    assert window.week.selected_accounts == frozenset(chosen)
    assert len(window.week.selected_calls) == 3


def test_that_a_day_is_shown_by_its_chip_or_its_head_and_left_by_a_second_click(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[object]] = []
    monkeypatch.setattr(window.map, "_command", lambda *words: asked.append(list(words)))
    window.map.day_clicked.emit(1)
    assert window.map._scene.focus == 1
    head = window.week.board.headers[2]
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    assert window.map._scene.focus == 2
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    assert window.map._scene.focus is None
    assert asked == [["fit", 1], ["fit", 2], ["fit", "week"]]


def test_that_a_day_shown_alone_is_let_go_when_its_last_call_leaves(
    window: MainWindow, qtbot: Any
) -> None:
    assert window.desk.planned is not None
    calls = [stop.call.id for stop in window.desk.planned.by_date[TUESDAY].stops]
    window.map.day_clicked.emit(1)
    settled(window, qtbot, lambda: window.desk.remove(calls))
    assert window.map._scene.focus is None


@pytest.mark.parametrize("what", ["grade", "due"])
def test_that_accounts_are_coloured_by_name_of_the_deed(window: MainWindow, what: str) -> None:
    other = "due" if what == "grade" else "grade"
    window.named[f"colour_by_{other}"].trigger()
    window.named[f"colour_by_{what}"].trigger()
    assert window.map._scene.colour == what


def test_that_the_map_goes_where_it_is_sent(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[Any]] = []
    monkeypatch.setattr(window.map, "_command", lambda *words: asked.append(list(words)))
    account = accounts_on(window, MONDAY)[0]
    window.desk.select((account,))
    for name in ("zoom_week", "zoom_selection", "zoom_in", "zoom_out"):
        window.named[name].trigger()
    place = window.desk.rows[account].place
    assert place is not None
    assert asked == [["fit", "week"], ["fit", [list(place)]], ["zoom", 1], ["zoom", -1]]


def test_that_an_account_without_a_place_is_put_on_the_map_from_its_card(
    window: MainWindow, qtbot: Any
) -> None:
    account = next(row.id for row in window.desk.rows.values() if row.place is None)
    card = card_of(window, qtbot, account)
    button(card, "Pin").click()
    qtbot.waitUntil(lambda: pin_in_hand(window, qtbot), timeout=20_000)
    at = target(window).rect().center() + QPoint(-80, 20)
    settled(
        window,
        qtbot,
        lambda: QTest.mouseClick(target(window), Qt.MouseButton.LeftButton, pos=at),
    )
    assert window.desk.rows[account].place is not None
    assert window.desk.rows[account].precision == "hand"


@pytest.mark.parametrize(
    ("add", "field", "text", "kind"),
    [
        ("Add a contact", "name", "Ann Other", "contact"),
        ("Add an order", "amount", "120", "order"),
        ("Add a call", "objective", "Show the new line", "call"),
        ("Add a year", "potential", "9000", "turnover"),
    ],
)
def test_that_what_belongs_to_an_account_is_added_on_its_card(
    window: MainWindow, qtbot: Any, add: str, field: str, text: str, kind: str
) -> None:
    account = accounts_on(window, MONDAY)[0]
    every = window.desk.workspace.records.every
    before = len(every(kind))
    button(card_of(window, qtbot, account), add).click()
    dialog = window.findChildren(RecordDialog)[0]
    dialog.form.editor(field).set_text(text)
    if kind == "turnover":
        dialog.form.editor("year").set_text("2031")
    settled(window, qtbot, button(dialog, "Save").click)
    made: Any = every(kind)[-1]
    assert len(every(kind)) == before + 1
    assert made.account == account
    assert str(getattr(made, field)).startswith(text)


def test_that_a_list_is_chosen_by_menu_and_stop_brings_nothing_in(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"Firm {n},{n} High Street,York\n" for n in range(2000))
    path.write_text("name,street,town\n" + rows, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    before = len(window.desk.rows)
    window.named["import"].trigger()
    screen: Any = window.screens.currentWidget()
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=30_000)
    screen.run()
    button(screen, "Stop").click()
    qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=30_000)
    assert len(window.desk.workspace.accounts.rows()) == before
    assert window.screens.current == "import"


def test_that_the_export_menu_also_takes_calls_out_of_a_calendar(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "week.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))

    def choose(words: str) -> bytes:
        out.unlink(missing_ok=True)
        next(a for a in window.out.menu.actions() if words in a.text()).trigger()
        qtbot.waitUntil(out.exists, timeout=20_000)
        qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=20_000)
        return out.read_bytes()

    whole = choose("Calendar (")
    assert choose("only what changed").count(b"BEGIN:VEVENT") == 0
    gone = choose("take the calls out")
    assert b"METHOD:CANCEL" in gone
    assert gone.count(b"STATUS:CANCELLED") == whole.count(b"BEGIN:VEVENT") > 0
