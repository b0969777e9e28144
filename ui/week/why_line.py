"""The line at the foot of the map: why the call under mouse or cursor is where it is proposed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.words import _
from ui import plain, theme
from ui.icons import paint as paint_icon
from ui.week.proposal_words import Reason

HEIGHT = 48
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class WhyLine(QWidget):
    """Always at the same place, so it never hides a card."""

    def __init__(self) -> None:
        super().__init__()
        self._reason: Reason | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Why"))
        self.show_reason(None)

    def show_reason(self, reason: Reason | None) -> None:
        """Say this; None: what the line is for."""
        self._reason = reason
        self.setAccessibleDescription(self.text)
        self.setToolTip(plain.tooltip(self.text))
        self.update()

    @property
    def text(self) -> str:
        """All of it in words."""
        if self._reason is None:
            return _("Point at a call to see why it is there.")
        parts = (f"{self._reason.title} {self._reason.sentence}", self._reason.facts)
        return "\n".join(filter(None, parts))

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(0, 0, self.width(), 1), look.line)
        reason = self._reason
        if reason is None:
            paint_icon(painter, QRect(13, 16, 16, 16), "question", look.mute)
            painter.setFont(theme.font(theme.META))
            painter.setPen(look.mute)
            painter.drawText(self.rect().adjusted(48, 0, -8, 0), _LEFT, self.text)
            return
        self._disc(painter, reason)
        x, room = 48, self.width() - 56
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.BODY, bold=True))
        top = 5 if reason.facts else 14
        used = _line(painter, QRect(x, top, room * 6 // 10, 20), reason.title) + 5
        painter.setFont(theme.font(theme.BODY))
        _line(painter, QRect(x + used, top, room - used, 20), reason.sentence)
        painter.setFont(theme.font(theme.META, figures=True))
        painter.setPen(look.mute)
        _line(painter, QRect(x, 26, room, 16), reason.facts)

    @staticmethod
    def _disc(painter: QPainter, reason: Reason) -> None:
        """The stop as it is on the map; a dash for who is left out."""
        look, area = theme.current(), QRect(13, 13, 22, 22)
        day = look.days[reason.weekday] if reason.weekday is not None else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if day else look.off)
        painter.setBrush(day.fill if day else look.surf)
        painter.drawEllipse(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(theme.font(theme.META, bold=True))
        painter.setPen(day.on if day else look.text)
        number = str(reason.number) if reason.number else "–"
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, number)


def _line(painter: QPainter, area: QRect, text: str) -> int:
    """One line, cut where it is too long; gives its width in pixels."""
    metrics = painter.fontMetrics()
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, _LEFT, cut)
    return metrics.horizontalAdvance(cut)
