"""One day on paper: head with totals, map, codes for the phone, and a row for every stop."""

from __future__ import annotations

from collections.abc import Sequence

from planner.exchange import figures, map_links, sentences
from planner.exchange.day_colours import DAYS
from planner.exchange.itinerary import DayPlan, Itinerary, Stop
from planner.exchange.map_frame import places
from planner.exchange.paper.drawn_map import DrawnMap
from planner.exchange.paper.frame import draw_figures, draw_foot, draw_tile, phrase
from planner.exchange.paper.labels import Box, around, spread
from planner.exchange.paper.sheet import (
    BODY,
    GREY,
    LABEL,
    MARGIN,
    NAME,
    PHONE,
    TIME,
    TITLE,
    WHITE,
    Sheet,
    quiet_of,
)
from planner.words import _, ngettext

ON_FIRST_PAGE = 8
_HEAD = 15.0
_TABLE_HEAD = 4.4
_MAP_WIDTH = 106.0
_MAP_HEIGHT = {"A4": 62.0, "Letter": 54.0}
_ROW = {"A4": 22.7, "Letter": 21.5}
_TICKS = 18.5
_CODE = 20.0
_GAP = 2.0
_TIMES = 21.0
_ACCOUNT = 76.0
_LABELS = 8.0
_STOP_RING = 2.7
_ADVICE_LINES = 5
_MOST_CODES = 4


def pages_of(day: DayPlan) -> list[tuple[Stop, ...]]:
    """The stops by page: 8 on the first, 10 on each that follows."""
    pages = [day.stops[:ON_FIRST_PAGE]]
    rest = day.stops[ON_FIRST_PAGE:]
    pages += [rest[i : i + 10] for i in range(0, len(rest), 10)]
    return pages


