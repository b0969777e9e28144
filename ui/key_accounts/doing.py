"""What the screen of a key account has done: each as one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.words import _
from ui.desk import Desk

if TYPE_CHECKING:
    from planner.records import Record
    from planner.store.journal import Change
    from planner.workspace import Workspace
    from planner.workspace.key_accounts.key_accounts import Introduced
    from ui.records.writing import RecordWriter

_OF_COLLEAGUE = ("name", "function", "expertise", "is_expert", "phone", "email", "notes")
_OF_PERSON = ("name", "post", "role", "criteria", "attitude", "phone", "email", "left_on", "notes")
_OF_INTRODUCTION = ("difference", "settled_on", "text", "date")


class Doing(QObject):
    """Writes beside the window, for one account at a time."""

    refused = Signal(str)
    """Why something was not done, in words."""

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._screen = desk, screen
        self.account = 0
        self._writers: dict[int, RecordWriter] = {}

    # Fields and rows

    def change_account(self, values: Mapping[str, Any]) -> None:
        """Change fields of the account."""
        number = self.account
        self._write("account", lambda w: w.records.change("account", number, values)[1])

    def type_account(self, field: str, text: str) -> None:
        """A field of the account as it was typed; an empty text empties it."""
        number = self.account

        def write(workspace: Workspace) -> Change | None:
            from planner.workspace.fields import read

            return workspace.records.change("account", number, read("account", {field: text}))[1]

        self._write("account", write)

    def type_share(self, text: str) -> None:
        """Our share in per cent, as it was typed."""
        bare = text.replace("%", "").strip()
        try:
            share = f"{float(bare) / 100:.15g}" if bare else ""
        except ValueError:
            share = bare  # refused with its reason, like any figure that cannot be read
        self.type_account("our_share", share)

    def change(self, kind: str, number: int, values: Mapping[str, Any]) -> None:
        """Change fields of a row."""
        self._write(kind, lambda w: w.records.change(kind, number, values)[1])

    def make(self, kind: str, values: Mapping[str, Any]) -> None:
        """A new row of this account; one of a colleague's contacts has to say whose it is."""
        if kind == "touch" and values.get("colleague") is None:
            self.refused.emit(_("Choose first who of your colleagues it was."))
            return
        whole = {"account": self.account, **values}
        self._write(kind, lambda w: w.records.make(kind, whole)[1])

    def delete(self, kind: str, number: int) -> None:
        """Take a row out."""
        self._write(kind, lambda w: w.records.delete(kind, number))

    def win(self, component: int) -> None:
        """They buy a component from us from now on."""
        self._write("component", lambda w: w.key_accounts.win(component))

    # People

    def introduce(self, contact: int, colleague: int) -> None:
        """Note that the two know each other, and open the mail that says so to both."""
        number, found = self.account, []

        def write(workspace: Workspace) -> Change | None:
            made, change = workspace.key_accounts.introduce(number, contact, colleague)
            found.append(workspace.key_accounts.introduced(made))
            return change

        self._write("introduction", write, lambda _change: self._draft(found[0]))

    def _draft(self, introduced: Introduced) -> None:
        from planner.exchange.introductions import introduction
        from ui.mailing import open_draft

        open_draft(introduction(**introduced._asdict()), self._screen)

    def settle(self, introduction: int) -> None:
        """A difference is smoothed."""
        self._write("introduction", lambda w: w.key_accounts.settle(introduction))

    def open_introduction(self, number: int) -> None:
        """The form on an acquaintance: what stands between the two."""
        self._open("introduction", number, _OF_INTRODUCTION)

    def open_person(self, number: int) -> None:
        """The form on one of their people."""
        self._open("contact", number, _OF_PERSON)

    def open_colleague(self, number: int) -> None:
        """The form on one of ours."""
        self._open("colleague", number, _OF_COLLEAGUE)

    def new_colleague(self) -> None:
        """A form for one more of ours."""
        self._writer().open_new("colleague", {}, _OF_COLLEAGUE)

    def new_person(self) -> None:
        """A form for one more of theirs."""
        self._writer().open_new("contact", {"account": self.account}, _OF_PERSON)

    # Within

    def _open(self, kind: str, number: int, names: tuple[str, ...]) -> None:
        records = self._desk.workspace.records

        def show(found: Record) -> None:
            values = {column.name: getattr(found, column.name) for column in found.__table__.c}
            self._writer().open_existing(kind, number, values, names)

        self._desk.jobs.read(
            lambda: records.get(kind, number), show, lambda e: self.refuse(kind, e), owner=self
        )

    def _write(
        self,
        kind: str,
        work: Callable[[Workspace], Change | None],
        done: Callable[[Change | None], object] | None = None,
    ) -> None:
        self._desk.change(work, done=done, failed=lambda error: self.refuse(kind, error))

    def refuse(self, kind: str, error: Exception) -> None:
        """Say why; a field is called what the screen calls it."""
        from planner.exchange import field_words, sentences
        from planner.workspace import BadInput
        from ui import trouble

        if isinstance(error, BadInput):
            args = dict(error.args_for_words)
            if "field" in args:
                args["field"] = field_words.field(str(args["field"]), kind)
            self.refused.emit(sentences.refused(error.code, args))
        else:
            self.refused.emit(trouble.words_for(error))

    def _writer(self) -> RecordWriter:
        """One for the territory that is open; another one may have been opened since."""
        from ui.records.writing import RecordWriter

        workspace = self._desk.workspace
        if id(workspace) not in self._writers:
            writer = RecordWriter(workspace, self._desk.jobs, self._screen)
            writer.changed.connect(self._desk.adopt)
            self._writers = {id(workspace): writer}
        return self._writers[id(workspace)]
