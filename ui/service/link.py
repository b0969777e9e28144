"""Joins complaints and jobs to the frame: the keys, the badge, the urgent question that follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.words import _
from ui.desk import Desk

if TYPE_CHECKING:
    from planner.store.journal import Change
    from ui.service.quick import QuickForm

_COUNTED = {"complaint", "account"}


class ServiceLink(QObject):
    """What the frame needs of complaints and jobs; their windows are made when first wanted."""

    refused = Signal(str)
    said = Signal(str)
    running_changed = Signal(int)
    """How many complaints nobody has answered."""
    urgent_wanted = Signal(int, int)
    """Account and complaint: how soon can the rep be there?"""

    def __init__(self, window: QWidget, desk: Desk, show: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._desk, self._show = window, desk, show
        self.form: QuickForm | None = None
        """The complaint or job being typed."""
        desk.opened.connect(self._count)
        desk.changed.connect(self._take)

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {
            "go_service": self._show,
            "new_complaint": self.new_complaint,
            "new_job": self.new_job,
        }

    def new_complaint(self) -> None:
        """A customer rings: take the complaint down."""
        if not self._ready():
            return
        from ui.service.quick import QuickComplaint

        form = QuickComplaint(self._desk, self._window)
        form.opened.connect(self._opened)
        self._open(form)

    def new_job(self) -> None:
        """A customer needs help, or something done."""
        if not self._ready():
            return
        from ui.service.quick import QuickJob

        self._open(QuickJob(self._desk, self._window))

    def _ready(self) -> bool:
        return self._desk.is_open and (self.form is None or not self.form.isVisible())

    def _open(self, form: QuickForm) -> None:
        self.form = form
        form.finished.connect(self._closed)
        chosen = self._desk.selection
        row = self._desk.rows.get(next(iter(chosen))) if len(chosen) == 1 else None
        form.begin_with(row)
        form.open()

    def _closed(self) -> None:
        self.form = None

    def _opened(self, account: int, complaint: int, lapsed: bool) -> None:
        row = self._desk.rows.get(account)
        if row is None:
            return
        if row.place is None:
            said = _("The clock runs. {name} has no place on the map yet: phone them first.")
            self.said.emit(said.format(name=row.name))
            return
        if lapsed:
            said = _("Kept, though {name} does not buy from you any more.")
            self.said.emit(said.format(name=row.name))
        self.urgent_wanted.emit(account, complaint)

    def _take(self, change: Change) -> None:
        if not _COUNTED.isdisjoint(change.touched):
            self._count()

    def _count(self) -> None:
        service = self._desk.workspace.service
        self._desk.jobs.read(
            service.running, self.running_changed.emit, owner=self, newest="clocks running"
        )
