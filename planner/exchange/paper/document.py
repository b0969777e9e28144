"""The itinerary as one PDF: the same week at the same moment gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from planner.exchange import figures
from planner.exchange.itinerary import DayPlan, Itinerary
from planner.exchange.paper.day_page import DayPage, pages_of
from planner.exchange.paper.sheet import Sheet
from planner.exchange.paper.week_page import draw_week
from planner.places import basemap


def to_pdf(week: Itinerary, paper: str = "A4") -> bytes:
    """The week page and, for each day with stops, its own page or pages.

    Args:
        week: what to print.
        paper: A4 or Letter.
    """
    sheet = Sheet(paper, f"Loopwise {week.week}", week.written_at, _texts(week))
    days = [(day, i, stops) for day in week.used for i, stops in enumerate(pages_of(day))]
    pages = len(days) + 1
    draw_week(sheet, week, pages)
    for page, (day, place, stops) in enumerate(days, start=2):
        DayPage(sheet, paper, week, day).draw(stops, place, page, pages)
    return sheet.finish()


def _texts(week: Itinerary) -> Iterator[str]:
    """Everything that may need a font of its own."""
    yield figures.week_title(week.monday)
    for day in week.days:
        yield from _day_texts(day)
    for day in week.used:
        yield from _town_names(day)


def _day_texts(day: DayPlan) -> Iterator[str]:
    yield from (day.start_name, day.end_name, day.note, figures.long_date(day.date))
    for stop in day.stops:
        yield from (stop.name, stop.street_line, stop.objective, stop.why, stop.note, stop.phone)
        yield from (stop.last_words, *stop.asks, *(due.text for due in stop.promises))
        if stop.ask:
            yield from (stop.ask.name, stop.ask.role, stop.ask.post, stop.ask.criteria)


def _town_names(day: DayPlan) -> Iterator[str]:
    from planner.exchange.map_frame import around, places

    for town in basemap.towns(around(places([day]), 1.5, 0.2), 20):
        yield town.name
