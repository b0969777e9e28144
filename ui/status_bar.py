"""The last line: that all works without a network, when it was saved, how much business is new."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from planner import clock
from planner.exchange import figures
from planner.words import _
from ui import icons, plain, theme
from ui.desk import Desk
from ui.gauge import NewBusinessGauge

HEIGHT = 28


class StatusBar(QFrame):
    """Facts, each with its icon."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("status_bar")
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(6)
        self._fact("wifi-slash", _("Offline, everything works"))
        self.saved = self._fact("floppy-disk", "")
        self.exported = self._fact("export", "")
        self._row.addStretch()
        self.gauge = NewBusinessGauge(desk)
        self._row.addWidget(self.gauge)
        desk.opened.connect(self._opened)
        desk.facts_read.connect(self._show_last_export)
        desk.jobs.writing.connect(self._show_saving)
        theme.changed.connect(self._refresh_icons)

    def _fact(self, icon: str, words: str) -> QLabel:
        if icon:
            mark = QLabel()
            mark.setPixmap(icons.icon(icon, "mute").pixmap(QSize(14, 14)))
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

    def _opened(self) -> None:
        self._desk.read_facts()
        if self._desk.workspace.read_only:
            self._say_read_only()
            return
        file = self._desk.workspace.file
        written = datetime.fromtimestamp(file.stat().st_mtime, self._zone())
        self._say_saved(min(written, clock.now().astimezone(self._zone())))

    def _say_read_only(self) -> None:
        _set(self.saved, _("Read only: changes cannot be kept"))

    def _show_saving(self, writing: bool) -> None:
        if self._desk.is_open and self._desk.workspace.read_only:
            self._say_read_only()
        elif writing:
            _set(self.saved, _("Saving…"))
        elif self._desk.is_open:
            self._say_saved(clock.now().astimezone(self._zone()))

    def _say_saved(self, at: datetime) -> None:
        """The time of day; the date where it was another day."""
        when = at.strftime("%H:%M")
        if at.date() != self._desk.today:
            when = figures.day_and_month(at.date())
        _set(self.saved, _("Saved {when}").format(when=when))

    def _show_last_export(self, facts: dict[str, str | None]) -> None:
        words = ""
        with contextlib.suppress(ValueError, KeyError, TypeError):
            at = datetime.fromisoformat(json.loads(facts["last_export"] or "")["at"])
            day = figures.day_and_month(at.astimezone(self._zone()).date())
            words = _("Last export {day}").format(day=day)
        _set(self.exported, words)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._desk.territory.time_zone if self._desk.territory else "UTC")

    def _refresh_icons(self) -> None:
        for mark in self.findChildren(QLabel):
            name = mark.property("icon")
            if name:
                mark.setPixmap(icons.icon(name, "mute").pixmap(QSize(14, 14)))


def _set(label: QLabel, words: str) -> None:
    label.setText(words)
    mark = label.property("mark")
    if mark is not None:
        mark.setVisible(bool(words))
