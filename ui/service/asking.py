"""Small windows of a complaint or job: closing it, passing it on, the referral, the job itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import plain, theme
from ui.service.segments import Segments

if TYPE_CHECKING:
    from planner.workspace.service.views import ComplaintRow, Expert

_WIDTH = 440
_FOLLOW_UP = 7


class Asking(QDialog):
    """A column of questions with a button. Closed by whoever wrote what it says."""

    def __init__(self, title: str, parent: QWidget, button: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(6)
        self.problem = plain.label(wrap=True)
        self.problem.setObjectName("problem")
        self.problem.hide()
        self.save = QPushButton(button)
        self.save.setDefault(True)
        self.save.setFont(theme.font(bold=True))
        self.leave = QPushButton(_("Cancel"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)

    def ask(self, words: str, widget: QWidget) -> None:
        """A question and what answers it."""
        label = plain.label(words)
        label.setFont(theme.font(theme.META, bold=True))
        widget.setAccessibleName(words)
        self.column.addWidget(label)
        self.column.addWidget(widget)

    def foot(self, *more: QPushButton) -> None:
        """The buttons."""
        line = QHBoxLayout()
        for button in (self.save, *more):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.leave)
        self.column.addWidget(self.problem)
        self.column.addLayout(line)

    def refuse(self, words: str) -> None:
        """Say why it was not written, and stay."""
        self.problem.setText(plain.breakable(words))
        self.problem.show()


class Closing(Asking):
    """How worried are they now? What was done, what was promised until when."""

    close_wanted = Signal(int, str, object)
    """How worried now, what was done, promises as fields."""

    def __init__(self, row: ComplaintRow, today: date, parent: QWidget) -> None:
        title = _("{name}: how worried are they now?").format(name=row.account.name)
        super().__init__(title, parent, _("Close the complaint"))
        self._today = today
        self.after = Segments(_("How worried are they now?"), warns=True)
        self.done_text = prose()
        self.promise = QLineEdit()
        self.due = QLineEdit()
        self.due.setPlaceholderText("2026-12-04")
        self.follow_up = QLineEdit((today + timedelta(days=_FOLLOW_UP)).isoformat())
        before = _("How worried are they now? At first {before} of 5.").format(before=row.anxiety)
        self.ask(before, self.after)
        self.ask(_("What was done?"), self.done_text)
        self.ask(_("Promised, if anything"), self.promise)
        self.ask(_("Until when"), self.due)
        self.ask(_("Ask again on (empty: never)"), self.follow_up)
        self.foot()
        self.save.clicked.connect(lambda _on: self._try())
        self.after.setFocus()

    def _try(self) -> None:
        if not self.after.value:
            self.refuse(_("Ask them: how worried are they now? A digit from 1 to 5."))
            self.after.setFocus()
            return
        promises = []
        for words, field, call in (
            (self.promise.text().strip(), self.due, True),
            (_("Ask how it runs"), self.follow_up, False),
        ):
            typed = field.text().strip()
            if not words or (field is self.follow_up and not typed):
                continue
            day = read_day(typed)
            if day is None:
                self.refuse(_("A promise needs a day, like 2026-12-04."))
                field.setFocus()
                return
            promises.append({"text": words, "due": day, "needs_call": call})
        self.close_wanted.emit(self.after.value, self.done_text.toPlainText().strip(), promises)


class Passing(Asking):
    """Which expert, and what they should know."""

    pass_wanted = Signal(int, str)
    """The expert and the brief."""

    def __init__(
        self, name: str, experts: Sequence[Expert], best: Expert | None, brief: str, parent: QWidget
    ) -> None:
        title = _("Pass {name} to an expert").format(name=name)
        super().__init__(title, parent, _("Pass on, open the brief"))
        self.who = QComboBox()
        for expert in experts:
            field = expert.expertise or expert.function
            self.who.addItem(f"{expert.name}, {field}" if field else expert.name, expert.id)
        if best is not None:
            self.who.setCurrentIndex(max(0, self.who.findData(best.id)))
        self.brief = prose(brief, lines=4)
        self.ask(_("Who knows this?"), self.who)
        self.ask(_("What they should know besides the customer’s words"), self.brief)
        self.foot()
        self.save.setEnabled(self.who.count() > 0)
        if not self.who.count():
            self.refuse(_("No colleague is marked as an expert yet. Add one under “People”."))
        self.save.clicked.connect(lambda _on: self._pass())

    def _pass(self) -> None:
        self.pass_wanted.emit(self.who.currentData(), self.brief.toPlainText().strip())


class Referring(Asking):
    """A calmed customer: ask who else has the trouble; whom they name becomes a prospect."""

    asked = Signal(bool)
    """Asked for a referral; whether by a mail draft."""
    named = Signal(str, str)
    """A name and a town."""

    def __init__(self, row: ComplaintRow, parent: QWidget) -> None:
        title = _("{name}: who else could use this?").format(name=row.account.name)
        super().__init__(title, parent, _("Add the prospect"))
        words = _("They were worried and are calm again: people like to tell that. Ask for a name.")
        label = plain.label(words, wrap=True)
        label.setObjectName("muted")
        self.column.addWidget(label)
        self.name, self.town = QLineEdit(), QLineEdit()
        self.ask(_("They named"), self.name)
        self.ask(_("Town"), self.town)
        self.mail = QPushButton(_("Mail draft that asks"))
        self.phone = QPushButton(_("Asked, no name yet"))
        for button, by_mail in ((self.mail, True), (self.phone, False)):
            button.setAutoDefault(False)
            button.clicked.connect(self._asked(by_mail))
        self.foot(self.mail, self.phone)
        self.save.clicked.connect(lambda _on: self._named())

    def _asked(self, by_mail: bool) -> Callable[[], None]:
        return lambda: self.asked.emit(by_mail)

    def _named(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.refuse(_("Which company did they name?"))
            self.name.setFocus()
            return
        self.named.emit(name, self.town.text().strip())


class Satisfied(Asking):
    """After a job: how satisfied are they?"""

    rated = Signal(int)
    mail_wanted = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(_("{name}: how satisfied?").format(name=name), parent, _("Keep it"))
        self.five = Segments(_("How satisfied are they with the job?"))
        self.ask(_("How satisfied are they with the job? 5 = very"), self.five)
        self.mail = QPushButton(_("Mail draft that asks"))
        self.mail.setAutoDefault(False)
        self.mail.clicked.connect(lambda _on: self.mail_wanted.emit())
        self.foot(self.mail)
        self.save.clicked.connect(lambda _on: self._rate())
        self.five.setFocus()

    def _rate(self) -> None:
        if not self.five.value:
            self.refuse(_("A digit from 1 to 5."))
            return
        self.rated.emit(self.five.value)


def prose(text: str = "", lines: int = 3) -> QPlainTextEdit:
    """A field of some lines."""
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setFixedHeight(lines * made.fontMetrics().lineSpacing() + 14)
    return made


def read_day(typed: str) -> date | None:
    """A day as it was typed; None where it is none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
