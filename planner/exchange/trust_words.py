"""Trust in words: each of the three with its figure, what it is of, and how it changes."""

from __future__ import annotations

from planner.exchange import figures
from planner.words import _, marked, ngettext

_DAY = 86_400
_TRENDS = {
    "better": marked("better than the half-year before"),
    "level": marked("as in the half-year before"),
    "worse": marked("worse than the half-year before"),
}


def trend(code: str) -> str:
    """How a measure changes, e.g. better than the half-year before; empty where nobody knows."""
    return _(_TRENDS[code]) if code in _TRENDS else ""


def trend_sign(code: str) -> str:
    """The same as one arrow, for beside a figure."""
    return {"better": "\N{NORTH EAST ARROW}", "worse": "\N{SOUTH EAST ARROW}"}.get(
        code, "\N{RIGHTWARDS ARROW}" if code else ""
    )


def days_between(days: float | None) -> str:
    """16 days; a dash where there was no contact."""
    if days is None:
        return "–"
    count = max(1, round(days))
    return ngettext("{count} day", "{count} days", count).format(count=count)


def kept(good: int, of: int) -> str:
    """9 of 10."""
    return _("{good} of {of}").format(good=good, of=of) if of else "–"


def wait(seconds: float | None) -> str:
    """How long until the first answer: 25 min, 3 h, 2 days."""
    if seconds is None:
        return "–"
    if seconds < 3570:
        return figures.minutes(seconds)
    if seconds < 2 * _DAY:
        return _("{hours} h").format(hours=f"{max(1, round(seconds / 3600)):g}")
    return days_between(seconds / _DAY)


def contact(made: int, agreed: int, days: float | None) -> str:
    """Contact, as a sentence."""
    if not agreed:
        return ngettext(
            "{made} contact in half a year, none agreed",
            "{made} contacts in half a year, none agreed",
            made,
        ).format(made=made)
    if days is None:
        return _("no contact in half a year, {agreed} agreed").format(agreed=agreed)
    return _("a contact every {days}: {made} of {agreed} agreed").format(
        days=days_between(days), made=made, agreed=agreed
    )


def promises(good: int, of: int, late: int) -> str:
    """Promises, as a sentence."""
    if not of:
        return _("no promise was due in half a year")
    words = _("{good} of {of} promises kept").format(good=good, of=of)
    return _("{words}, {late} late").format(words=words, late=late) if late else words


def reaction(seconds: float | None, waiting: int) -> str:
    """Reaction, as a sentence."""
    if seconds is None:
        return _("no call for help or complaint in half a year")
    words = _("{wait} to the first answer").format(wait=wait(seconds))
    if not waiting:
        return words
    return ngettext(
        "{words}, {waiting} still waits", "{words}, {waiting} still wait", waiting
    ).format(words=words, waiting=waiting)
