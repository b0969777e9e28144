"""The people of the network as drawn: where they stand, what their chips and lines say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from planner.exchange import figures
from planner.words import _, ngettext
from ui import icons, theme

if TYPE_CHECKING:
    from planner.workspace.key_accounts.views import Link, OurOwn, Person

REP = 0
"""The rep, among our people."""


@dataclass(frozen=True, slots=True)
class Node:
    """One person as drawn."""

    ours: bool
    id: int
    title: str
    below: str
    area: QRect
    left: bool = False

    @property
    def knot(self) -> QPointF:
        """Where lines begin: at the side that faces the others."""
        x = self.area.left() if self.ours else self.area.right()
        return QPointF(x, self.area.center().y())


def paint_node(painter: QPainter, node: Node, *, chosen: bool, current: bool) -> None:
    """A person's chip: icon, name, and what they are below it."""
    look, area = theme.current(), node.area
    painter.setPen(QPen(look.ink if chosen or current else look.line, 2 if chosen else 1))
    painter.setBrush(look.sel if chosen else look.surf)
    painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    icon = QRect(area.left() + 8, area.top() + 9, 16, 16)
    icons.paint(painter, icon, _icon(node), look.mute)
    text = area.adjusted(30, 2, -8, -2)
    _elided(painter, text.adjusted(0, 0, 0, -15), node.title, bold=True, quiet=node.left)
    _elided(painter, text.adjusted(0, 14, 0, 0), node.below, bold=False, quiet=True)


def _icon(node: Node) -> str:
    if node.left:
        return "user-circle-minus"
    return "identification-badge" if node.ours else "user"


def _elided(painter: QPainter, area: QRect, text: str, *, bold: bool, quiet: bool) -> None:
    look = theme.current()
    painter.setFont(theme.font(theme.META, bold=bold, figures=True))
    painter.setPen(look.mute if quiet else look.text)
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def theirs(person: Person, area: QRect) -> Node:
    """One of their people."""
    post = " · ".join(text for text in (person.role, person.post) if text)
    below = _("has left") if person.left else post
    return Node(False, person.id, person.name or _("no name"), below, area, person.left)


def ours(own: OurOwn, area: QRect) -> Node:
    """One of our people."""
    parts = [own.function] if own.function else []
    if own.contacts:
        parts.append(
            ngettext("{count} contact", "{count} contacts", own.contacts).format(count=own.contacts)
        )
    title = (own.name or _("You")) if own.id == REP else own.name or _("no name")
    if own.id == REP and own.name:
        title = _("{name} (you)").format(name=own.name)
    return Node(True, own.id, title, " · ".join(parts) or _("no contact yet"), area)


def number_of(node: Node) -> int | None:
    """The number of one of ours; None for one of theirs."""
    return node.id if node.ours else None


def told(link: Link) -> str:
    """An acquaintance in words."""
    words = _("{name} and {other} know each other").format(
        name=link.contact_name, other=link.colleague_name
    )
    if link.since is not None:
        words = _("{words} since {date}").format(words=words, date=figures.full_date(link.since))
    if link.is_open:
        return _("{words}. To smooth: {difference}").format(words=words, difference=link.difference)
    return f"{words}. {link.text}".rstrip()


def distance(line: QLineF, here: QPoint) -> float:
    """Pixels from a point to a line between its ends."""
    length = line.length()
    if length == 0:
        return QLineF(line.p1(), QPointF(here)).length()
    along = QPointF.dotProduct(QPointF(here) - line.p1(), line.p2() - line.p1()) / length**2
    return QLineF(line.pointAt(max(0.0, min(1.0, along))), QPointF(here)).length()
