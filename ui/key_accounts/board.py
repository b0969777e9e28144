"""How the parts of a key account stand beside each other, and what each wants done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import icons, theme
from ui.key_accounts import buying, tables
from ui.key_accounts.buying import Buying
from ui.key_accounts.differences import Differences
from ui.key_accounts.grid import Column, Shape
from ui.key_accounts.network import Network
from ui.key_accounts.parts import Part, parting
from ui.key_accounts.tables import ColleagueContacts, Projects, Services
from ui.key_accounts.trust_panel import TrustPanel

if TYPE_CHECKING:
    from planner.workspace.key_accounts.views import KeyAccount
    from ui.key_accounts.doing import Doing

_LEFT = 356
_RIGHT = 444
_LEAST = (1180, 600)
"""Pixels below which tables could no longer be read."""


class Board(QWidget):
    """Trust and buying at the left; people, services and projects beside them."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._account: KeyAccount | None = None

        def shape(kind: str, columns: tuple[Column, ...]) -> Shape:
            return Shape(kind, columns, "", today)

        self.trust, self.network, self.differences = TrustPanel(), Network(), Differences()
        self.buying = Buying(shape("component", buying.columns()))
        self.services = Services(shape("assistance", tables.service_columns()))
        self.projects = Projects(shape("project", tables.project_columns()))
        self.contacts = ColleagueContacts(shape("touch", tables.touch_columns()))
        self._lay_out()

    def show_account(self, account: KeyAccount) -> None:
        """Take an account."""
        self._account = account
        self.trust.show_account(account)
        self.network.show_people(account)
        for part in (self.differences, self.buying, self.services, self.projects, self.contacts):
            part.show_account(account)

    def give_back(self) -> None:
        """Something could not be taken: show what is kept."""
        for figure in (self.trust.agreed, self.buying.share, self.buying.suppliers):
            figure.give_back()

    def join(self, doing: Doing) -> None:
        """Hand on what the parts want."""
        self.trust.agreed_typed.connect(partial(doing.type_account, "contacts_agreed"))
        self.buying.share_typed.connect(doing.type_share)
        self.buying.suppliers_typed.connect(partial(doing.type_account, "suppliers"))
        self.buying.won.connect(doing.win)
        self.network.introduce_wanted.connect(doing.introduce)
        self.network.link_opened.connect(doing.open_introduction)
        self.network.person_opened.connect(doing.open_person)
        self.network.colleague_opened.connect(doing.open_colleague)
        self.differences.settled.connect(doing.settle)
        for table in (self.buying, self.services, self.projects, self.contacts):
            model, view, kind = table.model, table.view, table.model.shape.kind
            model.changed.connect(partial(doing.change, kind))
            model.made.connect(partial(doing.make, kind))
            model.refused.connect(partial(doing.refuse, kind))
            view.delete_wanted.connect(partial(doing.delete, kind))
        self._introduce.clicked.connect(lambda: self._offer(doing))
        self._colleague.clicked.connect(doing.new_colleague)
        self._person.clicked.connect(doing.new_person)

    def _offer(self, doing: Doing) -> None:
        """The same as dragging, for those who would rather choose from a list."""
        account = self._account
        if account is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        known = {(link.contact, link.colleague) for link in account.links}
        for person in account.theirs:
            if person.left:
                continue
            below = menu.addMenu(_named(person.name))
            for own in account.ours[1:]:
                if (person.id, own.id) not in known:
                    action = below.addAction(_named(own.name))
                    action.triggered.connect(partial(_call, doing.introduce, person.id, own.id))
            below.setEnabled(not below.isEmpty())
        menu.popup(self._introduce.mapToGlobal(self._introduce.rect().bottomLeft()))

    # Within

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(0)
        left.addWidget(self.trust)
        left.addWidget(parting())
        left.addWidget(self.buying, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._people(), 1)
        upper.addWidget(parting(upright=True))
        upper.addWidget(self._talk())
        right.addLayout(upper, 5)
        right.addWidget(parting())
        right.addWidget(self.services, 4)
        right.addWidget(parting())
        right.addWidget(self.projects, 3)
        self.setMinimumSize(*_LEAST)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        narrow = QWidget()
        narrow.setLayout(left)
        narrow.setFixedWidth(_LEFT)
        left.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(narrow)
        whole.addWidget(parting(upright=True))
        whole.addLayout(right, 1)

    def _people(self) -> QWidget:
        part = Part(_("Who knows whom"))
        self._person = _tool("user-plus", "", _("Add one of their people"))
        self._colleague = _tool("identification-badge", "", _("Add one of our people"))
        self._introduce = _tool("handshake", _("Introduce…"), _("Introduce two people"))
        for button in (self._person, self._colleague, self._introduce):
            part.head.addWidget(button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.network)
        scroll.setMinimumHeight(120)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in (scroll, self.network):
            widget.setBackgroundRole(widget.backgroundRole().Base)
        self.people_scroll = scroll
        part.column.addWidget(scroll, 1)
        return part

    def _talk(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.differences)
        column.addWidget(parting())
        column.addWidget(self.contacts, 1)
        side.setFixedWidth(_RIGHT)
        return side


def _call(do: Callable[[int, int], object], one: int, other: int, _checked: bool = False) -> None:
    do(one, other)


def _named(name: str) -> str:
    return (name or _("no name")).replace("&", "&&")


def _tool(icon: str, words: str, hint: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setText(words)
    button.setToolTip(hint)
    button.setAccessibleName(hint)
    button.setFont(theme.font(theme.META))
    if words:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
