"""What every record has: a number that is never used again, and fields that describe themselves."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from planner import clock

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of a territory, journalled or not."""

    metadata = MetaData(naming_convention=_NAMES)


class Record(Base):
    """A row that the rep keeps: each change of it is an entry of the journal.

    AUTOINCREMENT keeps numbers from being used again, not even after an undo.
    """

    __abstract__ = True
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012  (SQLAlchemy reads it)

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


def choice(*values: str) -> dict[str, Any]:
    """Column info: the field takes one of these words."""
    return {"choices": values}


def within(least: float, most: float) -> dict[str, Any]:
    """Column info: the field takes numbers from `least` to `most`; what is beyond is a slip."""
    return {"least": least, "most": most}


def one_of(field: str, *values: str) -> CheckConstraint:
    """A CHECK that holds the same words in the file."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{field} IN ({quoted})", name=f"{field}_known")


MOST_MONEY = 1e15
DAY_MINUTES = 24 * 60
MOST_CALLS = 1000
Line = Annotated[str, mapped_column(String(300), default="")]
"""One line of text."""
Prose = Annotated[str, mapped_column(String(20_000), default="", info={"type": "prose"})]
"""Text of several lines."""
TimeOfDay = Annotated[int, mapped_column(info={"type": "time"})]
"""Seconds after local midnight; typed and shown as 09:30."""
Seconds = Annotated[int, mapped_column(info={"type": "time"})]
"""A length of time in seconds, of less than a day; typed and shown as 07:30."""
Day = Annotated[date, mapped_column(Date)]
Past = Annotated[date, mapped_column(Date, info={"when": "past"})]
"""A day that has been: the future and the time before 1900 are slips."""
Moment = Annotated[int, mapped_column(info={"type": "moment"})]
"""Seconds since 1970 UTC; typed and shown as ISO 8601 with its offset. Never in the future."""
Five = Annotated[int, mapped_column(info={"least": 1, "most": 5})]
"""From 1, the least, to 5."""
OfAccount = Annotated[int, mapped_column(ForeignKey("account.id"), index=True)]
"""The number of the account that the record belongs to; it is deleted with the account."""


def about(kind: str) -> ForeignKey:
    """A field that may name a record of another kind; it is emptied when that one is deleted."""
    return ForeignKey(f"{kind}.id")


def this_moment() -> int:
    """Now, as a `Moment`."""
    return int(clock.now().timestamp())
