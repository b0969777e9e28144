"""Somebody has left: since when, and who follows, in one small form."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import sentences
from planner.records import Contact
from planner.store.journal import Change
from planner.words import _
from planner.workspace import BadInput, Workspace
from ui import plain, theme
from ui.jobs import Jobs


class LeavingDialog(QDialog):
    """Marks a person as gone; or, once gone, says who follows. `changed` carries the `Change`."""

    changed = Signal(object)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, contact: int, name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._contact = workspace, jobs, contact
        self._gone: date | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("{name} has left").format(name=name or _("no name")))
        self.since = QLineEdit()
        self.since.setPlaceholderText("2026-11-30")
        self.who = QComboBox()
        self.who.setEditable(True)
        self.who.setLineEdit(QLineEdit(placeholderText=_("not known yet")))
        self.said = plain.label(wrap=True)
        self.said.setFont(theme.font(theme.META))
        self.said.setObjectName("muted")
        self._problem = plain.label(wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self._lay_out()
        self.resize(440, self.sizeHint().height())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self._problem)
        form.addRow(_("Since"), self.since)
        form.addRow(_("Who follows"), self.who)
        form.addRow(self.said)
        box = QDialogButtonBox()
        self.mark = QPushButton(_("Mark as left"))
        self.mark.setDefault(True)
        box.addButton(self.mark, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(box)

    def show_people(self, found: tuple[Contact, list[Contact], int, date]) -> None:
        """Fill in what was read: the person, who could follow, open promises, today."""
        person, followers, promises, today = found
        self._gone = person.left_on
        self.since.setText((person.left_on or today).isoformat())
        self.since.setReadOnly(person.left_on is not None)
        if person.left_on is not None:
            self.mark.setText(_("Keep who follows"))
        self.who.addItem("", None)
        for other in followers:
            self.who.addItem(", ".join(filter(None, (other.name, other.post))), other.id)
        lines = [_("Nothing is deleted. The history stays with {name}.")]
        if promises:
            lines.append(_("Who follows takes over the open promises: {count}."))
        lines.append(_("Choose somebody, or type a new name."))
        self.said.setText(" ".join(lines).format(name=person.name, count=promises))

    def _save(self) -> None:
        try:
            day = date.fromisoformat(self.since.text().strip())
        except ValueError:
            args = {"value": self.since.text(), "field": _("Since"), "type": "date"}
            self._say(sentences.refused("unreadable", args))
            return
        workspace, contact, heir, gone = self._workspace, self._contact, self._heir(), self._gone

        def work() -> Change | None:
            if gone is None:
                return workspace.people.has_left(contact, day, heir)
            return None if heir is None else workspace.people.follow(contact, heir)

        self._jobs.write(work, self._saved, self._refused, owner=self)

    def _heir(self) -> int | str | None:
        typed, at = self.who.currentText().strip(), self.who.currentIndex()
        if at >= 0 and typed == self.who.itemText(at).strip():
            number: int | None = self.who.itemData(at)
            return number
        return typed or None

    def _saved(self, change: Change | None) -> None:
        self.accept()
        if change is not None:
            self.changed.emit(change)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            args = dict(error.args_for_words)
            if "field" in args:
                args["field"] = _("Since")
            self._say(sentences.refused(error.code, args))
        else:
            self._jobs.failed.emit(error)

    def _say(self, words: str) -> None:
        self._problem.setText(plain.breakable(words))
        self._problem.show()


def ask_leaving(
    workspace: Workspace, jobs: Jobs, contact: int, name: str, parent: QWidget
) -> LeavingDialog:
    """Ask since when somebody is gone and who follows; read beside the window."""
    dialog = LeavingDialog(workspace, jobs, contact, name, parent.window())

    def read() -> tuple[Contact, list[Contact], int, date]:
        loss = workspace.people.loss(contact)
        followers = workspace.people.followers(contact)
        return loss.contact, followers, len(loss.promises), workspace.people.today()

    jobs.read(read, dialog.show_people, owner=dialog)
    dialog.open()
    return dialog
