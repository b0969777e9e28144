"""The days of a week side by side in time, as the window's lanes show them."""

from __future__ import annotations

from planner.exchange import figures
from planner.exchange.day_colours import DAYS
from planner.exchange.itinerary import DayPlan, Itinerary, Stop
from planner.exchange.paper.labels import Box
from planner.exchange.paper.sheet import BODY, LABEL, WHITE, Sheet
from planner.words import _

_HOUR = 3600
_GUTTER = 6.0
_BAND = 1.3
_HEAD = 6.0
_SLACK = 4.0  # mm above the first and below the last line, for their words
_FAINT = "#D9D9D9"
_SHADE = "#EFEFEF"
_LEAST = 3.5  # mm of height in which a name can be read
_USUAL = (8 * _HOUR, 17 * _HOUR)


class Lanes:
    """All days of the week in one frame of paper."""

    def __init__(self, sheet: Sheet, week: Itinerary, frame: Box) -> None:
        self.sheet, self.week, self.frame = sheet, week, frame
        used = week.used
        self._first = min((day.leave for day in used), default=_USUAL[0])
        last = max((day.arrive for day in used), default=_USUAL[1])
        self._last = max(last, self._first + 4 * _HOUR)
        self._top = frame.top + _BAND + _HEAD
        height = frame.bottom - self._top - 2 * _SLACK
        self._scale = height / (self._last - self._first)

    def draw(self) -> None:
        """Hours at the left, a lane for each day."""
        days = self.week.days
        if not days:
            return
        left = self.frame.left + _GUTTER
        width = (self.frame.right - left) / len(days)
        self._hours(left)
        for i, day in enumerate(days):
            self._lane(day, left + i * width, width)
        for i in range(len(days) + 1):
            x = left + i * width
            self.sheet.lines([[(x, self.frame.top), (x, self.frame.bottom)]], 0.2)

    def _y(self, seconds: int) -> float:
        return self._top + _SLACK + (seconds - self._first) * self._scale

    def _hours(self, left: float) -> None:
        for hour in range(-(-self._first // _HOUR), self._last // _HOUR + 1):
            y = self._y(hour * _HOUR)
            self.sheet.rule(y, 0.15, left, self.frame.right, _FAINT)
            self.sheet.text(left - 2, y + 1, f"{hour % 24:02d}", BODY, align="right")

    def _lane(self, day: DayPlan, x: float, width: float) -> None:
        sheet, top = self.sheet, self.frame.top
        sheet.box(x, top, width, _BAND, fill=DAYS[day.date.weekday()].fill)
        total = ""
        if day.stops:
            distance = figures.distance(day.metres, self.week.units)
            total = f"{distance} · {figures.duration(day.seconds_working)}"
        base = top + _BAND + 4
        used = sheet.text(x + width - 1, base, total, BODY, align="right")
        name = figures.short_date(day.date)
        sheet.text(x + 1, base, name, BODY, bold=True, room=width - used - 4)
        sheet.rule(self._top, 0.2, x, x + width)
        if day.stops:
            self._ends(day, x, width)
            self._lunch(day, x, width)
            self._stops(day, x, width)

    def _ends(self, day: DayPlan, x: float, width: float) -> None:
        """When the rep sets out and is home again."""
        for seconds, words, lift in (
            (day.leave, _("leave {time}"), -0.9),
            (day.arrive, _("home {time}"), 2.9),
        ):
            y = self._y(seconds)
            self.sheet.rule(y, 0.4, x, x + width)
            line = words.format(time=figures.time_of_day(seconds))
            self.sheet.text(x + width - 1, y + lift, line, LABEL, align="right")

    def _lunch(self, day: DayPlan, x: float, width: float) -> None:
        if not day.lunch:
            return
        top, bottom = self._y(day.lunch[0]), self._y(day.lunch[1])
        self.sheet.box(x + 1, top, width - 2, bottom - top, fill=_SHADE)
        if bottom - top > 3:
            self.sheet.text(x + 4, (top + bottom) / 2 + 1, _("lunch"), LABEL, colour="#555555")

    def _stops(self, day: DayPlan, x: float, width: float) -> None:
        """Cards as high as the calls are long, but never too low to be read."""
        floor = self._top
        for stop in day.stops:
            top = max(self._y(stop.begin), floor)
            height = max(self._y(stop.leave) - top, _LEAST)
            self._card(day, stop, Box(x + 1, top, x + width - 1, top + height))
            floor = top + height + 0.3

    def _card(self, day: DayPlan, stop: Stop, box: Box) -> None:
        sheet, width = self.sheet, box.right - box.left
        dash = () if stop.agreed else (1.0, 0.7)
        sheet.box(
            box.left, box.top, width, box.bottom - box.top, fill=WHITE, weight=0.25, dash=dash
        )
        sheet.box(box.left, box.top, 1.4, box.bottom - box.top, fill=DAYS[day.date.weekday()].fill)
        base = box.top + 2.75
        grade = _("New") if stop.is_new else stop.grade
        right = box.right - 1
        right -= sheet.text(right, base, grade, LABEL, bold=True, align="right") + 1
        if stop.breaks:
            right -= sheet.reversed(right, base, _mark(stop)) + 1
        at = box.left + 2.2
        at += sheet.text(at, base, figures.time_of_day(stop.begin), LABEL) + 1
        name = f"{stop.number} {stop.name}"
        sheet.text(at, base, name, LABEL, bold=True, room=max(0.0, right - at))


def _mark(stop: Stop) -> str:
    """One word for the first rule that is not kept."""
    return {
        "late": _("late"),
        "closed": _("closed"),
        "no_place": _("no place"),
    }.get(stop.breaks[0].kind, _("mind"))
