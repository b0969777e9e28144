"""Sentences of a day under way: which day suits, urgent, late, cancelled, what habit costs."""

from __future__ import annotations

from datetime import date

from planner.exchange import figures
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


def moved(name: str, day: date | None, begin: int | None) -> str:
    """Who gives way, and where to: Kaye & Co moves to Fri 4 Dec, 12:20."""
    if day is None or begin is None:
        return _("{name} goes back to the list").format(name=name)
    return _("{name} moves to {day}, {time}").format(
        name=name, day=figures.short_date(day), time=figures.time_of_day(begin)
    )


def reckoned(days: int, days_a_year: int, *, reckoned: bool) -> str:
    """On what a year's sums rest."""
    if not reckoned:
        return ngettext(
            "From {days} day with calls this year.", "From {days} days with calls this year.", days
        ).format(days=days)
    return ngettext(
        "Reckoned: the average of {days} day with calls, over {year} working days.",
        "Reckoned: the average of {days} days with calls, over {year} working days.",
        days,
    ).format(days=days, year=days_a_year)


_HABITS = {
    "zigzag": marked("Zigzag would cost {distance}, {time} and {money} more a year (est.)."),
    "far_and_back": marked(
        "Far and back would cost {distance}, {time} and {money} more a year (est.)."
    ),
}


def habit_costs(shape: str, *, distance: str, time: str, money: str) -> str:
    """What a habit costs more than the tours as planned."""
    return _(_HABITS[shape]).format(distance=distance, time=time, money=money)
