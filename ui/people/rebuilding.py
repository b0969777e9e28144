"""Those who left: what was known of each, and whom to meet instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.exchange import figures, people_words
from planner.words import _
from ui.accounts.card.parts import bad, muted, strong

if TYPE_CHECKING:
    from planner.workspace.people.losing import Rebuild


class RebuildList(QWidget):
    """A block for each who left; hidden where nobody did."""

    follow_wanted = Signal(int)
    """Contact who left."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 0, 8, 8)
        self._column.setSpacing(2)

    def show_rebuilds(self, rebuilds: tuple[Rebuild, ...], today: date) -> None:
        """Take those who left an account."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(rebuilds))
        for rebuild in rebuilds:
            self._column.addWidget(self._block(rebuild, today))

    def _block(self, rebuild: Rebuild, today: date) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(2)
        person, head = rebuild.contact, QHBoxLayout()
        left = figures.near_date(person.left_on or today, today)
        head.addWidget(strong(_("{name} left {date}").format(name=person.name, date=left)), 1)
        if rebuild.follows is None:
            follow = QPushButton(_("Who follows…"))
            follow.setAutoDefault(False)
            follow.clicked.connect(partial(self.follow_wanted.emit, person.id))
            head.addWidget(follow)
        column.addLayout(head)
        if rebuild.roles:
            roles = people_words.roles(rebuild.roles)
            column.addWidget(bad(_("Nobody has taken over as {roles}").format(roles=roles)))
        for line in _lines(rebuild, today):
            column.addWidget(muted(line))
        return block


def _lines(rebuild: Rebuild, today: date) -> Iterator[str]:
    if rebuild.follows is not None:
        yield _("{name} follows").format(name=rebuild.follows.name)
    if rebuild.meet:
        names = ", ".join(member.name for member in rebuild.meet)
        yield _("To meet: {names}").format(names=names)
    if rebuild.contact.criteria:
        yield _("Chose by {criteria}").format(criteria=rebuild.contact.criteria)
    for promise in rebuild.promises:
        due = figures.near_date(promise.due, today)
        yield _("Promise: {text}, due {date}").format(text=promise.text[:200], date=due)
    for day, words in rebuild.last_words[:2]:
        when = figures.near_date(day, today)
        yield _("Last words, {date}: “{words}”").format(date=when, words=words[:200])
    for text in rebuild.nuances[:3]:
        yield _("Known: {text}").format(text=text[:200])
    for text, answer in rebuild.objections[:3]:
        yield _("Objected “{text}”; answered “{answer}”").format(
            text=text[:200], answer=answer[:200]
        )
