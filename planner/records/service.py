"""After-sales service: machines of any maker, and the jobs done on them."""

from __future__ import annotations

from datetime import date
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
    choice,
    one_of,
    this_moment,
    within,
)

JOBS = ("installation", "commissioning", "warranty", "maintenance", "advice", "breakdown")


class Machine(Record):
    """Equipment that stands at an account, ours or another maker's."""

    __tablename__ = "machine"

    account: Mapped[OfAccount]
    name: Mapped[Line]
    maker: Mapped[Line]
    ours: Mapped[bool] = mapped_column(default=False)
    serial: Mapped[Line]
    installed_on: Mapped[date | None]
    warranty_until: Mapped[date | None]
    maintenance_due: Mapped[date | None]
    maintenance_months: Mapped[int | None] = mapped_column(info=within(1, 600))
    notes: Mapped[Prose]


class Job(Record):
    """One job, its problem in the customer's words; open until `done_on`.

    `expert` holds it once it is passed on, else the rep. `answered_at` is the first answer to a
    call for help, `satisfaction` what the customer said after the job, `solution` what helped.
    """

    __tablename__ = "job"
    __table_args__: Any = (
        one_of("kind", *JOBS),
        CheckConstraint("satisfaction BETWEEN 1 AND 5", name="satisfaction_of_five"),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    machine: Mapped[int | None] = mapped_column(about("machine"), index=True)
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    kind: Mapped[str] = mapped_column(default="advice", info=choice(*JOBS))
    text: Mapped[Prose]
    opened_at: Mapped[Moment] = mapped_column(default=this_moment, index=True)
    answered_at: Mapped[Moment | None]
    day: Mapped[date | None]
    next_step: Mapped[Line]
    done_on: Mapped[Past | None] = mapped_column(index=True)
    expert: Mapped[int | None] = mapped_column(about("colleague"), index=True)
    brief: Mapped[Prose]
    satisfaction: Mapped[Five | None]
    solution: Mapped[int | None] = mapped_column(about("solution"), index=True)
