"""How a lane shows a proposed day: what happens to each card, and who leaves the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import plain, theme
from ui.icons import paint as paint_icon
from ui.week import proposal_words as words

if TYPE_CHECKING:
    from planner.workspace.proposing.proposals import Proposal, Step

Leavers = tuple[tuple[str, int | None], ...]
"""Names, and the weekdays they go to; None where one is taken out."""
LEAVERS = 17
"""Pixels of the strip under the lanes that says who leaves each day."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_PILL = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """What happens to one card; `was` is the weekday that it comes from; `words` say it."""

    changed: bool
    added: bool = False
    was: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DayMarks:
    """One proposed day: the mark of each call in order of the tour."""

    marks: tuple[tuple[int, Mark], ...] = ()

    def of(self, call: int) -> Mark | None:
        """The mark of a call; None where nothing is proposed."""
        return next((mark for key, mark in self.marks if key == call), None)


NO_MARKS = DayMarks()


def marks_of(proposal: Proposal, day: date) -> DayMarks:
    """The marks of one day of a proposal."""
    steps, planned = proposal.by_call, proposal.after.by_date.get(day)
    calls = [stop.call.id for stop in planned.stops] if planned else []
    marks = tuple((call, _mark(steps[call])) for call in calls if call in steps)
    return DayMarks(marks)


def _mark(step: Step) -> Mark:
    said = words.mark_words(step)
    if step.kind == "added":
        return Mark(changed=True, added=True, words=said)
    if step.kind == "moved" and step.day_before and step.day_before != step.day_after:
        return Mark(changed=True, was=step.day_before.weekday(), words=said)
    return Mark(changed=False, words=said)


# Painting


def paint_mark(painter: QPainter, line: QRect, right: int, mark: Mark, *, narrow: bool) -> int:
    """The mark of a card, ending at the pixel `right`; gives the pixel where it begins."""
    if not mark.changed:
        spot = QRect(right - 12, line.center().y() - 5, 12, 12)
        paint_icon(painter, spot, "equals", theme.current().mute)
        return right - 16
    text = "" if mark.was is None else figures.short_weekday(mark.was)
    icon = "plus-bold" if mark.added else "" if narrow else "arrows-left-right-bold"
    return paint_pill(painter, line, right, icon, text if mark.was is not None else "")


def paint_pill(painter: QPainter, line: QRect, right: int, icon: str, text: str) -> int:
    """A pill of ink with an icon, a text or both; gives the pixel where it begins."""
    look = theme.current()
    painter.setFont(theme.font(theme.META, bold=True))
    wide = painter.fontMetrics().horizontalAdvance(text) if text else 0
    width = 8 + (12 if icon else 0) + (4 if icon and text else 0) + wide
    area = QRect(right - width, line.center().y() - _PILL // 2 + 1, width, _PILL)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.ink)
    painter.drawRoundedRect(area, 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if icon:
        spot = QRect(area.left() + 4, area.top() + 2, 12, 12)
        paint_icon(painter, spot, icon, look.onink)
    painter.setPen(look.onink)
    room = QRect(area.right() - 3 - wide, area.top(), wide + 4, _PILL)
    painter.drawText(room, _LEFT, text)
    return area.left() - 4


class LeaversStrip(QWidget):
    """Stands under the lanes: who leaves each day, struck out, and where to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: list[tuple[QRect, Leavers]] = []
        self.setAccessibleName(_("Who leaves the day"))
        self.hide()

    def show_leavers(self, columns: Sequence[tuple[QRect, Leavers]]) -> None:
        """Show these under their lanes; nobody at all hides the strip."""
        self._columns = [(area, leavers) for area, leavers in columns if leavers]
        said = [leaver_words(*one) for _area, leavers in self._columns for one in leavers]
        self.setAccessibleDescription("\n".join(said))
        self.setToolTip(plain.tooltip("\n".join(said)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.fillRect(self.rect(), look.win)
        painter.fillRect(QRect(0, 0, self.width(), 1), look.line)
        for area, leavers in self._columns:
            _paint_leavers(painter, area, leavers)


def leaver_words(name: str, to: int | None) -> str:
    """Brown & Co goes to Wednesday."""
    if to is None:
        return _("{name} is taken out").format(name=name)
    return _("{name} goes to {day}").format(name=name, day=figures.weekday(to))


def _paint_leavers(painter: QPainter, column: QRect, leavers: Leavers) -> None:
    look = theme.current()
    icon = "arrows-left-right" if any(to is not None for _name, to in leavers) else "minus"
    paint_icon(painter, QRect(column.left() + 7, 3, 12, 12), icon, look.mute)
    room = QRect(column.left() + 24, 1, column.width() - 30, LEAVERS - 1)
    if len(leavers) == 1:
        _one_leaver(painter, room, *leavers[0])
    else:
        _struck(painter, room, ", ".join(name for name, _to in leavers))


def _one_leaver(painter: QPainter, area: QRect, name: str, to: int | None) -> None:
    look = theme.current()
    painter.setFont(theme.font(theme.META, bold=True))
    where = _("out") if to is None else "→ " + figures.short_weekday(to)
    wide = painter.fontMetrics().horizontalAdvance(where)
    used = _struck(painter, area.adjusted(0, 0, -wide - 8, 0), name)
    painter.setFont(theme.font(theme.META, bold=True))
    painter.setPen(look.text)
    painter.drawText(area.adjusted(used + 6, 0, 0, 0), _LEFT, where)


def _struck(painter: QPainter, area: QRect, text: str) -> int:
    """A text struck out, cut where it is too long; gives its width."""
    font = QFont(theme.font(theme.META))
    font.setStrikeOut(True)
    painter.setFont(font)
    painter.setPen(theme.current().mute)
    metrics = painter.fontMetrics()
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _LEFT, cut)
    return metrics.horizontalAdvance(cut)
