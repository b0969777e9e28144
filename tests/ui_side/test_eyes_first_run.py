"""A newcomer's first minute by key: what has the focus, what is said while it works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from planner.workspace import Workspace
from planner.workspace.starting import provisional_settings
from ui import theme
from ui.first_run.questions import Questions
from ui.first_run.view import FirstRun
from ui.jobs import Jobs


def test_that_the_first_button_waits_for_enter(qtbot: Any) -> None:
    first = FirstRun()
    qtbot.addWidget(first)
    first.show()
    first.setFocus()
    assert first.focusWidget() is first.own_list
    first.sample.setFocus()
    with qtbot.waitSignal(first.sample_wanted, timeout=1000):
        qtbot.keyClick(first.sample, Qt.Key.Key_Return)


def test_that_a_list_is_taken_once_and_said_to_be_read(qtbot: Any) -> None:
    first = FirstRun()
    qtbot.addWidget(first)
    first._take_list(Path("kunden.csv"))
    assert not first.own_list.isEnabled()
    assert "kunden.csv" in first._promise.text()
    first.ready()
    assert first.own_list.isEnabled()
    assert first.sample.isEnabled()


def test_that_chinese_names_have_letters(qapp: QApplication) -> None:
    theme.bring_letters()
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    assert "Noto Sans CJK SC" in chinese


def test_that_leaving_the_questions_starts_where_the_accounts_are(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    with Workspace.new(tmp_path / "t.loopwise", provisional_settings()) as workspace:
        for name, lat, lon in (("A", 49.49, 8.47), ("B", 49.5, 8.48), ("C", 49.48, 8.46)):
            workspace.records.make("account", {"name": name, "lat": lat, "lon": lon})
        jobs = Jobs()
        questions = Questions(workspace, jobs)
        qtbot.addWidget(questions)
        questions.show()
        qtbot.waitUntil(lambda: questions._likely is not None, timeout=10_000)
        with qtbot.waitSignal(questions.changed, timeout=10_000):
            qtbot.keyClick(questions, Qt.Key.Key_Escape)
        assert workspace.territory.country == "DE"
        assert workspace.territory.currency == "EUR"
        jobs.close()
