"""One day of the grid being painted, and the legend beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from planner.exchange import day_sentences, figures
from planner.words import _
from ui import theme
from ui.day import tints, words
from ui.icons import paint as paint_icon

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.day.which_day import DayOffer

LEGEND = 202
"""Pixels of the legend."""
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


def paint_legend(painter: QPainter, left: int, height: int) -> None:
    """What grounds, signs and keys mean, from the pixel `left` on."""
    look = theme.current()
    painter.fillRect(QRect(left, 0, 1, height), look.line)
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


class Cell:
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
