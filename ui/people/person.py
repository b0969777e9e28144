"""One person beside the grid: what is known, and what is lost if they go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.exchange import field_words, figures, people_words
from planner.words import _, ngettext
from ui import plain, theme
from ui.accounts.card.parts import bad, muted, strong

if TYPE_CHECKING:
    from planner.workspace.people.losing import Loss
    from planner.workspace.people.unit import Member


class PersonPanel(QFrame):
    """Empty until somebody is shown."""

    edit_wanted = Signal(int)
    leaving_wanted = Signal(int)
    """Contact."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(310)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column.addWidget(self._scroll, 1)

    def show_person(self, member: Member, loss: Loss, today: date, currency: str) -> None:
        """Show somebody and what hangs on them."""
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        column = QVBoxLayout(page)
        name = plain.label(member.name or _("no name"), wrap=True)
        name.setFont(theme.font(theme.BODY, bold=True))
        column.addWidget(name)
        for line in _known(member, loss):
            column.addWidget(muted(line))
        column.addLayout(self._buttons(member.contact))
        column.addSpacing(8)
        column.addWidget(strong(_("What do we lose if {name} goes?").format(name=member.name)))
        for label in _lost(loss, today, currency):
            column.addWidget(label)
        column.addStretch()
        self._scroll.setWidget(page)

    def clear(self) -> None:
        """Show nobody."""
        self._scroll.setWidget(QWidget())

    def _buttons(self, contact: int) -> QHBoxLayout:
        line = QHBoxLayout()
        edit, left = QPushButton(_("Edit…")), QPushButton(_("Has left…"))
        edit.clicked.connect(lambda: self.edit_wanted.emit(contact))
        left.clicked.connect(lambda: self.leaving_wanted.emit(contact))
        for button in (edit, left):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch()
        return line


def _known(member: Member, loss: Loss) -> Iterator[str]:
    if member.post:
        yield member.post
    yield people_words.seen(member.days)
    if member.attitude:
        yield _("Attitude: {attitude}").format(attitude=field_words.choice(member.attitude))
    if member.criteria:
        yield _("Chooses by {criteria}").format(criteria=member.criteria)
    for way in (member.phone, member.email):
        if way:
            yield way
    if len(loss.accounts) > 1:
        names = ", ".join(account.name for account in loss.accounts)
        yield _("Has a role at {names}").format(names=names)


def _lost(loss: Loss, today: date, currency: str) -> Iterator[QWidget]:
    for account in loss.alone:
        yield bad(_("The only one known at {name}").format(name=account))
    for account, role in loss.only:
        words = _("Nobody else is the {role} at {name}")
        yield bad(words.format(role=people_words.role(role), name=account))
    for promise in loss.promises:
        due = figures.near_date(promise.due, today)
        yield muted(_("Promise: {text}, due {date}").format(text=promise.text[:200], date=due))
    for name in loss.knows:
        yield muted(_("Knows our {name}").format(name=name))
    if loss.orders:
        total = figures.money(sum(order.amount for order in loss.orders), currency)
        count = len(loss.orders)
        words = ngettext("The last order: {sum}", "The last {count} orders: {sum}", count)
        yield muted(words.format(count=count, sum=total))
    if loss.calls:
        words = ngettext("Seen at {count} call", "Seen at {count} calls", loss.calls)
        yield muted(words.format(count=loss.calls))
