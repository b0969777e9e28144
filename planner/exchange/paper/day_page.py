"""One day on paper: head with totals, map, codes for the phone, and a row for every stop."""

from __future__ import annotations

from collections.abc import Sequence

from planner.exchange import figures, map_links
from planner.exchange.day_colours import DAYS
from planner.exchange.itinerary import DayPlan, Itinerary, Stop
from planner.exchange.map_frame import places
from planner.exchange.paper.drawn_map import DrawnMap
from planner.exchange.paper.frame import draw_figures, draw_foot, draw_tile, phrase
from planner.exchange.paper.hints import advice
from planner.exchange.paper.labels import Box, around, spread
from planner.exchange.paper.sheet import (
    BODY,
    GREY,
    LABEL,
    MARGIN,
    PHONE,
    TITLE,
    WHITE,
    Sheet,
    quiet_of,
)
from planner.exchange.paper.stop_table import StopTable
from planner.words import _, ngettext

ON_FIRST_PAGE = 8
_HEAD = 15.0
_MAP_WIDTH = 106.0
_MAP_HEIGHT = {"A4": 62.0, "Letter": 54.0}
_STOP_RING = 2.7
_ADVICE_LINES = 5
_ON_NEXT_PAGE = 10
_MOST_CODES = 4


def pages_of(day: DayPlan) -> list[tuple[Stop, ...]]:
    """The stops by page: 8 on the first, 10 on each that follows."""
    pages = [day.stops[:ON_FIRST_PAGE]]
    rest = day.stops[ON_FIRST_PAGE:]
    pages += [rest[i : i + _ON_NEXT_PAGE] for i in range(0, len(rest), _ON_NEXT_PAGE)]
    return pages


