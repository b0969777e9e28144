"""Fields of the rep's own: what an account has in them, read by the type of each."""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner.records import Account, OwnField, OwnValue
from planner.store.journal import Change, Journal
from planner.workspace.errors import BadInput
from planner.workspace.fields import check


class Own(NamedTuple):
    """One such field of an account; `record` is the number of its value's record, if it has one."""

    field: int
    name: str
    type: str
    choices: tuple[str, ...]
    value: str
    record: int | None


class OwnFields:
    """The rep's own fields of one territory."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine, self._journal = engine, journal

    def of(self, account: int) -> tuple[Own, ...]:
        """All own fields with what an account has in them, in their order."""
        with Session(self._engine) as session:
            values = {
                value.own_field: value
                for value in session.scalars(select(OwnValue).where(OwnValue.account == account))
            }
            fields = session.scalars(select(OwnField).order_by(OwnField.position, OwnField.id))
            return tuple(_own(field, values.get(field.id)) for field in fields)

    def put(self, account: int, field: int, text: str) -> Change | None:
        """Keep what an account has in a field; an empty text empties it.

        Raises:
            BadInput: the field's type cannot be read from the text, or there is no such field.
        """
        with self._journal.change("own_value_set") as change:
            session = change.session
            own, named = session.get(OwnField, field), session.get(Account, account)
            if own is None or named is None:
                raise BadInput("unknown", kind="own_field", id=field)
            value = readable(own, check("own_value", {"value": text}, new=False)["value"])
            query = select(OwnValue).where(OwnValue.account == account, OwnValue.own_field == field)
            kept = session.scalars(query).first()
            if kept is not None and not value:
                session.delete(kept)
            elif kept is not None:
                kept.value = value
            elif value:
                session.add(OwnValue(account=account, own_field=field, value=value))
            change.args = {"name": named.name, "field": own.name}
        return change.change


def readable(field: OwnField, text: str) -> str:
    """The text as the field keeps it.

    Raises:
        BadInput: it is none of its type.
    """
    typed = text.strip()
    if not typed or field.type == "text":
        return typed
    if field.type == "choice":
        if typed not in choices_of(field):
            choices = ", ".join(choices_of(field))
            raise BadInput("not_one_of", field=field.name, value=typed, choices=choices)
        return typed
    try:
        return date.fromisoformat(typed).isoformat() if field.type == "date" else _number(typed)
    except ValueError as error:
        raise BadInput("unreadable", field=field.name, value=typed, type=field.type) from error


def _number(text: str) -> str:
    value = float(text.replace(" ", "").replace("\u00a0", ""))
    if not math.isfinite(value):
        raise ValueError(text)
    return f"{value:.15g}"


def choices_of(field: OwnField) -> tuple[str, ...]:
    """The values that a choice takes."""
    return tuple(part.strip() for part in field.choices.split(",") if part.strip())


def _own(field: OwnField, value: OwnValue | None) -> Own:
    text, record = (value.value, value.id) if value else ("", None)
    return Own(field.id, field.name, field.type, choices_of(field), text, record)
