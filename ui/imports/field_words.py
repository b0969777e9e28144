"""What the fields of a customer list are called in the heads of its columns."""

from __future__ import annotations

from collections.abc import Callable

from planner.exchange import field_words
from planner.exchange.customer_list.fields import FIELDS, HOURS
from planner.words import _

_OWN: dict[str, Callable[[], str]] = {
    "name": lambda: _("Account"),
    "brand": lambda: _("Brand"),
    "parent": lambda: _("Belongs to"),
    "contact_name": lambda: _("Person to ask for"),
    "first_name": lambda: _("Person's first name"),
    "last_name": lambda: _("Person's last name"),
    "address": lambda: _("Whole address"),
    "street2": lambda: _("Second address line"),
    "postcode_town": lambda: _("Postcode and town"),
    "coordinates": lambda: _("Latitude and longitude"),
    "mobile": lambda: _("Mobile phone"),
    "last_call": lambda: _("Last call"),
}
OFFERED = tuple(name for name in FIELDS if name not in HOURS)
"""Fields a rep can choose for a column; hours by weekday are only guessed."""


def field(name: str | None) -> str:
    """What a column holds, in words."""
    if not name:
        return _("Left out")
    if name in HOURS:
        return _("Opening hours ({part})").format(part=name.replace("_", " "))
    own = _OWN.get(name)
    return own() if own else field_words.field(name)
