"""The companies and sites that are sold to."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import (
    DAY_MINUTES,
    MOST_CALLS,
    MOST_MONEY,
    Line,
    OfAccount,
    Past,
    Prose,
    Record,
    about,
    choice,
    one_of,
    within,
)
from planner.records.selling import STAGES

STATUSES = ("customer", "prospect", "lapsed")
GRADES = ("A", "B", "C", "D", "")
PRECISIONS = ("given", "hand", "house", "street", "postcode", "town", "none")
"""How exactly the place is known, best first; `hand`: put on the map by the rep."""

LEAD_SOURCES = ("", "referral", "directory", "enquiry", "press", "cold")


class Account(Record):
    """A company or site: customer, prospect or lapsed.

    `opening_hours` is a list of [weekday 0..6, opens, shuts] in seconds after midnight; null
    means the territory's usual hours, an empty list never open. `calls_per_cycle` and
    `call_minutes` are null where the territory's rule for the grade holds. `likelihood` is how
    likely the next call sells, 0 to 1; `must_by` a promise to be there by then.

    A prospect came from `lead_source` (a referral: of account `referred_by`) on `found_on`, could
    buy for `prospect_value` a year, and was a customer from `won_on`. `stage` is how far the sale
    is and `next_objective` what the next call is for. `group` is the head office of its firm.
    Key accounts have `contacts_agreed` a month, `our_share` of their purchases (0 to 1) and the
    number of `suppliers` they keep for what we sell.
    """

    __tablename__ = "account"
    __table_args__: Any = (
        one_of("status", *STATUSES),
        one_of("grade", *GRADES),
        one_of("precision", *PRECISIONS),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_on_earth"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_on_earth"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="place_whole"),
        CheckConstraint("(lat IS NULL) = (precision = 'none')", name="place_precision"),
        CheckConstraint("calls_per_cycle >= 0", name="calls_per_cycle_positive"),
        CheckConstraint("call_minutes > 0", name="call_minutes_positive"),
        {"sqlite_autoincrement": True},
    )

    name: Mapped[Line] = mapped_column(index=True)
    status: Mapped[Line] = mapped_column(default="customer", info=choice(*STATUSES))
    grade: Mapped[Line] = mapped_column(default="", info=choice(*GRADES))
    street: Mapped[Line]
    postcode: Mapped[Line]
    town: Mapped[Line]
    region: Mapped[Line]
    country: Mapped[Line]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    precision: Mapped[Line] = mapped_column(default="none", info=choice(*PRECISIONS))
    phone: Mapped[Line]
    email: Mapped[Line]
    website: Mapped[Line]
    calls_per_cycle: Mapped[float | None] = mapped_column(info=within(0, MOST_CALLS))
    call_minutes: Mapped[int | None] = mapped_column(info=within(1, DAY_MINUTES))
    opening_hours: Mapped[list[list[int]] | None] = mapped_column(
        JSON(none_as_null=True), info={"type": "hours"}
    )
    notes: Mapped[Prose]
    source: Mapped[Line]
    external_id: Mapped[Line] = mapped_column(index=True)
    since: Mapped[date | None]
    likelihood: Mapped[float | None] = mapped_column(info=within(0, 1))
    must_by: Mapped[date | None]
    lead_source: Mapped[Line] = mapped_column(default="", info=choice(*LEAD_SOURCES))
    referred_by: Mapped[int | None] = mapped_column(about("account"), index=True)
    found_on: Mapped[Past | None]
    won_on: Mapped[Past | None]
    stage: Mapped[Line] = mapped_column(default="", info=choice(*STAGES))
    next_objective: Mapped[Line]
    prospect_value: Mapped[float | None] = mapped_column(info=within(0, MOST_MONEY))
    group: Mapped[int | None] = mapped_column(about("account"), index=True)
    is_key: Mapped[bool] = mapped_column(default=False)
    contacts_agreed: Mapped[float | None] = mapped_column(info=within(0, MOST_CALLS))
    our_share: Mapped[float | None] = mapped_column(info=within(0, 1))
    suppliers: Mapped[int | None] = mapped_column(info=within(1, 1000))


class Turnover(Record):
    """What one account could buy and did buy in one year, in the territory's currency."""

    __tablename__ = "turnover"
    __table_args__: Any = (
        UniqueConstraint("account", "year"),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    year: Mapped[int] = mapped_column(info=within(1000, 8999))
    potential: Mapped[float | None] = mapped_column(info=within(-MOST_MONEY, MOST_MONEY))
    revenue: Mapped[float | None] = mapped_column(info=within(-MOST_MONEY, MOST_MONEY))


class Duplicate(Record):
    """Two accounts that are likely the same; `decided` is open until the rep says they differ.

    Joined accounts leave no such row: it goes with the one that was taken in.
    """

    __tablename__ = "duplicate"
    __table_args__: Any = (
        one_of("decided", "open", "apart"),
        UniqueConstraint("account", "other"),
        {"sqlite_autoincrement": True},
    )

    account: Mapped[OfAccount]
    other: Mapped[OfAccount]
    score: Mapped[float] = mapped_column(info=within(0, 1))
    decided: Mapped[Line] = mapped_column(default="open", info=choice("open", "apart"))
