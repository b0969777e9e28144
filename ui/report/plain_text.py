"""A text of several lines that takes no more than a record holds."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

LONGEST = 20_000
"""Letters; what is longer would be refused when it is kept, and stop the window while shown."""


class PlainText(QPlainTextEdit):
    """`refused` is told when more was pasted than there is room for; the text stays as it was."""

    refused = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped."""
        if len(source.text()) + self.document().characterCount() > LONGEST:
            self.refused.emit()
        else:
            super().insertFromMimeData(source)
