"""Draws one lane: the day's hours, drives, lunch, cards, the house, and what a drag would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import theme
from ui.icons import paint as paint_icon
from ui.week.open_hours import Hours, shut_spans
from ui.week.proposal_marks import NO_MARKS, DayMarks, Mark, paint_mark
from ui.week.roles import Role
from ui.week.timeline import HOUR, Axis, DayLayout, Drive, Span

if TYPE_CHECKING:
    from planner.tours.model import Day
    from ui.week.model import LaneModel

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_TOLD_FROM = 20 * 60
"""Drives shorter than this tell their minutes in the hover only."""


@dataclass(frozen=True, slots=True)
class LanePreview:
    """What a drag would do to a lane: cards that leave, where others come, whether it is so."""

    target: bool = False
    position: int | None = None
    leaving: frozenset[int] = frozenset()
    coming: int = 0
    refused: bool = False


NO_PREVIEW = LanePreview()


@dataclass(slots=True)
class LaneState:
    """Everything that a lane's picture depends on besides the colours."""

    model: LaneModel
    frame: Day | None
    axis: Axis
    layout: DayLayout
    weekday: int
    selected: frozenset[int] = frozenset()
    hovered: int | None = None
    current: int = -1
    preview: LanePreview = NO_PREVIEW
    hours: Hours | None = None
    """When the account that is dragged or selected is open; None: there is no such one."""
    marks: DayMarks = NO_MARKS
    """What a proposed week does to this day."""


class LanePicture:
    """A lane as it was painted last.

    A card or tag dragged over the lanes uncovers them at every move and when it is let go: nothing
    about them has changed then, and painting their words and icons anew would cost milliseconds.
    """

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._day: object = None
        self._painted = QPixmap()

    def of(self, state: LaneState, widget: QWidget) -> QPixmap:
        """The picture of the state, as large as the widget."""
        of = (state, theme.current(), widget.size(), widget.devicePixelRatioF())
        if of != self._of or self._day is not state.model.day:
            self._of, self._day = of, state.model.day
            self._painted = _paint(state, widget)
        return self._painted


def _paint(state: LaneState, widget: QWidget) -> QPixmap:
    ratio = widget.devicePixelRatioF()
    painted = QPixmap(widget.size() * ratio)
    painted.setDevicePixelRatio(ratio)
    painter = QPainter(painted)
    painter.setLayoutDirection(widget.layoutDirection())
    LanePainter(painter, widget.rect(), state).paint()
    painter.end()
    return painted


