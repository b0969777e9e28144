"""What the window shows, as JSON for tests that drive the real program with mouse and keys.

LOOPWISE_WITNESS=FILE has it written there whenever it has changed: which screen, where cards, lanes
and rows stand on the screen, and what the tag at the cursor says. Nothing of it is made otherwise.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QWidget,
)

from ui.week.roles import Role

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LOOK_EVERY = 40
Facts = dict[str, Any]


def watch(window: MainWindow) -> None:
    """Write what this window shows, if that is wanted."""
    file = os.environ.get("LOOPWISE_WITNESS")
    if file:
        Witness(window, Path(file))


class Witness(QObject):
    """Looks at one window some 25 times a second."""

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__(window)
        self._window, self._file = window, file
        self._told = ""
        self._painted: list[str] = []
        self._settled = self._read = self._compared = 0
        window.map_link.view.painted.connect(self._painted.append)
        window.map_link.settled.connect(self._note_settled)
        window.desk.rows_changed.connect(self._note_rows)
        window.desk.compared.connect(self._note_compared)
        timer = QTimer(self, interval=_LOOK_EVERY)
        timer.timeout.connect(self.write)
        timer.start()

    def _note_settled(self) -> None:
        self._settled += 1

    def _note_rows(self, accounts: object) -> None:
        self._read += accounts is None

    def _note_compared(self, _found: object) -> None:
        self._compared += 1

    def write(self) -> None:
        """Write what is seen now, unless it is what was written last."""
        seen = json.dumps(self._facts(), ensure_ascii=False)
        if seen != self._told:
            self._told = seen
            half = self._file.with_suffix(".half")
            half.write_text(seen, encoding="utf-8")
            half.replace(self._file)

    def _facts(self) -> Facts:
        window = self._window
        return {
            "screen": window.screens.current,
            "open": window.desk.is_open,
            "saving": window.desk.jobs.saving,
            "accounts": len(window.desk.rows),
            "settled": self._settled,
            "compared": self._compared,
            "read": self._read,
            "painted": list(self._painted),
            "notice": window.notice.text,
            "selection": sorted(window.desk.selection),
            "map": _area(window.map),
            "buttons": dict(_buttons()),
            "ticked": sorted(_ticked()),
            "fields": dict(_fields()),
            "words": sorted(set(_words())),
            "dialogs": list(_dialogs()),
            "focus": _focus(),
            "card": window.side.isVisible(),
            "clipped": sorted(_clipped()),
            **self._week(),
        }

    def _week(self) -> Facts:
        screen, week = self._window.week, self._window.desk.planned
        if week is None or screen.week is None:
            return {
                "week": "", "days": [], "due": [], "tag": None, "compare": None, "proposal": None,
            }  # fmt: skip
        return {
            "week": str(week.week),
            "days": list(self._days()),
            "due": list(self._due()),
            "tag": self._tag(),
            "compare": self._compare(),
            "proposal": self._proposal(),
        }

    def _compare(self) -> Facts | None:
        panel = self._window.week.compare_panel
        if not panel.isVisible() or panel.day is None:
            return None
        metres = {shape: facts.metres for shape, facts in panel.facts.items()}
        return {"date": panel.day.isoformat(), "metres": metres}

    def _proposal(self) -> Facts | None:
        screen = self._window.week
        if not screen.proposing.open:
            return None
        panel, proposal = screen.proposing.panel, screen.proposing.proposal
        view, left = panel.view, screen.proposing.left_out.view
        return {
            "searching": self._window.week_link.plan.searching,
            "headline": panel.headline.text(),
            "clash": panel.clash.text() if panel.clash.isVisible() else "",
            "why": screen.proposing.why.text,
            "metres": proposal.after.metres if proposal else None,
            "changes": list(_rows(view)),
            "left_out": list(_rows(left)),
        }

    def _days(self) -> Iterator[Facts]:
        board = self._window.week.board
        for lane, day in zip(board.lanes, board.days, strict=True):
            view = lane.viewport()
            cards = [
                {
                    "call": stop.call.id,
                    "account": stop.account.id,
                    "name": stop.account.name,
                    "area": _area(view, lane.visualRect(lane.lane.index(row))),
                }
                for row, stop in enumerate(lane.lane.stops)
            ]
            yield {
                "date": day.date.isoformat(),
                "metres": day.cost.metres,
                "area": _area(view, view.visibleRegion().boundingRect()),
                "cards": cards,
            }

    def _due(self) -> Iterator[Facts]:
        return _rows(self._window.week.due.view)

    def _tag(self) -> Facts | None:
        dragging = self._window.week.dragging
        if not dragging.drag.active:
            return None
        drop = dragging.drop
        price = drop.price if drop is not None and not drop.refused else None
        return {
            "at": dragging.drag.at.toTuple(),
            "text": dragging.drag.tag_text,
            "refused": bool(drop and drop.refused),
            "metres": price.metres if price else None,
            "seconds": price.seconds if price else None,
        }


def _rows(view: QAbstractItemView) -> Iterator[Facts]:
    """The rows of a list that are in sight."""
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        area = view.visualRect(index)
        if view.viewport().rect().contains(area):
            there = _area(view.viewport(), area)
            yield {"name": index.data(), "account": index.data(Role.ACCOUNT), "area": there}


def _area(widget: QWidget, part: QRect | None = None) -> list[int]:
    """Left, top, width and height on the screen."""
    inner = widget.rect() if part is None else part
    at = widget.mapToGlobal(inner.topLeft())
    return [at.x(), at.y(), inner.width(), inner.height()]


def _buttons() -> Iterator[tuple[str, list[int]]]:
    """Every button that can be pressed now, by its words."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            for button in window.findChildren(QAbstractButton):
                if button.isVisible() and button.isEnabled():
                    yield button.accessibleName() or button.text(), _area(button)


