"""Where in the next weeks a call on somebody would cost least."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from planner.tours.model import Legs, Price
from planner.workspace.account_book import BRIEF, read_rows
from planner.workspace.day.which_day import which_day
from planner.workspace.iso_week import IsoWeek
from planner.workspace.reading_week import read_week

_WEEKS = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """A slot for a call on an account, and its price; `call` is the one that would move there.

    With `stands` that call is there already and has only to be held, so that planning leaves it.
    """

    account: int
    name: str
    day: date
    position: int
    price: Price
    call: int | None = None
    stands: bool = False


def read_fit(
    session: Session, legs: Legs, account: int, today: date, until: date | None = None
) -> Fit | None:
    """The cheapest slot from tomorrow on that breaks no rule, by `until` where there is one."""
    found = read_rows(session, BRIEF, [account])
    if not found or found[0].place is None:
        return None
    first = IsoWeek.of(today)
    weeks = [read_week(session, first.plus(at), legs) for at in range(_WEEKS)]
    offers = which_day(weeks, found[0], today)
    in_time = [o for o in offers.ranked() if o.day > today and (until is None or o.day <= until)]
    standing = next((o for o in in_time if o.stands), None)
    for offer in [standing] if standing else in_time:
        slot = offer.slot
        if slot is None or (slot.price.breaks and not offer.stands):
            continue
        price = Price(0, 0, 0.0, (), ()) if offer.stands else slot.price
        return Fit(
            account, found[0].name, offer.day, slot.position, price, offers.call, offer.stands
        )
    return None
