"""Writes what a form asks for: beside the window, answered in the form, told to the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.exchange import field_words
from planner.store.journal import Change
from planner.words import _
from planner.workspace import BadInput, Workspace
from planner.workspace.fields import fields_of
from ui.jobs import Jobs
from ui.records.dialog import RecordDialog
from ui.records.form import Picks

_ADDRESS = frozenset(("street", "postcode", "town", "region", "country"))


class RecordWriter(QObject):
    """Opens forms on records of one territory and writes what they hold.

    `changed` carries the `Change`; whoever shows records listens to it.
    """

    changed = Signal(object)
    made = Signal(str, int)
    """Kind and number of a new record, once it is written."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._parent = workspace, jobs, parent

    def open_new(
        self,
        kind: str,
        values: Mapping[str, Any],
        names: Sequence[str] = (),
        picks: Picks | None = None,
    ) -> RecordDialog:
        """A form for a new record; `values` are given with it, `names` are asked for."""
        title = _("New {kind}").format(kind=field_words.kind(kind).lower())
        whole = {**_defaults(kind), **values}
        dialog = RecordDialog(kind, title, whole, names=names, picks=picks, parent=self._top())

        def save(typed: dict[str, Any]) -> None:
            self._write(partial(self._make, kind, {**values, **typed}), dialog)

        dialog.save_wanted.connect(save)
        dialog.open()
        return dialog

    def open_existing(
        self,
        kind: str,
        number: int,
        values: Mapping[str, Any],
        names: Sequence[str] = (),
        picks: Picks | None = None,
    ) -> RecordDialog:
        """A form on a record; it can also be deleted there."""
        title, deletable = field_words.kind(kind), kind != "territory"
        dialog = RecordDialog(
            kind, title, values, names=names, deletable=deletable, picks=picks, parent=self._top()
        )
        dialog.save_wanted.connect(
            lambda typed: self._write(partial(self._change, kind, number, typed), dialog)
        )
        dialog.delete_wanted.connect(
            lambda: self._write(lambda: self._workspace.records.delete(kind, number), dialog)
        )
        dialog.open()
        return dialog

    def write(
        self,
        work: Callable[[], Change | None],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Write without a form; what goes wrong is told by the frame, or to `failed`."""
        self._jobs.write(work, self._told, failed, owner=self)

    def _make(self, kind: str, whole: Mapping[str, Any]) -> Change | None:
        """Beside the window. An account whose town is known gets its place along with it."""
        place = {}
        if kind == "account" and whole.get("lat") is None:
            place = self._workspace.importing.place_of(whole)
        record, change = self._workspace.records.make(kind, {**whole, **place})
        self._jobs.post(self.made.emit, kind, record.id)
        return change

    def _change(self, kind: str, number: int, typed: Mapping[str, Any]) -> Change | None:
        """Beside the window. An account that had no place gets the one of its new address."""
        place = {}
        if kind == "account" and typed.keys() & _ADDRESS and "lat" not in typed:
            account: Any = self._workspace.records.get(kind, number)
            if account.lat is None:
                own = {name: getattr(account, name) for name in _ADDRESS}
                place = self._workspace.importing.place_of({**own, **typed})
        return self._workspace.records.change(kind, number, {**typed, **place})[1]

    def _write(self, work: Callable[[], Change | None], dialog: RecordDialog) -> None:
        def done(change: Change | None) -> None:
            dialog.saved()
            self._told(change)

        def failed(error: Exception) -> None:
            if isinstance(error, BadInput):
                dialog.refused(error)
            else:
                self._jobs.failed.emit(error)

        self._jobs.write(work, done, failed, owner=dialog)

    def _told(self, change: Change | None) -> None:
        if change is not None:
            self.changed.emit(change)

    def _top(self) -> QWidget | None:
        return self._parent.window() if self._parent else None


def _defaults(kind: str) -> dict[str, Any]:
    """What a form of a new record shows before anything is typed: what it will be without."""
    return {f.name: f.default for f in fields_of(kind).values() if f.choices}
