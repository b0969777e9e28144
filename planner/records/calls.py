"""Face-to-face calls, planned and made."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import (
    DAY_MINUTES,
    Day,
    Line,
    OfAccount,
    Prose,
    Record,
    TimeOfDay,
    choice,
    one_of,
    within,
)
from planner.records.selling import STAGES

STATES = ("draft", "asked", "confirmed", "made", "missed")
PLANNED = ("draft", "asked", "confirmed")
"""States of a call that is still ahead."""


class Call(Record):
    """One visit: `position` is its place in the day's tour, `start` an agreed time.

    `start` is null where the tour decides; `minutes` is null where the account's usual length
    holds. `uid` names the call to calendars for ever. `stage` is how far the sale was afterwards.
    """

    __tablename__ = "call"
    __table_args__: Any = (
        one_of("state", *STATES),
        CheckConstraint("start BETWEEN 0 AND 86399", name="start_in_day"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        # The last call of each account, and its next, are wanted after every change.
        Index(None, "account", "state", "day"),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    day: Mapped[Day] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0, info=within(0, 100_000))
    start: Mapped[TimeOfDay | None]
    minutes: Mapped[int | None] = mapped_column(info=within(1, DAY_MINUTES))
    state: Mapped[Line] = mapped_column(default="draft", info=choice(*STATES))
    locked: Mapped[bool] = mapped_column(default=False)
    objective: Mapped[Line]
    outcome: Mapped[Prose]
    stage: Mapped[Line] = mapped_column(default="", info=choice(*STAGES))
    next_step: Mapped[Line]
    uid: Mapped[str] = mapped_column(
        String(32), unique=True, default=lambda: uuid.uuid4().hex, info={"fixed": True}
    )
