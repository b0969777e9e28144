"""A territory on a disk or in a folder that cannot be written: read, and never changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.cli.running import NO_TERRITORY, main
from planner.store import errors, soundness, territory_file
from planner.workspace import IsoWeek, Workspace

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
MONDAY = IsoWeek(2026, 49).monday
CHANGES: dict[str, Callable[[Workspace], Any]] = {
    "a record": lambda w: w.records.make("account", {"name": "New"}),
    "a setting": lambda w: w.set_up({"name": "Other"}),
    "a day": lambda w: w.planning.assign(MONDAY, []),
    "undo": lambda w: w.undo(),
    "a lock": lambda w: w.planning.lock([1], locked=True),
}


@pytest.fixture
def file(tmp_path: Path, fixed_clock: None, monkeypatch: pytest.MonkeyPatch, scratch: Path) -> Path:
    """A territory with one planned call, on a disk that has since become read-only."""
    folder = tmp_path / "disk"
    made = folder / "t.loopwise"
    with Workspace.new(made, LEEDS) as workspace:
        account = workspace.records.make("account", {"name": "Mill", "lat": 53.9, "lon": -1.5})
        workspace.planning.assign(MONDAY, [account[0].id])
    _forbid(monkeypatch, folder)
    return made


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where private copies are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _forbid(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Have the system say of this folder what it says of a read-only disk, even to root."""
    asked = os.access

    def access(path: Any, mode: int, **kwargs: Any) -> bool:
        if mode & os.W_OK and Path(path).is_relative_to(folder):
            return False
        return asked(path, mode, **kwargs)

    monkeypatch.setattr(os, "access", access)


def test_that_all_can_be_read_and_the_copy_goes_with_the_workspace(
    file: Path, scratch: Path
) -> None:
    before = file.read_bytes()
    with Workspace.open(file) as workspace:
        assert workspace.read_only
        assert workspace.file == file
        assert [row.name for row in workspace.accounts.rows()] == ["Mill"]
        assert workspace.accounts.card(1).account.name == "Mill"
        week = workspace.planning.week(IsoWeek(2026, 49))
        assert len(week.by_date[MONDAY].stops) == 1
        assert workspace.planning.compare(week)
        assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert list(scratch.iterdir()) == []
    assert file.read_bytes() == before


@pytest.mark.parametrize("what", CHANGES)
def test_that_every_change_is_refused_with_the_name_of_the_file(file: Path, what: str) -> None:
    with Workspace.open(file) as workspace:
        with pytest.raises(errors.NotWritable) as refused:
            CHANGES[what](workspace)
        assert refused.value.file == file
        assert [row.name for row in workspace.accounts.rows()] == ["Mill"]


@pytest.mark.parametrize("to", ["ics", "csv", "pdf"])
def test_that_a_week_can_be_exported_to_elsewhere(file: Path, tmp_path: Path, to: str) -> None:
    with Workspace.open(file) as workspace:
        done = workspace.exporting.export(IsoWeek(2026, 49), to, tmp_path / f"week.{to}")
        assert done.calls == 1
        assert workspace.fact("last_export") is None
    assert (tmp_path / f"week.{to}").stat().st_size > 100


def test_that_what_stands_in_the_log_alone_is_read_too(
    tmp_path: Path, fixed_clock: None, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as workspace:
        workspace.records.make("account", {"name": "In the log"})
        for name in ("t.loopwise", "t.loopwise-wal"):
            shutil.copy(tmp_path / name, folder / name)
    _forbid(monkeypatch, folder)
    with Workspace.open(folder / "t.loopwise") as read:
        assert [row.name for row in read.accounts.rows()] == ["In the log"]


def test_that_an_encrypted_territory_can_be_read_and_a_wrong_passphrase_names_it(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "disk"
    file = folder / "secret.loopwise"
    Workspace.new(file, LEEDS, "it's long").close()
    _forbid(monkeypatch, folder)
    with Workspace.open(file, "it's long") as workspace:
        assert workspace.territory.name == "Test"
        [copy] = [path for path in scratch.rglob("territory") if path.is_file()]
        assert b"Leeds" not in copy.read_bytes()
    with pytest.raises(errors.WrongPassphrase) as refused:
        Workspace.open(file, "other")
    assert refused.value.file == file
    assert list(scratch.iterdir()) == []


def test_that_a_system_that_promises_too_much_is_not_believed(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "t.loopwise"
    Workspace.new(file, LEEDS).close()
    real = territory_file._opened

    def opened(path: Path, passphrase: str | None) -> Any:
        if path == file:
            raise errors.NotWritable(path)
        return real(path, passphrase)

    monkeypatch.setattr(territory_file, "_opened", opened)
    with Workspace.open(file) as workspace:
        assert workspace.read_only
        assert workspace.territory.name == "Test"


def test_that_a_newer_file_is_named_as_newer(file: Path, scratch: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    with pytest.raises(errors.Newer) as refused:
        Workspace.open(file)
    assert refused.value.file == file
    assert list(scratch.iterdir()) == []


def test_that_a_read_only_file_can_be_checked(file: Path, scratch: Path) -> None:
    assert soundness.faults(file) == []
    assert list(scratch.iterdir()) == []


def test_that_commands_read_and_say_why_they_cannot_change(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accounts", "--territory", str(file)]) == 0
    assert "Mill" in capsys.readouterr().out
    assert main(["undo", "--territory", str(file)]) == NO_TERRITORY
    assert "read-only" in capsys.readouterr().err


def test_that_a_territory_that_can_be_written_is_not_copied(tmp_path: Path, scratch: Path) -> None:
    Workspace.new(tmp_path / "t.loopwise", LEEDS).close()
    with Workspace.open(tmp_path / "t.loopwise") as workspace:
        assert not workspace.read_only
        assert list(scratch.iterdir()) == []
