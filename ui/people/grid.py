"""Roles against people: a dot where somebody has a role, red where nobody has.

A click on a field gives or takes the role, one on a head picks the person. Arrows go from field to
field, Space gives or takes, Enter picks.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.exchange import field_words, people_words
from planner.words import _
from planner.workspace.people.unit import LONG_UNSEEN, Member, Unit
from ui import icons, plain, theme

_ROLE, _PERSON, _HEAD, _ROW, _DOT = 180, 112, 62, 34, 6


class RolesGrid(QWidget):
    """The unit of one account."""

    toggled = Signal(int, str, bool)
    """Contact, role, whether they have it from now on."""
    picked = Signal(int)
    """Contact."""

    def __init__(self) -> None:
        super().__init__()
        self._unit: Unit | None = None
        self._hover = self._at = (-1, -1)
        self._picked = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Roles and people"))

    def show_unit(self, unit: Unit, picked: int) -> None:
        """Take the people of an account; `picked` is the one shown beside."""
        self._unit, self._picked = unit, picked
        self.setFixedSize(self.sizeHint())
        uncovered = people_words.roles(unit.uncovered)
        self.setAccessibleDescription(_("Nobody known as: {roles}").format(roles=uncovered))
        self.update()

    @property
    def _people(self) -> tuple[Member, ...]:
        return self._unit.there if self._unit else ()

    @property
    def _roles(self) -> tuple[str, ...]:
        return self._unit.rows if self._unit else ()

    def sizeHint(self) -> QSize:
        columns = max(1, len(self._people))
        return QSize(_ROLE + columns * _PERSON, _HEAD + len(self._roles) * _ROW + 4)

    def field_of(self, contact: int, role: str) -> QRect:
        """Where the field of a person and a role is."""
        column = [m.contact for m in self._people].index(contact)
        return self._field(self._roles.index(role), column)

    def head_of(self, contact: int) -> QRect:
        """Where the head of a person's column is."""
        column = [m.contact for m in self._people].index(contact)
        return QRect(_ROLE + column * _PERSON, 0, _PERSON, _HEAD)

    def _field(self, row: int, column: int) -> QRect:
        return QRect(_ROLE + column * _PERSON, _HEAD + row * _ROW, _PERSON, _ROW)

    def _under(self, at: QPoint) -> tuple[int, int]:
        """Row and column at a point; row -1 is the head."""
        column = (at.x() - _ROLE) // _PERSON if at.x() >= _ROLE else -1
        row = (at.y() - _HEAD) // _ROW if at.y() >= _HEAD else -1
        inside = column < len(self._people) and row < len(self._roles)
        return (row, column) if inside else (-1, -1)

    # Hand and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._under(event.position().toPoint())
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover = (-1, -1)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._do(*self._under(event.position().toPoint()))

    def _do(self, row: int, column: int) -> None:
        if column < 0:
            return
        member = self._people[column]
        if row < 0:
            self.picked.emit(member.contact)
        else:
            role = self._roles[row]
            self.toggled.emit(member.contact, role, role not in member.roles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        if not self._people:
            super().keyPressEvent(event)
        elif event.key() in steps:
            down, right = steps[Qt.Key(event.key())]
            row = min(max(self._at[0] + down, 0), len(self._roles) - 1)
            self._at = (row, min(max(self._at[1] + right, 0), len(self._people) - 1))
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self._do(*self._at)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at[1] >= 0:
            self._do(-1, self._at[1])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            _row, column = self._under(event.pos())
            words = self._told(self._people[column]) if column >= 0 else ""
            QToolTip.showText(event.globalPos(), plain.tooltip(words), self)
            return True
        return super().event(event)

    def _told(self, member: Member) -> str:
        attitude = field_words.choice(member.attitude) if member.attitude else ""
        parts = (
            ", ".join(filter(None, (member.name, member.post))),
            people_words.roles(member.roles),
            people_words.seen(member.days),
            attitude,
            member.criteria,
        )
        return "\n".join(filter(None, parts))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.current().surf)
        for row, role in enumerate(self._roles):
            self._paint_role(painter, row, role)
        for column, member in enumerate(self._people):
            self._paint_person(painter, column, member)

    def _paint_role(self, painter: QPainter, row: int, role: str) -> None:
        look, top = theme.current(), _HEAD + row * _ROW
        painter.setPen(QPen(look.line, 1))
        painter.drawLine(0, top, self.width(), top)
        bare = self._unit is not None and not self._unit.covering(role)
        if bare:
            painter.fillRect(QRect(0, top + 1, self.width(), _ROW - 1), look.badbg)
            icons.paint(painter, QRect(_ROLE - 24, top + 10, 14, 14), "warning-fill", look.bad)
        painter.setPen(look.bad if bare else look.text)
        painter.setFont(theme.font(theme.META, bold=True))
        painter.drawText(QPoint(8, top + 15), people_words.role(role).capitalize())
        painter.setPen(look.mute)
        painter.setFont(theme.font(theme.META))
        said = _("nobody known") if bare else people_words.what(role)
        painter.drawText(QPoint(8, top + 29), said)

    def _paint_person(self, painter: QPainter, column: int, member: Member) -> None:
        look, left = theme.current(), _ROLE + column * _PERSON
        whole = QRect(left, 0, _PERSON, self.height())
        if member.contact == self._picked:
            painter.fillRect(whole.adjusted(1, 0, -1, 0), look.sel)
        late = member.days is None or member.days >= LONG_UNSEEN
        seen = (
            _("never seen") if member.days is None else _("{days} d ago").format(days=member.days)
        )
        for line, (text, bold, colour) in enumerate(
            (
                (member.name or _("no name"), True, look.text),
                (member.post, False, look.mute),
                (seen, False, look.bad if late else look.mute),
            )
        ):
            painter.setFont(theme.font(theme.META, bold=bold))
            painter.setPen(colour)
            room = QRect(left + 4, 6 + line * 17, _PERSON - 8, 17)
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, shown)
        for row, role in enumerate(self._roles):
            self._paint_field(painter, row, column, has=role in member.roles)

    def _paint_field(self, painter: QPainter, row: int, column: int, *, has: bool) -> None:
        look, area = theme.current(), self._field(row, column)
        middle = QPointF(area.center())
        if has:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.ink)
            painter.drawEllipse(middle, _DOT, _DOT)
        elif self._hover == (row, column):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.off, 1.2, Qt.PenStyle.DashLine))
            painter.drawEllipse(middle, _DOT, _DOT)
        if self.hasFocus() and self._at == (row, column):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.ink, 1))
            painter.drawRect(area.adjusted(3, 3, -4, -4))
