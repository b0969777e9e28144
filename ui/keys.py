"""The one table of what can be done: its words, keys and icon.

Actions, the entries of Ctrl+K, the menu, the page of F1 and the guide are all made from it, so
they cannot differ. An entry without anything behind it is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from planner.exchange import figures
from planner.words import _
from ui import icons

Subject = Literal["go", "week", "selection", "records", "map", "file", "window"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do. `keys` are alternatives; `where` is the screen whose keys these are."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    subject: Subject = "window"
    where: Literal["window", "week"] = "window"
    listed: bool = True


def subject_words(subject: Subject) -> str:
    """The heading of a group of entries."""
    return {
        "go": _("Go to"),
        "week": _("The week"),
        "selection": _("What is selected"),
        "records": _("What you know"),
        "map": _("The map"),
        "file": _("In and out"),
        "window": _("Window"),
    }[subject]


def table() -> tuple[Entry, ...]:
    """Everything that can be done, in the order of menus and help, in the language in use."""
    return (
        Entry("go_week", _("Week"), ("Ctrl+1",), "calendar-blank-fill", "go"),
        Entry("go_accounts", _("Accounts"), ("Ctrl+2",), "buildings", "go"),
        Entry("go_service", _("Complaints and service"), ("Ctrl+3",), "lifebuoy", "go"),
        Entry("go_prospects", _("Prospects"), ("Ctrl+4",), "star", "go"),
        Entry("go_report", _("Report"), ("Ctrl+5",), "chart-bar", "go"),
        Entry("go_cycle", _("Call cycle"), ("Ctrl+6",), "repeat", "go"),
        Entry("attention", _("What needs you"), ("F6",), "warning-circle", "go"),
        Entry("week_before", _("Week before"), ("Ctrl+PgUp",), "caret-left", "go"),
        Entry("week_after", _("Week after"), ("Ctrl+PgDown",), "caret-right", "go"),
        Entry("week_today", _("This week"), ("Ctrl+0",), "calendar", "go"),
        Entry("find", _("Find or do"), ("Ctrl+K", "Ctrl+F"), "magnifying-glass", "go"),
        Entry("plan", _("Plan the week"), ("Ctrl+G",), "magic-wand", "week"),
        Entry("plan_cycle", _("Plan the call cycle"), (), "repeat", "week"),
        Entry("plan_afresh", _("Plan the week afresh"), ("Ctrl+Shift+G",), "sparkle", "week"),
        Entry("lock_all", _("Lock or unlock all calls of the week"), (), "lock-simple", "week"),
        Entry("accept_plan", _("Accept the proposed week"), ("Return", "Enter"), "check", "week",
              "week"),
        Entry("refuse_plan", _("Refuse the proposed week"), (), "x", "week"),
        Entry("stop_planning", _("Stop planning, keep the best so far"), (), "stop", "week"),
        Entry("undo", _("Undo"), ("Ctrl+Z",), "arrow-counter-clockwise", "week"),
        Entry("redo", _("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "arrow-clockwise", "week"),
        Entry("compare", _("Compare loop and zigzag"), ("Z",), "git-diff", "week", "week"),
        Entry("running_late", _("Running late: set “now”"), ("T",), "clock-clockwise", "week",
              "week"),
        Entry("fill_gap", _("Who is near, due and open?"), ("Ctrl+D",), "users-three", "week",
              "week"),
        Entry("habit", _("What the habit costs a year"), ("Y",), "chart-bar", "week", "week"),
        Entry("set_up_day", _("Start, end and hours of a day"), ("D",), "clock", "week", "week"),
        Entry("busy_time", _("Busy time on a day…"), ("Ins",), "prohibit", "week", "week"),
        Entry("sleep", _("Where to sleep after a day"), ("N",), "bed", "week", "week"),
        Entry("every_day", _("Show or hide days without work"), ("E",), "calendar", "week", "week"),
        Entry("copy_week", _("Copy this week to the next"), (), "copy", "week"),
        *_selection(),
        *_keeping(),
        Entry("zoom_week", _("Show the whole week on the map"), ("W",), "path", "map", "week"),
        Entry("zoom_selection", _("Show the selection on the map"), ("S",), "crosshair", "map",
              "week"),
        Entry("zoom_in", _("Closer"), ("+", "="), "plus", "map", "week", listed=False),
        Entry("zoom_out", _("Farther"), ("-",), "minus", "map", "week", listed=False),
        Entry("colour_by_due", _("Colour accounts by how due they are"), (), "clock", "map"),
        Entry("colour_by_grade", _("Colour accounts by grade"), (), "text-aa", "map"),
        Entry("correct_pin", _("Put the account's pin right"), (), "push-pin", "map"),
        Entry("import", _("Import customers…"), ("Ctrl+O",), "download-simple", "file"),
        Entry("bring_in_busy", _("Bring in busy times…"), (), "calendar-plus", "file"),
        Entry("export", _("Export the week…"), ("Ctrl+E",), "export", "file"),
        Entry("print", _("Print the week"), ("Ctrl+P",), "printer", "file"),
        Entry("new_account", _("New account"), ("Ctrl+N",), "plus-circle", "file"),
        Entry("new_territory", _("New territory…"), ("Ctrl+Shift+N",), "file-plus", "file"),
        Entry("open_territory", _("Open another territory…"), (), "folder-open", "file"),
        Entry("settings", _("Settings"), ("Ctrl+,",), "gear", "window"),
        Entry("look_light", _("Light"), (), "sun", "window"),
        Entry("look_dark", _("Dark"), (), "moon", "window"),
        Entry("look_system", _("Light or dark with the system"), (), "circle-half", "window"),
        Entry("help", _("Help"), ("F1",), "question", "window"),
        Entry("quit", _("Quit"), ("Ctrl+Q",), "sign-out", "window"),
    )  # fmt: skip


def _selection() -> Iterator[Entry]:
    for day in range(7):
        words = _("Put on {day}").format(day=figures.weekday(day))
        yield Entry(f"put_on_{day}", words, (f"Alt+{day + 1}",), "", "selection")
    here: Literal["week"] = "week"
    yield Entry("day_earlier", _("A day earlier"), ("Alt+Left",), "arrow-left", "selection", here)
    yield Entry("day_later", _("A day later"), ("Alt+Right",), "arrow-right", "selection", here)
    yield Entry("up_its_day", _("Up its day"), ("Alt+Up",), "arrow-up", "selection", here)
    yield Entry("down_its_day", _("Down its day"), ("Alt+Down",), "arrow-down", "selection", here)
    yield Entry("which_day", _("Which day suits?"), ("F",), "calendar-check", "selection", here)
    yield Entry("urgent", _("Urgent: fit it in today"), ("U",), "lightning", "selection", here)
    yield Entry("cancelled", _("The stop is cancelled"), ("X",), "calendar-x", "selection", here)
    yield Entry("lock", _("Lock or unlock"), ("L",), "lock-simple", "selection", here)
    yield Entry("cut", _("Cut"), ("Ctrl+X",), "scissors", "selection", here)
    yield Entry("copy", _("Copy"), ("Ctrl+C",), "copy", "selection", here)
    yield Entry("paste", _("Paste"), ("Ctrl+V",), "clipboard", "selection", here)
    yield Entry("take_out", _("Take out of the plan"), ("Del",), "trash", "selection", here)
    yield Entry("card", _("Account card"), ("Space",), "identification-card", "selection", here)
    yield Entry("back", _("Back"), ("Esc",), "arrow-u-up-left", "selection", here, listed=False)


def _keeping() -> Iterator[Entry]:
    """What is kept of accounts, people and the market."""
    yield Entry("quick_log", _("Log the call"), ("Ctrl+L",), "note-pencil", "records")
    yield Entry("close_day", _("Close the day"), ("Ctrl+Shift+L",), "check-square", "records")
    yield Entry("new_complaint", _("New complaint"), ("Ctrl+Shift+C",), "warning-circle", "records")
    yield Entry("new_job", _("New job"), ("Ctrl+Shift+J",), "wrench", "records")
    yield Entry("favour", _("A small favour done"), ("Ctrl+Shift+F",), "heart", "records")
    yield Entry("new_promise", _("New promise"), ("Ctrl+Shift+P",), "handshake", "records")
    yield Entry("new_solution", _("Keep what worked"), (), "lightbulb", "records")
    yield Entry("find_solution", _("Solved elsewhere"), ("Ctrl+Shift+S",), "lightbulb", "records")
    yield Entry("field_report", _("New field report"), ("Ctrl+Shift+R",), "broadcast", "records")
    yield Entry("ask_office", _("Ask head office"), (), "question", "records")
    yield Entry("people", _("Who decides"), ("Ctrl+Shift+D",), "users-three", "records")
    yield Entry("key_account", _("Key account"), ("Ctrl+Shift+K",), "key", "records")
    yield Entry("new_prospect", _("New prospect"), (), "star", "records")
    yield Entry("new_business", _("Hours for prospects"), ("Ctrl+B",), "star", "records")
    yield Entry("ask_times", _("Ask for times: mail drafts"), ("Ctrl+M",), "envelope", "records")
    yield Entry("mileage", _("Mileage log…"), (), "gauge", "records")
    yield Entry("charts", _("Charts"), (), "chart-line", "records")


class Actions(QObject):
    """The QActions of one window, by name. `on` puts something behind an entry of the table."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._screens: dict[str, QWidget] = {}
        self._entries = {entry.name: entry for entry in table()}
        self._made: dict[str, QAction] = {}

    def screen(self, where: str, widget: QWidget) -> None:
        """Name the widget within which the keys of `where` hold."""
        self._screens[where] = widget

    def on(self, name: str, do: Callable[[], object]) -> QAction:
        """Put `do` behind an entry."""
        entry = self._entries[name]
        action = QAction(entry.words, self._window)
        if entry.icon:
            action.setIcon(icons.icon(entry.icon))
        holder = self._screens.get(entry.where, self._window)
        if entry.where != "window":
            # A single letter must not be taken from whoever types on another screen.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
        action.setToolTip(tip(entry))
        action.triggered.connect(lambda _checked: do())
        holder.addAction(action)
        self._made[name] = action
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __contains__(self, name: str) -> bool:
        return name in self._made

    def entries(self) -> list[Entry]:
        """The entries that do something, in the order of the table."""
        return [entry for name, entry in self._entries.items() if name in self._made]


def shown_keys(entry: Entry) -> str:
    """Its first keys as this platform writes them."""
    if not entry.keys:
        return ""
    return QKeySequence(entry.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def tip(entry: Entry) -> str:
    """Words and keys for a tooltip."""
    keys = shown_keys(entry)
    return f"{entry.words} ({keys})" if keys else entry.words
