"""How soon the window is there. Prints a table; nothing here passes or fails by the clock.

Run with `pytest tests/benchmarks/test_start_up.py -s`; under a screen of its own with
`QT_QPA_PLATFORM=xcb xvfb-run pytest ...`.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from planner.workspace import Workspace

RUNS = int(os.environ.get("BENCHMARK_RUNS", "7"))
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
MILESTONES = {
    "window visible": "500",
    "map ready": "1200 (the map takes the mouse)",
    "territory open": "",
    "map painted: accounts": "",
}


@pytest.fixture
def territory(tmp_path: Path) -> Path:
    file = tmp_path / "start.loopwise"
    with Workspace.new(file, LEEDS) as made:
        for number in range(150):
            place = {"lat": 53.5 + number / 300, "lon": -1.9 + number % 13 / 20}
            made.records.make("account", {"name": f"Account {number}", **place})
    return file


def _once(territory: Path, out: Path) -> dict[str, float]:
    line = [str(Path(sys.executable).with_name("loopwise")), "open", str(territory)]
    done = subprocess.run(
        [*line, "--picture", str(out)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=os.environ | {"LOOPWISE_TIMES": "1"},
    )
    found = re.findall(r"^\s*(\d+) ms (.+)$", done.stderr, re.MULTILINE)
    return {what: float(at) for at, what in reversed(found)} | {"count": len(found)}


def test_that_the_start_is_measured(territory: Path, tmp_path: Path) -> None:
    _once(territory, tmp_path / "warm.png")
    runs = [_once(territory, tmp_path / "picture.png") for _ in range(RUNS)]
    print(f"\n\n{'milliseconds after process start':<40}{'median':>8}{'p95':>8}{'n':>6}   wanted")
    for what, wanted in MILESTONES.items():
        values = sorted(run[what] for run in runs if what in run)
        assert len(values) == len(runs), what
        p95 = values[min(len(values) - 1, int(0.95 * len(values)))]
        print(f"{what:<40}{statistics.median(values):>8.0f}{p95:>8.0f}{len(values):>6}   {wanted}")
