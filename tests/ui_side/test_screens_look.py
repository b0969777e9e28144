"""What the eye would stumble over on the screens beside the week."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QTabBar, QToolButton

from ui import theme
from ui.accounts.card.parts import Row
from ui.accounts.columns import AT, COLUMNS
from ui.accounts.filters import FILTERS
from ui.first_run.questions import Questions
from ui.main_window import MainWindow


def test_that_rows_of_the_card_are_as_high_as_their_text(window: MainWindow, qtbot: Any) -> None:
    account = next(iter(window.desk.rows))
    window.show_account(account)
    qtbot.waitUntil(lambda: bool(window.side.findChildren(Row)), timeout=10_000)
    qtbot.wait(50)
    for row in window.side.findChildren(Row):
        assert row.height() == row.heightForWidth(row.width()), row.accessibleName()


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


def test_that_nothing_in_the_top_bar_is_cut_in_the_least_window(
    window: MainWindow, qtbot: Any
) -> None:
    bar = window.top_bar
    words = {Qt.ToolButtonStyle.ToolButtonTextBesideIcon}
    for width, styles in ((960, {*words, Qt.ToolButtonStyle.ToolButtonIconOnly}), (1366, words)):
        window.resize(width, 600)
        qtbot.waitUntil(lambda width=width: bar.width() == width - window.rail.width())
        qtbot.wait(20)
        assert {button.toolButtonStyle() for button in bar._icons} <= styles
        assert bar._row.minimumSize().width() <= bar.width()
        field = bar.findChild(QToolButton, "find_field")
        assert isinstance(field, QToolButton)
        keys = field.findChild(QLabel, "keycap")
        assert isinstance(keys, QLabel)
        assert field.geometry().right() < bar.width()
        assert keys.x() > field.iconSize().width() + 20
        for label in (bar.title, bar.dates):
            assert label.width() >= label.sizeHint().width(), label.text()
        assert bar.totals.fontMetrics().horizontalAdvance("23 calls") < bar.totals.width() - 16


def test_that_the_accounts_do_not_scroll_sideways_beside_a_card(
    window: MainWindow, qtbot: Any
) -> None:
    window.resize(1366, 768)
    window.screens.show_accounts()
    table = window.screens._accounts.table  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=10_000)
    assert table.columnWidth(AT["name"]) > COLUMNS[AT["name"]].width  # where there is room
    window.show_account(next(iter(window.desk.rows)))
    qtbot.waitUntil(lambda: bool(window.side.findChildren(Row)), timeout=10_000)
    qtbot.wait(50)
    assert table.horizontalScrollBar().maximum() == 0


def test_that_the_arrow_of_a_combo_box_stands_alone_in_its_corner(qtbot: Any, qapp: Any) -> None:
    theme.apply(qapp, dark=False)
    box = QComboBox()
    box.addItem("customer")
    qtbot.addWidget(box)
    box.resize(160, 28)
    picture, look = box.grab().toImage(), theme.current()
    across = range(box.width() - 20, box.width() - 3)
    corner = {picture.pixelColor(x, y).name() for x in across for y in range(4, 24)}
    assert look.mute.name() in corner  # the arrow
    edge = {picture.pixelColor(x, y).name() for x in across for y in (4, 5, 22, 23)}
    assert edge == {look.surf.name()}
