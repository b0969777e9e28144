"""The account's card and its people, by mouse: what is known steers the next call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from ui.accounts.card import AccountCard
from ui.accounts.card.history import HistoryBox
from ui.accounts.card.inline import InPlace
from ui.accounts.card.order_bars import MonthBars
from ui.accounts.card.parts import Row
from ui.accounts.card.people import PersonRow
from ui.main_window import MainWindow
from ui.people.leaving import LeavingDialog
from ui.people.view import PeopleDialog
from ui.records.dialog import RecordDialog

LEFT = Qt.MouseButton.LeftButton
EVIL = "<img src=x onerror=alert(1)> & Sons"
FOREIGN = [EVIL, "شركة النور للتجارة", "台北市立聯合醫院附設藥局", "Ж" * 300]


@pytest.fixture(autouse=True)
def _no_popups(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform of the tests cannot grab the mouse for what pops up."""
    monkeypatch.setattr(QMenu, "popup", lambda _menu, _at: None)


def number_of(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


def card_of(window: MainWindow, qtbot: Any, name: str) -> AccountCard:
    """The card of an account, opened as the rep does and read whole."""
    account = number_of(window, name)
    window.show_account(account)
    qtbot.waitUntil(lambda: shown(window) == account, timeout=10_000)
    return the_card(window)


def the_card(window: MainWindow) -> AccountCard:
    return window.side.findChildren(AccountCard)[0]


def shown(window: MainWindow) -> int | None:
    cards = window.side.findChildren(AccountCard)
    return cards[0].page.account if cards and cards[0].page is not None else None


def settled(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    """Do something and wait until the card shows what became of it."""
    card = the_card(window)
    with qtbot.waitSignals([window.desk.changed, card.shown], timeout=10_000):
        do()


def field(card: AccountCard, label: str) -> InPlace:
    return next(one for one in card.findChildren(InPlace) if one.label == label)


def click(qtbot: Any, widget: QWidget) -> None:
    qtbot.mouseClick(widget, LEFT, pos=QPoint(widget.width() - 8, widget.height() // 2))


def by_words(holder: QWidget, words: str) -> Any:
    found = [b for b in holder.findChildren(QAbstractButton) if words in _words_of(b)]
    assert found, f"nothing to press says {words}"
    return next((b for b in found if words in (b.text(), b.accessibleName())), found[0])


def _words_of(button: QAbstractButton) -> str:
    return f"{button.accessibleName()} {button.text()}"


def said(holder: QWidget) -> str:
    """All that a card or a dialog says."""
    rows = [one.accessibleName() for one in holder.findChildren(QWidget)]
    labels = [one.text() for one in holder.findChildren(QLabel)]
    return "\n".join([*rows, *labels]).replace("\u200b", "")


def account_record(window: MainWindow, name: str) -> Any:
    return window.desk.workspace.records.get("account", number_of(window, name))


# ---- 0.1 every call has an objective and a stage; objections and the answers that worked


def test_that_line_0_1_objective_and_stage_are_set_where_they_stand(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Colne Tools")
    objective = field(card, "Objective")
    click(qtbot, objective)
    qtbot.keyClicks(objective.editor, "Show the long holder")
    settled(window, qtbot, lambda: qtbot.keyClick(objective.editor, Qt.Key.Key_Return))
    assert account_record(window, "Colne Tools").next_objective == "Show the long holder"
    stage = field(card, "Sales stage")
    click(qtbot, stage)
    stage.editor.setCurrentIndex(stage.editor.findData("close"))
    settled(window, qtbot, lambda: stage.editor.activated.emit(stage.editor.currentIndex()))
    assert account_record(window, "Colne Tools").stage == "close"
    assert "Show the long holder" in said(card)
    settled(window, qtbot, window.named["undo"].trigger)
    settled(window, qtbot, window.named["undo"].trigger)
    assert account_record(window, "Colne Tools").next_objective == ""


def test_that_line_0_1_an_answer_that_worked_elsewhere_stands_below_the_objection(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Goole Forge")
    elsewhere = by_words(card, "Worked at Holt Ltd")
    assert "Cost per part over a month" in elsewhere.accessibleName()
    click(qtbot, elsewhere)
    qtbot.waitUntil(lambda: shown(window) == number_of(window, "Holt Ltd"), timeout=10_000)


def test_that_line_0_1_an_objection_is_kept_from_the_card(window: MainWindow, qtbot: Any) -> None:
    card = card_of(window, qtbot, "Colne Tools")
    click(qtbot, by_words(card, "Add an objection"))
    dialog = window.findChildren(RecordDialog)[0]
    dialog.form.editor("text").set_text("Delivery takes too long, they say")
    settled(window, qtbot, dialog.findChildren(QPushButton)[0].click)
    assert "Delivery takes too long, they say" in said(card)
    assert "Worked at Kaye & Co" in said(card)


# ---- 2.1 every account has a record, with its orders and their rhythm


def test_that_line_2_1_the_card_shows_orders_their_rhythm_and_the_next_one(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    assert card.findChildren(MonthBars)[0].accessibleName().startswith("Orders in ")
    words = said(card)
    assert "every 46 days, next Sat 12 Dec" in words
    assert "60 % of what they buy is ours · 2 suppliers" in words
    assert "6 made in 13 weeks, 6.5 planned" in words


def test_that_line_2_1_a_field_is_edited_in_place_and_tells_what_it_was(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    phone = field(card, "Phone")
    before = account_record(window, "Holt Ltd").phone
    click(qtbot, phone)
    qtbot.keyClicks(phone.editor, "nonsense")
    qtbot.keyClick(phone.editor, Qt.Key.Key_Escape)
    assert phone.editor is None
    qtbot.waitUntil(lambda: phone.height() >= phone.fontMetrics().height())
    assert window.side.isVisible()  # Esc leaves the field, not the card
    assert account_record(window, "Holt Ltd").phone == before
    click(qtbot, phone)
    qtbot.keyClicks(phone.editor, "0113 496 0000")
    settled(window, qtbot, lambda: qtbot.keyClick(phone.editor, Qt.Key.Key_Return))
    phone = field(card, "Phone")
    at = phone.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, phone.mapToGlobal(at))
    QApplication.sendEvent(phone, event)
    qtbot.waitUntil(lambda: bool(window.findChildren(HistoryBox)))
    box = window.findChildren(HistoryBox)[0]
    assert box.lines == [
        f"was {before} until 27 Nov 2026, then 0113 496 0000 · Change account Holt Ltd"
    ]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(HistoryBox))
    assert window.side.isVisible()


def test_that_what_cannot_be_read_is_said_at_the_field(window: MainWindow, qtbot: Any) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    calls = field(card, "Calls a cycle")
    click(qtbot, calls)
    qtbot.keyClicks(calls.editor, "many")
    qtbot.keyClick(calls.editor, Qt.Key.Key_Return)
    problem = calls.findChild(QLabel, "problem")
    assert isinstance(problem, QLabel)
    assert "“many” cannot be read" in problem.text()
    assert calls.editor.text() == "many"  # what was typed is still there
    qtbot.keyClick(calls.editor, Qt.Key.Key_Escape)


def test_that_going_elsewhere_keeps_what_was_typed(window: MainWindow, qtbot: Any) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    email = field(card, "E-mail")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    click(qtbot, email)
    qtbot.keyClicks(email.editor, "new@holt.example")
    settled(window, qtbot, lambda: qtbot.keyClick(email.editor, Qt.Key.Key_Tab))
    assert account_record(window, "Holt Ltd").email == "new@holt.example"


def test_that_a_change_from_elsewhere_waits_for_the_hand_that_types(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    notes = field(card, "Notes")
    click(qtbot, notes)
    qtbot.keyClicks(notes.editor, "Half a sen")
    workspace, account = window.desk.workspace, number_of(window, "Holt Ltd")
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(lambda w: w.records.change("account", account, {"phone": "1"})[1])
    qtbot.wait(100)
    qtbot.keyClicks(notes.editor, "tence")
    settled(window, qtbot, lambda: qtbot.keyClick(notes.editor, Qt.Key.Key_Return))
    kept: Any = workspace.records.get("account", account)
    assert (kept.notes, kept.phone) == ("Half a sentence", "1")


def test_that_a_promise_is_kept_with_one_click_and_open_again_with_another(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Ure Castings")
    ticks = [t for t in card.findChildren(QCheckBox) if "Trial tips" in t.accessibleName()]
    settled(window, qtbot, lambda: qtbot.mouseClick(ticks[0], LEFT, pos=QPoint(8, 8)))
    promises: Any = window.desk.workspace.records.every("promise")
    (promise,) = [p for p in promises if p.text == "Trial tips"]
    assert (promise.state, promise.closed_on) == ("kept", window.desk.today)
    settled(window, qtbot, window.named["undo"].trigger)
    assert window.desk.workspace.records.get("promise", promise.id).state == "open"  # type: ignore[attr-defined]


def test_that_a_field_of_the_reps_own_is_made_and_filled_on_the_card(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Colne Tools")
    click(qtbot, by_words(card, "Add a field"))
    dialog = window.findChildren(RecordDialog)[0]
    dialog.form.editor("name").set_text("Shifts")
    dialog.form.editor("type").set_text("number")
    settled(window, qtbot, dialog.findChildren(QPushButton)[0].click)
    shifts = field(card, "Shifts")
    click(qtbot, shifts)
    qtbot.keyClicks(shifts.editor, "two")
    qtbot.keyClick(shifts.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "cannot be read" in said(shifts))
    click(qtbot, shifts)
    if shifts.editor is None:
        shifts.open()
    shifts.editor.set_text("2")
    settled(window, qtbot, lambda: qtbot.keyClick(shifts.editor, Qt.Key.Key_Return))
    own = window.desk.workspace.own_fields.of(number_of(window, "Colne Tools"))
    assert ("Shifts", "2") in [(one.name, one.value) for one in own]


def test_that_another_office_of_the_firm_is_a_click_away(window: MainWindow, qtbot: Any) -> None:
    card = card_of(window, qtbot, "Ravensthorpe Rollers")
    head = next(r for r in card.findChildren(Row) if r.accessibleName().startswith("Holt Ltd"))
    assert "head office" in head.accessibleName()
    click(qtbot, head)
    qtbot.waitUntil(lambda: shown(window) == number_of(window, "Holt Ltd"), timeout=10_000)


# ---- 2.2 the decision-making unit


def people_of(window: MainWindow, qtbot: Any, name: str) -> PeopleDialog:
    card = card_of(window, qtbot, name)
    click(qtbot, by_words(card, "Roles and people…"))
    dialog = window.findChildren(PeopleDialog)[0]
    qtbot.waitUntil(lambda: bool(dialog.asks.text()), timeout=10_000)
    return dialog


def test_that_line_2_2_the_grid_shows_gaps_and_a_click_gives_a_role(
    window: MainWindow, qtbot: Any
) -> None:
    dialog = people_of(window, qtbot, "Holt Ltd")
    grid, account = dialog.grid, number_of(window, "Holt Ltd")
    assert grid.accessibleDescription() == "Nobody known as: initiator, gatekeeper"
    unit = window.desk.workspace.people.unit(account)
    buyer = unit.covering("buyer")[0]
    at = grid.field_of(buyer.contact, "gatekeeper").center()
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(grid, LEFT, pos=at)
    unit = window.desk.workspace.people.unit(account)
    assert [m.name for m in unit.covering("gatekeeper")] == [buyer.name]
    qtbot.waitUntil(lambda: grid.accessibleDescription() == "Nobody known as: initiator")
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(grid, LEFT, pos=at)
    assert not window.desk.workspace.people.unit(account).covering("gatekeeper")
    dialog.close()


def test_that_line_2_2_keys_do_what_the_mouse_does_in_the_grid(
    window: MainWindow, qtbot: Any
) -> None:
    dialog = people_of(window, qtbot, "Holt Ltd")
    grid, account = dialog.grid, number_of(window, "Holt Ltd")
    first = window.desk.workspace.people.unit(account).there[0]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key)
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.keyClick(grid, Qt.Key.Key_Space)
    buyers = window.desk.workspace.people.unit(account).covering("buyer")
    assert first.contact in [m.contact for m in buyers]
    dialog.close()


def test_that_line_2_2_the_card_asks_for_a_decider_not_seen_for_long(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    assert "Ask for the decider, Nadia Hussain" in said(card)
    row = next(r for r in card.findChildren(PersonRow) if "decider" in r.accessibleName())
    menu = row.menu_at(row.mapToGlobal(QPoint(5, 5)))
    settled(window, qtbot, next(a for a in menu.actions() if a.text() == "Seen today").trigger)
    assert "Ask for the decider" not in said(card)
    assert window.desk.workspace.people.unit(number_of(window, "Holt Ltd")).there[0].days == 0


def test_that_line_2_2_the_key_opens_the_people_of_the_selection(
    window: MainWindow, qtbot: Any
) -> None:
    window.desk.select((number_of(window, "Holt Ltd"),))
    window.named["people"].trigger()
    dialog = window.findChildren(PeopleDialog)[0]
    qtbot.waitUntil(lambda: dialog.title.text() == "Holt Ltd", timeout=10_000)
    assert "What do we lose if Nadia Hussain goes?" in said(dialog)
    assert "Nobody else is the decider at Holt Ltd" in said(dialog)
    dialog.close()
    window.desk.select(())
    window.named["people"].trigger()
    assert "Select one account first." in said(window)


# ---- 2.3 nuances


def test_that_line_2_3_a_nuance_becomes_a_product_request(window: MainWindow, qtbot: Any) -> None:
    card = card_of(window, qtbot, "Colne Tools")
    click(qtbot, by_words(card, "Add a nuance"))
    dialog = window.findChildren(RecordDialog)[0]
    dialog.form.editor("text").set_text("Turns every holder round")
    dialog.form.editor("product_request").set_text("Left-hand holder in size 16")
    settled(window, qtbot, dialog.findChildren(QPushButton)[0].click)
    assert "Turns every holder round" in said(card)
    assert "product request: Left-hand holder in size 16" in said(card)
    nuances: Any = window.desk.workspace.records.every("nuance")
    same = {n.account for n in nuances if n.product_request == "Left-hand holder in size 16"}
    assert number_of(window, "Colne Tools") in same
    assert number_of(window, "Ure Castings") in same  # counted together


# ---- 2.4 a key contact leaves


def leaving(window: MainWindow, qtbot: Any, row: PersonRow) -> LeavingDialog:
    menu = row.menu_at(row.mapToGlobal(QPoint(5, 5)))
    next(a for a in menu.actions() if a.text() == "Has left…").trigger()
    dialog = window.findChildren(LeavingDialog)[-1]
    qtbot.waitUntil(lambda: bool(dialog.since.text()), timeout=10_000)
    return dialog


def test_that_line_2_4_a_leaver_is_marked_in_one_step_and_the_successor_named(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    buyer = next(r for r in card.findChildren(PersonRow) if "buyer" in r.accessibleName())
    dialog = leaving(window, qtbot, buyer)
    assert "the open promises: 1" in said(dialog)
    dialog.who.setEditText("Ben Okoro")
    settled(window, qtbot, lambda: qtbot.mouseClick(dialog.mark, LEFT))
    unit = window.desk.workspace.people.unit(number_of(window, "Holt Ltd"))
    assert [m.name for m in unit.covering("buyer")] == ["Ben Okoro"]
    assert [m.contact for m in unit.left] == [buyer.member.contact]
    promises: Any = window.desk.workspace.records.every("promise")
    (promise,) = [p for p in promises if p.text == "Trial set of tips"]
    assert promise.contact == unit.covering("buyer")[0].contact
    assert f"{buyer.member.name}, buyer: left Fri 27 Nov" in said(card)
    settled(window, qtbot, window.named["undo"].trigger)
    assert not window.desk.workspace.people.unit(number_of(window, "Holt Ltd")).left


def test_that_line_2_4_who_left_twice_is_told_and_nothing_changes(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    buyer = next(r for r in card.findChildren(PersonRow) if "buyer" in r.accessibleName())
    dialog = leaving(window, qtbot, buyer)
    contact = buyer.member.contact
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        window.desk.change(lambda w: w.people.has_left(contact))  # meanwhile, by another hand
    qtbot.mouseClick(dialog.mark, LEFT)
    qtbot.waitUntil(lambda: "already and is kept so" in said(dialog), timeout=10_000)
    assert dialog.isVisible()
    dialog.reject()


def test_that_line_2_4_the_rebuild_list_says_whom_to_meet(window: MainWindow, qtbot: Any) -> None:
    dialog = people_of(window, qtbot, "Undercliffe Spindles")
    words = said(dialog)
    assert "Imran Kaur left Sat 7 Nov" in words
    assert "Nobody has taken over as decider" in words
    assert "Chose by" in words
    click(qtbot, by_words(dialog, "Who follows…"))
    form = dialog.findChildren(LeavingDialog)[0]
    qtbot.waitUntil(lambda: form.mark.text() == "Keep who follows", timeout=10_000)
    form.who.setCurrentIndex(1)
    with qtbot.waitSignal(window.desk.changed, timeout=10_000):
        qtbot.mouseClick(form.mark, LEFT)
    qtbot.waitUntil(lambda: "Hannah Mensah follows" in said(dialog), timeout=10_000)
    dialog.close()


# ---- bad input, shown as typed


@pytest.mark.parametrize("text", FOREIGN)
def test_that_customer_text_is_shown_as_it_was_typed(
    window: MainWindow, qtbot: Any, text: str
) -> None:
    account = number_of(window, "Colne Tools")
    workspace, today = window.desk.workspace, window.desk.today
    workspace.records.change("account", account, {"name": text, "notes": text})
    for kind, values in (
        ("contact", {"name": text, "role": text}),
        ("promise", {"text": text, "due": today}),
        ("nuance", {"text": text, "date": today}),
        ("objection", {"text": text, "answer": text, "date": today}),
        ("machine", {"name": text}),
    ):
        workspace.records.make(kind, {"account": account, **values})
    window.desk.reload()
    card = card_of_number(window, qtbot, account)
    words = said(card)
    assert words.count(text[:200]) >= 6
    for label in card.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    dialog = window.people.open(account)
    qtbot.waitUntil(lambda: dialog.title.text() == text, timeout=10_000)
    dialog.close()


def card_of_number(window: MainWindow, qtbot: Any, account: int) -> AccountCard:
    window.show_account(account)
    qtbot.waitUntil(lambda: shown(window) == account, timeout=10_000)
    return the_card(window)


def test_that_a_text_of_a_megabyte_is_refused_where_it_was_typed(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Colne Tools")
    objective = field(card, "Objective")
    click(qtbot, objective)
    objective.editor.setMaxLength(2_000_000)
    objective.editor.set_text("x" * 1_000_000)
    qtbot.keyClick(objective.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "it holds 300 characters" in said(objective), timeout=10_000)
    assert account_record(window, "Colne Tools").next_objective == ""


def test_that_a_field_of_the_reps_own_goes_with_its_values_and_comes_back_with_one_undo(
    window: MainWindow, qtbot: Any
) -> None:
    card = card_of(window, qtbot, "Holt Ltd")
    account = number_of(window, "Holt Ltd")
    before = window.desk.workspace.own_fields.of(account)
    menu = next(b for b in card.findChildren(QToolButton) if b.text() == "Change a field").menu()
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "Coolant").trigger()
    dialog = window.findChildren(RecordDialog)[0]
    delete = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Delete")
    settled(window, qtbot, lambda: qtbot.mouseClick(delete, LEFT))
    assert "Coolant" not in [one.name for one in window.desk.workspace.own_fields.of(account)]
    settled(window, qtbot, window.named["undo"].trigger)
    assert window.desk.workspace.own_fields.of(account) == before