class DayPage:
    """Draws the pages of one day."""

    def __init__(self, sheet: Sheet, paper: str, week: Itinerary, day: DayPlan) -> None:
        self.sheet, self.paper, self.week, self.day = sheet, paper, week, day
        self.table = StopTable(sheet, paper, week, day)

    def draw(self, stops: Sequence[Stop], place: int, page: int, pages: int) -> None:
        """One page.

        Args:
            stops: the day's stops that stand on it.
            place: of the page within the day, from 0.
            page: its number in the document.
            pages: how many the document has.
        """
        self.sheet.page()
        y = self._head(place)
        if place == 0:
            self._map(Box(MARGIN, y, MARGIN + _MAP_WIDTH, y + _MAP_HEIGHT[self.paper]))
            self._side(MARGIN + _MAP_WIDTH + 4, y)
            y += _MAP_HEIGHT[self.paper]
        self.table.share_out(len(stops), ON_FIRST_PAGE if place == 0 else _ON_NEXT_PAGE)
        y = self.table.draw_head(y + 1.5)
        for stop in stops:
            self.table.draw(stop, y)
            y += self.table.row
            self.sheet.rule(y, 0.2, colour=GREY)
        if stops[-1].number == len(self.day.stops):
            self._home_line(y)
        weekday = figures.weekday(self.day.date.weekday())
        draw_foot(self.sheet, self.week, phrase(_("{day}, page {page} of {pages}"),
                                                day=weekday, page=page, pages=pages))  # fmt: skip

    # ---- head ----

    def _head(self, place: int) -> float:
        sheet, day = self.sheet, self.day
        draw_tile(sheet, day.date.weekday(), MARGIN, MARGIN + 0.8)
        title = f"{figures.long_date(day.date)} {day.date.year}"
        left = draw_figures(sheet, self._totals())
        x = MARGIN + 15.5
        sheet.text(x, MARGIN + 7.3, title, TITLE, bold=True, room=left - x - 4)
        sheet.text(x, MARGIN + 11.9, self._subtitle(place), BODY, room=left - x - 4)
        sheet.rule(MARGIN + _HEAD, 0.5)
        return MARGIN + _HEAD + 2

    def _totals(self) -> list[tuple[str, str]]:
        day, units = self.day, self.week.units
        return [
            (figures.distance(day.metres, units), _("est.") if day.estimate else ""),
            (
                figures.duration(day.seconds_working),
                phrase(_("{time} driving"), time=figures.duration(day.seconds_driving)[:-2]),
            ),
            (figures.time_of_day(day.leave), _("leave home")),
            (figures.time_of_day(day.arrive), _("home again")),
        ]

    def _subtitle(self, place: int) -> str:
        day, count = self.day, len(self.day.stops)
        parts = [
            figures.week_name(self.week.monday),
            ngettext("{count} stop", "{count} stops", count).format(count=count)
            + ", "
            + ngettext("{count} time agreed", "{count} times agreed", day.agreed).format(
                count=day.agreed
            ),
        ]
        if place:
            parts.append(_("continued"))
        elif day.zigzag_metres:
            zigzag = figures.distance(day.zigzag_metres, self.week.units)
            parts.append(phrase(_("a zigzag would be {distance}"), distance=zigzag))
        return " · ".join(parts)

    # ---- map and side ----

    def _map(self, frame: Box) -> None:
        day = self.day
        drawn = DrawnMap(self.sheet, frame, places([day]), margin=0.13)
        with self.sheet.within(frame.left, frame.top, _MAP_WIDTH, frame.bottom - frame.top):
            drawn.draw_base()
            self._tour(drawn)
        drawn.draw_furniture(self.week.units)

    def _tour(self, drawn: DrawnMap) -> None:
        day = self.day
        shown = [(stop, stop.place) for stop in day.stops if stop.place]
        homes = [drawn.at(day.start)] + ([drawn.at(day.end)] if day.end != day.start else [])
        apart = (2 * _STOP_RING + 0.5, 2 * _STOP_RING + 0.5)
        spots = spread(
            [drawn.at(place) for _stop, place in shown], apart, drawn.labels.frame, homes
        )
        drawn.labels.keep_free(drawn.furniture())
        drawn.labels.keep_free(around(spot, _STOP_RING + 0.2) for spot in (*spots, *homes))
        if shown:
            line = [homes[0], *spots, homes[-1]]
            drawn.draw_tour(line, DAYS[day.date.weekday()].fill, (), arrows=True)
        for spot, (stop, place) in zip(spots, shown, strict=True):
            drawn.draw_leader(spot, place)
            self.sheet.ring(*spot, _STOP_RING, weight=0.45, fill=WHITE)
            size = PHONE if stop.number < 10 else 8.0
            self.sheet.text(
                spot[0], spot[1] + size * 0.127, str(stop.number), size, bold=True, align="centre"
            )
        for spot, name in zip(homes, (day.start_name, day.end_name), strict=False):
            drawn.draw_home(spot)
            drawn.draw_name(spot, name or _("Home"), gap=3.0)
        for spot, (stop, _place) in zip(spots, shown, strict=True):
            drawn.draw_name(spot, stop.name, gap=_STOP_RING + 0.7)
        drawn.draw_towns()

    def _side(self, left: float, top: float) -> None:
        """Codes that bring four stops each to a phone, and what to mind before setting out."""
        below = self._codes(left, top)
        bottom = top + _MAP_HEIGHT[self.paper]
        hints = advice(self.day)[: max(0, min(_ADVICE_LINES, int((bottom - below - 7) / 3.9)))]
        if not hints:
            return
        y = below + 4
        self.sheet.text(left, y, _("Before you go"), BODY, bold=True)
        self.sheet.rule(y + 1.2, 0.3, left)
        for number, words in hints:
            y += 3.9
            self.sheet.text(left, y + 0.6, number, BODY, bold=True)
            self.sheet.text(left + 6, y + 0.6, words, BODY, room=self.sheet.right - left - 6)

    def _codes(self, left: float, top: float) -> float:
        """Returns where they end."""
        shown = [stop for stop in self.day.stops if stop.place]
        chunks = [shown[i : i + map_links.STOPS_A_LINK] for i in range(0, len(shown), 4)]
        chunks = chunks[:_MOST_CODES]
        size = {0: 30.0, 1: 30.0, 2: 30.0, 3: 26.0}.get(len(chunks), 24.0)
        columns = 3 if len(chunks) == 3 else 2
        step = (self.sheet.right - left + 1) / columns
        for i, chunk in enumerate(chunks):
            x, y = left + i % columns * step, top + i // columns * (size + 1.5)
            span = _span(chunk[0].number, chunk[-1].number)
            words = phrase(_("To phone: {stops}"), stops=span) if i == 0 else span
            self.sheet.text(x, y + 2.8, words, LABEL, bold=True, room=step - 1)
            link = map_links.directions([stop.place for stop in chunk if stop.place])
            self.sheet.code(x + size - 2 * quiet_of(size, link), y + 2.9, size, link)
        rows = -(-len(chunks) // columns)
        return top + rows * (size + 1)

    def _home_line(self, y: float) -> None:
        day, sheet = self.day, self.sheet
        arrive = sheet.text(MARGIN, y + 4.3, figures.time_of_day(day.arrive), BODY, bold=True)
        words = phrase(
            _("{place} · {distance} · {time} from stop {number}"),
            place=day.end_name or _("Home"),
            distance=figures.distance(day.home.metres, self.week.units),
            time=figures.minutes(day.home.seconds),
            number=len(day.stops),
        )
        x = MARGIN + arrive + 2
        x += sheet.text(x, y + 4.3, words, BODY, room=110) + 6
        sheet.text(sheet.right, y + 4.3, day.note, BODY, align="right", room=sheet.right - x)


def _span(first: int, last: int) -> str:
    if first == last:
        return phrase(_("stop {number}"), number=first)
    return phrase(_("stops {first}–{last}"), first=first, last=last)
