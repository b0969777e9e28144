"""The slim bar of screens at the left, each an icon with its word; help and menu at the foot."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout

from planner.words import _
from ui import icons, theme

WIDTH = 64


class Rail(QFrame):
    """Buttons for actions that show a screen; `show_current` marks one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 4, 2, 4)
        self._column.setSpacing(4)
        self._feet = 0
        self._column.addStretch()
        self._buttons: dict[QAction, _Button] = {}

    def add(self, action: QAction, word: str, *, at_foot: bool = False) -> QToolButton:
        """A button for an action, from the top down, or at the foot."""
        button = self._button(word)
        button.setToolTip(action.toolTip())
        button.setIcon(action.icon())
        button.clicked.connect(action.trigger)
        self._buttons[action] = button
        self._put(button, at_foot=at_foot)
        return button

    def show_badge(self, action: QAction, count: int, words: str = "") -> None:
        """A number at the button's corner, 0 for none; `words` are for those who hear it."""
        button = self._buttons[action]
        button.count = count
        button.setAccessibleDescription(words)
        button.setToolTip(" · ".join(filter(None, (action.toolTip(), words))))
        button.update()

    def add_menu(self, menu: QMenu) -> None:
        """The menu, at the foot."""
        button = self._button(_("Menu"))
        button.setIcon(icons.icon("list"))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._put(button, at_foot=True)

    def show_current(self, action: QAction | None) -> None:
        """Mark the screen that is shown."""
        for known, button in self._buttons.items():
            button.setChecked(known is action)
            button.setFont(_fitting(button.text(), bold=known is action))

    def _button(self, word: str) -> _Button:
        button = _Button()
        button.setObjectName("rail_button")
        button.setText(word)
        button.setAccessibleName(word)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(WIDTH - 5, 56)
        button.setFont(theme.font(theme.META))
        return button

    def _put(self, button: QToolButton, *, at_foot: bool) -> None:
        last = self._column.count()
        self._column.insertWidget(last if at_foot else last - 1 - self._feet, button)
        self._feet += at_foot


class _Button(QToolButton):
    """One screen; with a count it has a red badge."""

    count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count:
            return
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = str(self.count) if self.count < 100 else "99+"
        painter.setFont(theme.font(theme.META, bold=True, figures=True))
        wide = max(16, painter.fontMetrics().horizontalAdvance(text) + 8)
        area = QRect(self.width() // 2 + 3, 2, wide, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.bad)
        painter.drawRoundedRect(area, 8, 8)
        painter.setPen(look.onink)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def _fitting(word: str, *, bold: bool) -> QFont:
    """Bold only where the platform's font leaves room for it."""
    heavy = theme.font(theme.META, bold=True)
    fits = QFontMetrics(heavy).horizontalAdvance(word) <= WIDTH - 8
    return heavy if bold and fits else theme.font(theme.META)
