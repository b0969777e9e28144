"""A newcomer's first minute by key: what has the focus, what is said while it works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.first_run.view import FirstRun


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
