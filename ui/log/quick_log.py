"""The quick log: what a rep says of a call in the car park, in twenty seconds.

The outcome has the focus and is all that is needed. Ctrl+Enter saves; Esc keeps what was typed.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from planner.workspace import BadInput
from planner.workspace.log.entry import LogEntry, LogPage
from ui import plain, theme
from ui.log import saying
from ui.log.date_line import DateLine
from ui.log.fields import TYPING_RESTS, Fields
from ui.log.sections import Sections, caption, in_row, line
from ui.log.tick import Tick

_WIDTH = 680
_TALLEST = 680
_FRAME = 136
"""Pixels of head and foot."""


class QuickLog(QDialog):
    """One call. It closes when told that it was saved, not before."""

    save_wanted = Signal(object)
    """A LogEntry."""
    draft_typed = Signal(object)
    """What stands there and is not saved, by field; empty: nothing any more."""

    def __init__(self, page: LogPage, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Log the call on {name}").format(name=page.account.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page, self.today = page, today
        self.fields = Fields(self)
        self._saving = False
        self._rest = QTimer(self, singleShot=True, interval=TYPING_RESTS)
        self._rest.timeout.connect(self._keep_draft)
        self._build()
        self.fields.begin()
        if page.draft:
            self.fields.fill(page.draft)
            self.sections.open_filled()
        self.fields.edited.connect(self._rest.start)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.outcome.setFocus()
        self._fit()

    # Building

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 10)
        whole.setSpacing(8)
        whole.addLayout(self._head())
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(16, 0, 16, 4)
        column.setSpacing(8)
        self._say_what_happened(column)
        self._see(column)
        self._promise(column)
        self._ask_how_worried(column)
        self._go_on(column)
        self.sections = Sections(self.fields, self.page, self.today)
        column.addWidget(self.sections)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inner)
        self._scroll = scroll
        self.sections.opened.connect(self._show_part)
        whole.addWidget(scroll, 1)
        whole.addLayout(self._foot())

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(2)
        title = plain.label(self.page.account.name, wrap=True)
        title.setFont(theme.font(theme.FIGURES, bold=True))
        head.addWidget(title)
        about = plain.label(saying.about(self.page, self.today), wrap=True)
        about.setFont(theme.font(theme.META, figures=True))
        about.setObjectName("muted")
        head.addWidget(about)
        self.problem = plain.label(wrap=True)
        self.problem.setObjectName("problem")
        self.problem.hide()
        head.addWidget(self.problem)
        self.left = QWidget()
        row = QHBoxLayout(self.left)
        row.setContentsMargins(0, 2, 0, 0)
        row.addWidget(plain.label(_("As you left it; nothing of it is logged yet.")), 1)
        afresh = QPushButton(_("Start afresh"))
        afresh.setAutoDefault(False)
        afresh.clicked.connect(self._start_afresh)
        row.addWidget(afresh)
        self.left.setVisible(bool(self.page.draft))
        head.addWidget(self.left)
        return head

    def _say_what_happened(self, column: QVBoxLayout) -> None:
        self.outcome = self.fields.prose("outcome", QPlainTextEdit())
        self.outcome.setTabChangesFocus(True)
        self.outcome.setPlaceholderText(_("What came of it? All else may stay empty."))
        self.outcome.setAccessibleName(_("Outcome"))
        self.outcome.setFixedHeight(3 * self.outcome.fontMetrics().lineSpacing() + 14)
        call = self.page.call
        if call is not None and call.outcome:
            self.outcome.setPlainText(call.outcome)
            self.outcome.selectAll()
        column.addLayout(in_row(caption(_("&Outcome"), self.outcome), self.outcome, top=True))

    def _see(self, column: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.people: dict[int, QCheckBox] = {}
        for at, person in enumerate(self.page.people):
            name = saying.escaped(saying.person(person))
            box = Tick(f"&{at + 1} {name}" if at < 9 else name)
            box.setChecked(person.id in self.page.seen)
            box.setToolTip(plain.tooltip(saying.about_person(person, self.today)))
            self.people[person.id] = self.fields.tick(f"seen:{person.id}", box)
            grid.addWidget(box, at // 2, at % 2)
        self.newcomer = self.fields.line("newcomer", line(_("Somebody new, by name")))
        rows = -(-len(self.people) // 2)
        grid.addWidget(self.newcomer, rows, 0, 1, 2)
        column.addLayout(in_row(caption(_("S&een"), self.newcomer), grid, top=True))

    def _promise(self, column: QVBoxLayout) -> None:
        self.promise = self.fields.line("promise", line(_("What was promised")))
        self.by = QComboBox()
        for value, words in saying.promisers():
            self.by.addItem(words, value)
        self.by.setAccessibleName(_("Who promises"))
        self.due = self.fields.date("promise_due", DateLine(self.today))
        self.due.line.setAccessibleName(_("Until when"))
        row = in_row(caption(_("&Promise"), self.promise), self.promise)
        row.addWidget(self.due)
        row.addWidget(self.fields.choice("promise_by", self.by))
        column.addLayout(row)
        self.kept: dict[int, QCheckBox] = {}
        if not self.page.promises:
            return
        boxes = QVBoxLayout()
        boxes.setSpacing(2)
        for promise in self.page.promises:
            box = Tick(saying.escaped(saying.promise(promise, self.today)))
            box.setToolTip(plain.tooltip(promise.text[:1000]))
            self.kept[promise.id] = self.fields.tick(f"kept:{promise.id}", box)
            boxes.addWidget(box)
        first = next(iter(self.kept.values()))
        column.addLayout(in_row(caption(_("&Kept"), first), boxes, top=True))

    def _ask_how_worried(self, column: QVBoxLayout) -> None:
        self.worry: dict[int, QComboBox] = {}
        for complaint in self.page.complaints:
            box = QComboBox()
            box.addItem(_("how worried now?"), "")
            for value, words in saying.worries():
                box.addItem(words, value)
            box.setAccessibleName(_("How worried are they now?"))
            self.worry[complaint.id] = self.fields.choice(f"worry:{complaint.id}", box)
            said = plain.label(saying.complaint(complaint), wrap=True)
            said.setToolTip(plain.tooltip(complaint.text[:1000]))
            row = in_row(caption(_("&Worry"), box), said)
            row.addWidget(box)
            column.addLayout(row)

    def _go_on(self, column: QVBoxLayout) -> None:
        hint = _("What the next call is for")
        self.next_step = self.fields.line("next_step", line(hint))
        column.addLayout(in_row(caption(_("&Next"), self.next_step), self.next_step))

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        keys = plain.label(_("Ctrl+Enter logs it · Esc keeps it for later"))
        keys.setFont(theme.font(theme.META))
        keys.setObjectName("muted")
        foot.addWidget(keys, 1)
        later = QPushButton(_("Later"))
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        self.button = QPushButton(_("Log it"))
        self.button.setProperty("primary", True)
        self.button.setDefault(True)
        self.button.clicked.connect(self.save)
        foot.addWidget(later)
        foot.addWidget(self.button)
        return foot

    def _fit(self) -> None:
        """As high as what is open, but no higher than the window."""
        parent = self.parentWidget()
        tallest = min(_TALLEST, parent.window().height() - 40) if parent else _TALLEST
        self.layout().activate()  # type: ignore[union-attr]
        wanted = self._inner.sizeHint().height() + _FRAME
        self.resize(_WIDTH, max(self.height() if self.isVisible() else 0, min(tallest, wanted)))

    def _show_part(self, part: QWidget) -> None:
        self._fit()
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part))

    # Saving

    def entry(self) -> LogEntry:
        """What was typed.

        Raises:
            BadInput: a figure or a day cannot be read; `part` and `field` say which.
        """
        return saying.entry(self)

    def save(self) -> None:
        """Ask for it to be written."""
        if self._saving:
            return
        self._rest.stop()
        try:
            entry = self.entry()
        except BadInput as problem:
            self.refused(problem)
            return
        self._saving = True
        self.button.setEnabled(False)
        self.save_wanted.emit(entry)

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
        name = saying.field_of(problem)
        self.sections.show_part(name.partition("_")[0])
        widget = self.fields.widget(name)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Leave; what was typed waits for the next time."""
        if self._saving:
            return
        self._keep_draft()
        super().reject()

    def _keep_draft(self) -> None:
        self._rest.stop()
        typed = self.fields.changed()
        if typed != dict(self.page.draft):
            self.draft_typed.emit(typed)

    def _start_afresh(self) -> None:
        self.fields.start_afresh()
        self.left.hide()
        self.outcome.setFocus()
        self._keep_draft()
