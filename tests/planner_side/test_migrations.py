"""Territories of older versions open, are brought up to date, and lose nothing."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine

from planner.records import Base, Hotel, Territory
from planner.store import errors, territory_file
from planner.store.soundness import faults
from planner.workspace import Workspace
from planner.workspace.iso_week import IsoWeek


def _made(file: Path, revision: str) -> Path:
    dump = Path(__file__).with_name(f"revision_{revision}.sql")
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript(dump.read_text(encoding="utf-8"))
    database.close()
    return file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A territory as revision 0001 left it."""
    return _made(tmp_path / "old.loopwise", "0001")


@pytest.fixture(params=["0001", "0002"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A territory of each earlier revision."""
    return _made(tmp_path / "older.loopwise", request.param)


def rows(file: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, by the names of their columns."""
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    names = [r[0] for r in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {n: [dict(r) for r in database.execute(f'SELECT * FROM "{n}"')] for n in names}
    database.close()
    return found


def test_that_an_old_territory_is_brought_up_to_date_with_nothing_lost(older: Path) -> None:
    before = rows(older)
    territory_file.open_file(older).dispose()
    after = rows(older)
    assert after["alembic_version"] == [{"version_num": territory_file.HEAD}]
    for table, kept in before.items():
        if table != "alembic_version":
            same = [
                {name: row[name] for name in was}
                for was, row in zip(kept, after[table], strict=True)
            ]
            assert same == kept, table
    assert faults(older) == []


def test_that_new_settings_are_what_a_new_territory_has(old: Path, tmp_path: Path) -> None:
    leeds = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    with Workspace.open(old) as opened, Workspace.new(tmp_path / "new.loopwise", leeds) as new:
        had = {"id", "name", "nights_away", "country", "cost_per_km"}
        for column in Territory.__table__.c:
            if column.name not in had:
                assert getattr(opened.territory, column.name) == getattr(
                    new.territory, column.name
                ), column.name


def test_that_the_territory_as_it_was_is_kept_beside_it(old: Path) -> None:
    before = rows(old)
    territory_file.open_file(old).dispose()
    copy = territory_file.copy_before(old)
    assert rows(copy) == before
    assert sorted(p.name for p in old.parent.iterdir()) == sorted([old.name, copy.name])
    copy.unlink()
    territory_file.open_file(old).dispose()
    assert not copy.exists(), "a territory of today needs no copy"


def test_that_an_encrypted_territory_is_kept_encrypted(old: Path) -> None:
    secret = old.with_name("secret.loopwise")
    database = sqlcipher.connect(str(old))
    database.execute(f"ATTACH DATABASE '{secret}' AS secret KEY 'long words'")
    database.execute("SELECT sqlcipher_export('secret')")
    database.execute("DETACH DATABASE secret")
    database.close()
    with Workspace.open(secret, "long words") as workspace:
        assert workspace.territory.name == "Old territory"
    copy = territory_file.copy_before(secret)
    assert b"Aire Valley" not in copy.read_bytes()
    with pytest.raises(errors.NotATerritory):
        Workspace.open(copy)


def test_that_a_failed_step_leaves_the_territory_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(old)
    real = territory_file._foreign_keys

    def fail_after(connection: Any, value: str) -> None:
        real(connection, value)
        if value == "OFF":
            monkeypatch.setattr("alembic.command.upgrade", _halfway)

    monkeypatch.setattr(territory_file, "_foreign_keys", fail_after)
    with pytest.raises(RuntimeError):
        territory_file.open_file(old)
    assert rows(old) == before


def _halfway(config: Any, _revision: str) -> None:
    config.attributes["connection"].exec_driver_sql("ALTER TABLE account ADD COLUMN half INTEGER")
    config.attributes["connection"].exec_driver_sql("DELETE FROM contact")
    raise RuntimeError


def test_that_no_copy_is_no_upgrade(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(old)

    def no_room(_engine: Engine, file: Path, *_more: object) -> None:
        raise errors.DiskFull(file, "full")

    monkeypatch.setattr(territory_file, "back_up", no_room)
    with pytest.raises(errors.DiskFull):
        territory_file.open_file(old)
    assert rows(old) == before


def test_that_old_steps_are_undone_and_redone_in_a_territory_of_today(old: Path) -> None:
    with Workspace.open(old) as workspace:
        week = IsoWeek.of(date(2026, 12, 1))
        assert workspace.planning.week(week).calls == 2
        assert workspace.redo() is not None
        assert workspace.planning.week(week).calls == 1
        while workspace.undo():
            pass
        assert workspace.accounts.rows() == []
        assert workspace.territory.smallest_gap == 5
        while workspace.redo():
            pass
        assert len(workspace.accounts.rows()) == 3
        assert workspace.territory.night_days == [0, 1, 2, 3]


def test_that_busy_times_hotels_and_promises_are_kept_and_undone(old: Path) -> None:
    with Workspace.open(old) as workspace:
        make = workspace.records.make
        inn = {"name": "Inn at York", "lat": 53.96, "lon": -1.08, "price": 84.5}
        hotel, _change = make("hotel", inn)
        assert isinstance(hotel, Hotel)
        assert hotel.price == 84.5
        make("block", {"date": date(2026, 12, 1), "start": 36000, "end": 39600, "text": "Dentist"})
        promise = {"likelihood": 0.4, "must_by": date(2026, 12, 4)}
        workspace.records.change("account", 1, promise)
        workspace.undo()
        account = workspace.records.get("account", 1)
        assert (account.likelihood, account.must_by) == (None, None)  # type: ignore[attr-defined]
        workspace.undo()
        assert workspace.records.every("block") == []


def test_that_an_old_territory_has_the_tables_and_columns_of_a_new_one(
    older: Path, tmp_path: Path
) -> None:
    territory_file.open_file(older).dispose()
    new = tmp_path / "new.loopwise"
    territory_file.create(new).dispose()
    assert _columns(older) == _columns(new)
    assert set(Base.metadata.tables) <= set(rows(older))


def _columns(file: Path) -> dict[str, set[str]]:
    database = sqlite3.connect(file)
    columns = {
        table: {column[1] for column in database.execute(f'PRAGMA table_info("{table}")')}
        for table in rows(file)
    }
    database.close()
    return columns
