"""The Friday report, field reports, questions and charts, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from planner.exchange.mail import Attachment, Draft
from planner.exchange.report import line_key
from planner.records.field_reports import REPORTS
from planner.workspace import IsoWeek
from ui import theme
from ui.charts.chart import ChartView, marks
from ui.charts.view import ChartsScreen
from ui.main_window import MainWindow
from ui.report.asking import AnswerRow
from ui.report.field_report import AskForm, FieldReportForm, SeenForm
from ui.report.rows import Tick
from ui.report.sending import with_suffix
from ui.report.view import ReportScreen
from ui.report.words import Words

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
WEEK, FRIDAY = IsoWeek(2026, 48), date(2026, 11, 27)
HOSTILE = "<b>x</b> مرحبا 東京機械株式会社 <script>alert(1)</script>"


@dataclass
class Drafts:
    """The drafts that were opened, in the place of a mail program."""

    drafts: list[Draft] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Drafts:
    box = Drafts()

    def open_draft(draft: Draft, _parent: object = None, files: Any = ()) -> bool:
        box.drafts.append(draft)
        box.files.extend(files)
        return True

    monkeypatch.setattr("ui.mailing.open_draft", open_draft)
    return box


@pytest.fixture
def screen(window: MainWindow, qtbot: Any, tmp_path: Path, outbox: Drafts) -> ReportScreen:
    window.activateWindow()
    qtbot.keyClick(window, Key.Key_5, CTRL)
    found = window.screens.currentWidget()
    assert isinstance(found, ReportScreen)
    found.sending._folder = tmp_path
    qtbot.waitUntil(lambda: found.report is not None, timeout=10_000)
    return found


def lines(screen: ReportScreen) -> str:
    """What the panel says will leave."""
    return "\n".join(item.text for item in screen.panel.lines)


def tick(screen: ReportScreen, key: str) -> Tick:
    found = next((t for t in screen.findChildren(Tick) if t.key == key), None)
    assert found is not None, key
    return found


def words(screen: ReportScreen, key: str) -> Words:
    found = screen.findChild(Words, f"words {key}")
    assert isinstance(found, Words)
    return found


def form(qtbot: Any, kind: type[Any]) -> Any:
    def shown() -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def shows(widget: QWidget, text: str) -> bool:
    return any(text in label.text() for label in widget.findChildren(QLabel))


# ---- section 5 of the day ------------------------------------------------------------------


def test_that_section_5_the_friday_report_takes_few_actions(
    window: MainWindow, qtbot: Any, tmp_path: Path, outbox: Drafts
) -> None:
    actions = 0
    window.activateWindow()

    def press(widget: QWidget, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal actions
        actions += 1
        qtbot.keyClick(widget, key, modifier)

    press(window, Key.Key_5, CTRL)
    screen = window.screens.currentWidget()
    assert isinstance(screen, ReportScreen)
    screen.sending._folder = tmp_path
    qtbot.waitUntil(lambda: screen.report is not None, timeout=10_000)
    # Written from the week's records, with nothing typed.
    for text in ("21 of 21", "899 km", "−31 km", "14 %", "3 of 4", "Over-called accounts"):
        assert shows(screen, text), text
    assert shows(screen, "5 opened, 1 closed")
    assert shows(screen, "competitor’s test marketing · Brightedge · seen by 2")
    # The focus stands on the first field report: down, and out with it.
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), Tick))
    focus = window.focusWidget()
    assert focus is tick(screen, "field_reports:1")
    press(focus, Key.Key_Down)
    with qtbot.waitSignal(window.desk.changed):
        press(tick(screen, "field_reports:2"), Key.Key_Space)
    assert "Price rise" not in lines(screen)
    # A question with a date.
    actions += 2
    qtbot.keyClicks(screen.ask_bar.text, "Who pays for the trial?")
    qtbot.keyClicks(screen.ask_bar.day.line, "4 dec")
    with qtbot.waitSignal(window.desk.changed):
        press(screen.ask_bar.day.line, Key.Key_Return)
    qtbot.waitUntil(lambda: "Who pays for the trial? · by 4 Dec" in lines(screen), timeout=10_000)
    # Out: the PDF, and the draft with it. Nothing is sent.
    told = lines(screen)
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        press(screen, Key.Key_Return, CTRL)
    assert (tmp_path / "report_2026-W48.pdf").read_bytes().startswith(b"%PDF")
    (draft,) = outbox.drafts
    assert draft.to == ("sales.office@example.com",)
    assert outbox.files[0].name == "report_2026-W48.pdf"
    for line in told.splitlines():
        assert all(part in draft.text for part in line.split(" · "))
    assert "Price rise" not in draft.text
    assert "buyer may leave" not in draft.text
    assert window.desk.workspace.reporting.week(WEEK).sent_on == FRIDAY
    assert actions <= 10


def test_that_nothing_is_sent_and_every_step_can_be_undone(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseClick(tick(screen, "field_reports:1"), LEFT)
    assert "coated drill" not in lines(screen) or not tick(screen, "field_reports:1").isChecked()
    with qtbot.waitSignal(window.desk.changed):
        window.named["undo"].trigger()
    qtbot.waitUntil(lambda: "coated drill" in lines(screen), timeout=10_000)


def test_that_the_panel_lists_exactly_what_leaves(screen: ReportScreen) -> None:
    reporting = screen._desk.workspace.reporting
    assert list(screen.panel.lines) == list(reporting.letter(WEEK).items())
    assert shows(screen.panel, "1 field report · 1 private")
    assert shows(screen.panel, "People: names, roles, last words")


def test_that_a_part_taken_out_in_the_panel_stays_here(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    part = next(t for t in screen.panel.findChildren(Tick) if t.key == "complaints")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseClick(part, LEFT)
    qtbot.waitUntil(lambda: "Holt Ltd · anxiety" not in lines(screen))
    letter = window.desk.workspace.reporting.letter(WEEK)
    assert all(section.part != "complaints" for section in letter.sections)


def test_that_a_private_report_leaves_only_when_it_is_ticked(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    private = tick(screen, "field_reports:5")
    assert not private.isChecked()
    assert "buyer may leave" not in lines(screen)
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseClick(private, LEFT)
    qtbot.waitUntil(lambda: "A buyer may leave in spring" in lines(screen))
    assert "source not named" in lines(screen)
    assert "the son" not in lines(screen)


def test_that_a_text_is_edited_where_it_stands(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    line = words(screen, "field_reports:4")
    qtbot.mouseClick(line, LEFT)
    assert line.editor is not None
    qtbot.keyClicks(line.editor, "Parcels late twice")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(line.editor, Key.Key_Return)
    qtbot.waitUntil(lambda: "Parcels late twice" in lines(screen), timeout=10_000)
    line = words(screen, "field_reports:4")
    line.setFocus()
    qtbot.keyClick(line, Key.Key_F2)
    qtbot.keyClicks(line.editor, "given up")
    qtbot.keyClick(line.editor, Key.Key_Escape)
    assert line.editor is None
    assert line.text == "Parcels late twice"


def test_that_an_open_editor_is_kept_before_the_report_goes_out(
    window: MainWindow, screen: ReportScreen, qtbot: Any, outbox: Drafts
) -> None:
    line = words(screen, "summary")
    qtbot.mouseClick(line, LEFT)
    qtbot.keyClicks(line.editor, "A good week")
    qtbot.keyClick(line.editor, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(outbox.drafts), timeout=20_000)
    assert outbox.drafts[0].text.startswith("A good week")


def test_that_the_week_before_and_after_are_shown(screen: ReportScreen, qtbot: Any) -> None:
    qtbot.keyClick(screen, Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: screen.report is not None and screen.report.monday < WEEK.monday)
    assert "week 47" in screen._span.text()
    qtbot.keyClick(screen, Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: screen.report is not None and screen.report.monday == WEEK.monday)


def test_that_the_address_of_head_office_is_changed_in_place(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    screen.panel.to.setFocus()
    screen.panel.to.setText("boss@example.com")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(screen.panel.to, Key.Key_Return)
    assert window.desk.workspace.territory.office_email == "boss@example.com"


def test_that_the_pages_are_drawn_small_beside_their_number(
    screen: ReportScreen, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: "KB" in screen.panel.size_label.text(), timeout=20_000)
    assert screen.panel.size_label.text().startswith("2 pages")


@pytest.mark.parametrize(
    ("name", "chosen", "suffix"),
    [("a.pdf", "", "a.pdf"), ("a", "Page (*.html)", "a.html"), ("a.b", "(*.eml)", "a.b.eml"),
     ("a.HTML", "Paper (*.pdf)", "a.HTML"), ("a", "", "a.pdf")],
)  # fmt: skip
def test_that_a_file_gets_the_suffix_of_its_kind(name: str, chosen: str, suffix: str) -> None:
    assert with_suffix(Path(name), chosen) == Path(suffix)


# ---- 2.3 and 2.5 ---------------------------------------------------------------------------


def test_that_line_2_3_a_nuance_becomes_a_product_request_counted_by_accounts_and_revenue(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    assert "Left-hand holder in size 16 · 4 accounts, £52,970 a year" in lines(screen)
    hull = next(row.id for row in window.desk.rows.values() if row.name == "Hull Marine")
    values = {"account": hull, "date": FRIDAY, "text": "Turns them round",
              "product_request": "left-hand holder in SIZE 16"}  # fmt: skip
    with qtbot.waitSignal(window.desk.changed):
        window.desk.change(lambda w: w.records.make("nuance", values)[1])
    qtbot.waitUntil(lambda: "size 16 · 5 accounts" in lines(screen), timeout=10_000)
    request = next(t for t in screen.findChildren(Tick) if t.key.startswith("requests:"))
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseClick(request, LEFT)
    qtbot.waitUntil(lambda: "size 16 · 5 accounts" not in lines(screen))


@pytest.mark.parametrize(("at", "kind"), list(enumerate(REPORTS)))
def test_that_line_2_5_each_kind_of_news_is_kept_in_seconds(
    window: MainWindow, qtbot: Any, at: int, kind: str
) -> None:
    """One key, the words, one click, Enter."""
    window.activateWindow()
    holt = next(row.id for row in window.desk.rows.values() if row.name == "Holt Ltd")
    window.desk.select((holt,))
    qtbot.keyClick(window, Key.Key_R, CTRL | SHIFT)
    made = form(qtbot, FieldReportForm)
    qtbot.keyClicks(made.text, "Heard at the counter")
    qtbot.mouseClick(made.kinds.button(at), LEFT)
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(made.text, Key.Key_Return)
    card = window.desk.workspace.reporting.cards()[0]
    assert (card.kind, card.text, card.seen_at) == (kind, "Heard at the counter", ("Holt Ltd",))
    assert (card.confidence, card.may_name, card.private) == (2, False, False)
    assert [e.code for e in window.desk.workspace.history()] == ["record_made"]


def test_that_line_2_5_source_confidence_and_what_stays_private_are_kept(
    window: MainWindow, qtbot: Any
) -> None:
    window.reporting.field_report()
    made = form(qtbot, FieldReportForm)
    keys = {s.key().toString(): s for s in made.findChildren(QShortcut)}
    assert list(keys) == [f"Alt+{digit}" for digit in "1234567890"]
    keys["Alt+3"].activated.emit()
    made.text.setPlainText(HOSTILE)
    qtbot.keyClicks(made.source, "Ms Dyson")
    qtbot.keyClicks(made.competitor, "Northcut")
    qtbot.mouseClick(made.sure.button(1), LEFT)
    qtbot.mouseClick(made.may_name, LEFT, pos=QPoint(8, 10))
    qtbot.mouseClick(made.private, LEFT, pos=QPoint(8, 10))
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseClick(made.save, LEFT)
    card = window.desk.workspace.reporting.cards()[0]
    assert (card.kind, card.text, card.source) == ("policy_trade", HOSTILE, "Ms Dyson")
    assert (card.confidence, card.may_name, card.private) == (1, True, True)
    assert card.competitor == "Northcut"


def test_that_a_report_without_words_or_with_an_unknown_account_says_so_and_stays(
    window: MainWindow, qtbot: Any
) -> None:
    window.reporting.field_report()
    made = form(qtbot, FieldReportForm)
    qtbot.keyClick(made.text, Key.Key_Return)
    assert made.problem.isVisible()
    qtbot.keyClicks(made.text, "x")
    qtbot.keyClicks(made.account.line, "zzzzzz")
    qtbot.keyClick(made.text, Key.Key_Return)
    assert "no such account" in made.problem.text()
    made.account.line.clear()
    paste = QMimeData()
    paste.setText("y" * 1_000_000)
    made.text.insertFromMimeData(paste)
    assert "20,000 characters" in made.problem.text()
    assert made.text.toPlainText() == "x"
    assert window.desk.workspace.history() == []
    made.reject()


def test_that_seen_here_too_is_one_click_with_an_account_selected(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    goole = next(row.id for row in window.desk.rows.values() if row.name == "Goole Forge")
    window.desk.select((goole,))
    assert "Brightedge · seen by 2" in lines(screen)
    name = "Seen at another account too: A rival tests a coated drill on two machines"
    button = next(b for b in screen.findChildren(QToolButton) if b.accessibleName() == name)
    with qtbot.waitSignal(window.desk.changed):
        qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: "Brightedge · seen by 3" in lines(screen), timeout=10_000)


def test_that_seen_here_too_asks_for_the_account_where_none_is_selected(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    window.desk.select(())
    screen.asking.seen_here_wanted.emit(1)
    made = form(qtbot, SeenForm)
    qtbot.waitUntil(lambda: bool(made.account._index.best("goole", 1)))
    qtbot.keyClicks(made.account.line, "goole f")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(made.account.line, Key.Key_Return)
    assert "Goole Forge" in window.desk.workspace.reporting.week(WEEK).cards[0].seen_at


# ---- questions -----------------------------------------------------------------------------


def test_that_the_answer_of_head_office_comes_back_to_the_account(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    answer = next(b for b in screen.findChildren(QToolButton) if b.text() == "Answer…")
    qtbot.mouseClick(answer, LEFT)
    row = next(r for r in screen.findChildren(AnswerRow) if r.line.isVisible())
    qtbot.keyClicks(row.line, "Yes, until 31 March")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(row.line, Key.Key_Return)
    hull = next(row.id for row in window.desk.rows.values() if row.name == "Hull Marine")
    (asked,) = window.desk.workspace.reporting.told(hull).questions
    assert asked.answer == "Yes, until 31 March"
    window.show_account(hull)
    qtbot.waitUntil(lambda: shows(window.side, "Yes, until 31 March"), timeout=10_000)


def test_that_a_question_is_asked_from_anywhere_about_the_account_selected(
    window: MainWindow, qtbot: Any
) -> None:
    holt = next(row.id for row in window.desk.rows.values() if row.name == "Holt Ltd")
    window.desk.select((holt,))
    window.named["ask_office"].trigger()
    made = form(qtbot, AskForm)
    qtbot.keyClick(made.bar.text, Key.Key_Return)
    assert shows(made, "Write the question first.")
    qtbot.keyClicks(made.bar.text, "A spindle on loan?")
    qtbot.keyClicks(made.bar.day.line, "someday")
    qtbot.keyClick(made.bar.text, Key.Key_Return)
    assert shows(made, "is no day")
    made.bar.day.set_text("+3")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(made.bar.text, Key.Key_Return)
    (asked, *_more) = window.desk.workspace.reporting.told(holt).questions
    assert (asked.text, asked.due) == ("A spindle on loan?", date(2026, 11, 30))


def test_that_the_card_confirms_what_was_seen_elsewhere_with_one_click(
    window: MainWindow, qtbot: Any
) -> None:
    holt = next(row.id for row in window.desk.rows.values() if row.name == "Holt Ltd")
    window.show_account(holt)
    name = "Seen here too: They too would take a left-hand holder in size 16"

    def buttons() -> list[QToolButton]:
        return [b for b in window.side.findChildren(QToolButton) if b.accessibleName() == name]

    qtbot.waitUntil(lambda: bool(buttons()), timeout=10_000)
    with qtbot.waitSignal(window.desk.changed):
        buttons()[0].click()
    told = window.desk.workspace.reporting.told(holt)
    assert [card.text for card in told.here] == [name.partition(": ")[2]]


def test_that_html_in_every_field_is_shown_as_typed(
    window: MainWindow, screen: ReportScreen, qtbot: Any
) -> None:
    week = window.desk.workspace
    with qtbot.waitSignal(window.desk.changed):
        window.desk.change(lambda w: w.reporting.report({"text": HOSTILE, "source": HOSTILE}))
    number = week.reporting.cards()[0].id
    qtbot.waitUntil(lambda: HOSTILE in lines(screen).replace("…", HOSTILE), timeout=10_000)
    label = words(screen, line_key("field_reports", number)).label
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>x</b>" in label.text().replace("\u200b", "")


# ---- charts --------------------------------------------------------------------------------


@pytest.fixture
def charts(window: MainWindow, qtbot: Any) -> ChartsScreen:
    window.named["charts"].trigger()
    found = window.screens.currentWidget()
    assert isinstance(found, ChartsScreen)
    qtbot.waitUntil(lambda: bool(found.shown), timeout=10_000)
    return found


@pytest.mark.parametrize("at", range(6))
def test_that_each_chart_has_its_table_with_the_same_figures(
    charts: ChartsScreen, qtbot: Any, at: int
) -> None:
    item = charts.list.visualItemRect(charts.list.item(at))
    qtbot.mouseClick(charts.list.viewport(), LEFT, pos=item.center())
    chart = charts.shown[at]
    view = charts.stack.currentWidget()
    assert isinstance(view, ChartView)
    assert chart.labels[0] in view.accessibleDescription()
    qtbot.mouseClick(charts.table_button, LEFT)
    table: Any = charts.stack.currentWidget()
    assert table.rowCount() == len(chart.labels)
    shown = [
        tuple(table.item(row, place).text() for place in range(table.columnCount()))
        for row in range(table.rowCount())
    ]
    assert shown == chart.rows()
    assert any(any(cell not in ("–", "") for cell in row[1:]) for row in shown)


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def look(qapp: Any, request: pytest.FixtureRequest) -> Iterator[theme.Tokens]:
    theme.apply(qapp, request.param)
    yield theme.current()
    theme.apply(qapp, False)


def test_that_bars_stand_out_from_their_ground(
    charts: ChartsScreen, qtbot: Any, look: theme.Tokens
) -> None:
    charts.list.setCurrentRow(0)
    view = charts.stack.currentWidget()
    assert isinstance(view, ChartView)
    image = view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(60, 400, 2) for y in range(60, 300, 4)}
    assert {look.due.name(), look.surf.name()} <= colours


@pytest.mark.parametrize(
    ("most", "expected"),
    [(23.0, [0, 10, 20]), (100.0, [0, 50, 100]), (4.0, [0, 1, 2, 3, 4]), (1260.0, [0, 500, 1000])],
)
def test_that_the_marks_of_a_chart_are_round(most: float, expected: list[float]) -> None:
    assert marks(most) == expected


def test_that_the_report_looks_whole_in_light_and_dark(
    screen: ReportScreen, window: MainWindow, look: theme.Tokens, tmp_path: Path
) -> None:
    image = window.grab().toImage()
    ground = {image.pixelColor(x, 90).name() for x in range(70, 1000, 3)}
    assert look.surf.name() in ground
    assert image.save(str(tmp_path / "report.png"))
