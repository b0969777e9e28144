"""The people at an account; together they are its decision-making unit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Line, OfAccount, Past, Prose, Record, about, choice

ROLES = ("initiator", "user", "influencer", "decider", "buyer", "gatekeeper")
"""The roles of buying; `role` also takes the rep's own words, in any case."""
ATTITUDES = ("", "advocate", "friendly", "neutral", "critical", "opposed")


class Contact(Record):
    """A person: what they are at their first account, and by what they choose.

    Further accounts of theirs are `Role` records. One who left keeps the record, with `left_on`
    and, once known, the `successor`.
    """

    __tablename__ = "contact"

    account: Mapped[OfAccount]
    name: Mapped[Line]
    role: Mapped[Line]
    criteria: Mapped[Prose]
    phone: Mapped[Line]
    email: Mapped[Line]
    last_seen: Mapped[Past | None]
    left_on: Mapped[Past | None]
    notes: Mapped[Prose]
    post: Mapped[Line]
    attitude: Mapped[Line] = mapped_column(default="", info=choice(*ATTITUDES))
    successor: Mapped[int | None] = mapped_column(about("contact"))


class Role(Record):
    """What a person is at one more account than their first."""

    __tablename__ = "role"
    __table_args__: Any = (UniqueConstraint("contact", "account"), {"sqlite_autoincrement": True})

    contact: Mapped[int] = mapped_column(about("contact"), index=True)
    account: Mapped[OfAccount]
    role: Mapped[Line]
    criteria: Mapped[Prose]
