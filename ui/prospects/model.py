"""The cards of one stage as a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.exchange import figures, prospect_words
from planner.words import _
from ui import plain

if TYPE_CHECKING:
    from planner.workspace.prospecting.pipeline import Card

CARD = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class StageModel(QAbstractListModel):
    """Cards in the order of their stage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()
        self.currency = "GBP"

    def show_cards(self, cards: tuple[Card, ...], currency: str) -> None:
        """Other cards; nothing is told where they are the same."""
        if cards == self._cards and currency == self.currency:
            return
        self.beginResetModel()
        self._cards, self.currency = cards, currency
        self.endResetModel()

    def row_of(self, account: int) -> int | None:
        """Where an account's card is."""
        return next((n for n, card in enumerate(self._cards) if card.account == account), None)

    def rowCount(self, parent: _Index = _NONE) -> int:
        """How many cards."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A card; its words for those who cannot see it, and for the mouse that rests on it."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name  # what typing letters looks for
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(lines(card, self.currency))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip("\n".join(lines(card, self.currency)))
        return None


def lines(card: Card, currency: str) -> list[str]:
    """All that is known of a prospect, line by line."""
    said = [card.name if not card.town else f"{card.name}, {card.town}"]
    if card.value is not None:
        said.append(
            _("{money} a year, {percent} likely").format(
                money=figures.money(card.value, currency),
                percent=prospect_words.percent(card.likelihood),
            )
        )
    source = prospect_words.source(card.source)
    if card.referred_by:
        source = _("{source} by {name}").format(source=source, name=card.referred_by)
    said.append(_("Source: {source}").format(source=source))
    said.append(
        _("Next: {step}").format(step=prospect_words.next_step(card.next_objective, card.last))
    )
    said.append(_when(card))
    return [line for line in said if line]


def _when(card: Card) -> str:
    if card.planned is not None:
        return _("Call planned on {day}").format(day=figures.short_date(card.planned))
    if card.waits is None:
        return ""
    since = card.last or card.found_on or date.min
    return _("{waits}, since {day}").format(
        waits=prospect_words.waits(card.waits), day=figures.day_and_month(since)
    )
