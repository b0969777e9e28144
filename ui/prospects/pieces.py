"""Small pieces that the parts of this screen are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ui import icons, plain, theme

INSET = 16
"""Pixels between the edge of the panel and what is in it."""


class Ground(QFrame):
    """A part of the screen on the ground of lists."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)


def tool(icon: str, words: str) -> QToolButton:
    """A flat button of the bar."""
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setText(words)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def heading(words: str, more: str) -> QHBoxLayout:
    """The head of a part, and what it covers."""
    row = QHBoxLayout()
    row.setSpacing(8)
    first, rest = plain.label(words), plain.label(more)
    first.setFont(theme.font(bold=True))
    rest.setObjectName("muted")
    row.addWidget(first)
    row.addWidget(rest)
    row.addStretch()
    return row


def cell(text: str, *, right: bool = False, quiet: bool = False, bold: bool = False) -> QLabel:
    """One cell of a table of labels."""
    made = plain.label(text)
    made.setFont(theme.font(theme.META, bold=bold, figures=True))
    if quiet:
        made.setObjectName("muted")
    if right:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def head(text: str, *, small: bool = False) -> QLabel:
    """A head in the panel."""
    made = plain.label(text)
    made.setFont(theme.font(theme.META if small else theme.BODY, bold=True))
    return made


def inset(widget: QWidget) -> QWidget:
    """A widget with room at both sides."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(INSET, 0, INSET, 0)
    row.addWidget(widget)
    return holder


def line(*, upright: bool = False) -> QLabel:
    """What parts two parts."""
    made = QLabel()
    made.setObjectName("line")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made
