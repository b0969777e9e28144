"""One search for a cycle, beside the window: how far it is, the best so far, Stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from planner.tours.engine import Stop
    from planner.workspace import IsoWeek, Workspace
    from planner.workspace.cycle.views import CyclePlan

_TOLD_EVERY = 2.0
"""Seconds between two plans shown while the search goes on."""


class CyclePlanning(QObject):
    """At most one search; `found` hears of better and better plans, the last with share 1."""

    found = Signal(object)
    failed = Signal(object)
    share = Signal(int, int)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._stop: Stop | None = None
        self._job: Job | None = None
        self.seconds: float | None = None
        """How long to search; None by the size of the cycle."""

    @property
    def searching(self) -> bool:
        """Whether a search runs."""
        return self._job is not None

    def start(self, first: IsoWeek, weeks: int, ways: Sequence[str]) -> None:
        """Search for a cycle of so many weeks."""
        from planner.tours.engine import Stop
        from planner.workspace.cycle.cycles import Search

        self.halt()
        stop, told = Stop(), monotonic()
        workspace, seconds = self._workspace, self.seconds

        def work(job: Job) -> CyclePlan:
            def tell(share: float, make: Callable[[], CyclePlan]) -> None:
                nonlocal told
                job.tell(round(1000 * share), 1000)
                if monotonic() - told > _TOLD_EVERY:
                    self._jobs.post(self._better, job, make())
                    told = monotonic()

            return workspace.cycles.plan(first, weeks, Search(seconds, tell=tell, stop=stop), ways)

        self._stop = stop
        self._job = self._jobs.read_long(
            work, self._done, self._failed, progress=self.share.emit, owner=self
        )

    def stop(self) -> None:
        """End the search; the best so far comes as found."""
        if self._stop is not None:
            self._stop.set()

    def halt(self) -> None:
        """End the search and forget it."""
        self.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = self._stop = None

    def _better(self, job: Job, plan: CyclePlan) -> None:
        if job is self._job:
            self.found.emit(plan)

    def _done(self, plan: CyclePlan) -> None:
        self._job = self._stop = None
        self.found.emit(plan)

    def _failed(self, error: Exception) -> None:
        self._job = self._stop = None
        self.failed.emit(error)
