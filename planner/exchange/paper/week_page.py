"""The week on one landscape page."""

from __future__ import annotations

from planner.exchange import figures
from planner.exchange.itinerary import Itinerary
from planner.exchange.paper.frame import draw_foot
from planner.exchange.paper.sheet import MARGIN, TITLE, Sheet


def draw_week(sheet: Sheet, week: Itinerary, pages: int) -> None:
    sheet.page(landscape=True)
    sheet.text(MARGIN, MARGIN + 8, figures.week_title(week.monday), TITLE, bold=True)
    draw_foot(sheet, week, "")
