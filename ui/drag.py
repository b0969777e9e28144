"""Dragging within the window: the mouse is ours from the press on, and so is what is drawn at it.

No drag of the desktop's: the price tag is drawn at the cursor, Esc gives up, and it works alike on
every platform. The overlays are children of the window, above everything in it, the map too.
"""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.icons import paint as paint_icon

CARD_HEIGHT = 24
TAG_WIDTH, TAG_HEIGHT = 304, 64
_GAP = 8
_Kind = QEvent.Type


class Press:
    """Tells a click from the start of a drag."""

    def __init__(self) -> None:
        self._at: QPoint | None = None

    def begin(self, event: QMouseEvent) -> None:
        """The left button went down here."""
        self._at = event.globalPosition().toPoint()

    def end(self) -> None:
        """It is up again, or a drag has begun."""
        self._at = None

    @property
    def held(self) -> bool:
        """Whether a press waits to become a click or a drag."""
        return self._at is not None

    def dragged(self, event: QMouseEvent) -> bool:
        """Whether the mouse has gone far enough from the press to mean a drag."""
        if self._at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        way = event.globalPosition().toPoint() - self._at
        return way.manhattanLength() >= QApplication.startDragDistance()


@dataclass(frozen=True, slots=True)
class Dragged:
    """What the card under the cursor shows; `day` is the weekday that colours it, or None."""

    name: str
    number: str = ""
    time: str = ""
    grade: str = ""
    day: int | None = None
    more: int = 0


