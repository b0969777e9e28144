"""What the accounts screen reads beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planner import clock
from planner.workspace import AccountRow, Workspace
from planner.workspace.grading import Neglected, OverCalled
from planner.workspace.grading.board import Board

if TYPE_CHECKING:
    from planner.advice.trust import Trust
    from planner.workspace.grading.making_up import MadeUp

OVER, _NEGLECTED = 200, 12
"""Accounts that the panel lists at most: of many the dearest."""


@dataclass(frozen=True)
class Everything:
    """All accounts, what is known of them, and who is called on too often or too seldom."""

    rows: list[AccountRow]
    board: Board
    over: tuple[OverCalled, ...]
    neglected: tuple[Neglected, ...]
    own_fields: tuple[tuple[int, str], ...]
    today: date
    currency: str
    units: str


def read_rows(workspace: Workspace) -> tuple[list[AccountRow], date, str]:
    """The accounts alone, with today's date and the currency: quick, however many there are."""
    territory = workspace.territory
    return workspace.accounts.rows(), clock.today(territory.time_zone), territory.currency


def read_everything(workspace: Workspace) -> Everything:
    """One look at the territory."""
    territory = workspace.territory
    today = clock.today(territory.time_zone)
    return Everything(
        rows=workspace.accounts.rows(),
        board=workspace.grading.board(today),
        over=workspace.grading.over_called(today, OVER),
        neglected=workspace.grading.neglected(today, _NEGLECTED),
        own_fields=_number_fields(workspace),
        today=today,
        currency=territory.currency,
        units=territory.units,
    )


def _number_fields(workspace: Workspace) -> tuple[tuple[int, str], ...]:
    fields = workspace.records.every("own_field")
    return tuple(
        (f.id, getattr(f, "name", "")) for f in fields if getattr(f, "type", "") == "number"
    )


def read_trusts(workspace: Workspace) -> Mapping[int, Trust]:
    """The trust of every account."""
    return workspace.key_accounts.trusts()


def read_days(workspace: Workspace, neglected: tuple[Neglected, ...]) -> tuple[MadeUp, ...]:
    """Where calls on the neglected would go in the next week."""
    territory = workspace.territory
    today = clock.today(territory.time_zone)
    week = workspace.planning.next_week()
    accounts = [each.account for each in neglected]
    return workspace.grading.cheapest_calls(accounts, week, today)
