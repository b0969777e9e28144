"""The window on a copy of the sample territory, for every test that needs all of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.sample import make_sample
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.map.scheme import register_scheme

register_scheme()  # before pytest-qt makes the application

NOW = "2026-11-27T15:30:00+00:00"
"""The half-planned week of the sample is then week 49."""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.loopwise"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWISE_NOW", NOW)
        make_sample(file).close()
    return file


@pytest.fixture
def file(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPWISE_NOW", NOW)
    return Path(shutil.copy(sample, tmp_path / "mine.loopwise"))


@pytest.fixture
def bare(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window with no territory in it yet; whatever goes wrong in it fails the test."""
    monkeypatch.setenv("LOOPWISE_NOW", NOW)
    jobs, problems = Jobs(), []
    jobs.failed.connect(problems.append)
    window = MainWindow(jobs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.expected = problems  # type: ignore[attr-defined]
    window.show()
    yield window
    window.close()
    assert problems == []


@pytest.fixture
def window(bare: MainWindow, file: Path, qtbot: Any) -> MainWindow:
    """A window on a copy of the sample, with its week and accounts in it."""
    with qtbot.waitSignal(bare.map_link.settled, timeout=20_000):
        bare.desk.open(file)
    qtbot.waitUntil(lambda: bool(bare.desk.comparisons), timeout=20_000)
    return bare
