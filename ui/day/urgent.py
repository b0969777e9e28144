"""An urgent call in the window: three priced ways, each previewed, one taken as one step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea

from planner import clock
from planner.exchange import figures
from planner.words import _
from ui import plain, theme
from ui.day import words
from ui.day.host import Host
from ui.day.pane import Pane, muted
from ui.day.ways import Ways, arrival, way
from ui.desk import Desk
from ui.map_link import MapLink

if TYPE_CHECKING:
    from datetime import date

    from planner.workspace import PlannedWeek, Workspace
    from planner.workspace.day.urgent_options import Option, UrgentAnswer
    from planner.workspace.what_if import Drop

Found = tuple["list[PlannedWeek]", "UrgentAnswer"]


class UrgentPane(Pane):
    """From when, the ways, who is moved, and the button that takes the one looked at."""

    time_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ways = Ways()
        self.time = QLineEdit()
        self.time.setFixedWidth(72)
        self.time.setAccessibleName(_("Now"))
        self.time.textEdited.connect(lambda _text: self.time_changed.emit())
        self.who = plain.label(wrap=True)
        self.who.setFont(theme.font(theme.META, figures=True))
        self.who.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.take = QPushButton()
        self.take.setProperty("primary", True)
        self._build()

    def _build(self) -> None:
        now = QHBoxLayout()
        now.addWidget(muted(_("How soon can you be there? Now:")), 1)
        now.addWidget(self.time)
        self.column.addLayout(now)
        self.column.addWidget(self.ways)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.who)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setBackgroundRole(scroll.backgroundRole().Base)
        self.column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(muted(_("one undo step")), 1)
        self.column.addLayout(foot)

    @property
    def moment(self) -> int | None:
        """The time typed, in seconds after midnight; None while it is none."""
        found = re.fullmatch(r"\s*(\d{1,2})[:.]?(\d\d)\s*", self.time.text())
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            return None
        return int(found[1]) * 3600 + int(found[2]) * 60

    def show_option(self, option: Option) -> None:
        """Who gives way, who is later, what breaks."""
        self.who.setText(plain.breakable("\n".join(lines(option)) or _("Nobody has to give way.")))
        words_of = _("Fit in: {way}, {time}").format(way=way(option), time=arrival(option))
        metrics = self.take.fontMetrics()
        room = max(120, self.width() // 2)
        elided = metrics.elidedText(words_of, Qt.TextElideMode.ElideRight, room)
        self.take.setText(f"{elided}  " + _("Enter"))


def lines(option: Option) -> list[str]:
    """Everybody whom a way touches, the hardest hit first."""
    home = figures.time_of_day(option.days[option.day].arrive)
    said = [
        "! " + words.short_break(found, lambda call: option.names.get(call, ""), home)
        for found in option.breaks
    ]
    for moved in option.moved:
        before = figures.time_of_day(moved.begin_before)
        after = _("back to the list")
        if moved.day_after is not None and moved.begin_after is not None:
            day, time = figures.short_date(moved.day_after), figures.time_of_day(moved.begin_after)
            after = f"{day} {time}"
        said.append(f"{moved.account.name}: {before} → {after}")
    for shifted in option.shifted:
        old, new = (figures.time_of_day(t) for t in (shifted.begin_before, shifted.begin_after))
        said.append(f"{shifted.account.name or _('Busy')}: {old} → {new}")
    return said


class Urgent(QObject):
    """Asks beside the window, previews the way looked at, takes one."""

    refused = Signal(str)

    def __init__(self, host: Host, desk: Desk, map_link: MapLink) -> None:
        super().__init__(desk)
        self._host, self._desk, self._map = host, desk, map_link
        self.pane = UrgentPane()
        self._account: int | None = None
        self._found: Found | None = None
        self.pane.left.connect(host.leave)
        self.pane.ways.left.connect(host.leave)
        self.pane.ways.moved.connect(self._look)
        self.pane.ways.chosen.connect(self._take)
        self.pane.take.clicked.connect(lambda: self._take(self.pane.ways.current))
        self.pane.time_changed.connect(self._price)
        desk.changed.connect(lambda _change: self._price())
        desk.week_changed.connect(lambda _week: self._look(self.pane.ways.current))

    def ask(self, account: int) -> None:
        """Ask about an account, as it is now."""
        row, territory = self._desk.rows.get(account), self._desk.territory
        if row is None or territory is None:
            return
        if row.place is None:
            said = _("{name} has no place on the map yet. Put it on the map first.")
            self.refused.emit(said.format(name=row.name))
            return
        grade = f" · {row.grade}" if row.grade else ""
        self.pane.title.setText(plain.breakable(row.name))
        self.pane.line.setText(_("Urgent{grade} · {phone}").format(grade=grade, phone=row.phone))
        self.pane.ways.start_over()
        now = clock.now().astimezone(ZoneInfo(territory.time_zone))
        self.pane.time.setText(figures.time_of_day(now.hour * 3600 + now.minute * 60))
        self._account = account
        self._host.show(self.pane, self._gone)
        self.pane.ways.setFocus(Qt.FocusReason.OtherFocusReason)
        self._price()

    def _price(self) -> None:
        account, moment = self._account, self.pane.moment
        if account is None or moment is None:
            return
        day, workspace = self._desk.today, self._desk.workspace
        self._desk.jobs.read(
            lambda: _asked(workspace, account, day, moment),
            self._show,
            owner=self,
            newest="urgent",
        )

    def _show(self, found: Found) -> None:
        weeks, answer = found
        if answer.account.id != self._account:
            return
        self._found = found
        self.pane.ways.show_options(answer.options, weeks[0].territory)

    def _look(self, option: Option | None) -> None:
        if self._found is None or option is None:
            return
        self.pane.show_option(option)
        week = next((w for w in self._found[0] if option.day in w.by_date), None)
        if week is not None:
            self._map.show_offer(week, _as_drop(week, option), option.account.id)

    def _take(self, option: Option | None) -> None:
        if option is None:
            return
        from planner.workspace import IsoWeek

        self._host.leave()
        week = self._desk.planned
        if week is None or week.week != IsoWeek.of(option.day):
            self._desk.go_to(IsoWeek.of(option.day))
        self._desk.change(lambda w: w.planning.take(option))

    def _gone(self) -> None:
        self._account, self._found = None, None
        self._map.show_offer(None, None, None)


def _asked(workspace: Workspace, account: int, day: date, moment: int) -> Found:
    from planner.workspace import IsoWeek
    from planner.workspace.day.on_the_day import AHEAD

    weeks = workspace.planning.weeks(IsoWeek.of(day), AHEAD)
    return weeks, workspace.planning.urgent_in(account, weeks, day, moment)


def _as_drop(week: PlannedWeek, option: Option) -> Drop:
    """The days of one week that a way changes."""
    from planner.tours.model import Price
    from planner.workspace.what_if import Drop

    price = Price(option.metres, option.seconds, option.cost, (), option.breaks)
    days = {day: cost for day, cost in option.days.items() if day in week.by_date}
    return Drop(price, days, option.plan)
