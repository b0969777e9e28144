"""One complaint: their words, how worried, the clock, the first answer, how soon to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures, service_words
from planner.words import _
from ui import icons, plain, theme
from ui.service import letters
from ui.service.parts import Elided, beside, muted, parting
from ui.service.segments import Segments
from ui.service.way_cards import WayCards

if TYPE_CHECKING:
    from planner.exchange.first_answer import FirstAnswer
    from planner.workspace.service.views import ComplaintRow

_WORDS = 118
"""Letters of the customer's words that are shown; the tooltip has all."""


class ComplaintDetail(QWidget):
    """Shows a complaint and says what is wanted of it; it changes nothing itself."""

    worry_changed = Signal(int, int)
    phoned = Signal(str)
    """The answer as it was said."""
    mail_wanted = Signal(str)
    pass_wanted = Signal()
    close_wanted = Signal()
    fit_wanted = Signal(object)
    """The way that is taken."""
    account_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.row: ComplaintRow | None = None
        self._zone = "UTC"
        self._draft = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 16, 8)
        self.column.setSpacing(6)
        self.setBackgroundRole(self.backgroundRole().Base)
        self.setAutoFillBackground(True)
        self._make()
        self._build_head()
        self._build_answer()
        self._build_ways()
        self.column.addStretch(1)

    def _make(self) -> None:
        self.grade, self.name = plain.label(), Elided()
        self.grade.setObjectName("badge")
        self.grade.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.grade.setFixedWidth(26)
        self.name.setFlat(True)
        self.name.setStyleSheet("QPushButton { border: 0; padding: 0; text-align: left; }")
        self.name.setFont(theme.font(theme.FIGURES, bold=True))
        self.name.clicked.connect(self._open_account)
        self.meta, self.words = muted(), plain.label(wrap=True)
        self.anxiety = Segments(_("How worried?"), warns=True)
        self.difficulty = Segments(_("How hard a fault?"))
        for five in (self.anxiety, self.difficulty):
            five.changed.connect(self._worry)
        self.clock, self.since = plain.label(), muted()
        self.clock.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        self.answer = QTextEdit()
        self.answer.setAcceptRichText(False)
        self.answer.setTabChangesFocus(True)
        self.answer.setFixedHeight(78)
        self.answer.setAccessibleName(_("First answer"))
        self.phone = _button("phone", _("Phone and say it"), primary=True)
        self.mail = _button("envelope-simple", _("Mail draft"))
        self.expert = _button("user-plus", _("To an expert"))
        self.close_it = _button("check", _("Close it"))
        self.phone.clicked.connect(lambda _on: self.phoned.emit(self.answer.toPlainText()))
        self.mail.clicked.connect(lambda _on: self.mail_wanted.emit(self.answer.toPlainText()))
        self.expert.clicked.connect(lambda _on: self.pass_wanted.emit())
        self.close_it.clicked.connect(lambda _on: self.close_wanted.emit())
        self.ways = WayCards()
        self.fit = _button("map-pin", _("Fit in"))
        self.fit.clicked.connect(lambda _on: self.fit_wanted.emit(self.ways.current))
        self.ways.chosen.connect(self.fit_wanted)
        self.ways.moved.connect(lambda _way: self._show_fit())

    def _build_head(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.grade)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.name.setMinimumWidth(80)
        self.meta.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.meta.setMinimumWidth(150)
        head.addWidget(self.name)
        head.addWidget(self.meta, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.words)
        fives = QHBoxLayout()
        fives.setSpacing(20)
        for words, hint, five in (
            (_("How worried?"), _("5 = very"), self.anxiety),
            (_("How hard a fault?"), _("5 = grave"), self.difficulty),
        ):
            part = QVBoxLayout()
            part.setSpacing(2)
            part.addLayout(beside(words, hint))
            part.addWidget(five)
            fives.addLayout(part)
        clock = QVBoxLayout()
        clock.setSpacing(0)
        clock.addWidget(self.clock)
        clock.addWidget(self.since)
        fives.addLayout(clock, 1)
        self.column.addLayout(fives)
        self.column.addWidget(parting())

    def _build_answer(self) -> None:
        self.column.addLayout(
            beside(_("First answer: the worry first, then the fault"),
                 _("draft, nothing is sent by itself"), apart=True)
        )  # fmt: skip
        self.column.addWidget(self.answer)
        line = QHBoxLayout()
        line.setSpacing(6)
        for button in (self.phone, self.mail, self.expert, self.close_it):
            line.addWidget(button)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addWidget(parting())

    def _build_ways(self) -> None:
        line = QHBoxLayout()
        line.addLayout(beside(_("How soon can you be there?"), _("est. · keys A to D")), 1)
        line.addWidget(self.fit)
        self.column.addLayout(line)
        self.column.addWidget(self.ways)
        self.nothing = muted()
        self.nothing.setWordWrap(True)
        self.column.addWidget(self.nothing)

    def show_complaint(self, row: ComplaintRow, now: int, zone: str) -> None:
        """Show another complaint, or the same as it is now."""
        self.row, self._zone = row, zone
        self.grade.setText(row.account.grade or "–")
        self.name.set_words(row.account.name)
        self.meta.setText(_meta(row, zone))
        self.meta.setToolTip(plain.tooltip(_meta(row, zone)))
        text = " ".join(row.text.split())
        short = text if len(text) <= _WORDS else f"{text[:_WORDS]}…"
        self.words.setText(plain.breakable(f"“{short}”" if short else _("No words yet.")))
        self.words.setToolTip(plain.tooltip(row.text))
        self.anxiety.show_value(row.anxiety)
        self.difficulty.show_value(row.difficulty)
        self.phone.setToolTip(letters.phone(row.account, row.person) or _("no number known"))
        self.tick(now)

    def tick(self, now: int) -> None:
        """The clock goes on."""
        row = self.row
        if row is None:
            return
        self.clock.setText(service_words.length(row.seconds(now)))
        self.clock.setObjectName("bad" if row.is_running else "")
        self.clock.style().polish(self.clock)
        said = _("since the first word,\nnobody has answered") if row.is_running else ""
        if row.answered_at is not None:
            said = _("to the first contact")
        if row.expert is not None:
            said += "\n" + _("{name} knows of it").format(name=row.expert.name)
        self.since.setText(said)

    def show_answer(self, answer: FirstAnswer) -> None:
        """A draft: the worry bold. What the rep has typed stays."""
        typed = self.answer.toPlainText()
        if typed and typed != self._draft:
            return
        self.set_answer(answer)

    def show_said(self, text: str) -> None:
        """What was answered already."""
        typed = self.answer.toPlainText()
        if not typed or typed == self._draft:
            self.answer.setPlainText(text)
            self._draft = text

    def set_answer(self, answer: FirstAnswer) -> None:
        """Put the draft in, whatever stood there."""
        self.answer.clear()
        cursor = self.answer.textCursor()
        bold, usual = QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(answer.worry, bold)
        cursor.insertText(f" {answer.rest}", usual)
        self._draft = self.answer.toPlainText()
        self.answer.moveCursor(QTextCursor.MoveOperation.Start)

    def _worry(self, _value: int) -> None:
        self.worry_changed.emit(self.anxiety.value, self.difficulty.value)

    def _open_account(self) -> None:
        if self.row is not None:
            self.account_opened.emit(self.row.account.id)

    def _show_fit(self) -> None:
        self.fit.setText(_("Fit in {letter}").format(letter=self.ways.letter) + "  " + _("Enter"))


def _meta(row: ComplaintRow, zone: str) -> str:
    """Shop foreman, 27 Nov 13:28 · lathe 2, order 2231."""
    person = f"{row.person.name}, {row.person.post}" if row.person else ""
    machine = row.machine.name if row.machine else ""
    said = ", ".join(filter(None, (person, letters.at(row.opened_at, zone))))
    about = ", ".join(filter(None, (machine, row.order, row.concerns)))
    lapsed = _("does not buy any more") if row.account.status == "lapsed" else ""
    warranty = ""
    if row.machine is not None and row.machine.warranty_until is not None:
        day = figures.full_date(row.machine.warranty_until)
        warranty = _("warranty {day}").format(day=day)
    return " · ".join(filter(None, (said, about, warranty, lapsed)))


def _button(icon: str, words: str, *, primary: bool = False) -> QPushButton:
    colour = "onink" if primary else "text"
    button = QPushButton(icons.icon(icon, colour), words)
    if primary:
        button.setProperty("primary", True)
        button.setFont(theme.font(bold=True))
    return button
