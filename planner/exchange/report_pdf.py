"""The report on paper: a letter's head figures and sections, as many pages as it takes.

A letter of the same moment gives the same bytes. Nothing but the letter is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.exchange import figures
from planner.exchange.paper.sheet import (
    BODY,
    GREY,
    LABEL,
    MARGIN,
    NAME,
    TITLE,
    TOTAL,
    Sheet,
    one_line,
)
from planner.exchange.report_letter import Letter, Line, Section
from planner.words import _

_LINE, _GAP, _FOOT = 4.4, 3.2, 9.0
_SHORT = 46.0
"""Where what belongs to a short text begins."""
_STAND_INS = str.maketrans({figures.MINUS: "\N{EN DASH}"})
"""Signs that our paper's letters have no glyph for, and what stands in for them."""
_FIGURE = 58.0
"""Room for a line's figure at the right."""
_DOT, _STEP = 1.1, 3.1
_DOTS = 5 * _STEP + 4
_LONGEST = 20_000
_MOST_A_ROW = 400
"""Letters that no row holds more of: longer ones need not be measured."""


def to_pdf(letter: Letter, paper: str = "A4") -> bytes:
    """The letter as PDF on A4 or Letter."""
    title = _("Report {week}").format(week=letter.title)
    sheet = Sheet(paper, title, letter.written_at, [item.text for item in letter.items()])
    _Pages(sheet, letter).draw()
    return sheet.finish()


