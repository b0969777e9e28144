"""Five questions, all answered already: Enter five times takes them as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import sentences
from planner.places.model import Found
from planner.records import Territory
from planner.store.journal import Change
from planner.words import _
from planner.workspace import AccountRow, BadInput, Workspace
from planner.workspace.fields import fields_of
from planner.workspace.starting import base_from, likely_base, settings_at
from ui import plain, theme
from ui.jobs import Jobs
from ui.records.form import RecordForm, align

_QUESTIONS: tuple[tuple[Callable[[], str], tuple[str, ...]], ...] = (
    (lambda: _("Where do you start?"), ()),
    (lambda: _("When do you work?"), ("working_days", "work_start", "work_end", "lunch_minutes")),
    (lambda: _("How long is a usual visit?"), ("call_minutes",)),
    (lambda: _("When are customers open?"), ("open_days", "open_start", "open_end")),
    (lambda: _("Nights away?"), ("nights_away",)),
)
WORKING_WEEKS_A_MONTH = 4.35
_WIDTH = 700


class Questions(QDialog):
    """Asks where, when, how long, when open, and nights; `changed` carries the one `Change`."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._base: Found | None = None
        self._likely: Found | None = None
        self.setWindowTitle(_("Five questions, then your first week"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self._forms: list[RecordForm] = []
        self._firsts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 16)
        self._head()
        for number, (title, names) in enumerate(_QUESTIONS, start=1):
            self._question(number, title(), names)
        align(self._forms)
        self._foot()
        jobs.read(lambda: (workspace.territory, workspace.accounts.rows()), self._show, owner=self)

    def _head(self) -> None:
        title = plain.label(_("Five questions, then your first week"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        hint = plain.label(
            _("Press Enter five times to take them as they are. All can be changed later.")
        )
        hint.setObjectName("muted")
        self._column.addWidget(title)
        self._column.addWidget(hint)

    def _question(self, number: int, title: str, names: Sequence[str]) -> None:
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setObjectName("separator")
        self._column.addWidget(rule)
        name = plain.label(f"{number}   {title}")
        name.setFont(theme.font(theme.BODY, bold=True))
        self._column.addWidget(name)
        if not names:
            self._column.addLayout(self._place_row())
            return
        form = RecordForm("territory", names)
        form.edited.connect(self._room)
        self._forms.append(form)
        self._column.addWidget(form)
        first = form.editor(names[0])
        self._firsts.append(first)
        for field in names:
            form.editor(field).installEventFilter(self)

    def _place_row(self) -> QVBoxLayout:
        self.place = QLineEdit()
        self.place.setAccessibleName(_("Where do you start?"))
        self.place.setPlaceholderText(_("Town, postcode or 53.80, -1.55"))
        self.place.installEventFilter(self)
        self.place.editingFinished.connect(self._find)
        self._firsts.append(self.place)
        self._found = plain.label(wrap=True)
        self._found.setObjectName("muted")
        column = QVBoxLayout()
        column.addWidget(self.place)
        column.addWidget(self._found)
        return column

    def _foot(self) -> None:
        self._capacity = plain.label(wrap=True)
        self._capacity.setObjectName("muted")
        done = QPushButton(_("Show me my week"))
        done.setProperty("primary", True)
        done.setAutoDefault(False)
        done.clicked.connect(self.finish)
        self._done = done
        line = QHBoxLayout()
        line.addWidget(self._capacity, 1)
        line.addWidget(done)
        self._column.addSpacing(8)
        self._column.addLayout(line)

    def _show(self, found: tuple[Territory, list[AccountRow]]) -> None:
        territory, rows = found
        self._values = {name: getattr(territory, name) for name in fields_of("territory")}
        for form in self._forms:
            form.show_values(self._values)
        self._jobs.read(lambda: likely_base(rows), self._guess, owner=self)
        self.place.setText(territory.base_name)
        self._shown_place = self.place.text()
        self.place.setFocus()
        self.place.selectAll()
        self._room()
        self.adjustSize()

    def _guess(self, found: Found | None) -> None:
        self._likely = found
        said = bool(self._values["country"])  # a base the rep chose is not guessed away
        if found is not None and not said and self.place.text() == self._shown_place:
            self.place.setText(found.label)
            self.place.selectAll()
            self._take(found)

    def _find(self) -> None:
        text = self.place.text().strip()
        if text and (self._base is None or text != self._base.label):
            near = (self._values["base_lat"], self._values["base_lon"])
            self._jobs.read(lambda: base_from(text, near), self._take, self._no_place, owner=self)

    def _take(self, found: Found) -> None:
        self._base = found
        self._found.setText(_("You start in {place}").format(place=found.label))

    def _no_place(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            self._found.setText(sentences.refused(error.code, error.args_for_words))
        else:
            self._jobs.failed.emit(error)

    def _room(self) -> None:
        """How many calls a month these hours hold: half of the day is driving, as a rule."""
        try:
            typed = {**self._values}
            for form in self._forms:
                typed |= form.peek()
            hours = typed["work_end"] - typed["work_start"] - typed["lunch_minutes"] * 60
            a_day = max(0, hours // 2 // (typed["call_minutes"] * 60))
        except (AttributeError, BadInput, ZeroDivisionError):
            return
        calls = round(a_day * len(typed["working_days"]) * WORKING_WEEKS_A_MONTH)
        self._capacity.setText(
            _("That is room for about {calls} calls a month.").format(calls=calls)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next question, after the last one it is done."""
        if _is_enter(event):
            self._next(watched)
            return True
        return super().eventFilter(watched, event)

    def _next(self, watched: QObject) -> None:
        self._find()
        at = self._question_of(watched)
        if at + 1 < len(self._firsts):
            self._firsts[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finish()

    def _question_of(self, watched: QObject) -> int:
        if watched is self.place:
            return 0
        for at, form in enumerate(self._forms, start=1):
            if isinstance(watched, QWidget) and form.isAncestorOf(watched):
                return at
        return len(self._firsts) - 1

    def finish(self) -> None:
        """Take the answers."""
        values: dict[str, Any] = {}
        for form in self._forms:
            try:
                values |= form.values()
            except BadInput:
                return
        self._write(self._base, values)

    def reject(self) -> None:
        """Leave: a start nobody has said yet is where the accounts are, not at the clock's city."""
        if self._likely is not None and not self._values["country"]:
            self._write(self._likely, {})
        else:
            super().reject()

    def _write(self, base: Found | None, values: dict[str, Any]) -> None:
        workspace = self._workspace

        def write() -> Change | None:
            place = settings_at(base.lat, base.lon, base.label) if base else {}
            return workspace.set_up(place | values)

        self._jobs.write(write, self._written, self._refused, owner=self)

    def _written(self, change: Change | None) -> None:
        if change is not None:
            self.changed.emit(change)
        self.accept()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            field = str(error.args_for_words.get("field", ""))
            form = next((f for f in self._forms if field in f.names), self._forms[0])
            form.show_problem(error)
        else:
            self._jobs.failed.emit(error)


def _is_enter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
