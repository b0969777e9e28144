"""The tour that shows the sample week without a screen: its week, its table, its complaints."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def sample_tour() -> ModuleType:
    source = Path(__file__).resolve().parents[2] / "packaging" / "sample_tour.py"
    spec = importlib.util.spec_from_file_location("sample_tour", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def way(metres: int, seconds: int, cost: float) -> dict[str, object]:
    return {"order": [], "metres": metres, "seconds": seconds, "cost": cost}


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-11-27T15:00:00+00:00", "2026-W49"),
        ("2026-12-30T09:00:00+01:00", "2027-W01"),
    ],
)
def test_that_the_week_shown_is_the_one_after_now(
    sample_tour: ModuleType, monkeypatch: pytest.MonkeyPatch, now: str, week: str
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", now)
    assert sample_tour.sample_week() == week


def test_that_the_table_has_a_line_a_day_and_says_what_the_loops_save(
    sample_tour: ModuleType,
) -> None:
    shapes = {
        "planned": way(100_000, 7200, 45.0),
        "loop": way(94_000, 7080, 42.3),
        "zigzag": way(130_400, 9000, 58.5),
        "far_and_back": way(101_000, 7260, 45.45),
    }
    table = sample_tour.comparison_table(
        {"days": [{"date": "2026-11-30", **shapes}], "total": shapes}
    ).splitlines()
    assert [line.split()[0] for line in table[1:3]] == ["Mon", "Week"]
    assert "94 km   1:58" in table[1]
    assert len({len(line) for line in table[:3]}) == 1
    assert "36 km shorter" in table[3]


def test_that_a_command_that_fails_ends_the_tour_with_what_it_said(
    sample_tour: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = tmp_path / "loopwise"
    broken.write_text("#!/bin/sh\necho 'The disk is full.' >&2\nexit 4\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(sample_tour, "SCRIPTS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["sample_tour.py", str(tmp_path / "out")])
    assert sample_tour.main() == 1
    assert "The disk is full." in capsys.readouterr().err
