"""The people at an account; together they are its decision-making unit."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from planner.records.base import Line, OfAccount, Prose, Record


class Contact(Record):
    """A person at an account: what they are there, and by what they choose."""

    __tablename__ = "contact"

    account: Mapped[OfAccount]
    name: Mapped[Line]
    role: Mapped[Line]
    criteria: Mapped[Prose]
    phone: Mapped[Line]
    email: Mapped[Line]
    last_seen: Mapped[date | None]
    left_on: Mapped[date | None]
    notes: Mapped[Prose]
