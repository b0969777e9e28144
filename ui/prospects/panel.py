"""The panel of hours kept for prospects: slider, what it pays, who waits longer, both warnings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures, prospect_words
from planner.words import _, ngettext
from ui import plain, theme
from ui.prospects.pieces import INSET, cell, head, inset, line
from ui.prospects.slider import HoursSlider
from ui.prospects.waiting import WaitingList
from ui.prospects.warnings import Warnings

if TYPE_CHECKING:
    from planner.advice.prospect_hours import Outcome, Trade
    from planner.workspace.prospecting.fitting import Fit
    from planner.workspace.prospecting.prospecting import Overview

WIDTH = 340


class HoursPanel(QFrame):
    """What the rep decides about the balance; it reckons nothing itself."""

    hours_changed = Signal(float)
    keep_wanted = Signal(float)
    settings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self.setFixedWidth(WIDTH)
        self._now = 0.0
        self._currency = "GBP"
        self._gain = 0.0
        self.slider, self.waiting, self.warnings = HoursSlider(), WaitingList(), Warnings()
        self.slider.valueChanged.connect(self._slid)
        self._make_labels()
        self._make_buttons()
        self._lay_out()
        self.setFocusProxy(self.slider)
        theme.changed.connect(self._colour_gain)

    # What it is told

    def show_overview(self, found: Overview, *, start_at: float | None = None) -> None:
        """Other records. The slider stays where the rep has put it, else it stands at now."""
        stays = self.slider.hours if self.slider.hours != self._now else None
        self._now, self._currency = found.outlook.hours, found.currency
        self.slider.show_limits(self._now, found.outlook.enough_from, found.outlook.waits_above)
        wanted = start_at if start_at is not None else self._now if stays is None else stays
        self.slider.set_hours(wanted)
        self._show_hours()

    def show_trade(self, trade: Trade, found: Overview) -> None:
        """What the hours at the slider bring and cost."""
        business = found.business
        self.calls.setText(_calls(trade.then))
        self._now_head.setText(_("{hours} now").format(hours=prospect_words.hours(self._now)))
        self._then_head.setText(prospect_words.hours(trade.then.hours))
        self._names[1].setText(
            _("Your pay a year, new {rate}").format(rate=_rate(business.pay_new))
        )
        self._names[2].setText(
            _("Your pay, current {rate}").format(rate=_rate(business.pay_current))
        )
        for column, outcome in ((self._nows, trade.now), (self._thens, trade.then)):
            for label, text in zip(column, self._figures(outcome), strict=True):
                label.setText(text)
        for row in (1, 2):
            for column in (self._names, self._nows, self._thens):
                column[row].setVisible(business.pays)
        self._show_gain(trade, pays=business.pays)
        of = len(found.outlook.customers)
        self.who.setText(prospect_words.who_waits(trade.grades(), of))
        self.waiting.show_trade(trade, found.start)

    def show_too_few(self, trade: Trade, why: str) -> None:
        """Warn that too little comes from new customers, or take the warning back."""
        warning = self.warnings.too_few
        if trade.too_few:
            warning.say(prospect_words.too_few(trade.missing, trade.target), why)
        else:
            warning.hide()
        self.warnings.settle()

    def show_neglected(self, trade: Trade, found: Overview) -> None:
        """Warn that current customers are neglected for prospects, or take it back."""
        warning = self.warnings.neglected
        if trade.neglected:
            first = trade.neglected[0]
            customer = first.customer
            reorders = customer.reorder is not None and customer.latest == max(
                customer.reorder, customer.due, 0
            )
            due = customer.reorder if reorders and customer.reorder is not None else customer.due
            words = prospect_words.late_by(
                found.start + timedelta(days=max(0, due)),
                found.start + timedelta(days=first.after),
                reorders=reorders,
            )
            head = prospect_words.neglected(customer.name, len(trade.neglected) - 1)
            warning.say(head, words)
        else:
            warning.hide()
        self.warnings.settle()

    def offer_too_few(self, fit: Fit | None, enough: float | None, *, has_any: bool) -> None:
        """What mends too few: a first prospect, a call on the warmest that waits, more hours."""
        warning = self.warnings.too_few
        if fit is not None:
            words = _("Call {name} on {day}").format(
                name=_short(fit.name), day=figures.short_weekday(fit.day.weekday())
            )
            warning.offer(words, figures.signed_minutes(fit.price.seconds))
        elif not has_any:
            warning.offer(_("Note the first prospect"), "")
        elif enough is not None:
            words = _("Keep {hours}").format(hours=prospect_words.hours(enough))
            warning.offer(words, _("see who waits"))
        else:
            warning.offer("", "")

    def offer_neglected(self, fit: Fit | None, fine: float) -> None:
        """What mends a neglect: a call in time, else fewer hours."""
        warning = self.warnings.neglected
        if fit is not None:
            message = _("Hold it on {day}") if fit.stands else _("Fit in {day}")
            words = message.format(day=figures.short_date(fit.day))
            warning.offer(words, figures.signed_minutes(fit.price.seconds))
        else:
            words = _("Keep {hours}").format(hours=prospect_words.hours(fine))
            warning.offer(words, _("nobody is neglected then"))

    # Within

    def _figures(self, outcome: Outcome) -> tuple[str, ...]:
        taken = figures.duration(outcome.taken)
        return (
            prospect_words.percent(outcome.share),
            figures.money(outcome.pay_new, self._currency),
            figures.money(outcome.pay_current, self._currency),
            taken,
        )

    def _show_gain(self, trade: Trade, *, pays: bool) -> None:
        """The rep's own money, large; without rates a way to name them."""
        money = figures.signed_money(trade.gain, self._currency)
        self.gain.setText(money)
        self._gain = trade.gain
        self._colour_gain()
        for widget in (self.gain, self.gain_unit):
            widget.setVisible(pays)
        self.rates.setVisible(not pays)

    def _colour_gain(self) -> None:
        """Green for more, red for less, each with its sign."""
        look = theme.current()
        colour = look.good if self._gain >= 0.5 else look.bad if self._gain <= -0.5 else look.text
        self.gain.setStyleSheet(f"color: {colour.name()};")

    def _slid(self, _value: int) -> None:
        self._show_hours()
        self.hours_changed.emit(self.slider.hours)

    def _show_hours(self) -> None:
        hours, changed = self.slider.hours, self.slider.hours != self._now
        self.hours.setText(prospect_words.hours(hours))
        self.unit.setText(
            _("a week, now {hours}").format(hours=prospect_words.hours(self._now))
            if changed
            else _("a week")
        )
        self.keep.setText(_("Keep {hours}, plan again").format(hours=prospect_words.hours(hours)))
        self.keep.setEnabled(changed)
        back = _("Back to {hours}").format(hours=prospect_words.hours(self._now))
        self.back.setToolTip(back)
        self.back.setAccessibleName(back)
        self.back.setEnabled(changed)

    def _make_labels(self) -> None:
        self.hours, self.unit, self.calls = plain.label(), plain.label(), plain.label()
        self.gain, self.gain_unit, self.who = plain.label(), plain.label(), plain.label()
        self.gain_unit.setText(_("a year for you, est."))
        for label in (self.hours, self.gain):
            label.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        for label in (self.unit, self.calls, self.gain_unit, self.who):
            label.setObjectName("muted")
        for label in (self.calls, self.who):
            label.setFont(theme.font(theme.META, figures=True))
        words = (_("New share in a year"), "", "", _("From current, a week"))
        self._names = [cell(text) for text in words]
        self._nows = [cell("", right=True, quiet=True) for _word in words]
        self._thens = [cell("", right=True, bold=True) for _word in words]
        self._now_head = cell("", right=True, quiet=True)
        self._then_head = cell("", right=True, bold=True)

    def _make_buttons(self) -> None:
        self.keep, self.back = QPushButton(), QPushButton(_("Back"))
        self.keep.setProperty("primary", True)
        self.keep.clicked.connect(lambda _on: self.keep_wanted.emit(self.slider.hours))
        self.back.clicked.connect(lambda _on: self.slider.set_hours(self._now))
        self.rates = QPushButton(_("Say what new business pays you…"))
        self.rates.clicked.connect(self.settings_wanted)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(6)
        for widget in (head(_("Hours kept for prospects")), self._big(self.hours, self.unit)):
            column.addWidget(inset(widget))
        for widget in (self.slider, self.calls, line()):
            column.addWidget(inset(widget))
        column.addWidget(inset(self._pay()))
        column.addWidget(inset(self._big(self.gain, self.gain_unit, self.rates)))
        column.addWidget(inset(line()))
        column.addWidget(inset(self._big(head(_("Who waits longer"), small=True), self.who)))
        column.addWidget(inset(self.waiting))
        column.addWidget(self.warnings)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for ground in (inner, scroll.viewport()):
            ground.setBackgroundRole(QPalette.ColorRole.Base)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET, 8, INSET, 12)
        foot.addWidget(self.keep, 1)
        foot.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)

    def _pay(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(head(_("What it pays"), small=True), 0, 0)
        grid.addWidget(self._now_head, 0, 1)
        grid.addWidget(self._then_head, 0, 2)
        rows = zip(self._names, self._nows, self._thens, strict=True)
        for number, cells in enumerate(rows, start=1):
            for column, label in enumerate(cells):
                grid.addWidget(label, number, column)
        return holder

    def _big(self, *widgets: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        return holder


def _calls(outcome: Outcome) -> str:
    count = round(outcome.calls)
    return ngettext(
        "{count} call a week, {hours} with the drives",
        "{count} calls a week, {hours} with the drives",
        count,
    ).format(count=count, hours=figures.duration(outcome.on_prospects))


def _rate(rate: float) -> str:
    return _("{percent} %").format(percent=f"{100 * rate:.3g}")


def _short(name: str) -> str:
    """A name that leaves room for the rest of a button."""
    return name if len(name) <= 18 else f"{name[:17]}…"
