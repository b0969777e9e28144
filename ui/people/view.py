"""Who decides at an account: the grid, one person beside it, whom to ask for, who left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import people_words
from planner.records import Contact
from planner.words import _
from planner.workspace import Workspace
from planner.workspace.fields import fields_of
from planner.workspace.people.losing import Loss, Rebuild
from planner.workspace.people.unit import Unit
from ui import plain, theme
from ui.accounts.card.parts import muted
from ui.desk import Desk
from ui.people.grid import RolesGrid
from ui.people.joining import JoinDialog
from ui.people.leaving import ask_leaving
from ui.people.person import PersonPanel
from ui.people.rebuilding import RebuildList
from ui.records.writing import RecordWriter

_NEW = ("name", "role", "post", "criteria", "attitude", "phone", "email")


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    unit: Unit
    rebuilds: tuple[Rebuild, ...]
    loss: Loss | None
    currency: str


def _read(workspace: Workspace, account: int, picked: int) -> _Found:
    """Beside the window. Who was picked gives way to the weightiest when gone."""
    unit = workspace.people.unit(account)
    there = [member.contact for member in unit.there]
    who = picked if picked in there else next(iter(there), 0)
    row = workspace.accounts.rows(ids=[account])[0]
    return _Found(
        row.name,
        unit,
        workspace.people.rebuilds(account),
        workspace.people.loss(who) if who else None,
        workspace.territory.currency,
    )


class PeopleDialog(QDialog):
    """One account; what is changed in it goes to the desk, and it follows the desk's changes."""

    def __init__(self, desk: Desk, account: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._account, self._picked = desk, account, 0
        self._found: _Found | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Who decides"))
        self._writer = RecordWriter(desk.workspace, desk.jobs, self)
        self._writer.changed.connect(desk.adopt)
        self.grid, self.person, self.left = RolesGrid(), PersonPanel(), RebuildList()
        self.title = plain.label()
        self.title.setFont(theme.font(theme.FIGURES, bold=True))
        self.asks = muted("")
        self._lay_out()
        self.grid.toggled.connect(self._set_role)
        self.grid.picked.connect(self._pick)
        self.person.edit_wanted.connect(self._edit)
        self.person.leaving_wanted.connect(self._leaving)
        self.left.follow_wanted.connect(self._leaving)
        desk.changed.connect(self._follow)
        self.resize(980, 600)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for words, do in ((_("Add a person…"), self._add), (_("Known elsewhere…"), self._join)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            head.addWidget(button)
        left, inner = QScrollArea(), QWidget()
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        inner.setAutoFillBackground(True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        self.asks.setContentsMargins(8, 4, 8, 4)
        column.addWidget(self.asks)
        column.addWidget(self.left)
        column.addStretch()
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setWidget(inner)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(left, 1)
        middle.addWidget(self.person)
        outer = QVBoxLayout(self)
        outer.addLayout(head)
        outer.addLayout(middle, 1)

    def refresh(self) -> None:
        """Read it again."""
        workspace, account, picked = self._desk.workspace, self._account, self._picked
        self._desk.jobs.read(
            lambda: _read(workspace, account, picked), self._show, owner=self, newest="people"
        )

    def _show(self, found: _Found) -> None:
        self._found = found
        self.title.setText(found.name)
        self._picked = found.loss.contact.id if found.loss else 0
        self.grid.show_unit(found.unit, self._picked)
        asks = [people_words.ask(ask.code, ask.args) for ask in found.unit.asks()]
        self.asks.setText(plain.breakable("\n".join(asks)))
        self.left.show_rebuilds(found.rebuilds, self._desk.today)
        if found.loss is None:
            self.person.clear()
            return
        member = next(m for m in found.unit.there if m.contact == self._picked)
        self.person.show_person(member, found.loss, self._desk.today, found.currency)

    def _follow(self, _change: object) -> None:
        if self._account in self._desk.rows:
            self.refresh()
        else:
            self.close()  # the account is gone, and with it its people

    def _pick(self, contact: int) -> None:
        self._picked = contact
        self.refresh()

    def _set_role(self, contact: int, role: str, has: bool) -> None:
        account = self._account
        self._picked = contact
        self._desk.change(lambda w: w.people.set_role(contact, account, role, has=has))

    def _add(self) -> None:
        self._writer.open_new("contact", {"account": self._account}, _NEW)

    def _join(self) -> None:
        dialog = JoinDialog(self._desk.workspace, self._desk.jobs, self._account, self)
        dialog.changed.connect(self._desk.adopt)
        dialog.open()

    def _edit(self, contact: int) -> None:
        if self._found is None or self._found.loss is None:
            return
        person: Contact = self._found.loss.contact
        values = {name: getattr(person, name) for name in fields_of("contact")}
        names = (*_NEW, "last_seen", "notes")
        self._writer.open_existing("contact", contact, values, names)

    def _leaving(self, contact: int) -> None:
        people = self._found.unit if self._found else None
        everyone = (*people.there, *people.left) if people else ()
        name = next((m.name for m in everyone if m.contact == contact), "")
        dialog = ask_leaving(self._desk.workspace, self._desk.jobs, contact, name, self)
        dialog.changed.connect(self._desk.adopt)
