"""One day two ways, side by side over the map, with the other two below; one click takes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.tours.costing import cost_day
from planner.words import _
from ui import icons, plain, theme
from ui.week.loop_panel import SAME_METRES

if TYPE_CHECKING:
    from planner.tours.shapes import Comparison, Shape
    from planner.workspace import PlannedWeek

WIDTH = 324
SHAPES = ("loop", "zigzag", "far_and_back", "planned")


@dataclass(frozen=True, slots=True)
class ShapeFacts:
    """What one order of a day comes to: metres, seconds of driving, money, home at."""

    metres: int
    seconds: int
    cost: float
    home: int


def facts_of(week: PlannedWeek, day: date, shape: Shape) -> ShapeFacts:
    """A shape costed as the board costs the day."""
    cost = cost_day(week.plan.frames[day], shape.order, week.legs)
    return ShapeFacts(cost.metres, cost.seconds_driving, cost.cost, cost.arrive)


def shape_words(shape: str) -> str:
    """The name of a shape."""
    return {
        "loop": _("Loop"),
        "zigzag": _("Zigzag"),
        "far_and_back": _("Far and back"),
        "planned": _("As planned"),
    }[shape]


class ComparePanel(QFrame):
    """Shows a day's shapes. `order_wanted(day, calls, shape)` takes one."""

    order_wanted = Signal(object, object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        self.day: date | None = None
        self.facts: dict[str, ShapeFacts] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 8, 12)
        self._column.setSpacing(4)
        self._page: QWidget | None = None
        self.hide()

    def show_day(self, week: PlannedWeek, day: date, compared: Comparison) -> None:
        """Compare a day."""
        self.day = day
        self.facts = {name: facts_of(week, day, getattr(compared, name)) for name in SHAPES}
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = _Page(self, week, day, compared)
        self._column.addWidget(self._page)
        self._page.show()
        self.setAccessibleName(_page_title(day))
        self.show()
        self.raise_()

    def take(self, week: PlannedWeek, day: date, shape: str, compared: Comparison) -> None:
        """Ask for a shape's order."""
        order = [stop.call for stop in getattr(compared, shape).order]
        self.order_wanted.emit(day, order, shape)


def _page_title(day: date) -> str:
    return _("{day}: loop or zigzag?").format(day=figures.weekday(day.weekday()))


