"""The week on one landscape page: map of all tours, totals by day, what is open, lanes in time."""

from __future__ import annotations

from collections.abc import Sequence

from planner.exchange import figures, sentences
from planner.exchange.day_colours import DAYS
from planner.exchange.itinerary import DayPlan, Itinerary, Place, Stop
from planner.exchange.map_frame import places
from planner.exchange.paper.drawn_map import DrawnMap
from planner.exchange.paper.frame import draw_figures, draw_foot, phrase
from planner.exchange.paper.labels import Box, Point, around, spread
from planner.exchange.paper.lanes import Lanes
from planner.exchange.paper.sheet import (
    BODY,
    GREY,
    LABEL,
    MARGIN,
    TITLE,
    WHITE,
    Sheet,
)
from planner.words import _, ngettext

DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (3, 1.1),
    (0.9, 0.9),
    (4, 0.9, 0.9, 0.9),
    (1.8, 0.8),
    (6, 1),
    (0.5, 1.4),
)
"""The core of each day's line, Monday first: a printer without colours tells days apart too."""

_HEAD = 13.0
_MAP = (106.0, 74.0)
_TABLE_ROW = 6.6
_SAME = 3000  # metres: less says "same", never to flatter the loop
_TAG = (5.6, 3.9)
_LINE = 3.9


def tag_of(day: DayPlan, number: int) -> str:
    """Mo3: a stop's name on the week page."""
    return f"{_letters(day)}{number}"


def _letters(day: DayPlan) -> str:
    return figures.short_weekday(day.date.weekday())[:2]


def draw_week(sheet: Sheet, week: Itinerary, pages: int) -> None:
    """The first page of `pages`."""
    sheet.page(landscape=True)
    _head(sheet, week)
    top = MARGIN + _HEAD + 2
    _map(sheet, week, Box(MARGIN, top, MARGIN + _MAP[0], top + _MAP[1]))
    left = MARGIN + _MAP[0] + 5
    below = _table(sheet, week, left, top)
    _lists(sheet, week, left, below + 5, top + _MAP[1])
    lanes = Box(MARGIN, top + _MAP[1] + 2, sheet.right, sheet.height - MARGIN - 6)
    Lanes(sheet, week, lanes).draw()
    overview = phrase(
        _("{week}, overview, page {page} of {pages}"),
        week=figures.week_name(week.monday),
        page=1,
        pages=pages,
    )
    draw_foot(sheet, week, overview)


def _head(sheet: Sheet, week: Itinerary) -> None:
    days, units = week.used, week.units
    stops, agreed = sum(len(d.stops) for d in days), sum(d.agreed for d in days)
    zigzag = figures.distance(sum(d.zigzag_metres for d in days), units)
    driving = figures.duration(sum(d.seconds_driving for d in days))[:-2]
    totals = [
        (
            str(stops),
            phrase(
                ngettext("stop, {agreed} agreed", "stops, {agreed} agreed", stops), agreed=agreed
            ),
        ),
        (
            figures.distance(sum(d.metres for d in days), units),
            phrase(_("est., zigzag {distance}"), distance=zigzag),
        ),
        (
            figures.duration(sum(d.seconds_working for d in days)),
            phrase(_("{time} driving"), time=driving),
        ),
    ]
    left = draw_figures(sheet, totals)
    last = max((day.date for day in week.days), default=week.monday)
    title = figures.week_title(week.monday, max(5, (last - week.monday).days + 1))
    title = f"{title} {last.year}"
    sheet.text(MARGIN, MARGIN + 8, title, TITLE, bold=True, room=left - MARGIN - 4)
    sheet.rule(MARGIN + _HEAD, 0.5)


# ---- map ----------------------------------------------------------------------------------


def _map(sheet: Sheet, week: Itinerary, frame: Box) -> None:
    shown = places(week.used) or places(week.days)
    if shown:
        drawn = DrawnMap(sheet, frame, shown, margin=0.1)
        with sheet.within(frame.left, frame.top, *_MAP):
            drawn.draw_base()
            drawn.labels.keep_free(drawn.furniture())
            _tours(drawn, week)
            drawn.draw_towns()
        drawn.draw_furniture(week.units)


