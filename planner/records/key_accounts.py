"""Key accounts: what they buy from whom, the five kinds of service, joint projects."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import (
    MOST_MONEY,
    Line,
    OfAccount,
    Prose,
    Record,
    about,
    choice,
    one_of,
    within,
)

SERVICES = ("technical", "expertise", "resources", "level", "risk")
"""Lower risk is a guarantee of performance or a right of return."""
SERVICE_STATES = ("offered", "agreed", "given", "received", "ended")
PROJECTS = ("design", "process", "cost")
DIRECTIONS = ("ours", "theirs", "both")
"""Whose business is worked on: ours at their wish, theirs with our help, or both."""
PROJECT_STATES = ("idea", "agreed", "running", "done", "stopped")


class Component(Record):
    """Something the account buys: from us, or from whom else, and for how much a year."""

    __tablename__ = "component"

    account: Mapped[OfAccount]
    name: Mapped[Line]
    ours: Mapped[bool] = mapped_column(default=False)
    supplier: Mapped[Line]
    value: Mapped[float | None] = mapped_column(info=within(0, MOST_MONEY))
    sole_source: Mapped[bool] = mapped_column(default=False)


class Assistance(Record):
    """One service of the five kinds, from offer to end."""

    __tablename__ = "assistance"
    __table_args__: Any = (
        one_of("kind", *SERVICES),
        one_of("state", *SERVICE_STATES),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    kind: Mapped[str] = mapped_column(default="technical", info=choice(*SERVICES))
    state: Mapped[str] = mapped_column(default="offered", info=choice(*SERVICE_STATES))
    text: Mapped[Prose]
    begins: Mapped[date | None]
    ends: Mapped[date | None]


class Project(Record):
    """A joint project of the two companies."""

    __tablename__ = "project"
    __table_args__: Any = (
        one_of("kind", *PROJECTS),
        one_of("direction", *DIRECTIONS),
        one_of("state", *PROJECT_STATES),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    name: Mapped[Line]
    kind: Mapped[str] = mapped_column(default="process", info=choice(*PROJECTS))
    direction: Mapped[str] = mapped_column(default="theirs", info=choice(*DIRECTIONS))
    state: Mapped[str] = mapped_column(default="idea", info=choice(*PROJECT_STATES))
    owner: Mapped[Line]
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    due: Mapped[date | None]
    value: Mapped[float | None] = mapped_column(info=within(0, MOST_MONEY))
    text: Mapped[Prose]
