"""What the table of keys does about solutions; the windows are made when first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk

if TYPE_CHECKING:
    from ui.solutions.keeping import Keeping
    from ui.solutions.search import SolutionSearch


class SolutionLink(QObject):
    """Joins search and short form to the window."""

    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent
        self._search: SolutionSearch | None = None
        self._keeping: Keeping | None = None
        desk.opened.connect(self._start_over)

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {"find_solution": self.find, "new_solution": self.keep}

    def find(self) -> None:
        """Search over all that was solved."""
        if not self._desk.is_open:
            return
        if self._search is None:
            from ui.solutions.search import SolutionSearch

            self._search = SolutionSearch(self._desk, self._parent)
            self._search.refused.connect(self.refused)
        self._search.ask()

    def keep(self) -> None:
        """Keep what worked; at the account selected, if one is."""
        if not self._desk.is_open:
            return
        if self._keeping is None:
            from ui.solutions.keeping import Keeping

            self._keeping = Keeping(self._desk, self._parent)
            self._keeping.refused.connect(self.refused)
        chosen = self._desk.selection
        self._keeping.keep(next(iter(chosen)) if len(chosen) == 1 else None)

    def _start_over(self) -> None:
        if self._search is not None:
            self._search.hide()
