"""Opens the bundled databases: read-only, one connection a thread, no file made beside them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any


class ReadOnly:
    """A SQLite file that nobody changes while the program runs.

    Opened `immutable`, so it works from a read-only folder and takes no locks. Safe from any
    thread.
    """

    def __init__(self, file: Path) -> None:
        self._uri = f"{file.as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        if not file.is_file():
            raise FileNotFoundError(file)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Python may close it from another thread, when this one is gone.
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            self._local.connection = connection
        return connection

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows that a query answers with."""
        return self._connection().execute(query, tuple(values)).fetchall()

    def first(self, query: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """The first row, or None."""
        row: tuple[Any, ...] | None = self._connection().execute(query, tuple(values)).fetchone()
        return row
