"""The ways to fit an urgent call in, as rows: key, what, when, and what each adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.exchange import day_sentences, figures, promise_words
from planner.words import _, ngettext
from ui import theme
from ui.day import words
from ui.icons import paint as paint_icon

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.day.urgent_options import Option
    from planner.workspace.service.views import Expert

_ROW, _LOW, _FEW = 50, 39, 3
"""Pixels of a row while there are few of them, else."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ExpertGoes(NamedTuple):
    """The way that drives nowhere: phone now, and somebody else goes there."""

    expert: Expert


Way: TypeAlias = "Option | ExpertGoes"


class Ways(QWidget):
    """Arrows look at a way, its digit and Enter take it."""

    moved = Signal(object)
    """The way now looked at: an Option, or that the expert goes."""
    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Way, ...] = ()
        self._territory: Territory | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Ways to fit it in"))

    def show_options(self, options: tuple[Way, ...], territory: Territory) -> None:
        """Take the ways there are, and look at the first."""
        self._options, self._territory = options, territory
        self._at = min(self._at, max(0, len(options) - 1))
        self.setFixedHeight(self.sizeHint().height())
        self._look_at(self._at)

    def start_over(self) -> None:
        """Another account: the first way is looked at again."""
        self._options, self._at = (), 0
        self.update()

    @property
    def current(self) -> Way | None:
        """The way looked at."""
        return self._options[self._at] if self._at < len(self._options) else None

    @property
    def _row_height(self) -> int:
        return _ROW if len(self._options) <= _FEW else _LOW

    def sizeHint(self) -> QSize:
        return QSize(320, max(1, len(self._options)) * self._row_height)

    def text(self, option: Way) -> str:
        """One way in words."""
        line = self.line(option)
        return ", ".join(filter(None, (line.way, line.arrival, *line.adds, line.consequence)))

    def line(self, option: Way) -> Line:
        """One way as figures and words."""
        assert self._territory is not None
        if isinstance(option, ExpertGoes):
            return _expert_line(option, self._territory)
        return _line_of(option, self._territory)

    def _look_at(self, number: int) -> None:
        if not 0 <= number < len(self._options):
            return
        self._at = number
        said = self.text(self._options[number])
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.update()
        self.moved.emit(self.current)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = event.key(), event.key() - Qt.Key.Key_1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._look_at(self._at + (1 if key == Qt.Key.Key_Down else -1))
        elif 0 <= number < len(self._options):
            self._look_at(number)
            self.chosen.emit(self.current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.chosen.emit(self.current)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look_at(event.position().toPoint().y() // self._row_height)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (
            event.position().toPoint().y() // self._row_height == self._at
            and self.current is not None
        ):
            self.chosen.emit(self.current)

    # Painting

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, option in enumerate(self._options):
            high = self._row_height
            area = QRect(0, number * high, self.width() - 1, high - 4)
            self._row(painter, area, number, option)

    def _row(self, painter: QPainter, area: QRect, number: int, option: Way) -> None:
        look, here = theme.current(), number == self._at
        edge = look.ink if here else look.line
        painter.setPen(QPen(edge, 2 if here and self.hasFocus() else 1))
        painter.setBrush(look.sel if here else look.surf)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
        badge = QRect(area.left() + 8, area.center().y() - 10, 20, 20)
        painter.setPen(QPen(look.ink, 1))
        painter.setBrush(look.ink if here else look.surf)
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(look.onink if here else look.text)
        painter.setFont(theme.font(theme.META, bold=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        self._words(painter, area.adjusted(36, 2, -8, -2), option)

    def _words(self, painter: QPainter, area: QRect, option: Way) -> None:
        look, half, line = theme.current(), area.height() // 2, self.line(option)
        upper = QRect(area.left(), area.top(), area.width(), half + 2)
        lower = QRect(area.left(), area.top() + half, area.width(), half)
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.BODY, bold=True, figures=True))
        _beside(painter, upper, line.way, line.arrival)
        painter.setFont(theme.font(theme.META, figures=True))
        painter.setPen(look.mute)
        adds = "  ".join(line.adds)
        used = painter.fontMetrics().horizontalAdvance(adds) + 8
        painter.drawText(lower, _RIGHT, adds)
        room = lower.adjusted(0, 0, -used, 0)
        if line.bad:
            icon = QRect(room.left(), room.top() + 4, 13, 13)
            paint_icon(painter, icon, "warning-fill", look.bad)
            room.adjust(17, 0, 0, 0)
            painter.setPen(look.bad)
            painter.setFont(theme.font(theme.META, bold=True))
        _elided(painter, room, line.consequence)


class Line(NamedTuple):
    """What a row says: the way, when, what it adds, what follows, whether that is bad."""

    way: str
    arrival: str
    adds: tuple[str, ...]
    consequence: str
    bad: bool


def _line_of(option: Option, territory: Territory) -> Line:
    adds = (
        figures.signed_distance(option.metres, territory.units),
        figures.signed_minutes(option.seconds),
        figures.signed_money(option.cost, territory.currency),
    )
    return Line(way(option), arrival(option), adds, *consequence(option))


def _expert_line(found: ExpertGoes, territory: Territory) -> Line:
    expert = found.expert
    field = expert.function or expert.expertise
    said = _("{name} goes: {field}") if field else _("{name} goes")
    adds = (figures.signed_distance(0, territory.units),)
    return Line(
        _("Phone now, an expert goes"), _("now"), adds,
        said.format(name=expert.name, field=field), bad=False,
    )  # fmt: skip


def way(option: Option) -> str:
    """Its name: Now; After Kaye & Co."""
    day = figures.short_date(option.day)
    return day_sentences.way(option.kind, name=option.after, day=day)


def arrival(option: Option) -> str:
    """When the rep is there; the day too where it is another one."""
    time = figures.time_of_day(option.arrive)
    if option.kind != "tomorrow":
        return time
    return f"{figures.short_weekday(option.day.weekday())} {time}"


def consequence(option: Option) -> tuple[str, bool]:
    """What it does to others in one line, and whether that breaks a rule."""
    if option.as_planned:
        return _("in the plan already"), False
    if option.promises:
        return promise_words.breaks_all(option.promises), True
    if option.breaks:
        home = figures.time_of_day(option.days[option.day].arrive)
        found = option.breaks[0]
        return words.short_break(found, lambda call: option.names.get(call, ""), home), True
    if option.moved:
        said = ngettext("{count} gives way", "{count} give way", len(option.moved))
        return said.format(count=len(option.moved)), False
    later = [s for s in option.shifted if s.begin_after > s.begin_before]
    if later:
        said = ngettext("{count} later", "{count} later", len(later))
        return said.format(count=len(later)), False
    return _("nobody later"), False


def _elided(painter: QPainter, area: QRect, text: str) -> None:
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, _LEFT, shown)


def _beside(painter: QPainter, area: QRect, text: str, at_right: str) -> None:
    """A text that gives way to the one at the right."""
    painter.drawText(area, _RIGHT, at_right)
    used = painter.fontMetrics().horizontalAdvance(at_right) + 8
    _elided(painter, area.adjusted(0, 0, -used, 0), text)
