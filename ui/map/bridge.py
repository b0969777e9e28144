"""The only object that the map's page can call. It believes nothing it is told."""

from __future__ import annotations

import json
import math

from PySide6.QtCore import QObject, Signal, Slot

from ui.map.scene import on_earth

_MOST_IDS = 1_000_000
_LONGEST_TEXT = 16_000_000


class MapBridge(QObject):
    """Calls from the page become signals, after a check; anything odd is dropped.

    A web channel offers `deleteLater` of whatever it registers, so this object holds nothing: it
    is made anew with each load of the page.
    """

    sent = Signal(str)
    """To the page: JSON with what changed in the scene, and commands."""

    ready = Signal()
    clicked = Signal(int, bool)
    ground_clicked = Signal(float, float)
    day_clicked = Signal(int)
    boxed = Signal(list)
    menu = Signal(int, float, float)
    hovered = Signal(int)
    pin_moved = Signal(int, float, float)
    pin_ended = Signal()
    located = Signal(int, float, float)
    painted = Signal(str)

    @Slot()
    def pageReady(self) -> None:
        """The page has started and waits for a scene."""
        self.ready.emit()

    @Slot("QVariant", bool)
    def accountClicked(self, account: object, extend: bool) -> None:
        """An account or stop was clicked; `extend` with Ctrl."""
        if _is_id(account):
            self.clicked.emit(int(account), extend)  # type: ignore[call-overload]

    @Slot(float, float)
    def groundClicked(self, lat: float, lon: float) -> None:
        """The map was clicked where nothing is."""
        if on_earth(lat, lon):
            self.ground_clicked.emit(lat, lon)

    @Slot("QVariant")
    def dayClicked(self, day: object) -> None:
        """The chip of a weekday, 0 to 6, was clicked."""
        if _is_id(day, least=0, most=6):
            self.day_clicked.emit(int(day))  # type: ignore[call-overload]

    @Slot(str)
    def boxSelected(self, ids: str) -> None:
        """Accounts within a dragged box, as a JSON list."""
        if len(ids) > _LONGEST_TEXT:
            return
        try:
            given = json.loads(ids)
        except (ValueError, RecursionError):
            return
        if isinstance(given, list) and len(given) <= _MOST_IDS:
            self.boxed.emit([one for one in given if _is_id(one)])

    @Slot("QVariant", float, float)
    def menuRequested(self, account: object, x: float, y: float) -> None:
        """The right button at (x, y) pixels of the map; account 0 where there is none."""
        if _is_id(account, least=0) and math.isfinite(x) and math.isfinite(y):
            self.menu.emit(int(account), x, y)  # type: ignore[call-overload]

    @Slot("QVariant")
    def accountHovered(self, account: object) -> None:
        """The mouse is over this account; 0 when it has left."""
        if _is_id(account, least=0):
            self.hovered.emit(int(account))  # type: ignore[call-overload]

    @Slot("QVariant", float, float)
    def pinMoved(self, account: object, lat: float, lon: float) -> None:
        """A pin was dragged to its right place."""
        if _is_id(account) and on_earth(lat, lon):
            self.pin_moved.emit(int(account), lat, lon)  # type: ignore[call-overload]

    @Slot()
    def pinEnded(self) -> None:
        """Correcting a pin is over, moved or not."""
        self.pin_ended.emit()

    @Slot("QVariant", float, float)
    def placeLocated(self, question: object, lat: float, lon: float) -> None:
        """The answer to question number `question`: where a point of the map lies."""
        if _is_id(question) and on_earth(lat, lon):
            self.located.emit(int(question), lat, lon)  # type: ignore[call-overload]

    @Slot(str)
    def layersPainted(self, what: str) -> None:
        """What has been told is on the screen."""
        self.painted.emit(what[:200])


def _is_id(value: object, least: int = 1, most: int = 2**31 - 1) -> bool:
    """Whether the page gave a whole number in the range; JavaScript's come as floats too."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value == int(value) and least <= value <= most