def _tours(drawn: DrawnMap, week: Itinerary) -> None:
    homes = list(dict.fromkeys(place for day in week.used for place in (day.start, day.end)))
    for day in week.used:
        line: list[Place] = [day.start, *(s.place for s in day.stops if s.place), day.end]
        weekday = day.date.weekday()
        drawn.draw_tour(
            [drawn.at(p) for p in line], DAYS[weekday].fill, DASHES[weekday], arrows=False
        )
    tags = [
        (tag_of(day, stop.number), stop.place)
        for day in week.used
        for stop in day.stops
        if stop.place
    ]
    still = [drawn.at(home) for home in homes]
    apart = (_TAG[0] + 1.6, _TAG[1] + 1.2)
    spots = spread([drawn.at(place) for _tag, place in tags], apart, drawn.labels.frame, still)
    for spot, (_tag, place) in zip(spots, tags, strict=True):
        drawn.draw_leader(spot, place)
    for home in still:
        drawn.draw_home(home)
    for spot, (tag, _place) in zip(spots, tags, strict=True):
        drawn.labels.keep_free([_draw_tag(drawn.sheet, spot, tag)])
    drawn.labels.keep_free(around(home, 2.6) for home in still)


def _draw_tag(sheet: Sheet, spot: Point, tag: str) -> Box:
    width = max(_TAG[0], sheet.width_of(tag, LABEL, bold=True) + 1)
    box = around(spot, width / 2, _TAG[1] / 2)
    sheet.box(box.left, box.top, width, _TAG[1], fill=WHITE, weight=0.3)
    sheet.text(spot[0], spot[1] + 0.95, tag, LABEL, bold=True, align="centre")
    return box


# ---- table --------------------------------------------------------------------------------


def _table(sheet: Sheet, week: Itinerary, left: float, top: float) -> float:
    """A row for each day; returns where it ends."""
    right = sheet.right
    bars = (left + 100, right - 18)
    for x, words, align in (
        (left, _("day"), "left"),
        (left + 8.5, _("on the map"), "left"),
        (left + 35, _("stops"), "right"),
        (left + 54, phrase(_("{units} est."), units=week.units), "right"),
        (left + 70, _("hours"), "right"),
        (left + 97, _("leave – home"), "right"),
        (right, _("zigzag"), "right"),
    ):
        sheet.text(x, top + 2.8, words, LABEL, align=align)  # type: ignore[arg-type]
    sheet.box(bars[0], top + 0.9, 2, 2, fill="#000000")
    used = sheet.text(bars[0] + 2.8, top + 2.8, _("loop"), LABEL)
    sheet.box(bars[0] + 5 + used, top + 0.9, 2, 2, weight=0.2)
    sheet.text(bars[0] + 7.8 + used, top + 2.8, _("zigzag"), LABEL)
    sheet.rule(top + 4.4, 0.3, left)
    y = top + 4.4
    longest = max((max(d.zigzag_metres, d.loop_metres) for d in week.used), default=0)
    for day in week.days:
        _row(sheet, week, day, left, y)
        if longest and day.stops:
            _bars(sheet, day, bars[0], y, (bars[1] - bars[0]) / longest)
        y += _TABLE_ROW
        sheet.rule(y, 0.2, left, colour=GREY)
    return y


