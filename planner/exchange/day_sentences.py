"""Sentences of a day under way: which day suits, urgent, late, cancelled, what habit costs."""

from __future__ import annotations

from planner.words import _, marked, ngettext

_SUITS = {
    "best": marked("best day"),
    "good": marked("good"),
    "so_so": marked("so-so"),
    "dear": marked("dear"),
    "very_dear": marked("very dear"),
    "not_possible": marked("not possible"),
}
_NOT_POSSIBLE = {
    "past": marked("This day is over"),
    "day_off": marked("A day off"),
    "closed": marked("Closed on this day"),
    "no_place": marked("No place on the map yet"),
    "twice": marked("Planned here already"),
    "locked": marked("Its call is locked"),
    "held": marked("The whole day is locked"),
    "full": marked("No room left"),
}
_WAYS = {
    "now": marked("Now"),
    "after": marked("After {name}"),
    "tomorrow": marked("First on {day}"),
}


def suits(code: str) -> str:
    """How a day suits, in a word or two: best day."""
    return _(_SUITS[code])


def not_possible(code: str) -> str:
    """Why a day is not possible, short: The whole day is locked."""
    return _(_NOT_POSSIBLE[code])


def way(kind: str, *, name: str = "", day: str = "") -> str:
    """A way to fit an urgent call in: After Kaye & Co."""
    return _(_WAYS[kind]).format(name=name, day=day)


def overdue(days: int | None) -> str:
    """How due an account is: 9 days over, due in 3 days, not called on yet."""
    if days is None:
        return _("not called on yet")
    if days > 0:
        return ngettext("{days} day over", "{days} days over", days).format(days=days)
    if days == 0:
        return _("due that day")
    return ngettext("due a day later", "due {days} days later", -days).format(days=-days)
