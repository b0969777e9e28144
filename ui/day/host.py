"""Where what is asked of a day under way stands: one pane at a time, instead of the lists."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.day.pane import Cover, Pane
from ui.week.panes import Panes


class Host:
    """The left column and the lanes of the week's screen, lent to one question at a time."""

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._covers: dict[QWidget, Cover] = {}
        self._pane: Pane | None = None
        self._over: QWidget | None = None
        self._leave: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether a question is open."""
        return self._pane is not None

    def show(self, pane: Pane, leave: Callable[[], None], over: QWidget | None = None) -> None:
        """Show a pane, and `over` over the lanes; `leave` is called when it goes."""
        if self._pane is pane:
            return
        self.leave()
        self._pane, self._over, self._leave = pane, over, leave
        column = self._panes.column
        if column.indexOf(pane) < 0:
            column.addWidget(pane)
        column.setCurrentWidget(pane)
        if over is not None:
            lower = self._panes.board.parentWidget()
            assert lower is not None
            if over not in self._covers:
                self._covers[over] = Cover(over, lower)
            self._covers[over].show()

    def leave(self) -> bool:
        """Put the lists back; whether a question was open."""
        if self._pane is None:
            return False
        pane, over, leave = self._pane, self._over, self._leave
        self._pane = self._over = self._leave = None
        panes = self._panes
        panes.column.setCurrentWidget(panes.proposal if panes.proposes else panes.left)
        if over is not None:
            over.hide()
        if leave is not None:
            leave()
        if QApplication.focusWidget() is None or over is not None or pane.isHidden():
            panes.due.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
