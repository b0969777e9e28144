"""The card's content, made anew whenever the account has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner import clock
from planner.records import Record, Territory
from planner.store.journal import Change
from planner.workspace import Workspace
from planner.workspace.account_book import AccountCard as Card
from planner.workspace.fields import fields_of
from planner.workspace.people.unit import Unit, unit_of
from ui.accounts.card.history import show_history
from ui.accounts.card.parts import Row
from ui.accounts.card.sections import SECTIONS
from ui.records.writing import RecordWriter

if TYPE_CHECKING:
    from ui.accounts.card.view import AccountCard


@dataclass(frozen=True, slots=True)
class Reading:
    """What a card shows: the account whole, the settings, and what its sections read."""

    card: Card
    territory: Territory
    found: Mapping[str, Any]


def read(workspace: Workspace, account: int) -> Reading:
    """Everything on one account, read beside the window.

    Raises:
        KeyError: there is no such account.
    """
    card = workspace.accounts.card(account)
    found = {
        module.__name__: module.read(workspace, account)
        for module in SECTIONS
        if hasattr(module, "read")
    }
    return Reading(card, workspace.territory, found)


class Page(QWidget):
    """One account's sections below each other."""

    def __init__(self, reading: Reading, owner: AccountCard, writer: RecordWriter) -> None:
        super().__init__()
        self.card, self.territory, self.found = reading.card, reading.territory, reading.found
        self.owner, self.writer = owner, writer
        self.today = clock.today(self.territory.time_zone)
        self.editing = 0
        """How many fields are being edited in place."""
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 16)
        column.setSpacing(0)
        for module in SECTIONS:
            made = module.section(self)
            if made is not None:
                column.addWidget(made)
        column.addStretch()

    @property
    def account(self) -> int:
        """The number of the account shown."""
        return self.card.row.id

    @property
    def workspace(self) -> Workspace:
        """The open territory; only for work beside the window."""
        return self.owner.workspace

    def write(self, work: Callable[[Workspace], Change | None]) -> None:
        """Have something written as one step."""
        workspace = self.owner.workspace
        self.writer.write(lambda: work(workspace))

    def change(self, kind: str, number: int, **values: Any) -> None:
        """Change fields of a record as one step."""
        self.write(lambda w: w.records.change(kind, number, values)[1])

    def add(self, kind: str, names: Sequence[str], **values: Any) -> None:
        """A form for a new record of this account."""
        self.writer.open_new(kind, {"account": self.account, **values}, names, self.picks())

    def open(self, kind: str, record: Record, names: Sequence[str] = ()) -> None:
        """The form of a record."""
        values = {name: getattr(record, name) for name in fields_of(kind)}
        self.writer.open_existing(kind, record.id, values, names, self.picks())

    def picks(self) -> dict[str, dict[int, str]]:
        """Who and what a form of this account may name."""
        people = {m.contact: m.name for m in self.unit.there}
        machines = {m.id: m.name for m in self.card.kept["machine"]}
        return {"contact": people, "successor": people, "machine": machines}

    def row(
        self,
        kind: str,
        record: Record,
        words: tuple[str, str],
        names: Sequence[str] = (),
    ) -> Row:
        """A line on a record: a click opens its form, a right click its history."""
        made = Row(*words, partial(self.open, kind, record, names))
        made.history_wanted.connect(partial(show_history, self, kind, record.id, ""))
        return made

    @cached_property
    def unit(self) -> Unit:
        """Who decides here."""
        card = self.card
        roles = card.kept["role"]
        return unit_of(self.account, card.contacts, card.shared, roles, self.today)

    def can(self, doing: str) -> bool:
        """Whether the window can do this with the account shown."""
        return self.owner.named is not None and doing in self.owner.named

    def do(self, doing: str) -> None:
        """Have the window do something with the account shown, by the name of its action."""
        if self.owner.named is not None and doing in self.owner.named:
            self.owner.named[doing].trigger()
