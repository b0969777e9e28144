"""The ways out of the report: the PDF, the mail draft with it, a file of one's own, a look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.words import _
from ui.desk import Desk
from ui.trouble import words_for

if TYPE_CHECKING:
    from planner.exchange.mail import Attachment, Draft
    from planner.workspace import IsoWeek


class Sending(QObject):
    """Writes beside the window. Nothing is ever sent: the mail program does that, by the rep."""

    told = Signal(str)
    """What was written, in words."""
    refused = Signal(str)

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._screen = desk, screen
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """Where files go: the documents, or where the last one went."""
        from ui.first_run.view import documents

        return self._folder or Path(documents())

    def send(self, week: IsoWeek) -> None:
        """Write the PDF, open the draft with it, and note that it was handed over."""
        reporting, folder = self._desk.workspace.reporting, self.folder
        size = _paper()

        def work() -> tuple[Path, Draft, Attachment]:
            from planner.exchange.report_mail import attachment, draft

            letter = reporting.letter(week)
            out = folder / f"{letter.file_name}.pdf"
            done = reporting.take_out(week, out, size)
            return done.file, draft(letter), attachment(letter, size)

        # In the writers' row, so that the last tick and the last word are in it.
        self._desk.jobs.write(work, lambda made: self._sent(week, *made), self._failed, owner=self)

    def _sent(self, week: IsoWeek, file: Path, draft: Draft, attachment: Attachment) -> None:
        from ui.mailing import open_draft

        open_draft(draft, self._screen.window(), (attachment,))
        self.told.emit(_("{file} is written; the draft is open to be read and sent.").format(
            file=str(file)))  # fmt: skip
        self._desk.change(lambda w: w.reporting.sent(week))

    def save(self, week: IsoWeek, file: Path) -> None:
        """Write the report to a file of any of its kinds."""
        reporting, size = self._desk.workspace.reporting, _paper()
        self._folder = file.parent
        self._desk.jobs.write(
            lambda: reporting.take_out(week, file, size),
            lambda made: self.told.emit(_("{file} is written.").format(file=str(made.file))),
            self._failed,
            owner=self,
        )

    def pages(self, week: IsoWeek, show: Callable[[bytes], object]) -> None:
        """Draw the PDF beside the window and show it."""
        reporting, size = self._desk.workspace.reporting, _paper()

        def work() -> bytes:
            from planner.exchange.report_pdf import to_pdf

            return to_pdf(reporting.letter(week), size)

        self._desk.jobs.read(work, show, owner=self, newest="report pages")

    def look(self, week: IsoWeek) -> None:
        """The pages as they will be read, to print as well."""
        self.pages(week, self._preview)

    def _preview(self, pdf: bytes) -> None:
        from ui.printing import Preview

        preview: Any = Preview(pdf, _paper(), self._screen.window())
        preview.setWindowTitle(_("The report as it will be read"))
        preview.open()

    def _failed(self, error: Exception) -> None:
        self.refused.emit(words_for(error))


def _paper() -> str:
    from ui.out import paper

    return paper()


def with_suffix(file: Path, chosen: str) -> Path:
    """The file with the suffix of the kind chosen, where none was typed."""
    if file.suffix.casefold() in (".pdf", ".html", ".eml"):
        return file
    suffix = chosen.partition("*.")[2].rstrip(")") or "pdf"
    return file.with_name(f"{file.name}.{suffix}")
