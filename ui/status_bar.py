"""The last line: that everything works without a network, when it was saved, what was exported."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from planner.words import _
from ui import plain, theme

HEIGHT = 28


class StatusBar(QFrame):
    """Facts at the left; at the right what the selection or the territory says."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_bar")
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(6)
        self._fact("wifi-slash", _("Offline, everything works"))
        self.saved = self._fact("floppy-disk", "")
        self.exported = self._fact("export", "")
        self._row.addStretch()
        self.loops = self._fact("", "")

    def _fact(self, icon: str, words: str) -> QLabel:
        if icon:
            mark = QLabel()
            mark.setPixmap(theme.icon(icon, "mute").pixmap(QSize(14, 14)))
            mark.setProperty("icon", icon)
            self._row.addWidget(mark)
        label = plain.label(words)
        label.setFont(theme.font(theme.META, figures=True))
        label.setObjectName("muted")
        self._row.addWidget(label)
        self._row.addSpacing(12)
        if icon:
            label.setProperty("mark", mark)
            mark.setVisible(bool(words))
        return label

    def say_saving(self) -> None:
        """Something is being written."""
        self._set(self.saved, _("Saving…"))

    def say_saved(self, at: datetime) -> None:
        """All is on the disk."""
        self._set(self.saved, _("Saved {time}").format(time=at.strftime("%H:%M")))

    def say_exported(self, words: str) -> None:
        """What was exported last; empty for nothing yet."""
        self._set(self.exported, words)

    def say_loops(self, words: str) -> None:
        """What the loops have saved so far."""
        self.loops.setText(words)

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for mark in self.findChildren(QLabel):
            name = mark.property("icon")
            if name:
                mark.setPixmap(theme.icon(name, "mute").pixmap(QSize(14, 14)))

    def _set(self, label: QLabel, words: str) -> None:
        label.setText(words)
        mark = label.property("mark")
        if mark is not None:
            mark.setVisible(bool(words))
