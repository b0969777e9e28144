"""Where a rep likes to stay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import MOST_MONEY, Line, Prose, Record, within


class Hotel(Record):
    """A favourite hotel: `price` of a night in the territory's currency."""

    __tablename__ = "hotel"
    __table_args__: Any = (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_on_earth"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_on_earth"),
        {"sqlite_autoincrement": True},
    )

    name: Mapped[Line]
    lat: Mapped[float]
    lon: Mapped[float]
    price: Mapped[float] = mapped_column(default=0.0, info=within(0, MOST_MONEY))
    notes: Mapped[Prose]
