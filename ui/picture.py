"""A picture of the real window, taken once its map has painted: for papers, tests, no screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap

from planner.words import _
from ui.main_window import MainWindow

_PATIENCE = 60_000
_NOT_PAINTED, _NOT_WRITTEN = 1, 3


class Picture(QObject):
    """Waits for accounts, week and comparison, then for the map, then saves and leaves."""

    def __init__(self, window: MainWindow, file: Path, leave: Callable[[int], None]) -> None:
        super().__init__(window)
        self._window, self._file, self._leave = window, file, leave
        self._waits_for = {"accounts", "comparison"}
        window.map_link.settled.connect(lambda: self._have("accounts"))
        window.desk.compared.connect(lambda _found: self._have("comparison"))
        QTimer.singleShot(_PATIENCE, self, self._give_up)

    def _have(self, what: str) -> None:
        if what in self._waits_for:
            self._waits_for.discard(what)
            if not self._waits_for:
                self._window.map.grab_when_painted(self._take)

    def _take(self, of_map: QPixmap) -> None:
        picture = self._window.grab()
        # The page is painted by another process: its own picture is the one sure to be whole.
        painter = QPainter(picture)
        painter.drawPixmap(self._window.map.mapTo(self._window, QPoint(0, 0)), of_map)
        painter.end()
        if picture.save(str(self._file)):
            self._leave(0)
        else:
            sys.stderr.write(_("{file} cannot be written.").format(file=self._file) + "\n")
            self._leave(_NOT_WRITTEN)

    def _give_up(self) -> None:
        sys.stderr.write(_("The map did not paint within a minute.") + "\n")
        self._leave(_NOT_PAINTED)
