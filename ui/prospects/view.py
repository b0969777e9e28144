"""The screen of new business: pipeline over sources and chart, the hours kept at the right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import prospect_words
from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.desk import Desk
from ui.prospects.board import Board
from ui.prospects.chart import ShareChart
from ui.prospects.panel import HoursPanel
from ui.prospects.sources import SourcesTable

if TYPE_CHECKING:
    from planner.advice.prospect_hours import Trade
    from planner.store.journal import Change
    from planner.workspace.prospecting.fitting import Fit
    from planner.workspace.prospecting.prospecting import Overview
    from ui.prospects.new_prospect import NewProspect

_SIDE_BY_SIDE = 800
"""Pixels beside the panel from which on sources and chart stand beside each other."""
_HAND_RESTS = 250
"""Milliseconds that the slider rests before the calendar is searched for what mends a warning."""


class ProspectsScreen(QWidget):
    """Reads and reckons beside the window; asks the desk for changes."""

    account_opened = Signal(int)
    refused = Signal(str)
    list_wanted = Signal()
    settings_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: Overview | None = None
        self.trade: Trade | None = None
        self._few_fit: Fit | None = None
        self._late_fit: Fit | None = None
        self.board, self.sources, self.chart = Board(), SourcesTable(), ShareChart()
        self.panel = HoursPanel()
        self._make_labels()
        self._make_empty()
        self._lay_out()
        self._again = QTimer(self, singleShot=True, interval=150)
        self._again.timeout.connect(self.load)
        self._rests = QTimer(self, singleShot=True, interval=_HAND_RESTS)
        self._rests.timeout.connect(self._look_for_fixes)
        self._listen()

    # What the frame calls

    def load(self) -> None:
        """Read everything beside the window."""
        workspace, today = self._desk.workspace, self._desk.today
        self._desk.jobs.read(
            lambda: workspace.prospecting.overview(today),
            self._show,
            owner=self,
            newest="prospects",
        )

    def take(self, _change: Change) -> None:
        """Something has changed: read again."""
        self._again.start()

    def close_down(self) -> None:
        """End what was about to start."""
        self._again.stop()
        self._rests.stop()

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
        pipeline, business = found.pipeline, found.business
        count = len(pipeline.cards)
        self._summary.setText(
            prospect_words.summary(count, pipeline.value, pipeline.likely, found.currency)
        )
        self.board.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.board.show_pipeline(pipeline, found.currency)
        self.sources.show_sources(found.sources, found.currency)
        self.chart.show_business(business)
        self._show_sentences(found)
        self.panel.show_overview(found, start_at=found.outlook.hours if first else None)
        self._reckon()

    def _show_sentences(self, found: Overview) -> None:
        from planner.advice.lead_sources import verdict

        best = verdict(found.sources)
        self.verdict.setText(prospect_words.verdict(*best) if best else "")
        self._referrers.setText(_referrers(found.referrers))
        business = found.business
        share = prospect_words.percent(business.share)
        self._share.setText(share)
        self._of.setText(
            _("of {target}, 12 months").format(target=prospect_words.percent(business.target))
        )
        short = business.short
        self._short.setText(
            prospect_words.short_money(short, found.currency) if short and short >= 0.5 else ""
        )
        likely = prospect_words.short_money(business.likely, found.currency)
        message = _("short; pipeline likely {likely}") if self._short.text() else _("{likely}")
        if not self._short.text():
            message = _("reached; pipeline likely {likely}") if business.reached else ""
        self._likely.setText(message.format(likely=likely))

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
        self.panel.show_too_few(trade, _why_too_few(found))
        self.panel.show_neglected(trade, found)
        self.panel.offer_too_few(None, found.outlook.enough_from)
        self.panel.offer_neglected(None, found.outlook.waits_above)
        self._few_fit = self._late_fit = None
        self._rests.start()

    def _look_for_fixes(self) -> None:
        """The cheapest slots for those who wait, beside the window."""
        found, trade, today = self.found, self.trade, self._desk.today
        if found is None or trade is None:
            return
        warmest = found.pipeline.warmest_waiting if trade.too_few else None
        late = trade.neglected[0].customer if trade.neglected else None
        read = self._desk.workspace.prospecting.fit

        def search() -> tuple[Fit | None, Fit | None]:
            few = read(warmest.account, today) if warmest else None
            until = found.start + timedelta(days=int(late.latest)) if late else None
            return few, read(late.account, today, until) if late else None

        self._desk.jobs.read(search, self._show_fixes, owner=self, newest="prospect fixes")

    def _show_fixes(self, fits: tuple[Fit | None, Fit | None]) -> None:
        if self.found is None:
            return
        self._few_fit, self._late_fit = fits
        self.panel.offer_too_few(self._few_fit, self.found.outlook.enough_from)
        self.panel.offer_neglected(self._late_fit, self.found.outlook.waits_above)

    def _mend_few(self) -> None:
        enough = self.found.outlook.enough_from if self.found else None
        if self._few_fit is not None:
            self._put(self._few_fit)
        elif enough is not None:
            self.panel.slider.set_hours(enough)

    def _mend_late(self) -> None:
        if self._late_fit is not None:
            self._put(self._late_fit)
        elif self.found is not None:
            self.panel.slider.set_hours(self.found.outlook.waits_above)

    def _put(self, fit: Fit) -> None:
        """Into the plan, or held where it is in it, as one step."""
        if fit.stands and fit.call is not None:
            self._desk.lock([fit.call], True)
            return
        calls = [] if fit.call is None else [fit.call]
        accounts = [fit.account] if fit.call is None else []
        self._desk.drop(fit.day, fit.position, calls=calls, accounts=accounts)

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
        panel.warnings.too_few.fix_wanted.connect(self._mend_few)
        panel.warnings.neglected.fix_wanted.connect(self._mend_late)

    def _make_labels(self) -> None:
        self._summary, self.verdict = plain.label(), plain.label(wrap=True)
        self._referrers = plain.label(wrap=True)
        self._share, self._of, self._short, self._likely = (plain.label() for _n in range(4))
        self.verdict.setFont(theme.font(bold=True))
        self._referrers.setFont(theme.font(theme.META, figures=True))
        for label in (self._share, self._short):
            label.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        for label in (self._summary, self._referrers, self._of, self._likely):
            label.setObjectName("muted")

    def _make_empty(self) -> None:
        """No prospect yet: what they are for, and the one step to the first."""
        self.empty = QWidget()
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
        left.addWidget(_line())
        left.addWidget(self._lower_part(), 39)
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

    def _lower_part(self) -> QWidget:
        """Sources and chart side by side; in a narrow window below each other, to be scrolled."""
        holder = _Ground()
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(0)
        self._side_by_side.addWidget(self._sources_part(), 1)
        self._between = _line(upright=True)
        self._side_by_side.addWidget(self._between)
        self._side_by_side.addWidget(self._chart_part(), 1)
        scroll = QScrollArea()
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside what depends on the width."""
        super().resizeEvent(event)
        wide = event.size().width() - self.panel.width() >= _SIDE_BY_SIDE
        ways = QBoxLayout.Direction
        self._side_by_side.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._between.setVisible(wide)

    def _sources_part(self) -> QWidget:
        part = _Ground()
        column = QVBoxLayout(part)
        column.setContentsMargins(12, 10, 16, 8)
        column.setSpacing(8)
        column.addLayout(_heading(_("What each source pays"), _("12 months")))
        column.addWidget(self.sources)
        column.addWidget(self.verdict)
        column.addWidget(self._referrers)
        column.addStretch()
        return part

    def _chart_part(self) -> QWidget:
        part = _Ground()
        column, line = QVBoxLayout(part), QHBoxLayout()
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(4)
        line.setSpacing(6)
        for label in (self._share, self._of, self._short, self._likely):
            line.addWidget(label, alignment=Qt.AlignmentFlag.AlignBottom)
        line.addStretch()
        column.addLayout(_heading(_("New business by month"), _("share of revenue")))
        column.addLayout(line)
        column.addWidget(self.chart, 1)
        return part

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("top_bar")
        bar.setFixedHeight(44)
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        title = plain.label(_("Prospects"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self.new = _tool("plus", _("New prospect"))
        self.new.clicked.connect(lambda _on: self.new_prospect())
        self.directory = _tool("download-simple", _("Import directory…"))
        self.directory.clicked.connect(lambda _on: self.list_wanted.emit())
        line.addWidget(title)
        line.addWidget(self._summary)
        line.addStretch()
        line.addWidget(self.new)
        line.addWidget(self.directory)
        return bar


class _Ground(QFrame):
    """A part of the screen on the ground of lists."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)


def _tool(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setText(words)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _heading(words: str, more: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    head, rest = plain.label(words), plain.label(more)
    head.setFont(theme.font(bold=True))
    rest.setObjectName("muted")
    row.addWidget(head)
    row.addWidget(rest)
    row.addStretch()
    return row


def _line(*, upright: bool = False) -> QLabel:
    line = QLabel()
    line.setObjectName("line")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def _referrers(found: tuple[tuple[str, int], ...]) -> str:
    if not found:
        return ""
    names = " · ".join(f"{name} {count}" for name, count in found[:3])
    return _("Who referred you: {names}").format(names=names)


def _why_too_few(found: Overview) -> str:
    """Prospects that wait; where none does, what the pipeline is likely to bring."""
    waiting = sum(card.waits_long for card in found.pipeline.cards)
    if waiting:
        return ngettext(
            "{count} prospect has waited too long",
            "{count} prospects have waited too long",
            waiting,
        ).format(count=waiting)
    return _("the pipeline is likely to bring {money} a year").format(
        money=prospect_words.short_money(found.business.likely, found.currency)
    )
