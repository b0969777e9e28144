"""The panel beside the accounts: who is called on too often and too seldom, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures
from planner.words import _, ngettext
from ui import plain, theme
from ui.accounts.calls_offer import Offer, count_words, first_words, quiet, strong
from ui.accounts.calls_rows import NEGLECTED_HIGH, OVER_HIGH, CallsModel, rows_view
from ui.accounts.columns import short_money

if TYPE_CHECKING:
    from planner.workspace.grading import Neglected, OverCalled
    from planner.workspace.grading.making_up import MadeUp
    from planner.workspace.grading.swapping import Swap

WIDTH = 340
_OVER_SHOWN, _NEGLECTED_SHOWN = 5, 6
FITTED = 3
"""Neglected accounts that are fitted in at once."""


class CallsPanel(QFrame):
    """Shows and asks; it changes nothing itself."""

    account_opened = Signal(int)
    swap_looked_at = Signal(int, object)
    """Account, and the calls a year of each prospect that is ticked: what would that do?"""
    swap_wanted = Signal(object)
    """The `Swap` that was looked at."""
    keep_wanted = Signal(object)
    """The `OverCalled` whose calls become its plan."""
    make_up_wanted = Signal(object)
    """What was offered, as a sequence of `MadeUp`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self.setFixedWidth(WIDTH)
        self._over: Sequence[OverCalled] = ()
        self._swap: Swap | None = None
        self._units, self._currency = "km", ""
        self._offered: Sequence[MadeUp] = ()
        self.over_model, self.neglected_model = CallsModel(parent=self), CallsModel(parent=self)
        self.over = rows_view(self.over_model, OVER_HIGH)
        self.over.setAccessibleName(_("Accounts called on too often"))
        self.neglected = rows_view(self.neglected_model, NEGLECTED_HIGH)
        self.neglected.setAccessibleName(_("Accounts called on too seldom"))
        self.ticks: dict[int, QCheckBox] = {}
        self._make_words()
        self._make_buttons()
        self._lay_out()
        self._listen()
        self._price()
        self.setEnabled(False)

    # What it is told

    def show_calls(
        self,
        over: Sequence[OverCalled],
        neglected: Sequence[Neglected],
        currency: str,
        units: str,
    ) -> None:
        """Show who is called on too often, dearest first, and too seldom."""
        self.setEnabled(True)
        current = self._current()
        self._over, self._currency, self._units = over, currency, units
        self.over_model.show_entries(over, currency)
        self.neglected_model.show_entries(neglected, currency)
        self._show_over_head(over)
        self._show_neglected_head(neglected)
        self.over.setFixedHeight(OVER_HIGH * min(_OVER_SHOWN, max(1, len(over))))
        self.neglected.setFixedHeight(NEGLECTED_HIGH * min(_NEGLECTED_SHOWN, len(neglected)))
        at = next(
            (i for i, each in enumerate(over) if current and each.account == current.account), 0
        )
        if over:
            self.over.setCurrentIndex(self.over_model.index(at))
        self._price()

    def show_swap(self, swap: Swap | None) -> None:
        """What swapping would do to the plan; None while that is not known."""
        self._swap = swap
        self.swap.setEnabled(swap is not None)
        self.first.setText(first_words(swap, self._units) if swap else "")

    def show_days(self, found: Sequence[MadeUp]) -> None:
        """Where calls on the neglected would cost least, one after the other."""
        self.neglected_model.show_days(found)
        self._offered = found[:FITTED]
        count = len(self._offered)
        self.make_up.setVisible(bool(count))
        self.make_up.setText(
            ngettext("Fit in the first", "Fit in the first {count}", count).format(count=count)
        )
        added = sum(each.price.seconds for each in self._offered)
        self.added.setText(
            _("{minutes}, next week").format(minutes=figures.signed_minutes(added)) if count else ""
        )

    # Within

    def _make_words(self) -> None:
        self.over_head, self.over_count = strong(), quiet()
        self.over_sum, self.over_words = plain.label(), quiet()
        self.over_sum.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        self.buys = plain.label(wrap=True)
        self.buys.setFont(theme.font(bold=True))
        self.first = quiet(wrap=True)
        self.neglected_head, self.neglected_count = strong(), quiet()
        self.missing, self.missing_words = plain.label(), quiet()
        self.missing.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        self.added = quiet()

    def _make_buttons(self) -> None:
        self.swap, self.keep = QPushButton(), QPushButton()
        self.swap.setProperty("primary", True)
        self.make_up = QPushButton()
        self.make_up.hide()

    def _listen(self) -> None:
        self.over.selectionModel().currentChanged.connect(lambda *_indexes: self._price())
        for view in (self.over, self.neglected):
            view.activated.connect(self._open)
            view.doubleClicked.connect(self._open)
        self.swap.clicked.connect(lambda: self.swap_wanted.emit(self._swap))
        self.keep.clicked.connect(lambda: self.keep_wanted.emit(self._current()))
        self.make_up.clicked.connect(lambda: self.make_up_wanted.emit(self._offered))

    def _open(self, index: QModelIndex) -> None:
        model = index.model()
        if isinstance(model, CallsModel):
            self.account_opened.emit(model.entry(index.row()).account)

    def _current(self) -> OverCalled | None:
        row = self.over.currentIndex().row()
        return self._over[row] if 0 <= row < len(self._over) else None

    def _show_over_head(self, over: Sequence[OverCalled]) -> None:
        friendly = sum(each.friendly_not_growing for each in over)
        named = friendly and friendly == len(over)
        self.over_head.setText(
            _("Friendly, but not growing") if named else _("Called on too often")
        )
        self.over_count.setText(count_words(len(over)))
        self.over_sum.setVisible(bool(over))
        hours = sum(each.hours_a_year for each in over)
        money = figures.money(sum(each.cost_a_year for each in over), self._currency)
        self.over_sum.setText(
            _("{hours} h  {money}").format(hours=f"{hours:,.0f}" if hours >= 10 else f"{hours:.1f}",
                                           money=money)
        )  # fmt: skip
        self.over_words.setText(
            _("a year over plan") if over else _("Nobody is called on too often.")
        )
        self.over.setVisible(bool(over))

    def _show_neglected_head(self, neglected: Sequence[Neglected]) -> None:
        grows = bool(neglected) and all((each.growth or 0) > 0 for each in neglected)
        self.neglected_head.setText(
            _("Growing, but neglected") if grows else _("Called on too seldom")
        )
        self.neglected_count.setText(f"{len(neglected):,}" if neglected else "")
        missing = sum(each.missing for each in neglected)
        self.missing.setVisible(bool(neglected))
        self.missing.setText(
            ngettext("{count} call", "{count} calls", missing).format(count=f"{missing:,}")
        )
        worth = short_money(sum(each.potential or 0 for each in neglected), self._currency)
        self.missing_words.setText(
            _("missing at {money} potential").format(money=worth)
            if neglected
            else _("Everybody gets the calls you planned.")
        )
        self.neglected.setVisible(bool(neglected))

    def _price(self) -> None:
        """The selected account: what its hours would buy."""
        current = self._current()
        _clear(self._offers)
        self.ticks.clear()
        for part in (self.buys, self.swap, self.keep, self.first):
            part.setVisible(current is not None)
        if current is None:
            return
        self.buys.setText(
            _("{name}: its {hours} h would buy, on the same road").format(
                name=current.name, hours=f"{current.hours_a_year:.1f}"
            )
            if current.prospects
            else _("{name}: no prospect is on the same road.").format(name=current.name)
        )
        for prospect in current.prospects:
            tick = QCheckBox()
            tick.setChecked(True)
            tick.setAccessibleName(prospect.name)
            tick.toggled.connect(lambda _on: self._look())
            self.ticks[prospect.account] = tick
            self._offers.addWidget(Offer(tick, prospect, self._currency))
        self.keep.setText(_("Keep {made}").format(made=current.made))
        self.keep.setToolTip(
            plain.tooltip(
                _("Make the {made} calls that {name} gets its plan").format(
                    made=current.made, name=current.name
                )
            )
        )
        self.swap.setVisible(bool(current.prospects))
        self._look()

    def _look(self) -> None:
        """Ask what swapping for the ticked ones would do; all calls go to those."""
        current = self._current()
        self.show_swap(None)
        chosen = self._chosen(current) if current else {}
        calls = sum(chosen.values())
        self.swap.setText(
            ngettext("Swap {count} call", "Swap {count} calls", calls).format(count=calls)
        )
        if current is not None and chosen:
            self.swap_looked_at.emit(current.account, chosen)

    def _chosen(self, current: OverCalled) -> dict[int, int]:
        ticked = {account for account, tick in self.ticks.items() if tick.isChecked()}
        return {p.account: p.calls for p in current.prospects if p.account in ticked}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(4)
        column.addLayout(_line(self.over_head, self.over_count))
        column.addLayout(_line(self.over_sum, self.over_words))
        column.addWidget(self.over)
        column.addSpacing(6)
        column.addLayout(_inset(self.buys))
        self._offers = QVBoxLayout()
        self._offers.setSpacing(4)
        self._offers.setContentsMargins(16, 0, 12, 0)
        column.addLayout(self._offers)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 2, 12, 0)
        buttons.addWidget(self.swap, 1)
        buttons.addWidget(self.keep, 1)
        column.addLayout(buttons)
        column.addLayout(_inset(self.first))
        column.addSpacing(10)
        column.addLayout(_line(self.neglected_head, self.neglected_count))
        column.addLayout(_line(self.missing, self.missing_words))
        column.addWidget(self.neglected)
        column.addLayout(_line(self.make_up, self.added))
        column.addStretch()


def _line(*parts: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(16, 0, 12, 0)
    line.setSpacing(8)
    for part in parts:
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
    line.addStretch()
    return line


def _inset(part: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(16, 0, 12, 0)
    line.addWidget(part, 1)
    return line


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
