"""Open complaints in red with their words and dots, and what is to be done there: they burn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.advice.queue import urgency
from planner.exchange import figures, service_words
from planner.records import Complaint, Job
from planner.records.base import this_moment
from planner.words import _
from ui import plain, theme
from ui.accounts.card.parts import Section
from ui.service.dots import paint_dots

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_COMPLAINT = (
    "text", "anxiety", "difficulty", "contact", "machine", "concerns", "opened_at", "answered_at",
    "answer", "closed_at", "anxiety_after", "done",
)  # fmt: skip
_JOB = ("kind", "text", "machine", "contact", "day", "next_step", "answered_at", "brief",
        "done_on", "satisfaction")  # fmt: skip
_WORDS, _SHOWN = 220, 5


def section(page: Page) -> QWidget | None:
    """Nothing where nothing is open."""
    kept = page.card.kept
    complaints = [c for c in kept["complaint"] if c.closed_at is None]
    jobs = [job for job in kept["job"] if job.done_on is None]
    if not complaints and not jobs:
        return None
    made = Section(_("Open complaints and jobs"))
    now = this_moment()
    for complaint in sorted(complaints, key=lambda c: urgency(c.anxiety, 0, now - c.opened_at)):
        made.put(ComplaintBox(complaint, now))
        made.put(page.row("complaint", complaint, (_state(complaint, now), ""), _COMPLAINT))
    for job in jobs[:_SHOWN]:
        made.put(page.row("job", job, _job_words(job), _JOB))
    return made


class ComplaintBox(QFrame):
    """The customer's words on the ground of a warning, with the worry in dots and a number."""

    def __init__(self, complaint: Complaint, now: int) -> None:
        super().__init__()
        self.setObjectName("complaint_box")
        look = theme.current()
        self.setStyleSheet(
            f"QFrame#complaint_box {{ background: {look.badbg.name()}; border: 0;"
            f" border-left: 3px solid {look.bad.name()}; border-radius: 4px; }}"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(2)
        text = " ".join(complaint.text.split())
        short = text if len(text) <= _WORDS else f"{text[:_WORDS]}…"
        words = plain.label(f"“{short}”" if short else _("No words yet."), wrap=True)
        words.setToolTip(plain.tooltip(complaint.text[:2000]))
        column.addWidget(words)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(_meta(_("Anxiety"), bold=True))
        line.addWidget(_Dots(complaint.anxiety, warns=True))
        line.addWidget(_meta(str(complaint.anxiety), bold=True))
        line.addSpacing(8)
        line.addWidget(_meta(_("Difficulty")))
        line.addWidget(_Dots(complaint.difficulty))
        line.addWidget(_meta(str(complaint.difficulty)))
        line.addStretch(1)
        column.addLayout(line)
        said = (service_words.worry(complaint.anxiety), text, _state(complaint, now))
        self.setAccessibleName(", ".join(said))


class _Dots(QWidget):
    def __init__(self, value: int, *, warns: bool = False) -> None:
        super().__init__()
        self._value, self._warns = value, warns
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(56, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        colour = look.bad if self._warns else look.mute
        paint_dots(QPainter(self), 0, self.height() / 2, self._value, 4, colour)


def _meta(words: str, *, bold: bool = False) -> QLabel:
    label = plain.label(words)
    label.setFont(theme.font(theme.META, bold=bold, figures=True))
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return label


def _state(complaint: Complaint, now: int) -> str:
    """Waits 2:04 h; answered in 1:10 h."""
    running = complaint.answered_at is None
    until = now if complaint.answered_at is None else complaint.answered_at
    seconds = max(0, until - complaint.opened_at)
    return service_words.clock(seconds, running=running, answered=not running)


def _job_words(job: Job) -> tuple[str, str]:
    day = figures.short_date(job.day) if job.day else ""
    title = "  ".join(filter(None, (service_words.kind(job.kind), day)))
    return title, " ".join((job.next_step or job.text).split())
