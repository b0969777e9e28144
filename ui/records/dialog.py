"""A small window round the form of one record: save, leave, or delete; all of it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from planner.workspace import BadInput
from ui.records.form import Picks, RecordForm


class RecordDialog(QDialog):
    """Edits one record. It closes when told that the record was saved, not before.

    `save_wanted` carries the changed values, `delete_wanted` nothing: whoever opened it knows
    which record it is, writes, and answers with `saved()` or `refused(problem)`.
    """

    save_wanted = Signal(dict)
    delete_wanted = Signal()

    def __init__(
        self,
        kind: str,
        title: str,
        values: Mapping[str, Any],
        *,
        names: Sequence[str] = (),
        deletable: bool = False,
        picks: Picks | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = RecordForm(kind, names, picks=picks)
        self.form.show_values(values)
        self.form.setContentsMargins(16, 12, 16, 12)
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(scroll)
        layout.addWidget(self._buttons(deletable))
        self.form.setFocus()
        self.resize(480, min(640, self.form.sizeHint().height() + 72))

    def _buttons(self, deletable: bool) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.setContentsMargins(16, 0, 16, 0)
        save = QPushButton(_("Save"))
        save.setDefault(True)
        save.setObjectName("primary")
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        leave = box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        if deletable:
            delete = box.addButton(_("Delete"), QDialogButtonBox.ButtonRole.DestructiveRole)
            delete.setAutoDefault(False)
            delete.clicked.connect(self.delete_wanted)
        return box

    def _save(self) -> None:
        try:
            values = self.form.values()
        except BadInput:
            return  # the form says what is wrong
        self.save_wanted.emit(values)

    def saved(self) -> None:
        """The record is written: close."""
        self.accept()

    def refused(self, problem: BadInput) -> None:
        """It was not written: say why and stay."""
        self.form.show_problem(problem)
