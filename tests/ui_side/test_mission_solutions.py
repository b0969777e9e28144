"""Line 3.1 of the mission, by mouse: what worked elsewhere is kept, found again and suggested."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from ui import theme
from ui.main_window import MainWindow
from ui.records.dialog import RecordDialog
from ui.solutions.panel import SolvedPanel
from ui.solutions.row import CaseRow
from ui.solutions.search import SolutionSearch

LEFT = Qt.MouseButton.LeftButton
HOLT = "Inserts chip after 20 parts. The line stands."


def number(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


@pytest.fixture
def panel(window: MainWindow, qtbot: Any) -> SolvedPanel:
    """Beside Holt's complaint, as wide as the picture has it."""
    made = SolvedPanel(window.desk)
    qtbot.addWidget(made)
    made.refused.connect(window.notice.warn)
    made.resize(380, 480)
    made.show()
    made.show_for(number(window, "Holt Ltd"), HOLT)
    qtbot.waitUntil(lambda: len(made.rows) == 3)
    return made


def titles(rows: list[CaseRow]) -> list[str]:
    return [row.case.worked for row in rows]


def texts(row: CaseRow) -> list[str]:
    return [label.text() for label in row.findChildren(QLabel)]


def searching(window: MainWindow, qtbot: Any) -> SolutionSearch:
    window.named["find_solution"].trigger()
    found = window.findChild(SolutionSearch)
    assert found is not None
    qtbot.waitUntil(lambda: len(found.rows) == 8)
    return found


def test_that_line_3_1_a_complaint_shows_what_worked_elsewhere(panel: SolvedPanel) -> None:
    assert panel.chips.words == ("inserts", "chip", "20 parts")
    assert titles(panel.rows) == [
        "Tougher grade, honed edge",
        "10 % less feed on the crust",
        "Holder clamped 60 mm shorter",
    ]
    assert "20 → 340 parts an edge" in texts(panel.rows[0])
    assert "York Optics, may be named" in texts(panel.rows[0])


def test_that_line_3_1_who_may_not_be_named_is_nowhere_on_the_panel(panel: SolvedPanel) -> None:
    row = panel.rows[1]
    assert "a foundry, not to be named" in texts(row)
    assert not row.visit.isVisible()
    shown = " ".join([*texts(row), row.toolTip(), row.accessibleName()])
    assert "Selby" not in shown


def test_that_line_3_1_a_click_puts_it_into_the_answer_and_another_takes_it_out(
    panel: SolvedPanel, qtbot: Any
) -> None:
    into: list[str] = []
    out: list[str] = []
    panel.into_answer.connect(into.append)
    panel.out_of_answer.connect(out.append)
    qtbot.mouseClick(panel.rows[1].answer, LEFT)
    said = "At a foundry this has worked on a job like yours: "
    assert into == [said + "10 % less feed on the crust (20 → 90 parts, at once)."]
    assert panel.rows[1].answer.text() == "in the answer"
    qtbot.mouseClick(panel.rows[1].answer, LEFT)
    assert out == into
    assert panel.rows[1].answer.text() == "Into the answer"


def test_that_line_3_1_a_reference_visit_goes_into_the_tour_as_one_step(
    panel: SolvedPanel, window: MainWindow, qtbot: Any
) -> None:
    drill = number(window, "Barnsley Drill")

    def objectives() -> list[str]:
        every: list[Any] = window.desk.workspace.records.every("call")
        return [c.objective for c in every if c.account == drill and c.day >= window.desk.today]

    before = objectives()
    qtbot.mouseClick(panel.rows[2].visit, LEFT)
    qtbot.waitUntil(lambda: "reference visit at Barnsley Drill" in window.notice.text)
    assert any("Reference visit for Holt Ltd" in words for words in objectives())
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: objectives() == before)


def test_that_a_word_taken_away_or_added_looks_again(panel: SolvedPanel, qtbot: Any) -> None:
    for _word in range(3):
        count = len(panel.chips.buttons)
        qtbot.mouseClick(panel.chips.buttons[0], LEFT)
        qtbot.waitUntil(lambda count=count: len(panel.chips.buttons) == count - 1)
    qtbot.waitUntil(lambda: panel.rows == [])
    qtbot.mouseClick(panel.chips.more, LEFT)
    qtbot.keyClicks(panel.chips.more, "coolant")
    qtbot.keyClick(panel.chips.more, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.rows) == 2)
    assert panel.chips.words == ("coolant",)


