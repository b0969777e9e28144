"""What the market tells: reports for head office, questions to it, and the Friday report."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import (
    Day,
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

REPORTS = (
    "competitor_test",
    "competitor_launch",
    "policy_trade",
    "policy_industrial",
    "policy_competitor",
    "own_product",
    "competitor_product",
    "delivery",
    "after_sales",
    "product_request",
)


class FieldReport(Record):
    """One card: what was heard, where it comes from, how sure it is (1 rumour, 3 seen).

    `private` ones stay on this laptop; where the source may not be named no report names it.
    """

    __tablename__ = "field_report"
    __table_args__: Any = (one_of("kind", *REPORTS), {"sqlite_autoincrement": True})

    kind: Mapped[str] = mapped_column(default="own_product", info=choice(*REPORTS))
    account: Mapped[int | None] = mapped_column(about("account"), index=True)
    contact: Mapped[int | None] = mapped_column(about("contact"), index=True)
    nuance: Mapped[int | None] = mapped_column(about("nuance"), index=True)
    date: Mapped[Past] = mapped_column(index=True)
    text: Mapped[Prose]
    competitor: Mapped[Line]
    source: Mapped[Line]
    confidence: Mapped[int] = mapped_column(default=1, info=within(1, 3))
    may_name: Mapped[bool] = mapped_column(default=False)
    private: Mapped[bool] = mapped_column(default=False)


class Sighting(Record):
    """One more account at which the same was seen or heard."""

    __tablename__ = "sighting"
    __table_args__: Any = (
        UniqueConstraint("field_report", "account"),
        {"sqlite_autoincrement": True},
    )

    field_report: Mapped[int] = mapped_column(about("field_report"), index=True)
    account: Mapped[OfAccount]
    date: Mapped[Past | None]


class Question(Record):
    """A question to head office; its answer comes back to the account."""

    __tablename__ = "question"

    account: Mapped[int | None] = mapped_column(about("account"), index=True)
    text: Mapped[Prose]
    asked_on: Mapped[Past]
    due: Mapped[date | None]
    answer: Mapped[Prose]
    answered_on: Mapped[Past | None]


class Report(Record):
    """What the rep changed in one week's report: own words by section, and what was ticked."""

    __tablename__ = "report"

    monday: Mapped[Day] = mapped_column(unique=True)
    words: Mapped[dict[str, str]] = mapped_column(
        JSON, default=dict, info={"type": "words", "fixed": True}
    )
    ticks: Mapped[dict[str, bool]] = mapped_column(
        JSON, default=dict, info={"type": "ticks", "fixed": True}
    )
    sent_on: Mapped[Past | None]
