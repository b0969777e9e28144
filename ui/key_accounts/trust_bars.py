"""Trust as three small bars: contact, promises, speed; red where one is at half or below.

`paint` is for rows of tables, `TrustBars` for cards; `spoken` spells out what they show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.exchange import trust_words
from planner.words import _
from ui import plain, theme

if TYPE_CHECKING:
    from planner.advice.trust import Measure, Trust

BAR, HIGH, GAP = 7, 14, 3
WIDE = 3 * BAR + 2 * GAP


def lines(trust: Trust) -> list[str]:
    """The three in words, each with its trend."""
    contact, promises, reaction = trust.contact, trust.promises, trust.reaction
    texts = (
        (_("Contact"), trust_words.contact(contact.good, contact.of, contact.figure), contact),
        (
            _("Promises"),
            trust_words.promises(promises.good, promises.of, promises.late),
            promises,
        ),
        (_("Reaction"), trust_words.reaction(reaction.figure, reaction.late), reaction),
    )
    return [_line(name, words, measure) for name, words, measure in texts]


def _line(name: str, words: str, measure: Measure) -> str:
    trend = trust_words.trend(measure.trend)
    if trend:
        words = _("{words}; {trend}").format(words=words, trend=trend)
    return _("{name}: {words}").format(name=name, words=words)


def spoken(trust: Trust | None) -> str:
    """Tooltip and accessible name of the bars."""
    return "\n".join(lines(trust)) if trust is not None else ""


def paint(painter: QPainter, left: int, top: int, trust: Trust | None) -> None:
    """Three bars of 7 by 14 from the pixel `left`, `top`; an empty frame where nobody knows."""
    if trust is None:
        return
    look = theme.current()
    measures = (trust.contact, trust.promises, trust.reaction)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for at, measure in enumerate(measures):
        frame = QRect(left + at * (BAR + GAP), top, BAR, HIGH)
        painter.fillRect(frame, look.hatch)
        if measure.share is None:
            painter.fillRect(frame, look.surf)
            painter.setPen(QPen(look.hatch))
            painter.drawRect(frame.adjusted(0, 0, -1, -1))
            continue
        high = max(2, round(HIGH * measure.share))
        bar = QRect(frame.left(), frame.bottom() + 1 - high, BAR, high)
        painter.fillRect(bar, look.bad if measure.is_weak else look.due)
    painter.restore()


class TrustBars(QWidget):
    """The bars of one account."""

    def __init__(self) -> None:
        super().__init__()
        self._trust: Trust | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Trust"))

    def show_trust(self, trust: Trust | None) -> None:
        """Take the trust of an account; None while it is read."""
        self._trust = trust
        words = spoken(trust)
        self.setToolTip(plain.tooltip(words))
        self.setAccessibleDescription(words)
        self.setAccessibleName(words or _("Trust"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDE, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, 0, (self.height() - HIGH) // 2, self._trust)
        painter.end()
