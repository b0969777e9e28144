"""The screen of complaints and service: the queue, one complaint, what worked elsewhere, jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.exchange import service_words
from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.desk import Desk
from ui.service.answering import Answering
from ui.service.below import Below
from ui.service.detail import ComplaintDetail
from ui.service.doing import ServiceDoing
from ui.service.jobs import JobsPanel
from ui.service.parts import muted, parting
from ui.service.queue import ROW, ROW_ROLE, QueueModel, queue_view
from ui.solutions.panel import SolvedPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.store.journal import Change
    from planner.workspace import PlannedWeek, Workspace
    from planner.workspace.service.views import ComplaintRow, JobRow, Nearby, ServicePage

_LEFT, _SOLVED, _NARROW = 344, 380, 1180
_TICK = 5_000
_JOBS = 290
_MATTER = {
    "complaint", "job", "machine", "touch", "colleague", "account", "call", "contact", "order",
}  # fmt: skip


class Seen(NamedTuple):
    """What the screen shows, as it was read."""

    page: ServicePage
    near: Mapping[int, Nearby]


class ServiceScreen(QWidget):
    """Reads beside the window and asks for changes; nothing is decided here."""

    account_opened = Signal(int)
    refused = Signal(str)
    complaint_wanted = Signal()
    job_wanted = Signal()
    fit_wanted = Signal(object, object)
    """What was found for an urgent call, and the way that is taken."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page: ServicePage | None = None
        self._number: int | None = None
        self.model = QueueModel(self)
        self.queue = queue_view(self.model)
        self.below = Below()
        self.detail = ComplaintDetail()
        self.answering = Answering(desk, self.detail)
        self.solved = SolvedPanel(desk)
        self.jobs = JobsPanel()
        self.doing = ServiceDoing(desk, self)
        self._again = QTimer(self, singleShot=True, interval=100)
        self._again.timeout.connect(self.load)
        self._ticking = QTimer(self, interval=_TICK)
        self._ticking.timeout.connect(self._tick)
        self._lay_out()
        self._listen()

    # What the frame calls

    def load(self) -> None:
        """Read all of it beside the window."""
        workspace, week = self._desk.workspace, self._desk.planned
        self._desk.jobs.read(
            lambda: _read(workspace, week), self._show, owner=self, newest="service"
        )
        self._ticking.start()

    def take(self, change: Change) -> None:
        """Something has changed: read again if it matters here."""
        if not _MATTER.isdisjoint(change.touched):
            self._again.start()

    def close_down(self) -> None:
        """End what was about to run."""
        self._again.stop()
        self._ticking.stop()

    # Showing

    def _show(self, seen: Seen) -> None:
        page = seen.page
        self.page = page
        self.model.set_rows(page.queue, page.now)
        self.below.show_page(page, seen.near)
        week = self._desk.planned
        self.jobs.show_page(page, seen.near, tuple(week.by_date) if week else ())
        self._heads(page)
        known = page.complaint(self._number or 0)
        still = self.model.row_of(self._number or 0)
        if known is None or (still is None and page.queue):
            still = 0 if page.queue else None
        self._shelf(has_any=still is not None)
        if still is not None:
            self.queue.setCurrentIndex(self.model.index(still))
            self._chosen(self.model.index(still))

    def _heads(self, page: ServicePage) -> None:
        count = len(page.queue)
        said = ngettext("{count} open", "{count} open", count).format(count=count)
        self._open_count.setText(said)
        parts = [_("{count} not answered").format(count=page.running)]
        first = page.figures.first_contact
        if first is not None:
            time = service_words.length(first)
            parts.append(_("first answer {time} on average").format(time=time))
        self._meta.setText(" · ".join(parts))
        self.queue.setFixedHeight(min(5, max(1, count)) * ROW)

    def _shelf(self, *, has_any: bool) -> None:
        """With no open complaint the place says what belongs there."""
        self.detail.setVisible(has_any)
        self._empty.setVisible(not has_any)
        if not has_any:
            self._number = None
            self.solved.show_for(None)

    def _chosen(self, index: QModelIndex) -> None:
        row: ComplaintRow | None = index.data(ROW_ROLE) if index.isValid() else None
        if row is None or self.page is None:
            return
        self._number = row.id
        self.detail.show_complaint(row, self.page.now, self._zone)
        self.solved.show_for(row.account.id, row.text)
        self.answering.show(row)

    def _tick(self) -> None:
        from planner.records.base import this_moment

        now = this_moment()
        self.model.tick(now)
        self.detail.tick(now)

    @property
    def _zone(self) -> str:
        return self._desk.territory.time_zone if self._desk.territory else "UTC"

    # Doing

    def _listen(self) -> None:
        detail, doing = self.detail, self.doing
        self.queue.selectionModel().currentChanged.connect(lambda now, _was: self._chosen(now))
        self.queue.activated.connect(lambda _at: self.detail.answer.setFocus())
        detail.worry_changed.connect(lambda *fives: self._do(doing.worry, *fives))
        detail.phoned.connect(lambda text: self._do(doing.phoned, text))
        detail.mail_wanted.connect(lambda text: self._do(doing.mail, text))
        detail.pass_wanted.connect(lambda: self._do(doing.pass_complaint))
        detail.close_wanted.connect(lambda: self._do(doing.close))
        self.answering.fit_wanted.connect(self.fit_wanted)
        self.solved.into_answer.connect(self.answering.take_in)
        self.solved.out_of_answer.connect(self.answering.leave_out)
        self.below.referral_wanted.connect(doing.ask_referral)
        self.below.favour_wanted.connect(doing.favour)
        self.jobs.opened.connect(doing.open_job)
        self.jobs.asked.connect(self._job_asked)
        self.jobs.new_wanted.connect(self.job_wanted)
        detail.account_opened.connect(self.account_opened)
        self.below.account_opened.connect(self.account_opened)
        self.solved.refused.connect(self.refused)
        theme.changed.connect(self.queue.viewport().update)

    def _do(self, doing: Any, *args: Any) -> None:
        if self.detail.row is not None:
            doing(self.detail.row, *args)

    def _job_asked(self, row: JobRow) -> None:
        if row.is_offer:
            self.doing.offer(row, self.jobs.model.near(row))
        else:
            self.doing.ask_satisfied(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A to D look at a way from anywhere on the screen; Enter takes it."""
        letter = event.text().upper()
        if letter and letter in "ABCD" and self.detail.isVisible():
            if self.detail.ways.choose(letter):
                self.detail.ways.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the card takes the room, what was solved elsewhere gives way."""
        super().resizeEvent(event)
        self.solved.setVisible(self.width() >= _NARROW)

    # Laying out

    def _lay_out(self) -> None:
        upper, right, middle = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        upper.addWidget(self.detail, 1)
        self._empty = self._nothing_open()
        upper.addWidget(self._empty, 1)
        upper.addWidget(parting(wide=False))
        self.solved.setFixedWidth(_SOLVED)
        upper.addWidget(self.solved)
        right.addLayout(upper, 1)
        right.addWidget(parting())
        self.jobs.setFixedHeight(_JOBS)
        right.addWidget(self.jobs)
        middle.addWidget(self._left())
        middle.addWidget(parting(wide=False))
        middle.addLayout(right, 1)
        whole = QVBoxLayout(self)
        for layout in (upper, right, middle, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        whole.addWidget(self._bar())
        whole.addLayout(middle, 1)
        self.setFocusProxy(self.queue)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(_LEFT)
        left.setBackgroundRole(left.backgroundRole().Base)
        left.setAutoFillBackground(True)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(8)
        title = plain.label(_("Complaints"))
        title.setFont(theme.font(theme.BODY, bold=True))
        self._open_count = muted()
        head.addWidget(title)
        head.addWidget(self._open_count)
        head.addStretch(1)
        head.addWidget(muted(_("anxiety sets the order")))
        column.addLayout(head)
        column.addWidget(parting())
        column.addWidget(self.queue)
        column.addWidget(self.below, 1)
        return left

    def _nothing_open(self) -> QWidget:
        made = QWidget()
        made.setBackgroundRole(made.backgroundRole().Base)
        made.setAutoFillBackground(True)
        column = QVBoxLayout(made)
        column.addStretch(1)
        words = _("No complaint is open. When a customer rings, write down what they say.")
        label = plain.label(words, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(icons.icon("warning-circle"), _("New complaint"))
        button.clicked.connect(lambda _on: self.complaint_wanted.emit())
        column.addWidget(label)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        return made

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("top_bar")
        bar.setFixedHeight(44)
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(12)
        title = plain.label(_("Complaints and service"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self._meta = muted()
        line.addWidget(title)
        line.addWidget(self._meta)
        line.addStretch(1)
        self.new_complaint = QPushButton(icons.icon("warning-circle"), _("New complaint"))
        self.new_complaint.clicked.connect(lambda _on: self.complaint_wanted.emit())
        self.new_job = QPushButton(icons.icon("wrench"), _("New job"))
        self.new_job.clicked.connect(lambda _on: self.job_wanted.emit())
        line.addWidget(self.new_complaint)
        line.addWidget(self.new_job)
        return bar


def _read(workspace: Workspace, week: PlannedWeek | None) -> Seen:
    from planner.workspace.service.offers import nearby

    page = workspace.service.page()
    if week is None:
        return Seen(page, {})
    wanted = [found.account for found in page.no_favour[:40]]
    wanted += [job.account for job in page.jobs if job.done_on is None]
    return Seen(page, nearby(week, wanted, page.today))
