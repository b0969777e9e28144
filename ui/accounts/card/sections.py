"""Which sections a card has, in their order from the top. A new one is a module and a line here."""

from __future__ import annotations

from typing import Any

from ui.accounts.card import (
    calls,
    head,
    notes,
    orders,
    people,
    turnover,
)

SECTIONS: tuple[Any, ...] = (
    head,
    people,
    calls,
    orders,
    turnover,
    notes,
)
