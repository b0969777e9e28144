"""The fine points of what they need and do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_NAMES = ("text", "product_request", "contact", "date")
_SHOWN = 4


def section(page: Page) -> QWidget:
    """The latest nuances; one that asks for something in the product says so."""
    made = Section(
        _("Nuances"), partial(page.add, "nuance", _NAMES, date=page.today), _("Add a nuance")
    )
    nuances = page.card.kept["nuance"]
    if not nuances:
        made.say(_("What do they do in a way of their own?"))
    for nuance in nuances[:_SHOWN]:
        parts = [figures.near_date(nuance.date, page.today)]
        if nuance.product_request:
            parts.append(_("product request: {words}").format(words=nuance.product_request))
        made.put(page.row("nuance", nuance, (nuance.text, " · ".join(parts)), _NAMES))
    made.more(len(nuances) - _SHOWN)
    return made
