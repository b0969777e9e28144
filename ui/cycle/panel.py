"""The panel of the call cycle: is there room, ways to stretch, planning, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import cycle_words, promise_words
from planner.words import _, ngettext
from ui import plain, theme

if TYPE_CHECKING:
    from planner.advice.capacity import Capacity, Way
    from planner.workspace.cycle.views import CyclePlan

WIDTH = 296
FEWEST, MOST, USUAL = 4, 13, 13
_STEPS = 1000


class CyclePanel(QFrame):
    """What the rep decides before and after planning; it decides nothing itself."""

    plan_wanted = Signal()
    stop_wanted = Signal()
    accept_wanted = Signal()
    refuse_wanted = Signal()
    weeks_changed = Signal(int)
    ways_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self.setFixedWidth(WIDTH)
        self.ticks: dict[str, QCheckBox] = {}
        self._capacity: Capacity | None = None
        self._make_labels()
        self._make_controls()
        self._lay_out()
        self.show_idle()

    # What it is told

    def show_capacity(self, found: Capacity, span: str) -> None:
        """Needs and room of the weeks to be planned; ticks stay where their way is still known."""
        ticked = set(self.ticked)
        self._capacity = found
        self.span.setText(_("A month, by {span}").format(span=span))
        self.needs.setText(cycle_words.needs_and_have(found.needs_a_month, found.have_a_month))
        over = cycle_words.over(found.over)
        room = found.have - found.needs
        self.over.setText(
            over
            or ngettext(
                "All fit; room for {count} call more.",
                "All fit; room for {count} calls more.",
                room,
            ).format(count=room)
        )
        self.over.setObjectName("bad" if over else "")
        self.over.style().polish(self.over)
        self.pace.setText(cycle_words.pace(found.pace.seconds, found.pace.source, found.pace.calls))
        self._show_ways(found.ways, ticked)

    @property
    def count(self) -> int:
        """How many weeks to plan."""
        return int(self.weeks.currentData())

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys of the ways that are ticked."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def show_idle(self) -> None:
        """Nothing is being planned and nothing is proposed."""
        self._show(plan=True)

    def show_searching(self) -> None:
        """A search runs."""
        self.bar.setValue(0)
        self._show(searching=True)

    def show_share(self, done: int, total: int) -> None:
        """How far it is."""
        self.bar.setValue(_STEPS * done // max(1, total))

    def show_plan(self, plan: CyclePlan) -> None:
        """What was found, to be accepted or refused."""
        most, least = plan.busiest_and_slackest
        lines = [
            _("Frequencies kept: {kept} of {count}").format(kept=plan.kept, count=len(plan.wanted)),
            _("{calls} calls, {new} of them new").format(calls=plan.calls, new=plan.calls_new),
            _("Nights away: {count}").format(count=len(plan.nights)),
            _("Busiest to slackest day: {most} to {least} calls").format(most=most, least=least),
        ]
        if plan.dropped:
            lines.append(_("Drafts taken out: {count}").format(count=len(plan.dropped)))
        broken = promise_words.breaks_all(plan.promises_broken)
        self.found.setText("\n".join([*lines, *([f"! {broken}"] if broken else [])]))
        self.accept.setText(_("Accept all the same") if broken else _("Accept"))
        self.left_out.clear()
        for out in plan.left_out:
            words = cycle_words.left_out(out.why.code, out.why.args)
            self.left_out.addItem(f"{out.account.grade} {out.account.name}: {words}")
            self.left_out.item(self.left_out.count() - 1).setToolTip(
                plain.tooltip(f"{out.account.name}\n{words}")
            )
        self.left_head.setText(
            ngettext("Left out: {count}", "Left out: {count}", len(plan.left_out)).format(
                count=len(plan.left_out)
            )
        )
        self._show(found=True)
        self.left_out.setVisible(bool(plan.left_out))
        self.left_head.setVisible(bool(plan.left_out))

    def show_searching_on(self) -> None:
        """The search goes on while its best so far is shown."""
        self._show(searching=True)

    # Within

    def _make_labels(self) -> None:
        self.span, self.over, self.pace = (plain.label(wrap=True) for _label in range(3))
        self.needs, self.with_ticks = plain.label(), plain.label(wrap=True)
        self.found, self.left_head = plain.label(wrap=True), plain.label()
        self.needs.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        for label in (self.span, self.pace, self.with_ticks, self.found):
            label.setFont(theme.font(theme.META, figures=True))
        for label in (self.span, self.pace):
            label.setObjectName("muted")
        self.ways_head = plain.label(_("Ways to stretch"))
        self.found_head = plain.label(_("This cycle"))
        for label in (self.ways_head, self.found_head, self.left_head):
            label.setFont(theme.font(bold=True))

    def _make_controls(self) -> None:
        self.weeks = QComboBox()
        for count in range(FEWEST, MOST + 1):
            words = ngettext("{count} week", "{count} weeks", count).format(count=count)
            self.weeks.addItem(words, count)
        self.weeks.setCurrentIndex(USUAL - FEWEST)
        self.weeks.setAccessibleName(_("Weeks to plan"))
        self.weeks.currentIndexChanged.connect(lambda _at: self.weeks_changed.emit(self.count))
        self.plan, self.stop = QPushButton(_("Plan the cycle")), QPushButton(_("Stop"))
        self.accept, self.refuse = QPushButton(_("Accept")), QPushButton(_("Refuse"))
        self.plan.setProperty("primary", True)
        self.accept.setProperty("primary", True)
        self.plan.clicked.connect(self.plan_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.accept.clicked.connect(self.accept_wanted)
        self.refuse.clicked.connect(self.refuse_wanted)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(_("Planning the cycle"))
        self.left_out = QListWidget()
        self.left_out.setFont(theme.font(theme.META))
        self.left_out.setFrameShape(QFrame.Shape.NoFrame)
        self.left_out.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left_out.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for label in (self.span, self.needs, self.over, self.pace):
            column.addWidget(label)
        column.addWidget(_line())
        column.addWidget(self.ways_head)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(8)
        column.addLayout(self._ways)
        column.addWidget(self.with_ticks)
        column.addWidget(_line())
        row = QHBoxLayout()
        row.addWidget(self.plan, 1)
        row.addWidget(self.weeks)
        self.plan.setMinimumWidth(136)
        column.addLayout(row)
        searching = QHBoxLayout()
        searching.addWidget(self.bar, 1)
        searching.addWidget(self.stop)
        column.addLayout(searching)
        column.addWidget(self.found_head)
        column.addWidget(self.found)
        answers = QHBoxLayout()
        answers.addWidget(self.accept, 1)
        answers.addWidget(self.refuse)
        column.addLayout(answers)
        column.addWidget(self.left_head)
        column.addWidget(self.left_out, 1)
        column.addStretch()

    def _show(self, *, plan: bool = False, searching: bool = False, found: bool = False) -> None:
        told = found or (searching and bool(self.found.text()))
        shown: dict[QWidget, bool] = {
            self.plan: plan, self.weeks: plan, self.bar: searching, self.stop: searching,
            self.found_head: told, self.found: told, self.accept: found, self.refuse: found,
            self.left_head: False, self.left_out: False,
        }  # fmt: skip
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)
        for tick in self.ticks.values():
            tick.setEnabled(plan)

    def _show_ways(self, ways: tuple[Way, ...], ticked: set[str]) -> None:
        while (item := self._ways.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.ticks.clear()
        for way in ways:
            self._ways.addWidget(self._way(way, way.key in ticked))
        self.ways_head.setVisible(bool(ways))
        self._tell_ticks()

    def _way(self, way: Way, ticked: bool) -> QWidget:
        """A tick with its words, the calls it frees, and a line on what it does."""
        holder = QWidget()
        grid = QVBoxLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        tick = QCheckBox(cycle_words.way(way.kind, way.args).replace("&", "&&"))
        tick.setChecked(ticked)
        tick.toggled.connect(self._ticked)
        self.ticks[way.key] = tick
        frees = plain.label(f"\N{MINUS SIGN}{way.frees}")
        frees.setFont(theme.font(bold=True, figures=True))
        frees.setToolTip(plain.tooltip(_("Calls it frees")))
        row = QHBoxLayout()
        row.addWidget(tick, 1)
        row.addWidget(frees)
        more = plain.label(cycle_words.way_more(way.kind, way.args))
        more.setObjectName("muted")
        more.setFont(theme.font(theme.META))
        more.setIndent(22)
        grid.addLayout(row)
        grid.addWidget(more)
        return holder

    def _ticked(self) -> None:
        self._tell_ticks()
        self.ways_changed.emit()

    def _tell_ticks(self) -> None:
        """The result of the ticks at once; the ways overlap, so it is said to be about so much."""
        found, keys = self._capacity, set(self.ticked)
        if found is None or not keys:
            self.with_ticks.setText(_("Nothing is stretched without your tick.") if found else "")
            return
        frees = sum(way.frees for way in found.ways if way.key in keys)
        needs = max(0, found.needs - frees)
        self.with_ticks.setText(
            _("With what is ticked, these weeks: about {needs_and_have}.").format(
                needs_and_have=cycle_words.needs_and_have(needs, found.have)
            )
        )


def _line() -> QLabel:
    line = QLabel()
    line.setFixedHeight(1)
    line.setObjectName("line")
    return line
