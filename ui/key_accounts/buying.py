"""What they buy: our share, how many suppliers they keep, and the next component to win."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from planner.exchange import figures
from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.key_accounts.grid import Column, GridModel, Shape
from ui.key_accounts.grid_view import GridView
from ui.key_accounts.parts import Figure, Part, muted

if TYPE_CHECKING:
    from planner.workspace.key_accounts.views import KeyAccount


class ShareBar(QWidget):
    """Our share of what they buy, as a part of a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float | None) -> None:
        """Take a share from 0 to 1; None where nobody knows."""
        self._share = share
        words = _("Our share of their purchases: {percent} %")
        self.setAccessibleName(
            _("Our share of their purchases is not known")
            if share is None
            else words.format(percent=round(100 * share))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.shade)
        painter.fillRect(self.rect(), QBrush(look.hatch, Qt.BrushStyle.BDiagPattern))
        if self._share is not None:
            wide = round(self.width() * self._share)
            painter.fillRect(QRect(0, 0, wide, self.height()), look.ink)
        painter.end()


class Buying(Part):
    """Share and suppliers typed in place, components in a table, the next to win above it."""

    share_typed = Signal(str)
    suppliers_typed = Signal(str)
    won = Signal(int)
    """A component that is bought from us from now on."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(_("What they buy"))
        self.model = GridModel(shape)
        self.view = GridView(self.model, _("Components they buy"))
        self.bar, self._component = ShareBar(), 0
        self.share = Figure(_("Our share of their purchases in per cent"))
        self.suppliers = Figure(_("Suppliers they keep for what we sell"), 36)
        self.share.typed.connect(self.share_typed)
        self.suppliers.typed.connect(self.suppliers_typed)
        self.sole = plain.label(_("sole source"))
        self.sole.setObjectName("badge")
        self.sole.setFont(theme.font(theme.META, bold=True))
        self.head.addWidget(self.sole)
        line = QHBoxLayout()
        line.setSpacing(4)
        self._suppliers = muted(_("suppliers"))
        for widget in (self.share, muted(_("% is ours")), self.suppliers, self._suppliers):
            line.addWidget(widget)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addWidget(self.bar)
        self.column.addWidget(self._next())
        self.column.addWidget(self.view, 1)

    def _next(self) -> QWidget:
        self.next = QFrame()
        line = QHBoxLayout(self.next)
        line.setContentsMargins(0, 4, 0, 2)
        self.next_words = plain.label(wrap=True)
        self.next_words.setFont(theme.font(theme.META, figures=True))
        self.win = QPushButton(icons.icon("check"), _("Won"))
        self.win.setFont(theme.font(theme.META))
        self.win.clicked.connect(lambda: self.won.emit(self._component))
        line.addWidget(self.next_words, 1)
        line.addWidget(self.win)
        return self.next

    def show_account(self, account: KeyAccount) -> None:
        """Take an account."""
        noted, suppliers = account.account.our_share, account.account.suppliers
        self.share.show_text("" if noted is None else f"{100 * noted:g}")
        if noted is None and account.share is not None:
            self.share.setPlaceholderText(f"{100 * account.share:.0f}")
        self.suppliers.show_text("" if suppliers is None else str(suppliers))
        self._suppliers.setText(ngettext("supplier", "suppliers", suppliers or 2))
        self.bar.show_share(account.share)
        self.sole.setVisible(account.sole_source)
        self.note.setText(
            _("{ours} of {all} a year").format(
                ours=figures.money(account.bought_from_us, account.currency),
                all=figures.money(account.bought, account.currency),
            )
            if account.bought
            else ""
        )
        self._show_next(account)
        self.model.shape = replace(self.model.shape, currency=account.currency, today=account.today)
        self.model.take(account.components)

    def _show_next(self, account: KeyAccount) -> None:
        component = account.next_to_win
        self.next.setVisible(component is not None)
        if component is None:
            return
        self._component = component.id
        parts = [component.name or _("no name")]
        if component.value:
            value = figures.money(component.value, account.currency)
            parts.append(_("{value} a year").format(value=value))
        if component.supplier:
            parts.append(_("now from {supplier}").format(supplier=component.supplier))
        words = _("Next to win: {what}").format(what=", ".join(parts))
        self.next_words.setText(plain.breakable(words))


def columns() -> tuple[Column, ...]:
    """The table of components."""
    return (
        Column("ours", _("Ours"), 36, "tick"),
        Column("name", _("Component"), 0),
        Column("value", _("A year"), 62, "money"),
        Column("supplier", _("From"), 100),
        Column("sole_source", _("Sole"), 34, "tick", hint=_("They have one source for it")),
    )
