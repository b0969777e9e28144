"""The mileage log of an expense claim: a day a row, as CSV or on paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from planner.exchange import figures
from planner.exchange.csv_file import harmless


@dataclass(frozen=True, slots=True)
class DayDriven:
    """One day: what was planned, what the odometer says, and what for.

    `planned` and `driven` are metres; `driven` None where the odometer was not read twice, then
    the planned kilometres are claimed. Readings are in the units of the log.
    """

    day: date
    start_name: str
    end_name: str
    purpose: tuple[str, ...]
    planned: int
    driven: int | None
    odometer_start: float | None
    odometer_end: float | None
    amount: float

    @property
    def claimed(self) -> int:
        """Metres that are paid for."""
        return self.planned if self.driven is None else self.driven


@dataclass(frozen=True, slots=True)
class MileageLog:
    """The days between two dates on which calls were made or the odometer was read.

    `not_closed` are days with calls that are neither made nor missed: they are not claimed.
    """

    first: date
    last: date
    days: tuple[DayDriven, ...]
    not_closed: tuple[date, ...]
    territory: str
    rep: str
    units: str
    currency: str
    rate_per_km: float
    written_at: datetime

    @property
    def planned(self) -> int:
        """Metres of the tours as they stand."""
        return sum(day.planned for day in self.days)

    @property
    def claimed(self) -> int:
        """Metres that are paid for."""
        return sum(day.claimed for day in self.days)

    @property
    def amount(self) -> float:
        """Money for them."""
        return round(sum(day.amount for day in self.days), 2)


_Cell = str | int | float | None
_Column = Callable[[MileageLog, DayDriven], _Cell]


def in_units(metres: float, units: str) -> float:
    """Metres in the units of the log, to a tenth."""
    return round(metres / figures.METRES_IN[units], 1)


COLUMNS: dict[str, _Column] = {
    "date": lambda _log, day: day.day.isoformat(),
    "weekday": lambda _log, day: figures.weekday(day.day.weekday()),
    "from": lambda _log, day: day.start_name,
    "to": lambda _log, day: day.end_name,
    "purpose": lambda _log, day: "; ".join(day.purpose),
    "odometer_start": lambda _log, day: day.odometer_start,
    "odometer_end": lambda _log, day: day.odometer_end,
    "units": lambda log, _day: log.units,
    "planned": lambda log, day: in_units(day.planned, log.units),
    "driven": lambda log, day: None if day.driven is None else in_units(day.driven, log.units),
    "claimed": lambda log, day: in_units(day.claimed, log.units),
    "basis": lambda _log, day: "planned" if day.driven is None else "odometer",
    "amount": lambda _log, day: day.amount,
    "currency": lambda log, _day: log.currency,
}
"""The columns by their heading. Headings stay English, so that scripts can rely on them."""


def to_csv(log: MileageLog) -> bytes:
    """UTF-8 with a mark that Excel needs; no cell is a formula (see `csv_file.to_csv`)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for day in log.days:
        writer.writerow([harmless(column(log, day)) for column in COLUMNS.values()])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
