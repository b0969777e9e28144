"""Who decides: role, person, when they were seen, what they look for; leavers below, in grey."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from planner.exchange import field_words, figures, people_words
from planner.words import _
from planner.workspace.people.unit import LONG_UNSEEN, Member
from ui import icons, plain, theme
from ui.accounts.card.history import show_history
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_NAMES = (
    "name", "role", "post", "criteria", "attitude", "phone", "email", "last_seen", "left_on",
    "successor", "notes",
)  # fmt: skip
_HEIGHT, _ROLE, _SEEN, _LOOKS = 22, 62, 52, 76
_GAP = 6


def section(page: Page) -> QWidget:
    """The people of the account and what is known of them."""
    made = Section(_("Who decides"), partial(page.add, "contact", _NAMES[:7]), _("Add a contact"))
    unit = page.unit
    if not unit.there and not unit.left:
        made.say(_("Nobody yet: add whom to ask for."))
    for member in (*unit.there, *unit.left):
        made.put(PersonRow(page, member))
    if page.can("people"):
        grid = QPushButton(_("Roles and people…"))
        grid.setAutoDefault(False)
        grid.clicked.connect(lambda: page.do("people"))
        made.put(grid)
    return made


class PersonRow(QToolButton):
    """One person in a line of four columns, painted; a click opens the form."""

    def __init__(self, page: Page, member: Member) -> None:
        super().__init__()
        self._page, self.member = page, member
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = ", ".join(filter(None, (member.name, people_words.roles(member.roles))))
        self.setAccessibleName(f"{title}: {self._more()}")
        self.setToolTip(plain.tooltip("\n".join(filter(None, (title, self._more())))))
        self.clicked.connect(lambda _on: self.edit())

    def _more(self) -> str:
        member, today = self.member, self._page.today
        if member.left_on is not None:
            return _("left {date}").format(date=figures.near_date(member.left_on, today))
        attitude = field_words.choice(member.attitude) if member.attitude else ""
        seen = people_words.seen(member.days)
        parts = (member.post, member.phone, attitude, seen, member.criteria)
        return " · ".join(filter(None, parts))

    def edit(self) -> None:
        """Open the person's form."""
        contacts = (*self._page.card.contacts, *self._page.card.shared)
        person = next(c for c in contacts if c.id == self.member.contact)
        self._page.open("contact", person, _NAMES)

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_at(event.globalPos())

    def menu_at(self, at: QPoint) -> QMenu:
        """What can be done about the person."""
        menu, member = QMenu(self), self.member
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Edit…"), self.edit)
        if member.left_on is None:
            menu.addAction(_("Seen today"), self._seen_today)
            menu.addAction(_("Has left…"), self._has_left)
        elif member.successor is None:
            menu.addAction(_("Who follows…"), self._has_left)
        history = partial(show_history, self._page, "contact", member.contact, "", at)
        menu.addAction(_("What it was before"), history)
        menu.popup(at)
        return menu

    def _seen_today(self) -> None:
        self._page.change("contact", self.member.contact, last_seen=self._page.today)

    def _has_left(self) -> None:
        from ui.people.leaving import ask_leaving

        owner = self._page.owner
        dialog = ask_leaving(
            owner.workspace, owner.jobs, self.member.contact, self.member.name, owner
        )
        dialog.changed.connect(owner.changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        if self.underMouse():
            painter.fillRect(self.rect(), look.sel)
        if self.hasFocus():
            painter.setPen(look.ink)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        gone = self.member.left_on is not None
        name = self.width() - _ROLE - _SEEN - _LOOKS - 3 * _GAP
        roles = people_words.roles(self.member.roles).capitalize() or "–"
        left = 2
        for text, width, bold, quiet in (
            (roles, _ROLE, not gone, gone),
            (self.member.name or self.member.post, name, False, gone),
            (_seen(self.member), _SEEN, self._alarm(), gone),
            (self.member.criteria, _LOOKS, False, True),
        ):
            area = QRect(left, 0, width, _HEIGHT)
            painter.setFont(theme.font(theme.META, bold=bold))
            painter.setPen(look.mute if quiet else look.text)
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
            if bold and text and area.left() > _ROLE and self._alarm():
                at = QRect(left + metrics.horizontalAdvance(shown) + 2, 5, 12, 12)
                icons.paint(painter, at, "warning-fill", look.bad)
            left += width + _GAP

    def _alarm(self) -> bool:
        member = self.member
        if member.left_on is not None or "decider" not in member.roles:
            return False
        return member.days is None or member.days >= LONG_UNSEEN


def _seen(member: Member) -> str:
    if member.left_on is not None:
        return _("left")
    if member.days is None:
        return _("never")
    return _("{days} d").format(days=member.days)
