"""What the habit costs a year: a chart of the months, the sums, and the week's tours that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton

from planner.exchange import day_sentences, figures
from planner.words import _
from ui import on_map, plain, theme
from ui.day.habit_chart import SHAPES, HabitChart, shape_word
from ui.day.host import Host
from ui.day.pane import Pane, muted
from ui.desk import Desk
from ui.map_link import MapLink

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.day.habit import Amount, Habit


class HabitPane(Pane):
    """The year's sums, and which way the map draws the week."""

    shape_wanted = Signal(str)
    year_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title.setText(_("What the habit costs"))
        self.sums: dict[str, QLabel] = {}
        self.more: dict[str, QLabel] = {}
        for shape in ("zigzag", "far_and_back"):
            label = self.sums[shape] = plain.label()
            more = self.more[shape] = muted()
            head = plain.label(_("{shape} instead of the tours").format(
                shape=shape_word(shape).capitalize()))  # fmt: skip
            head.setFont(theme.font(theme.BODY, bold=True))
            label.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
            for widget in (head, label, more):
                self.column.addWidget(widget)
        self.column.addStretch(1)
        self.column.addWidget(muted(_("This week on the map, driven")))
        self.shapes = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for number, shape in enumerate(SHAPES):
            chip = QPushButton(shape_word(shape))
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            self.shapes.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        self.column.addLayout(row)
        self.shapes.idClicked.connect(lambda number: self.shape_wanted.emit(SHAPES[number]))

    def show_habit(self, found: Habit | None, territory: Territory) -> None:
        """The sums of a year; None while they are added up."""
        if found is None:
            self.line.setText(_("Adding up the year …"))
            for label in (*self.sums.values(), *self.more.values()):
                label.setText("")
            return
        if not found.days:
            self.line.setText(_("No calls in {year}.").format(year=found.year))
            return
        self.line.setText(
            day_sentences.reckoned(found.days, found.days_a_year, reckoned=found.reckoned)
        )
        for shape, label in self.sums.items():
            label.setText(_figures(found.dearer(shape), territory))
            loops = _figures(found.dearer(shape, "loop"), territory)
            self.more[shape].setText(
                _("a year against the tours;\n{figures} against the loops").format(figures=loops)
            )


def _figures(more: Amount, territory: Territory) -> str:
    """+1,445 km  +20:38 h  +£650."""
    return " ".join(
        (
            figures.signed_distance(more.metres, territory.units),
            _signed_duration(more.seconds),
            figures.signed_money(more.cost, territory.currency),
        )
    )


def _signed_duration(seconds: int) -> str:
    sign = "+" if seconds > 0 else figures.MINUS if seconds < 0 else ""
    return sign + figures.duration(abs(seconds))


class HabitYear(QObject):
    """Adds the year up beside the window; draws the week the way that is asked for."""

    def __init__(self, host: Host, desk: Desk, map_link: MapLink) -> None:
        super().__init__(desk)
        self._host, self._desk, self._map = host, desk, map_link
        self.pane, self.chart = HabitPane(), HabitChart()
        self.habit: Habit | None = None
        self._open = False
        self.pane.left.connect(host.leave)
        self.chart.left.connect(host.leave)
        self.pane.shape_wanted.connect(self._draw)

    def ask(self) -> None:
        """Add up the year of the week shown."""
        week = self._desk.planned
        if week is None:
            return
        self._open = True
        self.pane.show_habit(None, week.territory)
        self.chart.show_habit(None, week.territory)
        self._host.show(self.pane, self._gone, over=self.chart)
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)
        workspace, year = self._desk.workspace, week.week.year
        self._desk.jobs.read(
            lambda: workspace.planning.habit(year, lambda: not self._open),
            self._show,
            owner=self,
            newest="habit",
        )

    def _show(self, found: Habit) -> None:
        week = self._desk.planned
        if self._open and week is not None:
            self.habit = found
            self.pane.show_habit(found, week.territory)
            self.chart.show_habit(found, week.territory)

    def _draw(self, shape: str) -> None:
        """Draw the week shown as it would be driven; as planned is the plain map."""
        week = self._desk.planned
        if week is None or shape == "planned":
            self._map.view.set_preview(None)
            return
        self._map.view.set_preview(on_map.driven(week, self._desk.comparisons, shape))

    def _gone(self) -> None:
        self._open = False
        self.pane.shapes.button(0).setChecked(True)
        self._map.view.set_preview(None)