def _row(sheet: Sheet, week: Itinerary, day: DayPlan, left: float, y: float) -> None:
    weekday = day.date.weekday()
    base = y + 4.4
    sheet.box(left, y + 0.8, 7, 1.3, fill=DAYS[weekday].fill)
    sheet.box(left, y + 0.8, 7, _TABLE_ROW - 1.5, weight=0.3)
    sheet.text(left + 3.5, y + 5.1, _letters(day), LABEL, bold=True, align="centre")
    if not day.stops:
        words = _("nothing planned") if day.working else _("day off")
        sheet.text(left + 8.5, base, words, BODY, colour="#555555")
        return
    line = [(left + 8.5, y + 3.4), (left + 22.5, y + 3.4)]
    sheet.lines([line], 1.5, DAYS[weekday].fill)
    sheet.lines([line], 0.55, dash=DASHES[weekday])
    sheet.text(left + 35, base, str(len(day.stops)), BODY, align="right")
    distance = figures.distance(day.metres, week.units)
    sheet.text(left + 54, base, distance, BODY, bold=True, align="right")
    sheet.text(left + 70, base, figures.duration(day.seconds_working), BODY, align="right")
    sheet.text(left + 97, base, figures.span(day.leave, day.arrive), BODY, align="right")
    more = day.zigzag_metres - day.loop_metres
    words = _("same") if abs(more) < _SAME else figures.signed_distance(more, week.units)
    sheet.text(sheet.right, base, words, BODY, align="right")


def _bars(sheet: Sheet, day: DayPlan, x: float, y: float, mm_a_metre: float) -> None:
    sheet.box(x, y + 1.3, day.loop_metres * mm_a_metre, 1.6, fill="#000000")
    sheet.box(x, y + 3.4, day.zigzag_metres * mm_a_metre, 1.6, weight=0.2)


# ---- what is open -------------------------------------------------------------------------


def _lists(sheet: Sheet, week: Itinerary, left: float, top: float, bottom: float) -> None:
    """What to mind, and whom to ring up for a time, side by side."""
    half = (sheet.right - left - 6) / 2
    middle = left + half
    open_times = [(tag_of(d, s.number), _whom(s)) for d, s in week.stops() if not s.agreed]
    _list(sheet, _("Times not agreed yet"), open_times, Box(middle + 6, top, sheet.right, bottom))
    last = bottom - _LINE - 1.6
    roomy = last - top > 3 * _LINE
    _list(
        sheet, _("To mind"), _trouble(week), Box(left, top, middle, last - 4 if roomy else bottom)
    )
    if roomy:
        business = [("", _new_business(week))]
        _list(sheet, _("New business"), business, Box(left, last, middle, bottom + 2))


def _list(sheet: Sheet, title: str, rows: Sequence[tuple[str, str]], box: Box) -> None:
    """Rows under a title; where there is no room for all, the last says how many more."""
    x, y, width = box.left, box.top, box.right - box.left
    room = max(1, int((box.bottom - y - 2) / _LINE))
    sheet.text(x, y, title, BODY, bold=True, room=width)
    sheet.rule(y + 1.2, 0.3, x, x + width)
    if len(rows) > room:
        more = len(rows) - room + 1
        rows = [*rows[: room - 1], ("", phrase(_("and {count} more"), count=more))]
    if not rows:
        sheet.text(x, y + 4.6, _("nothing"), BODY, colour="#555555")
    for i, (tag, words) in enumerate(rows):
        line = y + 4.6 + i * _LINE
        begin = 8.0 if tag else 0.0
        sheet.text(x, line, tag, BODY, bold=True)
        sheet.text(x + begin, line, words, BODY, room=width - begin)


def _whom(stop: Stop) -> str:
    phone = stop.phone or (stop.ask.phone if stop.ask else "")
    role = (stop.ask.role or stop.ask.name) if stop.ask else ""
    return "  ".join(part for part in (phone, role, stop.name) if part)


def _trouble(week: Itinerary) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for day in week.used:
        found += [(_letters(day), sentences.broken(b.kind, b.seconds)) for b in day.breaks]
        for stop in day.stops:
            found += [
                (tag_of(day, stop.number), sentences.broken(b.kind, b.seconds, stop.name))
                for b in stop.breaks
            ]
    return found


def _new_business(week: Itinerary) -> str:
    stops = [stop for _day, stop in week.stops()]
    new = sum(stop.is_new for stop in stops)
    share = round(100 * new / len(stops)) if stops else 0
    return phrase(
        ngettext("{new} of {count} stop is a prospect: {share} %",
                 "{new} of {count} stops are prospects: {share} %", len(stops)),
        new=new, count=len(stops), share=share,
    )  # fmt: skip
