"""What the table of keys does about new business."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.screens import Screens

if TYPE_CHECKING:
    from ui.prospects.view import ProspectsScreen


class ProspectsLink(QObject):
    """Shows the screen, which is made when first wanted, and joins it to the others."""

    def __init__(self, screens: Screens, plan: Callable[[], object]) -> None:
        super().__init__(screens)
        self._screens, self._plan = screens, plan
        self._joined: ProspectsScreen | None = None

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {
            "go_prospects": self.show,
            "new_prospect": self.new_prospect,
            "new_business": self.show_hours,
        }

    def show(self) -> ProspectsScreen | None:
        """Show the screen; None while no territory is open."""
        screen: ProspectsScreen | None = self._screens.show_later("prospects")
        if screen is not None and screen is not self._joined:
            self._joined = screen
            screen.list_wanted.connect(self._screens.choose_list)
            screen.settings_wanted.connect(lambda: self._screens.open_settings("pay_new"))
            screen.plan_wanted.connect(self._plan)
            screen.referrals_wanted.connect(lambda: self._screens.show_later("service"))
        return screen

    def show_hours(self) -> None:
        """Show the screen with the keys on its slider."""
        screen = self.show()
        if screen is not None:
            screen.show_hours()

    def new_prospect(self) -> None:
        """Show the screen and ask for a new prospect."""
        screen = self.show()
        if screen is not None:
            screen.new_prospect()
