"""The days of some weeks as cells, green to red, each with sign, word and price."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from planner.exchange import day_sentences, figures
from planner.words import _
from ui import theme
from ui.day import tints, words
from ui.icons import paint as paint_icon

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.which_day import DayOffer, Offers

GUTTER, HEAD, LEGEND = 40, 28, 202
_LEGEND_FROM = 1100
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_REASON_ICONS = {
    "held": "lock",
    "locked": "lock",
    "closed": "door",
    "day_off": "calendar-x",
    "past": "clock-counter-clockwise",
}
_LEGEND_WORDS = ("best", "good", "so_so", "dear", "very_dear", "not_possible")


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
        self._at, self._offers = None, None

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
        self.setAccessibleDescription(self.text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))
        self.update()
        self.moved.emit(self.current)

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
        for place, offer in self._cells().items():
            if self._area(*place).contains(x, y):
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

    def _width(self) -> int:
        return self.width() - (LEGEND if self.width() >= _LEGEND_FROM else 0)

    def _area(self, row: int, column: int) -> QRect:
        wide, high = self._width() - GUTTER, self.height() - HEAD
        columns, rows = len(self._weekdays), len(self._weeks)
        left, right = (GUTTER + wide * c // columns for c in (column, column + 1))
        top, bottom = (HEAD + high * r // rows for r in (row, row + 1))
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
        for place, offer in self._cells().items():
            _Cell(painter, self._area(*place), offer, self._territory, self._names).paint()
            if offer.day == self._at:
                self._ring(painter, self._area(*place))
        if self.width() >= _LEGEND_FROM:
            self._legend(painter)

    def _ring(self, painter: QPainter, area: QRect) -> None:
        look = theme.current()
        painter.setPen(QPen(look.ink, 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(3, 3, -4, -4), 4, 4)

    def _heads(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(theme.font(theme.BODY, bold=True))
        for column, weekday in enumerate(self._weekdays):
            area = self._area(0, column)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.days[weekday].fill)
            painter.drawRoundedRect(QRect(area.left() + 8, 9, 10, 10), 2, 2)
            painter.setPen(look.text)
            name = figures.weekday(weekday)
            painter.drawText(QRect(area.left() + 24, 0, area.width() - 24, HEAD), _LEFT, name)
            painter.fillRect(QRect(area.left(), 0, 1, self.height()), look.line)
        for row, monday in enumerate(self._weeks):
            area = self._area(row, 0)
            painter.fillRect(QRect(0, area.top(), self._width(), 1), look.line)
            painter.setPen(look.text)
            number = str(monday.isocalendar().week)
            painter.drawText(
                QRect(0, area.top() + 6, GUTTER, 20), Qt.AlignmentFlag.AlignCenter, number
            )

    def _legend(self, painter: QPainter) -> None:
        look, left = theme.current(), self._width()
        painter.fillRect(QRect(left, 0, 1, self.height()), look.line)
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.BODY, bold=True))
        painter.drawText(QRect(left + 13, 4, LEGEND, 20), _LEFT, _("What the day costs"))
        painter.setFont(theme.font(theme.META))
        painter.setPen(look.mute)
        against = _("against the weeks as they stand, est.")
        painter.drawText(QRect(left + 13, 24, LEGEND - 16, 32), Qt.TextFlag.TextWordWrap, against)
        y = 60
        for suits, more in zip(_LEGEND_WORDS, _limits(), strict=True):
            box = QRect(left + 13, y, 20, 20)
            _ground(painter, box, suits)
            paint_icon(painter, box.adjusted(4, 4, -4, -4), tints.sign(suits), tints.pen(suits))
            painter.setFont(theme.font(theme.META, bold=True))
            painter.setPen(look.text)
            word = day_sentences.suits(suits)
            painter.drawText(QRect(left + 41, y, LEGEND, 20), _LEFT, word)
            used = painter.fontMetrics().horizontalAdvance(word) + 8
            painter.setFont(theme.font(theme.META))
            painter.setPen(look.mute)
            painter.drawText(QRect(left + 41 + used, y, LEGEND - 45 - used, 20), _LEFT, more)
            y += 25
        y += 10
        for keys, does in (
            ("← ↑ ↓ →", _("look at a day")),
            (_("Enter"), _("put it there")),
            (_("Esc"), _("back to the week")),
        ):
            painter.setPen(look.text)
            painter.drawText(QRect(left + 13, y, 60, 18), _LEFT, keys)
            painter.setPen(look.mute)
            painter.drawText(QRect(left + 76, y, LEGEND - 80, 18), _LEFT, does)
            y += 20


def _limits() -> tuple[str, ...]:
    return (
        _("least of all"),
        _("under {minutes} min").format(minutes=12),
        _("{least} to {most} min").format(least=12, most=20),
        _("more, or late"),
        _("far over"),
        _("says why"),
    )


def _ground(painter: QPainter, area: QRect, suits: str) -> None:
    look = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tints.ground(suits))
    painter.drawRoundedRect(area, 4, 4)
    if suits == "not_possible":
        painter.setBrush(QBrush(look.hatch, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(area, 4, 4)


class _Cell:
    """One day's cell being painted."""

    def __init__(
        self,
        painter: QPainter,
        area: QRect,
        offer: DayOffer,
        territory: Territory,
        names: words.Names,
    ) -> None:
        self.p, self.area, self.offer = painter, area.adjusted(4, 4, -5, -5), offer
        self.territory, self.names, self.look = territory, names, theme.current()

    def paint(self) -> None:
        """Ground, date, sign and word; then the price, or why there is none."""
        offer = self.offer
        _ground(self.p, self.area, offer.suits)
        possible = offer.slot is not None and not offer.refused
        self._text(0, figures.day_and_month(offer.day), self.look.mute, theme.META)
        if possible:
            self._word(day_sentences.suits(offer.suits))
            self._price()
        else:
            self._reason()
        if offer.stands:
            self._text(3, _("planned here now"), self.look.mute, theme.META)

    def _line(self, number: int) -> QRect:
        high = self.area.height()
        tops = (4, 24, 52, 70) if high >= 88 else (2, high // 4, high // 2, high * 3 // 4 - 2)
        return QRect(self.area.left() + 10, self.area.top() + tops[number],
                     self.area.width() - 18, 18)  # fmt: skip

    def _text(self, line: int, text: str, colour: QColor, size: int, *, bold: bool = False) -> int:
        """Write within the cell; what is too long ends in dots. Gives the width used."""
        area = self._line(line)
        self.p.setFont(theme.font(size, bold=bold, figures=True))
        self.p.setPen(colour)
        metrics = self.p.fontMetrics()
        area.setHeight(max(area.height(), metrics.height()))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        if self.offer.suits == "not_possible":  # words stand on the ground, not on the hatch
            back = QRect(area.left() - 3, area.top(), metrics.horizontalAdvance(shown) + 6,
                         area.height())  # fmt: skip
            self.p.fillRect(back, self.look.surf)
        self.p.setPen(colour)
        self.p.drawText(area, _LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def _word(self, word: str) -> None:
        pen, area = tints.pen(self.offer.suits), self._line(0)
        self.p.setFont(theme.font(theme.META, bold=True))
        self.p.setPen(pen)
        self.p.drawText(area, _RIGHT, word)
        used = self.p.fontMetrics().horizontalAdvance(word)
        icon = QRect(area.right() - used - 18, area.top() + 2, 14, 14)
        paint_icon(self.p, icon, tints.sign(self.offer.suits), pen)

    def _price(self) -> None:
        offer, pen = self.offer, tints.pen(self.offer.suits)
        assert offer.slot is not None
        used = self._text(1, words.minutes(offer.slot.price), pen, theme.FIGURES, bold=True)
        area = self._line(1).adjusted(used + 10, 3, 0, 6)
        rest = words.rest_of_price(offer.slot.price, self.territory)
        for size, text in (
            (theme.BODY, rest),
            (theme.META, rest),
            (theme.META, rest.split("  ")[0]),
        ):
            self.p.setFont(theme.font(size, figures=True))
            if self.p.fontMetrics().horizontalAdvance(text) <= area.width():
                break
        self.p.drawText(area, _LEFT, text)
        self._text(2, words.slot(offer), self.look.text, theme.META)
        line, bad = words.consequence(offer, self.names)
        if not offer.stands or bad:
            self._text(3, line, self.look.bad if bad else self.look.mute, theme.META, bold=bad)

    def _reason(self) -> None:
        offer, area = self.offer, self._line(1)
        icon = _REASON_ICONS.get(offer.refused, "prohibit")
        self.p.fillRect(QRect(area.left() - 3, area.top() + 1, 24, 18), self.look.surf)
        paint_icon(self.p, QRect(area.left(), area.top() + 2, 16, 16), icon, self.look.mute)
        reason = day_sentences.not_possible(offer.refused)
        self.p.setFont(theme.font(theme.BODY))
        room = area.adjusted(22, 0, 0, 2)
        metrics = self.p.fontMetrics()
        shown = metrics.elidedText(reason, Qt.TextElideMode.ElideRight, room.width())
        self.p.fillRect(QRect(room.left() - 2, room.top(), metrics.horizontalAdvance(shown) + 5,
                              room.height()), self.look.surf)  # fmt: skip
        self.p.setPen(self.look.mute)
        self.p.drawText(room, _LEFT, shown)
        lifting = words.lifting(offer, self.territory)
        if lifting:
            self._text(2, lifting, self.look.mute, theme.META)
