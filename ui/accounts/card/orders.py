"""What was ordered, and in which rhythm."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.exchange import figures
from planner.words import _
from ui import plain
from ui.accounts.bars import MonthBars
from ui.accounts.card.parts import Section, within_year

if TYPE_CHECKING:
    from ui.accounts.card.page import Page


_NAMES = ("date", "line", "amount", "text")
_SHOWN = 5


def section(page: Page) -> QWidget:
    """Twelve months in bars, and the latest orders."""
    made = Section(
        _("Orders"), lambda: page.add("order", _NAMES, date=page.today), _("Add an order")
    )
    orders, currency = page.card.orders, page.territory.currency
    if not orders:
        made.say(_("No order yet."))
        return made
    made.column.addLayout(_year(page))
    for order in orders[:_SHOWN]:
        shown = figures.money(order.amount, currency)
        title = f"{figures.near_date(order.date, page.today)}  {shown}"
        made.row(
            title,
            order.line or order.text,
            partial(page.open, "order", order, _NAMES),
        )
    made.more(len(orders) - _SHOWN)
    return made


def _year(page: Page) -> QHBoxLayout:
    recent = within_year(page.card.orders, page.today)
    total = figures.money(sum(o.amount for o in recent), page.territory.currency)
    line = QHBoxLayout()
    line.addWidget(MonthBars([(o.date, o.amount) for o in recent], page.today))
    line.addWidget(plain.label(_("{amount} in 12 months").format(amount=total), wrap=True), 1)
    return line
