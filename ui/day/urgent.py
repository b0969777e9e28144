"""An urgent call in the window: three priced ways, each previewed, one taken as one step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea

from planner import clock
from planner.exchange import figures, promise_words
from planner.words import _
from ui import plain, theme
from ui.day import urgent_reading, words
from ui.day.host import Host
from ui.day.pane import Pane, muted
from ui.day.urgent_drafts import UrgentDrafts
from ui.day.urgent_reading import Around, Found
from ui.day.ways import ExpertGoes, Way, Ways, arrival, way
from ui.desk import Desk
from ui.map_link import MapLink

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planner.workspace import PlannedWeek
    from planner.workspace.day.urgent_options import Option
    from planner.workspace.service.views import ComplaintRow, Touched
    from planner.workspace.what_if import Drop

_WORDS = 2000
"""Letters of the customer's words in the tooltip; the card has all."""


class UrgentPane(Pane):
    """From when, the ways, who is moved, and the button that takes the one looked at."""

    time_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = muted()
        self.words.setWordWrap(False)
        self.words.hide()
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
        self.column.addWidget(self.words)
        now = QHBoxLayout()
        now.addWidget(muted(_("How soon can you be there? Now:")), 1)
        now.addWidget(self.time)
        self.column.addLayout(now)
        self.column.addWidget(self.ways)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setMinimumHeight(34)
        scroll.setWidget(self.who)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setBackgroundRole(scroll.backgroundRole().Base)
        self.column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(muted(_("one undo step")), 1)
        self.column.addLayout(foot)

    def show_complaint(self, complaint: ComplaintRow | None) -> None:
        """The customer's words, and why they come first."""
        self.words.setVisible(complaint is not None)
        if complaint is not None:
            said = _("worried {anxiety}, fault {difficulty}: “{text}”").format(
                anxiety=complaint.anxiety,
                difficulty=complaint.difficulty,
                text=" ".join(complaint.text.split()),
            )
            room = max(200, self.width() - 28)
            metrics = self.words.fontMetrics()
            self.words.setText(metrics.elidedText(said, Qt.TextElideMode.ElideRight, room))
            self.words.setToolTip(plain.tooltip(said[:_WORDS]))

    @property
    def moment(self) -> int | None:
        """The time typed, in seconds after midnight; None while it is none."""
        found = re.fullmatch(r"\s*(\d{1,2})[:.]?(\d\d)\s*", self.time.text())
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            return None
        return int(found[1]) * 3600 + int(found[2]) * 60

    def show_option(self, option: Way, around: Around) -> None:
        """Who gives way and how worried they are, who is later, what breaks."""
        if isinstance(option, ExpertGoes):
            said, words_of = expert_lines(option), _("Phone now, the expert goes")
        else:
            said = lines(option, around.touched)
            words_of = _("Fit in: {way}, {time}").format(way=way(option), time=arrival(option))
        self.who.setText(plain.breakable("\n".join(said) or _("Nobody has to give way.")))
        metrics = self.take.fontMetrics()
        room = max(120, self.width() // 2)
        elided = metrics.elidedText(words_of, Qt.TextElideMode.ElideRight, room)
        self.take.setText(f"{elided}  " + _("Enter"))


def expert_lines(found: ExpertGoes) -> list[str]:
    """Who goes, and how to reach them."""
    expert = found.expert
    reached = ", ".join(filter(None, (expert.phone, expert.email)))
    known = [expert.name, expert.expertise or expert.function, reached]
    return [*filter(None, known), _("Your calls stay as they are.")]


def lines(option: Option, touched: Mapping[int, Touched] | None = None) -> list[str]:
    """Everybody whom a way touches, the hardest hit first: how worried, what was promised."""
    known = touched or {}
    home = figures.time_of_day(option.days[option.day].arrive)
    said = [
        "! " + words.short_break(found, lambda call: option.names.get(call, ""), home)
        for found in option.breaks
    ]
    said += [f"! {promise_words.breaks(promise)}" for promise in option.promises]
    for moved in option.moved:
        before = figures.time_of_day(moved.begin_before)
        after = _("back to the list")
        if moved.day_after is not None and moved.begin_after is not None:
            day, time = figures.short_date(moved.day_after), figures.time_of_day(moved.begin_after)
            after = f"{day} {time}"
        found = known.get(moved.account.id)
        said.append(f"{moved.account.name}: {before} → {after}{worry(found)}")
        said += promises(found, moved.day_after)
    for shifted in option.shifted:
        old, new = (figures.time_of_day(t) for t in (shifted.begin_before, shifted.begin_after))
        said.append(f"{shifted.account.name or _('Busy')}: {old} → {new}")
    return said


def worry(found: Touched | None) -> str:
    """How worried somebody is who gives way: an open complaint says so."""
    if found is None:
        return ""
    if not found.anxiety:
        return " · " + _("calm")
    return " · " + _("worried, {anxiety} of 5").format(anxiety=found.anxiety)


def promises(found: Touched | None, day: date | None) -> list[str]:
    """What we promised to somebody who gives way and can still keep; the others break above."""
    kept = found.promises if found and day is not None else ()
    return [_("promise kept: {text}").format(text=text) for due, text in kept if day and day <= due]


class Urgent(QObject):
    """Asks beside the window, previews the way looked at, takes one."""

    refused = Signal(str)

    def __init__(self, host: Host, desk: Desk, map_link: MapLink) -> None:
        super().__init__(desk)
        self._host, self._desk, self._map = host, desk, map_link
        self.pane = UrgentPane()
        self._account: int | None = None
        self._complaint: int | None = None
        self._found: Found | None = None
        self.drafts = UrgentDrafts(host, desk)
        self.pane.left.connect(host.leave)
        self.pane.ways.left.connect(host.leave)
        self.pane.ways.moved.connect(self._look)
        self.pane.ways.chosen.connect(self._take)
        self.pane.take.clicked.connect(lambda: self._take(self.pane.ways.current))
        self.pane.time_changed.connect(self._price)
        desk.changed.connect(lambda _change: self._price())
        desk.week_changed.connect(lambda _week: self._look(self.pane.ways.current))

    def ask(self, account: int, complaint: int | None = None) -> None:
        """Ask about an account as it is now; for one complaint, else for its most worried one."""
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
        self._account, self._complaint = account, complaint
        self._host.show(self.pane, self._gone)
        self.pane.ways.setFocus(Qt.FocusReason.OtherFocusReason)
        self._price()

    def _price(self) -> None:
        account, complaint, moment = self._account, self._complaint, self.pane.moment
        if account is None or moment is None:
            return
        day, workspace = self._desk.today, self._desk.workspace
        self._desk.jobs.read(
            lambda: urgent_reading.ask(workspace, account, day, moment, complaint),
            self._show,
            owner=self,
            newest="urgent",
        )

    def _show(self, found: Found) -> None:
        weeks, answer, around = found
        if answer.account.id != self._account:
            return
        self._found = found
        ways: tuple[Way, ...] = answer.options
        if around.complaint is not None and around.expert is not None:
            ways = (*ways, ExpertGoes(around.expert))
        self.pane.show_complaint(around.complaint)
        self.pane.ways.show_options(ways, weeks[0].territory)

    def _look(self, option: Way | None) -> None:
        if self._found is None or option is None:
            return
        self.pane.show_option(option, self._found.around)
        if isinstance(option, ExpertGoes):
            self._map.show_offer(None, None, None)
            return
        week = next((w for w in self._found[0] if option.day in w.by_date), None)
        if week is not None:
            self._map.show_offer(week, _as_drop(week, option), option.account.id)

    def fit(self, found: Found, option: Way) -> None:
        """Take a way that was looked at elsewhere."""
        self._host.leave()
        self._found = found
        self._take(option)

    def _take(self, option: Way | None) -> None:
        if option is None or self._found is None:
            return
        around, name = self._found.around, self._found.answer.account.name
        self._host.leave()
        if isinstance(option, ExpertGoes):
            self._expert_goes(option, around, name)
            return
        from planner.workspace import IsoWeek

        week = self._desk.planned
        if week is None or week.week != IsoWeek.of(option.day):
            self._desk.go_to(IsoWeek.of(option.day))
        if option.as_planned:
            self.drafts.show(name, option, around)
            return
        self._desk.change(
            lambda w: w.planning.take(option),
            done=lambda _change: self.drafts.show(name, option, around),
        )

    def _expert_goes(self, option: ExpertGoes, around: Around, name: str) -> None:
        complaint = around.complaint
        if complaint is None:
            return
        self._desk.change(
            lambda w: w.service.expert_goes(complaint.id, option.expert.id),
            done=lambda _change: self.drafts.show(name, None, around),
        )

    def _gone(self) -> None:
        self._account, self._found = None, None
        self._map.show_offer(None, None, None)


def _as_drop(week: PlannedWeek, option: Option) -> Drop:
    """The days of one week that a way changes."""
    from planner.tours.model import Price
    from planner.workspace.what_if import Drop

    price = Price(option.metres, option.seconds, option.cost, (), option.breaks)
    days = {day: cost for day, cost in option.days.items() if day in week.by_date}
    return Drop(price, days, option.plan)
