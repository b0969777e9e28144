"""Which day suits an account: the grid over the lanes, the day looked at in the left column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from planner.exchange import day_sentences, figures, promise_words
from planner.words import _
from ui import plain, theme
from ui.day import words
from ui.day.day_grid import DayGrid
from ui.day.host import Host
from ui.day.pane import Pane, muted
from ui.desk import Desk
from ui.map_link import MapLink

if TYPE_CHECKING:
    from datetime import date

    from planner.workspace import PlannedWeek, Workspace
    from planner.workspace.day.which_day import DayOffer, Offers
    from planner.workspace.what_if import Drop

Found = tuple["list[PlannedWeek]", "Offers"]


class DayPane(Pane):
    """The day looked at: when, what it adds, how the day then ends."""

    put_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.slot = plain.label()
        self.slot.setFont(theme.font(theme.BODY, bold=True, figures=True))
        self.price = plain.label()
        self.price.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(12)
        self.facts.setVerticalSpacing(2)
        self.facts.setColumnStretch(1, 1)
        self.put = QPushButton()
        self.put.setProperty("primary", True)
        self.put.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.put.clicked.connect(self.put_wanted)
        self.next_best = muted()
        for widget in (self.slot, self.price):
            self.column.addWidget(widget)
        self.column.addLayout(self.facts)
        self.column.addStretch(1)
        self.column.addWidget(self.put)
        self.column.addWidget(self.next_best)

    def ask(self, name: str) -> None:
        """The prices are not there yet."""
        self.title.setText(plain.breakable(_("Which day suits {name}?").format(name=name)))
        self.line.setText(_("Pricing every day …"))
        self.slot.setText("")
        self.price.setText("")
        self._show_facts([])
        self.put.hide()
        self.next_best.setText("")

    def show_day(self, found: Found, offer: DayOffer | None) -> None:
        """Show one day of the answers."""
        weeks, offers = found
        self.line.setText(_due(offers) + " · " + words.possible(offers))
        if offer is None:
            return
        long = figures.short_date(offer.day)
        territory = weeks[0].territory
        bare = offer.slot is None or offer.cost is None
        time = "" if bare else f", {figures.time_of_day(offer.begin or 0)}"
        word = day_sentences.suits(offer.suits)
        self.slot.setText(f"{long}{time} · {word}")
        self.put.setVisible(not bare)
        self.put.setText(_("Put on {day}").format(day=long) + "   " + _("Enter"))
        if offer.slot is None:
            self.price.setText("")
            self._show_facts([("", day_sentences.not_possible(offer.refused))])
        else:
            price = offer.slot.price
            rest = words.rest_of_price(price, territory)
            self.price.setText(f"{words.minutes(price)}  {rest}")
            self._show_facts(list(_facts(weeks, offer)))
        others = [o for o in offers.ranked() if o.day != offer.day][:2]
        said = ", ".join(_brief(other) for other in others)
        self.next_best.setText(_("Next best: {days}").format(days=said) if said else "")

    def _show_facts(self, rows: list[tuple[str, str]]) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (head, text) in enumerate(rows):
            self.facts.addWidget(muted(head), number, 0)
            label: QLabel = plain.label(text, wrap=True)
            label.setFont(theme.font(theme.META, figures=True))
            self.facts.addWidget(label, number, 1)


def _due(offers: Offers) -> str:
    row = offers.account
    over = (offers.days[0].day - row.due).days if row.due and offers.days else None
    known = row.last_call is not None
    minutes = figures.minutes(row.call_minutes * 60)
    said = day_sentences.overdue(over if known else None) if row.due else _("gets no calls")
    return " · ".join((said, _("call {minutes}").format(minutes=minutes)))


def _brief(offer: DayOffer) -> str:
    assert offer.slot is not None
    return f"{figures.short_date(offer.day)} {words.minutes(offer.slot.price)}"


def _facts(weeks: list[PlannedWeek], offer: DayOffer) -> list[tuple[str, str]]:
    """Old and new figures of the day, and the first rule it breaks."""
    week = next(w for w in weeks if offer.day in w.by_date)
    now, then, territory = week.by_date[offer.day].cost, offer.cost, week.territory
    assert then is not None
    assert offer.slot is not None
    far = [figures.distance(cost.metres, territory.units) for cost in (now, then)]
    long = [figures.duration(c.seconds_working if c.stops else 0) for c in (now, then)]
    home = [figures.time_of_day(cost.arrive) for cost in (now, then)]
    ends = figures.time_of_day(week.plan.frames[offer.day].work.shuts)
    rows = [
        (figures.weekday(offer.day.weekday()), f"{far[0]} → {far[1]}, {long[0]} → {long[1]}"),
        (_("Home"), _("{old} → {new}, end of day {end}").format(old=home[0] if now.stops else "–",
                                                              new=home[1], end=ends)),
        (_("Call"), words.slot(offer)),
    ]  # fmt: skip
    names = names_of(weeks)
    rows += [(_("Promise"), promise_words.breaks(late)) for late in offer.promises[:1]]
    broken = offer.slot.price.breaks[:2]
    rows += [(_("Breaks"), words.short_break(found, names, home[1])) for found in broken]
    if offer.refused:
        rows.append((_("Not so"), day_sentences.not_possible(offer.refused)))
    return rows


def names_of(weeks: list[PlannedWeek]) -> words.Names:
    """The account of a call of these weeks."""

    def name(call: int) -> str:
        for week in weeks:
            if call in week.stop_of_call:
                return week.stop_of_call[call].account.name
        return _("The call")

    return name


class WhichDay(QObject):
    """Asks the prices beside the window, previews the day looked at, puts the call there."""

    refused = Signal(str)

    def __init__(self, host: Host, desk: Desk, map_link: MapLink) -> None:
        super().__init__(desk)
        self._host, self._desk, self._map = host, desk, map_link
        self.pane, self.grid = DayPane(), DayGrid()
        self._found: Found | None = None
        self._account: int | None = None
        self.grid.moved.connect(self._look)
        self.grid.chosen.connect(self._put)
        self.grid.left.connect(host.leave)
        self.pane.left.connect(host.leave)
        self.pane.put_wanted.connect(self._put_current)
        desk.changed.connect(lambda _change: self._price())
        desk.week_changed.connect(lambda _week: self._look(self.grid.current))

    @property
    def open(self) -> bool:
        """Whether an account is asked about."""
        return self._account is not None

    def ask(self, account: int) -> None:
        """Ask about an account."""
        row = self._desk.rows.get(account)
        if row is None:
            return
        if self._account != account:
            self.grid.forget()
        self.pane.ask(row.name)
        self._host.show(self.pane, self._gone, over=self.grid)
        self._account = account
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._price()

    def _price(self) -> None:
        account = self._account
        if account is None:
            return
        workspace = self._desk.workspace
        self._desk.jobs.read(
            lambda: _priced(workspace, account),
            self._show,
            owner=self,
            newest="which day",
        )

    def _show(self, found: Found) -> None:
        weeks, offers = found
        if offers.account.id != self._account:
            return
        self._found = found
        self.grid.show_offers(offers, weeks[0].territory, names_of(weeks))
        if self.grid.current is None:
            self.pane.show_day(found, None)

    def _look(self, offer: DayOffer | None) -> None:
        if self._found is None or offer is None:
            return
        self.pane.show_day(self._found, offer)
        weeks, offers = self._found
        week = next(w for w in weeks if offer.day in w.by_date)
        self._map.show_offer(week, _as_drop(week, offer), offers.account.id)

    def _put_current(self) -> None:
        if self.grid.current is not None:
            self._put(self.grid.current)

    def _put(self, offer: DayOffer) -> None:
        if self._found is None:
            return
        offers = self._found[1]
        if offer.slot is None or offer.refused == "locked":
            said = day_sentences.not_possible(offer.refused)
            self.refused.emit(f"{figures.short_date(offer.day)}: {said}.")
            return
        calls = [offers.call] if offers.call is not None else []
        accounts = [] if calls else [offers.account.id]
        self._host.leave()
        self._go_to(offer.day)
        self._desk.drop(offer.day, offer.slot.position, calls=calls, accounts=accounts)

    def _go_to(self, day: date) -> None:
        """Look at the week that the call is put in."""
        from planner.workspace import IsoWeek

        week = self._desk.planned
        if week is None or week.week != IsoWeek.of(day):
            self._desk.go_to(IsoWeek.of(day))

    def _gone(self) -> None:
        self._account, self._found = None, None
        self._map.show_offer(None, None, None)


def _priced(workspace: Workspace, account: int) -> Found:
    first = workspace.planning.next_week()
    weeks = workspace.planning.weeks(first, workspace.planning.planned_ahead(first))
    return weeks, workspace.planning.which_day_in(account, weeks)


def _as_drop(week: PlannedWeek, offer: DayOffer) -> Drop | None:
    from planner.workspace.what_if import Drop

    if offer.slot is None or offer.cost is None:
        return None
    return Drop(offer.slot.price, {offer.day: offer.cost}, week.plan)
