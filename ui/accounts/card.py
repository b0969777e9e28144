"""The account at the right: who to ask for, what was said, ordered and agreed, all to be edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner import clock
from planner.exchange import field_words, figures
from planner.records import Call, Contact, Order, Territory, Turnover
from planner.words import _, ngettext
from planner.workspace import Workspace
from planner.workspace.account_book import AccountCard as Card
from planner.workspace.fields import fields_of
from ui import icons, plain, theme
from ui.accounts.bars import MonthBars
from ui.jobs import Jobs
from ui.records.writing import RecordWriter

WIDTH = 340
_CALLS_SHOWN, _ORDERS_SHOWN = 6, 5
_LONG_NAME = 36
"""Letters beyond which a name is written smaller, so that it needs fewer lines."""


class AccountCard(QWidget):
    """One account whole. `changed` carries a `Change`; the frame gives it to everyone."""

    changed = Signal(object)
    closed = Signal()
    place_wanted = Signal(int)
    """Put this account's pin on the map by hand."""
    plan_wanted = Signal(int, int)
    """Account, weekday: put it on that day of the week shown."""
    which_day_wanted = Signal(int)
    urgent_wanted = Signal(int)
    """Account."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._writer = RecordWriter(workspace, jobs, self)
        self._writer.changed.connect(self.changed)
        self._account: int | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFixedWidth(WIDTH)

    @property
    def account(self) -> int | None:
        """The account shown."""
        return self._account

    def open_account(self, account: int) -> None:
        """Show an account, read beside the window."""
        self._account = account
        self.refresh()

    def refresh(self) -> None:
        """Read it again, e.g. after a change."""
        account = self._account
        if account is None:
            return
        workspace = self._workspace
        self._jobs.read(
            lambda: (workspace.accounts.card(account), workspace.territory),
            lambda found: self._show(*found),
            self._not_read,
            owner=self,
            newest="account card",
        )

    def _not_read(self, error: Exception) -> None:
        if not isinstance(error, KeyError):
            self._jobs.failed.emit(error)
            return
        self._account = None  # it was deleted, or its making undone
        self.closed.emit()

    def _show(self, card: Card, territory: Territory) -> None:
        at = self._scroll.verticalScrollBar().value()
        page = _Page(card, territory, self, self._writer)
        self._scroll.setWidget(page)
        self._scroll.verticalScrollBar().setValue(at)


class _Page(QWidget):
    """The card's content, made anew whenever the account has changed."""

    def __init__(
        self, card: Card, territory: Territory, owner: AccountCard, writer: RecordWriter
    ) -> None:
        super().__init__()
        self.card, self.territory, self.owner, self.writer = card, territory, owner, writer
        self.today = clock.today(territory.time_zone)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 16)
        self.column.setSpacing(4)
        self._head()
        self._section_contacts()
        self._section_calls()
        self._section_orders()
        self._section_turnover()
        self._section_notes()
        self.column.addStretch()

    # The head

    def _head(self) -> None:
        row = self.card.row
        line = QHBoxLayout()
        grade = plain.label(row.grade or "–")
        grade.setObjectName("badge")
        grade.setAccessibleName(_("Grade {grade}").format(grade=row.grade))
        name = plain.label(row.name, wrap=True)
        size = theme.FIGURES if len(row.name) <= _LONG_NAME else theme.BODY
        name.setFont(theme.font(size, bold=True))
        close = _tool("x", _("Close (Esc)"), self.owner.closed.emit)
        line.addWidget(grade, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(name, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.column.addWidget(_muted(self._where()))
        self.column.addWidget(_muted(self._rhythm()))
        self.column.addLayout(self._buttons())
        if row.precision == "none":
            self._needs_place()

    def _where(self) -> str:
        account = self.card.account
        address = ", ".join(filter(None, (account.street, account.postcode, account.town)))
        exact = field_words.choice(account.precision)
        return " · ".join(filter(None, (address, account.phone, exact)))

    def _rhythm(self) -> str:
        row = self.card.row
        parts = [field_words.choice(row.status)]
        if row.last_call:
            parts.append(_("last call {date}").format(date=self._date(row.last_call)))
        if row.due:
            over = (self.today - row.due).days
            if over > 0:
                parts.append(
                    ngettext("{days} day over", "{days} days over", over).format(days=over)
                )
            else:
                parts.append(_("due {date}").format(date=self._date(row.due)))
        if row.planned:
            parts.append(_("planned {date}").format(date=self._date(row.planned)))
        return " · ".join(parts)

    def _date(self, day: date) -> str:
        return figures.near_date(day, self.today)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        plan = QPushButton(_("Put on …"))
        menu = QMenu(plan)
        for weekday in self.territory.working_days:
            action = menu.addAction(figures.weekday(weekday))
            action.triggered.connect(
                lambda _on=False, day=weekday: self.owner.plan_wanted.emit(self.card.row.id, day)
            )
        menu.addSeparator()
        row = self.card.row.id
        menu.addAction(_("Which day suits?"), lambda: self.owner.which_day_wanted.emit(row))
        menu.addAction(_("Urgent: fit it in today"), lambda: self.owner.urgent_wanted.emit(row))
        plan.setMenu(menu)
        edit = QPushButton(_("Edit"))
        edit.clicked.connect(self._edit_account)
        pin = QPushButton(_("Pin"))
        pin.setToolTip(_("Correct where it stands on the map"))
        pin.clicked.connect(lambda: self.owner.place_wanted.emit(self.card.row.id))
        for button in (plan, edit, pin):
            button.setAutoDefault(False)
            line.addWidget(button)
        return line

    def _needs_place(self) -> None:
        warning = plain.label(
            _("This account is not on the map yet. Press Pin, then click where it is."), wrap=True
        )
        warning.setObjectName("warning")
        self.column.addWidget(warning)

    def _edit_account(self) -> None:
        account = self.card.account
        self.writer.open_existing("account", account.id, _values(account, "account"))

    # The sections

    def _section(self, title: str, add: Callable[[], object] | None, hint: str = "") -> None:
        self.column.addSpacing(8)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setObjectName("separator")
        self.column.addWidget(line)
        head = QHBoxLayout()
        name = plain.label(title)
        name.setFont(theme.font(theme.META, bold=True))
        head.addWidget(name, 1)
        if add:
            head.addWidget(_tool("plus", hint, add))
        self.column.addLayout(head)

    def _section_contacts(self) -> None:
        names = ("name", "role", "criteria", "phone", "email", "last_seen", "left_on", "notes")
        new = {"account": self.card.row.id}
        self._section(
            _("Ask for"),
            lambda: self.writer.open_new("contact", new, names),
            _("Add a contact"),
        )
        if not self.card.contacts:
            self.column.addWidget(_muted(_("Nobody yet: add whom to ask for.")))
        for person in self.card.contacts:
            self._row(*_of_contact(person, self.today), self._opener("contact", person, names))

    def _section_calls(self) -> None:
        names = ("day", "start", "minutes", "state", "objective", "outcome")
        new = {"account": self.card.row.id, "day": self.today + timedelta(days=1)}
        self._section(_("Calls"), lambda: self.writer.open_new("call", new, names), _("Add a call"))
        if not self.card.calls:
            self.column.addWidget(_muted(_("No call yet.")))
        for call in self.card.calls[:_CALLS_SHOWN]:
            self._row(*_of_call(call, self.today), self._opener("call", call, names))
        self._more(len(self.card.calls) - _CALLS_SHOWN)

    def _section_orders(self) -> None:
        names = ("date", "line", "amount", "text")
        new = {"account": self.card.row.id, "date": self.today}
        self._section(
            _("Orders"), lambda: self.writer.open_new("order", new, names), _("Add an order")
        )
        recent = _of_last_year(self.card.orders, self.today)
        if not self.card.orders:
            self.column.addWidget(_muted(_("No order yet.")))
            return
        total = figures.money(sum(o.amount for o in recent), self.territory.currency)
        line = QHBoxLayout()
        line.addWidget(MonthBars([(o.date, o.amount) for o in recent], self.today))
        label = plain.label(_("{amount} in 12 months").format(amount=total), wrap=True)
        line.addWidget(label, 1)
        self.column.addLayout(line)
        for order in self.card.orders[:_ORDERS_SHOWN]:
            shown = figures.money(order.amount, self.territory.currency)
            title = f"{self._date(order.date)}  {shown}"
            self._row(title, order.line or order.text, self._opener("order", order, names))
        self._more(len(self.card.orders) - _ORDERS_SHOWN)

    def _section_turnover(self) -> None:
        names = ("year", "potential", "revenue")
        new = {"account": self.card.row.id, "year": self.today.year}
        self._section(
            _("Potential and revenue"),
            lambda: self.writer.open_new("turnover", new, names),
            _("Add a year"),
        )
        for year in self.card.turnovers:
            self._row(str(year.year), self._turnover(year), self._opener("turnover", year, names))

    def _turnover(self, year: Turnover) -> str:
        currency = self.territory.currency
        parts = []
        if year.revenue is not None:
            parts.append(_("revenue {money}").format(money=figures.money(year.revenue, currency)))
        if year.potential is not None:
            parts.append(
                _("potential {money}").format(money=figures.money(year.potential, currency))
            )
        return " · ".join(parts)

    def _section_notes(self) -> None:
        hours = self.card.row.opening_hours
        if hours is not None:
            self._section(_("Open"), None)
            self.column.addWidget(plain.label(figures.opening_hours(hours), wrap=True))
        if self.card.account.notes:
            self._section(_("Notes"), None)
            self.column.addWidget(plain.label(self.card.account.notes, wrap=True))

    # Rows

    def _opener(
        self, kind: str, record: Contact | Call | Order | Turnover, names: Sequence[str]
    ) -> Callable[[], object]:
        return lambda: self.writer.open_existing(kind, record.id, _values(record, kind), names)

    def _row(self, title: str, detail: str, open_it: Callable[[], object]) -> None:
        self.column.addWidget(_Row(title, detail, open_it))

    def _more(self, count: int) -> None:
        if count > 0:
            self.column.addWidget(_muted(_("and {count} earlier").format(count=count)))


class _Row(QToolButton):
    """A line that opens its record: title strong, detail muted below."""

    def __init__(self, title: str, detail: str, open_it: Callable[[], object]) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # as high as its text in this width, however it wraps
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{title}: {detail}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        for label in (_strong(title), _muted(detail)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setVisible(bool(label.text()))
            column.addWidget(label)
        self._column = column
        self.clicked.connect(lambda _on: open_it())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()


def _of_contact(person: Contact, today: date) -> tuple[str, str]:
    title = ", ".join(filter(None, (person.name, person.role)))
    if person.left_on:
        return title, _("left {date}").format(date=figures.near_date(person.left_on, today))
    seen = _("never seen")
    if person.last_seen:
        seen = _("seen {days} days ago").format(days=(today - person.last_seen).days)
    return title, " · ".join(filter(None, (person.phone, seen, person.criteria)))


def _of_call(call: Call, today: date) -> tuple[str, str]:
    when = figures.near_date(call.day, today)
    if call.start is not None:
        when = f"{when} {figures.time_of_day(call.start)}"
    return f"{when} · {field_words.choice(call.state)}", call.outcome or call.objective


def _of_last_year(orders: Sequence[Order], today: date) -> list[Order]:
    return [o for o in orders if today - timedelta(days=365) < o.date <= today]


def _values(record: object, kind: str) -> dict[str, object]:
    return {name: getattr(record, name) for name in fields_of(kind)}


def _strong(text: str) -> QLabel:
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META, bold=True))
    return label


def _muted(text: str) -> QLabel:
    label = plain.label(text, wrap=True)
    label.setFont(theme.font(theme.META))
    label.setObjectName("muted")
    return label


def _tool(icon: str, hint: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setToolTip(hint)
    button.setAccessibleName(hint)
    button.clicked.connect(lambda _on: act())
    return button
