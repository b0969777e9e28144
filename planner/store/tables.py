"""The store's own tables: the journal, and what must not be undone with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.records import Base


class JournalEntry(Base):
    """One use case that changed records. `code` and `args` make its sentence.

    `state`: done, undone (may be redone), dropped (undone, then overtaken by a new change).
    """

    __tablename__ = "journal_entry"
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012  (SQLAlchemy reads it)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(60))
    args: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(8), default="done", index=True)


class JournalImage(Base):
    """One row before and after an entry; null: it was not there."""

    __tablename__ = "journal_image"
    __table_args__: Any = (
        Index(None, "kind", "row"),  # the history of one record
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    row: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class CalendarEvent(Base):
    """What a calendar was last told of one call. Not journalled: a SEQUENCE never falls.

    `day` is the date it was told for, `told` what a cancellation needs when the call is gone:
    begins, ends (UTC, ISO 8601), summary, location. `exported_at` is when it was first told so.
    """

    __tablename__ = "calendar_event"

    uid: Mapped[str] = mapped_column(String(80), primary_key=True)
    sequence: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    exported_at: Mapped[str] = mapped_column(String(32))
    day: Mapped[str] = mapped_column(String(10), index=True)
    cancelled: Mapped[bool] = mapped_column(default=False)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)


class Fact(Base):
    """A named fact about this file or what left it, e.g. the last export."""

    __tablename__ = "fact"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(2000))