class LanePainter:
    """One painting of one lane."""

    def __init__(self, painter: QPainter, rect: QRect, state: LaneState) -> None:
        self.p, self.rect, self.s = painter, rect, state
        self.look = theme.current()
        self.day = self.look.days[state.weekday]
        self.meta = theme.font(theme.META, figures=True)
        self.bold = theme.font(theme.META, bold=True, figures=True)

    def paint(self) -> None:
        """Draw it all, from the ground up."""
        target = self.s.preview.target and not self.s.preview.refused
        self.p.fillRect(self.rect, self.day.tint if target else self.look.surf)
        self.p.setFont(self.meta)
        if not self.s.axis.compact:
            self._hours()
        self._shut()
        for drive in self.s.layout.drives:
            self._drive(drive)
        if self.s.layout.lunch:
            self._lunch(self.s.layout.lunch)
        if not self.s.axis.compact:
            self._end_of_day()
        self._home()
        for row, span in enumerate(self.s.layout.cards):
            self._card(row, span)
        self._empty()
        self._insertion()
        self.p.fillRect(QRect(self.rect.right(), 0, 1, self.rect.height()), self.look.line)

    # The ground

    def _hours(self) -> None:
        axis, frame = self.s.axis, self.s.frame
        if frame:
            begin, end = axis.y(frame.work.opens), axis.y(frame.work.shuts)
            width, height = self.rect.width(), self.rect.height()
            self.p.fillRect(QRect(0, 0, width, max(0, begin)), self.look.shade)
            self.p.fillRect(QRect(0, end, width, max(0, height - end)), self.look.shade)
        line = QColor(self.look.line)
        line.setAlphaF(0.55)
        for hour in axis.hours():
            self.p.fillRect(QRect(0, axis.y(hour * HOUR), self.rect.width(), 1), line)

    def _shut(self) -> None:
        """Shade when the account in hand is shut; a list has no hours, only days."""
        hours, axis, rect = self.s.hours, self.s.axis, self.rect
        if hours is None:
            return
        areas = [rect] if not hours else []
        if hours and not axis.compact:
            spans = shut_spans(hours, axis.opens, axis.shuts)
            areas = [
                QRect(0, axis.y(begin), rect.width(), axis.y(end) - axis.y(begin))
                for begin, end in spans
            ]
        lines = QColor(self.look.hatch)
        lines.setAlphaF(0.6)
        for area in areas:
            self.p.fillRect(area, self.look.shade)
            self.p.fillRect(area, QBrush(lines, Qt.BrushStyle.FDiagPattern))

    def _drive(self, drive: Drive) -> None:
        self.p.fillRect(QRect(14, drive.top, 2, drive.height), self.look.hatch)
        if drive.seconds < _TOLD_FROM or drive.height < 10:
            return
        self.p.setFont(self.meta)
        self.p.setPen(self.look.mute)
        middle = drive.top + max(6, drive.height // 2)
        words = QRect(31, middle - 8, self.rect.width() - 36, 16)
        self.p.drawText(words, _LEFT, figures.minutes(drive.seconds))

    def _lunch(self, span: Span) -> None:
        area = QRect(5, span.top, self.rect.width() - 9, span.height)
        self.p.fillRect(area, QBrush(self.look.hatch, Qt.BrushStyle.BDiagPattern))
        model = self.s.model
        lunch = model.day.cost.lunch if model.day else None
        if lunch is None or span.height < 12:
            return
        words = _("Lunch {time}").format(time=figures.time_of_day(lunch.opens))
        self.p.setFont(self.meta)
        width = self.p.fontMetrics().horizontalAdvance(words) + 28
        middle = span.top + span.height // 2
        self.p.fillRect(QRect(5, span.top, width, span.height), self._ground())
        paint_icon(self.p, QRect(7, middle - 7, 14, 14), "coffee", self.look.mute)
        self.p.setPen(self.look.mute)
        self.p.drawText(QRect(28, middle - 8, width, 16), _LEFT, words)

    def _ground(self) -> QColor:
        target = self.s.preview.target and not self.s.preview.refused
        return self.day.tint if target else self.look.surf

    def _end_of_day(self) -> None:
        if self.s.frame:
            y = self.s.axis.y(self.s.frame.work.shuts)
            self.p.fillRect(QRect(0, y, self.rect.width(), 2), self.look.off)

    def _home(self) -> None:
        home, day = self.s.layout.home, self.s.model.day
        if home is None or day is None:
            return
        over = next((b.seconds for b in day.cost.breaks if b.kind == "over_day"), 0)
        if not over:
            paint_icon(self.p, QRect(8, home, 14, 14), "house-simple-fill", self.look.off)
            return
        words = _("home {time}, {minutes} over").format(
            time=figures.time_of_day(day.cost.arrive), minutes=figures.minutes(over)
        )
        line = self.s.axis.y(self.s.frame.work.shuts) + 3 if self.s.frame else 0
        y = home if self.s.axis.compact else max(line, min(home, self.rect.height() - 16))
        paint_icon(self.p, QRect(8, y, 14, 14), "clock-fill", self.look.bad)
        self.p.setFont(self.bold)
        self.p.setPen(self.look.bad)
        room = self.rect.width() - 34
        if self.p.fontMetrics().horizontalAdvance(words) > room:
            words = _("{minutes} over").format(minutes=figures.minutes(over))
        self.p.drawText(QRect(30, y - 1, room, 16), _LEFT, words)

    def _empty(self) -> None:
        model = self.s.model
        if model.stops or model.day is None or self.s.preview.target:
            return
        off = model.day.note or model.day.holiday or _("Day off")
        words = _("Drag calls here") if model.day.working else off
        if model.day.working and self.s.hours == ():
            words = _("Closed on this day")
        self.p.setFont(self.meta)
        self.p.setPen(self.look.mute)
        area = QRect(8, 20, self.rect.width() - 16, 40)
        self.p.drawText(area, _MIDDLE | Qt.TextFlag.TextWordWrap, words)

    # Cards

    def _card(self, row: int, span: Span) -> None:
        index = self.s.model.index(row)
        call = index.data(Role.CALL)
        area = QRect(5, span.top, self.rect.width() - 10, span.height)
        if self.s.model.stops[row].is_block:
            self._busy(row, area)
            return
        leaving = call in self.s.preview.leaving
        mark = None if leaving else self.s.marks.of(call)
        self._card_ground(index, area, leaving, mark)
        selected = call in self.s.selected
        block = QRect(area.left(), area.top(), 20, area.height())
        if not leaving:
            self._block(block, self._number(row), mark)
        self._words(index, area, leaving, mark)
        pointed_at = mark is not None and self.s.hovered == index.data(Role.ACCOUNT)
        if (selected or pointed_at) and not leaving:
            self._outline(area, QPen(self.look.ink, 2))
        if row == self.s.current:
            self._outline(area.adjusted(-2, -2, 2, 2), QPen(self.look.ink, 1, Qt.PenStyle.DotLine))

    def _number(self, row: int) -> int:
        """The place in the tour, as it would be after the drop."""
        preview, model = self.s.preview, self.s.model
        before = model.stops[:row]
        gone = sum(stop.call.id in preview.leaving or stop.is_block for stop in before)
        come = preview.coming if preview.position is not None and row >= preview.position else 0
        return row + 1 - gone + come

    def _busy(self, row: int, area: QRect) -> None:
        """A busy time of the rep: plain and pale, since nothing is done with it here."""
        stop = self.s.model.stops[row]
        late = self.s.model.broken(stop.call.id)
        self.p.fillRect(area, self.look.shade)
        self.p.fillRect(QRect(area.left(), area.top(), 3, area.height()), self.look.off)
        line = QRect(area.left() + 10, area.top(), area.width() - 16, min(area.height(), 22))
        words = f"{figures.time_of_day(stop.timed.begin)}  {stop.account.name}"
        self.p.setFont(self.meta)
        self.p.setPen(self.look.bad if late else self.look.mute)
        room = self.p.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        self.p.drawText(line, _LEFT, room)
        if row == self.s.current:
            self._outline(area.adjusted(-2, -2, 2, 2), QPen(self.look.ink, 1, Qt.PenStyle.DotLine))

    def _card_ground(self, index: object, area: QRect, leaving: bool, mark: Mark | None) -> None:
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dashed = leaving or index.data(Role.NOT_CONFIRMED)  # type: ignore[attr-defined]
        hovered = self.s.hovered == index.data(Role.ACCOUNT)  # type: ignore[attr-defined]
        edge = self.look.off if leaving else self.day.line if hovered or dashed else self.day.edge
        pen, ground, inset = QPen(edge, 1), self.day.tint, 0.5
        if dashed:
            pen.setDashPattern([3, 3])
        if mark is not None and mark.changed:
            pen, inset = QPen(self.day.fill if self.look.dark else self.day.line, 2), 1.0
        elif mark is not None:
            ground = self.look.surf
        self.p.setPen(pen)
        self.p.setBrush(Qt.BrushStyle.NoBrush if leaving else QBrush(ground))
        self.p.drawRoundedRect(area.toRectF().adjusted(inset, inset, -inset, -inset), 4, 4)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _outline(self, area: QRect, pen: QPen) -> None:
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.p.setPen(pen)
        self.p.setBrush(Qt.BrushStyle.NoBrush)
        self.p.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _block(self, block: QRect, number: int, mark: Mark | None) -> None:
        """The number on the day's colour; what a proposal keeps has a pale one."""
        kept = mark is not None and not mark.changed
        if kept:
            block = block.adjusted(1, 1, 0, -1)
        fill = self.day.tint if kept else self.day.fill
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(fill)
        self.p.drawRoundedRect(block, 4, 4)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.p.fillRect(block.adjusted(6, 0, 0, 0), fill)
        self.p.setPen(self.look.text if kept else self.day.on)
        self.p.setFont(self.bold)
        self.p.drawText(block, _MIDDLE, str(number))

    def _words(self, index: object, area: QRect, leaving: bool, mark: Mark | None) -> None:
        data = index.data  # type: ignore[attr-defined]
        narrow = area.width() < 180
        # A card taller than two lines shows its words in the upper half, as an agenda does.
        line = QRect(area.left(), area.top(), area.width(), min(area.height(), 44))
        right = self._right_side(data, line, narrow, mark)
        gap = 4 if narrow else 6
        x = line.left() + 20 + gap
        self.p.setFont(self.meta)
        self.p.setPen(self.look.mute if leaving else self.look.text)
        time = data(Role.TIME)
        width = self.p.fontMetrics().horizontalAdvance(time)
        self.p.drawText(QRect(x, line.top(), width + 2, line.height()), _LEFT, time)
        x += width + gap
        if not leaving and (mark is None or mark.changed):
            self.p.setFont(self.bold)
        name = data(Qt.ItemDataRole.DisplayRole)
        room = right - x - 2
        elided = self.p.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.p.drawText(QRect(x, line.top(), room, line.height()), _LEFT, elided)

    def _right_side(self, data: object, line: QRect, narrow: bool, mark: Mark | None) -> int:
        """Grade and marks from the right; gives the pixel where they begin."""
        right = line.right() - 6
        grade = data(Role.GRADE)  # type: ignore[operator]
        marks = data(Role.MARKS)  # type: ignore[operator]
        if grade:
            self.p.setFont(self.meta)
            self.p.setPen(self.look.text)
            self.p.drawText(QRect(right - 12, line.top(), 12, line.height()), _RIGHT, grade)
            right -= 16
        if mark is not None and (mark.changed or not any(name == "lock-bold" for name, _ in marks)):
            right = paint_mark(self.p, line, right, mark, narrow=narrow)
            marks = marks[:1]
        for name, token in reversed(marks[:1] if narrow else marks[:3]):
            spot = QRect(right - 14, line.center().y() - 6, 14, 14)
            paint_icon(self.p, spot, name, getattr(self.look, token))
            right -= 18
        return right

    # The drag

    def _insertion(self) -> None:
        preview = self.s.preview
        if not preview.target or preview.position is None or preview.refused:
            return
        y = self.s.layout.line_at(preview.position)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.p.fillRect(QRect(6, y - 1, self.rect.width() - 12, 3), self.look.ink)
        self.p.setPen(QPen(self.look.ink, 2.5))
        self.p.setBrush(self.look.surf)
        for x in (1, self.rect.width() - 11):
            self.p.drawEllipse(QRect(x, y - 4, 9, 9))
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
