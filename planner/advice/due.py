"""When an account is due for its next call, from its grade's frequency and its last call."""

from __future__ import annotations

from datetime import date, timedelta

from planner.records import Territory


def frequency(territory: Territory, grade: str, own: float | None) -> float:
    """Calls per cycle: the account's own number, else what its grade gets (ungraded as C)."""
    if own is not None:
        return own
    by_grade = {
        "A": territory.calls_a,
        "B": territory.calls_b,
        "C": territory.calls_c,
        "D": territory.calls_d,
    }
    return by_grade.get(grade, territory.calls_c)


def interval_days(territory: Territory, calls_per_cycle: float) -> int | None:
    """Days between two calls; None for an account that gets no calls."""
    if calls_per_cycle <= 0:
        return None
    return max(1, round(territory.cycle_weeks * 7 / calls_per_cycle))


def due_date(
    territory: Territory, calls_per_cycle: float, last_call: date | None, today: date
) -> date | None:
    """The day the next call is due: an interval after the last one, today if there was none."""
    interval = interval_days(territory, calls_per_cycle)
    if interval is None:
        return None
    return last_call + timedelta(days=interval) if last_call else today
