"""The file of a territory: made, refused and never half-written."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from planner.records import Base
from planner.sample import make_sample
from planner.store import errors, tables, territory_file
from planner.workspace import Workspace

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "t.loopwise"
    with Workspace.new(made, LEEDS) as workspace:
        for n in range(300):
            workspace.records.make("account", {"name": f"Account {n}", "notes": "x" * 500})
    return made


def test_that_a_closed_territory_is_one_file(file: Path) -> None:
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_that_migrations_make_what_the_records_declare(file: Path) -> None:
    assert tables.Fact.metadata is Base.metadata
    engine = territory_file.open_file(file)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
    scripts = ScriptDirectory(str(Path(territory_file.__file__).with_name("migrations")))
    assert scripts.get_current_head() == territory_file.HEAD


def test_that_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFound):
        Workspace.open(tmp_path / "none.loopwise")
    assert list(tmp_path.iterdir()) == []


def test_that_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    there = tmp_path / "mine.txt"
    there.write_text("mine")
    with pytest.raises(errors.AlreadyThere):
        Workspace.new(there, LEEDS)
    assert there.read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"no database at all " * 100, b"SQLite format 3\0junk"])
def test_that_what_is_no_territory_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.loopwise"
    other.write_bytes(content)
    with pytest.raises(errors.NotATerritory):
        Workspace.open(other)
    assert other.read_bytes() == content


def test_that_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    other = tmp_path / "other.loopwise"
    database = sqlite3.connect(other)
    database.execute("CREATE TABLE photo (id INTEGER)")
    database.commit()
    database.close()
    before = other.read_bytes()
    with pytest.raises(errors.NotATerritory):
        Workspace.open(other)
    assert other.read_bytes() == before


def test_that_a_damaged_file_is_named_and_not_read_on(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 2048] = b"\xa5" * 2048
    file.write_bytes(content)
    with pytest.raises(errors.NotATerritory), Workspace.open(file) as workspace:
        workspace.accounts.rows()


def test_that_a_newer_file_is_refused_untouched(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    before = file.read_bytes()
    with pytest.raises(errors.Newer):
        Workspace.open(file)
    assert file.read_bytes() == before


def test_that_a_passphrase_opens_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    file = tmp_path / "secret.loopwise"
    Workspace.new(file, LEEDS, "it's long").close()
    assert b"Leeds" not in file.read_bytes()
    Workspace.open(file, "it's long").close()
    with pytest.raises(errors.WrongPassphrase):
        Workspace.open(file, "other")
    with pytest.raises(errors.NotATerritory):
        Workspace.open(file)


def test_that_a_full_disk_keeps_what_was_there(file: Path) -> None:
    with Workspace.open(file) as workspace:
        with Session(workspace._engine) as session:  # the same connection goes back to the pool
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        before = len(workspace.accounts.rows())
        with pytest.raises(errors.DiskFull):
            workspace.records.make("account", {"name": "Big", "notes": "y" * 20_000})
        assert len(workspace.accounts.rows()) == before


def test_that_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder")
    with pytest.raises(errors.NotWritable):
        Workspace.new(blocked / "t.loopwise", LEEDS)


def test_that_two_writers_wait_for_one_another(file: Path) -> None:
    one, other = Workspace.open(file), Workspace.open(file)
    failed: list[BaseException] = []

    def write(workspace: Workspace) -> None:
        try:
            for n in range(20):
                workspace.records.make("account", {"name": f"More {n}"})
        except BaseException as error:  # noqa: BLE001  (shown by the assert below)
            failed.append(error)

    threads = [threading.Thread(target=write, args=(w,)) for w in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(one.accounts.rows()) == 340
    one.close()
    other.close()


def test_that_settings_that_cannot_be_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="base_lat"):
        Workspace.new(tmp_path / "t.loopwise", {**LEEDS, "base_lat": float("nan")})
    assert list(tmp_path.iterdir()) == []


def test_that_a_disk_that_fills_while_one_is_made_is_left_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_engine: object, file: Path) -> None:
        raise errors.DiskFull(file)

    monkeypatch.setattr(territory_file, "fold_log", no_room)
    for make in (lambda file: Workspace.new(file, LEEDS), make_sample):
        with pytest.raises(errors.DiskFull):
            make(tmp_path / "t.loopwise")
        assert list(tmp_path.iterdir()) == []


def test_that_a_territory_just_made_has_nothing_left_in_its_log(tmp_path: Path) -> None:
    with make_sample(tmp_path / "t.loopwise"):
        assert (tmp_path / "t.loopwise-wal").stat().st_size == 0
