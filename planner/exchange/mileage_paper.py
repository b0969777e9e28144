"""The mileage log on paper: a line a day, the sums, room for a signature."""

from __future__ import annotations

from collections.abc import Iterator

from planner.exchange import figures
from planner.exchange.mileage import DayDriven, MileageLog, in_units
from planner.exchange.paper.frame import draw_figures, phrase
from planner.exchange.paper.sheet import BODY, GREY, LABEL, MARGIN, NAME, PAPERS, TITLE, Sheet
from planner.words import _, ngettext

_LINE, _GAP = 3.7, 1.8
_HEAD = 17.0
_FOOT = 9.0
_SIGN = 24.0
_RIGHTS = {"odometer": 72.0, "planned": 54.0, "driven": 38.0, "claimed": 20.0, "amount": 0.0}
"""How far left of the right margin each column of figures ends, in mm."""
_DAY, _FROM, _PURPOSE = MARGIN, MARGIN + 21, MARGIN + 46


def to_pdf(log: MileageLog, paper: str = "A4") -> bytes:
    """The log, as many pages as it needs.

    Args:
        log: what to print.
        paper: A4 or Letter.
    """
    return _Pages(paper, log).draw()


_Row = tuple[DayDriven, list[str]]
"""A day, and its purpose in lines."""


