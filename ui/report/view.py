"""The screen of the Friday report: written from the week's records, edited, and handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.exchange.report import WeekReport
from planner.words import _
from ui import icons, plain, theme
from ui.desk import Desk
from ui.report.asking import AskBar
from ui.report.content import content
from ui.report.panel import LeavesPanel
from ui.report.rows import Asking, Tick, muted, tool
from ui.report.sending import Sending, with_suffix
from ui.report.words import Words
from ui.trouble import words_for

if TYPE_CHECKING:
    from planner.store.journal import Change
    from planner.workspace import IsoWeek, Workspace

_SOON = 200
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class ReportScreen(QWidget):
    """One week's report; what is ticked leaves, everything else stays on this laptop."""

    account_opened = Signal(int)
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        from planner.workspace import IsoWeek

        self._desk = desk
        self.week: IsoWeek = IsoWeek.of(desk.today)
        self.report: WeekReport | None = None
        self.asking = Asking(self)
        self.panel = LeavesPanel(self.asking)
        self.ask_bar = AskBar(desk, desk.today)
        self.sending = Sending(desk, self)
        self._again = QTimer(self, singleShot=True, interval=_SOON)
        self._again.timeout.connect(self.load)
        self._pages = QTimer(self, singleShot=True, interval=_SOON)
        self._pages.timeout.connect(self._draw_pages)
        self._focus = ""
        ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        self._keys: dict[Any, Callable[[], None]] = {
            (Qt.Key.Key_Return, ctrl): self.send,
            (Qt.Key.Key_Enter, ctrl): self.send,
            (Qt.Key.Key_Left, alt): partial(self.move_by, -1),
            (Qt.Key.Key_Right, alt): partial(self.move_by, 1),
        }
        self._lay_out()
        self._listen()

    # What the frame calls

    def load(self) -> None:
        """Read the week's report beside the window."""
        reporting, week = self._desk.workspace.reporting, self.week
        self._desk.jobs.read(
            lambda: reporting.week(week), self._take_report, owner=self, newest="report"
        )

    def take(self, _change: Change) -> None:
        """Something has changed: read it again."""
        self._again.start()

    def close_down(self) -> None:
        """End what was about to begin."""
        self._again.stop()
        self._pages.stop()

    def move_by(self, weeks: int) -> None:
        """Show the report of a later week, or an earlier one if negative."""
        self.week = self.week.plus(weeks)
        self.report = None
        self.load()

    # Ways out

    def send(self) -> None:
        """Write the PDF and open the mail draft with it; nothing is sent."""
        self._keep_what_is_typed()
        self.sending.send(self.week)

    def save(self) -> None:
        """Ask for a file and write the report to it: PDF, page or draft."""
        self._keep_what_is_typed()
        title = _("Save the report of {week}").format(week=figures.week_name(self.week.monday))
        name = self.report.file_name if self.report else "report"
        proposal = str(self.sending.folder / f"{name}.pdf")
        kinds = _("Paper (*.pdf);;Page for any browser (*.html);;Mail draft (*.eml)")
        file, chosen = QFileDialog.getSaveFileName(self, title, proposal, kinds)
        if file:
            self.sending.save(self.week, with_suffix(Path(file), chosen))

    def look(self) -> None:
        """Show the pages as they will be read."""
        self.sending.look(self.week)

    def _keep_what_is_typed(self) -> None:
        """What stands in an open editor goes out too."""
        for words in self.findChildren(Words):
            words.keep()

    # Showing

    def _take_report(self, report: WeekReport) -> None:
        known = self.report
        if known is not None and replace(known, written_at=report.written_at) == report:
            return
        if any(words.editor is not None for words in self.findChildren(Words)):
            self._again.start()  # not while somebody writes
            return
        self.report = report
        self._show()

    def _show(self) -> None:
        report = self.report
        if report is None:
            return
        focus, at = self._focused(), self._scroll.verticalScrollBar().value()
        self._title(report)
        self.panel.show_report(report)
        self.ask_bar.setParent(None)
        self._scroll.setWidget(content(report, self.asking, self.ask_bar))
        self._scroll.verticalScrollBar().setValue(at)
        self._focus_again(focus)
        self._pages.start()

    def _title(self, report: WeekReport) -> None:
        span = figures.date_span(self.week.days[0], self.week.days[4])
        self._span.setText(_("week {number} · {span}").format(number=self.week.number, span=span))
        words = _("from the week’s records, {time} · click to edit").format(
            time=report.written_at.strftime("%H:%M")
        )
        if report.sent_on:
            words = _("handed over {date} · click to edit").format(
                date=figures.short_date(report.sent_on)
            )
        self._said.setText(words)

    def _focused(self) -> str:
        focus: Any = self.window().focusWidget()
        is_here = focus is not None and self.isAncestorOf(focus)
        return focus.objectName() if is_here else ""

    def _focus_again(self, name: str) -> None:
        """Where the focus was; at first on the first field report, which Space takes out."""
        if not self.isVisible():
            return
        if not name and not self._focus:
            ticks = self.findChildren(Tick)
            first = next((t for t in ticks if t.key.startswith("field_reports:")), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                self._focus = "set"
            return
        found: QWidget | None = self.findChild(QWidget, name) if name else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_pages(self) -> None:
        self.sending.pages(self.week, self.panel.show_pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The screen's keys, out of an open editor too, which has kept its text by then."""
        do = self._keys.get((event.key(), event.modifiers() & ~_KEYPAD))
        if do is None:
            super().keyPressEvent(event)
        else:
            do()

    # What rows ask

    def _listen(self) -> None:
        asking, panel = self.asking, self.panel
        asking.ticked.connect(self._tick)
        asking.edited.connect(self._edit)
        asking.answered.connect(self._answer)
        asking.seen_here_wanted.connect(self._seen_here)
        asking.opened.connect(self._open)
        asking.account_opened.connect(self.account_opened)
        self.ask_bar.asked.connect(self._ask)
        panel.send_wanted.connect(self.send)
        panel.save_wanted.connect(self.save)
        panel.look_wanted.connect(self.look)
        panel.address_edited.connect(self._address)
        self.sending.refused.connect(self.refused)
        self.sending.told.connect(panel.told.setText)
        for (key, modifier), do in self._keys.items():
            shortcut = QShortcut(QKeySequence(QKeyCombination(modifier, key)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _tick(self, key: str, leaves: bool) -> None:
        """At once in the window; kept beside it."""
        report, week = self.report, self.week
        if report is None or report.ticked(key) == leaves:
            return
        self.report = replace(report, ticks={**report.ticks, key: leaves})
        QTimer.singleShot(0, self, self._show)  # not within the signal of what is replaced
        self._change(lambda w: w.reporting.tick(week, key, leaves))

    def _edit(self, key: str, text: str) -> None:
        week = self.week
        self._change(lambda w: w.reporting.edit(week, key, text))

    def _answer(self, question: int, text: str) -> None:
        self._change(lambda w: w.reporting.answer(question, text))

    def _ask(self, values: dict[str, Any]) -> None:
        self._change(lambda w: w.reporting.ask(values))

    def _seen_here(self, report: int) -> None:
        """At the account selected; asks for it where none is."""
        chosen = self._desk.selection
        if len(chosen) == 1:
            self._seen_at(report, next(iter(chosen)))
            return
        from ui.report.field_report import SeenForm

        form = SeenForm(self._desk, self)
        form.account.chosen.connect(lambda row: self._seen_at(report, row.id))
        form.open()

    def _seen_at(self, report: int, account: int) -> None:
        self._change(lambda w: w.reporting.seen_here_too(report, account))

    def _open(self, kind: str, number: int) -> None:
        from ui.report.field_report import FieldReportForm, open_whole

        if number:
            open_whole(self._desk, kind, number, self)
        else:
            FieldReportForm(self._desk, self).open()

    def _address(self, text: str) -> None:
        if self.report is not None and text != self.report.office_email:
            self._change(lambda w: w.set_up({"office_email": text}))

    def _change(self, work: Callable[[Workspace], Change | None]) -> None:
        self._desk.change(work, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.report = None
        self.load()
        self.refused.emit(words_for(error))

    # Laying out

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("The report"))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._bar())
        left.addWidget(self._scroll, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.panel)
        self.setFocusProxy(self._scroll)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("top_bar")
        bar.setFixedHeight(44)
        line = QHBoxLayout(bar)
        line.setContentsMargins(8, 0, 12, 0)
        title = plain.label(_("Friday report"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self._span = plain.label()
        self._span.setFont(theme.font(figures=True))
        self._said = muted("")
        self._said.setWordWrap(False)
        new = QPushButton(_("New field report"))
        new.setIcon(icons.icon("broadcast"))
        new.clicked.connect(lambda _on: self._open("field_report", 0))
        before = _("Week before (Alt+Left)")
        after = _("Week after (Alt+Right)")
        line.addWidget(tool("caret-left", before, lambda: self.move_by(-1)))
        line.addWidget(title)
        line.addWidget(self._span)
        line.addWidget(tool("caret-right", after, lambda: self.move_by(1)))
        line.addSpacing(8)
        line.addWidget(self._said, 1)
        line.addWidget(new)
        return bar
