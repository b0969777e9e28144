"""Opens what asks for times, has the drafts opened or written, and notes who was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import trouble
from ui.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from planner.exchange.mail import Draft
    from planner.workspace import IsoWeek
    from planner.workspace.asking import ToAsk
    from ui.asking.dialog import AskTimes


class AskingLink(QObject):
    """Asking for the times of the week looked at."""

    refused = Signal(str)

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.dialog: AskTimes | None = None
        """What is asked just now."""

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {"ask_times": self.ask}

    def ask(self) -> None:
        """Ask for the times of the week looked at."""
        if self._desk.planned is None:
            return
        week, workspace = self._desk.planned.week, self._desk.workspace
        self._desk.jobs.read(
            lambda: workspace.asking.to_ask(week),
            partial(self._open, week),
            owner=self,
            newest="ask times",
        )

    def _open(self, week: IsoWeek, calls: tuple[ToAsk, ...]) -> None:
        name = figures.week_name(week.monday)
        if not calls:
            self.refused.emit(_("{week} has no call whose time is open.").format(week=name))
            return
        from ui.asking.dialog import AskTimes

        self.dialog = dialog = AskTimes(name, calls, self._window)
        dialog.mail_wanted.connect(self._mail)
        dialog.files_wanted.connect(self._write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _draft(self, one: ToAsk) -> Draft:
        from planner.exchange import asking_words
        from planner.exchange.service_drafts import Addressee

        territory = self._desk.territory
        return asking_words.ask_times(
            Addressee(one.account.name, one.person, one.email),
            [(time.day, time.begin) for time in one.times],
            territory.rep_name if territory is not None else "",
        )

    def _mail(self, chosen: Sequence[ToAsk]) -> None:
        """Open a draft for each in the mail program; those that opened were asked."""
        from ui.mailing import open_draft

        opened = []
        for one in chosen:
            if not open_draft(self._draft(one)):
                break
            opened.append(one)
        if opened:
            self._note(opened)
        elif self.dialog is not None:
            self.dialog.say(
                _("No mail program opened, and nothing was changed. Save the drafts as files.")
            )

    def _write(self, chosen: Sequence[ToAsk], folder: Path) -> None:
        """Write a draft for each into a folder, beside the window."""
        from planner.workspace import draft_files

        drafts = [(f"{one.day.isoformat()} {one.account.name}", self._draft(one)) for one in chosen]

        def failed(error: Exception) -> None:
            if self.dialog is not None:
                self.dialog.say(trouble.words_for(error))

        self._desk.jobs.read(
            lambda: draft_files.write(folder, drafts),
            lambda _files: self._note(chosen),
            failed,
            owner=self,
        )

    def _note(self, chosen: Sequence[ToAsk]) -> None:
        times = {one.call: one.times[0] for one in chosen}
        if self.dialog is not None:
            self.dialog.accept()
        self._desk.change(lambda workspace: workspace.asking.asked(times))
