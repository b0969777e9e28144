"""Has a week planned beside the window, shows the best so far, and has it accepted or put away."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner.exchange import figures, promise_words
from planner.words import _
from ui.desk import Desk
from ui.jobs import Jobs, in_the_background
from ui.map_link import MapLink
from ui.week.proposing import holds, same_week

if TYPE_CHECKING:
    from planner.tours.engine import Stop
    from planner.workspace import AccountRow, IsoWeek, PlannedWeek, Workspace
    from planner.workspace.promised import Promised
    from planner.workspace.proposing.proposals import Clash, Proposal
    from ui.week.view import WeekScreen

SECONDS = 2.0
"""How long a search is planned to take; one that has to keep more of the week takes longer."""
_SHOWN_EVERY = 0.2
"""Seconds between two proposals shown: more often nobody can follow."""
_TICK = 100
_NEARLY = 0.96
"""How far the bar goes before the answer is there."""
_MINUTES = 300
"""Seconds: a time that is agreed is one of the clock's five minutes."""

Resolve = Callable[[Collection[int]], list[int]]
"""Calls as the screen shows them to the calls that exist: proposed ones got their numbers."""


class Search:
    """One search under way. `tell` is called on its thread, everything else on the main thread."""

    def __init__(self, jobs: Jobs, week: IsoWeek, show: Callable[[Search, Proposal], None]) -> None:
        self._jobs, self._show = jobs, show
        self.week, self.started = week, time.monotonic()
        self.stop: Stop | None = None
        self.stopped = self.frozen = False
        self._told, self._waiting = 0.0, False

    def work(self, workspace: Workspace, *, fresh: bool) -> Proposal:
        """Search; on a worker thread."""
        from planner.tours.engine import Stop

        stop = self.stop = Stop()
        if self.stopped:
            stop.set()
        try:
            return in_the_background(
                lambda: workspace.planning.propose(
                    self.week, seconds=SECONDS, fresh=fresh, tell=self._tell, stop=stop
                )
            )
        finally:
            self.stop = None

    def _tell(self, proposal: Proposal) -> None:
        now = time.monotonic()
        if now - self._told >= _SHOWN_EVERY and not self._waiting and not self.stopped:
            self._told, self._waiting = now, True
            self._jobs.post(self._take, proposal)

    def _take(self, proposal: Proposal) -> None:
        self._waiting = False
        self._show(self, proposal)

    def halt(self) -> None:
        """End the search with the best so far."""
        self.stopped = True
        stop = self.stop  # the search may end at this moment
        if stop is not None:
            stop.set()

    @property
    def seconds(self) -> float:
        """How long it has searched."""
        return time.monotonic() - self.started


