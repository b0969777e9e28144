"""Which sections a card has, in their order from the top. A new one is a module and a line here."""

from __future__ import annotations

from typing import Any

from ui.accounts.card import (
    ask_for,
    calls,
    complaints,
    details,
    head,
    kit,
    market,
    nuances,
    objections,
    offices,
    orders,
    own,
    people,
    promises,
    solved,
    trust,
    turnover,
)

SECTIONS: tuple[Any, ...] = (
    head,
    complaints,  # what burns comes first
    ask_for,
    promises,
    people,
    objections,
    orders,
    trust,
    solved,
    calls,
    turnover,
    nuances,
    market,
    kit,
    offices,
    own,
    details,
)
