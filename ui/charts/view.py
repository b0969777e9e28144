"""The screen of charts: one at a time, each also as its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import plain, theme
from ui.charts.chart import ChartView
from ui.charts.series import Chart, charts
from ui.desk import Desk
from ui.report.rows import muted

if TYPE_CHECKING:
    from planner.store.journal import Change
    from planner.workspace.reporting.history import History

_LIST = 264
_ROW = 26


class ChartsScreen(QWidget):
    """A list at the left, the chart chosen beside it, its table in its place or back."""

    account_opened = Signal(int)
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: tuple[Chart, ...] = ()
        self.list = QListWidget()
        self.list.setFixedWidth(_LIST)
        self.list.setFont(theme.font(theme.META))
        self.list.setSpacing(4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(_("Charts"))
        self.list.currentRowChanged.connect(self._show)
        self.stack = QStackedWidget()
        self.table_button = QPushButton(_("Table"))
        self.table_button.setCheckable(True)
        self.table_button.setProperty("chip", True)
        self.table_button.setToolTip(_("The same figures as a table"))
        self.table_button.toggled.connect(lambda _on: self._show(self.list.currentRow()))
        self._again = QTimer(self, singleShot=True, interval=300)
        self._again.timeout.connect(self.load)
        self._lay_out()
        theme.changed.connect(self.stack.update)

    # What the frame calls

    def load(self) -> None:
        """Read the weeks behind the charts beside the window."""
        reporting = self._desk.workspace.reporting
        self._desk.jobs.read(reporting.history, self._take, owner=self, newest="charts")

    def take(self, _change: Change) -> None:
        """Something has changed: read again."""
        self._again.start()

    def close_down(self) -> None:
        """End what was about to begin."""
        self._again.stop()

    def _take(self, history: History) -> None:
        self.shown = charts(history)
        at = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([chart.title for chart in self.shown])
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show(at)

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self.shown):
            return
        chart = self.shown[at]
        self._title.setText(chart.title)
        self._unit.setText(chart.unit)
        made = table_of(chart) if self.table_button.isChecked() else self._chart(chart)
        before = self.stack.currentWidget()
        self.stack.addWidget(made)
        self.stack.setCurrentWidget(made)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()

    def _chart(self, chart: Chart) -> QWidget:
        if not chart.is_empty:
            return ChartView(chart)
        words = plain.label(_("Nothing to draw yet: it comes with what you log."), wrap=True)
        words.setObjectName("muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return words

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("top_bar")
        bar.setFixedHeight(44)
        line = QHBoxLayout(bar)
        line.setContentsMargins(16, 0, 12, 0)
        self._title = plain.label(_("Charts"))
        self._title.setFont(theme.font(theme.FIGURES, bold=True))
        self._unit = muted("")
        self._unit.setWordWrap(False)
        line.addWidget(self._title)
        line.addWidget(self._unit, 1)
        line.addWidget(self.table_button)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 12, 16, 12)
        holder.addWidget(self.stack)
        body.addLayout(holder, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(body, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.list)


def table_of(chart: Chart) -> QTableWidget:
    """The chart's figures as a table."""
    rows = chart.rows()
    table = QTableWidget(len(rows), len(chart.series) + 1)
    table.setHorizontalHeaderLabels(["", *(one.name for one in chart.series)])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setAccessibleName(chart.title)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            item = QTableWidgetItem(text)
            if place:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(at, place, item)
    table.setFont(theme.font(figures=True))
    return table
