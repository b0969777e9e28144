"""Questions to head office: ask one where the others stand, and keep the answer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.exchange import figures
from planner.exchange.report import Asked
from planner.words import _
from ui import plain, theme
from ui.desk import Desk
from ui.log.date_line import DateLine
from ui.report.rows import Asking, muted
from ui.service.account_field import AccountField


class AskBar(QWidget):
    """Text, account and date; Enter asks."""

    asked = Signal(dict)

    def __init__(self, desk: Desk, today: date) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.text.setObjectName("ask")
        self.text.setPlaceholderText(_("Ask something…"))
        self.text.setAccessibleName(_("Question to head office"))
        self.text.setMaxLength(20_000)
        self.account = AccountField(desk)
        self.account.line.setPlaceholderText(_("account"))
        self.day = DateLine(today)
        self.day.line.setAccessibleName(_("Answer wanted by"))
        button = QPushButton(_("Ask"))
        # Named, so that the keys are here again once the report is shown anew around it.
        self.account.line.setObjectName("ask_account")
        self.day.line.setObjectName("ask_day")
        button.setObjectName("ask_now")
        button.clicked.connect(lambda _on: self.ask())
        self.text.returnPressed.connect(self.ask)
        self.day.line.returnPressed.connect(self.ask)
        self._problem = muted("")
        self._problem.setObjectName("problem")
        self._problem.hide()
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.account, 1)
        below.addWidget(self.day)
        below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addLayout(below)
        column.addWidget(self._problem)
        self.setFocusProxy(self.text)

    def ask(self) -> None:
        """Hand the question on; what is missing is said here."""
        problem = self._missing()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            return
        row = self.account.row
        self.asked.emit(
            {
                "text": self.text.text().strip(),
                "account": row.id if row is not None else None,
                "due": self.day.day,
            }
        )
        self.text.clear()

    def _missing(self) -> str:
        if not self.text.text().strip():
            return _("Write the question first.")
        if not is_settled(self.account):
            return _("There is no such account. Leave it empty, or choose one below it.")
        if self.day.text().strip() and self.day.day is None:
            return _("“{text}” is no day: type fri, +3 or 4 dec.").format(text=self.day.text())
        return ""


def is_settled(field: AccountField) -> bool:
    """Whether an account is chosen, or none is meant; the one marked below is taken."""
    return not field.line.text().strip() or field.row is not None or field.take()


class AnswerRow(QWidget):
    """The answer of head office; a line to type it into once it is wanted."""

    def __init__(self, asked: Asked, asking: Asking) -> None:
        super().__init__()
        self._asked, self._asking = asked, asking
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 0, 0, 2)
        column.setSpacing(2)
        if asked.answered_on is not None:
            column.addWidget(plain.label(asked.text, wrap=True))
            answered = _("{account} · answered {date}: {answer}").format(
                account=asked.name or _("no account"),
                date=figures.day_and_month(asked.answered_on),
                answer=asked.answer,
            )
            column.addWidget(muted(answered))
        self.line = QLineEdit(asked.answer)
        self.line.setFont(theme.font(theme.META))
        self.line.setPlaceholderText(_("Head office’s answer; Enter keeps it on the account"))
        self.line.setAccessibleName(_("Answer of head office"))
        self.line.setMaxLength(20_000)
        self.line.returnPressed.connect(self._keep)
        self.line.hide()
        column.addWidget(self.line)
        self.setVisible(asked.answered_on is not None)

    def begin(self) -> None:
        """Type the answer."""
        self.show()
        self.line.show()
        self.line.setFocus()

    def _keep(self) -> None:
        self._asking.answered.emit(self._asked.id, self.line.text())
