"""A territory that cannot be written, in the window: it says so, shows all, and loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.store import territory_file
from ui.main_window import MainWindow


def test_that_a_read_only_territory_is_shown_said_to_be_so_and_kept(
    bare: MainWindow, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(territory_file, "can_be_written", lambda _file: False)
    before = file.read_bytes()
    with qtbot.waitSignal(bare.map_link.settled, timeout=20_000):
        bare.desk.open(file)
    saved = bare.status.saved
    assert saved.text() == "Read only: changes cannot be kept"
    assert bare.windowTitle() == f"{file.stem} (read only) – Loopwise"
    planned = bare.desk.planned
    assert planned is not None
    calls = [stop.call.id for day in planned.days for stop in day.stops]
    with qtbot.waitSignal(bare.desk.jobs.failed, timeout=20_000):
        bare.desk.remove(calls[:1])
    assert "read-only" in bare.notice.text
    qtbot.waitUntil(lambda: not bare.desk.jobs.saving, timeout=20_000)
    assert saved.text() == "Read only: changes cannot be kept"
    after = bare.desk.planned
    assert after is not None
    assert [stop.call.id for day in after.days for stop in day.stops] == calls
    assert file.read_bytes() == before
    bare.expected.clear()  # type: ignore[attr-defined]
