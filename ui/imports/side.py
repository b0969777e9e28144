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
    from planner.workspace.importing import ImportPreview, PreviewRow

_WIDTH, _SHOWN = 330, 40


class ImportSide(QScrollArea):
    """Lists by what is doubtful; each row leads to its line in the table."""

    row_wanted = Signal(int)
    town_wanted = Signal(int, float, float)
    """Take the place that was only guessed for this row."""

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
        by_state = {
            state: [row for row in preview.rows if row.state == state]
            for state in ("needs_place", "twice", "rejected")
        }
        self._section(
            column, _("Needs a place"), _("imported anyway, listed to be put on the map"),
            by_state["needs_place"],
        )  # fmt: skip
        self._section(
            column, _("In the list twice?"), _("imported and listed to be joined"),
            by_state["twice"],
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
        words = problems.sentence(row.problem) if row.problem else _name(row)
        line = QHBoxLayout()
        go = QToolButton()
        go.setText(str(row.number))
        go.setFont(theme.font(theme.META, figures=True))
        go.setFixedWidth(64)
        go.setAccessibleName(_("Go to row {row}").format(row=row.number))
        go.clicked.connect(lambda: self.row_wanted.emit(row.number))
        line.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_small(words), 1)
        if row.state == "needs_place" and row.place is not None:
            take = QPushButton(_("Use {place}").format(place=row.place.label.split(",")[0]))
            lat, lon = row.place.lat, row.place.lon
            take.clicked.connect(lambda: self.town_wanted.emit(row.number, lat, lon))
            line.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
        return line


def _name(row: PreviewRow) -> str:
    return row.account.name if row.account else ""


def _small(text: str) -> QWidget:
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META))
    return label
