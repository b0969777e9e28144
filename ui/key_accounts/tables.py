"""The tables of a key account: services of five kinds, joint projects, contacts by colleagues."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.records.key_accounts import SERVICES
from planner.words import _
from ui.key_accounts.grid import Column, GridModel, Line, Shape
from ui.key_accounts.grid_view import GridView
from ui.key_accounts.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from planner.workspace.key_accounts.views import KeyAccount, OurOwn, Person


class Table(Part):
    """A titled table of one kind of record."""

    def __init__(self, title: str, shape: Shape) -> None:
        super().__init__(title)
        self.model = GridModel(shape)
        self.view = GridView(self.model, title)
        self.column.addWidget(self.view, 1)

    def _reshape(self, account: KeyAccount) -> None:
        self.model.shape = replace(self.model.shape, currency=account.currency, today=account.today)


class Services(Table):
    """Five kinds of service, each from offered to received; a click says how far one is."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(_("Service, of five kinds"), shape)

    def show_account(self, account: KeyAccount) -> None:
        """Take an account: every kind has its row, whether there is anything or not."""
        self._reshape(account)
        self.model.take_lines(list(self._lines(account)))
        empty = sum(all(s.kind != kind for s in account.services) for kind in SERVICES)
        self.note.setText(_("{count} of 5 not offered yet").format(count=empty) if empty else "")

    def _lines(self, account: KeyAccount) -> Iterator[Line]:
        names = {column.name for column in self.model.shape.columns}
        for kind in SERVICES:
            own = [service for service in account.services if service.kind == kind]
            for service in own:
                yield Line({name: getattr(service, name) for name in names}, service.id)
            if not own:
                yield Line({"kind": kind, "begins": account.today}, lead=_LEADS[kind]())
        if account.services:
            yield Line({"begins": account.today})


_LEADS: dict[str, Any] = {
    "technical": lambda: _("an engineer, a trial, a drawing…"),
    "expertise": lambda: _("a course, advice, figures…"),
    "resources": lambda: _("people, machines, stock, theirs or ours…"),
    "level": lambda: _("faster, nearer, more often…"),
    "risk": lambda: _("a guarantee, a right of return…"),
}
"""What each kind may be, where nothing was offered yet."""


class Projects(Table):
    """Joint projects, on their business and on ours."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(_("Joint projects, in both directions"), shape)

    def show_account(self, account: KeyAccount) -> None:
        """Take an account."""
        self._reshape(account)
        self.model.take(account.projects)


class ColleagueContacts(Table):
    """Contacts that colleagues had, perhaps without the rep."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(_("Contacts by colleagues"), shape)

    def show_account(self, account: KeyAccount) -> None:
        """Take an account; its people and ours are what can be chosen."""
        people, ours = _people(account.theirs), _own(account.ours)
        options = {"colleague": ours, "contact": ((None, _("nobody")), *people)}
        shape = self.model.shape
        columns = tuple(
            replace(column, options=options.get(column.name, ())) for column in shape.columns
        )
        self.model.shape = replace(shape, columns=columns)
        self._reshape(account)
        names = [column.name for column in columns]
        blank = Line(
            {"day": account.today, "kind": "phone"}, lead=_("who of us?"), lead_at="colleague"
        )
        lines = [Line({n: getattr(touch, n) for n in names}, touch.id) for touch in account.touches]
        self.model.take_lines([blank, *lines] if ours else lines)
        self.note.setText("" if ours else _("Add a colleague first."))


def _people(theirs: tuple[Person, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((person.id, person.name or _("no name")) for person in theirs)


def _own(ours: tuple[OurOwn, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((own.id, own.name or _("no name")) for own in ours if own.id)


def service_columns() -> tuple[Column, ...]:
    """A column for each state, so that how far a service is can be seen and clicked."""
    words = {
        "offered": _("Offered"),
        "agreed": _("Agreed"),
        "given": _("Given"),
        "received": _("Received"),
    }
    states = tuple(Column("state", text, 66, "state", state) for state, text in words.items())
    return (
        Column("kind", _("Kind"), 112, "choice"),
        Column("text", _("What"), 0),
        *states,
        Column("begins", _("From"), 74, "date"),
        Column("ends", _("Until"), 84, "date"),
    )


def project_columns() -> tuple[Column, ...]:
    """What is worked on, on whose business, by whom, until when, for what."""
    return (
        Column("name", _("Project"), 0),
        Column("kind", _("Kind"), 70, "choice"),
        Column("direction", _("Whose"), 62, "choice", hint=_("Whose business is worked on")),
        Column("state", _("State"), 70, "choice"),
        Column("owner", _("Who leads it"), 124),
        Column("due", _("Due"), 84, "date"),
        Column("value", _("A year"), 70, "money"),
    )


def touch_columns() -> tuple[Column, ...]:
    """Who of ours talked to whom, when, how and what about."""
    return (
        Column("day", _("Day"), 50, "date"),
        Column("colleague", _("Who"), 88, "person"),
        Column("contact", _("With"), 88, "person"),
        Column("kind", _("How"), 56, "choice"),
        Column("text", _("About"), 0),
    )
