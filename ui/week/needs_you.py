"""What needs the rep this week: times not confirmed, calls that go wrong, the most overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.words import _, ngettext
from ui import plain, row_painting, theme
from ui.icons import paint as paint_icon
from ui.week.due_view import ROW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from planner.tours.model import Break
    from planner.workspace import AccountRow, PlannedDay, PlannedWeek

_MOST, _MOST_LOOKED_AT = 12, 300
_NEED = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to see to: the account (0: several), words, icon, the weekday it is planned on."""

    account: int
    name: str
    words: str
    icon: str
    bad: bool = False
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits whatever the week: A and B accounts longest overdue, and those without a place."""

    overdue: tuple[AccountRow, ...] = ()
    lost: tuple[AccountRow, ...] = ()
    lost_count: int = 0


def waiting_in(rows: Iterable[AccountRow], today: date) -> Waiting:
    """Look through all accounts once."""
    overdue, lost = [], []
    for row in rows:
        if row.status == "lapsed":
            continue
        if row.lat is None:
            lost.append(row)
        due = row.due
        if (
            due is not None
            and due < today
            and row.grade in ("A", "B")
            and row.last_call is not None
            and row.status == "customer"
        ):
            overdue.append(row)
    first = nsmallest(_MOST_LOOKED_AT, overdue, key=lambda row: (row.grade, row.due, row.id))
    return Waiting(tuple(first), tuple(lost[:1]), len(lost))


def needs_of(week: PlannedWeek | None, waiting: Waiting, today: date) -> list[Need]:
    """What needs the rep, the most pressing first, at most a dozen."""
    planned = {s.account.id for d in week.days for s in d.stops} if week else set()
    found = [need for day in week.days for need in _of_day(day)] if week else []
    found.sort(key=lambda need: not need.bad)
    found += _overdue(waiting.overdue, planned, today, _MOST - len(found) - 1)
    if waiting.lost_count == 1:
        lost = waiting.lost[0]
        found.append(Need(lost.id, lost.name, _("needs a place on the map"), "map-pin"))
    elif waiting.lost_count:
        count = waiting.lost_count
        name = ngettext("{count} account", "{count} accounts", count).format(count=f"{count:,}")
        found.append(Need(0, name, _("need a place on the map"), "map-pin"))
    return found[:_MOST]


def _of_day(day: PlannedDay) -> Iterator[Need]:
    weekday = day.date.weekday()
    broken = {rule.call: rule for rule in day.cost.breaks if rule.call is not None}
    last = day.calls[-1].account.id if day.calls else 0
    for stop in day.stops:
        rule = broken.get(stop.call.id)
        account, time = stop.account, figures.time_of_day(stop.timed.begin)
        if rule is not None:
            words = _short_break(rule.kind, rule.seconds)
            number = account.id or last
            yield Need(number, account.name, words, "clock-fill", bad=True, weekday=weekday)
        elif stop.call.state == "asked":
            words = _("not confirmed, {time}").format(time=time)
            yield Need(account.id, account.name, words, "question-fill", weekday=weekday)
    for rule in day.cost.breaks:
        words = _of_the_day(rule, day)
        if words:
            name = figures.weekday(weekday)
            yield Need(last, name, words, "clock-fill", bad=True, weekday=weekday)


def _of_the_day(rule: Break, day: PlannedDay) -> str:
    """A rule that the whole day does not keep, in few words; empty for what its stops say."""
    over = figures.minutes(rule.seconds)
    if rule.kind == "over_day":
        home = figures.time_of_day(day.cost.arrive)
        return _("home {time}, {minutes} over").format(time=home, minutes=over)
    if rule.kind == "driving":
        wheel = figures.duration(day.cost.seconds_driving)
        return _("{duration} at the wheel, {minutes} over").format(duration=wheel, minutes=over)
    if rule.kind == "working":
        long = figures.duration(day.cost.seconds_working)
        return _("{duration} of work, {minutes} over").format(duration=long, minutes=over)
    return ""


def _short_break(kind: str, seconds: int) -> str:
    if kind == "late":
        return _("{minutes} too late").format(minutes=figures.minutes(seconds))
    if kind == "closed":
        return _("closed that day")
    return _("needs a place on the map")


def _overdue(
    rows: Iterable[AccountRow], planned: set[int], today: date, most: int
) -> Iterator[Need]:
    """The A and B accounts longest overdue that this week does not see."""
    unseen = (row for row in rows if row.id not in planned)
    for row in islice(unseen, max(0, min(most, 6))):
        assert row.due is not None
        days = (today - row.due).days
        words = ngettext("{grade}, {days} day over", "{grade}, {days} days over", days)
        yield Need(row.id, row.name, words.format(grade=row.grade, days=days), "clock-fill")


class NeedsYou(QWidget):
    """The list; a row chosen selects its account everywhere."""

    account_chosen = Signal(int)
    account_opened = Signal(int)
    places_wanted = Signal()
    """The row of several accounts without a place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = plain.label(_("Needs you"))
        title.setFont(theme.font(theme.BODY, bold=True))
        self._count = plain.label()
        self._count.setObjectName("muted")
        self._nothing = plain.label(_("Nothing waits for you this week."))
        self._nothing.setObjectName("muted")
        self._nothing.setFont(theme.font(theme.META))
        self._nothing.setContentsMargins(12, 0, 12, 8)
        self.list = _Needs()
        self.list.itemClicked.connect(self._chosen)
        self.list.entered.connect(self._chosen)
        self.list.itemDoubleClicked.connect(lambda item: self._opened(item.data(_NEED)))
        heading = QHBoxLayout()
        heading.setContentsMargins(12, 6, 12, 6)
        heading.setSpacing(6)
        heading.addWidget(title)
        heading.addWidget(self._count)
        heading.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        self.show_needs([])

    def show_needs(self, needs: list[Need]) -> None:
        """Show these."""
        self.list.clear()
        for need in needs:
            item = QListWidgetItem(need.name)
            item.setData(_NEED, need)
            words = f"{need.name}, {need.words}"
            if need.weekday is not None:
                words = f"{words}, {figures.weekday(need.weekday)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(plain.tooltip(f"{need.name}\n{need.words}"))
            self.list.addItem(item)
        self._count.setText(str(len(needs)) if needs else "")
        self._nothing.setVisible(not needs)
        self.list.setVisible(bool(needs))
        self.updateGeometry()

    @property
    def needs(self) -> list[Need]:
        """What is shown."""
        return [self.list.item(i).data(_NEED) for i in range(self.list.count())]

    def sizeHint(self) -> QSize:
        return QSize(344, 34 + ROW_HEIGHT * max(1, self.list.count()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 34 + ROW_HEIGHT * min(2, max(1, self.list.count())))

    def _chosen(self, item: QListWidgetItem) -> None:
        need: Need = item.data(_NEED)
        if need.account:
            self.account_chosen.emit(need.account)
        else:
            self.places_wanted.emit()

    def _opened(self, need: Need) -> None:
        if need.account:
            self.account_opened.emit(need.account)


class _Needs(QListWidget):
    """The rows."""

    entered = Signal(object)
    """An item, by Return."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_NeedDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Needs you"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.entered.emit(item)
        elif event.text() and event.key() != Qt.Key.Key_Escape:
            event.ignore()  # letters are keys of the week, not a search in this list
        else:
            super().keyPressEvent(event)


class _NeedDelegate(QStyledItemDelegate):
    """Icon, name, words, and the day if it is planned."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, area = theme.current(), option.rect
        need: Need = index.data(_NEED)
        painter.save()
        cursor = bool(option.state & QStyle.StateFlag.State_HasFocus)
        row_painting.paint_ground(painter, option, cursor=cursor)
        colour = look.bad if need.bad else look.text
        paint_icon(painter, QRect(area.left() + 12, area.top() + 6, 16, 16), need.icon, colour)
        right = area.right() - 12
        if need.weekday is not None:
            pill = row_painting.pill_at(area, right)
            row_painting.paint_pill(painter, pill, need.weekday, solid=True)
            right = pill.left() - 6
        x = area.left() + 36
        name = QRect(x, area.top(), max(60, (right - x) * 6 // 10), area.height())
        font = theme.font(theme.BODY, bold=True)
        x += row_painting.paint_text(painter, name, need.name, font, quiet=False) + 8
        words = QRect(x, area.top(), right - x, area.height())
        row_painting.paint_text(painter, words, need.words, theme.font(theme.META), quiet=True)
        painter.restore()
