"""The sample week without a screen, as `sh packaging/run` does it: files that others can read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tour")


@pytest.fixture(scope="module")
def said(folder: Path) -> str:
    checkout = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(checkout / "packaging" / "sample_tour.py"), str(folder)],
        env={**os.environ, "LOOPWISE_NOW": "2026-11-27T15:00:00+00:00"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_that_it_prints_the_ways_round_and_names_every_file_it_made(
    said: str, folder: Path
) -> None:
    assert "2026-W49" in said
    assert "zigzag" in said
    made = {path for path in folder.iterdir() if path.is_file()}
    assert {path.suffix for path in made} == {".loopwise", ".pdf", ".ics", ".html", ".png"}
    assert all(str(path) in said for path in made)


def test_that_the_picture_shows_a_painted_map(said: str) -> None:
    assert "The map has painted (light)" in said


@pytest.mark.usefixtures("said")
def test_that_the_papers_are_what_they_are_called(folder: Path) -> None:
    assert len(PdfReader(folder / "2026-W49.pdf").pages) >= 5
    assert (folder / "2026-W49.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    page = (folder / "2026-W49.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")


@pytest.mark.usefixtures("said")
def test_that_the_territory_is_one_file_once_it_is_closed(folder: Path) -> None:
    assert [path.name for path in folder.glob("sample_tour*")] == ["sample_tour.loopwise"]
