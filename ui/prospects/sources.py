"""What each source of prospects pays: hours, calls, orders, won, and won for an hour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.advice.lead_sources import Source, together
from planner.exchange import figures, prospect_words
from planner.words import _
from ui import icons, theme
from ui.row_painting import paint_at_right, paint_text

_ROW, _HEAD, _MOST = 30, 26, 6
_BAR, _ICON = 108, 14
_RIGHT_OF = (172, 214, 262, 316)
"""Where the columns of figures end."""
_BARS = 330
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


class SourcesTable(QWidget):
    """Painted rows, the one that wins most for an hour first, all together last."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: tuple[Source, ...] = ()
        self._currency = "GBP"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_sources(self, sources: Sequence[Source], currency: str) -> None:
        """Other figures."""
        self.sources, self._currency = tuple(sources), currency
        self.setAccessibleName(_("What each source pays"))
        self.setAccessibleDescription("; ".join(self._spoken(source) for source in self.sources))
        self.updateGeometry()
        self.update()

    def _spoken(self, source: Source) -> str:
        return _("{source}: {hours} hours, {calls} calls, {orders} orders, {won} won").format(
            source=prospect_words.source(source.source),
            hours=round(source.seconds / 3600),
            calls=source.calls,
            orders=source.orders,
            won=prospect_words.short_money(source.won, self._currency),
        )

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(460, _HEAD + _ROW * (len(self.sources) + 1))

    def minimumSizeHint(self) -> QSize:
        """All rows are shown."""
        return QSize(400, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Head, rows, line, sum."""
        painter, look = QPainter(self), theme.current()
        self._paint_head(painter)
        most = max((s.won_an_hour or 0.0 for s in self.sources), default=0.0)
        for number, source in enumerate(self.sources):
            row = QRect(0, _HEAD + _ROW * number, self.width(), _ROW)
            self._paint_row(painter, row, source, most, first=number == 0)
        if self.sources:
            row = QRect(0, _HEAD + _ROW * len(self.sources), self.width(), _ROW)
            painter.fillRect(QRect(0, row.top(), row.width(), 1), look.line)
            self._paint_sum(painter, row)

    def _paint_head(self, painter: QPainter) -> None:
        look, row = theme.current(), QRect(0, 0, self.width(), _HEAD)
        font = theme.font(theme.META)
        names = (_("Hours"), _("Calls"), _("Orders"), _("Won"))
        painter.setPen(look.mute)
        for right, name in zip(_RIGHT_OF, names, strict=True):
            paint_at_right(painter, row, right, name, font)
        paint_text(painter, row, _("Source"), font, quiet=True)
        area = row.adjusted(_BARS, 0, 0, 0)
        paint_text(painter, area, _("Won for an hour"), font, quiet=True)
        painter.fillRect(QRect(0, _HEAD - 1, self.width(), 1), look.line)

    def _paint_figures(self, painter: QPainter, row: QRect, source: Source, *, bold: bool) -> None:
        painter.setPen(theme.current().text)
        font = theme.font(theme.META, bold=bold, figures=True)
        texts = (
            f"{source.seconds / 3600:.0f}",
            f"{source.calls:,}",
            f"{source.orders:,}",
            prospect_words.short_money(source.won, self._currency),
        )
        for right, text in zip(_RIGHT_OF, texts, strict=True):
            paint_at_right(painter, row, right, text, font)

    def _paint_row(
        self, painter: QPainter, row: QRect, source: Source, most: float, *, first: bool
    ) -> None:
        look, middle = theme.current(), row.center().y()
        sign = QRect(0, middle - _ICON // 2, _ICON, _ICON)
        icons.paint(painter, sign, prospect_words.source_icon(source.source), look.text)
        name = QRect(24, row.top(), _RIGHT_OF[0] - 60, row.height())
        words = prospect_words.source(source.source)
        paint_text(painter, name, words, theme.font(theme.META, bold=True), quiet=False)
        self._paint_figures(painter, row, source, bold=False)
        won = source.won_an_hour
        room = max(24, min(_BAR, self.width() - _BARS - 54))
        wide = round(room * max(0.0, won or 0.0) / most) if most > 0 else 0
        painter.fillRect(QRect(_BARS, middle - 6, wide, 12), look.ink if first else look.mute)
        text = "–" if won is None else figures.money(won, self._currency)
        area = QRect(_BARS + wide + 6, row.top(), self.width(), row.height())
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        painter.setPen(look.text)
        painter.drawText(area, _VERTICAL, text)

    def _paint_sum(self, painter: QPainter, row: QRect) -> None:
        whole, bold = together(self.sources), theme.font(theme.META, bold=True, figures=True)
        paint_text(painter, row, _("All"), bold, quiet=False)
        self._paint_figures(painter, row, whole, bold=True)
        won = whole.won_an_hour
        text = "–" if won is None else figures.money(won, self._currency)
        paint_text(painter, row.adjusted(_BARS, 0, 0, 0), text, bold, quiet=False)
