"""The file: opened by sqlcipher3's SQLite, durable through a power cut, one writer at a time.

WAL with synchronous=FULL is the pair that lost no acknowledged change when power was cut.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from planner.store import errors
from planner.store.disguise import is_plain, may_be_encrypted
from planner.store.folding import SQL_NAME, folded

_PRAGMAS = (
    "cipher_log_level = none",
    "foreign_keys = ON",
    "synchronous = FULL",
    "cache_size = -65536",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)
BUSY_SECONDS = 5
_DAMAGE = ("malformed", "corrupt", "disk I/O", "no such table", "not decode to UTF-8")
_LOCK_FILE = 32 * 1024
"""Bytes that SQLite takes beside the file while it is open."""
WRITING = "loopwise_writing"
READ_ONLY = "loopwise_read_only"


def make_engine(file: Path, passphrase: str | None, *, copy: Path | None = None) -> Engine:
    """An engine on `file`. Transactions begin at once: immediate for writers, deferred for readers.

    `passphrase` of None opens a plain file. Where there is a `copy`, that is read in place of
    `file`, and every writer is refused with `NotWritable`.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(copy or file, passphrase, read_only=copy is not None),
        execution_options={READ_ONLY: copy is not None},
        module=sqlcipher,
        pool_size=6,
        max_overflow=10,
        pool_reset_on_return="rollback",
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)

    def tell_apart(context: ExceptionContext) -> BaseException | None:
        return as_territory_error(context.original_exception, file, passphrase)

    event.listen(engine, "handle_error", tell_apart, retval=True)
    return engine


def _connect(file: Path, passphrase: str | None, *, read_only: bool) -> Any:
    connection = sqlcipher.connect(
        str(file), timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None
    )
    try:
        cursor = connection.cursor()
        if passphrase is not None:
            quoted = passphrase.replace("'", "''")
            cursor.execute(f"PRAGMA key = '{quoted}'")
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()
        connection.create_function(SQL_NAME, 1, folded, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _no_room(file: Path) -> bool:
    """On a full disk not even a reader's lock file fits, which SQLite calls an I/O error."""
    try:
        return shutil.disk_usage(file.parent).free < _LOCK_FILE
    except OSError:
        return False


@contextmanager
def told_apart(file: Path, passphrase: str | None = None) -> Iterator[None]:
    """Turn what SQLite says while a connection is made into the errors of this package."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        said = as_territory_error(original, file, passphrase)
        raise said or error from error


def _not_readable(file: Path, passphrase: str | None) -> type[errors.TerritoryError]:
    """A wrong key and a damaged head are the same to SQLite: what the file looks like decides."""
    if may_be_encrypted(file):
        return errors.WrongPassphrase if passphrase else errors.WantsPassphrase
    return errors.WrongPassphrase if passphrase and is_plain(file) else errors.NotATerritory


def as_territory_error(
    error: BaseException | None, file: Path, passphrase: str | None = None
) -> errors.TerritoryError | None:
    """The error of this package that SQLite's own words stand for; None for a mistake of ours."""
    said = str(error)
    if "full" in said or ("disk I/O" in said and _no_room(file)):
        return errors.DiskFull(file, said)
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return errors.NotWritable(file, said)
    if "locked" in said or "busy" in said:
        return errors.InUse(file, said)
    if "not a database" in said or "hmac" in said.lower():
        return _not_readable(file, passphrase)(file, said)
    if isinstance(error, UnicodeDecodeError) or any(sign in said for sign in _DAMAGE):
        return errors.NotATerritory(file, said)
    return None
