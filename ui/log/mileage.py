"""The mileage log out of the window: from when to when, how much it is, and where to."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.words import _, ngettext
from planner.workspace import BadInput, Refused
from ui import plain, theme
from ui.desk import Desk
from ui.log import saying

if TYPE_CHECKING:
    from planner.exchange.mileage import MileageLog

_CLAIM_UNTIL = 7
"""Up to this day of a month the claim is most likely of the month before."""


class MileageDialog(QDialog):
    """Shows the sums as the dates change; writes CSV or PDF."""

    written = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mileage log"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        first, last = usual_span(desk.today)
        self.first, self.last = _date_edit(first), _date_edit(last)
        self.sums = plain.label()
        self.sums.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        self.left_out = plain.label(wrap=True)
        self.left_out.setObjectName("muted")
        self._build()
        self.resize(460, self.sizeHint().height())
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _date: self._look())
        self._look()

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        dates = QHBoxLayout()
        for words, edit in ((_("&From"), self.first), (_("&To"), self.last)):
            label = plain.label(words)
            label.setBuddy(edit)
            label.setMinimumWidth(label.sizeHint().width() + 12)  # room for the underlined letter
            dates.addWidget(label)
            dates.addWidget(edit)
        dates.addStretch(1)
        whole.addLayout(dates)
        whole.addWidget(self.sums)
        whole.addWidget(self.left_out)
        foot = QHBoxLayout()
        leave = QPushButton(_("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.table = QPushButton(_("Table (.csv)…"))
        self.table.setAutoDefault(False)
        self.table.clicked.connect(partial(self._ask, "csv"))
        self.paper = QPushButton(_("To print (.pdf)…"))
        self.paper.setProperty("primary", True)
        self.paper.setDefault(True)
        self.paper.clicked.connect(partial(self._ask, "pdf"))
        foot.addWidget(leave)
        foot.addStretch(1)
        foot.addWidget(self.table)
        foot.addWidget(self.paper)
        whole.addLayout(foot)

    @property
    def span(self) -> tuple[date, date]:
        """The days asked for."""
        return _python(self.first.date()), _python(self.last.date())

    def _look(self) -> None:
        first, last = self.span
        log = self._desk.workspace.log
        self._desk.jobs.read(
            lambda: log.mileage(first, last),
            self._show,
            self._refused,
            owner=self,
            newest="mileage",
        )

    def _show(self, found: MileageLog) -> None:
        count = len(found.days)
        self.sums.setText(
            " · ".join(
                (
                    ngettext("{count} day", "{count} days", count).format(count=count),
                    figures.distance(found.claimed, found.units),
                    figures.money(found.amount, found.currency, cents=True),
                )
            )
        )
        self.left_out.setText(_not_closed(found, self._desk.today))
        self._allow(True)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BadInput):
            self._desk.jobs.failed.emit(error)
            return
        self.sums.setText("")
        self.left_out.setText(saying.why_not(error))
        self._allow(False)

    def _allow(self, on: bool) -> None:
        self.table.setEnabled(on)
        self.paper.setEnabled(on)

    def _ask(self, suffix: str) -> None:
        from ui.first_run.view import documents

        first, last = self.span
        name = str(Path(documents()) / f"mileage_{first}_{last}.{suffix}")
        title = _("Write the mileage log")
        file, _kind = QFileDialog.getSaveFileName(self, title, name, f"*.{suffix} (*.{suffix})")
        if file:
            self.write(Path(file), suffix)

    def write(self, file: Path, suffix: str) -> None:
        """Write the log; the notice says when it is there."""
        from ui.out import paper

        if file.suffix.casefold() != f".{suffix}":
            file = file.with_name(f"{file.name}.{suffix}")
        first, last = self.span
        log, size = self._desk.workspace.log, paper()
        self._desk.jobs.write(
            lambda: log.export_mileage(first, last, file, size),
            lambda _found: self._written(file),
            self._not_written,
            owner=self,
        )

    def _written(self, file: Path) -> None:
        self.written.emit(_("{file} is written.").format(file=file.name))
        self.accept()

    def _not_written(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.left_out.setText(saying.why_not(error))
        else:
            self._desk.jobs.failed.emit(error)


def usual_span(today: date) -> tuple[date, date]:
    """The month before in the first week of one, else this one up to today."""
    first = today.replace(day=1)
    if today.day > _CLAIM_UNTIL:
        return first, today
    last = first - timedelta(days=1)
    return last.replace(day=1), last


def _not_closed(found: MileageLog, today: date) -> str:
    if not found.not_closed:
        return _("Distances are as planned where the odometer was not read.")
    days = ", ".join(figures.near_date(day, today) for day in found.not_closed[:6])
    return _("Close these days first, else their calls are missing: {days}").format(days=days)


def _date_edit(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setDateRange(QDate(1900, 1, 1), QDate(2999, 12, 31))
    made.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return made


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