class PlanLink(QObject):
    """The proposal of one window: at most one, for the week looked at."""

    shown = Signal(object)
    """The Proposal now shown, or None when the week is shown as it stands."""
    said = Signal(str, str, object)
    """A sentence, the word of a button or nothing, and what the button does."""
    refused = Signal(str)
    working = Signal(bool)
    """A search runs, or has ended."""

    def __init__(self, screen: WeekScreen, desk: Desk, map_link: MapLink) -> None:
        super().__init__(screen)
        self._screen, self._desk, self._map = screen, desk, map_link
        self.proposal: Proposal | None = None
        self._search: Search | None = None
        self._accepting = False
        self._gain = ""
        self._way_out: Callable[[], object] | None = None
        self._rows: dict[int, AccountRow] = {}
        self._asked: PlannedWeek | None = None
        self._asked_about: tuple[Promised, ...] = ()
        self._clock = QTimer(self, interval=_TICK)
        self._clock.timeout.connect(self._show_progress)
        self._listen()

    def _listen(self) -> None:
        desk, panel = self._desk, self._screen.proposing.panel
        desk.week_changed.connect(self._week_changed)
        desk.rows_stale.connect(self._accounts_changed)
        desk.opened.connect(self.put_away)
        panel.accept_wanted.connect(self.accept)
        panel.refuse_wanted.connect(self.refuse)
        panel.stop_wanted.connect(self.stop)
        panel.way_out_wanted.connect(self._take_way_out)

    @property
    def open(self) -> bool:
        """Whether there is something to refuse: a proposal, a clash or a search."""
        return self._screen.proposing.open

    @property
    def searching(self) -> bool:
        """Whether a search runs."""
        return self._search is not None

    # Planning

    def plan(self, *, fresh: bool = False) -> None:
        """Propose the week looked at: around what stands in it, or `fresh`."""
        week = self._desk.planned
        if week is None or self._accepting:
            return
        if not self._desk.rows and self._desk.rows_read:
            self.refused.emit(_("There is nobody to plan yet: import your customers first."))
            return
        self._halt()
        self._screen.dragging.drag.cancel()
        search = Search(self._desk.jobs, week.week, self._improved)
        self._search, self._gain = search, ""
        self._rows, self._asked = dict(self._desk.rows), week
        self._screen.selection.clear()
        self._screen.proposing.begin(week)
        self.working.emit(True)
        self._clock.start()
        self._show_progress()
        workspace = self._desk.workspace
        self._desk.jobs.read(
            lambda: search.work(workspace, fresh=fresh),
            lambda proposal: self._found(search, proposal),
            lambda error: self._not_found(search, error),
            owner=self,
        )

    def stop(self) -> None:
        """End the search; what it found so far stays."""
        if self._search is not None:
            self._search.halt()

    def close(self) -> None:
        """The window closes: nobody waits for an answer."""
        self._halt()

    def _halt(self) -> None:
        """End a search whose answer nobody waits for any more."""
        if self._search is not None:
            self._search.halt()
            self._search = None
            self._clock.stop()
            self.working.emit(False)

    def _improved(self, search: Search, proposal: Proposal) -> None:
        if search is self._search and self._still_wanted(search, proposal):
            self._note_gain(proposal)
            self._show(proposal)
            self._show_progress()

    def _still_wanted(self, search: Search, proposal: Proposal) -> bool:
        """Not while a card is in the hand: it stays as it was taken."""
        if self._screen.dragging.drag.active:
            search.frozen = True
            search.halt()
        week = self._desk.planned
        return not search.frozen and week is not None and holds(proposal, week)

    def _note_gain(self, proposal: Proposal) -> None:
        if self.proposal is None:
            return
        gain = self.proposal.after.metres - proposal.after.metres
        if gain >= 100:
            self._gain = figures.signed_distance(-gain, proposal.after.territory.units)

    def _found(self, search: Search, proposal: Proposal) -> None:
        if search is not self._search:
            return
        wanted = self._still_wanted(search, proposal)
        words = _("Stopped: the best so far") if search.stopped else _("The best found in {time}")
        self._halt()
        if wanted:
            self._show(proposal)
        elif self.proposal is None:
            self.put_away()
        time_taken = _("{seconds} s").format(seconds=f"{search.seconds:.1f}")
        panel = self._screen.proposing.panel
        panel.progress.show_done(words.format(time=time_taken))
        panel.announce()

    def _not_found(self, search: Search, error: Exception) -> None:
        if search is not self._search:
            return
        self._halt()
        clash = getattr(error, "clash", None)
        if clash is not None:
            self._show_clash(clash)
        else:
            self.put_away()
            self._desk.jobs.failed.emit(error)

    def _show(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self._screen.show_proposal(proposal, every_day=self._desk.every_day)
        self._map.show_proposal(proposal)
        self.shown.emit(proposal)

    def _show_progress(self) -> None:
        search = self._search
        if search is None:
            return
        spent = min(search.seconds, SECONDS)
        far = _("{spent} of {whole} s").format(spent=f"{spent:.0f}", whole=f"{SECONDS:.0f}")
        if search.seconds > SECONDS:
            far = _("keeping more as it is")
        words = " · ".join(filter(None, (far, self._gain)))
        progress = self._screen.proposing.panel.progress
        share = min(_NEARLY, search.seconds / SECONDS)
        if self.proposal is None:
            progress.show_share(share / 4, _("looking at everybody who is due"), _("Planning"))
        else:
            progress.show_share(share, words, _("Still improving"))

    # A week that cannot be

    def _show_clash(self, clash: Clash) -> None:
        from planner.exchange import sentences

        self._forget()
        lines = [sentences.why(why.code, why.args) for why in clash.requirements]
        way_out = clash.way_out
        words = sentences.why(way_out.code, way_out.args) if way_out else ""
        button, self._way_out = self._way_out_of(clash)
        self._screen.proposing.show_clash(lines, words, button)

    def _way_out_of(self, clash: Clash) -> tuple[str, Callable[[], object] | None]:
        """The word of the button that takes the way out, and what it does."""
        week, way = self._desk.planned, clash.way_out
        if week is None or way is None:
            return "", None
        name = str(way.args.get("name", ""))
        stops = [s for c, s in week.stop_of_call.items() if c in clash.calls]
        stop = next((s for s in stops if s.account.name == name), None)
        if way.code == "agree_later" and stop is not None:
            begin = -(-int(way.args["time"]) // _MINUTES) * _MINUTES
            words = _("Set {time} and plan again").format(time=figures.time_of_day(begin))
            return words, lambda: self._agree(stop.call.id, begin)
        known = (a for a, row in self._desk.rows.items() if row.name == name)
        account = stop.account.id if stop else next(known, None)
        if account is None:
            return "", None
        words = _("Open {name}").format(name=name)
        return words, lambda: self._screen.account_opened.emit(account)

    def _agree(self, call: int, begin: int) -> None:
        """Take the later time for a call, then plan again."""
        self.put_away()
        self._desk.change(
            lambda w: w.records.change("call", call, {"start": begin})[1],
            done=lambda _change: self.plan(),
        )

    def _take_way_out(self) -> None:
        if self._way_out is not None:
            self._way_out()

    # The two answers

    def accept(self, then: Callable[[Resolve], object] | None = None) -> None:
        """Write what is proposed, as one step; then `then`, with the numbers of its calls.

        A promise that it would break is asked about first; accepting once more means it.
        """
        proposal = self.proposal
        if proposal is None or self._accepting:
            return
        broken = proposal.promises_broken
        if broken and broken != self._asked_about:
            self._asked_about = broken
            words = _("{breaks}. Accept it all the same?")
            said = words.format(breaks=promise_words.breaks_all(broken))
            self.said.emit(said, _("Accept all the same"), lambda: self.accept(then))
            return
        self._halt()
        self._accepting = True
        after = proposal.after
        where = {s.call.id: (s.account.id, d.date) for d in after.days for s in d.stops}

        def done(_change: object) -> None:
            self._accepting = False
            self.put_away()
            if then is not None:
                then(lambda calls: _numbers(calls, where, self._desk.planned))

        def failed(error: Exception) -> None:
            self._accepting = False
            self._desk.jobs.failed.emit(error)  # the proposal stays, to be accepted later

        self._desk.change(lambda w: w.planning.accept(proposal), done=done, failed=failed)

    def refuse(self) -> None:
        """Put the proposal away; nothing was changed."""
        proposal = self.proposal
        self.put_away()
        if proposal is not None:
            self.said.emit(
                _("Refused: the week is as it was."),
                _("Show it again"),
                lambda: self._show_again(proposal),
            )

    def _show_again(self, proposal: Proposal) -> None:
        week = self._desk.planned
        if week is not None and holds(proposal, week) and not self.open:
            self._screen.proposing.begin(week)
            self._show(proposal)
            self._screen.proposing.panel.progress.show_done(_("The proposal from before"))

    def settle(self, then: Callable[[Resolve], object]) -> None:
        """Do something to the week shown: what is proposed is accepted first."""
        if self.proposal is None:
            self._halt()
            then(list)
        else:
            self.accept(then)

    def put_away(self) -> None:
        """End search and proposal; the week is shown as it stands."""
        self._halt()
        was_open = self.open
        self._forget()
        week = self._desk.planned
        if was_open and week is not None:
            self._screen.proposing.end()
            self._screen.set_week(week)

    def _forget(self) -> None:
        was, self.proposal, self._way_out = self.proposal, None, None
        self._asked_about = ()
        if was is not None:
            self._map.show_proposal(None)
            self.shown.emit(None)

    # The week changes meanwhile

    def _week_changed(self, week: PlannedWeek) -> None:
        if not self.open:
            return
        search = self._search
        if self.proposal is not None and holds(self.proposal, week):
            self._screen.show_proposal(self.proposal, every_day=self._desk.every_day)
            self.shown.emit(self.proposal)
        elif self.proposal is None and search is not None and search.week == week.week:
            return  # its answer is looked at when it comes
        elif self.proposal is None and self._asked and same_week(self._asked, week):
            return  # what clashes still clashes
        else:
            self._end(_("The week has changed: its proposal was put away. Ctrl+G plans again."))

    def _accounts_changed(self) -> None:
        """What was planned with has other hours, another place or name."""
        if self.proposal is not None and any(map(self._is_other, _accounts(self.proposal))):
            self._end(_("An account has changed: the proposal was put away. Ctrl+G plans again."))

    def _end(self, words: str) -> None:
        accepting = self._accepting
        self.put_away()
        if not accepting:
            self.said.emit(words, "", None)

    def _is_other(self, account: int) -> bool:
        """Whether an account is not as it was planned with, its next planned day apart."""
        was, now = self._rows.get(account), self._desk.rows.get(account)
        if was is None or now is None:
            return was is not now
        return was._replace(planned=None) != now._replace(planned=None)


def _accounts(proposal: Proposal) -> list[int]:
    """Whom a proposal is about."""
    inside = [s.account.id for s in proposal.after.stop_of_call.values()]
    return inside + [left.account.id for left in proposal.left_out]


def _numbers(
    calls: Collection[int], where: dict[int, tuple[int, Any]], week: PlannedWeek | None
) -> list[int]:
    """The calls that stand now where those of the proposal stood."""
    days = week.days if week else ()
    found = {(s.account.id, day.date): s.call.id for day in days for s in day.stops}
    return [found[where[call]] for call in calls if where.get(call) in found]
