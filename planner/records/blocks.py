"""Busy times of the rep: what else stands in the diary."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Day, Line, Record, TimeOfDay, within


class Block(Record):
    """A busy time that planning works around: the rep is there from `start` to `end`.

    Without `lat` and `lon` it is at the base. `position` is its place among the calls of the day;
    null: where its time puts it. `uid` is the calendar event it came from, empty for one typed in.
    """

    __tablename__ = "block"
    __table_args__: Any = (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_on_earth"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_on_earth"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="place_whole"),
        CheckConstraint("start BETWEEN 0 AND 86399", name="start_in_day"),
        CheckConstraint('"end" BETWEEN 0 AND 86400', name="end_in_day"),
        CheckConstraint('start < "end"', name="forwards"),
        {"sqlite_autoincrement": True},
    )

    date: Mapped[Day] = mapped_column(index=True)
    start: Mapped[TimeOfDay]
    end: Mapped[TimeOfDay]
    text: Mapped[Line]
    place_name: Mapped[Line]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    position: Mapped[int | None] = mapped_column(info={**within(0, 100_000), "fixed": True})
    uid: Mapped[Line] = mapped_column(index=True, info={"fixed": True})
