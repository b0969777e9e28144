"""Running late: "now" on today's lane, what shifts after it, and whom to phone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner import clock
from planner.exchange import figures
from planner.words import _
from planner.workspace.running_late import LateStop, Running, ToPhone, present, running
from ui import plain, theme
from ui.day.host import Host
from ui.day.pane import Pane, muted
from ui.desk import Desk
from ui.icons import paint as paint_icon
from ui.week.board import Board
from ui.week.lane import LaneView

if TYPE_CHECKING:
    from planner.workspace import PlannedWeek, Workspace

STEP = 300
"""Seconds that an arrow key moves the marker."""
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class NowMarker(QWidget):
    """Covers a lane: a line at "now", and beside each call ahead when it will begin."""

    slid = Signal(int)
    """The time of day the marker was slid to."""
    stepped = Signal(int)
    """Seconds that keys move it by."""
    present_moved = Signal(int)
    """The rep is one stop further on (1) or back (-1)."""
    left = Signal()

    def __init__(self, lane: LaneView) -> None:
        super().__init__(lane.viewport())
        self._lane = lane
        self._running: Running | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setAccessibleName(_("Now"))
        lane.viewport().installEventFilter(self)
        self.setGeometry(lane.viewport().rect())

    def show_running(self, found: Running, said: str) -> None:
        """Draw the day as it will be."""
        self._running = found
        self.setAccessibleDescription(said)
        self.setGeometry(self._lane.viewport().rect())
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._lane.viewport().rect())
        return False

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._slide(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._slide(event)

    def _slide(self, event: QMouseEvent) -> None:
        self.slid.emit(self._lane.time_at(event.position().toPoint().y()) // 60 * 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        times = {Qt.Key.Key_Down: STEP, Qt.Key.Key_Up: -STEP}
        times |= {Qt.Key.Key_PageDown: 6 * STEP, Qt.Key.Key_PageUp: -6 * STEP}
        if key in times:
            self.stepped.emit(times[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.present_moved.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        found = self._running
        if found is None:
            return
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, stop in enumerate(found.ahead, start=found.done):
            card = self._lane.visualRect(self._lane.lane.index(number))
            if stop.shift or stop.late:
                self._pill(painter, card, stop)
        y = self._lane.y_of(found.free_at)
        painter.fillRect(QRect(0, y - 1, self.width(), 2), look.bad)
        words = _("now {time}").format(time=figures.time_of_day(found.free_at))
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        wide = painter.fontMetrics().horizontalAdvance(words) + 12
        flag = QRect(self.width() - wide - 2, max(0, y - 9), wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.bad)
        painter.drawRoundedRect(flag, 4, 4)
        painter.setPen(look.surf)
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            painter.setPen(QPen(look.ink, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _pill(self, painter: QPainter, card: QRect, stop: LateStop) -> None:
        """The new time at the right of a card; red and with a sign where it is too late."""
        look, late = theme.current(), stop.late > 0
        words = "→ " + figures.time_of_day(stop.begin)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        wide = painter.fontMetrics().horizontalAdvance(words) + (30 if late else 12)
        area = QRect(card.right() - wide - 3, card.top() + 1, wide, min(17, card.height() - 2))
        painter.setPen(QPen(look.bad if late else look.off, 1))
        painter.setBrush(look.badbg if late else look.surf)
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(look.bad if late else look.text)
        painter.drawText(area.adjusted(0, 0, -6, 0), _RIGHT, words)
        if late:
            icon = QRect(area.left() + 5, area.center().y() - 6, 13, 13)
            paint_icon(painter, icon, "warning-fill", look.bad)


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
            muted(_("Drag the line or press ↑ ↓ to set when you leave; ← → say after which stop."))
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
    from planner.workspace.running_late import whom_to_phone

    cards = [workspace.accounts.card(account) for account in accounts]
    return {card.row.id: whom_to_phone(card.row, card.contacts) for card in cards}
