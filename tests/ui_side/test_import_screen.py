"""Look before you import, with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from planner.places.model import Found
from planner.workspace import Workspace
from ui.imports.model import DOUBT, FIRST
from ui.imports.view import ImportScreen
from ui.jobs import Jobs

LEEDS = {
    "name": "Test",
    "base_name": "Leeds",
    "base_lat": 53.8,
    "base_lon": -1.55,
    "country": "GB",
}
LIST = """Firma;Strasse;Ort;Klasse;Umsatz
Holt Ltd;Wide Lane 41;Leeds;A;48 200
<b>Kaye</b> & Co;Mill Dam 7;York;B;18 300
;Lowfields Way;;C;
Nowhere Ltd;Old Mill;Xyzzyville;C;5
"""
Open = Callable[[str], ImportScreen]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as opened:
        yield opened


@pytest.fixture
def open_list(qtbot: Any, workspace: Workspace, tmp_path: Path) -> Iterator[Open]:
    jobs = Jobs()
    problems: list[object] = []
    jobs.failed.connect(problems.append)

    def open_it(text: str) -> ImportScreen:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        screen = ImportScreen(workspace, jobs, path)
        qtbot.addWidget(screen)
        screen.resize(1200, 600)
        screen.show()
        qtbot.waitUntil(screen._doing.isHidden, timeout=10_000)
        return screen

    yield open_it
    jobs.close()
    assert problems == []


def heads(screen: ImportScreen) -> list[str]:
    role = Qt.ItemDataRole.EditRole
    horizontal = Qt.Orientation.Horizontal
    columns = range(FIRST, screen.model.columnCount())
    return [screen.model.headerData(at, horizontal, role) for at in columns]


def test_that_columns_are_guessed_and_every_row_is_shown(open_list: Open) -> None:
    screen = open_list(LIST)
    assert heads(screen)[:4] == ["Account", "Street", "Town", "Grade"]
    assert screen.model.rowCount() == 4
    assert screen.model.index(1, FIRST).data() == "<b>Kaye</b> & Co"


def test_that_enter_imports_and_one_undo_takes_it_back(
    qtbot: Any, open_list: Open, workspace: Workspace
) -> None:
    screen = open_list(LIST)
    with qtbot.waitSignal(screen.imported) as imported:
        qtbot.keyClick(screen, Qt.Key.Key_Return)
    report = imported.args[0].as_json()
    assert report["read"] == report["added"] + len(report["rejected"])
    assert len(workspace.accounts.rows()) == report["added"]
    workspace.undo()
    assert workspace.accounts.rows() == []


def test_that_nothing_is_written_before_import_is_pressed(
    qtbot: Any, open_list: Open, workspace: Workspace
) -> None:
    screen = open_list(LIST)
    with qtbot.waitSignal(screen.closed):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert workspace.accounts.rows() == []
    assert workspace.history() == []


def test_that_a_column_chosen_by_hand_is_read_again(qtbot: Any, open_list: Open) -> None:
    screen = open_list(LIST)
    screen.table.head.chosen.emit(2, None)
    qtbot.waitUntil(lambda: heads(screen)[2] == "Left out")
    screen.table.head.chosen.emit(2, "town")
    qtbot.waitUntil(lambda: heads(screen)[2] == "Town")


def test_that_a_corrected_cell_brings_a_rejected_row_back(qtbot: Any, open_list: Open) -> None:
    screen = open_list("Name,Town\nHolt,Leeds\n,\u00a0York\nTOTAL,\n")
    preview = screen.preview
    assert preview is not None
    rejected = [row.number for row in preview.rows if row.state == "rejected"]
    assert rejected
    before = preview.counts["to_import"]
    screen.table.corrected.emit(rejected[-1], 0, "Kaye & Co")
    qtbot.waitUntil(lambda: preview.counts["to_import"] == before + 1)


def test_that_chips_show_the_rows_of_one_state(open_list: Open) -> None:
    screen = open_list(LIST)
    screen._chips["needs_place"].click()
    assert screen.model.rowCount() == screen.preview.counts["needs_place"] > 0  # type: ignore[union-attr]
    screen._chips["all"].click()
    assert screen.model.rowCount() == 4


def test_that_doubts_carry_their_reason(open_list: Open) -> None:
    screen = open_list("Name,Revenue\nHolt,31.000\n")
    assert screen.model.index(0, FIRST + 1).data(DOUBT)


def test_that_an_empty_file_says_so_and_writes_nothing(
    open_list: Open, workspace: Workspace
) -> None:
    screen = open_list("")
    assert "empty" in screen._about.text()
    assert not screen._import.isEnabled()
    assert workspace.accounts.rows() == []


TWICE = """Name,Street,Postcode,Town,Phone
Batley Springs,Bradford Rd 118,WF17 6AA,Batley,
Batley Springs Ltd,Bradford Road 118,WF17 6AA,Batley,01924 960021
"""


def decide(qtbot: Any, screen: ImportScreen, words: str) -> None:
    """Press a button at the right; the side is made anew by that."""
    before = screen.side.widget()
    button = next(b for b in screen.side.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.side.widget() is not before, timeout=5000)
    qtbot.waitUntil(screen._doing.isHidden, timeout=5000)


def run(qtbot: Any, screen: ImportScreen) -> dict[str, Any]:
    with qtbot.waitSignal(screen.imported) as imported:
        screen.run()
    found: dict[str, Any] = imported.args[0].as_json()
    return found


def test_that_likely_duplicates_are_joined_before_the_import_in_one_step(
    qtbot: Any, open_list: Open, workspace: Workspace
) -> None:
    screen = open_list(TWICE)
    decide(qtbot, screen, "Join")
    report = run(qtbot, screen)
    assert (report["added"], report["joined"], report["duplicates"]) == (1, 1, [])
    assert [row.phone for row in workspace.records.every("account")] == ["01924 960021"]  # type: ignore[attr-defined]
    assert len(workspace.history()) == 1


def test_that_kept_both_are_two_accounts_and_not_asked_about_again(
    qtbot: Any, open_list: Open, workspace: Workspace
) -> None:
    screen = open_list(TWICE)
    decide(qtbot, screen, "Keep both")
    assert run(qtbot, screen)["added"] == 2
    assert workspace.joining.open_pairs() == []


def test_that_a_decision_about_duplicates_can_be_opened_again(
    qtbot: Any, open_list: Open, workspace: Workspace
) -> None:
    screen = open_list(TWICE)
    decide(qtbot, screen, "Keep both")
    decide(qtbot, screen, "Keep both")
    assert run(qtbot, screen)["added"] == 2
    assert len(workspace.joining.open_pairs()) == 1


def test_that_a_guessed_place_can_be_used_from_the_side(qtbot: Any, open_list: Open) -> None:
    screen = open_list("Name,Town\nHolt Ltd,Leedz\n")
    (row,) = screen.preview.rows  # type: ignore[union-attr]
    if row.guess is None:
        row.guess = Found("Leeds, England", 53.8, -1.55, "town", 0.5, "test")
        screen._refresh()
    decide(qtbot, screen, "Use " + row.guess.label.split(",")[0])
    assert row.state == "town"


def test_that_an_empty_table_does_not_show_while_the_list_is_read(
    qtbot: Any, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    jobs = Jobs()
    screen = ImportScreen(workspace, jobs, path)
    qtbot.addWidget(screen)
    screen.show()
    assert screen.table.isHidden()
    assert screen.side.isHidden()
    qtbot.waitUntil(screen._doing.isHidden, timeout=10_000)
    assert screen.table.isVisible()
    assert screen.side.isVisible()
    jobs.close()
