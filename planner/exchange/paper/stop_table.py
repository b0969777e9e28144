"""The table of a day's stops: times, whom to see where and why, room for notes, a code."""

from __future__ import annotations

from planner.exchange import figures, map_links, sentences
from planner.exchange.itinerary import DayPlan, Due, Itinerary, Stop
from planner.exchange.paper.frame import phrase
from planner.exchange.paper.hints import shuts
from planner.exchange.paper.sheet import BODY, GREY, LABEL, MARGIN, NAME, PHONE, TIME, Sheet
from planner.words import _

_HEAD = 4.4
_ROW = {"A4": 22.7, "Letter": 21.5}
_TICKS = 18.5
_CODE = 20.0
_GAP = 2.0
_TIMES = 21.0
_USUAL_TIME = 5
"""Letters of a time of day; one after midnight has more."""
_ACCOUNT = 76.0
_LABELS = 8.0
_LINE, _LINES, _LINES_MORE = 3.95, 4, 3
"""Height of a line; lines of a row below its name, where a rule that is not kept takes one."""


class StopTable:
    """Draws the rows of one day; `row` is the height of each, in mm."""

    def __init__(self, sheet: Sheet, paper: str, week: Itinerary, day: DayPlan) -> None:
        self.sheet, self.week, self.day = sheet, week, day
        self.paper, self.row, self.lines = paper, _ROW[paper], _LINES

    def share_out(self, stops: int, most: int) -> None:
        """Give the rows of a page that has few stops the room for more of what is known."""
        spare = (most - stops) * _ROW[self.paper] / max(1, stops)
        more = max(0, min(_LINES_MORE, int(spare / _LINE)))
        self.row, self.lines = _ROW[self.paper] + more * _LINE, _LINES + more

    def _columns(self) -> tuple[float, float, float, float]:
        """Where account, notes, ticks and code begin."""
        account = MARGIN + _TIMES + _GAP
        code = self.sheet.right - _CODE
        return account, account + _ACCOUNT + _GAP, code - _GAP - _TICKS + 0.5, code

    def draw_head(self, y: float) -> float:
        """What stands in the columns; returns where the rows begin."""
        account, notes, ticks, _code = self._columns()
        for x, words in (
            (MARGIN, _("arrive – leave")),
            (account, _("account · phone · who to ask for · purpose")),
            (notes, _("notes")),
            (ticks, _("done")),
        ):
            self.sheet.text(x, y + 3.1, words, LABEL)
        self.sheet.text(self.sheet.right - 2, y + 3.1, _("navigate"), LABEL, align="right")
        self.sheet.rule(y + _HEAD, 0.3)
        return y + _HEAD

    def draw(self, stop: Stop, y: float) -> None:
        """One stop's row, from y down."""
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
        begin, leave = figures.time_of_day(stop.begin), figures.time_of_day(stop.leave)
        sheet.text(x, y + 4.6, begin, TIME if len(begin) <= _USUAL_TIME else 6.2, bold=True)
        sheet.text(
            x,
            y + 8.5,
            phrase(_("to {time}"), time=leave),
            BODY if len(leave) <= _USUAL_TIME else 5.5,
        )
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
        for label, parts in self._fitting(stop):
            sheet.text(x, line, label, LABEL, colour="#333333")
            sheet.runs(x + _LABELS, line, parts, right - x - _LABELS)
            line += _LINE
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
        words = " · ".join(part for part in (words, shuts(stop)) if part)
        width = self.sheet.framed(x, line, _("Mind"), LABEL)
        self.sheet.text(
            x + max(_LABELS, width + 1.2), line, words, BODY, bold=True, room=right - x - 12
        )

    def _fitting(self, stop: Stop) -> list[tuple[str, list[tuple[str, bool]]]]:
        """The lines for which there is room: first what the call needs, then what helps."""
        lines, room = self._lines(stop), self.lines - bool(stop.breaks)
        return [*lines, *self._more(stop)][: max(room, len(lines))]

    def _more(self, stop: Stop) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Due, Who, Said: promises, gaps among the people, the last words."""
        dues = [(_("Due"), self._due(due)) for due in stop.promises]
        asks = [words for words in stop.asks if not self._is_about(stop, words)]
        who = [(_("Who"), [(words, False)]) for words in asks]
        said = [(_("Said"), [(f"“{stop.last_words}”", False)])] if stop.last_words else []
        return [*dues[:1], *who[:1], *said, *dues[1:], *who[1:]]

    def _due(self, due: Due) -> list[tuple[str, bool]]:
        date = figures.short_date(due.day)
        words = _("They promised, {date}") if due.theirs else _("Promise, {date}")
        return [(phrase(words, date=date), True), (" ", False), (due.text, False)]

    def _is_about(self, stop: Stop, words: str) -> bool:
        """Whether the line that says whom to ask for says this already."""
        return stop.ask is not None and bool(stop.ask.name) and stop.ask.name in words

    def _lines(self, stop: Stop) -> list[tuple[str, list[tuple[str, bool]]]]:
        """At, Ask, For: label and (words, bold) parts, as far as they are known."""
        early = "" if stop.breaks else shuts(stop)
        hint = " · ".join(part for part in (early, stop.note) if part)
        wide = self.sheet.width_of(stop.street_line) + self.sheet.width_of(f" · {hint}", bold=True)
        apart = bool(hint) and wide > _ACCOUNT - _LABELS and not stop.breaks
        at = _joined([(stop.street_line, False), ("" if apart else hint, True)])
        lines = [(_("At"), at)] if at else []
        if apart:
            lines.append((_("Note"), [(hint, True)]))
        if stop.ask:
            who, name = stop.ask.role or stop.ask.post, stop.ask.name
            parts = [(who, True), (name, not who), (self._seen(stop), False)]
            ask = _joined([*parts, (stop.ask.criteria, False)])
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
        step = (_ROW[self.paper] - 2.1) / 5
        marks = (_("seen"), _("promise"), _("order"), _("follow-up"), _("field report"))
        for i, words in enumerate(marks):
            top = y + 1.6 + i * step
            self.sheet.box(x, top, 3.1, 3.1, weight=0.25)
            self.sheet.text(x + 4.2, top + 2.5, words, LABEL, room=_TICKS - 2.5)


def _joined(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Parts that are there, with a dot between them."""
    there = [(words, bold) for words, bold in parts if words]
    found: list[tuple[str, bool]] = []
    for i, (words, bold) in enumerate(there):
        if i:
            found.append((" · ", False))
        found.append((words, bold))
    return found
