"""Every change of a record is one entry with the rows' images before and after it.

Undo and redo replay those images, so no use case needs undo code of its own and an undo
survives a restart. Images are read back from the file in the session's flush events: what they
hold is what was there.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Engine, Table, delete, event, insert, select, update
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from planner import clock
from planner.records import KINDS, Record
from planner.store.engine import WRITING
from planner.store.tables import JournalEntry, JournalImage

Image = dict[str, Any]
_RECORDER = "loopwise_recorder"
_CHUNK = 500
_OF_DAYS = ("itinerary", "block")
"""Kinds whose date is a day of the plan; that of an order is not."""


class Unjournalled(RuntimeError):
    """Code tried to change a record outside `Journal.change`: a mistake of ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    id: int
    at: str
    code: str
    args: dict[str, Any]
    undone: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What one entry, its undo or its redo touched: numbers of rows by kind, days of the plan."""

    entry: Entry
    touched: dict[str, frozenset[int]]
    days: frozenset[date]


@dataclass(slots=True)
class _Recorder:
    before: dict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    after: dict[str, dict[int, Image | None]] = field(default_factory=lambda: defaultdict(dict))
    fresh: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def rows(self) -> Iterator[tuple[str, int, Image | None, Image | None]]:
        for kind, afters in self.after.items():
            for row, after in afters.items():
                before = None if row in self.fresh[kind] else self.before[kind].get(row)
                if before != after:
                    yield kind, row, before, after


class Journal:
    """The only way to change records, and the way back."""

    def __init__(self, engine: Engine) -> None:
        self._readers = engine
        self._writers = engine.execution_options(**{WRITING: True})
        self._one_writer = threading.Lock()

    @contextmanager
    def change(self, code: str, **args: Any) -> Iterator[Changing]:
        """A transaction that becomes one entry; on any error nothing of it is kept.

        `code` and `args` (JSON values) name the step. An entry is made only if a row changed;
        `Changing.change` holds it afterwards, else None.
        """
        with self._one_writer, Session(self._writers, expire_on_commit=False) as session:
            changing = Changing(session)
            session.info[_RECORDER] = _Recorder()
            with session.begin():
                yield changing
                session.flush()
                rows = list(session.info.pop(_RECORDER).rows())
                if rows:
                    changing.change = self._keep(session, code, changing.args or args, rows)

    def _keep(self, session: Session, code: str, args: dict[str, Any], rows: list[Any]) -> Change:
        session.execute(
            update(JournalEntry).where(JournalEntry.state == "undone").values(state="dropped")
        )
        entry = JournalEntry(at=clock.now().isoformat(), code=code, args=args)
        session.add(entry)
        session.flush()
        session.connection().execute(
            insert(JournalImage.__table__),  # type: ignore[arg-type]
            [
                {"entry": entry.id, "kind": kind, "row": row, "before": before, "after": after}
                for kind, row, before, after in rows
            ],
        )
        return _as_change(_as_entry(entry), rows)

    @contextmanager
    def outside(self) -> Iterator[Session]:
        """A writing transaction for what is no record: exports told, caches, facts."""
        session = Session(self._writers, expire_on_commit=False)
        with self._one_writer, session, session.begin():
            yield session

    def undo(self) -> Change | None:
        """Take the last entry back; None where there is nothing to undo."""
        return self._replay(undo=True)

    def redo(self) -> Change | None:
        """Do the last undone entry again; None where there is none."""
        return self._replay(undo=False)

    def _replay(self, *, undo: bool) -> Change | None:
        session = Session(self._writers, expire_on_commit=False)
        with self._one_writer, session, session.begin():
            entry = _head(session, undo=undo)
            if entry is None:
                return None
            rows = _images(session, entry.id)
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            _restore(session, [(k, r, a, b) if undo else (k, r, b, a) for k, r, b, a in rows])
            entry.state = "undone" if undo else "done"
            session.flush()
            return _as_change(_as_entry(entry), rows)

    def history(self, limit: int = 200) -> list[Entry]:
        """The entries, newest first."""
        query = select(JournalEntry).order_by(JournalEntry.id.desc()).limit(limit)
        with Session(self._readers) as session:
            return [_as_entry(entry) for entry in session.scalars(query)]

    def heads(self) -> tuple[Entry | None, Entry | None]:
        """What undo and what redo would do now."""
        with Session(self._readers) as session:
            undo, redo = _head(session, undo=True), _head(session, undo=False)
            return (_as_entry(undo) if undo else None, _as_entry(redo) if redo else None)


class Changing:
    """A change under way: its session, and what became of it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.args: dict[str, Any] = {}
        self.change: Change | None = None

    def insert(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Write many new rows without objects, as an import needs; all name the same fields.

        Returns their numbers, in the order of the rows.
        """
        if not rows:
            return []
        connection = self.session.connection()
        last = connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (kind,)
        ).scalar()
        numbers = list(range((last or 0) + 1, (last or 0) + 1 + len(rows)))
        numbered = [{"id": at, **row} for at, row in zip(numbers, rows, strict=True)]
        connection.execute(insert(_table(kind)), numbered)
        recorder: _Recorder = self.session.info[_RECORDER]
        recorder.fresh[kind].update(numbers)
        recorder.after[kind].update(_read(self.session, kind, numbers))
        return numbers


def _head(session: Session, *, undo: bool) -> JournalEntry | None:
    query = select(JournalEntry).where(JournalEntry.state == ("done" if undo else "undone"))
    order = JournalEntry.id.desc() if undo else JournalEntry.id.asc()
    return session.scalars(query.order_by(order).limit(1)).first()


def _images(session: Session, entry: int) -> list[Any]:
    image = JournalImage
    query = select(image.kind, image.row, image.before, image.after)
    return [tuple(r) for r in session.execute(query.where(image.entry == entry).order_by(image.id))]


def _as_entry(entry: JournalEntry) -> Entry:
    return Entry(entry.id, entry.at, entry.code, entry.args, entry.state != "done")


def _as_change(entry: Entry, rows: Iterable[Any]) -> Change:
    touched: dict[str, set[int]] = defaultdict(set)
    days: set[date] = set()
    for kind, row, before, after in rows:
        touched[kind].add(row)
        for image in (before, after):
            day = image and (image.get("day") or (kind in _OF_DAYS and image.get("date")))
            if day:
                days.add(date.fromisoformat(day))
    return Change(entry, {k: frozenset(v) for k, v in touched.items()}, frozenset(days))


def _table(kind: str) -> Table:
    table = KINDS[kind].__table__
    assert isinstance(table, Table)
    return table


def _read(session: Session, kind: str, rows: Iterable[int]) -> dict[int, Image]:
    """The rows as they stand in the file, ready for JSON."""
    table, wanted = _table(kind), list(rows)
    found: dict[int, Image] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(table).where(table.c.id.in_(wanted[start : start + _CHUNK]))
        for row in session.connection().execute(query).mappings():
            found[row["id"]] = {k: _to_json(v) for k, v in row.items()}
    return found


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(table: Table, image: Image) -> Image:
    return {
        name: date.fromisoformat(value)
        if isinstance(value, str) and table.c[name].type.python_type is date
        else value
        for name, value in image.items()
    }


def _restore(session: Session, rows: list[Any]) -> None:
    """Bring rows from their image `now` to their image `then`."""
    connection = session.connection()
    by_kind: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind, row, now, then in rows:
        if then is None:
            by_kind[kind]["gone"].append(row)
            continue
        if now is not None:
            by_kind[kind]["changed"].append(row)
        by_kind[kind]["back"].append(_from_json(_table(kind), then))
    for kind, work in by_kind.items():
        table, leaving = _table(kind), work["gone"] + work["changed"]
        for start in range(0, len(leaving), _CHUNK):
            part = leaving[start : start + _CHUNK]
            connection.execute(delete(table).where(table.c.id.in_(part)))
    for kind, work in by_kind.items():
        if work["back"]:
            connection.execute(insert(_table(kind)), work["back"])


def _before_flush(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    leaving: dict[str, set[int]] = defaultdict(set)
    for record in list(session.dirty) + list(session.deleted):
        if isinstance(record, Record):
            leaving[record.__tablename__].add(record.id)
    new = any(isinstance(record, Record) for record in session.new)
    recorder: _Recorder | None = session.info.get(_RECORDER)
    if recorder is None:
        if leaving or new:
            raise Unjournalled("a record was changed outside a journal entry")
        return
    for kind, rows in leaving.items():
        unseen = rows - recorder.before[kind].keys() - recorder.fresh[kind]
        recorder.before[kind].update(_read(session, kind, unseen))


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    recorder: _Recorder | None = session.info.get(_RECORDER)
    if recorder is None:
        return
    written: dict[str, set[int]] = defaultdict(set)
    for record in session.new:
        if isinstance(record, Record):
            recorder.fresh[record.__tablename__].add(record.id)
            written[record.__tablename__].add(record.id)
    for record in session.dirty:
        if isinstance(record, Record):
            written[record.__tablename__].add(record.id)
    for kind, rows in written.items():
        recorder.after[kind].update(_read(session, kind, rows))
    for record in session.deleted:
        if isinstance(record, Record):
            recorder.after[record.__tablename__][record.id] = None


def _no_bulk_writes(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    mapper = state.bind_mapper
    if writes and mapper is not None and issubclass(mapper.class_, Record):
        raise Unjournalled(f"a bulk statement on {mapper.class_.__name__} leaves no images")


event.listen(Session, "before_flush", _before_flush)
event.listen(Session, "after_flush", _after_flush)
event.listen(Session, "do_orm_execute", _no_bulk_writes)
