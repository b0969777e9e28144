"""The report's content below its bar: six figures, the rep's own line, two columns of sections."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.exchange.report import SUMMARY, WeekReport
from planner.words import _
from ui.report import sections
from ui.report.rows import Asking
from ui.report.words import Words


def content(report: WeekReport, asking: Asking, ask: QWidget) -> QWidget:
    """All of it; `ask` is where a question is asked, kept from one content to the next."""
    whole = QWidget()
    whole.setProperty("ticks", True)
    whole.setBackgroundRole(QPalette.ColorRole.Base)
    whole.setAutoFillBackground(True)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(sections.head(report))
    column.addWidget(_rule())
    column.addWidget(_summary(report, asking))
    column.addWidget(_rule())
    two = QHBoxLayout()
    two.setSpacing(0)
    left = (sections.calls, sections.complaints, sections.cards)
    two.addLayout(_column(*(make(report, asking) for make in left)), 1)
    two.addWidget(_rule(upright=True))
    right = (
        sections.distance(report, asking),
        sections.new_business(report, asking),
        sections.questions(report, asking, ask),
        sections.requests(report, asking),
        sections.over_called(report, asking),
    )
    two.addLayout(_column(*right), 1)
    column.addLayout(two, 1)
    return whole


def _summary(report: WeekReport, asking: Asking) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(14, 6, 16, 6)
    words = Words(report.said(SUMMARY), _("Write a line to head office before the figures…"))
    words.setObjectName(f"words {SUMMARY}")
    words.edited.connect(lambda text: asking.edited.emit(SUMMARY, text))
    row.addWidget(words)
    return holder


def _column(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for at, part in enumerate(parts):
        if at:
            column.addWidget(_rule())
        column.addWidget(part)
    column.addStretch()
    return column


def _rule(*, upright: bool = False) -> QWidget:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine if upright else QFrame.Shape.HLine)
    line.setObjectName("separator")
    return line
