"""The head of a lane: day, when the rep leaves and is home, how far, how long, how many calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.exchange import figures, sentences
from planner.words import _, ngettext
from ui import plain, theme
from ui.day import tints
from ui.icons import paint as paint_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from planner.tours.model import DayCost
    from planner.workspace import PlannedDay, PlannedWeek

HEIGHT = 44
_TITLE, _GAP, _MARGIN, _HOUSE = 26, 4, 8, 18
"""Pixels: where the day begins, before the times, at the right, and of the house."""
_ARROW = " → "


class LaneHeader(QWidget):
    """Two lines of 12 and 14 pixels. While something is dragged: old → new."""

    clicked = Signal()
    menu_wanted = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, weekday: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weekday = weekday
        self._week: PlannedWeek | None = None
        self._day: PlannedDay | None = None
        self._after: DayCost | None = None
        self._before: DayCost | None = None
        self._target = False
        self._suits = ("", "")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_day(self, week: PlannedWeek, day: PlannedDay) -> None:
        """Show this day's figures."""
        self._week, self._day = week, day
        self.setAccessibleName(", ".join([figures.long_date(day.date), *self._words()]))
        self.setToolTip(plain.tooltip("\n".join([figures.long_date(day.date), *self._words()])))
        self.update()

    def preview(self, after: DayCost | None, target: bool = False) -> None:
        """Show what the day would become; None: as it is."""
        if (after, target) != (self._after, self._target):
            self._after, self._target = after, target
            self.update()

    def compare(self, before: DayCost | None) -> None:
        """Show what the day was before this proposal of it; None: it is no proposal."""
        if before != self._before:
            self._before = before
            self.update()

    def tint(self, suits: str, words: str) -> None:
        """Show how the day suits what is dragged, with its best price; nothing for no drag."""
        if (suits, words) != self._suits:
            self._suits = (suits, words)
            self.update()

    @property
    def suits(self) -> tuple[str, str]:
        """How the day suits what is dragged, and its best price in words."""
        return self._suits

    @property
    def text(self) -> str:
        """The second line as it is shown now."""
        return "".join(text for text, _bold in self._second_line())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _words(self) -> list[str]:
        day, week = self._day, self._week
        if day is None or week is None:
            return []
        cost, territory = day.cost, week.territory
        calls = len(day.calls)
        words = [
            *_special(day, territory.base_name),
            ngettext("{count} call", "{count} calls", calls).format(count=calls),
        ]
        if not day.stops:
            return words
        words += [
            _("{distance} est.").format(distance=figures.distance(cost.metres, territory.units)),
            _("{duration} at the wheel").format(duration=figures.duration(cost.seconds_driving)),
            _("{duration} from home to home").format(
                duration=figures.duration(cost.seconds_working)
            ),
            _("{money} for the kilometres").format(
                money=figures.money(cost.cost, territory.currency)
            ),
            _("{percent} % of the working day").format(percent=round(self._load(cost) * 100)),
        ]
        names = {s.call.id: s.account.name for s in day.stops}
        return words + [
            sentences.broken(b.kind, b.seconds, names.get(b.call or 0, "")) for b in cost.breaks
        ]

    def _load(self, cost: DayCost) -> float:
        assert self._week is not None
        assert self._day is not None
        work = self._week.plan.frames[self._day.date].work
        return cost.seconds_working / max(1, work.shuts - work.opens) if cost.stops else 0.0

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        day_look = look.days[self.weekday]
        suits = self._suits[0]
        plain_ground = tints.ground(suits) if suits else look.surf
        painter.fillRect(self.rect(), day_look.tint if self._target else plain_ground)
        painter.fillRect(QRect(self.width() - 1, 0, 1, HEIGHT), look.line)
        painter.fillRect(QRect(0, HEIGHT - 1, self.width(), 1), look.line)
        if self._day is None or self._week is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(day_look.fill)
        painter.drawRoundedRect(QRect(8, 8, 12, 12), 2, 2)
        title, whole = self._upper_line()
        right = self._times(painter, whole=whole)
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.BODY, bold=True))
        room = QRect(_TITLE, 4, max(0, right - _TITLE), 20)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        if suits and not self._target and self._after is None:
            self._suiting(painter)
        else:
            self._figures(painter)
        self._load_line(painter)

    def _suiting(self, painter: QPainter) -> None:
        """Sign and words of how the day suits: the ground's colour alone says nothing."""
        suits, words = self._suits
        colour = tints.pen(suits)
        paint_icon(painter, QRect(8, 25, 14, 14), tints.sign(suits), colour)
        painter.setPen(colour)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        room = QRect(_TITLE, 24, self.width() - _TITLE - _MARGIN, 16)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)

    @property
    def title(self) -> str:
        """The day as the first line names it now."""
        return self._upper_line()[0]

    def _upper_line(self) -> tuple[str, bool]:
        """The day, and whether beside it there is room for both times or only for coming home.

        The month goes last of all but the day itself: when one leaves is in the hover too.
        """
        assert self._day is not None
        day, widths = self._day.date, self._times_widths()
        metrics = QFontMetrics(theme.font(theme.BODY, bold=True))
        short = figures.short_weekday(self.weekday)
        for title in (figures.short_date(day), f"{short} {day.day}"):
            for whole, width in zip((True, False), widths, strict=True):
                needed = _TITLE + metrics.horizontalAdvance(title) + _GAP + width + _MARGIN
                if needed <= self.width():
                    return title, whole
        return short, False

    def _times_widths(self) -> tuple[int, int]:
        """Pixels of both times, and of the house with the time of coming home."""
        assert self._day is not None
        cost = self._after or self._day.cost
        if not cost.stops:
            return 0, 0
        usual = QFontMetrics(theme.font(theme.META, figures=True))
        home = QFontMetrics(self._home_font(cost)).horizontalAdvance(
            figures.time_of_day(cost.arrive)
        )
        return home + usual.horizontalAdvance(_leaving(cost)), home + _HOUSE

    @staticmethod
    def _home_font(cost: DayCost) -> QFont:
        return theme.font(theme.META, bold=_is_over(cost), figures=True)

    def _times(self, painter: QPainter, *, whole: bool) -> int:
        """Leave and home at the right, or home alone; gives the pixel where they begin."""
        assert self._day is not None
        look, cost = theme.current(), self._after or self._day.cost
        right = self.width() - _MARGIN
        if not cost.stops:
            return right
        painter.setFont(self._home_font(cost))
        painter.setPen(look.bad if _is_over(cost) else look.mute)
        right = _to_the_left(painter, right, figures.time_of_day(cost.arrive))
        if not whole:
            paint_icon(painter, QRect(right - 15, 7, 12, 14), "house-simple-fill", look.mute)
            return right - _HOUSE
        painter.setFont(theme.font(theme.META, figures=True))
        painter.setPen(look.mute)
        return _to_the_left(painter, right, _leaving(cost))

    def _figures(self, painter: QPainter) -> None:
        assert self._day is not None
        look = theme.current()
        painter.setPen(look.text)
        right = self.width() - 8
        stops = self._day.calls
        if stops and all(stop.call.locked for stop in stops):
            paint_icon(painter, QRect(right - 14, 25, 14, 14), "lock-bold", look.mute)
            right -= 18
        x = 9
        for text, bold in self._fitting_line(right - x):
            painter.setFont(theme.font(theme.META, bold=bold, figures=True))
            width = painter.fontMetrics().horizontalAdvance(text)
            if x + width > right:
                break
            painter.drawText(QRect(x, 24, width + 2, 16), Qt.AlignmentFlag.AlignVCenter, text)
            x += width

    def _fitting_line(self, room: int) -> list[tuple[str, bool]]:
        """The second line; without the hours as they were where both have no room."""
        line = self._second_line()
        widths = [
            QFontMetrics(theme.font(theme.META, bold=bold, figures=True)).horizontalAdvance(text)
            for text, bold in line
        ]
        if sum(widths) > room and len(line) == 4 and _ARROW in line[2][0]:
            return [*line[:2], (" · ", False), line[3]]
        return line

    def _second_line(self) -> list[tuple[str, bool]]:
        """Pieces of text and whether they are bold; where it is narrow those at the end go."""
        if self._day is None or self._week is None:
            return []
        now, after, territory = self._day.cost, self._after, self._week.territory
        if after is None and self._before is not None:
            now, after = self._before, now
        far, long = (
            figures.distance(now.metres, territory.units),
            figures.duration(now.seconds_working),
        )
        if after is not None:
            far_then = figures.distance(after.metres, territory.units)
            long_then = figures.duration(after.seconds_working if after.stops else 0)
            return [
                (far.split()[0] + _ARROW, False),
                (far_then, True),
                (" · " + long.split()[0] + _ARROW, False),
                (long_then, True),
            ]
        count = sum(not timed.stop.is_block for timed in now.stops)
        if not now.stops:
            return [(_("no calls") if self._day.working else _off(self._day), False)]
        calls = ngettext("{count} call", "{count} calls", count)
        return [
            (far, True),
            (" · " + long, False),
            (" · " + calls.format(count=count), False),
            (" · " + figures.money(now.cost, territory.currency), False),
        ]

    def _load_line(self, painter: QPainter) -> None:
        """How full the day is, as a line at the foot of the header."""
        assert self._day is not None
        look, load = theme.current(), self._load(self._after or self._day.cost)
        if load > 0:
            colour = look.bad if load > 1 else look.days[self.weekday].fill
            width = round((self.width() - 1) * min(1.0, load))
            painter.fillRect(QRect(0, HEIGHT - 2, width, 2), colour)


def _is_over(cost: DayCost) -> bool:
    return any(rule.kind in ("over_day", "working", "driving") for rule in cost.breaks)


def _off(day: PlannedDay) -> str:
    """Why nobody works that day."""
    return day.holiday or _("day off")


def _leaving(cost: DayCost) -> str:
    return figures.time_of_day(cost.leave) + "\N{EN DASH}"


def _to_the_left(painter: QPainter, right: int, text: str) -> int:
    """Write a text that ends at a pixel; gives the one where it begins."""
    width = painter.fontMetrics().horizontalAdvance(text)
    area = QRect(right - width, 4, width, 20)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
    return right - width


def _special(day: PlannedDay, base: str) -> list[str]:
    """What this day has that others have not."""
    words = [day.holiday] if day.holiday else []
    if not day.working:
        words.append(_("day off"))
    if day.start_name != base:
        words.append(_("starts from {place}").format(place=day.start_name))
    if day.end_name != base:
        words.append(_("ends at {place}").format(place=day.end_name))
    return [*words, day.note] if day.note else words
