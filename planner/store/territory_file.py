"""Opens, makes and brings up to date the one file that holds a territory."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, event, inspect, text

from planner.store import errors
from planner.store.backup import back_up
from planner.store.engine import READ_ONLY, WRITING, make_engine, told_apart
from planner.store.read_only import Copy, can_be_written

HEAD = "0003"
"""The newest migration; a test holds it against the folder of migrations."""
_MIGRATIONS = Path(__file__).with_name("migrations")


def create(file: Path, passphrase: str | None = None) -> Engine:
    """Make a new, empty territory file.

    Raises:
        AlreadyThere: the file exists and stays as it is.
        NotWritable, DiskFull: nothing is left behind.
    """
    try:
        if file.exists():
            raise errors.AlreadyThere(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        os.close(descriptor)
    except OSError as error:
        raise errors.NotWritable(file, str(error)) from error
    engine = make_engine(file, passphrase)
    try:
        with told_apart(file):
            _keep_a_log(engine)
            _migrate(engine)
    except BaseException:
        engine.dispose()
        remove(file)
        raise
    return engine


def open_file(file: Path, passphrase: str | None = None) -> Engine:
    """Open a territory file; an older one is brought up to date, with a copy of it kept beside it.

    Where it cannot be written it can be read: see `is_read_only`.

    Raises:
        NotFound, NotATerritory, WrongPassphrase, Newer, InUse, NotWritable: the file is as it was.
    """
    if not os.path.isfile(file):  # noqa: PTH113 - unlike Path it never raises
        raise errors.NotFound(file)
    if can_be_written(file):
        try:
            return _opened(file, passphrase)
        except errors.NotWritable:  # the system knew better
            pass
    return _opened_to_read(file, passphrase)


def is_read_only(engine: Engine) -> bool:
    """Whether the territory can be read only: every change raises NotWritable."""
    return bool(engine.get_execution_options().get(READ_ONLY))


def copy_before(file: Path) -> Path:
    """Where the territory lies as it was before this Loopwise brought it up to date."""
    return file.with_name(f"{file.stem} before {HEAD}{file.suffix}")


def _opened(file: Path, passphrase: str | None) -> Engine:
    engine = make_engine(file, passphrase)
    try:
        with told_apart(file, passphrase):
            revision = revision_of(engine, file)
            if revision != HEAD:
                refuse_newer(file, revision)
                back_up(engine, file, copy_before(file), passphrase)
                _migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _opened_to_read(file: Path, passphrase: str | None) -> Engine:
    """The copy is brought up to date if need be, then nobody writes it; it goes with the engine."""
    copy = Copy(file)
    try:
        _opened(copy.file, passphrase).dispose()
    except errors.TerritoryError as error:
        copy.drop()
        raise type(error)(file, error.detail) from error
    except BaseException:
        copy.drop()
        raise
    engine = make_engine(file, passphrase, copy=copy.file)
    event.listen(engine, "engine_disposed", lambda _engine: copy.drop())
    return engine


def _keep_a_log(engine: Engine) -> None:
    """WAL is kept in the file's head; it is set once, so that opening writes nothing."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA journal_mode = WAL").fetchone()


def fold_log(engine: Engine, file: Path) -> None:
    """Bring what stands in the log into the file, so that closing has nothing left to write.

    Raises:
        DiskFull: there is no room for it.
    """
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        with told_apart(file):
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def remove(file: Path) -> None:
    """Delete a territory file with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def revision_of(engine: Engine, file: Path) -> str:
    """The migration that a file stands at, e.g. 0001."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            raise errors.NotATerritory(file, "no territory in it")
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def refuse_newer(file: Path, revision: str) -> None:
    """Raise `Newer` for a migration that is not ours."""
    known = {step.name.split("_")[0] for step in (_MIGRATIONS / "versions").glob("[0-9]*.py")}
    if revision not in known:
        raise errors.Newer(file, revision)


def _migrate(engine: Engine) -> None:
    """Run the missing steps in one transaction, foreign keys off and checked afterwards.

    With foreign keys on, a table swapped by a batch step would take its children along.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    writer = engine.execution_options(**{WRITING: True})
    with writer.connect() as connection:
        _foreign_keys(connection, "OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise errors.NotATerritory(Path(), f"{len(broken)} rows without their owner")
        _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, value: str) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute(f"PRAGMA foreign_keys = {value}")