class _Pages:
    """Writes from the top down and begins a page where there is no room."""

    def __init__(self, sheet: Sheet, letter: Letter) -> None:
        self._sheet, self._letter = sheet, letter
        self._page = 0
        self._y = 0.0

    def draw(self) -> None:
        self._begin()
        self._head()
        if self._letter.summary:
            self._paragraph(self._letter.summary)
            self._y += _GAP
        for section in self._letter.sections:
            self._section(section)

    def _begin(self) -> None:
        self._sheet.page()
        self._page += 1
        self._foot()
        self._y = MARGIN

    def _room(self, height: float) -> None:
        if self._y + height > self._sheet.height - MARGIN - _FOOT:
            self._begin()

    def _foot(self) -> None:
        sheet, letter = self._sheet, self._letter
        y = sheet.height - MARGIN
        sheet.rule(y - 3.4, 0.3)
        sheet.text(MARGIN, y, f"Loopwise · {letter.title}", LABEL, room=110)
        page = _("page {number}").format(number=self._page)
        sheet.text(sheet.right, y, page, LABEL, align="right")

    def _head(self) -> None:
        sheet, letter = self._sheet, self._letter
        sheet.text(MARGIN, self._y + 7, _("Report {week}").format(week=letter.title), TITLE,
                   bold=True, room=sheet.width - 2 * MARGIN)  # fmt: skip
        at = letter.written_at
        written = _("written {moment}").format(moment=figures.moment(at))
        who = " · ".join(part for part in (letter.rep_name, written) if part)
        sheet.text(MARGIN, self._y + 12.5, who, BODY, room=sheet.width - 2 * MARGIN)
        sheet.rule(self._y + 15.5, 0.5)
        self._y += 19
        self._figures()

    def _figures(self) -> None:
        """The six, each in a column of its own."""
        sheet, head = self._sheet, self._letter.head
        if not head:
            return
        wide = (sheet.width - 2 * MARGIN) / len(head)
        for at, (figure, meaning) in enumerate(head):
            x = MARGIN + at * wide
            sheet.text(x, self._y + 4.5, _on_paper(figure), TOTAL * 0.85, bold=True, room=wide - 2)
            for row, part in enumerate(_wrapped(sheet, meaning, wide - 3, LABEL)[:2]):
                sheet.text(x, self._y + 8.6 + 3.2 * row, part, LABEL, room=wide - 1)
        self._y += 16
        sheet.rule(self._y - 1.5, 0.25)

    def _section(self, section: Section) -> None:
        sheet = self._sheet
        self._room(4 * _LINE)
        self._y += _GAP
        wide = sheet.text(MARGIN, self._y + 3, section.title, NAME, bold=True)
        if section.note:
            sheet.text(MARGIN + wide + 3, self._y + 3, section.note, BODY, colour=GREY,
                       room=sheet.right - MARGIN - wide - 3)  # fmt: skip
        self._y += 4.6
        for line in section.lines:
            self._line(line)
        if section.own:
            self._paragraph(section.own)
        self._y += _GAP / 2

    def _line(self, line: Line) -> None:
        """The text over as many rows as it needs, its figure beside the first, the rest below.

        What belongs to a short text stands beside it.
        """
        sheet, line = self._sheet, self._fitting(line)
        whole = sheet.width - 2 * MARGIN
        room = whole - (_FIGURE if line.figure else 0.0)
        rows, meta = _wrapped(sheet, line.text, room, BODY) or [""], _on_paper(line.meta)
        beside = len(rows) == 1 and sheet.width_of(rows[0], BODY) < _SHORT - 3
        beside = beside and "\n" not in meta and sheet.width_of(meta, LABEL) < room - _SHORT
        for at, row in enumerate(rows):
            self._room(_LINE)
            sheet.text(MARGIN, self._y + 3.2, row, BODY, room=room)
            if beside:
                sheet.text(MARGIN + _SHORT, self._y + 3.2, meta, LABEL, colour=GREY)
            if at == 0 and line.figure:
                self._figure(line)
            self._y += _LINE
        for row in () if beside else _wrapped(sheet, meta, whole, LABEL):
            self._room(_LINE)
            sheet.text(MARGIN, self._y + 2.6, row, LABEL, colour=GREY)
            self._y += 3.9

    def _fitting(self, line: Line) -> Line:
        """A figure that has no room at the right goes below, whole."""
        dots = _DOTS if line.before or line.sure else 0.0
        if self._sheet.width_of(line.figure, BODY, bold=True) <= _FIGURE - dots:
            return line
        meta = " · ".join(part for part in (line.figure, line.meta) if part)
        return Line(line.text, meta=meta)

    def _figure(self, line: Line) -> None:
        sheet, y = self._sheet, self._y + 3.2
        wide = sheet.text(sheet.right, y, _on_paper(line.figure), BODY, bold=True, align="right")
        value = line.before or line.sure
        if value:
            of = 5 if line.before else 3
            left = sheet.right - wide - 3 - of * _STEP
            for at in range(of):
                fill = "#000000" if at < value else None
                sheet.ring(left + at * _STEP, y - 1.1, _DOT, weight=0.2, fill=fill)

    def _paragraph(self, text: str) -> None:
        for row in _wrapped(self._sheet, text, self._sheet.width - 2 * MARGIN, BODY):
            self._room(_LINE)
            self._sheet.text(MARGIN, self._y + 3.2, row, BODY)
            self._y += _LINE


def _wrapped(sheet: Sheet, text: str, room: float, size: float) -> list[str]:
    """A text as rows that fit; words longer than a row are broken."""
    rows: list[str] = []
    for part in _on_paper(text[:_LONGEST]).splitlines():
        rows += _rows(sheet, one_line(part).split(), room, size)
    return rows


def _on_paper(text: str) -> str:
    return text.translate(_STAND_INS)


def _rows(sheet: Sheet, parts: list[str], room: float, size: float) -> Iterator[str]:
    row = ""
    for word in parts:
        longer = f"{row} {word}" if row else word
        if len(longer) <= _MOST_A_ROW and sheet.width_of(longer, size) <= room:
            row = longer
            continue
        if row:
            yield row
        *whole, row = _pieces(sheet, word, room, size)
        yield from whole
    if row:
        yield row


def _pieces(sheet: Sheet, word: str, room: float, size: float) -> list[str]:
    """A word in pieces that each fit a row; one where it fits whole."""
    pieces = []
    while len(word) > 1 and (len(word) > _MOST_A_ROW or sheet.width_of(word, size) > room):
        low, high = 1, min(len(word), _MOST_A_ROW)
        while low < high:
            middle = (low + high + 1) // 2
            if sheet.width_of(word[:middle], size) <= room:
                low = middle
            else:
                high = middle - 1
        pieces.append(word[:low])
        word = word[low:]
    return [*pieces, word]
