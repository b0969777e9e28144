"""The slider of hours for prospects, between too few new and too long a wait for the others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from planner.advice.prospect_hours import MOST_HOURS, STEP
from planner.exchange import prospect_words
from planner.words import _
from ui import theme

_STEPS = round(MOST_HOURS / STEP)
_HEIGHT, _TRACK = 88, 34
_LEFT, _RIGHT = 16, 36
"""Room for the figures at both ends."""
_HANDLE = QSize(12, 30)
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


class HoursSlider(QAbstractSlider):
    """Half an hour a step; `hours` is what it stands at, `now` what is kept so far."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.enough_from: float | None = None
        self.waits_above = MOST_HOURS
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, _STEPS)
        self.setSingleStep(1)
        self.setPageStep(4)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Hours a week for prospects"))
        self.valueChanged.connect(lambda _at: self.update())
        theme.changed.connect(self.update)

    @property
    def hours(self) -> float:
        """What the slider stands at."""
        return self.value() * STEP

    def set_hours(self, hours: float) -> None:
        """Put it there."""
        self.setValue(round(hours / STEP))

    def show_limits(self, now: float, enough_from: float | None, waits_above: float) -> None:
        """What is kept now, from where on it is enough, above what current customers wait."""
        self.now, self.enough_from, self.waits_above = now, enough_from, waits_above
        self.setAccessibleDescription(", ".join(self._warnings()))
        self.update()

    def _warnings(self) -> list[str]:
        return [words for words in (self._few_words(), self._wait_words()) if words]

    def _few_words(self) -> str:
        if self.enough_from is None:
            return _("too few new, whatever the hours")
        if self.enough_from <= 0:
            return ""
        return _("too few new, below {hours}").format(hours=prospect_words.hours(self.enough_from))

    def _wait_words(self) -> str:
        if self.waits_above >= MOST_HOURS:
            return ""
        return _("current ones wait, above {hours}").format(
            hours=prospect_words.hours(self.waits_above)
        )

    # Where things are

    def x_of(self, hours: float) -> int:
        """The pixel of so many hours."""
        return _LEFT + round((self.width() - _LEFT - _RIGHT) * min(1.0, hours / MOST_HOURS))

    def _at(self, x: float) -> int:
        wide = max(1, self.width() - _LEFT - _RIGHT)
        return round((x - _LEFT) / wide * _STEPS)

    # Qt's own

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(308, _HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle comes to where the mouse is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the mouse."""
        if self.isSliderDown():
            self.setValue(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It stays."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def event(self, event: QEvent) -> bool:
        """The focus shows."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words and hatch above, the track, hatch and words below, the handle over all."""
        painter, look = QPainter(self), theme.current()
        painter.setFont(theme.font(theme.META, figures=True))
        painter.setPen(look.mute)
        painter.drawText(QRect(0, _TRACK - 5, _LEFT, 16), _VERTICAL, "0")
        most = prospect_words.hours(MOST_HOURS)
        painter.drawText(QRect(self.width() - _RIGHT + 6, _TRACK - 5, _RIGHT, 16), _VERTICAL, most)
        self._paint_track(painter)
        self._paint_warnings(painter)
        self._paint_now(painter)
        self._paint_handle(painter)

    def _paint_track(self, painter: QPainter) -> None:
        look, left, right = theme.current(), self.x_of(0), self.x_of(MOST_HOURS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.hatch)
        painter.drawRoundedRect(left, _TRACK, right - left, 6, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        hatch = QBrush(look.bad, Qt.BrushStyle.BDiagPattern)
        few = MOST_HOURS if self.enough_from is None else self.enough_from
        if few > 0:
            painter.fillRect(QRect(left, _TRACK - 10, self.x_of(few) - left, 8), hatch)
        if self.waits_above < MOST_HOURS:
            start = self.x_of(self.waits_above)
            painter.fillRect(QRect(start, _TRACK + 8, right - start, 8), hatch)

    def _paint_warnings(self, painter: QPainter) -> None:
        painter.setPen(theme.current().bad)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        width = self.width() - _LEFT
        painter.drawText(QRect(_LEFT, 4, width, 18), _VERTICAL, self._few_words())
        area = QRect(0, _TRACK + 18, self.width(), 18)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | _VERTICAL, self._wait_words())

    def _paint_now(self, painter: QPainter) -> None:
        """The tick of what is kept now; its words give way to the warning."""
        look, x = theme.current(), self.x_of(self.now)
        painter.fillRect(QRect(x - 1, _TRACK - 6, 2, 18), look.ink)
        words = _("now {hours}").format(hours=prospect_words.hours(self.now))
        font = theme.font(theme.META, figures=True)
        wide = QFontMetrics(font).horizontalAdvance(words)
        warning = QFontMetrics(theme.font(theme.META, bold=True, figures=True))
        free = self.width() - warning.horizontalAdvance(self._wait_words()) - 8
        left = max(0, min(x - wide // 2, self.width() - wide))
        row = _TRACK + 18 if left + wide < free else _TRACK + 34
        painter.setFont(font)
        painter.setPen(look.mute)
        painter.drawText(QRect(left, row, wide + 2, 18), _VERTICAL, words)

    def _paint_handle(self, painter: QPainter) -> None:
        look, x = theme.current(), self.x_of(self.hours)
        area = QRectF(x - _HANDLE.width() / 2, _TRACK + 3 - _HANDLE.height() / 2,
                      _HANDLE.width(), _HANDLE.height())  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.surf, 2))
        painter.setBrush(look.ink)
        painter.drawRoundedRect(area, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(look.ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-3, -3, 3, 3), 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for grip in (x - 2, x + 1):
            painter.fillRect(QRect(grip, _TRACK - 2, 1, 10), look.onink)
