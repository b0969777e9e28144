"""What one field of a record was before, read from the images that the journal keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner.records import KINDS
from planner.store.tables import JournalEntry, JournalImage
from planner.workspace.errors import BadInput
from planner.workspace.fields import fields_of


class Was(NamedTuple):
    """A field had the value `before` until the moment `at`, then `after`; `code` is of the step.

    `made` is whether the record came with that step: then nothing was before.
    """

    field: str
    before: Any
    after: Any
    at: datetime
    code: str
    args: dict[str, Any]
    made: bool


def field_history(engine: Engine, kind: str, number: int, field: str = "") -> tuple[Was, ...]:
    """The changes of a field that stand, the latest first; what was undone is not among them.

    Without a field those of all fields of the record.

    Raises:
        BadInput: there is no such kind or field.
    """
    known = fields_of(kind)
    if field and field not in known:
        raise BadInput("unknown_field", kind=kind, field=field, fields=", ".join(sorted(known)))
    image = JournalImage
    query = (
        select(image.before, image.after, JournalEntry.at, JournalEntry.code, JournalEntry.args)
        .join(JournalEntry, JournalEntry.id == image.entry)
        .where(image.kind == kind, image.row == number, JournalEntry.state == "done")
        .order_by(JournalEntry.id.desc())
    )
    with Session(engine) as session:
        return tuple(_changes(kind, [field] if field else list(known), session.execute(query)))


def _changes(kind: str, fields: list[str], rows: Any) -> Iterator[Was]:
    for before, after, at, code, args in rows:
        if after is None:
            continue  # the record went with that step, or came back with one not listed
        made, moment = before is None, datetime.fromisoformat(at)
        for field in fields:
            was, now = (before or {}).get(field), after.get(field)
            if was != now and not (made and now in (None, "")):
                values = (_value(kind, field, was), _value(kind, field, now))
                yield Was(field, *values, moment, code, args, made)


def _value(kind: str, field: str, value: Any) -> Any:
    """A value of an image as the record has it: dates are text in an image."""
    is_date = KINDS[kind].__table__.c[field].type.python_type is date
    return date.fromisoformat(value) if is_date and isinstance(value, str) else value
