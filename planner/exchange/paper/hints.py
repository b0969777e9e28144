"""What to mind before and during a day, in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.exchange import figures, sentences
from planner.exchange.itinerary import DayPlan, Stop
from planner.exchange.paper.frame import phrase
from planner.words import _


def advice(day: DayPlan) -> list[tuple[str, str]]:
    """What to mind, most pressing first: (number of the stop or a dash, words)."""
    found = [("!", sentences.broken(b.kind, b.seconds)) for b in day.breaks]
    for stop in day.stops:
        found += [
            (str(stop.number), sentences.broken(b.kind, b.seconds, stop.name)) for b in stop.breaks
        ]
    for stop in day.stops:
        found += [(str(stop.number), words) for words in _known(stop, day.date)]
    found += [(str(s.number), hint) for s in day.stops for hint in (shuts(s, whole=True),) if hint]
    found += [
        (str(s.number), _("first call: nobody from us has been there"))
        for s in day.stops
        if s.is_new and s.last_call is None
    ]
    for stop in day.stops:
        if not stop.agreed and stop.phone:
            words = phrase(_("agree the time: {phone}"), phone=stop.phone)
            found.append((str(stop.number), words))
    return found


def _known(stop: Stop, day: date) -> Iterator[str]:
    """What is open there: a complaint, promises of ours that are due by that day."""
    if stop.worried:
        yield phrase(_("complaint open: worried {degree} of 5"), degree=stop.worried)
    for due in stop.promises:
        if due.theirs:
            yield phrase(_("they owe us: {promise}"), promise=due.text)
        elif due.day <= day:
            yield phrase(_("promised: {promise}"), promise=due.text)
    if stop.promises:  # its row has no room left for them
        yield from stop.asks[:1]


def shuts(stop: Stop, *, whole: bool = False) -> str:
    """A hint where the account shuts before others do that day."""
    if not stop.hours:
        return ""
    shuts = max(shut for _opens, shut in stop.hours)
    if shuts >= stop.usual_shut:
        return ""
    time = figures.time_of_day(shuts)
    if not whole:
        return phrase(_("shuts {time}"), time=time)
    latest = figures.time_of_day(shuts - (stop.leave - stop.begin))
    return phrase(_("shuts {time}: be there by {latest}"), time=time, latest=latest)
