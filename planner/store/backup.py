"""A copy of a territory that is known to be whole, before something is done to all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, Table, func, inspect, select

from planner.store import errors
from planner.store.engine import make_engine


def back_up(engine: Engine, file: Path, copy: Path, passphrase: str | None) -> None:
    """Copy the open territory `file` to `copy`, with the same passphrase, and check the copy.

    An earlier `copy` is replaced only once the new one is sound.

    Raises:
        NotWritable, DiskFull: there is no room for it; nothing is left behind.
        NotATerritory: the copy is not whole, so neither is the file.
    """
    fresh = copy.with_name(f"{copy.name}.new")
    fresh.unlink(missing_ok=True)
    target = make_engine(fresh, passphrase)
    try:
        with engine.connect() as source, target.connect() as into:
            _raw(source).backup(_raw(into))
        _compare(engine, target, file, encrypted=passphrase is not None)
        target.dispose()
        fresh.replace(copy)
    except OSError as error:
        raise errors.NotWritable(copy, str(error)) from error
    finally:
        target.dispose()
        fresh.unlink(missing_ok=True)


def _raw(connection: Any) -> Any:
    """The library's own connection, with no transaction of SQLAlchemy's open on it."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return raw


def _compare(engine: Engine, copy: Engine, file: Path, *, encrypted: bool) -> None:
    """The copy passes SQLite's own checks and has as many rows of each kind."""
    with copy.connect() as connection:
        said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        if encrypted:
            said += [r[0] for r in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    wrong = [line for line in said if line != "ok"]
    if wrong or _counts(engine) != _counts(copy):
        raise errors.NotATerritory(file, "; ".join(wrong) or "the copy has not all rows")


def _counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        tables = [Table(name, MetaData()) for name in inspect(connection).get_table_names()]
        count = select(func.count())
        return {t.name: connection.scalar(count.select_from(t)) or 0 for t in tables}
