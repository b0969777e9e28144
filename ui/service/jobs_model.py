"""The rows and cells of the jobs table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from planner.exchange import figures, service_words
from planner.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtCore import QPersistentModelIndex

    from planner.workspace.service.views import JobRow, Nearby, ServicePage

    Index = QModelIndex | QPersistentModelIndex

CELL = Qt.ItemDataRole.UserRole + 1
JOB = Qt.ItemDataRole.UserRole + 2
JOB_COLUMN, ACCOUNT, MACHINE, HELD, FIRST, WHEN, NEXT, SATISFIED = range(8)
KIND_ICONS = {
    "breakdown": "lightning-fill",
    "warranty": "shield-check",
    "installation": "package",
    "commissioning": "gauge",
    "maintenance": "wrench",
    "advice": "lightbulb",
}
_UNHAPPY = 2


class Cell(NamedTuple):
    """What a cell shows: an icon, words, a weekday's pill, a button."""

    words: str = ""
    icon: str = ""
    bold: bool = False
    quiet: bool = False
    bad: bool = False
    weekday: int | None = None
    solid: bool = True
    button: bool = False


class JobsModel(QAbstractTableModel):
    """All jobs, or those of one kind."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[JobRow, ...] = ()
        self._rows: tuple[JobRow, ...] = ()
        self._near: Mapping[int, Nearby] = {}
        self._week: tuple[date, ...] = ()
        self._today: date | None = None
        self.kind = ""

    def show_page(
        self, page: ServicePage, near: Mapping[int, Nearby], week: tuple[date, ...]
    ) -> None:
        """Take the jobs; `week` are the days shown as pills."""
        self.beginResetModel()
        self._all, self._near, self._week, self._today = page.jobs, near, week, page.today
        self._pick()
        self.endResetModel()

    def show_kind(self, kind: str) -> None:
        """Only this kind; empty for all."""
        self.beginResetModel()
        self.kind = kind
        self._pick()
        self.endResetModel()

    def _pick(self) -> None:
        self._rows = tuple(row for row in self._all if self.kind in ("", row.kind))

    def job(self, at: int) -> JobRow:
        """The job of a row."""
        return self._rows[at]

    def row_of(self, number: int) -> int | None:
        """Where a job stands."""
        return next((at for at, row in enumerate(self._rows) if row.id == number), None)

    def near(self, row: JobRow) -> Nearby | None:
        """Where the job's account is near the tour."""
        return self._near.get(row.account.id)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 8

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            _("Job"), _("Account"), _("Machine, any maker"), _("Held by"), _("First answer"),
            _("When"), _("Next"), _("Satisfied?"),
        )[section]  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == JOB:
            return row
        if role in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = self._cell(row, index.column())
            return cell if role == CELL else cell.words
        return None

    def _cell(self, row: JobRow, column: int) -> Cell:
        if column == JOB_COLUMN:
            return Cell(service_words.kind(row.kind), KIND_ICONS[row.kind])
        if column == ACCOUNT:
            return Cell(row.account.name, bold=True)
        if column == MACHINE:
            return Cell(self._machine(row))
        if column == HELD:
            return _held(row)
        if column == FIRST:
            answer = row.first_answer
            return Cell("–" if answer is None else service_words.length(answer))
        if column == WHEN:
            return self._when(row)
        if column == NEXT:
            return Cell(_next(row))
        return _satisfied(row)

    def _machine(self, row: JobRow) -> str:
        machine, today = row.machine, self._today
        if machine is None:
            return " ".join(row.text.split())
        if row.kind == "maintenance" and machine.maintenance_due and row.done_on is None:
            due = service_words.due(figures.day_and_month(machine.maintenance_due))
            return f"{machine.name}, {due}"
        if today is not None and row.kind == "warranty" and machine.warranty_until is not None:
            if machine.in_warranty(today):
                until = figures.near_date(machine.warranty_until, today)
                return _("{name}, until {day}").format(name=machine.name, day=until)
            return _("{name}, warranty over").format(name=machine.name)
        return ", ".join(filter(None, (machine.name, machine.maker)))

    def _when(self, row: JobRow) -> Cell:
        today = self._today
        if row.done_on is not None:
            day = figures.day_and_month(row.done_on)
            return Cell(_("done {day}").format(day=day))
        if row.is_offer:
            near = self._near.get(row.account.id)
            if near is None:
                return Cell(_("no tour near"), quiet=True)
            detour = "+" + figures.minutes(near.seconds)
            return Cell(detour, weekday=near.day.weekday(), solid=False)
        if row.day is None or row.day == today:
            return Cell(_("today") if row.day else "–")
        if row.day in self._week:
            return Cell(weekday=row.day.weekday())
        return Cell(figures.short_date(row.day), bad=today is not None and row.day < today)


def _held(row: JobRow) -> Cell:
    if row.expert is None:
        return Cell(_("you"), "user")
    field = row.expert.expertise.split(",")[0] or row.expert.function
    words = _("{name}, {field}") if field else "{name}"
    return Cell(words.format(name=row.expert.name, field=field), "user-plus")


def _next(row: JobRow) -> str:
    if row.is_offer:
        return _("offer it")
    unhappy = row.satisfaction is not None and row.satisfaction <= _UNHAPPY
    return row.next_step or (_("phone again") if unhappy else "")


def _satisfied(row: JobRow) -> Cell:
    if row.is_offer:
        return Cell(_("Offer"), button=True)
    if row.done_on is None:
        return Cell(_("after the job"), quiet=True)
    if row.satisfaction is None:
        return Cell(_("Ask"), button=True)
    bad = row.satisfaction <= _UNHAPPY
    words = _("{value} of 5").format(value=row.satisfaction)
    return Cell(words, "smiley-sad" if bad else "smiley", bold=True, bad=bad)
