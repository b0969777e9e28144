"""Parts of the quick log that are folded away: each has a key that opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import field_words, figures
from planner.records.field_reports import REPORTS
from planner.records.selling import STAGES, WORKED
from planner.words import _
from planner.workspace.log.entry import LogPage
from ui import plain, theme
from ui.log.date_line import DateLine
from ui.log.fields import Fields
from ui.log.tick import Fold

_A_ROW = 4


def caption(words: str, buddy: QWidget | None = None) -> QWidget:
    """The word before a field, its key underlined."""
    made = plain.label(words)
    made.setFont(theme.font(theme.META))
    made.setObjectName("muted")
    made.setFixedWidth(76)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def choices(values: tuple[str, ...]) -> QComboBox:
    """A box with the words of a choice."""
    box = QComboBox()
    for value in values:
        box.addItem(field_words.choice(value), value)
    return box


def line(hint: str, name: str = "") -> QLineEdit:
    """One line with a hint."""
    made = QLineEdit()
    made.setPlaceholderText(hint)
    made.setAccessibleName(name or hint)
    return made


def in_row(
    label: QWidget, what: QWidget | QGridLayout | QVBoxLayout, top: bool = False
) -> QHBoxLayout:
    """A caption and what it is of; at its top where that has several lines."""
    row = QHBoxLayout()
    row.setSpacing(6)
    if top:
        label.setContentsMargins(0, 5, 0, 0)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0))
    if isinstance(what, QWidget):
        row.addWidget(what, 1)
    else:
        row.addLayout(what, 1)
    return row


class Sections(QWidget):
    """Rows of buttons and, below them, the parts that are open."""

    opened = Signal(object)
    """The part that has just been opened."""

    def __init__(self, fields: Fields, page: LogPage, today: date) -> None:
        super().__init__()
        self._fields, self._page, self._today = fields, page, today
        self._parts: dict[str, QWidget] = {}
        self.buttons: dict[str, Fold] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        grid = QGridLayout()
        grid.setSpacing(4)
        self._column.addLayout(grid)
        for at, (name, words, make) in enumerate(self._kinds()):
            self.buttons[name] = self._button(name, words)
            grid.addWidget(self.buttons[name], at // _A_ROW, at % _A_ROW)
            self._parts[name] = self._part(words, make)

    def _kinds(self) -> tuple[tuple[str, str, Callable[[QBoxLayout], None]], ...]:
        return (
            ("stage", _("Sta&ge"), self._stage),
            ("objection", _("O&bjection"), self._objection),
            ("nuance", _("N&uance"), self._nuance),
            ("order", _("O&rder"), self._order),
            ("favour", _("&Favour"), self._favour),
            ("report", _("&Heard"), self._report),
            ("odometer", _("Odo&meter"), self._odometer),
            ("day", _("Other da&y"), self._day),
        )

    def _button(self, name: str, words: str) -> Fold:
        made = Fold()
        made.setText(words)
        made.setCheckable(True)
        made.setProperty("weekday", True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.toggled.connect(lambda on: self._toggled(name, on))
        return made

    def _part(self, words: str, make: Callable[[QBoxLayout], None]) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        before = caption(words.replace("&", ""))
        before.setContentsMargins(0, 5, 0, 0)
        row.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        make(row)
        part.hide()
        self._column.addWidget(part)
        return part

    def _toggled(self, name: str, on: bool) -> None:
        self._parts[name].setVisible(on)
        if on:
            first = next(w for w in self._parts[name].findChildren(QWidget) if _takes_keys(w))
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.opened.emit(self._parts[name])

    def open_filled(self) -> None:
        """Open the parts in which something was typed."""
        typed = {name.partition("_")[0] for name in self._fields.changed()}
        for name in typed & self.buttons.keys():
            self.show_part(name)

    def show_part(self, name: str) -> None:
        """Open a part."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def _stage(self, row: QBoxLayout) -> None:
        box = self._fields.choice("stage", choices(STAGES))
        box.setAccessibleName(field_words.field("stage"))
        box.setCurrentIndex(max(0, box.findData(self._page.stage)))
        row.addWidget(box)
        row.addStretch(1)

    def _objection(self, row: QBoxLayout) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._fields.line("objection", line(_("What spoke against it"))))
        answered = QHBoxLayout()
        answered.addWidget(self._fields.line("objection_answer", line(_("What you answered"))), 1)
        worked = self._fields.choice("objection_worked", choices(WORKED))
        worked.setItemText(0, _("did it work?"))
        worked.setAccessibleName(field_words.field("worked", "objection"))
        answered.addWidget(worked)
        column.addLayout(answered)
        row.addLayout(column, 1)

    def _nuance(self, row: QBoxLayout) -> None:
        hint = _("What is particular about what they need, or how they work")
        row.addWidget(self._fields.line("nuance", line(hint)), 1)

    def _order(self, row: QBoxLayout) -> None:
        symbol = figures.currency_symbol(self._page.currency).strip()
        amount = line(_("Amount, {currency}").format(currency=symbol))
        amount.setFixedWidth(110)
        row.addWidget(self._fields.line("order", amount))
        row.addWidget(self._fields.line("order_line", line(_("Product line"))), 1)
        row.addWidget(self._fields.line("order_text", line(_("What exactly"))), 1)

    def _favour(self, row: QBoxLayout) -> None:
        row.addWidget(self._fields.line("favour", line(_("The small thing you did for them"))), 1)

    def _report(self, row: QBoxLayout) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._fields.line("report", line(_("What head office should know"))))
        about = QHBoxLayout()
        kind = self._fields.choice("report_kind", choices(REPORTS))
        kind.setCurrentIndex(kind.findData("own_product"))
        kind.setAccessibleName(field_words.field("kind"))
        sure = QComboBox()
        sure.setAccessibleName(field_words.field("confidence"))
        for value, words in (("1", _("a rumour")), ("2", _("likely")), ("3", _("seen myself"))):
            sure.addItem(words, value)
        about.addWidget(kind, 1)
        about.addWidget(self._fields.choice("report_sure", sure))
        column.addLayout(about)
        row.addLayout(column, 1)

    def _odometer(self, row: QBoxLayout) -> None:
        reads = line(_("It reads now"))
        reads.setFixedWidth(120)
        row.addWidget(self._fields.line("odometer", reads))
        known = self._page.odometer
        if known is not None:
            words = _("{reading} {units} on {day}").format(
                reading=f"{known[0]:,.0f}",
                units=self._page.units,
                day=figures.near_date(known[1], self._today),
            )
            row.addWidget(plain.label(words))
        row.addStretch(1)

    def _day(self, row: QBoxLayout) -> None:
        day = DateLine(self._today, past=True)
        day.line.setAccessibleName(_("The day of the call"))
        row.addWidget(self._fields.date("day", day))
        row.addWidget(plain.label(_("the day the call was made, if not today")))
        row.addStretch(1)


def _takes_keys(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QComboBox)
