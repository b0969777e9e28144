"""One job: what is known of it, and the next thing: answer, pass on, done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from planner.exchange import service_words
from planner.words import _
from ui import plain, theme
from ui.service import letters
from ui.service.asking import Asking, prose, read_day
from ui.service.known_words import machine_line
from ui.service.segments import Segments

if TYPE_CHECKING:
    from planner.workspace.service.views import JobRow


class JobWindow(Asking):
    """What is done with it is told; whoever opened the window writes it."""

    answered = Signal(str)
    pass_wanted = Signal()
    back_wanted = Signal()
    """The rep holds it again."""
    job_done = Signal(object, int, str)
    """The day, how satisfied (0: not asked yet), what comes next."""
    edit_wanted = Signal()

    def __init__(self, row: JobRow, today: date, zone: str, parent: QWidget) -> None:
        kind = service_words.kind(row.kind)
        title = _("{kind} at {name}").format(kind=kind, name=row.account.name)
        super().__init__(title, parent, _("Done"))
        self._row = row
        for words in _lines(row, today, zone):
            label = plain.label(words, wrap=True)
            label.setFont(theme.font(theme.META, figures=True))
            self.column.addWidget(label)
        self._answering(row)
        self.on = QLineEdit(today.isoformat())
        self.five = Segments(_("How satisfied are they? 5 = very"))
        self.next = QLineEdit(row.next_step)
        self.ask(_("Next"), self.next)
        self.ask(_("Done on"), self.on)
        self.ask(_("How satisfied are they? 5 = very"), self.five)
        self.edit = QPushButton(_("All fields…"))
        self.edit.setAutoDefault(False)
        self.edit.clicked.connect(lambda _on: self.edit_wanted.emit())
        self.foot(self.edit)
        self.save.clicked.connect(lambda _on: self._try())

    def _answering(self, row: JobRow) -> None:
        self.said = prose(lines=2)
        self.answer = QPushButton(_("Answered: stop the clock"))
        self.passing = QPushButton(_("Pass to expert"))
        self.back = QPushButton(_("I solve it myself"))
        self.answer.clicked.connect(lambda _on: self.answered.emit(self.said.toPlainText().strip()))
        self.passing.clicked.connect(lambda _on: self.pass_wanted.emit())
        self.back.clicked.connect(lambda _on: self.back_wanted.emit())
        if row.answered_at is None:
            self.ask(_("What did you tell them?"), self.said)
        line = QHBoxLayout()
        for button, shown in (
            (self.answer, row.answered_at is None),
            (self.passing, True),
            (self.back, row.expert is not None),
        ):
            button.setAutoDefault(False)
            button.setVisible(shown)
            if shown:
                line.addWidget(button)
        line.addStretch(1)
        self.column.addLayout(line)

    def _try(self) -> None:
        day = read_day(self.on.text().strip())
        if day is None:
            self.refuse(_("On which day? Like 2026-12-04."))
            self.on.setFocus()
            return
        self.job_done.emit(day, self.five.value, self.next.text().strip())


def _lines(row: JobRow, today: date, zone: str) -> list[str]:
    """What is known of it."""
    lines = [f"“{row.text}”"] if row.text else []
    if row.machine is not None:
        lines.append(machine_line(row.machine, today))
    person = f"{row.person.name}, {row.person.post}, " if row.person else ""
    lines.append(person + letters.phone(row.account, row.person))
    said = _("Asked for {moment}").format(moment=letters.at(row.opened_at, zone))
    if row.first_answer is not None:
        answered = _("answered in {time}").format(time=service_words.length(row.first_answer))
        said = f"{said}, {answered}"
    lines.append(said)
    if row.expert is not None:
        lines.append(_("Held by {name}: {brief}").format(name=row.expert.name, brief=row.brief))
    return lines
