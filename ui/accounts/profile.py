"""The accounts as bars in the order of their potential, with handles at the cuts between grades."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.advice.grades import LETTERS, bars
from planner.words import _, ngettext
from ui import plain, theme

_BARS_HIGH, _ABOVE, _BELOW = 58, 4, 14
_HANDLE = QSize(12, 20)
_MOST_BARS = 160
_PERCENTILES = 100
_FLATTER = 0.8
"""The power that heights go by: the small ones stay visible beside the largest."""
_KEYS: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


class Profile(QWidget):
    """Bars and handles. Cuts are numbers of accounts: exact, however many a bar stands for."""

    cut_dragged = Signal(int, int)
    """The cut and the number of accounts above it."""
    cut_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._values: Sequence[float] = ()
        self._bars: list[float] = []
        self._cuts: tuple[int, ...] = (0, 0, 0)
        self._dragged: int | None = None
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_ABOVE + _BARS_HIGH + _BELOW)
        self.setMinimumWidth(120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            plain.tooltip(
                _(
                    "One bar an account, or one a hundredth of them, the highest first.\n"
                    "Heights are drawn flatter than the figures (to the power of 0.8)."
                )
            )
        )

    def show_values(self, values: Sequence[float]) -> None:
        """What the accounts are ranked by, the highest first."""
        self._values = values
        most = len(values) if len(values) <= _MOST_BARS else _PERCENTILES
        drawn = [max(0.0, value) for value in bars(values, most)] if most else []
        highest = max(drawn, default=0.0) or 1.0
        self._bars = [(value / highest) ** _FLATTER for value in drawn]
        self.update()

    def show_cuts(self, cuts: Sequence[int]) -> None:
        """How many accounts stand above each cut."""
        self._cuts = tuple(cuts)
        parts = [
            ngettext("{count} account {grade}", "{count} accounts {grade}", count).format(
                count=f"{count:,}", grade=grade
            )
            for grade, count in zip(LETTERS, self._counts(), strict=True)
        ]
        self.setAccessibleName(
            _("Cuts between the grades: {counts}").format(counts=", ".join(parts))
        )
        self.update()

    @property
    def cuts(self) -> tuple[int, ...]:
        """How many accounts stand above each cut."""
        return self._cuts

    def handle_at(self, cut: int) -> QRectF:
        """Where the handle of a cut is; handles on one spot stand side by side."""
        x = self._x(self._cuts[cut])
        same = [at for at in range(cut) if abs(self._x(self._cuts[at]) - x) < 1]
        x += len(same) * (_HANDLE.width() + 2)
        x = min(x, self.width() - _HANDLE.width() / 2)
        top = _ABOVE + _BARS_HIGH - 6
        return QRectF(x - _HANDLE.width() / 2, top, _HANDLE.width(), _HANDLE.height())

    # Within

    def _counts(self) -> list[int]:
        ends = [0, *self._cuts, len(self._values)]
        return [until - first for first, until in pairwise(ends)]

    def _x(self, cut: int) -> float:
        """The pixel of a cut."""
        room = self.width() - _HANDLE.width()
        return _HANDLE.width() / 2 + room * cut / max(1, len(self._values))

    def _cut_near(self, x: float) -> int:
        """The number of accounts above a pixel."""
        room = max(1, self.width() - _HANDLE.width())
        share = (x - _HANDLE.width() / 2) / room
        return round(max(0.0, min(1.0, share)) * len(self._values))

    def _handle_under(self, at: QPointF) -> int | None:
        grip = [cut for cut in range(3) if self.handle_at(cut).adjusted(-4, -60, 4, 6).contains(at)]
        return min(
            grip, key=lambda cut: abs(self.handle_at(cut).center().x() - at.x()), default=None
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_bars(painter)
        if self._values:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for cut in range(3):
                self._paint_handle(painter, cut)
        painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        look = theme.current()
        if not self._bars:
            return
        colours = (look.ink, look.mute, look.off.lighter(135), look.hatch)
        if look.dark:
            colours = (look.ink, look.mute, look.rest, look.hatch)
        room = self.width() - _HANDLE.width()
        wide = room / len(self._bars)
        bottom = _ABOVE + _BARS_HIGH
        for at, height in enumerate(self._bars):
            high = max(1.0, height * (_BARS_HIGH - 2))
            left = _HANDLE.width() / 2 + at * wide
            box = QRectF(left, bottom - high, max(1.0, wide - min(1.0, wide / 4)), high)
            painter.fillRect(box, self._colour_of(at, colours))

    def _colour_of(self, bar: int, colours: Sequence[QColor]) -> QColor:
        middle = (bar + 0.5) * len(self._values) / len(self._bars)
        return colours[sum(1 for cut in self._cuts if middle > cut)]

    def _paint_handle(self, painter: QPainter, cut: int) -> None:
        look, box = theme.current(), self.handle_at(cut)
        x = self._x(self._cuts[cut])
        painter.setPen(QPen(look.ink, 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, box.top() + 4))
        focused = self.hasFocus() and cut == self._current
        painter.setPen(QPen(look.ink, 2.4 if focused else 1.6))
        painter.setBrush(look.sel if focused else look.surf)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QPen(look.ink, 1))
        for side in (-1.5, 1.5):
            at = box.center().x() + side
            painter.drawLine(QPointF(at, box.top() + 6), QPointF(at, box.bottom() - 6))

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._values:
            return
        self._dragged = self._handle_under(event.position())
        if self._dragged is not None:
            self._current = self._dragged
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            over = self._handle_under(event.position()) is not None
            self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)
            return
        self.cut_dragged.emit(self._dragged, self._cut_near(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.cut_dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the cut that has the focus; up and down give it to another."""
        step = _KEYS.get(event.key())
        if step is not None:
            self.cut_dragged.emit(self._current, self._cuts[self._current] + step)
            self.cut_dropped.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self._current = max(0, min(2, self._current + step))
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
