"""The passphrase of an encrypted territory: asked for when one is opened, set for a new one.

It stays in its field and in the engine that opens the file: it is neither kept nor logged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _, ngettext
from ui import plain, theme
from ui.jobs import Jobs

if TYPE_CHECKING:
    from planner.workspace import Workspace

TRIES = 3
_WIDTH = 420


class _Button(QPushButton):
    """Enter presses it while it has the focus, and only then: in a field it is the field's own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class AskPassphrase(QDialog):
    """Asks up to three times; `unlocked` carries the open `Workspace`, else it is rejected.

    An error that is not about the passphrase goes out by `failed`.
    """

    unlocked = Signal(object)
    failed = Signal(object)

    def __init__(self, file: Path, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._jobs, self.left = file, jobs, TRIES
        self.setWindowTitle(_("Passphrase"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.field = _field(_("Passphrase"))
        self._problem = plain.label(wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self._open = _Button(_("Open"))
        self._open.setEnabled(False)
        self.field.textEdited.connect(lambda text: self._open.setEnabled(bool(text)))
        about = _("Without it nobody can read this territory, and nothing can bring it back.")
        _lay_out(
            self,
            _("{file} is encrypted").format(file=file.name),
            about,
            (self.field, self._problem),
            self._open,
        )
        self._open.clicked.connect(self._try)
        self.field.returnPressed.connect(self._try)

    def _try(self) -> None:
        file, passphrase = self._file, self.field.text()
        if not passphrase:
            return

        def work() -> Workspace:
            from planner.workspace import Workspace

            return Workspace.open(file, passphrase)

        self.field.setEnabled(False)
        self._open.setEnabled(False)
        self._jobs.read(work, self._unlock, self._refused, owner=self)

    def _unlock(self, workspace: Workspace) -> None:
        self.field.clear()
        self.unlocked.emit(workspace)
        self.accept()

    def _refused(self, error: Exception) -> None:
        from planner.store.errors import WrongPassphrase

        self.field.clear()
        self.left -= 1
        if not isinstance(error, WrongPassphrase):
            self.done(2)
            self.failed.emit(error)
        elif not self.left:
            self.reject()
        else:
            self._again()

    def _again(self) -> None:
        self._problem.setText(
            ngettext(
                "That does not open it. {count} try is left.",
                "That does not open it. {count} tries are left.",
                self.left,
            ).format(count=self.left)
        )
        self._problem.show()
        self.field.setEnabled(True)
        self.field.setFocus()


class SetPassphrase(QDialog):
    """A passphrase for a new territory, typed twice; `chosen` carries it, empty for none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Passphrase"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.field, self.again = _field(_("Passphrase")), _field(_("The same once more"))
        self._differ = plain.label(_("The two are not the same yet."), wrap=True)
        self._differ.setObjectName("muted")
        self._go_on = _Button()
        for field in (self.field, self.again):
            field.textEdited.connect(lambda _text: self._look())
        about = _(
            "The territory's file is then encrypted and asks for it whenever it is opened. "
            "Write it down: without it nothing can bring the territory back. "
            "Leave both empty for a file without one."
        )
        _lay_out(
            self,
            _("A passphrase for your new territory"),
            about,
            (self.field, self.again, self._differ),
            self._go_on,
        )
        self._go_on.clicked.connect(self._choose)
        self.field.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._go_on.click)
        self._look()

    def _look(self) -> None:
        same = self.field.text() == self.again.text()
        self._differ.setVisible(not same and bool(self.again.text()))
        self._go_on.setEnabled(same)
        empty = not self.field.text()
        self._go_on.setText(_("No passphrase") if empty else _("Set passphrase"))

    def _choose(self) -> None:
        passphrase = self.field.text()
        self.field.clear()
        self.again.clear()
        self.accept()
        self.chosen.emit(passphrase)


def _field(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    return field


def _lay_out(
    dialog: QDialog, title: str, about: str, rows: tuple[QWidget, ...], go_on: QPushButton
) -> None:
    head, hint = plain.label(title, wrap=True), plain.label(about, wrap=True)
    head.setFont(theme.font(theme.BODY, bold=True))
    hint.setObjectName("muted")
    box = QDialogButtonBox()
    go_on.setProperty("primary", True)
    go_on.setAutoDefault(False)  # Enter is the fields' own: once, and only where it may go on
    box.addButton(go_on, QDialogButtonBox.ButtonRole.ActionRole)
    leave = _Button(_("Cancel"))
    box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
    leave.setAutoDefault(False)
    box.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(8)
    for widget in (head, hint, *rows, box):
        column.addWidget(widget)
    rows[0].setFocus()
