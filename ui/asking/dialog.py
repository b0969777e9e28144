"""Asking for times: which calls, the two times each is offered, mail drafts for those ticked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.words import _, ngettext
from ui import plain, theme

if TYPE_CHECKING:
    from planner.workspace.asking import Time, ToAsk

_WIDE, _HIGH, _ROW = 860, 520, 28
_ONE = Qt.ItemDataRole.UserRole
_Flag = Qt.ItemFlag


class AskTimes(QDialog):
    """The calls of a week to be confirmed; those nobody was asked for yet are ticked."""

    mail_wanted = Signal(object)
    """The calls ticked, as ToAsk: drafts in the mail program."""
    files_wanted = Signal(object, object)
    """The calls ticked, and the folder for their drafts."""

    def __init__(self, week: str, calls: tuple[ToAsk, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Ask for times"))
        self.resize(_WIDE, _HIGH)
        self._table = _Table(calls)
        self._table.itemChanged.connect(lambda _item: self._count())
        self._title = plain.label(_("Ask for times, {week}").format(week=week))
        self._title.setFont(theme.font(theme.FIGURES, bold=True))
        self._line = plain.label(
            _("Each is offered its planned time and one more. Nothing is sent: you read and send.")
        )
        self._line.setObjectName("muted")
        self.trouble = plain.label(wrap=True)
        self.trouble.setObjectName("problem")
        self.trouble.hide()
        self.mail = QPushButton()
        self.mail.setProperty("primary", True)
        self.mail.setDefault(True)
        self.files = QPushButton(_("Save as files…"))
        self.cancel = QPushButton(_("Cancel"))
        self.mail.clicked.connect(lambda: self.mail_wanted.emit(self.ticked))
        self.files.clicked.connect(self._ask_folder)
        self.cancel.clicked.connect(self.reject)
        self._arrange()
        self._count()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self._title, self._line):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addWidget(self.cancel)
        row.addStretch()
        row.addWidget(self.files)
        row.addWidget(self.mail)
        column.addLayout(row)
        self._table.setFocus()

    @property
    def ticked(self) -> list[ToAsk]:
        """The calls that are ticked."""
        return self._table.ticked

    def say(self, trouble: str) -> None:
        """Say what did not work."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _count(self) -> None:
        count = len(self.ticked)
        words = ngettext("Mail {count} draft", "Mail {count} drafts", count).format(count=count)
        self.mail.setText(words)
        for button in (self.mail, self.files):
            button.setEnabled(count > 0)

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("A folder for the drafts"))
        if folder:
            self.files_wanted.emit(self.ticked, Path(folder))


class _Table(QTableWidget):
    """A row for each call; Space ticks it or not."""

    def __init__(self, calls: tuple[ToAsk, ...]) -> None:
        headings = (_("Account"), _("As planned"), _("Or"), _("Detour"), _("To"))
        super().__init__(len(calls), len(headings))
        self.setHorizontalHeaderLabels(headings)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setStyleSheet("QTableWidget { outline: 0; }")  # the row selected shows where it is
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Calls to ask for"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setMaximumSectionSize(300)
        for row, one in enumerate(calls):
            self._fill(row, one)
        if calls:
            self.setCurrentCell(0, 0)

    def sizeHint(self) -> QSize:
        return QSize(_WIDE - 32, _ROW * (self.rowCount() + 1))

    def _fill(self, row: int, one: ToAsk) -> None:
        name = QTableWidgetItem(one.account.name)
        name.setFlags(_Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable)
        asked = one.state != "draft"
        name.setCheckState(Qt.CheckState.Unchecked if asked else Qt.CheckState.Checked)
        name.setData(_ONE, one)
        if asked:
            name.setToolTip(plain.tooltip(_("Asked already")))
        self.setItem(row, 0, name)
        other = one.times[1] if len(one.times) > 1 else None
        to = one.email or _("no mail address")
        words = (
            _at(one.times[0]),
            _at(other) if other else _("no other"),
            figures.signed_minutes(other.seconds) if other else "",
            f"{one.person}, {to}" if one.person else to,
        )
        for column, text in enumerate(words, start=1):
            item = QTableWidgetItem(text)
            item.setFlags(_Flag.ItemIsEnabled | _Flag.ItemIsSelectable)
            item.setToolTip(plain.tooltip(text))
            self.setItem(row, column, item)

    @property
    def ticked(self) -> list[ToAsk]:
        """The calls that are ticked."""
        names = [self.item(row, 0) for row in range(self.rowCount())]
        return [
            name.data(_ONE)
            for name in names
            if name is not None and name.checkState() == Qt.CheckState.Checked
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.item(self.currentRow(), 0)
        if event.key() == Qt.Key.Key_Space and item is not None:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the button's
        else:
            super().keyPressEvent(event)


def _at(time: Time) -> str:
    return _("{day} {time}").format(
        day=figures.short_date(time.day), time=figures.time_of_day(time.begin)
    )
