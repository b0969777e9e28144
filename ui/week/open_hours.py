"""When the account selected can be called on, for the lanes to shade the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.tours.model import Window

if TYPE_CHECKING:
    from planner.workspace import AccountRow, PlannedWeek

Hours = tuple[Window, ...]


def open_hours(week: PlannedWeek, account: AccountRow | None) -> Mapping[date, Hours]:
    """The hours of an account on each day of a week; nothing where no account is asked about."""
    if account is None:
        return {}
    from planner.workspace.reading_week import windows

    return {day.date: windows(week.territory, account, day.date) for day in week.days}


def shut_spans(hours: Sequence[Window], opens: int, shuts: int) -> list[tuple[int, int]]:
    """The spans of a lane from `opens` to `shuts` in which an account is shut."""
    spans, at = [], opens
    for window in sorted(hours, key=lambda window: window.opens):
        if window.opens > at:
            spans.append((at, min(window.opens, shuts)))
        at = max(at, window.shuts)
    if at < shuts:
        spans.append((at, shuts))
    return [(begin, end) for begin, end in spans if begin < end]
