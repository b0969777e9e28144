"""An exported file is there whole, or what was there before is."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.exchange import files
from planner.workspace import IsoWeek, Workspace
from planner.workspace.exporting.exporting import FORMATS, NotExported

WEEK = IsoWeek(2026, 49)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@pytest.mark.parametrize("to", FORMATS)
def test_that_a_missing_folder_is_told_and_nothing_is_noted(
    workspace: Workspace, out: Path, to: str
) -> None:
    with pytest.raises(NotExported) as refused:
        workspace.exporting.export(WEEK, to, out / "missing" / f"week.{to}")
    assert refused.value.code == "no_folder"
    assert workspace.fact("last_export") is None


def test_that_a_folder_in_the_files_place_is_told(workspace: Workspace, out: Path) -> None:
    (out / "week.csv").mkdir()
    with pytest.raises(NotExported) as refused:
        workspace.exporting.export(WEEK, "csv", out / "week.csv")
    assert refused.value.code == "is_folder"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "no_right"),
        (errno.EIO, "not_written"),
    ],
)
def test_that_a_failing_disk_leaves_the_old_file_and_no_other(
    out: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    file = out / "week.csv"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", _failing(number))
    with pytest.raises(files.NotWritten) as failed:
        files.write(file, b"new")
    assert failed.value.code == code
    assert file.read_text() == "old"
    assert names(out) == ["week.csv"]


def test_that_a_failing_rename_leaves_no_sequence_behind(
    workspace: Workspace, six: list[int], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.planning.assign(WEEK.days[0], six[:2])
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", _failing(errno.EACCES))
        with pytest.raises(NotExported):
            workspace.exporting.export(WEEK, "ics", out / "week.ics")
    assert names(out) == []
    assert workspace.fact("last_export") is None
    assert workspace.exporting.export(WEEK, "ics", out / "week.ics", changes=True).calls == 2


@pytest.mark.parametrize("to", FORMATS)
def test_that_no_file_appears_when_the_territory_cannot_be_written(
    workspace: Workspace, out: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.EIO, "the disk of the territory")

    monkeypatch.setattr(Session, "flush", full)
    with pytest.raises(OSError, match="territory"):
        workspace.exporting.export(WEEK, to, out / f"week.{to}")
    assert names(out) == []


def test_that_a_file_is_replaced_and_keeps_its_rights(out: Path) -> None:
    file = out / "week.csv"
    file.write_text("old")
    file.chmod(0o640)
    files.write(file, b"new")
    assert file.read_bytes() == b"new"
    assert names(out) == ["week.csv"]
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o640


def _failing(number: int) -> Any:
    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail
