"""The screen of the call cycle: weeks over accounts, the panel, the year at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.words import _
from ui import icons, plain, theme
from ui.cycle.columns import ROW
from ui.cycle.head import CycleHead
from ui.cycle.model import LINE, CycleModel, Group
from ui.cycle.painting import RowPainter
from ui.cycle.panel import CyclePanel
from ui.cycle.planning import CyclePlanning
from ui.cycle.year import YearStrip
from ui.desk import Desk

if TYPE_CHECKING:
    from planner.store.journal import Change
    from planner.workspace import IsoWeek
    from planner.workspace.cycle.table import CycleTable, CycleYear
    from planner.workspace.cycle.views import CyclePlan

SHOWN = 13
_BEFORE = 4
"""Weeks shown before today's."""
_FRIDAY = 4
_STEP = 4


class CycleScreen(QWidget):
    """Rows of accounts by weeks. What is planned is a proposal until it is accepted."""

    account_opened = Signal(int)
    refused = Signal(str)
    """Why something was not done, in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._table: CycleTable | None = None
        self.proposal: CyclePlan | None = None
        this = self._this_week()
        self.first: IsoWeek = this.plus(-_BEFORE)
        self.from_week: IsoWeek = this.plus(1) if desk.today.weekday() >= _FRIDAY else this
        self.model = CycleModel(self)
        self.head, self.panel, self.year = CycleHead(), CyclePanel(), YearStrip()
        self.rows = _rows(self.model)
        self.planning = CyclePlanning(desk.workspace, desk.jobs, self)
        self._again = QTimer(self, singleShot=True, interval=150)
        self._again.timeout.connect(self.load)
        self._lay_out()
        self._listen()

    def _this_week(self) -> IsoWeek:
        from planner.workspace import IsoWeek

        return IsoWeek.of(self._desk.today)

    # What the frame calls

    def load(self) -> None:
        """Read the weeks shown beside the window, then whether there is room."""
        cycles, first = self._desk.workspace.cycles, self.first
        self._desk.jobs.read(
            lambda: cycles.table(first, SHOWN), self._show_table, owner=self, newest="cycle"
        )
        self._read_capacity()

    def take(self, _change: Change) -> None:
        """Something has changed: read again; a proposal was made for what was there before."""
        if self.proposal is not None or self.planning.searching:
            self._put_away()
        self._again.start()

    def move_by(self, weeks: int) -> None:
        """Show the weeks so much later, or earlier if negative."""
        self._show_from(self.first.plus(weeks))

    # Planning

    def plan(self) -> None:
        """Search for a cycle; what is found is shown and not kept."""
        self.proposal = None
        self.panel.found.setText("")
        self.panel.show_searching()
        self.planning.start(self.from_week, self.panel.count, self.panel.ticked)
        self._show_from(self.from_week.plus(-1))

    def accept(self) -> None:
        """Keep what is proposed, as one step."""
        plan = self.proposal
        if plan is None:
            return
        self._put_away()
        self._desk.change(lambda workspace: workspace.cycles.accept(plan), failed=self._failed)

    def refuse(self) -> None:
        """Put the proposal away: nothing was changed."""
        self._put_away()
        self._paint()

    def close_down(self) -> None:
        """End what runs, and what was about to."""
        self._again.stop()
        self.planning.halt()

    def _put_away(self) -> None:
        self.planning.halt()
        self.proposal = None
        self.panel.show_idle()

    def _found(self, plan: CyclePlan) -> None:
        self.proposal = plan
        self.panel.show_plan(plan)
        if self.planning.searching:
            self.panel.show_searching_on()
        self._paint()

    def _failed(self, error: Exception) -> None:
        from ui import trouble

        self._put_away()
        self.refused.emit(trouble.words_for(error))

    # Within

    def _listen(self) -> None:
        panel, planning = self.panel, self.planning
        panel.plan_wanted.connect(self.plan)
        panel.stop_wanted.connect(planning.stop)
        panel.accept_wanted.connect(self.accept)
        panel.refuse_wanted.connect(self.refuse)
        panel.weeks_changed.connect(lambda _weeks: self._read_capacity())
        planning.found.connect(self._found)
        planning.failed.connect(self._failed)
        planning.share.connect(panel.show_share)
        self.rows.clicked.connect(self._clicked)
        self.rows.activated.connect(self._open)
        self.rows.selectionModel().currentChanged.connect(lambda now, _was: self._show_year(now))
        theme.changed.connect(self.rows.viewport().update)

    def _show_from(self, first: IsoWeek) -> None:
        self.first = first
        self.load()

    def _show_table(self, table: CycleTable) -> None:
        self._table = table
        self._paint()

    def _paint(self) -> None:
        """Table and proposal, the account selected kept."""
        from planner.workspace.cycle.table import with_plan

        if self._table is None:
            return
        table = self._table if self.proposal is None else with_plan(self._table, self.proposal)
        account = self._account()
        at = self.rows.verticalScrollBar().value()
        self.model.set_table(table)
        self.head.show_table(table)
        last = table.weeks[-1].week.days[6]
        self._weeks.setText(
            _("weeks {first} – {last} · {span}").format(
                first=table.weeks[0].week.number,
                last=table.weeks[-1].week.number,
                span=figures.date_span(table.weeks[0].week.monday, last),
            )
        )
        self.overdue.setText(_("Overdue {count}").format(count=self.model.overdue))
        self._select(account)
        self.rows.verticalScrollBar().setValue(at)
        QTimer.singleShot(0, self, self._keep_clear)

    def _account(self) -> int | None:
        line = self.rows.currentIndex().data(LINE)
        return None if line is None or isinstance(line, Group) else line.account.id

    def _select(self, account: int | None) -> None:
        row = None if account is None else self.model.row_of(account)
        if row is not None:
            self.rows.setCurrentIndex(self.model.index(row))

    def _read_capacity(self) -> None:
        cycles, first, weeks = self._desk.workspace.cycles, self.from_week, self.panel.count
        span = _("weeks {first} – {last}").format(
            first=first.number, last=first.plus(weeks - 1).number
        )

        def done(found: Any) -> None:
            self.panel.show_capacity(found, span)
            self.head.show_room({week.monday: week.have for week in found.weeks})

        self._desk.jobs.read(
            lambda: cycles.capacity(first, weeks), done, owner=self, newest="capacity"
        )

    def _clicked(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, Group):
            self.model.fold(line.grade)

    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if line is not None and not isinstance(line, Group):
            self.account_opened.emit(line.account.id)

    def _show_year(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if line is None or isinstance(line, Group):
            return
        from planner.workspace.cycle.table import year_with_plan

        account, year = line.account, self._desk.today.year
        cycles = self._desk.workspace.cycles

        def done(found: CycleYear) -> None:
            if self.proposal is not None:
                found = year_with_plan(found, account.id, self.proposal)
            self.year.show_year(account.name, found)

        self._desk.jobs.read(
            lambda: cycles.year(account.id, year), done, owner=self, newest="cycle year"
        )

    def _keep_clear(self) -> None:
        self.head.keep_clear(self.rows.width() - self.rows.viewport().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops a search, then refuses what is proposed; else it goes back as elsewhere."""
        is_esc = event.key() == Qt.Key.Key_Escape
        if is_esc and self.planning.searching:
            self.planning.stop()
        elif is_esc and self.proposal is not None:
            self.refuse()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head keeps the columns of the rows."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._keep_clear)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.head)
        left.addWidget(self.rows, 1)
        left.addWidget(self.year)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar())
        whole.addLayout(middle, 1)
        self.setFocusProxy(self.rows)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("top_bar")
        bar.setFixedHeight(44)
        line = QHBoxLayout(bar)
        line.setContentsMargins(8, 0, 12, 0)
        title = plain.label(_("Call cycle"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self._weeks = plain.label()
        self._weeks.setFont(theme.font(figures=True))
        self.overdue = QPushButton()
        self.overdue.setCheckable(True)
        self.overdue.setProperty("chip", True)
        self.overdue.setToolTip(_("Show only accounts whose wait is too long"))
        self.overdue.toggled.connect(self.model.show_only_overdue)
        line.addWidget(_arrow("caret-left", _("Four weeks earlier"), lambda: self.move_by(-_STEP)))
        line.addWidget(title)
        line.addWidget(self._weeks)
        line.addWidget(_arrow("caret-right", _("Four weeks later"), lambda: self.move_by(_STEP)))
        line.addSpacing(12)
        line.addWidget(self.overdue)
        line.addStretch()
        return bar


def _arrow(icon: str, words: str, do: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.clicked.connect(lambda _checked: do())
    return button


def _rows(model: CycleModel) -> QListView:
    rows = QListView()
    rows.setModel(model)
    rows.setItemDelegate(RowPainter(rows))
    rows.setUniformItemSizes(True)
    rows.setFrameShape(QFrame.Shape.NoFrame)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the head's columns too
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.verticalScrollBar().setSingleStep(ROW)
    rows.setAccessibleName(_("Accounts and their calls by week"))
    return rows
