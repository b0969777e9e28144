"""What a cell of the accounts table says beside its words: whether it alarms, what is edited."""

from __future__ import annotations

from datetime import date

from planner.workspace import AccountRow
from planner.workspace.grading.board import Extra

_FALLING = -0.03
"""Growth from which down it is an alarm."""
_FAR = {"A": 3.0}
"""Calls that made and planned may be apart without alarm; 2 where it does not say."""


def alarms(row: AccountRow, known: Extra, today: date, key: str) -> bool:
    """Whether a cell says something that is late, missing or falling."""
    if key == "due":
        return row.due is not None and row.due < today
    if key == "growth":
        return known.growth is not None and known.growth <= _FALLING
    if key == "calls":
        far = _FAR.get(row.grade, 2.0)
        return row.status == "customer" and abs(known.made - known.planned) > far
    return key == "place" and row.precision == "none"


def typed(row: AccountRow, known: Extra, key: str) -> str:
    """What the editor of a cell begins with."""
    if key == "likelihood":
        return "" if known.likelihood is None else f"{100 * known.likelihood:g}"
    if key == "per_cycle":
        return "" if known.own_calls is None else f"{known.own_calls:g}"
    return row.grade
