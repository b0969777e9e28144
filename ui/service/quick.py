"""A complaint or a job while the customer is on the phone: name, worry, fault, a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import field_words
from planner.words import _
from ui import plain, theme
from ui.desk import Desk
from ui.service.account_field import AccountField
from ui.service.known_words import known_lines
from ui.service.parts import beside, heading, muted
from ui.service.segments import Segments

if TYPE_CHECKING:
    from planner.workspace import AccountRow
    from planner.workspace.service.known import Known

_WIDTH = 520
_NOT_KNOWN = 3
"""The difficulty until somebody has looked: in the middle."""


class QuickForm(QDialog):
    """What complaint and job share: whose, what is known there, what it is about, their words."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        self.desk = desk
        self.account = AccountField(desk)
        self.account.chosen.connect(self._chosen)
        self.known = muted(wrap=True)
        self.about = QComboBox()
        self.about.setEditable(True)
        self.about.setAccessibleName(_("Machine or order"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(64)
        self.text.setAccessibleName(_("In the customer’s words"))
        self.text.installEventFilter(self)
        self.problem = plain.label(wrap=True)
        self.problem.setObjectName("problem")
        self.problem.hide()
        self.save = QPushButton()
        self.save.setDefault(True)
        self.save.setFont(theme.font(bold=True))
        self.save.clicked.connect(lambda _on: self.try_to_save())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(6)

    def begin_with(self, row: AccountRow | None) -> None:
        """Show the account that is selected, if one is."""
        self.account.setFocus()
        if row is not None:
            self.account.show_account(row)

    def foot(self, said: str) -> None:
        """The button, and what follows from it."""
        line = QHBoxLayout()
        line.addWidget(self.save)
        line.addWidget(muted(said, wrap=True), 1)
        self.column.addWidget(self.problem)
        self.column.addLayout(line)

    def values(self) -> dict[str, Any]:
        """Machine, order or words, by what was chosen."""
        kind, number = self.about.currentData() or ("", None)
        if kind and self.about.currentText() == self.about.itemText(self.about.currentIndex()):
            return {kind: number}
        return {"concerns": self.about.currentText().strip()}

    def try_to_save(self) -> None:
        """Save, or say what is missing."""
        raise NotImplementedError

    def after_account(self) -> QWidget:
        """Where the keys go once the account is known."""
        raise NotImplementedError

    def refuse(self, words: str, where: QWidget) -> None:
        """Say why it is not saved, at its field."""
        self.problem.setText(words)
        self.problem.show()
        where.setFocus()

    def _chosen(self, row: AccountRow) -> None:
        self.problem.hide()
        self.after_account().setFocus()
        service, number = self.desk.workspace.service, row.id
        self.desk.jobs.read(
            lambda: service.known(number), self._show_known, owner=self, newest="known"
        )

    def _show_known(self, found: Known) -> None:
        if self.account.row is None or self.account.row.id != found.account.id:
            return
        self.known.setText(plain.breakable("\n".join(known_lines(found))))
        self.known.setMinimumHeight(self.known.heightForWidth(_WIDTH - 32))
        QTimer.singleShot(0, self, self.adjustSize)
        self.about.clear()
        self.about.addItem("")
        for machine in found.machines:
            self.about.addItem(machine.name, ("machine", machine.id))
        for number, words in found.orders:
            self.about.addItem(_("order: {words}").format(words=words), ("order", number))
        self.about.setCurrentIndex(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if plain_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.try_to_save()
                return True
        return super().eventFilter(watched, event)

    def write(self, work: Callable[[Any], Any], done: Callable[[], object]) -> None:
        """Write beside the window; close and go on, or say why not."""
        self.save.setEnabled(False)

        def written(_change: object) -> None:
            self.accept()
            done()

        self.desk.change(work, done=written, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        from ui import trouble

        self.save.setEnabled(True)
        self.problem.setText(plain.breakable(trouble.words_for(error)))
        self.problem.show()


class QuickComplaint(QuickForm):
    """Name, Enter, a digit, Tab, a digit, Tab, a sentence, Enter: the clock runs."""

    opened = Signal(int, int, bool)
    """Account, complaint, whether the account had lapsed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, _("New complaint"), parent)
        self.anxiety = Segments(_("How worried are they?"), warns=True)
        self.difficulty = Segments(_("How hard a fault is it?"))
        self.difficulty.show_value(_NOT_KNOWN)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(heading(_("Who rings?")))
        column.addWidget(self.account)
        column.addWidget(self.known)
        fives = QHBoxLayout()
        for words, hint, five in (
            (_("How worried?"), _("1 calm … 5 very"), self.anxiety),
            (_("How hard a fault?"), _("1 small … 5 grave"), self.difficulty),
        ):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addLayout(beside(words, hint))
            part.addWidget(five)
            fives.addLayout(part)
        fives.addStretch()
        column.addLayout(fives)
        column.addWidget(muted(_("The worry alone orders the queue, whatever the fault.")))
        column.addWidget(heading(_("In the customer’s words")))
        column.addWidget(self.text)
        column.addWidget(heading(_("Machine or order, if you know it")))
        column.addWidget(self.about)
        self.save.setText(_("Start the clock"))
        self.foot(_("Enter. Then: how soon can you be there?"))
        # The worry, the fault, the words: what it is about can wait.
        self.setTabOrder(self.anxiety, self.difficulty)
        self.setTabOrder(self.difficulty, self.text)
        self.setTabOrder(self.text, self.about)

    def after_account(self) -> QWidget:
        return self.anxiety

    def try_to_save(self) -> None:
        if self.account.row is None and not self.account.take():
            self.refuse(_("Which customer? Type a few letters of the name."), self.account)
            return
        if not self.anxiety.value:
            self.refuse(_("How worried are they? A digit from 1 to 5."), self.anxiety)
            return
        assert self.account.row is not None
        account, anxiety, difficulty = (
            self.account.row.id, self.anxiety.value, self.difficulty.value,
        )  # fmt: skip
        text, more, made = self.text.toPlainText().strip(), self.values(), []

        def work(workspace: Any) -> Any:
            found = workspace.service.open_complaint(account, anxiety, difficulty, text, **more)
            made.append(found)
            return found.change

        self.write(work, lambda: self.opened.emit(account, made[0].number, made[0].lapsed))


class QuickJob(QuickForm):
    """A job of one of the six kinds, on any maker's machine."""

    opened = Signal(int)
    """The job."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        from planner.records.service import JOBS

        super().__init__(desk, _("New job"), parent)
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind of job"))
        for kind in JOBS:
            self.kind.addItem(field_words.choice(kind), kind)
        self.kind.setCurrentIndex(JOBS.index("breakdown"))
        column = self.column
        column.addWidget(heading(_("Where?")))
        column.addWidget(self.account)
        column.addWidget(self.known)
        column.addWidget(heading(_("What for?")))
        column.addWidget(self.kind)
        column.addWidget(heading(_("In the customer’s words")))
        column.addWidget(self.text)
        column.addWidget(heading(_("Machine, of any maker")))
        column.addWidget(self.about)
        self.save.setText(_("Add the job"))
        self.foot(_("Enter. A call for help: its clock runs until it is answered."))
        self.setTabOrder(self.kind, self.text)
        self.setTabOrder(self.text, self.about)

    def after_account(self) -> QWidget:
        return self.kind

    def try_to_save(self) -> None:
        if self.account.row is None and not self.account.take():
            self.refuse(_("Which customer? Type a few letters of the name."), self.account)
            return
        assert self.account.row is not None
        account, kind = self.account.row.id, self.kind.currentData()
        more, made = self.values(), []
        words = [self.text.toPlainText().strip(), more.pop("concerns", "")]
        more.pop("order", None)
        text = "\n".join(filter(None, words))

        def work(workspace: Any) -> Any:
            number, change = workspace.service.open_job(account, kind, text, **more)
            made.append(number)
            return change

        self.write(work, lambda: self.opened.emit(made[0]))
