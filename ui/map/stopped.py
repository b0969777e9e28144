"""Said in the map's place when its page will not stay up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from planner.words import _


class StoppedNotice(QWidget):
    """Says that the map has stopped, that nothing is lost, and offers to try again."""

    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = QLabel(
            _(
                "The map has stopped several times in a minute. Your week is safe and everything "
                "else works. If it stops again, start Loopwise with safe graphics."
            )
        )
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = QPushButton(_("Show the map again"))
        button.clicked.connect(self.again)
        layout = QVBoxLayout(self)
        layout.addStretch()
        layout.addWidget(text)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
