"""Who knows whom: their people at the left, ours at the right, a line for each two who met.

A dashed red line is a difference to smooth; a thin one says that the rep alone has seen somebody.
Dragging from one side to the other introduces the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from planner.words import _
from ui import plain, theme
from ui.key_accounts.nodes import REP, Node, distance, number_of, ours, paint_node, theirs, told

if TYPE_CHECKING:
    from planner.workspace.key_accounts.views import KeyAccount, Link

CHIP, STEP, TOP = 34, 40, 4
_WIDEST = 216
_NEAR = 7
"""Pixels from a line within which a click means it."""


class Network(QWidget):
    """People as chips, acquaintances as lines. Keys: arrows go from chip to chip, Enter picks."""

    introduce_wanted = Signal(int, int)
    """Contact and colleague."""
    link_opened = Signal(int)
    person_opened = Signal(int)
    colleague_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._account: KeyAccount | None = None
        self.nodes: tuple[Node, ...] = ()
        self._from: Node | None = None
        self._picked: Node | None = None
        self._pressed = QPoint()
        self._mouse: QPoint | None = None
        self._current: tuple[bool, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(_("Who knows whom"))

    def show_people(self, account: KeyAccount) -> None:
        """Take the people of an account."""
        self._account = account
        self._from = self._picked = self._mouse = None
        self._arrange()
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.setAccessibleDescription(self.text)
        self.update()

    @property
    def text(self) -> str:
        """The network in words, a line for each acquaintance."""
        return "\n".join(told(link) for link in self._account.links) if self._account else ""

    def node(self, *, ours: bool, number: int) -> Node:
        """The chip of a person."""
        return next(node for node in self.nodes if node.ours == ours and node.id == number)

    def sizeHint(self) -> QSize:
        account = self._account
        rows = max(len(account.theirs), len(account.ours), 1) if account else 1
        return QSize(480, 2 * TOP + rows * STEP)

    def _arrange(self) -> None:
        account = self._account
        if account is None:
            return
        wide = min(_WIDEST, max(120, (self.width() - 90) // 2))
        x = self.width() - wide - 1

        def chip(column: int, row: int) -> QRect:
            return QRect(column, TOP + row * STEP, wide, CHIP)

        left = [theirs(person, chip(0, at)) for at, person in enumerate(account.theirs)]
        right = [ours(own, chip(x, at)) for at, own in enumerate(account.ours)]
        self.nodes = (*left, *right)

    def resizeEvent(self, _event: object) -> None:
        self._arrange()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._from = self._at(self._pressed)
            self._picked = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._from is None or not event.buttons() & Qt.MouseButton.LeftButton:
            over = self._at(here) is not None or self._link_at(here) is not None
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            )
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._mouse is not None or far:
            self._mouse = here
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        begun, dragged = self._from, self._mouse is not None
        self._from = self._mouse = None
        here = event.position().toPoint()
        self.unsetCursor()
        self.update()
        if begun is None:
            link = self._link_at(here)
            if link is not None:
                self.link_opened.emit(link.id)
        elif dragged:
            self._join(begun, self._at(here))
        elif begun.ours and begun.id != REP:
            self.colleague_opened.emit(begun.id)
        elif not begun.ours:
            self.person_opened.emit(begun.id)

    def _join(self, one: Node, other: Node | None) -> None:
        """Two of different sides: introduce them, or show what is known of their acquaintance."""
        if other is None or one.ours == other.ours or REP in (number_of(one), number_of(other)):
            return
        person, own = (other, one) if one.ours else (one, other)
        known = self._known(person.id, own.id)
        if known is not None:
            self.link_opened.emit(known.id)
        else:
            self.introduce_wanted.emit(person.id, own.id)

    def _known(self, contact: int, colleague: int) -> Link | None:
        links = self._account.links if self._account else ()
        return next((k for k in links if (k.contact, k.colleague) == (contact, colleague)), None)

    def _at(self, here: QPoint) -> Node | None:
        return next((node for node in self.nodes if node.area.contains(here)), None)

    def _link_at(self, here: QPoint) -> Link | None:
        found = [(distance(self._line(link), here), link.id, link) for link in self._links()]
        near = min(found, default=None, key=lambda one: one[:2])
        return near[2] if near is not None and near[0] <= _NEAR else None

    def _links(self) -> list[Link]:
        """The acquaintances whose two people are shown."""
        shown = {(node.ours, node.id) for node in self.nodes}
        links = self._account.links if self._account else ()
        return [k for k in links if (False, k.contact) in shown and (True, k.colleague) in shown]

    def _line(self, link: Link) -> QLineF:
        one = self.node(ours=False, number=link.contact)
        return QLineF(one.knot, self.node(ours=True, number=link.colleague).knot)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._change_side(ours=key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        elif key == Qt.Key.Key_Escape and self._picked is not None:
            self._picked = None
        else:
            event.ignore()
            return
        self.update()

    def _current_node(self) -> Node | None:
        if self._current is None and self.nodes:
            self._current = (self.nodes[0].ours, self.nodes[0].id)
        return next((n for n in self.nodes if (n.ours, n.id) == self._current), None)

    def _move(self, step: int) -> None:
        node = self._current_node()
        side = [n for n in self.nodes if node is not None and n.ours == node.ours]
        if node is not None and side:
            other = side[max(0, min(len(side) - 1, side.index(node) + step))]
            self._current = (other.ours, other.id)

    def _change_side(self, *, ours: bool) -> None:
        node = self._current_node()
        side = [n for n in self.nodes if n.ours == ours]
        if node is not None and side:
            nearest = min(side, key=lambda n: abs(n.area.top() - node.area.top()))
            self._current = (nearest.ours, nearest.id)

    def _pick(self) -> None:
        node = self._current_node()
        if node is None:
            return
        if self._picked is None or self._picked.ours == node.ours:
            self._picked = node
            return
        picked, self._picked = self._picked, None
        self._join(picked, node)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain.tooltip(self._hint(event.pos())), self)
            return True
        return super().event(event)

    def _hint(self, here: QPoint) -> str:
        node = self._at(here)
        if node is not None:
            drag = _("Drag to the other side to introduce the two.")
            return f"{node.title}\n{node.below}" + (f"\n{drag}" if number_of(node) != REP else "")
        link = self._link_at(here)
        return told(link) if link is not None else ""

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lines(painter)
        over = self._at(self._mouse) if self._mouse is not None else None
        for node in self.nodes:
            chosen = node in (over, self._picked, self._from if self._mouse is not None else None)
            current = self.hasFocus() and (node.ours, node.id) == self._current
            paint_node(painter, node, chosen=chosen, current=current)
        if self._from is not None and self._mouse is not None:
            painter.setPen(QPen(theme.current().ink, 2))
            end = over.knot if over is not None and over.ours != self._from.ours else None
            painter.drawLine(QLineF(self._from.knot, end or QPointF(self._mouse)))
        painter.end()

    def _paint_lines(self, painter: QPainter) -> None:
        look, account = theme.current(), self._account
        if account is None:
            return
        rep = next((n for n in self.nodes if number_of(n) == REP), None)
        painter.setPen(QPen(look.line, 1.2))
        for node in self.nodes:
            if rep is not None and not node.ours and node.id in account.seen and not node.left:
                painter.drawLine(node.knot, rep.knot)
        for link in self._links():
            style = Qt.PenStyle.DashLine if link.is_open else Qt.PenStyle.SolidLine
            painter.setPen(QPen(look.bad if link.is_open else look.mute, 2, style))
            painter.drawLine(self._line(link))
