"""A calendar out of the window: its proposed name, and what else it has in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu

from ui.main_window import MainWindow
from ui.out import Out


@pytest.fixture(autouse=True)
def plain_again(window: MainWindow) -> Iterator[None]:
    """What is remembered is forgotten for the tests that follow."""
    for action in window.out.extras.values():
        action.setChecked(False)
    yield
    for action in window.out.extras.values():
        action.setChecked(False)


def test_that_a_calendar_is_proposed_by_week_and_number_and_has_what_is_ticked(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def ask(_parent: object, _title: str, proposal: str, *_more: object) -> tuple[str, str]:
        proposed.append(Path(proposal).name)
        return str(tmp_path / proposed[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    first = tmp_path / "visits_2026-W49_rev1.ics"
    window.out.export("ics")
    qtbot.waitUntil(lambda: first.name in window.notice.text, timeout=20_000)
    assert b"VALARM" not in first.read_bytes()
    assert b"UID:drive-" not in first.read_bytes()
    second = tmp_path / "visits_2026-W49_rev2.ics"
    for action in window.out.extras.values():
        action.setChecked(True)
    window.out.export("ics")
    qtbot.waitUntil(lambda: second.name in window.notice.text, timeout=20_000)
    assert proposed == [first.name, second.name]
    assert b"VALARM" in second.read_bytes()
    assert b"UID:drive-" in second.read_bytes()
    window.out.export("csv")
    qtbot.waitUntil(lambda: "2026-W49.csv" in window.notice.text, timeout=20_000)


def test_that_what_a_calendar_has_is_remembered(window: MainWindow) -> None:
    drives = window.out.extras["drives"]
    assert isinstance(drives.parent(), QMenu)
    for wanted in (True, False):
        drives.setChecked(wanted)
        again = Out(window, window.desk, window.notice)
        assert again.extras["drives"].isChecked() is wanted
