"""A form shows what will be written, and can be typed into at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from planner.workspace import Workspace
from ui.accounts.view import AccountsScreen
from ui.jobs import Jobs
from ui.records.writing import RecordWriter

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


def test_that_a_new_account_gets_the_grade_its_form_shows(qtbot: Any, tmp_path: Path) -> None:
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as workspace:
        jobs = Jobs()
        writer = RecordWriter(workspace, jobs)
        form = writer.open_new("account", {}, ("name", "status", "grade"))
        qtbot.addWidget(form)
        assert form.focusWidget() is form.form.editor("name")
        form.form.editor("name").set_text("Zimmermann")
        with qtbot.waitSignal(writer.changed, timeout=5000):
            form._save()
        (row,) = workspace.accounts.rows()
        assert (row.status, row.grade) == ("customer", "")
        jobs.close()


def test_that_a_missing_name_is_asked_for_in_plain_words(qtbot: Any, tmp_path: Path) -> None:
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as workspace:
        jobs = Jobs()
        form = RecordWriter(workspace, jobs).open_new("account", {}, ("name", "grade"))
        qtbot.addWidget(form)
        assert form.form.editor("grade").text() == ""
        form._save()
        qtbot.waitUntil(lambda: form.form._problem.text() != "", timeout=5000)
        assert form.form._problem.text() == "“Name” has to be filled in."
        jobs.close()


def test_that_a_new_account_in_a_known_town_is_on_the_map_at_once(
    qtbot: Any, tmp_path: Path
) -> None:
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as workspace:
        jobs = Jobs()
        screen = AccountsScreen(workspace, jobs)
        qtbot.addWidget(screen)
        screen.changed.connect(screen.take)
        form = screen._writer.open_new("account", {}, ("name", "town"))
        form.form.editor("name").set_text("Zimmermann")
        form.form.editor("town").set_text("Harrogate")
        with qtbot.waitSignal(screen.account_opened, timeout=5000) as opened:
            form._save()
        (row,) = workspace.accounts.rows()
        assert opened.args == [row.id]
        assert screen.selected() == [row.id]
        assert row.place is not None
        assert abs(row.place[0] - 53.99) < 0.05
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.table.setFocus()
        with qtbot.waitSignal(screen.changed, timeout=5000):
            qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
        assert workspace.accounts.rows() == []
        workspace.undo()
        assert len(workspace.accounts.rows()) == 1
        workspace.undo()
        assert workspace.accounts.rows() == []
        jobs.close()
