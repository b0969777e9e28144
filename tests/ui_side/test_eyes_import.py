"""A file that is no list is no dead end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from planner.workspace import Workspace
from ui.imports.view import ImportScreen
from ui.jobs import Jobs

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


def test_that_a_file_that_cannot_be_read_leads_to_another(qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(bytes(range(256)) * 9)
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as workspace:
        jobs = Jobs()
        screen = ImportScreen(workspace, jobs, path)
        qtbot.addWidget(screen)
        screen.show()
        qtbot.waitUntil(screen.table.isHidden, timeout=10_000)
        (another,) = (b for b in screen.findChildren(QPushButton) if b.text() == "Another file…")
        with qtbot.waitSignal(screen.another_wanted, timeout=1000):
            qtbot.mouseClick(another, Qt.MouseButton.LeftButton)
        jobs.close()
