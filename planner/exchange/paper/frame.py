"""What every page has: the day's tile, the totals of the head, the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.exchange import figures
from planner.exchange.day_colours import DAYS
from planner.exchange.itinerary import Itinerary
from planner.exchange.paper.sheet import BODY, LABEL, MARGIN, TOTAL, Sheet
from planner.words import _

_TILE = 12.4


def phrase(message: str, **args: Any) -> str:
    """A sentence with its arguments."""
    return message.format(**args)


def draw_tile(sheet: Sheet, weekday: int, x: float, y: float) -> None:
    """The day's colour as a band, and two letters: colour never carries it alone."""
    sheet.box(x, y, _TILE, 2.4, fill=DAYS[weekday].fill)
    sheet.box(x, y, _TILE, _TILE, weight=0.4)
    letters = figures.short_weekday(weekday)[:2]
    sheet.text(x + _TILE / 2, y + 8.9, letters, TOTAL, bold=True, align="centre")


def draw_figures(sheet: Sheet, totals: Sequence[tuple[str, str]]) -> float:
    """Large figures with a word below each, at the right of the head.

    Returns:
        Where the leftmost begins.
    """
    right = sheet.right
    for figure, words in reversed(totals):
        wide = sheet.text(right, MARGIN + 7.6, figure, TOTAL, bold=True, align="right")
        below = sheet.text(right, MARGIN + 11.9, words, BODY, align="right")
        right -= max(wide, below) + 5
    return right + 5


def draw_foot(sheet: Sheet, week: Itinerary, page: str) -> None:
    """Which page it is, which version, and how far its figures can be trusted."""
    y = sheet.height - MARGIN
    sheet.rule(y - 3.4, 0.3)
    x = MARGIN + sheet.text(MARGIN, y, "Loopwise", LABEL, bold=True)
    sheet.text(x, y, f" · {page}", LABEL, room=70)
    sheet.text(sheet.width * 0.43, y, _revision(week), LABEL, align="centre")
    sheet.text(sheet.right, y, _trust(week), LABEL, align="right")


def _revision(week: Itinerary) -> str:
    words = phrase(_("Plan revision {number}"), number=week.revision)
    if not week.replaces:
        return words
    return f"{words} · {phrase(_('replaces revision {number}'), number=week.replaces)}"


def _trust(week: Itinerary) -> str:
    at = week.written_at
    moment = f"{figures.short_date(at.date())} {at.year}, {at:%H:%M}"
    printed = phrase(_("printed {moment}"), moment=moment)
    if not any(day.estimate for day in week.used):
        return printed
    words = phrase(_("{units} and times are estimates"), units=week.units)
    return f"{words} · {printed}"
