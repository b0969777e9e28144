"""Closing the day: every stop on one screen, each made, missed or moved by one key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.words import _
from planner.workspace import BadInput
from planner.workspace.log.closing import DayPage, Mark
from ui import icons, plain, theme
from ui.log import saying
from ui.log.day_row import DayRow
from ui.log.fields import TYPING_RESTS, Fields
from ui.log.sections import line

_WIDTH, _TALLEST = 980, 620
_KEY_SIGN = 12
"""Pixels that Qt forgets where a letter is underlined."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What was said of a day."""

    day: date
    marks: tuple[Mark, ...]
    odometer: tuple[float | None, float | None]


class CloseDay(QDialog):
    """One day at a time; it closes when told that it was saved."""

    save_wanted = Signal(object)
    """A Closed."""
    day_wanted = Signal(object)
    """Show another day."""
    draft_typed = Signal(str, object)
    """The day, and what stands there and is not saved."""

    def __init__(self, page: DayPage, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Close the day"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self._saving = False
        self._rest = QTimer(self, singleShot=True, interval=TYPING_RESTS)
        self._rest.timeout.connect(self._keep_draft)
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        QShortcut(QKeySequence("Alt+Left"), self, self.earlier.click)
        QShortcut(QKeySequence("Alt+Right"), self, self.later.click)
        self.show_day(page)
        self.resize(_WIDTH, min(_TALLEST, 200 + 44 * max(4, len(page.stops))))

    # Building

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addLayout(self._head())
        self.others = plain.label(wrap=True)
        self.others.setObjectName("muted")
        self.others.setFont(theme.font(theme.META))
        whole.addWidget(self.others)
        self.problem = plain.label(wrap=True)
        self.problem.setObjectName("problem")
        whole.addWidget(self.problem)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._car())
        whole.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        self.title = plain.label()
        self.title.setFont(theme.font(theme.FIGURES, bold=True))
        self.earlier = self._arrow("caret-left", _("The day before (Alt+Left)"), -1)
        self.later = self._arrow("caret-right", _("The day after (Alt+Right)"), 1)
        self.all_made = QPushButton(_("&All made"))
        self.all_made.setAutoDefault(False)
        self.all_made.setToolTip(plain.tooltip(_("Every stop not marked yet was made")))
        self.all_made.clicked.connect(self._mark_all)
        head.addWidget(self.earlier)
        head.addWidget(self.title)
        head.addWidget(self.later)
        head.addStretch(1)
        head.addWidget(self.all_made)
        return head

    def _arrow(self, icon: str, words: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon))
        made.setToolTip(plain.tooltip(words))
        made.setAccessibleName(words)
        made.clicked.connect(lambda: self._turn(by))
        return made

    def _car(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.start, self.end = line(_("at the start")), line(_("at the end"))
        for editor in (self.start, self.end):
            editor.setFixedWidth(120)
            editor.textChanged.connect(lambda _text: self._say_driven())
        label = plain.label(_("&Odometer"))
        label.setBuddy(self.start)
        label.setMinimumWidth(label.sizeHint().width() + _KEY_SIGN)
        self.driven = plain.label()
        self.driven.setObjectName("muted")
        for widget in (label, self.start, self.end):
            row.addWidget(widget)
        row.addWidget(self.driven, 1)
        return row

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        keys = plain.label(
            _("1 made · 2 missed · 3 moved · Enter writes the outcome · Ctrl+Enter closes the day")
        )
        keys.setFont(theme.font(theme.META))
        keys.setObjectName("muted")
        foot.addWidget(keys, 1)
        leave = QPushButton(_("Later"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.button = QPushButton(_("Close the day"))
        self.button.setAutoDefault(False)
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self.save)
        foot.addWidget(leave)
        foot.addWidget(self.button)
        return foot

    # Showing

    def show_day(self, page: DayPage) -> None:
        """Show a day with what was typed of it before."""
        self.page = page
        self.fields = Fields(self)
        self.title.setText(figures.long_date(page.day))
        self.problem.hide()
        self._say_others()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        self.rows = [DayRow(stop, page, self._today, self.fields) for stop in page.stops]
        for at, row in enumerate(self.rows):
            row.marked.connect(lambda at=at: self._go(at + 1))
            row.left.connect(lambda by, at=at: self._go(at + by))
            column.addWidget(row)
        if not self.rows:
            column.addWidget(plain.label(_("No call stands on this day.")))
        column.addStretch(1)
        self._scroll.setWidget(inner)
        self._show_car()
        self.fields.begin()
        self.fields.fill(page.draft)
        self.fields.edited.connect(self._rest.start)
        self.later.setEnabled(page.day < self._today)
        self.all_made.setEnabled(any(not row.became for row in self.rows))
        self._go(next((i for i, row in enumerate(self.rows) if not row.became), 0))

    def _say_others(self) -> None:
        days = self.page.not_closed
        words = ", ".join(figures.near_date(day, self._today) for day in days[-5:])
        self.others.setText(_("Not closed yet either: {days}").format(days=words))
        self.others.setVisible(bool(days))

    def _show_car(self) -> None:
        page = self.page
        self.fields.line("odometer_start", self.start)
        self.fields.line("odometer_end", self.end)
        for editor, value in ((self.start, page.odometer_start), (self.end, page.odometer_end)):
            editor.setText("" if value is None else f"{value:.15g}")
        self._say_driven()

    def _say_driven(self) -> None:
        """The difference, else the newest reading known."""
        try:
            start, end = self._readings()
        except BadInput:
            self.driven.setText("")
            return
        reading, units = self.page.reading, self.page.units
        if start is not None and end is not None and end >= start:
            words = figures.distance((end - start) * figures.METRES_IN[units], units)
        elif reading is not None:
            words = _("{reading} {units} on {day}").format(
                reading=f"{reading[0]:,.0f}",
                units=units,
                day=figures.near_date(reading[1], self._today),
            )
        else:
            words = units
        self.driven.setText(words)

    def _readings(self) -> tuple[float | None, float | None]:
        return (
            self.fields.number("odometer_start", "odometer", "odometer_start"),
            self.fields.number("odometer_end", "odometer", "odometer_end"),
        )

    def _go(self, at: int) -> None:
        if at >= len(self.rows):
            self.start.setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= 0:
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[at])

    # Doing

    def _mark_all(self) -> None:
        for row in self.rows:
            if not row.became:
                row.mark("made", quietly=True)
        self.start.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn(self, by: int) -> None:
        self._keep_draft()
        day = self.page.day + timedelta(days=by)
        if day <= self._today:
            self.day_wanted.emit(day)

    def save(self) -> None:
        """Ask for it to be written."""
        if self._saving:
            return
        self._rest.stop()
        try:
            marks = tuple(mark for row in self.rows if (mark := row.said()) is not None)
            closed = Closed(self.page.day, marks, self._readings())
        except BadInput as problem:
            self.refused(problem)
            return
        self._saving = True
        self.button.setEnabled(False)
        self.save_wanted.emit(closed)

    def saved(self) -> None:
        """It is written: close."""
        self.accept()

    def give_back(self) -> None:
        """It was not written, for a reason that is told elsewhere: let the hand try again."""
        self._saving = False
        self.button.setEnabled(True)

    def refused(self, problem: BadInput) -> None:
        """It was not written: say why, at the field."""
        self.give_back()
        self.problem.setText(saying.why_not(problem))
        self.problem.show()
        args = problem.args_for_words
        if args.get("part") == "odometer":
            (self.start if args.get("field") == "odometer_start" else self.end).setFocus()
        for row in self.rows:
            if row.stop.call.id == args.get("call"):
                row.at_fault(str(args.get("field")))

    def reject(self) -> None:
        """Leave; what was typed waits for the next time."""
        if not self._saving:
            self._keep_draft()
            super().reject()

    def _keep_draft(self) -> None:
        self._rest.stop()
        typed = self.fields.changed()
        if typed != dict(self.page.draft):
            self.draft_typed.emit(self.page.day.isoformat(), typed)
