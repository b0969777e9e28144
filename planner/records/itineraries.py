"""What is special about one day of the plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Day, Line, Prose, Record, TimeOfDay, within


class Itinerary(Record):
    """One date on which the rep starts, ends or works otherwise than usual.

    A date with no such record starts and ends at the territory's base in its usual hours. The
    odometer is read in the territory's units.
    """

    __tablename__ = "itinerary"
    __table_args__: Any = (
        CheckConstraint("(start_lat IS NULL) = (start_lon IS NULL)", name="start_whole"),
        CheckConstraint("(end_lat IS NULL) = (end_lon IS NULL)", name="end_whole"),
        {"sqlite_autoincrement": True},
    )

    date: Mapped[Day] = mapped_column(unique=True)
    day_off: Mapped[bool] = mapped_column(default=False)
    work_start: Mapped[TimeOfDay | None]
    work_end: Mapped[TimeOfDay | None]
    start_name: Mapped[Line]
    start_lat: Mapped[float | None]
    start_lon: Mapped[float | None]
    end_name: Mapped[Line]
    end_lat: Mapped[float | None]
    end_lon: Mapped[float | None]
    note: Mapped[Prose]
    odometer_start: Mapped[float | None] = mapped_column(info=within(0, 1e7))
    odometer_end: Mapped[float | None] = mapped_column(info=within(0, 1e7))
