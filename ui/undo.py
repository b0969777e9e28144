"""The Undo and Redo actions, fed by the heads of the journal: there is no second stack."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from planner.words import _
from ui import plain
from ui.desk import Desk
from ui.keys import Actions


class UndoActions(QObject):
    """Names the step in the words of Undo and Redo, and dims them where there is none."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(actions)
        self._desk = desk
        self.undo = actions.on("undo", desk.undo)
        self.redo = actions.on("redo", desk.redo)
        desk.heads_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        heads = self._desk.heads
        _name(self.undo, _("Undo"), _("Undo: {step}"), heads.undo)
        _name(self.redo, _("Redo"), _("Redo: {step}"), heads.redo)


def _name(action: QAction, bare: str, named: str, step: str) -> None:
    action.setEnabled(bool(step))
    words = named.format(step=step) if step else bare
    action.setText(words.replace("&", "&&"))
    action.setIconText(bare)
    action.setToolTip(plain.tooltip(f"{words} ({action.shortcut().toString()})"))
