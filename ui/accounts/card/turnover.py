"""Revenue and potential by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.records import Turnover
from planner.words import _
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page


_NAMES = ("year", "potential", "revenue")


def section(page: Page) -> QWidget:
    """A row for each year."""
    made = Section(
        _("Potential and revenue"),
        lambda: page.add("turnover", _NAMES, year=page.today.year),
        _("Add a year"),
    )
    for year in page.card.turnovers:
        words = (str(year.year), _words(year, page.territory.currency))
        made.put(page.row("turnover", year, words, _NAMES))
    return made


def _words(year: Turnover, currency: str) -> str:
    parts = []
    if year.revenue is not None:
        parts.append(_("revenue {money}").format(money=figures.money(year.revenue, currency)))
    if year.potential is not None:
        parts.append(_("potential {money}").format(money=figures.money(year.potential, currency)))
    return " · ".join(parts)
