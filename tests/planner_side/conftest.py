"""A small territory for the tests of the planner's side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.workspace import Workspace

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


@pytest.fixture
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")


@pytest.fixture
def workspace(tmp_path: Path, fixed_clock: None) -> Iterator[Workspace]:
    with Workspace.new(tmp_path / "test.loopwise", LEEDS) as opened:
        yield opened


@pytest.fixture
def six(workspace: Workspace) -> list[int]:
    """Six accounts in a ring round Leeds; their numbers."""
    ring = [(53.95, -1.55), (53.9, -1.3), (53.75, -1.3), (53.65, -1.5), (53.7, -1.8), (53.9, -1.8)]
    made = [
        workspace.records.make(
            "account", {"name": f"Account {i}", "grade": "ABC"[i % 3], "lat": lat, "lon": lon}
        )
        for i, (lat, lon) in enumerate(ring)
    ]
    return [record.id for record, _change in made]
