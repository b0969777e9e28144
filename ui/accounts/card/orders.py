"""What was ordered, and in which rhythm."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.advice.rhythm import Rhythm, rhythm
from planner.exchange import figures
from planner.words import _, ngettext
from ui import plain
from ui.accounts.card.order_bars import MonthBars
from ui.accounts.card.parts import Section, bad, muted, within_year

if TYPE_CHECKING:
    from ui.accounts.card.page import Page


_NAMES = ("date", "line", "amount", "text")
_SHOWN = 3


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
    if _share(page):
        made.say(_share(page))
    for order in orders[:_SHOWN]:
        shown = figures.money(order.amount, currency)
        title = f"{figures.near_date(order.date, page.today)}  {shown}"
        made.put(page.row("order", order, (title, order.line or order.text), _NAMES))
    made.more(len(orders) - _SHOWN)
    return made


def _year(page: Page) -> QHBoxLayout:
    recent = within_year(page.card.orders, page.today)
    total = figures.money(sum(o.amount for o in recent), page.territory.currency)
    line = QHBoxLayout()
    known = rhythm((o.date, o.amount) for o in page.card.orders if o.date <= page.today)
    expected = (known.expected, known.amount) if known else None
    line.addWidget(MonthBars([(o.date, o.amount) for o in recent], page.today, expected))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(plain.label(_("{amount} in 12 months").format(amount=total), wrap=True))
    if known is not None:
        words.addWidget(_next(known, page.today))
    line.addLayout(words, 1)
    return line


def _next(known: Rhythm, today: date) -> QWidget:
    """When the next order should come, or since when it is overdue."""
    day = figures.near_date(known.expected, today)
    over = (today - known.expected).days
    every = ngettext("every day", "every {days} days", known.every).format(days=known.every)
    if over > 0:
        message = _("{rhythm}; one was expected {date}")
        return bad(message.format(rhythm=every, date=day))
    return muted(_("{rhythm}, next {date}").format(rhythm=every, date=day))


def _share(page: Page) -> str:
    """What part of their purchases is ours, and among how many suppliers."""
    account, parts = page.card.account, []
    if account.our_share is not None:
        share = round(100 * account.our_share)
        parts.append(_("{share} % of what they buy is ours").format(share=share))
    if account.suppliers is not None:
        parts.append(
            ngettext("{count} supplier", "{count} suppliers", account.suppliers).format(
                count=account.suppliers
            )
        )
    return " · ".join(parts)
