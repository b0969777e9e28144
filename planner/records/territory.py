"""The settings of a territory: where the rep starts, when they work, what a kilometre costs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import (
    DAY_MINUTES,
    MOST_CALLS,
    Line,
    Record,
    Seconds,
    TimeOfDay,
    about,
    choice,
    one_of,
    within,
)

UNITS = ("km", "mi")
HOUR = 3600
GRADED_BY = ("potential", "revenue", "sum", "own")
"""What accounts are ranked by: what they could buy, do buy, both added, or a field of the rep's."""


class Territory(Record):
    """One row: everything that holds for the whole territory.

    `working_days`, `open_days` and `night_days` (a night that begins then may be away) are lists
    of weekdays, Monday 0. `speeds` is the curve of the estimate as [road km, km/h] pairs, rising
    in km; `road_factor` is road over straight line. `country` is an ISO code; with `holidays_off`
    its public holidays are days off. `most_driving` and `most_working` are seconds a day, null
    without a limit; `nights_away` is the most a week. A call is not proposed before
    `not_before_share` of its interval has passed, nor within `smallest_gap` days of the last.
    `prospect_hours` a week are kept for prospects. `hour_worth` is what an hour of the rep's time
    counts for where money and minutes are weighed.

    A customer is new for `new_months` after its first order; `new_target` is the share of revenue
    that is to come from new ones, `pay_new` and `pay_current` the rep's own share of revenue of
    either. Grades by rank: the first `grade_a_share` of the accounts are A, and so on, the rest D;
    ranked by `grade_by`, whose `own` is the number that the rep keeps in `grade_field`.
    """

    __tablename__ = "territory"
    __table_args__: Any = (
        one_of("units", *UNITS),
        CheckConstraint("base_lat BETWEEN -90 AND 90", name="base_lat_on_earth"),
        CheckConstraint("base_lon BETWEEN -180 AND 180", name="base_lon_on_earth"),
        CheckConstraint("work_start < work_end", name="work_forwards"),
        CheckConstraint("lunch_start <= lunch_end", name="lunch_forwards"),
        CheckConstraint("cost_per_km >= 0", name="cost_positive"),
        CheckConstraint("road_factor >= 1", name="road_factor_real"),
        CheckConstraint("id = 1", name="only_one"),
        {"sqlite_autoincrement": True},
    )

    name: Mapped[Line]
    base_name: Mapped[Line]
    base_lat: Mapped[float]
    base_lon: Mapped[float]
    time_zone: Mapped[Line] = mapped_column(default="Europe/London")
    country: Mapped[Line]
    currency: Mapped[Line] = mapped_column(default="GBP")
    units: Mapped[Line] = mapped_column(default="km", info=choice(*UNITS))
    cost_per_km: Mapped[float] = mapped_column(default=0.30, info=within(0, 1e6))
    working_days: Mapped[list[int]] = mapped_column(
        JSON, default=lambda: [0, 1, 2, 3, 4], info={"type": "weekdays"}
    )
    work_start: Mapped[TimeOfDay] = mapped_column(default=8 * HOUR)
    work_end: Mapped[TimeOfDay] = mapped_column(default=17 * HOUR + HOUR // 2)
    lunch_start: Mapped[TimeOfDay] = mapped_column(default=12 * HOUR)
    lunch_end: Mapped[TimeOfDay] = mapped_column(default=14 * HOUR)
    lunch_minutes: Mapped[int] = mapped_column(default=30, info=within(0, DAY_MINUTES))
    call_minutes: Mapped[int] = mapped_column(default=35, info=within(1, DAY_MINUTES))
    open_days: Mapped[list[int]] = mapped_column(
        JSON, default=lambda: [0, 1, 2, 3, 4], info={"type": "weekdays"}
    )
    open_start: Mapped[TimeOfDay] = mapped_column(default=8 * HOUR)
    open_end: Mapped[TimeOfDay] = mapped_column(default=17 * HOUR)
    nights_away: Mapped[int] = mapped_column(default=0, info=within(0, 7))
    cycle_weeks: Mapped[int] = mapped_column(default=13, info=within(1, 520))
    calls_a: Mapped[float] = mapped_column(default=4.0, info=within(0, MOST_CALLS))
    calls_b: Mapped[float] = mapped_column(default=2.0, info=within(0, MOST_CALLS))
    calls_c: Mapped[float] = mapped_column(default=1.0, info=within(0, MOST_CALLS))
    calls_d: Mapped[float] = mapped_column(default=0.5, info=within(0, MOST_CALLS))
    road_factor: Mapped[float] = mapped_column(default=1.30, info=within(1, 10))
    speeds: Mapped[list[list[float]]] = mapped_column(
        JSON,
        default=lambda: [[1, 32], [3.5, 38], [7.5, 45], [15, 48], [30, 50], [100, 80]],
        info={"type": "curve"},
    )
    holidays_off: Mapped[bool] = mapped_column(default=True)
    most_driving: Mapped[Seconds | None]
    most_working: Mapped[Seconds | None]
    not_before_share: Mapped[float] = mapped_column(default=0.6, info=within(0, 1))
    smallest_gap: Mapped[int] = mapped_column(default=5, info=within(0, 365))
    prospect_hours: Mapped[float] = mapped_column(default=0.0, info=within(0, 168))
    night_days: Mapped[list[int]] = mapped_column(
        JSON, default=lambda: [0, 1, 2, 3], info={"type": "weekdays"}
    )
    hour_worth: Mapped[float] = mapped_column(default=25.0, info=within(0, 1e6))
    new_months: Mapped[int] = mapped_column(default=12, info=within(1, 120))
    new_target: Mapped[float] = mapped_column(default=0.2, info=within(0, 1))
    pay_new: Mapped[float] = mapped_column(default=0.0, info=within(0, 1))
    pay_current: Mapped[float] = mapped_column(default=0.0, info=within(0, 1))
    grade_a_share: Mapped[float] = mapped_column(default=0.10, info=within(0, 1))
    grade_b_share: Mapped[float] = mapped_column(default=0.25, info=within(0, 1))
    grade_c_share: Mapped[float] = mapped_column(default=0.40, info=within(0, 1))
    grade_by: Mapped[Line] = mapped_column(default="potential", info=choice(*GRADED_BY))
    grade_field: Mapped[int | None] = mapped_column(about("own_field"))
    rep_name: Mapped[Line]
    office_email: Mapped[Line]
    is_sample: Mapped[bool] = mapped_column(default=False, info={"fixed": True})
