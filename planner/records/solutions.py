"""Solved elsewhere: what worked at one company and may help the next."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Line, Past, Prose, Record, about


class Solution(Record):
    """A problem and what worked: which equipment, process, material; `effect` is what it brought.

    `may_name` is whether the account where it worked may be named to others, else it is what
    `described_as` says (a foundry); `reference_visit` is whether it would show it.
    """

    __tablename__ = "solution"

    problem: Mapped[Prose]
    worked: Mapped[Prose]
    equipment: Mapped[Line]
    process: Mapped[Line]
    material: Mapped[Line]
    effect: Mapped[Line]
    account: Mapped[int | None] = mapped_column(about("account"), index=True)
    may_name: Mapped[bool] = mapped_column(default=False)
    described_as: Mapped[Line]
    reference_visit: Mapped[bool] = mapped_column(default=False)
    found_on: Mapped[Past | None]
