"""A page to draw on: text that never overflows, lines, boxes and codes, in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple

import segno
from fpdf import FPDF

from planner import resources

Align = Literal["left", "right", "centre"]
Point = tuple[float, float]
Colour = str
"""As #RRGGBB."""

BLACK: Colour = "#000000"
GREY: Colour = "#777777"
WHITE: Colour = "#FFFFFF"
TITLE, TOTAL, NAME, TIME, PHONE, BODY, LABEL = 18.0, 14.0, 10.6, 11.0, 9.4, 8.2, 7.5
"""Sizes of type in points; nothing is smaller than `LABEL`."""

MM = 72 / 25.4  # points
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_FAMILY, _MORE = "noto", "noto-cjk"
_QUIET = 4  # modules that have to be blank around a code
_PLAIN_UP_TO = 0x2E80  # where the scripts of East Asia begin


class Size(NamedTuple):
    """A paper's width and height in portrait."""

    width: float
    height: float


PAPERS = {"A4": Size(210.0, 297.0), "Letter": Size(215.9, 279.4)}
MARGIN = 10.0


class Sheet:
    """Paper in portrait or landscape; the origin is the top left corner, y is a text's baseline."""

    def __init__(self, paper: str, title: str, at: datetime, texts: Iterable[str]) -> None:
        """Begin a document; `texts` is all customers' text, to load only the fonts it needs."""
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._pdf = FPDF(unit="mm", format=(PAPERS[paper].width, PAPERS[paper].height))
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_margins(0, 0)
        self._pdf.c_margin = 0
        self._pdf.set_creation_date(at)
        self._pdf.set_producer("Loopwise")
        self._pdf.set_title(title)
        self._load_fonts(any(ord(c) >= _PLAIN_UP_TO for text in texts for c in text))
        self._pdf.set_text_shaping(use_shaping_engine=True, features={"tnum": True})

    def _load_fonts(self, more: bool) -> None:
        folder = resources.path("fonts")
        self._pdf.add_font(_FAMILY, "", folder / "NotoSans-Regular.ttf")
        self._pdf.add_font(_FAMILY, "B", folder / "NotoSans-Bold.ttf")
        if more:  # 20,000 signs take a second to load
            self._pdf.add_font(_MORE, "", folder / "NotoSansCJKsc-Regular.otf")
            self._pdf.set_fallback_fonts([_MORE], exact_match=False)

    def page(self, *, landscape: bool = False) -> None:
        """Begin a page."""
        self._pdf.add_page(orientation="L" if landscape else "P")

    @property
    def width(self) -> float:
        """Of the page, as it lies."""
        return float(self._pdf.w)

    @property
    def height(self) -> float:
        """Of the page, as it lies."""
        return float(self._pdf.h)

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.width - MARGIN

    def finish(self) -> bytes:
        """The document as PDF."""
        return bytes(self._pdf.output())

    # ---- text ----

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = BODY,
        *,
        bold: bool = False,
        align: Align = "left",
        room: float | None = None,
        colour: Colour = BLACK,
    ) -> float:
        """Write one line, cut with an ellipsis where it is longer than `room`.

        Args:
            x: where it begins, ends or is centred, by `align`.
            y: its baseline.
            words: no line breaks; characters that no font of ours has show as boxes.
            size: in points.
            bold: the heavier of the two weights.
            align: how it stands to `x`.
            room: in mm; None: as long as it is.
            colour: of the letters.

        Returns:
            Its width in mm.
        """
        line = self._fitted(one_line(words), size, bold, room)
        if not line:
            return 0.0
        width = self._width(line, size, bold)
        left = x - {"left": 0.0, "right": width, "centre": width / 2}[align]
        height = size / MM
        self._pdf.set_text_color(*_rgb(colour))
        self._pdf.set_xy(left, y - 0.8 * height)  # fpdf2 sets the baseline at 0.8 of a cell
        self._pdf.cell(width, height, line)
        return width

    def width_of(self, words: str, size: float = BODY, *, bold: bool = False) -> float:
        """How wide a line would be, in mm."""
        return self._width(one_line(words), size, bold)

    def _width(self, line: str, size: float, bold: bool) -> float:
        self._pdf.set_font(_FAMILY, "B" if bold else "", size)
        key = (line, size, bold)
        if key not in self._widths:
            self._widths[key] = float(self._pdf.get_string_width(line))
        return self._widths[key]

    def _fitted(self, line: str, size: float, bold: bool, room: float | None) -> str:
        """The line, or as much of its beginning as fits with an ellipsis; "" where none does."""
        if room is None or self._width(line, size, bold) <= room + 0.01:
            return line
        low, high = 0, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            if self._width(line[:middle].rstrip() + _ELLIPSIS, size, bold) <= room:
                low = middle
            else:
                high = middle - 1
        return line[:low].rstrip() + _ELLIPSIS if low else ""

    def runs(
        self, x: float, y: float, parts: Sequence[tuple[str, bool]], room: float, size: float = BODY
    ) -> None:
        """Write plain and bold parts after one another, cut at the end of the room."""
        end = x + room
        for words, bold in parts:
            left = end - x
            width = self._width(one_line(words), size, bold)
            x += self.text(x, y, words, size, bold=bold, room=left)
            if width > left:
                return

    # ---- lines and areas ----

    def rule(
        self, y: float, weight: float, left: float = MARGIN, right: float | None = None,
        colour: Colour = BLACK,
    ) -> None:  # fmt: skip
        """A horizontal line, between the margins unless told otherwise."""
        self.lines([[(left, y), (self.right if right is None else right, y)]], weight, colour)

    def lines(
        self,
        paths: Iterable[Sequence[Point]],
        weight: float,
        colour: Colour = BLACK,
        dash: Sequence[float] = (),
    ) -> None:
        """Lines through points, round at corners and ends unless dashed."""
        steps = [" ".join(self._path(path)) for path in paths if len(path) > 1]
        if steps:
            pattern = " ".join(f"{part * MM:.3f}" for part in dash)
            ends = 0 if dash else 1
            pen = f"{weight * MM:.3f} w {ends} J 1 j [{pattern}] 0 d {_operands(colour)} RG"
            self._draw([pen, *steps, "S"])

    def area(
        self,
        rings: Iterable[Sequence[Point]],
        fill: Colour | None,
        weight: float = 0.0,
        edge: Colour = BLACK,
        dash: Sequence[float] = (),
    ) -> None:
        """An area within rings, by the even-odd rule; its outline if it has a weight."""
        steps = [" ".join((*self._path(ring), "h")) for ring in rings if len(ring) > 2]
        if not steps:
            return
        pattern = " ".join(f"{part * MM:.3f}" for part in dash)
        pen = [f"{_operands(fill)} rg"] if fill else []
        if weight:
            pen.append(f"{weight * MM:.3f} w 1 j [{pattern}] 0 d {_operands(edge)} RG")
        end = ("B*" if weight else "f*") if fill else "S"
        self._draw([*pen, *steps, end])

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        weight: float = 0.0,
        edge: Colour = BLACK,
        dash: Sequence[float] = (),
    ) -> None:
        """A rectangle; x, y is its top left corner."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.area([corners], fill, weight, edge, dash)

    def ring(
        self, x: float, y: float, radius: float, *, weight: float = 0.3,
        fill: Colour | None = None,
    ) -> None:  # fmt: skip
        """A circle around x, y."""
        c = radius * 0.5523  # a quarter of a circle as a curve
        r = radius
        quarters = (
            ((r, c), (c, r), (0, r)),
            ((-c, r), (-r, c), (-r, 0)),
            ((-r, -c), (-c, -r), (0, -r)),
            ((c, -r), (r, -c), (r, 0)),
        )
        steps = [f"{self._at((x + r, y))} m"]
        steps += [
            " ".join(self._at((x + dx, y + dy)) for dx, dy in quarter) + " c"
            for quarter in quarters
        ]
        pen = [f"{weight * MM:.3f} w [] 0 d 0 0 0 RG"]
        if fill:
            pen.append(f"{_operands(fill)} rg")
        self._draw([*pen, *steps, "b" if fill else "s"])

    def tick(self, x: float, y: float, size: float) -> None:
        """A tick mark standing on the baseline y."""
        points = [(x, y - size * 0.5), (x + size * 0.4, y - size * 0.1), (x + size, y - size)]
        self.lines([points], 0.45)

    def framed(self, x: float, y: float, words: str, size: float) -> float:
        """Bold words on the baseline y in a thin box; returns the box's width."""
        width, height = self.width_of(words, size, bold=True) + 2, size / MM * 1.25
        self.box(x, y - height * 0.79, width, height, weight=0.25)
        self.text(x + 1, y, words, size, bold=True)
        return width

    def reversed(self, right: float, y: float, words: str) -> float:
        """White words on black that end at `right`; returns the box's width."""
        size = 6.8
        width, height = self.width_of(words, size, bold=True) + 1.4, 2.9
        self.box(right - width, y - 2.25, width, height, fill=BLACK)
        self.text(right - width + 0.7, y - 0.1, words, size, bold=True, colour=WHITE)
        return width

    @contextmanager
    def within(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw nothing outside a rectangle."""
        # The clip's end brings the page's old font back; only a context of its own tells fpdf2 so.
        with self._pdf.local_context(), self._pdf.rect_clip(x, y, width, height):
            yield

    @contextmanager
    def faint(self, opacity: float) -> Iterator[None]:
        """Draw so that what lies below shows through; `opacity` 0 to 1."""
        with self._pdf.local_context(fill_opacity=opacity, stroke_opacity=opacity):
            yield

    def _path(self, points: Sequence[Point]) -> list[str]:
        return [f"{self._at(point)} {'l' if i else 'm'}" for i, point in enumerate(points)]

    def _at(self, point: Point) -> str:
        """A point in PDF's own units, y up."""
        return f"{point[0] * MM:.3f} {(self.height - point[1]) * MM:.3f}"

    def _draw(self, operators: Iterable[str]) -> None:
        """PDF operators as they are: fpdf2's own shapes write the whole state for each."""
        self._pdf._out(" ".join(("q", *operators, "Q")))

    # ---- codes ----

    def code(self, right: float, top: float, size: float, content: str) -> float:
        """A QR code that ends at `right`, its quiet zone outside of it but within `size`.

        Returns:
            Width of what is printed of it, in mm.
        """
        matrix = _modules(content)
        module = size / (len(matrix) + 2 * _QUIET)
        width = module * len(matrix)
        left, top = right - width, top + _QUIET * module
        steps: list[str] = []
        for row, modules in enumerate(matrix):
            for start, length in _dark_runs(modules):
                corner = self._at((left + start * module, top + (row + 1) * module))
                steps.append(f"{corner} {length * module * MM:.3f} {module * MM:.3f} re")
        self._draw(["0 0 0 rg", *steps, "f"])
        return width


def quiet_of(size: float, content: str) -> float:
    """The width of a code's quiet zone where the whole is `size` wide, in mm."""
    modules = len(_modules(content))
    return size * _QUIET / (modules + 2 * _QUIET)


@lru_cache(maxsize=256)
def _modules(content: str) -> tuple[bytearray, ...]:
    """The rows of a code, 1 for dark; finding the best mask takes 30 ms."""
    return segno.make(content, error="m", micro=False).matrix


def _dark_runs(modules: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark modules stand side by side: (first, how many)."""
    start = None
    for x, dark in enumerate((*modules, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None


def one_line(words: str) -> str:
    """Text without line breaks and signs that cannot be printed."""
    return "".join(c if c.isprintable() else " " for c in words)


def _rgb(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _operands(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3f}" for part in _rgb(colour))
