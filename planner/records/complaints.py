"""Complaints: how worried the customer is, apart from how hard the fault is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import (
    Five,
    Line,
    Moment,
    OfAccount,
    Past,
    Prose,
    Record,
    about,
    this_moment,
)


class Complaint(Record):
    """One complaint in the customer's words; open until `closed_at`.

    `anxiety` (how worried they are) alone orders the queue; `difficulty` (what the fault really
    costs them) never does. `opened_at` is the first word, `answered_at` the first contact after
    it, `anxiety_after` what they said once it was done. `prospect` is the account that came of the
    referral a calmed customer was asked for; `concerns` names a machine or order without a record.
    """

    __tablename__ = "complaint"
    __table_args__: Any = (
        CheckConstraint("anxiety BETWEEN 1 AND 5", name="anxiety_of_five"),
        CheckConstraint("difficulty BETWEEN 1 AND 5", name="difficulty_of_five"),
        CheckConstraint("anxiety_after BETWEEN 1 AND 5", name="anxiety_after_of_five"),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    machine: Mapped[int | None] = mapped_column(about("machine"), index=True)
    order: Mapped[int | None] = mapped_column(about("order"), index=True)
    anxiety: Mapped[Five]
    difficulty: Mapped[Five]
    text: Mapped[Prose]
    opened_at: Mapped[Moment] = mapped_column(default=this_moment, index=True)
    answered_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    anxiety_after: Mapped[Five | None]
    answer: Mapped[Prose]
    done: Mapped[Prose]
    expert: Mapped[int | None] = mapped_column(about("colleague"), index=True)
    passed_at: Mapped[Moment | None]
    referral_asked_on: Mapped[Past | None]
    prospect: Mapped[int | None] = mapped_column(about("account"), index=True)
    concerns: Mapped[Line]