def _ticked() -> Iterator[str]:
    """Every box that is ticked, by its words."""
    for window in QApplication.topLevelWidgets():
        for box in window.findChildren(QCheckBox) if window.isVisible() else ():
            if box.isVisible() and box.isChecked():
                yield box.accessibleName() or box.text()


def _fields() -> Iterator[tuple[str, list[int]]]:
    """The part in sight of every line that takes text, by its name."""
    for window in QApplication.topLevelWidgets():
        for field in window.findChildren(QLineEdit) if window.isVisible() else ():
            if field.isVisible() and not field.visibleRegion().isEmpty():
                yield field.accessibleName(), _area(field, field.visibleRegion().boundingRect())


def _words() -> Iterator[str]:
    """Every text and every row of a plain list, also what has to be scrolled to."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            labels = window.findChildren(QLabel)
            yield from (label.text() for label in labels if label.isVisible())
            for found in window.findChildren(QListWidget):
                rows = range(found.count()) if found.isVisible() else ()
                yield from (found.item(row).text() for row in rows)


def _dialogs() -> Iterator[str]:
    """What windows above the main one say."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and isinstance(window, QMessageBox):
            yield f"{window.text()}\n{window.informativeText()}"
        elif window.isVisible() and window.isModal():
            yield window.windowTitle()


def _focus() -> str:
    """Who gets the keys: its accessible name, else its kind."""
    widget = QApplication.focusWidget()
    return (widget.accessibleName() or type(widget).__name__) if widget else ""


def _clipped() -> Iterator[str]:
    """Texts that have less room than they need."""
    for window in QApplication.topLevelWidgets():
        for label in window.findChildren(QLabel) if window.isVisible() else ():
            if label.isVisible() and not label.wordWrap() and not label.visibleRegion().isEmpty():
                lines = label.text().splitlines() or [""]
                needed = max(map(label.fontMetrics().horizontalAdvance, lines))
                if needed > label.contentsRect().width() + 1:
                    yield label.text()