class DayPage:
    """Draws the pages of one day."""

    def __init__(self, sheet: Sheet, paper: str, week: Itinerary, day: DayPlan) -> None:
        self.sheet, self.paper, self.week, self.day = sheet, paper, week, day
        self.row = _ROW[paper]

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
        y = self._table_head(y + 1.5)
        for stop in stops:
            self._stop(stop, y)
            y += self.row
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
        north, scale = drawn.furniture()
        drawn.labels.keep_free([north, scale])
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
        advice = self._advice()[: max(0, min(_ADVICE_LINES, int((bottom - below - 7) / 3.9)))]
        if not advice:
            return
        y = below + 4
        self.sheet.text(left, y, _("Before you go"), BODY, bold=True)
        self.sheet.rule(y + 1.2, 0.3, left)
        for number, words in advice:
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

    def _advice(self) -> list[tuple[str, str]]:
        """What to mind, most pressing first: (number of the stop or a dash, words)."""
        found = [("!", sentences.broken(b.kind, b.seconds)) for b in self.day.breaks]
        for stop in self.day.stops:
            found += [
                (str(stop.number), sentences.broken(b.kind, b.seconds, stop.name))
                for b in stop.breaks
            ]
        found += [
            (str(s.number), hint)
            for s in self.day.stops
            for hint in (_shuts(s, whole=True),)
            if hint
        ]
        found += [
            (str(s.number), _("first call: nobody from us has been there"))
            for s in self.day.stops
            if s.is_new and s.last_call is None
        ]
        for stop in self.day.stops:
            if not stop.agreed and stop.phone:
                words = phrase(_("agree the time: {phone}"), phone=stop.phone)
                found.append((str(stop.number), words))
        return found

    # ---- table ----

    def _columns(self) -> tuple[float, float, float, float]:
        """Where account, notes, ticks and code begin."""
        account = MARGIN + _TIMES + _GAP
        code = self.sheet.right - _CODE
        return account, account + _ACCOUNT + _GAP, code - _GAP - _TICKS + 0.5, code

    def _table_head(self, y: float) -> float:
        account, notes, ticks, _code = self._columns()
        for x, words in (
            (MARGIN, _("arrive – leave")),
            (account, _("account · phone · who to ask for · purpose")),
            (notes, _("notes")),
            (ticks, _("done")),
        ):
            self.sheet.text(x, y + 3.1, words, LABEL)
        self.sheet.text(self.sheet.right - 2, y + 3.1, _("navigate"), LABEL, align="right")
        self.sheet.rule(y + _TABLE_HEAD, 0.3)
        return y + _TABLE_HEAD

    def _stop(self, stop: Stop, y: float) -> None:
        account, notes, ticks, _code = self._columns()
        self._times(stop, y)
        self._account(stop, account, y)
        step = (self.row - 3.1) / 3
        for i in range(3):
            self.sheet.rule(y + 7.3 + i * step, 0.2, notes, ticks - _GAP, GREY)
        self._tick_boxes(ticks, y)
        if stop.place:
            self.sheet.code(
                self.sheet.right - 0.5, y + (self.row - _CODE) / 2, _CODE, map_links.geo(stop.place)
            )

    def _times(self, stop: Stop, y: float) -> None:
        sheet, middle = self.sheet, (MARGIN + 3.7, y + 4.9)
        sheet.ring(*middle, 3.6, weight=0.4)
        size = TIME if stop.number < 10 else PHONE
        sheet.text(
            middle[0], middle[1] + size * 0.127, str(stop.number), size, bold=True, align="centre"
        )
        x = MARGIN + 8.8
        sheet.text(x, y + 4.6, figures.time_of_day(stop.begin), TIME, bold=True)
        leave = phrase(_("to {time}"), time=figures.time_of_day(stop.leave))
        sheet.text(x, y + 8.5, leave, BODY)
        distance = figures.distance(stop.drive.metres, self.week.units)
        drive = f"{distance} · {figures.minutes(stop.drive.seconds)}"
        sheet.text(MARGIN, y + 12.5, drive, LABEL, room=_TIMES + 1)
        line = y + 16.2
        if stop.lunch_before and self.day.lunch:
            lunch = figures.minutes(self.day.lunch[1] - self.day.lunch[0])
            sheet.text(MARGIN, line, phrase(_("+ lunch {time}"), time=lunch), LABEL, bold=True)
            line += 3.6
        if stop.agreed:
            sheet.tick(MARGIN, line, 2.0)
            sheet.text(MARGIN + 2.8, line, _("time agreed"), LABEL, bold=True, room=_TIMES - 1.8)
        else:
            sheet.text(MARGIN, line, _("time not agreed"), LABEL, room=_TIMES + 1)

    def _account(self, stop: Stop, x: float, y: float) -> None:
        sheet, right = self.sheet, x + _ACCOUNT
        phone = stop.phone or (stop.ask.phone if stop.ask else "")
        taken = sheet.text(right, y + 4.6, phone, PHONE, bold=True, align="right", room=40)
        grade = _("New") if stop.is_new else stop.grade
        mark = sheet.width_of(grade, LABEL, bold=True) + 2 if grade else 0.0
        room = right - taken - 3 - x - mark - 2
        fits = sheet.width_of(stop.name, NAME, bold=True) <= room
        name = sheet.text(x, y + 4.6, stop.name, NAME if fits else PHONE, bold=True, room=room)
        if grade:
            sheet.framed(x + name + 1.8, y + 4.4, grade, LABEL)
        line = y + 8.6
        for label, parts in self._lines(stop):
            sheet.text(x, line, label, LABEL, colour="#333333")
            sheet.runs(x + _LABELS, line, parts, right - x - _LABELS)
            line += 3.95
        if stop.breaks:
            self._trouble(stop, x, line, right)

    def _trouble(self, stop: Stop, x: float, line: float, right: float) -> None:
        """The first rule that the stop does not keep, boxed."""
        first = stop.breaks[0]
        words = {
            "late": phrase(_("{minutes} too late"), minutes=figures.minutes(first.seconds)),
            "closed": _("closed that day"),
            "no_place": _("has no place on the map yet"),
        }.get(first.kind) or sentences.broken(first.kind, first.seconds, stop.name)
        width = self.sheet.framed(x, line, _("Mind"), LABEL)
        self.sheet.text(
            x + max(_LABELS, width + 1.2), line, words, BODY, bold=True, room=right - x - 12
        )

    def _lines(self, stop: Stop) -> list[tuple[str, list[tuple[str, bool]]]]:
        """At, Ask, For: label and (words, bold) parts, as far as they are known."""
        hint = " · ".join(part for part in (_shuts(stop), stop.note) if part)
        wide = self.sheet.width_of(stop.street_line) + self.sheet.width_of(f" · {hint}", bold=True)
        apart = bool(hint) and wide > _ACCOUNT - _LABELS and not stop.breaks
        at = _joined([(stop.street_line, False), ("" if apart else hint, True)])
        lines = [(_("At"), at)] if at else []
        if apart:
            lines.append((_("Note"), [(hint, True)]))
        if stop.ask:
            role, name = stop.ask.role, stop.ask.name
            ask = _joined([(role, True), (name, not role), (self._seen(stop), False)])
            lines.append((_("Ask"), ask))
        lines.append((_("For"), [(stop.objective or stop.why, False)]))
        return lines

    def _seen(self, stop: Stop) -> str:
        if not stop.ask or not stop.ask.last_seen:
            return _("never seen")
        seen = stop.ask.last_seen
        recent = (self.day.date - seen).days < 300
        date = figures.day_and_month(seen) if recent else figures.full_date(seen)
        return phrase(_("seen {date}"), date=date)

    def _tick_boxes(self, x: float, y: float) -> None:
        step = (self.row - 2.1) / 5
        marks = (_("seen"), _("promise"), _("order"), _("follow-up"), _("field report"))
        for i, words in enumerate(marks):
            top = y + 1.6 + i * step
            self.sheet.box(x, top, 3.1, 3.1, weight=0.25)
            self.sheet.text(x + 4.2, top + 2.5, words, LABEL, room=_TICKS - 2.5)

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


def _joined(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Parts that are there, with a dot between them."""
    there = [(words, bold) for words, bold in parts if words]
    found: list[tuple[str, bool]] = []
    for i, (words, bold) in enumerate(there):
        if i:
            found.append((" · ", False))
        found.append((words, bold))
    return found


def _shuts(stop: Stop, *, whole: bool = False) -> str:
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
