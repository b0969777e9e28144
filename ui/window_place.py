"""Where the window stood and how large it was, kept for the next start as the looks are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SETTINGS = ("Loopwise", "Loopwise")
KEY = "window"
_GRIP = 80
"""Pixels of the window's head that must be on a screen, so that it can be taken hold of."""


def remember(window: QWidget) -> None:
    """Keep the window's place, size and whether it fills the screen."""
    QSettings(*SETTINGS).setValue(KEY, window.saveGeometry())


def restore(window: QWidget) -> bool:
    """Put the window where it stood; False where nothing is known or that place is gone."""
    kept = QSettings(*SETTINGS).value(KEY)
    if not isinstance(kept, QByteArray) or not window.restoreGeometry(kept):
        return False
    if window.isMaximized() or window.isFullScreen():
        return True
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    window.setGeometry(within(window.geometry(), screens))
    return True


def within(place: QRect, screens: Iterable[QRect]) -> QRect:
    """The place if its head can be reached on a screen, else in the first; never larger than it."""
    known = list(screens)
    head = QRect(place.x(), place.y(), place.width(), 1)
    for screen in known:
        if screen.intersected(head).width() >= min(_GRIP, place.width()):
            return _no_larger(place, screen)
    return _no_larger(place, known[0]) if known else place


def _no_larger(place: QRect, screen: QRect) -> QRect:
    size = place.size().boundedTo(screen.size())
    if screen.contains(QRect(place.topLeft(), size)):
        return QRect(place.topLeft(), size)
    x = max(screen.left(), min(place.x(), screen.right() + 1 - size.width()))
    y = max(screen.top(), min(place.y(), screen.bottom() + 1 - size.height()))
    return QRect(x, y, size.width(), size.height())
