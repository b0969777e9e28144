"""What was promised, by us and by them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from planner.exchange import figures
from planner.records import Promise
from planner.words import _
from ui import plain, theme
from ui.accounts.card.parts import Section, muted

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_NAMES = ("text", "contact", "due", "by", "needs_call", "state", "closed_on")
_NEW = ("text", "contact", "due", "by", "needs_call")
_CLOSED_SHOWN = 2


def section(page: Page) -> QWidget:
    """The open promises, soonest first, and the last that were closed."""
    new = {"due": page.today + timedelta(days=7), "made_on": page.today}
    made = Section(_("Promises"), partial(page.add, "promise", _NEW, **new), _("Add a promise"))
    promises = page.card.kept["promise"]
    waiting = sorted((p for p in promises if p.state == "open"), key=lambda p: p.due)
    closed = [p for p in promises if p.state != "open"]
    if not promises:
        made.say(_("None open, on either side."))
    for promise in waiting:
        made.put(_Line(page, promise))
    latest = sorted(closed, key=lambda p: p.closed_on or p.due, reverse=True)
    for promise in latest[:_CLOSED_SHOWN]:
        made.put(_Line(page, promise))
    made.more(len(closed) - _CLOSED_SHOWN)
    return made


class _Line(QWidget):
    """A tick that keeps it, its words that open it, its day."""

    def __init__(self, page: Page, promise: Promise) -> None:
        super().__init__()
        self._page, self._promise = page, promise
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.tick = QCheckBox()
        self.tick.setChecked(promise.state == "kept")
        self.tick.setAccessibleName(_("Kept: {promise}").format(promise=promise.text[:80]))
        self.tick.setToolTip(_("Kept"))
        self.tick.clicked.connect(self._ticked)
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        theirs = promise.by == "them"
        words = _("They: {promise}").format(promise=promise.text) if theirs else promise.text
        is_open = promise.state == "open"
        line.addWidget(
            page.row("promise", promise, (words, "") if is_open else ("", words), _NAMES), 1
        )
        line.addWidget(_when(promise, page.today), 0, Qt.AlignmentFlag.AlignTop)

    def _ticked(self, kept: bool) -> None:
        if kept:
            self._page.change("promise", self._promise.id, state="kept", closed_on=self._page.today)
        else:
            self._page.change("promise", self._promise.id, state="open", closed_on=None)


def _when(promise: Promise, today: date) -> QWidget:
    day = figures.near_date(promise.closed_on or promise.due, today)
    if promise.state == "kept":
        return muted(_("kept {date}").format(date=day))
    if promise.state in ("broken", "dropped"):
        words = _("broken {date}") if promise.state == "broken" else _("let go {date}")
        return muted(words.format(date=day))
    label = plain.label(_("due {date}").format(date=figures.near_date(promise.due, today)))
    label.setFont(theme.font(theme.META, bold=True))
    if promise.due < today:
        label.setText(_("late, {date}").format(date=figures.near_date(promise.due, today)))
        label.setObjectName("bad")
    return label
