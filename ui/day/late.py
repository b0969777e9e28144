"""Running late: "now" on today's lane, what shifts after it, and whom to phone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner import clock
from planner.exchange import figures
from planner.words import _
from planner.workspace.day.running_late import LateStop, Running, ToPhone, present, running
from ui import plain, theme
from ui.day.host import Host
from ui.day.now_marker import NowMarker
from ui.day.pane import Pane, muted
from ui.desk import Desk
from ui.week.board import Board

if TYPE_CHECKING:
    from planner.workspace import PlannedWeek, Workspace


class LatePane(Pane):
    """What shifts, and the numbers of those to phone."""

    def __init__(self) -> None:
        super().__init__()
        self.title.setText(_("Running late"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3)
        inner = QWidget()
        inner.setLayout(self._rows)
        self._rows.setContentsMargins(0, 4, 0, 0)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setBackgroundRole(scroll.backgroundRole().Base)
        scroll.setWidget(inner)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(
            muted(_("Drag the line or press ↑ ↓ to set when you leave.\n← → say after which stop."))
        )
        self.texts: list[str] = []

    def show_running(self, found: Running, here: str, phones: dict[int, ToPhone]) -> None:
        """Show the day from the present stop on."""
        time = figures.time_of_day(found.free_at)
        self.line.setText(f"{headline(found)}\n" + _("Leaving {place} at {time}").format(
            place=here, time=time))  # fmt: skip
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.texts = []
        for stop in found.ahead:
            self._add(stop, phones.get(stop.stop.account.id))
        self._rows.addStretch(1)

    def _add(self, stop: LateStop, phone: ToPhone | None) -> None:
        text = _("{name}: {old} → {new}").format(
            name=stop.stop.account.name,
            old=figures.time_of_day(stop.begin_before),
            new=figures.time_of_day(stop.begin),
        )
        late = stop.late > 0
        if late:
            late_by = _span(stop.late)
            text += "\n" + _("⚠ {minutes} too late · {whom}").format(
                minutes=late_by, whom=whom(phone)
            )
        label = plain.label(text, wrap=True)
        label.setFont(theme.font(theme.META, bold=late, figures=True))
        if late:
            label.setObjectName("problem")
        elif not stop.shift:
            label.setObjectName("muted")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows.addWidget(label)
        self.texts.append(text)


def headline(found: Running) -> str:
    """25 min behind, home 17:05 instead of 16:40."""
    home = figures.time_of_day(found.home)
    if found.home == found.home_before and not found.behind:
        return _("On time, home {time}").format(time=home)
    before = figures.time_of_day(found.home_before)
    if found.behind < 0:
        early = _span(-found.behind)
        return _("{minutes} ahead, home {time} instead of {before}").format(
            minutes=early, time=home, before=before
        )
    behind = _span(found.behind)
    return _("{minutes} behind, home {time} instead of {before}").format(
        minutes=behind, time=home, before=before
    )


def _span(seconds: int) -> str:
    """25 min; 4:12 h from an hour on."""
    return figures.minutes(seconds) if seconds < 3600 else figures.duration(seconds)


def whom(phone: ToPhone | None) -> str:
    """Phone Brown, 0113 496 0000."""
    if phone is None or not (phone.name or phone.number):
        return _("no number is known")
    who = ", ".join(filter(None, (phone.name, phone.role)))
    if not phone.number:
        return _("phone {who}: no number is known").format(who=who)
    if not who:
        return _("phone {number}").format(number=phone.number)
    return _("phone {who}, {number}").format(who=who, number=phone.number)


class Late(QObject):
    """The marker on today's lane; every step is worked out at once from the week in memory."""

    refused = Signal(str)

    def __init__(self, host: Host, board: Board, desk: Desk) -> None:
        super().__init__(desk)
        self._host, self._board, self._desk = host, board, desk
        self.pane = LatePane()
        self.marker: NowMarker | None = None
        self._week: PlannedWeek | None = None
        self._done = self._free_at = 0
        self.running: Running | None = None
        self._phones: dict[int, ToPhone] = {}
        self.pane.left.connect(host.leave)
        desk.week_changed.connect(self._week_changed)

    def start(self) -> None:
        """Set "now" on today's lane, at the time it is."""
        week, today, territory = self._desk.planned, self._desk.today, self._desk.territory
        lane = self._board.lane_of(today)
        if week is None or territory is None or lane is None or not week.by_date[today].stops:
            self.refused.emit(_("There is no tour today in the week shown (Ctrl+0 goes there)."))
            return
        if self.marker is not None:
            return
        now = clock.now().astimezone(ZoneInfo(territory.time_zone))
        moment = now.hour * 3600 + now.minute * 60
        self._week, self._free_at = week, moment
        self._done = present(week.by_date[today], moment)
        self._host.show(self.pane, self._gone)
        self.marker = NowMarker(lane)
        self.marker.slid.connect(self.set_now)
        self.marker.stepped.connect(lambda by: self.set_now(self._free_at + by))
        self.marker.present_moved.connect(self._move_present)
        self.marker.left.connect(self._host.leave)
        self.marker.show()
        self.marker.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read_phones(week)
        self._show()

    def set_now(self, moment: int) -> None:
        """The rep leaves the present stop then."""
        self._free_at = min(24 * 3600 - 60, max(0, moment))
        self._show()

    def _move_present(self, by: int) -> None:
        assert self._week is not None
        count = len(self._week.by_date[self._desk.today].stops)
        self._done = min(count, max(0, self._done + by))
        self._show()

    def _show(self) -> None:
        week, day = self._week, self._desk.today
        if week is None or self.marker is None:
            return
        planned = week.by_date[day]
        free = self._free_at
        if self._done:
            # Nobody leaves a call before it can be over: a marker within it means as planned.
            free = max(free, planned.stops[self._done - 1].timed.begin)
        found = self.running = running(week, day, self._done, free)
        here = planned.start_name if not self._done else planned.stops[self._done - 1].account.name
        self.marker.show_running(found, headline(found))
        self.pane.show_running(found, here, self._phones)

    def _read_phones(self, week: PlannedWeek) -> None:
        workspace = self._desk.workspace
        accounts = [stop.account.id for stop in week.by_date[self._desk.today].calls]
        self._desk.jobs.read(
            lambda: _phones(workspace, accounts), self._take_phones, owner=self, newest="phones"
        )

    def _take_phones(self, found: dict[int, ToPhone]) -> None:
        self._phones = found
        self._show()

    def _week_changed(self, week: PlannedWeek) -> None:
        if self.marker is None:
            return
        if self._week is None or week.week != self._week.week:
            self._host.leave()
            return
        self._week = week
        self._done = min(self._done, len(week.by_date[self._desk.today].stops))
        self._show()

    def _gone(self) -> None:
        marker, self.marker, self._week, self.running = self.marker, None, None, None
        if marker is not None:
            marker.hide()
            marker.deleteLater()


def _phones(workspace: Workspace, accounts: list[int]) -> dict[int, ToPhone]:
    from planner.workspace.day.running_late import whom_to_phone

    cards = [workspace.accounts.card(account) for account in accounts]
    return {card.row.id: whom_to_phone(card.row, card.contacts) for card in cards}
