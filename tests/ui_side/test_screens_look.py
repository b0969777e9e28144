"""What the eye would stumble over on the screens beside the week."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QTabBar

from ui.accounts.card import _Row
from ui.accounts.model import COLUMNS, FILTERS
from ui.first_run.questions import Questions
from ui.main_window import MainWindow


def test_that_rows_of_the_card_are_as_high_as_their_text(window: MainWindow, qtbot: Any) -> None:
    account = next(iter(window.desk.rows))
    window.show_account(account)
    qtbot.waitUntil(lambda: bool(window.side.findChildren(_Row)), timeout=10_000)
    qtbot.wait(50)
    for row in window.side.findChildren(_Row):
        text = row.layout()
        assert text is not None
        assert row.height() == text.heightForWidth(row.width()), row.accessibleName()


def test_that_every_grade_has_its_filter() -> None:
    assert {"A", "B", "C", "D"} <= FILTERS.keys()


def test_that_heads_of_numbers_stand_over_the_numbers(window: MainWindow, qtbot: Any) -> None:
    window.screens.show_accounts()
    model = window.screens._accounts.table.model()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: model.rowCount() > 0, timeout=10_000)
    role = Qt.ItemDataRole.TextAlignmentRole
    for at, column in enumerate(COLUMNS):
        if column.right:
            head = model.headerData(at, Qt.Orientation.Horizontal, role)
            assert head == model.index(0, at).data(role)


def test_that_no_row_of_the_five_questions_is_squeezed(window: MainWindow, qtbot: Any) -> None:
    questions = Questions(window.desk.workspace, window.desk.jobs, window)
    questions.open()
    qtbot.waitUntil(lambda: bool(questions.place.text()), timeout=10_000)
    qtbot.wait(50)
    edges = set()
    for form in questions._forms:
        rows = form.layout()
        assert isinstance(rows, QFormLayout)
        for name in form.names:
            editor = form.editor(name)
            assert editor.height() >= editor.minimumSizeHint().height(), name
            edges.add(editor.x())
    assert len(edges) == 1
    questions.done(0)


def test_that_the_settings_show_one_line_of_tabs(window: MainWindow, qtbot: Any) -> None:
    window.screens.open_settings()
    from ui.settings.view import SettingsDialog

    dialog = window.findChildren(SettingsDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    bar = dialog.findChildren(QTabBar)[0]
    assert bar.tabRect(bar.count() - 1).right() < dialog.width()
    dialog.reject()
