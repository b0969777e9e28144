"""The odometer of a day, kept with what else is special about the day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Itinerary, Territory
from planner.workspace.errors import BadInput
from planner.workspace.fields import check
from planner.workspace.public_holidays import holiday_on


def read_off(
    session: Session,
    territory: Territory,
    day: date,
    *,
    start: float | None = None,
    end: float | None = None,
) -> Itinerary:
    """Keep a reading, or both, of a day; what is not given stays.

    Raises:
        BadInput: a reading cannot be, or the end is lower than the start.
    """
    given: dict[str, Any] = {"odometer_start": start, "odometer_end": end}
    given = {name: value for name, value in given.items() if value is not None}
    try:
        given = check("itinerary", given, new=False)
    except BadInput as problem:
        raise BadInput(problem.code, **problem.args_for_words, part="odometer") from problem
    record = session.scalars(select(Itinerary).where(Itinerary.date == day)).first()
    if record is None:
        # A day with a record of its own says itself whether it is off.
        record = Itinerary(date=day, day_off=bool(holiday_on(territory, day)))
        session.add(record)
    for name, value in given.items():
        setattr(record, name, value)
    if not forwards(record):
        raise BadInput(
            "rule", kind="itinerary", rule="odometer_forwards", field="odometer_end",
            part="odometer",
        )  # fmt: skip
    return record


def forwards(record: Itinerary) -> bool:
    """Whether the car ends the day with no fewer kilometres than it began with."""
    start, end = record.odometer_start, record.odometer_end
    return start is None or end is None or start <= end


def newest_reading(session: Session, up_to: date) -> tuple[float, date] | None:
    """The highest reading known of the last day that has one."""
    has_one = Itinerary.odometer_end.is_not(None) | Itinerary.odometer_start.is_not(None)
    query = select(Itinerary).where(Itinerary.date <= up_to, has_one)
    row = session.scalars(query.order_by(Itinerary.date.desc()).limit(1)).first()
    if row is None:
        return None
    reading = row.odometer_start if row.odometer_end is None else row.odometer_end
    return (reading or 0.0, row.date)
