"""Opens the people of the account selected, by key or by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.words import _
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.people.view import PeopleDialog


class PeopleLink(QObject):
    """One window's way to who decides."""

    refused = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.doings: dict[str, Callable[[], object]] = {"people": self.open_selected}

    def open_selected(self) -> None:
        """The people of the one account that is selected."""
        if not self._desk.is_open:
            return
        if len(self._desk.selection) != 1:
            self.refused.emit(_("Select one account first."))
            return
        self.open(next(iter(self._desk.selection)))

    def open(self, account: int) -> PeopleDialog:
        """The people of an account."""
        from ui.people.view import PeopleDialog

        dialog = PeopleDialog(self._desk, account, self._window)
        dialog.show()
        return dialog
