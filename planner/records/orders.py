"""What accounts ordered."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import MOST_MONEY, Day, Line, OfAccount, Prose, Record, within


class Order(Record):
    """One order: its day, product line and amount in the territory's currency."""

    __tablename__ = "order"

    account: Mapped[OfAccount]
    date: Mapped[Day] = mapped_column(index=True)
    line: Mapped[Line]
    amount: Mapped[float] = mapped_column(info=within(-MOST_MONEY, MOST_MONEY))
    text: Mapped[Prose]
