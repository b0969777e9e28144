"""What cells and panels of a day under way say. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.exchange import day_sentences, figures, sentences
from planner.words import _

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.tours.model import Break, Price
    from planner.workspace.day.which_day import DayOffer, Offers
    from planner.workspace.promised import Promised

Names = Callable[[int], str]


def minutes(price: Price) -> str:
    """+3 min."""
    return figures.signed_minutes(price.seconds)


def rest_of_price(price: Price, territory: Territory) -> str:
    """+1 km  +£1."""
    return "  ".join(
        (
            figures.signed_distance(price.metres, territory.units),
            figures.signed_money(price.cost, territory.currency),
        )
    )


def slot(offer: DayOffer) -> str:
    """When the call would be: 09:00, before Craven Tools."""
    time = figures.time_of_day(offer.begin or 0)
    if offer.before:
        return _("{time}, before {name}").format(time=time, name=offer.before)
    if offer.after:
        return _("{time}, after {name}").format(time=time, name=offer.after)
    return _("{time}, the only call").format(time=time)


def consequence(offer: DayOffer, names: Names) -> tuple[str, bool]:
    """The last line of a day, and whether it is bad news: home 16:20, all others fit."""
    if offer.slot is None or offer.cost is None:
        return "", False
    home = figures.time_of_day(offer.cost.arrive)
    if offer.promises:
        return _late_promise(offer.promises[0]), True
    breaks = offer.slot.price.breaks
    if not breaks:
        return _("home {time}, all others fit").format(time=home), False
    return short_break(breaks[0], names, home), True


def _late_promise(promise: Promised) -> str:
    """Too late for what was promised, for a narrow place."""
    day = figures.short_weekday(promise.due.weekday())
    return _("promised by {weekday}").format(weekday=day)


def short_break(found: Break, names: Names, home: str) -> str:
    """What breaks, for a narrow place."""
    name = "" if found.call is None else names(found.call)
    if found.kind == "over_day":
        over = figures.duration(found.seconds)
        return _("home {time}, {over} over").format(time=home, over=over)
    if found.kind == "late":
        late = figures.minutes(found.seconds)
        return _("{name} {minutes} late").format(name=name, minutes=late)
    return sentences.broken(found.kind, found.seconds, name).rstrip(".")


def lifting(offer: DayOffer, territory: Territory) -> str:
    """What it would cost all the same: Unlock it: +14 min, +19 km."""
    if offer.slot is None:
        return ""
    price = offer.slot.price
    cost = f"{minutes(price)}, {figures.signed_distance(price.metres, territory.units)}"
    if offer.refused in ("held", "locked"):
        return _("unlocked: {cost}").format(cost=cost)
    return _("anyway: {cost}").format(cost=cost)


def cell(offer: DayOffer, territory: Territory, names: Names) -> str:
    """The whole cell in one sentence, for those who hear it."""
    day = figures.long_date(offer.day)
    if offer.slot is None or offer.refused:
        why = day_sentences.not_possible(offer.refused)
        return ". ".join(filter(None, (day, why, lifting(offer, territory))))
    price = offer.slot.price
    return ", ".join(
        (
            f"{day}: {day_sentences.suits(offer.suits)}",
            minutes(price),
            rest_of_price(price, territory),
            slot(offer),
            consequence(offer, names)[0],
        )
    )


def head(offer: DayOffer) -> str:
    """A lane's head while something is dragged: good, +8 min; or why not."""
    if offer.slot is None or offer.refused:
        return day_sentences.not_possible(offer.refused)
    return f"{day_sentences.suits(offer.suits)}, {minutes(offer.slot.price)}"


def possible(offers: Offers) -> str:
    """8 of 15 days possible."""
    return _("{possible} of {days} days possible").format(
        possible=len(offers.ranked()), days=len(offers.days)
    )
