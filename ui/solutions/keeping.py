"""What is done with solutions from wherever they are shown: kept, changed, a visit planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.exchange import solution_words
from ui import trouble
from ui.desk import Desk

if TYPE_CHECKING:
    from planner.records import Record
    from ui.records.dialog import RecordDialog
    from ui.records.writing import RecordWriter

_SHORT = ("problem", "worked", "effect", "equipment", "may_name", "described_as", "reference_visit")
_LONGEST_PROBLEM = 2000


class Keeping(QObject):
    """Forms on solutions, and reference visits, over one desk."""

    refused = Signal(str)
    """Why something was not done, in words."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent
        self._writers: dict[int, RecordWriter] = {}

    def keep(self, account: int | None, problem: str = "") -> RecordDialog:
        """Ask for what worked at an account, in a short form."""
        from planner.workspace.fields import fields_of

        values: dict[str, Any] = {"account": account, "found_on": self._desk.today}
        dialog = self._writer().open_new("solution", values, _SHORT)
        longest = fields_of("solution")["problem"].longest or _LONGEST_PROBLEM
        dialog.form.editor("problem").set_text(problem.strip()[: min(longest, _LONGEST_PROBLEM)])
        if problem.strip():
            dialog.form.editor("worked").setFocus()
        return dialog

    def edit(self, number: int) -> None:
        """Open the whole form on a solution."""
        records = self._desk.workspace.records
        self._desk.jobs.read(
            lambda: records.get("solution", number),
            lambda found: self._open(number, found),
            self._failed,
            owner=self,
        )

    def _open(self, number: int, found: Record) -> None:
        values = {column.name: getattr(found, column.name) for column in found.__table__.c}
        names = (*_SHORT, "process", "material", "found_on")
        self._writer().open_existing("solution", number, values, names)

    def visit(self, number: int, asking: int) -> None:
        """Plan a call where it worked, for an account that wants to see it; one step."""
        row = self._desk.rows.get(asking)
        words = solution_words.objective(row.name if row is not None else "")
        self._desk.change(
            lambda workspace: workspace.solutions.reference_visit(number, asking, words),
            failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self.refused.emit(trouble.words_for(error))

    def _writer(self) -> RecordWriter:
        """One for the territory that is open; another one may have been opened since."""
        from ui.records.writing import RecordWriter

        workspace = self._desk.workspace
        if id(workspace) not in self._writers:
            writer = RecordWriter(workspace, self._desk.jobs, self._parent)
            writer.changed.connect(self._desk.adopt)
            self._writers = {id(workspace): writer}
        return self._writers[id(workspace)]
