"""An account as a list gives it: clean values, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.exchange.customer_list.hours import Span
from planner.words import _


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was read, but perhaps not as it was meant.

    `column` counts from 0, None where no one column is to blame; `note` fills the words.
    """

    column: int | None
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """One row of a list that was kept; empty text and None where the list says nothing.

    `revenue` holds (year or None for the latest, amount); coordinates are degrees and on earth;
    `opening_hours` is None where the territory's usual hours hold. `name_made`: the list has no
    name for it, so brand, town and street serve.
    """

    row: int
    name: str
    name_made: bool = False
    external_id: str = ""
    brand: str = ""
    parent: str = ""
    contact_name: str = ""
    role: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    grade: str = ""
    status: str = ""
    potential: float | None = None
    revenue: tuple[tuple[int | None, float], ...] = ()
    calls_per_cycle: float | None = None
    call_minutes: int | None = None
    opening_hours: tuple[Span, ...] | None = None
    notes: str = ""
    last_call: date | None = None
    doubts: tuple[Doubt, ...] = ()


_WORDS: Mapping[str, Callable[[], str]] = {
    "thousand_mark": lambda: _("read as {note}"),
    "odd_number": lambda: _("read as {note}"),
    "no_number": lambda: _("no number"),
    "grade_from_number": lambda: _("read as grade {note}"),
    "grade_from_word": lambda: _("read as grade {note}"),
    "no_grade": lambda: _("no grade A to D"),
    "no_status": lambda: _("customer, prospect or lapsed?"),
    "no_minutes": lambda: _("no length of a call"),
    "no_date": lambda: _("no date"),
    "which_month": lambda: _("read as {note}"),
    "hours_not_read": lambda: _("opening hours not understood"),
    "zero_put_back": lambda: _("0 put back: {note}"),
    "odd_postcode": lambda: _("too short for a ZIP code"),
    "no_house_number": lambda: _("no number"),
    "swapped": lambda: _("latitude and longitude were swapped"),
    "zero_place": lambda: _("0, 0 is no place"),
    "half_place": lambda: _("latitude or longitude is missing"),
    "off_earth": lambda: _("no such place on earth"),
    "not_a_place": lambda: _("no coordinates"),
    "far_from_town": lambda: _("{note} km from its town"),
    "town_unknown": lambda: _("no such place found"),
    "no_email": lambda: _("no e-mail address"),
    "too_long": lambda: _("cut here; whole in the notes"),
    "name_from_contact": lambda: _("called after the person"),
}


def doubt_words(doubt: Doubt) -> str:
    """The doubt in a few words, to stand under the value."""
    words = _WORDS.get(doubt.code)
    return words().format(note=doubt.note) if words else doubt.code
