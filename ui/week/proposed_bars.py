"""The panel beside the board while a week is proposed: each day's road, proposed and as now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.exchange import figures
from planner.words import _
from ui import plain, theme
from ui.icons import paint as paint_icon
from ui.week.proposal_marks import paint_pill

if TYPE_CHECKING:
    from planner.workspace.proposing.proposals import Proposal

_HEAD, _ROW, _LEAST_ROW, _BAR, _LONGEST = 46, 40, 30, 9, 104
_KEY_ROW, _KEYS = 21, 4
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ProposedBars(QWidget):
    """Takes the place of loop or zigzag; below the bars stand the marks of the cards."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._proposal: Proposal | None = None
        self.setFixedWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Proposed or now"))

    def show_proposal(self, proposal: Proposal) -> None:
        """Show this one's days."""
        self._proposal = proposal
        self.setAccessibleDescription(self.text)
        self.setToolTip(plain.tooltip(self.text))
        self.update()

    def _days(self) -> Iterator[tuple[date, int, int]]:
        """Date, metres as proposed, metres now."""
        if self._proposal is None:
            return
        before = self._proposal.before.by_date
        for day in sorted(self._proposal.after.days, key=lambda day: day.date):
            now = before[day.date].cost.metres if day.date in before else 0
            yield day.date, day.cost.metres, now

    @property
    def text(self) -> str:
        """The whole panel in words."""
        if self._proposal is None:
            return ""
        units = self._proposal.after.territory.units
        return "\n".join(
            _("{day}: proposed {proposed}, now {now}").format(
                day=figures.weekday(day.weekday()),
                proposed=figures.distance(proposed, units),
                now=figures.distance(now, units),
            )
            for day, proposed, now in self._days()
        )

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(0, 0, 1, self.height()), look.line)
        self._head(painter)
        days = list(self._days())
        longest = max((max(one, other) for _day, one, other in days), default=1) or 1
        room = self.height() - _HEAD - _KEYS * _KEY_ROW - 34
        row = max(_LEAST_ROW, min(_ROW, room // max(1, len(days))))
        for number, (day, proposed, now) in enumerate(days):
            area = QRect(0, _HEAD + number * row, self.width(), row)
            self._row(painter, area, day, (proposed, now), longest)
        top = _HEAD + len(days) * row + 4
        if self.height() - top >= _KEYS * _KEY_ROW + 4:
            self._keys(painter, top)

    def _head(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(theme.font(theme.BODY, bold=True))
        painter.setPen(look.text)
        painter.drawText(QRect(13, 5, self.width() - 20, 20), _MIDDLE, _("Proposed or now"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.off)
        painter.drawRoundedRect(QRect(13, 29, 14, 8), 2, 2)
        painter.setFont(theme.font(theme.META))
        painter.setPen(look.mute)
        word = _("proposed")
        painter.drawText(QRect(31, 25, 90, 16), _MIDDLE, word)
        x = 31 + painter.fontMetrics().horizontalAdvance(word) + 10
        _hatched(painter, QRect(x, 29, 14, 8))
        painter.setPen(look.mute)
        painter.drawText(QRect(x + 18, 25, 60, 16), _MIDDLE, _("now"))
        units = self._proposal.after.territory.units if self._proposal else "km"
        painter.drawText(QRect(0, 25, self.width() - 10, 16), _RIGHT, units)

    def _row(
        self, painter: QPainter, area: QRect, day: date, metres: tuple[int, int], longest: int
    ) -> None:
        look = theme.current()
        middle = area.center().y()
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.META, bold=True))
        name = figures.short_weekday(day.weekday())
        painter.drawText(QRect(13, middle - 8, 32, 16), _MIDDLE, name)
        proposed, now = (max(2, round(_LONGEST * far / longest)) for far in metres)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.days[day.weekday()].fill)
        painter.drawRoundedRect(QRect(45, middle - 10, proposed, _BAR), 2, 2)
        _hatched(painter, QRect(45, middle + 2, now, _BAR))
        units = self._proposal.after.territory.units if self._proposal else "km"
        for far, y, bold in ((metres[0], middle - 13, True), (metres[1], middle - 1, False)):
            painter.setFont(theme.font(theme.META, bold=bold, figures=True))
            painter.setPen(look.text)
            figure = figures.distance(far, units).split()[0]
            painter.drawText(QRect(0, y, self.width() - 10, 16), _RIGHT, figure)

    def _keys(self, painter: QPainter, top: int) -> None:
        """What the marks on the cards mean."""
        look = theme.current()
        painter.fillRect(QRect(1, top, self.width(), 1), look.line)
        day = figures.short_weekday(2)
        marks = (
            ("arrows-left-right-bold", day, _("moved, was {day}").format(day=day)),
            ("plus-bold", "", _("added")),
            ("equals", None, _("kept as it was")),
            ("lock-bold", None, _("locked, never moved")),
        )
        for number, (icon, text, meaning) in enumerate(marks):
            line = QRect(0, top + 5 + number * _KEY_ROW, self.width(), _KEY_ROW)
            if text is None:
                paint_icon(painter, QRect(14, line.center().y() - 6, 13, 13), icon, look.text)
            else:
                wide = painter.fontMetrics().horizontalAdvance(text) + 24 if text else 20
                paint_pill(painter, line, 13 + wide, icon, text)
            painter.setFont(theme.font(theme.META))
            painter.setPen(look.mute)
            painter.drawText(line.adjusted(71, 0, 0, 0), _MIDDLE, meaning)


def _hatched(painter: QPainter, area: QRect) -> None:
    look = theme.current()
    painter.setPen(QPen(look.off, 1))
    painter.setBrush(QBrush(look.off, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
