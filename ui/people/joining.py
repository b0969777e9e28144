"""Somebody known from another account has a role here too: find them by name, say which."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from planner.exchange import people_words, sentences
from planner.store.journal import Change
from planner.words import _
from planner.workspace import BadInput, Workspace
from planner.workspace.people.roles import BY_WEIGHT
from ui import plain
from ui.jobs import Jobs


class JoinDialog(QDialog):
    """Asks for a person by name, and for their role at the account. `changed` has the `Change`."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, account: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._account = workspace, jobs, account
        self._numbers: dict[str, int] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Somebody known from another account"))
        self.name, self.role = QLineEdit(), QComboBox()
        self.name.setPlaceholderText(_("Type a name"))
        self.role.setEditable(True)
        for word in BY_WEIGHT:
            self.role.addItem(people_words.role(word), word)
        self.role.setCurrentText("")
        self._problem = plain.label(wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        box = QDialogButtonBox()
        save = QPushButton(_("Add"))
        save.setDefault(True)
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self._problem)
        form.addRow(_("Person"), self.name)
        form.addRow(_("Role here"), self.role)
        form.addRow(box)
        self.resize(420, self.sizeHint().height())
        jobs.read(workspace.people.everyone, self._show, owner=self)

    def _show(self, everyone: list[tuple[int, str, str]]) -> None:
        self._numbers = {f"{name}, {account}": number for number, name, account in everyone}
        completer = QCompleter(list(self._numbers), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)

    def _save(self) -> None:
        found = self._meant()
        if len(found) != 1:
            many, none = _("Choose one person from the list."), _("Nobody has that name.")
            self._say(many if found else none)
            return
        workspace, account, (contact,) = self._workspace, self._account, found
        at = self.role.findText(self.role.currentText())
        role = str(self.role.itemData(at)) if at >= 0 else self.role.currentText().strip()
        self._jobs.write(
            lambda: workspace.people.join(contact, account, role),
            self._saved,
            self._refused,
            owner=self,
        )

    def _meant(self) -> set[int]:
        """Whose line was typed, or else all whose line has it in it."""
        typed = self.name.text().strip().casefold()
        lines = {words.casefold(): number for words, number in self._numbers.items()}
        if typed in lines:
            return {lines[typed]}
        return {number for words, number in lines.items() if typed and typed in words}

    def _saved(self, change: Change | None) -> None:
        self.accept()
        if change is not None:
            self.changed.emit(change)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            self._say(sentences.refused(error.code, error.args_for_words))
        else:
            self._jobs.failed.emit(error)

    def _say(self, words: str) -> None:
        self._problem.setText(plain.breakable(words))
        self._problem.show()
