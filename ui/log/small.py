"""A small favour, or a promise, in one key and one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.records import Contact
from planner.words import _
from planner.workspace import BadInput
from planner.workspace.log.entry import Pledge
from ui import plain, theme
from ui.log import saying
from ui.log.date_line import DateLine


class _Small(QDialog):
    """A name, a line or two, and a button. It closes when told that it was saved."""

    save_wanted = Signal(object)

    def __init__(self, title: str, name: str, button: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(8)
        head = plain.label(name, wrap=True)
        head.setFont(theme.font(theme.FIGURES, bold=True))
        self.column.addWidget(head)
        self.problem = plain.label(wrap=True)
        self.problem.setObjectName("problem")
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.text = QLineEdit()
        self.column.addWidget(self.text)
        self.button = QPushButton(button)
        self._button_row()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.resize(440, self.sizeHint().height())
        self.text.setFocus()

    def _button_row(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        leave = QPushButton(_("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.button.setProperty("primary", True)
        self.button.setDefault(True)
        self.button.clicked.connect(self.save)
        row.addWidget(leave)
        row.addWidget(self.button)
        self._foot = row
        self.column.addLayout(row)

    def save(self) -> None:
        """Ask for it to be written."""
        self.button.setEnabled(False)
        self.save_wanted.emit(self.said())

    def said(self) -> object:
        """What was typed."""
        raise NotImplementedError

    def saved(self) -> None:
        """It is written: close."""
        self.accept()

    def give_back(self) -> None:
        """It was not written, for a reason that is told elsewhere: let the hand try again."""
        self.button.setEnabled(True)

    def refused(self, problem: BadInput) -> None:
        """It was not written: say why and stay."""
        self.give_back()
        self.problem.setText(saying.why_not(problem))
        self.problem.show()
        self.at_fault(str(problem.args_for_words.get("field"))).setFocus()

    def at_fault(self, field: str) -> QWidget:
        """The editor of a field."""
        return self.text


class FavourDialog(_Small):
    """What small thing was done for a customer."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("A small favour"), name, _("Keep it"), parent)
        self.text.setPlaceholderText(_("The small thing you did for them"))
        self.text.setAccessibleName(_("A small favour"))

    def said(self) -> str:
        return self.text.text()


class PromiseDialog(_Small):
    """What was promised, by whom, to whom, until when."""

    def __init__(
        self, name: str, people: Sequence[Contact], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New promise"), name, _("Keep it"), parent)
        self.text.setPlaceholderText(_("What was promised"))
        self.text.setAccessibleName(_("What was promised"))
        self.due = DateLine(today)
        self.due.line.setAccessibleName(_("Until when"))
        self.by = QComboBox()
        for value, words in saying.promisers():
            self.by.addItem(words, value)
        self.by.setAccessibleName(_("Who promises"))
        self.contact = QComboBox()
        self.contact.setAccessibleName(_("With whom"))
        self.contact.addItem(_("with nobody in particular"), None)
        for person in people:
            self.contact.addItem(saying.person(person), person.id)
        row = QHBoxLayout()
        row.addWidget(self.due, 1)
        row.addWidget(self.by)
        row.addWidget(self.contact)
        self.column.insertLayout(self.column.indexOf(self.text) + 1, row)
        for before, after in ((self.text, self.due.line), (self.due.line, self.by)):
            self.setTabOrder(before, after)
        self.setTabOrder(self.by, self.contact)
        self.setTabOrder(self.contact, self.button)
        self.resize(620, self.sizeHint().height())

    def said(self) -> Pledge:
        by, contact = self.by.currentData(), self.contact.currentData()
        return saying.pledge(self.text.text(), self.due.day, by, contact)

    def at_fault(self, field: str) -> QWidget:
        return self.due if field == "due" else self.text
