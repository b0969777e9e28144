"""A field report in ten seconds: what was heard, what kind, how sure, from whom."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import field_words, report_words
from planner.records.field_reports import REPORTS
from planner.words import _
from ui import plain, theme
from ui.desk import Desk
from ui.report.asking import AskBar, is_settled
from ui.report.plain_text import LONGEST, PlainText
from ui.report.rows import muted
from ui.service.account_field import AccountField

_WIDTH = 560
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST_LINE = 300


class FieldReportForm(QDialog):
    """Type, choose the kind, Enter. Everything but the text has a value to begin with."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("New field report"))
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self.text = PlainText()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(64)
        self.text.setPlaceholderText(_("What did you hear or see? Enter keeps it."))
        self.text.setAccessibleName(_("What was heard or seen"))
        self.text.installEventFilter(self)
        self.text.refused.connect(lambda: self._say(too_long()))
        self.kinds = QButtonGroup(self)
        self.sure = QButtonGroup(self)
        self.account = AccountField(desk)
        self.source = _line(_("Who says so?"), _("Source"))
        self.competitor = _line(_("Which competitor?"), _("Competitor"))
        self.may_name = QCheckBox(_("The source may be named"))
        self.private = QCheckBox(_("Private: stays on this laptop"))
        self.problem = muted("")
        self.problem.setObjectName("problem")
        self.problem.hide()
        self.save = QPushButton(_("Keep the report"))
        self.save.setDefault(True)
        self.save.setMinimumWidth(160)
        self.save.clicked.connect(lambda _on: self.keep())
        self._lay_out()
        self._begin()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addLayout(self._make_kinds())
        column.addLayout(self._make_sure())
        column.addWidget(self.account)
        for left, right in ((self.source, self.competitor), (self.may_name, self.private)):
            row = QHBoxLayout()
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            column.addLayout(row)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.addWidget(muted(_("Alt and a digit choose the kind")), 1)
        foot.addWidget(self.save)
        column.addLayout(foot)

    def _make_kinds(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        for at, kind in enumerate(REPORTS):
            digit = (at + 1) % 10
            chip = _chip(field_words.choice(kind), f"Alt+{digit}")
            self.kinds.addButton(chip, at)
            grid.addWidget(chip, at // 2, at % 2)
            shortcut = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            shortcut.activated.connect(chip.click)
        self.kinds.button(REPORTS.index("own_product")).setChecked(True)
        return grid

    def _make_sure(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(muted(_("How sure")))
        for value in (1, 2, 3):
            chip = _chip(report_words.sure(value), "")
            self.sure.addButton(chip, value)
            row.addWidget(chip)
        row.addStretch()
        self.sure.button(2).setChecked(True)
        return row

    def _begin(self) -> None:
        """At the account that is selected, if one is."""
        chosen = self._desk.selection
        row = self._desk.rows.get(next(iter(chosen))) if len(chosen) == 1 else None
        if row is not None:
            self.account.show_account(row)
        self.text.setFocus()

    def values(self) -> dict[str, Any]:
        """The report as typed."""
        row = self.account.row
        return {
            "text": self.text.toPlainText().strip(),
            "kind": REPORTS[self.kinds.checkedId()],
            "confidence": self.sure.checkedId(),
            "account": row.id if row is not None else None,
            "source": self.source.text().strip(),
            "competitor": self.competitor.text().strip(),
            "may_name": self.may_name.isChecked(),
            "private": self.private.isChecked(),
        }

    def keep(self) -> None:
        """Write it; what is wrong is said in the form, and nothing typed is lost."""
        if not is_settled(self.account):
            self._say(_("There is no such account. Leave it empty, or choose one below it."))
            return
        values = self.values()
        if not values["text"]:
            self._say(_("Write what was heard or seen first."))
            self.text.setFocus()
            return
        self.save.setEnabled(False)
        self._desk.change(
            lambda w: w.reporting.report(values),
            done=lambda _change: self.accept(),
            failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        from ui.trouble import words_for

        self.save.setEnabled(True)
        self._say(words_for(error))

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the report; with Shift it breaks the line."""
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in _ENTER and not shift:
                self.keep()
                return True
        return super().eventFilter(watched, event)


class AskForm(QDialog):
    """A question to head office from anywhere, about the account that is selected."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Ask head office"))
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self.bar = AskBar(desk, desk.today)
        self.bar.asked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.bar)
        column.addWidget(muted(_("The answer comes back to the account.")))
        chosen = desk.selection
        row = desk.rows.get(next(iter(chosen))) if len(chosen) == 1 else None
        if row is not None:
            self.bar.account.show_account(row)
        self.bar.setFocus()

    def _ask(self, values: dict[str, Any]) -> None:
        self._desk.change(lambda w: w.reporting.ask(values), done=lambda _change: self.accept())


class SeenForm(QDialog):
    """At which account the same was seen: a few letters and Enter."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Seen here too"))
        self.setFixedWidth(_WIDTH * 2 // 3)
        self.account = AccountField(desk)
        self.account.chosen.connect(lambda _row: self.accept())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(muted(_("At which account was the same seen or heard?")))
        column.addWidget(self.account)
        self.account.setFocus()


def open_whole(desk: Desk, kind: str, number: int, parent: QWidget) -> None:
    """All fields of a record, to change or delete it."""
    from planner.workspace.fields import fields_of
    from ui.records.writing import RecordWriter

    writer = RecordWriter(desk.workspace, desk.jobs, parent)
    writer.changed.connect(desk.adopt)

    def show(record: Any) -> None:
        values = {name: getattr(record, name) for name in fields_of(kind)}
        dialog = writer.open_existing(kind, number, values)
        dialog.destroyed.connect(writer.deleteLater)

    desk.jobs.read(lambda: desk.workspace.records.get(kind, number), show, owner=parent)


def too_long() -> str:
    """What is said of a text that was not taken."""
    return _("That is too long: a report holds {longest} characters. Nothing was taken.").format(
        longest=f"{LONGEST:,}"
    )


def _line(hint: str, name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    line.setMaxLength(_LONGEST_LINE)
    return line


def _chip(words: str, keys: str) -> QPushButton:
    chip = QPushButton(words)
    chip.setCheckable(True)
    chip.setAutoDefault(False)
    chip.setProperty("chip", True)
    chip.setFont(theme.font(theme.META))
    if keys:
        chip.setToolTip(plain.tooltip(f"{words} ({keys})"))
    return chip
