"""The plan out of the window: export dialogs, and the print preview of the same PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from planner.exchange import figures
from planner.words import _, ngettext
from ui.desk import Desk
from ui.notice import Notice

if TYPE_CHECKING:
    from planner.workspace.exporting.exporting import Exported


_SETTINGS = ("Loopwise", "Loopwise")


def formats() -> tuple[tuple[str, str, str], ...]:
    """Suffix, words, and for a calendar which part is wanted, in the order of the menu."""
    return (
        ("ics", _("Calendar (.ics)"), ""),
        ("ics", _("Calendar, only what changed (.ics)"), "changes"),
        ("ics", _("Calendar, to take the calls out again (.ics)"), "cancel"),
        ("pdf", _("Itinerary to print (.pdf)"), ""),
        ("html", _("Map for any browser (.html)"), ""),
        ("csv", _("Table (.csv)"), ""),
        ("xlsx", _("Workbook (.xlsx)"), ""),
    )


class Out(QObject):
    """Asks where to, writes beside the window, says what was written."""

    def __init__(self, window: QWidget, desk: Desk, notice: Notice) -> None:
        super().__init__(window)
        self._window, self._desk, self._notice = window, desk, notice
        self._folder = ""
        self.menu = QMenu(window)
        for suffix, words, part in formats():
            self.menu.addAction(words, partial(self.export, suffix, part))
        self.menu.addSeparator()
        self.extras = {
            name: self._choice(name, words)
            for name, words in (
                ("drives", _("Calendar with drives and lunch")),
                ("alarms", _("Calendar with reminders when to leave")),
            )
        }

    def _choice(self, name: str, words: str) -> QAction:
        """Something that every calendar has from now on, or has not."""
        action = self.menu.addAction(words)
        action.setCheckable(True)
        kept = QSettings(*_SETTINGS)
        action.setChecked(kept.value(f"calendar_{name}", "no") == "yes")
        action.toggled.connect(lambda on: kept.setValue(f"calendar_{name}", "yes" if on else "no"))
        return action

    def export(self, suffix: str, part: str = "") -> None:
        """Ask for a file and write the week looked at to it."""
        week = self._desk.planned
        if week is None:
            return
        exporting = self._desk.workspace.exporting
        self._desk.jobs.read(
            lambda: exporting.file_name(week.week, suffix),
            lambda name: self._ask(name, suffix, part),
            owner=self,
        )

    def _ask(self, name: str, suffix: str, part: str) -> None:
        from ui.first_run.view import documents

        week = self._desk.planned
        assert week is not None
        proposal = str(Path(self._folder or documents()) / name)
        title = _("Export {week}").format(week=figures.week_name(week.week.monday))
        file, _filter = QFileDialog.getSaveFileName(
            self._window, title, proposal, f"*.{suffix} (*.{suffix})"
        )
        if file:
            self.write(Path(file), suffix, part)

    def write(self, file: Path, suffix: str, part: str = "") -> None:
        """Write the week looked at; the notice says when it is there.

        `part`, of a calendar: only the `changes` since the last one, or `cancel` what was in it.
        """
        planned = self._desk.planned
        assert planned is not None
        if file.suffix.casefold() != f".{suffix}":
            file = file.with_name(f"{file.name}.{suffix}")
            if file.exists():  # nobody was asked about this name
                self._notice.warn(
                    _("{file} is there already. Choose another name.").format(file=file.name)
                )
                return
        self._folder = str(file.parent)
        exporting, week = self._desk.workspace.exporting, planned.week
        wanted: dict[str, Any] = {"paper": paper()} | ({part: True} if part else {})
        if suffix == "ics":
            wanted |= {name: action.isChecked() for name, action in self.extras.items()}
        self._desk.jobs.write(
            lambda: exporting.export(week, suffix, file, **wanted),
            self._written,
            owner=self,
        )

    def _written(self, made: Exported) -> None:
        calls = ngettext("{count} call", "{count} calls", made.calls).format(count=made.calls)
        self._notice.say(
            _("{file} is written, with {calls}.").format(file=made.file.name, calls=calls)
        )
        self._desk.read_facts()

    def print(self) -> None:
        """Show the itinerary as it will be printed, with the printer to choose."""
        planned = self._desk.planned
        if planned is None:
            return
        exporting, week, size = self._desk.workspace.exporting, planned.week, paper()
        self._desk.jobs.read(
            lambda: exporting.paper(week, size), self._preview, owner=self, newest="paper"
        )

    def _preview(self, pdf: bytes) -> None:
        from ui.printing import Preview

        preview = Preview(pdf, paper(), self._window)
        preview.open()


def paper() -> str:
    """The paper of the country the computer is set to."""
    american = QLocale.MeasurementSystem.ImperialUSSystem
    return "Letter" if QLocale.system().measurementSystem() == american else "A4"