class Drag(QObject):
    """One drag at a time in one window. Positions are on the screen."""

    moved = Signal(QPoint)
    dropped = Signal(QPoint)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._card: _Card | None = None
        self._tag: _Tag | None = None
        self._at = QPoint()
        self._watched: list[QWidget] = []

    @property
    def active(self) -> bool:
        """Whether something is being dragged."""
        return self._card is not None

    @property
    def at(self) -> QPoint:
        """Where on the screen the last drag has come to."""
        return self._at

    @property
    def tag_text(self) -> str:
        """What the tag says now, empty without one."""
        return self._tag.accessibleName() if self._tag and self._tag.isVisible() else ""

    def begin(self, what: Dragged, at: QPoint, source: QWidget) -> None:
        """Take the mouse; until it is released or Esc is pressed every move is `moved`.

        `source` is the widget that was pressed: the system sends it the mouse until the release.
        """
        if self.active:
            return
        window = self._owner.window()
        self._card, self._tag = _Card(what, window), _Tag(window)
        # Only these are watched, not the whole application: a filter there would wrap every
        # object of the map's page, also those on their way out.
        focus = QApplication.focusWidget()
        self._watched = [w for w in {source, focus, window} if w is not None]
        for widget in self._watched:
            widget.installEventFilter(self)
        QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
        self._card.show()
        self._card.raise_()
        self._move(at)

    def show_tag(self, figures: tuple[str, ...], line: str, mood: str, icon: str = "") -> None:
        """Show the tag beside the card; no figures and no line hide it."""
        if self._tag is None:
            return
        self._tag.say(figures, line, mood, icon)
        self._tag.setVisible(bool(figures or line))
        self._tag.raise_()
        self._place()

    def relabel(self, number: str, time: str, day: int | None) -> None:
        """Let the card show the number and time it would get, in the colour of that day."""
        if self._card is not None:
            self._card.relabel(number, time, day)
            self._place()

    def cancel(self) -> None:
        """Give up: everything is as it was."""
        if self.active:
            self._end()
            self.cancelled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Everything the mouse does belongs to the drag, and so do the keys."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if kind in (_Kind.KeyPress, _Kind.ShortcutOverride) and isinstance(event, QKeyEvent):
            event.accept()
            if event.key() == Qt.Key.Key_Escape:
                self.cancel()
            return True
        if kind == _Kind.WindowDeactivate and watched is self._owner.window():
            self.cancel()
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.globalPosition().toPoint()
        if kind == _Kind.MouseMove:
            self._move(at)
        elif kind == _Kind.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            self._drop(at)
        elif kind == _Kind.MouseButtonPress:
            self.cancel()
        return True

    def _move(self, at: QPoint) -> None:
        self._at = at
        self._place()
        self.moved.emit(at)

    def _drop(self, at: QPoint) -> None:
        self._end()
        self.dropped.emit(at)

    def _end(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        QApplication.restoreOverrideCursor()
        for overlay in (self._card, self._tag):
            if overlay is not None:
                overlay.hide()
                overlay.deleteLater()
        self._card = self._tag = None

    def _place(self) -> None:
        """The card under the cursor, the tag right of it or, at the window's edge, left."""
        if self._card is None or self._tag is None:
            return
        window = self._owner.window()
        at = window.mapFromGlobal(self._at)
        card, tag = self._card, self._tag
        left = min(max(0, at.x() - card.width() * 3 // 4), window.width() - card.width())
        top = min(max(0, at.y() - CARD_HEIGHT // 2), window.height() - CARD_HEIGHT)
        card.move(left, top)
        right = left + card.width() + _GAP
        if right + tag.width() > window.width():
            right = left - _GAP - tag.width()
        middle = top + CARD_HEIGHT // 2 - TAG_HEIGHT // 2
        tag.move(max(0, right), min(max(0, middle), window.height() - TAG_HEIGHT))


class _Overlay(QWidget):
    """Drawn above the window, never in the way of the mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class _Card(_Overlay):
    """The dragged card: 24 pixels high with an edge of ink."""

    def __init__(self, what: Dragged, window: QWidget) -> None:
        super().__init__(window)
        self._what = what
        self.setAccessibleName(what.name)
        self._fit()

    def relabel(self, number: str, time: str, day: int | None) -> None:
        old = self._what
        self._what = Dragged(old.name, number, time, old.grade, day, old.more)
        self._fit()
        self.update()

    def _name(self) -> str:
        return f"{self._what.name}  +{self._what.more}" if self._what.more else self._what.name

    def _fit(self) -> None:
        bold = QFontMetrics(theme.font(theme.META, bold=True))
        time = QFontMetrics(theme.font(theme.META, figures=True)).horizontalAdvance(self._what.time)
        name = min(bold.horizontalAdvance(self._name()), 190)
        width = 24 + (time + 12 if time else 6) + name + (24 if self._what.grade else 10)
        self.setFixedSize(max(120, width), CARD_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, what = theme.current(), self._what
        day = look.days[what.day] if what.day is not None else None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.ink, 2))
        painter.setBrush(day.tint if day else look.surf)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.fillRect(QRect(2, 2, 20, CARD_HEIGHT - 4), day.fill if day else look.sel)
        painter.setPen(day.on if day else look.text)
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRect(2, 0, 20, CARD_HEIGHT), flags | Qt.AlignmentFlag.AlignHCenter, what.number
        )
        painter.setPen(look.text)
        x = 28
        if what.time:
            painter.setFont(theme.font(theme.META, figures=True))
            width = painter.fontMetrics().horizontalAdvance(what.time)
            painter.drawText(QRect(x, 0, width + 2, CARD_HEIGHT), flags, what.time)
            x += width + 6
        room = self.width() - x - (22 if what.grade else 6)
        painter.setFont(theme.font(theme.META, bold=True))
        name = painter.fontMetrics().elidedText(self._name(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, 0, room, CARD_HEIGHT), flags, name)
        painter.setFont(theme.font(theme.META))
        right = QRect(self.width() - 22, 0, 14, CARD_HEIGHT)
        painter.drawText(right, flags | Qt.AlignmentFlag.AlignRight, what.grade)


class _Tag(_Overlay):
    """The price: a coloured strip, large figures, one line."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFixedSize(TAG_WIDTH, TAG_HEIGHT)
        self._figures: tuple[str, ...] = ()
        self._line = self._mood = self._icon = ""
        self.hide()

    def say(self, figures: tuple[str, ...], line: str, mood: str, icon: str) -> None:
        self._figures, self._line, self._mood, self._icon = figures, line, mood, icon
        self.setAccessibleName("  ".join((*figures, line)))
        words = QFontMetrics(theme.font(theme.META)).horizontalAdvance(line) + 34
        large = QFontMetrics(theme.font(theme.FIGURES, bold=True, figures=True))
        price = sum(large.horizontalAdvance(figure) + 16 for figure in figures)
        price += 16 + (26 if icon else 0)
        # The line may be shortened, the price never.
        self.setFixedSize(max(TAG_WIDTH, price, min(words, TAG_WIDTH + 116)), TAG_HEIGHT)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        colour = {"bad": look.bad, "good": look.good}.get(self._mood, look.text)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.text, 1))
        painter.setBrush(look.surf)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.fillRect(QRect(1, 3, 4, TAG_HEIGHT - 6), colour)
        x = 16
        if self._icon:
            paint_icon(painter, QRect(x, 12, 20, 20), self._icon, colour)
            x += 26
        painter.setPen(colour)
        painter.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        metrics = painter.fontMetrics()
        for figure in self._figures:
            painter.drawText(x, 30, figure)
            x += metrics.horizontalAdvance(figure) + 16
        painter.setPen(look.text)
        painter.setFont(theme.font(theme.META))
        room = self.width() - 30
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(16, 51, painter.fontMetrics().elidedText(self._line, elide, room))
