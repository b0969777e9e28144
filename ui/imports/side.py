"""What needs a look before the import, at the right: places, doubles, what was rejected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange.customer_list import problems
from planner.words import _
from ui import plain, theme

if TYPE_CHECKING:
    from planner.workspace.importing.importing import ImportPreview, PreviewRow

_WIDTH, _SHOWN, _NUMBER_WIDTH = 330, 40, 36


class ImportSide(QScrollArea):
    """Lists by what is doubtful; each row leads to its line in the table."""

    row_wanted = Signal(int)
    guess_wanted = Signal(int)
    """Take the place that was only guessed for this row."""
    join_wanted = Signal(int, bool)
    """This row is the same as its twin; False: that is open again."""
    apart_wanted = Signal(int, bool)
    """This row and its twin are two accounts; False: that is open again."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what needs a look in a preview."""
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Window)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 8, 16, 8)
        self._names = {known.id: known.name for known in preview.known}
        self._preview = preview
        by_state = {
            state: [row for row in preview.rows if row.state == state]
            for state in ("needs_place", "rejected")
        }
        self._section(
            column, _("Needs a place"), _("imported anyway, listed to be put on the map"),
            by_state["needs_place"],
        )  # fmt: skip
        self._section(
            column, _("In the list twice?"), _("what you leave open is imported and listed"),
            [row for row in preview.rows if row.twins and row.comes_in],
        )  # fmt: skip
        self._section(
            column, _("Rejected"), _("correct the cell and they come along"), by_state["rejected"]
        )
        for problem in preview.table.problems:
            column.addWidget(_small(problems.sentence(problem)))
        column.addStretch()
        self.setWidget(page)

    def _section(
        self, column: QVBoxLayout, title: str, hint: str, rows: Sequence[PreviewRow]
    ) -> None:
        if not rows:
            return
        head = plain.label(f"{title}  {len(rows):,}")
        head.setFont(theme.font(theme.BODY, bold=True))
        column.addSpacing(8)
        column.addWidget(head)
        column.addWidget(_small(hint))
        for row in rows[:_SHOWN]:
            column.addLayout(self._row(row))
        if len(rows) > _SHOWN:
            column.addWidget(_small(_("and {count} more").format(count=f"{len(rows) - _SHOWN:,}")))

    def _row(self, row: PreviewRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._number(row), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, 3, 0, 3)
        words.setSpacing(0)
        words.addWidget(_small(problems.sentence(row.problem) if row.problem else _name(row)))
        line.addLayout(words, 1)
        if row.state == "needs_place" and row.guess is not None:
            line.addWidget(self._use(row), 0, Qt.AlignmentFlag.AlignTop)
        elif row.twins and row.problem is None and row.comes_in:
            words.addWidget(_muted(self._twin_words(row)))
            words.addLayout(self._decision(row))
        return line

    def _number(self, row: PreviewRow) -> QToolButton:
        go = QToolButton()
        go.setText(str(row.number))
        go.setFont(theme.font(theme.META, figures=True))
        go.setMinimumWidth(_NUMBER_WIDTH)
        go.setAccessibleName(_("Go to row {row}").format(row=row.number))
        go.setToolTip(_("Go to row {row}").format(row=row.number))
        go.clicked.connect(lambda: self.row_wanted.emit(row.number))
        return go

    def _use(self, row: PreviewRow) -> QPushButton:
        assert row.guess is not None
        take = QPushButton(_("Use {place}").format(place=row.guess.label.split(",")[0]))
        take.setProperty("chip", True)
        take.setToolTip(plain.tooltip(row.guess.label))
        take.setAutoDefault(False)
        take.clicked.connect(lambda: self.guess_wanted.emit(row.number))
        return take

    def _twin_words(self, row: PreviewRow) -> str:
        """Which row or account it may be the same as."""
        twin = row.twins[0]
        if twin.other_row is not None:
            name = _name(self._preview.row(twin.other_row))
            return _("like row {row}: {name}").format(row=twin.other_row, name=name)
        name = self._names.get(twin.account or 0, "")
        return _("like your account {name}").format(name=name)

    def _decision(self, row: PreviewRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        for words, on, wanted in (
            (_("Join"), row.joined, self.join_wanted),
            (_("Keep both"), row.apart, self.apart_wanted),
        ):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(on)
            button.setProperty("chip", True)
            button.setAutoDefault(False)
            button.setAccessibleDescription(f"{_name(row)}, {self._twin_words(row)}")
            button.clicked.connect(lambda on, tell=wanted: tell.emit(row.number, on))
            line.addWidget(button)
        line.addStretch()
        return line


def _name(row: PreviewRow) -> str:
    return row.account.name if row.account else ""


def _muted(text: str) -> QWidget:
    label = _small(text)
    label.setObjectName("muted")
    return label


def _small(text: str) -> QWidget:
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META))
    return label
