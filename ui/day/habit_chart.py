"""A year of four shapes as a chart of months, painted here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import theme

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.day.habit import Habit

SHAPES = ("planned", "loop", "zigzag", "far_and_back")
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_FOOT, _HEAD, _SIDE = 24, 40, 64


def shape_word(shape: str) -> str:
    """A shape's name."""
    return {
        "planned": _("as planned"),
        "loop": _("loop"),
        "zigzag": _("zigzag"),
        "far_and_back": _("far and back"),
    }[shape]


class HabitChart(QWidget):
    """Kilometres by month, four bars each; hatches tell the shapes apart as well as tones."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._habit: Habit | None = None
        self._units = "km"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)
        self.setAccessibleName(_("What the habit costs a year"))

    def show_habit(self, found: Habit | None, territory: Territory | None) -> None:
        """Take a year; None while it is worked out."""
        self._habit = found
        self._units = territory.units if territory else "km"
        self.setAccessibleDescription(self.text)
        self.update()

    @property
    def text(self) -> str:
        """The months in words."""
        if self._habit is None:
            return ""
        return "\n".join(
            f"{figures.month(month)}: "
            + ", ".join(
                f"{shape_word(s)} {figures.distance(amounts[s].metres, self._units)}"
                for s in SHAPES
            )
            for month, amounts in sorted(self._habit.months.items())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.surf)
        painter.fillRect(QRect(0, 0, self.width(), 1), look.line)
        found = self._habit
        if found is None or not found.months:
            words = _("Adding up the year …") if found is None else _("No calls in this year.")
            painter.setPen(look.mute)
            painter.setFont(theme.font(theme.BODY))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        self._heading(painter)
        longest = max(a[s].metres for a in found.months.values() for s in SHAPES) or 1
        self._lines(painter, longest)
        wide = (self.width() - _SIDE - 16) / 12
        for month, amounts in found.months.items():
            left = _SIDE + wide * (month - 1)
            self._month(painter, month, left, wide)
            for number, shape in enumerate(SHAPES):
                bar = max(4, int((wide - 16) / 4))
                high = round(self._room * amounts[shape].metres / longest)
                x = round(left + 8 + number * bar)
                area = QRect(x, self.height() - _FOOT - high, bar - 2, high)
                _bar(painter, area, shape)

    @property
    def _room(self) -> int:
        return self.height() - _HEAD - _FOOT

    def _heading(self, painter: QPainter) -> None:
        look = theme.current()
        assert self._habit is not None
        painter.setFont(theme.font(theme.BODY, bold=True))
        painter.setPen(look.text)
        title = _("{units} a month, {year}, est.").format(units=self._units, year=self._habit.year)
        painter.drawText(QRect(13, 8, 300, 20), _LEFT, title)
        x = 300
        painter.setFont(theme.font(theme.META))
        for shape in SHAPES:
            _bar(painter, QRect(x, 11, 14, 14), shape)
            painter.setPen(look.text)
            word = shape_word(shape)
            wide = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(QRect(x + 20, 8, wide + 2, 20), _LEFT, word)
            x += wide + 44

    def _lines(self, painter: QPainter, longest: int) -> None:
        """Faint lines at round distances."""
        look, unit = theme.current(), figures.METRES_IN[self._units]
        whole = longest / unit
        step = next(s for s in (10, 50, 100, 250, 500, 1000, 2500, 5000, 10**4, 10**5, 10**9)
                    if whole / s <= 5)  # fmt: skip
        painter.setFont(theme.font(theme.META, figures=True))
        for number in range(int(whole // step) + 1):
            y = self.height() - _FOOT - round(self._room * number * step / whole)
            painter.fillRect(QRect(_SIDE, y, self.width() - _SIDE - 16, 1), look.line)
            painter.setPen(look.mute)
            painter.drawText(QRect(0, y - 8, _SIDE - 8, 16), _RIGHT, f"{number * step:,}")

    def _month(self, painter: QPainter, month: int, left: float, wide: float) -> None:
        painter.setFont(theme.font(theme.META))
        painter.setPen(theme.current().text)
        area = QRect(round(left), self.height() - _FOOT, round(wide), _FOOT)
        name = figures.month(month)[:3] if wide < 80 else figures.month(month)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)


def _bar(painter: QPainter, area: QRect, shape: str) -> None:
    """Solid ink for the tours, grey for the loop, two hatches for the habits."""
    look = theme.current()
    painter.setPen(QPen(look.off, 1))
    fills = {
        "planned": QBrush(look.ink),
        "loop": QBrush(look.off),
        "zigzag": QBrush(look.bad, Qt.BrushStyle.BDiagPattern),
        "far_and_back": QBrush(look.mute, Qt.BrushStyle.HorPattern),
    }
    painter.fillRect(area, look.surf)
    painter.setBrush(fills[shape])
    painter.drawRect(area.adjusted(0, 0, -1, -1))
