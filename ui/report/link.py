"""What the window can do for field reports, questions and charts, wherever the rep is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.desk import Desk

if TYPE_CHECKING:
    from ui.screens import Screens


class ReportLink:
    """Opens the small forms; their modules are imported when they are first wanted."""

    def __init__(self, desk: Desk, screens: Screens, window: QWidget) -> None:
        self._desk, self._screens, self._window = desk, screens, window

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {
            "go_report": lambda: self._screens.show_later("report"),
            "field_report": self.field_report,
            "ask_office": self.ask_office,
            "charts": lambda: self._screens.show_later("charts"),
        }

    def field_report(self) -> None:
        """Keep what was heard or seen."""
        if self._desk.is_open:
            from ui.report.field_report import FieldReportForm

            FieldReportForm(self._desk, self._window).open()

    def ask_office(self) -> None:
        """Ask head office something."""
        if self._desk.is_open:
            from ui.report.field_report import AskForm

            AskForm(self._desk, self._window).open()
