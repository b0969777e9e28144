"""Who is near, due and open in a gap: a list, with Enter to put one in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.exchange import day_sentences, figures
from planner.words import _
from ui import plain, row_painting, theme
from ui.day.host import Host
from ui.day.pane import Pane, muted
from ui.desk import Desk
from ui.map_link import MapLink

if TYPE_CHECKING:
    from planner.workspace import PlannedWeek, Workspace
    from planner.workspace.day.gap import Filler, Gap
    from planner.workspace.what_if import Drop

Index = QModelIndex | QPersistentModelIndex


class _Row(QStyledItemDelegate):
    """Two lines: who; when, how far and how due."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, 38)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        row_painting.paint_ground(painter, option, cursor=here)
        name, line = str(index.data()).split("\n")
        area = option.rect.adjusted(6, 2, -6, -2)
        half = area.height() // 2
        bold, meta = theme.font(theme.BODY), theme.font(theme.META, figures=True)
        upper = QRect(area.left(), area.top(), area.width(), half)
        row_painting.paint_text(painter, upper, name, bold, quiet=False)
        row_painting.paint_text(painter, upper.translated(0, half), line, meta, quiet=True)


class _List(QListWidget):
    """Enter puts, wherever the platform thinks it should edit."""

    put = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class GapPane(Pane):
    """The accounts that fit, nearest first."""

    def __init__(self) -> None:
        super().__init__()
        self.list = _List()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(_("Who fits in"))
        self.list.setSpacing(1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(muted(_("Enter or a double click puts the call in")))

    def show_gap(self, gap: Gap, units: str) -> None:
        """List who fits."""
        self.list.clear()
        span = figures.span(gap.opens, gap.shuts)
        self.line.setText(_("near, due and open · {span}").format(span=span))
        if not gap.fillers:
            self.line.setText(_("Nobody who is due fits in."))
        for filler in gap.fillers:
            item = QListWidgetItem(f"{_name(filler)}\n{_line(filler)}")
            far = figures.signed_distance(filler.price.metres, units)
            item.setToolTip(plain.tooltip(f"{item.text()}\n{far}"))
            self.list.addItem(item)
        self.list.setCurrentRow(0)


def _name(filler: Filler) -> str:
    row = filler.account
    kind = _("prospect") if row.status == "prospect" else row.grade
    return f"{row.name} · {kind}" if kind else row.name


def _line(filler: Filler) -> str:
    """When, the drive it adds, how due."""
    return " · ".join(
        (
            figures.span(filler.begin, filler.leave),
            figures.signed_minutes(filler.price.seconds),
            day_sentences.overdue(filler.days_over),
        )
    )


class Filling(QObject):
    """Asks beside the window, previews the account looked at, puts one in."""

    refused = Signal(str)

    def __init__(self, host: Host, desk: Desk, map_link: MapLink) -> None:
        super().__init__(desk)
        self._host, self._desk, self._map = host, desk, map_link
        self.pane = GapPane()
        self._day: date | None = None
        self._call: int | None = None
        self._gap: Gap | None = None
        self._week: PlannedWeek | None = None
        self.pane.left.connect(host.leave)
        self.pane.list.currentRowChanged.connect(self._look)
        self.pane.list.put.connect(self._put)
        desk.week_changed.connect(lambda _week: self._look(self.pane.list.currentRow()))
        self.pane.list.itemDoubleClicked.connect(lambda _item: self._put_current())

    def cancel(self, call: int) -> None:
        """Note a call as missed, then ask who fits where it was to be."""
        week = self._desk.planned
        stop = week.stop_of_call.get(call) if week else None
        if stop is None or stop.is_block:
            self.refused.emit(_("Select the call that is cancelled first."))
            return
        if stop.call.state == "made":
            self.refused.emit(_("The call on {name} is done.").format(name=stop.account.name))
            return
        day, name = stop.call.day, stop.account.name
        self._desk.change(
            lambda w: w.records.change("call", call, {"state": "missed"})[1],
            done=lambda _change: self.ask(day, call, name),
        )

    def ask(self, day: date, call: int | None = None, name: str = "") -> None:
        """Ask who fits on a day, or where a call of it was to be."""
        self._day, self._call, self._gap = day, call, None
        title = _("Instead of {name}") if name else _("Room on {day}")
        self.pane.title.setText(title.format(name=name, day=figures.short_date(day)))
        self.pane.line.setText(_("Looking for who is near, due and open …"))
        self.pane.list.clear()
        self._host.show(self.pane, self._gone)
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)
        workspace = self._desk.workspace
        self._desk.jobs.read(
            lambda: _asked(workspace, day, call), self._show, owner=self, newest="gap"
        )

    def _show(self, found: tuple[PlannedWeek, Gap]) -> None:
        week, gap = found
        if gap.day != self._day:
            return
        self._week, self._gap = week, gap
        self.pane.show_gap(gap, week.territory.units)

    def _look(self, row: int) -> None:
        gap, week = self._gap, self._week
        if gap is None or week is None or not 0 <= row < len(gap.fillers):
            return
        filler = gap.fillers[row]
        self._map.show_offer(week, _as_drop(week, gap.day, filler), filler.account.id)

    def _put_current(self) -> None:
        self._put(self.pane.list.currentRow())

    def _put(self, row: int) -> None:
        gap = self._gap
        if gap is None or not 0 <= row < len(gap.fillers):
            return
        filler = gap.fillers[row]
        self._host.leave()
        self._desk.drop(gap.day, filler.position, accounts=[filler.account.id])

    def _gone(self) -> None:
        self._day, self._gap, self._week = None, None, None
        self._map.show_offer(None, None, None)


def _asked(workspace: Workspace, day: date, call: int | None) -> tuple[PlannedWeek, Gap]:
    from planner.workspace import IsoWeek

    week = workspace.planning.week(IsoWeek.of(day))
    shown = week if day in week.by_date else week.whole()
    return shown, workspace.planning.gap(day, call)


def _as_drop(week: PlannedWeek, day: date, filler: Filler) -> Drop:
    from planner.workspace.what_if import drop

    return drop(week, day, filler.position, accounts=[filler.account])
