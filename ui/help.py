"""F1: the screen at hand in a few lines, and every key, made from the one table."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from planner.words import _
from ui import plain, theme
from ui.keys import Actions, shown_keys, subject_words


def about(screen: str) -> str:
    """What a screen is for and how it is used."""
    texts = {
        "week": _(
            "Plan (Ctrl+G) proposes the week: Enter accepts it, Esc refuses it, and the line under "
            "the map says why a call is where it is. Locked, asked and confirmed calls stay. "
            "Drag customers from the list at the left to a day, and calls from day to day. "
            "The tag at the cursor says what it costs before you let go. Whatever you do, "
            "Ctrl+Z takes it back."
        ),
        "accounts": _(
            "All your customers. Type to search, click a heading to sort, double-click a row "
            "for its card."
        ),
        "service": _(
            "Complaints stand in the order of how worried the customer is, and nothing else; the "
            "red clock runs until somebody has answered. Say the drafted answer on the phone or "
            "mail it, see how soon you can be there (A to D), and ask how worried they are once "
            "it is done. Below are those who are calm again, who had no small favour for long, "
            "and all jobs; Enter opens one."
        ),
        "cycle": _(
            "Each row is an account, each column a week: a dot is a call made, a pill one planned, "
            "a cross one missed, and red a wait that is too long. Plan the cycle gives every "
            "account its calls and shows them as outlines; Accept keeps them, Esc refuses. "
            "What you tick at the right stretches what is asked, and nothing else does."
        ),
        "import": _(
            "Nothing is written before you press Import. Click a heading to say what its "
            "column holds; double-click a cell to put it right."
        ),
    }
    return texts.get(screen, texts["week"])


class Help(QDialog):
    """Opens beside the work: the window can be used while it is read."""

    def __init__(self, actions: Actions, screen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 600)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(plain.label(about(screen), wrap=True), 0, 0, 1, 2)
        self._fill(grid, actions)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _fill(self, grid: QGridLayout, actions: Actions) -> None:
        row = 1
        for subject, entries in groupby(actions.entries(), lambda entry: entry.subject):
            heading = plain.label(subject_words(subject))
            heading.setFont(theme.font(theme.BODY, bold=True))
            heading.setContentsMargins(0, 12, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for entry in entries:
                grid.addWidget(plain.label(entry.words), row, 0)
                keys = plain.label(shown_keys(entry))
                keys.setObjectName("muted")
                keys.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(keys, row, 1)
                row += 1
        grid.setRowStretch(row, 1)
