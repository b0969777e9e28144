"""Making, changing and deleting records of any kind, each as one journal entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from planner.records import KINDS, OwnField, Record, Territory
from planner.store.journal import Change, Journal
from planner.workspace.errors import BadInput
from planner.workspace.field_history import Was, field_history
from planner.workspace.fields import check
from planner.workspace.own_fields import readable


class RecordDesk:
    """All kinds of records of one territory. Values are Python values; `fields` reads text."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine, self._journal = engine, journal

    def get(self, kind: str, number: int) -> Record:
        """One record.

        Raises:
            BadInput: there is none.
        """
        with Session(self._engine, expire_on_commit=False) as session:
            return _found(session, kind, number)

    def every(self, kind: str) -> list[Record]:
        """All records of a kind by number."""
        with Session(self._engine, expire_on_commit=False) as session:
            return list(session.scalars(select(_class(kind)).order_by(_class(kind).id)))

    def history(self, kind: str, number: int, field: str = "") -> tuple[Was, ...]:
        """What a field of a record, or all of it, was before, the latest change first.

        Raises:
            BadInput: there is no such kind or field.
        """
        return field_history(self._engine, kind, number, field)

    def make(self, kind: str, values: Mapping[str, Any]) -> tuple[Record, Change | None]:
        """Make a record.

        Raises:
            BadInput: a field is unknown, missing or holds what it cannot.
        """
        checked = check(kind, values, new=True)
        with _PlainRefusal(kind), self._journal.change("record_made", kind=kind) as change:
            record = _class(kind)(**checked)
            self._owned(change.session, record)
            change.session.add(record)
            change.session.flush()
            _sensible(kind, record, change.session)
            change.args = self._args(change.session, kind, record)
        return record, change.change

    def change(
        self, kind: str, number: int, values: Mapping[str, Any]
    ) -> tuple[Record, Change | None]:
        """Change fields of a record.

        Raises:
            BadInput: as in `make`, or there is no such record.
        """
        checked = check(kind, values, new=False)
        with _PlainRefusal(kind), self._journal.change("record_changed", kind=kind) as change:
            record = _found(change.session, kind, number)
            for field, value in checked.items():
                if getattr(record, field) != value:
                    setattr(record, field, value)
            if kind == "block" and checked.keys() & {"date", "start"}:
                record.position = None  # type: ignore[attr-defined]  # where its time puts it
            self._owned(change.session, record)
            change.session.flush()
            _sensible(kind, record, change.session)
            change.args = self._args(change.session, kind, record)
        return record, change.change

    def delete(self, kind: str, number: int) -> Change | None:
        """Delete a record with all that belongs to it.

        Raises:
            BadInput: there is none, or it is the territory's settings.
        """
        return self.delete_several(kind, [number])

    def delete_several(self, kind: str, numbers: Collection[int]) -> Change | None:
        """Delete records of one kind with all that belongs to them, as one step.

        Raises:
            BadInput: as in `delete`; then none is deleted.
        """
        if kind == "territory":
            raise BadInput("not_deletable", kind=kind)
        with self._journal.change("record_deleted", kind=kind) as change:
            session = change.session
            for number in numbers:
                record = _found(session, kind, number)
                change.args = self._args(session, kind, record) | {"count": len(numbers)}
                _delete(session, record)
        return change.change

    def _owned(self, session: Session, record: Record) -> None:
        """The records that this one points at have to exist."""
        for column in record.__table__.c:
            for key in column.foreign_keys:
                owner = getattr(record, column.name)
                if owner is not None:
                    _found(session, key.column.table.name, owner)

    def _args(self, session: Session, kind: str, record: Record) -> dict[str, Any]:
        owner = getattr(record, "account", None)
        named = _found(session, "account", owner) if isinstance(owner, int) else record
        return {"kind": kind, "id": record.id, "name": getattr(named, "name", "")}


def _class(kind: str) -> type[Record]:
    if kind not in KINDS:
        raise BadInput("unknown_kind", kind=kind, kinds=", ".join(sorted(KINDS)))
    return KINDS[kind]


def _found(session: Session, kind: str, number: int) -> Record:
    record = session.get(_class(kind), number)
    if record is None:
        raise BadInput("unknown", kind=kind, id=number)
    return record


def _delete(session: Session, record: Record) -> None:
    """Delete a record with what belongs to it; what only mentions it forgets it."""
    for kind in KINDS.values():
        for column in kind.__table__.c:
            if not any(k.column.table is record.__table__ for k in column.foreign_keys):
                continue
            for other in session.scalars(select(kind).where(column == record.id)).all():
                if column.nullable:
                    setattr(other, column.name, None)
                else:
                    _delete(session, other)
    session.flush()
    session.delete(record)
    session.flush()


def _sensible(kind: str, record: Any, session: Session) -> None:
    """Rules between two fields that the file itself does not hold."""
    rule = ""
    if kind == "itinerary":
        rule = _rule_of_day(record, session.get_one(Territory, 1))
    elif kind == "territory":
        rule = _rule_of_territory(record)
    elif kind == "own_value":
        readable(session.get_one(OwnField, record.own_field), record.value)
    elif kind == "duplicate":
        rule = "" if record.account != record.other else "two_accounts"
    elif kind in ("complaint", "job"):
        early = record.answered_at is not None and record.answered_at < record.opened_at
        rule = "answered_after_opened" if early else ""
        ended = getattr(record, "closed_at", None)
        if ended is not None and ended < record.opened_at:
            rule = "closed_after_opened"
    elif kind in ("account", "contact"):
        fields = ("group", "referred_by") if kind == "account" else ("successor",)
        rule = "somebody_else" if record.id in [getattr(record, f) for f in fields] else ""
    if rule:
        raise BadInput("rule", kind=kind, rule=rule)


def _rule_of_day(special: Any, usual: Territory) -> str:
    start, end = special.odometer_start, special.odometer_end
    if start is not None and end is not None and start > end:
        return "odometer_forwards"
    return "" if _forwards(special, usual) else "work_forwards"


def _rule_of_territory(settings: Any) -> str:
    if settings.open_start >= settings.open_end:
        return "open_forwards"
    if settings.grade_a_share + settings.grade_b_share + settings.grade_c_share > 1 + 1e-9:
        return "shares_of_one"
    room = settings.lunch_end - settings.lunch_start
    return "lunch_fits" if 60 * settings.lunch_minutes > room else ""


def _forwards(special: Any, usual: Territory) -> bool:
    """Whether the work of a special day ends later than it starts, one of them being as usual."""
    if special.work_start is None and special.work_end is None:
        return True
    opens = usual.work_start if special.work_start is None else special.work_start
    shuts = usual.work_end if special.work_end is None else special.work_end
    return bool(opens < shuts)


class _PlainRefusal:
    """Turns a CHECK or UNIQUE that the file refuses into a clear refusal."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: object, _trace: object) -> None:
        if isinstance(error, IntegrityError):
            rule = str(error.orig).rpartition(": ")[2]
            raise BadInput("rule", kind=self.kind, rule=rule) from error
