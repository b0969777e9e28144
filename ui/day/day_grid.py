"""The days of some weeks as cells, green to red, each with sign, word and price."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import theme
from ui.day import words
from ui.day.day_cell import LEGEND, Cell, paint_legend

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.day.which_day import DayOffer, Offers

GUTTER, HEAD = 40, 28
_LEGEND_FROM = 1100
_SHOWN = 3
"""Weeks that stand below each other; the others are a turn of the wheel away."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class DayGrid(QWidget):
    """Arrows move, Enter puts, Esc leaves; a click looks, a second one on the same day puts."""

    moved = Signal(object)
    """The DayOffer now looked at."""
    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: Offers | None = None
        self._territory: Territory | None = None
        self._names: words.Names = lambda _call: ""
        self._weeks: list[date] = []
        self._weekdays: list[int] = []
        self._at: date | None = None
        self._top = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)

    def show_offers(self, offers: Offers, territory: Territory, names: words.Names) -> None:
        """Take the answers, and look at the best day."""
        self._offers, self._territory, self._names = offers, territory, names
        days = [offer.day for offer in offers.days]
        self._weeks = sorted({date.fromisocalendar(*d.isocalendar()[:2], 1) for d in days})
        self._weekdays = sorted({d.weekday() for d in days})
        ranked = offers.ranked()
        known = self._at if self._at in days else None
        self.setAccessibleName(_("Which day suits {name}?").format(name=offers.account.name))
        first = ranked[0].day if ranked else (days[0] if days else None)
        self._at = None
        self._look_at(known or first)

    def forget(self) -> None:
        """Another account is asked about: begin at its best day."""
        self._at, self._offers, self._top = None, None, 0

    @property
    def current(self) -> DayOffer | None:
        """The day looked at."""
        return self._offers.on(self._at) if self._offers and self._at else None

    @property
    def text(self) -> str:
        """The cell looked at, in words."""
        offer = self.current
        if offer is None or self._territory is None:
            return ""
        return words.cell(offer, self._territory, self._names)

    def _look_at(self, day: date | None) -> None:
        if day is None or day == self._at:
            return
        self._at = day
        row = self._weeks.index(date.fromisocalendar(*day.isocalendar()[:2], 1))
        self._scroll_to(max(row - _SHOWN + 1, min(row, self._top)))
        self.setAccessibleDescription(self.text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))
        self.update()
        self.moved.emit(self.current)

    def _scroll_to(self, top: int) -> None:
        self._top = max(0, min(top, len(self._weeks) - _SHOWN))
        self.update()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        steps |= {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        if Qt.Key(key) in steps:
            self._step(*steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.chosen.emit(self.current)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def _step(self, rows: int, columns: int) -> None:
        """To the next day that is shown in that direction."""
        places = self._cells()
        here = next((place for place, offer in places.items() if offer.day == self._at), None)
        if here is None:
            return
        row, column = here
        while True:
            row, column = row + rows, column + columns
            if not (0 <= row < len(self._weeks) and 0 <= column < len(self._weekdays)):
                return
            if (row, column) in places:
                self._look_at(places[row, column].day)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._scroll_to(self._top + (-1 if event.angleDelta().y() > 0 else 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        offer = self.offer_at(event.position().toPoint().x(), event.position().toPoint().y())
        if offer is not None and event.button() == Qt.MouseButton.LeftButton:
            self._look_at(offer.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        offer = self.offer_at(event.position().toPoint().x(), event.position().toPoint().y())
        if offer is not None and offer == self.current:
            self.chosen.emit(offer)

    def offer_at(self, x: int, y: int) -> DayOffer | None:
        """The day under a pixel."""
        for place, offer in self._seen().items():
            if y >= HEAD and self._area(*place).contains(x, y):
                return offer
        return None

    def area_of(self, day: date) -> QRect:
        """Where a day's cell stands."""
        found = (place for place, offer in self._cells().items() if offer.day == day)
        return self._area(*next(found))

    # Geometry

    def _cells(self) -> dict[tuple[int, int], DayOffer]:
        found = {}
        for offer in self._offers.days if self._offers else ():
            monday = date.fromisocalendar(*offer.day.isocalendar()[:2], 1)
            row = self._weeks.index(monday)
            found[row, self._weekdays.index(offer.day.weekday())] = offer
        return found

    def _seen(self) -> dict[tuple[int, int], DayOffer]:
        """The cells of the weeks that stand below each other now."""
        shown = range(self._top, self._top + _SHOWN)
        return {place: offer for place, offer in self._cells().items() if place[0] in shown}

    def _width(self) -> int:
        return self.width() - (LEGEND if self.width() >= _LEGEND_FROM else 0)

    def _area(self, row: int, column: int) -> QRect:
        wide, high = self._width() - GUTTER, self.height() - HEAD
        columns, rows = len(self._weekdays), min(_SHOWN, len(self._weeks))
        left, right = (GUTTER + wide * c // columns for c in (column, column + 1))
        shown = row - self._top
        top, bottom = (HEAD + high * r // rows for r in (shown, shown + 1))
        return QRect(left, top, right - left, bottom - top)

    # Painting

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(0, 0, self.width(), 1), look.line)
        if self._offers is None or self._territory is None:
            painter.setFont(theme.font(theme.BODY))
            painter.setPen(look.mute)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Pricing every day …"))
            return
        self._heads(painter)
        for place, offer in self._seen().items():
            Cell(painter, self._area(*place), offer, self._territory, self._names).paint()
            if offer.day == self._at:
                self._ring(painter, self._area(*place))
        if self.width() >= _LEGEND_FROM:
            paint_legend(painter, self._width(), self.height())

    def _ring(self, painter: QPainter, area: QRect) -> None:
        look = theme.current()
        painter.setPen(QPen(look.ink, 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(3, 3, -4, -4), 4, 4)

    def _heads(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(theme.font(theme.BODY, bold=True))
        for column, weekday in enumerate(self._weekdays):
            area = self._area(self._top, column)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.days[weekday].fill)
            painter.drawRoundedRect(QRect(area.left() + 8, 9, 10, 10), 2, 2)
            painter.setPen(look.text)
            name = figures.weekday(weekday)
            painter.drawText(QRect(area.left() + 24, 0, area.width() - 24, HEAD), _LEFT, name)
            painter.fillRect(QRect(area.left(), 0, 1, self.height()), look.line)
        for row, monday in enumerate(self._weeks):
            if not self._top <= row < self._top + _SHOWN:
                continue
            area = self._area(row, 0)
            painter.fillRect(QRect(0, area.top(), self._width(), 1), look.line)
            painter.setPen(look.text)
            number = str(monday.isocalendar().week)
            painter.drawText(
                QRect(0, area.top() + 6, GUTTER, 20), Qt.AlignmentFlag.AlignCenter, number
            )
            self._more(painter, row, area)

    def _more(self, painter: QPainter, row: int, area: QRect) -> None:
        """A sign at the edge beyond which there are more weeks."""
        painter.setPen(theme.current().mute)
        if row == self._top and row > 0:
            above = QRect(0, area.top() + 24, GUTTER, 16)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"↑{row}")
        below = len(self._weeks) - self._top - _SHOWN
        if row == self._top + _SHOWN - 1 and below > 0:
            at_foot = QRect(0, area.bottom() - 20, GUTTER, 16)
            painter.drawText(at_foot, Qt.AlignmentFlag.AlignCenter, f"↓{below}")
