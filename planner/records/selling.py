"""What is learnt while selling: who was seen, objections and their answers, nuances."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Line, OfAccount, Past, Prose, Record, about, choice, one_of

STAGES = ("", "find", "present", "demonstrate", "objections", "close")
"""How far a sale is: the customer found, presented to, shown, answered, closed."""
WORKED = ("", "yes", "partly", "no")


class Seen(Record):
    """A person who was seen at a call."""

    __tablename__ = "seen"
    __table_args__: Any = (UniqueConstraint("call", "contact"), {"sqlite_autoincrement": True})

    call: Mapped[int] = mapped_column(about("call"), index=True)
    contact: Mapped[int] = mapped_column(about("contact"), index=True)


class Objection(Record):
    """What spoke against buying, what was answered, and whether the answer worked."""

    __tablename__ = "objection"
    __table_args__: Any = (one_of("worked", *WORKED), {"sqlite_autoincrement": True})

    account: Mapped[OfAccount]
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    call: Mapped[int | None] = mapped_column(about("call"), index=True)
    date: Mapped[Past] = mapped_column(index=True)
    text: Mapped[Prose]
    answer: Mapped[Prose]
    worked: Mapped[Line] = mapped_column(default="", info=choice(*WORKED))


class Nuance(Record):
    """A fine point of what a customer needs or does; `request` asks for it in the product.

    Nuances with the same `product_request` words are one request, counted by accounts and revenue.
    """

    __tablename__ = "nuance"

    account: Mapped[OfAccount]
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    date: Mapped[Past]
    text: Mapped[Prose]
    product_request: Mapped[Line]
