"""What was promised, by whom, until when."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Day, OfAccount, Past, Prose, Record, about, choice, one_of

SIDES = ("us", "them")
PROMISE_STATES = ("open", "kept", "broken", "dropped")


class Promise(Record):
    """A dated promise of ours or theirs; open until it is kept, broken, or both sides let it go.

    One of ours that `needs_call` wants the rep there by its day: planning answers to it.
    """

    __tablename__ = "promise"
    __table_args__: Any = (
        one_of("by", *SIDES),
        one_of("state", *PROMISE_STATES),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    due: Mapped[Day] = mapped_column(index=True)
    text: Mapped[Prose]
    by: Mapped[str] = mapped_column(default="us", info=choice(*SIDES))
    state: Mapped[str] = mapped_column(default="open", info=choice(*PROMISE_STATES))
    made_on: Mapped[Past | None]
    closed_on: Mapped[Past | None]
    needs_call: Mapped[bool] = mapped_column(default=True)
