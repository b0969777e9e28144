"""Fields of the rep's own, for what no other field holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Line, OfAccount, Prose, Record, about, choice, one_of, within

OWN_TYPES = ("text", "number", "date", "choice")


class OwnField(Record):
    """A field that all accounts have; `choices` are its values, split by commas."""

    __tablename__ = "own_field"
    __table_args__: Any = (
        one_of("type", *OWN_TYPES),
        UniqueConstraint("name"),
        {"sqlite_autoincrement": True},
    )

    name: Mapped[Line]
    type: Mapped[str] = mapped_column(default="text", info=choice(*OWN_TYPES))
    choices: Mapped[Prose]
    position: Mapped[int] = mapped_column(default=0, info=within(0, 10_000))


class OwnValue(Record):
    """What an account has in such a field, as text that its type reads."""

    __tablename__ = "own_value"
    __table_args__: Any = (
        UniqueConstraint("account", "own_field"),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    own_field: Mapped[int] = mapped_column(about("own_field"), index=True)
    value: Mapped[Prose]
