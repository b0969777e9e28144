"""The first answer to a complaint and the ways to be there: both follow from one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.exchange import service_drafts
from planner.exchange.first_answer import first_answer
from planner.words import _
from ui import plain
from ui.day import urgent_reading
from ui.day.ways import ExpertGoes, Way
from ui.desk import Desk
from ui.service.detail import ComplaintDetail

if TYPE_CHECKING:
    from planner.workspace.service.views import ComplaintRow

_MOST = 4


class Answering(QObject):
    """Works the ways out beside the window and drafts the answer by the one looked at."""

    fit_wanted = Signal(object, object)
    """What was found, and the way that is taken."""

    def __init__(self, desk: Desk, detail: ComplaintDetail) -> None:
        super().__init__(detail)
        self._desk, self._detail = desk, detail
        self._row: ComplaintRow | None = None
        self._tips: list[str] = []
        self.found: urgent_reading.Found | None = None
        detail.ways.moved.connect(lambda _way: self._draft())
        detail.fit_wanted.connect(self._fit)

    def show(self, row: ComplaintRow) -> None:
        """Another complaint, or the same as it is now."""
        if self._row is None or row.id != self._row.id:
            self.found, self._tips = None, []
            self._detail.answer.clear()
            self._detail.ways.clear()
        self._row = row
        self._draft()
        self._ask(row)

    def take_in(self, sentence: str) -> None:
        """Something that worked elsewhere becomes part of the answer."""
        self._tips.append(sentence)
        self._draft()

    def leave_out(self, sentence: str) -> None:
        """It leaves the answer again."""
        self._tips = [tip for tip in self._tips if tip != sentence]
        self._draft()

    def _ask(self, row: ComplaintRow) -> None:
        """How soon the rep can be there, from the engine."""
        workspace, day, detail = self._desk.workspace, self._desk.today, self._detail
        has_place = row.account.place is not None
        detail.ways.setVisible(has_place)
        detail.fit.setEnabled(False)
        said = _("No place on the map yet: put {name} on it to see how soon.")
        detail.nothing.setText(said.format(name=row.account.name))
        detail.nothing.setVisible(not has_place)
        if not has_place:
            return
        moment = _moment(self._zone)

        def show(found: urgent_reading.Found) -> None:
            if self._row is not None and self._row.id == row.id:
                self._show_ways(found)

        self._desk.jobs.read(
            lambda: urgent_reading.ask(workspace, row.account.id, day, moment, row.id),
            show, self._no_ways, owner=self, newest="ways of service",
        )  # fmt: skip

    def _no_ways(self, error: Exception) -> None:
        from ui import trouble

        self._detail.ways.hide()
        self._detail.nothing.setText(plain.breakable(trouble.words_for(error)))
        self._detail.nothing.show()

    def _show_ways(self, found: urgent_reading.Found) -> None:
        self.found = found
        ways: tuple[Way, ...] = found.answer.options
        if found.around.expert is not None:
            ways = (*ways[: _MOST - 1], ExpertGoes(found.around.expert))
        self._detail.ways.show_ways(ways, found.weeks[0].territory, self._desk.today)
        self._detail.fit.setEnabled(bool(ways))
        self._draft()

    def _draft(self) -> None:
        """By the way looked at and what was taken in; what was said already stays."""
        row, way = self._row, self._detail.ways.current
        if row is None:
            return
        if row.answer and not self._tips:
            self._detail.show_said(row.answer)
            return
        arrival = expert = ""
        if isinstance(way, ExpertGoes):
            expert = way.expert.name
        elif way is not None:
            arrival = service_drafts.when(way.day, way.arrive, self._desk.today)
        self._detail.show_answer(first_answer(row.text, arrival, self._tips, expert))

    def _fit(self, way: Way | None) -> None:
        if way is not None and self.found is not None:
            self.fit_wanted.emit(self.found, way)

    @property
    def _zone(self) -> str:
        return self._desk.territory.time_zone if self._desk.territory else "UTC"


def _moment(zone: str) -> int:
    """Now, in seconds after midnight there."""
    from zoneinfo import ZoneInfo

    from planner import clock

    now = clock.now().astimezone(ZoneInfo(zone))
    return now.hour * 3600 + now.minute * 60
