"""Whether a territory's file is whole: SQLite's own checks, owners of rows, the journal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from planner.records import KINDS
from planner.store import errors
from planner.store.engine import as_territory_error, make_engine
from planner.store.read_only import Copy, can_be_written
from planner.store.territory_file import refuse_newer, revision_of

_UNREADABLE = "SELECT count(*) FROM journal_entry WHERE NOT json_valid(args)"
_UNREADABLE_IMAGES = (
    "SELECT count(*) FROM journal_image WHERE NOT coalesce(json_valid(before), 1) "
    "OR NOT coalesce(json_valid(after), 1)"
)
_ORPHANS = "SELECT count(*) FROM journal_image WHERE entry NOT IN (SELECT id FROM journal_entry)"


def faults(file: Path, passphrase: str | None = None) -> list[str]:
    """What is wrong with the file, in SQLite's words; empty where it is sound. Changes nothing.

    The passphrase may come from LOOPWISE_PASSPHRASE.

    Raises:
        NotFound, WrongPassphrase, Newer, InUse: it cannot be looked at.
    """
    if not os.path.isfile(file):  # noqa: PTH113 - unlike Path it never raises
        raise errors.NotFound(file)
    passphrase = passphrase or os.environ.get("LOOPWISE_PASSPHRASE") or None
    copy = None if can_be_written(file) else Copy(file)
    engine = make_engine(file, passphrase, copy=copy.file if copy else None)
    try:
        refuse_newer(file, revision_of(engine, file))
        return list(_faults(engine, encrypted=passphrase is not None))
    except errors.NotATerritory as error:
        return [error.detail]
    except UnicodeDecodeError as error:
        return [str(error)]
    except (DBAPIError, sqlcipher.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = as_territory_error(cause, file, passphrase)
        if isinstance(said, errors.NotATerritory):
            return [said.detail]
        raise (said or error) from error
    finally:
        engine.dispose()
        if copy is not None:
            copy.drop()


def _faults(engine: Engine, *, encrypted: bool) -> Iterator[str]:
    with engine.connect() as connection:

        def rows(query: str) -> list[Any]:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

        if encrypted:
            yield from (str(row[0]) for row in rows("PRAGMA cipher_integrity_check"))
        yield from (str(r[0]) for r in rows("PRAGMA integrity_check") if r[0] != "ok")
        for table, row, owner, _key in rows("PRAGMA foreign_key_check"):
            yield f"{table} {row}: no such {owner}"
        for query, what in (
            (_UNREADABLE, "steps of the journal cannot be read"),
            (_UNREADABLE_IMAGES, "rows of the journal cannot be read"),
            (_ORPHANS, "rows of the journal belong to no step"),
        ):
            count = rows(query)[0][0]
            if count:
                yield f"{count} {what}"
        if not rows("SELECT id FROM territory WHERE id = 1"):
            yield "the settings are missing"
    yield from _unreadable(engine)


def _unreadable(engine: Engine) -> Iterator[str]:
    """Kinds of records with a value that is none: SQLite keeps any text where a date should be."""
    for kind, record in KINDS.items():
        try:
            with engine.connect() as connection:
                for _row in connection.execute(select(record.__table__)):
                    pass
        except (ValueError, TypeError, DBAPIError, errors.NotATerritory) as error:
            yield f"{kind}: {error}"
