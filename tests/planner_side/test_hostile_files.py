"""Places where a file must not be written, or not like that."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlcipher3.dbapi2 import OperationalError

from planner.exchange.files import NotWritten, write
from planner.store import territory_file
from planner.store.engine import as_territory_error
from planner.store.errors import DiskFull, NotATerritory, TerritoryError
from planner.workspace import IsoWeek, Workspace
from planner.workspace.exporting.exporting import NotExported

WEEK = IsoWeek(2026, 49)


def test_that_no_export_overwrites_a_territory(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.file.read_bytes()
    for to in ("csv", "ics"):
        with pytest.raises(NotExported, match="is_territory"):
            workspace.exporting.export(WEEK, to, workspace.file)
    assert workspace.file.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir() if f.suffix == ".part"] == []


def test_that_a_territory_of_another_name_is_known_too(workspace: Workspace) -> None:
    odd = workspace.file.with_name("leeds.data")
    with Workspace.new(odd, {"base_lat": 53.8, "base_lon": -1.5}, "secret"):
        with pytest.raises(NotExported, match="is_territory"):
            workspace.exporting.export(WEEK, "csv", odd)
    plain = workspace.file.with_name("york.data")
    Workspace.new(plain, {"base_lat": 53.9, "base_lon": -1.1}).close()
    with pytest.raises(NotWritten, match="is_territory"):
        write(plain, b"x")


@pytest.mark.skipif(os.name != "posix", reason="named pipes and links as on Unix")
def test_that_a_device_stays_a_device_and_a_link_a_link(tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link.csv", tmp_path / "file.csv"
    os.mkfifo(pipe)
    with pytest.raises(NotWritten, match="no_plain_file"):
        write(pipe, b"x")
    assert pipe.is_fifo()
    file.write_bytes(b"old")
    link.symlink_to(file)
    write(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_that_a_name_too_long_is_a_clear_refusal(tmp_path: Path) -> None:
    file = tmp_path / ("n" * 300)
    with pytest.raises(TerritoryError):
        territory_file.create(file)
    with pytest.raises(TerritoryError):
        territory_file.open_file(file)
    with pytest.raises(NotWritten, match="name_too_long"):
        write(file, b"x")


def test_that_a_full_disk_is_not_called_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def room(_folder: object) -> SimpleNamespace:
        return SimpleNamespace(free=free)

    monkeypatch.setattr("planner.store.engine.shutil.disk_usage", room)
    error = OperationalError("disk I/O error")
    free = 0
    assert isinstance(as_territory_error(error, tmp_path / "x"), DiskFull)
    free = 10**9
    assert isinstance(as_territory_error(error, tmp_path / "x"), NotATerritory)
