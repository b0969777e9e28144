"""Who of the current customers waits longer, A first: from when, until when, by how many days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.exchange import figures
from planner.words import _, ngettext
from ui import theme
from ui.row_painting import paint_at_right, paint_text

if TYPE_CHECKING:
    from planner.advice.prospect_hours import Trade, Waiting

ROW, SHOWN = 24, 5
_BADGE = 20


class WaitingList(QWidget):
    """A few painted rows, and how many more there are."""

    account_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.waiting: tuple[Waiting, ...] = ()
        self._start = date.min
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_trade(self, trade: Trade, start: date) -> None:
        """Other hours."""
        self.waiting, self._start = trade.waiting, start
        words = [self._spoken(one) for one in self.rows]
        self.setFixedHeight(ROW * len(self.rows) + (20 if self.rest or not self.waiting else 0))
        self.setAccessibleName(_("Who waits longer"))
        self.setAccessibleDescription("; ".join([*words, self.rest]))
        self.update()

    @property
    def rows(self) -> tuple[Waiting, ...]:
        """Those that are shown."""
        return self.waiting[:SHOWN]

    @property
    def rest(self) -> str:
        """Those that are not: 4 more, up to 6 days."""
        more = self.waiting[SHOWN:]
        if not more:
            return ""
        days = max(one.days for one in more)
        return ngettext(
            "{count} more, up to {days} days", "{count} more, up to {days} days", len(more)
        ).format(count=len(more), days=days)

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(308, self.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a customer opens its card."""
        at = int(event.position().y()) // ROW
        if 0 <= at < len(self.rows):
            self.account_opened.emit(self.rows[at].customer.account)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rows, then the rest in words."""
        painter = QPainter(self)
        for number, one in enumerate(self.rows):
            self._paint(painter, QRect(0, ROW * number, self.width(), ROW), one)
        words = self.rest if self.waiting else _("Nobody waits longer.")
        top = ROW * len(self.rows) if self.waiting else 2
        area = QRect(0, top, self.width(), 20)
        paint_text(painter, area, words, theme.font(theme.META, figures=True), quiet=True)

    def _paint(self, painter: QPainter, row: QRect, one: Waiting) -> None:
        look, meta = theme.current(), theme.font(theme.META, figures=True)
        bold = theme.font(theme.META, bold=True, figures=True)
        painter.setPen(QPen(look.line, 1))
        badge = QRect(0, row.top() + 3, _BADGE, 18)
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(look.text)
        painter.setFont(bold)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, one.customer.grade or "–")
        right = self.width()
        painter.setPen(look.text)
        paint_at_right(painter, row, right, _days(one), bold)
        painter.setPen(look.text)
        left = paint_at_right(painter, row, right - 48, self._after(one), meta)
        painter.setPen(look.mute)
        before = self._before(one) + " \N{RIGHTWARDS ARROW} "
        left = paint_at_right(painter, row, left, before, meta)
        name = QRect(_BADGE + 6, row.top(), left - _BADGE - 12, ROW)
        paint_text(painter, name, one.customer.name, bold, quiet=False)

    def _before(self, one: Waiting) -> str:
        return figures.day_and_month(self._start + timedelta(days=one.before))

    def _after(self, one: Waiting) -> str:
        return figures.day_and_month(self._start + timedelta(days=one.after))

    def _spoken(self, one: Waiting) -> str:
        return _("{grade} {name}: {before} becomes {after}, {days}").format(
            grade=one.customer.grade,
            name=one.customer.name,
            before=self._before(one),
            after=self._after(one),
            days=_days(one),
        )


def _days(one: Waiting) -> str:
    return _("+{days} d").format(days=one.days)
