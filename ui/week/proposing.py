"""A proposed week in the screen: board, lists and lines show it in place of the week as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from planner.exchange import figures
from ui.drag import Drag
from ui.week import proposal_words as words
from ui.week.board import Board
from ui.week.panes import Panes
from ui.week.selection import Selection

if TYPE_CHECKING:
    from planner.workspace import PlannedWeek
    from planner.workspace.proposing.proposals import Proposal


def holds(proposal: Proposal, week: PlannedWeek) -> bool:
    """Whether the week that a proposal was made for is still as it was then."""
    return same_week(proposal.before, week)


def same_week(one: PlannedWeek, other: PlannedWeek) -> bool:
    """Whether planning either would give the same: the same calls in the same hours."""
    if one.week != other.week:
        return False
    before, now = one.whole(), other.whole()
    if before.plan.frames != now.plan.frames:
        return False
    return all(day.shows_as(now.by_date[day.date]) for day in before.days)


class Proposing(QObject):
    """Shows one proposal at a time; `proposal` None: the week is shown as it stands."""

    pointed_at = Signal(object)
    """The account under the mouse in one of the two lists, or None."""

    def __init__(
        self, panes: Panes, board: Board, selection: Selection, drag: Drag, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panes, self._board, self._selection = panes, board, selection
        self.panel, self.left_out = panes.proposal, panes.left_out
        self.why, self._bars = panes.map_slot.why, panes.proposed
        self.proposal: Proposal | None = None
        self._account: int | None = None
        drag.moved.connect(lambda _at: self.panel.promise(dragging=True))
        for ended in (drag.dropped, drag.cancelled):
            ended.connect(lambda *_at: self.panel.promise(dragging=False))
        for view in (self.panel.view, self.left_out.view):
            view.pointed_at.connect(self.pointed_at)
            view.account_chosen.connect(selection.choose)
        selection.changed.connect(lambda: self.point_at(None))

    @property
    def open(self) -> bool:
        """Whether the panel shows: a proposal, a clash, or a search without an answer yet."""
        return self._panes.proposes

    @property
    def has_keys(self) -> bool:
        """Whether panel or list of those left out has the focus: Esc is theirs then."""
        focus = QApplication.focusWidget()
        parts = (self.panel, self.left_out)
        return self.open and focus is not None and any(p.isAncestorOf(focus) for p in parts)

    def begin(self, week: PlannedWeek) -> None:
        """A search has begun; what is shown stays until it has an answer."""
        if self.proposal is None:
            self.panel.show_waiting(figures.week_name(week.week.monday))
        self._open()

    def show(self, proposal: Proposal, week: PlannedWeek) -> None:
        """Show this one; `week` is its week with the days that are shown."""
        first, self.proposal = self.proposal is None, proposal
        self._open()
        self.panel.show_proposal(proposal)
        self.left_out.show_proposal(proposal)
        self._bars.show_proposal(proposal)
        with self._selection.unheard():
            self._board.set_week(week)
        self._board.show_proposal(proposal)
        self._selection.follow(week)
        self.point_at(self._account)
        if first:
            self.panel.announce()

    def show_clash(self, requirements: list[str], way_out: str, button: str) -> None:
        """Say why there is no proposal; the week is shown as it stands."""
        self._drop()
        self._open()
        self._panes.show_proposal_parts(False)
        self.panel.show_clash(requirements, way_out, button=button)
        self.panel.close_clash.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Nothing is proposed any more; the week has to be shown again."""
        self._drop()
        self._panes.show_proposal(False)

    def _drop(self) -> None:
        if self.proposal is not None:
            self._board.show_proposal(None)
        self.proposal, self._account = None, None

    def _open(self) -> None:
        if not self._panes.proposes:
            self._panes.show_proposal(True)
            self.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panes.show_proposal_parts(True)

    def point_at(self, account: int | None) -> None:
        """Say why this account's call is there; None: that of the one account selected."""
        self._account = account
        for view in (self.panel.view, self.left_out.view):
            view.mark(account)
        if account is None and len(self._selection.accounts) == 1:
            account = next(iter(self._selection.accounts))
        reason = words.reason_of(self.proposal, account) if self.proposal else None
        self.why.show_reason(reason)
