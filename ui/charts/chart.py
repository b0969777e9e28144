"""One chart, painted: bars side by side, lines over them, the figure of each at the cursor."""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import plain, theme
from ui.charts.series import Chart, Series

_LEFT, _RIGHT, _TOP, _BOTTOM, _KEY = 56, 12, 8, 26, 22
_STEPS = 4
_LINES = ("line", "dashed")


class ChartView(QWidget):
    """Paints a chart in the looks of the moment."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.setMouseTracking(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setMinimumHeight(220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription("; ".join(": ".join(row) for row in spoken(chart)))

    def sizeHint(self) -> QSize:
        return QSize(640, 300)

    @property
    def area(self) -> QRectF:
        """Where the bars stand."""
        return QRectF(
            _LEFT, _TOP + _KEY, max(10, self.width() - _LEFT - _RIGHT),
            max(10, self.height() - _TOP - _KEY - _BOTTOM),
        )  # fmt: skip

    def column_at(self, x: float) -> int | None:
        """Which label stands at a pixel."""
        count, area = len(self.chart.labels), self.area
        if not count or not area.left() <= x <= area.right():
            return None
        return min(count - 1, int((x - area.left()) / area.width() * count))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.META, figures=True))
        self._key(painter)
        self._grid(painter)
        bars = [one for one in self.chart.series if one.kind not in _LINES]
        for at, one in enumerate(bars):
            self._bars(painter, one, at, len(bars))
        for one in self.chart.series:
            if one.kind in _LINES:
                self._line(painter, one)
        self._labels(painter)

    def _high(self, value: float) -> float:
        return self.area.height() * value / (self.chart.most * 1.08)

    def _key(self, painter: QPainter) -> None:
        """Which is which: a swatch and its name, never the colour alone."""
        x, look = float(_LEFT), theme.current()
        for one in self.chart.series:
            swatch = QRectF(x, _TOP + 2, 14, 10)
            if one.kind in _LINES:
                painter.setPen(_pen(one, look))
                painter.drawLine(QPointF(x, _TOP + 7), QPointF(x + 14, _TOP + 7))
            else:
                _fill(painter, swatch, one, look)
            painter.setPen(look.text)
            painter.drawText(QPointF(x + 20, _TOP + 11), one.name)
            x += 36 + painter.fontMetrics().horizontalAdvance(one.name)

    def _grid(self, painter: QPainter) -> None:
        look, area = theme.current(), self.area
        for value in marks(self.chart.most):
            y = area.bottom() - self._high(value)
            painter.setPen(QPen(look.line, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.mute)
            room = QRectF(0, y - 8, _LEFT - 6, 16)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, self.chart.write(value))

    def _bars(self, painter: QPainter, one: Series, at: int, of: int) -> None:
        area, look = self.area, theme.current()
        step = area.width() / max(1, len(one.values))
        wide = min(28.0, step * 0.7 / of)
        for place, value in enumerate(one.values):
            if not value:
                continue
            left = area.left() + (place + 0.5) * step + (at - of / 2) * wide
            high = self._high(value)
            bar = QRectF(left + 0.5, area.bottom() - high, wide - 1, high)
            _fill(painter, bar, one, look)

    def _line(self, painter: QPainter, one: Series) -> None:
        area = self.area
        step = area.width() / max(1, len(one.values))
        painter.setPen(_pen(one, theme.current()))
        last: QPointF | None = None
        for place, value in enumerate(one.values):
            if value is None:
                last = None
                continue
            x, y = area.left() + (place + 0.5) * step, area.bottom() - self._high(value)
            point = QPointF(x, y)
            if last is not None:
                painter.drawLine(last, point)
            if one.kind == "line":
                painter.drawEllipse(point, 2.0, 2.0)
            last = point

    def _labels(self, painter: QPainter) -> None:
        area, metrics = self.area, painter.fontMetrics()
        step = area.width() / max(1, len(self.chart.labels))
        painter.setPen(theme.current().mute)
        for at, label in enumerate(self.chart.labels):
            room = QRectF(area.left() + at * step + 2, area.bottom() + 4, step - 4, 18)
            text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The figures under the mouse."""
        at = self.column_at(event.position().x())
        if at is None:
            QToolTip.hideText()
            return
        words = ", ".join(
            f"{one.name} {self.chart.said(one.values[at])}" for one in self.chart.series
        )
        text = f"{self.chart.labels[at]}: {words}"
        QToolTip.showText(event.globalPosition().toPoint(), plain.tooltip(text), self)


def marks(most: float) -> list[float]:
    """Round values from nothing to the highest, some four of them."""
    size = 10.0 ** floor(log10(most / _STEPS))
    step = next(size * by for by in (1, 2, 5, 10) if size * by * _STEPS >= most * 0.999)
    return [at * step for at in range(int(most / step * 1.001) + 1)]


def spoken(chart: Chart) -> list[tuple[str, str]]:
    """Each label with its figures, for a reader that sees no bars."""
    return [
        (row[0], ", ".join(f"{s.name} {v}" for s, v in zip(chart.series, row[1:], strict=True)))
        for row in chart.rows()
    ]


def _pen(one: Series, look: theme.Tokens) -> QPen:
    dashed = one.kind == "dashed"
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    return QPen(look.ink if dashed else look.mute, 1.6, style)


def _fill(painter: QPainter, area: QRectF, one: Series, look: theme.Tokens) -> None:
    if one.kind == "hatch":
        painter.setPen(QPen(look.off, 1))
        painter.setBrush(QBrush(look.off, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(area)
        return
    colours: dict[str, QColor] = {"pale": look.rest, "bad": look.bad}
    painter.fillRect(area, colours.get(one.kind, look.due))
