"""What is kept on an account besides people, trade and calls, as tables by kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.cli.output import table
from planner.exchange import field_words
from planner.words import _

if TYPE_CHECKING:
    from planner.records import Record
    from planner.workspace.account_book import AccountCard
    from planner.workspace.fields import Field

_ELSEWHERE = ("contact", "role", "order", "call", "turnover", "own_value")
_NOT_SHOWN = ("account", "opened_at", "answered_at", "closed_at", "passed_at")
_MOST, _LONGEST = 10, 60
"""Rows of a kind, and letters of a field; `record KIND` shows all of it."""


def kept(card: AccountCard, zone: str) -> Iterator[str]:
    """A table for each kind that has records, the latest first."""
    for kind, records in card.kept.items():
        if records and kind not in _ELSEWHERE:
            yield ""
            yield from _of_kind(kind, records, zone)
            if len(records) > _MOST:
                yield _("and {count} more").format(count=len(records) - _MOST)


def _of_kind(kind: str, records: tuple[Record, ...], zone: str) -> Iterator[str]:
    from planner.workspace.fields import fields_of

    shown = records[:_MOST]
    fields = [
        field
        for name, field in fields_of(kind).items()
        if name not in _NOT_SHOWN and any(getattr(r, name) not in (None, "", False) for r in shown)
    ]
    headings = [field_words.kind(kind), *(field_words.field(f.name, kind) for f in fields)]
    rows = [[record.id, *(_cell(field, record, zone) for field in fields)] for record in shown]
    yield from table(headings, rows, ">")


def _cell(field: Field, record: Record, zone: str) -> str:
    from planner.workspace.fields import write

    text = write(field, getattr(record, field.name), zone)
    text = field_words.choice(text, record.__tablename__) if field.choices and text else text
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
