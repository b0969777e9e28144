"""The share of new business by month, the target through it, next month as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.exchange import figures, prospect_words
from planner.words import _
from ui import plain, theme

if TYPE_CHECKING:
    from planner.advice.new_business import NewBusiness

_LEFT, _TOP, _FOOT, _LEGEND = 28, 34, 22, 26
_FIFTH = 0.05
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


class ShareChart(QWidget):
    """Bars, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._found: NewBusiness | None = None
        self.setMinimumSize(300, 170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_business(self, found: NewBusiness) -> None:
        """Other figures."""
        self._found = found
        self.setAccessibleName(_("Share of new business by month"))
        self.setAccessibleDescription("; ".join(self._spoken(n) for n in range(self._count)))
        self.update()

    @property
    def shares(self) -> list[float | None]:
        """What the bars show, the last one expected."""
        if self._found is None:
            return []
        return [*(m.share for m in self._found.months), self._found.expected.share]

    @property
    def _count(self) -> int:
        return len(self.shares)

    @property
    def _top(self) -> float:
        """The share at the top of the chart: a multiple of 5 % that what was stays below.

        A large pipeline may be expected to bring so much that nothing else would show beside it.
        """
        assert self._found is not None
        *been, expected = (share or 0.0 for share in self.shares)
        known = max(*been, self._found.target)
        most = max(known, min(expected, 1.5 * known))
        return min(1.0, max(0.25, _FIFTH * (int(most / _FIFTH) + 1)))

    def sizeHint(self) -> QSize:
        """As in a window of the usual size."""
        return QSize(440, 260)

    def event(self, event: QEvent) -> bool:
        """A month in words where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and self._count:
            at = int((event.pos().x() - _LEFT) / self._pitch)
            if 0 <= at < self._count:
                QToolTip.showText(event.globalPos(), plain.tooltip(self._spoken(at)), self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines, bars, target, legend."""
        if self._found is None:
            return
        painter = QPainter(self)
        self._paint_lines(painter)
        self._paint_target(painter)
        for number, share in enumerate(self.shares):
            self._paint_bar(painter, number, share)
        self._paint_legend(painter)

    # Within

    @property
    def _plot(self) -> QRect:
        return self.rect().adjusted(_LEFT, _TOP, 0, -_FOOT - _LEGEND)

    @property
    def _pitch(self) -> float:
        return self._plot.width() / max(1, self._count)

    def _y(self, share: float) -> int:
        plot = self._plot
        return plot.bottom() + 1 - round(plot.height() * min(1.0, share / self._top))

    def _paint_lines(self, painter: QPainter) -> None:
        look, plot = theme.current(), self._plot
        painter.setFont(theme.font(theme.META, figures=True))
        every = _FIFTH if self._top <= 0.3 else 2 * _FIFTH if self._top <= 0.6 else 4 * _FIFTH
        line = 0.0
        while line <= self._top + 1e-9:
            y = self._y(line)
            painter.fillRect(QRect(plot.left(), y, plot.width(), 1), look.line)
            painter.setPen(look.mute)
            area = QRect(0, y - 8, _LEFT - 8, 16)
            text = f"{100 * line:.0f}"
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | _VERTICAL, text)
            line += every

    def _paint_bar(self, painter: QPainter, number: int, share: float | None) -> None:
        look, plot, pitch = theme.current(), self._plot, self._pitch
        left, width = plot.left() + pitch * number, min(30.0, pitch * 0.65)
        this, expected = number == self._count - 2, number == self._count - 1
        top = self._y(share or 0.0)
        bar = QRectF(left + (pitch - width) / 2, top, width, plot.bottom() + 1 - top)
        if share and expected:
            painter.fillRect(bar, QBrush(look.off, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(look.off, 1, Qt.PenStyle.DashLine))
            painter.drawRect(bar)
        elif share:
            painter.fillRect(bar, look.ink if this else look.mute)
        painter.setFont(theme.font(theme.META, bold=this or expected, figures=True))
        painter.setPen(look.text)
        text = "–" if share is None else f"{100 * share:.0f}"
        wide = painter.fontMetrics().horizontalAdvance(text) + 4
        box = QRect(int(left + (pitch - wide) / 2), top - 18, wide, 16)
        painter.fillRect(box, look.surf)  # the target does not go through a figure
        painter.drawText(box, _MIDDLE, text)
        painter.setPen(look.text if this else look.mute)
        foot = QRect(int(left), plot.bottom() + 4, int(pitch), _FOOT - 4)
        painter.drawText(foot, _MIDDLE, figures.month(self._month(number))[:1])

    def _paint_target(self, painter: QPainter) -> None:
        assert self._found is not None
        look, plot, y = theme.current(), self._plot, self._y(self._found.target)
        painter.setPen(QPen(look.ink, 2, Qt.PenStyle.DashLine))
        painter.drawLine(plot.left(), y, plot.right(), y)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        words = _("target {share}").format(share=prospect_words.percent(self._found.target))
        metrics = painter.fontMetrics()
        area = QRect(plot.left(), y - 20, metrics.horizontalAdvance(words) + 6, 17)
        painter.fillRect(area, look.surf)
        painter.setPen(look.text)
        painter.drawText(area, _VERTICAL, words)

    def _paint_legend(self, painter: QPainter) -> None:
        assert self._found is not None
        look, y = theme.current(), self.height() - 18
        painter.setFont(theme.font(theme.META))
        x = _LEFT
        for words, brush in (
            (_("orders"), QBrush(look.mute)),
            (_("expected from the pipeline"), QBrush(look.off, Qt.BrushStyle.BDiagPattern)),
        ):
            painter.fillRect(QRect(x, y + 2, 12, 12), brush)
            x = self._legend_text(painter, x + 18, y, words) + 16
        months = self._found.new_months
        self._legend_text(painter, x, y, _("new = first {count} months").format(count=months))

    def _legend_text(self, painter: QPainter, x: int, y: int, words: str) -> int:
        painter.setPen(theme.current().mute)
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRect(x, y, width + 2, 16), _VERTICAL, words)
        return x + width

    def _month(self, number: int) -> int:
        assert self._found is not None
        months = self._found.months
        return months[number].first.month if number < len(months) else months[0].first.month

    def _spoken(self, number: int) -> str:
        assert self._found is not None
        months = self._found.months
        month, share = (
            figures.month(self._month(number)),
            prospect_words.percent(self.shares[number]),
        )
        if number < len(months):
            return _("{month} {year}: {share} new").format(
                month=month, year=months[number].first.year, share=share
            )
        return _("{month}, expected: {share} new").format(month=month, share=share)