class _Pages:
    """Draws the pages."""

    def __init__(self, paper: str, log: MileageLog) -> None:
        title = phrase(_("Mileage {span}"), span=_span(log))
        self.sheet, self.paper = Sheet(paper, title, log.written_at, _texts(log)), paper
        self.log = log
        self.y = 0.0

    def draw(self) -> bytes:
        pages = self._on_pages()
        for number, rows in enumerate(pages, start=1):
            self.sheet.page(landscape=True)
            self._head()
            for row in rows:
                self._row(*row)
            if number == len(pages):
                self._sums()
            self._foot(number, len(pages))
        return self.sheet.finish()

    def _on_pages(self) -> list[list[_Row]]:
        """The days by page, each with its purpose in lines; the sums stand on the last page."""
        room = PAPERS[self.paper].width - 2 * MARGIN - _HEAD - _FOOT - 8
        pages: list[list[_Row]] = [[]]
        used = 0.0
        for day in self.log.days:
            row = (day, self._purpose(day))
            if used + _height(row) > room:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += _height(row)
        if used + _SIGN > room:
            pages.append([])
        return pages

    def _purpose(self, day: DayDriven) -> list[str]:
        """Whom the day was for, nobody left out: as many lines as that takes."""
        room = PAPERS[self.paper].height - MARGIN - _RIGHTS["odometer"] - 26 - _PURPOSE
        lines = [""]
        for at, name in enumerate(day.purpose):
            words = name if at == len(day.purpose) - 1 else f"{name},"
            longer = f"{lines[-1]} {words}".strip()
            if not lines[-1] or self.sheet.width_of(longer, BODY) <= room:
                lines[-1] = longer
            else:
                lines.append(words)
        return lines

    def _head(self) -> None:
        sheet, log = self.sheet, self.log
        left = draw_figures(sheet, self._totals())
        title = phrase(_("Mileage {span}"), span=_span(log))
        sheet.text(MARGIN, MARGIN + 7.3, title, TITLE, bold=True, room=left - MARGIN - 4)
        whose = " · ".join(part for part in (log.rep, log.territory) if part)
        sheet.text(MARGIN, MARGIN + 11.9, whose, BODY, room=left - MARGIN - 4)
        sheet.rule(MARGIN + _HEAD - 2, 0.5)
        self.y = MARGIN + _HEAD + 3
        self._line(
            (_("Day"), _("From")),
            {
                "odometer": _("Odometer"),
                "planned": _("Planned"),
                "driven": _("Driven"),
                "claimed": _("Claimed"),
                "amount": _("Amount"),
            },
            bold=True,
        )
        self.sheet.text(_PURPOSE, self.y, _("Purpose: accounts called on"), LABEL, bold=True)
        self.sheet.rule(self.y + _GAP, 0.3)
        self.y += _LINE + _GAP

    def _totals(self) -> list[tuple[str, str]]:
        log, count = self.log, len(self.log.days)
        rate = figures.money(_rate(log), log.currency, cents=True)
        return [
            (str(count), ngettext("day", "days", count)),
            (figures.distance(log.claimed, log.units), _("claimed")),
            (
                figures.money(log.amount, log.currency, cents=True),
                phrase(_("at {rate} a {unit}"), rate=rate, unit=log.units),
            ),
        ]

    def _row(self, day: DayDriven, purpose: list[str]) -> None:
        log = self.log
        driven = "" if day.driven is None else f"{in_units(day.driven, log.units):,.1f}"
        self._line(
            (_day_name(day), day.start_name),
            {
                "odometer": _readings(day),
                "planned": f"{in_units(day.planned, log.units):,.1f}",
                "driven": driven or _("not read"),
                "claimed": f"{in_units(day.claimed, log.units):,.1f}",
                "amount": figures.money(day.amount, log.currency, cents=True),
            },
        )
        room = self.sheet.right - _RIGHTS["odometer"] - 26 - _PURPOSE
        for at, words in enumerate(purpose):
            self.sheet.text(_PURPOSE, self.y + at * _LINE, words, BODY, room=room)
        self.y += _height((day, purpose))
        self.sheet.rule(self.y - _LINE, 0.15, colour=GREY)

    def _line(self, lefts: tuple[str, str], rights: dict[str, str], *, bold: bool = False) -> None:
        sheet, size = self.sheet, LABEL if bold else BODY
        sheet.text(_DAY, self.y, lefts[0], size, bold=bold, room=20)
        sheet.text(_FROM, self.y, lefts[1], size, bold=bold, room=23)
        for name, words in rights.items():
            x = sheet.right - _RIGHTS[name]
            sheet.text(x, self.y, words, size, bold=bold, align="right")

    def _sums(self) -> None:
        sheet, log = self.sheet, self.log
        self.y += 1
        sheet.text(MARGIN, self.y + 1, _("Together"), NAME, bold=True)
        for name, words in (
            ("planned", f"{in_units(log.planned, log.units):,.1f}"),
            ("claimed", f"{in_units(log.claimed, log.units):,.1f}"),
            ("amount", figures.money(log.amount, log.currency, cents=True)),
        ):
            x = sheet.right - _RIGHTS[name]
            sheet.text(x, self.y + 1, words, BODY, bold=True, align="right")
        if log.not_closed:
            count = len(log.not_closed)
            words = ngettext(
                "{count} day has calls that are neither made nor missed; it may be missing here.",
                "{count} days have calls that are neither made nor missed; they may be missing"
                " here.",
                count,
            ).format(count=count)
            sheet.text(MARGIN, self.y + 6.5, words, BODY)
        y = self.y + 18
        for x, words in ((MARGIN, _("Date")), (MARGIN + 50, _("Signature"))):
            sheet.rule(y, 0.2, x, x + (42 if x == MARGIN else 80))
            sheet.text(x, y + 3.6, words, LABEL)

    def _foot(self, page: int, pages: int) -> None:
        sheet, y = self.sheet, self.sheet.height - MARGIN
        sheet.rule(y - 3.4, 0.3)
        x = MARGIN + sheet.text(MARGIN, y, "Loopwise", LABEL, bold=True)
        words = phrase(_("page {page} of {pages}"), page=page, pages=pages)
        sheet.text(x, y, f" · {words}", LABEL)
        trust = _("Planned distances are estimates; where the odometer was not read, they count.")
        sheet.text(sheet.right, y, trust, LABEL, align="right")


def _height(row: _Row) -> float:
    return len(row[1]) * _LINE + _GAP


def _span(log: MileageLog) -> str:
    return f"{figures.full_date(log.first)} – {figures.full_date(log.last)}"


def _day_name(day: DayDriven) -> str:
    return figures.short_date(day.day)


def _rate(log: MileageLog) -> float:
    return log.rate_per_km * figures.METRES_IN[log.units] / 1000


def _readings(day: DayDriven) -> str:
    """48,210–48,352; one that was not read is a dash."""
    if day.odometer_start is None and day.odometer_end is None:
        return ""
    start, end = day.odometer_start, day.odometer_end
    return "–".join("…" if value is None else f"{value:,.0f}" for value in (start, end))


def _texts(log: MileageLog) -> Iterator[str]:
    """Everything that may need a font of its own."""
    yield from (log.territory, log.rep)
    for day in log.days:
        yield from (day.start_name, *day.purpose)
