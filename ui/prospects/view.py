"""The screen of new business: pipeline over sources and chart, the hours kept at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.exchange import prospect_words
from planner.words import _
from ui import plain, theme
from ui.desk import Desk
from ui.prospects.board import Board
from ui.prospects.lower import LowerPart
from ui.prospects.mending import Mending
from ui.prospects.panel import HoursPanel
from ui.prospects.pieces import Ground, line, tool

if TYPE_CHECKING:
    from planner.advice.prospect_hours import Trade
    from planner.store.journal import Change
    from planner.workspace.prospecting.prospecting import Overview
    from ui.prospects.new_prospect import NewProspect


_KINDS = frozenset(("account", "order", "call", "territory", "complaint"))
"""Kinds of records that anything on this screen is reckoned from."""


class ProspectsScreen(QWidget):
    """Reads and reckons beside the window; asks the desk for changes."""

    account_opened = Signal(int)
    refused = Signal(str)
    list_wanted = Signal()
    settings_wanted = Signal()
    plan_wanted = Signal()
    referrals_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: Overview | None = None
        self.trade: Trade | None = None
        self._stale = False
        self.board, self.below, self.panel = Board(), LowerPart(), HoursPanel()
        self.mending = Mending(desk, self.panel, self)
        self._summary = plain.label()
        self._summary.setObjectName("muted")
        self._make_empty()
        self._lay_out()
        self._again = QTimer(self, singleShot=True, interval=150)
        self._again.timeout.connect(self.load)
        self._listen()

    # What the frame calls

    def load(self) -> None:
        """Read everything beside the window."""
        self._stale = False
        workspace, today = self._desk.workspace, self._desk.today
        self._desk.jobs.read(
            lambda: workspace.prospecting.overview(today),
            self._show,
            owner=self,
            newest="prospects",
        )

    def take(self, change: Change) -> None:
        """Something has changed: read again, but not before it is looked at."""
        if not _KINDS & change.touched.keys():
            return
        self._stale = True
        if self.isVisible():
            self._again.start()

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self._again.start()

    def close_down(self) -> None:
        """End what was about to start."""
        self._again.stop()
        self.mending.stop()

    def show_hours(self) -> None:
        """Put the keys on the slider."""
        self.panel.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def new_prospect(self) -> NewProspect:
        """Ask for a new prospect."""
        from ui.prospects.new_prospect import NewProspect

        dialog = NewProspect(self._desk.rows, self.window())
        dialog.save_wanted.connect(lambda values: self._find(values, dialog))
        dialog.open()
        return dialog

    # Changes

    def _find(self, values: dict[str, Any], dialog: NewProspect) -> None:
        from planner.workspace import BadInput

        today = self._desk.today

        def write(workspace: Any) -> Change | None:
            place = workspace.importing.place_of(values)
            change: Change | None = workspace.prospecting.find({**values, **place}, today)[1]
            return change

        def failed(error: Exception) -> None:
            if isinstance(error, BadInput):
                dialog.refused(error)
            else:
                self._desk.jobs.failed.emit(error)

        self._desk.change(write, done=lambda _change: dialog.saved(), failed=failed)

    def _move(self, account: int, stage: str) -> None:
        self._do(lambda w: w.prospecting.move(account, stage))

    def _win(self, account: int) -> None:
        today = self._desk.today
        self._do(lambda w: w.prospecting.win(account, today))

    def _give_up(self, account: int) -> None:
        self._do(lambda w: w.prospecting.give_up(account))

    def _do(self, work: Any) -> None:
        self._desk.change(work, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        from ui import trouble

        self.refused.emit(trouble.words_for(error))
        self.load()

    def _keep(self, hours: float) -> None:
        """Keep the hours, then plan the week again with them."""
        self._desk.change(
            lambda w: w.prospecting.keep_hours(hours),
            done=lambda _change: self.plan_wanted.emit(),
            failed=self._failed,
        )

    def _edit(self, account: int) -> None:
        """All that is kept of a prospect, in a form."""
        from ui.records.writing import RecordWriter

        desk = self._desk
        writer = RecordWriter(desk.workspace, desk.jobs, self)
        writer.changed.connect(desk.adopt)

        def show(record: Any) -> None:
            columns = record.__table__.c
            values = {column.name: getattr(record, column.name) for column in columns}
            names = ("name", "stage", "lead_source", "prospect_value", "likelihood", "found_on",
                     "next_objective", "street", "postcode", "town", "phone", "notes")  # fmt: skip
            writer.open_existing("account", account, values, names)

        desk.jobs.read(lambda: desk.workspace.records.get("account", account), show, owner=self)

    # What was read

    def _show(self, found: Overview) -> None:
        first = self.found is None
        self.found = found
        pipeline = found.pipeline
        count = len(pipeline.cards)
        self._summary.setText(
            prospect_words.summary(count, pipeline.value, pipeline.likely, found.currency)
        )
        self.board.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.board.show_pipeline(pipeline, found.currency)
        self.below.show_overview(found)
        self.panel.show_overview(found, start_at=found.outlook.hours if first else None)
        self._reckon()

    def _reckon(self) -> None:
        """What the hours at the slider bring and cost, beside the window."""
        found = self.found
        if found is None:
            return
        hours = self.panel.slider.hours
        self._desk.jobs.read(
            lambda: found.outlook.trade(hours),
            lambda trade: self._show_trade(trade, found),
            owner=self,
            newest="prospect hours",
        )

    def _show_trade(self, trade: Trade, found: Overview) -> None:
        if found is not self.found:
            return
        self.trade = trade
        self.panel.show_trade(trade, found)
        self.mending.show_trade(trade, found)

    # Within

    def _listen(self) -> None:
        board, panel = self.board, self.panel
        board.move_wanted.connect(self._move)
        board.win_wanted.connect(self._win)
        board.give_up_wanted.connect(self._give_up)
        board.account_opened.connect(self.account_opened)
        board.edit_wanted.connect(self._edit)
        panel.hours_changed.connect(lambda _hours: self._reckon())
        panel.keep_wanted.connect(self._keep)
        panel.settings_wanted.connect(self.settings_wanted)
        panel.waiting.account_opened.connect(self.account_opened)
        self.below.referrals_wanted.connect(self.referrals_wanted)
        self.mending.prospect_wanted.connect(self.new_prospect)

    def _make_empty(self) -> None:
        """No prospect yet: what they are for, and the one step to the first."""
        self.empty = Ground()
        words = plain.label(_("No prospects yet. Who could become a customer?"))
        words.setFont(theme.font(bold=True))
        self.first = QPushButton(_("Note the first prospect"))
        self.first.setProperty("primary", True)
        self.first.clicked.connect(lambda _on: self.new_prospect())
        column = QVBoxLayout(self.empty)
        column.addStretch()
        column.addWidget(words, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.first, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        self.empty.hide()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.board, 30)
        left.addWidget(self.empty, 30)
        left.addWidget(line())
        left.addWidget(self.below, 39)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar())
        whole.addLayout(middle, 1)
        self.board.setMinimumHeight(60 + 3 * 52 + 24)
        self.setFocusProxy(self.board)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("top_bar")
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        title = plain.label(_("Prospects"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self.new = tool("plus", _("New prospect"))
        self.new.clicked.connect(lambda _on: self.new_prospect())
        self.directory = tool("download-simple", _("Import directory…"))
        self.directory.clicked.connect(lambda _on: self.list_wanted.emit())
        row.addWidget(title)
        row.addWidget(self._summary)
        row.addStretch()
        row.addWidget(self.new)
        row.addWidget(self.directory)
        return bar