class _Page(QWidget):
    def __init__(
        self, panel: ComparePanel, week: PlannedWeek, day: date, compared: Comparison
    ) -> None:
        super().__init__()
        self.panel, self.week, self.day, self.compared = panel, week, day, compared
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(5)
        column.addLayout(self._title())
        column.addLayout(self._table())
        column.addWidget(self._verdict())
        column.addLayout(self._others())
        column.addLayout(self._buttons())

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_Swatch(self.day.weekday()))
        title = plain.label(_page_title(self.day))
        title.setFont(theme.font(theme.BODY, bold=True))
        row.addWidget(title, 1)
        close = QToolButton()
        close.setIcon(icons.icon("x"))
        close.setToolTip(_("Close (Esc)"))
        close.setAccessibleName(_("Close the comparison"))
        close.clicked.connect(self.panel.closed)
        row.addWidget(close)
        return row

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, 72)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(_Line(self.day.weekday(), dashed=False), 0, 1)
        grid.addWidget(_Line(self.day.weekday(), dashed=True), 0, 2)
        for number, (word, one, other) in enumerate(self._lines(), start=1):
            name = plain.label(word)
            name.setObjectName("muted")
            name.setFont(theme.font(theme.META))
            grid.addWidget(name, number, 0)
            grid.addWidget(_figure(one, bold=True), number, 1)
            grid.addWidget(_figure(other, bold=False), number, 2)
        return grid

    def _lines(self) -> list[tuple[str, str, str]]:
        territory = self.week.territory
        loop, zigzag = self.panel.facts["loop"], self.panel.facts["zigzag"]
        units, currency = territory.units, territory.currency
        far, long = figures.distance, figures.duration
        money, time = figures.money, figures.time_of_day
        return [
            (_("Distance"), far(loop.metres, units), far(zigzag.metres, units)),
            (_("Driving"), long(loop.seconds), long(zigzag.seconds)),
            (_("Cost"), money(loop.cost, currency), money(zigzag.cost, currency)),
            (_("Home at"), time(loop.home), time(zigzag.home)),
        ]

    def _verdict(self) -> QWidget:
        loop, zigzag = self.panel.facts["loop"], self.panel.facts["zigzag"]
        territory, metres = self.week.territory, zigzag.metres - loop.metres
        if abs(metres) < SAME_METRES:
            label = plain.label(_("The same: under 3 km apart, and all is an estimate."), wrap=True)
            label.setObjectName("muted")
            label.setFont(theme.font(theme.META))
            return label
        words = _("Loop saves {distance}, {duration}, {money} est.").format(
            distance=figures.distance(metres, territory.units),
            duration=figures.duration(zigzag.seconds - loop.seconds),
            money=figures.money(zigzag.cost - loop.cost, territory.currency),
        )
        good = _Good(words)
        proved = self.compared.loop.proved_shortest
        good.setToolTip(_("No order of these calls is shorter.") if proved else "")
        return good

    def _others(self) -> QGridLayout:
        """The two other orders in a line each."""
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(8)
        territory = self.week.territory
        for number, name in enumerate(("planned", "far_and_back")):
            facts = self.panel.facts[name]
            title = plain.label(shape_words(name))
            words = _("{distance} · {duration} · {money} · {home}").format(
                distance=figures.distance(facts.metres, territory.units),
                duration=figures.duration(facts.seconds),
                money=figures.money(facts.cost, territory.currency),
                home=figures.time_of_day(facts.home),
            )
            line = plain.label(words)
            for label in (title, line):
                label.setFont(theme.font(theme.META, figures=True))
                label.setObjectName("muted")
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(title, number, 0)
            grid.addWidget(line, number, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        now = [stop.call.id for stop in self.week.by_date[self.day].stops]
        for name, take, keep in (
            ("loop", _("Take loop"), _("Keep loop")),
            ("zigzag", _("Use zigzag"), _("Keep zigzag")),
            ("far_and_back", _("Far and back"), _("Keep this")),
        ):
            planned = [stop.call for stop in getattr(self.compared, name).order] == now
            button = QPushButton(keep if planned else take)
            button.setFont(theme.font(theme.META, bold=name == "loop"))
            button.setProperty("primary", name == "loop")
            button.setFixedHeight(28)
            button.setStyleSheet("padding: 2px 6px;")
            button.setToolTip(_("Drive the day in this order; Ctrl+Z takes it back"))
            shape = "" if planned else name
            button.clicked.connect(lambda _checked, shape=shape: self._press(shape))
            row.addWidget(button, 1)
        return row

    def _press(self, shape: str) -> None:
        if shape:
            self.panel.take(self.week, self.day, shape, self.compared)
        else:
            self.panel.closed.emit()


def _figure(text: str, *, bold: bool) -> QLabel:
    label = plain.label(text)
    label.setFont(theme.font(theme.FIGURES, bold=bold, figures=True))
    return label


class _Good(QWidget):
    """A line in the colour of a saving."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setFixedHeight(18)
        self.setAccessibleName(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        painter.setPen(theme.current().good)
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self._text, elide, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class _Swatch(QWidget):
    """A day's colour."""

    def __init__(self, weekday: int) -> None:
        super().__init__()
        self._weekday = weekday
        self.setFixedSize(12, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().days[self._weekday].fill)
        painter.drawRoundedRect(self.rect(), 2, 2)


class _Line(QWidget):
    """How a shape is drawn on the map, and its name."""

    def __init__(self, weekday: int, *, dashed: bool) -> None:
        super().__init__()
        self._weekday, self._dashed = weekday, dashed
        self.setMinimumHeight(20)
        self.setAccessibleName(shape_words("zigzag" if dashed else "loop"))

    def sizeHint(self) -> QSize:
        return QSize(90, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        colour = look.ink if self._dashed else look.days[self._weekday].fill
        pen = QPen(colour, 2 if self._dashed else 5)
        if self._dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        middle = self.height() // 2
        painter.drawLine(0, middle, 22, middle)
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.META, bold=True))
        words = shape_words("zigzag" if self._dashed else "loop")
        painter.drawText(self.rect().adjusted(30, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
