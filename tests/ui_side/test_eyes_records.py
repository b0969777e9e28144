"""A form shows what will be written, and can be typed into at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planner.workspace import Workspace
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
