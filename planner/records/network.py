"""Our own people, who of them knows whom, and every contact that is no call."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import (
    DAY_MINUTES,
    Line,
    OfAccount,
    Past,
    Prose,
    Record,
    about,
    choice,
    one_of,
    within,
)

TOUCHES = ("favour", "help", "phone", "mail", "meeting")


class Colleague(Record):
    """Somebody of our own firm, or an expert who is asked; `expertise` is what about."""

    __tablename__ = "colleague"

    name: Mapped[Line]
    function: Mapped[Line]
    expertise: Mapped[Prose]
    is_expert: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[Line]
    email: Mapped[Line]
    notes: Mapped[Prose]


class Introduction(Record):
    """A person of theirs and a colleague of ours who know each other.

    `difference` is what stands between them, `settled_on` the day it was smoothed.
    """

    __tablename__ = "introduction"

    account: Mapped[OfAccount]
    contact: Mapped[int] = mapped_column(about("contact"), index=True)
    colleague: Mapped[int] = mapped_column(about("colleague"), index=True)
    date: Mapped[Past | None]
    text: Mapped[Prose]
    difference: Mapped[Prose]
    settled_on: Mapped[Past | None]


class Touch(Record):
    """A contact other than a call: a small favour, help, a talk; by a colleague where one is named.

    Help and favours are what a rep is useful with between the calls.
    """

    __tablename__ = "touch"
    __table_args__: Any = (one_of("kind", *TOUCHES), {"sqlite_autoincrement": True})

    account: Mapped[OfAccount]
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    colleague: Mapped[int | None] = mapped_column(about("colleague"), index=True)
    day: Mapped[Past] = mapped_column(index=True)
    kind: Mapped[Line] = mapped_column(default="favour", info=choice(*TOUCHES))
    minutes: Mapped[int | None] = mapped_column(info=within(1, DAY_MINUTES))
    text: Mapped[Prose]
