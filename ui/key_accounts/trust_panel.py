"""Trust: how often, promises, reaction; each with its trend, beside the orders by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.exchange import figures, trust_words
from planner.words import _
from ui import plain, theme
from ui.key_accounts.parts import Figure, Part, muted
from ui.key_accounts.trust_bars import TrustBars, lines

if TYPE_CHECKING:
    from planner.advice.trust import Measure, Trust
    from planner.workspace.key_accounts.views import KeyAccount


class TrustFigures(QWidget):
    """The three figures side by side, as the card has them too."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._figures: list[tuple[QLabel, QLabel, QLabel]] = []
        for caption in (_("between contacts"), _("promises kept"), _("to first answer")):
            column = QVBoxLayout()
            column.setSpacing(0)
            head = QHBoxLayout()
            head.setSpacing(3)
            figure, trend, below = plain.label(), plain.label(), muted(caption)
            figure.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
            trend.setFont(theme.font(theme.BODY))
            head.addWidget(figure)
            head.addWidget(trend)
            head.addStretch(1)
            column.addLayout(head)
            column.addWidget(below)
            line.addLayout(column, 1)
            self._figures.append((figure, trend, below))

    def show_trust(self, trust: Trust) -> None:
        """Take the trust of an account."""
        texts = (
            trust_words.days_between(trust.contact.figure),
            trust_words.kept(trust.promises.good, trust.promises.of),
            trust_words.wait(trust.reaction.figure),
        )
        measures = (trust.contact, trust.promises, trust.reaction)
        for shown, text, measure, words in zip(
            self._figures, texts, measures, lines(trust), strict=True
        ):
            _show(shown[0], shown[1], text, measure)
            for label in shown:
                label.setToolTip(plain.tooltip(words))
            shown[0].setAccessibleName(words)

    @property
    def texts(self) -> list[str]:
        """The three figures as they are read."""
        return [figure.text() for figure, _trend, _below in self._figures]


def _show(figure: QLabel, trend: QLabel, text: str, measure: Measure) -> None:
    figure.setText(text)
    trend.setText(trust_words.trend_sign(measure.trend))
    _named(figure, "bad" if measure.is_weak else "figure")
    _named(trend, "bad" if measure.trend == "worse" else "muted")


def _named(label: QLabel, name: str) -> None:
    """Give it another name, and have the style sheet look at it again."""
    label.setObjectName(name)
    label.style().unpolish(label)
    label.style().polish(label)


class OrderMonths(QWidget):
    """Twelve months of orders as bars, the month's letter below each."""

    _HEIGHT = 74

    def __init__(self) -> None:
        super().__init__()
        self._account: KeyAccount | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Orders by month"))

    def show_orders(self, account: KeyAccount) -> None:
        """Take the months of an account."""
        self._account = account
        words = "\n".join(
            f"{figures.month(month.first.month)} {figures.money(month.amount, account.currency)}"
            for month in account.months
        )
        self.setAccessibleDescription(words)
        self.setToolTip(plain.tooltip(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._account is None:
            return
        look, months = theme.current(), self._account.months
        painter = QPainter(self)
        painter.setFont(theme.font(theme.META))
        highest = max((month.amount for month in months), default=0) or 1
        step = self.width() / max(1, len(months))
        room = self.height() - 18
        for at, month in enumerate(months):
            left, wide = round(at * step), round(step) - 4
            high = max(1, round(room * max(0, month.amount) / highest))
            colour = look.due if month.amount > 0 else look.hatch
            painter.fillRect(QRect(left, room - high, wide, high), colour)
            painter.setPen(look.mute)
            letter = figures.month(month.first.month)[:1]
            painter.drawText(QRect(left, room + 2, wide, 16), Qt.AlignmentFlag.AlignCenter, letter)
        painter.end()


class TrustPanel(Part):
    """Figures, what is agreed, and the orders that the goodwill is for."""

    agreed_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Trust"))
        self.bars, self.figures, self.orders = TrustBars(), TrustFigures(), OrderMonths()
        self.head.addWidget(self.bars)
        self.agreed = Figure(_("Contacts agreed a month"))
        self.agreed.typed.connect(self.agreed_typed)
        self._reached = muted()
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(muted(_("agreed a month")))
        line.addWidget(self.agreed)
        line.addWidget(self._reached, 1)
        self._year = muted(wrap=True)
        self.column.addWidget(self.figures)
        self.column.addLayout(line)
        self.column.addSpacing(4)
        self.column.addWidget(self.orders)
        self.column.addWidget(self._year)

    def show_account(self, account: KeyAccount) -> None:
        """Take an account."""
        trust = account.trust
        self.bars.show_trust(trust)
        self.figures.show_trust(trust)
        self.orders.show_orders(account)
        agreed = account.account.contacts_agreed
        self.agreed.show_text("" if agreed is None else f"{agreed:g}")
        self._reached.setText(
            _("{made} of {agreed} in half a year").format(
                made=trust.contact.good, agreed=trust.contact.of
            )
        )
        self._year.setText(_year(account))


def _year(account: KeyAccount) -> str:
    words = _("{amount} in 12 months").format(
        amount=figures.money(account.ordered, account.currency)
    )
    if account.ordered_before <= 0:
        return words
    percent = round(100 * (account.ordered / account.ordered_before - 1))
    sign = "+" if percent > 0 else figures.MINUS if percent < 0 else "±"
    return _("{words}, {change} % on the 12 before").format(
        words=words, change=f"{sign}{abs(percent)}"
    )