def test_that_line_3_1_what_works_here_is_kept_with_the_problem_in_it(
    panel: SolvedPanel, window: MainWindow, qtbot: Any
) -> None:
    qtbot.mouseClick(panel.keep, LEFT)
    dialog = panel.findChild(RecordDialog) or window.findChild(RecordDialog)
    assert dialog is not None
    assert dialog.form.editor("problem").text() == HOLT
    dialog.form.editor("worked").set_text("Coated edge")
    dialog._save()
    solutions = window.desk.workspace.solutions
    qtbot.waitUntil(lambda: bool(solutions.search("coated")))
    kept: Any = window.desk.workspace.records.get("solution", solutions.search("coated")[0].id)
    assert (kept.account, kept.may_name) == (number(window, "Holt Ltd"), False)
    assert kept.problem == HOLT
    assert titles(panel.rows)[0] == "Tougher grade, honed edge"  # its own is not elsewhere


def test_that_a_permission_withdrawn_shows_at_once(
    panel: SolvedPanel, window: MainWindow, qtbot: Any
) -> None:
    first = panel.rows[0].case.id
    window.desk.change(lambda w: w.records.change("solution", first, {"may_name": False})[1])
    qtbot.waitUntil(lambda: not panel.rows[0].case.may_name)
    assert "another customer, not to be named" in texts(panel.rows[0])
    assert not panel.rows[0].visit.isVisible()


def test_that_line_3_1_the_account_card_proposes_by_the_words_of_what_is_open(
    window: MainWindow, qtbot: Any
) -> None:
    holt = number(window, "Holt Ltd")
    job = {"account": holt, "kind": "breakdown", "text": "Burn marks after grinding"}
    window.desk.change(lambda w: w.records.make("job", job)[1])
    window.show_account(holt)
    worked = "Softer wheel and coolant filtered to 5 µm"

    def shown() -> list[str]:
        return [row.accessibleName() for row in window.side.findChildren(QAbstractButton)]

    qtbot.waitUntil(lambda: any(words.startswith(worked) for words in shown()))
    assert not any("Craven" in words for words in shown())


# ---- search over all -----------------------------------------------------------------------


def test_that_line_3_1_all_that_worked_is_searched_as_it_is_typed(
    window: MainWindow, qtbot: Any
) -> None:
    search = searching(window, qtbot)
    qtbot.mouseClick(search.field, LEFT)
    qtbot.keyClicks(search.field, "cool")
    qtbot.waitUntil(lambda: len(search.rows) == 2)
    assert set(titles(search.rows)) == {
        "Bag filter before the pump",
        "Softer wheel and coolant filtered to 5 µm",
    }
    qtbot.keyClicks(search.field, ' "OR (')
    qtbot.waitUntil(lambda: not search._soon.isActive())
    search.field.clear()
    qtbot.waitUntil(lambda: len(search.rows) == 8)


def test_that_a_visit_is_for_the_account_selected(window: MainWindow, qtbot: Any) -> None:
    search = searching(window, qtbot)
    assert not any(row.visit.isVisible() for row in search.rows)
    window.desk.select((number(window, "Holt Ltd"),))
    qtbot.waitUntil(lambda: any(row.visit.isVisible() for row in search.rows))
    shown = [row.case.named for row in search.rows if row.visit.isVisible()]
    assert set(shown) == {"York Optics", "Barnsley Drill", "Don Cutters", "Aire Turning"}


def test_that_what_was_kept_is_changed_from_the_search(window: MainWindow, qtbot: Any) -> None:
    search = searching(window, qtbot)
    row = next(r for r in search.rows if r.case.worked == "Bag filter before the pump")
    qtbot.mouseClick(row.edit, LEFT)
    qtbot.waitUntil(lambda: search.findChild(RecordDialog) is not None)
    dialog = search.findChild(RecordDialog)
    dialog.form.editor("effect").set_text("<b>two years</b>")
    dialog._save()
    qtbot.waitUntil(
        lambda: any("<b>two years</b>" in texts(r) for r in search.rows)
    )  # fmt: skip


def test_that_long_texts_and_foreign_letters_are_shown_as_typed(
    window: MainWindow, qtbot: Any
) -> None:
    search = searching(window, qtbot)
    long = "Werkzeugmaschinenschneidplattenhalterung" * 20
    for worked in (long, "换用更韧的牌号", "حافة مصقولة", "<script>alert(1)</script>"):
        values = {"problem": worked, "worked": worked}
        window.desk.change(lambda w, v=values: w.records.make("solution", v)[1])
    qtbot.waitUntil(lambda: len(search.rows) == 12)
    assert texts(search.rows[0])[0].replace("\u200b", "") == "<script>alert(1)</script>"
    assert max(row.width() for row in search.rows) <= search.width()


@pytest.mark.parametrize("dark", [False, True])
def test_that_the_panel_is_whole_in_either_light(panel: SolvedPanel, dark: bool) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark)
    try:
        image = panel.grab().toImage()
        assert image.pixelColor(4, 4) == theme.current().surf
        assert all(row.height() <= 110 for row in panel.rows)
        assert panel.chips.height() <= 60
    finally:
        theme.apply(app, False)
