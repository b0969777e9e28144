"""Customer text is text: Qt would take some of it for HTML, so it never gets the chance."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def tooltip(text: str) -> str:
    """`text` for a tooltip, which has no plain mode of its own."""
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>" if text else ""


def breakable(text: str) -> str:
    """`text` with places to break within words that are too long for a narrow column."""
    return re.sub(r"\S{21,}", lambda word: "\u200b".join(word[0]), text)


def label(text: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows `text` as it is; one that wraps breaks the longest words too."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setText(breakable(text) if wrap else text)
    return made
