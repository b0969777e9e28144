"""What mends the two warnings of the balance: looked for beside the window, done as one step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.exchange import prospect_words
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.advice.prospect_hours import Trade
    from planner.workspace.prospecting.fitting import Fit
    from planner.workspace.prospecting.prospecting import Overview
    from ui.desk import Desk
    from ui.prospects.panel import HoursPanel

_HAND_RESTS = 250
"""Milliseconds that the slider rests before the calendar is searched for what mends a warning."""


class Mending(QObject):
    """Shows both warnings in the panel and has each mended at a click."""

    prospect_wanted = Signal()
    """There is nobody to call on: a first prospect would help."""

    def __init__(self, desk: Desk, panel: HoursPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._panel = desk, panel
        self._found: Overview | None = None
        self._trade: Trade | None = None
        self._few: Fit | None = None
        self._late: Fit | None = None
        self._rests = QTimer(self, singleShot=True, interval=_HAND_RESTS)
        self._rests.timeout.connect(self._look)
        panel.warnings.too_few.fix_wanted.connect(self._mend_few)
        panel.warnings.neglected.fix_wanted.connect(self._mend_late)

    def show_trade(self, trade: Trade, found: Overview) -> None:
        """Warn of what these hours lead to; the cheapest slots come once the hand rests."""
        self._trade, self._found = trade, found
        self._few = self._late = None
        self._panel.show_too_few(trade, _why_too_few(found))
        self._panel.show_neglected(trade, found)
        self._offer()
        self._rests.start()

    def stop(self) -> None:
        """Look for nothing any more."""
        self._rests.stop()

    def _look(self) -> None:
        """The cheapest slots for those who wait, beside the window."""
        found, trade, today = self._found, self._trade, self._desk.today
        if found is None or trade is None:
            return
        warmest = found.pipeline.warmest_waiting if trade.too_few else None
        late = trade.neglected[0].customer if trade.neglected else None
        read = self._desk.workspace.prospecting.fit

        def search() -> tuple[Fit | None, Fit | None]:
            few = read(warmest.account, today) if warmest else None
            until = found.start + timedelta(days=int(late.latest)) if late else None
            return few, read(late.account, today, until) if late else None

        self._desk.jobs.read(search, self._show_fits, owner=self, newest="prospect fixes")

    def _show_fits(self, fits: tuple[Fit | None, Fit | None]) -> None:
        self._few, self._late = fits
        self._offer()

    def _offer(self) -> None:
        found = self._found
        if found is not None:
            has_any = bool(found.pipeline.cards)
            self._panel.offer_too_few(self._few, found.outlook.enough_from, has_any=has_any)
            self._panel.offer_neglected(self._late, found.outlook.waits_above)

    def _mend_few(self) -> None:
        enough = self._found.outlook.enough_from if self._found else None
        if self._few is not None:
            self._put(self._few)
        elif self._found is not None and not self._found.pipeline.cards:
            self.prospect_wanted.emit()
        elif enough is not None:
            self._panel.slider.set_hours(enough)

    def _mend_late(self) -> None:
        if self._late is not None:
            self._put(self._late)
        elif self._found is not None:
            self._panel.slider.set_hours(self._found.outlook.waits_above)

    def _put(self, fit: Fit) -> None:
        """Into the plan, or held where it is in it, as one step."""
        if fit.stands and fit.call is not None:
            self._desk.lock([fit.call], True)
            return
        calls = [] if fit.call is None else [fit.call]
        accounts = [fit.account] if fit.call is None else []
        self._desk.drop(fit.day, fit.position, calls=calls, accounts=accounts)


def _why_too_few(found: Overview) -> str:
    """Prospects that wait; where none does, what the pipeline is likely to bring."""
    waiting = sum(card.waits_long for card in found.pipeline.cards)
    if waiting:
        return ngettext(
            "{count} prospect has waited too long",
            "{count} prospects have waited too long",
            waiting,
        ).format(count=waiting)
    return _("the pipeline is likely to bring {money} a year").format(
        money=prospect_words.short_money(found.business.likely, found.currency)
    )
