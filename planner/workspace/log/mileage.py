"""The kilometres of days that have been: planned, driven, what for."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.exchange.figures import METRES_IN
from planner.exchange.files import NotWritten, write
from planner.exchange.mileage import DayDriven, MileageLog, to_csv
from planner.records import Call, Itinerary, Territory
from planner.tours.model import Legs
from planner.workspace.errors import BadInput
from planner.workspace.exporting.exporting import PAPERS, NotExported
from planner.workspace.iso_week import IsoWeek
from planner.workspace.log.closing import still_open
from planner.workspace.reading_week import read_week
from planner.workspace.views import PlannedDay

FORMATS = ("csv", "pdf")


def mileage(session: Session, first: date, last: date, legs: Legs) -> MileageLog:
    """The days between two dates, no later than today, on which something was driven.

    Raises:
        BadInput: `last` comes before `first`.
    """
    if last < first:
        raise BadInput("from_to", day=first.isoformat())
    territory = session.get_one(Territory, 1)
    now = clock.now().astimezone(ZoneInfo(territory.time_zone))
    until = min(last, now.date())
    read = _readings(session, first, until)
    wanted = sorted(_called_on(session, first, until) | read.keys())
    planned: dict[date, PlannedDay] = {}
    for week in sorted({IsoWeek.of(day) for day in wanted}):
        planned |= read_week(session, week, legs).whole().by_date
    return MileageLog(
        first=first,
        last=last,
        days=tuple(_day(territory, planned[day], read.get(day)) for day in wanted),
        not_closed=tuple(still_open(session, first, until - timedelta(days=1))),
        territory=territory.name,
        rep=territory.rep_name,
        units=territory.units,
        currency=territory.currency,
        rate_per_km=territory.cost_per_km,
        written_at=now,
    )


def write_mileage(log: MileageLog, out: Path, paper: str = "A4") -> None:
    """Write a mileage log; the file's name says as what: .csv or .pdf.

    Raises:
        BadInput: it says neither, or there is no such paper.
        NotExported: the file cannot be written; what stood there before still does.
    """
    suffix = out.suffix.casefold().removeprefix(".")
    if suffix not in FORMATS:
        raise BadInput("unknown_format", format=suffix, formats=", ".join(FORMATS))
    if paper not in PAPERS:
        raise BadInput("unknown_paper", paper=paper, papers=", ".join(PAPERS))
    try:
        write(out, _content(log, suffix, paper))
    except NotWritten as error:
        raise NotExported(error.code, file=str(error.file)) from error


def _content(log: MileageLog, suffix: str, paper: str) -> bytes:
    if suffix == "csv":
        return to_csv(log)
    from planner.exchange.mileage_paper import to_pdf

    return to_pdf(log, paper)


def _called_on(session: Session, first: date, last: date) -> set[date]:
    query = select(Call.day).where(Call.day.between(first, last), Call.state == "made")
    return set(session.scalars(query))


def _readings(session: Session, first: date, last: date) -> dict[date, Itinerary]:
    """Days on which the car was driven by its odometer, by date."""
    query = select(Itinerary).where(
        Itinerary.date.between(first, last),
        Itinerary.odometer_start.is_not(None) | Itinerary.odometer_end.is_not(None),
    )
    return {row.date: row for row in session.scalars(query)}


def _day(territory: Territory, planned: PlannedDay, read: Itinerary | None) -> DayDriven:
    """A day whose calls are not all made yet counts as the tour stands."""
    start, end = (read.odometer_start, read.odometer_end) if read else (None, None)
    driven = None
    if start is not None and end is not None:
        driven = round((end - start) * METRES_IN[territory.units])
    made = tuple(stop.account.name for stop in planned.calls if stop.call.state == "made")
    metres = planned.cost.metres if driven is None else driven
    return DayDriven(
        day=planned.date,
        start_name=planned.start_name,
        end_name=planned.end_name,
        purpose=made,
        planned=planned.cost.metres,
        driven=driven,
        odometer_start=start,
        odometer_end=end,
        amount=round(metres / 1000 * territory.cost_per_km, 2),
    )
