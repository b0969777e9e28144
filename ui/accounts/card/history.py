"""What a field or a record was before, in a small box at the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.exchange import field_words, history_words
from planner.words import _
from ui.accounts.card.parts import muted, strong

if TYPE_CHECKING:
    from planner.workspace.field_history import Was
    from ui.accounts.card.page import Page

_WIDTH, _HIGHEST, _MOST = 380, 320, 100


class HistoryBox(QFrame):
    """Lines of what was, the latest first; gone with a click on it, Esc, or the focus."""

    def __init__(self, title: str, lines: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines = lines
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(strong(title))
        for line in lines:
            column.addWidget(muted(line))
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)
        room = inner.heightForWidth(_WIDTH - 4)
        self.resize(_WIDTH, min(_HIGHEST, max(56, room + 4)))

    def show_at(self, at: QPoint) -> None:
        """Show it left of a point of the window, all of it inside."""
        parent = self.parentWidget()
        assert parent is not None
        room = parent.size() - self.size()
        left = max(0, min(at.x() - self.width(), room.width()))
        self.move(left, max(0, min(at.y(), room.height())))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()


def show_history(page: Page, kind: str, number: int, field: str, at: QPoint) -> None:
    """Read the history of a field, or with no field of the record, and show it at the mouse."""
    workspace, zone, whole = page.workspace, page.territory.time_zone, not field
    title = field_words.kind(kind) if whole else field_words.field(field, kind)

    def show(found: tuple[Was, ...]) -> None:
        lines = [history_words.was(kind, one, zone, whole=whole) for one in found[:_MOST]]
        window = page.owner.window()
        box = HistoryBox(title, lines or [_("Not changed since it was first kept.")], window)
        box.show_at(window.mapFromGlobal(at))

    page.owner.jobs.read(
        lambda: workspace.records.history(kind, number, field), show, owner=page.owner
    )
